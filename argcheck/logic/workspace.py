"""Where one normalisation collects what it makes: abstraction variables, facts about them, known signs.

Every fact must hold, for a suitable value of the abstraction variables, at *every* point that satisfies the
assertions whose signs are known; a fact about a partial operation is therefore conditional on its
definedness. Only then is "unsatisfiable" an answer about the inference itself.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from argcheck.kernel import polynomial as poly
from argcheck.kernel.polynomial import UNIT, Polynomial
from argcheck.logic import rational
from argcheck.logic.formula import FALSE, TRUE, Formula, Relation, both, compare, implies
from argcheck.logic.rational import Quotient
from argcheck.logic.signs import ANY, Sign, Signs, SignSet, product
from argcheck.model.terms import Term


@dataclass(frozen=True, eq=False)
class Abstraction:
    """A fresh variable that stands for a term outside polynomial arithmetic."""

    name: str
    kind: str
    arguments: tuple[Quotient, ...]
    term: Term | None


_MOST_DIVIDED = 60


@dataclass(frozen=True, eq=False)
class GeometricSum:
    """`value` is the sum of ratio^k for k from lower to upper."""

    ratio: Quotient
    lower: Quotient
    upper: Quotient
    value: Quotient


class Workspace:
    """The state of one normalisation. `by_signs`: comparisons are simplified by what is known of signs."""

    def __init__(self, signs: Signs, by_signs: bool = True) -> None:
        self.signs = signs
        self._by_signs = by_signs
        self.facts: list[Formula] = []
        self.integers: set[str] = set()
        self.splits: list[Polynomial] = []
        self.opaque: list[str] = []
        self.geometric: list[GeometricSum] = []
        self._table: dict[Hashable, Abstraction] = {}
        self._names: set[str] = set()

    # ---- abstraction variables ---------------------------------------------------------------------

    def of_kind(self, kind: str) -> list[Abstraction]:
        """The abstractions of a kind, oldest first."""
        return [entry for entry in self._table.values() if entry.kind == kind]

    def entries(self) -> list[Abstraction]:
        """Every abstraction, oldest first."""
        return list(self._table.values())

    def known(self, key: Hashable) -> Abstraction | None:
        """The abstraction made for this key, if any."""
        return self._table.get(key)

    def abstract(
        self,
        key: Hashable,
        kind: str,
        arguments: tuple[Quotient, ...],
        label: str,
        term: Term | None,
        integer: bool = False,
    ) -> Abstraction:
        """A new abstraction; its variable's name is `label`, which no quantity can have."""
        name, index = label.replace("|", "").replace("\\", ""), 2
        while name in self._names:
            name, index = f"{label} #{index}", index + 1
        self._names.add(name)
        entry = Abstraction(name, kind, arguments, term)
        self._table[key] = entry
        if integer:
            self.integers.add(name)
        return entry

    def definitions(self) -> dict[str, Term]:
        """What each abstraction variable stands for, where it has a term."""
        return {entry.name: entry.term for entry in self._table.values() if entry.term is not None}

    def want_sign(self, polynomial: Polynomial) -> None:
        """Note that more could be said if the sign of the polynomial were known."""
        if poly.variables(polynomial) and polynomial not in self.splits:
            self.splits.append(polynomial)

    # ---- formulas about quotients --------------------------------------------------------------------

    def sign(self, value: Quotient) -> SignSet:
        """The signs that a quotient may have where it is defined."""
        top = self.signs.of(value.numerator)
        return top if value.whole else product(top, self.signs.of(value.denominator) & ~Sign.ZERO)

    def defined(self, *values: Quotient) -> Formula:
        """Every denominator is different from 0."""
        doubtful = [v for v in values if not v.whole and self._possible(v.denominator) & Sign.ZERO]
        return both(*(compare(value.denominator, Relation.NE) for value in doubtful)) if doubtful else TRUE

    def fact(self, formula: Formula, *values: Quotient) -> None:
        """Record a fact that holds where the quotients are defined."""
        guarded = implies(self.defined(*values), formula)
        if guarded != TRUE:
            self.facts.append(guarded)

    def relates(self, left: Quotient, relation: str, right: Quotient) -> Formula:
        """`left relation right`, with denominators cleared by their signs."""
        match relation:
            case "<":
                return self.compare(rational.subtract(right, left), Relation.GT)
            case "<=":
                return self.compare(rational.subtract(right, left), Relation.GE)
            case _:
                return self.compare(rational.subtract(left, right), Relation(relation))

    def compare(self, value: Quotient, relation: Relation) -> Formula:
        """`value relation 0`: factors whose sign is known are dropped."""
        polynomial = value.numerator
        if relation in (Relation.GT, Relation.GE) and not value.whole:
            below = self._possible(value.denominator)
            if below & Sign.NEGATIVE and below & Sign.POSITIVE:
                polynomial = poly.multiply(polynomial, value.denominator)
            elif below & Sign.NEGATIVE:
                polynomial = poly.negate(polynomial)
        if self._by_signs:
            polynomial = self._without_positive_factors(polynomial)
        possible = self._possible(polynomial)
        if possible and relation in (Relation.GT, Relation.EQ, Relation.NE, Relation.GE):
            wanted = _WANTED[relation]
            if not possible & ~wanted:
                return TRUE
            if not possible & wanted:
                return FALSE
        return compare(polynomial, relation)

    def _possible(self, polynomial: Polynomial) -> SignSet:
        return self.signs.of(polynomial) if self._by_signs else ANY

    def _without_positive_factors(self, polynomial: Polynomial) -> Polynomial:
        if len(polynomial) < 1 or set(polynomial) == {UNIT}:
            return polynomial
        shared = rational.common_monomial(polynomial)
        droppable = tuple(
            (name, exponent) for name, exponent in shared if self.signs.of(poly.variable(name)) == Sign.POSITIVE
        )
        if droppable:
            polynomial = rational.divide_by_monomial(polynomial, droppable)
        for factor in self.signs.positive_sums:
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
