"""Terms as SymPy expressions and back, side by side; text is never handed to SymPy.

A quantity becomes a symbol with the assumptions that declared facts give it: integer by its sort,
positive or non-negative by a fact such as `x > 0`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import sympy

from argcheck.model.operators import Sort
from argcheck.model.terms import FALSE, TRUE, ZERO, App, Infinite, LimitOf, Num, Quantifier, SumOf, Term, Var, num

Monomials = dict[tuple[tuple[int, int], ...], Fraction]


class CannotTranslate(Exception):
    """A term or an expression has no counterpart on the other side; the message says which."""


@dataclass(frozen=True)
class Symbols:
    """Which symbol stands for which variable."""

    of: Mapping[Var, Any]

    def back(self) -> dict[Any, Var]:
        """Variables by symbol."""
        return {symbol: variable for variable, symbol in self.of.items()}


def symbols_for(variables: Iterable[Var], facts: Iterable[Term] = ()) -> Symbols:
    """A symbol for each variable, with what the facts say of its sign."""
    signs: dict[Var, set[str]] = {}
    for fact in facts:
        match fact:
            case App(op=">" | ">=" as op, args=(Var() as variable, Num(value=value))) if value >= 0:
                signs.setdefault(variable, set()).add("positive" if op == ">" or value > 0 else "nonnegative")
            case App(op="<" | "<=" as op, args=(Var() as variable, Num(value=value))) if value <= 0:
                signs.setdefault(variable, set()).add("negative" if op == "<" or value < 0 else "nonpositive")
            case App(op="<" | "<=" as op, args=(Num(value=value), Var() as variable)) if value >= 0:
                signs.setdefault(variable, set()).add("positive" if op == "<" or value > 0 else "nonnegative")
    table: dict[Var, Any] = {}
    for variable in variables:
        found = signs.get(variable, set())
        if {"positive", "negative"} <= found:
            found = set()
        kept = next((s for s in ("positive", "negative", "nonnegative", "nonpositive") if s in found), None)
        assumptions = {"real": True}
        if kept is not None:
            assumptions[kept] = True
        if variable.sort is Sort.INTEGER:
            assumptions["integer"] = True
        table[variable] = sympy.Symbol(variable.name, **assumptions)
    return Symbols(table)


_BINARY = {"<": sympy.Lt, "<=": sympy.Le, ">": sympy.Gt, ">=": sympy.Ge, "=": sympy.Eq, "!=": sympy.Ne}
_CALLS = {
    "min": sympy.Min,
    "max": sympy.Max,
    "abs": sympy.Abs,
    "floor": sympy.floor,
    "ceil": sympy.ceiling,
    "sqrt": sympy.sqrt,
    "exp": sympy.exp,
    "log": sympy.log,
    "not": sympy.Not,
    "and": sympy.And,
    "or": sympy.Or,
    "implies": sympy.Implies,
    "iff": sympy.Equivalent,
}


def to_sympy(term: Term, symbols: Symbols) -> Any:
    """The term as a SymPy expression; CannotTranslate for germs, derivatives, quantifiers and limits."""
    match term:
        case Num(value=value):
            return sympy.Rational(value.numerator, value.denominator)
        case Infinite():
            return sympy.oo
        case Var():
            if term not in symbols.of:
                raise CannotTranslate(f"`{term.name}` has no symbol")
            return symbols.of[term]
        case SumOf(variable=variable, lower=lower, upper=upper, body=body):
            index = sympy.Dummy(variable.name, integer=True)
            inner = Symbols({**symbols.of, variable: index})
            return sympy.Sum(to_sympy(body, inner), (index, to_sympy(lower, symbols), to_sympy(upper, symbols)))
        case LimitOf() | Quantifier():
            raise CannotTranslate("a limit or a quantifier")
        case App(op=op, args=args):
            return _apply(op, [to_sympy(arg, symbols) for arg in args])


def _apply(op: str, args: list[Any]) -> Any:
    match op:
        case "true":
            return sympy.true
        case "false":
            return sympy.false
        case "+":
            return sympy.Add(*args)
        case "-":
            return args[0] - args[1]
        case "neg":
            return -args[0]
        case "*":
            return sympy.Mul(*args)
        case "/":
            return args[0] / args[1]
        case "^":
            return sympy.Pow(*args)
        case "ite":
            return sympy.Piecewise((args[1], args[0]), (args[2], True))
        case "clamp":
            return sympy.Min(sympy.Max(args[0], args[1]), args[2])
        case _ if op in _BINARY:
            return _BINARY[op](*args)
        case _ if op in _CALLS:
            return _CALLS[op](*args)
    raise CannotTranslate(f"`{op}`")


def from_sympy(expression: Any, symbols: Symbols) -> Term:
    """The SymPy expression as a term; CannotTranslate for anything that the language does not have."""
    return _from(expression, symbols.back())


def _from(expression: Any, variables: Mapping[Any, Var]) -> Term:
    if expression in variables:
        return variables[expression]
    if expression.is_Rational:
        return Num(Fraction(int(expression.p), int(expression.q)))
    if expression is sympy.E:
        return App("exp", (num(1),))
    if expression is sympy.true or expression is sympy.false:
        return TRUE if expression is sympy.true else FALSE
    name = _NAMES.get(expression.func)
    if name is None:
        raise CannotTranslate(f"SymPy's {type(expression).__name__}")
    args = tuple(_from(arg, variables) for arg in expression.args)
    if name == "^" and args[1] == Num(Fraction(1, 2)):
        return App("sqrt", (args[0],))
    if name in ("+", "*", "and", "or") and len(args) < 2:
        return args[0] if args else ZERO
    return App(name, args)


_NAMES: dict[Any, str] = {
    sympy.Add: "+",
    sympy.Mul: "*",
    sympy.Pow: "^",
    sympy.exp: "exp",
    sympy.log: "log",
    sympy.Abs: "abs",
    sympy.Min: "min",
    sympy.Max: "max",
    sympy.floor: "floor",
    sympy.ceiling: "ceil",
    sympy.And: "and",
    sympy.Or: "or",
    sympy.Not: "not",
    sympy.StrictLessThan: "<",
    sympy.LessThan: "<=",
    sympy.StrictGreaterThan: ">",
    sympy.GreaterThan: ">=",
    sympy.Equality: "=",
    sympy.Unequality: "!=",
}


def derivatives(term: Term, variable: Var, symbols: Symbols) -> tuple[Term, ...]:
    """The derivative of the term in the variable, as it comes and with its factors made visible."""
    plain = sympy.diff(to_sympy(term, symbols), symbols.of[variable])
    return tuple(from_sympy(form, symbols) for form in dict.fromkeys((plain, sympy.factor(plain))))


def factor_list(count: int, monomials: Monomials) -> tuple[Fraction, list[tuple[Monomials, int]]]:
    """The factors of a polynomial in `count` generators over the rationals.

    A monomial is a tuple of (generator's index, exponent >= 1) pairs.
    """
    generators = sympy.symbols(f"g0:{count}")
    table = {}
    for monomial, coefficient in monomials.items():
        exponents = [0] * count
        for index, exponent in monomial:
            exponents[index] = exponent
        table[tuple(exponents)] = sympy.Rational(coefficient.numerator, coefficient.denominator)
    number, factors = sympy.factor_list(sympy.Poly(table, *generators, domain="QQ"))
    found: list[tuple[Monomials, int]] = []
    for factor, power in factors:
        content: Monomials = {}
        for exponents, coefficient in factor.terms():
            key = tuple((index, exponent) for index, exponent in enumerate(exponents) if exponent)
            content[key] = Fraction(int(coefficient.p), int(coefficient.q))
        found.append((content, int(power)))
    return Fraction(int(number.p), int(number.q)), found
