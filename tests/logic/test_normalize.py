"""The normal form may say less than the formulas, never more."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest

from argcheck.logic.eliminate import eliminate
from argcheck.logic.quantifiers import has_quantifier
from argcheck.logic.reduce import CannotReduce, Reducer
from tests.abstraction import made_true, violated
from tests.doubt import formula
from tests.grid import Writer, points
from tests.oracle import Unclear, Undefined


def _violations(seed: int) -> list[str]:
    random = Random(seed)
    writer = Writer(random, hard=True)
    formulas = [formula(writer.formula(depth)) for depth in (0, 1, 2)]
    found = []
    for at in points(random, 6):
        try:
            reducer = Reducer()
            true = [reducer.reduce(made_true(one, at)) for one in formulas if one and not has_quantifier(one)]
            found.append(violated(eliminate(true).formulas if random.random() < 0.4 else true, at))
        except (Unclear, Undefined, CannotReduce):
            continue
    return [one for one in found if one]


@pytest.mark.parametrize("block", range(4))
def test_what_is_true_at_a_point_stays_true_of_the_normal_form(block: int) -> None:
    assert [found for seed in range(block * 60, block * 60 + 60) for found in _violations(seed)] == []


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("n < 0 and (x - x)^(abs(n)) = 0", {"n": -2}),
        ("n < 0 and x >= 0 and x^(-n) <= y", {"x": 0, "n": -3, "y": 0}),
        ("x = 0 and x^n = 1", {"x": 0, "n": 0}),
        ("x^n < 0 and x^(n + 1) > 0", {"x": -2, "n": 3}),
        ("sum(k from n to m: x^k) = 0", {"x": 2, "n": 3, "m": 1}),
        ("sum(k from n to m: x^k) = 3", {"x": 1, "n": 0, "m": 2}),
        ("sum(k from 1 to n: k*x^(k - 1)) = 1", {"x": 0, "n": 4}),
        ("max(x, y, 1) = 3 and min(x, y, n) = -2", {"x": 3, "y": -2, "n": 0}),
        ("clamp(x, y, 2) = y", {"x": -5, "y": 1}),
        ("floor(-x) = -2 and ceil(-x) = -1", {"x": "3/2"}),
        ("exp(x)*exp(-x) = 1 and exp(2*x) > exp(x)", {"x": 3}),
        ("log(x*y) = log(x) + log(y)", {"x": 2, "y": 3}),
        ("log(x^y) < 0 and x > 0", {"x": "1/2", "y": 3}),
        ("sqrt(x)^2 = x and sqrt(x) < x", {"x": 2}),
    ],
)
def test_telling_points_survive(text: str, at: dict[str, int | str]) -> None:
    conjunction = formula(text)
    assert conjunction is not None
    exact = {name: Fraction(number) for name, number in {**dict.fromkeys("xynm", 1), **at}.items()}
    assert violated([conjunction], exact) == ""
