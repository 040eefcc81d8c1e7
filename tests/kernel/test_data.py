"""Certificates from anyone: whatever is not in the one form is refused, quickly and with a reason."""

from __future__ import annotations

import json
from typing import Any

import pytest

from argcheck.kernel.data import Refused
from argcheck.kernel.replay import FORMAT, replay
from argcheck.kernel.rules import Work
from tests.kernel.proofs import MINUS_X, X, certificate, summed

GOOD = json.dumps(certificate([[">", X], [">", MINUS_X]], [summed([("1", [0]), ("1", [1])])]))


def test_the_good_one_is_good() -> None:
    assert len(replay(GOOD)) == 1


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('"coefficient": "1"', '"coefficient": 1', "rational"),
        ('"coefficient": "1"', '"coefficient": 1.0', "exact"),
        ('"coefficient": "1"', '"coefficient": NaN', "exact"),
        ('"coefficient": "1"', '"coefficient": Infinity', "exact"),
        ('"coefficient": "1"', '"coefficient": true', "rational"),
        ('"coefficient": "1"', '"coefficient": "1.0"', "rational"),
        ('"coefficient": "1"', '"coefficient": "1e3"', "rational"),
        ('"coefficient": "1"', '"coefficient": "+1"', "rational"),
        ('"coefficient": "1"', '"coefficient": "01"', "rational"),
        ('"coefficient": "1"', '"coefficient": " 1"', "rational"),
        ('"coefficient": "1"', '"coefficient": "2/2"', "lowest"),
        ('"coefficient": "1"', '"coefficient": "1/0"', "rational"),
        ('"coefficient": "1"', '"coefficient": "1/1"', "lowest"),
        ('"coefficient": "1"', '"coefficient": "١"', "rational"),
        ('"coefficient": "1"', '"coefficient": "nan"', "rational"),
        ('"facts": [0]', '"facts": [-1]', "whole number"),
        ('"facts": [0]', '"facts": [true]', "whole number"),
        ('"facts": [0]', '"facts": [0.0]', "exact"),
        ('"facts": [0]', '"facts": "0"', "list"),
        ('"facts": [0]', '"facts": [1000000000000]', "digits"),
        ('"facts": [0]', '"facts": [0], "facts": [0]', "twice"),
        ('"facts": [0]', '"facts": [0], "note": ""', "not known"),
        ('"label": "h0"', '"label": ""', "name"),
        ('"label": "h0"', '"label": 7', "name"),
        ('"name": "t"', r'"name": "t: proved\nu"', "printable"),
        ('"name": "t"', r'"name": "\ud800"', "printable"),
        ('"integers": []', '"integers": ["y", "x"]', "increasing"),
        ('"integers": []', '"integers": ["x", "x"]', "increasing"),
        ('"format": "argcheck certificate 1"', '"format": "argcheck certificate 2"', "format"),
        ('"rule": "sum"', '"rule": "trust"', "closes"),
        ('[">", [["1", [["x", 1]]]]]', '["<", [["1", [["x", 1]]]]]', "does not make"),
        ('[">", [["1", [["x", 1]]]]]', "[]", "formula"),
        ('[">", [["1", [["x", 1]]]]]', '["not"]', "does not make"),
        ('[">", [["1", [["x", 1]]]]]', '["holds", "a", "b"]', "does not make"),
        ('["1", [["x", 1]]]', '["0", [["x", 1]]]', "one form"),
        ('["1", [["x", 1]]]', '["1", [["x", 0]]]', "one form"),
        ('["1", [["x", 1]]]', '["1", [["x", 1], ["x", 1]]]', "one form"),
        ('["1", [["x", 1]]]', '["1", [["y", 1], ["x", 1]]]', "one form"),
        ('["1", [["x", 1]]]', '["1", [["x", 1]]], ["1", [["x", 1]]]', "increasing"),
        ('["1", [["x", 1]]]', '["1", [["x"]]]', "list of two"),
    ],
)
def test_one_spelling(old: str, new: str, reason: str) -> None:
    assert old in GOOD
    with pytest.raises(Refused, match=reason):
        replay(GOOD.replace(old, new, 1))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{}",
        '"' + FORMAT + '"',
        "[" * 200_000,
        '{"format":' * 100_000,
        "9" * 10_000_000,
        '{"format": ' + "9" * 10_000_000 + "}",
        "\ud800",
        GOOD + GOOD,
        json.dumps({"format": FORMAT, "theorems": []}),
        json.dumps({"format": FORMAT, "theorems": json.loads(GOOD)["theorems"] * 2}),
    ],
    ids=lambda text: text[:12],
)
def test_hostile_text(text: str) -> None:
    with pytest.raises(Refused):
        replay(text)


def nested_cases(depth: int) -> Any:
    proof: Any = [summed([("1", [0])])]
    for _ in range(depth):
        proof = [{"rule": "split", "formula": ["holds", "a"], "cases": [proof, []]}]
    return proof


def nested_everything(depth: int) -> Any:
    formula: Any = [">", X]
    for _ in range(110):
        formula = ["not", ["and", formula]] if _ % 2 else ["not", formula]
    proof: Any = [summed([("1", [0])])]
    for _ in range(depth):
        proof = [{"rule": "split", "formula": formula, "cases": [proof, []]}]
    return proof


def nested_formula(depth: int) -> Any:
    formula: Any = [">", X]
    for _ in range(depth):
        formula = ["not", formula]
    return formula


WIDE = [["1", [[f"x{index:03}", 1]]] for index in range(300)]
HUGE = "1" + "0" * 10_000_000
LONG = [["7" * 900 + "1", [["x", 1]]]]


@pytest.mark.parametrize(
    ("formulas", "proof"),
    [
        ([[">", X]], nested_cases(300)),
        ([[">", X]], nested_everything(140)),
        ([[">", X]], nested_cases(5000)),
        ([nested_formula(300)], nested_cases(0)),
        ([[">", [[HUGE, []]]]], [summed([("1", [0])])]),
        ([[">", X]], [summed([(HUGE, [0])])]),
        ([[">", WIDE]], [summed([("1", [0] * 12)])]),
        ([[">", LONG]], [summed([("1", [0] * 10_000)])]),
        ([[">", X]], [summed([(f"1/{index + 10**900}", [0]) for index in range(2000)])]),
        ([["and", *[[">", X]] * 400]], [{"rule": "parts", "fact": 0}] * 400 + [summed([("1", [0])])]),
        ([["not", ["and", *[[">", X]] * 400]]], [{"rule": "parts", "fact": 0}] * 4000 + [summed([("1", [0])])]),
    ],
    ids=[
        "cases",
        "cases of deep formulas",
        "deep cases",
        "formula",
        "huge",
        "huge weight",
        "wide",
        "long",
        "fractions",
        "parts",
        "denials",
    ],
)
def test_hostile_proofs(formulas: Any, proof: Any) -> None:
    try:
        text = json.dumps(certificate(formulas, proof))
    except RecursionError:
        text = "[" * 10_000
    with pytest.raises(Refused):
        replay(text)


def test_work_is_bounded() -> None:
    work = Work()
    with pytest.raises(Refused, match="too large"):
        for _ in range(10**9):
            work.spend(10**6)
