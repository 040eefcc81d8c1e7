"""`argcheck simulate`: decisions over time played out, and races run by numbers."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from argcheck.cli import options

if TYPE_CHECKING:
    from argcheck.model.argument import Argument


class What(StrEnum):
    """What to simulate."""

    EPISODES = "episodes"
    RACE = "race"


_NEEDED = {
    What.EPISODES: (("c", "D", "gamma", "T", "N"), ("modification",)),
    What.RACE: (("n", "k", "kappa", "eta", "a", "b", "g0", "w0"), ("behaviour", "gap")),
}


def simulate(
    file: options.File,
    what: Annotated[What, typer.Argument(help="Episodes by backward induction, or the race by gradient ascent.")],
    assign: Annotated[
        list[str] | None, typer.Option("--set", metavar="QUANTITY=NUMBER", help="A value (repeatable).")
    ] = None,
    reading: options.Readings = None,
    samples: Annotated[int, typer.Option("--samples", min=1, max=100_000, help="Episodes: how many cases.")] = 200,
    rounds: Annotated[int, typer.Option("--rounds", min=1, max=1_000_000, help="Race: the most rounds.")] = 1_000,
    plot: Annotated[
        Path | None, typer.Option("--plot", metavar="FILE", help="Race: draw it (pip install 'argcheck[plot]').")
    ] = None,
    json: options.Json = False,
    seed: options.Seed = options.DEFAULT_SEED,
) -> None:
    """Play out what an argument such as arguments/moe2025.arg claims: its episodes with random exact parameters and
    small horizons, or its race between deception and alignment. The file must declare the quantities by these names.
    What comes out has the evidence `sampled` and is never a verdict.

    Example: argcheck simulate arguments/moe2025.arg race --reading gap=overhead --plot race.png

    Exit codes: 0 it was simulated; 2 the input is at fault; 4 argcheck itself failed.
    """
    from argcheck import __version__
    from argcheck.analyses.shares.result import ShareError
    from argcheck.cli.exits import Exit
    from argcheck.cli.loading import load_sound
    from argcheck.cli.output import Screen, remark, write, write_json
    from argcheck.extras import MissingPackage
    from argcheck.reports.simulation import CAUTION

    argument = load_sound(Screen(color=False), file)
    try:
        chosen = _chosen(argument, what, reading)
        if what is What.RACE:
            lines, records = _races(chosen, assign or [], rounds, plot)
        else:
            lines, records = _episodes(chosen, assign or [], samples, seed)
    except (ShareError, MissingPackage, OSError, ValueError) as error:
        remark(f"argcheck: {error}")
        raise typer.Exit(Exit.INPUT) from None
    if json:
        head = {"schema": "argcheck/1", "argcheck": __version__, "file": argument.path, "simulated": what.value}
        write_json({**head, "results": records, "exit": 0})
    else:
        write("".join(f"{line}\n" for line in (*lines, CAUTION)))


def _chosen(argument: Argument, what: What, reading: list[str] | None) -> dict[str, list[str]]:
    """The readings of each notion that matters. Raises ValueError where the argument is of another kind."""
    quantities, notions = _NEEDED[what]
    known = {quantity.name for quantity in argument.quantities}
    listed = {notion.name: [one.name for one in notion.readings] for notion in argument.notions}
    missing = [name for name in (*quantities, *notions) if name not in known and name not in listed]
    if missing:
        told = ", ".join(f"`{name}`" for name in missing)
        raise ValueError(f"{argument.path} declares no {told}, which this simulation speaks of")
    found = {notion: listed[notion] for notion in notions}
    for notion, one in options.pairs(reading):
        if one not in found.get(notion, []):
            raise ValueError(f"`{notion}={one}` is no reading that this simulation tells apart")
        found[notion] = [one]
    return found


def _races(
    chosen: dict[str, list[str]], assign: list[str], rounds: int, plot: Path | None
) -> tuple[list[str], list[dict[str, Any]]]:
    from argcheck.analyses.simulation.race import DEFAULTS, run
    from argcheck.reports.simulation import plot_races, race_line, race_record

    values = {name: float(value) for name, value in _values(assign, tuple(DEFAULTS)).items()}
    races = [run(acts, gap, values, rounds) for acts in chosen["behaviour"] for gap in chosen["gap"]]
    if plot is not None:
        plot_races(races, plot)
    return [race_line(race) for race in races], [race_record(race) for race in races]


def _episodes(
    chosen: dict[str, list[str]], assign: list[str], samples: int, seed: int
) -> tuple[list[str], list[dict[str, Any]]]:
    from argcheck.analyses.simulation.training import random_trainings
    from argcheck.reports.simulation import played_line, played_record

    values = _values(assign, _NEEDED[What.EPISODES][0])
    played = {one: random_trainings(one, values, samples, seed) for one in chosen["modification"]}
    lines = [played_line(one, cases) for one, cases in played.items()]
    return lines, [played_record(one, cases) for one, cases in played.items()]


def _values(assign: list[str], known: tuple[str, ...]) -> dict[str, Any]:
    from argcheck.analyses.shares.draws import number

    found = {}
    for text in assign:
        name, equals, value = (part.strip() for part in text.partition("="))
        if not equals or name not in known:
            raise ValueError(f"write --set QUANTITY=NUMBER, with one of {', '.join(known)}; not `{text}`")
        found[name] = number(value)
    return found
