"""Counting the real roots of a polynomial in one variable between two rationals (Sturm's theorem)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

Dense = list[Fraction]


def isolates(coefficients: Sequence[int], below: Fraction, above: Fraction) -> bool:
    """Whether exactly one real root lies strictly between the two numbers, and neither of them is a root.

    Coefficients go from the constant up; multiple roots count once."""
    polynomial = trimmed([Fraction(number) for number in coefficients])
    if len(polynomial) < 2 or below >= above or not value_at(polynomial, below) or not value_at(polynomial, above):
        return False
    chain = sturm_chain(polynomial)
    return variations(chain, below) - variations(chain, above) == 1


def trimmed(polynomial: Dense) -> Dense:
    while polynomial and not polynomial[-1]:
        polynomial = polynomial[:-1]
    return polynomial


def value_at(polynomial: Dense, point: Fraction) -> Fraction:
    result = Fraction(0)
    for coefficient in reversed(polynomial):
        result = result * point + coefficient
    return result


def sturm_chain(polynomial: Dense) -> list[Dense]:
    derivative = [index * coefficient for index, coefficient in enumerate(polynomial)][1:]
    chain = [polynomial, derivative]
    while chain[-1]:
        chain.append([-coefficient for coefficient in remainder(chain[-2], chain[-1])])
    return chain[:-1]


def remainder(dividend: Dense, divisor: Dense) -> Dense:
    rest = list(dividend)
    while len(rest) >= len(divisor):
        factor, offset = rest[-1] / divisor[-1], len(rest) - len(divisor)
        rest = trimmed([c - factor * divisor[i - offset] if i >= offset else c for i, c in enumerate(rest)][:-1])
    return rest


def variations(chain: list[Dense], point: Fraction) -> int:
    signs = [value > 0 for polynomial in chain if (value := value_at(polynomial, point))]
    return sum(left != right for left, right in pairwise(signs))
