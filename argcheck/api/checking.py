"""From files to verdicts: arguments are read and checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from argcheck.analyses.results import ArgumentReport, StepResult
from argcheck.diagnostics import ArgumentError, Diagnostic, Severity
from argcheck.model.argument import Argument
from argcheck.settings import CHECK_EFFORT, DEFAULT_SEED, DEFAULT_TIMEOUT, Settings

if TYPE_CHECKING:
    from argcheck.reports.notebook import Report

Progress = Callable[[str, int, int], None]
Found = Callable[[StepResult], None]
Decided = Callable[[ArgumentReport], None]
Source = Argument | str | Path


def load(path: str | Path) -> Argument:
    """Read an argument file. Raises ArgumentError, which carries every diagnostic, when it is at fault."""
    argument, diagnostics, _ = _read(str(path))
    if argument is None:
        raise ArgumentError(diagnostics)
    return argument


def check(
    source: Source | Iterable[Source],
    *,
    timeout: float = DEFAULT_TIMEOUT,
    seed: int = DEFAULT_SEED,
    readings: Iterable[tuple[str, str]] = (),
    steps: Iterable[str] = (),
    proof_effort: float = CHECK_EFFORT,
) -> Report:
    """Does each step follow, under each reading? `source` is an argument, a file, or several of them.

    A certificate of each step's proof is looked for with work worth about `proof_effort` seconds. `readings` and
    `steps` cut the argument down to a part of it. A file at fault gives a report whose argument is None, with
    diagnostics.
    Raises SelectionError for a step or reading that does not exist.
    """
    from argcheck.reports.notebook import shown_together

    settings = Settings(timeout, seed, tuple(readings), tuple(steps), proof_effort)
    sources = (source,) if isinstance(source, Argument | str | Path) else tuple(source)
    return shown_together([checked(each, settings) for each in sources])


def check_file(
    path: str,
    settings: Settings,
    progress: Progress | None = None,
    found: Found | None = None,
    decided: Decided | None = None,
) -> ArgumentReport:
    """Check one file; `-` is standard input. `found` gets each step's result as soon as its verdict is known, and
    `decided` the report once all are, when certificates have still to be looked for."""
    argument, diagnostics, text = _read(path)
    if argument is None:
        return ArgumentReport(path, None, standing="", diagnostics=diagnostics, text=text)

    def whole(report: ArgumentReport) -> ArgumentReport:
        # a diagnostic may come from the file as well as from the check
        return replace(report, diagnostics=tuple(dict.fromkeys((*diagnostics, *report.diagnostics))))

    known = decided and (lambda report: decided(whole(report)))
    return whole(check_argument(argument, settings, progress, found, known))


def check_argument(
    argument: Argument,
    settings: Settings,
    progress: Progress | None = None,
    found: Found | None = None,
    decided: Decided | None = None,
) -> ArgumentReport:
    """Check an argument that is already loaded, or the part of it that the settings ask for."""
    from argcheck.analyses import check as analysis
    from argcheck.model.selection import select

    part = select(argument, settings.readings, settings.steps)
    options = analysis.CheckOptions(
        timeout=settings.timeout, seed=settings.seed, proof_effort=settings.proof_effort, jobs=settings.jobs
    )
    known = decided and (lambda report: decided(replace(report, text=argument.text)))
    return replace(analysis.check_argument(part, options, progress, found, known), text=argument.text)


def checked(source: Source, settings: Settings) -> ArgumentReport:
    """An argument, or the file that has it, checked."""
    return check_argument(source, settings) if isinstance(source, Argument) else check_file(str(source), settings)


def _read(path: str) -> tuple[Argument | None, tuple[Diagnostic, ...], str]:
    """The argument (None when there is an error), every diagnostic, and the text."""
    from argcheck.language.parse import parse
    from argcheck.language.source import read_source
    from argcheck.model.elaborate import elaborate

    text, unreadable = read_source(path)
    if text is None:
        return None, unreadable, ""
    parsed = parse(text, "<stdin>" if path == "-" else path)
    elaborated = elaborate(parsed)
    diagnostics = tuple(dict.fromkeys((*unreadable, *parsed.diagnostics, *elaborated.diagnostics)))
    sound = all(diagnostic.severity is not Severity.ERROR for diagnostic in diagnostics)
    return elaborated.argument if sound else None, diagnostics, text
