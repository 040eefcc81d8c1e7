"""Factors of a sum of products, proposed by SymPy over the sum's own powers."""

from __future__ import annotations

from fractions import Fraction

from argcheck.analyses.derivation.products import Power, Product, Sum, expand, multiply, sum_of, term_of
from argcheck.model.operators import Sort
from argcheck.model.terms import ONE, Num, Term
from argcheck.provers.sympy_terms import factor_list

_MOST_TERMS = 60


def factors_of(total: Sum) -> tuple[Fraction, tuple[tuple[Term, int], ...]] | None:
    """(number, factors with multiplicities) whose product is the sum; None when it is not a polynomial
    in powers with fixed exponents, or when nothing is gained by looking."""
    products = expand(total)
    if not 1 < len(products) <= _MOST_TERMS:
        return None
    generators: list[Power] = []
    monomials: dict[tuple[tuple[int, int], ...], Fraction] = {}
    for product in products:
        monomial: dict[int, int] = {}
        for base, exponent in product.powers:
            for generator, count in _split(base, exponent):
                if count < 0:
                    return None
                if generator not in generators:
                    generators.append(generator)
                index = generators.index(generator)
                monomial[index] = monomial.get(index, 0) + count
        key = tuple(sorted(monomial.items()))
        monomials[key] = monomials.get(key, Fraction(0)) + product.coefficient
    number, factors = factor_list(len(generators), monomials)
    return number, tuple((_term(factor, generators), power) for factor, power in factors)


def _split(base: Term, exponent: Term) -> list[tuple[Power, int]]:
    """The power as powers of generators: `gamma^(T + 2)` is `gamma^T` and `gamma` twice."""
    if isinstance(exponent, Num) and exponent.sort is Sort.INTEGER:
        return [((base, ONE), int(exponent.value))]
    found: list[tuple[Power, int]] = []
    for part in sum_of(exponent):
        if not part.powers and part.coefficient.denominator == 1:
            found.append(((base, ONE), int(part.coefficient)))
        elif part.coefficient.denominator == 1:
            found.append(((base, term_of((Product(Fraction(1), part.powers),))), int(part.coefficient)))
        else:
            found.append(((base, term_of((part,))), 1))
    return found


def _term(monomials: dict[tuple[tuple[int, int], ...], Fraction], generators: list[Power]) -> Term:
    products = []
    for monomial, coefficient in monomials.items():
        product = Product(coefficient)
        for index, count in monomial:
            base, exponent = generators[index]
            for _ in range(count):
                product = multiply(product, Product(Fraction(1), ((base, exponent),)))
        products.append(product)
    return term_of(tuple(products))
