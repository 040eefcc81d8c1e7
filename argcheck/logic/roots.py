"""Roots of integer polynomials as exact numbers: what a solver names by a polynomial and two rationals."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from argcheck.logic.certainty import polynomial_value
from argcheck.logic.exact import Exact, power, sqrt, tidy
from argcheck.logic.generators import Root, single
from argcheck.logic.surd import Number, make

_Polynomial = list[Fraction]


def root_of(coefficients: Sequence[int], low: Fraction, high: Fraction) -> Exact:
    """The one real root in [low, high] of the polynomial with these coefficients, from the constant up.

    Roots of quadratics and of `a*x^n + b` are written with roots of numbers. Raises ValueError unless the
    interval holds exactly one root.
    """
    polynomial = _squarefree([Fraction(c) for c in coefficients])
    if len(polynomial) < 2 or _count(polynomial, low, high) != 1:
        raise ValueError("a root of a polynomial needs an interval that holds exactly that root")
    whole = _integral(polynomial)
    for end in (low, high, Fraction(0)):
        if low <= end <= high and polynomial_value(whole, end) == 0:
            return end
    for candidate in _candidates(whole):
        if low <= candidate <= high:
            return tidy(candidate)
    return tidy(make(single(Root(whole, low, high))))


def _candidates(c: tuple[int, ...]) -> list[Number]:
    """The roots, where they can be written down."""
    degree = len(c) - 1
    if degree == 1:
        return [Fraction(-c[0], c[1])]
    if degree == 2:
        inside = c[1] * c[1] - 4 * c[0] * c[2]
        return [(side * sqrt(inside) - c[1]) / Fraction(2 * c[2]) for side in (1, -1)] if inside >= 0 else []
    if not any(c[1:-1]):
        value = Fraction(-c[0], c[-1])
        if value < 0:
            return [] if degree % 2 == 0 else [-power(-value, Fraction(1, degree))]
        root = power(value, Fraction(1, degree))
        return [root, -root] if degree % 2 == 0 else [root]
    return []


def _squarefree(polynomial: _Polynomial) -> _Polynomial:
    """The polynomial with each of its roots once."""
    polynomial = _trimmed(polynomial)
    first, second = polynomial, _derivative(polynomial)
    while second:
        first, second = second, _divide(first, second)[1]
    return _divide(polynomial, first)[0] if len(first) > 1 else polynomial


def _count(polynomial: _Polynomial, low: Fraction, high: Fraction) -> int:
    """How many roots lie in [low, high], by Sturm's theorem."""
    chain = [polynomial, _derivative(polynomial)]
    while chain[-1]:
        chain.append([-c for c in _divide(chain[-2], chain[-1])[1]])
    at_low = 1 if _value(polynomial, low) == 0 else 0
    return _changes(chain, low) - _changes(chain, high) + at_low


def _changes(chain: list[_Polynomial], x: Fraction) -> int:
    signs = [value > 0 for value in (_value(part, x) for part in chain) if value]
    return sum(left != right for left, right in pairwise(signs))


def _value(polynomial: _Polynomial, x: Fraction) -> Fraction:
    result = Fraction(0)
    for coefficient in reversed(polynomial):
        result = result * x + coefficient
    return result


def _trimmed(polynomial: _Polynomial) -> _Polynomial:
    while polynomial and not polynomial[-1]:
        polynomial = polynomial[:-1]
    return polynomial


def _derivative(polynomial: _Polynomial) -> _Polynomial:
    return [i * c for i, c in enumerate(polynomial)][1:]


def _divide(dividend: _Polynomial, divisor: _Polynomial) -> tuple[_Polynomial, _Polynomial]:
    """Quotient and remainder."""
    rest = list(dividend)
    quotient = [Fraction(0)] * max(len(dividend) - len(divisor) + 1, 0)
    for shift in reversed(range(len(quotient))):
        factor = rest[shift + len(divisor) - 1] / divisor[-1]
        quotient[shift] = factor
        for i, c in enumerate(divisor):
            rest[shift + i] -= factor * c
    return _trimmed(quotient), _trimmed(rest)


def _integral(polynomial: _Polynomial) -> tuple[int, ...]:
    """The same roots with integer coefficients."""
    multiple = 1
    for c in polynomial:
        multiple *= (c * multiple).denominator
    return tuple(int(c * multiple) for c in polynomial)
