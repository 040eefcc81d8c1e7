"""Quotients of polynomials, and comparisons of them with their denominators cleared: `n/d > 0` is `n*d > 0`.

Nothing is cancelled and no sign is guessed. A comparison says what it should wherever the denominators are not 0.
What grows too large is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from argcheck.kernel.data import Refused
from argcheck.kernel.formulas import Formula, Relation, compare, either, opposite
from argcheck.kernel.polynomial import (
    UNIT,
    Coefficient,
    Monomial,
    Polynomial,
    add,
    constant,
    multiply,
    negate,
    power,
    variable,
    variables,
)

Key = tuple[tuple[tuple[Monomial, Coefficient], ...], tuple[tuple[Monomial, Coefficient], ...]]

_MOST_TERMS = 20_000
_MOST_BITS = 40_000


@dataclass(frozen=True, eq=False)
class Quotient:
    """`numerator / denominator`; the denominator is not the zero polynomial."""

    numerator: Polynomial
    denominator: Polynomial

    @property
    def key(self) -> Key:
        """A hashable form: equal keys denote equal quotients."""
        return tuple(sorted(self.numerator.items())), tuple(sorted(self.denominator.items()))

    @property
    def value(self) -> Fraction | None:
        """The number, if this is one."""
        if variables(self.numerator) or variables(self.denominator):
            return None
        return Fraction(self.numerator.get(UNIT, 0)) / Fraction(self.denominator[UNIT])

    @property
    def whole(self) -> bool:
        """Whether the denominator is 1."""
        return self.denominator == {UNIT: 1}


def number(value: Coefficient) -> Quotient:
    """A number."""
    return Quotient(constant(value), {UNIT: 1})


def named(name: str) -> Quotient:
    """A variable."""
    return Quotient(variable(name), {UNIT: 1})


def _product(left: Polynomial, right: Polynomial) -> Polynomial:
    if len(left) * len(right) > _MOST_TERMS or _bits(left) + _bits(right) > _MOST_BITS:
        raise Refused("a lemma speaks of something too large")
    return multiply(left, right)


def _bits(polynomial: Polynomial) -> int:
    return max((c.numerator.bit_length() + c.denominator.bit_length() for c in polynomial.values()), default=0)


def words(polynomial: Polynomial) -> int:
    """How much there is of a polynomial: its terms, each as long as the longest coefficient."""
    return len(polynomial) * (1 + _bits(polynomial) // 64)


def plus(left: Quotient, right: Quotient) -> Quotient:
    """The sum."""
    if left.denominator == right.denominator:
        return Quotient(add(left.numerator, right.numerator), left.denominator)
    top = add(_product(left.numerator, right.denominator), _product(right.numerator, left.denominator))
    return Quotient(top, _product(left.denominator, right.denominator))


def minus(left: Quotient, right: Quotient) -> Quotient:
    """The difference."""
    return plus(left, Quotient(negate(right.numerator), right.denominator))


def times(*factors: Quotient) -> Quotient:
    """The product."""
    top, bottom = constant(1), constant(1)
    for factor in factors:
        top, bottom = _product(top, factor.numerator), _product(bottom, factor.denominator)
    return Quotient(top, bottom)


def over(left: Quotient, right: Quotient) -> Quotient:
    """The quotient; raises Refused when the divisor is 0 everywhere."""
    if not right.numerator:
        raise Refused("a division by 0")
    return times(left, Quotient(right.denominator, right.numerator))


def raised(base: Quotient, exponent: int) -> Quotient:
    """A whole power; raises Refused for a negative power of what is 0 everywhere."""
    if exponent < 0:
        return raised(over(number(1), base), -exponent)
    size, bits = max(map(len, (base.numerator, base.denominator))), _bits(base.numerator) + _bits(base.denominator)
    if (size > 1 and size ** min(exponent, 64) > _MOST_TERMS) or bits * exponent > _MOST_BITS:
        raise Refused("a lemma speaks of something too large")
    return Quotient(power(base.numerator, exponent), power(base.denominator, exponent))


def same(left: Quotient, right: Quotient) -> bool:
    """Whether the two are equal wherever both are defined."""
    return _product(left.numerator, right.denominator) == _product(right.numerator, left.denominator)


def reduced(value: Quotient) -> Quotient:
    """The quotient without what is plain to cancel: common variables, and a denominator that divides by a number."""
    top, bottom = value.numerator, value.denominator
    if not top:
        return number(0)
    counts = [dict(monomial) for monomial in (*top, *bottom)]
    shared = {name: min(each.get(name, 0) for each in counts) for name in counts[0]}
    top, bottom = _cancelled(top, shared), _cancelled(bottom, shared)
    if top.keys() == bottom.keys():
        first = next(iter(top))
        ratio = Fraction(top[first]) / bottom[first]
        if all(top[each] == ratio * bottom[each] for each in top):
            return number(ratio)
    if bottom.keys() == {UNIT}:
        return Quotient({each: Fraction(part) / bottom[UNIT] for each, part in top.items()}, {UNIT: 1})
    return Quotient(top, bottom)


def _cancelled(polynomial: Polynomial, shared: Mapping[str, int]) -> Polynomial:
    return {
        tuple((name, left) for name, count in monomial if (left := count - shared.get(name, 0))): coefficient
        for monomial, coefficient in polynomial.items()
    }


def relates(left: Quotient, order: str, right: Quotient) -> Formula:
    """`left order right`; the order is one of `<`, `<=`, `>`, `>=`, `=`, `!=`."""
    if order in ("<", "<="):
        left, order, right = right, {"<": ">", "<=": ">="}[order], left
    difference, relation = minus(left, right), Relation(order)
    if difference.whole or relation in (Relation.EQ, Relation.NE):
        return compare(difference.numerator, relation)
    return compare(_product(difference.numerator, difference.denominator), relation)


def given(values: Iterable[Quotient], *conditions: Formula, then: Formula) -> Formula:
    """`then`, wherever the values are defined and the conditions hold."""
    guards = [compare(value.denominator, Relation.NE) for value in values if not value.whole]
    return either(*(opposite(condition) for condition in (*guards, *conditions)), then)
