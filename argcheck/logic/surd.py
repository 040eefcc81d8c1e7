"""Exact real numbers that are not rational, with the usual operators and certified comparison."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm

from argcheck.logic import certainty, intervals
from argcheck.logic.generators import (
    MOST_TERMS,
    ONE,
    UNIT,
    Quotient,
    Sum,
    TooLarge,
    add,
    constant,
    frozen,
    multiply,
    reduced,
    scale,
)
from argcheck.logic.intervals import Coarse, Interval


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Surd:
    """A quotient of two sums of generators; the denominator is certainly not 0.

    Mixes with `int` and `Fraction` in `+ - * /` and in comparisons, which are exact: they raise
    `Undetermined` rather than guess. A result that is seen to be rational is a `Fraction`. Not hashable,
    because equal numbers may be written differently; `key` identifies the writing.
    """

    numerator: Sum
    denominator: Sum

    __hash__ = None  # type: ignore[assignment]

    @property
    def key(self) -> Quotient:
        """How the number is written, hashable."""
        return frozen(self.numerator, self.denominator)

    def sign(self) -> int:
        """-1, 0 or 1, certified. Raises `Undetermined`."""
        top = certainty.sign(self.numerator)
        return top if not top or self.denominator == ONE else top * certainty.sign(self.denominator)

    def enclosure(self, p: int) -> Interval:
        """Integers low, high with low/2^p <= the number <= high/2^p. Raises `Coarse` when p is too low."""
        return certainty.enclose_quotient(self.key, p)

    def floor(self) -> int:
        """The greatest integer that is at most the number. Raises `Undetermined`, `TooLarge`."""
        for p in certainty.PRECISIONS:
            try:
                low, high = self.enclosure(p)
            except Coarse:
                continue
            first, last = low >> p, high >> p
            if first == last:
                return first
            if last == first + 1:
                return last if self >= last else first
        raise TooLarge("a number too large to round")

    def __neg__(self) -> Number:
        return Surd(scale(-1, self.numerator), self.denominator)

    def __add__(self, other: Number) -> Number:
        top, bottom = _parts(other)
        if bottom == self.denominator:
            return make(add(self.numerator, top), bottom)
        both = add(multiply(self.numerator, bottom), multiply(top, self.denominator))
        return make(both, multiply(self.denominator, bottom))

    __radd__ = __add__

    def __sub__(self, other: Number) -> Number:
        return self + (-other)

    def __rsub__(self, other: Number) -> Number:
        return -self + other

    def __mul__(self, other: Number) -> Number:
        top, bottom = _parts(other)
        return make(multiply(self.numerator, top), multiply(self.denominator, bottom))

    __rmul__ = __mul__

    def __truediv__(self, other: Number) -> Number:
        if other == 0:
            raise ZeroDivisionError("division by zero")
        top, bottom = _parts(other)
        return make(multiply(self.numerator, bottom), multiply(self.denominator, top))

    def __rtruediv__(self, other: int | Fraction) -> Number:
        if self.sign() == 0:
            raise ZeroDivisionError("division by zero")
        return make(multiply(self.denominator, constant(other)), self.numerator)

    def __abs__(self) -> Number:
        return -self if self.sign() < 0 else self

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, int | Fraction | Surd):
            return NotImplemented
        return sign(self - other) == 0

    def __lt__(self, other: Number) -> bool:
        return sign(self - other) < 0

    def __le__(self, other: Number) -> bool:
        return sign(self - other) <= 0

    def __gt__(self, other: Number) -> bool:
        return sign(self - other) > 0

    def __ge__(self, other: Number) -> bool:
        return sign(self - other) >= 0

    def __repr__(self) -> str:
        return f"Surd({self.numerator!r}, {self.denominator!r})"


Number = int | Fraction | Surd


def sign(value: Number) -> int:
    """-1, 0 or 1, certified. Raises `Undetermined` when exact arithmetic cannot tell."""
    if isinstance(value, Surd):
        return value.sign()
    return (value > 0) - (value < 0)


def divide(dividend: Number, divisor: Number) -> Number:
    """The exact quotient. Raises ZeroDivisionError, `Undetermined`."""
    return (Fraction(dividend) if isinstance(dividend, int) else dividend) / divisor


def _parts(value: Number) -> tuple[Sum, Sum]:
    return (value.numerator, value.denominator) if isinstance(value, Surd) else (constant(value), ONE)


def make(numerator: Sum, denominator: Sum = ONE) -> Number:
    """The quotient, a `Fraction` when it is seen to be rational. The denominator must not be 0."""
    if not numerator:
        return Fraction(0)
    if len(denominator) == 1 and denominator != ONE:
        ((monomial, coefficient),) = denominator.items()
        inverse = reduced({generator: -exponent for generator, exponent in monomial})
        return make(multiply(numerator, scale(1 / coefficient, inverse)))
    if len(numerator) == len(denominator):
        rational = _rational_ratio(numerator, denominator)
        if rational is not None:
            return rational
    if len(numerator) + len(denominator) > 2 * MOST_TERMS:
        raise TooLarge("a sum with too many terms")
    return Surd(numerator, denominator) if denominator == ONE else _whole_coefficients(numerator, denominator)


def _rational_ratio(numerator: Sum, denominator: Sum) -> Fraction | None:
    ratio: Fraction | None = None
    for monomial, coefficient in denominator.items():
        if monomial not in numerator:
            return None
        here = numerator[monomial] / coefficient
        if ratio is not None and here != ratio:
            return None
        ratio = here
    return ratio


def _whole_coefficients(numerator: Sum, denominator: Sum) -> Surd:
    """The same quotient with integer coefficients and without a common factor in them."""
    coefficients = [*numerator.values(), *denominator.values()]
    multiple = lcm(*(c.denominator for c in coefficients))
    factor = Fraction(multiple, gcd(*(int(c * multiple) for c in coefficients)))
    if denominator.get(UNIT, next(iter(denominator.values()))) < 0:
        factor = -factor
    return Surd(scale(factor, numerator), scale(factor, denominator))


def enclosure(value: Number, p: int) -> Interval:
    """Integers low, high with low/2^p <= value <= high/2^p. Raises `intervals.Coarse` when p is too low."""
    return value.enclosure(p) if isinstance(value, Surd) else intervals.of_rational(value, p)
