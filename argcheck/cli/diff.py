"""`argcheck diff`: what did a change of the argument change?"""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Annotated

import typer

from argcheck.cli import options


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A file, or REVISION:FILE for one in Git.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="A file, or REVISION:FILE for one in Git.")],
    json: options.Json = False,
    timeout: options.Timeout = options.DEFAULT_TIMEOUT,
    no_color: options.NoColor = False,
) -> None:
    """What did a change of the argument change: which steps newly hold or fail, and why?

    Example: argcheck diff HEAD~1:arguments/moe2025.arg arguments/moe2025.arg

    Exit codes: 0 no step newly fails; 1 some step does; 2 the input is at fault; 4 argcheck itself failed.
    """
    from argcheck import __version__
    from argcheck.analyses.check import CheckOptions, searching
    from argcheck.analyses.exploration.difference import difference
    from argcheck.cli.exits import Exit
    from argcheck.cli.loading import elaborate_sound, load_sound
    from argcheck.cli.output import Screen, remark, write_json
    from argcheck.reports.difference import difference_record, render_difference

    screen = Screen(color=not no_color)
    arguments = []
    for place in (old, new):
        try:
            text = in_revision(place)
        except LookupError as error:
            remark(f"argcheck: {error}")
            raise typer.Exit(Exit.INPUT) from None
        arguments.append(load_sound(screen, place) if text is None else elaborate_sound(screen, text, place))
    settings = CheckOptions(timeout=timeout)
    with searching(settings) as searcher:
        found = difference(arguments[0], arguments[1], searcher, settings)
    code = Exit.UNEXPECTED if any(one.change.newly_fails for one in found.changes) else Exit.EXPECTED
    if json:
        head = {"schema": "argcheck/1", "argcheck": __version__}
        write_json({**head, **difference_record(found), "exit": int(code)})
    else:
        screen.show(render_difference(found, width=screen.width, marks=screen.marks))
    raise typer.Exit(code)


def in_revision(place: str) -> str | None:
    """The text of `REVISION:FILE`; None where the place is a plain file. Raises LookupError where Git has none."""
    revision, colon, name = place.partition(":")
    if not colon or place == "-" or Path(place).exists() or len(revision) < 2:
        return None
    if revision.startswith("-"):
        raise LookupError(f"`{revision}` is not a revision")
    path = Path(name)
    where = name if path.is_absolute() else f"./{name}"
    try:
        done = subprocess.run(["git", "show", f"{revision}:{where}"], capture_output=True, check=False)
    except OSError:
        raise LookupError(f"`{place}` is no file, and Git is not there to look for a revision") from None
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise LookupError(f"`{place}`: {reason[0] if reason else 'Git does not know it'}")
    try:
        return done.stdout.decode("utf-8")
    except UnicodeDecodeError:
        raise LookupError(f"`{place}` is not text in UTF-8") from None
