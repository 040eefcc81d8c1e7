"""Enclosures hold the true value: against another library's arithmetic at far more digits, and tightly."""

from __future__ import annotations

from fractions import Fraction

import mpmath
import pytest
from hypothesis import given
from hypothesis import strategies as st

from argcheck.kernel import enclosures
from argcheck.kernel.enclosures import Interval

RATIONALS = st.fractions(min_value=-50, max_value=50, max_denominator=10**9)
POSITIVE = st.fractions(min_value=Fraction(1, 10**12), max_value=10**6, max_denominator=10**12)
TIGHT = Fraction(1, 1 << 120)


def holds(found: Interval | None, value: mpmath.mpf) -> bool:
    """Whether the interval holds the number, and is narrow."""
    assert found is not None
    low, high = (mpmath.mpf(end.numerator) / end.denominator for end in found)
    return bool(low <= value <= high) and high - low <= abs(value) * mpmath.mpf(2) ** -120 + mpmath.mpf(2) ** -150


def number(value: Fraction) -> mpmath.mpf:
    return mpmath.mpf(value.numerator) / value.denominator


@given(RATIONALS)
def test_exp(x: Fraction) -> None:
    with mpmath.workprec(500):
        assert holds(enclosures.exp((x, x)), mpmath.exp(number(x)))


@given(POSITIVE)
def test_log_and_root(x: Fraction) -> None:
    with mpmath.workprec(500):
        assert holds(enclosures.log((x, x)), mpmath.log(number(x)))
        assert holds(enclosures.sqrt((x, x)), mpmath.sqrt(number(x)))


@given(POSITIVE, st.fractions(min_value=-9, max_value=9, max_denominator=1000))
def test_real_powers(x: Fraction, y: Fraction) -> None:
    with mpmath.workprec(500):
        assert holds(enclosures.real_power((x, x), (y, y)), mpmath.power(number(x), number(y)))


@pytest.mark.parametrize("x", [Fraction(0), Fraction(1), 1 + Fraction(1, 10**40), Fraction(1, 10**60), Fraction(-3000)])
def test_numbers_at_the_edges(x: Fraction) -> None:
    with mpmath.workprec(900):
        if x > 0:
            assert holds(enclosures.log((x, x)), mpmath.log(number(x)))
        found = enclosures.exp((x, x))
        assert found is not None
        assert number(found[0]) <= mpmath.exp(number(x)) <= number(found[1])


def test_what_has_no_value_is_not_bounded() -> None:
    across, below = (Fraction(-1), Fraction(1)), (Fraction(-2), Fraction(-1))
    assert enclosures.log(across) is enclosures.log((Fraction(0), Fraction(1))) is None
    assert enclosures.sqrt(across) is enclosures.invert(across) is enclosures.power(across, -1) is None
    assert enclosures.real_power(below, enclosures.ONE) is enclosures.natural_power(below, enclosures.ONE) is None
    assert enclosures.natural_power(enclosures.ONE, (Fraction(0), Fraction(1))) is None
    assert enclosures.exp((Fraction(0), Fraction(10**9))) is None


@given(RATIONALS, RATIONALS, st.integers(0, 9), st.fractions(min_value=0, max_value=1))
def test_powers_of_intervals_hold_every_power(a: Fraction, b: Fraction, exponent: int, part: Fraction) -> None:
    low, high = min(a, b), max(a, b)
    found = enclosures.power((low, high), exponent)
    assert found is not None
    assert found[0] <= (low + part * (high - low)) ** exponent <= found[1]
    if exponent:
        assert {low**exponent, high**exponent, Fraction(0)} >= set(found)


def test_long_numbers_are_cut_outward() -> None:
    long = Fraction(10**400 + 1, 3**800)
    low, high = enclosures.rounded(-long, long)
    assert low <= -long and long <= high
    assert high - long < long * TIGHT
    assert high.numerator.bit_length() < 400


@given(RATIONALS, RATIONALS, st.fractions(min_value=0, max_value=1), RATIONALS)
def test_products_and_quotients_hold_every_one(a: Fraction, b: Fraction, part: Fraction, c: Fraction) -> None:
    interval = (min(a, b), max(a, b))
    inside = interval[0] + part * (interval[1] - interval[0])
    low, high = enclosures.multiply(interval, (c, c))
    assert low <= inside * c <= high
    inverse = enclosures.invert(interval)
    if inverse is not None:
        assert inverse[0] <= 1 / inside <= inverse[1]
    low, high = enclosures.absolute(interval)
    assert low <= abs(inside) <= high
