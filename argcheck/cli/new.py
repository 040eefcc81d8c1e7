"""`argcheck new`: begin an argument from a commented starter or from one that comes with argcheck."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, NoReturn

import typer

from argcheck.cli import options
from argcheck.templates import STARTER


def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The file to write; .arg is added where it lacks.")] = "",
    source: Annotated[
        str, typer.Option("--from", "-f", metavar="TEMPLATE", help="What to begin from; --list names all.")
    ] = STARTER,
    listed: Annotated[bool, typer.Option("--list", "-l", help="List the templates; write nothing.")] = False,
    json: options.Json = False,
    no_color: options.NoColor = False,
) -> None:
    """Begin an argument: a file with comments that say what to write, or a copy of one that comes with argcheck.

    Example: argcheck new wager --from pascal

    Exit codes: 0 it was written; 2 there is no such template, or the file is there already; 4 argcheck itself failed.
    """
    from argcheck.cli.output import remark, write_json
    from argcheck.files import write_new
    from argcheck.templates import UnknownTemplate, begun, template

    if listed:
        _list(json=json, color=not no_color)
        return
    path = Path(name if name.endswith(".arg") else f"{name}.arg")
    if path.name == ".arg":
        _refuse("say what the new file is to be called: argcheck new NAME")
    try:
        write_new(path, begun(path.stem, template(source)))
    except UnknownTemplate as error:
        _refuse(str(error))
    except FileExistsError:
        _refuse(f"{path} is there already, and is left as it is")
    except OSError as error:
        _refuse(f"{path} cannot be written: {error.strerror or error}")
    if json:
        write_json({**_head(), "file": str(path), "template": source, "exit": 0})
    else:
        remark(f"{path} is written; what follows in it: argcheck check {path}")


def _list(*, json: bool, color: bool) -> None:
    from argcheck.cli.output import Screen, write_json
    from argcheck.reports.layout import Page, pad
    from argcheck.templates import templates

    found = templates()
    if json:
        write_json({**_head(), "templates": [{"name": each.name, "title": each.title} for each in found], "exit": 0})
        return
    screen = Screen(color=color)
    page = Page(screen.width, screen.marks)
    width = max(len(each.name) for each in found)
    for each in found:
        page.put_cut((pad(each.name, width), "bold"), "  ", each.title)
    screen.show(page.text())


def _head() -> dict[str, str]:
    from argcheck import __version__

    return {"schema": "argcheck/1", "argcheck": __version__}


def _refuse(message: str) -> NoReturn:
    from argcheck.cli.exits import Exit
    from argcheck.cli.output import remark

    remark(f"argcheck: {message}")
    raise typer.Exit(Exit.INPUT)
