"""Refuting a conjunction: products of inequalities and squares, on a ladder of ever more of them, whose weighted
sum is 0 though one of them is positive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from argcheck.certificates.candidates import Candidate, monomials_up_to, products, refutation_of
from argcheck.certificates.effort import Effort
from argcheck.certificates.program import Column, functional, weights
from argcheck.certificates.proofs import Fact, Sum
from argcheck.certificates.solving import System, last_stage, names_in, solve, system
from argcheck.certificates.squares import lacking
from argcheck.certificates.sums_of_squares import Shaped, refuted_by_squares
from argcheck.kernel.formulas import Atom
from argcheck.kernel.polynomial import (
    UNIT,
    Coefficient,
    Monomial,
    Polynomial,
    add,
    coefficients_in,
    degree,
    multiply,
    scale,
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


Rungs = Sequence[Rung | Shaped]

GLANCE = (Rung(1, 0),)
QUICK = (Rung(1, 0), Rung(2, 0))
SIGN = (*QUICK, Shaped(0), Rung(2, 1), Rung(3, 1))
FIRST = (*QUICK, Shaped(0), Rung(2, 1), Shaped(0, whole=True))
FULL = (
    *FIRST,
    Shaped(0, loose=True),
    Rung(3, 1),
    Shaped(1),
    Shaped(1, whole=True),
    Shaped(0, loose=True, whole=True),
    Shaped(2),
    Shaped(2, loose=True),
    Shaped(2, whole=True),
    Rung(2, 0, 1),
    Rung(3, 2),
    Shaped(1, loose=True, whole=True),
    Rung(4, 2),
    Shaped(2, loose=True, whole=True),
    Rung(3, 2, 1),
    Rung(2, 2, 2),
    Rung(4, 3),
    Rung(5, 3),
    Rung(3, 4, 2),
)


def refutation(facts: Sequence[tuple[Fact, Atom]], rungs: Rungs, effort: Effort) -> Sum | None:
    """A sum that shows the facts contradictory, or None."""
    plain = system(facts)
    systems = [plain]
    if plain.equations and any(degree(each) > 1 for each in last_stage(plain)):
        linear = solve(plain, divide=False)
        full = solve(linear, divide=True)
        effort.spend((len(full.solved) + 1) * sum(map(len, last_stage(plain))))
        systems = [full] if full.solved else [plain]
        if full is not linear:
            systems.append(linear if linear.solved else plain)
    for rung in rungs:
        for each in systems:
            if effort.over:
                return None
            found = refuted_by_squares(each, rung, effort) if isinstance(rung, Shaped) else _on(each, rung, effort)
            if found is not None:
                return found
    return None


def _on(given: System, rung: Rung, effort: Effort) -> Sum | None:
    candidates = _candidates(given, rung)
    if candidates is None or not any(candidate.strict for candidate in candidates):
        return None
    columns = [candidate.column() for candidate in candidates]
    effort.spend(sum(len(column.entries) for column in columns))
    found = weights(columns, effort)
    if found is None and rung.squares and len(columns) <= _MOST_FOR_SQUARES:
        for _ in range(_ROUNDS):
            new = _lacking(given, columns, _highest(given, rung), effort)
            if not new:
                break
            candidates += new
            columns += [candidate.column() for candidate in new]
        found = weights(columns, effort)
    if found is None:
        return None
    return refutation_of(given, [(weight, candidates[index]) for index, weight in found.items()])


def _highest(given: System, rung: Rung) -> int:
    return max(max(map(degree, last_stage(given)), default=0), 2 * rung.squares) + rung.excess


def _lacking(given: System, columns: Sequence[Column], highest: int, effort: Effort) -> list[Candidate]:
    """Squares, and squares times one inequality, without which the program has no solution."""
    mean = functional(columns, effort)
    if mean is None:
        return []
    result: list[Candidate] = []
    for source, polynomial in products(given.inequalities, 1, highest):
        forms = list(monomials_up_to(names_in(given), (highest - degree(polynomial)) // 2))
        if 1 < len(forms) <= _LARGEST_FORM and not effort.over:
            for square in lacking(mean, polynomial, forms):
                value = multiply(polynomial, multiply(square, square))
                result.append(Candidate(source, square, UNIT, value, False))
    return result


def _candidates(given: System, rung: Rung) -> list[Candidate] | None:
    """Every product that the rung allows, or None if there are too many."""
    highest, names = _highest(given, rung), names_in(given)
    result: list[Candidate] = []
    seen: set[tuple[frozenset[tuple[Monomial, Coefficient]], bool]] = set()
    entries = 0
    squares = [*_squares(names, rung.squares), *_slopes(given, highest)] if rung.squares else []
    for source, polynomial in products(given.inequalities, rung.factors, highest):
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
            result.append(Candidate(source, square, UNIT, value, strict and square is None))
            if len(result) > _MOST_COLUMNS or entries > _MOST_ENTRIES:
                return None
    for equation in given.equations:
        for monomial in monomials_up_to(names, highest - degree(equation.chain[-1])):
            value = multiply({monomial: 1}, equation.chain[-1])
            entries += len(value)
            result.append(Candidate(equation, None, monomial, value, False))
            if len(result) > _MOST_COLUMNS or entries > _MOST_ENTRIES:
                return None
    return result


def _squares(names: Sequence[str], highest: int) -> Iterator[Polynomial]:
    """What may be squared: a monomial, or the sum or difference of two."""
    monomials = list(monomials_up_to(names, highest))
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
