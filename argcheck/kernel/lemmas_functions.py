"""What holds of exp, log, sqrt, rounding and choices. Each function states one lemma; its docstring says why.

exp is positive, rises, turns sums into products and lies above its tangents. log undoes it on the positive numbers.
"""

from __future__ import annotations

from fractions import Fraction

from argcheck.kernel.data import Refused
from argcheck.kernel.formulas import Formula, opposite
from argcheck.kernel.lemmas_powers import ONE, ZERO, power_of
from argcheck.kernel.polynomial import Polynomial, variables
from argcheck.kernel.quotients import Quotient, given, minus, named, number, plus, raised, relates, same, times
from argcheck.kernel.spread import factors
from argcheck.kernel.symbols import Kind, Meaning, Symbols

_MOST_TIMES = 64
ITSELF, OVER = "itself", "over"


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


def exp_strictly_below(symbols: Symbols, name: str) -> Formula:
    """exp(u) > 1 + u for u != 0. exp is strictly convex, so it meets its tangent at 0 nowhere else."""
    value, argument = _one(symbols, name, Kind.EXP)
    return given((argument,), relates(argument, "!=", ZERO), then=relates(value, ">", plus(ONE, argument)))


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


def exp_strict_tangent(symbols: Symbols, first: str, second: str) -> Formula:
    """exp(v) > exp(u)*(1 + v - u) for u != v. exp(v - u) > 1 + v - u, times exp(u) > 0."""
    (mine, u), (yours, v) = (_one(symbols, name, Kind.EXP) for name in (first, second))
    then = relates(yours, ">", times(mine, plus(ONE, minus(v, u))))
    return given((u, v), relates(u, "!=", v), then=then)


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


def exp_multiple(symbols: Symbols, whole: str, part: str, count: str) -> Formula:
    """exp(k*u) = exp(u)^k for a whole k != 0. exp turns sums into products, and exp(-u)*exp(u) = exp(0) = 1."""
    (mine, u), (its, v) = (_one(symbols, name, Kind.EXP) for name in (whole, part))
    k = int(count)
    if not 0 < abs(k) <= _MOST_TIMES or not same(u, times(number(k), v)):
        raise Refused("the first exponent is not so many times the second")
    then = relates(mine, "=", raised(its, k)) if k > 0 else relates(times(mine, raised(its, -k)), "=", ONE)
    return given((u, v), then=then)


def exp_of_log(symbols: Symbols, name: str) -> Formula:
    """exp(log(u)) = u for u > 0, by definition."""
    value, exponent = _one(symbols, name, Kind.EXP)
    inner = _name_of(exponent)
    _, argument = _one(symbols, inner, Kind.LOG)
    return given((argument,), relates(argument, ">", ZERO), then=relates(value, "=", argument))


def exp_over_logs(symbols: Symbols, name: str) -> Formula:
    """exp(c*log(b) + d*log(a) + ...) = b^c * a^d * ... for positive a, b, ...: a power is defined so."""
    value, exponent = _one(symbols, name, Kind.EXP)
    parts = log_shares(symbols, exponent)
    product = times(ONE, *(power_of(symbols, base, share) for base, share in parts))
    inside = (relates(base, ">", ZERO) for base, _ in parts)
    defined = (exponent, *(each for part in parts for each in part))
    return given(defined, *inside, then=relates(value, "=", product))


def log_shares(symbols: Symbols, exponent: Quotient) -> list[tuple[Quotient, Quotient]]:
    """`b` and `c` for each log(b) in a sum of multiples c*log(b) of logarithms; raises Refused if it is none."""
    shares: dict[str, Polynomial] = {}
    for monomial, coefficient in exponent.numerator.items():
        logs = [each for each in monomial if each[0] in symbols.meanings and symbols.meanings[each[0]].kind is Kind.LOG]
        if len(logs) != 1 or logs[0][1] != 1:
            raise Refused("the exponent is not a sum of multiples of logarithms")
        rest = tuple(each for each in monomial if each != logs[0])
        shares.setdefault(logs[0][0], {})[rest] = coefficient
    if any(name in shares for name in variables(exponent.denominator)):
        raise Refused("the exponent is divided by a logarithm")
    return [(symbols.meanings[name].parts[0], Quotient(share, exponent.denominator)) for name, share in shares.items()]


def _name_of(value: Quotient) -> str:
    """The variable, if the quotient is just one; raises Refused."""
    for name in variables(value.numerator):
        if value.key == named(name).key:
            return name
    raise Refused("the exponent is not a symbol")


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


def log_strictly_below(symbols: Symbols, name: str) -> Formula:
    """log(u) < u - 1 for u > 0 other than 1. u = exp(log(u)) > 1 + log(u), as log(u) != 0."""
    value, argument = _one(symbols, name, Kind.LOG)
    inside = relates(argument, ">", ZERO), relates(argument, "!=", ONE)
    return given((argument,), *inside, then=relates(value, "<", minus(argument, ONE)))


def log_above(symbols: Symbols, name: str) -> Formula:
    """u*log(u) >= u - 1 for u > 0. -log(u) = log(1/u) <= 1/u - 1, times -u < 0."""
    value, argument = _one(symbols, name, Kind.LOG)
    bound = relates(times(value, argument), ">=", minus(argument, ONE))
    return given((argument,), relates(argument, ">", ZERO), then=bound)


def log_strictly_above(symbols: Symbols, name: str) -> Formula:
    """u*log(u) > u - 1 for u > 0 other than 1. -log(u) = log(1/u) < 1/u - 1, times -u < 0."""
    value, argument = _one(symbols, name, Kind.LOG)
    inside = relates(argument, ">", ZERO), relates(argument, "!=", ONE)
    return given((argument,), *inside, then=relates(times(value, argument), ">", minus(argument, ONE)))


def log_tangent(symbols: Symbols, first: str, second: str) -> Formula:
    """v*(log(u) - log(v)) <= u - v for u > 0 and v > 0. log(u/v) <= u/v - 1, times v."""
    (mine, u), (yours, v) = (_one(symbols, name, Kind.LOG) for name in (first, second))
    inside = relates(u, ">", ZERO), relates(v, ">", ZERO)
    return given((u, v), *inside, then=relates(times(v, minus(mine, yours)), "<=", minus(u, v)))


def log_strict_tangent(symbols: Symbols, first: str, second: str) -> Formula:
    """v*(log(u) - log(v)) < u - v for u > 0 and v > 0 that differ. log(u/v) < u/v - 1, times v."""
    (mine, u), (yours, v) = (_one(symbols, name, Kind.LOG) for name in (first, second))
    inside = relates(u, ">", ZERO), relates(v, ">", ZERO), relates(u, "!=", v)
    return given((u, v), *inside, then=relates(times(v, minus(mine, yours)), "<", minus(u, v)))


def log_order_with_exp(symbols: Symbols, name: str, other: str, order: str) -> Formula:
    """log(u) compares with v as u > 0 does with exp(v). log(exp(v)) = v, and log rises."""
    (mine, u), (yours, v) = _one(symbols, name, Kind.LOG), _one(symbols, other, Kind.EXP)
    return given((u, v), relates(u, ">", ZERO), relates(u, order, yours), then=relates(mine, order, v))


def log_tangent_at_exp(symbols: Symbols, name: str, other: str, way: str) -> Formula:
    """u*(v - log(u)) <= exp(v) - u for u > 0, and the same of -v (`over`): -u*exp(v)*(v + log(u)) <= 1 - u*exp(v).
    The tangent of log at u, for exp(v), which has the logarithm v; then for 1/exp(v), times exp(v) > 0."""
    _, rise, run, conditions, defined = _at_exp(symbols, name, other, way)
    return given(defined, *conditions, then=relates(rise, "<=", run))


def log_strict_tangent_at_exp(symbols: Symbols, name: str, other: str, way: str) -> Formula:
    """As above, with < where u is not exp(v), or not 1/exp(v) (`over`)."""
    apart, rise, run, conditions, defined = _at_exp(symbols, name, other, way)
    return given(defined, *conditions, apart, then=relates(rise, "<", run))


def _at_exp(
    symbols: Symbols, name: str, other: str, way: str
) -> tuple[Formula, Quotient, Quotient, tuple[Formula, ...], tuple[Quotient, ...]]:
    (mine, u), (yours, v) = _one(symbols, name, Kind.LOG), _one(symbols, other, Kind.EXP)
    inside = (relates(u, ">", ZERO),)
    if way == OVER:
        both = times(u, yours)
        return relates(both, "!=", ONE), times(both, minus(minus(ZERO, v), mine)), minus(ONE, both), inside, (u, v)
    return relates(u, "!=", yours), times(u, minus(v, mine)), minus(yours, u), inside, (u, v)


def log_spread(symbols: Symbols, name: str) -> Formula:
    """The logarithm of a product of positive factors is the sum of theirs, that of f^k being k*log(f). Here a factor
    b^e with b > 0 has the logarithm e*log(b), exp(v) has v, and sqrt(v) with v > 0 has log(v)/2."""
    value, argument = _one(symbols, name, Kind.LOG)
    result, conditions, defined = ZERO, list[Formula](), [argument]
    for factor, count in factors(argument):
        base, share = log_factor(symbols, factor)
        defined += [share, *([base] if base else [])]
        if base is not None:
            conditions.append(relates(base, ">", ZERO))
            share = times(share, named(symbols.find(Meaning(Kind.LOG, (base,)))))
        result = plus(result, times(number(count), share))
    return given(defined, *conditions, then=relates(value, "=", result))


def log_factor(symbols: Symbols, factor: Quotient) -> tuple[Quotient | None, Quotient]:
    """`b` and `e` for a factor that is b^e, so that its logarithm is e*log(b); for exp(v) there is no base."""
    for name in variables(factor.numerator):
        meaning = symbols.meanings.get(name)
        if meaning is not None and factor.key == named(name).key:
            match meaning.kind, meaning.parts:
                case Kind.POWER, (base, exponent):
                    return base, exponent
                case Kind.SQRT, (inner,):
                    return inner, number(Fraction(1, 2))
                case Kind.EXP, (inner,):
                    return None, inner
    return factor, ONE


def log_power(symbols: Symbols, whole: str, part: str, count: str) -> Formula:
    """log(v^k) = k*log(v) for v > 0: the logarithm of a product of positive factors is the sum of theirs."""
    (mine, u), (its, v) = (_one(symbols, name, Kind.LOG) for name in (whole, part))
    if not 0 < abs(int(count)) <= _MOST_TIMES or not same(u, raised(v, int(count))):
        raise Refused("the first argument is not this power of the second")
    then = relates(mine, "=", times(number(int(count)), its))
    return given((u, v), relates(v, ">", ZERO), then=then)


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
