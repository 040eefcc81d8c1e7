"""Exact numbers: what is simplified, how signs are certified, where functions end, how numbers are written."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction

import mpmath
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argcheck.logic import intervals
from argcheck.logic.exact import (
    Number,
    OutsideDomain,
    Surd,
    TooLarge,
    Undetermined,
    approximate,
    ceil,
    divide,
    exp,
    floor,
    log,
    power,
    show,
    sign,
    sqrt,
    whole,
)
from argcheck.logic.roots import root_of
from argcheck.logic.surd import enclosure

ROOT2 = sqrt(2)
THIRD = Fraction(1, 3)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (sqrt(Fraction(4, 9)), Fraction(2, 3)),
        (sqrt(0), 0),
        (exp(0), 1),
        (log(1), 0),
        (power(8, Fraction(1, 3)), 2),
        (power(Fraction(8, 27), Fraction(-2, 3)), Fraction(9, 4)),
        (exp(log(2)), 2),
        (exp(2 * log(Fraction(2, 3))), Fraction(4, 9)),
        (log(exp(Fraction(7, 3))), Fraction(7, 3)),
        (ROOT2 * ROOT2, 2),
        (exp(1) * exp(-1), 1),
        (power(power(2, ROOT2), ROOT2), 4),
        (divide(ROOT2 * 3, ROOT2), 3),
        (log(8) - 3 * log(2), 0),
        (power(0, 0), 1),
        (power(ROOT2 - 1, 0), 1),
        (power(Fraction(-1, 2), -3), -8),
        (power(10007**2, Fraction(1, 2)), 10007),
        (divide(1 + exp(-1), 2 + 2 * exp(-1)), Fraction(1, 2)),
    ],
)
def test_what_is_rational_becomes_a_fraction(value: Number, expected: Fraction) -> None:
    assert not isinstance(value, Surd)
    assert value == expected


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (sqrt(3 + 2 * ROOT2), 1 + ROOT2),
        (sqrt(2) + sqrt(3), sqrt(5 + 2 * sqrt(6))),
        (divide(1, 1 + ROOT2), ROOT2 - 1),
        (divide(1, 1 + exp(-1)), divide(exp(1), 1 + exp(1))),
        (sqrt(3 + 2 * ROOT2) * exp(1), exp(1) + ROOT2 * exp(1)),
        (log(6), log(2) + log(3)),
        (
            power(power(2, Fraction(1, 3)) - 1, Fraction(1, 3)),
            power(Fraction(1, 9), Fraction(1, 3))
            - power(Fraction(2, 9), Fraction(1, 3))
            + power(Fraction(4, 9), Fraction(1, 3)),
        ),
        (exp(ROOT2 + 1), exp(ROOT2) * exp(1)),
    ],
)
def test_equal_numbers_written_differently_are_proved_equal(left: Number, right: Number) -> None:
    assert left == right
    assert left <= right
    assert not left < right
    assert left != right + Fraction(1, 10**30)
    assert left < right + Fraction(1, 10**30)


def test_a_sign_that_cannot_be_certified_is_refused() -> None:
    # true, but no rule here proves it, and no enclosure can
    with pytest.raises(Undetermined):
        sign(log(1 + ROOT2) + log(ROOT2 - 1))


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        (log, (0,)),
        (log, (-1,)),
        (log, (1 - ROOT2,)),
        (sqrt, (Fraction(-1, 100),)),
        (sqrt, (1 - ROOT2,)),
        (power, (0, -1)),
        (power, (0, Fraction(1, 2))),
        (power, (-1, Fraction(1, 2))),
        (power, (-8, Fraction(1, 3))),
        (power, (0, ROOT2)),
        (power, (-1, ROOT2)),
    ],
)
def test_functions_end_where_their_domain_ends(function, arguments) -> None:
    with pytest.raises(OutsideDomain):
        function(*arguments)


def test_division_by_a_hidden_zero_is_refused() -> None:
    with pytest.raises(ZeroDivisionError):
        divide(1, sqrt(3 + 2 * ROOT2) - 1 - ROOT2)


@pytest.mark.parametrize(
    "make",
    [
        lambda: power(2, 10**9),
        lambda: power(Fraction(1, 2), 10**9),
        lambda: power(2, Fraction(10**9 + 1, 2)),
        lambda: exp(10**9),
        lambda: exp(exp(exp(exp(1)))),
        lambda: power(1 + ROOT2 + sqrt(3) + exp(1), 400),
    ],
)
def test_huge_numbers_are_refused_at_once(make) -> None:
    with pytest.raises(TooLarge):
        make()


def test_an_exponent_is_an_integer_when_its_value_is() -> None:
    one = sqrt(3 + 2 * ROOT2) - ROOT2
    assert whole(one) == 1
    assert power(-5, one) == -5
    assert power(0, one - 1) == 1
    assert whole(ROOT2) is None


def test_rounding_is_exact_at_whole_numbers() -> None:
    one = sqrt(3 + 2 * ROOT2) - ROOT2
    assert (floor(one), ceil(one)) == (1, 1)
    assert (floor(exp(1)), ceil(exp(1))) == (2, 3)
    assert (floor(-ROOT2), ceil(-ROOT2)) == (-2, -1)
    assert (floor(Fraction(-7, 2)), ceil(Fraction(-7, 2))) == (-4, -3)
    assert floor(one - exp(-100)) == 0


@pytest.mark.parametrize(
    ("coefficients", "low", "high", "written"),
    [
        ((-2, 0, 1), 0, 2, "sqrt(2)"),
        ((-2, 0, 1), -2, 0, "-sqrt(2)"),
        ((-1, -1, 1), 1, 2, "1/2 + sqrt(5)/2"),
        ((-2, 0, 0, 1), 0, 2, "2^(1/3)"),
        ((-1, 2), 0, 1, "1/2"),
        ((1, -2, 1), 0, 3, "1"),
        ((0, -2, 0, 1), -1, 1, "0"),
        ((-1, -1, 0, 1), 1, 2, "(root of x^3 - x - 1 near 1.325)"),
    ],
)
def test_roots_of_polynomials(coefficients, low, high, written) -> None:
    root = root_of(coefficients, Fraction(low), Fraction(high))
    assert show(root) == written
    value: Number = 0
    for coefficient in reversed(coefficients):
        value = value * root + coefficient
    assert value == 0
    assert low <= root <= high


@pytest.mark.parametrize(("low", "high"), [(-2, 2), (2, 3)])
def test_a_root_needs_an_interval_of_its_own(low, high) -> None:
    with pytest.raises(ValueError, match="exactly that root"):
        root_of((-2, 0, 1), Fraction(low), Fraction(high))


@pytest.mark.parametrize(
    ("value", "written", "rounded"),
    [
        (Fraction(1, 2), "1/2", "= 0.5"),
        (Fraction(-1, 3), "-1/3", "≈ -0.333"),
        (exp(-1), "exp(-1)", "≈ 0.368"),
        (1 + ROOT2, "1 + sqrt(2)", "≈ 2.41"),
        (divide(3 * ROOT2, 2) - Fraction(1, 2), "3*sqrt(2)/2 - 1/2", "≈ 1.62"),
        (divide(1, 1 + exp(-1)), "1/(1 + exp(-1))", "≈ 0.731"),
        (power(2, Fraction(2, 3)), "4^(1/3)", "≈ 1.59"),
        (-exp(1) - 1, "-1 - exp(1)", "≈ -3.72"),
        (sqrt(1 + ROOT2), "sqrt(1 + sqrt(2))", "≈ 1.55"),
        (exp(-100), "exp(-100)", "≈ 3.72*10^-44"),
        (Fraction(10**12), "1000000000000", "= 1*10^12"),
        (Fraction(9999, 10), "9999/10", "≈ 1000"),
        (Fraction(0), "0", "= 0"),
    ],
)
def test_numbers_are_written_in_the_language_and_rounded_for_readers(value, written, rounded) -> None:
    assert show(value) == written
    assert approximate(value) == rounded


def test_a_number_too_long_to_read_is_rounded() -> None:
    assert show(Fraction(3) ** 5000) == "≈ 4.04*10^2385"


def test_a_number_out_of_reach_is_still_described() -> None:
    assert approximate(sqrt(3 + 2 * ROOT2) - 1 - ROOT2) == "≈ 0"
    assert approximate(power(exp(1), 10**9)) == "(digits not worked out)"


@pytest.mark.parametrize("exponent", [10**9, -(10**9)])
def test_comparisons_out_of_reach_are_refused_at_once(exponent: int) -> None:
    with pytest.raises(Undetermined):
        sign(power(log(3), exponent) + ROOT2)


def test_neither_sympy_nor_z3_is_loaded() -> None:
    code = "import sys, argcheck.logic.points, argcheck.logic.story; print({'sympy', 'z3'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"


# ---- properties -----------------------------------------------------------------------------------------

rationals = st.fractions(min_value=-8, max_value=8, max_denominator=12)
positives = st.fractions(min_value=Fraction(1, 12), max_value=8, max_denominator=12)


def _numbers(depth: int) -> st.SearchStrategy:
    """Pairs (exact number, mpmath value)."""
    if depth == 0:
        return rationals.map(lambda q: (q, mpmath.mpf(q.numerator) / q.denominator))
    inner = _numbers(depth - 1)
    return st.one_of(
        inner,
        st.tuples(st.sampled_from("+-*/"), inner, inner).map(_combine),
        st.tuples(st.sampled_from(("sqrt", "exp", "log")), inner).map(_apply),
    )


def _combine(parts):
    op, (a, x), (b, y) = parts
    if op == "/":
        return (divide(a, b), x / y) if b != 0 else (a, x)
    return {"+": (a + b, x + y), "-": (a - b, x - y), "*": (a * b, x * y)}[op]


def _apply(parts):
    function, (a, x) = parts
    if function == "exp":
        return (exp(a), mpmath.exp(x)) if abs(a) < 50 else (a, x)
    if a <= 0:
        return a, x
    return (sqrt(a), mpmath.sqrt(x)) if function == "sqrt" else (log(a), mpmath.log(x))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_enclosures_contain_the_number_and_signs_agree(data) -> None:
    with mpmath.workprec(2000):
        try:
            value, reference = data.draw(_numbers(3))
            certified = sign(value)
        except (Undetermined, TooLarge):
            return
        small = abs(reference) < mpmath.mpf(2) ** -1500
        assert certified == (0 if small else mpmath.sign(reference))
        try:
            low, high = enclosure(value, 200)
        except intervals.Coarse:
            return
        slack = mpmath.mpf(2) ** -1000
        assert low - slack <= reference * mpmath.mpf(2) ** 200 <= high + slack


@given(positives, rationals, rationals)
@settings(max_examples=60, deadline=None)
def test_laws_of_powers_are_proved(base: Fraction, first: Fraction, second: Fraction) -> None:
    assert power(base, first) * power(base, second) == power(base, first + second)
    assert power(base, first) > 0


@given(st.integers(0, 10**40), st.integers(1, 12))
def test_integer_roots(value: int, degree: int) -> None:
    root = intervals.integer_root(value, degree)
    assert root**degree <= value < (root + 1) ** degree
