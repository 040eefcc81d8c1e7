"""Simulations told: a race in words, as plain data, and as a plot."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from argcheck.analyses.simulation.decisions import Case, Simulated
from argcheck.analyses.simulation.race import Race
from argcheck.analyses.simulation.training import Played
from argcheck.extras import require
from argcheck.logic.exact import Exact, approximate
from argcheck.logic.exact_text import show as show_value
from argcheck.model.terms import free_variables

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


# ---- any decision -------------------------------------------------------------------------------------


def decision_lines(simulated: Simulated) -> list[str]:
    """How often each option was best, the condition that `derive` finds for it, and whether the two agree."""
    reading = ", ".join(name for _, name in simulated.reading)
    cases = simulated.cases
    kept = f", keeping to {', '.join(simulated.premises)}" if simulated.premises else ""
    under = f" under {reading}" if reading else ""
    lines = [f"{simulated.decision}{under}: {_times(len(cases), 'draw')}{kept}"]
    width, digits = max(len(option) for option in simulated.options), len(str(len(cases)))
    for option in simulated.options:
        count = sum(case.best == (option,) for case in cases)
        derivation = simulated.conditions[option]
        sure = "" if derivation.verified else " (not proved)"
        found = f"derived{sure}: {_condition(simulated, option)}"
        lines.append(f"  {option:<{width}}  best in {count:>{digits}}; {found}")
    ties = sum(case.best is not None and len(case.best) > 1 for case in cases)
    if ties:
        lines.append(f"  several are equally good in {ties}")
    if simulated.valueless:
        lines.append(f"  {_times(simulated.valueless, 'more draw')} passed over, where some payoff has no value")
    wrong, unsettled = simulated.disagreements, simulated.open
    settled = len(cases) - unsettled
    if not wrong:
        lines.append(f"  brute force agrees with the conditions in {settled} of {settled}")
    if unsettled:
        lines.append(f"  left open in {unsettled}: the worths are too close, or take too much work, to be told apart")
    for case in wrong[:_MOST_SHOWN]:
        lines += _disagreement(simulated, case)
    if wrong:
        lines.append(f"  brute force and the conditions DISAGREE in {len(wrong)} of {len(cases)}: please report it")
    return lines


def decision_record(simulated: Simulated) -> dict[str, Any]:
    """A decision played out, as JSON data; numbers in exact form, but for those with more than forty digits or so."""
    return {
        "decision": simulated.decision,
        "reading": dict(simulated.reading),
        "premises": list(simulated.premises),
        "conditions": {
            option: {"condition": _condition(simulated, option), "proved": derivation.verified}
            for option, derivation in simulated.conditions.items()
        },
        "best": {option: sum(case.best == (option,) for case in simulated.cases) for option in simulated.options},
        "valueless": simulated.valueless,
        "open": simulated.open,
        "agree": len(simulated.cases) - simulated.open - len(simulated.disagreements),
        "disagree": len(simulated.disagreements),
        "cases": [
            {
                "values": {name: show_value(value) for name, value in case.values.items()},
                "worths": {option: _number(worth) for option, worth in case.worths.items()},
                "best": None if case.best is None else list(case.best),
                "condition": dict(case.condition),
            }
            for case in simulated.cases
        ],
        "evidence": "sampled",
    }


def plot_decisions(found: Sequence[Simulated], path: Path) -> None:
    """Draw each decision's draws over the first two quantities of its conditions, marked by the best option. Raises as
    `plot_races` does, and ValueError where fewer than two quantities vary."""
    require("matplotlib", "plot", "a plot")
    from matplotlib.figure import Figure

    drawn = [(each, axes) for each in found for axes in [_axes(each)] if axes is not None]
    if not drawn:
        raise ValueError("a plot needs draws in which two quantities of a condition vary")
    figure = Figure(figsize=(5.2 * len(drawn), 4.4), layout="constrained")
    for place, (each, (across, up)) in enumerate(drawn, 1):
        plane = figure.add_subplot(1, len(drawn), place)
        for marker, option in zip("ox^sDv<>ph" * len(each.options), each.options, strict=False):
            here = [case.values for case in each.cases if case.best == (option,)]
            points = [(_size(values[across]), _size(values[up])) for values in here]
            plane.scatter([x for x, _ in points], [y for _, y in points], marker=marker, s=18, label=option)
        plane.set_title(" ".join((each.decision, *(f"({name})" for _, name in each.reading))), fontsize="medium")
        plane.set_xlabel(across)
        plane.set_ylabel(up)
        plane.legend(fontsize="small")
    figure.savefig(path)


_MOST_SHOWN = 3
_LONGEST = 80


def _times(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _condition(simulated: Simulated, option: str) -> str:
    return {"true": "always", "false": "never"}.get(
        simulated.conditions[option].result_text, simulated.conditions[option].result_text
    )


def _disagreement(simulated: Simulated, case: Case) -> list[str]:
    values = ", ".join(f"{name} = {show_value(value)}" for name, value in case.values.items())
    worths = ", ".join(f"{option} is worth {_number(worth)}" for option, worth in case.worths.items())
    said = ", ".join(
        f"`{_condition(simulated, option)}` is {str(case.condition[option]).lower()}" for option in case.strange
    )
    return [f"  at {values}: {worths}; yet {said}"]


def _number(value: Exact) -> str:
    """The number, or about so much where it would fill lines, as the sum of many powers does."""
    written = show_value(value)
    return written if len(written) <= _LONGEST else approximate(value)


def _size(value: Exact | bool) -> float:
    return float(value) if isinstance(value, Fraction | bool) else float(approximate(value, 6).split()[-1])


def _axes(simulated: Simulated) -> tuple[str, str] | None:
    """The first two quantities of the conditions that take several values."""
    spoken = {variable for derivation in simulated.conditions.values() for variable in free_variables(derivation.goal)}
    names = {variable.name for variable in spoken}
    varying = [
        name
        for name in (simulated.cases[0].values if simulated.cases else ())
        if name in names and len({case.values[name] for case in simulated.cases}) > 1
    ]
    return (varying[0], varying[1]) if len(varying) > 1 else None
