"""Quotients of polynomials: the normal form of every term, over quantities and abstraction variables."""

from __future__ import annotations

from fractions import Fraction
from math import gcd, lcm

from argcheck.kernel import polynomial as poly
from argcheck.kernel.polynomial import UNIT, Coefficient, Monomial, Polynomial
from argcheck.kernel.quotients import Quotient


def quotient(numerator: Polynomial, denominator: Polynomial) -> Quotient:
    """The quotient with common monomials, common rational content and equal polynomials cancelled.

    Raises ZeroDivisionError when the denominator is the zero polynomial.
    """
    if not denominator:
        raise ZeroDivisionError("the denominator is identically 0")
    if not numerator:
        return Quotient({}, {UNIT: 1})
    if denominator == {UNIT: 1}:
        return Quotient(numerator, denominator)
    shared = _common_monomial(numerator, denominator)
    if shared:
        numerator, denominator = divide_by_monomial(numerator, shared), divide_by_monomial(denominator, shared)
    lead = _unit_scale(denominator)
    numerator, denominator = poly.scale(1 / lead, numerator), poly.scale(1 / lead, denominator)
    if len(numerator) == len(denominator) and poly.variables(denominator):
        ratio = _ratio(numerator, denominator)
        if ratio is not None:
            return Quotient(poly.constant(ratio), {UNIT: 1})
    return Quotient(numerator, denominator)


def of_polynomial(polynomial: Polynomial) -> Quotient:
    """A polynomial as a quotient."""
    return Quotient(polynomial, {UNIT: 1})


def of_number(value: Coefficient) -> Quotient:
    """A number as a quotient."""
    return Quotient(poly.constant(value), {UNIT: 1})


def of_variable(name: str) -> Quotient:
    """A variable as a quotient."""
    return Quotient(poly.variable(name), {UNIT: 1})


def add(left: Quotient, right: Quotient) -> Quotient:
    """The sum."""
    if left.denominator == right.denominator:
        return quotient(poly.add(left.numerator, right.numerator), left.denominator)
    return quotient(
        poly.add(
            poly.multiply(left.numerator, right.denominator),
            poly.multiply(right.numerator, left.denominator),
        ),
        poly.multiply(left.denominator, right.denominator),
    )


def negate(value: Quotient) -> Quotient:
    """The negative."""
    return Quotient(poly.negate(value.numerator), value.denominator)


def subtract(left: Quotient, right: Quotient) -> Quotient:
    """The difference."""
    return add(left, negate(right))


def multiply(left: Quotient, right: Quotient) -> Quotient:
    """The product."""
    if left.numerator == right.denominator and poly.variables(left.numerator):
        return quotient(right.numerator, left.denominator)
    if right.numerator == left.denominator and poly.variables(right.numerator):
        return quotient(left.numerator, right.denominator)
    return quotient(
        poly.multiply(left.numerator, right.numerator),
        poly.multiply(left.denominator, right.denominator),
    )


def divide(left: Quotient, right: Quotient) -> Quotient:
    """The quotient; raises ZeroDivisionError when the divisor is identically 0."""
    if not right.numerator:
        raise ZeroDivisionError("the divisor is identically 0")
    return multiply(left, Quotient(right.denominator, right.numerator))


def power(base: Quotient, exponent: int) -> Quotient:
    """An integer power."""
    if exponent < 0:
        if not base.numerator:
            raise ZeroDivisionError("a negative power of 0")
        base, exponent = Quotient(base.denominator, base.numerator), -exponent
    return quotient(poly.power(base.numerator, exponent), poly.power(base.denominator, exponent))


def common_monomial(polynomial: Polynomial) -> Monomial:
    """The largest monomial that divides every term."""
    monomials = iter(polynomial)
    shared = dict(next(monomials, ()))
    for monomial in monomials:
        exponents = dict(monomial)
        shared = {name: min(e, exponents[name]) for name, e in shared.items() if name in exponents}
        if not shared:
            break
    return tuple(sorted(shared.items()))


def content(polynomial: Polynomial) -> Fraction:
    """The positive rational c for which polynomial / c has coprime integer coefficients (1 for 0)."""
    if not polynomial:
        return Fraction(1)
    values = [Fraction(coefficient) for coefficient in polynomial.values()]
    numerator, denominator = 0, 1
    for value in values:
        numerator, denominator = gcd(numerator, value.numerator), lcm(denominator, value.denominator)
    return Fraction(numerator, denominator)


def _common_monomial(left: Polynomial, right: Polynomial) -> Monomial:
    first, second = dict(common_monomial(left)), dict(common_monomial(right))
    return tuple(sorted((name, min(e, second[name])) for name, e in first.items() if name in second))


def divide_by_monomial(polynomial: Polynomial, divisor: Monomial) -> Polynomial:
    """The exact quotient by a monomial that divides every term."""
    exponents = dict(divisor)
    result: Polynomial = {}
    for monomial, coefficient in polynomial.items():
        rest = ((name, e - exponents.get(name, 0)) for name, e in monomial)
        result[tuple((name, e) for name, e in rest if e)] = coefficient
    return result


def exact_division(polynomial: Polynomial, divisor: Polynomial) -> Polynomial | None:
    """The quotient when the divisor divides the polynomial without remainder, else None."""
    names = sorted(poly.variables(polynomial) | poly.variables(divisor))

    def order(monomial: Monomial) -> tuple[int, ...]:
        exponents = dict(monomial)
        return tuple(exponents.get(name, 0) for name in names)

    lead = max(divisor, key=order)
    factor = Fraction(divisor[lead])
    rest: Polynomial = polynomial
    result: Polynomial = {}
    while rest:
        top = max(rest, key=order)
        step = _monomial_quotient(top, lead)
        if step is None:
            return None
        term: Polynomial = {step: Fraction(rest[top]) / factor}
        result = poly.add(result, term)
        rest = poly.subtract(rest, poly.multiply(term, divisor))
    return result


def _monomial_quotient(monomial: Monomial, divisor: Monomial) -> Monomial | None:
    exponents = dict(monomial)
    for name, exponent in divisor:
        left = exponents.get(name, 0) - exponent
        if left < 0:
            return None
        exponents[name] = left
    return tuple(sorted((name, exponent) for name, exponent in exponents.items() if exponent))


def _unit_scale(polynomial: Polynomial) -> Fraction:
    # a canonical multiple: coprime integer coefficients, the first (in a fixed order) positive
    scale = content(polynomial)
    return scale if polynomial[max(polynomial)] > 0 else -scale


def _ratio(left: Polynomial, right: Polynomial) -> Fraction | None:
    first = next(iter(right))
    if first not in left:
        return None
    ratio = Fraction(left[first]) / Fraction(right[first])
    return ratio if all(left.get(monomial) == ratio * value for monomial, value in right.items()) else None
