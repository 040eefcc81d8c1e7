"""Terms to SymPy and back."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argcheck.model.operators import Sort
from argcheck.model.terms import TRUE, App, Num, Quantifier, SumOf, Term, Var, num
from argcheck.provers.sympy_terms import (
    CannotTranslate,
    derivatives,
    factor_list,
    from_sympy,
    symbols_for,
    to_sympy,
)

X, Y, M = Var("x", Sort.REAL), Var("y", Sort.REAL), Var("m", Sort.INTEGER)
SYMBOLS = symbols_for((X, Y, M), (App(">", (X, num(0))), App(">=", (M, num(1)))))

LEAVES = st.sampled_from([X, Y, M, num(2), num(Fraction(-3, 7))])
TERMS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(lambda op, a, b: App(op, (a, b)), st.sampled_from("+-*"), inner, inner),
        st.builds(lambda a: App("neg", (a,)), inner),
        st.builds(lambda a: App("exp", (a,)), inner),
        st.builds(lambda a, n: App("^", (a, num(n))), inner, st.integers(0, 3)),
    ),
    max_leaves=6,
)


@given(TERMS)
def test_there_and_back_is_the_same_expression(term: Term) -> None:
    expression = to_sympy(term, SYMBOLS)
    assert to_sympy(from_sympy(expression, SYMBOLS), SYMBOLS) == expression


def test_declared_facts_become_assumptions_and_nothing_else_does() -> None:
    assert SYMBOLS.of[X].is_positive
    assert SYMBOLS.of[M].is_integer
    assert SYMBOLS.of[M].is_positive
    assert SYMBOLS.of[Y].is_positive is None
    assert SYMBOLS.of[Y].is_real


@pytest.mark.parametrize(
    "term",
    [
        App("rises", (X, X)),
        App("diff", (X, X)),
        Quantifier("forall", X, TRUE, App(">", (X, num(0)))),
        Var("unknown", Sort.REAL),
    ],
)
def test_what_has_no_counterpart_says_so(term: Term) -> None:
    with pytest.raises(CannotTranslate):
        to_sympy(term, SYMBOLS)


def test_expressions_outside_the_language_say_so() -> None:
    with pytest.raises(CannotTranslate):
        from_sympy(to_sympy(SumOf(M, num(1), M, Y), symbols_for((X, Y, M))), SYMBOLS)


def test_a_quantity_named_like_a_function_is_just_a_quantity() -> None:
    names = tuple(Var(name, Sort.REAL) for name in ("E", "I", "S", "pi", "gamma"))
    symbols = symbols_for(names)
    for name in names:
        assert from_sympy(to_sympy(name, symbols), symbols) == name


def test_the_derivative_of_a_power_with_a_variable_exponent() -> None:
    plain, *_ = derivatives(App("^", (X, M)), X, SYMBOLS)
    assert to_sympy(plain, SYMBOLS).equals(SYMBOLS.of[M] * SYMBOLS.of[X] ** (SYMBOLS.of[M] - 1))


def test_factors_of_a_polynomial() -> None:
    # g0^2 - g1^2
    number, factors = factor_list(2, {((0, 2),): Fraction(1), ((1, 2),): Fraction(-1)})
    assert number == 1
    assert {frozenset(factor.items()) for factor, _ in factors} == {
        frozenset({((0, 1),): Fraction(1), ((1, 1),): Fraction(-1)}.items()),
        frozenset({((0, 1),): Fraction(1), ((1, 1),): Fraction(1)}.items()),
    }
    assert isinstance(Num(number), Num)
