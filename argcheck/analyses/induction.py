"""Induction on a whole number n: what must be shown so that a step follows.

Write P(n) for "if the facts about n hold, so does the goal". One of these facts is `n >= L`, where L does not depend on
n. Then P holds for every n if P(L) holds, and P(n + 1) follows from P(n) for every n >= L; for where n < L, a fact
fails. Facts that do not mention n are supposed throughout.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from argcheck.logic.calculus import plus
from argcheck.logic.sums import number_of_terms
from argcheck.model.operators import Sort
from argcheck.model.terms import (
    ONE,
    TRUE,
    ZERO,
    App,
    Num,
    Quantifier,
    SumOf,
    Term,
    Var,
    children,
    conjunction,
    free_variables,
    implication,
    negation,
    rebuild,
    substitute,
)
from argcheck.provers.refutation import Assertion, deep_integers

_MOST_TRIED = 3


@dataclass(frozen=True)
class Induction:
    """The assertions that are contradictory together: those of the start, and those of the step."""

    start: tuple[Assertion, ...]
    onward: tuple[Assertion, ...]


def promising(given: Sequence[Assertion], goal: Term) -> list[str]:
    """The numbers that exponents or bounds of sums in the goal depend on, and on which there is an induction."""
    names = sorted({number.name for number in deep_integers([goal])})[:_MOST_TRIED]
    return [name for name in names if induction(given, goal, name) is not None]


def induction(given: Sequence[Assertion], goal: Term, name: str) -> Induction | None:
    """What an induction on the number of that name has to show of a goal with the given facts; None where no fact says
    `n >= L`."""
    if name in _outer(goal):
        # what the goal says of all is shown of an arbitrary one
        while isinstance(goal, Quantifier):
            if any(goal.variable in free_variables(each.formula) for each in given):
                return None
            given = (*given, Assertion(f"the range of `{goal.variable.name}`", goal.domain))
            reached, goal = goal.variable.name == name, goal.body
            if reached:
                break
    variables = free_variables(goal).union(*(free_variables(each.formula) for each in given))
    number = next((v for v in variables if v.name == name and v.sort is Sort.INTEGER), None)
    return None if number is None else _over(number, given, goal)


def _outer(goal: Term) -> Iterator[str]:
    """The variables for all of whose values the goal is said, outermost first."""
    while isinstance(goal, Quantifier) and goal.kind == "forall":
        yield goal.variable.name
        goal = goal.body


def _over(number: Var, given: Sequence[Assertion], goal: Term) -> Induction | None:
    parts = [Assertion(each.label, part) for each in given for part in _conjuncts(each.formula)]
    bounds = [bound for bound in (_lower_bound(each.formula, number) for each in parts) if bound is not None]
    if not bounds:
        return None
    numbers = [bound for bound in bounds if isinstance(bound, Num)]
    # the greatest of the bounds, where that is plain; else the last, as suppositions come after ranges
    lowest = max(numbers, key=lambda bound: bound.value) if len(numbers) == len(bounds) else bounds[-1]
    fixed = [each for each in parts if number not in free_variables(each.formula)]
    about = [each for each in parts if number in free_variables(each.formula)]
    here = App(">=", (number, lowest))
    before = implication(conjunction(*(e.formula for e in about if _lower_bound(e.formula, number) != lowest)), goal)
    start = (
        *parts,
        Assertion("the induction begins", App("=", (number, lowest))),
        Assertion("the denial of the claim", negation(goal)),
    )
    onward = (
        *fixed,
        Assertion("the induction has begun", here),
        Assertion("what is supposed for the induction", before),
        *(Assertion(f"{each.label}, for the next number", _next(each.formula, number)) for each in about),
        Assertion("the denial of the claim for the next number", negation(_next(goal, number))),
    )
    return Induction(start, onward)


def _conjuncts(formula: Term) -> Iterator[Term]:
    if isinstance(formula, App) and formula.op == "and":
        for part in formula.args:
            yield from _conjuncts(part)
    elif formula != TRUE:
        yield formula


def _lower_bound(formula: Term, number: Var) -> Term | None:
    """The whole number L, if the formula says that the number is at least L."""
    match formula:
        case App(op=">=" | ">" as op, args=(left, right)) | App(op="<=" | "<" as op, args=(right, left)):
            if left != number or right.sort is not Sort.INTEGER or number in free_variables(right):
                return None
            return right if op in (">=", "<=") else plus(right, ONE)
    return None


def _next(term: Term, number: Var) -> Term:
    """The term with n + 1 for n. A sum whose upper bound grows by 1 is the sum as it was and one term more, or 0 if it
    still has no term."""
    if number not in free_variables(term):
        return term
    if isinstance(term, SumOf) and number not in free_variables(term.lower) | free_variables(term.body):
        end = substitute(term.upper, {number: plus(number, ONE)})
        if number_of_terms(SumOf(term.variable, term.upper, end, ONE)) == 2:
            last = substitute(term.body, {term.variable: end})
            return App("ite", (App("<=", (term.lower, end)), plus(term, last), ZERO))
    if isinstance(term, Var):
        return plus(number, ONE)
    return rebuild(term, tuple(_next(part, number) for part in children(term)))
