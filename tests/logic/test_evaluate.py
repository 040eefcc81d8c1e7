"""Evaluation: every operator, the edges of every domain, short circuits, sums, quantifiers."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from argcheck.logic import exact
from argcheck.logic.evaluate import NotReduced, TooLarge, Undefined, Undetermined, evaluate
from argcheck.model.operators import OPERATORS, Sort
from argcheck.model.terms import FALSE, TRUE, App, Infinite, LimitOf, Num, Quantifier, SumOf, Term, Var, substitute

X, Y, Z = (Var(name, Sort.REAL) for name in "xyz")
K, N = (Var(name, Sort.INTEGER) for name in "kn")
P, R = (Var(name, Sort.BOOL) for name in "pr")
HALF = Fraction(1, 2)
INFINITY = Infinite()


def t(op: str, *args: Term | int | Fraction) -> App:
    return App(op, tuple(Num(Fraction(arg)) if isinstance(arg, int | Fraction) else arg for arg in args))


def n(value: int | Fraction) -> Num:
    return Num(Fraction(value))


@pytest.mark.parametrize(
    ("term", "point", "value"),
    [
        (t("+", X, Y, 1), {"x": 2, "y": HALF}, Fraction(7, 2)),
        (t("-", X, Y), {"x": 2, "y": 3}, -1),
        (t("*", X, Y, -1), {"x": 2, "y": HALF}, -1),
        (t("/", X, Y), {"x": 2, "y": 4}, HALF),
        (t("neg", X), {"x": 2}, -2),
        (t("min", X, Y, 0), {"x": 2, "y": -1}, -1),
        (t("max", X, Y, 0), {"x": 2, "y": -1}, 2),
        (t("abs", X), {"x": -HALF}, HALF),
        (t("clamp", X, 0, 1), {"x": 2}, 1),
        (t("clamp", X, 0, 1), {"x": -2}, 0),
        (t("clamp", X, 0, 1), {"x": HALF}, HALF),
        (t("clamp", X, 1, 1), {"x": 5}, 1),
        (t("floor", X), {"x": -HALF}, -1),
        (t("ceil", X), {"x": -HALF}, 0),
        (t("sqrt", X), {"x": Fraction(9, 4)}, Fraction(3, 2)),
        (t("sqrt", X), {"x": 0}, 0),
        (t("log", t("exp", X)), {"x": HALF}, HALF),
        (t("^", X, 0), {"x": 0}, 1),
        (t("^", X, Y), {"x": 0, "y": 0}, 1),
        (t("^", X, Y), {"x": 0, "y": 3}, 0),
        (t("^", X, Y), {"x": -2, "y": -3}, Fraction(-1, 8)),
        (t("^", X, Y), {"x": 4, "y": HALF}, 2),
        (t("^", X, t("/", Y, 2)), {"x": -3, "y": 4}, 9),
        (t("ite", t(">", X, 0), 1, t("/", 1, X)), {"x": 1}, 1),
        (t("ite", t(">", X, 0), t("log", X), 0), {"x": -1}, 0),
    ],
)
def test_terms(term: Term, point: dict, value: Fraction) -> None:
    found = evaluate(term, {name: Fraction(v) for name, v in point.items()})
    assert found == value
    assert isinstance(found, Fraction)


@pytest.mark.parametrize(
    ("op", "below", "at", "above"),
    [
        ("<", True, False, False),
        ("<=", True, True, False),
        (">", False, False, True),
        (">=", False, True, True),
        ("=", False, True, False),
        ("!=", True, False, True),
    ],
)
@pytest.mark.parametrize("bound", [n(2), t("sqrt", 2), t("exp", -1), t("-", t("sqrt", t("+", 3, t("sqrt", 8))), 1)])
def test_comparisons_at_and_next_to_the_boundary(op: str, below: bool, at: bool, above: bool, bound: Term) -> None:
    tiny = Fraction(1, 10**40)
    middle = evaluate(bound, {})
    assert evaluate(t(op, X, bound), {"x": exact.tidy(middle - tiny)}) is below
    assert evaluate(t(op, X, bound), {"x": middle}) is at
    assert evaluate(t(op, X, bound), {"x": exact.tidy(middle + tiny)}) is above


@pytest.mark.parametrize("p", [True, False])
@pytest.mark.parametrize("r", [True, False])
def test_connectives(p: bool, r: bool) -> None:
    point = {"p": p, "r": r}
    assert evaluate(t("and", P, R), point) is (p and r)
    assert evaluate(t("or", P, R), point) is (p or r)
    assert evaluate(t("implies", P, R), point) is (not p or r)
    assert evaluate(t("iff", P, R), point) is (p == r)
    assert evaluate(t("not", P), point) is (not p)
    assert evaluate(t("ite", P, R, FALSE), point) is (p and r)
    assert evaluate(TRUE, point) is True
    assert evaluate(FALSE, point) is False


NO_VALUE = t(">", t("/", 1, X), 2)


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        (t("and", t("!=", X, 0), NO_VALUE), False),
        (t("or", t("=", X, 0), NO_VALUE), True),
        (t("implies", t("!=", X, 0), NO_VALUE), True),
        (t(">", t("ite", t("=", X, 0), 3, t("/", 1, X)), 2), True),
        (t("implies", t("!=", X, 0), t("and", t(">", X, 1), t(">", t("log", t("/", 1, X)), 0))), True),
    ],
)
def test_a_guard_keeps_what_it_guards_from_being_read(formula: Term, value: bool) -> None:
    assert evaluate(formula, {"x": Fraction(0)}) is value


@pytest.mark.parametrize(
    "formula",
    [
        NO_VALUE,
        t("and", NO_VALUE, t("!=", X, 0)),
        t("or", NO_VALUE, t("=", X, 0)),
        t("and", t("=", X, 0), NO_VALUE),
        t("implies", t("=", X, 0), NO_VALUE),
        t("not", NO_VALUE),
        t("iff", FALSE, NO_VALUE),
        t("=", t("*", 0, t("/", 1, X)), 0),
        t("=", t("/", X, X), 1),
        t("=", t("-", t("log", X), t("log", X)), 0),
    ],
)
def test_no_verdict_rests_on_a_term_without_a_value(formula: Term) -> None:
    with pytest.raises(Undefined):
        evaluate(formula, {"x": Fraction(0)})


@pytest.mark.parametrize(
    ("term", "inside", "outside"),
    [
        (t("/", 1, X), (1, -1, Fraction(1, 10**9)), (0,)),
        (t("log", X), (1, Fraction(1, 10**9)), (0, -1)),
        (t("sqrt", X), (0, 1), (-1, Fraction(-1, 10**9))),
        (t("^", X, -1), (1, -1), (0,)),
        (t("^", X, HALF), (1, HALF), (0, -1)),
        (t("^", X, t("sqrt", 2)), (1, HALF), (0, -1)),
        (t("^", -1, X), (0, 1, -1, 2), (HALF, Fraction(1, 3))),
        (t("^", 0, X), (0, 1, 2), (-1, HALF)),
        (t("clamp", 0, X, 1), (0, 1, -1), (2, Fraction(10**9 + 1, 10**9))),
        (SumOf(K, n(0), INFINITY, t("^", X, K)), (0, HALF, Fraction(-999, 1000)), (1, -1, 2)),
        (SumOf(K, n(-1), INFINITY, t("^", X, K)), (HALF,), (0, 1)),
        (SumOf(K, n(-1), n(1), t("^", X, K)), (1, -1), (0,)),
        (SumOf(K, n(0), X, n(1)), (0, 3, -2), (HALF,)),
    ],
)
def test_a_term_is_undefined_exactly_where_its_domain_ends(term: Term, inside: tuple, outside: tuple) -> None:
    for value in inside:
        evaluate(term, {"x": Fraction(value)})
    for value in outside:
        with pytest.raises(Undefined) as caught:
            evaluate(term, {"x": Fraction(value)})
        assert "has no value" in str(caught.value)


@pytest.mark.parametrize("op", ["rises", "falls", "flat", "diff"])
def test_what_must_be_rewritten_first(op: str) -> None:
    with pytest.raises(NotReduced):
        evaluate(t(op, X, X), {"x": Fraction(1)})


def test_limits_and_bare_infinity_must_be_rewritten_first() -> None:
    for term in (LimitOf(X, n(0), X), INFINITY):
        with pytest.raises(NotReduced):
            evaluate(term, {})


def test_every_operator_has_a_rule() -> None:
    from argcheck.logic.evaluate import _RULES

    assert set(_RULES) == set(OPERATORS)


# ---- sums ---------------------------------------------------------------------------------------------

BODIES = [
    t("^", X, K),
    t("*", K, t("^", X, t("-", K, 1))),
    t("*", t("^", K, 2), t("^", X, t("*", 2, K))),
    t("-", t("*", 3, t("^", X, t("-", 5, K))), K),
    t("/", t("+", K, t("^", t("neg", X), K)), 2),
    t("*", t("^", X, K), t("^", 2, K)),
    n(1),
]


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("x", [HALF, Fraction(2, 3), Fraction(-1, 2), 1, -1, 2])
def test_a_long_sum_is_the_sum_of_its_terms(body: Term, x: Fraction) -> None:
    point = {"x": Fraction(x)}
    expected = sum(evaluate(body, {**point, "k": Fraction(k)}) for k in range(1, 101))
    assert evaluate(SumOf(K, n(1), n(100), body), point) == expected


def test_the_first_power_of_zero_counts() -> None:
    for upper in (n(0), n(3), n(500), INFINITY):
        assert evaluate(SumOf(K, n(0), upper, t("^", X, K)), {"x": Fraction(0)}) == 1
    series = SumOf(K, n(1), n(500), t("*", K, t("^", X, t("-", K, 1))))
    assert evaluate(series, {"x": Fraction(0)}) == 1


def test_empty_sums_are_zero_and_read_nothing() -> None:
    assert evaluate(SumOf(K, n(1), n(0), t("/", 1, X)), {"x": Fraction(0)}) == 0
    assert evaluate(SumOf(K, n(5), N, K), {"n": Fraction(-3)}) == 0


@pytest.mark.parametrize(
    ("body", "x", "value"),
    [
        (t("^", X, K), HALF, 1),
        (t("*", K, t("^", X, K)), HALF, 2),
        (t("*", t("^", K, 2), t("^", X, K)), HALF, 6),
        (t("*", 5, t("^", X, t("-", K, 1)), t("^", -1, K)), HALF, Fraction(-10, 3)),
        (t("-", t("^", X, K), t("^", X, K)), 3, 0),
        (t("^", t("/", 1, t("+", 1, X)), K), 1, 1),
    ],
)
def test_endless_sums(body: Term, x: Fraction, value: Fraction) -> None:
    assert evaluate(SumOf(K, n(1), INFINITY, body), {"x": Fraction(x)}) == value


def test_an_endless_sum_at_an_irrational_point() -> None:
    total = evaluate(SumOf(K, n(0), INFINITY, t("^", X, K)), {"x": evaluate(t("sqrt", HALF), {})})
    assert total == evaluate(t("+", 2, t("sqrt", 2)), {})


def test_an_endless_sum_of_another_form_is_undetermined() -> None:
    with pytest.raises(Undetermined):
        evaluate(SumOf(K, n(1), INFINITY, t("/", 1, t("^", K, 2))), {})


def test_sums_that_would_take_for_ever_are_refused() -> None:
    harmonic = SumOf(K, n(1), n(10**9), t("/", 1, K))
    nested = SumOf(K, n(1), n(10**4), SumOf(N, n(1), n(10**4), t("min", K, N)))
    for term in (harmonic, nested):
        with pytest.raises(TooLarge):
            evaluate(term, {})
    assert evaluate(SumOf(K, n(1), n(10**9), K), {}) == 10**9 * (10**9 + 1) // 2


# ---- quantifiers --------------------------------------------------------------------------------------


def q(kind: str, variable: Var, domain: Term, body: Term) -> Quantifier:
    return Quantifier(kind, variable, domain, body)


UP_TO_TEN = t("and", t("<=", 1, K), t("<", K, 11))


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        (q("forall", K, UP_TO_TEN, t("<=", t("*", K, K), 100)), True),
        (q("forall", K, UP_TO_TEN, t("<", t("*", K, K), 100)), False),
        (q("exists", K, UP_TO_TEN, t("=", t("*", K, K), 49)), True),
        (q("exists", K, UP_TO_TEN, t("=", t("*", K, K), 50)), False),
        (q("forall", K, t("and", t(">", K, 1), t("<", K, 2)), FALSE), True),
        (q("exists", K, t(">=", K, 1), t(">", t("*", K, HALF), 1)), True),
        (q("forall", X, t(">", X, 0), t(">", X, 1)), False),
        (q("exists", X, t("and", t(">", X, 7), t("<", X, t("+", 7, Fraction(1, 100)))), TRUE), True),
        (q("forall", P, TRUE, t("or", P, t("not", P))), True),
    ],
)
def test_quantifiers(formula: Term, value: bool) -> None:
    assert evaluate(formula, {}) is value


@pytest.mark.parametrize(
    "formula",
    [
        q("forall", X, t(">", X, 0), t(">", t("+", X, 1), 1)),
        q("exists", X, TRUE, t("=", t("*", X, X), 2)),
        q("forall", K, t(">=", K, 0), t(">=", t("^", 2, K), 1)),
    ],
)
def test_a_quantifier_that_no_value_settles_is_undetermined(formula: Term) -> None:
    with pytest.raises(Undetermined):
        evaluate(formula, {})


def test_a_bound_variable_hides_an_outer_one_of_the_same_name() -> None:
    formula = t("and", q("exists", K, UP_TO_TEN, t("=", K, 7)), t("=", K, 100))
    assert evaluate(formula, {"k": Fraction(100)}) is True


# ---- properties ---------------------------------------------------------------------------------------

values = st.fractions(min_value=-3, max_value=3, max_denominator=4)
points = st.fixed_dictionaries({"x": values, "y": values, "z": values})
atoms = st.one_of(st.sampled_from((X, Y, Z)), values.map(Num))
rational_functions = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.tuples(st.sampled_from(("+", "-", "*", "/")), inner, inner).map(lambda p: App(p[0], p[1:])),
        inner.map(lambda a: App("neg", (a,))),
        st.tuples(inner, st.integers(-3, 3)).map(lambda p: App("^", (p[0], n(p[1])))),
    ),
    max_leaves=10,
)


class _NoValue(Exception):
    pass


def slow(term: Term, point: dict[str, Fraction]) -> sympy.Rational:
    """Another evaluation, on SymPy's rationals."""
    if isinstance(term, Num):
        return sympy.Rational(term.value.numerator, term.value.denominator)
    if isinstance(term, Var):
        return sympy.Rational(point[term.name].numerator, point[term.name].denominator)
    args = [slow(arg, point) for arg in term.args]
    match term.op:
        case "+":
            value = args[0] + args[1]
        case "-":
            value = args[0] - args[1]
        case "*":
            value = args[0] * args[1]
        case "/":
            value = args[0] / args[1]
        case "neg":
            value = -args[0]
        case _:
            value = args[0] ** args[1]
    if not value.is_Rational:
        raise _NoValue
    return value


@settings(max_examples=150, deadline=None)
@given(rational_functions, points)
def test_agreement_with_another_evaluation(term: Term, point: dict[str, Fraction]) -> None:
    try:
        expected = slow(term, point)
    except _NoValue:
        with pytest.raises(Undefined):
            evaluate(term, point)
        return
    assert evaluate(term, point) == Fraction(int(expected.p), int(expected.q))


def outcome(term: Term, point: dict[str, Fraction]) -> object:
    try:
        return evaluate(term, point)
    except Undefined as error:
        return error.reason
    except (Undetermined, TooLarge) as error:
        return type(error)


partial_functions = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.tuples(st.sampled_from(("+", "*", "/", "^", "min", "max")), inner, inner).map(lambda p: App(p[0], p[1:])),
        st.tuples(st.sampled_from(("sqrt", "log", "abs", "floor", "neg")), inner).map(lambda p: App(p[0], p[1:])),
    ),
    max_leaves=6,
)


@settings(max_examples=100, deadline=None)
@given(partial_functions, points)
def test_substituting_numbers_and_looking_them_up_agree(term: Term, point: dict[str, Fraction]) -> None:
    filled = substitute(term, {v: Num(point[v.name]) for v in (X, Y, Z)})
    assert outcome(term, point) == outcome(filled, {})


@settings(max_examples=100, deadline=None)
@given(partial_functions, points)
def test_a_formula_and_its_negation_disagree(term: Term, point: dict[str, Fraction]) -> None:
    formula = t("<", term, X)
    value = outcome(formula, point)
    if isinstance(value, bool):
        assert outcome(t("not", formula), point) is (not value)
        assert outcome(t(">=", term, X), point) is (not value)
