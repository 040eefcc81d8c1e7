"""Quadratic comparisons: the discriminant, the two roots, and the facts that choose between them."""

from __future__ import annotations

from fractions import Fraction
from math import isqrt

from argcheck.analyses.derivation.chain import Chain, Outcome
from argcheck.analyses.derivation.comparison import MIRROR, parts, when_above
from argcheck.analyses.derivation.context import compare
from argcheck.analyses.derivation.products import Sum, collect, expand, multiply, scale, term_of, tidy
from argcheck.model.show import show
from argcheck.model.terms import App, Num, Term, Var, conjunction, disjunction, num


def solve_quadratic(chain: Chain, variable: Var, square: Sum, linear: Sum, free: Sum) -> Outcome:
    """`square * x^2 + linear * x + free op 0`, solved for x by cases on signs that are not known."""
    op = parts(chain.current)[0]
    sign = chain.context.sign(term_of(square))
    if sign is None or sign == 0:
        return chain.end(implicit=True)
    if sign < 0:
        op = MIRROR[op]
        square, linear, free = (scale(part, Fraction(-1)) for part in (square, linear, free))
    discriminant = tidy(
        term_of(collect((*expand(_product(linear, linear)), *scale(expand(_product(square, free)), Fraction(-4)))))
    )
    side = chain.context.sign(discriminant)
    if side is None and not chain.context.proves(compare(">=", discriminant)):
        cases = [compare(">=", discriminant), compare("<", discriminant)]
        return chain.split(cases, lambda inner: _with_roots(inner, variable, op, (square, linear, free), discriminant))
    return _with_roots(chain, variable, op, (square, linear, free), discriminant)


def _product(left: Sum, right: Sum) -> Sum:
    return collect(multiply(one, other) for one in left for other in right)


def _with_roots(
    chain: Chain, variable: Var, op: str, coefficients: tuple[Sum, Sum, Sum], discriminant: Term
) -> Outcome:
    context = chain.context
    square, linear, free = coefficients
    if context.sign(discriminant) == -1:
        chain.to(when_above(op), f"the discriminant is negative: {show(compare('<', discriminant))}")
        return chain.end(implicit=False)
    low, high = _roots(square, linear, free, discriminant)
    because = f"the roots of the quadratic, with discriminant {show(discriminant)}" if linear else "square roots"
    formula = _between(op, variable, low, high)
    shorter = _chosen(chain, op, variable, low, high, free)
    if shorter is not None:
        chosen, reason = shorter
        if chain.to(chosen, f"{because}; {reason}"):
            return chain.end(implicit=False)
    return chain.end(implicit=not chain.to(formula, because))


def _roots(square: Sum, linear: Sum, free: Sum, discriminant: Term) -> tuple[Term, Term]:
    """The lower and the upper root, for a positive square term."""
    if not linear:
        high = _root(tidy(App("/", (term_of(scale(free, Fraction(-1))), term_of(square)))))
        return tidy(App("neg", (high,))), high
    middle = term_of(scale(linear, Fraction(-1)))
    twice = term_of(scale(square, Fraction(2)))
    low, high = (tidy(App("/", (App(way, (middle, _root(discriminant))), twice))) for way in ("-", "+"))
    return low, high


def _root(term: Term) -> Term:
    if isinstance(term, Num):
        top, bottom = term.value.numerator, term.value.denominator
        root = isqrt(max(top * bottom, 0))
        if root * root == top * bottom:
            return num(Fraction(root, bottom))
    return App("sqrt", (term,))


def _between(op: str, variable: Var, low: Term, high: Term) -> Term:
    if op in (">", ">="):
        return disjunction(App(MIRROR[op], (variable, low)), App(op, (variable, high)))
    if op in ("<", "<="):
        return conjunction(App(MIRROR[op], (variable, low)), App(op, (variable, high)))
    joined = (App(op, (variable, low)), App(op, (variable, high)))
    return disjunction(*joined) if op == "=" else conjunction(*joined)


def _chosen(chain: Chain, op: str, variable: Var, low: Term, high: Term, free: Sum) -> tuple[Term, str] | None:
    """The side of the roots that the facts leave open, with the reason."""
    if chain.context.sign(term_of(free)) == -1 and chain.context.proves(compare(">=", variable)):
        return App(op, (variable, high)), f"the lower root is negative, and {show(compare('>=', variable))}"
    if chain.context.proves(compare(">", variable, low)):
        return App(op, (variable, high)), f"the lower root is ruled out: {show(compare('>', variable, low))}"
    if chain.context.proves(compare("<", variable, high)):
        return App(MIRROR[op], (variable, low)), f"the upper root is ruled out: {show(compare('<', variable, high))}"
    return None
