"""Finite and infinite sums whose bounds are symbolic, in closed form.

A body is taken apart into monomials coefficient * k^j * r^k. Pure powers of k sum by Faulhaber's formula, r^k and
k*r^k geometrically; each closed form holds by induction on the upper bound, from the empty sum on.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import comb

from argcheck.logic.calculus import minus, negative, over, plus, raised, times
from argcheck.model.terms import (
    ONE,
    TRUE,
    ZERO,
    App,
    Infinite,
    Num,
    SumOf,
    Term,
    Var,
    conjunction,
    free_variables,
    num,
    substitute,
    walk,
)

MOST_TERMS = 2_000
MOST_WRITTEN = 12
"""The longest sum that provers see term by term although lemmas say more of it."""


@dataclass(frozen=True, slots=True)
class Summand:
    """coefficient * k^degree * ratio^k; neither coefficient nor ratio contains k."""

    coefficient: Term
    degree: int
    ratio: Term


def number_of_terms(total: SumOf) -> int | None:
    """How many terms a sum has, when upper - lower is a number (0 when the sum is empty)."""
    distance = _difference(total.upper, total.lower)
    return None if distance is None else max(0, distance + 1)


def expanded(total: SumOf, count: int) -> Term:
    """The sum written out: `count` terms from the lower bound on."""
    terms = []
    for offset in range(count):
        index = plus(total.lower, num(offset))
        terms.append(substitute(total.body, {total.variable: index}))
    return plus(*terms)


def _difference(upper: Term, lower: Term) -> int | None:
    # upper - lower, when the symbolic parts cancel
    coefficients: dict[Term, Fraction] = {}
    if not (linear_parts(upper, Fraction(1), coefficients) and linear_parts(lower, Fraction(-1), coefficients)):
        return None
    constant = coefficients.pop(ONE, Fraction(0))
    if any(coefficients.values()) or constant.denominator != 1:
        return None
    return int(constant)


def linear_parts(term: Term, factor: Fraction, into: dict[Term, Fraction]) -> bool:
    """Add factor * term to `into`, a linear combination of terms (`ONE` holds the constant).

    Whether that was possible: infinity has no place in it.
    """
    match term:
        case Num(value=value):
            into[ONE] = into.get(ONE, Fraction(0)) + factor * value
        case App(op="+", args=args):
            return all(linear_parts(arg, factor, into) for arg in args)
        case App(op="-", args=(left, right)):
            return linear_parts(left, factor, into) and linear_parts(right, -factor, into)
        case App(op="neg", args=(inner,)):
            return linear_parts(inner, -factor, into)
        case App(op="*", args=(Num(value=value), inner)):
            return linear_parts(inner, factor * value, into)
        case Infinite():
            return False
        case _:
            into[term] = into.get(term, Fraction(0)) + factor
    return True


def summands(body: Term, index: Var) -> list[Summand] | None:
    """The body as a list of summands in the sum's variable, or None when it has another form."""
    if index not in free_variables(body):
        return [Summand(body, 0, ONE)]
    match body:
        case Var():
            return [Summand(ONE, 1, ONE)]
        case App(op="+", args=args):
            return _concatenated([summands(arg, index) for arg in args])
        case App(op="-", args=(left, right)):
            return _concatenated([summands(left, index), summands(App("neg", (right,)), index)])
        case App(op="neg", args=(inner,)):
            parts = summands(inner, index)
            return parts and [Summand(negative(s.coefficient), s.degree, s.ratio) for s in parts]
        case App(op="*", args=args):
            return _product([summands(arg, index) for arg in args])
        case App(op="/", args=(top, bottom)):
            parts = summands(top, index)
            if parts is None:
                return None
            if index not in free_variables(bottom):
                return [Summand(over(s.coefficient, bottom), s.degree, s.ratio) for s in parts]
            below = summands(bottom, index)
            if below is None or len(below) != 1 or below[0].degree:
                return None
            (single,) = below
            return [
                Summand(over(s.coefficient, single.coefficient), s.degree, _ratio_over(s.ratio, single.ratio))
                for s in parts
            ]
        case App(op="^", args=(base, Num(value=value))) if value.denominator == 1 and 0 <= value <= 12:
            return _product([summands(base, index)] * int(value)) if value else [Summand(ONE, 0, ONE)]
        case App(op="^", args=(base, exponent)) if index not in free_variables(base):
            return _geometric(base, exponent, index)
    return None


def _ratio_over(top: Term, bottom: Term) -> Term:
    return top if bottom == ONE else over(top, bottom)


def _geometric(base: Term, exponent: Term, index: Var) -> list[Summand] | None:
    # base^(a*k + b) = base^b * (base^a)^k for a whole number a and a base that is not 0
    if base == ONE:
        return [Summand(ONE, 0, ONE)]
    slopes = summands(exponent, index)
    if slopes is None or any(s.degree > 1 or s.ratio != ONE for s in slopes):
        return None
    slope = Fraction(0)
    offset: Term = ZERO
    for part in slopes:
        if part.degree == 0:
            offset = plus(offset, part.coefficient)
        elif isinstance(part.coefficient, Num):
            slope += part.coefficient.value
        else:
            return None
    if slope.denominator != 1 or slope == 0:
        return None
    return [Summand(raised(base, offset), 0, raised(base, Num(slope)))]


def literal(total: SumOf) -> tuple[Term, int] | None:
    """The base and the degree of a sum of b^k or k*b^k, written so."""
    match total.body:
        case App(op="^", args=(base, Var() as exponent)) if exponent == total.variable:
            degree = 0
        case App(op="*", args=(Var() as first, App(op="^", args=(base, Var() as exponent)))) if (
            first == exponent == total.variable
        ):
            degree = 1
        case _:
            return None
    return None if total.variable in free_variables(base) or base == ONE else (base, degree)


def bases(body: Term, index: Var) -> list[Term]:
    """The bases of the powers whose exponent contains the sum's variable."""
    return [
        part.args[0]
        for part in walk(body)
        if isinstance(part, App) and part.op == "^" and index in free_variables(part.args[1])
    ]


def single_term(total: SumOf) -> tuple[Term, Term] | None:
    """A sum whose body has a factor 0^(k + b) or 0^(b - k) has one term that can differ from 0, the one with
    exponent 0: the place k0 and the term there. None when the body has no such factor."""
    factors = total.body.args if isinstance(total.body, App) and total.body.op == "*" else (total.body,)
    for factor in factors:
        if not (isinstance(factor, App) and factor.op == "^" and factor.args[0] == ZERO):
            continue
        slope = Fraction(0)
        offset: Term = ZERO
        for part in summands(factor.args[1], total.variable) or ():
            if part.degree == 1 and part.ratio == ONE and isinstance(part.coefficient, Num):
                slope += part.coefficient.value
            elif part.degree == 0 and part.ratio == ONE:
                offset = plus(offset, part.coefficient)
            else:
                return None
        if abs(slope) != 1:
            return None
        place = negative(offset) if slope == 1 else offset
        rest = [other for other in factors if other is not factor]
        return place, substitute(times(*rest), {total.variable: place})
    return None


def _concatenated(parts: list[list[Summand] | None]) -> list[Summand] | None:
    result: list[Summand] = []
    for part in parts:
        if part is None:
            return None
        result.extend(part)
    return result


def _product(parts: list[list[Summand] | None]) -> list[Summand] | None:
    result = [Summand(ONE, 0, ONE)]
    for part in parts:
        if part is None or len(part) * len(result) > 200:
            return None
        result = [
            Summand(times(a.coefficient, b.coefficient), a.degree + b.degree, times(a.ratio, b.ratio))
            for a in result
            for b in part
        ]
    return result


def faulhaber(degree: int, lower: Term, upper: Term) -> Term:
    """The sum of k^degree for k from lower to upper >= lower - 1, as a polynomial in the bounds."""
    coefficients = faulhaber_coefficients(degree)

    def up_to(bound: Term) -> Term:
        return plus(*(times(Num(c), raised(bound, num(i + 1))) for i, c in enumerate(coefficients) if c))

    return minus(up_to(upper), up_to(plus(lower, num(-1))))


def faulhaber_coefficients(degree: int) -> list[Fraction]:
    """The numbers that multiply n, n^2, … in 1^degree + … + n^degree."""
    bernoulli: list[Fraction] = []
    for m in range(degree + 1):
        total = sum((comb(m + 1, j) * bernoulli[j] for j in range(m)), Fraction(0))
        bernoulli.append(Fraction(1) if m == 0 else -total / (m + 1))
    if degree >= 1:
        bernoulli[1] = Fraction(1, 2)
    result = [Fraction(0)] * (degree + 1)
    for j, value in enumerate(bernoulli):
        result[degree - j] = comb(degree + 1, j) * value / (degree + 1)
    return result


def geometric(degree: int, ratio: Term, lower: Term, upper: Term) -> Term | None:
    """The sum of k^degree * ratio^k for ratio != 1 and upper >= lower - 1, for degree 0 or 1."""
    after = plus(upper, ONE)
    gap = minus(ONE, ratio)
    first, last = raised(ratio, lower), raised(ratio, after)
    if degree == 0:
        return over(minus(first, last), gap)
    if degree == 1:
        edges = over(minus(times(lower, first), times(after, last)), gap)
        return plus(edges, over(times(ratio, minus(first, last)), raised(gap, num(2))))
    return None


def geometric_to_infinity(degree: int, ratio: Term, lower: Term) -> Term | None:
    """The infinite sum of k^degree * ratio^k from lower on, for |ratio| < 1 and degree 0 or 1."""
    gap = minus(ONE, ratio)
    first = raised(ratio, lower)
    if degree == 0:
        return over(first, gap)
    if degree == 1:
        return plus(over(times(lower, first), gap), over(times(ratio, first), raised(gap, num(2))))
    return None


def convergence(total: SumOf) -> Term | None:
    """The condition under which an infinite sum converges absolutely, or None when its form is not known."""
    parts = summands(total.body, total.variable)
    if parts is None:
        return None
    conditions: list[Term] = []
    for part in parts:
        if part.coefficient == ZERO:
            continue
        if part.ratio == ONE:
            conditions.append(App("=", (part.coefficient, ZERO)))
        else:
            inside = conjunction(App("<", (num(-1), part.ratio)), App("<", (part.ratio, ONE)))
            conditions.append(inside)
    return conjunction(TRUE, *conditions)
