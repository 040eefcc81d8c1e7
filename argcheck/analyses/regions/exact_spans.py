"""Intervals with rational ends: exact, or rounded outward far beyond what floats can hold. None: nothing is known."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import ceil as least_above
from math import floor as greatest_below

from argcheck.logic import intervals
from argcheck.logic.intervals import Coarse, Interval

Span = tuple[Fraction, Fraction]
Maybe = Span | None

ZERO: Span = (Fraction(0), Fraction(0))
ONE: Span = (Fraction(1), Fraction(1))

_BITS = 256
_LONGEST = 1_024
_HIGHEST = 4_000


def rounded(low: Fraction, high: Fraction) -> Span:
    """The interval, with ends that have become too long rounded outward."""
    if low.denominator.bit_length() > _LONGEST:
        low = Fraction(greatest_below(low * (1 << _LONGEST)), 1 << _LONGEST)
    if high.denominator.bit_length() > _LONGEST:
        high = Fraction(least_above(high * (1 << _LONGEST)), 1 << _LONGEST)
    return low, high


def negate(a: Maybe) -> Maybe:
    """The negative."""
    return a and (-a[1], -a[0])


def add(a: Maybe, b: Maybe) -> Maybe:
    """The sum."""
    return a and b and rounded(a[0] + b[0], a[1] + b[1])


def subtract(a: Maybe, b: Maybe) -> Maybe:
    """The difference."""
    return add(a, negate(b))


def multiply(a: Maybe, b: Maybe) -> Maybe:
    """The product."""
    if a is None or b is None:
        return None
    products = (a[0] * b[0], a[0] * b[1], a[1] * b[0], a[1] * b[1])
    return rounded(min(products), max(products))


def divide(a: Maybe, b: Maybe) -> Maybe:
    """The quotient."""
    if a is None or b is None or b[0] <= 0 <= b[1]:
        return None
    return multiply(a, (1 / b[1], 1 / b[0]))


def hull(a: Maybe, b: Maybe) -> Maybe:
    """The least interval around both."""
    return a and b and (min(a[0], b[0]), max(a[1], b[1]))


def power(a: Maybe, exponent: int) -> Maybe:
    """A power with a whole number as its exponent."""
    if a is None or abs(exponent) > _HIGHEST:
        return None
    if exponent < 0:
        return divide(ONE, power(a, -exponent))
    low, high = a[0] ** exponent, a[1] ** exponent
    if exponent % 2 or a[0] >= 0 or exponent == 0:
        return rounded(low, high)
    return rounded(Fraction(0) if a[1] > 0 else high, max(low, high))


def polynomial(a: Maybe, coefficients: tuple[Fraction, ...]) -> Maybe:
    """A polynomial's value, the constant coefficient first."""
    total: Maybe = (coefficients[-1], coefficients[-1])
    for coefficient in reversed(coefficients[:-1]):
        total = add(multiply(total, a), (coefficient, coefficient))
    return total


def least(a: Maybe, b: Maybe) -> Maybe:
    """The smaller of two numbers."""
    return a and b and (min(a[0], b[0]), min(a[1], b[1]))


def greatest(a: Maybe, b: Maybe) -> Maybe:
    """The larger of two numbers."""
    return a and b and (max(a[0], b[0]), max(a[1], b[1]))


def absolute(a: Maybe) -> Maybe:
    """The absolute value."""
    return a and (max(a[0], -a[1], Fraction(0)), max(-a[0], a[1]))


def exp(a: Maybe) -> Maybe:
    """e to a number."""
    return _worked_out(a, intervals.exp)


def log(a: Maybe) -> Maybe:
    """The natural logarithm of a number that is above 0."""
    return None if a is None or a[0] <= 0 else _worked_out(a, intervals.log)


def sqrt(a: Maybe) -> Maybe:
    """The square root of a number that is not negative."""
    if a is None or a[0] < 0:
        return None
    return _worked_out(a, lambda interval, p: intervals.rational_power(interval, Fraction(1, 2), p))


def real_power(a: Maybe, b: Maybe) -> Maybe:
    """A power of a number above 0."""
    return exp(multiply(log(a), b))


def natural_power(a: Maybe, b: Maybe) -> Maybe:
    """A power with a whole number as exponent: of a number above 0, or of one >= 0 where the exponent is at least 1."""
    if a is None or b is None:
        return None
    if b[0] == b[1] and b[0].denominator == 1:
        return power(a, int(b[0]))
    if a[0] > 0:
        return real_power(a, b)
    if a[0] < 0 or b[0] < 1:
        return None
    top = real_power((a[1], a[1]), b) if a[1] > 0 else ZERO
    return top and (Fraction(0), top[1])


def floor(a: Maybe) -> Maybe:
    """The greatest whole number below."""
    return a and (Fraction(greatest_below(a[0])), Fraction(greatest_below(a[1])))


def ceil(a: Maybe) -> Maybe:
    """The least whole number above."""
    return a and (Fraction(least_above(a[0])), Fraction(least_above(a[1])))


def _worked_out(a: Maybe, function: Callable[[Interval, int], Interval]) -> Maybe:
    if a is None:
        return None
    try:
        low, high = function((greatest_below(a[0] * (1 << _BITS)), least_above(a[1] * (1 << _BITS))), _BITS)
    except Coarse:
        return None
    return Fraction(low, 1 << _BITS), Fraction(high, 1 << _BITS)


def compared(relation: str, span: Maybe) -> bool | None:
    """Whether `span relation 0` is true or false of every number in it."""
    if span is None:
        return None
    low, high = span
    match relation:
        case ">":
            return True if low > 0 else False if high <= 0 else None
        case ">=":
            return True if low >= 0 else False if high < 0 else None
        case "<":
            return True if high < 0 else False if low >= 0 else None
        case "<=":
            return True if high <= 0 else False if low > 0 else None
    same = True if low == high == 0 else False if low > 0 or high < 0 else None
    return same if relation == "=" or same is None else not same
