"""Derived conditions: the expected ones, as text, and every line right at random exact points."""

from __future__ import annotations

import mpmath
import pytest

from argcheck.analyses.derivation import Derivation, UnknownName, derive_option, derive_step
from argcheck.model.show import show
from argcheck.model.terms import App, Term, Var, free_variables, num
from tests.analyses.examples import (
    AT_ONCE,
    DEPLOYMENT,
    FOREVER,
    LATE,
    MOE,
    TRAINING,
    D,
    L,
    N,
    T,
    argument,
    at,
    b,
    c,
    decision,
    gamma,
    j,
    k,
    n,
    p,
    q,
    step,
    total,
    w,
    x,
)
from tests.analyses.standin import StandIn, points, value

BELOW_ONE = at("<", gamma, 1)
LATE_GOAL = at(">", LATE["deceive"], LATE["greedy"])
HALF = at("/", 1, 2)

TABLE: dict[str, tuple[Term, tuple[Term, ...], str, str]] = {
    "one episode": (at(">", at("-", at("*", n, w, D), c), 0), (), "w", "w > c/(n*D)"),
    "one episode, for n": (at(">", at("*", n, w, D), c), (at(">", w, 0),), "n", "n > c/(w*D)"),
    "weight may be 0": (at(">", at("*", n, w, D), c), (), "D", "w > 0 and D > c/(n*w)"),
    "executives": (at(">", at("-", c, at("*", q, L)), 0), (), "q", "q < c/L"),
    "chance": (at(">", at("*", p, w, D), c), (at(">", w, 0),), "p", "p > c/(w*D)"),
    "logit": (
        at(">", at("/", 1, at("+", 1, at("exp", at("*", at("neg", b), at("-", at("*", w, D), c))))), at("/", 3, 5)),
        (),
        "w",
        "w > (c - log(2/3)/b)/D",
    ),
    "late, for D": (
        LATE_GOAL,
        (BELOW_ONE,),
        "D",
        "D > c*(1 - gamma^T)/(gamma^T*(1 - gamma^N))",
    ),
    "late, for c": (LATE_GOAL, (BELOW_ONE,), "c", "c < gamma^T*(1 - gamma^N)*D/(1 - gamma^T)"),
    "late, for T": (LATE_GOAL, (BELOW_ONE,), "T", "T < log(c/(c + (1 - gamma^N)*D))/log(gamma)"),
    "late, patient": (LATE_GOAL, (at("=", gamma, 1),), "D", "D > c*T/N"),
    "late, endless": (
        at(">", at("*", FOREVER, D), at("*", c, TRAINING)),
        (BELOW_ONE,),
        "gamma",
        "gamma > (c/(c + D))^(1/T)",
    ),
    "late, endless, for T": (
        at(">", at("*", FOREVER, D), at("*", c, TRAINING)),
        (BELOW_ONE,),
        "T",
        "T < log(c/(c + D))/log(gamma)",
    ),
    "discounted incentive": (
        at("<=", at("*", total(1, n, at("^", gamma, k)), D), c),
        (BELOW_ONE,),
        "c",
        "c >= gamma*(1 - gamma^n)*D/(1 - gamma)",
    ),
    "square": (at(">", at("*", D, at("^", w, 2)), c), (), "w", "w > sqrt(c/D)"),
    "quadratic": (
        at(">", at("+", at("^", w, 2), w), 6),
        (),
        "w",
        "w > 2",
    ),
    "cubic with a known factor": (
        at(">", at("+", at("^", w, 3), w), at("*", c, at("+", at("^", w, 2), 1))),
        (),
        "w",
        "w > c",
    ),
    "under a root": (at(">", at("sqrt", w), c), (), "w", "w > c^2"),
    "under a logarithm": (at(">", at("log", at("+", 1, w)), c), (), "w", "w > exp(c) - 1"),
    "in a denominator": (at(">", at("/", c, at("+", 1, w)), at("/", 1, 2)), (), "w", "w < 2*c - 1"),
    "short sum": (at(">", at("*", total(1, 3, at("*", k, D)), w), c), (), "w", "w > c/(6*D)"),
    "sum of whole numbers": (at(">", at("*", total(1, n, k), D), c), (), "D", "D > 2*c/(n*(n + 1))"),
    "equality": (at("=", at("*", w, D), c), (), "w", "w = c/D"),
    "half": (at(">", at("*", HALF, w), c), (), "w", "w > 2*c"),
    "negation": (at("not", at(">", at("*", w, D), c)), (), "w", "w <= c/D"),
}


def derived(goal: Term, given: tuple[Term, ...], variable: str | None) -> Derivation:
    (result,) = derive_step(argument(steps=(step("claim", goal, *given),)), "claim", variable, StandIn())
    return result


def _agree(facts: tuple[Term, ...], one: Term, other: Term, seed: int) -> int:
    """At how many random points that satisfy the facts the formulas were compared; fails when they differ."""
    names = sorted({v for term in (*facts, one, other) for v in free_variables(term)}, key=lambda v: v.name)
    compared = 0
    with mpmath.workdps(60):
        for point in points(names, 400, seed):
            try:
                if all(value(fact, point) for fact in facts):
                    assert value(one, point) == value(other, point), (show(one), show(other), point)
                    compared += 1
            except ArithmeticError:
                continue
    return compared


def _lines_are_equivalent(derivation: Derivation) -> None:
    facts = tuple(assumption.formula for assumption in derivation.assumptions)
    for line in derivation.lines:
        assert line.check in ("proved", "unchecked", "given")
        if not isinstance(line.formula, str):
            _agree((*facts, *line.under), derivation.goal, line.formula, seed=len(line.text))
    assert derivation.result is not None
    assert _agree(facts, derivation.goal, derivation.result, seed=5) > 0
    for variant in derivation.further:
        _lines_are_equivalent(variant)


@pytest.mark.parametrize("name", TABLE)
def test_the_expected_condition_is_derived(name: str) -> None:
    goal, given, variable, expected = TABLE[name]
    derivation = derived(goal, given, variable)
    assert derivation.result_text == expected
    assert not derivation.implicit
    assert derivation.verified
    _lines_are_equivalent(derivation)


def late(variable: str | None) -> Derivation:
    (found,) = derive_option(MOE, "training", "deceive", variable, StandIn(), reading=(("modification", "late"),))
    return found


def test_the_flagship_splits_on_the_discount_factor() -> None:
    derivation = late("gamma")
    assert derivation.result_parts == (
        "gamma < 1 and gamma^T*(1 - gamma^N)*D > c*(1 - gamma^T)",
        "gamma = 1 and N*D > c*T",
        "gamma > 1 and gamma^T*(gamma^N - 1)*D > c*(gamma^T - 1)",
    )
    assert derivation.implicit
    assert derivation.verified
    assert {line.case for line in derivation.lines} == {None, "gamma < 1", "gamma = 1", "gamma > 1"}
    assert [line.because for line in derivation.lines if line.case == "gamma < 1"][-1] == (
        "multiply by 1 - gamma > 0, since gamma < 1"
    )
    _lines_are_equivalent(derivation)


def test_the_infinite_horizon_comes_with_its_threshold_and_how_it_moves() -> None:
    (endless,) = late("gamma").further
    assert endless.result_text == "gamma > (c/(c + D))^(1/T)"
    assert not endless.implicit
    assert [line.text for line in endless.statics] == [
        "the threshold rises with c",
        "the threshold falls with D",
        "the threshold rises with T",
    ]
    (training,) = late("T").further
    assert training.result_text == "T < log(c/(c + D))/log(gamma)"


def test_a_lapse_at_once_is_compared_episode_by_episode() -> None:
    (derivation,) = derive_option(MOE, "training", "deceive", None, StandIn(), reading=(("modification", "at_once"),))
    texts = [line.text for line in derivation.lines]
    assert "D*sum(k from T to T + N - 1: gamma^k) > c*gamma^j" in texts
    _lines_are_equivalent(derivation)


def test_each_reading_has_a_derivation_of_its_own() -> None:
    found = derive_option(MOE, "training", "deceive", "D", StandIn())
    assert [dict(one.reading)["modification"] for one in found] == ["late", "at_once"]


def test_indifference_is_said_at_equality() -> None:
    (derivation,) = derive_option(MOE, "once", "deceive", "w", StandIn())
    assert [edge.text for edge in derivation.boundary if not isinstance(edge, str)] == [
        "at w = c/(n*D) neither option is better: indifference"
    ]


def test_an_excluded_ratio_of_one_is_an_edge() -> None:
    derivation = derived(LATE_GOAL, (BELOW_ONE,), "D")
    edges = [edge.text for edge in derivation.boundary if not isinstance(edge, str)]
    assert "at gamma = 1, which the facts exclude, the condition reads D > c*T/N" in edges


def test_an_option_is_compared_with_every_other() -> None:
    (derivation,) = derive_option(MOE, "three", "speak", "p", StandIn())
    assert derivation.result_text == "p > c/D and p > q/D"
    (one,) = derive_option(MOE, "three", "speak", "p", StandIn(), against="leave")
    assert one.result_text == "p > q/D"


def test_an_unknown_sign_splits_into_cases() -> None:
    derivation = derived(at(">", at("*", x, w), c), (), "w")
    assert derivation.result_text == "x > 0 and w > c/x"
    assert {"x > 0", "x = 0", "x < 0"} == {line.case for line in derivation.lines if line.case}
    _lines_are_equivalent(derivation)


def test_signs_are_not_assumed() -> None:
    y = Var("x", x.sort)
    derivation = derived(at(">", at("*", D, at("^", y, 2)), c), (), "x")
    assert derivation.result_text == "x < -sqrt(c/D) or x > sqrt(c/D)" or derivation.implicit
    _lines_are_equivalent(derivation)


def test_a_condition_that_the_facts_settle_is_said_to_hold_always_or_never() -> None:
    assert derived(at(">", at("*", w, D), at("neg", c)), (), "w").result_text == "true"
    assert derived(at("<", at("*", w, D), at("neg", c)), (), "w").result_text == "false"


class Mute:
    """A decider that never decides."""

    def entails(self, facts: object, goal: Term) -> bool | None:
        return None


class Contrary:
    """A decider that refutes every equivalence and proves everything else."""

    def entails(self, facts: object, goal: Term) -> bool | None:
        return not (isinstance(goal, App) and goal.op == "iff")


def test_nothing_is_claimed_when_nothing_is_decided() -> None:
    (derivation,) = derive_option(MOE, "once", "deceive", "w", Mute())
    assert not derivation.verified
    assert all(line.check in ("given", "unchecked") for line in derivation.lines)
    assert not derivation.statics


def test_a_refuted_line_is_never_written() -> None:
    (derivation,) = derive_option(MOE, "once", "deceive", "w", Contrary())
    assert all(line.check == "given" for line in derivation.lines)
    assert derivation.result == derivation.goal
    assert derivation.implicit


@pytest.mark.parametrize(
    ("decision_name", "option", "variable", "known"),
    [
        ("trainning", "deceive", None, "training"),
        ("training", "decieve", None, "deceive"),
        ("training", "deceive", "gama", "gamma"),
        ("training", "deceive", "w", "gamma"),
    ],
)
def test_unknown_names_say_what_there_is(decision_name: str, option: str, variable: str | None, known: str) -> None:
    with pytest.raises(UnknownName) as caught:
        derive_option(MOE, decision_name, option, variable, StandIn())
    assert known in caught.value.known


def test_the_author_s_names_and_order_survive() -> None:
    found = derive_option(
        argument((decision("act", ((), {"go": at("*", D, w), "stay": at("*", num(2), c)})),)),
        "act",
        "go",
        None,
        StandIn(),
    )
    assert found[0].result_text == "D*w > 2*c"


def test_sums_that_have_no_closed_form_stay() -> None:
    derivation = derived(at(">", at("*", total(1, n, at("/", 1, k)), D), c), (), "D")
    assert "sum(k from 1 to n: 1/k)" in derivation.result_text


def test_a_sum_that_may_diverge_is_confined_to_where_it_has_a_value() -> None:
    derivation = derived(at(">", at("*", FOREVER, D), c), (), "D")
    assert derivation.result_text == "gamma < 1 and D > c*(1 - gamma)/gamma^T"
    assert derivation.side_conditions[0] == "gamma < 1, or else the endless sum has no value"


def test_at_once_uses_the_first_lapse() -> None:
    goal = at(">", AT_ONCE["deceive"], AT_ONCE["greedy"])
    derivation = derived(goal, (BELOW_ONE, at("=", j, 0)), "D")
    assert derivation.result_text == "D > c*(1 - gamma)/(gamma^T*(1 - gamma^N))"
    assert DEPLOYMENT.upper != T
    assert N in free_variables(derivation.goal)
