"""Limits of quotients whose two parts both vanish, or grow without bound: by derivatives (the rules of de l'Hospital).

At a point p, let both parts be smooth around p. If the first n - 1 derivatives of both are 0 there, and the n-th of the
lower part is not, the limit is the quotient of the n-th ones, by Taylor's formula. The lower part is then not 0 around
p, so the quotient is defined on both sides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from argcheck.logic.calculus import NoDerivative, derivative, over
from argcheck.logic.evaluate import evaluate
from argcheck.logic.exact import TooLarge, Undetermined
from argcheck.logic.normalize import polynomial_of
from argcheck.logic.scope import NotReduced, Undefined
from argcheck.model.operators import Sort
from argcheck.model.terms import ZERO, App, Num, Term, Var, free_variables, substitute

_MOST_STEPS = 4
_MOST_DEGREE = 8


class NoRule(Exception):
    """The rules do not apply; the message says why."""


def at_point(top: Term, bottom: Term, variable: Var, point: Term) -> tuple[Term, tuple[Term, ...]] | None:
    """The limit of top/bottom at a finite point with the conditions for it; None where the lower part is not seen to
    vanish there, so that the rule is not needed. Raises NoRule."""

    def there(term: Term) -> Term:
        return substitute(term, {variable: point})

    if not vanishes(there(bottom)):
        return None
    conditions = [there(need) for part in (top, bottom) for need in _smooth(part, variable)]
    try:
        for _ in range(_MOST_STEPS):
            if not vanishes(there(bottom)):
                return over(there(top), there(bottom)), (*conditions, App("!=", (there(bottom), ZERO)))
            conditions += [App("=", (there(part), ZERO)) for part in (top, bottom)]
            top, bottom = derivative(top, variable), derivative(bottom, variable)
    except NoDerivative as problem:
        raise NoRule(str(problem)) from problem
    raise NoRule("both parts of the quotient vanish there to a high order")


def at_infinity(
    top: Term, bottom: Term, variable: Var, limit: Callable[[Term], tuple[Term, tuple[Term, ...]]]
) -> tuple[Term, tuple[Term, ...]]:
    """The limit of top/bottom at infinity, where the lower part is seen to grow without bound and to have a derivative
    above 0 in the end: it is that of the quotient of the derivatives, if `limit` finds one. Raises NoRule."""
    for _ in range(_MOST_STEPS):
        if not _grows(bottom, variable):
            break
        if variable not in free_variables(top):
            return ZERO, ()
        if not _smooth_in_the_end(top, variable):
            break
        try:
            top, bottom = derivative(top, variable), derivative(bottom, variable)
        except NoDerivative as problem:
            raise NoRule(str(problem)) from problem
        try:
            return limit(over(top, bottom))
        except NoRule:
            continue
    raise NoRule("the body is not a quotient of sums of powers")


def vanishes(term: Term) -> bool:
    """Whether a term is seen to be 0: by exact evaluation, or as a polynomial."""
    if is_polynomial(term):
        return not polynomial_of(term).numerator
    if free_variables(term):
        return False
    try:
        return evaluate(term, {}) == 0
    except (Undefined, Undetermined, TooLarge, NotReduced, KeyError):
        return False


def is_polynomial(term: Term) -> bool:
    """Whether the term is written as a polynomial of moderate degree."""
    match term:
        case Num() | Var():
            return True
        case App(op="+" | "-" | "*" | "neg", args=args):
            return all(is_polynomial(arg) for arg in args)
        case App(op="^", args=(base, Num(value=value))):
            return value.denominator == 1 and 0 <= value <= _MOST_DEGREE and is_polynomial(base)
    return False


def _smooth(term: Term, variable: Var) -> Iterator[Term]:
    """What must hold at a point for the term to be defined and smooth on both sides of it. Raises NoRule."""
    if variable not in free_variables(term) or isinstance(term, Var):
        return
    match term:
        case App(op="+" | "-" | "neg" | "*" | "exp"):
            pass
        case App(op="/", args=(_, divisor)):
            yield App("!=", (divisor, ZERO))
        case App(op="log" | "sqrt", args=(inner,)):
            yield App(">", (inner, ZERO))
        case App(op="abs", args=(inner,)):
            yield App("!=", (inner, ZERO))
        case App(op="^", args=(base, Num(value=value))) if value.denominator == 1:
            if value < 0:
                yield App("!=", (base, ZERO))
        case App(op="^", args=(base, exponent)):
            whole = exponent.sort is Sort.INTEGER and variable not in free_variables(exponent)
            if not (isinstance(base, Num) and base.value > 0):
                yield App("!=" if whole else ">", (base, ZERO))
        case _:
            raise NoRule("both parts of the quotient vanish there, and no rule says that they are smooth around it")
    for part in term.args:
        yield from _smooth(part, variable)


def _grows(term: Term, variable: Var) -> bool:
    """Whether the term grows without bound, with a derivative that is above 0 in the end."""
    if variable not in free_variables(term):
        return False
    match term:
        case Var():
            return term == variable
        case App(op="exp" | "log" | "sqrt", args=(inner,)):
            return _grows(inner, variable)
        case App(op="^", args=(base, Num(value=value))):
            return value > 0 and _grows(base, variable)
        case App(op="^", args=(Num(value=value), exponent)):
            return value > 1 and _grows(exponent, variable)
        case App(op="*", args=args):
            return all(_above(arg) or _grows(arg, variable) for arg in args)
        case App(op="+", args=args):
            return all(isinstance(arg, Num) or _grows(arg, variable) for arg in args)
        case App(op="/", args=(left, right)):
            return _above(right) and _grows(left, variable)
    return False


def _above(term: Term) -> bool:
    return isinstance(term, Num) and term.value > 0


def _smooth_in_the_end(term: Term, variable: Var) -> bool:
    """Whether the term is seen to be defined and smooth wherever the variable is great enough."""
    if variable not in free_variables(term) or term == variable:
        return True
    match term:
        case App(op="+" | "-" | "neg" | "*" | "exp", args=args):
            return all(_smooth_in_the_end(arg, variable) for arg in args)
        case App(op="log" | "sqrt", args=(inner,)):
            return _grows(inner, variable)
        case App(op="/", args=(left, right)):
            return _smooth_in_the_end(left, variable) and (
                _grows(right, variable) or (isinstance(right, Num) and right != ZERO)
            )
        case App(op="^", args=(base, Num(value=value))):
            natural = value.denominator == 1 and value >= 0
            return _smooth_in_the_end(base, variable) if natural else _grows(base, variable)
    return False
