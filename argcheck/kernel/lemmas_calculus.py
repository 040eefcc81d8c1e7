"""What holds of derivatives, limits and germs. Each function states one lemma; its docstring says why.

A lemma holds under the conditions of the rules that it uses (see `calculus`), at the point: near it they hold too, and
so the body is smooth there.
"""

from __future__ import annotations

from dataclasses import dataclass

from argcheck.kernel.calculus import ZERO, Moving, Point, growth
from argcheck.kernel.data import Refused
from argcheck.kernel.formulas import Formula, Not, Proposition
from argcheck.kernel.quotients import Quotient, given, minus, named, over, relates
from argcheck.kernel.symbols import GERMS, Kind, Meaning, Symbols

FIRST, SECOND = "first", "second"
AS_FAST, SLOWER = "=", "<"


@dataclass(frozen=True, eq=False)
class _Motion:
    """The body of a symbol that binds a variable, and the point at which it is looked at."""

    body: Quotient
    moving: Moving
    point: Point
    place: Quotient

    def given(
        self, smooth: tuple[Quotient, ...], values: tuple[Quotient, ...], *facts: Formula, then: Formula
    ) -> Formula:
        """`then`, where the quotients in `smooth` are, the values are defined and the facts hold."""
        needs = [need for quotient in smooth for need in self.moving.needs(quotient)]
        there = [self.point.value(value) for need in needs for value, _ in need]
        conditions = map(self.point.condition, needs)
        return given((self.place, *there, *values), *conditions, *facts, then=then)


def _motion(symbols: Symbols, meaning: Meaning) -> _Motion:
    body, place = meaning.parts
    moving = Moving(symbols, meaning.variable)
    return _Motion(body, moving, Point(moving, place), place)


def derivative(symbols: Symbols, name: str) -> Formula:
    """The derivative is what the rules of differentiation make of it."""
    m = _motion(symbols, symbols.meaning(name, Kind.DERIVATIVE))
    value = m.point.value(m.moving.derivative(m.body))
    return m.given((m.body,), (value,), then=relates(named(name), "=", value))


def limit(symbols: Symbols, name: str) -> Formula:
    """The limit at a point is the value there: what is smooth is continuous."""
    m = _motion(symbols, symbols.meaning(name, Kind.LIMIT))
    value = m.point.value(m.body)
    return m.given((m.body,), (value,), then=relates(named(name), "=", value))


def _germ(symbols: Symbols, name: str) -> tuple[Kind, _Motion]:
    meaning = symbols.meanings.get(name)
    if meaning is None or meaning.kind not in GERMS:
        raise Refused(f"`{name[:40]}` is not declared as a germ")
    return meaning.kind, _motion(symbols, meaning)


def _so(name: str, truth: bool) -> Formula:
    return Proposition(name) if truth else Not(Proposition(name))


def germ(symbols: Symbols, name: str, order: str, side: str) -> Formula:
    """The sign of the first derivative that is not 0, here the first or the second, tells whether the body grows or
    falls just above the point. By Taylor's formula u(p + d) - u(p) has the sign of u'(p), or for u'(p) = 0 that of
    u''(p), for every small d > 0."""
    kind, m = _germ(symbols, name)
    slope = m.moving.derivative(m.body)
    here = m.point.value(slope)
    then = _so(name, kind is (Kind.RISES if side == ">" else Kind.FALLS))
    if order == FIRST:
        return m.given((m.body,), (here,), relates(here, side, ZERO), then=then)
    bend = m.point.value(m.moving.derivative(slope))
    facts = relates(here, "=", ZERO), relates(bend, side, ZERO)
    return m.given((m.body, slope), (here, bend), *facts, then=then)


def still(symbols: Symbols, name: str) -> Formula:
    """What does not depend on the variable keeps its value."""
    kind, m = _germ(symbols, name)
    factors = tuple(map(m.point.value, m.moving.factors(m.body)))
    facts = [relates(factor, "=", ZERO) for factor in factors]
    return m.given((m.body,), factors, *facts, then=_so(name, kind is Kind.FLAT))


def end(symbols: Symbols, name: str, top: str, bottom: str, speed: str) -> Formula:
    """Let the numerator grow like a*x^e and the denominator like b*x^f, b != 0, each as that of its terms which
    outgrows the others. Then the quotient tends to a/b if e = f, and to 0 if e < f."""
    meaning = symbols.meaning(name, Kind.END)
    (body,) = meaning.parts
    moving = Moving(symbols, meaning.variable)
    above, below = growth(moving, body.numerator, int(top)), growth(moving, body.denominator, int(bottom))
    gap = minus(above.exponent, below.exponent)
    value = over(above.factor, below.factor) if speed == AS_FAST else ZERO
    conditions = (*above.conditions, *below.conditions, relates(below.factor, "!=", ZERO))
    compared = relates(gap, "=" if speed == AS_FAST else "<", ZERO)
    exponents = (*above.exponents, *below.exponents)
    return given(exponents, *conditions, compared, then=relates(named(name), "=", value))
