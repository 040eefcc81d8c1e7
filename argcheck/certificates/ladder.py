"""Refuting a conjunction: products of inequalities and squares, on a ladder of ever more of them, whose weighted
sum is 0 though one of them is positive."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, combinations_with_replacement

from argcheck.certificates.program import Column, functional, weights
from argcheck.certificates.proofs import Fact, Product, Sum
from argcheck.certificates.solving import Equation, Inequality, System, divided, solve, system
from argcheck.certificates.squares import lacking
from argcheck.kernel.formulas import Atom
from argcheck.kernel.polynomial import (
    UNIT,
    Coefficient,
    Monomial,
    Polynomial,
    add,
    coefficients_in,
    constant,
    degree,
    multiply,
    multiply_monomials,
    negate,
    power,
    scale,
    total,
    variable,
    variables,
)

_MOST_COLUMNS = 16_000
_MOST_ENTRIES = 250_000
_LARGEST_FORM = 36
_ROUNDS = 12
_MOST_FOR_SQUARES = 1000


@dataclass(frozen=True)
class Rung:
    """How many inequalities are multiplied, how far their degree may exceed the system's own, and the degree of
    the monomials from which squares are made."""

    factors: int
    excess: int
    squares: int = 0


GLANCE = (Rung(1, 0),)
QUICK = (Rung(1, 0), Rung(2, 0))
FULL = (
    Rung(1, 0),
    Rung(2, 0),
    Rung(2, 1),
    Rung(2, 0, 1),
    Rung(3, 1),
    Rung(3, 2),
    Rung(3, 2, 1),
    Rung(4, 2),
    Rung(2, 2, 2),
    Rung(4, 3),
    Rung(5, 3),
    Rung(3, 4, 2),
)


@dataclass(frozen=True)
class _Candidate:
    """A product of inequalities and squares, or a monomial times an equation, as the program sees it."""

    source: tuple[Inequality, ...] | Equation
    square: Polynomial | None
    multiplier: Monomial
    polynomial: Polynomial
    strict: bool

    def column(self) -> Column:
        entries = self.polynomial
        if isinstance(self.source, Equation):
            return Column(entries, 0.5 + 0.1 * len(self.multiplier), free=True)
        terms = sum(len(each.products) for each in self.source)
        cost = 1 + 2 * terms + (3 if self.square is not None else 0) + 0.1 * degree(self.polynomial)
        return Column(entries, cost, strict=self.strict)


def refutation(facts: Sequence[tuple[Fact, Atom]], rungs: Sequence[Rung], deadline: float) -> Sum | None:
    """A sum that shows the facts contradictory, or None. `deadline` is a time of the monotonic clock."""
    plain = system(facts)
    systems = [plain]
    if plain.equations:
        linear = solve(plain, divide=False)
        full = solve(linear, divide=True)
        systems = [full] if full.solved else [plain]
        if full is not linear:
            systems.append(linear if linear.solved else plain)
    for rung in rungs:
        for each in systems:
            if time.monotonic() > deadline:
                return None
            found = _on(each, rung, deadline)
            if found is not None:
                return found
    return None


def _on(given: System, rung: Rung, deadline: float) -> Sum | None:
    candidates = _candidates(given, rung)
    if candidates is None or not any(candidate.strict for candidate in candidates):
        return None
    columns = [candidate.column() for candidate in candidates]
    found = weights(columns, deadline - time.monotonic())
    if found is None and rung.squares and len(columns) <= _MOST_FOR_SQUARES:
        for _ in range(_ROUNDS):
            new = _lacking(given, columns, _highest(given, rung), deadline)
            if not new:
                break
            candidates += new
            columns += [candidate.column() for candidate in new]
        found = weights(columns, deadline - time.monotonic())
    if found is None:
        return None
    return _sum(given, [(weight, candidates[index]) for index, weight in found.items()])


def _highest(given: System, rung: Rung) -> int:
    polynomials = [each.chain[-1] for each in given.inequalities] + [each.chain[-1] for each in given.equations]
    return max(max(map(degree, polynomials), default=0), 2 * rung.squares) + rung.excess


def _names(given: System) -> list[str]:
    polynomials = [each.chain[-1] for each in given.inequalities] + [each.chain[-1] for each in given.equations]
    return sorted(frozenset[str]().union(*map(variables, polynomials)))


def _lacking(given: System, columns: Sequence[Column], highest: int, deadline: float) -> list[_Candidate]:
    """Squares, and squares times one inequality, without which the program has no solution."""
    mean = functional(columns, deadline - time.monotonic())
    if mean is None:
        return []
    result: list[_Candidate] = []
    for source, polynomial in _products(given.inequalities, 1, highest):
        monomials = list(_monomials(_names(given), (highest - degree(polynomial)) // 2))
        if 1 < len(monomials) <= _LARGEST_FORM and time.monotonic() < deadline:
            for square in lacking(mean, polynomial, monomials):
                value = multiply(polynomial, multiply(square, square))
                result.append(_Candidate(source, square, UNIT, value, False))
    return result


def _candidates(given: System, rung: Rung) -> list[_Candidate] | None:
    """Every product that the rung allows, or None if there are too many."""
    highest, names = _highest(given, rung), _names(given)
    result: list[_Candidate] = []
    seen: set[tuple[frozenset[tuple[Monomial, Coefficient]], bool]] = set()
    entries = 0
    squares = [*_squares(names, rung.squares), *_slopes(given, highest)] if rung.squares else []
    for source, polynomial in _products(given.inequalities, rung.factors, highest):
        strict = all(each.strict for each in source)
        forms = [None, *squares] if len(source) <= 1 or (rung.squares > 1 and len(source) <= 2) else [None]
        for square in forms:
            value = polynomial if square is None else multiply(polynomial, multiply(square, square))
            if degree(value) > highest:
                continue
            key = (frozenset(value.items()), strict and square is None)
            if key in seen:
                continue
            seen.add(key)
            entries += len(value)
            result.append(_Candidate(source, square, UNIT, value, strict and square is None))
            if len(result) > _MOST_COLUMNS or entries > _MOST_ENTRIES:
                return None
    for equation in given.equations:
        for monomial in _monomials(names, highest - degree(equation.chain[-1])):
            value = multiply({monomial: 1}, equation.chain[-1])
            entries += len(value)
            result.append(_Candidate(equation, None, monomial, value, False))
            if len(result) > _MOST_COLUMNS or entries > _MOST_ENTRIES:
                return None
    return result


def _products(
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


def _monomials(names: Sequence[str], highest: int) -> Iterator[Monomial]:
    for size in range(highest + 1):
        for chosen in combinations_with_replacement(names, size):
            monomial: Monomial = UNIT
            for name in chosen:
                monomial = multiply_monomials(monomial, ((name, 1),))
            yield monomial


def _squares(names: Sequence[str], highest: int) -> Iterator[Polynomial]:
    """What may be squared: a monomial, or the sum or difference of two."""
    monomials = list(_monomials(names, highest))
    for monomial in monomials[1:]:
        yield {monomial: 1}
    for one, two in combinations(monomials, 2):
        for sign in (-1, 1):
            yield {one: 1, two: sign}


def _slopes(given: System, highest: int) -> Iterator[Polynomial]:
    """Derivatives of the inequalities: an inequality quadratic in x is tight where its derivative is 0."""
    for each in given.inequalities:
        polynomial = each.chain[-1]
        for name in sorted(variables(polynomial)):
            if degree(polynomial, name) == 2 and 2 * degree(polynomial) - 2 <= highest:
                parts = coefficients_in(polynomial, name)
                slope = add(multiply(scale(2, parts[2]), variable(name)), parts[1])
                if len(slope) > 1:
                    yield slope


def _sum(given: System, chosen: Sequence[tuple[Coefficient, _Candidate]]) -> Sum:
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
