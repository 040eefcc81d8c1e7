"""Formulas made simpler where signs are known: factors that are not 0 are dropped, comparisons decided.

The result says the same wherever the signs are what they are known to be.
"""

from __future__ import annotations

from collections.abc import Mapping

from argcheck.kernel import polynomial as poly
from argcheck.kernel.polynomial import UNIT, Coefficient, Monomial, Polynomial
from argcheck.kernel.quotients import Quotient
from argcheck.logic import rational
from argcheck.logic.formula import FALSE, TRUE, And, Atom, Formula, Not, Or, Relation, both, compare, either
from argcheck.logic.signs import Sign, Signs

_MOST_DIVIDED = 60

Key = frozenset[tuple[Monomial, Coefficient]]


class Simplifier:
    """Simplifies by the signs known at the moment. `cleared` says which products `n*d` stand for a quotient `n/d`."""

    def __init__(self, signs: Signs, cleared: Mapping[Key, Quotient]) -> None:
        self._signs = signs
        self._cleared = cleared
        self._known: dict[Atom, Formula] = {}
        self._age = 0

    def formula(self, formula: Formula) -> Formula:
        """The simpler formula."""
        match formula:
            case Atom():
                return self._atom(formula)
            case And(arguments=arguments):
                return both(*map(self.formula, arguments))
            case Or(arguments=arguments):
                return self._some(arguments)
            case Not(argument=Atom() | And() | Or() | Not()):
                raise TypeError("negations stand before propositions alone")
            case _:
                return formula

    def _some(self, arguments: tuple[Formula, ...]) -> Formula:
        parts: list[Formula] = []
        for argument in arguments:
            parts.append(self.formula(argument))
            if parts[-1] == TRUE:
                return TRUE
        return either(*parts)

    def _atom(self, atom: Atom) -> Formula:
        if self._age != self._signs.age:
            self._known, self._age = {}, self._signs.age
        found = self._known.get(atom)
        if found is None:
            found = self._known[atom] = self._simplified(atom.polynomial, atom.relation)
        return found

    def _simplified(self, polynomial: Polynomial, relation: Relation) -> Formula:
        quotient = self._cleared.get(frozenset(polynomial.items()))
        if quotient is not None and relation in (Relation.GT, Relation.GE):
            below = self._signs.of(quotient.denominator)
            if not below & Sign.NEGATIVE:
                polynomial = quotient.numerator
            elif not below & Sign.POSITIVE:
                polynomial = poly.negate(quotient.numerator)
        polynomial = self._without_factors(polynomial, relation)
        possible, wanted = self._signs.of(polynomial), _WANTED[relation]
        if possible and not possible & ~wanted:
            return TRUE
        if possible and not possible & wanted:
            return FALSE
        return compare(polynomial, relation)

    def _without_factors(self, polynomial: Polynomial, relation: Relation) -> Polynomial:
        if not polynomial or set(polynomial) == {UNIT}:
            return polynomial
        ordered = relation in (Relation.GT, Relation.GE)
        dropped: list[tuple[str, int]] = []
        for name, exponent in rational.common_monomial(polynomial):
            sign = self._signs.of(poly.variable(name))
            if sign == Sign.POSITIVE or (not ordered and not sign & Sign.ZERO):
                dropped.append((name, exponent))
            elif sign == Sign.NEGATIVE:
                dropped.append((name, exponent))
                polynomial = poly.scale((-1) ** exponent, polynomial)
        if dropped:
            polynomial = rational.divide_by_monomial(polynomial, tuple(dropped))
        for factor in self._signs.positive_sums:
            if len(polynomial) > _MOST_DIVIDED:
                break
            divided = rational.exact_division(polynomial, factor)
            while divided is not None and len(divided) > 0:
                polynomial = divided
                divided = rational.exact_division(polynomial, factor)
        return poly.scale(1 / rational.content(polynomial), polynomial)


_WANTED = {
    Relation.GT: Sign.POSITIVE,
    Relation.GE: Sign.POSITIVE | Sign.ZERO,
    Relation.EQ: Sign.ZERO,
    Relation.NE: Sign.POSITIVE | Sign.NEGATIVE,
}
