"""The Python interface: what the commands do, as functions that return frozen results."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from argcheck.analyses.results import ArgumentReport, Report
from argcheck.diagnostics import ArgumentError, Diagnostic, Severity
from argcheck.model.argument import Argument
from argcheck.settings import DEFAULT_SEED, DEFAULT_TIMEOUT, Settings

Progress = Callable[[str, int, int], None]
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
) -> Report:
    """Does each step follow, under each reading? `source` is an argument, a file, or several of them.

    `readings` and `steps` cut the argument down to a part of it. A file at fault gives a report whose
    argument is None, with diagnostics. Raises SelectionError for a step or reading that does not exist.
    """
    settings = Settings(timeout, seed, tuple(readings), tuple(steps))
    sources = (source,) if isinstance(source, Argument | str | Path) else tuple(source)
    return Report(
        tuple(
            check_argument(each, settings) if isinstance(each, Argument) else check_file(str(each), settings)
            for each in sources
        )
    )


def check_file(path: str, settings: Settings, progress: Progress | None = None) -> ArgumentReport:
    """Check one file; `-` is standard input."""
    argument, diagnostics, text = _read(path)
    if argument is None:
        return ArgumentReport(path, None, standing="", diagnostics=diagnostics, text=text)
    report = check_argument(argument, settings, progress)
    # a diagnostic may come from the file as well as from the check
    return replace(report, diagnostics=tuple(dict.fromkeys((*diagnostics, *report.diagnostics))))


def check_argument(argument: Argument, settings: Settings, progress: Progress | None = None) -> ArgumentReport:
    """Check an argument that is already loaded, or the part of it that the settings ask for."""
    from argcheck.analyses import check as analysis
    from argcheck.model.selection import select

    part = select(argument, settings.readings, settings.steps)
    options = analysis.CheckOptions(timeout=settings.timeout, seed=settings.seed, proof_effort=settings.proof_effort)
    return replace(analysis.check_argument(part, options, progress), text=argument.text)


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
