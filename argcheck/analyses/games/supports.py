"""Every equilibrium of a game of two players with rational payoffs, exactly, by enumerating supports.

A support is the set of actions that a player plays with positive probability. For each pair of supports the mixtures
of one player that make every action in the other's support a best reply form a polytope, whose corners are found here
by solving linear equations (von Stengel, Computing equilibria for two-person games, 2002). One corner for each player
is an equilibrium by itself; more are a continuum of equilibria, which only a degenerate game has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, combinations

MOST_ACTIONS = 5
"""The most actions of one player for which supports are enumerated."""

Mixture = tuple[Fraction, ...]
Matrix = tuple[tuple[Fraction, ...], ...]


@dataclass(frozen=True, slots=True)
class Equilibria:
    """Each mixture between the first player's corners with each between the second's is an equilibrium; it is one
    alone where each has one corner. Mixtures give the probabilities of all actions, in their order."""

    first: tuple[Mixture, ...]
    second: tuple[Mixture, ...]

    @property
    def single(self) -> bool:
        """Whether it is one equilibrium."""
        return len(self.first) == len(self.second) == 1

    @property
    def pure(self) -> bool:
        """Whether nobody mixes."""
        return self.single and max(self.first[0]) == max(self.second[0]) == 1


def equilibria(first: Matrix, second: Matrix) -> tuple[Equilibria, ...]:
    """Every equilibrium, where `first[i][j]` and `second[i][j]` are what the players get when they play their actions i
    and j. Continua that lie within others are not listed apart."""
    rows, columns = range(len(first)), range(len(first[0]))
    turned = tuple(tuple(second[i][j] for i in rows) for j in columns)
    found: list[Equilibria] = []
    for own in _supports(len(rows)):
        for other in _supports(len(columns)):
            replied = _corners(first, own, other)
            reply = _corners(turned, other, own) if replied else ()
            if replied and reply:
                found.append(Equilibria(reply, replied))
    return tuple(
        one
        for one in found
        if not any(other is not one and not other.single and _within(one, other, first, turned) for other in found)
    )


def is_equilibrium(first: Matrix, second: Matrix, mixtures: tuple[Mixture, Mixture]) -> bool:
    """Whether nobody does better by another action, evaluated exactly."""
    own, other = mixtures
    turned = tuple(tuple(row[j] for row in second) for j in range(len(second[0])))
    both = ((first, own, other), (turned, other, own))
    return all(_played(mine) <= _best(payoffs, against) for payoffs, mine, against in both)


def _supports(count: int) -> list[tuple[int, ...]]:
    return list(chain.from_iterable(combinations(range(count), size) for size in range(1, count + 1)))


def _played(mixture: Mixture) -> frozenset[int]:
    return frozenset(index for index, chance in enumerate(mixture) if chance)


def _best(payoffs: Matrix, against: Mixture) -> frozenset[int]:
    """The best replies to a mixture."""
    worth = [sum((x * p for x, p in zip(row, against, strict=True)), Fraction(0)) for row in payoffs]
    return frozenset(index for index, value in enumerate(worth) if value == max(worth))


def _corners(payoffs: Matrix, own: Sequence[int], other: Sequence[int]) -> tuple[Mixture, ...]:
    """The corners of the mixtures over `other` to which each of `own` is a best reply; none unless some such mixture
    gives everything in `other` a positive chance."""
    base = payoffs[own[0]]
    width = len(other)

    def gain(row: int) -> list[Fraction]:
        """By how much the row falls short of the first of `own`, as a linear form in the mixture."""
        return [base[j] - payoffs[row][j] for j in other]

    equations = [([Fraction(1)] * width, Fraction(1)), *((gain(row), Fraction(0)) for row in own[1:])]
    least = [[Fraction(int(place == index)) for index in range(width)] for place in range(width)]
    least += [gain(row) for row in range(len(payoffs)) if row not in own]
    corners: dict[Mixture, None] = {}
    for size in range(width):
        for tight in combinations(least, size):
            point = _solved([*equations, *((form, Fraction(0)) for form in tight)], width)
            if point is not None and all(_at(form, point) >= 0 for form in least):
                corners[tuple(point)] = None
    if not corners or any(all(corner[place] == 0 for corner in corners) for place in range(width)):
        return ()
    wide = []
    for corner in corners:
        chances = dict(zip(other, corner, strict=True))
        wide.append(tuple(chances.get(index, Fraction(0)) for index in range(len(base))))
    return tuple(wide)


def _at(form: Sequence[Fraction], point: Sequence[Fraction]) -> Fraction:
    return sum((factor * value for factor, value in zip(form, point, strict=True)), Fraction(0))


def _solved(equations: Sequence[tuple[Sequence[Fraction], Fraction]], width: int) -> list[Fraction] | None:
    """The one solution of the equations; None where there is none, or more than one."""
    rows = [[*form, value] for form, value in equations]
    for column in range(width):
        pivot = next((row for row in range(column, len(rows)) if rows[row][column] != 0), None)
        if pivot is None:
            return None
        rows[column], rows[pivot] = rows[pivot], rows[column]
        scale = rows[column][column]
        rows[column] = [value / scale for value in rows[column]]
        for index, row in enumerate(rows):
            if index != column and row[column] != 0:
                factor = row[column]
                rows[index] = [value - factor * lead for value, lead in zip(row, rows[column], strict=True)]
    if any(row[width] != 0 for row in rows[width:]):
        return None
    return [row[width] for row in rows[:width]]


def _within(inner: Equilibria, outer: Equilibria, first: Matrix, turned: Matrix) -> bool:
    """Whether all of one set belongs to the other, its edges included; of two sets that are the same, one belongs."""
    own, other = (frozenset().union(*map(_played, side)) for side in (outer.first, outer.second))
    return all(_played(mine) <= own and other <= _best(turned, mine) for mine in inner.first) and all(
        _played(theirs) <= other and own <= _best(first, theirs) for theirs in inner.second
    )
