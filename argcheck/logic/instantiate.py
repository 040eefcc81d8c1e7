"""Instances of quantified formulas, as natural deduction takes them.

From `for every x` follows the formula for any member that has a name; for `there is an x` a new name is given to one.
Both also inside `and` and `or`. Every fact remembers which it came from and how, so that a kernel can follow.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from argcheck.logic.negation_normal import OutOfReach, normal
from argcheck.model.first_order import all_kinds, applications, kinds_in, members, ranges_over_kind
from argcheck.model.operators import Sort
from argcheck.model.terms import (
    App,
    Apply,
    Kind,
    Member,
    Quantifier,
    Term,
    Var,
    children,
    free_variables,
    rebuild,
    substitute,
)

MOST_FACTS = 4000


class TooManyFacts(Exception):
    """There are more instances than can be put to a prover."""


Path = tuple[int, ...]
"""Where in a formula a quantifier stands: the argument to go down at each `and` or `or`."""


@dataclass(frozen=True, slots=True)
class Instance:
    """How a fact was derived: from the fact of the number `parent`, with `term` for the quantifier at `path`, or, where
    there is no term, as the part of it at `path`."""

    parent: int
    path: Path
    term: Term | None


@dataclass
class Instances:
    """Facts with their instances, round by round. The first facts are the assertions themselves, in normal form;
    `origins` holds None for those. `dropped` says that some assertion is out of reach."""

    assertions: Sequence[Term]
    facts: list[Term] = field(default_factory=list)
    origins: list[Instance | None] = field(default_factory=list)
    ground: list[int] = field(default_factory=list)
    names: dict[Kind, list[Term]] = field(default_factory=dict)
    dropped: bool = False
    _universals: list[tuple[int, Path]] = field(default_factory=list)
    _done: set[tuple[int, Term]] = field(default_factory=set)
    _new: int = 0

    def __post_init__(self) -> None:
        for kind in all_kinds(self.assertions):
            self.names[kind] = list(members(kind))
        for assertion in self.assertions:
            try:
                self._add(normal(assertion), None)
            except OutOfReach:
                self.dropped = True
                self._add(App("true", ()), None)
        for index in range(len(self.facts)):
            self._open(index)
        self._collect()
        for kind, names in self.names.items():
            if not names:
                names.append(self._fresh(kind))

    def round(self) -> bool:
        """Instantiate everything with every name known now; says whether anything is new. Raises TooManyFacts."""
        before = len(self.facts)
        known = {kind: tuple(names) for kind, names in self.names.items()}
        place = 0
        while place < len(self._universals):
            index, path = self._universals[place]
            quantifier = _at(self.facts[index], path)
            assert isinstance(quantifier, Quantifier) and quantifier.variable.kind
            for name in known[quantifier.variable.kind]:
                if (index, name) not in self._done:
                    self._done.add((index, name))
                    body = substitute(quantifier.body, {quantifier.variable: name})
                    self._derive(index, path, body, name)
            place += 1
        self._collect()
        return len(self.facts) > before

    # ---- one fact ----------------------------------------------------------------------------------------

    def _add(self, fact: Term, origin: Instance | None) -> int:
        if len(self.facts) >= MOST_FACTS:
            raise TooManyFacts
        self.facts.append(fact)
        self.origins.append(origin)
        return len(self.facts) - 1

    def _derive(self, index: int, path: Path, body: Term, name: Term | None) -> None:
        fact = body if name is None else _put(self.facts[index], path, body)
        self._open(self._add(fact, Instance(index, path, name)))

    def _open(self, index: int) -> None:
        """Take a new fact apart as far as no choice of a name is needed."""
        fact = self.facts[index]
        if not ranges_over_kind(fact):
            self.ground.append(index)
        elif isinstance(fact, App) and fact.op == "and":
            for place, part in enumerate(fact.args):
                self._derive(index, (place,), part, None)
        else:
            existing = next(_quantifiers(fact, "exists"), None)
            if existing is None:
                self._universals.append((index, next(_quantifiers(fact, "forall"))))
                return
            quantifier = _at(fact, existing)
            assert isinstance(quantifier, Quantifier) and quantifier.variable.kind
            name = self._fresh(quantifier.variable.kind)
            self._derive(index, existing, substitute(quantifier.body, {quantifier.variable: name}), name)

    def _fresh(self, kind: Kind) -> Apply:
        self._new += 1
        return Apply(f"{kind.name} #{self._new}", (), Sort.INDIVIDUAL, kind)

    def _collect(self) -> None:
        """The names in the facts: of open kinds every closed term, of finite ones the members alone."""
        seen = {name for names in self.names.values() for name in names}
        for fact in self.facts:
            for term in sorted(applications(fact), key=str):
                kind = term.kind
                if kind is not None and not kind.members and term not in seen and not _has_bound(term):
                    seen.add(term)
                    self.names[kind].append(term)


def _has_bound(term: Term) -> bool:
    return any(variable.kind for variable in free_variables(term))


def _quantifiers(fact: Term, kind: str, path: Path = ()) -> Iterator[Path]:
    """Where the outermost quantifiers over kinds stand, those of the given kind."""
    match fact:
        case Quantifier(kind=which, variable=Var(sort=Sort.INDIVIDUAL)):
            if which == kind:
                yield path
        case App(op="and" | "or", args=args):
            for place, arg in enumerate(args):
                yield from _quantifiers(arg, kind, (*path, place))


def _at(fact: Term, path: Path) -> Term:
    for place in path:
        fact = children(fact)[place]
    return fact


def _put(fact: Term, path: Path, part: Term) -> Term:
    if not path:
        return part
    parts = list(children(fact))
    parts[path[0]] = _put(parts[path[0]], path[1:], part)
    return rebuild(fact, tuple(parts))


def individuals(term: Term) -> frozenset[Term]:
    """The closed terms for individuals in a formula without quantifiers over kinds, members included."""
    found = {each for each in applications(term) if each.sort is Sort.INDIVIDUAL and not _has_bound(each)}
    return frozenset(found) | frozenset(_members(term))


def _members(term: Term) -> Iterator[Member]:
    if isinstance(term, Member):
        yield term
    for part in children(term):
        if kinds_in(part):
            yield from _members(part)
