"""Equations `x = t` used up: t is put for x, and x is computed from t in every point found later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from argcheck.model.operators import Sort
from argcheck.model.terms import App, Term, Var, free_variables, substitute, walk

_SMALL, _MOST_GROWTH = 100, 20_000
"""Equations are not used up where what they define would be repeated without measure."""


@dataclass(frozen=True, slots=True)
class Eliminated:
    """The remaining assertions, and the equations used: later ones may speak of earlier variables only
    through the terms, so that `values` is to be computed from the last to the first. `origins` says which of the
    given assertions (by index) each remaining one comes from."""

    formulas: tuple[Term, ...]
    values: tuple[tuple[Var, Term], ...]
    origins: tuple[int, ...] = ()


def eliminate(formulas: Sequence[Term], keep: frozenset[Var] = frozenset()) -> Eliminated:
    """Solve the top-level equations that define a variable, other than those to `keep`."""
    current = [part for origin, formula in enumerate(formulas) for part in _flat(formula, origin)]
    values: list[tuple[Var, Term]] = []
    progress = True
    while progress:
        progress = False
        for index, (formula, _) in enumerate(current):
            solved = _definition(formula, keep)
            if solved is None:
                continue
            variable, term = solved
            if _growth(variable, term, current) > _MOST_GROWTH:
                continue
            rest = current[:index] + current[index + 1 :]
            current = [part for other, origin in rest for part in _flat(substitute(other, {variable: term}), origin)]
            values.append((variable, term))
            progress = True
            break
    return Eliminated(tuple(formula for formula, _ in current), tuple(values), tuple(origin for _, origin in current))


def _growth(variable: Var, term: Term, formulas: Sequence[tuple[Term, int]]) -> int:
    """How many parts the formulas gain when the term is put for the variable."""
    size = sum(1 for _ in walk(term))
    if size <= _SMALL:
        return 0
    return size * sum(1 for formula, _ in formulas for part in walk(formula) if part == variable)


def _flat(formula: Term, origin: int) -> list[tuple[Term, int]]:
    if isinstance(formula, App) and formula.op == "and":
        return [part for argument in formula.args for part in _flat(argument, origin)]
    return [(formula, origin)]


def _definition(formula: Term, keep: frozenset[Var]) -> tuple[Var, Term] | None:
    if not (isinstance(formula, App) and formula.op == "="):
        return None
    left, right = formula.args
    for variable, term in ((left, right), (right, left)):
        if not isinstance(variable, Var) or variable in keep or variable in free_variables(term):
            continue
        if variable.sort is Sort.INTEGER and term.sort is not Sort.INTEGER:
            continue
        return variable, term
    return None
