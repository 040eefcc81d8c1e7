"""Everything that a reader asks of an argument, in one pass."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from argcheck.analyses.check import CheckOptions, Found, check_with
from argcheck.analyses.decisions.chances import require_chances
from argcheck.analyses.exploration import sweep
from argcheck.analyses.exploration.assumptions import DEFAULT_LIMIT, Mapper
from argcheck.analyses.exploration.blame import Blame, Idle, failing, idle_steps
from argcheck.analyses.exploration.candidates import Problem, all_premises, own_sources
from argcheck.analyses.exploration.confidence import Confidence, confidence
from argcheck.analyses.exploration.ranges import HowOften, how_often
from argcheck.analyses.exploration.repair import Mending, Repair
from argcheck.analyses.exploration.results import AssumptionMap
from argcheck.analyses.exploration.structure import Shape, shape
from argcheck.analyses.readings import supporting_steps
from argcheck.analyses.results import ArgumentReport
from argcheck.analyses.shares import Source
from argcheck.model.argument import Argument, Inference, Step
from argcheck.provers.search import Searcher

if TYPE_CHECKING:
    from argcheck.analyses.regions.spread import Workers

REPAIR_QUERIES = 3
_LONGEST = 86_400.0
Finding = TypeVar("Finding")

Progress = Callable[[str, int, int], None]
"""Called with what is being looked at, how many things are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class Exploration:
    """What was found. `report` is the check. `ended` says that the exploration was stopped before its end."""

    report: ArgumentReport
    maps: tuple[AssumptionMap, ...] = ()
    blames: tuple[Blame, ...] = ()
    repairs: tuple[Repair, ...] = ()
    mendings: tuple[Mending, ...] = ()
    idle: tuple[Idle, ...] = ()
    shape: Shape | None = None
    ended: bool = False
    confidences: tuple[Confidence, ...] = ()
    shares: tuple[HowOften, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to explore: the steps (all when empty; failing ones that these rest on are looked at too), the steps to
    repair (all failing ones when empty; undecided ones if they are named), the quantities that a repair may speak
    of, the most questions that one map may take, and ranges of quantities: with some, it is said in what share of
    them the steps hold that do not always do so."""

    steps: tuple[str, ...] = ()
    repair: tuple[str, ...] = ()
    over: tuple[str, ...] = ()
    limit: int = DEFAULT_LIMIT
    ranges: tuple[tuple[str, Source], ...] = ()


def explore(
    argument: Argument,
    searcher: Searcher,
    options: CheckOptions,
    wanted: Wanted | None = None,
    progress: Progress | None = None,
    told: Found | None = None,
    workers: Workers | None = None,
) -> Exploration:
    """Check the argument, then map what carries its steps, and say of failing ones what falls with them and what
    they need, each looked for as long as `REPAIR_QUERIES` queries may take. An interrupt ends the exploration early;
    what was found until then is returned, and says so. One that comes during the check goes through; `told` has had
    each result by then. With `workers`, all that follows the check is shared out among them; what is found is the
    same."""
    asked = wanted or Wanted()
    tell = progress or (lambda _what, _done, _total: None)
    require_chances(argument, searcher)
    report = check_with(searcher, argument, options, tell, told)
    found = _Explorer(argument, report, searcher, asked, tell, options, workers)
    try:
        found.run()
    except KeyboardInterrupt:
        found.ended = True
    return found.result()


class _Explorer:
    def __init__(
        self,
        argument: Argument,
        report: ArgumentReport,
        searcher: Searcher,
        wanted: Wanted,
        progress: Progress,
        options: CheckOptions,
        workers: Workers | None,
    ) -> None:
        self._seconds = REPAIR_QUERIES * options.timeout
        self._options = options
        self._workers = workers
        self._argument = argument
        self._report = report
        self._searcher = searcher
        self._wanted = wanted
        self._progress = progress
        self._maps: list[AssumptionMap] = []
        self._blames: list[Blame] = []
        self._repairs: list[Repair] = []
        self._mendings: list[Mending] = []
        self._idle: list[Idle] = []
        self._shares: list[HowOften] = []
        self.ended = False

    def run(self) -> None:
        """Look at everything."""
        relevant = {name for one in self._wanted.steps for name in supporting_steps(self._argument, one)}
        problems = [
            problem
            for step in self._argument.steps
            if not self._wanted.steps or step.name in self._wanted.steps
            for problem in self._problems(step)
        ]
        broken = [
            (result.name, inference)
            for result in failing(self._report.steps)
            for inference in self._argument.step(result.name).inferences
            if inference.reading == result.reading
            if not self._wanted.steps or result.name in relevant
        ]
        undecided = [
            (result.name, inference)
            for result in self._report.steps
            if result.follows is None and result.name in self._wanted.repair
            for inference in self._argument.step(result.name).inferences
            if inference.reading == result.reading
        ]
        total = len(problems) + len(broken) + len(undecided) + 1
        if self._workers is None:
            for done, problem in enumerate(problems):
                self._map(problem, done, total)
        else:
            self._maps += self._each([sweep.MapTask(problem, self._wanted.limit) for problem in problems], 0, total)
        self._idle += idle_steps(self._argument, self._maps, self._searcher)
        done = len(problems)
        blames = [sweep.BlameTask(self._argument, inference, tuple(self._maps)) for _, inference in broken]
        self._blames += self._each(blames, done, total)
        wanted = [one for name, one in broken if not self._wanted.repair or name in self._wanted.repair]
        wanted += [inference for _, inference in undecided]
        over = self._wanted.over or None
        repairs = [sweep.RepairTask(self._argument, inference, over, self._seconds) for inference in wanted]
        self._repairs += self._each(repairs, done, total)
        mendings = [sweep.MendTask(self._argument, one) for one in self._report.equivocations]
        for found in self._each(mendings, total - 1, total):
            self._mendings += found
        if self._wanted.ranges:
            for name in self._sometimes():
                self._progress(f"share of {name}", total - 1, total)
                self._shares.append(how_often(self._argument, name, dict(self._wanted.ranges), self._searcher))

    def _each(self, tasks: Sequence[sweep.Task[Finding]], done: int, total: int) -> Iterator[Finding]:
        """What the tasks find, in their order; of workers that are interrupted, what was found until then."""
        if self._workers is None:
            for index, task in enumerate(tasks):
                self._progress(task.label, done + index, total)
                yield task.run(self._searcher)
            return
        found: dict[int, Finding] = {}
        ended = False
        try:
            for index, result in self._workers.each(partial(sweep.done, options=self._options), tasks, _LONGEST):
                found[index] = result
                self._progress(tasks[index].label, done + len(found), total)
        except KeyboardInterrupt:
            ended = True
        yield from (found[index] for index in sorted(found))
        if ended:
            raise KeyboardInterrupt

    def _sometimes(self) -> list[str]:
        """The steps asked for, or those that fail under some reading."""
        failed = dict.fromkeys(result.name for result in failing(self._report.steps))
        return list(self._wanted.steps or failed)

    def _problems(self, step: Step) -> Iterator[Problem]:
        for inference in step.inferences:
            if step.kind == "conclusion":
                yield from all_premises(self._argument, inference, self._report.steps)
                if self._rests_on_steps(inference):
                    yield own_sources(inference)
            elif step.sources:
                yield own_sources(inference)

    def _rests_on_steps(self, inference: Inference) -> bool:
        return any(fact.role == "lemma" for fact in inference.facts)

    def _map(self, problem: Problem, done: int, total: int) -> None:
        def tell(asked: int, found: int) -> None:
            self._progress(f"map of {problem.step}: {found} sets after {asked} questions", done, total)

        tell(0, 0)
        mapper = Mapper(problem, self._searcher, self._wanted.limit, tell)
        try:
            for _ in mapper.discoveries():
                pass
        finally:
            self._maps.append(mapper.result())

    def result(self) -> Exploration:
        """What was found by now."""
        return Exploration(
            self._report,
            tuple(self._maps),
            tuple(self._blames),
            tuple(self._repairs),
            tuple(self._mendings),
            tuple(self._idle),
            shape(self._argument),
            self.ended,
            tuple(found for one in self._maps if (found := confidence(self._argument, one)) is not None),
            tuple(self._shares),
        )
