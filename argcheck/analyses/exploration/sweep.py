"""What an exploration looks at, cut into tasks: each is done by itself, here or by a worker, and finds the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from argcheck.analyses.check import CheckOptions, searching
from argcheck.analyses.exploration.assumptions import Mapper
from argcheck.analyses.exploration.blame import Blame, blame
from argcheck.analyses.exploration.candidates import Problem
from argcheck.analyses.exploration.repair import Mending, Repair, mend, repair
from argcheck.analyses.exploration.results import AssumptionMap
from argcheck.analyses.results import Equivocation
from argcheck.model.argument import Argument, Inference
from argcheck.provers.search import Searcher

Found = TypeVar("Found", covariant=True)


class Task(Protocol[Found]):
    """Something to find out."""

    @property
    def label(self) -> str:
        """What a progress bar calls it."""
        ...

    def run(self, searcher: Searcher) -> Found:
        """Find it out."""
        ...


@dataclass(frozen=True)
class MapTask:
    """Which candidates carry a conclusion, with at most `limit` questions?"""

    problem: Problem
    limit: int

    @property
    def label(self) -> str:
        """Which map."""
        return f"map of {self.problem.step}"

    def run(self, searcher: Searcher) -> AssumptionMap:
        """The map, whole."""
        return Mapper(self.problem, searcher, self.limit).run()


@dataclass(frozen=True)
class BlameTask:
    """What falls with a failing step?"""

    argument: Argument
    inference: Inference
    maps: tuple[AssumptionMap, ...]

    @property
    def label(self) -> str:
        """Which step."""
        return f"what falls with {self.inference.step}"

    def run(self, searcher: Searcher) -> Blame:
        """What falls."""
        return blame(self.argument, self.inference, self.maps, searcher)


@dataclass(frozen=True)
class RepairTask:
    """What does a step need, looked for so many seconds?"""

    argument: Argument
    inference: Inference
    over: tuple[str, ...] | None
    seconds: float

    @property
    def label(self) -> str:
        """Which step."""
        return f"repair of {self.inference.step}"

    def run(self, searcher: Searcher) -> Repair:
        """What it needs."""
        return repair(self.argument, self.inference, searcher, self.over, self.seconds)


@dataclass(frozen=True)
class MendTask:
    """Under which reading do steps hold together?"""

    argument: Argument
    equivocation: Equivocation

    @property
    def label(self) -> str:
        """Always the same."""
        return "equivocations"

    def run(self, searcher: Searcher) -> tuple[Mending, ...]:
        """The readings, with what they need."""
        return mend(self.argument, self.equivocation, searcher)


def done(task: Task[Any], options: CheckOptions) -> Any:
    """What the task finds, with provers of its own: what a worker does."""
    with searching(options) as searcher:
        return task.run(searcher)
