"""Quantifiers whose variable an equation settles."""

from __future__ import annotations

import pytest

from argcheck.logic.one_point import settled
from argcheck.logic.quantifiers import has_quantifier
from argcheck.model.show import show
from tests.doubt import formula


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("exists z : real: z = x + 1 and z > y", "x + 1 > y"),
        ("exists z : real > 0: z*z < y and x = z", "x > 0 and x*x < y"),
        ("forall z : real: z = x implies z > y", "x > y"),
        ("exists z : real: exists w : real: z + w > x and w = 2*z and z = y", "y + 2*y > x"),
        ("forall z : integer: z = n implies z > m", "n > m"),
    ],
)
def test_an_equation_settles_the_variable(given: str, wanted: str) -> None:
    one, other = formula(given), formula(wanted)
    assert one is not None
    assert other is not None
    found = settled(one)
    assert not has_quantifier(found)
    left, right = ({part.strip("()") for part in show(each).split(" and ")} for each in (found, other))
    assert {part.removeprefix("not ") for part in left} == {part.removeprefix("not ") for part in right}


@pytest.mark.parametrize(
    "given",
    [
        "exists z : real: z = z + x and z > y",
        "exists z : integer: z = x and z > y",
        "exists z : real: z = 1/x and z > y",
        "exists z : real: z = x or z > y",
        "forall z : real: z = x and z > y",
        "forall z : real: z > x implies z = y",
    ],
)
def test_what_settles_nothing_stays(given: str) -> None:
    one = formula(given)
    assert one is not None
    assert settled(one) == one
