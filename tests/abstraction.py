"""The normal form doubted: what is true at a point must stay true of the problem that provers see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from argcheck.kernel.polynomial import Polynomial
from argcheck.kernel.quotients import Quotient
from argcheck.logic.formula import And, Atom, Formula, Not, Or, Proposition, Relation
from argcheck.logic.normalize import CannotNormalize, _Normalizer
from argcheck.logic.workspace import Abstraction
from argcheck.model.operators import Sort
from argcheck.model.show import show
from argcheck.model.terms import App, Num, SumOf, Term, Var, negation
from tests.oracle import MP, Undefined, Value, power, rounded, sign, value

_NEAR = MP.mpf(10) ** -50
_FLIPPED = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "!=", "!=": "="}


def made_true(formula: Term, at: Mapping[str, Value]) -> Term:
    """The formula if it is true at the point, else its opposite. Raises Unclear and Undefined."""
    if value(formula, at):
        return formula
    if isinstance(formula, App) and formula.op in _FLIPPED:
        return App(_FLIPPED[formula.op], formula.args)
    return negation(formula)


def violated(formulas: Sequence[Term], at: Mapping[str, Value]) -> str:
    """An assertion of the formulas' normal form that fails at the point, where the formulas are all true."""
    normalizer = _Normalizer(formulas, [show(formula) for formula in formulas])
    try:
        normalized = normalizer.run()
    except CannotNormalize:
        return ""
    assert normalized.statement is not None
    values = {"the place": Fraction(1), **at}  # what sums bind
    for key, entry in normalizer.space._table.items():
        values[entry.name] = _abstract(key, entry, values)
    for assertion in (*normalized.problem.assertions, *normalized.statement.problem.assertions):
        if not _may_hold(assertion, values):
            told = {name: MP.nstr(rounded(number), 8) for name, number in values.items()}
            return f"{assertion}\n  where {told}\n  of {[show(f) for f in formulas]}"
    return ""


def _abstract(key: object, entry: Abstraction, values: Mapping[str, Value]) -> Value:
    """What the variable stands for; 1 where that has no value, as no fact may speak of it there."""
    try:
        numbers = (
            [] if entry.kind in ("choice", "total", "term") else [quotient(one, values) for one in entry.arguments]
        )
        at = {f"argument {i}": number for i, number in enumerate(numbers)}
        args = [Var(name, Sort.REAL) for name in at]
        match entry.kind:
            case "power":
                return power(*numbers)
            case "exp" | "log" | "sqrt" | "log as written" as op:
                return value(App(op.removesuffix(" as written"), tuple(args)), at)
            case "sum":
                k = Var("index", Sort.INTEGER)
                degree = Num(Fraction(key[1]))  # type: ignore[index]
                if value(App(">", (args[1], App("+", (args[2], Num(Fraction(1)))))), at):
                    return Fraction(1)
                return value(SumOf(k, args[1], args[2], App("*", (App("^", (k, degree)), App("^", (args[0], k))))), at)
        if entry.term is not None:
            return value(entry.term, values)
    except Undefined:
        pass
    return Fraction(1)


def quotient(one: Quotient, values: Mapping[str, Value]) -> Value:
    """The value of a quotient; raises Undefined."""
    top, bottom = polynomial(one.numerator, values), polynomial(one.denominator, values)
    if sign(bottom) == 0:
        raise Undefined
    return (
        rounded(top) / rounded(bottom)
        if not isinstance(top, Fraction) or not isinstance(bottom, Fraction)
        else top / bottom
    )


def polynomial(terms: Polynomial, values: Mapping[str, Value]) -> Value:
    """The value of a polynomial."""
    total: Value = Fraction(0)
    for monomial, coefficient in terms.items():
        product: Value = Fraction(coefficient)
        for name, exponent in monomial:
            product = times(product, values[name] ** exponent)
        total = (
            total + product
            if isinstance(total, Fraction) and isinstance(product, Fraction)
            else rounded(total) + rounded(product)
        )
    return total


def times(left: Value, right: Value) -> Value:
    """The product of two numbers."""
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return left * right
    return rounded(left) * rounded(right)


def _may_hold(formula: Formula, values: Mapping[str, Value]) -> bool:
    match formula:
        case Atom(polynomial=terms, relation=relation):
            number = polynomial(terms, values)
            exact = isinstance(number, Fraction)
            near = not exact and abs(number) <= _NEAR * (1 + max(abs(rounded(v)) for v in values.values()) ** 8)
            if near:
                return True
            return {
                Relation.GT: number > 0,
                Relation.GE: number >= 0,
                Relation.EQ: number == 0,
                Relation.NE: number != 0,
            }[relation]
        case Proposition() | Not():
            return True
        case And(arguments=parts):
            return all(_may_hold(part, values) for part in parts)
        case Or(arguments=parts):
            return any(_may_hold(part, values) for part in parts)
