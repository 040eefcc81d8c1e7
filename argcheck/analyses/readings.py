"""Steps against readings: where an argument holds, and where it trades on two senses of a word."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, product

from argcheck.analyses.results import Equivocation, StepResult
from argcheck.model.argument import Argument, Notion, Reading
from argcheck.model.verdict import Verdict

_MOST_COMBINATIONS = 512
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
    """Every combination of readings of the notions that the steps can tell apart."""
    touched = {notion for result in results if result.name in names for notion, _ in result.reading}
    notions: list[Notion] = [notion for notion in argument.notions if notion.name in touched]
    choices = [[(notion.name, reading.name) for reading in notion.readings] for notion in notions]
    return [tuple(choice) for choice in list(product(*choices))[:_MOST_COMBINATIONS]]


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

    Nothing is said of a set when an undecided step leaves it open.
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
