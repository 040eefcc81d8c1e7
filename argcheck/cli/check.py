"""`argcheck check`: does each step follow, under each reading?"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from typing import TYPE_CHECKING

import typer

from argcheck.cli import options
from argcheck.cli.cluster import Where, cluster
from argcheck.settings import CHECK_EFFORT

if TYPE_CHECKING:
    from rich.text import Text

    from argcheck.analyses.results import ArgumentReport
    from argcheck.cli.batch import Checked, Failure
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
    from argcheck.cli.batch import Failure, NoFiles, check_all, expand
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
    told = _Told(Screen(color=not no_color), quiet=quiet, verbose=verbose, all_errors=all_errors)
    meter = Meter(len(paths), enabled=not quiet, when_decided=lambda report: told.early(report, meter))
    results: list[Checked] = []
    with nullcontext() if where is None else cluster(where) as workers, meter:
        try:
            for checked in check_all(paths, settings, meter, jobs=jobs, use_cache=not no_cache, workers=workers):
                with meter.hidden():
                    if isinstance(checked, Failure):
                        tell_failure(checked, debug=debug)
                    elif not json:
                        told.whole(checked)
                results.append(checked)
        except KeyboardInterrupt:
            with meter.hidden(for_good=True):
                if json:
                    _write_unfinished(results, paths[len(results)], meter)
                else:
                    told.cut_short(meter)
            raise
    code = gravest(each.exit if isinstance(each, Failure) else exit_of(each) for each in results)
    if json:
        from argcheck.reports.record import record

        data = record((each for each in results if not isinstance(each, Failure)), code)
        failures = [{"file": each.path, "message": each.message} for each in results if isinstance(each, Failure)]
        write_json({**data, "failures": failures})
    raise typer.Exit(code)


def _write_unfinished(results: Sequence[Checked], path: str, meter: Meter) -> None:
    """Everything that is known, marked as not complete."""
    from argcheck.analyses.results import ArgumentReport
    from argcheck.cli.exits import Exit
    from argcheck.cli.output import write_json
    from argcheck.reports.record import argument_record, record, unfinished_record

    reports = [each for each in results if isinstance(each, ArgumentReport)]
    if meter.report is not None:
        cut_short = {**argument_record(meter.report), "complete": False}
    else:
        cut_short = unfinished_record(path, meter.known, meter.remaining)
    write_json({**record(reports, Exit.INTERRUPTED), "complete": False, "unfinished": cut_short})


class _Told:
    """Reports as they are printed: on a terminal once every verdict is known, what proofs add when they are found."""

    def __init__(self, screen: Screen, *, quiet: bool, verbose: bool, all_errors: bool) -> None:
        self._screen = screen
        self._quiet = quiet
        self._verbose = verbose
        self._all_errors = all_errors
        self._first = True
        self._early = False

    def early(self, report: ArgumentReport, meter: Meter) -> None:
        """Every verdict is known, and proofs are still looked for. Somebody who waits sees them at once."""
        if self._quiet or not self._screen.is_watched:
            return
        text = self._rendered(report, timing=False)
        if not meter.shows(text):
            with meter.hidden():
                self._print(text)
            self._early = True

    def whole(self, report: ArgumentReport) -> None:
        """Everything is known."""
        from argcheck.reports.text import render_briefly, render_grades

        width, marks = self._screen.width, self._screen.marks
        if self._quiet:
            self._screen.show(render_briefly(report, width=width, marks=marks))
        elif self._early:
            self._print(render_grades(report, width=width, marks=marks))
        else:
            self._print(self._rendered(report))
        self._early = False

    def cut_short(self, meter: Meter) -> None:
        """What is known when somebody would wait no longer."""
        from argcheck.reports.text import render_known

        if self._early:
            return
        if meter.report is not None:
            self._print(self._rendered(meter.report))
        else:
            width, marks = self._screen.width, self._screen.marks
            self._print(render_known(meter.known, meter.remaining, width=width, marks=marks))

    def _rendered(self, report: ArgumentReport, *, timing: bool = True) -> Text:
        from argcheck.reports.text import render

        width, marks = self._screen.width, self._screen.marks
        return render(
            report, width=width, marks=marks, verbose=self._verbose, all_errors=self._all_errors, timing=timing
        )

    def _print(self, text: Text) -> None:
        from argcheck.cli.output import write

        if text.plain and not self._first:
            write("\n")
        self._first = False
        self._screen.show(text)


def tell_failure(failure: Failure, *, debug: bool) -> None:
    """Say on standard error why there is no report."""
    from argcheck.cli.exits import Exit
    from argcheck.cli.output import defect, remark

    if failure.exit is Exit.DEFECT:
        defect(failure.message, failure.details, debug=debug, what=failure.path)
    else:
        remark(f"{failure.path}: {failure.message}")
