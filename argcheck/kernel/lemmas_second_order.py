"""Bounds of exp and log that are closer than their tangents. Each function states one lemma; its docstring says why it
holds."""

from __future__ import annotations

from fractions import Fraction

from argcheck.kernel.formulas import Formula, both
from argcheck.kernel.lemmas_powers import ONE, ZERO
from argcheck.kernel.quotients import Quotient, given, minus, named, number, plus, raised, relates, times
from argcheck.kernel.symbols import Kind, Symbols

_REVERSED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


def _taylor(u: Quotient, order: int) -> Quotient:
    """1 + u + u^2/2 + … + u^order/order!."""
    result, factorial = ONE, 1
    for count in range(1, order + 1):
        factorial *= count
        result = plus(result, times(number(Fraction(1, factorial)), raised(u, count)))
    return result


def exp_second(symbols: Symbols, name: str, order: str) -> Formula:
    """For u > 0, exp(u) > 1 + u + u^2/2 and exp(u)*(1 - u + u^2/2) > 1; so with <, <= and >= for >. By Taylor's formula
    exp(u) - 1 - u - u^2/2 is exp(v)*u^3/6 for some v, with the sign of u; then the same of -u, times exp(u)."""
    (u,) = symbols.parts(name, Kind.EXP)
    there = relates(named(name), order, _taylor(u, 2))
    inverse = relates(times(named(name), _taylor(minus(ZERO, u), 2)), order, ONE)
    return given((u,), relates(u, order, ZERO), then=both(there, inverse))


def exp_third(symbols: Symbols, name: str) -> Formula:
    """exp(u) >= 1 + u + u^2/2 + u^3/6 and exp(u)*(1 - u + u^2/2 - u^3/6) <= 1. By Taylor's formula the difference is
    exp(v)*u^4/24 for some v; then the same of -u, times exp(u)."""
    (u,) = symbols.parts(name, Kind.EXP)
    there = relates(named(name), ">=", _taylor(u, 3))
    inverse = relates(times(named(name), _taylor(minus(ZERO, u), 3)), "<=", ONE)
    return given((u,), then=both(there, inverse))


def log_second(symbols: Symbols, name: str, order: str) -> Formula:
    """For u > 1, (u + 1)*log(u) > 2*(u - 1) and 2*u*log(u) < u^2 - 1; so with <, <= and >= for > where u > 0. At 1 both
    sides are 0. log(u) - 2*(u - 1)/(u + 1) has the derivative (u - 1)^2/(u*(u + 1)^2), and (u - 1/u)/2 - log(u) has
    (u - 1)^2/(2*u^2)."""
    (u,) = symbols.parts(name, Kind.LOG)
    log = named(name)
    below = relates(times(plus(u, ONE), log), order, times(number(2), minus(u, ONE)))
    above = relates(times(number(2), u, log), _REVERSED[order], minus(raised(u, 2), ONE))
    return given((u,), relates(u, ">", ZERO), relates(u, order, ONE), then=both(below, above))
