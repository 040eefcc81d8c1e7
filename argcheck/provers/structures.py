"""Assertions about the members of kinds: a finite structure in which they hold, or instances that are contradictory.

Structures are tried by size, so that the first one found is a smallest: for each size the assertions are written out
member by member, and a plain search is made. For a refutation the assertions are instantiated with the names at hand,
round by round (Herbrand's theorem). Where no round brings a new name, the instances are all that matter: without
functions into an open kind and without an existential under a universal that is so after the first round.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import product
from typing import Protocol

from argcheck.logic.equality import TooManyNames, laws, plain
from argcheck.logic.evaluate import evaluate
from argcheck.logic.exact import Exact, TooLarge, Undetermined
from argcheck.logic.instantiate import Instances, TooManyFacts
from argcheck.logic.scope import NotReduced, Undefined
from argcheck.logic.structure import cell_name, size_name
from argcheck.model.argument import Witness
from argcheck.model.first_order import all_kinds, applications, members
from argcheck.model.grounding import Cell, Grounding, TooManyInstances
from argcheck.model.operators import Sort
from argcheck.model.terms import Apply, Kind, Member, Term, Var, free_variables, substitute
from argcheck.provers.backend import Status
from argcheck.provers.confirmation import Point
from argcheck.provers.finding import Finding
from argcheck.provers.refutation import Refuted, Whole

PROVER = "instances"
_MOST_MORE = 4
_MOST_STRUCTURES = 24
_MOST_ROUNDS = 3
_ROUND_FACTS = 1200


class Plain(Protocol):
    """A searcher, asked here only about formulas without kinds."""

    def search(
        self,
        assertions: Sequence[Term],
        variables: Sequence[Var] = (),
        witnesses: Sequence[Witness] = (),
        *,
        simple: bool = True,
    ) -> Finding:
        """A point at which the assertions hold, or that there is none."""
        ...

    def refutes(self, assertions: Sequence[Term], witnesses: Sequence[Witness] = ()) -> bool:
        """Whether the assertions are proved contradictory."""
        ...


class StructureSearch:
    """Answers questions about the members of kinds, with a searcher for those that no kind occurs in."""

    def __init__(self, searcher: Plain) -> None:
        self._plain = searcher

    def search(
        self, assertions: Sequence[Term], variables: Sequence[Var], witnesses: Sequence[Witness], *, simple: bool
    ) -> Finding:
        """As `Searcher.search`."""
        closed = closed_off(assertions)
        refuter = _Refuter(self._plain, closed)
        trace: list[str] = []
        if refuter.round():
            return _refuted(1, trace)
        for number, sizes in enumerate(_sizes(all_kinds(closed))):
            found = self._of_size(closed, sizes, variables, witnesses, simple)
            told = ", ".join(f"{size} of the kind {kind.name}" for kind, size in sizes.items())
            trace.append(f"structures with {told}: {found.status.value}")
            if found.status is Status.SAT:
                return replace(found, trace=tuple(trace))
            if number in (1, 3) and refuter.round():
                return _refuted(refuter.rounds, trace)
        while refuter.rounds < _MOST_ROUNDS and not refuter.exhausted:
            if refuter.round():
                return _refuted(refuter.rounds, trace)
        return Finding(Status.UNKNOWN, reason=refuter.reason(), trace=tuple(trace))

    def refutes(self, assertions: Sequence[Term]) -> bool:
        """As `Searcher.refutes`."""
        refuter = _Refuter(self._plain, closed_off(assertions))
        return any(refuter.round() for _ in range(_MOST_ROUNDS) if not refuter.exhausted)

    # ---- structures ------------------------------------------------------------------------------------

    def _of_size(
        self,
        assertions: Sequence[Term],
        sizes: Mapping[Kind, int],
        variables: Sequence[Var],
        witnesses: Sequence[Witness],
        simple: bool,
    ) -> Finding:
        domain = {kind: members(kind) or _numbered(kind, size) for kind, size in sizes.items()}
        grounding = Grounding(domain)
        try:
            written = [grounding.ground(assertion) for assertion in assertions]
            written += [formula for _, formula in grounding.functions()]
        except TooManyInstances:
            return Finding(Status.UNKNOWN, reason="too many instances")
        found = self._plain.search(written, variables, witnesses, simple=simple)
        if found.status is not Status.SAT or found.point is None:
            return found
        point = _structure(assertions, domain, grounding.cells, found.point)
        point = _fewest(assertions, point)
        confirmed = _holds(assertions, point)
        if confirmed is False:
            return Finding(Status.UNKNOWN, reason="a structure was found and not confirmed")
        return replace(found, point=point, exact=found.exact and confirmed is True)


class _Refuter:
    """Rounds of instances, each put to the searcher."""

    def __init__(self, searcher: Plain, assertions: Sequence[Term]) -> None:
        self._plain = searcher
        self._instances = Instances(assertions)
        self.rounds = 0
        self.exhausted = False
        self._complete = False

    def round(self) -> bool:
        """One round more; says whether the instances so far are contradictory."""
        if self.exhausted:
            return False
        try:
            new = self._instances.round()
            if len(self._instances.facts) > _ROUND_FACTS and self.rounds:
                raise TooManyFacts
            self.rounds += 1
            if not new and self.rounds > 1:
                self.exhausted = self._complete = True
                return False
            return self._plain.refutes(ground_problem(self._instances))
        except (TooManyFacts, TooManyNames):
            self.exhausted = True
            return False

    def reason(self) -> str:
        """Why nothing is known."""
        if self._instances.dropped:
            return "a quantifier over a kind stands where it cannot be instantiated, and no small structure was found"
        if self._complete:
            return "no contradiction follows from the instances, and no structure of the sizes tried was found"
        return (
            "the question lies outside the fragment that is always decided (a function into an open kind, or an "
            "`exists` that depends on a `forall`), and neither the instances tried nor small structures settle it"
        )


def ground_problem(instances: Instances) -> list[Term]:
    """The instances without quantifiers over kinds and the laws of equality that they need, as plain formulas."""
    ground = [instances.facts[index] for index in instances.ground]
    return [*(plain(fact) for fact in ground), *(law.formula for law in laws(ground))]


def closed_off(assertions: Sequence[Term]) -> list[Term]:
    """The assertions with constants for free individual variables: they speak of some individuals, whichever."""
    free = {v for assertion in assertions for v in free_variables(assertion) if v.kind is not None}
    named: dict[Var, Term] = {v: Apply(f"some {v.name}", (), Sort.INDIVIDUAL, v.kind) for v in free}
    return [substitute(assertion, named) for assertion in assertions]


def _refuted(rounds: int, trace: Sequence[str]) -> Finding:
    told = (*trace, f"instances contradictory after {rounds} round{'s' if rounds > 1 else ''}")
    return Finding(Status.UNSAT, prover=PROVER, trace=told, refuted=Refuted(Whole()))


def _sizes(kinds: Sequence[Kind]) -> Iterator[dict[Kind, int]]:
    """How many members each kind may have, fewest first; a kind that lists its members has those."""
    choices = [(len(kind.members),) if kind.members else range(1, _MOST_MORE + 2) for kind in kinds]
    tried = sorted(product(*choices), key=lambda sizes: (sum(sizes), max(sizes, default=0), sizes))
    least = sum(tried[0]) if tried else 0
    for sizes in [each for each in tried if sum(each) <= least + _MOST_MORE][:_MOST_STRUCTURES]:
        yield dict(zip(kinds, sizes, strict=True))


def _numbered(kind: Kind, size: int) -> tuple[Member, ...]:
    return tuple(Member(f"{kind.name} {place}", kind, place) for place in range(1, size + 1))


# ---- points ----------------------------------------------------------------------------------------------


def _structure(
    assertions: Sequence[Term], domain: Mapping[Kind, tuple[Member, ...]], cells: Mapping[Var, Cell], found: Point
) -> dict[str, Exact | bool]:
    """The plain point as a structure. What the assertions leave open is false, 0, or the first member."""
    point: dict[str, Exact | bool] = {name: value for name, value in found.items() if Var(name, Sort.BOOL) not in cells}
    point = {name: value for name, value in point.items() if not any(v.name == name for v in cells)}
    for kind, listed in domain.items():
        point[size_name(kind.name)] = Fraction(len(listed))
    for variable, cell in cells.items():
        name = cell_name(cell.name, [place.place for place in cell.places])
        value = found.get(variable.name)
        if cell.value is None:
            point[name] = value if value is not None else False if cell.sort is Sort.BOOL else Fraction(0)
        elif value is True:
            point[name] = Fraction(cell.value.place)
    for term in frozenset[Apply]().union(*(applications(assertion) for assertion in assertions)):
        if not term.args and term.kind is not None:
            point.setdefault(term.name, Fraction(1))
    return point


def _fewest(assertions: Sequence[Term], point: dict[str, Exact | bool]) -> dict[str, Exact | bool]:
    """With as little true as can be, going through what is true once."""
    for name, value in list(point.items()):
        if value is True:
            point[name] = False
            if _holds(assertions, point) is not True:
                point[name] = True
    return point


def _holds(assertions: Sequence[Term], point: Point) -> bool | None:
    """Whether all hold in the structure by exact evaluation; None where that cannot tell."""
    try:
        return all(evaluate(assertion, point) is True for assertion in assertions)
    except (Undefined, Undetermined, TooLarge, NotReduced, KeyError):
        return None
