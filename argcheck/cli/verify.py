"""`argcheck verify`: certificates held against their arguments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from argcheck.cli import options

if TYPE_CHECKING:
    from argcheck.analyses.verification import StepStanding, Verification

Paths = Annotated[list[str], typer.Argument(metavar="PATH", help="Certificate files, or folders of them (*.json).")]
ArgumentFile = Annotated[
    str | None,
    typer.Option("--argument", "-a", metavar="FILE", help="The argument file, where it is not the one that is named."),
]


def verify(
    paths: Paths,
    argument: ArgumentFile = None,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """Do the certificates still prove what the argument says? No solver is asked.

    Example: argcheck verify proofs/moe2025

    Every certificate is replayed by the kernel, and its theorems are compared with the argument as it is now.
    They show that the facts force a claim, or exclude it. That the facts can hold at all is shown by an example in the
    certificate, a point that is evaluated exactly; without one, a step is said to follow perhaps vacuously.
    Exit codes: 0 all verified; 1 some not; 2 the input is at fault.
    """
    from argcheck import api
    from argcheck.analyses.verification import CannotVerify
    from argcheck.cli.exits import Exit, gravest
    from argcheck.cli.output import remark, write, write_json
    from argcheck.diagnostics import ArgumentError

    exits: list[Exit] = []
    records: list[dict[str, Any]] = []
    for path in _expanded(paths):
        try:
            if Path(path).is_dir():
                raise CannotVerify("there is no certificate (.json) in this folder")
            found = api.verify(path, argument)
        except (CannotVerify, ArgumentError) as problem:
            told = f"{problem}" if isinstance(problem, CannotVerify) else f"its argument is at fault: {problem}"
            remark(f"{path}: {told}")
            records.append({"file": path, "argument": None, "unchanged": None, "message": told, "steps": []})
            exits.append(Exit.INPUT)
            continue
        exits.append(Exit.EXPECTED if found.verified else Exit.UNEXPECTED)
        steps = [_record(each) for each in found.steps]
        records.append(
            {"file": path, "argument": found.argument, "unchanged": found.unchanged, "message": "", "steps": steps}
        )
        if not json:
            write("".join(f"{line}\n" for line in _lines(path, found, quiet=quiet)))
    code = gravest(exits)
    if json:
        from argcheck import __version__

        write_json({"schema": "argcheck/1", "argcheck": __version__, "certificates": records, "exit": int(code)})
    raise typer.Exit(code)


def _expanded(paths: list[str]) -> list[str]:
    found: list[str] = []
    for path in paths:
        found += sorted(map(str, Path(path).rglob("*.json"))) or [path]
    return found


def _lines(path: str, found: Verification, *, quiet: bool) -> Iterator[str]:
    from argcheck.analyses.verification import Standing, titled

    if not quiet:
        same = "unchanged" if found.unchanged else "changed since the certificate was made"
        yield f"{path}, for {found.argument} ({same})"
    width = max((len(titled(each)) for each in found.steps), default=0)
    for each in found.steps:
        if quiet and each.standing in (Standing.VERIFIED, Standing.ABSENT):
            continue
        plural = {"theorem": "theorems", "box": "boxes"}[each.counted]
        many = f"{each.theorems} {plural if each.theorems != 1 else each.counted}"
        detail = _shown(each, many) if each.standing is Standing.VERIFIED else each.detail
        yield f"  {titled(each):{width}}  {each.standing}{f': {detail}' if detail else ''}"
        yield from (f"  {'':{width}}    leans on {hole}" for hole in each.holes)
    if not quiet:
        counted = Counter(each.standing for each in found.steps)
        told = ", ".join(f"{counted[one]} {one}" for one in Standing if counted[one])
        doubts = sum(each.perhaps_vacuously for each in found.steps)
        yield f"{told or 'there is no step'}{f'; {doubts} of these perhaps vacuously' if doubts else ''}."


def _shown(each: StepStanding, many: str) -> str:
    """`valid, by 2 theorems and an example of what it assumes`."""
    if each.perhaps_vacuously:
        return f"{each.verdict}, perhaps vacuously, by {many}: no example of its premises is recorded"
    return f"{each.verdict}, by {many}{' and an example of what it assumes' if each.example is not None else ''}"


def _record(standing: StepStanding) -> dict[str, Any]:
    return {
        "step": standing.step,
        "reading": dict(standing.reading),
        "verdict": standing.verdict or None,
        "standing": standing.standing.value,
        "detail": standing.detail,
        "theorems": standing.theorems,
        "holes": list(standing.holes),
        "example": None if standing.example is None else dict(standing.example),
        "perhaps_vacuously": standing.perhaps_vacuously,
    }
