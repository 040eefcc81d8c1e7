"""Linear programs: weights, some of them non-negative, under which given columns cancel. Found in floating point
by HiGHS, then solved for exactly on the support that it found; nothing inexact leaves this module."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from math import gcd, lcm
from typing import Any

from argcheck.certificates.effort import Effort
from argcheck.certificates.elimination import RIGHT, Row, solved
from argcheck.kernel.polynomial import Coefficient, Monomial

_SMALLEST = 1e-9
_LARGEST_SUPPORT = 250
_PROGRAM, _ITERATION, _FEWEST_ITERATIONS = 100, 3.0, 100  # what they cost, in units of effort
_ROW_OF_STRICT = "strict"


@dataclass(frozen=True)
class Column:
    """A vector; `free` if its weight may be negative; the weights of `strict` columns must not all be 0."""

    entries: Mapping[Monomial, Coefficient]
    cost: float
    free: bool = False
    strict: bool = False


def weights(columns: Sequence[Column], effort: Effort) -> dict[int, Fraction] | None:
    """Exact weights (by column, coprime integers) under which the columns sum to 0, or None if none were found."""
    guesses = _float_weights(columns, effort)
    for support in guesses:
        exact = _exact_weights(columns, support)
        if exact is not None and all(value > 0 or columns[index].free for index, value in exact.items()):
            common = lcm(*(value.denominator for value in exact.values()))
            divisor = reduce(gcd, (int(value * common) for value in exact.values()))
            return {index: value * common / divisor for index, value in exact.items()}
    return None


def functional(columns: Sequence[Column], effort: Effort) -> dict[Hashable, float] | None:
    """Where there are no such weights: a linear functional that is >= 0 on every column, 0 on the free ones and
    > 0 on the strict ones. None if there are weights."""
    import highspy

    program = _Program(columns, shortest=False)
    solver = program.solved(effort)
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal or solver.getObjectiveValue() < -0.5:
        return None
    duals = solver.getSolution().row_dual
    return {key: -duals[row] for key, row in program.rows.items() if row}


def _float_weights(columns: Sequence[Column], effort: Effort) -> list[list[int]]:
    """Supports to try, likeliest first; none if the program has no solution."""
    import highspy

    program = _Program(columns, shortest=True)
    solver = program.solved(effort)
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return []
    found = solver.getSolution().col_value
    support = sorted({program.signed[index] for index, value in enumerate(found) if value > _SMALLEST})
    status = solver.getBasis().col_status
    basic = {program.signed[index] for index, each in enumerate(status) if each == highspy.HighsBasisStatus.kBasic}
    return [support, sorted(basic | set(support))]


class _Program:
    """The columns as HiGHS takes them, free ones once for each sign. Row 0 sums the strict weights: to 1, at the
    least cost, if the `shortest` solution is wanted; else to as much as possible up to 1."""

    def __init__(self, columns: Sequence[Column], shortest: bool) -> None:
        self.rows: dict[Hashable, int] = {_ROW_OF_STRICT: 0}
        self.signed: list[int] = []
        self._shortest = shortest
        self._starts, self._indices = [0], list[int]()
        self._values, self._costs = list[float](), list[float]()
        for number, column in enumerate(columns):
            # the functional is of the columns themselves; weights do not mind that columns are scaled
            largest = max((abs(Fraction(entry)) for entry in column.entries.values()), default=Fraction(1))
            for sign in (1, -1) if column.free else (1,):
                for key, entry in column.entries.items():
                    self._indices.append(self.rows.setdefault(key, len(self.rows)))
                    self._values.append(sign * float(entry / largest))
                if column.strict:
                    self._indices.append(0)
                    self._values.append(1.0)
                self._starts.append(len(self._indices))
                self._costs.append(column.cost if shortest else -float(column.strict))
                self.signed.append(number)

    def solved(self, effort: Effort) -> Any:
        """HiGHS, when it has done what it could with that effort."""
        import highspy
        import numpy as np

        program = highspy.HighsLp()
        program.num_col_, program.num_row_ = len(self.signed), len(self.rows)
        program.col_cost_ = np.array(self._costs)
        program.col_lower_ = np.zeros(len(self.signed))
        program.col_upper_ = np.full(len(self.signed), highspy.kHighsInf)
        most = np.zeros(len(self.rows))
        most[0] = 1.0
        program.row_lower_ = most if self._shortest else np.zeros(len(self.rows))
        program.row_upper_ = most
        program.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        program.a_matrix_.start_ = np.array(self._starts, dtype=np.int32)
        program.a_matrix_.index_ = np.array(self._indices, dtype=np.int32)
        program.a_matrix_.value_ = np.array(self._values)
        solver: Any = highspy.Highs()
        options = {"output_flag": False, "threads": 1, "random_seed": 0, "time_limit": max(effort.seconds, 0.01)}
        iterations = max(_FEWEST_ITERATIONS, int(effort.left / _ITERATION))
        for option, value in {**options, "simplex_iteration_limit": iterations}.items():
            solver.setOptionValue(option, value)
        solver.passModel(program)
        solver.run()
        effort.spend(_PROGRAM + len(self._values) + _ITERATION * solver.getInfo().simplex_iteration_count)
        return solver


def _exact_weights(columns: Sequence[Column], support: Sequence[int]) -> dict[int, Fraction] | None:
    """The equations solved on the support, the strict weights adding up to 1; what is left free is 0."""
    if len(support) > _LARGEST_SUPPORT:
        return None
    rows: dict[Hashable, Row] = {}
    for index in support:
        for key, entry in columns[index].entries.items():
            rows.setdefault(key, {})[index] = Fraction(entry)
    strict = {index: Fraction(1) for index in support if columns[index].strict}
    found = solved([{**strict, RIGHT: Fraction(1)}, *rows.values()])
    return None if found is None else {pivot: row[RIGHT] for pivot, row in found.items() if RIGHT in row}
