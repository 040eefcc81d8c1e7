"""Derivatives agree with SymPy's."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy

from argcheck.logic.calculus import NoDerivative, derivative
from argcheck.model.operators import Sort
from argcheck.model.terms import App, Num, Term, Var
from tests.doubt import term
from tests.oracle import MP, Undefined, rounded, value

X = Var("x", Sort.REAL)
SYMBOLS = {name: sympy.Symbol(name, positive=True) for name in "xy"} | {
    name: sympy.Symbol(name, integer=True, positive=True) for name in "nm"
}
BINARY = {"+": sympy.Add, "*": sympy.Mul, "^": sympy.Pow}
UNARY = {"exp": sympy.exp, "log": sympy.log, "sqrt": sympy.sqrt, "neg": lambda inner: -inner}


def _sympy(found: Term) -> sympy.Expr:
    match found:
        case Num(value=number):
            return sympy.Rational(number.numerator, number.denominator)
        case Var(name=name):
            return SYMBOLS[name]
        case App(op="-", args=(left, right)):
            return _sympy(left) - _sympy(right)
        case App(op="/", args=(left, right)):
            return _sympy(left) / _sympy(right)
        case App(op=op, args=args) if op in BINARY:
            return BINARY[op](*map(_sympy, args))
        case App(op=op, args=(inner,)):
            return UNARY[op](_sympy(inner))
    raise AssertionError(found)


@pytest.mark.parametrize(
    "text",
    [
        "x^3 - 2*x + y",
        "x*y*x",
        "x/(1 + x)",
        "y/x^2",
        "x^n",
        "2^x",
        "x^x",
        "(x^2 + 1)^m",
        "y^(n*x)",
        "exp(-x^2)",
        "log(1 + x*y)",
        "sqrt(x^2 + 1)",
        "x^(3/2)",
        "1/(1 + exp(-y*(x - 1)))",
        "(x - 1)/(x + 1)*log(x)",
    ],
)
def test_derivatives_are_those_of_sympy(text: str) -> None:
    original = term(text)
    mine = derivative(original, X)
    theirs = sympy.diff(_sympy(original), SYMBOLS["x"])
    for x, y, n, m in (("1/2", "2", 1, 2), ("3", "1/3", 3, 1), ("7/5", "1", 4, 5)):
        at = {"x": Fraction(x), "y": Fraction(y), "n": Fraction(n), "m": Fraction(m)}
        numbers = {SYMBOLS[name]: sympy.Rational(str(number)) for name, number in at.items()}
        expected = MP.mpf(str(sympy.N(theirs.subs(numbers), 60)))
        assert abs(rounded(value(mine, at)) - expected) < MP.mpf(10) ** -50


def test_a_power_keeps_its_slope_at_zero() -> None:
    at = {"x": Fraction(0), "n": Fraction(1)}
    assert value(derivative(term("x^n"), X), at) == 1
    assert value(derivative(term("x^2"), X), at) == 0
    assert value(derivative(term("sum(k from 1 to 3: x^k)"), X), at) == 1


@pytest.mark.parametrize(
    ("text", "corner", "before", "after"),
    [("abs(x)", 0, -1, 1), ("max(x, 1)", 1, 0, 1), ("min(3*x, 2*x + 3, 9)", 3, 3, 0), ("abs(x)^2", 0, -2, 2)],
)
def test_choices_have_a_derivative_beside_their_corners(text: str, corner: int, before: int, after: int) -> None:
    slope = derivative(term(text), X)
    low, high = ({"x": Fraction(corner + side)} for side in (-1, 1))
    assert (value(slope, low), value(slope, high)) == (before, after)
    with pytest.raises(Undefined):
        value(slope, {"x": Fraction(corner)})


@pytest.mark.parametrize("text", ["if x > 0 then x else 0", "floor(x)", "sum(k from 1 to floor(x): k)"])
def test_corners_and_jumps_have_no_derivative(text: str) -> None:
    with pytest.raises(NoDerivative):
        derivative(term(text), X)


@pytest.mark.parametrize("text", ["abs(y)", "floor(n/2)", "3", "sum(k from 1 to n: k*y)"])
def test_what_does_not_contain_the_quantity_has_slope_0(text: str) -> None:
    assert value(derivative(term(text), X), {}) == 0
