"""Sums of squares by semidefinite programs: found in floating point by Clarabel, then made exact.

Inequalities that can hold with equality leave a matrix no room: it must vanish on certain vectors. These are read off
a numerical solution, guessed as rational ones, and the forms are replaced by combinations that vanish there. What is
left has room for rounding (Peyrl and Parrilo 2008, on computing sums of squares with rational coefficients).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from importlib.util import find_spec

from argcheck.certificates.effort import Effort
from argcheck.certificates.gram import STRICT, Block, Squares, Unknowns, rounded
from argcheck.kernel.polynomial import scale, total

_ROUNDS = 4
_SMALL = 1e-5
_NEGLIGIBLE = 1e-6
_LARGEST_DENOMINATOR = 24
_NEAR = 2e-3
_DEPENDENT = 1e-9
_TRACE = 4.0  # the cost of a unit of trace, beside the costs of weights
_PROGRAM, _UNKNOWN = 300, 1.0  # what they cost, in units of effort
_ITERATIONS = 80  # of the solver, so that what it finds does not depend on the clock


def available() -> bool:
    """Whether the solver is installed: it comes with the extra `sos`."""
    return find_spec("clarabel") is not None


def solve(unknowns: Unknowns, effort: Effort) -> Squares | None:
    """Exact weights and squares, or None if none were found: few squares if possible, else as many as there are."""
    for shortest in (True, False):
        current = unknowns
        for _ in range(_ROUNDS):
            effort.spend(_PROGRAM + _UNKNOWN * current.count**1.5)
            if effort.over:
                return None
            values = _numerical(current, shortest)
            if values is None:
                break
            found = rounded(current, values)
            if found is not None:
                return found
            smaller = _face(current, values)
            if smaller is None:
                break
            current = smaller
        if values is None and current is unknowns:
            return None
    return None


def _numerical(unknowns: Unknowns, shortest: bool) -> list[float] | None:
    """A solution in floating point, by number of the unknown: of least trace, or as far as can be from matrices with
    negative eigenvalues."""
    import clarabel
    import numpy as np
    from scipy import sparse

    program = _Program(unknowns, shortest)
    cones = [clarabel.ZeroConeT(program.equations), clarabel.NonnegativeConeT(program.nonnegative)]
    cones += [clarabel.PSDTriangleConeT(len(block.forms)) for block in unknowns.blocks]
    settings = clarabel.DefaultSettings()
    settings.verbose, settings.max_iter, settings.max_threads = False, _ITERATIONS, 1
    width, height = len(program.costs), len(program.right)
    solver = clarabel.DefaultSolver(
        sparse.csc_matrix((width, width)),
        np.array(program.costs),
        sparse.csc_matrix((program.values, (program.rows, program.columns)), shape=(height, width)),
        np.array(program.right),
        cones,
        settings,
    )
    solution = solver.solve()
    # whether a solution is one will be seen exactly, so the solver's doubts do not matter
    hopeless = "Infeasible" in str(solution.status) or not np.isfinite(solution.x).all()
    return None if hopeless else list(solution.x)


class _Program:
    """The unknowns as Clarabel takes them: equations, then numbers that are >= 0, then of each matrix the upper
    triangle column by column, times the root of 2 off the diagonal. The last unknown is a number up to 1 by which
    every eigenvalue exceeds 0; it is 0 if the `shortest` solution is wanted."""

    def __init__(self, unknowns: Unknowns, shortest: bool) -> None:
        self.rows, self.columns = list[int](), list[int]()
        self.values, self.right = list[float](), list[float]()
        for row, right in _independent(unknowns):
            self._add(row, right)
        self.equations = len(self.right)
        margin = unknowns.count
        before = len(self.right)
        for number, column in enumerate(unknowns.columns):
            if not column.free:
                self._add({number: -1.0}, 0.0)
        self._add({margin: 1.0}, 0.0 if shortest else 1.0)
        self._add({margin: -1.0}, 0.0)
        self.nonnegative = len(self.right) - before
        self.costs = [0.0 if column.free else column.cost for column in unknowns.columns]
        self.costs += [0.0] * (unknowns.count - len(self.costs))
        for block, places in _numbers(unknowns):
            for column_number in range(len(block.forms)):
                for row_number in range(column_number):
                    self._add({places[row_number][column_number]: -(2.0**0.5)}, 0.0)
                diagonal = places[column_number][column_number]
                self._add({diagonal: -1.0, margin: 1.0}, 0.0)
                self.costs[diagonal] = _TRACE
        self.costs = [*self.costs, 0.0] if shortest else [0.0] * unknowns.count + [-1.0]

    def _add(self, row: dict[int, float], right: float) -> None:
        for number, value in row.items():
            self.rows.append(len(self.right))
            self.columns.append(number)
            self.values.append(value)
        self.right.append(right)


def _independent(unknowns: Unknowns) -> list[tuple[dict[int, float], float]]:
    """The equations without those that follow from others, which would trouble the solver."""
    import numpy as np
    from scipy.linalg import qr

    rows: list[tuple[dict[int, float], float]] = []
    for key, row in sorted(unknowns.rows.items()):
        largest = max((abs(float(entry)) for entry in row.values()), default=1.0)
        rows.append(({number: float(entry) / largest for number, entry in row.items()}, (key == STRICT) / largest))
    matrix = np.zeros((unknowns.count + 1, len(rows)))
    for place, (entries, right) in enumerate(rows):
        matrix[list(entries), place] = list(entries.values())
        matrix[unknowns.count, place] = right
    triangle, order = qr(matrix, mode="r", pivoting=True)
    diagonal = np.abs(np.diagonal(triangle))
    rank = int((diagonal > _DEPENDENT * max(float(diagonal[0]), 1e-9)).sum())
    return [rows[place] for place in sorted(order[:rank])]


def _numbers(unknowns: Unknowns) -> Iterator[tuple[Block, list[list[int]]]]:
    """Each block with the numbers of its matrix's entries."""
    number = len(unknowns.columns)
    for block in unknowns.blocks:
        size = len(block.forms)
        places = [[0] * size for _ in range(size)]
        for row in range(size):
            for column in range(row, size):
                places[row][column] = places[column][row] = number
                number += 1
        yield block, places


def _face(unknowns: Unknowns, values: Sequence[float]) -> Unknowns | None:
    """The same with fewer unknowns: without weights that are nearly 0, and with forms for which the matrices found
    are not nearly singular. None if there is nothing to leave out."""
    import numpy as np

    kept = [n for n, column in enumerate(unknowns.columns) if column.free or values[n] > _NEGLIGIBLE]
    blocks: list[Block] = []
    for block, places in _numbers(unknowns):
        matrix = np.array([[values[number] for number in row] for row in places])
        eigenvalues, vectors = np.linalg.eigh(matrix)
        if eigenvalues[-1] <= _SMALL:
            continue
        kernel = vectors[:, eigenvalues < _SMALL * max(1.0, float(eigenvalues[-1]))].T
        combinations = _complement(kernel.tolist(), len(block.forms))
        if combinations is None:
            blocks.append(block)
            continue
        forms = (total(scale(c, form) for c, form in zip(row, block.forms, strict=True)) for row in combinations)
        blocks.append(replace(block, forms=tuple(form for form in forms if form)))
    smaller = Unknowns(
        tuple(unknowns.origins[n] for n in kept), tuple(unknowns.columns[n] for n in kept), tuple(blocks)
    )
    return smaller if smaller.count < unknowns.count else None


def _complement(kernel: list[list[float]], size: int) -> list[list[Fraction]] | None:
    """A rational basis of the vectors at right angles to the kernel's, if these are near rational ones."""
    rows = [list(row) for row in kernel]
    pivots: list[int] = []
    for place in range(len(rows)):
        # the largest entry that is left is the safest divisor; earlier places win ties, so that results repeat
        candidates = [
            (round(abs(rows[row][column]), 6), -column, -row)
            for row in range(place, len(rows))
            for column in range(size)
            if column not in pivots
        ]
        most, column, row = max(candidates)
        if most < _NEAR:
            return None
        column, row = -column, -row
        rows[place], rows[row] = rows[row], rows[place]
        divisor = rows[place][column]
        rows[place] = [value / divisor for value in rows[place]]
        for other in range(len(rows)):
            if other != place and rows[other][column]:
                factor = rows[other][column]
                rows[other] = [a - factor * b for a, b in zip(rows[other], rows[place], strict=True)]
        pivots.append(column)
    exact: list[list[Fraction]] = []
    for row_values in rows:
        near = [Fraction(value).limit_denominator(_LARGEST_DENOMINATOR) for value in row_values]
        if any(abs(float(a) - b) > _NEAR for a, b in zip(near, row_values, strict=True)):
            return None
        exact.append(near)
    result: list[list[Fraction]] = []
    for free in range(size):
        if free not in pivots:
            vector = [Fraction(0)] * size
            vector[free] = Fraction(1)
            for place, pivot in enumerate(pivots):
                vector[pivot] = -exact[place][free]
            result.append(vector)
    return result
