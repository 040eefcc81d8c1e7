"""Certified signs of sums of generators: what is decided here rests on outward-rounded intervals or on a proof.

Not zero: some enclosure excludes 0. Zero: the sum is empty in normal form, or it is algebraic and smaller than
its separation bound (Burnikel, Funke, Mehlhorn, Schirra and Schmitt, 2001): write the number as U/L with algebraic
integers U, L of a field of degree D, all conjugates of U at most u and of L at most l in size; the norm of U is
a whole number, so that the number is 0 or at least 1/(u^(D-1) * l).
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from argcheck.logic import intervals
from argcheck.logic.generators import (
    UNIT,
    Function,
    Generator,
    Monomial,
    Quotient,
    Root,
    Sum,
    Undetermined,
    algebraic,
    positive,
)
from argcheck.logic.intervals import Coarse, Interval, integer_root

PRECISIONS = (64, 128, 256, 512, 1024, 2048, 4096)
_MOST_BOUND_BITS = 12_000


def enclose(terms: Sum, p: int) -> Interval:
    """An interval around the sum at precision p. Raises `Coarse` when p is too low."""
    low = high = 0
    for monomial, coefficient in terms.items():
        product = intervals.of_rational(coefficient, p)
        for generator, exponent in monomial:
            product = intervals.multiply(product, _enclose_power(generator, exponent, p), p)
        low, high = low + product[0], high + product[1]
    return low, high


def enclose_quotient(quotient: Quotient, p: int) -> Interval:
    """An interval around a quotient of sums. Raises `Coarse` when p is too low."""
    numerator, denominator = (dict(part) for part in quotient)
    top = enclose(numerator, p)
    if denominator == {UNIT: 1}:
        return top
    return intervals.multiply(top, intervals.invert(enclose(denominator, p), p), p)


def _enclose_power(generator: Generator, exponent: Fraction, p: int) -> Interval:
    match generator:
        case int():
            return intervals.rational_power(intervals.of_rational(generator, p), exponent, p)
        case Root(coefficients=coefficients, low=low, high=high):
            root = intervals.bisect(lambda x: polynomial_value(coefficients, x), low, high, p)
            return intervals.integer_power(root, exponent.numerator, p)
        case Function(kind=kind, argument=argument):
            inner = enclose_quotient(argument, p)
            if kind == "exp":
                return intervals.exp(intervals.multiply(inner, intervals.of_rational(exponent, p), p), p)
            if kind == "log":
                return intervals.integer_power(intervals.log(inner, p), exponent.numerator, p)
            return intervals.rational_power(inner, exponent, p)


def polynomial_value(coefficients: tuple[int, ...], x: Fraction) -> Fraction:
    """The value of a polynomial by Horner's rule."""
    result = Fraction(0)
    for coefficient in reversed(coefficients):
        result = result * x + coefficient
    return result


def sign(terms: Sum) -> int:
    """-1, 0 or 1, certified. Raises `Undetermined` when neither an enclosure nor a proof of 0 is found."""
    if not terms:
        return 0
    if len(terms) == 1:
        ((monomial, coefficient),) = terms.items()
        if all(positive(generator) for generator, _ in monomial):
            return 1 if coefficient > 0 else -1
    for attempt, p in enumerate(PRECISIONS):
        if attempt == 2 and _surely_zero(terms):
            return 0
        try:
            low, high = enclose(terms, p)
        except Coarse:
            continue
        if low > 0:
            return 1
        if high < 0:
            return -1
    raise Undetermined("a number that is too close to 0 to tell its sign")


def _surely_zero(terms: Sum) -> bool:
    """Whether the sum is 0 because, for each transcendental factor in it, the algebraic coefficient is 0."""
    groups: dict[Monomial, Sum] = {}
    for monomial, coefficient in terms.items():
        here = frozenset(pair for pair in monomial if algebraic(pair[0]))
        groups.setdefault(monomial - here, {})[here] = coefficient
    return all(_algebraic_zero(group) for group in groups.values())


def _algebraic_zero(terms: Sum) -> bool:
    try:
        bits = _separation_bits(terms)
    except _TooDeep:
        return False
    for p in (bits + 64, 2 * bits + 256, 4 * bits + 1024):
        try:
            low, high = enclose(terms, p)
        except Coarse:
            continue
        if low > 0 or high < 0:
            return False
        if max(-low, high) < 1 << (p - bits):
            return True
    return False


# ---- the separation bound ----------------------------------------------------------------------------


class _TooDeep(Exception):
    """The separation bound is too small to be of use."""


_Bounds = tuple[int, int]


def _separation_bits(terms: Sum) -> int:
    """Some b such that the algebraic number is 0 or at least 2^-b in size."""
    degrees: dict[Generator, int] = {}
    _collect(terms, degrees)
    u, bound_l = _bounds(terms)
    degree = 1
    for part in degrees.values():
        degree *= part
        if degree > _MOST_BOUND_BITS:
            raise _TooDeep
    bits = (degree - 1) * max(u, 1).bit_length() + bound_l.bit_length()
    if bits > _MOST_BOUND_BITS:
        raise _TooDeep
    return bits


def _collect(terms: Sum, degrees: dict[Generator, int]) -> None:
    """The degree that each generator contributes: the common denominator of its exponents."""
    for monomial in terms:
        for generator, exponent in monomial:
            own = len(generator.coefficients) - 1 if isinstance(generator, Root) else exponent.denominator
            degrees[generator] = lcm(degrees.get(generator, 1), own)
            if isinstance(generator, Function):
                _collect(dict(generator.argument[0]), degrees)


def _bounds(terms: Sum) -> _Bounds:
    """(u, l) for the sum."""
    u, bound_l = 0, 1
    for monomial, coefficient in terms.items():
        part_u, part_l = abs(coefficient.numerator), coefficient.denominator
        for generator, exponent in monomial:
            factor_u, factor_l = _power_bounds(generator, exponent)
            part_u, part_l = part_u * factor_u, part_l * factor_l
        u, bound_l = u * part_l + bound_l * part_u, bound_l * part_l
        if max(u, bound_l).bit_length() > _MOST_BOUND_BITS:
            raise _TooDeep
    return u, bound_l


def _power_bounds(generator: Generator, exponent: Fraction) -> _Bounds:
    match generator:
        case int():
            u, bound_l = generator, 1
        case Root(coefficients=coefficients):
            # the leading coefficient times the root is an algebraic integer; Cauchy bounds the conjugates
            leading = abs(coefficients[-1])
            u, bound_l = leading + max(abs(c) for c in coefficients), leading
        case Function(argument=argument):
            u, bound_l = _bounds(dict(argument[0]))
    if exponent < 0:
        u, bound_l = bound_l, u
    if abs(exponent.numerator) * max(u, bound_l).bit_length() > _MOST_BOUND_BITS:
        raise _TooDeep
    u, bound_l = max(u, 1) ** abs(exponent.numerator), max(bound_l, 1) ** abs(exponent.numerator)
    degree = exponent.denominator
    return (u, bound_l) if degree == 1 else (integer_root(u * bound_l ** (degree - 1), degree) + 1, bound_l)
