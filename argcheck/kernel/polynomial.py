"""Exact polynomials with rational coefficients, on the standard library alone.

A polynomial is a dict from monomials to non-zero coefficients; a monomial is a sorted tuple of
(variable, exponent >= 1) pairs. Coefficients are `int` where whole, `Fraction` otherwise.
Polynomials are values: no function here changes its arguments.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

Monomial = tuple[tuple[str, int], ...]
Coefficient = int | Fraction
Polynomial = dict[Monomial, Coefficient]

UNIT: Monomial = ()


def _exact(value: Coefficient) -> Coefficient:
    return value.numerator if isinstance(value, Fraction) and value.denominator == 1 else value


def constant(value: Coefficient) -> Polynomial:
    """The constant polynomial."""
    return {UNIT: _exact(value)} if value else {}


def variable(name: str) -> Polynomial:
    """The polynomial that is one variable."""
    return {((name, 1),): 1}


def add(left: Polynomial, right: Polynomial) -> Polynomial:
    """The sum."""
    if len(left) < len(right):
        left, right = right, left
    result = dict(left)
    for monomial, coefficient in right.items():
        total = result.get(monomial, 0) + coefficient
        if total:
            result[monomial] = _exact(total)
        else:
            del result[monomial]
    return result


def scale(factor: Coefficient, polynomial: Polynomial) -> Polynomial:
    """The polynomial times a number."""
    if not factor:
        return {}
    return {monomial: _exact(factor * coefficient) for monomial, coefficient in polynomial.items()}


def negate(polynomial: Polynomial) -> Polynomial:
    """The negative."""
    return {monomial: -coefficient for monomial, coefficient in polynomial.items()}


def subtract(left: Polynomial, right: Polynomial) -> Polynomial:
    """The difference."""
    return add(left, negate(right))


def multiply_monomials(left: Monomial, right: Monomial) -> Monomial:
    """The product of two monomials."""
    if not left:
        return right
    if not right:
        return left
    if left[-1][0] < right[0][0]:
        return left + right
    if right[-1][0] < left[0][0]:
        return right + left
    exponents = dict(left)
    for name, exponent in right:
        exponents[name] = exponents.get(name, 0) + exponent
    return tuple(sorted(exponents.items()))


def multiply(left: Polynomial, right: Polynomial) -> Polynomial:
    """The product."""
    result: Polynomial = {}
    _accumulate(result, left, right)
    return _cleaned(result)


def _accumulate(result: Polynomial, left: Polynomial, right: Polynomial) -> None:
    """Add `left * right` to a polynomial under construction, which may come to hold zeros."""
    for monomial, coefficient in left.items():
        for other, factor in right.items():
            product = multiply_monomials(monomial, other)
            result[product] = result.get(product, 0) + coefficient * factor


def _cleaned(polynomial: Polynomial) -> Polynomial:
    return {monomial: _exact(coefficient) for monomial, coefficient in polynomial.items() if coefficient}


def power(polynomial: Polynomial, exponent: int) -> Polynomial:
    """The polynomial to a power >= 0 (0 to the 0 is 1)."""
    if exponent < 0:
        raise ValueError("a polynomial power needs an exponent of at least 0")
    result = constant(1)
    square = polynomial
    while exponent:
        if exponent & 1:
            result = multiply(result, square)
        exponent >>= 1
        if exponent:
            square = multiply(square, square)
    return result


def variables(polynomial: Polynomial) -> frozenset[str]:
    """The names that occur."""
    return frozenset(name for monomial in polynomial for name, _ in monomial)


def degree(polynomial: Polynomial, name: str | None = None) -> int:
    """The total degree, or the degree in one variable; 0 for a constant and for 0."""
    if name is None:
        return max((sum(exponent for _, exponent in monomial) for monomial in polynomial), default=0)
    return max((dict(monomial).get(name, 0) for monomial in polynomial), default=0)


def coefficients_in(polynomial: Polynomial, name: str) -> list[Polynomial]:
    """The coefficients of `name^0, name^1, …` as polynomials in the other variables."""
    result: list[Polynomial] = [{} for _ in range(degree(polynomial, name) + 1)]
    for monomial, coefficient in polynomial.items():
        exponent = dict(monomial).get(name, 0)
        rest = tuple(pair for pair in monomial if pair[0] != name)
        result[exponent][rest] = coefficient
    return result


def substitute(polynomial: Polynomial, values: Mapping[str, Polynomial]) -> Polynomial:
    """The polynomial with polynomials put for variables, all at once."""
    # monomials that agree in the replaced variables share one product of powers
    groups: dict[Monomial, Polynomial] = {}
    for monomial, coefficient in polynomial.items():
        replaced = tuple(pair for pair in monomial if pair[0] in values)
        kept = tuple(pair for pair in monomial if pair[0] not in values)
        groups.setdefault(replaced, {})[kept] = coefficient
    powers: dict[tuple[str, int], Polynomial] = {}
    result: Polynomial = {}
    for replaced in sorted(groups):
        product = constant(1)
        for name, exponent in replaced:
            product = multiply(product, _power(values, name, exponent, powers))
        _accumulate(result, groups[replaced], product)
    return _cleaned(result)


def _power(
    values: Mapping[str, Polynomial], name: str, exponent: int, known: dict[tuple[str, int], Polynomial]
) -> Polynomial:
    """A power of one of the values, made from the next lower one where that is known."""
    if (name, exponent) not in known:
        below = known.get((name, exponent - 1))
        known[name, exponent] = power(values[name], exponent) if below is None else multiply(below, values[name])
    return known[name, exponent]


def evaluate(polynomial: Polynomial, values: Mapping[str, Coefficient]) -> Coefficient:
    """The value at a point; KeyError if a variable has no value."""
    total: Coefficient = 0
    for monomial, coefficient in polynomial.items():
        product = coefficient
        for name, exponent in monomial:
            product = product * values[name] ** exponent
        total = total + product
    return _exact(total)


def total(polynomials: Iterable[Polynomial]) -> Polynomial:
    """The sum of many."""
    result: Polynomial = {}
    for polynomial in polynomials:
        for monomial, coefficient in polynomial.items():
            result[monomial] = result.get(monomial, 0) + coefficient
    return _cleaned(result)


def show(polynomial: Polynomial) -> str:
    """A readable form: `2*x^2*y - 1/2*z + 1`."""
    if not polynomial:
        return "0"
    pieces: list[str] = []
    for monomial, coefficient in sorted(polynomial.items(), key=lambda item: (-sum(e for _, e in item[0]), item[0])):
        factors = [name if exponent == 1 else f"{name}^{exponent}" for name, exponent in monomial]
        size = abs(coefficient)
        if size != 1 or not factors:
            factors.insert(0, str(size))
        sign = "-" if coefficient < 0 else "+"
        pieces.append(f"{sign} {'*'.join(factors)}")
    text = " ".join(pieces)
    return text[2:] if text.startswith("+ ") else f"-{text[2:]}"
