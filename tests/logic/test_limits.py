"""Limits agree with SymPy's and with values far out."""

from __future__ import annotations

from fractions import Fraction

import pytest

from argcheck.logic.limits import Evaluated, NoLimit, limit
from argcheck.model.terms import LimitOf, free_variables
from tests.doubt import term
from tests.oracle import Undefined, value

AT = {"x": Fraction(2), "y": Fraction(1, 2), "n": Fraction(3), "m": Fraction(5)}


def _limit(text: str, point: str = "infinity") -> tuple[LimitOf, Evaluated]:
    found = term(f"limit({text}, u -> {point})")
    assert isinstance(found, LimitOf)
    return found, limit(found)


def _applies(found: Evaluated, **others: int) -> bool:
    at = {**AT, **{name: Fraction(number) for name, number in others.items()}}
    try:
        return all(value(condition, at) for condition in found.conditions)
    except Undefined:
        return False


@pytest.mark.parametrize(
    "text",
    [
        "(3*u^2 + 1)/(u^2 - u)",
        "1/u",
        "(u + x)/(u*u)",
        "y - 1/(1 + u)",
        "u^n/(u^n + 1)",
        "u^n/u^m",
        "(x*u^n + u)/(2*u^n - 1)",
        "sum(k from 1 to n: u^k)/u^n",
        "sum(k from 1 to n: u^(k - 1))/u^n",
        "sum(k from 1 to n: u^(k + 2))/u^(n + 2)",
        "sum(k from 0 to 2: u^k)/u^2",
        "(1/u + 1/(u + 1))*u",
    ],
)
def test_limits_at_infinity_are_values_far_out(text: str) -> None:
    try:
        original, found = _limit(text)
    except NoLimit:
        assert "u^n/u^m" in text
        return
    assert original.variable not in free_variables(found.value)
    if not _applies(found):
        return
    far = value(original.body, {**AT, original.variable.name: Fraction(10) ** 40})
    assert abs(far - value(found.value, AT)) < Fraction(1, 10**30)


def test_the_closed_form_of_a_sum_is_not_used_for_an_empty_range() -> None:
    _, found = _limit("sum(k from n to m: u^k)/u^n")
    assert not _applies(found, n=5, m=2)


@pytest.mark.parametrize(
    ("text", "point", "expected"), [("u^2 + x", "3", 11), ("(u^2 - 1)/(u - 1)", "1", 2), ("1/u", "x", Fraction(1, 2))]
)
def test_limits_at_a_number(text: str, point: str, expected: int | Fraction) -> None:
    _, found = _limit(text, point)
    assert value(found.value, AT) == expected


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("floor(u)", "1"),
        ("if u > 0 then 1 else 0", "0"),
        ("u", "infinity"),
        ("exp(u)", "infinity"),
        ("u^n/u^m", "infinity"),
    ],
)
def test_no_limit_where_the_rules_do_not_reach(text: str, point: str) -> None:
    with pytest.raises(NoLimit):
        _limit(text, point)
