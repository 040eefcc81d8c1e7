"""`argcheck explore`: which assumptions carry what, what is missing, and what if?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from argcheck.cli import options
from argcheck.cli.cluster import Where, cluster

if TYPE_CHECKING:
    from argcheck.analyses.check import CheckOptions
    from argcheck.analyses.exploration.explore import Wanted
    from argcheck.analyses.exploration.what_if import Changes
    from argcheck.cli.exits import Exit
    from argcheck.cli.output import Screen
    from argcheck.cli.progress import Meter
    from argcheck.model.argument import Argument

_LIMIT = 2_000


def explore(
    file: options.File,
    step: Annotated[
        list[str] | None, typer.Argument(metavar="STEP", help="Only these steps or conclusions (default: all).")
    ] = None,
    drop: Annotated[
        list[str] | None, typer.Option("--drop", "-d", metavar="NAME", help="What if this were not there? (repeatable)")
    ] = None,
    negate: Annotated[
        list[str] | None,
        typer.Option("--negate", "-n", metavar="PREMISE", help="What if this premise were false? (repeatable)"),
    ] = None,
    add: Annotated[
        list[str] | None,
        typer.Option("--add", "-a", metavar="FORMULA", help="What if this were assumed too? (repeatable)"),
    ] = None,
    fix: Annotated[
        list[str] | None,
        typer.Option("--set", "-S", metavar="QUANTITY=VALUE", help="What if the quantity were this? (repeatable)"),
    ] = None,
    reading: options.Readings = None,
    repair: Annotated[
        list[str] | None,
        typer.Option("--repair", "-p", metavar="STEP", help="Say only of this step what it needs (repeatable)."),
    ] = None,
    over: Annotated[
        str | None,
        typer.Option("--over", "-o", metavar="QUANTITIES", help="Conditions in these quantities only: w,c,D."),
    ] = None,
    ranges: Annotated[
        list[str] | None,
        typer.Option(
            "--range",
            "-R",
            metavar="QUANTITY=A..B",
            help="In what share of these values does a step hold? Or a distribution: normal(m,s) … (repeatable)",
        ),
    ] = None,
    limit: Annotated[
        int, typer.Option("--limit", "-l", metavar="NUMBER", min=1, help="The most questions that one map may take.")
    ] = _LIMIT,
    where: Where = None,
    interactive: Annotated[
        bool,
        typer.Option(
            "--interactive", "-i", help="A screen to try all this on. Needs: pip install 'argcheck\\[screen]'."
        ),
    ] = False,
    json: options.Json = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Tell every counterexample in full.")] = False,
    no_color: options.NoColor = False,
    timeout: options.Timeout = options.DEFAULT_TIMEOUT,
) -> None:
    """Which assumptions carry which conclusions, what falls with a failing step, and what would mend it?

    With --drop, --negate, --add or --set the argument is checked with these changes, beside the file as written.

    Example: argcheck explore arguments/moe2025.arg pull --reading behaviour=graded

    Exit codes: 0 everything was settled; 2 the input is at fault; 3 something is undecided or was left out;
    4 argcheck itself failed.
    """
    from argcheck.analyses.check import CheckOptions
    from argcheck.analyses.exploration.explore import Wanted
    from argcheck.analyses.exploration.what_if import ChangeError, Changes
    from argcheck.analyses.shares import ShareError, range_source
    from argcheck.cli.exits import Exit
    from argcheck.cli.loading import load_sound
    from argcheck.cli.output import Screen, remark
    from argcheck.diagnostics import ArgumentError
    from argcheck.model.selection import SelectionError, select

    screen = Screen(color=not no_color)
    argument = load_sound(screen, file)
    readings = options.pairs(reading)
    changes = Changes(tuple(drop or ()), tuple(negate or ()), tuple(add or ()), _values(fix), ())
    settings = CheckOptions(timeout=timeout)
    if interactive:
        _on_a_screen(screen, argument, replace(changes, readings=readings), settings)
        raise typer.Exit(Exit.EXPECTED)
    try:
        spans = tuple((name, range_source(text)) for name, text in _values(ranges, "--range"))
        wanted = Wanted(tuple(step or ()), tuple(repair or ()), _names(over), limit, spans)
        _require(argument, wanted)
        part = select(argument, readings, (*wanted.steps, *wanted.repair))
        if changes:
            code = _what_if(screen, part, changes, settings, json=json, quiet=quiet)
        else:
            code = _explore(screen, part, wanted, settings, where, json=json, quiet=quiet, verbose=verbose)
    except (ChangeError, SelectionError, ShareError) as error:
        remark(f"argcheck: {error}")
        raise typer.Exit(Exit.INPUT) from None
    except ArgumentError as error:
        for each in error.diagnostics:
            remark(f"argcheck: {each.code} {each.message}{f' ({each.hint})' if each.hint else ''}")
        raise typer.Exit(Exit.INPUT) from None
    raise typer.Exit(code)


def _explore(
    screen: Screen,
    argument: Argument,
    wanted: Wanted,
    settings: CheckOptions,
    where: str | None,
    *,
    json: bool,
    quiet: bool,
    verbose: bool,
) -> Exit:
    from argcheck.analyses.check import searching
    from argcheck.analyses.exploration.explore import explore as analyse
    from argcheck.cli.exits import Exit
    from argcheck.cli.output import write_json
    from argcheck.cli.progress import Meter

    with (
        searching(settings) as searcher,
        nullcontext() if where is None else cluster(where) as workers,
        Meter(1, enabled=not quiet) as meter,
        _unfinished(argument, meter, json),
    ):
        found = analyse(argument, searcher, settings, wanted, meter.step, meter.found, workers)
    settled = all(one.complete for one in found.maps) and not found.ended
    code = Exit.EXPECTED if settled and all(one.follows is not None for one in found.report.steps) else Exit.UNDECIDED
    if json:
        from argcheck.reports.exploration_record import exploration_record
        from argcheck.reports.record import argument_record

        checked = {"argument": argument_record(found.report)}
        write_json({**_head(argument), **checked, **exploration_record(found), "exit": int(code)})
    else:
        from argcheck.reports.exploration import render_exploration

        screen.show(render_exploration(found, width=screen.width, marks=screen.marks, verbose=verbose))
    return code


def _what_if(
    screen: Screen, argument: Argument, changes: Changes, settings: CheckOptions, *, json: bool, quiet: bool
) -> Exit:
    from argcheck.analyses.check import check_with, searching
    from argcheck.analyses.exploration.changes import changes as compare
    from argcheck.analyses.exploration.what_if import varied
    from argcheck.cli.exits import Exit
    from argcheck.cli.output import write_json
    from argcheck.cli.progress import Meter

    with searching(settings) as searcher, Meter(1, enabled=not quiet) as meter, _unfinished(argument, meter, json):
        other = varied(argument, changes)
        before = check_with(searcher, argument, settings, meter.step, meter.found)
        after = check_with(searcher, other, settings, meter.step)
    found = compare(before.steps, after.steps)
    code = Exit.EXPECTED if all(one.follows is not None for one in after.steps) else Exit.UNDECIDED
    if json:
        from argcheck.reports.exploration_record import changes_record
        from argcheck.reports.record import argument_record

        both = {"before": argument_record(before), "after": argument_record(after)}
        write_json({**_head(argument), **both, "changes": changes_record(found), "exit": int(code)})
    else:
        from argcheck.reports.changes import render_what_if

        screen.show(render_what_if(before, after, found, changes, width=screen.width, marks=screen.marks))
    return code


@contextmanager
def _unfinished(argument: Argument, meter: Meter, json: bool) -> Iterator[None]:
    """Where the check is interrupted, JSON has what is known, marked as not complete."""
    try:
        yield
    except KeyboardInterrupt:
        if json:
            from argcheck.cli.exits import Exit
            from argcheck.cli.output import write_json
            from argcheck.reports.record import unfinished_record

            with meter.hidden(for_good=True):
                known = unfinished_record(argument.path, meter.known, meter.remaining)
                write_json({**_head(argument), "complete": False, "argument": known, "exit": int(Exit.INTERRUPTED)})
        raise


def _on_a_screen(screen: Screen, argument: Argument, changes: Changes, settings: CheckOptions) -> None:
    """Let changes be tried on a screen, and print the command that makes those that were left."""
    from argcheck.cli.exits import Exit
    from argcheck.cli.output import remark, write
    from argcheck.extras import MissingPackage
    from argcheck.extras import require as require_package

    try:
        require_package("textual", "screen", "The screen")
    except MissingPackage as missing:
        remark(f"argcheck: {missing}")
        raise typer.Exit(Exit.INPUT) from None
    from argcheck.cli.interactive.app import ExploreApp
    from argcheck.cli.interactive.choices import command

    left = ExploreApp(argument, settings, changes, screen.marks).run(mouse=False)
    if left:
        write(f"{command(argument.path, left)}\n")


def _head(argument: Argument) -> dict[str, object]:
    from argcheck import __version__

    return {"schema": "argcheck/1", "argcheck": __version__, "file": argument.path}


def _names(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (text or "").split(",") if part.strip())


def _values(texts: list[str] | None, option: str = "--set") -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    for text in texts or ():
        name, equals, value = (part.strip() for part in text.partition("="))
        if not (name and equals and value):
            raise typer.BadParameter(f"write {option} quantity=value, not `{text}`")
        found.append((name, value))
    return tuple(found)


def _require(argument: Argument, wanted: Wanted) -> None:
    """Raises ChangeError for a quantity that there is not."""
    from argcheck.analyses.exploration.what_if import require

    for name in (*wanted.over, *(name for name, _ in wanted.ranges)):
        require(name, "quantity", [quantity.name for quantity in argument.quantities])
