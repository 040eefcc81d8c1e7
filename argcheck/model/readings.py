"""Choices of readings: which notions an item touches, found by unfolding it.

Unfolding starts from no choice at all. When a name turns out to belong to readings of a notion not yet
chosen, the work is done again under each of them; where a name does not exist, the combination is dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from argcheck.model.argument import Reading
from argcheck.model.symbols import Entry, Symbols

MAX_COMBINATIONS = 256

Choices = Mapping[str, str]
T = TypeVar("T")
Item = TypeVar("Item")


class Undecided(Exception):
    """A name means different things under the readings of `notion`, and none is chosen."""

    def __init__(self, notion: str) -> None:
        super().__init__(notion)
        self.notion = notion


class Absent(Exception):
    """`name` does not exist under the readings chosen; `reading` is the choice that rules it out."""

    def __init__(self, name: str, reading: str) -> None:
        super().__init__(name)
        self.name = name
        self.reading = reading


class Broken(Exception):
    """There is a mistake on the way, which has been reported."""


class TooMany(Exception):
    """There are more than `MAX_COMBINATIONS` combinations."""


@dataclass(frozen=True, slots=True)
class Branches(Generic[T]):
    """What came out under each combination, which names were missing where, and whether something was broken."""

    results: tuple[tuple[Reading, T], ...]
    absent: tuple[Absent, ...]
    broken: bool


def resolve(name: str, entries: tuple[Entry[Item], ...], choices: Choices) -> Entry[Item]:
    """The entry that exists under the choices; raises Broken, Undecided or Absent."""
    if not entries:
        raise Broken
    for entry in entries:
        if entry.reading is None or choices.get(entry.reading[0]) == entry.reading[1]:
            return entry
    assert entries[0].reading is not None
    notion = entries[0].reading[0]
    if notion not in choices:
        raise Undecided(notion)
    raise Absent(name, choices[notion])


def as_reading(symbols: Symbols, choices: Choices) -> Reading:
    """The choices in the order of the file."""
    return tuple((notion, choices[notion]) for notion in symbols.notions if notion in choices)


def branch(symbols: Symbols, build: Callable[[Choices], T], start: Choices | None = None) -> Branches[T]:
    """`build` under every combination of the readings that it touches; raises TooMany."""
    found: list[tuple[Reading, T]] = []
    absent: list[Absent] = []
    broken = False
    stack: list[Choices] = [start or {}]
    tried = 0
    while stack:
        choices = stack.pop()
        tried += 1
        if tried > 2 * MAX_COMBINATIONS:
            raise TooMany
        try:
            found.append((as_reading(symbols, choices), build(choices)))
        except Undecided as question:
            readings = symbols.notions[question.notion].readings
            stack.extend({**choices, question.notion: reading.name.name} for reading in reversed(readings))
        except Absent as missing:
            absent.append(missing)
        except Broken:
            broken = True
    return Branches(tuple(sorted(found, key=lambda pair: _rank(symbols, pair[0]))), tuple(absent), broken)


def _rank(symbols: Symbols, reading: Reading) -> list[int]:
    chosen = dict(reading)
    ranks: list[int] = []
    for notion, decl in symbols.notions.items():
        names = {alternative.name.name: place for place, alternative in enumerate(decl.readings)}
        # a reading that is not there belongs to a second notion of this name, which is a mistake told elsewhere
        ranks.append(names.get(chosen[notion], len(names)) if notion in chosen else -1)
    return ranks
