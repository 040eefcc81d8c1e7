"""Signs of polynomials that follow at once from simple facts, without asking a prover.

Known are polynomials asserted positive, non-negative or zero. A polynomial's sign is read off its
coefficients after every variable with a known numeric lower bound is shifted to start from 0.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Final

from argcheck.kernel import polynomial as poly
from argcheck.kernel.polynomial import UNIT, Coefficient, Polynomial
from argcheck.logic.formula import Atom, Relation
from argcheck.logic.rational import common_monomial, content, divide_by_monomial

SignSet = int
"""The set of signs that a polynomial may have, as bits: plain numbers, since millions of them are combined."""


class Sign:
    """The single signs."""

    NEGATIVE: Final = 1
    ZERO: Final = 2
    POSITIVE: Final = 4


ANY: Final = Sign.NEGATIVE | Sign.ZERO | Sign.POSITIVE


def flip(sign: SignSet) -> SignSet:
    """The signs of the negative."""
    result = sign & Sign.ZERO
    if sign & Sign.NEGATIVE:
        result |= Sign.POSITIVE
    if sign & Sign.POSITIVE:
        result |= Sign.NEGATIVE
    return result


def product(left: SignSet, right: SignSet) -> SignSet:
    """The possible signs of a product."""
    result = 0
    if (left | right) & Sign.ZERO:
        result |= Sign.ZERO
    for mine in (Sign.NEGATIVE, Sign.POSITIVE):
        for other in (Sign.NEGATIVE, Sign.POSITIVE):
            if left & mine and right & other:
                result |= Sign.POSITIVE if mine == other else Sign.NEGATIVE
    return result


_LARGEST_FACTOR = 4
_MOST_FACTORS = 12


class Signs:
    """What is known of signs; `age` grows with it. `integers` are variables over the integers, whose strict bounds
    tighten."""

    def __init__(self, integers: Iterable[str] = ()) -> None:
        self._integers = frozenset(integers)
        self._known: dict[frozenset[tuple[tuple[tuple[str, int], ...], Coefficient]], SignSet] = {}
        self._lower: dict[str, tuple[Fraction, bool]] = {}
        self.positive_sums: list[Polynomial] = []
        self.age = 0

    def learn(self, atom: Atom) -> None:
        """Take an asserted atom into account."""
        self.age += 1
        polynomial = atom.polynomial
        sign = {
            Relation.GT: Sign.POSITIVE,
            Relation.GE: Sign.POSITIVE | Sign.ZERO,
            Relation.EQ: Sign.ZERO,
            Relation.NE: Sign.POSITIVE | Sign.NEGATIVE,
        }[atom.relation]
        for value, known in ((polynomial, sign), (poly.negate(polynomial), flip(sign))):
            key = frozenset(poly.scale(1 / content(value), value).items())
            self._known[key] = self._known.get(key, ANY) & known
        self._learn_bound(polynomial, atom.relation)
        if atom.relation is Relation.GT:
            self.learn_factor(polynomial)

    def learn_factor(self, polynomial: Polynomial) -> None:
        """Remember a sum whose sign is known, as a factor that comparisons may drop."""
        if not 1 < len(polynomial) <= _LARGEST_FACTOR or len(self.positive_sums) >= _MOST_FACTORS:
            return
        sign = self.of(polynomial)
        factor = polynomial if sign == Sign.POSITIVE else poly.negate(polynomial)
        if sign in (Sign.POSITIVE, Sign.NEGATIVE) and factor not in self.positive_sums:
            self.age += 1
            self.positive_sums.append(factor)

    def _learn_bound(self, polynomial: Polynomial, relation: Relation) -> None:
        names = poly.variables(polynomial)
        if relation not in (Relation.GT, Relation.GE) or len(names) != 1 or poly.degree(polynomial) != 1:
            return
        (name,) = names
        factor = polynomial[((name, 1),)]
        if factor < 0:
            return
        bound = Fraction(-polynomial.get(UNIT, 0)) / Fraction(factor)
        strict = relation is Relation.GT
        if strict and name in self._integers and bound.denominator == 1:
            bound, strict = bound + 1, False
        known = self._lower.get(name)
        if known is None or bound > known[0] or (bound == known[0] and strict):
            self._lower[name] = (bound, strict)

    def of(self, polynomial: Polynomial) -> SignSet:
        """The signs that the polynomial may have, as far as is known."""
        if not polynomial:
            return Sign.ZERO
        shared = common_monomial(polynomial)
        rest = divide_by_monomial(polynomial, shared) if shared else polynomial
        result = self._of_primitive(rest)
        for name, exponent in shared:
            sign = self._of_variable(name)
            result = product(result, sign if exponent % 2 else product(sign, sign) & ~Sign.NEGATIVE)
        return result

    def _of_variable(self, name: str) -> SignSet:
        known = self._known.get(frozenset({((name, 1),): 1}.items()), ANY)
        bound = self._lower.get(name)
        if bound is not None:
            value, strict = bound
            if value > 0 or (value == 0 and strict):
                known &= Sign.POSITIVE
            elif value == 0:
                known &= Sign.POSITIVE | Sign.ZERO
        return known

    def _of_primitive(self, polynomial: Polynomial) -> SignSet:
        if set(polynomial) == {UNIT}:
            return Sign.POSITIVE if polynomial[UNIT] > 0 else Sign.NEGATIVE
        known = self._known.get(frozenset(poly.scale(1 / content(polynomial), polynomial).items()), ANY)
        if known in (Sign.POSITIVE, Sign.NEGATIVE, Sign.ZERO):
            return known
        return known & (self._by_coefficients(polynomial))

    def _by_coefficients(self, polynomial: Polynomial) -> SignSet:
        direct = self._read_off(polynomial, frozenset())
        if direct != ANY:
            return direct
        shifts = {
            name: poly.add(poly.variable(name), poly.constant(self._lower[name][0]))
            for name in poly.variables(polynomial)
            if name in self._lower and self._lower[name][0] != 0
        }
        if not shifts or len(polynomial) > 200:
            return ANY
        return self._read_off(poly.substitute(polynomial, shifts), frozenset(shifts))

    def _read_off(self, polynomial: Polynomial, shifted: frozenset[str]) -> SignSet:
        result = 0
        for monomial, coefficient in polynomial.items():
            sign = Sign.POSITIVE if coefficient > 0 else Sign.NEGATIVE
            for name, exponent in monomial:
                mine = self._of_shifted(name) if name in shifted else self._of_variable(name)
                sign = product(sign, mine if exponent % 2 else product(mine, mine) & ~Sign.NEGATIVE)
            result = sign if not result else _sum(result, sign)
            if result == ANY:
                return ANY
        return result or Sign.ZERO

    def _of_shifted(self, name: str) -> SignSet:
        return Sign.POSITIVE if self._lower[name][1] else Sign.POSITIVE | Sign.ZERO


def _sum(left: SignSet, right: SignSet) -> SignSet:
    if left == Sign.ZERO:
        return right
    if right == Sign.ZERO:
        return left
    both = left | right
    if both & Sign.POSITIVE and both & Sign.NEGATIVE:
        return ANY
    # two terms of one direction: strict as soon as one of them is
    strict = Sign.POSITIVE if both & Sign.POSITIVE else Sign.NEGATIVE
    return strict if left == strict or right == strict else both
