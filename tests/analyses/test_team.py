"""Several processes find what one finds, in the same order."""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from argcheck.analyses.check import CheckOptions, check_argument, check_with, searching
from argcheck.analyses.results import ArgumentReport
from argcheck.analyses.team import Team
from argcheck.model.terms import App, Num, Var, num
from argcheck.provers.search import Searcher
from tests.analyses.first_order import argument

STEPS = "quantity x : real\nquantity y : real > 0\n" + "".join(
    f"step s{number}\n  given x > {number}\n  infer {claim}\n"
    for number, claim in enumerate(("x*y > 0", "x > y", "x*x > 1", "y < 0", "x + y > 2", "x^2 + y^2 > 6", "x < 7"))
)


@dataclass(frozen=True)
class Where:
    """A task that tells in which process it is done."""

    number: int

    def run(self, searcher: Searcher) -> tuple[int, int]:
        """Its number, and the process."""
        return self.number, os.getpid()


@dataclass(frozen=True)
class OnlyBy:
    """A task that fails in any other process."""

    process: int

    def run(self, searcher: Searcher) -> str:
        """A word, if it is the right process."""
        if os.getpid() != self.process:
            raise ValueError
        return "done"


@dataclass(frozen=True)
class Dies:
    """A task that takes a helper with it."""

    process: int

    def run(self, searcher: Searcher) -> str:
        """A word, if it is the right process."""
        if os.getpid() != self.process:
            os._exit(1)
        return "done"


@pytest.fixture
def team() -> Iterator[Team]:
    """This process and a helper."""
    with searching(CheckOptions()) as searcher, Team(searcher, CheckOptions(), 2, 100) as team:
        yield team


def test_the_order_is_that_of_the_tasks(team: Team) -> None:
    found = list(team.each([Where(number) for number in range(40)]))
    assert [number for number, _ in found] == list(range(40))


@pytest.mark.parametrize("task", [OnlyBy, Dies])
def test_what_a_helper_cannot_do_is_done_here(team: Team, task: type[OnlyBy | Dies]) -> None:
    assert list(team.each([task(os.getpid()) for _ in range(12)])) == ["done"] * 12


def test_a_team_serves_several_lists(team: Team) -> None:
    for size in (0, 1, 5):
        assert [number for number, _ in team.each([Where(number) for number in range(size)])] == list(range(size))


def test_two_processes_find_what_one_finds() -> None:
    def plain(report: ArgumentReport) -> ArgumentReport:
        steps = tuple(replace(step, seconds=0.0, trace=()) for step in report.steps)
        return replace(report, steps=steps, seconds=0.0)

    one, two = (plain(check_argument(argument(STEPS), CheckOptions(proof_effort=0.2, jobs=jobs))) for jobs in (1, 2))
    assert one == two
    assert any(step.certificate for step in one.steps)


def test_every_verdict_comes_before_any_certificate() -> None:
    early: list[ArgumentReport] = []
    with searching(CheckOptions()) as searcher:
        late = check_with(searcher, argument(STEPS), CheckOptions(proof_effort=0.2), decided=early.append)
    (report,) = early
    assert [step.verdict for step in report.steps] == [step.verdict for step in late.steps]
    assert not any(step.certificate for step in report.steps)
    assert any(step.certificate for step in late.steps)


def test_terms_are_the_same_after_a_journey() -> None:
    x = Var("x", Num(num(1).value).sort)
    term = App("+", (x, num(2)))
    other = pickle.loads(pickle.dumps(term))
    assert other == term
    assert hash(other) == hash(term)
    assert other in {term}
