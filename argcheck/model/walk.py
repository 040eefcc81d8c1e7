"""Walking the syntax tree without recursion: parts, names, depth."""

from __future__ import annotations

from collections.abc import Iterator

from argcheck.language.syntax import (
    Binary,
    Bound,
    Call,
    Choice,
    CompareBound,
    Comparison,
    Conditional,
    Expr,
    Limit,
    Name,
    Quantified,
    Rule,
    Sum,
    Unary,
)


def bound_parts(bound: Bound | None) -> tuple[Expr, ...]:
    """The expressions of a bound."""
    if bound is None:
        return ()
    return (bound.value,) if isinstance(bound, CompareBound) else (bound.lower, bound.upper)


def parts(expr: Expr) -> tuple[Expr, ...]:
    """The direct subexpressions, in the order in which they are written."""
    match expr:
        case Unary(operand=operand):
            return (operand,)
        case Binary(left=left, right=right):
            return (left, right)
        case Comparison(operands=operands):
            return operands
        case Conditional(condition=condition, then=then, otherwise=otherwise):
            return (condition, then, otherwise)
        case Call(arguments=arguments):
            return arguments
        case Sum(lower=lower, upper=upper, body=body):
            return (lower, upper, body)
        case Limit(body=body, point=point):
            return (body, point)
        case Quantified(bound=bound, body=body):
            return (*bound_parts(bound), body)
        case Choice(rule=Rule(argument=argument)) if argument is not None:
            return (argument,)
        case _:
            return ()


def walk(expr: Expr) -> Iterator[Expr]:
    """Every subexpression, the expression itself first."""
    stack = [expr]
    while stack:
        current = stack.pop()
        yield current
        stack.extend(reversed(parts(current)))


def depth(expr: Expr) -> int:
    """The number of levels."""
    deepest = 0
    stack = [(expr, 1)]
    while stack:
        current, level = stack.pop()
        deepest = max(deepest, level)
        stack.extend((part, level + 1) for part in parts(current))
    return deepest


def names(expr: Expr) -> frozenset[str]:
    """Every name that the expression mentions as a value or a function, bound or not."""
    found: set[str] = set()
    for part in walk(expr):
        match part:
            case Name(name=name):
                found.add(name)
            case Call(function=function):
                found.add(function.name)
            case Limit(variable=variable):
                found.add(variable.name)
            case _:
                pass
    return frozenset(found)


def quantified(expr: Expr) -> frozenset[str]:
    """Every name that a quantifier in the expression binds."""
    return frozenset(i.name for part in walk(expr) if isinstance(part, Quantified) for i in part.names)
