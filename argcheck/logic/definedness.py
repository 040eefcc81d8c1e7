"""Definedness: where partial operations are used, and what must hold there for them to make sense.

Connectives are read left to right, as authors write guards: in `x != 0 and 1/x > 2` the division is used only
where `x != 0`. A formula whose conditions hold has the same truth value whatever a solver takes 1/0 to be.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import count

from argcheck.logic import sums
from argcheck.logic.calculus import NoDerivative, derivative
from argcheck.logic.germs import germ_defined
from argcheck.logic.infinitesimal import GermTooHard
from argcheck.logic.limits import NoLimit, limit
from argcheck.model.operators import Sort
from argcheck.model.terms import (
    FALSE,
    TRUE,
    ZERO,
    App,
    Infinite,
    LimitOf,
    Num,
    Quantifier,
    SumOf,
    Term,
    Var,
    conjunction,
    free_variables,
    fresh,
    implication,
    negation,
    substitute,
)


@dataclass(frozen=True, slots=True)
class Condition:
    """`required` must hold wherever `guard` does, for `use` to be defined; `code` is the diagnostic.

    Without a code it is a condition of a rule that rewrites the use, not of the use itself: where it fails
    nothing is wrong with the text, but no verdict can rest on the rule.
    """

    guard: Term
    required: Term
    use: Term
    code: str

    @property
    def formula(self) -> Term:
        """The condition as one formula (its bound variables are free in it: it must hold for all)."""
        return implication(self.guard, self.required)


def conditions(term: Term, guard: Term = TRUE, taken: frozenset[str] = frozenset()) -> Iterator[Condition]:
    """The definedness conditions of a term or formula, inner ones first.

    `taken` are names that bound variables must avoid; the free variables of `term` are avoided too.
    """
    yield from _conditions(term, guard, taken | {v.name for v in free_variables(term)})


def _conditions(term: Term, guard: Term, taken: frozenset[str]) -> Iterator[Condition]:
    match term:
        case App(op="and", args=args):
            for place, arg in enumerate(args):
                yield from _conditions(arg, conjunction(guard, *args[:place]), taken)
        case App(op="or", args=args):
            for place, arg in enumerate(args):
                yield from _conditions(arg, conjunction(guard, *(negation(a) for a in args[:place])), taken)
        case App(op="implies", args=(left, right)):
            yield from _conditions(left, guard, taken)
            yield from _conditions(right, conjunction(guard, left), taken)
        case App(op="ite", args=(condition, then, otherwise)):
            yield from _conditions(condition, guard, taken)
            yield from _conditions(then, conjunction(guard, condition), taken)
            yield from _conditions(otherwise, conjunction(guard, negation(condition)), taken)
        case App(op="rises" | "falls" | "flat", args=(inner, Var() as variable)):
            yield from _conditions(inner, guard, taken)
            yield from _germ(term, inner, variable, guard, taken)
        case App(op="diff", args=(inner, Var() as variable)):
            yield from _conditions(inner, guard, taken)
            with suppress(NoDerivative):
                for need in _conditions(derivative(inner, variable), guard, taken):
                    yield replace(need, use=term, code="") if _of_the_rule(need.use) else need
        case App(op=op, args=args):
            for arg in args:
                yield from _conditions(arg, guard, taken)
            required = _required(op, args)
            if required is not None:
                yield Condition(guard, required[0], term, required[1])
        case SumOf(variable=variable, lower=lower, upper=upper, body=body) as total:
            yield from _conditions(lower, guard, taken)
            yield from _conditions(upper, guard, taken)
            counter = fresh(variable, taken)
            inside: Term = App("<=", (lower, counter))
            if not isinstance(upper, Infinite):
                inside = conjunction(inside, App("<=", (counter, upper)))
            summand = substitute(body, {variable: counter})
            yield from _conditions(summand, conjunction(guard, inside), taken | {counter.name})
            if isinstance(upper, Infinite):
                converges = sums.convergence(total)
                yield Condition(guard, converges or FALSE, term, "E405" if converges else "")
        case LimitOf() as limiting:
            yield from _limit(limiting, guard, taken)
        case Quantifier(variable=variable, domain=domain, body=body):
            index = fresh(variable, taken)
            inner_domain, inner_body = (substitute(part, {variable: index}) for part in (domain, body))
            more = taken | {index.name}
            yield from _conditions(inner_domain, guard, more)
            yield from _conditions(inner_body, conjunction(guard, inner_domain), more)


def _germ(term: Term, inner: Term, variable: Var, guard: Term, taken: frozenset[str]) -> Iterator[Condition]:
    # each sign left open here is one of which nothing is known: what depends on it is then simply not proved
    serial = count(1)

    def open_sign() -> Var:
        return Var(f"definedness left open {next(serial)}", Sort.BOOL)

    try:
        required, demands = germ_defined(inner, variable, open_sign)
    except GermTooHard:
        return
    if required != TRUE:
        yield Condition(guard, required, term, "")
    for demand in demands:
        for found in _conditions(demand.term, conjunction(guard, demand.guard), taken):
            if not (demand.slope and _whole_power(found.use)):
                yield Condition(found.guard, found.required, term, "")


def _of_the_rule(use: Term) -> bool:
    """Whether a derivative may be there where this part of it is not: that of x^k for k = 0 is 0 at 0 too, and
    abs(x^3) has one at 0."""
    if isinstance(use, App) and use.op == "/":
        return isinstance(use.args[1], App) and use.args[1].op == "abs"
    return _whole_power(use)


def _whole_power(use: Term) -> bool:
    return isinstance(use, App) and use.op == "^" and use.args[1].sort is Sort.INTEGER


def _limit(term: LimitOf, guard: Term, taken: frozenset[str]) -> Iterator[Condition]:
    yield from _conditions(term.point, guard, taken)
    try:
        found = limit(term)
    except NoLimit:
        return
    for condition in found.conditions:
        yield Condition(guard, condition, term, "")
    for inner in _conditions(found.value, guard, taken):
        yield Condition(inner.guard, inner.required, term, "")
    for part in _unmoved(term.body, frozenset((term.variable,))):
        yield from _conditions(part, guard, taken)


def _unmoved(term: Term, moving: frozenset[Var]) -> Iterator[Term]:
    """The largest parts of what tends to a limit that do not depend on what moves: the limit may not show them."""
    if not free_variables(term) & moving:
        yield term
        return
    if isinstance(term, SumOf):
        yield from (part for bound in (term.lower, term.upper) for part in _unmoved(bound, moving))
        yield from _unmoved(term.body, moving | {term.variable})
    elif isinstance(term, App):
        yield from (part for arg in term.args for part in _unmoved(arg, moving))


def _required(op: str, args: tuple[Term, ...]) -> tuple[Term, str] | None:
    match op, args:
        case "/", (_, divisor):
            if isinstance(divisor, Num) and divisor.value:
                return None
            return App("!=", (divisor, ZERO)), "E401"
        case "log", (inner,):
            return App(">", (inner, ZERO)), "E402"
        case "sqrt", (inner,):
            return App(">=", (inner, ZERO)), "E403"
        case "clamp", (_, low, high):
            if isinstance(low, Num) and isinstance(high, Num) and low.value <= high.value:
                return None
            return App("<=", (low, high)), "E406"
        case "^", (base, exponent):
            return _power(base, exponent)
    return None


def _power(base: Term, exponent: Term) -> tuple[Term, str] | None:
    if isinstance(base, Num) and base.value > 0:
        return None
    above, nonzero = App(">", (base, ZERO)), App("!=", (base, ZERO))
    if isinstance(exponent, Num):
        if exponent.value.denominator != 1:
            return above, "E404"
        return None if exponent.value >= 0 else (nonzero, "E404")
    if exponent.sort is Sort.INTEGER:
        return App("or", (App(">=", (exponent, ZERO)), nonzero)), "E404"
    return above, "E404"
