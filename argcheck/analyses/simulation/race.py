"""The race of the flagship by numbers: training raises the weight of later episodes while the gap closes.

Each round the weight moves up the slope of what the base optimiser sees, `b_g + (b_c - b_g)*act(n*w*D)`, at the rate b,
and the gap closes by a. Deception is reached when `n*w*stake(g) > cost(g)`, alignment when the gap is no larger than
`g_star`. Floating point throughout: what comes out has the evidence `sampled`, and is no verdict.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from argcheck.model.verdict import Evidence

End = Literal["deception", "alignment", "neither"]
BEHAVIOURS = ("hard", "soft", "graded", "frictionless")
GAPS = ("proportional", "second_order", "overhead")

DEFAULTS: Mapping[str, float] = {
    "n": 5,
    "k": 1,
    "beta": 1,
    "kappa": 1,
    "eta": 1,
    "c0": 0.1,
    "b_g": 0,
    "b_c": 1,
    "w0": 0,
    "g0": 1,
    "g_star": 0.01,
    "a": 0.02,
    "b": 0.02,
}
"""What each quantity is unless something else is asked for, by the flagship's names."""

_STEP = 1e-6
_MOST_ROUNDS = 1_000_000


@dataclass(frozen=True, slots=True)
class Moment:
    """Weight and gap after so many rounds, and by how much deceiving pays then."""

    round: int
    weight: float
    gap: float
    margin: float


@dataclass(frozen=True, slots=True)
class Race:
    """How one race went. `path` begins with the start and ends with the round that ended it."""

    behaviour: str
    gap: str
    values: Mapping[str, float]
    path: tuple[Moment, ...]
    end: End
    evidence: Evidence = Evidence.SAMPLED


def run(behaviour: str, gap: str, values: Mapping[str, float] | None = None, rounds: int = 1_000) -> Race:
    """One race, of `rounds` rounds at most. Raises KeyError for a quantity that is not among DEFAULTS, ValueError for a
    reading that there is not, or for rounds that are none or too many."""
    for name in values or {}:
        DEFAULTS[name]
    if behaviour not in BEHAVIOURS or gap not in GAPS or not 1 <= rounds <= _MOST_ROUNDS:
        raise ValueError(f"there is no race of {rounds} rounds under {behaviour}, {gap}")
    given = {**DEFAULTS, **(values or {})}
    cost, stake = _cost_and_stake(gap, given)
    weight, distance = given["w0"], given["g0"]
    path: list[Moment] = []
    end: End = "neither"
    for number in range(rounds + 1):
        margin = given["n"] * weight * stake(distance) - cost(distance)
        path.append(Moment(number, weight, distance, margin))
        if margin > 0:
            end = "deception"
            break
        if distance <= given["g_star"]:
            end = "alignment"
            break
        score = _score(behaviour, cost(distance), stake(distance), given)
        slope = (score(weight + _STEP) - score(weight)) / _STEP
        weight = max(0.0, weight + given["b"] * slope)
        distance = max(0.0, distance - given["a"])
    return Race(behaviour, gap, given, tuple(path), end)


def _cost_and_stake(gap: str, given: Mapping[str, float]) -> tuple[Callable[[float], float], Callable[[float], float]]:
    fixed = given["c0"] if gap == "overhead" else 0.0
    power = 2 if gap == "second_order" else 1
    return lambda g: given["kappa"] * g + fixed, lambda g: given["eta"] * g**power


def _score(behaviour: str, cost: float, stake: float, given: Mapping[str, float]) -> Callable[[float], float]:
    """What the base optimiser sees, as a function of the weight."""

    def act(incentive: float) -> float:
        match behaviour:
            case "hard":
                return 1.0 if incentive > cost else 0.0
            case "soft":
                return 1 / (1 + math.exp(-max(-700.0, min(700.0, given["beta"] * (incentive - cost)))))
            case "graded":
                return min(1.0, max(0.0, (incentive - cost) / given["k"]))
        return min(1.0, max(0.0, incentive / given["k"]))

    return lambda weight: given["b_g"] + (given["b_c"] - given["b_g"]) * act(given["n"] * weight * stake)
