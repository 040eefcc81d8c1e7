"""Steps against readings: where an argument holds, and where it trades on two senses of a word."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, islice, product
from math import prod

from argcheck.analyses.results import Equivocation, StepResult
from argcheck.model.argument import Argument, Notion, Reading
from argcheck.model.verdict import Verdict

MOST_COMBINATIONS = 512
"""How many combinations of readings are looked at."""

_LARGEST_SET = 3


def conclusions(argument: Argument) -> list[str]:
    """The names of the conclusions."""
    return [step.name for step in argument.steps if step.kind == "conclusion"]


def supporting_steps(argument: Argument, conclusion: str | None = None) -> tuple[str, ...]:
    """The conclusions (or the one named) and every step that they rest on, in file order; all steps if there is
    no conclusion."""
    sources = {step.name: step.sources for step in argument.steps}
    wanted = [conclusion] if conclusion else conclusions(argument) or list(sources)
    reached: set[str] = set()
    while wanted:
        name = wanted.pop()
        if name in sources and name not in reached:
            reached.add(name)
            wanted.extend(sources[name])
    return tuple(step.name for step in argument.steps if step.name in reached)


def combinations_of(argument: Argument, names: Sequence[str], results: Sequence[StepResult]) -> list[Reading]:
    """The combinations of readings of the notions that the steps can tell apart: all of them, or the first ones where
    there are too many (`left_out`)."""
    choices = [[(one.name, reading.name) for reading in one.readings] for one in _touched(argument, names, results)]
    return list(islice(product(*choices), MOST_COMBINATIONS))


def left_out(argument: Argument, names: Sequence[str], results: Sequence[StepResult]) -> int:
    """How many combinations of readings `combinations_of` does not list."""
    total = prod(len(notion.readings) for notion in _touched(argument, names, results))
    return max(total - MOST_COMBINATIONS, 0)


def exists_throughout(argument: Argument, results: Sequence[StepResult], name: str) -> bool:
    """Whether the step has a result under every combination of readings."""
    mine = [result for result in results if result.name == name]
    total = prod(len(notion.readings) for notion in _touched(argument, [name], results))
    same_notions = len({frozenset(notion for notion, _ in one.reading) for one in mine}) == 1
    return same_notions and len({one.reading for one in mine}) == total


def _touched(argument: Argument, names: Sequence[str], results: Sequence[StepResult]) -> list[Notion]:
    touched = {notion for result in results if result.name in names for notion, _ in result.reading}
    return [notion for notion in argument.notions if notion.name in touched]


def under(reading: Reading, results: Sequence[StepResult], name: str) -> StepResult | None:
    """The step's result under a combination of readings; None where the step does not exist under it."""
    chosen = dict(reading)
    for result in results:
        if result.name == name and all(chosen.get(notion, one) == one for notion, one in result.reading):
            return result
    return None


def holding(argument: Argument, results: Sequence[StepResult], names: Sequence[str]) -> tuple[Reading, ...]:
    """The combinations of readings under which every one of the steps is valid."""
    held = []
    for reading in combinations_of(argument, names, results):
        here = [under(reading, results, name) for name in names]
        if all(result is not None and result.verdict is Verdict.VALID for result in here):
            held.append(reading)
    return tuple(held)


def equivocations(argument: Argument, results: Sequence[StepResult]) -> tuple[Equivocation, ...]:
    """Smallest sets of steps that one conclusion rests on, each valid under some reading, none all together.

    Nothing is said of a set when an undecided step leaves it open, or when it has too many combinations to list.
    """
    chains = [supporting_steps(argument, name) for name in conclusions(argument)] or [supporting_steps(argument)]
    found: list[Equivocation] = []
    for names in chains:
        found += [one for one in _in_chain(argument, results, names) if one not in found]
    return tuple(found)


def _in_chain(argument: Argument, results: Sequence[StepResult], names: Sequence[str]) -> list[Equivocation]:
    split = [n for n in names if holding(argument, results, [n]) and any(r.reading for r in results if r.name == n)]
    found: list[Equivocation] = []
    for size in range(2, _LARGEST_SET + 1):
        for group in combinations(split, size):
            if any(set(smaller.steps) <= set(group) for smaller in found):
                continue
            if not holding(argument, results, group) and _settled(argument, results, group):
                found.append(Equivocation(group, _notions(results, group)))
    return found


def _settled(argument: Argument, results: Sequence[StepResult], group: Sequence[str]) -> bool:
    if left_out(argument, group, results):
        return False
    for reading in combinations_of(argument, group, results):
        here = [under(reading, results, name) for name in group]
        fails = any(r is None or r.verdict not in (Verdict.VALID, Verdict.UNDECIDED) for r in here)
        if not fails:
            return False
    return True


def _notions(results: Sequence[StepResult], group: Sequence[str]) -> tuple[str, ...]:
    shared: list[str] = []
    for result in results:
        if result.name in group:
            shared += [notion for notion, _ in result.reading if notion not in shared]
    return tuple(shared)
