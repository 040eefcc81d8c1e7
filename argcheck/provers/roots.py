"""Counting the real roots of a polynomial in one variable between two rationals (Sturm's theorem)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

_Dense = list[Fraction]


def isolates(coefficients: Sequence[int], below: Fraction, above: Fraction) -> bool:
    """Whether exactly one real root lies strictly between the two numbers, and neither of them is a root.

    Coefficients go from the constant up; multiple roots count once."""
    polynomial = _trim([Fraction(number) for number in coefficients])
    if len(polynomial) < 2 or below >= above or not _value(polynomial, below) or not _value(polynomial, above):
        return False
    chain = _sturm_chain(polynomial)
    return _variations(chain, below) - _variations(chain, above) == 1


def _trim(polynomial: _Dense) -> _Dense:
    while polynomial and not polynomial[-1]:
        polynomial = polynomial[:-1]
    return polynomial


def _value(polynomial: _Dense, point: Fraction) -> Fraction:
    result = Fraction(0)
    for coefficient in reversed(polynomial):
        result = result * point + coefficient
    return result


def _sturm_chain(polynomial: _Dense) -> list[_Dense]:
    derivative = [index * coefficient for index, coefficient in enumerate(polynomial)][1:]
    chain = [polynomial, derivative]
    while chain[-1]:
        chain.append([-coefficient for coefficient in _remainder(chain[-2], chain[-1])])
    return chain[:-1]


def _remainder(dividend: _Dense, divisor: _Dense) -> _Dense:
    rest = list(dividend)
    while len(rest) >= len(divisor):
        factor, offset = rest[-1] / divisor[-1], len(rest) - len(divisor)
        rest = _trim([c - factor * divisor[i - offset] if i >= offset else c for i, c in enumerate(rest)][:-1])
    return rest


def _variations(chain: list[_Dense], point: Fraction) -> int:
    signs = [value > 0 for polynomial in chain if (value := _value(polynomial, point))]
    return sum(left != right for left, right in zip(signs, signs[1:], strict=False))
