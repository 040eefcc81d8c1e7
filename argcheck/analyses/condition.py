"""The condition under which a failing step holds: a formula C with facts |- goal iff C.

Candidates are the comparisons that the goal comes down to once its germs, choices and quotients are worked out,
singly and in pairs. Points already found sort out most; a prover must confirm both directions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

from argcheck.analyses.elimination.answers import weakest_on
from argcheck.analyses.elimination.learner import forms, opposite
from argcheck.analyses.writing import Writer
from argcheck.logic.eliminate import eliminate
from argcheck.logic.evaluate import evaluate
from argcheck.logic.exact import TooLarge, Undetermined
from argcheck.logic.normalize import CannotNormalize, goal_atoms
from argcheck.logic.quantifiers import has_quantifier
from argcheck.logic.reduce import CannotReduce, Reducer, left_open
from argcheck.logic.scope import NotReduced, Undefined
from argcheck.model.terms import (
    FALSE,
    Term,
    Var,
    conjunction,
    disjunction,
    free_variables,
    negation,
    substitute,
    walk,
)
from argcheck.provers.search import Point, Searcher

_MOST_ATOMS = 12
_MOST_CANDIDATES = 150
_MOST_CONFIRMED = 12
_MOST_KEPT = 5
_SECONDS = 3.0
_FLIPPED = {">": "<", ">=": "<=", "=": "=", "!=": "!="}


def holds_iff(
    facts: Sequence[Term],
    goal: Term,
    variables: Sequence[Var],
    searcher: Searcher,
    fails_at: Point | None,
    holds_at: Point | None,
) -> Term | None:
    """A condition equivalent to the goal under the facts, or None where none was found."""
    searcher = searcher.briefly()
    worked_out = comparisons(facts, goal, variables, searcher)
    found = _compared(worked_out, fails_at, holds_at, searcher) if worked_out is not None else None
    return found or _eliminated(facts, goal, variables, searcher)


def _eliminated(facts: Sequence[Term], goal: Term, variables: Sequence[Var], searcher: Searcher) -> Term | None:
    """By quantifier elimination, for a claim with quantifiers that speaks of a few quantities."""
    told = free_variables(goal)
    kept = [variable for variable in variables if variable in told]
    if not has_quantifier(goal) or not 0 < len(kept) <= _MOST_KEPT:
        return None
    own = [fact for fact in facts if free_variables(fact) <= told]
    found = weakest_on(own, goal, kept, searcher, seconds=_SECONDS)
    return found.formula if found is not None and found.weakest == "proved" and found.formula != FALSE else None


def _compared(
    worked_out: Comparisons, fails_at: Point | None, holds_at: Point | None, searcher: Searcher
) -> Term | None:
    tried = 0
    for candidate in islice(_candidates(worked_out.literals[:_MOST_ATOMS]), _MOST_CANDIDATES):
        if not _agrees(candidate, fails_at, False) or not _agrees(candidate, holds_at, True):
            continue
        tried += 1
        if _equivalent(worked_out.facts, worked_out.goal, candidate, searcher):
            return candidate
        if tried >= _MOST_CONFIRMED:
            return None
    return None


@dataclass(frozen=True)
class Comparisons:
    """Facts and goal with germs, quotients and equations worked out, and the comparisons that decide the goal."""

    facts: list[Term]
    goal: Term
    literals: list[Term]


def comparisons(
    facts: Sequence[Term],
    goal: Term,
    variables: Sequence[Var],
    searcher: Searcher,
    solve_for: Sequence[str] = (),
) -> Comparisons | None:
    """The comparisons that the goal comes down to under the facts, as an author would write them; None where it
    cannot be worked out so far."""
    try:
        reducer = Reducer()
        reduced = [reducer.reduce(fact) for fact in facts]
        target = reducer.reduce(goal)
        if any(left_open(formula) or has_quantifier(formula) for formula in (*reduced, target)):
            return None
        solved = eliminate(reduced)
        for variable, term in solved.values:
            target = substitute(target, {variable: term})
        found, definitions = goal_atoms(solved.formulas, target)
    except (CannotReduce, CannotNormalize):
        return None
    known = {v.name: v for v in variables} | {v.name: v for v in free_variables(target)}
    order = _reading_order(goal, variables)
    writer = Writer(known, definitions, order, list(solved.formulas), searcher, solve_for)
    literals = [text for atom in dict.fromkeys(found) if (text := writer.write(atom)) is not None]
    return Comparisons(list(solved.formulas), target, literals)


def _reading_order(goal: Term, variables: Sequence[Var]) -> dict[str, int]:
    """Quantities in the order in which the goal names them, then in the order of the file."""
    named = [part.name for part in walk(goal) if isinstance(part, Var)]
    return {name: index for index, name in enumerate(dict.fromkeys([*named, *(v.name for v in variables)]))}


def _candidates(literals: list[Term]) -> Iterator[Term]:
    signed = list(dict.fromkeys(form for literal in literals for form in forms(literal)))
    yield from signed
    for one, other in combinations(signed, 2):
        if other != opposite(one):
            yield conjunction(one, other)
            yield disjunction(one, other)


def _agrees(candidate: Term, point: Point | None, wanted: bool) -> bool:
    if point is None:
        return True
    try:
        return evaluate(candidate, point) is wanted
    except (Undefined, Undetermined, TooLarge, NotReduced, KeyError):
        return False


def _equivalent(facts: Sequence[Term], goal: Term, candidate: Term, searcher: Searcher) -> bool:
    return searcher.refutes([*facts, goal, negation(candidate)]) and searcher.refutes(
        [*facts, negation(goal), candidate]
    )
