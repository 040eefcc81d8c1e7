"""No case that happens is excluded, and none is called possible that does not."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argcheck.analyses.credences.cases import possible_cases
from argcheck.logic.evaluate import evaluate
from argcheck.model.operators import Sort
from argcheck.model.terms import Term, Var
from argcheck.provers.backend import Budget
from argcheck.provers.portfolio import default_portfolio
from argcheck.provers.search import Searcher
from tests.doubt import formula

GRID = [Fraction(k, 2) for k in range(-8, 9)]
X, Y = Var("x", Sort.REAL), Var("y", Sort.REAL)

small = st.integers(-3, 3)
relations = st.sampled_from(("<", "<=", "=", ">", ">="))
linear = st.builds(lambda a, b, op, c: f"{a}*x + {b}*y {op} {c}", small, small, relations, small)
curved = st.builds(lambda a, op, c: f"x^2 + {a}*y {op} {c}", small, relations, small)
product_of_both = st.builds(lambda op, c: f"x*y {op} {c}", relations, small)
claims = st.one_of(linear, curved, product_of_both)


@pytest.fixture(scope="module")
def searcher() -> Iterator[Searcher]:
    with default_portfolio() as portfolio:
        yield Searcher(portfolio, Budget(200_000, 2.0))


def read(text: str) -> Term:
    found = formula(text)
    assert found is not None, text
    return found


@settings(max_examples=25, deadline=None)
@given(st.lists(claims, min_size=2, max_size=4), linear)
def test_cases_against_a_grid(searcher: Searcher, texts: list[str], fact: str) -> None:
    formulas, facts = [read(text) for text in texts], [read(fact)]
    found = possible_cases(facts, formulas, (X, Y), searcher)
    assert not found.possible & found.undecided
    seen = set()
    for x, y in product(GRID, repeat=2):
        point = {"x": x, "y": y}
        if evaluate(facts[0], point):
            seen.add(tuple(evaluate(each, point) is True for each in formulas))
    assert seen <= found.allowed, (texts, fact, seen - found.allowed)
    if not found.undecided:
        # what the grid misses, the searcher has seen itself
        for case in found.possible - seen:
            literals = [
                each if true else read(f"not ({text})") for each, text, true in zip(formulas, texts, case, strict=True)
            ]
            assert not searcher.refutes([*facts, *literals])


def test_propositions_are_decided_by_table(searcher: Searcher) -> None:
    p, q = Var("p", Sort.BOOL), Var("q", Sort.BOOL)
    found = possible_cases([], [p, q], (p, q), searcher)
    assert found.by_table and len(found.possible) == 4 and not found.undecided


def test_formulas_with_nothing_in_common_are_told_apart_on_their_own(searcher: Searcher) -> None:
    formulas = [read(text) for text in ("x > 17", "x < 19", "y > 23", "x + y > 41")]
    found = possible_cases([], formulas, (X, Y), searcher)
    assert not found.undecided
    assert (True, True, True, False) in found.possible
    assert (False, False, True, True) not in found.allowed
