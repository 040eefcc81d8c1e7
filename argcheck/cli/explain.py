"""`argcheck explain`: what a diagnostic code means."""

from __future__ import annotations

from typing import Annotated

import typer

from argcheck.cli import options


def explain(
    code: Annotated[str, typer.Argument(metavar="CODE", help="A code such as E401; without one, all are listed.")] = "",
    no_color: options.NoColor = False,
) -> None:
    """Say what a diagnostic code means, and what to do about it.

    Example: argcheck explain E401
    """
    from argcheck.cli.exits import Exit
    from argcheck.cli.output import Screen, remark
    from argcheck.codes import CODES
    from argcheck.reports.layout import Page

    screen = Screen(color=not no_color)
    page = Page(screen.width, screen.marks)
    if not code:
        for each in CODES.values():
            page.put_cut((each.id, "bold"), "  ", each.title)
    elif found := CODES.get(code.strip().upper()):
        page.put((found.id, "bold"), "  ", (found.title, "bold"), f"  ({found.severity})")
        page.put(found.explanation, lead="  ")
    else:
        remark(f"argcheck: there is no code `{code}`; `argcheck explain` lists them all")
        raise typer.Exit(Exit.INPUT)
    screen.show(page.text())
