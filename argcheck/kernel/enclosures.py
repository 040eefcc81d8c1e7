"""Enclosures: intervals with rational ends that certainly contain a real number. No float takes part.

An interval is a pair of rationals; ends that grow long are rounded outward to so many binary digits that matter. `None`
stands for "nothing is known": some number in the operands may have no value, or none that can be bounded. Where a
number is too large or too close to 0 to be written down, OverflowError is raised.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor, isqrt

Interval = tuple[Fraction, Fraction]

BITS = 160
_LONGEST = 1200
_FARTHEST = 100_000
_MOST = 4000
_HALVINGS = 16
_LOWEST = Fraction(1, 1 << 5000)
ZERO: Interval = (Fraction(0), Fraction(0))
ONE: Interval = (Fraction(1), Fraction(1))


def _cut(value: Fraction, side: int, bits: int = BITS) -> Fraction:
    """The number with few binary digits, rounded down (`side` < 0) or up."""
    places = bits - value.numerator.bit_length() + value.denominator.bit_length()
    scaled = value * (1 << places) if places >= 0 else value / (1 << -places)
    whole = Fraction(floor(scaled) if side < 0 else ceil(scaled))
    return whole / (1 << places) if places >= 0 else whole * (1 << -places)


def rounded(low: Fraction, high: Fraction) -> Interval:
    """The interval, or a slightly larger one with shorter numbers; OverflowError where they cannot be short."""
    ends = []
    for end, side in ((low, -1), (high, 1)):
        bits = end.numerator.bit_length() + end.denominator.bit_length()
        if bits > _FARTHEST:
            raise OverflowError
        ends.append(_cut(end, side) if bits > _LONGEST else end)
    return ends[0], ends[1]


def add(a: Interval, b: Interval) -> Interval:
    """The sum."""
    return rounded(a[0] + b[0], a[1] + b[1])


def negate(a: Interval) -> Interval:
    """The negative."""
    return -a[1], -a[0]


def multiply(a: Interval, b: Interval) -> Interval:
    """The product."""
    if a[0] >= 0 and b[0] >= 0:
        return rounded(a[0] * b[0], a[1] * b[1])
    products = (a[0] * b[0], a[0] * b[1], a[1] * b[0], a[1] * b[1])
    return rounded(min(products), max(products))


def invert(a: Interval) -> Interval | None:
    """One over a number that cannot be 0."""
    return None if a[0] <= 0 <= a[1] else rounded(1 / a[1], 1 / a[0])


def hull(a: Interval, b: Interval) -> Interval:
    """The least interval around both."""
    return min(a[0], b[0]), max(a[1], b[1])


def absolute(a: Interval) -> Interval:
    """The absolute value."""
    return (max(a[0], -a[1], Fraction(0)), max(-a[0], a[1]))


def power(a: Interval, exponent: int) -> Interval | None:
    """A power with a whole number as its exponent, each factor rounded outward where it grows long."""
    if exponent < 0:
        positive = power(a, -exponent)
        return None if positive is None else invert(positive)
    if exponent > _MOST:
        return None
    if exponent % 2 == 0:
        a = absolute(a)
    if a[0] < 0 < a[1]:  # an odd power rises
        below, above = power(negate((a[0], Fraction(0))), exponent), power((Fraction(0), a[1]), exponent)
        return None if below is None or above is None else (-below[1], above[1])
    if a[0] < 0:
        mirrored = power(negate(a), exponent)
        return None if mirrored is None else negate(mirrored)
    result, square = ONE, a
    while exponent:
        if exponent & 1:
            result = multiply(result, square)
        exponent >>= 1
        if exponent:
            square = multiply(square, square)
    return result


def sqrt(a: Interval) -> Interval | None:
    """The square root of a number that cannot be negative."""
    if a[0] < 0:
        return None
    low, high = (_cut(end, side, 2 * BITS) for end, side in ((a[0], -1), (a[1], 1)))
    return _root(low, -1), _root(high, 1)


def _root(value: Fraction, side: int) -> Fraction:
    """The square root rounded down (`side` < 0) or up."""
    places = max(0, BITS + value.denominator.bit_length() - value.numerator.bit_length())
    scaled = value * (1 << 2 * places)
    whole = isqrt(floor(scaled)) if side < 0 or not value else isqrt(ceil(scaled) - 1) + 1
    return Fraction(whole, 1 << places)


def exp(a: Interval) -> Interval | None:
    """e to a number."""
    if a[1] > _MOST:
        return None
    return _exp(a[0])[0], _exp(a[1])[1]


def _exp(x: Fraction) -> Interval:
    """The series of e^y for y = x/2^k <= 2^-8, squared k times. What is left out after the term t is less than t, since
    each later term is less than half the one before."""
    if x < 0:
        if x < -_MOST:
            return Fraction(0), _LOWEST  # e^-4000 < 2^-5000
        low, high = _exp(-x)
        return rounded(1 / high, 1 / low)
    halvings = _HALVINGS + max(0, ceil(x)).bit_length()
    y_low, y_high = (_cut(x / (1 << halvings), side, BITS + 40) if x else x for side in (-1, 1))
    low = high = low_term = high_term = Fraction(1)
    count = 0
    while high_term > Fraction(1, 1 << (BITS + 2 * halvings)):
        count += 1
        low_term = _cut(low_term * y_low / count, -1, BITS + 40) if y_low else Fraction(0)
        high_term = _cut(high_term * y_high / count, 1, BITS + 40) if y_high else Fraction(0)
        low, high = low + low_term, high + high_term
    high += high_term
    for _ in range(halvings):
        low, high = _cut(low * low, -1, BITS + 40), _cut(high * high, 1, BITS + 40)
    return low, high


def log(a: Interval) -> Interval | None:
    """The natural logarithm of a number that must be above 0."""
    return None if a[0] <= 0 else (_log(a[0])[0], _log(a[1])[1])


def _log(x: Fraction) -> Interval:
    """log x = k*log 2 + 2*atanh z where x = m*2^k, m in [1/2, 2) and z = (m - 1)/(m + 1); log 2 = 2*atanh(1/3)."""
    k = x.numerator.bit_length() - x.denominator.bit_length()
    m = x / (1 << k) if k >= 0 else x * (1 << -k)
    two, part = _atanh(Fraction(1, 3)), _atanh((m - 1) / (m + 1))
    whole = (k * two[0], k * two[1]) if k >= 0 else (k * two[1], k * two[0])
    return rounded(2 * (whole[0] + part[0]), 2 * (whole[1] + part[1]))


def _atanh(z: Fraction) -> Interval:
    """The series z + z^3/3 + …, for |z| <= 1/3; what is left out after a power p is at most p*z^2/(1 - z^2) <= p/8."""
    if z < 0:
        return negate(_atanh(-z))
    if z == 0:
        return ZERO
    low_z, high_z = _cut(z, -1, BITS + 40), _cut(z, 1, BITS + 40)
    low, high, low_power, high_power, odd = low_z, high_z, low_z, high_z, 1
    while high_power > z / (1 << (BITS + 8)):
        odd += 2
        low_power = _cut(low_power * low_z * low_z, -1, BITS + 40)
        high_power = _cut(high_power * high_z * high_z, 1, BITS + 40)
        low, high = low + low_power / odd, high + high_power / odd
    return rounded(low, high + high_power / 8)


def real_power(a: Interval, b: Interval) -> Interval | None:
    """A power of a number above 0."""
    exponent = log(a)
    return None if exponent is None else exp(multiply(exponent, b))


def natural_power(a: Interval, b: Interval) -> Interval | None:
    """A power of a number >= 0 whose exponent is a whole number, at least 1."""
    if a[0] < 0 or b[0] < 1:
        return None
    if a[0] > 0:
        return real_power(a, b)
    above = real_power((a[1], a[1]), b) if a[1] else ZERO
    return None if above is None else (Fraction(0), above[1])
