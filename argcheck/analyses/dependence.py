"""Which facts carry a conclusion: a minimal set that still forces it, or that contradicts itself."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from argcheck.model.argument import Fact, Witness
from argcheck.model.terms import Term, negation
from argcheck.provers.search import Searcher

_MOST_PAIRS = 8


def used_facts(facts: Sequence[Fact], goal: Term, witnesses: Sequence[Witness], searcher: Searcher) -> frozenset[str]:
    """Names of premises and lemmas in one minimal set that, with the rest, forces the goal.

    Facts are dropped one at a time, last first, as long as the goal is still proved.
    """
    kept = list(facts)
    for fact in reversed(facts):
        if fact.role not in ("premise", "lemma"):
            continue
        fewer = [other for other in kept if other is not fact]
        if searcher.refutes([*(other.formula for other in fewer), negation(goal)], witnesses):
            kept = fewer
    return frozenset(fact.name for fact in kept if fact.role in ("premise", "lemma"))


def smallest_contradiction(facts: Sequence[Fact], searcher: Searcher) -> tuple[str, ...]:
    """Names of a smallest set of premises, lemmas and givens that contradict one another within the bounds.

    Sets of up to two are tried first; beyond that the set is minimal: none of it can be left out.
    """
    background = [fact.formula for fact in facts if fact.role == "bound"]
    named = [fact for fact in facts if fact.role != "bound"]
    if searcher.refutes(background):
        return tuple(dict.fromkeys(fact.name for fact in facts if fact.role == "bound"))
    for size in (1, 2):
        if size == 2 and len(named) > _MOST_PAIRS:
            break
        for group in combinations(named, size):
            if searcher.refutes([*background, *(fact.formula for fact in group)]):
                return tuple(fact.name for fact in group)
    kept = list(named)
    for fact in reversed(named):
        fewer = [other for other in kept if other is not fact]
        if searcher.refutes([*background, *(other.formula for other in fewer)]):
            kept = fewer
    return tuple(fact.name for fact in kept)
