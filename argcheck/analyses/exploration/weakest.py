"""The weakest condition under which facts force a goal, learnt from points at which they do and do not.

Of all comparisons that the goal comes down to, keep those that hold wherever facts and goal do: each point found at
which one fails removes it. What is left is the strongest conjunction that the goal implies; if it implies the goal in
turn, it is the condition. The same for the goal's opposite gives conditions that are disjunctions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

from argcheck.analyses.condition import comparisons
from argcheck.analyses.elimination.answers import weakest_on
from argcheck.analyses.elimination.learner import Learner, forms, opposite
from argcheck.logic.definedness import conditions
from argcheck.logic.quantifiers import has_quantifier
from argcheck.model.show import show
from argcheck.model.terms import FALSE, App, Term, Var, conjunction, disjunction, free_variables, negation, walk
from argcheck.provers.search import Searcher

_MOST_LITERALS = 60
_SECONDS = 5.0
_FEW = 3
_UPWARD = {"<": "<", "<=": "<=", ">": "<", ">=": "<="}


@dataclass(frozen=True, slots=True)
class Condition:
    """The goal holds, under the facts, just where `formula` does: proved both ways. `parts` are its conjuncts, if it
    is a conjunction. `boundary`: it holds on a boundary only, where two amounts happen to be equal."""

    formula: Term
    parts: tuple[Term, ...]
    boundary: bool

    @property
    def text(self) -> str:
        """The condition in the language, comparisons that share a side as one chain."""
        return chained(self.parts) if self.parts else show(self.formula)


def weakest(
    facts: Sequence[Term],
    goal: Term,
    variables: Sequence[Var],
    searcher: Searcher,
    over: frozenset[str] | None = None,
    solve_for: Sequence[str] = (),
) -> Condition | None:
    """The condition, in the quantities `over` if they are given; None where none was found. Comparisons in it are
    solved for the first quantity of `solve_for` for which that can be done."""
    found = _learnt(facts, goal, variables, searcher, over, solve_for)
    told = free_variables(goal)
    if found is not None or over is not None or not (has_quantifier(goal) or len(told) <= _FEW):
        return found
    own = [fact for fact in facts if free_variables(fact) <= told]
    kept = [variable for variable in variables if variable in told]
    eliminated = weakest_on(own, goal, kept, searcher, solve_for=solve_for, seconds=_SECONDS)
    if eliminated is None or eliminated.weakest != "proved" or eliminated.formula == FALSE:
        return None
    parts = eliminated.parts or disjuncts(eliminated.formula)
    edge = any if eliminated.parts else all
    return Condition(eliminated.formula, eliminated.parts, edge(_equation(one) for one in parts))


def _learnt(
    facts: Sequence[Term],
    goal: Term,
    variables: Sequence[Var],
    searcher: Searcher,
    over: frozenset[str] | None,
    solve_for: Sequence[str],
) -> Condition | None:
    worked_out = comparisons(facts, goal, variables, searcher.briefly(), solve_for)
    if worked_out is None:
        return None
    literals = list(dict.fromkeys(form for literal in worked_out.literals for form in forms(literal)))
    # a condition written with `if` or `clamp` says no more than the goal
    plain = [one for one in literals if _plain(one) and (over is None or _names(one) <= over)][:_MOST_LITERALS]
    learner = Learner(worked_out.facts, list(variables), searcher)
    parts = learner.conjunction(worked_out.goal, plain)
    if parts is not None:
        found = Condition(conjunction(*parts), tuple(parts), any(_equation(one) for one in parts))
    else:
        parts = learner.conjunction(negation(worked_out.goal), plain)
        if parts is None:
            return None
        others = tuple(opposite(one) for one in parts)
        found = Condition(disjunction(*others), (), all(_equation(one) for one in others))
    return found if _proved(facts, goal, found.formula, searcher) else None


def _proved(facts: Sequence[Term], goal: Term, condition: Term, searcher: Searcher) -> bool:
    """Whether the condition makes sense wherever the facts hold, and is there equivalent to the goal."""
    doubts = [conjunction(need.guard, negation(need.required)) for need in conditions(condition)]
    impossible = [*doubts, conjunction(condition, negation(goal)), conjunction(goal, negation(condition))]
    return all(searcher.refutes([*facts, one]) for one in impossible)


def disjuncts(formula: Term) -> tuple[Term, ...]:
    """The parts of a disjunction, or the formula itself."""
    return formula.args if isinstance(formula, App) and formula.op == "or" else (formula,)


def _names(literal: Term) -> frozenset[str]:
    return frozenset(variable.name for variable in free_variables(literal))


def _plain(literal: Term) -> bool:
    return not any(isinstance(part, App) and part.op in ("ite", "clamp", "min", "max", "abs") for part in walk(literal))


def _equation(literal: Term) -> bool:
    return isinstance(literal, App) and literal.op == "="


def chained(literals: Sequence[Term]) -> str:
    """The comparisons joined by `and`, those that share a side as a chain: `a < b <= c`."""
    chains: list[list[App]] = []
    others: list[Term] = []
    for literal in literals:
        if isinstance(literal, App) and literal.op in _UPWARD:
            chains.append([literal])
        else:
            others.append(literal)
    while joint := next(((a, b) for a, b in permutations(chains, 2) if _upward(a[-1])[2] == _upward(b[0])[0]), None):
        first, second = joint
        chains.remove(second)
        first.extend(second)
    return " and ".join([*(_chain(chain) for chain in chains), *(_bracketed(one) for one in others)])


def _upward(comparison: App) -> tuple[Term, str, Term]:
    """The comparison as `low < high` or `low <= high`."""
    left, right = comparison.args
    low, high = (left, right) if comparison.op in ("<", "<=") else (right, left)
    return low, _UPWARD[comparison.op], high


def _chain(comparisons: Sequence[App]) -> str:
    if len(comparisons) == 1:
        return show(comparisons[0])
    first, *_ = comparisons
    return " ".join([show(_upward(first)[0]), *(f"{op} {show(high)}" for _, op, high in map(_upward, comparisons))])


def _bracketed(literal: Term) -> str:
    return (
        f"({show(literal)})" if isinstance(literal, App) and literal.op in ("or", "implies", "iff") else show(literal)
    )
