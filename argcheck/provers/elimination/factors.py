"""Comparisons of products as comparisons of their factors, which have fewer and simpler roots."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from argcheck.kernel import polynomial as poly
from argcheck.kernel.formulas import And, Atom, Formula, Or, Relation, both, compare, either
from argcheck.kernel.polynomial import Polynomial

_LEAST_DEGREE = 3
_MOST_FACTORS = 4


def by_factors(formula: Formula, name: str) -> Formula:
    """An equivalent formula in which comparisons of a higher degree in the variable speak of factors, if there are
    several."""
    match formula:
        case Atom(polynomial=polynomial):
            return _split(formula) if poly.degree(polynomial, name) >= _LEAST_DEGREE else formula
        case And(arguments=arguments):
            return both(*(by_factors(argument, name) for argument in arguments))
        case Or(arguments=arguments):
            return either(*(by_factors(argument, name) for argument in arguments))
    return formula


def _split(atom: Atom) -> Formula:
    factors = _factors(atom.polynomial)
    if factors is None:
        return atom
    sign, odd, even = factors
    vanishing = either(*(compare(one, Relation.EQ) for one in (*odd, *even)))
    if atom.relation is Relation.EQ:
        return vanishing
    never = both(*(compare(one, Relation.NE) for one in (*odd, *even)))
    if atom.relation is Relation.NE:
        return never
    ways = [signs for signs in product((1, -1), repeat=len(odd)) if sign * (-1) ** signs.count(-1) > 0]
    positive = either(
        *(
            both(*(compare(poly.scale(s, one), Relation.GT) for s, one in zip(signs, odd, strict=True)))
            for signs in ways
        )
    )
    whole = both(positive, *(compare(one, Relation.NE) for one in even))
    return whole if atom.relation is Relation.GT else either(vanishing, whole)


def _factors(polynomial: Polynomial) -> tuple[int, list[Polynomial], list[Polynomial]] | None:
    """The sign of the number in front, the factors that occur an odd number of times, and the others."""
    from argcheck.provers.sympy_terms import factor_list

    names = sorted(poly.variables(polynomial))
    place = {name: index for index, name in enumerate(names)}
    table = {
        tuple((place[name], power) for name, power in monomial): Fraction(coefficient)
        for monomial, coefficient in polynomial.items()
    }
    number, found = factor_list(len(names), table)
    if not (len(found) > 1 or any(count > 1 for _, count in found)) or len(found) > _MOST_FACTORS:
        return None
    odd: list[Polynomial] = []
    even: list[Polynomial] = []
    for monomials, count in found:
        factor: Polynomial = {tuple((names[i], power) for i, power in key): value for key, value in monomials.items()}
        (odd if count % 2 else even).append(factor)
    return (1 if number > 0 else -1), odd, even
