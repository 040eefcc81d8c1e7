"""Limits of quotients of sums of powers, by the term that dominates.

At infinity a body is written as a quotient of sums of c * x^e, with exponents e that may be symbolic but are
fixed; the greatest exponent decides. A limit at a number where the body is continuous is its value. Where both parts
of a quotient vanish, or both grow without bound, their derivatives decide (`hospital.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from argcheck.logic import hospital, sums
from argcheck.logic.calculus import minus, negative, over, plus, times
from argcheck.logic.hospital import is_polynomial
from argcheck.logic.instances import as_term
from argcheck.logic.normalize import polynomial_of
from argcheck.logic.rational import exact_division
from argcheck.model.terms import (
    ONE,
    ZERO,
    App,
    Infinite,
    LimitOf,
    Num,
    SumOf,
    Term,
    Var,
    free_variables,
    substitute,
    walk,
)


class NoLimit(Exception):
    """The rules do not give the limit; the message says why."""


@dataclass(frozen=True, slots=True)
class Evaluated:
    """A limit's value with the conditions under which the rule applies."""

    value: Term
    conditions: tuple[Term, ...]


_Powers = list[tuple[Term, Term]]
"""A sum of coefficient * x^exponent, as (coefficient, exponent) pairs."""


def limit(term: LimitOf) -> Evaluated:
    """The limit's value and the rule's conditions. Raises NoLimit."""
    if not isinstance(term.point, Infinite):
        body = _without_common_root(term.body, term.variable, term.point)
        if isinstance(body, App) and body.op == "/":
            top, bottom = body.args
            try:
                found = hospital.at_point(top, bottom, term.variable, term.point)
            except hospital.NoRule as problem:
                raise NoLimit(str(problem)) from problem
            if found is not None:
                return Evaluated(*found)
        return Evaluated(substitute(body, {term.variable: term.point}), _continuous(body))
    try:
        return _of_powers(term)
    except NoLimit as problem:
        if not isinstance(term.body, App) or term.body.op != "/":
            raise
        top, bottom = term.body.args
        try:
            value, conditions = hospital.at_infinity(top, bottom, term.variable, lambda body: _again(term, body))
        except hospital.NoRule:
            raise problem from None
        return Evaluated(value, conditions)


def _again(term: LimitOf, body: Term) -> tuple[Term, tuple[Term, ...]]:
    try:
        found = _of_powers(LimitOf(term.variable, term.point, body))
    except NoLimit as problem:
        raise hospital.NoRule from problem
    return found.value, found.conditions


def _of_powers(term: LimitOf) -> Evaluated:
    top, bottom = _fraction(term.body, term.variable)
    (high, degree_top), conditions_top = _dominant(top)
    (low, degree_bottom), conditions_bottom = _dominant(bottom)
    gap = _number(minus(degree_top, degree_bottom))
    if gap is None:
        raise NoLimit("the leading exponents cannot be compared")
    if gap > 0:
        raise NoLimit("it grows without bound")
    value = over(high, low) if gap == 0 else ZERO
    conditions = (*conditions_top, *conditions_bottom, App("!=", (low, ZERO)), *_closed_forms(term.body))
    return Evaluated(value, conditions)


def _without_common_root(body: Term, variable: Var, point: Term) -> Term:
    """A quotient whose two parts vanish at the point, without the factor that makes them vanish."""
    if not (isinstance(body, App) and body.op == "/" and all(is_polynomial(part) for part in (*body.args, point))):
        return body
    names = {v.name: v for part in (body, point) for v in free_variables(part)}
    root = polynomial_of(minus(variable, point)).numerator
    top, bottom = (polynomial_of(arg).numerator for arg in body.args)
    while (above := exact_division(top, root)) and (below := exact_division(bottom, root)):
        top, bottom = above, below
    numerator, denominator = as_term(top, names), as_term(bottom, names)
    return over(numerator, denominator) if numerator and denominator else body


def _continuous(body: Term) -> tuple[Term, ...]:
    for part in walk(body):
        if isinstance(part, App) and part.op in ("ite", "floor", "ceil"):
            raise NoLimit("the term may jump at the point")
    return ()


def _fraction(term: Term, variable: Var) -> tuple[_Powers, _Powers]:
    unit: _Powers = [(ONE, ZERO)]
    if variable not in free_variables(term):
        return [(term, ZERO)], unit
    match term:
        case Var():
            return [(ONE, ONE)], unit
        case App(op="+", args=args):
            top, bottom = _fraction(args[0], variable)
            for arg in args[1:]:
                other_top, other_bottom = _fraction(arg, variable)
                if other_bottom == bottom:
                    top = _collected(top + other_top)
                else:
                    top = _collected(_product(top, other_bottom) + _product(other_top, bottom))
                    bottom = _product(bottom, other_bottom)
            return top, bottom
        case App(op="-", args=(left, right)):
            return _fraction(App("+", (left, App("neg", (right,)))), variable)
        case App(op="neg", args=(inner,)):
            top, bottom = _fraction(inner, variable)
            return [(negative(c), e) for c, e in top], bottom
        case App(op="*", args=args):
            top, bottom = unit, unit
            for arg in args:
                other_top, other_bottom = _fraction(arg, variable)
                top, bottom = _product(top, other_top), _product(bottom, other_bottom)
            return top, bottom
        case App(op="/", args=(left, right)):
            top, bottom = _fraction(left, variable)
            other_top, other_bottom = _fraction(right, variable)
            return _product(top, other_bottom), _product(bottom, other_top)
        case App(op="^", args=(base, exponent)) if base == variable and variable not in free_variables(exponent):
            return [(ONE, exponent)], unit
        case SumOf():
            return _sum(term, variable)
    raise NoLimit("the body is not a quotient of sums of powers")


def _sum(total: SumOf, variable: Var) -> tuple[_Powers, _Powers]:
    count = sums.number_of_terms(total)
    if count is not None and count <= sums.MOST_TERMS:
        return _fraction(sums.expanded(total, count), variable)
    parts = sums.summands(total.body, total.variable)
    if parts is None or len(parts) != 1 or parts[0].degree or parts[0].ratio != variable:
        raise NoLimit("a sum in it has no closed form in powers")
    closed = sums.geometric(0, variable, total.lower, total.upper)
    if closed is None or isinstance(total.upper, Infinite):
        raise NoLimit("a sum in it has no closed form in powers")
    return _fraction(times(parts[0].coefficient, closed), variable)


def _closed_forms(body: Term) -> Iterator[Term]:
    # the closed form of a sum holds from the empty sum with upper = lower - 1 on
    for part in walk(body):
        if isinstance(part, SumOf) and sums.number_of_terms(part) is None:
            yield App(">=", (plus(part.upper, ONE), part.lower))


def _product(left: _Powers, right: _Powers) -> _Powers:
    return _collected([(times(a, b), plus(e, f)) for a, e in left for b, f in right])


def _collected(powers: _Powers) -> _Powers:
    groups: dict[tuple[tuple[Term, Fraction], ...], tuple[Term, list[Term]]] = {}
    for coefficient, exponent in powers:
        linear: dict[Term, Fraction] = {}
        if not sums.linear_parts(exponent, Fraction(1), linear):
            raise NoLimit("an exponent is not linear")
        key = tuple(sorted(((t, c) for t, c in linear.items() if c), key=lambda item: repr(item[0])))
        groups.setdefault(key, (exponent, []))[1].append(coefficient)
    collected = [(plus(*coefficients), exponent) for exponent, coefficients in groups.values()]
    return [pair for pair in collected if pair[0] != ZERO] or [(ZERO, ZERO)]


def _dominant(powers: _Powers) -> tuple[tuple[Term, Term], tuple[Term, ...]]:
    # the candidate with the greatest exponent; that it is greatest becomes a condition unless it is plain
    best = powers[0]
    for pair in powers[1:]:
        gap = _number(minus(pair[1], best[1]))
        if (gap is not None and gap > 0) or (gap is None and _looks_greater(pair[1], best[1])):
            best = pair
    conditions = []
    for pair in powers:
        gap = _number(minus(best[1], pair[1]))
        if pair is not best and (gap is None or gap <= 0):
            conditions.append(App(">", (best[1], pair[1])))
    return best, tuple(conditions)


def _number(term: Term) -> Fraction | None:
    linear: dict[Term, Fraction] = {}
    if not sums.linear_parts(term, Fraction(1), linear):
        return None
    constant = linear.pop(ONE, Fraction(0))
    return None if any(linear.values()) else constant


def _looks_greater(left: Term, right: Term) -> bool:
    linear: dict[Term, Fraction] = {}
    sums.linear_parts(minus(left, right), Fraction(1), linear)
    return sum(value for key, value in linear.items() if not isinstance(key, Num)) > 0
