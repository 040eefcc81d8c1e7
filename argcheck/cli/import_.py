"""`argcheck import`: SMT-LIB 2 scripts and Argdown documents as argument files."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import Annotated

import typer


def import_(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="A .smt2 or .argdown file, or - for SMT-LIB 2 on standard input.")
    ],
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FILE.arg", help="The argument file to write; - for standard output."),
    ] = None,
    conclusion: Annotated[
        str | None,
        typer.Option("--conclusion", "-c", metavar="NAME", help="SMT-LIB 2: the assertion that denies the conclusion."),
    ] = None,
    query: Annotated[
        int | None, typer.Option("--query", metavar="N", help="SMT-LIB 2: only the N-th check-sat, from 1.")
    ] = None,
    no_color: Annotated[bool, typer.Option("--no-color", "-N", help="No colours.")] = False,
) -> None:
    """Read a file of another program as an argument file, and print it or write it to a file.

    Example: argcheck import query.smt2 --out query.arg

    Of an SMT-LIB 2 script the assertions become premises, and what the last one denies (or the one that is named goal,
    conjecture or conclusion) the conclusion; a script with several queries has a conclusion for each. Of an Argdown
    document statements become propositions, and arguments steps; their formulas are for you to fill in. Exit codes:
    0 it was read; 2 it cannot be; 4 argcheck itself failed.
    """
    from argcheck.api import import_argument
    from argcheck.cli.exits import Exit
    from argcheck.cli.output import Screen, remark, write
    from argcheck.diagnostics import ArgumentError
    from argcheck.files import write_atomically
    from argcheck.reports.diagnostics import put_diagnostics
    from argcheck.reports.layout import Page

    if file != "-" and PurePath(file).suffix.lower() not in (".smt2", ".smt", ".argdown", ".ad"):
        remark(f"argcheck: {file}: .smt2 and .argdown files can be read; for .nfg there is `argcheck game --write`")
        raise typer.Exit(Exit.INPUT)
    try:
        found = import_argument(file, conclusion=conclusion, query=query)
    except ArgumentError as problem:
        screen = Screen(color=not no_color)
        page = Page(screen.width, screen.marks)
        put_diagnostics(page, problem.diagnostics, _text(file))
        screen.show(page.text())
        raise typer.Exit(Exit.INPUT) from None
    if out is None or str(out) == "-":
        write(found.text)
    else:
        try:
            write_atomically(out, found.text)
        except OSError as error:
            remark(f"argcheck: cannot write to {out}: {error.strerror or error}")
            raise typer.Exit(Exit.INPUT) from None
        write(f"{out}\n")
    for told in found.remarks:
        remark(f"argcheck: {told}")


def _text(file: str) -> str:
    """The text that diagnostics speak of; nothing where it is gone."""
    try:
        return "" if file == "-" else Path(file).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
