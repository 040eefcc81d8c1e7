"""Formulas as the author wrote them, read back from their canonical text."""

from __future__ import annotations

from argcheck.diagnostics import NOWHERE
from argcheck.language.parse import parse_formula
from argcheck.language.syntax import Binary, Call, Comparison, Expr, Ident, Name, Truth
from argcheck.model.argument import Definition


def written(text: str) -> Expr | None:
    """The expression that the text says; None when it says none."""
    expr, _ = parse_formula(text)
    return expr


def definition(item: Definition) -> Expr | None:
    """`f(x) = body`, or `f(x) iff body` where the body is a formula."""
    body = written(item.text)
    if body is None:
        return None
    parameters = tuple(Name(parameter, NOWHERE) for parameter in item.parameters)
    left: Expr = Call(Ident(item.name, NOWHERE), parameters, NOWHERE) if parameters else Name(item.name, NOWHERE)
    if isinstance(body, Comparison | Truth) or (
        isinstance(body, Binary) and body.op in ("and", "or", "implies", "iff")
    ):
        return Binary("iff", left, body, NOWHERE)
    return Comparison((left, body), ("=",), NOWHERE)
