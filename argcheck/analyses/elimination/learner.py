"""Short formulas that say the same under some facts, learnt from points at which they do and do not hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from argcheck.logic.evaluate import evaluate
from argcheck.logic.exact import Exact, TooLarge, Undetermined
from argcheck.logic.scope import NotReduced, Undefined
from argcheck.model.terms import App, Term, Var, conjunction, negation
from argcheck.provers.backend import Status
from argcheck.provers.search import Searcher

_MOST_ROUNDS = 24
_STRENGTH = {"!=": 0, ">=": 1, "<=": 1, ">": 2, "<": 2, "=": 3}
_OPPOSITE = {"<": ">=", ">=": "<", ">": "<=", "<=": ">", "=": "!=", "!=": "="}

Point = Mapping[str, Exact | bool]


def opposite(literal: Term) -> Term:
    """The negation, as a comparison where the literal is one."""
    if isinstance(literal, App) and literal.op in _OPPOSITE:
        return App(_OPPOSITE[literal.op], literal.args)
    return negation(literal)


def forms(literal: Term) -> tuple[Term, ...]:
    """The comparison, its opposite, and the same sides compared in the other ways."""
    if not (isinstance(literal, App) and literal.op in _OPPOSITE):
        return (literal, opposite(literal))
    ways = (literal.op, _OPPOSITE[literal.op], *(op for op in (">", ">=", "<", "<=", "=", "!=")))
    return tuple(App(op, literal.args) for op in dict.fromkeys(ways))


class Learner:
    """Learns under `facts`; points are looked for in `variables`."""

    def __init__(self, facts: Sequence[Term], variables: Sequence[Var], searcher: Searcher) -> None:
        self._facts = list(facts)
        self._variables = variables
        self._searcher = searcher

    def conjunction(self, goal: Term, literals: Sequence[Term]) -> list[Term] | None:
        """Few of the literals that are together equivalent to the goal under the facts."""
        kept = self._implied(goal, list(literals))
        if not kept or not self._searcher.refutes([*self._facts, *kept, negation(goal)]):
            return None
        for literal in sorted(kept, key=lambda one: _STRENGTH[one.op] if isinstance(one, App) else 0):
            fewer = [one for one in kept if one != literal]
            if fewer and self._searcher.refutes([*self._facts, *fewer, negation(goal)]):
                kept = fewer
        return kept

    def _implied(self, goal: Term, literals: list[Term]) -> list[Term]:
        """The literals that hold wherever facts and goal do."""
        for _ in range(_MOST_ROUNDS):
            if not literals:
                return []
            found = self._searcher.search([*self._facts, goal, negation(conjunction(*literals))], self._variables)
            if found.status is Status.UNSAT:
                return literals
            point = found.point
            fewer = [one for one in literals if point is not None and _holds(one, point)]
            if point is None or len(fewer) == len(literals):
                break
            literals = fewer
        return [one for one in literals if self._searcher.refutes([*self._facts, goal, negation(one)])]


def _holds(literal: Term, point: Point) -> bool:
    try:
        return evaluate(literal, point) is True
    except (Undefined, Undetermined, TooLarge, NotReduced, KeyError):
        return False
