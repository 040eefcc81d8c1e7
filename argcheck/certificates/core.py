"""Which facts matter: a contradictory part of many, as a solver tells it. The search uses this as a hint only."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

from argcheck.certificates.proofs import Fact
from argcheck.logic.formula import Formula, Problem
from argcheck.provers.backend import Budget, Prover, Status


def contradictory(
    given: Sequence[tuple[Fact, Formula]], integers: frozenset[str], prover: Prover, budget: Budget
) -> list[Fact]:
    """Few of the given facts that the prover finds contradictory together; none if it does not find any."""
    units = dict(given)
    deadline = time.monotonic() + budget.seconds / 2

    def smaller(facts: list[Fact]) -> list[Fact] | None:
        part = Problem(tuple(units[fact] for fact in facts), integers, tuple(map(str, facts)))
        outcome = prover.solve(part, replace(budget, seconds=budget.seconds / 4))
        if outcome.status is not Status.UNSAT:
            return None
        return facts if outcome.core is None else [fact for fact in facts if str(fact) in outcome.core]

    first = smaller(list(units))
    if first is None:
        return []
    core = first
    for fact in reversed(first):  # derived facts about powers and sums stand at the end, and there are many
        if fact in core and time.monotonic() < deadline:
            core = smaller([other for other in core if other != fact]) or core
    return core
