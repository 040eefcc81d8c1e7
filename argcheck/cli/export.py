"""`argcheck export`: the obligations and the map of an argument, for other programs."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from argcheck.cli import options


class Format(StrEnum):
    """What to write."""

    SMT2 = "smt2"
    ARGDOWN = "argdown"
    DOT = "dot"
    MERMAID = "mermaid"
    GRAPHML = "graphml"
    SVG = "svg"


Form = Annotated[Format, typer.Option("--format", "-f", help="What to write.")]
Out = Annotated[
    Path | None,
    typer.Option("--out", "-o", metavar="PATH", help="The file to write to, or the folder (smt2: NAME-smt2)."),
]


def export(
    file: options.File,
    form: Form = Format.SMT2,
    out: Out = None,
    reading: options.Readings = None,
    step: options.Steps = None,
    timeout: options.Timeout = options.DEFAULT_TIMEOUT,
) -> None:
    """Write an argument for other programs: each step as an SMT-LIB 2 query, with the answer where it is known
    (one file a step and reading), the argument map as Argdown with verdicts as data, or the graph as `argcheck graph`.

    Example: argcheck export arguments/moe2025.arg --format smt2 --out moe2025-smt2

    Exit codes: 0 everything was written; 2 the input is at fault; 3 some step could not be written;
    4 argcheck itself failed.
    """
    from argcheck.api import export as made
    from argcheck.cli.exits import Exit
    from argcheck.cli.loading import load_sound
    from argcheck.cli.output import Screen, remark, write
    from argcheck.files import write_atomically
    from argcheck.model.selection import SelectionError

    argument = load_sound(Screen(color=False), file)
    try:
        found = made(argument, form.value, readings=options.pairs(reading), steps=step or (), timeout=timeout)
    except SelectionError as error:
        remark(f"argcheck: {error}")
        raise typer.Exit(Exit.INPUT) from None
    if form is Format.SMT2:
        folder = out or Path(f"{Path(file).stem if file != '-' else 'stdin'}-smt2")
        files = {folder / name: text for name, text in found.files.items()}
    else:
        (text,) = found.files.values()
        files = {} if out is None else {out: text}
        if out is None:
            write(text)
    for path, text in files.items():
        try:
            write_atomically(path, text)
        except OSError as error:
            remark(f"argcheck: cannot write to {path}: {error.strerror or error}")
            raise typer.Exit(Exit.INPUT) from None
        write(f"{path}\n")
    for name, reason in found.left_out:
        remark(f"argcheck: `{name}` was not written: {reason}")
    raise typer.Exit(Exit.UNDECIDED if found.left_out else Exit.EXPECTED)
