"""Finite structures told to a reader: members by name, and what is true of which of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from string import ascii_lowercase

from argcheck.logic.exact import Exact
from argcheck.logic.exact_text import show as show_value
from argcheck.logic.structure import cell_name, size_name
from argcheck.model.first_order import all_kinds, applications
from argcheck.model.operators import Sort
from argcheck.model.terms import Apply, Kind, Member, Term

Point = Mapping[str, Exact | bool]
Names = Mapping[str, tuple[Member, ...]]
"""The members of each kind, by names of the kinds."""

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@dataclass(frozen=True)
class Tables:
    """A structure as pairs of a name and what it comes to, and as a clause that tells the same."""

    names: Names
    values: tuple[tuple[str, str], ...]
    told: str
    cells: frozenset[str]


def tables(point: Point, formulas: Sequence[Term]) -> Tables | None:
    """The structure that the point is, as far as the formulas speak of it; None where it is none."""
    kinds = [kind for kind in all_kinds(formulas) if size_name(kind.name) in point]
    if not kinds:
        return None
    used = frozenset[Apply]().union(*(applications(formula) for formula in formulas))
    symbols = {each.name: each for each in sorted(used, key=lambda each: (len(each.args), each.name))}
    names = _names(point, kinds, symbols)
    values: list[tuple[str, str]] = []
    clauses: list[str] = []
    cells = {size_name(kind.name) for kind in kinds}
    for kind in kinds:
        listed = [member.name for member in names[kind.name]]
        values.append((kind.name, ", ".join(listed)))
        if not kind.members:
            clauses.append(_population(kind, listed))
    for symbol in symbols.values():
        rows = [row for row in _rows(symbol, kinds, names) if cell_name(symbol.name, _places(row)) in point]
        cells |= {cell_name(symbol.name, _places(row)) for row in rows}
        if symbol.sort is Sort.BOOL:
            true = [_tuple(row) for row in rows if point[cell_name(symbol.name, _places(row))] is True]
            values.append((symbol.name, f"{{{', '.join(true)}}}"))
            clauses.append(f"{symbol.name} holds of {_listed(true, len(rows))}")
            continue
        for row in rows:
            value = point[cell_name(symbol.name, _places(row))]
            text = show_value(value) if symbol.kind is None else names[symbol.kind.name][_place(value) - 1].name
            label = cell_name_shown(symbol.name, row)
            if label != text:
                values.append((label, text))
                clauses.append(f"{label} = {text}")
    return Tables(names, tuple(values), "; ".join(clauses), frozenset(cells))


def cell_name_shown(symbol: str, row: Sequence[Member]) -> str:
    """`wealth(ann)`."""
    return f"{symbol}({', '.join(member.name for member in row)})" if row else symbol


def _names(point: Point, kinds: Sequence[Kind], symbols: Mapping[str, Apply]) -> Names:
    """Members named by the constants that stand for them, the others by letters."""
    taken = set(symbols)
    letters = iter([letter for letter in ascii_lowercase if letter not in taken] + [f"m{n}" for n in range(100)])
    names: dict[str, tuple[Member, ...]] = {}
    for kind in kinds:
        size = _place(point[size_name(kind.name)])
        found = dict(enumerate(kind.members, 1))
        for symbol in symbols.values():
            if not symbol.args and symbol.kind == kind and symbol.name in point and " " not in symbol.name:
                found.setdefault(_place(point[symbol.name]), symbol.name)
        names[kind.name] = tuple(Member(found.get(place) or next(letters), kind, place) for place in range(1, size + 1))
    return names


def _rows(symbol: Apply, kinds: Sequence[Kind], names: Names) -> Iterator[tuple[Member, ...]]:
    """Every choice of members that the symbol may be applied to."""
    columns = [_kind(arg) for arg in symbol.args]
    known = {kind.name for kind in kinds}
    if all(column in known for column in columns):
        yield from product(*(names[column] for column in columns))


def _kind(term: Term) -> str:
    kind = getattr(term, "kind", None)
    return kind.name if isinstance(kind, Kind) else ""


def _places(row: Sequence[Member]) -> list[int]:
    return [member.place for member in row]


def _place(value: Exact | bool) -> int:
    return int(str(value))


def _tuple(row: Sequence[Member]) -> str:
    shown = ", ".join(member.name for member in row)
    return shown if len(row) == 1 else f"({shown})"


def _population(kind: Kind, listed: Sequence[str]) -> str:
    count = _NUMBERS[len(listed)] if len(listed) < len(_NUMBERS) else str(len(listed))
    if len(listed) == 1:
        return f"there is only one {kind.name}, {listed[0]}"
    return f"there are {count} of the kind {kind.name}, {', '.join(listed[:-1])} and {listed[-1]}"


def _listed(true: Sequence[str], rows: int) -> str:
    if not true:
        return "none"
    if len(true) == rows and rows > 1:
        return "all pairs" if true[0].startswith("(") and true[0].count(",") == 1 else "all"
    if len(true) == 1:
        return f"{true[0]} alone" if rows > 1 else true[0]
    return _in_words(true)


def written_out(values: Sequence[tuple[str, str]]) -> str:
    """A point about members that are listed, told as a clause: `mortal holds of ann, not of bob; friend(ann) = bob`.

    Empty where nothing in it is about members.
    """
    extents: dict[str, dict[str, list[str]]] = {}
    clauses: list[str] = []
    for name, value in values:
        symbol, bracket, rest = name.partition("(")
        if " = " in name:
            if value == "true":
                clauses.append(name)
        elif bracket and value in ("true", "false"):
            row = rest.removesuffix(")")
            shown = f"({row})" if ", " in row else row
            extents.setdefault(symbol, {"true": [], "false": []})[value].append(shown)
        else:
            clauses.append(f"{name} = {value}")
    if not extents and not any(" = " in name for name, _ in values):
        return ""
    told = []
    for symbol, rows in extents.items():
        true, false = rows["true"], rows["false"]
        if not true or not false:
            told.append(f"{symbol} holds of {_in_words(true) if true else 'none'}")
        else:
            told.append(f"{symbol} holds of {_in_words(true)}, not of {_in_words(false)}")
    return "; ".join((*told, *clauses))


def _in_words(rows: Sequence[str]) -> str:
    return " and ".join([*([", ".join(rows[:-1])] if rows[1:] else []), rows[-1]])
