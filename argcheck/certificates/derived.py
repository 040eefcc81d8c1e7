"""Comparisons derived from facts, and when they contradict each other or a known sign."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from argcheck.certificates.positivity import Known, Shown, product
from argcheck.certificates.proofs import Fact, Product, Sum
from argcheck.kernel.formulas import Atom, Relation
from argcheck.kernel.polynomial import (
    Polynomial,
    add,
    coefficients_in,
    constant,
    degree,
    multiply,
    negate,
    power,
    subtract,
    total,
)
from argcheck.logic.rational import exact_division

Multiples = tuple[tuple[Fact, Polynomial], ...]


@dataclass(frozen=True)
class Link:
    """A fact `p = 0` that is linear in the name, for which it can be used up."""

    fact: Fact
    equation: Polynomial
    name: str


@dataclass(frozen=True)
class Derived:
    """`polynomial relation 0`: the polynomial is the sum of the terms and of the multiples of equations. An equation
    has no terms."""

    terms: Shown
    multiples: Multiples
    polynomial: Polynomial
    relation: Relation


def derived(fact: Fact, atom: Atom) -> Derived:
    """A fact as it stands."""
    if atom.relation is Relation.EQ:
        return Derived((), ((fact, constant(1)),), atom.polynomial, Relation.EQ)
    return Derived((Product(1, (fact,)),), (), atom.polynomial, atom.relation)


def without(links: Iterable[Link], known: Known, given: Derived) -> Derived:
    """The comparison without the links' names, times what their coefficients come to."""
    for link in links:
        highest = degree(given.polynomial, link.name)
        if not highest:
            continue
        rest, divisor = coefficients_in(link.equation, link.name)
        shown = known.positive(divisor)
        if shown is None:
            rest, divisor = negate(rest), negate(divisor)
            shown = known.positive(divisor)
        if shown is None:
            return given
        parts = coefficients_in(given.polynomial, link.name)
        put = total(
            multiply(part, multiply(power(negate(rest), index), power(divisor, highest - index)))
            for index, part in enumerate(parts)
        )
        factor, terms = power(divisor, highest), given.terms
        for _ in range(highest):
            terms = product(terms, shown)
        own = exact_division(subtract(put, multiply(factor, given.polynomial)), link.equation) or {}
        given = Derived(terms, _sum((given.multiples, factor), (((link.fact, own),), constant(1))), put, given.relation)
    return given


def contradiction(known: Known, facts: Sequence[Derived]) -> Sum | None:
    """A sum that cannot be 0 but is: one comparison is against a known sign, or is the denial of another times
    something of known sign. None if there is no such."""
    for each in facts:
        found = _against_sign(known, each)
        if found is not None:
            return found
    for each in facts:
        for other in facts:
            found = None if other is each else _against_denial(known, each, other)
            if found is not None:
                return found
    return None


def _against_sign(known: Known, fact: Derived) -> Sum | None:
    opposite = negate(fact.polynomial)
    match fact.relation:
        case Relation.GT | Relation.GE:
            shown = known.not_negative(opposite) if fact.relation is Relation.GT else known.positive(opposite)
            return None if shown is None else Sum((*fact.terms, *shown), fact.multiples)
        case Relation.EQ:
            for polynomial, factor in ((opposite, 1), (fact.polynomial, -1)):
                shown = known.positive(polynomial)
                if shown is not None:
                    return Sum(shown, _sum((fact.multiples, constant(factor))))
    return None


def _against_denial(known: Known, fact: Derived, denial: Derived) -> Sum | None:
    """`fact` is `-factor` times what the denial compares with 0."""
    factor = exact_division(fact.polynomial, negate(denial.polynomial)) if denial.polynomial else None
    if not factor:
        return None
    multiples = _sum((fact.multiples, constant(1)), (denial.multiples, factor))
    match fact.relation, denial.relation:
        case Relation.GT, Relation.EQ:
            return Sum(fact.terms, multiples)
        case (Relation.GT, Relation.GT | Relation.GE) | (Relation.GE, Relation.GT):
            shown = known.not_negative(factor) if fact.relation is Relation.GT else known.positive(factor)
            return None if shown is None else Sum((*fact.terms, *product(shown, denial.terms)), multiples)
        case Relation.EQ, Relation.GT:
            for polynomial, sign in ((factor, 1), (negate(factor), -1)):
                shown = known.positive(polynomial)
                if shown is not None:
                    both = _sum((fact.multiples, constant(sign)), (denial.multiples, polynomial))
                    return Sum(product(shown, denial.terms), both)
    return None


def _sum(*groups: tuple[Multiples, Polynomial]) -> Multiples:
    """The multiples of equations, each group times a polynomial, added up."""
    result: dict[Fact, Polynomial] = {}
    for multiples, factor in groups:
        for fact, multiple in multiples:
            result[fact] = add(result.get(fact, {}), multiply(factor, multiple))
    return tuple((fact, multiple) for fact, multiple in result.items() if multiple)
