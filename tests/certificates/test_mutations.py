"""Certificates with one thing changed: none may pass as a proof of the same statement."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest

from argcheck.certificates.effort import Effort
from argcheck.certificates.format import written
from argcheck.certificates.search import find_certificate
from argcheck.kernel.data import Refused
from argcheck.kernel.replay import replay
from tests.certificates.problems import problem

PROBLEMS = [
    problem("2*x*y > x^2 + y^2"),
    problem("a > 0", "b > a", "c > 0", "d > c", "a*c >= b*d"),
    problem("q*m + q*v = m", "m > 0", "v > 0", "q >= 1"),
    problem("m > 0", "v > 0", "w > v", "q*m + q*v = m", "r*m + r*w = m", "r >= q"),
    problem("x = 2*y", "y = 3*z - 1", "z = x - 2", "x > 5"),
    problem("2*n > 3", "7 > 2*m", "m >= 2*n", integers="m n"),
    problem("x > 0 or y > 0", "0 > x", "0 > x + y", "x + 1 > y", "-1 > y"),
    problem("a or b", "not a or c", "not b or c", "not c"),
    problem("w >= 0", "0 >= w", "c > 0", "d*n*w >= c"),
]
RULES = ("sum", "clash", "cases", "split", "parts", "round")
WORDS = (">", ">=", "=", "!=", "and", "or", "not", "holds", *RULES)


def mutants(value: Any) -> Iterator[Any]:
    """The value with one number, word, rule or name changed, or one part left out, doubled or moved."""
    if isinstance(value, dict):
        for key in value:
            for changed in mutants(value[key]):
                yield {**value, key: changed}
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield value[:index] + value[index + 1 :]
            if not (isinstance(part, dict) and part.get("rule") in ("parts", "round")):  # twice is as good as once
                yield [*value[: index + 1], *value[index:]]
            if index:
                yield [*value[: index - 1], part, value[index - 1], *value[index + 1 :]]
            for changed in mutants(part):
                yield [*value[:index], changed, *value[index + 1 :]]
    elif isinstance(value, int):
        yield from (value + 1, value - 1, -value, value + 7)
    elif isinstance(value, str):
        yield from (word for word in WORDS if value in WORDS and word != value)
        if value.lstrip("-").replace("/", "").isdigit():
            yield from ("-" + value, value + "1", value + "/7", "0", "1", "2")
        else:
            yield value + "'"


def meaning(text: str) -> Any:
    """What a certificate proves, apart from the names of theorem and hypotheses."""
    (theorem,) = replay(text)
    return theorem.integers, tuple(each.formula for each in theorem.hypotheses)


@pytest.mark.parametrize("number", range(len(PROBLEMS)))
def test_no_mutant_proves_the_same(number: int) -> None:
    certificate = find_certificate(PROBLEMS[number], Effort.of(20))
    assert certificate is not None
    text = written([certificate])
    original, statement = json.loads(text), meaning(text)
    tried = accepted = 0
    for mutant in mutants(copy.deepcopy(original)):
        if mutant == original or _only_renamed(mutant, original) or _harmless(mutant, original):
            continue
        tried += 1
        try:
            proved = meaning(json.dumps(mutant))
        except Refused:
            continue
        accepted += 1
        assert proved != statement, json.dumps(mutant)
    print(f"{tried} mutants tried")
    assert tried > 100
    assert accepted < tried / 4  # a changed hypothesis may make another theorem


def _only_renamed(one: Any, other: Any) -> bool:
    return bool(_without_names(one) == _without_names(other))


def _without_names(data: Any) -> Any:
    data = copy.deepcopy(data)
    for theorem in data.get("theorems", ()):
        theorem.pop("name", None)
        for hypothesis in theorem.get("hypotheses", ()):
            hypothesis.pop("label", None)
    return data


def _harmless(one: Any, other: Any) -> bool:
    """The same sums with their terms or factors in another order are the same proof."""
    return bool(_sorted(one) == _sorted(other))


def _sorted(value: Any) -> Any:
    if isinstance(value, dict):
        ordered = {"terms", "equations", "facts"}
        return {key: _ordered(part) if key in ordered else _sorted(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_sorted(part) for part in value]
    return value


def _ordered(value: Any) -> Any:
    if isinstance(value, list):
        return sorted((_sorted(part) for part in value), key=lambda part: json.dumps(part, sort_keys=True))
    return value
