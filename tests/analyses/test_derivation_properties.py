"""Rewritings are right on their own: here no decider confirms or refutes a line, it only answers on signs."""

from __future__ import annotations

from collections.abc import Sequence

import mpmath
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from argcheck.analyses.derivation import Derivation, derive_step
from argcheck.analyses.derivation.products import expand, sum_of, term_of, tidy
from argcheck.model.show import show
from argcheck.model.terms import App, Term, free_variables, num
from tests.analyses.examples import D, T, argument, at, b, c, gamma, k, n, step, total, w, x
from tests.analyses.standin import StandIn, points, value


class OnSigns:
    """Answers on everything but equivalences."""

    def __init__(self) -> None:
        self.inner = StandIn(milliseconds=300, count=150)

    def entails(self, facts: Sequence[Term], goal: Term) -> bool | None:
        return None if isinstance(goal, App) and goal.op == "iff" else self.inner.entails(facts, goal)


NUMBERS = st.integers(-3, 4).map(num)
PLAIN = st.one_of(st.sampled_from([w, w, c, D, x]), NUMBERS)
POSITIVE = st.sampled_from([c, D, at("+", 1, w), at("*", n, D)])
SIDES = st.recursive(
    PLAIN,
    lambda inner: st.one_of(
        st.builds(lambda op, one, two: at(op, one, two), st.sampled_from("+-*"), inner, inner),
        st.builds(lambda one, two: at("/", one, two), inner, POSITIVE),
        st.builds(lambda one: at("neg", one), inner),
        st.builds(lambda one: at("^", one, 2), inner),
    ),
    max_leaves=5,
)
TRANSCENDENTAL = st.one_of(
    st.sampled_from(
        [
            at("exp", w),
            at("exp", at("-", c, w)),
            at("sqrt", w),
            at("sqrt", at("+", c, w)),
            at("log", at("+", 1, w)),
            at("^", gamma, n),
            at("^", at("+", 1, w), T),
            total(0, at("-", T, 1), at("^", gamma, k)),
            total(1, n, k),
        ]
    ),
    PLAIN,
)
COMPARISONS = st.builds(
    lambda op, one, factor, two: at(op, at("*", one, factor), two),
    st.sampled_from([">", ">=", "<", "<=", "="]),
    TRANSCENDENTAL,
    PLAIN,
    SIDES,
)
QUICK = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def _right_at_points(derivation: Derivation) -> None:
    facts = tuple(assumption.formula for assumption in derivation.assumptions)
    steps = [(line.under, line.formula) for line in derivation.lines if not isinstance(line.formula, str)]
    assert derivation.result is not None
    names = {v for term in (*facts, derivation.goal, derivation.result) for v in free_variables(term)}
    with mpmath.workdps(60):
        for point in points(sorted(names, key=lambda v: v.name), 150, 11):
            try:
                if not all(value(fact, point) for fact in facts):
                    continue
                truth = value(derivation.goal, point)
            except ArithmeticError:
                continue
            # where the goal has a value, so has the condition
            assert value(derivation.result, point) == truth, (show(derivation.goal), derivation.result_text, point)
            for under, formula in steps:
                if all(value(fact, point) for fact in under):
                    assert value(formula, point) == truth, (show(derivation.goal), show(formula), point)


@QUICK
@given(COMPARISONS, st.sampled_from(["w", "c", "D", "n", "x", "gamma", None]))
def test_every_rewriting_keeps_the_truth(goal: Term, variable: str | None) -> None:
    names = {v.name for v in free_variables(goal)}
    wanted = variable if variable in names else None
    claim = argument(steps=(step("claim", goal),))
    (derivation,) = derive_step(claim, "claim", wanted, OnSigns())
    _right_at_points(derivation)


@given(SIDES)
def test_sums_of_products_keep_the_value(term: Term) -> None:
    tidied, expanded = tidy(term), term_of(expand(sum_of(term)))
    with mpmath.workdps(60):
        for point in points(sorted(free_variables(term), key=lambda v: v.name), 10, 3):
            try:
                expected = value(term, point)
            except ArithmeticError:
                continue
            for other in (tidied, expanded):
                assert abs(value(other, point) - expected) < mpmath.mpf(10) ** -40  # type: ignore[operator]


@pytest.mark.parametrize("degree", [0, 1, 2, 3, 4, 5])
@pytest.mark.parametrize("lower", [-1, 0, 1, 3])
def test_power_sums_agree_with_adding_up(degree: int, lower: int) -> None:
    body = at("^", k, degree) if degree else b
    goal = at(">", total(lower, n, body), x)
    (derivation,) = derive_step(argument(steps=(step("claim", goal, at(">=", n, 3)),)), "claim", "x", StandIn())
    _right_at_points(derivation)
    assert "sum" not in derivation.result_text
