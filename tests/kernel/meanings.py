"""What symbols are worth at a point: exactly where that is easy, else to 60 digits."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from fractions import Fraction
from math import ceil, floor
from typing import Any

from mpmath import mp, mpf

from argcheck.kernel.formulas import And, Atom, Formula, Not, Or, Proposition, Relation
from argcheck.kernel.polynomial import Polynomial, variables
from argcheck.kernel.quotients import Quotient
from argcheck.kernel.symbols import Kind, Meaning, Symbols

mp.dps = 60
Value = Any  # a Fraction, or an mpf
_SLACK = mpf(10) ** -45


def _polynomial(polynomial: Polynomial, values: Mapping[str, Value]) -> Value:
    exact = all(isinstance(values[name], Fraction) for name in variables(polynomial))
    total: Value = Fraction(0) if exact else mpf(0)
    for monomial, coefficient in polynomial.items():
        product: Value = Fraction(coefficient) if exact else _real(Fraction(coefficient))
        for name, exponent in monomial:
            product *= (values[name] if exact else _real(values[name])) ** exponent
        total += product
    return total


def _real(value: Value) -> Any:
    return mpf(value.numerator) / value.denominator if isinstance(value, Fraction) else value


def quotient(value: Quotient, values: Mapping[str, Value]) -> Value | None:
    """The value, or None where the denominator is 0."""
    bottom = _polynomial(value.denominator, values)
    if not _differs(bottom):
        return None
    top = _polynomial(value.numerator, values)
    return top / bottom if type(top) is type(bottom) else _real(top) / _real(bottom)


def _differs(value: Value) -> bool:
    return value != 0 if isinstance(value, Fraction) else abs(value) > _SLACK


def truth(formula: Formula, values: Mapping[str, Value]) -> bool:
    """The formula's truth; comparisons that are too close to call count as true."""
    match formula:
        case Atom(polynomial=polynomial, relation=relation):
            value = _polynomial(polynomial, values)
            slack = 0 if isinstance(value, Fraction) else _SLACK * (1 + max(map(abs, map(_real, values.values()))) ** 6)
            match relation:
                case Relation.GT:
                    return bool(value > -slack) if slack else value > 0
                case Relation.GE:
                    return bool(value >= -slack)
                case Relation.EQ:
                    return bool(abs(value) <= slack)
                case Relation.NE:
                    return bool(value != 0)
        case Not(argument=argument):
            return not truth(argument, values)
        case And(arguments=arguments):
            return all(truth(argument, values) for argument in arguments)
        case Or(arguments=arguments):
            return any(truth(argument, values) for argument in arguments)
        case Proposition():
            return bool(values[formula.name])


def point(symbols: Symbols, given: Mapping[str, Fraction]) -> dict[str, Value]:
    """The given values of the quantities, and those of the symbols that they make."""
    places = {each.variable for each in symbols.meanings.values() if each.kind in (Kind.TOTAL, Kind.ENDLESS)}
    given = {**dict.fromkeys(places, Fraction(2)), **given}  # what a sum binds may have any value outside
    values: dict[str, Value] = dict(given)
    for name, meaning in symbols.meanings.items():
        if meaning.variable:
            values[name] = _motion(symbols, name, given)
            continue
        parts = [quotient(part, values) for part in meaning.parts]
        values[name] = _worth(meaning, parts, values)
    return values


def _motion(symbols: Symbols, name: str, given: Mapping[str, Value]) -> Value:
    """What a symbol that binds a variable is worth, from the values of its body nearby."""
    meaning = symbols.meanings[name]
    earlier, within = Symbols(symbols.integers), symbols.within(meaning)
    for other, its in symbols.meanings.items():
        if other == name:
            break
        if other in within:
            earlier.declare(other, its)

    def at(place: Value) -> Value:
        there = quotient(meaning.parts[0], point(earlier, {**given, meaning.variable: place}))
        if there is None:
            raise ZeroDivisionError
        return _real(there)

    undefined = Fraction(random.Random(f"{meaning.kind} {sorted(given.items())}").randint(-3, 3))
    try:
        if meaning.kind in (Kind.TOTAL, Kind.ENDLESS):
            return _added(at, [quotient(part, point(earlier, given)) for part in meaning.parts[1:]])
        if meaning.kind is Kind.END:
            return at(mpf(10) ** 55)
        place = quotient(meaning.parts[1], point(earlier, given))
        if place is None:
            return undefined
        if meaning.kind is Kind.LIMIT:
            return at(_real(place) + mpf(10) ** -54)
        if meaning.kind is Kind.DERIVATIVE:
            return mp.diff(at, _real(place))
        change = at(_real(place) + mpf(10) ** -15) - at(_real(place))
    except (ZeroDivisionError, TypeError, ValueError):
        return undefined
    if meaning.kind is Kind.FLAT:
        return abs(change) < mpf(10) ** -50
    return change > mpf(10) ** -50 if meaning.kind is Kind.RISES else change < -(mpf(10) ** -50)


def _added(at: Callable[[Value], Value], bounds: list[Value | None]) -> Value:
    """The sum of the terms at whole places between the bounds, or of so many that no more count."""
    lower, upper = int(bounds[0] or 0), None if len(bounds) == 1 else int(bounds[1] or 0)
    total, place = mpf(0), lower
    while upper is None or place <= upper:
        term = at(Fraction(place))
        total += term
        place += 1
        if upper is None and place > lower + 20 and abs(term) < mpf(10) ** -48:
            break
        if place > lower + 300:
            raise ZeroDivisionError
    return total


def _worth(meaning: Meaning, parts: list[Value | None], values: Mapping[str, Value]) -> Value:
    found = _defined(meaning, parts, values)
    if found is not None:
        return found
    # undefined: anything that depends on the values of the parts alone
    any_ = random.Random(f"{meaning.kind} {parts}")
    whole = meaning.kind in (Kind.FLOOR, Kind.CEIL)
    return Fraction(any_.randint(-3, 3), 1 if whole else any_.choice([1, 2]))


def _defined(meaning: Meaning, parts: list[Value | None], values: Mapping[str, Value]) -> Value | None:
    if meaning.kind is Kind.CHOICE:
        return parts[0] if truth(meaning.test, values) else parts[1]
    if any(part is None for part in parts):
        return None
    match meaning.kind, parts:
        case Kind.TERM, [u]:
            return u
        case Kind.POWER, [base, exponent]:
            return power(base, exponent)
        case Kind.EXP, [u]:
            return Fraction(1) if u == 0 else mp.exp(_real(u))
        case Kind.LOG, [u]:
            return None if u <= 0 else Fraction(0) if u == 1 else mp.log(_real(u))
        case Kind.SQRT, [u]:
            return None if u < 0 else power(u, Fraction(1, 2)) if u else Fraction(0)
        case Kind.FLOOR, [u]:
            return Fraction(floor(u))
        case Kind.CEIL, [u]:
            return Fraction(ceil(u))
        case Kind.SERIES, [ratio, lower]:
            if not -1 < ratio < 1 or (ratio == 0 and lower < 0):
                return None
            total, term = mpf(0), _real(ratio) ** int(lower)
            for k in range(int(lower), int(lower) + 1200):
                total, term = total + k**meaning.degree * term, term * _real(ratio)
            return total
        case Kind.SUM, [ratio, lower, upper]:
            terms = [power(ratio, Fraction(k)) for k in range(int(lower), int(upper) + 1)]
            if any(term is None for term in terms):
                return None
            places = range(int(lower), int(upper) + 1)
            return sum((k**meaning.degree * term for k, term in zip(places, terms, strict=True)), Fraction(0))
    return None


def power(base: Value, exponent: Value) -> Value | None:
    """base^exponent where it is defined."""
    if isinstance(exponent, Fraction) and exponent.denominator == 1:
        return None if base == 0 and exponent < 0 else base ** int(exponent)
    if base <= 0:
        return None
    if isinstance(base, Fraction) and isinstance(exponent, Fraction):
        roots = [round(_real(Fraction(part)) ** (mpf(1) / exponent.denominator)) for part in base.as_integer_ratio()]
        if Fraction(*roots) ** exponent.denominator == base:
            return Fraction(*roots) ** exponent.numerator
    return mp.exp(_real(exponent) * mp.log(_real(base)))
