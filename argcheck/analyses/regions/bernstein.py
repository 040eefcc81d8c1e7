"""Bernstein coefficients of a polynomial on a box, exactly: the polynomial's values lie between the least and the
greatest of them, and its values at the corners are among them.

G. T. Cargo and O. Shisha, The Bernstein form of a polynomial (1966). Nothing but the standard library and the kernel's
polynomials is used.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import comb, prod

from argcheck.kernel.polynomial import Polynomial, degree

MOST_COEFFICIENTS = 5_000

Ends = tuple[Fraction, Fraction]


def bounds(polynomial: Polynomial, box: Mapping[str, Ends]) -> Ends | None:
    """Bounds of the polynomial on the box; None where there would be too many coefficients."""
    names = sorted({name for monomial in polynomial for name, _ in monomial})
    sizes = [degree(polynomial, name) + 1 for name in names]
    if prod(sizes) > MOST_COEFFICIENTS:
        return None
    coefficients = _tensor(polynomial, names, sizes)
    for axis, name in enumerate(names):
        coefficients = _along(coefficients, sizes, axis, *box[name])
    return min(coefficients), max(coefficients)


def _tensor(polynomial: Polynomial, names: Sequence[str], sizes: Sequence[int]) -> list[Fraction]:
    """The coefficients of the powers as a flat list, the last name running fastest."""
    flat = [Fraction(0)] * prod(sizes)
    for monomial, coefficient in polynomial.items():
        exponents = dict(monomial)
        place = 0
        for name, size in zip(names, sizes, strict=True):
            place = place * size + exponents.get(name, 0)
        flat[place] = Fraction(coefficient)
    return flat


def _along(flat: list[Fraction], sizes: Sequence[int], axis: int, low: Fraction, high: Fraction) -> list[Fraction]:
    """The same polynomial with Bernstein coefficients on [low, high] in one variable in place of powers."""
    size = sizes[axis]
    step = prod(sizes[axis + 1 :])
    result = list(flat)
    extent = high - low
    for start in range(0, len(flat), step * size):
        for offset in range(start, start + step):
            powers = [flat[offset + k * step] for k in range(size)]
            if any(powers):
                for k, value in enumerate(_line(powers, low, extent)):
                    result[offset + k * step] = value
    return result


def _line(powers: list[Fraction], low: Fraction, extent: Fraction) -> list[Fraction]:
    """Powers of x with x = low + extent*t, then Bernstein coefficients for t in [0, 1]."""
    n = len(powers) - 1
    shifted = list(powers)
    if low:
        # Horner's scheme again and again gives the coefficients around `low`
        for i in range(n):
            for k in range(n - 1, i - 1, -1):
                shifted[k] += low * shifted[k + 1]
    scale = Fraction(1)
    for k in range(n + 1):
        shifted[k] *= scale / comb(n, k)
        scale *= extent
    # b_i is the sum over k <= i of binomial(i, k) times the scaled coefficient: running sums, n times over
    for i in range(n):
        for k in range(n, i, -1):
            shifted[k] += shifted[k - 1]
    return shifted
