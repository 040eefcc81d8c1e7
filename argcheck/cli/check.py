"""`argcheck check`: does each step follow, under each reading?"""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

import typer

from argcheck.cli import options
from argcheck.cli.cluster import Where, cluster
from argcheck.settings import CHECK_EFFORT

if TYPE_CHECKING:
    from argcheck.analyses.results import ArgumentReport
    from argcheck.cli.batch import Failure
    from argcheck.cli.output import Screen
    from argcheck.cli.progress import Meter


def check(
    context: typer.Context,
    files: options.Files,
    json: options.Json = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
    reading: options.Readings = None,
    step: options.Steps = None,
    timeout: options.Timeout = options.DEFAULT_TIMEOUT,
    seed: options.Seed = options.DEFAULT_SEED,
    jobs: options.Jobs = None,
    no_cache: options.NoCache = False,
    no_color: options.NoColor = False,
    all_errors: options.AllErrors = False,
    effort: options.Effort = CHECK_EFFORT,
    where: Where = None,
) -> None:
    """Does each step follow, under each reading?

    Example: argcheck check arguments/moe2025.arg --reading behaviour=hard

    Exit codes: 0 every verdict is the expected one; 1 some verdict is another;
    2 the input is at fault; 3 some step is undecided; 4 argcheck itself failed.
    """
    from argcheck.cli.batch import Checked, Failure, NoFiles, check_all, expand
    from argcheck.cli.exits import Exit, exit_of, gravest
    from argcheck.cli.output import Screen, remark, write_json
    from argcheck.cli.progress import Meter
    from argcheck.settings import Settings

    settings = Settings(timeout, seed, options.pairs(reading), tuple(step or ()), effort)
    try:
        paths = expand(files)
    except NoFiles as error:
        remark(f"argcheck: {error}")
        raise typer.Exit(Exit.INPUT) from None
    debug = bool(context.obj)
    screen = Screen(color=not no_color)
    results: list[Checked] = []
    with nullcontext() if where is None else cluster(where) as workers, Meter(len(paths), enabled=not quiet) as meter:
        try:
            for checked in check_all(paths, settings, meter, jobs=jobs, use_cache=not no_cache, workers=workers):
                with meter.hidden():
                    if isinstance(checked, Failure):
                        tell_failure(checked, debug=debug)
                    elif not json:
                        _show(screen, checked, first=not results, quiet=quiet, verbose=verbose, all_errors=all_errors)
                results.append(checked)
        except KeyboardInterrupt:
            if not json:
                with meter.hidden(for_good=True):
                    _show_known(screen, meter, first=not results)
            raise
    code = gravest(each.exit if isinstance(each, Failure) else exit_of(each) for each in results)
    if json:
        from argcheck.reports.record import record

        data = record((each for each in results if not isinstance(each, Failure)), code)
        failures = [{"file": each.path, "message": each.message} for each in results if isinstance(each, Failure)]
        write_json({**data, "failures": failures})
    raise typer.Exit(code)


def _show(screen: Screen, report: ArgumentReport, *, first: bool, quiet: bool, verbose: bool, all_errors: bool) -> None:
    from argcheck.cli.output import write
    from argcheck.reports.text import render, render_briefly

    if quiet:
        screen.show(render_briefly(report, width=screen.width, marks=screen.marks))
        return
    if not first:
        write("\n")
    screen.show(render(report, width=screen.width, marks=screen.marks, verbose=verbose, all_errors=all_errors))


def _show_known(screen: Screen, meter: Meter, *, first: bool) -> None:
    from argcheck.cli.output import write
    from argcheck.reports.text import render_known

    known = render_known(meter.known, meter.remaining, width=screen.width, marks=screen.marks)
    if known.plain and not first:
        write("\n")
    screen.show(known)


def tell_failure(failure: Failure, *, debug: bool) -> None:
    """Say on standard error why there is no report."""
    from argcheck.cli.exits import Exit
    from argcheck.cli.output import defect, remark

    if failure.exit is Exit.DEFECT:
        defect(failure.message, failure.details, debug=debug, what=failure.path)
    else:
        remark(f"{failure.path}: {failure.message}")
