"""The options that commands share, so that each means the same everywhere."""

from __future__ import annotations

from typing import Annotated

import typer

from argcheck.settings import DEFAULT_SEED as DEFAULT_SEED
from argcheck.settings import DEFAULT_TIMEOUT as DEFAULT_TIMEOUT

Files = Annotated[
    list[str],
    typer.Argument(metavar="FILE", help="Argument files, folders of them (*.arg), or - for standard input."),
]
File = Annotated[str, typer.Argument(metavar="FILE", help="An argument file, or - for standard input.")]
Json = Annotated[bool, typer.Option("--json", "-J", help="Print the findings as JSON (schema argcheck/1).")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print only what is not as expected.")]
Verbose = Annotated[
    bool, typer.Option("--verbose", "-v", help="Print every counterexample, and what each prover found.")
]
NoColor = Annotated[bool, typer.Option("--no-color", "-N", help="No colours (the NO_COLOR variable does the same).")]
Timeout = Annotated[
    float, typer.Option("--timeout", "-t", metavar="SECONDS", min=0.01, help="The most that one query may take.")
]
Seed = Annotated[int, typer.Option("--seed", "-s", metavar="NUMBER", help="The seed of every random choice.")]
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", "-j", metavar="NUMBER", min=1, help="Processes that work at once (default: one a core)."),
]
NoCache = Annotated[bool, typer.Option("--no-cache", "-C", help="Check again even what was checked before.")]
Readings = Annotated[
    list[str] | None,
    typer.Option("--reading", "-r", metavar="NOTION=READING", help="Only this reading of a notion (repeatable)."),
]
Steps = Annotated[
    list[str] | None,
    typer.Option("--step", "-S", metavar="NAME", help="Only this step and those that it rests on (repeatable)."),
]
Effort = Annotated[
    float,
    typer.Option(
        "--proof-effort",
        "-e",
        metavar="SECONDS",
        min=0,
        help="How hard to look for each step's certificate: counted work, worth about as many seconds.",
    ),
]
AllErrors = Annotated[bool, typer.Option("--all-errors", "-a", help="Show every diagnostic, not only the first five.")]


def pairs(readings: list[str] | None) -> tuple[tuple[str, str], ...]:
    """`notion=reading` as (notion, reading). Raises typer.BadParameter when there is no `=`."""
    found: list[tuple[str, str]] = []
    for text in readings or ():
        notion, equals, name = (part.strip() for part in text.partition("="))
        if not (notion and equals and name):
            raise typer.BadParameter(f"write --reading notion=reading, not `{text}`")
        found.append((notion, name))
    return tuple(found)
