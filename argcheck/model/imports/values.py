"""Terms and formulas as they are put together: syntax with its sort and its size, and a few that come out shorter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from argcheck.diagnostics import NOWHERE
from argcheck.language import syntax as s
from argcheck.language.write import format_expr

_DENIED = {"<": ">=", ">=": "<", ">": "<=", "<=": ">", "=": "!=", "!=": "="}
_LONGEST_CHAIN = 30


@dataclass(frozen=True, slots=True)
class Value:
    """An expression with its sort (`Bool`, `Int`, `Real` or one of the file's own), and its size and depth with
    definitions written out; `bound` are the variables of quantifiers around it that occur in it."""

    expr: s.Expr
    sort: str
    size: int = 1
    depth: int = 1
    bound: frozenset[str] = frozenset()

    @property
    def number(self) -> Fraction | None:
        """Its value, if it is a number as it stands."""
        return self.expr.value if isinstance(self.expr, s.Number) else None


def constant(value: Fraction, sort: str) -> Value:
    """A number."""
    return Value(s.Number(value, NOWHERE), sort)


def name(text: str, sort: str, size: int = 1, depth: int = 1) -> Value:
    """A name; with the size of what it abbreviates."""
    return Value(s.Name(text, NOWHERE), sort, size, depth)


def variable(text: str, sort: str) -> Value:
    """The variable of a quantifier."""
    return Value(s.Name(text, NOWHERE), sort, bound=frozenset((text,)))


def made(expr: s.Expr, sort: str, parts: Sequence[Value], layers: int = 1) -> Value:
    """An expression that is made of the parts, in so many layers."""
    size, depth = 1 + sum(part.size for part in parts), layers + max(part.depth for part in parts)
    return Value(expr, sort, size, depth, frozenset().union(*(part.bound for part in parts)))


def arithmetic(op: str, parts: Sequence[Value]) -> Value:
    """`+`, `-` or `*` from left to right; numbers alone are computed."""
    sort = "Real" if any(part.sort == "Real" for part in parts) else "Int"
    numbers = [part.number for part in parts]
    known = [number for number in numbers if number is not None]
    if len(known) == len(parts) <= _LONGEST_CHAIN:
        total = known[0]
        for number in known[1:]:
            total = total + number if op == "+" else total - number if op == "-" else total * number
        return constant(total, sort)
    if op == "-":
        first, *others = (part.expr for part in parts)
        expr = first
        for other in others:
            expr = s.Binary("-", expr, other, NOWHERE)
        return made(expr, sort, parts, len(parts))
    if op == "*" and numbers[0] == -1 and numbers[1] is None:
        minus = made(s.Unary("-", parts[1].expr, NOWHERE), sort, [parts[1]])
        return _joined(op, sort, [minus, *parts[2:]]) if len(parts) > 2 else minus
    return _joined(op, sort, parts)


def negative(part: Value) -> Value:
    """`-x`."""
    if part.number is not None:
        return constant(-part.number, part.sort)
    return made(s.Unary("-", part.expr, NOWHERE), part.sort, [part])


def quotient(top: Value, bottom: Value) -> Value:
    """`a/b`, where b is not 0."""
    if top.number is not None and bottom.number:
        return constant(top.number / bottom.number, "Real")
    return made(s.Binary("/", top.expr, bottom.expr, NOWHERE), "Real", [top, bottom])


def call(function: str, sort: str, *parts: Value) -> Value:
    """`floor(x)` and its like."""
    return made(s.Call(s.Ident(function, NOWHERE), tuple(part.expr for part in parts), NOWHERE), sort, parts)


def quantified(kind: str, variable: str, sort: str, body: Value) -> Value:
    """`forall x : sort: body`."""
    ident = s.Ident(variable, NOWHERE)
    whole = made(s.Quantified(kind, (ident,), s.Ident(sort, NOWHERE), None, body.expr, NOWHERE), "Bool", [body])
    return replace(whole, bound=whole.bound - {variable})


def comparison(op: str, parts: Sequence[Value]) -> Value:
    """`a < b < c`; formulas that are equal are equivalent."""
    if op == "=" and parts[0].sort == "Bool":
        return connected("and", [_equivalent(one, other) for one, other in pairwise(parts)])
    operators = (op,) * (len(parts) - 1)
    return made(s.Comparison(tuple(part.expr for part in parts), operators, NOWHERE), "Bool", parts)


def different(parts: Sequence[Value]) -> Value:
    """No two of the parts are equal."""
    pairs = [(one, other) for index, one in enumerate(parts) for other in parts[index + 1 :]]
    return connected("and", [denied(comparison("=", pair)) for pair in pairs])


def connected(op: str, parts: Sequence[Value]) -> Value:
    """`p and q and …`, `p or q or …`; without parts what holds of none."""
    if not parts:
        return Value(s.Truth(op == "and", NOWHERE), "Bool")
    if len(parts) == 1:
        return parts[0]
    return _joined(op, "Bool", parts)


def implied(parts: Sequence[Value]) -> Value:
    """`p implies q implies r`, to the right."""
    expr = parts[-1].expr
    for part in reversed(parts[:-1]):
        expr = s.Binary("implies", part.expr, expr, NOWHERE)
    return made(expr, "Bool", parts, len(parts))


def denied(part: Value) -> Value:
    """`not p`; a comparison is turned round, and a denial taken back."""
    match part.expr:
        case s.Unary(op="not", operand=operand):
            return replace(part, expr=operand)
        case s.Comparison(operands=(left, right), operators=(op,)):
            return replace(part, expr=s.Comparison((left, right), (_DENIED[op],), NOWHERE))
        case s.Truth(value=value):
            return Value(s.Truth(not value, NOWHERE), "Bool")
    return made(s.Unary("not", part.expr, NOWHERE), "Bool", [part])


def chosen(condition: Value, then: Value, otherwise: Value) -> Value:
    """`if p then a else b`."""
    sort = then.sort if then.sort == otherwise.sort else "Real"
    parts = (condition, then, otherwise)
    return made(s.Conditional(condition.expr, then.expr, otherwise.expr, NOWHERE), sort, parts)


def apart(part: Value) -> frozenset[str]:
    """The terms that the formula says are not 0: those that it compares with a number that 0 is not."""
    found, waiting = set[str](), [part.expr]
    while waiting:
        expr = waiting.pop()
        if isinstance(expr, s.Binary) and expr.op == "and":
            waiting += [expr.left, expr.right]
        elif (term := _not_zero(expr)) is not None:
            found.add(format_expr(term))
    return frozenset(found)


def _not_zero(expr: s.Expr) -> s.Expr | None:
    match expr:
        case s.Comparison(operands=(left, s.Number(value=value)), operators=(op,)):
            excluded = {"!=": not value, ">": value >= 0, "<": value <= 0, ">=": value > 0, "<=": value < 0}
            return left if excluded.get(op, value != 0) else None
        case s.Comparison(operands=(s.Number(value=value), right), operators=(op,)):
            excluded = {"!=": not value, "<": value >= 0, ">": value <= 0, "<=": value > 0, ">=": value < 0}
            return right if excluded.get(op, value != 0) else None
    return None


def _equivalent(one: Value, other: Value) -> Value:
    return made(s.Binary("iff", one.expr, other.expr, NOWHERE), "Bool", [one, other])


def _joined(op: str, sort: str, parts: Sequence[Value]) -> Value:
    layers = min(len(parts), _LONGEST_CHAIN) + (len(parts) // _LONGEST_CHAIN).bit_length()
    return made(_chain(op, [part.expr for part in parts]), sort, parts, layers)


def _chain(op: str, parts: Sequence[s.Expr]) -> s.Expr:
    """The parts joined, long chains in halves, so that they do not nest deeply as they are written."""
    if len(parts) > _LONGEST_CHAIN:
        middle = len(parts) // 2
        return s.Binary(op, _chain(op, parts[:middle]), _chain(op, parts[middle:]), NOWHERE)
    expr = parts[0]
    for part in parts[1:]:
        less = _opposite(part) if op == "+" else None
        expr = s.Binary(op, expr, part, NOWHERE) if less is None else s.Binary("-", expr, less, NOWHERE)
    return expr


def _opposite(part: s.Expr) -> s.Expr | None:
    """What is taken away where a part that begins with a minus sign is added."""
    match part:
        case s.Unary(op="-", operand=operand):
            return operand
        case s.Number(value=value) if value < 0:
            return s.Number(-value, NOWHERE)
        case s.Binary(op="*", left=left, right=right):
            less = _opposite(left)
            return None if less is None else s.Binary("*", less, right, NOWHERE)
    return None
