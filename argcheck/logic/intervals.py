"""Enclosures: intervals that certainly contain a real number, in whole-number arithmetic.

An interval at precision p is a pair of integers (low, high) that stands for [low/2^p, high/2^p]. Every
operation rounds outward, so an interval that excludes 0 proves a sign. No float takes part.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import isqrt

Interval = tuple[int, int]

_SPLIT = 12


class Coarse(Exception):
    """The precision is too low for this operation (a divisor's interval contains 0); try a higher one."""


def _up(value: int, divisor: int) -> int:
    """The quotient rounded up."""
    return -(-value // divisor)


def _shift_up(value: int, places: int) -> int:
    """The value over 2^places, rounded up."""
    return -(-value >> places)


def of_rational(value: Fraction | int, p: int) -> Interval:
    """The tightest interval around a rational."""
    scaled, divisor = value.numerator << p, value.denominator
    return scaled // divisor, _up(scaled, divisor)


def add(left: Interval, right: Interval) -> Interval:
    """The sum."""
    return left[0] + right[0], left[1] + right[1]


def multiply(left: Interval, right: Interval, p: int) -> Interval:
    """The product."""
    a, b = left
    c, d = right
    if a >= 0 and c >= 0:
        return (a * c) >> p, _shift_up(b * d, p)
    products = (a * c, a * d, b * c, b * d)
    return min(products) >> p, _shift_up(max(products), p)


def invert(interval: Interval, p: int) -> Interval:
    """One over a number that is not 0. Raises `Coarse` when the interval contains 0."""
    low, high = interval
    if low <= 0 <= high:
        raise Coarse
    one = 1 << (2 * p)
    return one // high, _up(one, low)


def integer_power(interval: Interval, exponent: int, p: int) -> Interval:
    """An integer power; a negative one inverts."""
    if exponent < 0:
        return invert(integer_power(interval, -exponent, p), p)
    result, square = (1 << p, 1 << p), interval
    while exponent:
        if exponent & 1:
            result = multiply(result, square, p)
        exponent >>= 1
        if exponent:
            square = multiply(square, square, p)
    return result


def integer_root(value: int, degree: int) -> int:
    """The floor of the `degree`-th root of an integer >= 0."""
    if value < 2 or degree == 1:
        return value
    if degree == 2:
        return isqrt(value)
    guess = 1 << -(-value.bit_length() // degree)
    while True:
        better = ((degree - 1) * guess + value // guess ** (degree - 1)) // degree
        if better >= guess:
            return guess
        guess = better


def rational_power(interval: Interval, exponent: Fraction, p: int) -> Interval:
    """A rational power of a number that is known to be positive."""
    low, high = max(interval[0], 0), interval[1]
    if exponent < 0:
        return invert(rational_power(interval, -exponent, p), p)
    degree = exponent.denominator
    low, high = integer_power((low, high), exponent.numerator, p)
    shift = (degree - 1) * p
    return integer_root(low << shift, degree), integer_root(high << shift, degree) + 1


def exp(interval: Interval, p: int) -> Interval:
    """e to a number."""
    return _exp_of_end(interval[0], p)[0], _exp_of_end(interval[1], p)[1]


def log(interval: Interval, p: int) -> Interval:
    """The natural logarithm of a number known to be positive. Raises `Coarse` when the interval reaches 0."""
    if interval[0] <= 0:
        raise Coarse
    return _log_of_end(interval[0], p)[0], _log_of_end(interval[1], p)[1]


def _exp_of_end(end: int, p: int) -> Interval:
    if end < 0:
        return invert(_exp_of_end(-end, p), p)
    # e^x = (e^(x / 2^halvings))^(2^halvings), and the series of the small argument converges at once
    halvings = max(0, end.bit_length() - p) + _SPLIT
    q = p + 2 * halvings + 16 + 2 * (end >> p)
    argument = end << (q - p)
    low_x, high_x = argument >> halvings, _shift_up(argument, halvings)
    low = high = low_term = high_term = 1 << q
    index = 0
    while high_term > 1:
        index += 1
        low_term = ((low_term * low_x) >> q) // index
        high_term = _up(_shift_up(high_term * high_x, q), index)
        low += low_term
        high += high_term
    # the tail is below the last term, since each term is less than half the one before
    high += high_term
    for _ in range(halvings):
        low = (low * low) >> q
        high = _shift_up(high * high, q)
    return low >> (q - p), _shift_up(high, q - p)


def _log_of_end(end: int, p: int) -> Interval:
    # end/2^p = m * 2^k with m in [1/2, 1): log = k * log 2 - 2 * atanh((1 - m)/(1 + m)), and log 2 = 2 * atanh(1/3)
    unit = 1 << end.bit_length()
    k = end.bit_length() - p
    q = p + 16 + abs(k).bit_length()
    low_m, high_m = _atanh(unit - end, unit + end, q)
    low_two, high_two = _atanh(1, 3, q)
    whole = (k * low_two, k * high_two) if k >= 0 else (k * high_two, k * low_two)
    low, high = 2 * (whole[0] - high_m), 2 * (whole[1] - low_m)
    return low >> (q - p), _shift_up(high, q - p)


def _atanh(numerator: int, denominator: int, q: int) -> Interval:
    """The inverse hyperbolic tangent of a rational in [0, 1/3], at precision q."""
    low_power, high_power = (numerator << q) // denominator, _up(numerator << q, denominator)
    low_square, high_square = (low_power * low_power) >> q, _shift_up(high_power * high_power, q)
    low = high = 0
    odd = 1
    while high_power > 1:
        low += low_power // odd
        high += _up(high_power, odd)
        low_power = (low_power * low_square) >> q
        high_power = _shift_up(high_power * high_square, q)
        odd += 2
    # the tail is at most power / (1 - z^2) <= 9/8 * power
    return low, high + 2 * high_power


def bisect(function: Callable[[Fraction], Fraction | int], low: Fraction, high: Fraction, p: int) -> Interval:
    """The interval around the one root of `function` in [low, high], where its sign changes."""
    left, right = of_rational(low, p)[0], of_rational(high, p)[1]
    rising = function(high) > 0
    while right - left > 1:
        middle = (left + right) >> 1
        point = Fraction(middle, 1 << p)
        if point <= low:
            left = middle
            continue
        if point >= high:
            right = middle
            continue
        value = function(point)
        if value == 0:
            return middle, middle
        if (value > 0) == rising:
            right = middle
        else:
            left = middle
    return left, right
