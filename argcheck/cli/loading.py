"""Reading one argument for a command that needs a sound one, with its faults told as `check` tells them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import typer

if TYPE_CHECKING:
    from argcheck.cli.output import Screen
    from argcheck.diagnostics import Diagnostic
    from argcheck.model.argument import Argument


def load_sound(screen: Screen, file: str) -> Argument:
    """The argument; where it is at fault, its diagnostics are shown and the command ends."""
    from argcheck.language.source import read_source

    text, unreadable = read_source(file)
    if text is None:
        _end(screen, unreadable, "")
    return elaborate_sound(screen, text, "<stdin>" if file == "-" else file)


def elaborate_sound(screen: Screen, text: str, path: str) -> Argument:
    """As `load_sound`, from text that is already there."""
    from argcheck.diagnostics import Severity
    from argcheck.language.parse import parse
    from argcheck.model.elaborate import elaborate

    parsed = parse(text, path)
    elaborated = elaborate(parsed)
    found = tuple(dict.fromkeys((*parsed.diagnostics, *elaborated.diagnostics)))
    errors = tuple(each for each in found if each.severity is Severity.ERROR)
    if errors or elaborated.argument is None:
        _end(screen, errors, text)
    return elaborated.argument


def _end(screen: Screen, diagnostics: tuple[Diagnostic, ...], text: str) -> NoReturn:
    from argcheck.cli.exits import Exit
    from argcheck.reports.diagnostics import put_diagnostics
    from argcheck.reports.layout import Page

    page = Page(screen.width, screen.marks)
    put_diagnostics(page, diagnostics, text)
    screen.show(page.text())
    raise typer.Exit(Exit.INPUT)
