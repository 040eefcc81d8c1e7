"""Powers, sums and logarithms hidden behind fresh names, so that a step of plain algebra is plain to a prover.

What holds for every value of the names holds for the terms behind them.
"""

from __future__ import annotations

from argcheck.analyses.derivation.context import conjuncts
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
    rebuild,
    walk,
)

_ALGEBRA = ("+", "-", "*", "/", "neg", "iff", "<", "<=", ">", ">=", "=", "!=", "and", "or", "not", "true", "false")


class Abstraction:
    """Names for the terms that are not plain algebra; the same term always gets the same name."""

    def __init__(self) -> None:
        self._names: dict[Term, Var] = {}

    def hide(self, term: Term) -> Term:
        """The term with its largest parts that are not plain algebra replaced by names."""
        match term:
            case Num() | Var():
                return term
            case App(op=op) if op in _ALGEBRA or _is_plain_power(term):
                below = children(term)
                return rebuild(term, tuple(self.hide(part) for part in below)) if below else term
            case _:
                if term not in self._names:
                    # a blank keeps the name apart from every name of the language
                    self._names[term] = Var(f"part {len(self._names) + 1}", Sort.REAL)
                return self._names[term]

    @property
    def is_needed(self) -> bool:
        """Whether anything has been hidden."""
        return bool(self._names)


def _is_plain_power(term: App) -> bool:
    return term.op == "^" and isinstance(term.args[1], Num) and term.args[1].sort is Sort.INTEGER


def abstracted(goal: Term, signs: tuple[Term, ...], facts: tuple[Term, ...]) -> tuple[tuple[Term, ...], Term] | None:
    """Facts and goal with everything but algebra hidden; None when there is nothing to hide, or when a
    formula is not one about numbers. `signs` are the facts that the step rests on."""
    if any(isinstance(part, Quantifier | LimitOf) for part in walk(goal)):
        return None
    hidden = Abstraction()
    formula = hidden.hide(goal)
    if not hidden.is_needed:
        return None
    kept = [hidden.hide(sign) for sign in signs]
    names = free_variables(formula)
    plain = [part for fact in facts for part in conjuncts(fact) if free_variables(part) <= names and _is_short(part)]
    return tuple(dict.fromkeys((*kept, *plain))), formula


def _is_short(fact: Term) -> bool:
    """Whether the fact is about plain variables only."""
    return not any(isinstance(part, SumOf | LimitOf | Quantifier) for part in walk(fact)) and all(
        part.op in _ALGEBRA or _is_plain_power(part) for part in walk(fact) if isinstance(part, App)
    )
