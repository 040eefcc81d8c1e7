"""Facts about symbols that stand for one number: bounds that the kernel computes for log(2), exp(1/3), 2^sqrt(2) …"""

from __future__ import annotations

from argcheck.kernel.polynomial import variables
from argcheck.kernel.quotients import Quotient
from argcheck.kernel.symbols import Kind, Symbols
from argcheck.logic.workspace import Workspace

_FUNCTIONS = (Kind.EXP, Kind.LOG, Kind.SQRT, Kind.POWER)
_PLACES = ("4", "12")
_CLOSE = "40"
_MOST_NUMBERS = 12


def relate_numbers(space: Workspace) -> None:
    """Bounds for each symbol that stands for a number: some short, some close where there is nothing but numbers."""
    numbers = [name for name in space.symbols.meanings if _is_number(space.symbols, name)]
    alone = len(numbers) == len(space.symbols.meanings)
    for name in numbers[:_MOST_NUMBERS]:
        for places in (*_PLACES, _CLOSE) if alone else _PLACES:
            space.lemma("number: enclosure", name, places)


def _is_number(symbols: Symbols, name: str) -> bool:
    meaning = symbols.meanings.get(name)
    return meaning is not None and meaning.kind in _FUNCTIONS and all(_fixed(symbols, part) for part in meaning.parts)


def _fixed(symbols: Symbols, value: Quotient) -> bool:
    return all(_is_number(symbols, each) for each in variables(value.numerator) | variables(value.denominator))
