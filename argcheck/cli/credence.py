"""`argcheck credence`: how probable is a conclusion, given how sure one is of what it rests on?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from argcheck.cli import options

if TYPE_CHECKING:
    from rich.text import Text

    from argcheck.analyses.credences import CredenceReport, Interval
    from argcheck.analyses.shares import ShareReport
    from argcheck.cli.exits import Exit
    from argcheck.cli.output import Screen
    from argcheck.model.argument import Argument

_T = TypeVar("_T")

Conclusion = Annotated[
    str, typer.Argument(metavar="[CONCLUSION]", help="A conclusion or step (default: each conclusion).")
]
Premises = Annotated[
    list[str] | None,
    typer.Option("--premise", "-p", metavar="NAME=P or P..Q", help="The credence of a premise or step (repeatable)."),
]
Default = Annotated[
    str, typer.Option("--default", "-d", metavar="P or P..Q", help="The credence of premises that have none.")
]
Independent = Annotated[bool, typer.Option("--independent", "-i", help="Only the result for independent premises.")]
Ranges = Annotated[
    list[str] | None,
    typer.Option("--range", "-R", metavar="QUANTITY=A..B", help="Values to sample from (repeatable)."),
]
Distributions = Annotated[
    list[str] | None,
    typer.Option(
        "--distribution",
        "-D",
        metavar="QUANTITY=…",
        help="uniform(a,b), beta(a,b), normal(m,s), lognormal(m,s), bernoulli(p) or csv:FILE:COLUMN (repeatable).",
    ),
]
Samples = Annotated[int, typer.Option("--samples", "-n", metavar="NUMBER", min=1, max=1_000_000, help="Cases to draw.")]


def credence(
    file: options.File,
    conclusion: Conclusion = "",
    premise: Premises = None,
    default: Default = "1",
    independent: Independent = False,
    ranges: Ranges = None,
    distribution: Distributions = None,
    samples: Samples = 2_000,
    seed: options.Seed = options.DEFAULT_SEED,
    reading: options.Readings = None,
    json: options.Json = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show the distributions that attain it.")] = False,
    no_color: options.NoColor = False,
    timeout: options.Timeout = options.DEFAULT_TIMEOUT,
) -> None:
    """Bound the probability of a conclusion by the credences of its premises; with ranges or distributions of
    quantities, sample the share of cases in which a step holds.

    Example: argcheck credence arguments/conjunctive_risk.arg --premise capable=0.7..0.9

    Exit codes: 0 every bound is tight; 1 no distribution has these credences; 2 the input is at fault;
    3 some bound is perhaps not tight, or nothing could be said; 4 argcheck itself failed.
    """
    from argcheck.analyses.check import CheckOptions, searching
    from argcheck.analyses.credences import CredenceError, credence_bounds
    from argcheck.analyses.regions.certified import certified_share
    from argcheck.analyses.shares import ShareError, distribution_source, range_source
    from argcheck.cli.exits import gravest
    from argcheck.cli.output import Screen, write_json
    from argcheck.diagnostics import ArgumentError
    from argcheck.model.selection import SelectionError, select

    screen = Screen(color=not no_color)
    wanted = options.pairs(reading)
    argument = _loaded(file, screen)
    found: list[_Shown] = []
    try:
        argument = select(argument, wanted)
        credences = _named("--premise", premise, _interval)
        sources = _named("--range", ranges, range_source) | _named("--distribution", distribution, distribution_source)
        usual = _interval(default)
        with searching(CheckOptions(timeout=timeout, seed=seed)) as searcher:
            for name in _asked(argument, conclusion):
                if sources:
                    share = certified_share(argument, name, searcher, sources, samples=samples, seed=seed)
                    found.append(_Shown.of_share(share, screen))
                else:
                    bounds = credence_bounds(argument, name, searcher, credences=credences, default=usual)
                    found.append(_Shown.of_bounds(bounds, screen, independent=independent, verbose=verbose))
    except (ArgumentError, CredenceError, ShareError, SelectionError) as error:
        raise _refused(str(error)) from None
    code = gravest(each.exit for each in found)
    if json:
        write_json(_record(file, [each.record for each in found], code))
    else:
        from rich.text import Text

        screen.show(Text("\n\n").join([each.text for each in found]))
    raise typer.Exit(code)


@dataclass(frozen=True, slots=True)
class _Shown:
    """One answer as data, as text, and as an exit code."""

    record: dict[str, Any]
    text: Text
    exit: Exit

    @classmethod
    def of_bounds(cls, report: CredenceReport, screen: Screen, *, independent: bool, verbose: bool) -> _Shown:
        """Bounds on a probability."""
        from argcheck.cli.exits import Exit, gravest
        from argcheck.reports.credences import render_credences
        from argcheck.reports.credences_record import credences_record

        exits = (
            Exit.UNEXPECTED if case.blame else Exit.EXPECTED if case.tight else Exit.UNDECIDED for case in report.cases
        )
        text = render_credences(report, screen.width, screen.marks, only_independent=independent, verbose=verbose)
        return cls(credences_record(report), text, gravest(exits))

    @classmethod
    def of_share(cls, report: ShareReport, screen: Screen) -> _Shown:
        """A share of cases."""
        from argcheck.cli.exits import Exit
        from argcheck.reports.shares import render_shares, shares_record

        answered = all(case.share is not None for case in report.cases)
        text = render_shares(report, screen.width, screen.marks)
        return cls(shares_record(report), text, Exit.EXPECTED if answered else Exit.UNDECIDED)


def _asked(argument: Argument, conclusion: str) -> list[str]:
    """The step asked for, or the conclusions, or the last step where there is none."""
    names = [step.name for step in argument.steps]
    if conclusion:
        if conclusion not in names:
            there = ", ".join(f"`{name}`" for name in names)
            raise _refused(f"there is no step `{conclusion}`" + (f"; there are {there}" if there else ""))
        return [conclusion]
    if not names:
        raise _refused("the argument has no step, so nothing is concluded")
    return [step.name for step in argument.steps if step.kind == "conclusion"] or names[-1:]


def _named(option: str, texts: Sequence[str] | None, read: Callable[[str], _T]) -> dict[str, _T]:
    """`name=value` for each text. Raises typer.BadParameter when there is no `=`."""
    found: dict[str, _T] = {}
    for text in texts or ():
        name, equals, value = (part.strip() for part in text.partition("="))
        if not (name and equals and value):
            raise typer.BadParameter(f"write {option} name=value, not `{text}`")
        found[name] = read(value)
    return found


def _interval(text: str) -> Interval:
    """`0.7`, `7/10` or `0.7..0.9`; whether it is in range is for the analysis to say."""
    from argcheck.analyses.shares import number

    first, dots, last = text.partition("..")
    return number(first), number(last if dots else first)


def _loaded(file: str, screen: Screen) -> Argument:
    """The argument; where it is at fault, its diagnostics are shown and the program ends."""
    from argcheck.analyses.derivation.givens import supply_text
    from argcheck.cli.exits import Exit
    from argcheck.language.source import read_source
    from argcheck.reports.diagnostics import put_diagnostics
    from argcheck.reports.layout import Page

    text, diagnostics = read_source(file)
    if text is not None:
        supplied = supply_text(text, "<stdin>" if file == "-" else file, ())
        if supplied.argument is not None:
            return supplied.argument
        diagnostics = supplied.diagnostics
    page = Page(screen.width, screen.marks)
    put_diagnostics(page, diagnostics, text or "")
    screen.show(page.text())
    raise typer.Exit(Exit.INPUT)


def _refused(message: str) -> typer.Exit:
    from argcheck.cli.exits import Exit
    from argcheck.cli.output import remark

    remark(f"argcheck: {message}")
    return typer.Exit(Exit.INPUT)


def _record(file: str, found: list[dict[str, Any]], code: Exit) -> dict[str, Any]:
    from argcheck import __version__

    return {"schema": "argcheck/1", "argcheck": __version__, "file": file, "conclusions": found, "exit": int(code)}
