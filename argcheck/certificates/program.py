"""Linear programs: weights, some of them non-negative, under which given columns cancel. Found in floating point
by HiGHS, then solved for exactly on the support that it found; nothing inexact leaves this module."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from math import gcd, lcm
from typing import Any

from argcheck.kernel.polynomial import Coefficient, Monomial

_SMALLEST = 1e-9
_LARGEST_SUPPORT = 250
_ROW_OF_STRICT = "strict"


@dataclass(frozen=True)
class Column:
    """A vector; `free` if its weight may be negative; the weights of `strict` columns must not all be 0."""

    entries: Mapping[Monomial, Coefficient]
    cost: float
    free: bool = False
    strict: bool = False


def weights(columns: Sequence[Column], seconds: float) -> dict[int, Fraction] | None:
    """Exact weights (by column, coprime integers) under which the columns sum to 0, or None if none were found."""
    guesses = _float_weights(columns, seconds)
    for support in guesses:
        exact = _exact_weights(columns, support)
        if exact is not None and all(value > 0 or columns[index].free for index, value in exact.items()):
            common = lcm(*(value.denominator for value in exact.values()))
            divisor = reduce(gcd, (int(value * common) for value in exact.values()))
            return {index: value * common / divisor for index, value in exact.items()}
    return None


def _float_weights(columns: Sequence[Column], seconds: float) -> list[list[int]]:
    """Supports to try, likeliest first; none if the program has no solution."""
    import highspy
    import numpy as np

    rows: dict[Hashable, int] = {_ROW_OF_STRICT: 0}
    starts, indices, signed = [0], list[int](), list[int]()
    values, costs = list[float](), list[float]()
    for number, column in enumerate(columns):
        largest = max((abs(Fraction(entry)) for entry in column.entries.values()), default=Fraction(1))
        for sign in (1, -1) if column.free else (1,):
            for key, entry in column.entries.items():
                indices.append(rows.setdefault(key, len(rows)))
                values.append(sign * float(entry / largest))
            if column.strict:
                indices.append(0)
                values.append(1.0)
            starts.append(len(indices))
            costs.append(column.cost)
            signed.append(number)
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = len(signed), len(rows)
    program.col_cost_ = np.array(costs)
    program.col_lower_, program.col_upper_ = np.zeros(len(signed)), np.full(len(signed), highspy.kHighsInf)
    right = np.zeros(len(rows))
    right[0] = 1.0
    program.row_lower_, program.row_upper_ = right, right
    program.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    program.a_matrix_.start_ = np.array(starts, dtype=np.int32)
    program.a_matrix_.index_ = np.array(indices, dtype=np.int32)
    program.a_matrix_.value_ = np.array(values)
    solver: Any = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("time_limit", max(seconds, 0.01))
    solver.passModel(program)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return []
    found = solver.getSolution().col_value
    support = sorted({signed[index] for index, value in enumerate(found) if value > _SMALLEST})
    status = solver.getBasis().col_status
    basic = {signed[index] for index, each in enumerate(status) if each == highspy.HighsBasisStatus.kBasic}
    return [support, sorted(basic | set(support))]


def _exact_weights(columns: Sequence[Column], support: Sequence[int]) -> dict[int, Fraction] | None:
    """Gaussian elimination on the support, the strict weights summing to 1."""
    if len(support) > _LARGEST_SUPPORT:
        return None
    rows: dict[Hashable, dict[int, Fraction]] = {}
    for index in support:
        for key, entry in columns[index].entries.items():
            rows.setdefault(key, {})[index] = Fraction(entry)
    right = -1  # the column of constants
    equation = {index: Fraction(1) for index in support if columns[index].strict}
    solved: dict[int, dict[int, Fraction]] = {}
    for row in [{**equation, right: Fraction(1)}, *sorted(rows.values(), key=len)]:
        for pivot in [index for index in row if index in solved]:
            _subtract(row, row[pivot], solved[pivot])
        pivots = [index for index in row if index != right]
        if not pivots:
            if row:
                return None
            continue
        pivot = pivots[0]
        scaled = {index: value / row[pivot] for index, value in row.items()}
        for other in solved.values():
            if pivot in other:
                _subtract(other, other[pivot], scaled)
        solved[pivot] = scaled
    return {pivot: row[right] for pivot, row in solved.items() if right in row}


def _subtract(row: dict[int, Fraction], factor: Fraction, other: Mapping[int, Fraction]) -> None:
    for index, value in other.items():
        left = row.get(index, Fraction(0)) - factor * value
        if left:
            row[index] = left
        else:
            row.pop(index, None)
