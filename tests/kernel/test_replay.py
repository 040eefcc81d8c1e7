"""Each rule of the kernel: what it accepts, and what is nearly right and must be refused."""

from __future__ import annotations

import json
from typing import Any

import pytest

from argcheck.kernel.data import Refused
from argcheck.kernel.replay import FORMAT, Lemma, replay
from tests.kernel.proofs import MINUS_X, MINUS_X_PLUS_1, ONE, X_MINUS_1, X, certificate, proves, summed

POSITIVE, NEGATIVE = [">", X], [">", MINUS_X]
AT_LEAST, AT_MOST = [">=", X], [">=", MINUS_X]
A, B = ["holds", "a"], ["holds", "b"]
TWICE = summed([("1", [0]), ("1", [1])])
CLASH = {"rule": "clash", "fact": 0, "denial": 1}

ACCEPTED: dict[str, tuple[list[Any], list[Any], list[str]]] = {
    "two strict bounds": ([POSITIVE, NEGATIVE], [TWICE], []),
    "one strict bound": ([POSITIVE, AT_MOST], [summed([("1", [0]), ("1", [1])])], []),
    "a constant is positive": ([[">=", [["-1", []]]]], [summed([("1", []), ("1", [0])])], []),
    "a square": ([[">", [["-1", [["x", 2]]]]]], [summed([("1", [0]), ("1", [], [X])])], []),
    "an equation": ([["=", X_MINUS_1], [">=", MINUS_X]], [summed([("1", []), ("1", [1])], [(0, ONE)])], []),
    "a product": (
        [POSITIVE, [">", X_MINUS_1], [">=", [["1", [["x", 1]]], ["-1", [["x", 2]]]]]],
        [summed([("1", [0, 1]), ("1", [2])])],
        [],
    ),
    "a proposition and its denial": ([A, ["not", A]], [CLASH], []),
    "a formula and its denial": ([["or", A, B], ["not", ["or", A, B]]], [CLASH], []),
    "parts": (
        [["and", POSITIVE, NEGATIVE]],
        [{"rule": "parts", "fact": 0}, summed([("1", [1]), ("1", [2])])],
        [],
    ),
    "parts of a denial": (
        [POSITIVE, ["not", POSITIVE]],
        [{"rule": "parts", "fact": 1}, summed([("1", [0]), ("1", [2])])],
        [],
    ),
    "cases": (
        [["or", A, B], ["not", A], ["not", B]],
        [
            {
                "rule": "cases",
                "fact": 0,
                "cases": [
                    [{"rule": "clash", "fact": 3, "denial": 1}],
                    [{"rule": "clash", "fact": 3, "denial": 2}],
                ],
            }
        ],
        [],
    ),
    "no case at all": ([["or"]], [{"rule": "cases", "fact": 0, "cases": []}], []),
    "cases of an inequation": (
        [["!=", X], ["=", X]],
        [{"rule": "cases", "fact": 0, "cases": [[summed([("1", [2])], [(1, [["-1", []]])])],
                                               [summed([("1", [2])], [(1, ONE)])]]}],
        [],
    ),
    "a split": (
        [AT_MOST, ["or", NEGATIVE, ["!=", X]], AT_LEAST],
        [
            {
                "rule": "split",
                "formula": ["=", X],
                "cases": [
                    [
                        {
                            "rule": "cases",
                            "fact": 1,
                            "cases": [
                                [summed([("1", [4]), ("1", [2])])],
                                [{"rule": "cases", "fact": 4, "cases": [
                                    [summed([("1", [5]), ("1", [0])])], [summed([("1", [5]), ("1", [2])])]]}],
                            ],
                        }
                    ],
                    [{"rule": "cases", "fact": 3, "cases": [
                        [summed([("1", [4]), ("1", [0])])], [summed([("1", [4]), ("1", [2])])]]}],
                ],
            }
        ],
        [],
    ),
    "rounding": (
        [POSITIVE, [">", MINUS_X_PLUS_1]],
        [{"rule": "round", "fact": 0}, summed([("1", [1]), ("1", [2])])],
        ["x"],
    ),
    "rounding what is not strict": (
        [[">=", [["-1", []], ["2", [["x", 1]]]]], [">", MINUS_X_PLUS_1]],
        [{"rule": "round", "fact": 0}, summed([("1", [1]), ("1", [2])])],
        ["x"],
    ),
    "an equation without whole solutions": (
        [["=", [["-1", []], ["2", [["x", 1]]], ["4", [["y", 1]]]]]],
        [{"rule": "round", "fact": 0}, {"rule": "cases", "fact": 1, "cases": []}],
        ["x", "y"],
    ),
}  # fmt: skip

REFUSED: dict[str, tuple[list[Any], list[Any], list[str], str]] = {
    "nothing strict": ([AT_LEAST, AT_MOST], [TWICE], [], "certainly positive"),
    "a strict term with weight 0": (
        [POSITIVE, AT_LEAST, AT_MOST],
        [summed([("0", [0]), ("1", [1]), ("1", [2])])],
        [],
        "certainly positive",
    ),
    "a square alone": ([[">=", [["-1", [["x", 2]]]]]], [summed([("1", [0]), ("1", [], [X])])], [], "certainly"),
    "a strict fact times a square": (
        [POSITIVE, [">=", [["-1", [["x", 3]]]]]],
        [summed([("1", [0], [X]), ("1", [1])])],
        [],
        "certainly positive",
    ),
    "a negative weight": ([POSITIVE], [summed([("1", [0]), ("-1", [0])])], [], "negative"),
    "what does not cancel": ([POSITIVE, NEGATIVE], [summed([("2", [0]), ("1", [1])])], [], "cancel"),
    "an equation as a factor": ([["=", X], [">", MINUS_X]], [TWICE], [], "not an inequality"),
    "an inequation as a factor": ([["!=", X], [">", MINUS_X]], [TWICE], [], "not an inequality"),
    "a proposition as a factor": ([A, NEGATIVE], [TWICE], [], "not an inequality"),
    "an inequality as an equation": (
        [AT_LEAST, POSITIVE],
        [summed([("1", [1])], [(0, [["-1", []]])])],
        [],
        "not an equation",
    ),
    "a clash of different propositions": ([A, ["not", B]], [CLASH], [], "denial"),
    "a clash the wrong way round": ([["not", A], A], [CLASH], [], "denial"),
    "a clash of atoms": ([POSITIVE, AT_MOST], [CLASH], [], "denial"),
    "a case left out": (
        [["or", A, B], ["not", A]],
        [{"rule": "cases", "fact": 0, "cases": [[{"rule": "clash", "fact": 2, "denial": 1}]]}],
        [],
        "2 cases and 1",
    ),
    "a case left open": ([["or", A]], [{"rule": "cases", "fact": 0, "cases": [[]]}], [], "left open"),
    "cases of a conjunction": ([["and", A, B]], [{"rule": "cases", "fact": 0, "cases": []}], [], "has cases"),
    "cases of an inequality": ([POSITIVE], [{"rule": "cases", "fact": 0, "cases": []}], [], "has cases"),
    "parts of a disjunction": ([["or", A, B]], [{"rule": "parts", "fact": 0}, TWICE], [], "has parts"),
    "parts of a denied proposition": ([["not", A]], [{"rule": "parts", "fact": 0}, TWICE], [], "has parts"),
    "a fact of another case": (
        [["or", POSITIVE, NEGATIVE], AT_MOST],
        [{"rule": "cases", "fact": 0, "cases": [[summed([("1", [2]), ("1", [1])])],
                                               [summed([("1", [3]), ("1", [1])])]]}],
        [],
        "no fact 3",
    ),
    "a fact that does not exist": ([POSITIVE], [summed([("1", [1])])], [], "no fact 1"),
    "a step used before it is made": (
        [["and", POSITIVE, NEGATIVE]],
        [summed([("1", [1]), ("1", [2])]), {"rule": "parts", "fact": 0}],
        [],
        "`fact` is missing",
    ),
    "rounding what is real": (
        [POSITIVE, [">", MINUS_X_PLUS_1]],
        [{"rule": "round", "fact": 0}, summed([("1", [1]), ("1", [2])])],
        [],
        "whole numbers",
    ),
    "rounding with one real variable": (
        [[">", [["1", [["x", 1]]], ["1", [["y", 1]]]]]],
        [{"rule": "round", "fact": 0}, TWICE],
        ["x"],
        "whole numbers",
    ),
    "rounding too far": (
        [AT_LEAST, [">", MINUS_X_PLUS_1]],
        [{"rule": "round", "fact": 0}, summed([("1", [1]), ("1", [2])])],
        ["x"],
        "cancel",
    ),
    "rounding an inequation": ([["!=", X]], [{"rule": "round", "fact": 0}, TWICE], ["x"], "whole numbers"),
    "rounding a number": ([[">", ONE]], [{"rule": "round", "fact": 0}, TWICE], ["x"], "need not"),
    "an equation with whole solutions": (
        [["=", [["-2", []], ["2", [["x", 1]]], ["4", [["y", 1]]]]]],
        [{"rule": "round", "fact": 0}, {"rule": "cases", "fact": 1, "cases": []}],
        ["x", "y"],
        "has cases",
    ),
    "a split with one case": ([A], [{"rule": "split", "formula": A, "cases": [[]]}], [], "2 cases"),
    "an empty proof": ([POSITIVE], [], [], "left open"),
    "no rule of that name": ([POSITIVE], [{"rule": "trust"}], [], "closes"),
    "no rule of that name on the way": ([POSITIVE], [{"rule": "trust", "fact": 0}, TWICE], [], "trust"),
}  # fmt: skip


@pytest.mark.parametrize("name", ACCEPTED)
def test_accepted(name: str) -> None:
    formulas, proof, integers = ACCEPTED[name]
    theorem = proves(formulas, proof, integers)
    assert theorem.used and theorem.holes == ()


@pytest.mark.parametrize("name", REFUSED)
def test_near_misses(name: str) -> None:
    formulas, proof, integers, reason = REFUSED[name]
    with pytest.raises(Refused, match=reason):
        proves(formulas, proof, integers)


def test_what_was_used_is_told() -> None:
    theorem = proves([A, POSITIVE, NEGATIVE], [summed([("1", [1]), ("1", [2])])])
    assert theorem.used == {1, 2}


def test_holes_that_are_leaned_on_are_named() -> None:
    data = certificate([POSITIVE, NEGATIVE, A], [TWICE])
    formulas = data["theorems"][0]["hypotheses"]
    formulas[1]["hole"] = {"name": "power is positive", "arguments": ["gamma", "T"]}
    formulas[2]["hole"] = {"name": "unused", "arguments": []}
    (theorem,) = replay(json.dumps(data))
    assert theorem.holes == (Lemma("power is positive", ("gamma", "T")),)


GAMMA = [[["1", [["gamma", 1]]]], ONE]
T = [[["1", [["T", 1]]]], ONE]
POWER_IS_POSITIVE = ["or", [">=", [["-1", [["gamma", 1]]]]], [">", [["1", [["p", 1]]]]]]


def with_a_power(**changes: Any) -> str:
    """gamma > 0 and gamma^T <= 0, contradictory by a lemma; `changes` replace parts of the certificate."""
    hypotheses = [
        {"label": "patient", "formula": [">", GAMMA[0]]},
        {"label": "denied", "formula": [">=", [["-1", [["p", 1]]]]]},
        {
            "label": "known",
            "formula": changes.get("formula", POWER_IS_POSITIVE),
            "lemma": changes.get("lemma", {"name": "power: positive", "arguments": ["p"]}),
        },
    ]
    cases = [[summed([("1", [0]), ("1", [3])])], [summed([("1", [1]), ("1", [3])])]]
    theorem = {
        "name": "t",
        "integers": changes.get("integers", []),
        "symbols": changes.get("symbols", [["p", ["power", GAMMA, T]]]),
        "hypotheses": hypotheses,
        "proof": [{"rule": "cases", "fact": 2, "cases": cases}],
    }
    return json.dumps({"format": FORMAT, "theorems": [theorem]})


def test_instances_of_lemmas_are_leaned_on() -> None:
    (theorem,) = replay(with_a_power())
    assert theorem.lemmas == (Lemma("power: positive", ("p",)),) and theorem.holes == ()
    assert list(theorem.symbols) == ["p"]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"symbols": []}, "cannot be applied"),
        ({"symbols": [["p", ["power", T, GAMMA]]]}, "not what the lemma"),
        ({"symbols": [["p", ["exp", GAMMA]]]}, "kind power"),
        ({"symbols": [["p", ["power", GAMMA]]]}, "not the parts"),
        ({"symbols": [["p", ["power", GAMMA, T, T]]]}, "not the parts"),
        ({"symbols": [["p", ["magic", GAMMA, T]]]}, "kind"),
        ({"symbols": [["p", ["power", GAMMA, [T[0], []]]]]}, "denominator"),
        ({"symbols": [["p", ["power", GAMMA, [[["1", [["p", 1]]]], ONE]]]]}, "after its use"),
        ({"symbols": [["p", ["power", GAMMA, T]]] * 2}, "twice"),
        (
            {"symbols": [["q", ["exp", [[["1", [["p", 1]]]], ONE]]], ["p", ["power", GAMMA, T]]]},
            "after its use",
        ),
        ({"integers": ["p"]}, "whole"),
        ({"lemma": {"name": "power: Positive", "arguments": ["p"]}}, "no lemma"),
        ({"lemma": {"name": "power: positive", "arguments": []}}, "wrong number"),
        ({"lemma": {"name": "power: positive", "arguments": ["gamma"]}}, "cannot be applied"),
        ({"lemma": {"name": "power: base not 0", "arguments": ["p"]}}, "not certainly whole"),
        ({"lemma": {"name": "power: base not 0", "arguments": ["p"]}, "integers": ["T"]}, "not what the lemma"),
        ({"formula": [">", [["1", [["p", 1]]]]]}, "not what the lemma"),  # no guard
        ({"formula": ["or", POWER_IS_POSITIVE[2], POWER_IS_POSITIVE[1]]}, "not what the lemma"),  # swapped
        ({"formula": ["or", [">=", [["-1", [["T", 1]]]]], POWER_IS_POSITIVE[2]]}, "not what the lemma"),
        ({"formula": ["or", [">", [["-1", [["gamma", 1]]]]], POWER_IS_POSITIVE[2]]}, "not what the lemma"),
    ],
)
def test_what_only_looks_like_a_lemma(changes: dict[str, Any], reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        replay(with_a_power(**changes))
