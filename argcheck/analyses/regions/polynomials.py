"""Polynomial sides of comparisons on many boxes at once: their coefficients in the Bernstein basis of each box, between
the least and the greatest of which all their values lie (G. T. Cargo and O. Shisha, The Bernstein form of a polynomial,
1966), rounded outward as a whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from itertools import product
from math import comb, prod

import numpy as np

from argcheck.analyses.regions import rounding
from argcheck.analyses.regions.program import Program
from argcheck.analyses.regions.spans import Floats, Span
from argcheck.kernel import enclosures
from argcheck.kernel import polynomial as poly
from argcheck.kernel.enclosures import Interval
from argcheck.kernel.polynomial import Monomial, Polynomial

_MOST_COEFFICIENTS = 48
_MOST_TERMS = 12
_MOST_DEGREE = 6
_SURE = Fraction(1, 1 << 60)
_LEAST, _MOST = Fraction(1, 1 << 200), Fraction(1 << 200)

Exponents = tuple[int, ...]


@dataclass(frozen=True)
class PolynomialSide:
    """`sum of coefficient * product of powers of the axes`; each coefficient within a part in 2^52 of what is meant."""

    degrees: Exponents
    terms: tuple[tuple[Exponents, float], ...]

    def bounds(self, axes: Sequence[Span]) -> tuple[Span, dict[int, Span]]:
        """Around the values on each box, and around what they rise by from one side of it to the other along an axis.

        A coefficient of the Bernstein basis is a sum of products of a coefficient and, for each axis, a mean of
        products of the axis's ends. What is rounded on the way to it stays below `roundings` parts in 2^53 of the same
        sum of absolute values, but for what underflows: less than 2^-1074 each time, times later factors, which
        together are below 2^800 (`side_of` sees to that). Four times as much is taken off, which covers the roundings
        of that sum and of the subtraction as well.
        """
        tables = [_table(span, degree) for span, degree in zip(axes, self.degrees, strict=True)]
        found: dict[Exponents, Floats] = {}
        for exponents, coefficient in self.terms:
            parts = self._products(exponents, coefficient, tables)
            for place in product(*(range(degree + 1) for degree in self.degrees)):
                part = parts[tuple(i if e else 0 for i, e in zip(place, exponents, strict=True))]
                found[place] = found[place] + part if place in found else part
        shape = axes[0].lo.shape
        value = _least_and_greatest(list(found.values()), shape)
        pad = self._size(axes) * (self._roundings() * 2.0**-51) + 2.0**-250
        rises = {}
        for axis, degree in enumerate(self.degrees):
            if degree:
                steps = [
                    found[(*place[:axis], place[axis] + 1, *place[axis + 1 :])] - start
                    for place, start in found.items()
                    if place[axis] < degree
                ]
                # the derivative's coefficients; each difference is off by two coefficients' errors and a rounding
                rises[axis] = _widened(_least_and_greatest(steps, shape), float(degree), 3.0 * pad)
        return _widened(value, 1.0, pad), rises

    def _products(
        self, exponents: Exponents, coefficient: float, tables: Sequence[Mapping[tuple[int, int], Floats]]
    ) -> dict[Exponents, Floats]:
        """The term's part of each coefficient; on axes that it does not speak of, only that of index 0."""
        found: dict[Exponents, Floats] = {(): np.array(coefficient)}
        for table, degree, exponent in zip(tables, self.degrees, exponents, strict=True):
            choices = range(degree + 1) if exponent else (0,)
            found = {
                (*place, i): value * table[exponent, i] if exponent else value
                for place, value in found.items()
                for i in choices
            }
        return found

    def _size(self, axes: Sequence[Span]) -> Floats:
        """The sum of the absolute values of the terms, where they are greatest."""
        sizes = [np.maximum(-span.lo, span.hi) for span in axes]
        return np.asarray(sum(abs(c) * _monomial(sizes, exponents) for exponents, c in self.terms))

    def _roundings(self) -> int:
        return sum(3 * degree + 3 for degree in self.degrees) + len(self.degrees) + len(self.terms) + 6


def _least_and_greatest(values: Sequence[Floats], shape: tuple[int, ...]) -> Span:
    first, *others = values
    low = np.array(np.broadcast_to(first, shape))
    high = low.copy()
    for value in others:
        np.minimum(low, value, out=low)
        np.maximum(high, value, out=high)
    return Span(low, high)


def _widened(span: Span, factor: float, pad: Floats) -> Span:
    """The span made wider by the pad on both sides, times a small whole number; it is changed in place."""
    low, high = span
    low -= pad
    high += pad
    if factor != 1.0:
        # one more rounding each, which the pads have room for
        low *= factor
        high *= factor
    return span


def _monomial(values: Sequence[Floats], exponents: Exponents) -> Floats:
    factors = [values[axis] for axis, exponent in enumerate(exponents) for _ in range(exponent)]
    return reduce(np.multiply, factors) if factors else np.array(1.0)


def _table(span: Span, degree: int) -> dict[tuple[int, int], Floats]:
    """For x^m, its coefficient of index i in the Bernstein basis of that degree on [a, b]: the mean of all products of
    m among i times b and degree - i times a."""
    found: dict[tuple[int, int], Floats] = {}
    for m in range(1, degree + 1):
        for i in range(degree + 1):
            weighted = [
                (comb(i, j) * comb(degree - i, m - j) / comb(degree, m), _monomial((span.lo, span.hi), (m - j, j)))
                for j in range(max(0, m - degree + i), min(i, m) + 1)
            ]
            parts = [value if weight == 1.0 else weight * value for weight, value in weighted]
            found[m, i] = reduce(np.add, parts)
    return found


# ---- from a program ------------------------------------------------------------------------------------


def side_of(program: Program, index: int) -> PolynomialSide | None:
    """The result as a polynomial in the axes; None where it is none, or one that is too large, that has very large or
    small numbers in it, or that speaks of whole numbers, for which there is exact arithmetic."""
    if any(program.axes[axis].whole for axis in program.operations[index].axes):
        return None
    found = _polynomial(program, index, {})
    if found is None:
        return None
    grouped: dict[Exponents, Interval] = {}
    for monomial, value in found.items():
        exponents, coefficient = _split(program, monomial, Fraction(value))
        before = grouped.get(exponents, enclosures.ZERO)
        grouped[exponents] = enclosures.add(before, coefficient)
    terms = {exponents: _float(each) for exponents, each in grouped.items()}
    known = tuple((exponents, value) for exponents, value in terms.items() if value is not None)
    degrees = tuple(max((e[axis] for e in terms), default=0) for axis in range(len(program.axes)))
    ends = [end for axis in program.axes for end in (axis.low, axis.high)]
    small = len(known) <= _MOST_TERMS and prod(d + 1 for d in degrees) <= _MOST_COEFFICIENTS and sum(degrees) <= 12
    if (
        len(known) < len(terms)
        or not known
        or not small
        or max(degrees) > _MOST_DEGREE
        or max(map(abs, ends)) > 1 << 50
    ):
        return None
    return PolynomialSide(degrees, known)


def single_use(program: Program, index: int) -> bool:
    """Whether no quantity occurs twice in the result, so that intervals alone bound it sharply."""
    seen: set[int] = set()
    stack = [index]
    while stack:
        operation = program.operations[stack.pop()]
        if operation.op == "variable" and operation.axis in seen:
            return False
        seen |= {operation.axis} if operation.op == "variable" else set()
        stack.extend(operation.args)
    return True


def _float(value: Interval) -> float | None:
    low, high = value
    if low == high == 0 or high - low > _SURE * min(abs(low), abs(high)) or not _LEAST <= abs(low) <= _MOST:
        return None
    return rounding.enclosure(low)[0]


def _split(program: Program, monomial: Monomial, value: Fraction) -> tuple[Exponents, Interval]:
    """The powers of the axes, and what the rest comes to."""
    powers = dict(monomial)
    exponents = tuple(powers.pop(str(axis), 0) for axis in range(len(program.axes)))
    coefficient: Interval = (value, value)
    for name, exponent in powers.items():
        bounds = program.operations[int(name.removeprefix("#"))].bounds
        power = enclosures.power(bounds, exponent) if bounds else None
        assert power is not None
        coefficient = enclosures.multiply(coefficient, power)
    return exponents, coefficient


def _polynomial(program: Program, index: int, known: dict[int, Polynomial | None]) -> Polynomial | None:
    """Numbers that are not rational are variables of their own, `#index`."""
    if index not in known:
        operation = program.operations[index]
        parts = [_polynomial(program, arg, known) for arg in operation.args]
        found = [part for part in parts if part is not None]
        known[index] = _combined(program, index, found) if len(found) == len(parts) else None
        if len(known[index] or ()) > _MOST_TERMS:
            known[index] = None
    return known[index]


def _combined(program: Program, index: int, parts: Sequence[Polynomial]) -> Polynomial | None:
    operation = program.operations[index]
    match operation.op:
        case "variable":
            return poly.variable(str(operation.axis))
        case "constant":
            assert operation.bounds is not None
            low, high = operation.bounds
            return poly.constant(low) if low == high else poly.variable(f"#{index}")
        case "neg":
            return poly.negate(parts[0])
        case "+":
            return poly.add(parts[0], parts[1])
        case "-":
            return poly.subtract(parts[0], parts[1])
        case "*":
            return poly.multiply(parts[0], parts[1])
        case "/" if list(parts[1]) == [poly.UNIT]:
            return poly.scale(1 / Fraction(parts[1][poly.UNIT]), parts[0])
        case "power" if 0 <= operation.exponent <= _MOST_DEGREE:
            return poly.power(parts[0], operation.exponent)
    return None
