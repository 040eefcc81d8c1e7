"""Bounds on probabilities, against every vertex of small programs and the answers of the textbooks."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fractions import Fraction
from functools import partial
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argcheck.analyses.credences.bounds import blamed, coherent, highest, lowest
from argcheck.analyses.credences.independence import conflict, independent_range
from argcheck.analyses.credences.result import Interval, Truths
from argcheck.analyses.credences.simplex import minimise

F = Fraction
ALL = list(product((True, False), repeat=3))
CONJUNCTION = [(p, q, p and q) for p, q in product((True, False), repeat=2)]
DISJUNCTION = [(p, q, p or q) for p, q in product((True, False), repeat=2)]


def point(value: Fraction) -> Interval:
    return value, value


# ---- an oracle: all basic solutions -------------------------------------------------------------------


def solved(matrix: list[list[Fraction]], right: list[Fraction]) -> list[Fraction] | None:
    """The one solution of a square system; None where there is not just one."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for column in range(len(rows)):
        pivot = next((i for i in range(column, len(rows)) if rows[i][column]), None)
        if pivot is None:
            return None
        rows[column], rows[pivot] = rows[pivot], rows[column]
        rows[column] = [value / rows[column][column] for value in rows[column]]
        for i, row in enumerate(rows):
            if i != column and row[column]:
                rows[i] = [a - row[column] * b for a, b in zip(row, rows[column], strict=True)]
    return [row[-1] for row in rows]


def by_vertices(cases: Sequence[Truths], credences: Sequence[Interval]) -> Interval | None:
    """The least and greatest probability of the claim, over all vertices."""
    rows = [[F(1)] * len(cases)]
    right = [F(1)]
    slacks: list[tuple[int, int]] = []
    for index, (least, most) in enumerate(credences):
        for level, sign in ((least, -1), (most, 1)):
            slacks.append((len(rows), sign))
            rows.append([F(case[index]) for case in cases])
            right.append(level)
    for number, row in enumerate(rows):
        row.extend(F(sign) if number == own else F(0) for own, sign in slacks)
    found = []
    for chosen in combinations(range(len(rows[0])), len(rows)):
        weights = solved([[row[i] for i in chosen] for row in rows], right)
        if weights is not None and min(weights) >= 0:
            mass = (weight for i, weight in zip(chosen, weights, strict=True) if i < len(cases) and cases[i][-1])
            found.append(sum(mass, F(0)))
    return (min(found), max(found)) if found else None


tenths = st.integers(0, 10).map(lambda k: F(k, 10))
ranges = st.tuples(tenths, tenths).map(lambda pair: (min(pair), max(pair)))


@settings(max_examples=60, deadline=None)
@given(st.sets(st.sampled_from(ALL), min_size=1), st.tuples(ranges, ranges))
def test_bounds_are_those_of_the_best_vertices(cases: set[Truths], credences: tuple[Interval, Interval]) -> None:
    expected = by_vertices(sorted(cases), credences)
    lower, upper = lowest(cases, cases, credences), highest(cases, cases, credences)
    if expected is None:
        assert lower is None and upper is None
        return
    assert lower is not None and upper is not None
    assert (lower.value, upper.value) == expected
    assert lower.attained and upper.attained


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 4).flatmap(
        lambda n: st.tuples(
            st.lists(st.lists(st.integers(-2, 3), min_size=n, max_size=n), min_size=1, max_size=9),
            st.lists(st.integers(0, 6), min_size=n, max_size=n),
        )
    ),
    st.lists(st.integers(0, 5), min_size=9, max_size=9),
)
def test_an_optimum_has_prices_that_prove_it(program: tuple[list[list[int]], list[int]], costs: list[int]) -> None:
    matrix, right = program
    columns = [tuple((row, entry) for row, entry in enumerate(column) if entry) for column in matrix]
    found = minimise(columns, costs[: len(columns)], [F(each) for each in right])
    if found is None:
        return
    assert all(weight > 0 for weight in found.weights.values())
    for row, level in enumerate(right):
        assert sum(weight * matrix[name][row] for name, weight in found.weights.items()) == level
    for cost, column in zip(costs, matrix, strict=False):
        assert sum(price * entry for price, entry in zip(found.prices, column, strict=True)) <= cost
    assert sum(price * level for price, level in zip(found.prices, right, strict=True)) == found.value


def test_a_cost_without_end_is_refused() -> None:
    with pytest.raises(ValueError, match="no least value"):
        minimise([((0, 1),), ((0, -1),)], [1, -2], [F(1)])


# ---- the textbooks ------------------------------------------------------------------------------------


@settings(max_examples=40, deadline=None)
@given(tenths, tenths)
def test_frechet(p: Fraction, q: Fraction) -> None:
    credences = [point(p), point(q)]
    for cases, least, most in (
        (CONJUNCTION, max(F(0), p + q - 1), min(p, q)),
        (DISJUNCTION, max(p, q), min(F(1), p + q)),
    ):
        lower, upper = lowest(cases, cases, credences), highest(cases, cases, credences)
        assert lower and upper and (lower.value, upper.value) == (least, most)


def test_a_bound_says_why() -> None:
    lower = lowest(CONJUNCTION, CONJUNCTION, [point(F(3, 5)), point(F(7, 10))])
    assert lower is not None
    assert (lower.certificate.constant, lower.certificate.multipliers) == (-1, (1, 1))
    assert sum(share.probability for share in lower.distribution) == 1


def test_what_is_not_known_to_be_possible_counts_as_possible() -> None:
    known = [case for case in CONJUNCTION if case != (True, True, True)]
    lower = lowest(CONJUNCTION, known, [point(F(1, 2)), point(F(1, 2))])
    upper = highest(CONJUNCTION, known, [point(F(1, 2)), point(F(1, 2))])
    assert lower and (lower.value, lower.attained) == (0, True)
    assert upper and (upper.value, upper.attained) == (F(1, 2), False)


def test_tiny_differences_are_differences() -> None:
    tiny = F(1, 10**12)
    exclusive = [(True, False, True), (False, True, True), (False, False, False)]
    assert coherent(exclusive, [point(F(1, 2)), point(F(1, 2) + tiny)]) is None
    lower = lowest(exclusive, exclusive, [point(F(1, 2)), point(F(1, 2) - tiny)])
    assert lower and lower.value == 1 - tiny


# ---- blame --------------------------------------------------------------------------------------------


def least_blame(cases: Collection[Truths], credences: Sequence[Interval]) -> int:
    for size in range(len(credences) + 1):
        for group in combinations(range(len(credences)), size):
            if coherent(cases, [each if i in group else None for i, each in enumerate(credences)]) is None:
                return size
    raise AssertionError


@settings(max_examples=40, deadline=None)
@given(
    st.sets(st.sampled_from(list(product((True, False), repeat=4))), min_size=1, max_size=6),
    st.tuples(ranges, ranges, ranges),
)
def test_the_set_to_blame_is_smallest(cases: set[Truths], credences: tuple[Interval, ...]) -> None:
    if coherent(cases, credences) is not None:
        with pytest.raises(ValueError, match="has these credences"):
            blamed(partial(coherent, cases), credences, "abc")
        return
    found = blamed(partial(coherent, cases), credences, "abc")
    assert found.smallest and len(found.names) == least_blame(cases, credences)
    assert coherent(cases, [c if n in found.names else None for n, c in zip("abc", credences, strict=True)]) is None


# ---- independence -------------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(st.sets(st.sampled_from(ALL)), st.tuples(ranges, ranges))
def test_independent_premises(more: set[Truths], credences: tuple[Interval, Interval]) -> None:
    cases = {*CONJUNCTION, *more}
    assert conflict(cases, 2) == ()
    expected: list[tuple[Fraction, Fraction]] = []
    for p, q in product(*credences):
        weight = {(a, b): (p if a else 1 - p) * (q if b else 1 - q) for a, b in product((True, False), repeat=2)}
        forced = sum((w for pair, w in weight.items() if (*pair, False) not in cases), F(0))
        allowed = sum((w for pair, w in weight.items() if (*pair, True) in cases), F(0))
        expected.append((forced, allowed))
    low, high = min(each[0] for each in expected), max(each[1] for each in expected)
    assert independent_range(cases, credences) == (low, high)


def test_premises_that_exclude_one_another_are_not_independent() -> None:
    assert conflict([(True, False, True), (False, True, True), (False, False, False)], 2) == ((0, True), (1, True))
