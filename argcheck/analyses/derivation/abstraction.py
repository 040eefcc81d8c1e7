"""Powers, sums and logarithms hidden behind fresh names, so that a step of plain algebra is plain to a prover.

What holds for every value of the names holds for the terms behind them.
"""

from __future__ import annotations

from argcheck.analyses.derivation.comparison import is_pointwise
from argcheck.model.operators import Sort
from argcheck.model.terms import (
    App,
    LimitOf,
    Num,
    Quantifier,
    SumOf,
    Term,
    Var,
    children,
    free_variables,
    fresh,
    rebuild,
    walk,
)

_ALGEBRA = ("+", "-", "*", "/", "neg", "iff", "<", "<=", ">", ">=", "=", "!=", "and", "or", "not", "true", "false")

Query = tuple[tuple[Term, ...], Term]
"""Facts and a goal."""


class _Names:
    """A fresh name for each hidden term; the same term always gets the same name."""

    def __init__(self, taken: frozenset[str]) -> None:
        self._taken = taken
        self._names: dict[Term, Var] = {}

    def of(self, term: Term) -> Var:
        """The name that stands for the term."""
        if term not in self._names:
            sort = Sort.BOOL if term.sort is Sort.BOOL else Sort.REAL
            self._names[term] = fresh(Var(f"part_{len(self._names) + 1}", sort), self._taken)
        return self._names[term]

    def __bool__(self) -> bool:
        return bool(self._names)

    def hide_all(self, term: Term) -> Term:
        """The term with its largest parts that are not plain algebra hidden."""
        if isinstance(term, Num | Var):
            return term
        if not _is_algebra(term):
            return self.of(term)
        below = children(term)
        return rebuild(term, tuple(self.hide_all(part) for part in below)) if below else term

    def hide_one(self, term: Term, hidden: Term) -> Term:
        """The term with every occurrence of one part hidden."""
        if term == hidden:
            return self.of(term)
        below = children(term)
        return rebuild(term, tuple(self.hide_one(part, hidden) for part in below)) if below else term


def _is_algebra(term: Term) -> bool:
    if not isinstance(term, App):
        return False
    whole = term.op == "^" and isinstance(term.args[1], Num) and term.args[1].sort is Sort.INTEGER
    return term.op in _ALGEBRA or whole


def as_algebra(goal: Term, signs: tuple[Term, ...], facts: tuple[Term, ...]) -> Query | None:
    """A query that implies the goal, with everything but algebra hidden in it; None when there is nothing
    to hide. `signs` are facts that the step rests on; of `facts` those are kept that are plain already."""
    if not _can_hide(goal):
        return None
    names = _Names(_taken(goal))
    formula = names.hide_all(goal)
    if not names:
        return None
    kept = [names.hide_all(sign) for sign in signs]
    plain = [fact for fact in facts if free_variables(fact) <= free_variables(formula) and _is_plain(fact)]
    return tuple(dict.fromkeys((*kept, *plain))), formula


def with_hidden(goal: Term, part: Term, signs: tuple[Term, ...], facts: tuple[Term, ...]) -> Query | None:
    """A query that implies the goal, with one part hidden in it; None when the part is a name or a number."""
    if isinstance(part, Num | Var) or not _can_hide(goal):
        return None
    names = _Names(_taken(goal))
    formula = names.hide_one(goal, part)
    kept = [names.hide_one(sign, part) for sign in signs]
    plain = [fact for fact in facts if free_variables(fact) <= free_variables(formula) and _is_plain(fact)]
    return tuple(dict.fromkeys((*kept, *plain))), formula


def _can_hide(goal: Term) -> bool:
    # a bound variable must not be torn from its binder, nor a germ's variable from its germ
    bound = {part.variable for part in walk(goal) if isinstance(part, SumOf)} & free_variables(goal)
    return not bound and is_pointwise(goal) and not any(isinstance(part, Quantifier | LimitOf) for part in walk(goal))


def _taken(goal: Term) -> frozenset[str]:
    return frozenset(part.name for part in walk(goal) if isinstance(part, Var))


def _is_plain(fact: Term) -> bool:
    return all(isinstance(part, Num | Var) or _is_algebra(part) for part in walk(fact))
