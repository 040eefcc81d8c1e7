"""Each fact about powers, sums, exp, log and sqrt holds on a table of bases and exponents, boundaries included."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from random import Random

import pytest

from argcheck.logic import rational
from argcheck.logic.powers import TooLarge, whole_power
from tests.abstraction import made_true, violated
from tests.doubt import formula
from tests.oracle import Unclear, Undefined

BASES = [Fraction(*pair) for pair in ((0, 1), (1, 3), (1, 1), (3, 2), (4, 1), (-1, 1), (-2, 3), (-3, 1))]
WHOLE = [Fraction(number) for number in (-3, -1, 0, 1, 2, 5)]
REAL = [Fraction(*pair) for pair in ((-2, 1), (-1, 2), (0, 1), (1, 3), (1, 1), (5, 2))]


def _faults(text: str, known: str, reals: list[Fraction], others: list[Fraction]) -> list[str]:
    """The formula, or its opposite where it is false, beside facts that are true at the point."""
    shape = formula(text)
    signs = [formula(part) for part in known.split("; ") if part]
    assert shape is not None
    found = []
    every = list(product(reals, others, WHOLE, WHOLE[1:4]))
    for x, y, n, m in Random(text + known).sample(every, 30):
        at = {"x": x, "y": y, "n": n, "m": m}
        try:
            found.append(violated([made_true(one, at) for one in (*signs, shape) if one], at))
        except (Undefined, Unclear):
            continue
    return [one for one in found if one]


@pytest.mark.parametrize("known", ["", "x > 0", "x >= 0", "x > 1; n >= 1", "x < 1; x > 0; n < m", "n >= 0", "x != 0"])
@pytest.mark.parametrize(
    "text",
    [
        "x^n > x^m",
        "x^n*y^n <= (x*y)^n + x^(n + 1)",
        "x^(-n) = x^(2*m)",
        "x^(n + m - 1) > x^n*x^m",
        "x^(abs(n)) >= y",
        "(x - x)^(n^2) = 0",
    ],
)
def test_whole_powers(text: str, known: str) -> None:
    assert _faults(text, known, BASES, BASES[1:3]) == []


@pytest.mark.parametrize("known", ["", "x > 0", "x > 1", "x > 0; x < 1; y > 0"])
@pytest.mark.parametrize("text", ["x^y > x", "x^(y/2) <= x^n", "(2*x)^y = x^(-y)", "log(x^y) > log(x)", "x^(1/3) < y"])
def test_real_powers(text: str, known: str) -> None:
    assert _faults(text, known, BASES[1:5], REAL) == []


@pytest.mark.parametrize("known", ["", "x > 0", "x > 0; n <= m", "x > 1; n >= 1; m >= n", "x >= 0; y > x"])
@pytest.mark.parametrize(
    "text",
    [
        "sum(k from n to m: x^k) > 0",
        "sum(k from 0 to n: k*x^k) <= sum(k from 0 to m: y^k)",
        "sum(k from 2 to m: x^k)*sum(k from n to 1: y^k) < sum(k from 2 to m: y^k)*sum(k from n to 1: x^k)",
        "sum(k from 1 to n: x^(n - k)) = m",
        "sum(k from n to m: k^2 - x) >= 0",
    ],
)
def test_sums(text: str, known: str) -> None:
    assert _faults(text, known, BASES, BASES[1:4]) == []


@pytest.mark.parametrize(
    "text",
    [
        "exp(x) > exp(y)*exp(-x)",
        "exp(x - y) >= exp(2*x) + exp(x + y)",
        "exp(x + y) <= x + 1",
        "log(x*x + 1) > log(y*y + 1)",
        "log(abs(x) + 1) > y",
        "sqrt(x*x) = abs(x)",
        "sqrt(abs(x)) < sqrt(abs(y))",
    ],
)
def test_exp_log_and_sqrt(text: str) -> None:
    assert _faults(text, "x >= 0", BASES, REAL) == []


def test_powers_too_large_to_write_out() -> None:
    x = rational.of_variable("x")
    with pytest.raises(TooLarge):
        whole_power(rational.add(x, rational.add(rational.of_variable("y"), rational.of_number(1))), 200)
    with pytest.raises(ZeroDivisionError):
        whole_power(rational.of_number(0), -1)
    assert whole_power(rational.of_number(0), 0).value == 1
