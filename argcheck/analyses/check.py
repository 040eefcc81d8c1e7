"""`check`: every step under every reading, the premises, and the argument as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from time import perf_counter

from argcheck.analyses.consistency import check_consistency
from argcheck.analyses.decisions.chances import chance_faults
from argcheck.analyses.readings import equivocations
from argcheck.analyses.results import ArgumentReport, StepResult, Structure
from argcheck.analyses.summary import standing, summary
from argcheck.analyses.validity import check_inference
from argcheck.diagnostics import Diagnostic
from argcheck.model.argument import Argument, Reading
from argcheck.provers.backend import Budget
from argcheck.provers.portfolio import default_portfolio
from argcheck.provers.search import Searcher

Progress = Callable[[str, int, int], None]
"""Called with what is being checked, how many checks are done, and how many there are."""

Found = Callable[[StepResult], None]
"""Called with each step's result as soon as it is known."""


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """`timeout` is the wall-clock guard of one query in seconds; `resources` its repeatable limit.

    `proof_effort` is how much work a step's certificate is worth, in what takes about a second.
    `steps` and `reading` restrict the check: only these steps, only these readings of the named notions.
    """

    timeout: float = 10.0
    resources: int = Budget().resources
    seed: int = 0
    proof_effort: float = 0.0
    steps: tuple[str, ...] = ()
    reading: Reading = ()


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
) -> ArgumentReport:
    """Check a whole argument. Never raises on a well-formed argument."""
    with searching(options or CheckOptions()) as searcher:
        return check_with(searcher, argument, options or CheckOptions(), progress, found)


def check_with(
    searcher: Searcher,
    argument: Argument,
    options: CheckOptions,
    progress: Progress | None = None,
    found: Found | None = None,
) -> ArgumentReport:
    """As `check_argument`, with a searcher of the caller's. What `progress` or `found` raises ends the check."""
    started = perf_counter()
    work = [
        (step, inference)
        for step in argument.steps
        if not options.steps or step.name in options.steps
        for inference in step.inferences
        if _wanted(inference.reading, options.reading)
    ]
    total = len(work) + len(argument.premise_sets)
    report = progress or (lambda _what, _done, _total: None)
    consistency = []
    for done, premises in enumerate(argument.premise_sets):
        report("premises", done, total)
        consistency.append(check_consistency(premises, searcher))
    results: list[StepResult] = []
    errors: list[Diagnostic] = list(chance_faults(argument, searcher))
    unsound = f"a decision cannot be weighed: {errors[0].message}" if errors else ""
    for done, (step, inference) in enumerate(work, start=len(argument.premise_sets)):
        report(step.name, done, total)
        checked = check_inference(step, inference, searcher, options.proof_effort, unsound)
        results.append(checked.result)
        if found:
            found(checked.result)
        errors.extend(error for error in checked.errors if not _repeats(error, errors))
    report("", total, total)
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
        structure=Structure(unused=_unused(argument)),
        summary=summary(argument, results, consistency, equivocal),
        diagnostics=(*argument.warnings, *(replace(error, file=argument.path) for error in errors)),
        seconds=round(perf_counter() - started, 6),
    )


def _wanted(reading: Reading, only: Reading) -> bool:
    chosen = dict(reading)
    return all(chosen.get(notion, one) == one for notion, one in only)


def _repeats(error: Diagnostic, earlier: list[Diagnostic]) -> bool:
    # the same place under another reading, perhaps with another point
    return any(other.code == error.code and other.span == error.span for other in earlier)


def _unused(argument: Argument) -> tuple[str, ...]:
    used = {source for step in argument.steps for source in step.sources}
    return tuple(premise.name for premise in argument.premises if premise.name not in used)
