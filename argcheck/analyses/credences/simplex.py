"""Linear programs in exact rational arithmetic: least cost of non-negative weights of columns that make up a sum.

The revised simplex method on fractions, with an inverse of the basis. It is meant for few rows and many columns, which
is what probabilities of truth assignments give; nothing is rounded, so an optimum is one and "none" means none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

Column = tuple[tuple[int, int], ...]
"""The entries of a column that are not 0: (row, whole number)."""

Number = int | Fraction

_PATIENCE = 30


@dataclass(frozen=True, slots=True)
class Optimum:
    """The least cost, weights that attain it, and a price for each row: no column costs less than its rows' prices."""

    value: Fraction
    weights: Mapping[int, Fraction]
    prices: tuple[Fraction, ...]


def minimise(columns: Sequence[Column], costs: Sequence[int], right: Sequence[Fraction]) -> Optimum | None:
    """The least cost of weights >= 0 under which the columns add up to `right` (each >= 0); None if there are none.

    Raises ValueError when the cost has no least value.
    """
    program = Program(columns, right)
    if program.run([0] * len(columns), artificial=1) > 0:
        return None
    program.run(costs, artificial=0)
    return program.optimum(costs)


class Program:
    """A basis, its inverse and its levels. An artificial column (one for each row) has a negative name."""

    def __init__(self, columns: Sequence[Column], right: Sequence[Fraction]) -> None:
        size = len(right)
        self._columns = list(columns)
        self.basis = [-1 - row for row in range(size)]
        self.level = list(right)
        # nearly all entries are small whole numbers, which are much quicker than fractions
        self._inverse: list[list[Number]] = [[int(row == other) for other in range(size)] for row in range(size)]

    def add(self, column: Column) -> None:
        """One more column; the basis stays as it is."""
        self._columns.append(column)

    def optimum(self, costs: Sequence[int]) -> Optimum:
        """What the last run came to, without artificial columns."""
        mine = [(name, level) for name, level in zip(self.basis, self.level, strict=True) if name >= 0]
        value = sum((costs[name] * level for name, level in mine), Fraction(0))
        return Optimum(value, {name: level for name, level in mine if level}, self.prices(costs, 0))

    def run(self, costs: Sequence[int], artificial: int) -> Fraction:
        """Pivot until no column improves the cost; returns it."""
        stalled = 0
        while True:
            entering = self._entering(costs, artificial, first=stalled > _PATIENCE)
            if entering is None:
                paid = zip(self.basis, self.level, strict=True)
                return sum((self._cost(name, costs, artificial) * level for name, level in paid), Fraction(0))
            stalled = 0 if self._pivot(entering, driven_out=not artificial) else stalled + 1

    def prices(self, costs: Sequence[int], artificial: int) -> tuple[Fraction, ...]:
        """What a unit of each row costs in this basis."""
        mine = [(self._cost(name, costs, artificial), row) for row, name in enumerate(self.basis)]
        paid = [(cost, self._inverse[row]) for cost, row in mine if cost]
        return tuple(Fraction(sum([cost * row[i] for cost, row in paid])) for i in range(len(self.basis)))

    @staticmethod
    def _cost(name: int, costs: Sequence[int], artificial: int) -> int:
        return artificial if name < 0 else costs[name]

    def _entering(self, costs: Sequence[int], artificial: int, first: bool) -> int | None:
        """The column that saves most a unit, or the first that saves anything: with the latter no basis recurs."""
        prices = self.prices(costs, artificial)
        common = lcm(*(price.denominator for price in prices))
        whole = [int(price * common) for price in prices]
        best, saved = None, 0
        for name, column in enumerate(self._columns):
            saving = sum([entry * whole[row] for row, entry in column]) - common * costs[name]
            if saving > saved:
                best, saved = name, saving
                if first:
                    break
        return best

    def _pivot(self, entering: int, driven_out: bool) -> bool:
        """Bring a column into the basis; whether the cost changes."""
        column = self._columns[entering]
        change = [_plain(sum([entry * row[i] for i, entry in column])) for row in self._inverse]
        leaving, step = -1, Fraction(0)
        for row, slope in enumerate(change):
            if driven_out and slope and self.basis[row] < 0:
                # an artificial column stays at 0: it leaves before it could grow
                leaving, step = row, Fraction(0)
                break
            if slope > 0:
                reach = self.level[row] / slope
                if leaving < 0 or reach < step or (reach == step and self.basis[row] < self.basis[leaving]):
                    leaving, step = row, reach
        if leaving < 0:
            raise ValueError("the cost has no least value")
        self._exchange(entering, leaving, change, step)
        return step > 0

    def _exchange(self, entering: int, leaving: int, change: Sequence[Number], step: Fraction) -> None:
        pivot = Fraction(change[leaving])
        scaled = [_plain(entry / pivot) if entry else 0 for entry in self._inverse[leaving]]
        for row, slope in enumerate(change):
            if slope and row != leaving:
                mine = self._inverse[row]
                self._inverse[row] = [_plain(a - slope * b) if b else a for a, b in zip(mine, scaled, strict=True)]
                self.level[row] -= slope * step
        self._inverse[leaving] = scaled
        self.level[leaving] = step
        self.basis[leaving] = entering


def _plain(value: Number) -> Number:
    return value.numerator if value.denominator == 1 else value
