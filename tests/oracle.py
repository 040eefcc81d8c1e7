"""A second evaluator, written apart from the program's own, for tests that compare the two.

Rationals stay exact; roots, exp and log are computed to many digits, and what lies too near a boundary is `Unclear`.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import mpmath

from argcheck.model.operators import Sort
from argcheck.model.terms import App, Infinite, LimitOf, Num, Quantifier, SumOf, Term, Var

Value = Any
MP = mpmath.mp.clone()
MP.dps = 160
_NEAR = MP.mpf(10) ** -100
_STEPS = (Fraction(1, 10**9), Fraction(1, 10**14 + 7), Fraction(1, 10**22))
_LONGEST = 60


class Unclear(Exception):
    """The value is too near a boundary, or out of this evaluator's reach."""


class Undefined(Exception):
    """An operation is used outside its domain."""


def value(term: Term, at: Mapping[str, Value]) -> Value:
    """The value of a term or formula at a point: bool, Fraction, or a number of many digits."""
    match term:
        case Num(value=number):
            return number
        case Var(name=name):
            return at[name]
        case SumOf():
            return _sum(term, at)
        case Quantifier():
            return _quantified(term, at)
        case App(op="and", args=args):
            return all(value(arg, at) for arg in args)
        case App(op="or", args=args):
            return any(value(arg, at) for arg in args)
        case App(op="implies", args=(left, right)):
            return not value(left, at) or value(right, at)
        case App(op="ite", args=(test, then, otherwise)):
            return value(then if value(test, at) else otherwise, at)
        case App(op="rises" | "falls" | "flat" as op, args=(inner, Var(name=name))):
            return _germ(op, inner, name, at)
        case App(op="diff", args=(inner, Var(name=name))):
            return _slope(inner, name, at)
        case App(op="^", args=(base, exponent)) if not isinstance(exponent, Num) and exponent.sort is not Sort.INTEGER:
            if sign(value(base, at)) <= 0:
                raise Undefined
            return power(value(base, at), value(exponent, at))
        case App(op=op, args=args):
            return _apply(op, [value(arg, at) for arg in args])
        case LimitOf() | Infinite():
            raise Unclear
    raise AssertionError(term)


def sign(number: Value) -> int:
    """-1, 0 or 1; raises Unclear for a rounded number too near 0."""
    if isinstance(number, Fraction):
        return (number > 0) - (number < 0)
    if abs(number) < _NEAR:
        raise Unclear
    return 1 if number > 0 else -1


def rounded(number: Value) -> Value:
    """The number with many digits."""
    return MP.mpf(number.numerator) / number.denominator if isinstance(number, Fraction) else number


def _mix(left: Value, right: Value) -> tuple[Value, Value]:
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return left, right
    return rounded(left), rounded(right)


def _apply(op: str, args: list[Value]) -> Value:
    match op:
        case "true":
            return True
        case "false":
            return False
        case "not":
            return not args[0]
        case "iff":
            return args[0] == args[1]
        case "<" | "<=" | ">" | ">=" | "=" | "!=":
            order = sign(_apply("-", args))
            return {
                "<": order < 0,
                "<=": order <= 0,
                ">": order > 0,
                ">=": order >= 0,
                "=": order == 0,
                "!=": order != 0,
            }[op]
        case "+" | "*" | "-" | "/":
            result = args[0]
            for arg in args[1:]:
                left, right = _mix(result, arg)
                if op == "/" and sign(right) == 0:
                    raise Undefined
                result = {"+": left.__add__, "-": left.__sub__, "*": left.__mul__, "/": left.__truediv__}[op](right)
            return result
        case "neg":
            return -args[0]
        case "abs":
            return abs(args[0])
        case "min" | "max":
            best = args[0]
            for arg in args[1:]:
                if sign(_apply("-", [arg, best])) == (1 if op == "max" else -1):
                    best = arg
            return best
        case "clamp":
            inner, low, high = args
            if sign(_apply("-", [high, low])) < 0:
                raise Undefined
            return _apply("min", [_apply("max", [inner, low]), high])
        case "floor" | "ceil":
            return _rounding(op, args[0])
        case "^":
            return power(*args)
        case "exp":
            if abs(args[0]) > 200:
                raise Unclear
            return Fraction(1) if args[0] == 0 else MP.exp(rounded(args[0]))
        case "log":
            if sign(args[0]) <= 0:
                raise Undefined
            return Fraction(0) if args[0] == 1 else MP.log(rounded(args[0]))
        case "sqrt":
            if sign(args[0]) < 0:
                raise Undefined
            return _root(args[0], 2)
    raise AssertionError(op)


def _root(number: Value, degree: int) -> Value:
    if isinstance(number, Fraction):
        top, bottom = (round(float(part) ** (1 / degree)) for part in (number.numerator, number.denominator))
        if Fraction(top, bottom) ** degree == number:
            return Fraction(top, bottom)
    return MP.root(rounded(number), degree)


def _rounding(op: str, number: Value) -> Fraction:
    if isinstance(number, Fraction):
        return Fraction(number.__floor__() if op == "floor" else number.__ceil__())
    if abs(number - MP.nint(number)) < _NEAR:
        raise Unclear
    return Fraction(int(MP.floor(number) if op == "floor" else MP.ceil(number)))


def power(base: Value, exponent: Value) -> Value:
    """base^exponent, by repeated multiplication where the exponent is whole."""
    if isinstance(exponent, Fraction) and exponent.denominator == 1:
        if abs(exponent) > 200:
            raise Unclear
        if exponent < 0 and sign(base) == 0:
            raise Undefined
        return base ** int(exponent)
    if sign(base) <= 0:
        raise Undefined
    if isinstance(exponent, Fraction) and abs(exponent) < 200:
        return power(_root(base, exponent.denominator), Fraction(exponent.numerator))
    if abs(exponent) > 200:
        raise Unclear
    return MP.power(rounded(base), rounded(exponent))


def _sum(total: SumOf, at: Mapping[str, Value]) -> Value:
    low = value(total.lower, at)
    if isinstance(total.upper, Infinite):
        raise Unclear
    high = value(total.upper, at)
    if high - low > _LONGEST:
        raise Unclear
    result: Value = Fraction(0)
    for k in range(int(low), int(high) + 1):
        result = _apply("+", [result, value(total.body, {**at, total.variable.name: Fraction(k)})])
    return result


def _quantified(term: Quantifier, at: Mapping[str, Value]) -> bool:
    # a sample settles it one way; whole numbers in a small range settle it both ways
    name, universal = term.variable.name, term.kind == "forall"
    whole = term.variable.sort is Sort.INTEGER
    grid = range(-12, 13) if whole else [Fraction(n, d) for n in range(-8, 9) for d in (1, 2, 3, 7)]
    inside = [n for n in grid if value(term.domain, {**at, name: Fraction(n)})]
    for number in inside:
        if bool(value(term.body, {**at, name: Fraction(number)})) != universal:
            return not universal
    if whole and -12 not in inside and 12 not in inside:
        return universal
    raise Unclear


def _germ(op: str, inner: Term, name: str, at: Mapping[str, Value]) -> bool:
    here = value(inner, at)
    signs = {sign(_apply("-", [value(inner, {**at, name: at[name] + step}), here])) for step in _STEPS}
    if len(signs) != 1:
        raise Unclear
    return {"rises": 1, "falls": -1, "flat": 0}[op] == signs.pop()


def _slope(inner: Term, name: str, at: Mapping[str, Value]) -> Value:
    # only where the difference quotient is a rational that does not move: lines; all else is out of reach
    step = Fraction(1, 10**40)
    up, here, down = (value(inner, {**at, name: at[name] + move}) for move in (step, Fraction(0), -step))
    right, left = (
        (_apply("-", [a, b])) / (step if isinstance(a, Fraction) else rounded(step))
        for a, b in ((up, here), (here, down))
    )
    if not (isinstance(right, Fraction) and right == left):
        raise Unclear
    return right
