"""`argcheck verify`: certificates held against their arguments."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from argcheck.cli import options

if TYPE_CHECKING:
    from argcheck.analyses.verification import StepStanding
    from argcheck.cli.exits import Exit

Paths = Annotated[list[str], typer.Argument(metavar="PATH", help="Certificate files, or folders of them (*.json).")]
ArgumentFile = Annotated[
    str | None,
    typer.Option("--argument", "-a", metavar="FILE", help="The argument file, where it is not the one that is named."),
]


class Unusable(Exception):
    """There is nothing to verify; the message says why."""


def verify(
    paths: Paths,
    argument: ArgumentFile = None,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """Do the certificates still prove what the argument says? No solver is asked.

    Example: argcheck verify proofs/moe2025

    Every certificate is replayed by the kernel, and its theorems are compared with the argument as it is now.
    Exit codes: 0 all verified; 1 some not; 2 the input is at fault.
    """
    from argcheck.analyses.verification import Standing
    from argcheck.cli.exits import Exit, gravest
    from argcheck.cli.output import remark, write, write_json

    exits: list[Exit] = []
    records: list[dict[str, Any]] = []
    for path in _expanded(paths):
        try:
            source, unchanged, found = standings(path, argument)
        except Unusable as problem:
            remark(f"{path}: {problem}")
            records.append({"file": path, "argument": None, "unchanged": None, "message": str(problem), "steps": []})
            exits.append(Exit.INPUT)
            continue
        good = all(each.standing in (Standing.VERIFIED, Standing.ABSENT) for each in found)
        exits.append(Exit.EXPECTED if good else Exit.UNEXPECTED)
        records.append(
            {"file": path, "argument": source, "unchanged": unchanged, "message": "", "steps": [*map(_record, found)]}
        )
        if not json:
            write("".join(f"{line}\n" for line in _lines(path, source, unchanged, found, quiet=quiet)))
    code = gravest(exits)
    if json:
        from argcheck import __version__

        write_json({"schema": "argcheck/1", "argcheck": __version__, "certificates": records, "exit": int(code)})
    raise typer.Exit(code)


def standings(path: str, argument: str | None = None) -> tuple[str, bool, tuple[StepStanding, ...]]:
    """The argument's path, whether its text is the one that the certificate was made of, and what became of every
    step. Raises Unusable."""
    from argcheck.analyses.verification import verify
    from argcheck.api import load
    from argcheck.certificates.file import read_file
    from argcheck.diagnostics import ArgumentError
    from argcheck.kernel.data import MOST_BYTES, Refused
    from argcheck.reports.certificates import digest

    try:
        if Path(path).stat().st_size > MOST_BYTES:
            raise Unusable("the certificate is too large")
        file = read_file(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, Refused) as problem:
        raise Unusable(f"this is not a certificate file: {problem}") from problem
    if argument is None and file.argument is None:
        raise Unusable("it does not name its argument file; say it with --argument FILE")
    source = argument if argument is not None else str(Path(path).parent / str(file.argument))
    try:
        loaded = load(source)
    except ArgumentError as problem:
        raise Unusable(f"its argument {source} cannot be read: {problem}") from problem
    return source, digest(loaded.text) == file.digest, verify(file, loaded)


def _expanded(paths: list[str]) -> list[str]:
    found: list[str] = []
    for path in paths:
        found += sorted(map(str, Path(path).rglob("*.json"))) if Path(path).is_dir() else [path]
    return found


def _lines(path: str, source: str, unchanged: bool, found: tuple[StepStanding, ...], *, quiet: bool) -> list[str]:
    from argcheck.analyses.verification import Standing, titled

    lines: list[str] = []
    if not quiet:
        same = "as it was" if unchanged else "its text has changed since the certificate was made"
        lines.append(f"{path}, for {source} ({same})")
    width = max((len(titled(each)) for each in found), default=0)
    for each in found:
        if quiet and each.standing in (Standing.VERIFIED, Standing.ABSENT):
            continue
        lean = f"; leaning on {', '.join(each.holes)}" if each.holes else ""
        many = f"{each.theorems} theorem{'s' if each.theorems != 1 else ''}"
        detail = f"{each.verdict}, by {many}{lean}" if each.standing is Standing.VERIFIED else each.detail
        lines.append(f"  {titled(each):{width}}  {each.standing}{f': {detail}' if detail else ''}")
    if not quiet:
        counted = Counter(each.standing for each in found)
        told = ", ".join(f"{counted[one]} {one}" for one in Standing if counted[one])
        lines.append(f"{told or 'no step'}.")
    return lines


def _record(standing: StepStanding) -> dict[str, Any]:
    return {
        "step": standing.step,
        "reading": dict(standing.reading),
        "verdict": standing.verdict or None,
        "standing": standing.standing.value,
        "detail": standing.detail,
        "theorems": standing.theorems,
        "holes": list(standing.holes),
    }
