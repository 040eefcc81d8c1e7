"""`check`: every step under every reading, the premises, and the argument as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from time import perf_counter

from argcheck.analyses.consistency import check_consistency
from argcheck.analyses.decisions.chances import chance_faults
from argcheck.analyses.exploration.own_premises import forgotten, unused
from argcheck.analyses.readings import equivocations
from argcheck.analyses.results import ArgumentReport, Consistency, StepResult, Structure
from argcheck.analyses.summary import standing, summary
from argcheck.analyses.team import Team
from argcheck.analyses.validity import Checked, certified, check_inference
from argcheck.diagnostics import Diagnostic
from argcheck.model.argument import Argument, Inference, Reading, Step
from argcheck.provers.backend import Budget
from argcheck.provers.portfolio import default_portfolio
from argcheck.provers.search import Searcher

Progress = Callable[[str, int, int], None]
"""Called with what is being checked, how many checks are done, and how many there are."""

Found = Callable[[StepResult], None]
"""Called with each step's result as soon as it is known, before a certificate is looked for."""

Decided = Callable[[ArgumentReport], None]
"""Called with the whole report once every verdict is known, before certificates are looked for."""


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """`timeout` is the wall-clock guard of one query in seconds; `resources` its repeatable limit.

    `proof_effort` is how much work a step's certificate is worth, in what takes about a second.
    `steps` and `reading` restrict the check: only these steps, only these readings of the named notions.
    `jobs` is how many processes may work at once; it makes no difference to what is found.
    """

    timeout: float = 10.0
    resources: int = Budget().resources
    seed: int = 0
    proof_effort: float = 0.0
    steps: tuple[str, ...] = ()
    reading: Reading = ()
    jobs: int = 1


@contextmanager
def searching(options: CheckOptions) -> Iterator[Searcher]:
    """A searcher whose provers are closed at the end."""
    from argcheck.certificates.prover import Certifying

    with default_portfolio((Certifying(),)) as portfolio:
        yield Searcher(portfolio, Budget(options.resources, options.timeout))


def check_argument(
    argument: Argument,
    options: CheckOptions | None = None,
    progress: Progress | None = None,
    found: Found | None = None,
    decided: Decided | None = None,
) -> ArgumentReport:
    """Check a whole argument. Never raises on a well-formed argument."""
    with searching(options or CheckOptions()) as searcher:
        return check_with(searcher, argument, options or CheckOptions(), progress, found, decided)


@dataclass(frozen=True)
class _Deciding:
    """A step under one reading, to be decided."""

    step: Step
    inference: Inference
    unsound: str

    def run(self, searcher: Searcher) -> Checked:
        """Its verdict."""
        return check_inference(self.step, self.inference, searcher, self.unsound)


@dataclass(frozen=True)
class _Certifying:
    """A verdict, to be certified."""

    checked: Checked
    inference: Inference
    effort: float

    def run(self, searcher: Searcher) -> StepResult:
        """The result with what was found."""
        return certified(self.checked, self.inference, searcher, self.effort)


def check_with(
    searcher: Searcher,
    argument: Argument,
    options: CheckOptions,
    progress: Progress | None = None,
    found: Found | None = None,
    decided: Decided | None = None,
) -> ArgumentReport:
    """As `check_argument`, with a searcher of the caller's. What a callback raises ends the check.

    Every verdict is found before a certificate is looked for."""
    started = perf_counter()
    work = [
        (step, inference)
        for step in argument.steps
        if not options.steps or step.name in options.steps
        for inference in step.inferences
        if _wanted(inference.reading, options.reading)
    ]
    report = progress or (lambda _what, _done, _total: None)
    with Team(searcher, replace(options, jobs=1), options.jobs, len(work)) as team:
        first = len(argument.premise_sets)
        total = first + len(work)
        consistency = []
        for done, premises in enumerate(argument.premise_sets):
            report("premises", done, total)
            consistency.append(check_consistency(premises, searcher))
        errors: list[Diagnostic] = list(chance_faults(argument, searcher))
        unsound = f"a decision cannot be weighed: {errors[0].message}" if errors else ""
        checks: list[Checked] = []
        verdicts = team.each([_Deciding(step, inference, unsound) for step, inference in work])
        for done, (step, _) in enumerate(work, start=first):
            report(step.name, done, total)
            checked = next(verdicts)
            checks.append(replace(checked, result=forgotten(argument, work[done - first][1], checked.result, searcher)))
            if found:
                found(checks[-1].result)
            errors.extend(error for error in checks[-1].errors if not _repeats(error, errors))
        report("", total, total)

        def reported(results: Sequence[StepResult]) -> ArgumentReport:
            seconds = round(perf_counter() - started, 6)
            return _reported(argument, results, consistency, errors, seconds)

        results = [checked.result for checked in checks]
        provable = [number for number, checked in enumerate(checks) if checked.shown is not None]
        if options.proof_effort > 0 and provable:
            if decided:
                decided(reported(results))
            tasks = [_Certifying(checks[number], work[number][1], options.proof_effort) for number in provable]
            certificates = team.each(tasks)
            for done, number in enumerate(provable):
                report(f"proof of {work[number][0].name}", done, len(provable))
                results[number] = next(certificates)
            report("", len(provable), len(provable))
    return reported(results)


def _reported(
    argument: Argument,
    results: Sequence[StepResult],
    consistency: Sequence[Consistency],
    errors: Sequence[Diagnostic],
    seconds: float,
) -> ArgumentReport:
    equivocal = equivocations(argument, results)
    verdict, held = standing(argument, results)
    return ArgumentReport(
        path=argument.path,
        argument=argument,
        standing=verdict,
        steps=tuple(results),
        consistency=tuple(consistency),
        equivocations=equivocal,
        holds_under=held,
        # a step that was left out of a part may use what none in it does
        structure=Structure(unused=() if argument.part else unused(argument)),
        summary=summary(argument, results, consistency, equivocal),
        diagnostics=(*argument.warnings, *(replace(error, file=argument.path) for error in errors)),
        seconds=seconds,
    )


def _wanted(reading: Reading, only: Reading) -> bool:
    chosen = dict(reading)
    return all(chosen.get(notion, one) == one for notion, one in only)


def _repeats(error: Diagnostic, earlier: list[Diagnostic]) -> bool:
    # the same place under another reading, perhaps with another point
    return any(other.code == error.code and other.span == error.span for other in earlier)
