"""Exact values as terms, for documents that work an example out."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from argcheck.language import syntax
from argcheck.logic.evaluate import NotReduced, TooLarge, Undefined, Undetermined, evaluate
from argcheck.logic.exact_text import as_term
from argcheck.logic.reduce import CannotReduce, Reducer
from argcheck.model.terms import FALSE, TRUE, App, Num, Term, Var, free_variables
from argcheck.reports.written import written

_LONGEST = 40


def constant(text: str) -> Term | None:
    """A value as printed in a result (`1/2`, `sqrt(2)`, `true`); None when it cannot be read."""
    if text in ("true", "false"):
        return TRUE if text == "true" else FALSE
    try:
        return Num(Fraction(text))
    except (ValueError, ZeroDivisionError):
        expr = written(text)
        return None if expr is None else _arithmetic(expr)


def _arithmetic(expr: syntax.Expr) -> Term | None:
    match expr:
        case syntax.Number(value=number):
            return Num(number)
        case syntax.Unary(op="-", operand=operand):
            return _applied("neg", (operand,))
        case syntax.Binary(op="+" | "-" | "*" | "/" | "^" as op, left=left, right=right):
            return _applied(op, (left, right))
        case syntax.Call(function=syntax.Ident(name="sqrt" | "exp" | "log" as op), arguments=parts):
            return _applied(op, parts)
    return None


def _applied(op: str, parts: tuple[syntax.Expr, ...]) -> Term | None:
    args = tuple(_arithmetic(part) for part in parts)
    known = tuple(arg for arg in args if arg is not None)
    return App(op, known) if len(known) == len(args) else None


def value(term: Term, values: Mapping[Var, Term]) -> Term | None:
    """The term's exact value at the values, as a term; None when it has none that can be found or written."""
    try:
        point = {variable.name: evaluate(number, {}) for variable, number in values.items()}
        result = as_term(evaluate(Reducer().reduce(term), point))
    except (CannotReduce, NotReduced, TooLarge, Undefined, Undetermined, KeyError, RecursionError):
        return None
    # a root of a polynomial without a name is described, not written
    if free_variables(result) or (isinstance(result, Num) and len(str(result.value)) > _LONGEST):
        return None
    return result
