"""Equality of individuals made propositional: what holds of equations between finitely many names.

Facts without quantifiers over kinds become plain ones: `mortal(socrates)` a proposition, `wealth(socrates)` a quantity,
`socrates = plato` a proposition, with every law of equality that connects these.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from argcheck.logic.instantiate import individuals
from argcheck.model.first_order import applications
from argcheck.model.operators import Sort
from argcheck.model.show import show
from argcheck.model.terms import (
    FALSE,
    TRUE,
    App,
    Apply,
    Kind,
    Member,
    Term,
    Var,
    children,
    conjunction,
    disjunction,
    implication,
    rebuild,
    walk,
)

MOST_NAMES = 16


class TooManyNames(Exception):
    """There are too many names to compare them all."""


@dataclass(frozen=True, slots=True)
class Law:
    """An instance of a law of equality: `rule` is its name, `terms` what it is about, `formula` what it says."""

    rule: str
    terms: tuple[Term, ...]
    formula: Term


def equation(left: Term, right: Term) -> Term:
    """That two names name the same individual, in one spelling."""
    if left == right:
        return TRUE
    if isinstance(left, Member) and isinstance(right, Member):
        return FALSE
    first, second = sorted((show(left), show(right)))
    return Var(f"{first} = {second}", Sort.BOOL)


def plain(formula: Term) -> Term:
    """A formula about named individuals with propositions and quantities in place of what is said of them."""
    match formula:
        case App(op="=" | "!=" as op, args=(left, right)) if left.sort is Sort.INDIVIDUAL:
            same = equation(left, right)
            return same if op == "=" else App("not", (same,))
        case Apply(sort=sort):
            return Var(show(formula), sort)
    parts = children(formula)
    return rebuild(formula, tuple(plain(part) for part in parts)) if parts else formula


def laws(formulas: Sequence[Term]) -> list[Law]:
    """The laws of equality that formulas about named individuals need. Raises TooManyNames."""
    compared = _compared(formulas)
    if not compared:
        return []
    named: dict[Kind, list[Term]] = {kind: [] for kind in compared}
    found = frozenset[Term]().union(*(individuals(formula) for formula in formulas))
    for kind in compared:
        present = {term for term in found if isinstance(term, Apply | Member) and term.kind == kind}
        present |= {Member(name, kind, place) for place, name in enumerate(kind.members, 1)}
        named[kind] = sorted(present, key=show)
        if len(named[kind]) > MOST_NAMES:
            raise TooManyNames
    result = [law for kind, names in named.items() for law in _equivalence(kind, names)]
    applied = sorted(frozenset[Apply]().union(*(applications(formula) for formula in formulas)), key=show)
    result += [law for one, other in combinations(applied, 2) for law in _congruence(one, other, compared)]
    return result


def _compared(formulas: Sequence[Term]) -> frozenset[Kind]:
    """The kinds whose members are compared, or known by a list: then also those of their functions' values."""
    kinds: set[Kind] = set()
    for formula in formulas:
        for part in walk(formula):
            match part:
                case App(op="=" | "!=", args=(Apply(kind=Kind() as kind), _) | (_, Apply(kind=Kind() as kind))):
                    kinds.add(kind)
                case Apply(kind=Kind(members=(_, *_)) as kind):
                    kinds.add(kind)
    applied = frozenset[Apply]().union(*(applications(formula) for formula in formulas))
    grown = True
    while grown:
        more = {
            each.kind
            for each in applied
            if each.kind and each.kind not in kinds and any(_kind_of(arg) in kinds for arg in each.args)
        }
        kinds |= more
        grown = bool(more)
    return frozenset(kinds)


def _kind_of(term: Term) -> Kind | None:
    return term.kind if isinstance(term, Apply | Member | Var) else None


def _equivalence(kind: Kind, names: Sequence[Term]) -> Iterator[Law]:
    for one, two, three in combinations(names, 3):
        for a, b, c in ((one, two, three), (two, three, one), (three, one, two)):
            formula = implication(conjunction(equation(a, b), equation(b, c)), equation(a, c))
            if FALSE not in (equation(a, b), equation(b, c)):
                yield Law("transitive", (a, b, c), formula)
    if kind.members:
        listed = [name for name in names if isinstance(name, Member)]
        for name in names:
            if not isinstance(name, Member):
                yield Law("listed", (name,), disjunction(*(equation(name, member) for member in listed)))


def _congruence(one: Apply, other: Apply, compared: frozenset[Kind]) -> Iterator[Law]:
    if one.name != other.name or not one.args:
        return
    pairs = [(a, b) for a, b in zip(one.args, other.args, strict=True) if a != b]
    equations = [equation(a, b) for a, b in pairs]
    if FALSE in equations or not all(_kind_of(a) in compared for a, _ in pairs):
        return
    if one.sort is Sort.INDIVIDUAL:
        same = equation(one, other)
    else:
        same = App("iff" if one.sort is Sort.BOOL else "=", (plain(one), plain(other)))
    yield Law("congruence", (one, other), implication(conjunction(*equations), same))
