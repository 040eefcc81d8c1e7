"""Simulations told: a race in words, as plain data, and as a plot."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from argcheck.analyses.simulation.race import Race
from argcheck.analyses.simulation.training import Played
from argcheck.extras import require

_ENDS = {
    "deception": "deceiving pays from round {0} on, at a gap of {1:.3g}",
    "alignment": "the gap is closed in round {0}, before deceiving pays",
    "neither": "neither is reached in {0} rounds; the gap is {1:.3g}",
}
CAUTION = "Simulated: evidence `sampled`, which is no verdict."


def race_line(race: Race) -> str:
    """`soft, overhead: deceiving pays from round 12 on, at a gap of 0.76`."""
    last = race.path[-1]
    return f"{race.behaviour}, {race.gap}: {_ENDS[race.end].format(last.round, last.gap)}"


def race_record(race: Race) -> dict[str, Any]:
    """One race as JSON data."""
    last = race.path[-1]
    return {
        "reading": {"behaviour": race.behaviour, "gap": race.gap},
        "values": dict(race.values),
        "end": race.end,
        "round": last.round,
        "weight": last.weight,
        "gap": last.gap,
        "evidence": race.evidence.value,
    }


def played_line(modification: str, played: Sequence[Played]) -> str:
    """How often deceiving throughout training paid, and a case of either kind."""
    paid = sum(one.pays for one in played)
    return f"{modification}: deceiving throughout beats every lapse in {paid} of {len(played)} cases"


def played_record(modification: str, played: Sequence[Played]) -> dict[str, Any]:
    """The cases as JSON data, numbers in exact form."""
    cases = [
        {
            "values": {name: str(getattr(one.training, name)) for name in ("c", "D", "gamma", "T", "N")},
            "deceiving": str(one.deceiving),
            "best_lapse": str(one.lapsing.worth),
            "best_plan": list(one.best.acts[: one.training.T]),
            "pays": one.pays,
        }
        for one in played
    ]
    return {"reading": {"modification": modification}, "cases": cases, "evidence": "sampled"}


def plot_races(races: Sequence[Race], path: Path) -> None:
    """Draw the races, weight against gap, in the format that the file's name ends in. Raises MissingPackage without
    the extra `plot`, OSError and ValueError where the file cannot be written."""
    require("matplotlib", "plot", "a plot")
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6.4, 4.4), layout="constrained")
    axes = figure.subplots()
    for race in races:
        label = f"{race.behaviour}, {race.gap}: {race.end}"
        axes.plot([one.gap for one in race.path], [one.weight for one in race.path], label=label)
        axes.plot(race.path[-1].gap, race.path[-1].weight, marker="o" if race.end == "deception" else "x", color="0.2")
    axes.invert_xaxis()
    axes.set_xlabel("gap between the objectives")
    axes.set_ylabel("weight of one later episode")
    axes.legend(fontsize="small")
    figure.savefig(path)
