"""Cases found as bounds need them: column generation for probabilities over truth assignments.

A bound over some of the cases comes with an inequality, which holds in each of these. If it holds in every possible
case, the bound is final. So a case is looked for in which it fails: branch and bound over the premises that the
inequality speaks of, with parts that are known to be contradictory left out. What is left is asked of the searcher: it
is a new case, or a new contradictory part. (B. Jaumard, P. Hansen and M. Poggi de Aragao, Column generation methods for
probabilistic logic, 1991.)
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from argcheck.analyses.credences.bounds import bound_of, by_premise, column_of, highest, lowest, program_of, turned
from argcheck.analyses.credences.explorer import Explorer
from argcheck.analyses.credences.result import CERTAIN, NEVER, Bound, Interval, Share, Truths
from argcheck.analyses.credences.simplex import Optimum, Program
from argcheck.provers.backend import Status

_MOST_NODES = 200_000
_MOST_CASES = 3_000


class TooManyCases(Exception):
    """The search for cases was given up; no bound is known."""


@dataclass(frozen=True)
class _Excess:
    """A linear function of a case that an inequality wants to be at most 0: `constant` plus the weights of what is
    true, of the premises and then of the claim."""

    constant: Fraction
    weights: tuple[Fraction, ...]

    def at(self, case: Truths) -> Fraction:
        """Its value in a case."""
        return sum((w for w, true in zip(self.weights, case, strict=True) if true), self.constant)


class _Program:
    """The linear program over some cases, to which more can be added: its basis stays as it is."""

    def __init__(self, cases: Collection[Truths], credences: Sequence[Interval | None]) -> None:
        self.cases: list[Truths] = []
        self._credences = credences
        slacks, right = program_of((), credences)
        self._slacks = len(slacks)
        self._program = Program(slacks, right)
        for case in sorted(cases, reverse=True):
            self.add(case)

    def add(self, case: Truths) -> None:
        """One more case."""
        self.cases.append(case)
        self._program.add(column_of(case, self._credences))

    def shortage(self) -> tuple[Fraction, ...] | None:
        """Prices at which every case costs 0 or less and the credences more; None if a distribution has these."""
        nothing = [0] * (self._slacks + len(self.cases))
        return self._program.prices(nothing, 1) if self._program.run(nothing, artificial=1) > 0 else None

    def cheapest(self, claimed: bool) -> Optimum:
        """The least probability that the claim is `claimed`."""
        costs = [int(case[-1] is claimed) for case in self.cases]
        self._program.run([0] * self._slacks + costs, artificial=0)
        return self.optimum(costs)

    def optimum(self, costs: Sequence[int]) -> Optimum:
        """What was found, by the numbers of the cases."""
        found = self._program.optimum([0] * self._slacks + list(costs))
        weights = {name - self._slacks: w for name, w in found.weights.items() if name >= self._slacks}
        return replace(found, weights=weights)


class Growing:
    """The cases that are known by now, and the bounds over all."""

    by_table = False

    def __init__(self, explorer: Explorer, size: int) -> None:
        self._explorer = explorer
        self._size = size
        self._nodes = 0

    @property
    def possible(self) -> frozenset[Truths]:
        """Cases that a point shows."""
        return frozenset((*self._explorer.shown, *self._explorer.confirmed))

    @property
    def undecided(self) -> frozenset[Truths]:
        """Cases that were asked about in vain."""
        return frozenset(self._explorer.open) - self.possible

    @property
    def allowed(self) -> frozenset[Truths]:
        """Both."""
        return self.possible | self.undecided

    def lowest(self, credences: Sequence[Interval]) -> Bound | None:
        """As `bounds.lowest`, over all cases. Raises TooManyCases."""
        return self._least(credences, claimed=True)

    def highest(self, credences: Sequence[Interval]) -> Bound | None:
        """As `bounds.highest`, over all cases. Raises TooManyCases."""
        found = self._least(credences, claimed=False)
        return None if found is None else turned(found)

    def coherent(self, credences: Sequence[Interval | None]) -> tuple[Share, ...] | None:
        """As `bounds.coherent`, over all cases. Raises TooManyCases."""
        program = _Program(self._fitting(credences), credences)
        if not self._feasible(program, credences):
            return None
        weights = program.optimum([0] * len(program.cases)).weights
        return tuple(Share(program.cases[name], weight) for name, weight in sorted(weights.items()))

    def contradiction(self) -> tuple[tuple[int, bool], ...]:
        """A smallest combination of premises that is known to be in no case; empty if none is known."""
        found: list[tuple[tuple[int, bool], ...]] = [
            tuple(sorted(core)) for core in self._explorer.impossible if all(i < self._size - 1 for i, _ in core)
        ]
        return min(found, key=lambda core: (len(core), core), default=())

    def excludes(self, case: Truths) -> bool | None:
        """Whether a case is excluded; None where that is not known."""
        status, _ = self._explorer.find(dict(enumerate(case)))
        return {Status.UNSAT: True, Status.SAT: False, Status.UNKNOWN: None}[status]

    def _least(self, credences: Sequence[Interval], *, claimed: bool) -> Bound | None:
        """The least probability that the claim is `claimed`."""
        program = _Program(self._fitting(credences), credences)
        if not self._feasible(program, credences):
            return None
        while True:
            optimum = program.cheapest(claimed)
            prices = (optimum.prices[0] - (not claimed), *by_premise(optimum.prices, credences))
            case = self._beyond(_Excess(prices[0], (*prices[1:], Fraction(-1 if claimed else 1))), credences)
            if case is None:
                break
            program.add(case)
        bound = bound_of(optimum, program.cases, credences, claimed)
        known = self.possible
        if all(share.truths in known for share in bound.distribution):
            return bound
        again = (lowest if claimed else highest)(known, known, credences)
        attained = again is not None and again.value == (bound.value if claimed else 1 - bound.value)
        return replace(
            bound, attained=attained, distribution=again.distribution if again and attained else bound.distribution
        )

    def _feasible(self, program: _Program, credences: Sequence[Interval | None]) -> bool:
        """Add cases until some distribution over them has the credences, if any has."""
        while (prices := program.shortage()) is not None:
            case = self._beyond(_Excess(prices[0], (*by_premise(prices, credences), Fraction(0))), credences)
            if case is None:
                return False
            program.add(case)
        return True

    def _fitting(self, credences: Sequence[Interval | None]) -> frozenset[Truths]:
        settled = _settled(credences)
        return frozenset(case for case in self.allowed if all(case[index] is value for index, value in settled.items()))

    def _beyond(self, excess: _Excess, credences: Sequence[Interval | None]) -> Truths | None:
        """A case in which the excess is above 0, if there is one."""
        self._nodes = 0
        if len(self.allowed) > _MOST_CASES:
            raise TooManyCases
        settled = _settled(credences)
        for part in self._parts(excess, settled):
            status, case = self._explorer.find(part)
            if status is Status.UNSAT:
                continue
            if case is None or excess.at(case) <= 0:
                case = next(self._completions(part), None)
                if case is None:
                    continue
                self._explorer.open.add(case)
            return case
        return None

    def _parts(self, excess: _Excess, settled: dict[int, bool]) -> Iterator[dict[int, bool]]:
        """Assignments to what the excess speaks of that make it positive, the likeliest to be far above 0 first."""
        weights = excess.weights
        order = sorted(
            (i for i, w in enumerate(weights) if w and i not in settled), key=lambda i: (-abs(weights[i]), i)
        )
        start = excess.constant + sum((weights[i] for i, value in settled.items() if value), Fraction(0))
        most = [Fraction(0)]
        for index in reversed(order):
            most.append(most[-1] + max(weights[index], Fraction(0)))
        most.reverse()

        def walk(depth: int, part: dict[int, bool], value: Fraction) -> Iterator[dict[int, bool]]:
            if value + most[depth] <= 0 or self._excluded(part):
                return
            if depth == len(order):
                yield part
                return
            index = order[depth]
            for true in (weights[index] > 0, weights[index] <= 0):
                yield from walk(depth + 1, {**part, index: true}, value + weights[index] * true)

        return walk(0, dict(settled), start)

    def _completions(self, part: dict[int, bool]) -> Iterator[Truths]:
        """Whole cases that a part may be of, as far as is known; none that is already counted."""
        missing = [index for index in range(self._size) if index not in part]

        def walk(depth: int, taken: dict[int, bool]) -> Iterator[Truths]:
            if self._excluded(taken):
                return
            if depth == len(missing):
                case = tuple(taken[index] for index in range(self._size))
                if case not in self._explorer.open:
                    yield case
                return
            for true in (True, False):
                yield from walk(depth + 1, {**taken, missing[depth]: true})

        return walk(0, dict(part))

    def _excluded(self, part: dict[int, bool]) -> bool:
        self._nodes += 1
        if self._nodes > _MOST_NODES:
            raise TooManyCases
        literals = part.items()
        return any(core <= literals for core in self._explorer.impossible)


def _settled(credences: Sequence[Interval | None]) -> dict[int, bool]:
    """The premises that are certainly true, or certainly false."""
    return {index: each == CERTAIN for index, each in enumerate(credences) if each in (CERTAIN, NEVER)}
