"""The search for certificates as a prover: what it refutes, the kernel has replayed."""

from __future__ import annotations

import time

from argcheck.certificates.effort import Effort
from argcheck.logic.formula import Problem
from argcheck.provers.backend import Budget, Outcome, Status

_EFFORT = 0.5  # about as many seconds, for what others have found hard


class Certifying:
    """Says UNSAT or UNKNOWN, never SAT."""

    name = "certificate"

    def __init__(self, effort: float = _EFFORT) -> None:
        self._effort = effort

    def solve(self, problem: Problem, budget: Budget) -> Outcome:
        """UNSAT where there is a certificate. Of the budget, the seconds are a limit."""
        # what it needs takes long to load, and few problems come so far
        from argcheck.certificates.search import certify

        started = time.monotonic()
        certificate, reason = certify(problem, Effort.of(min(self._effort, budget.seconds)))
        if certificate is None:
            return Outcome(Status.UNKNOWN, self.name, time.monotonic() - started, reason=reason)
        kept = certificate.needed().kept
        used = range(len(problem.assertions)) if kept is None else kept
        core = tuple(problem.labels[index] for index in used if index < len(problem.labels))
        seconds = time.monotonic() - started
        return Outcome(Status.UNSAT, self.name, seconds, core=core if problem.labels else None)
