"""Polynomials whose signs are worth knowing: what an equation is to be divided by, and the factors of what is compared.

A product of denominators is plainly positive once each of them is known to be; multiplied out, it hardly looks so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from argcheck.certificates.proofs import Fact, Product, Sum
from argcheck.kernel.formulas import And, Atom, Formula, Not, Or, Relation
from argcheck.kernel.polynomial import (
    Polynomial,
    coefficients_in,
    constant,
    degree,
    multiply,
    negate,
    power,
    variables,
)
from argcheck.provers.sympy_terms import factor_list

_MOST_TERMS = 80
_HIGHEST = 12
_MOST = 12


def worth_knowing(formulas: Iterable[Formula]) -> list[Polynomial]:
    """Polynomials of unknown sign, the simplest first, each once and not its negative besides."""
    atoms = list(dict.fromkeys(atom for formula in formulas for atom in _atoms(formula)))
    known = [atom.polynomial for atom in atoms]
    found: list[Polynomial] = []
    for atom in atoms:
        for polynomial in (*_divisors(atom), *_factors(atom.polynomial)):
            negative = negate(polynomial)
            if not any(each in (polynomial, negative) for each in (*known, *found)):
                found.append(polynomial)
    return sorted(found, key=lambda each: (degree(each), len(each), sorted(each)))[:_MOST]


def _atoms(formula: Formula) -> Iterator[Atom]:
    match formula:
        case Atom():
            yield formula
        case Not(argument=argument):
            yield from _atoms(argument)
        case And(arguments=arguments) | Or(arguments=arguments):
            for argument in arguments:
                yield from _atoms(argument)


def _divisors(atom: Atom) -> Iterator[Polynomial]:
    if atom.relation is Relation.EQ:
        for name in sorted(variables(atom.polynomial)):
            if degree(atom.polynomial, name) == 1:
                divisor = coefficients_in(atom.polynomial, name)[1]
                if len(divisor) > 1:
                    yield _whole(divisor)


def _factors(polynomial: Polynomial) -> Iterator[Polynomial]:
    factors = factored(polynomial)
    if len(factors) > 1 or any(exponent > 1 for _, exponent in factors):
        yield from (factor for factor, _ in factors if len(factor) > 1)


def factored(polynomial: Polynomial) -> list[tuple[Polynomial, int]]:
    """The polynomial's factors that are no numbers, each with its power; none if it is too large to be factored."""
    if not 0 < len(polynomial) <= _MOST_TERMS or not 1 < degree(polynomial) <= _HIGHEST:
        return []
    names = sorted(variables(polynomial))
    places = {name: place for place, name in enumerate(names)}
    monomials = {
        tuple((places[name], exponent) for name, exponent in monomial): Fraction(coefficient)
        for monomial, coefficient in polynomial.items()
    }
    _, factors = factor_list(len(names), monomials)
    return [
        (_whole({tuple((names[place], exponent) for place, exponent in key): c for key, c in factor.items()}), times)
        for factor, times in factors
    ]


def refuted_by_factors(facts: Sequence[tuple[Fact, Atom]]) -> Sum | None:
    """A fact whose factors all have known signs, which contradict it."""
    known = [each for relation in (Relation.GT, Relation.GE) for each in facts if each[1].relation is relation]
    for fact, atom in known:
        product = Product(1, ())
        value = constant(1)
        for factor, exponent in factored(atom.polynomial):
            sign = next((each for each in known if each[0] != fact and multiple(factor, each[1].polynomial)), None)
            if exponent % 2 and sign is None:
                break
            if sign is not None:
                product = replace(product, facts=product.facts + (sign[0],) * exponent)
                value = multiply(value, power(sign[1].polynomial, exponent))
            else:
                product = replace(product, squares=product.squares + (factor,) * (exponent // 2))
                value = multiply(value, power(factor, exponent))
        else:
            ratio = multiple(negate(atom.polynomial), value)
            strict = atom.relation is Relation.GT or (not product.squares and _strict(product.facts, dict(known)))
            if product.facts and ratio is not None and ratio > 0 and strict:
                return Sum((Product(1, (fact,)), replace(product, coefficient=ratio)), ())
    return None


def _strict(facts: Iterable[Fact], known: Mapping[Fact, Atom]) -> bool:
    return all(known[fact].relation is Relation.GT for fact in facts)


def multiple(one: Polynomial, other: Polynomial) -> Fraction | None:
    """The number that makes the first polynomial of the other, if there is one."""
    if not one or one.keys() != other.keys():
        return None
    key = next(iter(one))
    ratio = Fraction(one[key]) / other[key]
    return ratio if all(value == ratio * other[key] for key, value in one.items()) else None


def _whole(polynomial: Polynomial) -> Polynomial:
    return {m: c.numerator if isinstance(c, Fraction) and c.denominator == 1 else c for m, c in polynomial.items()}
