"""Arrays of intervals: each operation encloses every value that the true operation takes on its operands.

Where an operation may have no value somewhere in its operands, the result is not a number at both ends: nothing is
known there, and nothing is ever certified from it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from argcheck.analyses.regions import rounding
from argcheck.analyses.regions.rounding import above, below

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


_EXACT = 2.0**53


class Span(NamedTuple):
    """The lower and the upper ends."""

    lo: Floats
    hi: Floats


class Truth(NamedTuple):
    """Where a formula is surely true, surely false, and surely has a truth value at all."""

    true: Flags
    false: Flags
    sure: Flags


def constant(value: Fraction) -> Span:
    """A rational number, between the floats next to it."""
    low, high = rounding.enclosure(value)
    return Span(np.array(low), np.array(high))


def between(low: Fraction, high: Fraction) -> Span:
    """A number known to lie between two rational ones."""
    return Span(np.array(rounding.enclosure(low)[0]), np.array(rounding.enclosure(high)[1]))


def _positive(a: Span) -> bool:
    return bool(np.min(a.lo) >= 0.0)


def negate(a: Span) -> Span:
    """The negative."""
    return Span(-a.hi, -a.lo)


def add(a: Span, b: Span) -> Span:
    """The sum. A sum of numbers >= 0 stays >= 0."""
    lo, hi = below(a.lo + b.lo), above(a.hi + b.hi)
    if _positive(a) and _positive(b):
        lo = np.maximum(lo, 0.0)
    return Span(lo, hi)


def subtract(a: Span, b: Span) -> Span:
    """The difference."""
    return Span(below(a.lo - b.hi), above(a.hi - b.lo))


def add_exactly(a: Span, b: Span) -> Span:
    """The sum, rounded only where the sum of two floats is not a float itself (which Knuth's two-sum tells)."""
    return Span(_two_sum(a.lo, b.lo, below, -1.0), _two_sum(a.hi, b.hi, above, 1.0))


def _two_sum(x: Floats, y: Floats, outward: Callable[[Floats], Floats], side: float) -> Floats:
    total = x + y
    of_y = total - x
    error = (x - (total - of_y)) + (y - of_y)
    return np.where(error * side <= 0.0, total, outward(total))


def multiply_whole(a: Span, b: Span) -> Span:
    """The product of whole numbers, which is a float itself as long as it is not large."""
    found = multiply(a, b)
    products = (a.lo * b.lo, a.lo * b.hi, a.hi * b.lo, a.hi * b.hi)
    lo = np.minimum(np.minimum(products[0], products[1]), np.minimum(products[2], products[3]))
    hi = np.maximum(np.maximum(products[0], products[1]), np.maximum(products[2], products[3]))
    small = np.maximum(np.abs(lo), np.abs(hi)) < _EXACT
    return Span(np.where(small, lo, found.lo), np.where(small, hi, found.hi))


def multiply(a: Span, b: Span) -> Span:
    """The product. 0 times infinity is not a number, so that it says nothing."""
    if _positive(a):
        if _positive(b):
            return Span(np.maximum(below(a.lo * b.lo), 0.0), above(a.hi * b.hi))
        return _scaled(a, b)
    if _positive(b):
        return _scaled(b, a)
    p, q, r, s = a.lo * b.lo, a.lo * b.hi, a.hi * b.lo, a.hi * b.hi
    lo = np.minimum(np.minimum(p, q), np.minimum(r, s))
    hi = np.maximum(np.maximum(p, q), np.maximum(r, s))
    return Span(below(lo), above(hi))


def _scaled(a: Span, b: Span) -> Span:
    """The product where a >= 0."""
    lo = np.minimum(a.lo * b.lo, a.hi * b.lo)
    hi = np.maximum(a.lo * b.hi, a.hi * b.hi)
    return Span(below(lo), above(hi))


def invert(a: Span) -> Span:
    """One over a number that is not 0: nothing is known where it may be."""
    apart = (a.lo > 0.0) | (a.hi < 0.0)
    one = np.where(apart, 1.0, np.nan)
    lo, hi = below(one / a.hi), above(one / a.lo)
    if _positive(a):
        lo = np.maximum(lo, 0.0)
    return Span(lo, hi)


def divide(a: Span, b: Span) -> Span:
    """The quotient."""
    if _positive(b) and _positive(a):
        apart = np.where(b.lo > 0.0, 1.0, np.nan)
        return Span(np.maximum(below(a.lo / b.hi * apart), 0.0), above(a.hi / b.lo * apart))
    return multiply(a, invert(b))


def hull(*spans: Span) -> Span:
    """The least interval around several."""
    lo, hi = spans[0]
    for other in spans[1:]:
        lo, hi = np.minimum(lo, other.lo), np.maximum(hi, other.hi)
    return Span(lo, hi)


def chosen(test: Truth, then: Span, otherwise: Span) -> Span:
    """The value of `if`: both where the test may go either way, unknown where it may have no truth value."""
    both = hull(then, otherwise)
    unsure = np.where(test.sure, 0.0, np.nan)
    lo = np.where(test.true, then.lo, np.where(test.false, otherwise.lo, both.lo + unsure))
    hi = np.where(test.true, then.hi, np.where(test.false, otherwise.hi, both.hi + unsure))
    return Span(lo, hi)


def least(spans: Sequence[Span]) -> Span:
    """The smallest of several numbers."""
    lo, hi = spans[0]
    for other in spans[1:]:
        lo, hi = np.minimum(lo, other.lo), np.minimum(hi, other.hi)
    return Span(lo, hi)


def greatest(spans: Sequence[Span]) -> Span:
    """The largest of several numbers."""
    return negate(least([negate(each) for each in spans]))


def absolute(a: Span) -> Span:
    """The absolute value."""
    return Span(np.maximum(np.maximum(a.lo, -a.hi), 0.0), np.maximum(-a.lo, a.hi))


def whole_power(a: Span, exponent: int) -> Span:
    """A power with a whole number as its exponent."""
    if exponent == 0:
        # the base must have a value all the same
        return Span(1.0 + 0.0 * _finite(a.lo), 1.0 + 0.0 * _finite(a.hi))
    if exponent < 0:
        return invert(whole_power(a, -exponent))
    if exponent == 1:
        return a
    if _positive(a):
        return Span(rounding.power(a.lo, exponent)[0], rounding.power(a.hi, exponent)[1])
    if exponent % 2 == 0:
        return whole_power(absolute(a), exponent)
    size_lo, size_hi = np.abs(a.lo), np.abs(a.hi)
    lo = np.where(a.lo >= 0.0, rounding.power(size_lo, exponent)[0], -rounding.power(size_lo, exponent)[1])
    hi = np.where(a.hi >= 0.0, rounding.power(size_hi, exponent)[1], -rounding.power(size_hi, exponent)[0])
    return Span(lo, hi)


def _finite(x: Floats) -> Floats:
    return np.where(np.isinf(x), 0.0, x)


def polynomial(a: Span, coefficients: Sequence[Span]) -> Span:
    """A polynomial's value; the constant coefficient first. Horner's form, in one go where nothing is negative."""
    if _positive(a) and all(float(c.lo) == 0.0 or float(c.lo) > 2.0**-500 for c in coefficients):
        low, high = np.full_like(a.lo, coefficients[-1].lo), np.full_like(a.hi, coefficients[-1].hi)
        for c in reversed(coefficients[:-1]):
            low *= a.lo
            high *= a.hi
            if float(c.hi) != 0.0:
                low += c.lo
                high += c.hi
        roundings = 2 * len(coefficients)
        return Span(rounding.padded(low, roundings)[0], rounding.padded(high, roundings)[1])
    total = Span(np.full_like(a.lo, coefficients[-1].lo), np.full_like(a.hi, coefficients[-1].hi))
    for c in reversed(coefficients[:-1]):
        total = add(multiply(total, a), c)
    return total


def sqrt(a: Span) -> Span:
    """The square root: nothing is known where the number may be negative."""
    known = np.where(a.lo >= 0.0, 0.0, np.nan)
    lo, hi = np.sqrt(np.abs(a.lo)), np.sqrt(np.abs(a.hi))
    return Span(np.maximum(below(lo), 0.0) + known, above(hi) + known)


def exp(a: Span) -> Span:
    """e to a number."""
    return Span(rounding.exp(a.lo)[0], rounding.exp(a.hi)[1])


def log(a: Span) -> Span:
    """The natural logarithm: nothing is known where the number may be 0 or less."""
    known = np.where(a.lo > 0.0, 0.0, np.nan)
    return Span(rounding.log(np.abs(a.lo))[0] + known, rounding.log(np.abs(a.hi))[1] + known)


def real_power(a: Span, b: Span) -> Span:
    """A power of a number above 0."""
    return exp(multiply(log(a), b))


def natural_power(a: Span, b: Span) -> Span:
    """A power with a whole number as exponent: of a number above 0, or of one >= 0 where the exponent is at least 1."""
    inside = real_power(Span(np.maximum(a.lo, rounding.TINY), np.maximum(a.hi, rounding.TINY)), b)
    known = np.where((a.lo > 0.0) | ((a.lo >= 0.0) & (b.lo >= 1.0)), 0.0, np.nan)
    return Span(np.where(a.lo > 0.0, inside.lo, 0.0) + known, inside.hi + known)


def floor(a: Span) -> Span:
    """The greatest whole number below."""
    return Span(np.floor(a.lo), np.floor(a.hi))


def ceil(a: Span) -> Span:
    """The least whole number above."""
    return Span(np.ceil(a.lo), np.ceil(a.hi))


# ---- truth ---------------------------------------------------------------------------------------------


def compared(relation: str, a: Span) -> Truth:
    """`a relation 0`."""
    sure = ~(np.isnan(a.lo) | np.isnan(a.hi))
    match relation:
        case ">":
            true, false = a.lo > 0.0, a.hi <= 0.0
        case ">=":
            true, false = a.lo >= 0.0, a.hi < 0.0
        case "<":
            true, false = a.hi < 0.0, a.lo >= 0.0
        case "<=":
            true, false = a.hi <= 0.0, a.lo > 0.0
        case _:
            true, false = (a.lo == 0.0) & (a.hi == 0.0), (a.lo > 0.0) | (a.hi < 0.0)
            if relation == "!=":
                true, false = false, true
    return Truth(true & sure, false & sure, sure)


def settled(value: bool) -> Truth:
    """A truth value that is the same everywhere."""
    return Truth(np.array(value), np.array(not value), np.array(True))


def unsettled() -> Truth:
    """A truth value of which nothing is known."""
    return Truth(np.array(False), np.array(False), np.array(False))


def opposite(a: Truth) -> Truth:
    """`not`."""
    return Truth(a.false, a.true, a.sure)


def both(a: Truth, b: Truth) -> Truth:
    """`and`, read from left to right: what stands on the right does not matter where the left is false."""
    return Truth(a.true & b.true, a.false | (a.sure & b.false), a.sure & (a.false | b.sure))


def either(a: Truth, b: Truth) -> Truth:
    """`or`, read from left to right."""
    return opposite(both(opposite(a), opposite(b)))


def same(a: Truth, b: Truth) -> Truth:
    """`iff`."""
    true = (a.true & b.true) | (a.false & b.false)
    return Truth(true, (a.true & b.false) | (a.false & b.true), a.sure & b.sure)


def truth_chosen(test: Truth, then: Truth, otherwise: Truth) -> Truth:
    """`if` between formulas."""
    return either(both(test, then), both(opposite(test), otherwise))
