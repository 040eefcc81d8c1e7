"""Which facts matter: a contradictory part of many, as a solver tells it. The search uses this as a hint only."""

from __future__ import annotations

from collections.abc import Sequence

from argcheck.certificates.effort import Effort
from argcheck.certificates.proofs import Fact
from argcheck.logic.formula import Formula, Problem
from argcheck.provers.backend import Budget, Prover, Status

_AT_FIRST, _AFTERWARDS = 500_000, 50_000  # the solver's resources for a question
_BRIEF = 5.0  # seconds for a question
_A_RESOURCE = 0.01  # what one of them costs
_FEW = 8  # facts that need not be fewer


def contradictory(
    given: Sequence[tuple[Fact, Formula]], integers: frozenset[str], prover: Prover, effort: Effort
) -> list[Fact]:
    """Few of the given facts that the prover finds contradictory together; none if it does not find any."""
    units, tells = dict(given), False

    def smaller(facts: list[Fact], resources: int) -> list[Fact] | None:
        nonlocal tells
        effort.spend(resources * _A_RESOURCE)
        part = Problem(tuple(units[fact] for fact in facts), integers, tuple(map(str, facts)))
        outcome = prover.solve(part, Budget(resources, min(effort.seconds / 4, _BRIEF)))
        if outcome.status is not Status.UNSAT:
            return None
        tells = outcome.core is not None
        return facts if outcome.core is None else [fact for fact in facts if str(fact) in outcome.core]

    core = smaller(list(units), _AT_FIRST)
    if core is None:
        return []
    # who tells a core has looked for a small one; derived facts about powers and sums stand at the end of others
    for fact in [] if tells else list(reversed(core)):
        if len(core) <= _FEW or effort.over:
            break
        if fact in core:
            core = smaller([other for other in core if other != fact], _AFTERWARDS) or core
    return core
