"""The one-point rule: `exists y: y = t and p(y)` says `p(t)`, and `forall y: y = t implies p(y)` says it too."""

from __future__ import annotations

from argcheck.logic.definedness import conditions
from argcheck.logic.quantifiers import has_quantifier
from argcheck.model.operators import Sort
from argcheck.model.terms import (
    App,
    Quantifier,
    Term,
    Var,
    children,
    conjunction,
    disjunction,
    free_variables,
    negation,
    rebuild,
    substitute,
)


def settled(formula: Term) -> Term:
    """The formula without the quantifiers whose variable an equation settles. Only terms that always have a value are
    put for variables."""
    if not has_quantifier(formula):
        return formula
    whole = rebuild(formula, tuple(settled(part) for part in children(formula)))
    if not isinstance(whole, Quantifier):
        return whole
    if whole.kind == "exists":
        parts = [*_parts(whole.domain, "and"), *_parts(whole.body, "and")]
        join = conjunction
        equations = parts
    else:
        parts = [*map(negation, _parts(whole.domain, "and")), *_alternatives(whole.body)]
        join = disjunction
        equations = [negation(part) for part in parts]
    for index, equation in enumerate(equations):
        value = _value(equation, whole.variable)
        if value is not None:
            others = parts[:index] + parts[index + 1 :]
            return join(*(substitute(part, {whole.variable: value}) for part in others))
    return whole


def _parts(formula: Term, op: str) -> list[Term]:
    if isinstance(formula, App) and formula.op == op:
        return [part for arg in formula.args for part in _parts(arg, op)]
    return [] if formula == App("true", ()) and op == "and" else [formula]


def _alternatives(formula: Term) -> list[Term]:
    if isinstance(formula, App) and formula.op == "implies":
        left, right = formula.args
        return [*map(negation, _parts(left, "and")), *_alternatives(right)]
    return _parts(formula, "or")


def _value(equation: Term, variable: Var) -> Term | None:
    if isinstance(equation, App) and equation.op == "not":
        inner = equation.args[0]
        if isinstance(inner, App) and inner.op == "!=":
            equation = App("=", inner.args)
    if not (isinstance(equation, App) and equation.op == "="):
        return None
    for one, other in (equation.args, equation.args[::-1]):
        fits = variable.sort is not Sort.INTEGER or other.sort is Sort.INTEGER
        if one == variable and fits and variable not in free_variables(other) and not list(conditions(other)):
            return other
    return None
