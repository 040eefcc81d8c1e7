"""Refutations with sums of squares whose forms are not known beforehand, by semidefinite programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from math import comb

from argcheck.certificates import semidefinite
from argcheck.certificates.candidates import Candidate, monomials_up_to, products, refutation_of
from argcheck.certificates.effort import Effort
from argcheck.certificates.gram import Block, Unknowns
from argcheck.certificates.program import weights
from argcheck.certificates.proofs import Sum
from argcheck.certificates.shapes import Shape, degrees, shape
from argcheck.certificates.solving import Inequality, System, last_stage, names_in
from argcheck.kernel.polynomial import UNIT, Coefficient, Monomial, Polynomial, degree, multiply

_MOST_COLUMNS = 4_000
_MOST_ENTRIES = 1_600  # of matrices
_LARGEST_FORM = 28
_PRODUCTS = 500


@dataclass(frozen=True)
class Shaped:
    """Which refutations are looked for: their polynomials span no more than the hardest inequality's times one of
    degree `extra`, or if `loose` are only bounded in degree. Squares are of sums and differences of two monomials,
    or if `whole` of forms that a semidefinite program finds."""

    extra: int
    loose: bool = False
    whole: bool = False


def refuted_by_squares(given: System, rung: Shaped, effort: Effort) -> Sum | None:
    """A refutation of this kind, or None."""
    if not given.inequalities or (rung.whole and not semidefinite.available()):
        return None
    hardest = max(given.inequalities, key=lambda each: (degree(each.chain[-1]), len(each.chain[-1])))
    names, everything = names_in(given), last_stage(given)
    highest = degree(hardest.chain[-1]) if not rung.loose else max(map(degree, everything))
    highest += rung.extra
    bounds = degrees(everything, names, highest) if rung.loose else shape(hardest.chain[-1], names, rung.extra)
    columns = list(islice(_columns(given, bounds, highest), _MOST_COLUMNS + 1))
    if len(columns) > _MOST_COLUMNS or not any(each.strict for each in columns):
        return None
    sources = [
        (source, factor) for source, factor in _products(given, highest) if len({*map(id, source)}) == len(source)
    ]
    symmetry = _Symmetry(everything)
    forms = [(n, each) for n, (_, factor) in enumerate(sources) for each in symmetry.classes(bounds.halves(factor))]
    if rung.whole:
        return _by_matrices(given, columns, sources, forms, effort)
    return _by_pairs(given, columns, sources, forms, effort)


_Columns = list[Candidate]
_Sources = list[tuple[tuple[Inequality, ...], Polynomial]]
_Forms = list[tuple[int, list[Monomial]]]


def _by_pairs(given: System, columns: _Columns, sources: _Sources, forms: _Forms, effort: Effort) -> Sum | None:
    for number, monomials in forms:
        source, factor = sources[number]
        squares: list[Polynomial] = [{monomial: 1} for monomial in monomials if monomial != UNIT]
        squares += [{one: 1, two: sign} for one, two in combinations(monomials, 2) for sign in (-1, 1)]
        if len(columns) + len(squares) > _MOST_COLUMNS:
            return None
        columns += (Candidate(source, each, UNIT, multiply(factor, multiply(each, each)), False) for each in squares)
    effort.spend(sum(len(each.polynomial) for each in columns))
    found = weights([each.column() for each in columns], effort)
    return None if found is None else refutation_of(given, [(weight, columns[n]) for n, weight in found.items()])


def _by_matrices(given: System, columns: _Columns, sources: _Sources, forms: _Forms, effort: Effort) -> Sum | None:
    blocks: list[Block] = []
    for number, monomials in forms:
        if monomials != [UNIT]:
            blocks.append(Block(number, sources[number][1], tuple({monomial: 1} for monomial in monomials)))
    sizes = [len(block.forms) for block in blocks]
    if sum(size * (size + 1) // 2 for size in sizes) > _MOST_ENTRIES or max(sizes, default=0) > _LARGEST_FORM:
        return None
    unknowns = Unknowns(tuple(range(len(columns))), tuple(each.column() for each in columns), tuple(blocks))
    found = semidefinite.solve(unknowns, effort)
    if found is None:
        return None
    chosen: list[tuple[Coefficient, Candidate]] = [(weight, columns[n]) for n, weight in found.weights.items()]
    for number, weight, form in found.squares:
        chosen.append((weight, Candidate(sources[number][0], form, UNIT, {}, False)))
    return refutation_of(given, chosen)


def _products(given: System, highest: int) -> Iterator[tuple[tuple[Inequality, ...], Polynomial]]:
    """Products of as many inequalities as can be without there being too many."""
    count = len(given.inequalities)
    factors = max((n for n in (1, 2, 3, 4) if comb(count + n, n) <= _PRODUCTS), default=1)
    return products(given.inequalities, factors, highest)


def _columns(given: System, bounds: Shape, highest: int) -> Iterator[Candidate]:
    seen: set[tuple[frozenset[tuple[Monomial, Coefficient]], bool]] = set()
    for source, polynomial in _products(given, highest):
        strict = all(each.strict for each in source)
        key = (frozenset(polynomial.items()), strict)
        if key not in seen and bounds.around(polynomial):
            seen.add(key)
            yield Candidate(source, None, UNIT, polynomial, strict)
    for equation in given.equations:
        for monomial in monomials_up_to(names_in(given), highest - degree(equation.chain[-1])):
            value = multiply({monomial: 1}, equation.chain[-1])
            if bounds.around(value):
                yield Candidate(equation, None, monomial, value, False)


class _Symmetry:
    """Changes of sign that leave every inequality and equation as it is: forms that behave differently under one of
    them need not stand in one square (Gatermann and Parrilo 2004)."""

    def __init__(self, polynomials: Iterable[Polynomial]) -> None:
        self._basis: list[frozenset[str]] = []
        for polynomial in polynomials:
            for monomial in polynomial:
                odd = self._reduced(_odd(monomial))
                if odd:
                    self._basis.append(odd)

    def _reduced(self, odd: frozenset[str]) -> frozenset[str]:
        for each in self._basis:
            if max(each) in odd:
                odd ^= each
        return odd

    def classes(self, monomials: Sequence[Monomial]) -> list[list[Monomial]]:
        """The monomials that may stand in one form."""
        result: dict[frozenset[str], list[Monomial]] = {}
        for monomial in monomials:
            result.setdefault(self._reduced(_odd(monomial)), []).append(monomial)
        return list(result.values())


def _odd(monomial: Monomial) -> frozenset[str]:
    return frozenset(name for name, power in monomial if power % 2)
