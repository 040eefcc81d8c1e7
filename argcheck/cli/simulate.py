"""`argcheck simulate`: decisions played out at random values, and races run by numbers."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from argcheck.cli import options

if TYPE_CHECKING:
    from argcheck.analyses.simulation.decisions import Simulated
    from argcheck.model.argument import Argument, Decision


class What(StrEnum):
    """What to simulate beside decisions."""

    EPISODES = "episodes"
    RACE = "race"


_NEEDED = {
    What.EPISODES: (("c", "D", "gamma", "T", "N"), ("modification",)),
    What.RACE: (("n", "k", "kappa", "eta", "a", "b", "g0", "w0"), ("behaviour", "gap")),
}


def simulate(
    file: options.File,
    what: Annotated[
        str | None,
        typer.Argument(
            metavar="[WHAT]", help="A decision (without it: all over time), or the flagship's episodes or race."
        ),
    ] = None,
    assign: Annotated[
        list[str] | None, typer.Option("--set", metavar="QUANTITY=NUMBER", help="A value (repeatable).")
    ] = None,
    reading: options.Readings = None,
    samples: Annotated[int, typer.Option("--samples", min=1, max=100_000, help="How many draws.")] = 200,
    rounds: Annotated[int, typer.Option("--rounds", min=1, max=1_000_000, help="Race: the most rounds.")] = 1_000,
    plot: Annotated[
        Path | None,
        typer.Option("--plot", metavar="FILE", help="Draw it (pip install 'argcheck[plot]'); not for episodes."),
    ] = None,
    drop: Annotated[
        list[str] | None, typer.Option("--drop", metavar="PREMISE", help="A premise not to keep to (repeatable).")
    ] = None,
    json: options.Json = False,
    seed: options.Seed = options.DEFAULT_SEED,
) -> None:
    """Play out decisions at random exact values, which keep to bounds and premises: every stream is summed term by
    term, chances are weighed state by state, and the best option is compared with the conditions that `derive` finds.
    For arguments such as arguments/moe2025.arg also its episodes, and its race between deception and alignment.
    What comes out has the evidence `sampled` and is never a verdict.

    Example: argcheck simulate arguments/grim_trigger.arg round --set P=1 --plot round.png

    Exit codes: 0 it was simulated; 1 brute force and some condition disagree; 2 the input is at fault;
    4 argcheck itself failed.
    """
    from argcheck import __version__
    from argcheck.analyses.shares.result import ShareError
    from argcheck.cli.exits import Exit
    from argcheck.cli.loading import load_sound
    from argcheck.cli.output import Screen, remark, write, write_json
    from argcheck.extras import MissingPackage
    from argcheck.reports.simulation import CAUTION

    argument = load_sound(Screen(color=False), file)
    code = Exit.EXPECTED
    try:
        decisions = _decisions(argument, what)
        if decisions:
            found = _played(argument, decisions, assign or [], reading, samples, seed, drop or [])
            lines, records = _told(found, plot)
            code = Exit.UNEXPECTED if any(each.disagreements for each in found) else Exit.EXPECTED
        elif what == What.RACE:
            lines, records = _races(_chosen(argument, What.RACE, reading), assign or [], rounds, plot)
        else:
            lines, records = _episodes(_chosen(argument, What.EPISODES, reading), assign or [], samples, seed)
    except (ShareError, MissingPackage, OSError, ValueError) as error:
        remark(f"argcheck: {error}")
        raise typer.Exit(Exit.INPUT) from None
    if json:
        head = {"schema": "argcheck/1", "argcheck": __version__, "file": argument.path}
        write_json({**head, "simulated": what or "decisions", "results": records, "exit": int(code)})
    else:
        write("".join(f"{line}\n" for line in (*lines, CAUTION)))
    raise typer.Exit(code)


def _decisions(argument: Argument, what: str | None) -> list[Decision]:
    """The decisions to play out; none where episodes or the race are meant. Raises ValueError where there are none."""
    from argcheck.analyses.simulation.decisions import over_time

    known = {decision.name: decision for decision in argument.decisions}
    if what in known:
        return [known[what]]
    if what in tuple(What):
        return []
    listed = ", ".join(f"`{name}`" for name in known)
    if what is not None:
        others = f"its decisions are {listed}" if known else "it has no decisions"
        raise ValueError(
            f"{argument.path} has no decision `{what}`; {others}. `episodes` and `race` are the flagship's"
        )
    found = [decision for decision in known.values() if over_time(decision)]
    if not found and known:
        raise ValueError(
            f"no decision of {argument.path} is over time, with a stream or a horizon; name one to play it out all the "
            f"same: {listed}"
        )
    if not found:
        raise ValueError(
            f"{argument.path} has no decision, so there is nothing to play out. What can be simulated: a decision, by "
            "its name; for an argument such as arguments/moe2025.arg also `episodes` and `race`. For games there is "
            "`argcheck game`, for a map of a step `argcheck regions`"
        )
    return found


def _played(
    argument: Argument,
    decisions: list[Decision],
    assign: list[str],
    reading: list[str] | None,
    samples: int,
    seed: int,
    drop: list[str],
) -> list[Simulated]:
    from argcheck.analyses.check import CheckOptions, searching
    from argcheck.analyses.decisions.chances import require_chances
    from argcheck.analyses.derivation import UnknownName, readings_of
    from argcheck.analyses.simulation.decisions import simulate as simulated
    from argcheck.diagnostics import ArgumentError

    payoffs = [each for decision in decisions for each in decision.payoffs]
    values = _values(assign, tuple(dict.fromkeys(q.name for each in payoffs for q in each.quantities)))
    premises = [premise.name for premise in argument.premises]
    for name in drop:
        if name not in premises:
            raise ValueError(f"there is no premise `{name}` to drop")
    wanted = options.pairs(reading)
    found: list[Simulated] = []
    try:
        with searching(CheckOptions()) as decider:
            require_chances(argument, decider)
            for decision in decisions:
                readings_of(argument, f"{decision.name}.{decision.options[0][0]}", wanted)
                found += simulated(
                    argument, decision, decider, fixed=values, samples=samples, seed=seed, wanted=wanted, dropped=drop
                )
    except UnknownName as error:
        raise ValueError(f"{error}{f'; {error.hint}' if error.hint else ''}") from None
    except ArgumentError as error:
        raise ValueError(error.diagnostics[0].message) from None
    if not found:
        raise ValueError("nothing is left to play out under that reading, or no expected utility without probabilities")
    if not any(each.cases for each in found):
        raise ValueError(
            "no draw met the bounds and premises: let --set fix other values, or leave out premises with --drop"
        )
    return found


def _told(found: list[Simulated], plot: Path | None) -> tuple[list[str], list[dict[str, Any]]]:
    from argcheck.reports.simulation import decision_lines, decision_record, plot_decisions

    if plot is not None:
        plot_decisions(found, plot)
    return [line for each in found for line in decision_lines(each)], [decision_record(each) for each in found]


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
