"""Refutation by expansion: put non-negative variables for all others, multiply out, look at the signs.

To refute `y > x > 0` with `x*y >= y^2`, put `x = x'` and `y = x' + y'`: the last becomes `-x'*y' - y'^2 >= 0`,
where every term is negative. The expansion is the proof. It says UNSAT or UNKNOWN, never SAT.
"""

from __future__ import annotations

import time
from dataclasses import replace

from argcheck.logic.formula import Problem
from argcheck.provers.backend import Budget, Expansion, Outcome, Status
from argcheck.provers.branches import Branch
from argcheck.provers.signs import Refutation, Work, refute

_BRANCHES = 64
_WORK = 120_000  # terms made in all, over every branch and attempt
_ATTEMPTS = 20
_QUICK = 2  # attempts before the next case split


class Positivity:
    """Needs nothing but exact polynomials; gives up within milliseconds on small problems."""

    name = "positivity"

    def __init__(self, work: int = _WORK) -> None:
        self._work = work

    def solve(self, problem: Problem, budget: Budget) -> Outcome:
        """UNSAT with the expansions that show it, or UNKNOWN. The budget is not used: the work is bounded by itself."""
        started = time.monotonic()
        branch = Branch()
        for index, assertion in enumerate(problem.assertions):
            branch = branch.assume(assertion, frozenset({index}), problem.integers)
        search = _Search(problem.integers, self._work)
        refutations = search.close(branch)
        seconds = time.monotonic() - started
        if refutations is None:
            return Outcome(Status.UNKNOWN, self.name, seconds, reason=search.reason)
        used = frozenset[int]().union(*(refutation.origin for refutation in refutations))
        core = tuple(problem.labels[index] for index in sorted(used) if index < len(problem.labels))
        expansions = tuple(refutation.expansion for refutation in refutations)
        return Outcome(Status.UNSAT, self.name, seconds, core=core if problem.labels else None, expansions=expansions)


class _Search:
    """One query's bounded search through the branches; the first that resists ends it."""

    def __init__(self, integers: frozenset[str], work: int) -> None:
        self.integers = integers
        self.work = Work(work)
        self.branches = 0
        self.reason = ""

    def close(self, branch: Branch) -> list[Refutation] | None:
        """Refutations of all cases of the branch, or None."""
        self.branches += 1
        if self.branches > 2 * _BRANCHES:  # a binary tree with that many leaves has no more nodes
            self.reason = "there are too many cases"
            return None
        if branch.impossible is not None:
            expansion = Expansion(cases=branch.cases, proposition=branch.clash)
            return [Refutation(expansion, branch.impossible)]
        split = branch.split()
        found = refute(branch.literals, _ATTEMPTS if split is None else _QUICK, self.work)
        if found is not None:
            return [replace(found, expansion=replace(found.expansion, cases=branch.cases))]
        if split is None:
            self.reason = "no expansion has terms of one sign only"
            return None
        disjunction, rest = split
        closed: list[Refutation] = []
        for alternative in disjunction.alternatives:
            case = rest.taking(alternative).assume(alternative, disjunction.origin, self.integers)
            refutations = self.close(case)
            if refutations is None:
                return None
            closed += [replace(refutation, origin=refutation.origin | disjunction.origin) for refutation in refutations]
        return closed
