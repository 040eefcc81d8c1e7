"""Training episodes before a deployment, each of which may be greedy or deceiving, played out to the best plan.

In training, deceiving keeps the objective. *Late*: a greedy episode pays c, a deceiving one nothing; in deployment
the objective pays D each episode, unless some training episode was greedy. *At once*: a deceiving episode costs c; the
first greedy one costs nothing and changes the objective, so that each later training episode costs c as well, and
each deployment episode D.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Literal, cast

from argcheck.analyses.simulation.backward import Plan, Sequential, backward_induction, worth

GREEDY, DECEIVE, SERVE = "greedy", "deceive", "serve"
Modification = Literal["late", "at_once"]
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Training:
    """Exact parameters: cost `c > 0`, stake `D > 0`, discount factor `gamma > 0`, `T` training and `N` deployment
    episodes."""

    c: Fraction
    D: Fraction
    gamma: Fraction
    T: int
    N: int
    modification: Modification


@dataclass(frozen=True, slots=True)
class Played:
    """What came of it: a best plan of all, and what deceiving throughout is worth. `pays` says that deceiving
    throughout training is worth more than every plan with a lapse. The evidence of it is `sampled`."""

    training: Training
    best: Plan
    deceiving: Fraction
    lapsing: Plan

    @property
    def pays(self) -> bool:
        """Whether deception strictly beats every lapse."""
        return self.deceiving > self.lapsing.worth


def play(training: Training) -> Played:
    """The best plan by backward induction, and the best with a lapse: its first greedy episode at each place."""
    decision = sequential(training)
    deceiving = worth(decision, (*[DECEIVE] * training.T, *[SERVE] * training.N))
    lapses = [backward_induction(sequential(training, first)) for first in range(training.T)]
    return Played(training, backward_induction(decision), deceiving, max(lapses, key=lambda plan: plan.worth))


def sequential(training: Training, first_lapse: int | None = None) -> Sequential:
    """The decision. The state says whether a lapse has happened. With `first_lapse` the first is in that episode."""
    c, stake, length = training.c, training.D, training.T
    late = training.modification == "late"

    def acts(state: object, period: int) -> tuple[str, ...]:
        if period >= length:
            return (SERVE,)
        if first_lapse is not None and not state:
            return (GREEDY,) if period == first_lapse else (DECEIVE,)
        # an objective that was changed at once acts as the base objective wants
        return (SERVE,) if state and not late else (GREEDY, DECEIVE)

    def pays(state: object, period: int, act: str) -> Fraction:
        if late:
            return (c if act == GREEDY else Fraction(0)) if period < length else (Fraction(0) if state else stake)
        if period < length:
            return Fraction(0) if act == GREEDY else -c
        return -stake if state else Fraction(0)

    def leads(state: object, period: int, act: str) -> bool:
        return bool(state) or act == GREEDY

    return Sequential(False, length + training.N, training.gamma, acts, pays, leads)


def random_trainings(
    modification: str, values: Mapping[str, Fraction], samples: int, seed: int, longest: int = 6
) -> list[Played]:
    """So many cases played, with exact random parameters but for those of `values`: c and D up to 8, gamma up to 2, up
    to `longest` episodes of each kind. Raises ValueError for a reading that there is not, or a value out of range."""
    if modification not in ("late", "at_once"):
        raise ValueError(f"`{modification}` is neither `late` nor `at_once`")
    generator = Random(seed)
    played = []
    for _ in range(samples):
        drawn = {
            "c": Fraction(generator.randint(1, 64), 8),
            "D": Fraction(generator.randint(1, 64), 8),
            "gamma": Fraction(generator.randint(1, 40), 20),
            "T": Fraction(generator.randint(1, longest)),
            "N": Fraction(generator.randint(1, longest)),
        } | dict(values)
        lengths = drawn["T"], drawn["N"]
        if min(drawn.values()) <= 0 or any(each.denominator != 1 or each > _LONGEST for each in lengths):
            raise ValueError(f"c, D and gamma are above 0, and T and N whole numbers from 1 to {_LONGEST}")
        sizes = (drawn["c"], drawn["D"], drawn["gamma"])
        played.append(play(Training(*sizes, int(drawn["T"]), int(drawn["N"]), cast(Modification, modification))))
    return played
