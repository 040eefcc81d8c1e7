"""What a refutation is put together from: products of inequalities and squares, and multiples of equations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement

from argcheck.certificates.program import Column
from argcheck.certificates.proofs import Fact, Product, Sum
from argcheck.certificates.solving import Equation, Inequality, System, divided
from argcheck.kernel.polynomial import (
    UNIT,
    Coefficient,
    Monomial,
    Polynomial,
    add,
    constant,
    degree,
    multiply,
    multiply_monomials,
    negate,
    power,
    total,
)


@dataclass(frozen=True)
class Candidate:
    """A product of inequalities and squares, or a monomial times an equation: `polynomial` is what it comes to."""

    source: tuple[Inequality, ...] | Equation
    square: Polynomial | None
    multiplier: Monomial
    polynomial: Polynomial
    strict: bool

    def column(self) -> Column:
        """As a linear program sees it."""
        entries = self.polynomial
        if isinstance(self.source, Equation):
            return Column(entries, 0.5 + 0.1 * len(self.multiplier), free=True)
        terms = sum(len(each.products) for each in self.source)
        cost = 1 + 2 * terms + (3 if self.square is not None else 0) + 0.1 * degree(self.polynomial)
        return Column(entries, cost, strict=self.strict)


def products(
    inequalities: Sequence[Inequality], factors: int, highest: int
) -> Iterator[tuple[tuple[Inequality, ...], Polynomial]]:
    """Products of at most so many inequalities, at most so high in degree, each with what it multiplies out to."""

    def extended(
        chosen: tuple[Inequality, ...], value: Polynomial, start: int
    ) -> Iterator[tuple[tuple[Inequality, ...], Polynomial]]:
        yield chosen, value
        if len(chosen) == factors:
            return
        room = highest - degree(value)
        for index in range(start, len(inequalities)):
            each = inequalities[index]
            if degree(each.chain[-1]) <= room:
                yield from extended((*chosen, each), multiply(value, each.chain[-1]), index)

    return extended((), constant(1), 0)


def monomials_up_to(names: Sequence[str], highest: int) -> Iterator[Monomial]:
    """All monomials of at most that degree, the lowest first."""
    for size in range(highest + 1):
        for chosen in combinations_with_replacement(names, size):
            monomial: Monomial = UNIT
            for name in chosen:
                monomial = multiply_monomials(monomial, ((name, 1),))
            yield monomial


def refutation_of(given: System, chosen: Sequence[tuple[Coefficient, Candidate]]) -> Sum:
    """The chosen products in terms of the facts, with the multiples of the equations that were solved."""
    stages = len(given.solved) + 1
    terms: list[Product] = []
    sums: list[list[Polynomial]] = [[] for _ in range(stages)]
    multipliers: dict[Fact, Polynomial] = {}
    for weight, candidate in chosen:
        if isinstance(candidate.source, Equation):
            equation, multiplier = candidate.source, {candidate.multiplier: weight}
            own = multiply(multiplier, equation.cofactor)
            multipliers[equation.fact] = add(multipliers.get(equation.fact, {}), own)
            for stage in range(stages):
                sums[stage].append(multiply(multiplier, equation.chain[stage]))
            continue
        squares = () if candidate.square is None else (candidate.square,)
        product = Inequality(
            (Product(weight, (), squares),), tuple(_start(weight, squares) for _ in range(stages)), True
        )
        for each in candidate.source:
            product = product.times(each)
        terms += product.products
        for stage in range(stages):
            sums[stage].append(product.chain[stage])
    for stage in range(stages - 2, -1, -1):
        equation = given.solved[stage]
        multiplier = divided(negate(total(sums[stage])), equation.chain[stage])
        own = multiply(multiplier, equation.cofactor)
        multipliers[equation.fact] = add(multipliers.get(equation.fact, {}), own)
        for earlier in range(stage + 1):
            sums[earlier].append(multiply(multiplier, equation.chain[earlier]))
    return Sum(_merged(terms), tuple((fact, each) for fact, each in sorted(multipliers.items()) if each))


def _start(weight: Coefficient, squares: Sequence[Polynomial]) -> Polynomial:
    result = constant(weight)
    for square in squares:
        result = multiply(result, power(square, 2))
    return result


def _merged(terms: Sequence[Product]) -> tuple[Product, ...]:
    """Equal products once, their coefficients added."""
    found: dict[tuple[tuple[Fact, ...], tuple[tuple[tuple[Monomial, Coefficient], ...], ...]], Product] = {}
    for term in terms:
        facts = tuple(sorted(term.facts))
        key = (facts, tuple(tuple(sorted(square.items())) for square in term.squares))
        before = found[key].coefficient if key in found else 0
        found[key] = Product(before + term.coefficient, facts, term.squares)
    return tuple(found.values())
