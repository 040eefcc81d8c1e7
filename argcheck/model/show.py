"""Terms written in the argument language, so that what is printed can be pasted back."""

from __future__ import annotations

from fractions import Fraction

from argcheck.model.operators import OPERATORS, Shape, Sort
from argcheck.model.terms import App, Apply, Infinite, LimitOf, Member, Motion, Num, Quantifier, SumOf, Term, Var

_ATOM = 100
_LOOSE = 0


def show_number(value: Fraction) -> str:
    """An exact number: `3`, `-1/2`."""
    return str(value.numerator) if value.denominator == 1 else f"{value.numerator}/{value.denominator}"


def show(term: Term) -> str:
    """The term in the argument language, with the fewest parentheses that keep its shape."""
    return _show(term)[0]


def _wrap(term: Term, least: int) -> str:
    text, precedence = _show(term)
    return text if precedence >= least else f"({text})"


def _show(term: Term) -> tuple[str, int]:
    match term:
        case Num(value=value):
            if value < 0:
                return show_number(value), OPERATORS["neg"].precedence if value.denominator == 1 else OPERATORS[
                    "/"
                ].precedence - 1
            return show_number(value), _ATOM if value.denominator == 1 else OPERATORS["/"].precedence
        case Infinite():
            return "infinity", _ATOM
        case Var(name=name) | Member(name=name) | Apply(name=name, args=()):
            return name, _ATOM
        case Apply(name=name, args=args):
            return f"{name}({', '.join(show(arg) for arg in args)})", _ATOM
        case SumOf(variable=variable, lower=lower, upper=upper, body=body):
            return f"sum({variable.name} from {show(lower)} to {show(upper)}: {show(body)})", _ATOM
        case LimitOf(variable=variable, point=point, body=body):
            return f"limit({show(body)}, {variable.name} -> {show(point)})", _ATOM
        case Quantifier(kind=kind, variable=variable, domain=domain, body=body):
            sort = variable.kind.name if variable.kind else "integer" if variable.sort is Sort.INTEGER else "real"
            inner = body if domain == App("true", ()) else App("implies" if kind == "forall" else "and", (domain, body))
            return f"{kind} {variable.name} : {sort}: {show(inner)}", _LOOSE
        case App(op=op, args=args):
            return _show_app(op, args)
        case Motion(op=op, variable=variable, body=body, point=point):
            place = "" if point == variable else f" at {show(point)}"
            return f"{op}({show(body)}, {variable.name}){place}", _ATOM


def _show_app(op: str, args: tuple[Term, ...]) -> tuple[str, int]:
    operator = OPERATORS[op]
    precedence = operator.precedence
    if op == "ite":
        condition, then, otherwise = args
        return (
            f"if {show(condition)} then {_wrap(then, precedence + 1)} else {_wrap(otherwise, precedence)}",
            precedence,
        )
    if operator.shape is Shape.SPECIAL:
        return operator.symbol, _ATOM
    if operator.shape is Shape.CALL:
        return f"{operator.symbol}({', '.join(show(arg) for arg in args)})", _ATOM
    if operator.shape is Shape.PREFIX:
        inner = _wrap(args[0], precedence)
        return (f"-{inner}" if op == "neg" else f"not {inner}"), precedence
    return _show_infix(op, operator.symbol, precedence, args), precedence


def _show_infix(op: str, symbol: str, precedence: int, args: tuple[Term, ...]) -> str:
    if op == "^":
        return f"{_wrap(args[0], precedence + 1)}^{_wrap(args[1], precedence)}"
    if op == "implies":
        return f"{_wrap(args[0], precedence + 1)} implies {_wrap(args[1], precedence)}"
    first = _wrap(
        args[0], precedence if op not in ("iff",) and precedence != OPERATORS["<"].precedence else precedence + 1
    )
    pieces = [first]
    for arg in args[1:]:
        if op == "+" and isinstance(arg, App) and arg.op == "neg":
            pieces.append(f" - {_wrap(arg.args[0], precedence + 1)}")
        elif op == "+" and isinstance(arg, Num) and arg.value < 0:
            pieces.append(f" - {show_number(-arg.value)}")
        else:
            joint = symbol if op in ("*", "/") else f" {symbol} "
            pieces.append(f"{joint}{_wrap(arg, precedence + 1)}")
    return "".join(pieces)
