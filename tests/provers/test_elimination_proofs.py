"""Proofs that something cannot hold for every value of a variable: known problems, and an oracle for small ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argcheck.kernel import polynomial as poly
from argcheck.kernel.formulas import Atom, Formula, Relation, both, either, opposite
from argcheck.kernel.polynomial import Polynomial
from argcheck.logic.formula import Problem, atoms, truth
from argcheck.provers.backend import Budget, Outcome, Status
from argcheck.provers.elimination.factors import by_factors
from argcheck.provers.elimination.instances import Solve
from argcheck.provers.elimination.ladder import engines
from argcheck.provers.elimination.line import Line
from argcheck.provers.elimination.proof import Refuter
from argcheck.provers.elimination.question import Question
from argcheck.provers.portfolio import Portfolio, default_portfolio

X, A, B = (poly.variable(name) for name in "xab")


@pytest.fixture(scope="module")
def portfolio() -> Iterator[Portfolio]:
    with default_portfolio() as found:
        yield found


@pytest.fixture(scope="module")
def solve(portfolio: Portfolio) -> Solve:
    def asked(formulas: Sequence[Formula]) -> Outcome:
        return portfolio.solve(Problem(tuple(formulas)), Budget(2_000_000, 3.0), for_points=True)

    return asked


def above(polynomial: Polynomial) -> Atom:
    return Atom(polynomial, Relation.GT)


def total(*parts: Polynomial) -> Polynomial:
    return poly.total(parts)


def power(polynomial: Polynomial, exponent: int, factor: int = 1) -> Polynomial:
    return poly.scale(factor, poly.power(polynomial, exponent))


QUADRATIC = total(power(X, 2), poly.multiply(A, X), B)
DISCRIMINANT = total(power(A, 2), poly.scale(-4, B))
CUBIC = total(power(X, 3), poly.multiply(A, X), B)


@pytest.mark.parametrize(
    ("asserted", "for_every_x", "refuted"),
    [
        ([Atom(DISCRIMINANT, Relation.GE)], above(QUADRATIC), True),
        ([opposite(Atom(DISCRIMINANT, Relation.GE))], above(QUADRATIC), False),
        ([], Atom(CUBIC, Relation.NE), True),  # a cubic has a root
        ([above(total(power(A, 3, -4), power(B, 2, -27)))], above(CUBIC), True),
        ([above(B)], either(Atom(CUBIC, Relation.NE), above(poly.negate(X))), False),
        ([above(poly.negate(B))], either(Atom(CUBIC, Relation.NE), above(poly.negate(X))), True),
        ([above(A)], above(total(power(X, 4), power(A, 1, -1))), True),
        ([], above(total(power(X, 2), poly.constant(1))), False),
    ],
)
def test_what_holds_for_every_number(
    solve: Solve, asserted: list[Formula], for_every_x: Formula, refuted: bool
) -> None:
    question = Question((("forall", "x"),), for_every_x, ("a", "b"))
    assert Refuter(solve, engines(), 8.0).refutes(asserted, question) is refuted


def test_alternating_quantifiers(solve: Solve) -> None:
    """That some y has b*y above a*x - x^2 for every x is denied where b is 0 only."""
    below = Atom(
        total(poly.multiply(A, X), power(X, 2, -1), poly.scale(-1, poly.multiply(B, poly.variable("y")))), Relation.GE
    )
    question = Question((("forall", "y"), ("exists", "x")), below, ("a", "b"))
    assert Refuter(solve, engines(), 8.0).refutes([Atom(B, Relation.NE)], question)
    assert not Refuter(solve, engines(), 8.0).refutes([Atom(B, Relation.EQ)], question)


def test_two_variables_at_once(solve: Solve) -> None:
    """A point of the unit circle lies above every line through a point inside it."""
    y = poly.variable("y")
    circle = Atom(total(power(X, 2), power(y, 2), poly.constant(-1)), Relation.NE)
    under = above(total(poly.multiply(A, X), B, poly.negate(y)))
    question = Question((("forall", "x"), ("forall", "y")), either(circle, under), ("a", "b"))
    inside = above(total(poly.constant(1), power(A, 2), power(B, 2, -1)))
    assert Refuter(solve, engines(), 8.0).refutes([inside], question)
    assert not Refuter(solve, engines(), 8.0).refutes([], question)


# ---- against an oracle -----------------------------------------------------------------------------------

coefficients = st.lists(st.integers(-2, 2), min_size=1, max_size=4)


@st.composite
def comparisons(draw: st.DrawFn) -> Formula:
    """A comparison of at most the third degree in x, whose coefficients are linear in a."""
    parts = [total(poly.constant(k), poly.scale(draw(st.integers(-1, 1)), A)) for k in draw(coefficients)]
    whole = total(*(poly.multiply(part, power(X, k)) for k, part in enumerate(parts)))
    return Atom(whole, draw(st.sampled_from(list(Relation))))


formulas = st.recursive(
    comparisons(),
    lambda inner: st.builds(both, inner, inner) | st.builds(either, inner, inner),
    max_leaves=3,
)


@settings(max_examples=25, deadline=None)
@given(formulas, st.integers(-2, 2), st.sampled_from([1, -1]))
def test_no_false_refutation(solve: Solve, matrix: Formula, end: int, side: int) -> None:
    """Wherever the assertion holds, an independent search at that point finds a value at which the formula fails."""
    asserted = above(total(poly.scale(side, A), poly.constant(-end)))
    question = Question((("forall", "x"),), matrix, ("a",))
    if not Refuter(solve, (), 4.0).refutes([asserted], question):
        return
    for a in (Fraction(n, 2) for n in range(-8, 9)):
        if truth(asserted, {"a": a}, {}):
            here = at({"a": a}, opposite(matrix))
            assert solve([here]).status is not Status.UNSAT


def at(values: dict[str, Fraction], formula: Formula) -> Formula:
    fixed = Atom(total(A, poly.constant(-values["a"])), Relation.EQ)
    return both(fixed, formula)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.integers(-3, 3), min_size=2, max_size=5).filter(lambda one: one[-1] != 0), max_size=3))
def test_the_line_is_cut_at_every_root(polynomials: list[list[int]]) -> None:
    line = Line([[Fraction(k) for k in one] for one in polynomials])
    for index, coefficients in enumerate(polynomials):
        own = line.roots_of(index)
        signs = [line.sign_before(index, place) for place in range(len(line.roots) + 1)]
        assert 0 not in signs
        assert len(own) <= len(coefficients) - 1
        for place, _ in enumerate(line.roots):
            if place not in own:  # a sign changes at roots only
                assert signs[place] == signs[place + 1] == line.sign_at(index, line.roots[place])


@settings(max_examples=60, deadline=None)
@given(st.lists(comparisons(), min_size=2, max_size=3), st.sampled_from(list(Relation)))
def test_factors_say_the_same(parts: list[Formula], relation: Relation) -> None:
    product = poly.constant(1)
    for one in parts:
        product = poly.multiply(product, next(iter(atoms(one)), Atom(poly.constant(2), Relation.GT)).polynomial)
    whole = Atom(product, relation)
    split = by_factors(whole, "x")
    for a in (Fraction(-1), Fraction(1, 2), Fraction(0)):
        for x in (Fraction(n, 2) for n in range(-4, 5)):
            assert truth(split, {"a": a, "x": x}, {}) == truth(whole, {"a": a, "x": x}, {})
