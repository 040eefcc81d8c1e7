"""Which assertions are needed for a contradiction."""

from __future__ import annotations

from argcheck.logic.formula import Problem
from argcheck.provers.backend import Budget, Prover, Status


def minimal_core(prover: Prover, problem: Problem, budget: Budget) -> tuple[str, ...] | None:
    """Labels of assertions that are contradictory together; the prover shows no contradiction without any one of
    them. Assertions without a label always count. None where the problem is not shown to be contradictory."""
    outcome = prover.solve(problem, budget)
    if outcome.status is not Status.UNSAT:
        return None
    kept = _kept(problem, outcome.core)
    for index in range(len(problem.labels)):
        if index in kept:
            outcome = prover.solve(_part(problem, kept - {index}), budget)
            if outcome.status is Status.UNSAT:
                kept = _kept(problem, outcome.core) & (kept - {index})
    return tuple(label for index, label in enumerate(problem.labels) if index in kept)


def _kept(problem: Problem, core: tuple[str, ...] | None) -> frozenset[int]:
    return frozenset(index for index, label in enumerate(problem.labels) if core is None or label in core)


def _part(problem: Problem, kept: frozenset[int]) -> Problem:
    """The problem with only those of its labelled assertions."""
    chosen = sorted(kept)
    rest = problem.assertions[len(problem.labels) :]
    return Problem(
        (*(problem.assertions[index] for index in chosen), *rest),
        problem.integers,
        tuple(problem.labels[index] for index in chosen),
    )
