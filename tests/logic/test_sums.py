"""Closed forms agree with adding up, from the empty sum on and where the ratio is 1."""

from __future__ import annotations

from fractions import Fraction

import pytest

from argcheck.logic import sums
from argcheck.model.operators import Sort
from argcheck.model.terms import Infinite, SumOf, Term, Var, num
from tests.doubt import term
from tests.oracle import value

K = Var("k", Sort.INTEGER)
RATIOS = [Fraction(n, d) for n, d in ((1, 2), (2, 1), (-1, 1), (-3, 2), (3, 1))]


@pytest.mark.parametrize("degree", range(6))
def test_powers_of_the_index_sum_by_faulhaber(degree: int) -> None:
    for low in range(-4, 5):
        for high in range(low - 1, low + 6):
            added = sum(Fraction(k) ** degree for k in range(low, high + 1))
            assert value(sums.faulhaber(degree, num(low), num(high)), {}) == added


@pytest.mark.parametrize("degree", [0, 1])
@pytest.mark.parametrize("ratio", RATIOS)
def test_powers_of_a_ratio_sum_geometrically(degree: int, ratio: Fraction) -> None:
    for low in range(-3, 4):
        for high in range(low - 1, low + 5):
            added = sum(Fraction(k) ** degree * ratio**k for k in range(low, high + 1))
            closed = sums.geometric(degree, num(ratio), num(low), num(high))
            assert closed is not None
            assert value(closed, {}) == added


@pytest.mark.parametrize("degree", [0, 1])
@pytest.mark.parametrize("ratio", [Fraction(1, 2), Fraction(-1, 3)])
def test_endless_sums(degree: int, ratio: Fraction) -> None:
    for low in range(-2, 4):
        closed = sums.geometric_to_infinity(degree, num(ratio), num(low))
        assert closed is not None
        added = sum(Fraction(k) ** degree * ratio**k for k in range(low, low + 150))
        assert abs(value(closed, {}) - added) < Fraction(1, 10**40)


def test_there_is_no_closed_form_for_higher_degrees() -> None:
    assert sums.geometric(2, num(2), num(0), num(5)) is None
    assert sums.geometric_to_infinity(2, num(2), num(0)) is None


def _sum(text: str) -> SumOf:
    found = term(text)
    assert isinstance(found, SumOf)
    return found


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("sum(k from 1 to 3: k)", 3),
        ("sum(k from n to n + 2: k)", 3),
        ("sum(k from n + m to m + n - 1: k)", 0),
        ("sum(k from 5 to 1: k)", 0),
        ("sum(k from 1 to n: k)", None),
        ("sum(k from n to m: k)", None),
        ("sum(k from 1 to infinity: x^k)", None),
    ],
)
def test_number_of_terms(text: str, count: int | None) -> None:
    assert sums.number_of_terms(_sum(text)) == count


@pytest.mark.parametrize(
    "text",
    [
        "k*x^k",
        "3*k^2 - k",
        "x^(2*k + 1)",
        "1/x^k",
        "(k + y)^2*x^(-k)",
        "x^(n - k)*y^k",
        "x^n*k",
        "x^k/(2^k*y)",
    ],
)
def test_summands_add_up_to_the_body(text: str) -> None:
    total = _sum(f"sum(k from 1 to n: {text})")
    parts = sums.summands(total.body, total.variable)
    assert parts is not None
    at = {"x": Fraction(-2, 3), "y": Fraction(5), "n": Fraction(4), "m": Fraction(1)}
    for k in range(-3, 4):
        here = {**at, total.variable.name: Fraction(k)}
        added = sum(
            value(part.coefficient, at) * Fraction(k) ** part.degree * value(part.ratio, at) ** k for part in parts
        )
        assert added == value(total.body, here)


@pytest.mark.parametrize("text", ["x^(k^2)", "k^k", "1/(k + 1)", "x^(k*n)*0 + exp(k)", "abs(k)"])
def test_other_bodies_have_no_summands(text: str) -> None:
    total = _sum(f"sum(k from 1 to n: {text})")
    assert sums.summands(total.body, total.variable) is None


def test_a_factor_that_is_a_power_of_zero_leaves_one_term() -> None:
    total = _sum("sum(k from 1 to n: k*0^(k - 1))")
    found = sums.single_term(total)
    assert found is not None
    place, left = found
    assert (value(place, {}), value(left, {})) == (1, 1)
    assert sums.single_term(_sum("sum(k from 1 to n: 0^(2*k))")) is None


def test_convergence_needs_ratios_within_1() -> None:
    def condition(text: str) -> Term:
        found = sums.convergence(_sum(f"sum(k from 0 to infinity: {text})"))
        assert found is not None
        return found

    for x, converges in (("1/2", True), ("-1/2", True), ("1", False), ("-1", False), ("2", False)):
        assert value(condition("x^k"), {"x": Fraction(x)}) is converges
    assert value(condition("y*k"), {"y": Fraction(0)})
    assert not value(condition("y*k"), {"y": Fraction(1)})
    assert sums.convergence(SumOf(K, num(0), Infinite(), term("x^(x)"))) is not None
