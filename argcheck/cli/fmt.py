"""`argcheck fmt`: one way of writing an argument file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from argcheck.cli import options

if TYPE_CHECKING:
    from argcheck.cli.exits import Exit


def fmt(
    files: options.Files,
    check: Annotated[bool, typer.Option("--check", "-c", help="Change nothing; exit 1 if a file would.")] = False,
    diff: Annotated[bool, typer.Option("--diff", "-d", help="As --check, and print the changes.")] = False,
    no_color: options.NoColor = False,
    all_errors: options.AllErrors = False,
) -> None:
    """Rewrite argument files in the usual layout; standard input goes to standard output.

    Example: argcheck fmt arguments --diff

    A file with errors is left alone (exit code 2).
    """
    from argcheck.cli.batch import NoFiles, expand
    from argcheck.cli.exits import Exit, gravest
    from argcheck.cli.output import remark

    try:
        paths = expand(files)
    except NoFiles as error:
        remark(f"argcheck: {error}")
        raise typer.Exit(Exit.INPUT) from None
    dry = check or diff
    raise typer.Exit(
        gravest([_one(path, dry=dry, diff=diff, color=not no_color, all_errors=all_errors) for path in paths])
    )


def _one(path: str, *, dry: bool, diff: bool, color: bool, all_errors: bool) -> Exit:
    from argcheck.cli.exits import Exit
    from argcheck.cli.output import Screen, remark, write
    from argcheck.diagnostics import Severity
    from argcheck.files import write_atomically
    from argcheck.language.format import format_source
    from argcheck.language.parse import parse
    from argcheck.language.source import read_source
    from argcheck.reports.diagnostics import put_diagnostics
    from argcheck.reports.layout import Page

    name = "<stdin>" if path == "-" else path
    text, diagnostics = read_source(path)
    if text is not None:
        parsed = parse(text, name)
        diagnostics = (*diagnostics, *parsed.diagnostics)
    if text is None or any(each.severity is Severity.ERROR for each in diagnostics):
        screen = Screen(color=color)
        page = Page(screen.width, screen.marks)
        put_diagnostics(page, diagnostics, text or "", limit=None if all_errors else 5)
        screen.show(page.text())
        return Exit.INPUT
    formatted = format_source(parsed.source)
    if dry:
        if formatted == text:
            return Exit.EXPECTED
        if diff:
            write(_difference(text, formatted, name))
        remark(f"{name} would change")
        return Exit.UNEXPECTED
    if path == "-":
        write(formatted)
    elif formatted != text:
        write_atomically(Path(path), formatted)
        remark(f"{name} changed")
    return Exit.EXPECTED


def _difference(old: str, new: str, name: str) -> str:
    from difflib import unified_diff

    lines = unified_diff(old.splitlines(), new.splitlines(), name, f"{name} (formatted)", lineterm="")
    return "".join(f"{line}\n" for line in lines)
