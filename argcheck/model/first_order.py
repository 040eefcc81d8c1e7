"""What a formula says of the members of kinds: the kinds and the applications in it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from argcheck.model.operators import Sort
from argcheck.model.terms import Apply, Kind, Member, Quantifier, Term, Var, children


@lru_cache(maxsize=1 << 16)
def kinds_in(term: Term) -> frozenset[Kind]:
    """Every kind of which the term speaks."""
    found: frozenset[Kind] = frozenset()
    match term:
        case Var(kind=kind) | Member(kind=kind) | Apply(kind=kind):
            found = frozenset((kind,)) if kind else found
        case Quantifier(variable=Var(kind=kind)):
            found = frozenset((kind,)) if kind else found
    for part in children(term):
        found |= kinds_in(part)
    return found


@lru_cache(maxsize=1 << 16)
def applications(term: Term) -> frozenset[Apply]:
    """Every predicate, function and constant as it is applied in the term."""
    found = frozenset((term,)) if isinstance(term, Apply) else frozenset()
    for part in children(term):
        found |= applications(part)
    return found


def all_kinds(terms: Iterable[Term]) -> tuple[Kind, ...]:
    """The kinds of which the terms speak, by name."""
    found: frozenset[Kind] = frozenset()
    for term in terms:
        found |= kinds_in(term)
    return tuple(sorted(found, key=lambda kind: kind.name))


def is_first_order(term: Term) -> bool:
    """Whether the term speaks of the members of kinds."""
    return bool(kinds_in(term)) or bool(applications(term))


@lru_cache(maxsize=1 << 16)
def ranges_over_kind(term: Term) -> bool:
    """Whether a quantifier in the term ranges over a kind."""
    if isinstance(term, Quantifier) and term.variable.sort is Sort.INDIVIDUAL:
        return True
    return any(ranges_over_kind(part) for part in children(term))


def members(kind: Kind) -> tuple[Member, ...]:
    """The members of a kind that lists them."""
    return tuple(Member(name, kind, place) for place, name in enumerate(kind.members, 1))
