"""The kernel's formulas as terms, so that they are printed like any other: in the order of the author's quantities,
highest powers first, and what is negative on the other side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from argcheck.kernel.formulas import And, Atom, Formula, Not, Or, Proposition
from argcheck.kernel.polynomial import Monomial, Polynomial
from argcheck.model.operators import Sort
from argcheck.model.terms import FALSE, TRUE, ZERO, App, Num, Term, Var


class Quantities:
    """The quantities that may occur, in their order."""

    def __init__(self, sorts: Mapping[str, Sort]) -> None:
        self._sorts = sorts
        self._places = {name: place for place, name in enumerate(sorts)}

    def polynomial(self, polynomial: Polynomial) -> Term:
        """A polynomial as a sum of products."""
        parts = [self._monomial(monomial, Fraction(polynomial[monomial])) for monomial in self._ordered(polynomial)]
        return ZERO if not parts else parts[0] if len(parts) == 1 else App("+", tuple(parts))

    def formula(self, formula: Formula) -> Term:
        """A formula; `p > 0` says that the positive terms of p exceed the others."""
        match formula:
            case Atom(polynomial=polynomial, relation=relation):
                more = {monomial: c for monomial, c in polynomial.items() if c > 0}
                less = {monomial: -c for monomial, c in polynomial.items() if c < 0}
                return App(relation.value, (self.polynomial(more), self.polynomial(less)))
            case Proposition(name=name):
                return Var(name, Sort.BOOL)
            case Not(argument=argument):
                return App("not", (self.formula(argument),))
            case And(arguments=arguments):
                return self._joined("and", arguments, TRUE)
            case Or(arguments=arguments):
                return self._joined("or", arguments, FALSE)

    def _joined(self, op: str, arguments: Sequence[Formula], empty: Term) -> Term:
        parts = tuple(self.formula(argument) for argument in arguments)
        return empty if not parts else parts[0] if len(parts) == 1 else App(op, parts)

    def _ordered(self, polynomial: Polynomial) -> list[Monomial]:
        def key(monomial: Monomial) -> tuple[int, list[tuple[int, int]]]:
            places = sorted((self._places.get(name, len(self._places)), -exponent) for name, exponent in monomial)
            return -sum(exponent for _, exponent in monomial), places

        return sorted(polynomial, key=key)

    def _monomial(self, monomial: Monomial, coefficient: Fraction) -> Term:
        ordered = sorted(monomial, key=lambda pair: self._places.get(pair[0], len(self._places)))
        powers = [self._power(name, exponent) for name, exponent in ordered]
        return multiple(coefficient, powers)

    def _power(self, name: str, exponent: int) -> Term:
        variable = Var(name, self._sorts.get(name, Sort.REAL))
        return variable if exponent == 1 else App("^", (variable, Num(Fraction(exponent))))


def multiple(coefficient: Fraction, factors: Sequence[Term]) -> Term:
    """A number times a product."""
    parts = [*([Num(abs(coefficient))] if abs(coefficient) != 1 or not factors else []), *factors]
    product = parts[0] if len(parts) == 1 else App("*", tuple(parts))
    return App("neg", (product,)) if coefficient < 0 else product
