"""`argcheck regions`: where in the space of some quantities does a step hold, and where does it fail?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from argcheck.cli import options
from argcheck.cli.cluster import Where

if TYPE_CHECKING:
    from argcheck.analyses.regions.request import Request, Which

_AXIS = "QUANTITY=LOW..HIGH[:log]"
_SECONDS = 10.0
_ORDER = "argcheck.order"


class InOrder(TyperCommand):
    """A command that remembers in what order its options came: for all a there is some b is not some b for all a."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """As a command does."""
        ctx.meta[_ORDER] = [parameter.name for parameter in self.make_parser(ctx).parse_args(list(args))[2]]
        return super().parse_args(ctx, args)


def regions(
    context: typer.Context,
    file: options.File,
    step: Annotated[str, typer.Argument(metavar="STEP", help="The step or conclusion to map.")],
    x: Annotated[
        str | None, typer.Option("--x", "-x", metavar=_AXIS, help="A quantity to vary, and its range.")
    ] = None,
    y: Annotated[str | None, typer.Option("--y", "-y", metavar=_AXIS, help="Another one.")] = None,
    axis: Annotated[
        list[str] | None, typer.Option("--axis", "-a", metavar=_AXIS, help="Further ones, up to six (repeatable).")
    ] = None,
    fix: Annotated[
        list[str] | None,
        typer.Option("--set", "-S", metavar="QUANTITY=VALUE", help="Keep a quantity at this value (repeatable)."),
    ] = None,
    forall: Annotated[
        list[str] | None,
        typer.Option(
            "--forall",
            "-f",
            metavar=_AXIS,
            help="It must hold for all values of this quantity (repeatable; with --some, the first is outermost).",
        ),
    ] = None,
    some: Annotated[
        list[str] | None,
        typer.Option("--some", "-e", metavar=_AXIS, help="It must hold for some value of this quantity (repeatable)."),
    ] = None,
    at: Annotated[
        list[str] | None,
        typer.Option(
            "--at", metavar="QUANTITY=VALUE", help="Your own values: how far is another verdict? (repeatable)"
        ),
    ] = None,
    reading: options.Readings = None,
    coverage: Annotated[
        str, typer.Option("--coverage", "-c", metavar="SHARE", help="Stop when this share of the box is certified.")
    ] = "0.99",
    boxes: Annotated[
        int, typer.Option("--boxes", "-b", metavar="NUMBER", min=1, help="Stop after looking at so many boxes.")
    ] = 2_000_000,
    timeout: Annotated[
        float,
        typer.Option("--timeout", "-t", metavar="SECONDS", min=0.01, help="Stop after so many seconds a reading."),
    ] = _SECONDS,
    memory: Annotated[
        int, typer.Option("--memory", "-M", metavar="MB", min=1, help="Stop when the boxes kept take so much memory.")
    ] = 500,
    plot: Annotated[
        Path | None,
        typer.Option("--plot", "-p", metavar="FILE", help="Draw a picture: a file ending in .svg, .png or .pdf."),
    ] = None,
    certificate: Annotated[
        Path | None,
        typer.Option("--certificate", "-k", metavar="FILE", help="Write the boxes for `argcheck verify` to check."),
    ] = None,
    where: Where = None,
    no_map: Annotated[bool, typer.Option("--no-map", "-m", help="Words only, no map.")] = False,
    json: options.Json = False,
    every: Annotated[bool, typer.Option("--list", "-l", help="With --json, list every certified box.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")] = False,
    no_color: options.NoColor = False,
) -> None:
    """Where, in the space of some quantities, does a step hold, where does it fail, where do its premises contradict?

    Everything is certified, and the size of what is not is stated. Ctrl-C ends the work with what is certified so far,
    marked as not complete.

    Example: argcheck regions arguments/moe2025.arg case1 --x w=0..2 --y D=0..2 --set c=1

    Exit codes: 0 as much as was asked for is certified; 2 the input is at fault; 3 less is; 4 argcheck itself failed;
    130 the work was interrupted.
    """
    from argcheck.analyses.check import CheckOptions, searching
    from argcheck.analyses.regions import RegionError
    from argcheck.analyses.regions.regions import step_regions
    from argcheck.cli.cluster import cluster
    from argcheck.cli.exits import Exit
    from argcheck.cli.loading import load_sound
    from argcheck.cli.output import Screen, remark
    from argcheck.cli.progress import CertifiedShare
    from argcheck.cli.regions_told import Files, tell
    from argcheck.model.selection import SelectionError, select

    screen = Screen(color=not no_color)
    argument = load_sound(screen, file)
    axes = [text for text in (x, y, *(axis or ())) if text is not None]
    try:
        files = Files(plot, certificate)
        request = _request(axes, fix, _quantified(context, forall, some), at, coverage, boxes, timeout, memory)
        part = select(argument, options.pairs(reading), [step])
        with (
            searching(CheckOptions()) as searcher,
            nullcontext() if where is None else cluster(where) as workers,
        ):
            with CertifiedShare(enabled=not quiet) as meter:
                report = step_regions(part, step, searcher, request, meter.show, workers)
            # told before the workers are sent home: an interrupt then loses nothing
            code = tell(screen, part, report, request, searcher, files, json=json, every=every, pictured=not no_map)
    except (RegionError, SelectionError) as error:
        remark(f"argcheck: {error}")
        raise typer.Exit(Exit.INPUT) from None
    raise typer.Exit(code)


def _quantified(context: typer.Context, forall: list[str] | None, some: list[str] | None) -> list[tuple[Which, str]]:
    """What is to hold for all or for some values, in the order in which it was asked for."""
    given: dict[str, tuple[Which, Iterator[str]]] = {
        "forall": ("all", iter(forall or ())),
        "some": ("some", iter(some or ())),
    }
    return [(which, next(texts)) for which, texts in (given[name] for name in context.meta[_ORDER] if name in given)]


def _request(
    axes: list[str],
    fix: list[str] | None,
    quantified: list[tuple[Which, str]],
    at: list[str] | None,
    coverage: str,
    boxes: int,
    seconds: float,
    memory: int,
) -> Request:
    """What is asked for. Raises RegionError."""
    from fractions import Fraction

    from argcheck.analyses.regions import Limits, RegionError
    from argcheck.analyses.regions.request import Request, axis_of, value_of

    _, share = value_of(f"coverage={coverage}")
    if isinstance(share, bool) or not 0 < share <= 1:
        raise RegionError(f"the coverage is a share between 0 and 1, not `{coverage}`")
    own: list[tuple[str, Fraction]] = []
    for name, value in map(value_of, at or ()):
        if isinstance(value, bool):
            raise RegionError(f"`{name}` is a number")
        own.append((name, value))
    return Request(
        axes=tuple(map(axis_of, axes)),
        fixed=tuple(map(value_of, fix or ())),
        quantified=tuple((which, axis_of(text)) for which, text in quantified),
        at=tuple(own),
        limits=Limits(share, boxes, seconds, memory * 1_000_000),
    )
