"""The Python interface: what the commands do, as functions that return frozen results."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from argcheck.analyses.results import ArgumentReport, StepResult
from argcheck.diagnostics import ArgumentError, Diagnostic, Severity
from argcheck.model.argument import Argument
from argcheck.settings import CHECK_EFFORT, DEFAULT_SEED, DEFAULT_TIMEOUT, PROVE_EFFORT, Settings

if TYPE_CHECKING:
    from argcheck.analyses.credences import CredenceReport
    from argcheck.analyses.exploration.changes import VerdictChange
    from argcheck.analyses.exploration.difference import Difference
    from argcheck.analyses.exploration.explore import Exploration
    from argcheck.analyses.exploration.what_if import Changes
    from argcheck.analyses.shares import ShareReport
    from argcheck.analyses.verification import Verification
    from argcheck.model.imports.result import Imported
    from argcheck.reports.exchange.files import Exported
    from argcheck.reports.notebook import Derivation, Report

Progress = Callable[[str, int, int], None]
Found = Callable[[StepResult], None]
Source = Argument | str | Path
Probability = str | int | Fraction
Credence = Probability | tuple[Probability, Probability]


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
    return shown_together([_checked(each, settings) for each in sources])


def derive(
    source: Source,
    target: str,
    variable: str | None = None,
    *,
    against: str | None = None,
    readings: Iterable[tuple[str, str]] = (),
    given: Iterable[str] = (),
    timeout: float = DEFAULT_TIMEOUT,
) -> tuple[Derivation, ...]:
    """Under what condition is an option chosen (`target` is `decision.option`), or does a step hold (its name)?

    One derivation for each reading that matters, solved for `variable` where one is named. `against` compares with
    one other option only; `given` are further facts in the argument language. Raises ArgumentError for a file or a
    fact at fault, UnknownName for a target, variable, option or reading that there is not, Ambiguous for a given
    fact whose meaning depends on a reading that is not chosen.
    """
    from argcheck.analyses.check import CheckOptions, searching
    from argcheck.analyses.decisions.chances import require_chances
    from argcheck.analyses.derivation import derive as derivations
    from argcheck.analyses.derivation import readings_of
    from argcheck.analyses.derivation.givens import supply
    from argcheck.reports.notebook import shown_derivation

    argument = source if isinstance(source, Argument) else load(source)
    wanted = tuple(readings)
    supplied = supply(argument, tuple(given))
    with searching(CheckOptions(timeout=timeout)) as decider:
        require_chances(argument, decider)
        return tuple(
            shown_derivation(found)
            for reading in readings_of(argument, target, wanted)
            for found in derivations(
                argument,
                target,
                variable,
                decider,
                against=against,
                facts=supplied.facts(reading, wanted),
                reading=reading,
            )
        )


def credence(
    source: Source,
    conclusion: str,
    *,
    credences: Mapping[str, Credence] | None = None,
    default: Credence = 1,
    readings: Iterable[tuple[str, str]] = (),
    timeout: float = DEFAULT_TIMEOUT,
) -> CredenceReport:
    """How probable is a conclusion (or step), given how sure one is of its premises? Exact bounds over all joint
    distributions, under each reading.

    `credences` replace or add to those of the file; `default` is that of premises without one. A credence is a number
    or a pair of them, as text (`"0.7"`), Fraction or int. Raises ArgumentError for a file at fault, SelectionError for
    a step or reading that there is not, CredenceError for a credence that cannot be used.
    """
    from argcheck.analyses.check import CheckOptions, searching
    from argcheck.analyses.credences import credence_bounds
    from argcheck.model.selection import select

    argument = source if isinstance(source, Argument) else load(source)
    part = select(argument, readings, [conclusion])
    given = {name: _interval(each) for name, each in (credences or {}).items()}
    with searching(CheckOptions(timeout=timeout)) as searcher:
        return credence_bounds(part, conclusion, searcher, credences=given, default=_interval(default))


def share(
    source: Source,
    step: str,
    *,
    ranges: Mapping[str, str] | None = None,
    distributions: Mapping[str, str] | None = None,
    samples: int = 2_000,
    seed: int = DEFAULT_SEED,
    readings: Iterable[tuple[str, str]] = (),
    timeout: float = DEFAULT_TIMEOUT,
) -> ShareReport:
    """In what share of sampled cases does a step hold, when quantities have `ranges` (`"0..1"`) or `distributions`
    (`"beta(2, 3)"`, `"csv:FILE:COLUMN"`)?

    Raises ArgumentError for a file at fault, SelectionError for a step or reading that there is not, ShareError for a
    range or distribution that cannot be used, or one that is missing.
    """
    from argcheck.analyses.check import CheckOptions, searching
    from argcheck.analyses.shares import distribution_source, range_source, step_share
    from argcheck.model.selection import select

    argument = source if isinstance(source, Argument) else load(source)
    part = select(argument, readings, [step])
    sources = {name: range_source(text) for name, text in (ranges or {}).items()}
    sources |= {name: distribution_source(text) for name, text in (distributions or {}).items()}
    with searching(CheckOptions(timeout=timeout, seed=seed)) as searcher:
        return step_share(part, step, searcher, sources, samples=samples, seed=seed)


def explore(
    source: Source,
    *,
    steps: Iterable[str] = (),
    over: Iterable[str] = (),
    readings: Iterable[tuple[str, str]] = (),
    timeout: float = DEFAULT_TIMEOUT,
) -> Exploration:
    """Which assumptions carry which steps, what falls with a failing one, and what would mend it?

    `steps` are looked at with those that they rest on (none: all); `over` are the quantities that a condition may speak
    of (none: all). Raises ArgumentError for a file at fault, SelectionError for a step or reading that there is not,
    ChangeError for a quantity that there is not. The result shows itself in a notebook.
    """
    from argcheck.analyses.check import CheckOptions, searching
    from argcheck.analyses.exploration.explore import Wanted
    from argcheck.analyses.exploration.explore import explore as analyse
    from argcheck.analyses.exploration.what_if import require
    from argcheck.model.selection import select
    from argcheck.reports.notebook_exploration import shown_exploration

    argument = source if isinstance(source, Argument) else load(source)
    wanted = Wanted(steps=tuple(steps), over=tuple(over))
    for name in wanted.over:
        require(name, "quantity", [quantity.name for quantity in argument.quantities])
    options = CheckOptions(timeout=timeout)
    with searching(options) as searcher:
        return shown_exploration(analyse(select(argument, readings, wanted.steps), searcher, options, wanted))


def what_if(source: Source, changes: Changes, *, timeout: float = DEFAULT_TIMEOUT) -> tuple[VerdictChange, ...]:
    """Which verdicts differ once the changes are made to the argument.

    Raises ArgumentError for a file or formula at fault, ChangeError for a premise, step or quantity that there is not,
    SelectionError for a reading that there is not.
    """
    from argcheck.analyses.check import CheckOptions, check_with, searching
    from argcheck.analyses.exploration.changes import changes as compare
    from argcheck.analyses.exploration.what_if import varied
    from argcheck.model.selection import select

    argument = source if isinstance(source, Argument) else load(source)
    other = varied(argument, changes)
    options = CheckOptions(timeout=timeout)
    with searching(options) as searcher:
        before = check_with(searcher, select(argument, changes.readings), options)
        return compare(before.steps, check_with(searcher, other, options).steps)


def diff(old: Source, new: Source, *, timeout: float = DEFAULT_TIMEOUT) -> Difference:
    """What changed between two versions of an argument, by meaning; which verdicts, and which edit is to blame.

    Raises ArgumentError for a file at fault.
    """
    from argcheck.analyses.check import CheckOptions, searching
    from argcheck.analyses.exploration.difference import difference

    versions = [each if isinstance(each, Argument) else load(each) for each in (old, new)]
    options = CheckOptions(timeout=timeout)
    with searching(options) as searcher:
        return difference(versions[0], versions[1], searcher, options)


def _interval(credence: Credence) -> tuple[Fraction, Fraction]:
    from argcheck.analyses.credences import CredenceError

    ends = credence if isinstance(credence, tuple) else (credence, credence)
    try:
        least, most = (Fraction(end) for end in ends)
    except (ValueError, ZeroDivisionError):
        raise CredenceError(f"`{credence}` is neither a number nor a pair of them") from None
    return least, most


def prove(
    source: Source,
    folder: str | Path,
    formats: Sequence[str] = ("tex", "md", "json", "coq", "lean"),
    *,
    timeout: float = DEFAULT_TIMEOUT,
    seed: int = DEFAULT_SEED,
    readings: Iterable[tuple[str, str]] = (),
    steps: Iterable[str] = (),
    proof_effort: float = PROVE_EFFORT,
) -> tuple[Path, ...]:
    """Write the appendix into a folder, every step with its proof or counterexample, and the certificates that were
    found with work worth about `proof_effort` seconds a step; return the files.

    Raises ArgumentError for a file at fault, SelectionError for a step or reading that there is not, ValueError for
    another format, MissingPackage for PDF without the extra `pdf`, OSError where a file cannot be written.
    """
    report = _checked(source, Settings(timeout, seed, tuple(readings), tuple(steps), proof_effort))
    if report.argument is None:
        raise ArgumentError(report.diagnostics)
    return write_appendix(report, Path(folder), formats, timeout=timeout)


def write_appendix(
    report: ArgumentReport, folder: Path, formats: Sequence[str], *, timeout: float = DEFAULT_TIMEOUT
) -> tuple[Path, ...]:
    """Write the appendix on what was found, with the derivations that belong to it. Raises as `prove`."""
    from argcheck.analyses.check import CheckOptions, searching
    from argcheck.analyses.derivation.supplement import supplement
    from argcheck.reports import appendix_files
    from argcheck.reports.appendix import appendix

    appendix_files.require(formats)
    if not set(appendix_files.DOCUMENTS) & set(formats):
        return appendix_files.write_appendix(appendix(report), report, folder, formats)
    with searching(CheckOptions(timeout=timeout)) as decider:
        more = supplement(report, decider)
    document = appendix(report, more.derivations, more.left_out)
    return appendix_files.write_appendix(document, report, folder, formats)


def verify(path: str | Path, argument: Source | None = None) -> Verification:
    """Do the certificates in a file, which `prove` wrote, still prove what the argument says? No solver is asked.

    The argument is the one that the file names unless another is given. Raises CannotVerify where the certificate
    file cannot be read, ArgumentError where the argument cannot.
    """
    from argcheck.analyses.verification import CannotVerify, Verification, standings
    from argcheck.certificates.file import read_file
    from argcheck.kernel.data import MOST_BYTES, Refused
    from argcheck.reports.certificates import digest

    try:
        if Path(path).stat().st_size > MOST_BYTES:
            raise Refused("it is too large")
        file = read_file(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, Refused) as problem:
        raise CannotVerify(f"this is not a certificate file: {problem}") from problem
    if argument is None:
        if file.argument is None:
            raise CannotVerify("the certificate does not name its argument file")
        argument = Path(path).parent / file.argument
    loaded = argument if isinstance(argument, Argument) else load(argument)
    return Verification(loaded.path, digest(loaded.text) == file.digest, standings(file, loaded))


def export(
    source: Source,
    form: str,
    *,
    readings: Iterable[tuple[str, str]] = (),
    steps: Iterable[str] = (),
    timeout: float = DEFAULT_TIMEOUT,
) -> Exported:
    """The argument for other programs: `smt2` (the obligations, a file each), `argdown`, or a format of the graph.

    Raises ArgumentError for a file at fault, SelectionError for a step or reading that there is not, KeyError for
    another format.
    """
    from argcheck.analyses.check import CheckOptions, check_with, searching
    from argcheck.model.selection import select
    from argcheck.reports.exchange.files import exported

    argument = source if isinstance(source, Argument) else load(source)
    part = select(argument, readings, steps)
    options = CheckOptions(timeout=timeout)
    with searching(options) as searcher:
        return exported(part, check_with(searcher, part, options).steps, form, searcher)


def import_argument(path: str | Path, *, conclusion: str | None = None) -> Imported:
    """An SMT-LIB 2 script (`.smt2`, or `-` for standard input) or an Argdown document as the text of an argument file.

    `conclusion` names the assertion of a script that denies what is to be concluded. Raises ArgumentError, which
    carries every diagnostic, for a file that cannot be read as an argument.
    """
    from argcheck.language.source import MOST_BYTES, read_source
    from argcheck.model.imports.argdown import import_argdown
    from argcheck.model.imports.result import NotImported
    from argcheck.model.imports.smtlib import import_smtlib

    name = str(path)
    text, unreadable = read_source(path, longest_line=MOST_BYTES)
    if text is None:
        raise ArgumentError(unreadable)
    try:
        if Path(name).suffix.lower() in (".argdown", ".ad"):
            return import_argdown(text, Path(name).stem)
        return import_smtlib(text, "a script" if name == "-" else Path(name).stem, conclusion)
    except NotImported as problem:
        shown = "<stdin>" if name == "-" else name
        raise ArgumentError(tuple(replace(each, file=shown) for each in problem.diagnostics)) from None


def _checked(source: Source, settings: Settings) -> ArgumentReport:
    return check_argument(source, settings) if isinstance(source, Argument) else check_file(str(source), settings)


def check_file(
    path: str, settings: Settings, progress: Progress | None = None, found: Found | None = None
) -> ArgumentReport:
    """Check one file; `-` is standard input. `found` gets each step's result as soon as it is known."""
    argument, diagnostics, text = _read(path)
    if argument is None:
        return ArgumentReport(path, None, standing="", diagnostics=diagnostics, text=text)
    report = check_argument(argument, settings, progress, found)
    # a diagnostic may come from the file as well as from the check
    return replace(report, diagnostics=tuple(dict.fromkeys((*diagnostics, *report.diagnostics))))


def check_argument(
    argument: Argument, settings: Settings, progress: Progress | None = None, found: Found | None = None
) -> ArgumentReport:
    """Check an argument that is already loaded, or the part of it that the settings ask for."""
    from argcheck.analyses import check as analysis
    from argcheck.model.selection import select

    part = select(argument, settings.readings, settings.steps)
    options = analysis.CheckOptions(timeout=settings.timeout, seed=settings.seed, proof_effort=settings.proof_effort)
    return replace(analysis.check_argument(part, options, progress, found), text=argument.text)


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
