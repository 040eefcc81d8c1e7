"""Conditions in one or two chosen quantities that are enough, where the weakest condition says more than is wanted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from argcheck.model.argument import Fact
from argcheck.model.operators import Sort
from argcheck.model.show import show
from argcheck.model.terms import ONE, ZERO, App, Term, Var, free_variables, negation, walk
from argcheck.provers.backend import Status
from argcheck.provers.search import Searcher

_RELATIONS = (">=", "<=", ">", "<", "=")
_MOST_CANDIDATES = 60


def sufficient_conditions(
    facts: Sequence[Term], goal: Term, chosen: Sequence[Var], premises: Sequence[Fact], searcher: Searcher
) -> tuple[str, ...]:
    """The weakest of some plain comparisons among the chosen quantities, 0 and 1, that force the goal, can hold, and
    do not contradict the premises."""
    background = [*facts, *(fact.formula for fact in premises)]
    enough: list[Term] = []
    for candidate in list(dict.fromkeys(_candidates(goal, facts, chosen)))[:_MOST_CANDIDATES]:
        if any(searcher.refutes([*facts, candidate, negation(weaker)]) for weaker in enough):
            continue
        if not searcher.refutes([*facts, candidate, negation(goal)]):
            continue
        if searcher.search([*background, candidate]).status is Status.SAT:
            enough = [one for one in enough if not searcher.refutes([*facts, one, negation(candidate)])]
            enough.append(candidate)
    return tuple(show(one) for one in enough)


def _candidates(goal: Term, facts: Sequence[Term], chosen: Sequence[Var]) -> Iterator[Term]:
    names = {variable.name for variable in chosen}
    for formula in (goal, *facts):
        for part in walk(formula):
            if isinstance(part, App) and part.op in _RELATIONS and {v.name for v in free_variables(part)} <= names:
                yield from (App(relation, part.args) for relation in _RELATIONS if free_variables(part))
    numbers = [variable for variable in chosen if variable.sort is not Sort.BOOL]
    pairs: list[tuple[Term, Term]] = [*combinations(numbers, 2)]
    pairs += [*((variable, end) for variable in numbers for end in (ONE, ZERO))]
    for left, right in pairs:
        yield from (App(relation, (left, right)) for relation in _RELATIONS)
    for variable in chosen:
        if variable.sort is Sort.BOOL:
            yield from (variable, negation(variable))
