"""`argcheck graph`: the argument as a graph, coloured by verdict."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from argcheck.cli import options


class Format(StrEnum):
    """What to write."""

    DOT = "dot"
    MERMAID = "mermaid"
    GRAPHML = "graphml"
    SVG = "svg"
    JSON = "json"


def graph(
    file: options.File,
    form: Annotated[Format, typer.Option("--format", "-f", help="What to write.")] = Format.DOT,
    plain: Annotated[bool, typer.Option("--plain", "-p", help="Only the structure: nothing is checked.")] = False,
    json: Annotated[bool, typer.Option("--json", "-J", help="The same as --format json.")] = False,
    reading: options.Readings = None,
    timeout: options.Timeout = options.DEFAULT_TIMEOUT,
    no_color: options.NoColor = False,
) -> None:
    """Draw the argument as a graph: what rests on what, coloured by verdict.

    Example: argcheck graph arguments/moe2025.arg --format svg > moe2025.svg

    Exit codes: 0 the graph was written; 2 the input is at fault; 4 argcheck itself failed.
    """
    from argcheck import __version__
    from argcheck.analyses.check import CheckOptions, check_argument
    from argcheck.cli.exits import Exit
    from argcheck.cli.loading import load_sound
    from argcheck.cli.output import Screen, remark, write, write_json
    from argcheck.model.selection import SelectionError, select
    from argcheck.reports.graph import FORMATS, graph_record, verdicts

    argument = load_sound(Screen(color=not no_color), file)
    try:
        part = select(argument, options.pairs(reading))
    except SelectionError as error:
        remark(f"argcheck: {error}")
        raise typer.Exit(Exit.INPUT) from None
    results = () if plain else check_argument(part, CheckOptions(timeout=timeout)).steps
    words = verdicts(part, results)
    if json or form is Format.JSON:
        head = {"schema": "argcheck/1", "argcheck": __version__, "file": argument.path}
        write_json({**head, **graph_record(part, words), "exit": 0})
    else:
        write(FORMATS[form](part, words))
