"""What holds of exp, log, sqrt, rounding and choices. Each function states one lemma; its docstring says why.

exp is positive, rises, turns sums into products and lies above its tangents. log undoes it on the positive numbers.
"""

from __future__ import annotations

from argcheck.kernel.data import Refused
from argcheck.kernel.formulas import Formula, opposite
from argcheck.kernel.lemmas_powers import ONE, ZERO
from argcheck.kernel.quotients import Quotient, given, minus, named, plus, raised, relates, times
from argcheck.kernel.symbols import Kind, Symbols


def _one(symbols: Symbols, name: str, kind: Kind) -> tuple[Quotient, Quotient]:
    """The symbol's value and its argument."""
    (argument,) = symbols.parts(name, kind)
    return named(name), argument


# ---- exp -------------------------------------------------------------------------------------------------


def exp_positive(symbols: Symbols, name: str) -> Formula:
    """exp(u) > 0: it is the square of exp(u/2), which is not 0."""
    value, argument = _one(symbols, name, Kind.EXP)
    return given((argument,), then=relates(value, ">", ZERO))


def exp_below(symbols: Symbols, name: str) -> Formula:
    """exp(u) >= 1 + u. exp is convex, so it lies above its tangent at 0."""
    value, argument = _one(symbols, name, Kind.EXP)
    return given((argument,), then=relates(value, ">=", plus(ONE, argument)))


def exp_above(symbols: Symbols, name: str) -> Formula:
    """exp(u)*(1 - u) <= 1. exp(-u) >= 1 - u, times exp(u) > 0."""
    value, argument = _one(symbols, name, Kind.EXP)
    return given((argument,), then=relates(ONE, ">=", times(value, minus(ONE, argument))))


def exp_side(symbols: Symbols, name: str, order: str) -> Formula:
    """exp(u) compares with 1 as u does with 0. exp rises from exp(0) = 1."""
    value, argument = _one(symbols, name, Kind.EXP)
    return given((argument,), relates(argument, order, ZERO), then=relates(value, order, ONE))


def exp_order(symbols: Symbols, first: str, second: str, order: str) -> Formula:
    """exp(u) compares with exp(v) as u does with v. exp rises."""
    (mine, u), (yours, v) = (_one(symbols, name, Kind.EXP) for name in (first, second))
    return given((u, v), relates(u, order, v), then=relates(mine, order, yours))


def exp_tangent(symbols: Symbols, first: str, second: str) -> Formula:
    """exp(v) >= exp(u)*(1 + v - u). exp(v - u) >= 1 + v - u, times exp(u) > 0."""
    (mine, u), (yours, v) = (_one(symbols, name, Kind.EXP) for name in (first, second))
    return given((u, v), then=relates(yours, ">=", times(mine, plus(ONE, minus(v, u)))))


def exp_sum(symbols: Symbols, whole: str, first: str, second: str) -> Formula:
    """exp(v + w) = exp(v)*exp(w)."""
    (mine, u), (left, v), (right, w) = (_one(symbols, name, Kind.EXP) for name in (whole, first, second))
    if minus(u, plus(v, w)).numerator:
        raise Refused("the first exponent is not the sum of the other two")
    return given((u, v, w), then=relates(mine, "=", times(left, right)))


def exp_inverse(symbols: Symbols, whole: str, first: str, second: str) -> Formula:
    """exp(-v - w)*exp(v)*exp(w) = 1, as exp(0) = 1."""
    (mine, u), (left, v), (right, w) = (_one(symbols, name, Kind.EXP) for name in (whole, first, second))
    if plus(u, plus(v, w)).numerator:
        raise Refused("the exponents do not add to 0")
    return given((u, v, w), then=relates(times(mine, left, right), "=", ONE))


# ---- log -------------------------------------------------------------------------------------------------


def log_side(symbols: Symbols, name: str, order: str) -> Formula:
    """log(u) compares with 0 as u > 0 does with 1. log rises through log(1) = 0."""
    value, argument = _one(symbols, name, Kind.LOG)
    inside = relates(argument, ">", ZERO)
    return given((argument,), inside, relates(argument, order, ONE), then=relates(value, order, ZERO))


def log_below(symbols: Symbols, name: str) -> Formula:
    """log(u) <= u - 1 for u > 0. u = exp(log(u)) >= 1 + log(u)."""
    value, argument = _one(symbols, name, Kind.LOG)
    return given((argument,), relates(argument, ">", ZERO), then=relates(value, "<=", minus(argument, ONE)))


def log_above(symbols: Symbols, name: str) -> Formula:
    """u*log(u) >= u - 1 for u > 0. -log(u) = log(1/u) <= 1/u - 1, times -u < 0."""
    value, argument = _one(symbols, name, Kind.LOG)
    bound = relates(times(value, argument), ">=", minus(argument, ONE))
    return given((argument,), relates(argument, ">", ZERO), then=bound)


def log_order(symbols: Symbols, first: str, second: str, order: str) -> Formula:
    """log(u) compares with log(v) as u > 0 does with v > 0. log rises."""
    return _logs_in_order(_logged(symbols, first), _logged(symbols, second), order)


def log_of_power_order(symbols: Symbols, power: str, log: str, other: str, order: str) -> Formula:
    """e*log(b) compares with log(v) as b^e does with v, for b > 0 and v > 0. log(b^e) = e*log(b), and log rises."""
    return _logs_in_order(_logged_power(symbols, power, log), _logged(symbols, other), order)


def logs_of_powers_order(symbols: Symbols, one: str, log: str, two: str, other: str, order: str) -> Formula:
    """e*log(b) compares with f*log(c) as b^e does with c^f, for b > 0 and c > 0. log(b^e) = e*log(b), and log rises."""
    return _logs_in_order(_logged_power(symbols, one, log), _logged_power(symbols, two, other), order)


_Logged = tuple[Quotient, Quotient, tuple[Quotient, ...], Formula]  # u, log(u), what must be defined, when it holds


def _logged(symbols: Symbols, name: str) -> _Logged:
    value, argument = _one(symbols, name, Kind.LOG)
    return argument, value, (argument,), relates(argument, ">", ZERO)


def _logged_power(symbols: Symbols, power: str, log: str) -> _Logged:
    base, exponent = symbols.parts(power, Kind.POWER)
    value, argument = _one(symbols, log, Kind.LOG)
    if argument.key != base.key:
        raise Refused("the logarithm is not that of the power's base")
    return named(power), times(exponent, value), (base, exponent), relates(base, ">", ZERO)


def _logs_in_order(one: _Logged, two: _Logged, order: str) -> Formula:
    (u, mine, first, inside), (v, yours, second, within) = one, two
    return given((*first, *second), inside, within, relates(u, order, v), then=relates(mine, order, yours))


# ---- sqrt, rounding, choices -------------------------------------------------------------------------------


def sqrt_sign(symbols: Symbols, name: str) -> Formula:
    """u >= 0 -> sqrt(u) >= 0, by definition."""
    value, argument = _one(symbols, name, Kind.SQRT)
    return given((argument,), relates(argument, ">=", ZERO), then=relates(value, ">=", ZERO))


def sqrt_square(symbols: Symbols, name: str) -> Formula:
    """u >= 0 -> sqrt(u)^2 = u, by definition."""
    value, argument = _one(symbols, name, Kind.SQRT)
    return given((argument,), relates(argument, ">=", ZERO), then=relates(raised(value, 2), "=", argument))


def floor_below(symbols: Symbols, name: str) -> Formula:
    """floor(u) <= u, by definition."""
    value, argument = _one(symbols, name, Kind.FLOOR)
    return given((argument,), then=relates(value, "<=", argument))


def floor_above(symbols: Symbols, name: str) -> Formula:
    """u < floor(u) + 1, by definition."""
    value, argument = _one(symbols, name, Kind.FLOOR)
    return given((argument,), then=relates(argument, "<", plus(value, ONE)))


def ceil_above(symbols: Symbols, name: str) -> Formula:
    """ceil(u) >= u, by definition."""
    value, argument = _one(symbols, name, Kind.CEIL)
    return given((argument,), then=relates(value, ">=", argument))


def ceil_below(symbols: Symbols, name: str) -> Formula:
    """u > ceil(u) - 1, by definition."""
    value, argument = _one(symbols, name, Kind.CEIL)
    return given((argument,), then=relates(argument, ">", minus(value, ONE)))


def choice_then(symbols: Symbols, name: str) -> Formula:
    """Where the test holds, the choice is its first part, by definition."""
    meaning = symbols.meaning(name, Kind.CHOICE)
    then, _ = meaning.parts
    return given((then,), meaning.test, then=relates(named(name), "=", then))


def choice_otherwise(symbols: Symbols, name: str) -> Formula:
    """Where the test fails, the choice is its second part, by definition."""
    meaning = symbols.meaning(name, Kind.CHOICE)
    _, otherwise = meaning.parts
    return given((otherwise,), opposite(meaning.test), then=relates(named(name), "=", otherwise))


def choice_positive(symbols: Symbols, name: str) -> Formula:
    """If both parts are positive, so is the choice: it is one of them."""
    then, otherwise = symbols.parts(name, Kind.CHOICE)
    both = (relates(then, ">", ZERO), relates(otherwise, ">", ZERO))
    return given((then, otherwise), *both, then=relates(named(name), ">", ZERO))
