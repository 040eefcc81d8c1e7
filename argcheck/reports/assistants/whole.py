"""Comparisons and sums with whole coefficients: what rings of other programs take without division."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm

from argcheck.certificates.proofs import Fact, Sum
from argcheck.kernel.formulas import Atom, Relation
from argcheck.kernel.polynomial import Monomial, Polynomial, scale

Whole = dict[Monomial, int]


@dataclass(frozen=True)
class WholeProduct:
    """`coefficient * facts * squares^2`; strict when it is positive, not only non-negative."""

    coefficient: int
    facts: tuple[tuple[Fact, Relation], ...]
    squares: tuple[Whole, ...]

    @property
    def strict(self) -> bool:
        """Whether the product is > 0."""
        return not self.squares and all(relation is Relation.GT for _, relation in self.facts)


@dataclass(frozen=True)
class WholeSum:
    """Products, a strict one first, and multiples of equations, that add up to 0 identically."""

    products: tuple[WholeProduct, ...]
    equations: tuple[tuple[Fact, Whole], ...]


def whole(polynomial: Polynomial) -> tuple[Whole, int]:
    """The polynomial without its denominators, and what it was multiplied by for that: a number > 0."""
    factor = lcm(*(Fraction(coefficient).denominator for coefficient in polynomial.values()))
    return {monomial: int(coefficient * factor) for monomial, coefficient in polynomial.items()}, factor


def whole_sum(leaf: Sum, known: Mapping[Fact, Atom]) -> WholeSum:
    """The sum, for facts whose denominators are cleared."""
    products: list[tuple[Fraction, WholeProduct]] = []
    for term in leaf.terms:
        if term.coefficient:
            weight = Fraction(term.coefficient)
            for fact in term.facts:
                weight /= whole(known[fact].polynomial)[1]
            squares: list[Whole] = []
            for square in term.squares:
                cleared, multiple = whole(square)
                squares.append(cleared)
                weight /= multiple**2
            facts = tuple((fact, known[fact].relation) for fact in term.facts)
            products.append((weight, WholeProduct(1, facts, tuple(squares))))
    multiples = [(f, scale(Fraction(1, whole(known[f].polynomial)[1]), m)) for f, m in leaf.equations if m]
    numbers = [weight for weight, _ in products]
    numbers += [Fraction(coefficient) for _, m in multiples for coefficient in m.values()]
    denominator = lcm(*(number.denominator for number in numbers))
    factor = Fraction(denominator, gcd(*(int(number * denominator) for number in numbers)) or 1)
    scaled = [WholeProduct(int(weight * factor), each.facts, each.squares) for weight, each in products]
    equations = tuple((fact, whole(scale(factor, m))[0]) for fact, m in multiples)
    return WholeSum(tuple(sorted(scaled, key=lambda each: not each.strict)), equations)
