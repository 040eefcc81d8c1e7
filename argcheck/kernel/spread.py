"""A power b^e with e = c1*m1 + … + k, as the product of the powers (b^m1)^c1 * … * b^k.

There are three ways to spread a power, each with its domain: `positive`, for b > 0; `factors`, where b is a number
times a product of variables and sums, all of them positive, each of which is raised by itself; and `squares`, for
b != 0 and whole m1, …, where an even multiple is a power of b^2, whose sign is known.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from argcheck.kernel.data import Refused
from argcheck.kernel.formulas import Formula
from argcheck.kernel.polynomial import UNIT, Monomial
from argcheck.kernel.quotients import Quotient, named, number, raised, relates, times

POSITIVE, FACTORS, SQUARES = "positive", "factors", "squares"
WAYS = (POSITIVE, FACTORS, SQUARES)
_MOST_MONOMIALS = 40


def domain(base: Quotient, way: str) -> tuple[Formula, ...]:
    """Where a power of this base may be spread so."""
    if way == SQUARES:
        return (relates(base, "!=", number(0)),)
    parts = [part for part, _ in factors(base)] if way == FACTORS else [base]
    return tuple(relates(part, ">", number(0)) for part in parts)


def factors(base: Quotient) -> list[tuple[Quotient, int]]:
    """The variables, sums and the number that multiply, each to a power, to the base; raises Refused if it is a sum
    without a variable in every term."""
    result: list[tuple[Quotient, int]] = []
    for polynomial, direction in ((base.numerator, 1), (base.denominator, -1)):
        if not polynomial:
            raise Refused("the base of a power is 0")
        common = dict(min(polynomial))
        for monomial in polynomial:
            exponents = dict(monomial)
            common = {name: min(count, exponents[name]) for name, count in common.items() if name in exponents}
        result += [(named(name), direction * count) for name, count in sorted(common.items())]
        rest = {_without(monomial, common): coefficient for monomial, coefficient in polynomial.items()}
        if rest != {UNIT: 1}:
            result.append((Quotient(rest, {UNIT: 1}), direction))
    if len(base.numerator) > 1 and len(result) == 1:
        raise Refused("the base of a power is not a product of variables")
    return result


def stays_whole(base: Quotient) -> bool:
    """Whether a base that could be split says more as one number: a ratio with a sum in it, or a number times a sum."""
    sides = (base.numerator, base.denominator)
    if max(map(len, sides)) == 1:
        return False
    if all(side.keys() != {UNIT} for side in sides):
        return True
    names = (frozenset(name for name, _ in monomial) for monomial in base.numerator)
    return len(base.numerator) > 1 and not frozenset[str].intersection(*names)


def _without(monomial: Monomial, common: Mapping[str, int]) -> Monomial:
    """What is left of a monomial without a factor of it."""
    left = ((name, count - common.get(name, 0)) for name, count in monomial)
    return tuple((name, count) for name, count in left if count)


def spread(base: Quotient, exponent: Quotient, way: str, power: Callable[[Quotient, Quotient], Quotient]) -> Quotient:
    """base^exponent, where `power` gives the powers that are left; raises Refused unless e is a polynomial."""
    if not exponent.whole or len(exponent.numerator) > _MOST_MONOMIALS:
        raise Refused("the exponent of a power is not a short polynomial")
    result = number(1)
    for part, multiple in factors(base) if way == FACTORS else [(base, 1)]:
        for monomial, coefficient in sorted(exponent.numerator.items()):
            share = Fraction(coefficient) * multiple
            count, whole = share.numerator, share.denominator == 1
            if monomial == UNIT and whole:
                result = times(result, raised(part, count))
                continue
            step = Quotient({monomial: 1 if whole else Fraction(1, share.denominator)}, {UNIT: 1})
            if way == SQUARES and not whole:
                raise Refused("the exponent of a power has fractions in it")
            if way == SQUARES and count % 2 == 0:
                result = times(result, raised(power(raised(part, 2), step), count // 2))
            else:
                result = times(result, raised(power(part, step), count))
    return result
