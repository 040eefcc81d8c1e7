"""A part of an argument: some steps with what they rest on, under some readings."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from difflib import get_close_matches

from argcheck.model.argument import Argument, Reading, Step


class SelectionError(ValueError):
    """The argument has no such step, notion or reading; the message says which and what there is."""


def select(argument: Argument, readings: Iterable[tuple[str, str]] = (), steps: Iterable[str] = ()) -> Argument:
    """The argument cut down to the named steps (with those that they rest on) and to the given
    (notion, reading) pairs; several pairs for one notion allow each. Nothing given, nothing cut.

    Raises SelectionError for a name that the argument does not have.
    """
    allowed: dict[str, set[str]] = {}
    for notion, reading in readings:
        _check_reading(argument, notion, reading)
        allowed.setdefault(notion, set()).add(reading)
    wanted = _with_sources(argument, tuple(steps))
    kept = []
    for step in argument.steps:
        if wanted and step.name not in wanted:
            continue
        inferences = tuple(each for each in step.inferences if _agrees(each.reading, allowed))
        if inferences:
            kept.append(replace(step, inferences=inferences))
    premise_sets = tuple(each for each in argument.premise_sets if _agrees(each.reading, allowed))
    return replace(argument, steps=tuple(kept), premise_sets=premise_sets, part=len(kept) < len(argument.steps))


def _agrees(reading: Reading, allowed: dict[str, set[str]]) -> bool:
    return all(name in allowed.get(notion, {name}) for notion, name in reading)


def _with_sources(argument: Argument, names: tuple[str, ...]) -> frozenset[str]:
    steps: dict[str, Step] = {step.name: step for step in argument.steps}
    for name in names:
        if name not in steps:
            raise SelectionError(f"there is no step `{name}`{_instead(name, steps)}")
    found: set[str] = set()
    open_ = list(names)
    while open_:
        name = open_.pop()
        if name in steps and name not in found:
            found.add(name)
            open_.extend(steps[name].sources)
    return frozenset(found)


def _check_reading(argument: Argument, notion: str, reading: str) -> None:
    notions = {each.name: [one.name for one in each.readings] for each in argument.notions}
    if notion not in notions:
        raise SelectionError(f"there are no readings of `{notion}`{_instead(notion, notions)}")
    if reading not in notions[notion]:
        raise SelectionError(f"`{notion}` has no reading `{reading}`{_instead(reading, notions[notion])}")


def _instead(name: str, names: Collection[str]) -> str:
    close = get_close_matches(name, names, n=1)
    if close:
        return f"; did you mean `{close[0]}`?"
    return f"; there are {', '.join(names)}" if names else ""
