"""Outward rounding for arrays of floats: every function bounds the true value, never the computed one.

What is relied on: IEEE 754 double arithmetic, rounding to nearest, for + - * / and sqrt, with subnormal numbers
(`sound` looks whether they are there). Nothing is assumed of the library's exp, log and power. u is 2^-53.

A bound that is not a number says that nothing is known, and so does everything that is computed from it.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import inf, nextafter
from typing import TYPE_CHECKING

import numpy as np

from argcheck.logic import intervals

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

TINY = 5e-324
_STEP = 2.0**-51
_LARGEST = float(np.finfo(np.float64).max)
_PAD = 2.0**-46
_BITS = 128


def sound() -> bool:
    """Whether subnormal numbers are kept: some libraries switch them off for the whole process."""
    least = np.full(8, 2.0**-1022)
    return bool(((least * 0.25) * 4.0 == least).all())


def below(x: Floats) -> Floats:
    """At most the true value of an operation whose rounded value is x.

    The true value is at least x - u|x| - 2^-1075. Here x - (4u|x| + 2^-1074) is taken off, rounded: the rounding of
    the difference is at most u(1 + 4u)|x|, so that at least 2u|x| + 2^-1074 remain taken off."""
    pad = np.abs(x)
    pad *= _STEP
    pad += TINY
    return np.subtract(x, pad, out=pad) if pad.ndim else x - pad


def above(x: Floats) -> Floats:
    """At least the true value of an operation whose rounded value is x."""
    pad = np.abs(x)
    pad *= _STEP
    pad += TINY
    return np.add(x, pad, out=pad) if pad.ndim else x + pad


def padded(x: Floats, roundings: int) -> tuple[Floats, Floats]:
    """Bounds of a value >= 0 that was computed from numbers >= 0 by sums and products alone, in so many operations.

    Each contributes a factor of at most 1 +- u, or 2^-1075 where it underflows, so that all of them stay within
    `roundings` * 2u and as many units of 2^-1074, of which no later factor is above 1 (`roundings` < 2^40). What
    overflowed is known to be large, no more."""
    part = (roundings + 2) * 2.0**-52
    low = np.maximum(np.minimum(x, _LARGEST / 2) * (1.0 - part) - (roundings + 2) * TINY, 0.0)
    return low, x * (1.0 + part) + (roundings + 2) * TINY


def enclosure(value: Fraction) -> tuple[float, float]:
    """The floats next to a rational number, or the number itself twice."""
    try:
        near = value.numerator / value.denominator
    except OverflowError:
        return (_LARGEST, inf) if value > 0 else (-inf, -_LARGEST)
    exact = Fraction(near)
    if exact == value:
        return near, near
    return (near, nextafter(near, inf)) if exact < value else (nextafter(near, -inf), near)


@lru_cache(maxsize=1)
def _log_two() -> tuple[float, float]:
    low, high = intervals.log(intervals.of_rational(2, _BITS), _BITS)
    head = float(np.ldexp(np.round(np.ldexp(low / 2**_BITS, 32)), -32))
    tail = Fraction(low + high, 2 << _BITS) - Fraction(head)
    return head, tail.numerator / tail.denominator


def exp(x: Floats) -> tuple[Floats, Floats]:
    """Bounds of e^x.

    x = k log 2 + r with |r| < 0.36; e^r by 14 terms of its series, in Horner's form. log 2 is a head of 32 bits, whose
    product with k is exact, and a tail. The remainder r is off by less than 4u (two roundings of numbers below 1/2, and
    those of the tail), the series by 0.36^15/15! < u/2^8, and Horner's form by less than 40u of a sum of at most 1.44
    where e^r is above 0.69: less than 100u < 2^-46 in all."""
    head, tail = _log_two()
    k = np.rint(np.clip(x, -800.0, 800.0) * (1.0 / (head + tail)))
    r = (np.clip(x, -800.0, 800.0) - k * head) - k * tail
    total = np.ones_like(r)
    for index in range(14, 0, -1):
        total *= r
        total /= index
        total += 1.0
    places = k.astype(np.int64, copy=False) if not np.isnan(k).any() else np.nan_to_num(k).astype(np.int64)
    with np.errstate(over="ignore", under="ignore"):
        low = np.ldexp(total * (1.0 - _PAD), places)
        high = np.ldexp(total * (1.0 + _PAD), places)
    # results that underflow or overflow lose what was said above, but not the order
    low = np.where(x < -700.0, 0.0, np.where(x > 709.0, np.minimum(low, 2.0**1000), low))
    high = np.where(x < -700.0, 2.0**-1009, np.where(x > 709.0, inf, high))
    unknown = np.isnan(x)
    return np.where(unknown, np.nan, low), np.where(unknown, np.nan, high)


def log(x: Floats) -> tuple[Floats, Floats]:
    """Bounds of log x for x >= 0, with -infinity at 0; nothing is known for x < 0.

    x = m 2^k with m between 0.7 and 1.42; log m = 2f(1 + f^2/3 + f^4/5 + …) with f = (m - 1)/(m + 1), |f| < 0.18, of
    which 13 terms leave f^26/27 < u/2^10. m - 1 is exact, and the terms have one sign, so that log m is off by less
    than 50u |log m|. Adding k log 2 adds at most 4u(|k log 2| + |log m|): 2^-46 of both sizes is more."""
    head, tail = _log_two()
    m, k = np.frexp(x)
    small = m < 0.7071
    m = np.where(small, 2.0 * m, m)
    k = np.where(small, k - 1, k).astype(np.float64)
    f = (m - 1.0) / (m + 1.0)
    square = f * f
    total = np.full_like(f, 1.0 / 25.0)
    for odd in range(23, 0, -2):
        total *= square
        total += 1.0 / odd
    part, whole = 2.0 * f * total, k * (head + tail)
    near = whole + part
    pad = (np.abs(part) + np.abs(whole)) * _PAD
    low, high = near - pad, near + pad
    at_zero, at_infinity, unknown = x == 0.0, np.isposinf(x), np.isnan(x) | (x < 0.0)
    low = np.where(at_zero, -inf, np.where(at_infinity, 709.0, np.where(unknown, np.nan, low)))
    high = np.where(at_zero, -744.0, np.where(at_infinity, inf, np.where(unknown, np.nan, high)))
    return low, high


def power(x: Floats, exponent: int) -> tuple[Floats, Floats]:
    """Bounds of x^exponent for x >= 0 and a whole number exponent >= 1."""
    result: Floats | None = None
    square, rest = x, exponent
    while rest:
        if rest & 1:
            result = square.copy() if result is None else result * square
        rest >>= 1
        if rest:
            square = square * square
    assert result is not None
    return padded(result, exponent)
