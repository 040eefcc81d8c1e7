"""Which facts matter, as a prover tells it."""

from __future__ import annotations

from argcheck.certificates.core import contradictory
from argcheck.certificates.effort import Effort
from argcheck.logic.formula import Problem
from argcheck.provers.backend import Budget, Outcome, Status
from tests.certificates.problems import problem

FACTS = tuple(enumerate(problem("x > 1", "a", "y > 0", "1 > x", *(f"z > {each}" for each in range(20))).assertions))


class Knowing:
    """A prover that knows which labels are contradictory together, and may tell a core that is too large."""

    name = "knowing"

    def __init__(self, needed: set[str], tells: bool) -> None:
        self.needed, self.tells = needed, tells

    def solve(self, problem: Problem, budget: Budget) -> Outcome:
        if not self.needed <= set(problem.labels):
            return Outcome(Status.UNKNOWN, self.name)
        core = tuple(label for label in problem.labels if label != "4")
        return Outcome(Status.UNSAT, self.name, core=core if self.tells else None)


def test_what_is_not_needed_is_left_out() -> None:
    for tells in (True, False):
        prover = Knowing({"0", "3"}, tells)
        core = contradictory(FACTS, frozenset(), prover, Effort.of(60))
        assert {0, 3} <= set(core)
        assert len(core) <= (len(FACTS) - 1 if tells else 8)


def test_nothing_is_left_out_without_effort() -> None:
    assert len(contradictory(FACTS, frozenset(), Knowing({"0", "3"}, False), Effort.of(0))) == len(FACTS)


def test_no_core() -> None:
    assert contradictory(FACTS, frozenset(), Knowing({"99"}, True), Effort.of(60)) == []
