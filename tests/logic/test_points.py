"""Points: simple first, found where the formula holds, and made simple without losing it."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argcheck.logic.evaluate import evaluate
from argcheck.logic.points import sample_points, search, simplest_first, simplify_point
from argcheck.model.operators import Sort
from argcheck.model.terms import App, Num, SumOf, Term, Var

C, D, W, G, X, Y, KK = (Var(name, Sort.REAL) for name in ("c", "D", "w", "gamma", "x", "y", "k_0"))
N, K = (Var(name, Sort.INTEGER) for name in "nk")
P = Var("p", Sort.BOOL)


def t(op: str, *args: Term | int | Fraction) -> App:
    return App(op, tuple(Num(Fraction(arg)) if isinstance(arg, int | Fraction) else arg for arg in args))


SETTING = t("and", t(">", C, 0), t(">", D, 0), t(">=", W, 0), t(">=", N, 1))
DISCOUNTED = t("*", SumOf(K, Num(Fraction(1)), N, t("^", G, K)), D)

FOUND = [
    ("deceiving does not pay", t("and", SETTING, t(">", W, 0), t("<=", t("*", N, W, D), C)), (C, D, W, N)),
    (
        "one later state gives nothing, many give something",
        t(
            "and",
            SETTING,
            t(">", KK, 0),
            t("<", t("*", W, D), C),
            t("<", C, t("*", N, W, D)),
            t("<", t("*", N, W, D), t("+", C, KK)),
        ),
        (C, D, W, N, KK),
    ),
    (
        "a larger discount factor pays",
        t("and", SETTING, t("<", 0, G), t("<=", G, t("/", t("*", 2, C), t("+", C, D))), t(">", DISCOUNTED, C)),
        (C, D, W, N, G),
    ),
    ("an equality is solved", t("and", t("=", t("*", 3, X), t("+", Y, Fraction(1, 7))), t(">", Y, 100)), (X, Y)),
    ("a narrow gap is hit", t("and", t(">", X, Fraction(1000001, 10**6)), t("<", X, Fraction(1000002, 10**6))), (X,)),
    ("an irrational bound is kept", t("and", t(">", X, t("sqrt", 2)), t("<", t("*", X, X), Fraction(201, 100))), (X,)),
    ("a proposition takes part", t("and", t("iff", P, t(">", X, Y)), t("not", P), t("<", t("-", X, Y), -7)), (P, X, Y)),
    ("a far corner is found", t("and", t(">", t("*", X, Y), 1000), t(">", Y, 0), t("<", Y, 1)), (X, Y)),
    ("whole numbers stay whole", t("and", t("<", t("*", 2, N), 7), t(">", N, Fraction(5, 2))), (N,)),
    ("points without a value are passed over", t(">", t("/", 1, t("*", X, Y)), 100), (X, Y)),
]


@pytest.mark.parametrize(("name", "formula", "variables"), FOUND, ids=[name for name, _, _ in FOUND])
def test_search_finds_a_point_and_it_stays_one_when_made_simple(name: str, formula: Term, variables: tuple) -> None:
    point = search(formula, variables, {}, 300)
    assert point is not None
    assert evaluate(formula, point) is True
    simple = simplify_point(formula, point, [v.name for v in variables])
    assert evaluate(formula, simple) is True
    assert simple.keys() == point.keys()
    for variable in variables:
        if variable.sort is Sort.INTEGER:
            assert simple[variable.name].denominator == 1


@pytest.mark.parametrize(
    ("formula", "variables"),
    [
        (t("and", t(">", X, 1), t("<", X, 1)), (X,)),
        (t("and", t(">", X, 1), t("<=", X, 1)), (X,)),
        (t("and", t(">", N, 1), t("<", N, 2)), (N,)),
        (t("<", t("*", X, X), 0), (X,)),
        (t("!=", t("/", X, X), 1), (X,)),
        (
            t("and", SETTING, t("<", 0, G), t("<=", G, t("/", C, t("+", C, D))), t(">", DISCOUNTED, C)),
            (C, D, W, N, G),
        ),
    ],
)
def test_search_finds_nothing_where_nothing_is(formula: Term, variables: tuple) -> None:
    assert search(formula, variables, {}, 150) is None


def test_fixed_values_are_kept() -> None:
    point = search(t(">", t("*", X, Y), 1000), (X, Y), {"y": Fraction(1, 3)}, 100)
    assert point is not None
    assert point["y"] == Fraction(1, 3)
    assert point["x"] > 3000


def test_search_repeats_itself() -> None:
    formula, variables = FOUND[1][1], FOUND[1][2]
    assert search(formula, variables, {}, 300) == search(formula, variables, {}, 300)


def test_simplest_first_begins_simply_and_reaches_every_rational_once() -> None:
    first = list(islice(simplest_first(), 400))
    assert first[:6] == [1, 2, 0, 3, Fraction(1, 2), -1]
    assert len(set(first)) == 400
    assert {Fraction(a, b) for a in range(-9, 10) for b in range(1, 10)} <= set(first)


def test_sample_points_are_of_their_sorts_mixed_and_repeatable() -> None:
    quantities = [("x", Sort.REAL), ("n", Sort.INTEGER), ("p", Sort.BOOL)]
    points = list(sample_points(quantities, 80, 7))
    assert points == list(sample_points(quantities, 80, 7))
    assert points != list(sample_points(quantities, 80, 8))
    assert all(point["n"].denominator == 1 and isinstance(point["p"], bool) for point in points)
    xs = {point["x"] for point in points}
    assert 0 in xs
    assert any(x < 0 for x in xs)
    assert any(x.denominator > 1 for x in xs)


@pytest.mark.parametrize(
    ("formula", "point", "expected"),
    [
        (t(">", X, 0), {"x": Fraction(93057, 131072)}, {"x": 1}),
        (t("and", t(">", X, 0), t("<", X, 1)), {"x": Fraction(93057, 131072)}, {"x": Fraction(1, 2)}),
        (t(">", X, Y), {"x": Fraction(77, 3), "y": Fraction(5, 9)}, {"x": 1, "y": 0}),
        (
            t("and", t("=", Y, t("*", X, X)), t(">", X, 1)),
            {"x": Fraction(17, 3), "y": Fraction(289, 9)},
            {"x": 2, "y": 4},
        ),
        (t(">", t("^", X, 2), 2), {"x": Fraction(5, 1)}, {"x": 2}),
    ],
)
def test_values_are_made_simple(formula: Term, point: dict, expected: dict) -> None:
    assert simplify_point(formula, point, list(point)) == expected


@settings(max_examples=60, deadline=None)
@given(
    st.fractions(-20, 20, max_denominator=9),
    st.fractions(Fraction(1, 9), 20, max_denominator=9),
    st.booleans(),
    st.booleans(),
)
def test_any_interval_is_hit_within_its_ends(low: Fraction, width: Fraction, left: bool, right: bool) -> None:
    formula = t("and", t(">=" if left else ">", X, low), t("<=" if right else "<", X, low + width))
    point = search(formula, (X,), {}, 20)
    assert point is not None
    assert evaluate(formula, point) is True
