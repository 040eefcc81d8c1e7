"""Which facts matter, as a prover tells it."""

from __future__ import annotations

from argcheck.certificates.core import contradictory
from argcheck.logic.formula import Problem
from argcheck.provers.backend import Budget, Outcome, Status
from tests.certificates.problems import problem

FACTS = tuple(enumerate(problem("x > 1", "a", "y > 0", "1 > x", "z > 0").assertions))


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
        assert contradictory(FACTS, frozenset(), prover, Budget(seconds=60)) == [0, 3]


def test_no_core() -> None:
    assert contradictory(FACTS, frozenset(), Knowing({"9"}, True), Budget(seconds=60)) == []
