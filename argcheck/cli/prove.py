"""`argcheck prove`: write the appendix of a checked argument."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from argcheck.cli import options
from argcheck.settings import PROVE_EFFORT

if TYPE_CHECKING:
    from argcheck.analyses.regions.request import Request
    from argcheck.analyses.results import ArgumentReport

_AXIS = "QUANTITY=LOW..HIGH[:log]"
Out = Annotated[
    Path | None,
    typer.Option("--out", "-o", metavar="DIR", help="The folder to write to (default: proofs/<name of the file>)."),
]
Formats = Annotated[
    str,
    typer.Option(
        "--format", "-f", metavar="LIST", help="What to write: any of tex, md, typ, pdf, json, coq, lean and smt2."
    ),
]
Pdf = Annotated[bool, typer.Option("--pdf", help="Write NAME.pdf too. Needs the extra: pip install 'argcheck\\[pdf]'.")]


def prove(
    context: typer.Context,
    files: options.Files,
    out: Out = None,
    formats: Formats = "tex,md,json,coq,lean",
    pdf: Pdf = False,
    regions: Annotated[
        str | None,
        typer.Option("--regions", "-R", metavar="STEP", help="Map where this step holds, over --x, --y (and --set)."),
    ] = None,
    x: Annotated[str | None, typer.Option("--x", metavar=_AXIS, help="A quantity of the map, and its range.")] = None,
    y: Annotated[str | None, typer.Option("--y", metavar=_AXIS, help="Another one.")] = None,
    fix: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="QUANTITY=VALUE", help="Keep a quantity of the map at this value (repeatable)."),
    ] = None,
    effort: options.Effort = PROVE_EFFORT,
    json: options.Json = False,
    quiet: options.Quiet = False,
    reading: options.Readings = None,
    step: options.Steps = None,
    timeout: options.Timeout = options.DEFAULT_TIMEOUT,
    seed: options.Seed = options.DEFAULT_SEED,
    jobs: options.Jobs = None,
    no_cache: options.NoCache = False,
) -> None:
    r"""Write the appendix: every step with its proof or counterexample, and a certificate of the proofs.

    Example: argcheck prove arguments/moe2025.arg --format tex

    Writes NAME.tex (for \input in a paper), NAME-standalone.tex, NAME.md and, where a proof was found that the
    kernel accepts, NAME.json, for `argcheck verify`, and the same proofs as NAME.v for Coq and NAME.lean for Lean.
    With --format smt2 each is a query for SMT solvers too, and --pdf sets the appendix without LaTeX.
    Exit codes are those of `argcheck check`.
    """
    from argcheck.analyses.regions.partition import RegionError
    from argcheck.api import write_appendix
    from argcheck.cli.batch import Failure, NoFiles, check_all, expand
    from argcheck.cli.check import tell_failure
    from argcheck.cli.exits import Exit, exit_of, gravest
    from argcheck.cli.output import remark, write, write_json
    from argcheck.cli.progress import Meter
    from argcheck.extras import MissingPackage
    from argcheck.reports.appendix_files import require
    from argcheck.settings import Settings

    named = [*formats.split(","), *(["pdf"] if pdf else [])]
    wanted = tuple(dict.fromkeys(part.strip() for part in named if part.strip()))
    try:
        require(wanted)
    except ValueError as problem:
        raise typer.BadParameter(f"{problem} (--format tex,md, say)") from None
    except MissingPackage as missing:
        remark(f"argcheck: {missing}")
        raise typer.Exit(Exit.INPUT) from None
    settings = Settings(timeout, seed, options.pairs(reading), tuple(step or ()), effort)
    try:
        maps = [(regions, _request(x, y, fix))] if regions else []
        paths = expand(files)
    except (NoFiles, RegionError) as error:
        remark(f"argcheck: {error}")
        raise typer.Exit(Exit.INPUT) from None
    exits: list[Exit] = []
    written: list[dict[str, object]] = []
    folders = _folders(paths, out)
    with Meter(len(paths), enabled=not quiet) as meter:
        for path, checked in zip(
            paths, check_all(paths, settings, meter, jobs=jobs, use_cache=not no_cache), strict=True
        ):
            made: tuple[Path, ...] = ()
            with meter.hidden():
                if isinstance(checked, Failure):
                    tell_failure(checked, debug=bool(context.obj))
                    exits.append(checked.exit)
                elif checked.argument is None:
                    _show_faults(checked)
                    exits.append(Exit.INPUT)
                else:
                    try:
                        made = write_appendix(checked, folders[path], wanted, timeout=timeout, regions=maps)
                    except RegionError as error:
                        remark(f"argcheck: {error}")
                        exits.append(Exit.INPUT)
                    except OSError as error:
                        remark(f"argcheck: cannot write to {folders[path]}: {error.strerror or error}")
                        exits.append(Exit.INPUT)
                    exits.append(exit_of(checked))
                if not json and not quiet:
                    write("".join(f"{name}\n" for name in made))
            written.append({"file": path, "written": [str(name) for name in made]})
    code = gravest(exits)
    if json:
        from argcheck import __version__

        write_json({"schema": "argcheck/1", "argcheck": __version__, "documents": written, "exit": int(code)})
    raise typer.Exit(code)


def _request(x: str | None, y: str | None, fix: list[str] | None) -> Request:
    """What is to be mapped. Raises RegionError."""
    from argcheck.analyses.regions.request import Request, axis_of, value_of

    return Request(tuple(axis_of(text) for text in (x, y) if text), tuple(map(value_of, fix or ())))


def _folders(paths: list[str], out: Path | None) -> dict[str, Path]:
    """Where each file's appendix goes: into `out` itself where there is one file, else into a folder of its own."""
    if out is not None and len(paths) == 1:
        return {paths[0]: out}
    from argcheck.reports.appendix_files import plain_name

    found: dict[str, Path] = {}
    for path in paths:
        folder = (out or Path("proofs")) / plain_name(path)
        number = 2
        while folder in found.values():
            folder = folder.with_name(f"{plain_name(path)}-{number}")
            number += 1
        found[path] = folder
    return found


def _show_faults(report: ArgumentReport) -> None:
    from argcheck.cli.output import Screen, remark
    from argcheck.reports.text import render

    screen = Screen(color=False)
    remark(render(report, width=screen.width, marks=screen.marks).plain)
