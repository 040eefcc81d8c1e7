"""Decisions over time by brute force: every plan, and backward induction (R. Bellman, Dynamic Programming, 1957)."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

State = Hashable


@dataclass(frozen=True)
class Sequential:
    """A decision in `periods` periods, from 0. In state s at period t the `acts(s, t)` are open; act a then pays
    `pays(s, t, a)`, weighted by `discount**t`, and leads to `leads(s, t, a)`. All numbers are exact."""

    start: State
    periods: int
    discount: Fraction
    acts: Callable[[State, int], Sequence[str]]
    pays: Callable[[State, int, str], Fraction]
    leads: Callable[[State, int, str], State]


@dataclass(frozen=True, slots=True)
class Plan:
    """The acts from the first period on, and what they are worth together."""

    acts: tuple[str, ...]
    worth: Fraction


def worth(decision: Sequential, acts: Sequence[str]) -> Fraction:
    """What a plan comes to, period by period."""
    total, weight, state = Fraction(0), Fraction(1), decision.start
    for period, act in enumerate(acts):
        total += weight * decision.pays(state, period, act)
        weight *= decision.discount
        state = decision.leads(state, period, act)
    return total


def every_plan(decision: Sequential) -> Iterator[Plan]:
    """Every plan that is open: as many as acts to the power of the periods, so for short horizons."""

    def extended(state: State, period: int, acts: tuple[str, ...]) -> Iterator[Plan]:
        if period == decision.periods:
            yield Plan(acts, worth(decision, acts))
            return
        for act in decision.acts(state, period):
            yield from extended(decision.leads(state, period, act), period + 1, (*acts, act))

    return extended(decision.start, 0, ())


def backward_induction(decision: Sequential) -> Plan:
    """A best plan: from the last period back, the best act in each state. Of equals the first act is taken."""
    reached: list[set[State]] = [{decision.start}]
    for period in range(decision.periods):
        now = reached[-1]
        reached.append({decision.leads(s, period, a) for s in now for a in decision.acts(s, period)})
    values: Mapping[State, Fraction] = dict.fromkeys(reached[-1], Fraction(0))
    choices: list[dict[State, str]] = []
    for period in reversed(range(decision.periods)):
        worths = {
            state: {
                act: decision.pays(state, period, act) + decision.discount * values[decision.leads(state, period, act)]
                for act in decision.acts(state, period)
            }
            for state in reached[period]
        }
        chosen = {state: max(each, key=lambda act: each[act]) for state, each in worths.items()}
        values = {state: worths[state][act] for state, act in chosen.items()}
        choices.insert(0, chosen)
    acts: list[str] = []
    state = decision.start
    for period, choice in enumerate(choices):
        acts.append(choice[state])
        state = decision.leads(state, period, choice[state])
    return Plan(tuple(acts), values[decision.start])
