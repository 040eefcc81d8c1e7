"""What a term or formula comes to at a point, exactly, or why it has no value there."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from fractions import Fraction

from argcheck.logic import exact
from argcheck.logic.exact import Exact, Number, OutsideDomain, TooLarge, Undetermined, divide
from argcheck.logic.quantified import truth_of
from argcheck.logic.scope import NotReduced, Rounds, Scope, Undefined
from argcheck.logic.series import Series
from argcheck.logic.structure import cell_name
from argcheck.model.terms import App, Apply, Infinite, Member, Num, Quantifier, SumOf, Term, Var

__all__ = ["NotReduced", "TooLarge", "Undefined", "Undetermined", "evaluate"]

LONGEST_SUM = 20_000
_SHORT_SUM = 40
_MOST_SUM_BITS = 50_000_000
_FEW = 200
_SMALL = 10**9


def evaluate(term: Term, point: Mapping[str, Exact | bool]) -> Exact | bool:
    """The value of the term where the variables have the values of `point`.

    `and`, `or`, `implies` and `if` are read from left to right and stop as soon as they are settled, so that
    `x != 0 and 1/x > 2` is false at 0. Raises `Undefined` outside a domain, `Undetermined` when exact
    arithmetic cannot tell, `TooLarge`, `NotReduced`, and KeyError when a variable has no value.
    """
    value = value_of(term, Scope({name: plain(value) for name, value in point.items()}, Rounds()))
    return value if isinstance(value, bool) else exact.tidy(value)


def plain(value: Exact | bool) -> Number:
    """Whole numbers as `int`: Python computes with them ten times as fast."""
    return value.numerator if type(value) is Fraction and value.denominator == 1 else value


def value_of(term: Term, scope: Scope) -> Number:
    """As `evaluate`, within a scope; whole numbers may come as `int`, truth values as `bool`."""
    if isinstance(term, App):
        return _RULES[term.op](term, scope)
    if isinstance(term, Var):
        try:
            return scope.values[term.name]
        except KeyError:
            raise Undetermined(f"`{term.name}` has no value") from None
    if isinstance(term, Num):
        number = term.value
        return number.numerator if number.denominator == 1 else number
    if isinstance(term, SumOf):
        return _sum(term, scope)
    if isinstance(term, Quantifier):
        return truth_of(term, scope, value_of)
    if isinstance(term, Member):
        return term.place
    if isinstance(term, Apply):
        return _cell(term, scope)
    raise NotReduced(term)


def _cell(term: Apply, scope: Scope) -> Number:
    places = [value_of(arg, scope) for arg in term.args]
    name = cell_name(term.name, [place for place in places if isinstance(place, int)])
    if name not in scope.values:
        raise Undetermined(f"`{name}` has no value")
    return scope.values[name]


# ---- connectives --------------------------------------------------------------------------------------


def _and(term: App, scope: Scope) -> bool:
    return all(value_of(arg, scope) for arg in term.args)


def _or(term: App, scope: Scope) -> bool:
    return any(value_of(arg, scope) for arg in term.args)


def _not(term: App, scope: Scope) -> bool:
    return not value_of(term.args[0], scope)


def _implies(term: App, scope: Scope) -> bool:
    return not value_of(term.args[0], scope) or bool(value_of(term.args[1], scope))


def _iff(term: App, scope: Scope) -> bool:
    return value_of(term.args[0], scope) is value_of(term.args[1], scope)


def _ite(term: App, scope: Scope) -> Number:
    return value_of(term.args[1] if value_of(term.args[0], scope) else term.args[2], scope)


# ---- arithmetic ---------------------------------------------------------------------------------------


def _comparison(holds: Callable[[Number, Number], bool]) -> Callable[[App, Scope], bool]:
    def rule(term: App, scope: Scope) -> bool:
        left, right = term.args
        return holds(value_of(left, scope), value_of(right, scope))

    return rule


def _add(term: App, scope: Scope) -> Number:
    total = value_of(term.args[0], scope)
    for arg in term.args[1:]:
        total = total + value_of(arg, scope)
    return total


def _multiply(term: App, scope: Scope) -> Number:
    product = value_of(term.args[0], scope)
    for arg in term.args[1:]:
        product = product * value_of(arg, scope)
    return product


def _subtract(term: App, scope: Scope) -> Number:
    return value_of(term.args[0], scope) - value_of(term.args[1], scope)


def _negate(term: App, scope: Scope) -> Number:
    return -value_of(term.args[0], scope)


def _divide(term: App, scope: Scope) -> Number:
    dividend, divisor = value_of(term.args[0], scope), value_of(term.args[1], scope)
    if divisor == 0:
        raise Undefined(term, "division by zero")
    return divide(dividend, divisor)


def _power(term: App, scope: Scope) -> Number:
    base, exponent = value_of(term.args[0], scope), value_of(term.args[1], scope)
    if isinstance(base, int) and isinstance(exponent, int) and abs(base) <= _SMALL and 0 <= exponent <= _FEW:
        return int(base**exponent)
    return _partial(term, exact.power, base, exponent)


def _partial(term: Term, function: Callable[..., Number], *values: Number) -> Number:
    try:
        return function(*values)
    except OutsideDomain as error:
        raise Undefined(term, str(error)) from None


def _function(function: Callable[[Number], Number]) -> Callable[[App, Scope], Number]:
    def rule(term: App, scope: Scope) -> Number:
        return _partial(term, function, value_of(term.args[0], scope))

    return rule


def _min(term: App, scope: Scope) -> Number:
    return min(value_of(arg, scope) for arg in term.args)


def _max(term: App, scope: Scope) -> Number:
    return max(value_of(arg, scope) for arg in term.args)


def _clamp(term: App, scope: Scope) -> Number:
    value, lower, upper = (value_of(arg, scope) for arg in term.args)
    if lower > upper:
        raise Undefined(term, "its lower bound is above its upper bound")
    return lower if value < lower else upper if value > upper else value


def _not_reduced(term: App, scope: Scope) -> Number:
    raise NotReduced(term)


# ---- sums ---------------------------------------------------------------------------------------------


def _sum(term: SumOf, scope: Scope) -> Number:
    start = _bound(term, term.lower, scope)
    if isinstance(term.upper, Infinite):
        # a closed form begins after the first term, which settles 0^0
        return _terms(term, scope, start, start) + _closed(term, scope, start + 1, None)
    end = _bound(term, term.upper, scope)
    if end - start < _SHORT_SUM:
        return _terms(term, scope, start, end)
    try:
        return _terms(term, scope, start, start) + _closed(term, scope, start + 1, end)
    except Undetermined:
        if end - start >= LONGEST_SUM:
            raise TooLarge("a sum with too many terms") from None
        return _terms(term, scope, start, end)


def _bound(term: SumOf, bound: Term, scope: Scope) -> int:
    value = exact.whole(value_of(bound, scope))
    if value is None:
        raise Undefined(term, "the bounds of a sum are integers")
    return value


def _terms(term: SumOf, scope: Scope, start: int, end: int) -> Number:
    total: Number = 0
    inner = scope.inner()
    bits = 0
    for k in range(start, end + 1):
        scope.rounds.spend()
        inner.values[term.variable.name] = k
        total = total + value_of(term.body, inner)
        if isinstance(total, Fraction):
            bits += total.denominator.bit_length()
            if bits > _MOST_SUM_BITS:
                raise TooLarge("a sum with too many digits")
    return total


def _closed(term: SumOf, scope: Scope, start: int, end: int | None) -> Number:
    def value(part: Term) -> Number:
        return value_of(part, scope)

    return _partial(term, Series(term.body, term.variable, start, end, value).total)


_RULES: Mapping[str, Callable[[App, Scope], Number]] = {
    "true": lambda term, scope: True,
    "false": lambda term, scope: False,
    "and": _and,
    "or": _or,
    "not": _not,
    "implies": _implies,
    "iff": _iff,
    "ite": _ite,
    "<": _comparison(operator.lt),
    "<=": _comparison(operator.le),
    ">": _comparison(operator.gt),
    ">=": _comparison(operator.ge),
    "=": _comparison(operator.eq),
    "!=": _comparison(operator.ne),
    "+": _add,
    "-": _subtract,
    "*": _multiply,
    "/": _divide,
    "neg": _negate,
    "^": _power,
    "min": _min,
    "max": _max,
    "abs": lambda term, scope: abs(value_of(term.args[0], scope)),
    "clamp": _clamp,
    "floor": _function(exact.floor),
    "ceil": _function(exact.ceil),
    "sqrt": _function(exact.sqrt),
    "exp": _function(exact.exp),
    "log": _function(exact.log),
    "rises": _not_reduced,
    "falls": _not_reduced,
    "flat": _not_reduced,
    "diff": _not_reduced,
}
