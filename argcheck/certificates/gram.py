"""Gram matrices: a square matrix with no negative eigenvalue makes a sum of squares of the forms that it is for.

What is unknown of a refutation are the weights of some columns and such matrices. This module has the exact side of
looking for them: from rounded numbers to rational ones that solve the equations, and from a matrix to its squares.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import gcd, lcm

from argcheck.certificates.elimination import RIGHT, solved
from argcheck.certificates.program import Column
from argcheck.kernel.polynomial import Coefficient, Monomial, Polynomial, multiply, scale, total

Matrix = list[list[Fraction]]
STRICT: Monomial = (("", 0),)
"""The row in which the strict weights add up to 1: no variable has this name. In every other row the sum is 0."""
_DENOMINATORS = (1, 2, 3, 4, 6, 8, 12, 24, 60, 120, 840, 5040, 10**4, 10**5, 10**6)
_LARGEST_SYSTEM = 60_000  # entries of the equations


@dataclass(frozen=True)
class Block:
    """`factor * (forms, matrix * forms)`, with a matrix that is wanted; the factor is known to be >= 0. `origin` is
    the caller's number for it."""

    origin: int
    factor: Polynomial
    forms: tuple[Polynomial, ...]

    @cached_property
    def entries(self) -> tuple[Polynomial, ...]:
        """What each entry of the matrix on or above the diagonal is multiplied by, row by row."""
        size = len(self.forms)
        left = [multiply(self.factor, form) for form in self.forms]
        return tuple(
            scale(1 if row == column else 2, multiply(left[row], self.forms[column]))
            for row in range(size)
            for column in range(row, size)
        )


@dataclass(frozen=True)
class Unknowns:
    """Columns, each with the caller's number for it, and blocks, whose weighted sum is to be 0, the strict weights
    adding up to 1."""

    origins: tuple[int, ...]
    columns: tuple[Column, ...]
    blocks: tuple[Block, ...]

    @cached_property
    def rows(self) -> dict[Monomial, dict[int, Coefficient]]:
        """One equation a monomial, by the unknowns' numbers: columns first, then the blocks' entries in order."""
        result: dict[Monomial, dict[int, Coefficient]] = {STRICT: {}}
        number = 0
        for column in self.columns:
            for monomial, entry in column.entries.items():
                result.setdefault(monomial, {})[number] = entry
            if column.strict:
                result[STRICT][number] = 1
            number += 1
        for block in self.blocks:
            for polynomial in block.entries:
                for monomial, entry in polynomial.items():
                    result.setdefault(monomial, {})[number] = entry
                number += 1
        return result

    @property
    def count(self) -> int:
        """How many unknown numbers there are."""
        return len(self.columns) + sum(len(block.forms) * (len(block.forms) + 1) // 2 for block in self.blocks)


@dataclass(frozen=True)
class Squares:
    """Weights of columns; and squares of forms, each with its weight and the origin of its block."""

    weights: Mapping[int, Fraction]
    squares: tuple[tuple[int, Fraction, Polynomial], ...]


def rounded(unknowns: Unknowns, values: Sequence[float]) -> Squares | None:
    """An exact solution near the values, with denominators as small as they can be; None if none was found."""
    if sum(map(len, unknowns.rows.values())) > _LARGEST_SYSTEM:
        return None
    equations = [
        {
            **{number: Fraction(entry) for number, entry in row.items()},
            **({RIGHT: Fraction(1)} if key == STRICT else {}),
        }
        for key, row in sorted(unknowns.rows.items())
    ]
    pivots = solved(equations)
    if pivots is None:
        return None
    free = [number for number in range(unknowns.count) if number not in pivots]
    for denominator in _DENOMINATORS:
        exact = {number: Fraction(round(values[number] * denominator), denominator) for number in free}
        for pivot, row in pivots.items():
            others = (entry * exact[number] for number, entry in row.items() if number not in (pivot, RIGHT))
            exact[pivot] = row.get(RIGHT, Fraction(0)) - sum(others, Fraction(0))
        found = _squares(unknowns, exact)
        if found is not None:
            return found
        if not free:
            break
    return None


def _squares(unknowns: Unknowns, exact: Mapping[int, Fraction]) -> Squares | None:
    columns = unknowns.columns
    if any(exact[number] < 0 for number, column in enumerate(columns) if not column.free):
        return None
    number = len(columns)
    squares: list[tuple[int, Fraction, Polynomial]] = []
    for block in unknowns.blocks:
        size = len(block.forms)
        matrix = [[Fraction(0)] * size for _ in range(size)]
        for row in range(size):
            for column in range(row, size):
                matrix[row][column] = matrix[column][row] = exact[number]
                number += 1
        parts = decomposed(matrix)
        if parts is None:
            return None
        for weight, vector in parts:
            form = total(scale(value, form) for value, form in zip(vector, block.forms, strict=True))
            divisor = _content(form) * (1 if form[min(form)] > 0 else -1)
            squares.append((block.origin, weight * divisor**2, scale(1 / divisor, form)))
    weights = {origin: exact[place] for place, origin in enumerate(unknowns.origins) if exact[place]}
    return Squares(weights, tuple(squares))


def decomposed(matrix: Sequence[Sequence[Fraction]]) -> list[tuple[Fraction, list[Fraction]]] | None:
    """Positive weights and vectors, the weighted sum of whose squares is the symmetric matrix; None if it has a
    negative eigenvalue. Lagrange's method: one square after another is completed."""
    rest = [list(row) for row in matrix]
    size = len(rest)
    result: list[tuple[Fraction, list[Fraction]]] = []
    open_ones = set(range(size))
    while open_ones:
        if any(rest[each][each] < 0 for each in open_ones):
            return None
        # where a square has most to do with other forms, what is left of them is least
        pivot = max(open_ones, key=lambda each: (bool(rest[each][each]), sum(map(bool, rest[each])), -each))
        weight = rest[pivot][pivot]
        open_ones.discard(pivot)
        if not weight:
            return None if any(rest[each][other] for each in (*open_ones, pivot) for other in range(size)) else result
        vector = [value / weight for value in rest[pivot]]
        result.append((weight, vector))
        for row in range(size):
            if vector[row]:
                for column in range(size):
                    rest[row][column] -= weight * vector[row] * vector[column]
    return result


def _content(form: Polynomial) -> Fraction:
    """The number by which a form is to be divided to have coprime whole coefficients."""
    values = [Fraction(value) for value in form.values()]
    common = lcm(*(value.denominator for value in values))
    return Fraction(gcd(*(int(value * common) for value in values)), common)
