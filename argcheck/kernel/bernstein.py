"""Bernstein coefficients: exact bounds of a polynomial on a box.

In the Bernstein basis of the box, a polynomial's values lie between the least and the greatest of its coefficients, and
those at the corners are its values there.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import comb, prod

from argcheck.kernel.enclosures import Interval
from argcheck.kernel.polynomial import Polynomial, add, constant, multiply, negate, variable
from argcheck.kernel.rules import Work
from argcheck.kernel.values import Operation

_MOST_TERMS = 400
_MOST_COEFFICIENTS = 3_000
_MOST_DEGREE = 80
_MOST_BITS = 20_000

Exponents = tuple[int, ...]


def polynomials(operations: Sequence[Operation]) -> dict[int, Polynomial]:
    """The results that are polynomials in the axes (`0`, `1`, …) and not too large, by index."""
    found: dict[int, Polynomial] = {}
    for index, operation in enumerate(operations):
        made = _made(operation, found)
        if made is not None and len(made) <= _MOST_TERMS and _bits(made) <= _MOST_BITS:
            found[index] = made
    return found


def _bits(polynomial: Polynomial) -> int:
    return max((c.numerator.bit_length() + c.denominator.bit_length() for c in polynomial.values()), default=0)


def _made(operation: Operation, found: dict[int, Polynomial]) -> Polynomial | None:
    if any(arg not in found for arg in operation.args):
        return None
    parts = [found[arg] for arg in operation.args]
    match operation.what:
        case "variable":
            return variable(str(operation.number))
        case "constant":
            low, high = operation.constants
            return constant(low) if low == high else None
        case "+":
            return add(parts[0], parts[1])
        case "-":
            return add(parts[0], negate(parts[1]))
        case "neg":
            return negate(parts[0])
        case "*" if len(parts[0]) * len(parts[1]) <= _MOST_TERMS**2:
            return multiply(parts[0], parts[1])
        case "power" if 0 <= operation.number <= _MOST_DEGREE:
            return _horner(parts[0], [Fraction(0)] * operation.number + [Fraction(1)])
        case "polynomial" if len(operation.constants) <= _MOST_DEGREE:
            return _horner(parts[0], operation.constants)
    return None


def _horner(base: Polynomial, coefficients: Sequence[Fraction]) -> Polynomial | None:
    total: Polynomial = {}
    for coefficient in reversed(coefficients):
        if len(total) * len(base) > _MOST_TERMS:
            return None
        total = add(multiply(total, base), constant(coefficient))
    return total


def bounds(polynomial: Polynomial, ends: Sequence[Interval], work: Work) -> Interval | None:
    """An interval around the polynomial's values on the box; None where it has too many coefficients."""
    terms: dict[Exponents, Fraction] = {}
    for monomial, coefficient in polynomial.items():
        powers = dict(monomial)
        terms[tuple(powers.get(str(axis), 0) for axis in range(len(ends)))] = Fraction(coefficient)
    degrees = [max((powers[axis] for powers in terms), default=0) for axis in range(len(ends))]
    count = prod(degree + 1 for degree in degrees)
    if count > _MOST_COEFFICIENTS:
        return None
    work.spend(count * (1 + sum(degrees)) * (1 + _bits(polynomial) // 1000))
    for axis, degree in enumerate(degrees):
        terms = _along(terms, axis, degree, *ends[axis])
    values = terms.values() if terms else (Fraction(0),)
    return min(values), max(values)


def _along(
    terms: dict[Exponents, Fraction], axis: int, degree: int, low: Fraction, high: Fraction
) -> dict[Exponents, Fraction]:
    """The coefficients with the powers of one variable on [low, high] replaced by the Bernstein basis of its degree."""
    lines: dict[Exponents, list[Fraction]] = {}
    for powers, coefficient in terms.items():
        rest = (*powers[:axis], 0, *powers[axis + 1 :])
        lines.setdefault(rest, [Fraction(0)] * (degree + 1))[powers[axis]] = coefficient
    result: dict[Exponents, Fraction] = {}
    for rest, line in lines.items():
        for k, value in enumerate(_bernstein(line, low, high)):
            result[(*rest[:axis], k, *rest[axis + 1 :])] = value
    return result


def _bernstein(line: list[Fraction], low: Fraction, high: Fraction) -> list[Fraction]:
    """`sum of line[j]*x^j` on [low, high] in the Bernstein basis."""
    degree = len(line) - 1
    shifted = list(line)  # Taylor's shift by `low`, then scaled to [0, 1]
    for start in range(degree):
        for j in range(degree - 1, start - 1, -1):
            shifted[j] += low * shifted[j + 1]
    width = Fraction(1)
    for j in range(degree + 1):
        shifted[j] = shifted[j] * width / comb(degree, j)
        width *= high - low
    return [sum((comb(k, j) * shifted[j] for j in range(k + 1)), Fraction(0)) for k in range(degree + 1)]
