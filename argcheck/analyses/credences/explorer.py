"""A walk through the truth assignments of some formulas, formula by formula, that asks only what is not known yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from argcheck.analyses.credences.result import Truths
from argcheck.model.argument import Witness
from argcheck.model.terms import Term, Var, negation
from argcheck.provers.backend import Status
from argcheck.provers.confirmation import Point
from argcheck.provers.search import Searcher

_FEW_UNKNOWN = 4
_MOST_UNKNOWN = 24
_MOST_SEARCHES = 4_000

Part = Mapping[int, bool]
"""Truth values of some of the formulas, by index."""


class Evaluator(Protocol):
    """The facts and the formulas at points."""

    def admits(self, point: Point) -> bool | None:
        """Whether all facts hold at the point; None where that cannot be told."""
        ...

    def truths(self, point: Point) -> Truths | None:
        """Every formula's truth at the point; None where some has none that can be told."""
        ...


class Explorer:
    """What is found on the way: `shown` are cases with a point, `confirmed` such whose point was checked otherwise,
    `open` those that are neither possible nor excluded as far as is known; `impossible` are contradictory parts."""

    def __init__(
        self,
        facts: Sequence[Term],
        formulas: Sequence[Term],
        variables: Sequence[Var],
        searcher: Searcher,
        evaluator: Evaluator,
        witnesses: Sequence[Witness],
    ) -> None:
        self._facts = list(facts)
        self._formulas = formulas
        self._variables = variables
        self._searcher = searcher
        self._evaluator = evaluator
        self._witnesses = witnesses
        self.shown: dict[Truths, Point] = {}
        self.confirmed: set[Truths] = set()
        self.open: set[Truths] = set()
        self.impossible: list[frozenset[tuple[int, bool]]] = []
        self._searches = self._unknown = 0

    def show(self, points: Iterable[Point]) -> None:
        """Note the cases of the points at which the facts hold."""
        for point in points:
            if self._evaluator.admits(point):
                self._note(point)

    def explore(self, indices: Sequence[int]) -> None:
        """Settle, as far as can be, each assignment to the formulas of these indices."""
        seen = {tuple(truths[i] for i in indices) for truths in self.shown}
        prefixes = {truths[:size] for truths in seen for size in range(len(indices) + 1)}
        self._walk(tuple(indices), (), prefixes)

    def _walk(self, indices: Sequence[int], taken: Truths, seen: set[Truths]) -> None:
        part = dict(zip(indices, taken, strict=False))
        if taken not in seen:
            literals = frozenset(part.items())
            if any(core <= literals for core in self.impossible):
                return
            status, truths = self._ask(part)
            if truths is not None:
                told = tuple(truths[i] for i in indices)
                seen.update(told[:size] for size in range(len(told) + 1))
            if status is Status.UNSAT:
                self.impossible.append(frozenset(self._core(part).items()))
                return
            if len(taken) == len(self._formulas):
                (self.confirmed if status is Status.SAT else self.open).add(taken)
        if len(taken) < len(indices):
            for value in (True, False):
                self._walk(indices, (*taken, value), seen)

    def find(self, part: Part) -> tuple[Status, Truths | None]:
        """Whether the part occurs in a case, and such a case where one is shown. What contradicts itself is noted."""
        literals = frozenset(part.items())
        if any(core <= literals for core in self.impossible):
            return Status.UNSAT, None
        status, truths = self._ask(part)
        if status is Status.UNSAT:
            self.impossible.append(frozenset(self._core(part).items()))
        return status, truths

    def _ask(self, part: Part) -> tuple[Status, Truths | None]:
        if self._unknown > _MOST_UNKNOWN or self._searches > _MOST_SEARCHES:
            return Status.UNKNOWN, None
        self._searches += 1
        # a few hard cases get their time; where many are hard, more of it would not help
        searcher = self._searcher if self._unknown < _FEW_UNKNOWN else self._searcher.briefly()
        found = searcher.search(self._assertions(part), self._variables, self._witnesses, simple=False)
        if found.status is Status.UNKNOWN:
            self._unknown += 1
        shown = found.status is Status.SAT and found.point is not None
        return found.status, self._note(found.point) if shown and found.point is not None else None

    def _note(self, point: Point) -> Truths | None:
        truths = self._evaluator.truths(point)
        if truths is not None:
            self.shown.setdefault(truths, point)
        return truths

    def _core(self, part: Part) -> Part:
        """A contradictory part of a contradictory part, from which nothing can be left out."""
        core = dict(part)
        for index in part:
            fewer = {other: value for other, value in core.items() if other != index}
            if any(all(case[other] is value for other, value in fewer.items()) for case in self.shown):
                continue
            if self._searcher.refutes(self._assertions(fewer), self._witnesses):
                core = fewer
        return core

    def _assertions(self, part: Part) -> list[Term]:
        literals = (self._formulas[i] if value else negation(self._formulas[i]) for i, value in part.items())
        return [*self._facts, *literals]
