"""The declared names of a file: who declares what, and under which reading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from argcheck.language.syntax import (
    ConstantDecl,
    DecisionDecl,
    DefineDecl,
    FunctionDecl,
    GameDecl,
    Header,
    Ident,
    KindDecl,
    PredicateDecl,
    PremiseDecl,
    PropositionDecl,
    QuantityDecl,
    ReadingsDecl,
    SourceFile,
    StepDecl,
)
from argcheck.model.findings import Findings
from argcheck.model.operators import OPERATORS, Shape, Sort

SORTS: Mapping[str, Sort] = {"real": Sort.REAL, "integer": Sort.INTEGER, "probability": Sort.REAL}
MONOTONE = ("increasing", "decreasing", "constant")
GERMS = ("rises", "falls", "flat", "diff")
FUNCTIONS = frozenset(name for name, operator in OPERATORS.items() if operator.shape is Shape.CALL)
OF_OPTIONS = ("utility", "certainty_equivalent")
OF_GAMES = ("nash", "mixed_nash", "best_reply", "dominant")
BUILT_IN = FUNCTIONS | {*MONOTONE, *OF_OPTIONS, *OF_GAMES, "sum", "limit"}

Value = QuantityDecl | PropositionDecl | DefineDecl | KindDecl | PredicateDecl | FunctionDecl | ConstantDecl
"""What a name of the one space of values stands for; a `KindDecl` is there for each of its members."""
Place = tuple[str, str] | None
"""The (notion, reading) that an item belongs to, or None for the whole argument."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class Entry(Generic[T]):
    """One declared name. Entries are compared by identity; `order` is their position in the file."""

    name: str
    ident: Ident
    item: T
    reading: Place
    order: int


@dataclass(frozen=True, slots=True, eq=False)
class Symbols:
    """Every declared name. A name has several entries when several readings of one notion declare it."""

    header: Header | None
    values: Mapping[str, tuple[Entry[Value], ...]]
    kinds: Mapping[str, tuple[Entry[KindDecl], ...]]
    decisions: Mapping[str, tuple[Entry[DecisionDecl], ...]]
    premises: Mapping[str, tuple[Entry[PremiseDecl], ...]]
    steps: Mapping[str, Entry[StepDecl]]
    notions: Mapping[str, ReadingsDecl]
    notion_of: Mapping[str, str]
    lost: frozenset[str]
    games: Mapping[str, tuple[Entry[GameDecl], ...]]

    def visible(self, entries: tuple[Entry[T], ...], place: Place) -> tuple[Entry[T], ...]:
        """The entries that can exist together with an item at `place`."""
        if place is None:
            return entries
        return tuple(e for e in entries if e.reading is None or e.reading == place or e.reading[0] != place[0])


def ordered(table: Mapping[str, tuple[Entry[T], ...]]) -> tuple[Entry[T], ...]:
    """Every entry of a table, in the order of the file."""
    return tuple(sorted((entry for entries in table.values() for entry in entries), key=lambda entry: entry.order))


class _Table(Generic[T]):
    """One name space while it is being filled."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self.entries: dict[str, tuple[Entry[T], ...]] = {}

    def add(self, ident: Ident, item: T, reading: Place, order: int) -> None:
        """Declare a name, unless it clashes with an earlier declaration."""
        earlier = self.entries.get(ident.name, ())
        for other in earlier:
            if reading and other.reading and reading[0] == other.reading[0] and reading != other.reading:
                continue
            message = f"`{ident.name}` is declared twice"
            self._findings.report("E101", message, ident.span, f"first declared on line {other.ident.span.line}")
            return
        self.entries[ident.name] = (*earlier, Entry(ident.name, ident, item, reading, order))


def collect(source: SourceFile, lost: frozenset[str], findings: Findings) -> Symbols:
    """Every name that the file declares; reports duplicates and built-in names."""
    return _Collector(findings).collect(source, lost)


class _Collector:
    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._values: _Table[Value] = _Table(findings)
        self._kinds: _Table[KindDecl] = _Table(findings)
        self._decisions: _Table[DecisionDecl] = _Table(findings)
        self._arguments: _Table[PremiseDecl | StepDecl] = _Table(findings)
        self._notions: _Table[ReadingsDecl] = _Table(findings)
        self._readings: _Table[str] = _Table(findings)
        self._games: _Table[GameDecl] = _Table(findings)
        self._order = 0

    def collect(self, source: SourceFile, lost: frozenset[str]) -> Symbols:
        header: Header | None = None
        for item in source.items:
            match item:
                case Header():
                    header = header or item
                case ReadingsDecl():
                    self._collect_notion(item)
                case _:
                    self._declare(item, None)
        for game in ordered(self._games.entries):
            if game.name in self._decisions.entries:
                message = f"`{game.name}` is declared twice, as a game and as a decision"
                self._findings.report("E101", message, game.ident.span, "give one of them another name")
        premises: dict[str, tuple[Entry[PremiseDecl], ...]] = {}
        steps: dict[str, Entry[StepDecl]] = {}
        for entry in ordered(self._arguments.entries):
            if isinstance(entry.item, StepDecl):
                steps[entry.name] = Entry(entry.name, entry.ident, entry.item, None, entry.order)
            else:
                declared: Entry[PremiseDecl] = Entry(entry.name, entry.ident, entry.item, entry.reading, entry.order)
                premises[entry.name] = (*premises.get(entry.name, ()), declared)
        return Symbols(
            header=header,
            values=self._values.entries,
            kinds=self._kinds.entries,
            decisions=self._decisions.entries,
            premises=premises,
            steps=steps,
            notions={entry.name: entry.item for entry in ordered(self._notions.entries)},
            notion_of={entry.name: entry.item for entry in ordered(self._readings.entries)},
            lost=lost,
            games=self._games.entries,
        )

    def _next(self) -> int:
        self._order += 1
        return self._order

    def _collect_notion(self, notion: ReadingsDecl) -> None:
        self._notions.add(notion.name, notion, None, self._next())
        for reading in notion.readings:
            self._readings.add(reading.name, notion.name.name, None, self._next())
            for item in reading.items:
                self._declare(item, (notion.name.name, reading.name.name))

    def _declare(self, item: Value | DecisionDecl | GameDecl | PremiseDecl | StepDecl, place: Place) -> None:
        match item:
            case QuantityDecl(names=idents) | PropositionDecl(names=idents) | ConstantDecl(names=idents):
                for ident in idents:
                    self._declare_value(ident, item, place)
            case KindDecl(name=name, members=members):
                if name.name in SORTS:
                    self._findings.report("E102", f"`{name.name}` is a sort of numbers and no kind", name.span)
                self._kinds.add(name, item, place, self._next())
                for ident in members:
                    self._declare_value(ident, item, place)
            case DefineDecl(name=ident) | PredicateDecl(name=ident) | FunctionDecl(name=ident):
                self._declare_value(ident, item, place)
            case DecisionDecl(name=ident):
                self._decisions.add(ident, item, place, self._next())
            case GameDecl(name=ident):
                self._games.add(ident, item, place, self._next())
            case PremiseDecl(name=ident) | StepDecl(name=ident):
                self._arguments.add(ident, item, place, self._next())

    def _declare_value(self, ident: Ident, item: Value, place: Place) -> None:
        if ident.name in BUILT_IN:
            message = f"`{ident.name}` is built into the language and cannot be declared"
            self._findings.report("E102", message, ident.span, "choose another name")
            return
        self._values.add(ident, item, place, self._next())
