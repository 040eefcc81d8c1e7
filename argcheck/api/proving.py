"""What comes out of a check for others: derivations, appendices, certificates and their replay, obligations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from argcheck.analyses.results import ArgumentReport
from argcheck.api.checking import Source, checked, load
from argcheck.diagnostics import ArgumentError
from argcheck.model.argument import Argument
from argcheck.settings import DEFAULT_SEED, DEFAULT_TIMEOUT, PROVE_EFFORT, Settings

if TYPE_CHECKING:
    from argcheck.analyses.regions.request import Request
    from argcheck.analyses.verification import Verification
    from argcheck.reports.exchange.files import Exported
    from argcheck.reports.notebook import Derivation


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
    report = checked(source, Settings(timeout, seed, tuple(readings), tuple(steps), proof_effort))
    if report.argument is None:
        raise ArgumentError(report.diagnostics)
    return write_appendix(report, Path(folder), formats, timeout=timeout)


def write_appendix(
    report: ArgumentReport,
    folder: Path,
    formats: Sequence[str],
    *,
    timeout: float = DEFAULT_TIMEOUT,
    regions: Sequence[tuple[str, Request]] = (),
) -> tuple[Path, ...]:
    """Write the appendix on what was found, with its derivations and `regions`. Raises as `prove`, and RegionError."""
    from argcheck.analyses.check import CheckOptions, searching
    from argcheck.analyses.derivation.supplement import supplement
    from argcheck.analyses.games.solve import solve_game
    from argcheck.reports import appendix, appendix_files, appendix_games, appendix_regions

    appendix_files.require(formats)
    if not set(appendix_files.DOCUMENTS) & set(formats) and not regions:
        return appendix_files.write_appendix(appendix.appendix(report), report, folder, formats)
    with searching(CheckOptions(timeout=timeout)) as decider:
        more = supplement(report, decider)
        argument = report.argument
        names = dict.fromkeys(game.name for game in argument.games) if argument is not None else ()
        games = [each for name in names if argument is not None for each in solve_game(argument, name, decider)]
        maps = [appendix_regions.mapped(report, step, request, decider, folder) for step, request in regions]
    extra = [appendix_games.games_section(argument, games)] if games and argument is not None else []
    sections = [*extra, *(each.section for each in maps)]
    document = appendix.appendix(report, more.derivations, more.left_out, sections)
    return appendix_files.write_appendix(document, report, folder, formats, {m.name: m.certificate for m in maps})


def verify(path: str | Path, argument: Source | None = None) -> Verification:
    """Do the certificates in a file, which `prove` or `regions` wrote, still prove what the argument says? No solver is
    asked (of regions only whether premises that have nothing to do with them can hold together).

    The argument is the one that the file names unless another is given. Raises CannotVerify where the certificate
    file cannot be read, ArgumentError where the argument cannot.
    """
    from argcheck.analyses.regions.certificate import verify_regions
    from argcheck.analyses.verification import CannotVerify, Verification, standings
    from argcheck.certificates.file import read_file
    from argcheck.kernel.boxes import is_boxes
    from argcheck.kernel.data import MOST_BYTES, Refused
    from argcheck.reports.certificates import digest

    try:
        if Path(path).stat().st_size > MOST_BYTES:
            raise Refused("it is too large")
        text = Path(path).read_text(encoding="utf-8")
        if is_boxes(text):
            return verify_regions(text, lambda named: _argument_of(argument, named, Path(path).parent), digest)
        file = read_file(text)
    except (OSError, UnicodeDecodeError, Refused) as problem:
        raise CannotVerify(f"this is not a certificate file: {problem}") from problem
    loaded = _argument_of(argument, file.argument, Path(path).parent)
    unchanged = digest(loaded.text) == file.digest
    return Verification(loaded.path, unchanged, standings(file, loaded, unchanged))


def _argument_of(given: Source | None, named: str | None, folder: Path) -> Argument:
    from argcheck.analyses.verification import CannotVerify

    if given is None:
        if named is None:
            raise CannotVerify("the certificate does not name its argument file")
        given = folder / named
    return given if isinstance(given, Argument) else load(given)


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
