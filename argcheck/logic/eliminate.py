"""Equations `x = t` used up: t is put for x, and x is computed from t in every point found later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from argcheck.model.operators import Sort
from argcheck.model.terms import App, Term, Var, free_variables, substitute


@dataclass(frozen=True, slots=True)
class Eliminated:
    """The remaining assertions, and the equations used: later ones may speak of earlier variables only
    through the terms, so that `values` is to be computed from the last to the first."""

    formulas: tuple[Term, ...]
    values: tuple[tuple[Var, Term], ...]


def eliminate(formulas: Sequence[Term]) -> Eliminated:
    """Solve the top-level equations that define a variable."""
    current = _flat(formulas)
    values: list[tuple[Var, Term]] = []
    progress = True
    while progress:
        progress = False
        for index, formula in enumerate(current):
            solved = _definition(formula)
            if solved is None:
                continue
            variable, term = solved
            rest = current[:index] + current[index + 1 :]
            current = _flat([substitute(other, {variable: term}) for other in rest])
            values.append((variable, term))
            progress = True
            break
    return Eliminated(tuple(current), tuple(values))


def _flat(formulas: Sequence[Term]) -> list[Term]:
    result: list[Term] = []
    for formula in formulas:
        if isinstance(formula, App) and formula.op == "and":
            result.extend(_flat(formula.args))
        else:
            result.append(formula)
    return result


def _definition(formula: Term) -> tuple[Var, Term] | None:
    if not (isinstance(formula, App) and formula.op == "="):
        return None
    left, right = formula.args
    for variable, term in ((left, right), (right, left)):
        if not isinstance(variable, Var) or variable in free_variables(term):
            continue
        if variable.sort is Sort.INTEGER and term.sort is not Sort.INTEGER:
            continue
        return variable, term
    return None
