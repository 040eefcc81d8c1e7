"""That a polynomial is positive, or not negative, shown as a sum of products of facts and squares that equals it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from argcheck.certificates.proofs import Fact, Product
from argcheck.kernel.formulas import Atom, Relation
from argcheck.kernel.polynomial import UNIT, Polynomial, add, constant, degree, substitute, variable, variables
from argcheck.logic.rational import exact_division

_MOST_TERMS = 200
Shown = tuple[Product, ...]


@dataclass(frozen=True)
class _Bound:
    """`name = start + scale*y`, where y > 0 (`strict`) or y >= 0 is the polynomial of a fact."""

    fact: Fact
    start: Fraction
    scale: Fraction
    strict: bool


class Known:
    """Facts `p > 0` and `p >= 0` from which signs are shown."""

    def __init__(self, facts: Iterable[tuple[Fact, Atom]]) -> None:
        self._atoms = [each for each in facts if each[1].relation in (Relation.GT, Relation.GE)]
        self._strict = {fact for fact, atom in self._atoms if atom.relation is Relation.GT}
        self._bounds: dict[str, _Bound] = {}
        for fact, atom in self._atoms:
            self._learn(fact, atom)

    def _learn(self, fact: Fact, atom: Atom) -> None:
        names = variables(atom.polynomial)
        if len(names) != 1 or degree(atom.polynomial) != 1:
            return
        (name,) = names
        slope = Fraction(atom.polynomial[((name, 1),)])
        bound = _Bound(fact, -atom.polynomial.get(UNIT, 0) / slope, 1 / slope, atom.relation is Relation.GT)
        before = self._bounds.get(name)
        if before is None or _rank(bound) > _rank(before):
            self._bounds[name] = bound

    def positive(self, polynomial: Polynomial) -> Shown | None:
        """Products that sum to the polynomial, none negative and one of them of strict facts alone; or None."""
        shown = self.not_negative(polynomial)
        return shown if shown is not None and any(map(self._is_strict, shown)) else None

    def _is_strict(self, product: Product) -> bool:
        return not product.squares and all(fact in self._strict for fact in product.facts)

    def not_negative(self, polynomial: Polynomial) -> Shown | None:
        """Products that sum to the polynomial, none of them negative; or None."""
        shown = self._divided(polynomial, monomials=False)
        return self._divided(polynomial, monomials=True) if shown is None else shown

    def _divided(self, polynomial: Polynomial, monomials: bool) -> Shown | None:
        """The same, where facts are factors; also those like `-x > 0`, if `monomials` says so."""
        rest = polynomial
        shown: Shown = (Product(1, ()),)
        for fact, atom in self._atoms:
            if (len(atom.polynomial) == 1 and not monomials) or not variables(atom.polynomial) <= variables(rest):
                continue
            while (divided := exact_division(rest, atom.polynomial)) is not None and divided:
                shown, rest = product(shown, (Product(1, (fact,)),)), divided
        expanded = self._expanded(rest)
        return None if expanded is None else product(shown, expanded)

    def _expanded(self, polynomial: Polynomial) -> Shown | None:
        """The polynomial in terms of the distances from known bounds, if no term of it is negative then."""
        if len(polynomial) > _MOST_TERMS:
            return None
        bounds = {name: self._bounds[name] for name in variables(polynomial) if name in self._bounds}
        shifts = {name: add(constant(bound.start), {((name, 1),): bound.scale}) for name, bound in bounds.items()}
        moved = substitute(polynomial, shifts)
        products: list[Product] = []
        for monomial, coefficient in moved.items():
            facts: list[Fact] = []
            squares: list[Polynomial] = []
            for name, exponent in monomial:
                if name in bounds:
                    facts += [bounds[name].fact] * exponent
                elif exponent % 2 == 0:
                    squares += [variable(name)] * (exponent // 2)
                else:
                    return None
            if coefficient < 0:
                return None
            products.append(Product(coefficient, tuple(facts), tuple(squares)))
        return tuple(products)


def _rank(bound: _Bound) -> tuple[bool, Fraction, bool]:
    """Lower bounds before upper ones, then the one that says more."""
    lower = bound.scale > 0
    return lower, bound.start if lower else -bound.start, bound.strict


def product(left: Shown, right: Shown) -> Shown:
    return tuple(
        Product(one.coefficient * two.coefficient, one.facts + two.facts, one.squares + two.squares)
        for one in left
        for two in right
    )
