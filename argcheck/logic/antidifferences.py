"""Antidifferences: for a term u(k), a G(k) with G(k + 1) - G(k) = u(k), where the rules here find one.

Terms k^d and k^d*r^k have one by known formulas; here r^k stands for any product of powers b^e(k) that is multiplied by
r with each step. The kernel checks what is found.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import comb

from argcheck.kernel.calculus import Moving
from argcheck.kernel.polynomial import UNIT, Coefficient, Monomial, Polynomial, degree
from argcheck.kernel.quotients import Quotient, named
from argcheck.kernel.symbols import Kind, Symbols
from argcheck.logic import rational
from argcheck.logic.sums import faulhaber_coefficients

_ONE = rational.of_number(1)
_HIGHEST = 8


def antidifference(symbols: Symbols, place: str, body: Quotient) -> Quotient | None:
    """G for the body, a quotient in which powers stand that move with the place; None where no rule applies."""
    moving = Moving(symbols, place)
    names = {name for polynomial in (body.numerator, body.denominator) for m in polynomial for name, _ in m}
    powers = {name for name in names if name != place and moving.moves(named(name))}
    if any(name not in symbols.meanings or symbols.meanings[name].kind is not Kind.POWER for name in powers):
        return None
    steps = {name: _step(symbols, place, name) for name in powers}
    if any(step is None for step in steps.values()) or degree(body.denominator, place):
        return None
    if degree(body.numerator, place) > _HIGHEST:
        return None
    ratios = {name: step for name, step in steps.items() if step is not None}
    fixed = _common(body.denominator, powers)
    if fixed is None:
        return None
    result = rational.of_number(0)
    for monomial, coefficient in body.numerator.items():
        result = rational.add(result, _of_monomial(monomial, coefficient, place, ratios, fixed))
    bottom = {tuple(p for p in m if p[0] not in powers): c for m, c in body.denominator.items()}
    return rational.divide(result, Quotient(bottom, {UNIT: 1}))


def _step(symbols: Symbols, place: str, name: str) -> Quotient | None:
    """What the power is multiplied by with each step."""
    base, exponent = symbols.meanings[name].parts
    slope = Fraction(exponent.numerator.get(((place, 1),), 0))
    return rational.power(base, int(slope)) if exponent.whole and slope.denominator == 1 else None


def _common(polynomial: Polynomial, powers: set[str]) -> Mapping[str, int] | None:
    """The powers that are in every term of the polynomial, if no term has others."""
    shares = [{name: count for name, count in monomial if name in powers} for monomial in polynomial]
    return shares[0] if all(share == shares[0] for share in shares) else None


def _of_monomial(
    monomial: Monomial, coefficient: Coefficient, place: str, ratios: Mapping[str, Quotient], fixed: Mapping[str, int]
) -> Quotient:
    exponents = dict(monomial)
    rest: Monomial = tuple(pair for pair in monomial if pair[0] != place and pair[0] not in ratios)
    factor, ratio = Quotient({rest: coefficient}, {UNIT: 1}), _ONE
    for name, step in ratios.items():
        count = exponents.get(name, 0) - fixed.get(name, 0)
        factor = rational.multiply(factor, rational.power(named(name), count))
        ratio = rational.multiply(ratio, rational.power(step, count))
    return rational.multiply(factor, _growing(exponents.get(place, 0), named(place), ratio))


def _growing(exponent: int, place: Quotient, ratio: Quotient) -> Quotient:
    """G(k)/r^k for the terms k^exponent * r^k. For r != 1 it is (k^d - r * sum of comb(d, j) * G_j over j < d)/(r - 1),
    as (k + 1)^d * r^(k + 1) - k^d * r^k is (r - 1)*k^d*r^k and r times a sum of comb(d, j)*k^j*r^k."""
    if ratio.value == 1:
        before = rational.subtract(place, _ONE)
        parts = enumerate(faulhaber_coefficients(exponent), 1)
        result = rational.of_number(0)
        for power, coefficient in parts:
            share = rational.multiply(rational.of_number(coefficient), rational.power(before, power))
            result = rational.add(result, share)
        return result
    gap = rational.subtract(ratio, _ONE)
    found: list[Quotient] = []
    for d in range(exponent + 1):
        lower = rational.of_number(0)
        for j, earlier in enumerate(found):
            lower = rational.add(lower, rational.multiply(rational.of_number(comb(d, j)), earlier))
        top = rational.subtract(rational.power(place, d), rational.multiply(ratio, lower))
        found.append(rational.divide(top, gap))
    return found[exponent]
