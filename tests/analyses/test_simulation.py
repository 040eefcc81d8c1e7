"""The simulator as an oracle: symbolic conditions of the flagship at random exact parameters."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from argcheck.analyses.simulation.backward import backward_induction, every_plan, worth
from argcheck.analyses.simulation.training import Modification, Training, play, sequential
from argcheck.api import load
from argcheck.logic.evaluate import evaluate
from argcheck.logic.reduce import Reducer
from argcheck.model.argument import Argument

FLAGSHIP = Path(__file__).parent.parent.parent / "arguments" / "moe2025.arg"
SIZES = st.fractions(Fraction(1, 8), 8, max_denominator=12)
RATES = st.fractions(Fraction(1, 10), 3, max_denominator=20)
LENGTHS = st.integers(1, 4)


def trainings(modification: Modification) -> st.SearchStrategy[Training]:
    return st.builds(Training, SIZES, SIZES, RATES, LENGTHS, LENGTHS, st.just(modification))


def sum_of(gamma: Fraction, first: int, last: int) -> Fraction:
    return sum((gamma**k for k in range(first, last + 1)), Fraction(0))


def claim_of(argument: Argument, step: str, point: dict[str, Fraction | bool]) -> bool:
    """Whether a step's claim holds at a point, evaluated exactly."""
    (inference,) = argument.step(step).inferences
    result = evaluate(Reducer().reduce(inference.goal), point)
    assert isinstance(result, bool)
    return result


@settings(max_examples=60, deadline=None)
@given(trainings("late") | trainings("at_once"))
def test_backward_induction_finds_the_best_of_all_plans(training: Training) -> None:
    decision = sequential(training)
    best = backward_induction(decision)
    plans = list(every_plan(decision))
    assert best.worth == max(plan.worth for plan in plans) == worth(decision, best.acts)
    lapses = [plan.worth for plan in plans if "greedy" in plan.acts]
    assert play(training).lapsing.worth == max(lapses)


@settings(max_examples=150, deadline=None)
@given(trainings("late"))
def test_the_condition_of_row_10a(training: Training) -> None:
    c, d, gamma, t, n = training.c, training.D, training.gamma, training.T, training.N
    played = play(training)
    assert played.lapsing.acts[:t] == ("greedy",) * t
    assert played.pays == (sum_of(gamma, t, t + n - 1) * d > c * sum_of(gamma, 0, t - 1))
    if gamma < 1:
        assert played.pays == (gamma**t * (1 - gamma**n) * d > c * (1 - gamma**t))


@settings(max_examples=150, deadline=None)
@given(trainings("at_once"))
def test_the_condition_of_row_10b(training: Training) -> None:
    c, d, gamma, t, n = training.c, training.D, training.gamma, training.T, training.N
    first = t if gamma <= 1 else 1
    assert play(training).pays == (sum_of(gamma, first, first + n - 1) * d > c)


def test_the_flagship_s_own_steps_at_exact_points() -> None:
    argument = load(FLAGSHIP)
    values = [Fraction(1, 3), Fraction(2), Fraction(7, 2)]
    for c, d, gamma, t, n in product(values, values, [Fraction(1, 2), Fraction(1), Fraction(3, 2)], [1, 3], [1, 2]):
        point: dict[str, Fraction | bool] = {"c": c, "D": d, "gamma": gamma, "T": Fraction(t), "N": Fraction(n)}
        if gamma < 1:
            assert claim_of(argument, "at_once_patient", point)
        if gamma > 1 and n * d >= t * c:
            assert play(Training(c, d, gamma, t, n, "late")).pays
            assert play(Training(c, d, gamma, t, n, "at_once")).pays
        if gamma <= c / (c + d):
            assert sum_of(gamma, 1, n) * d <= c and claim_of(argument, "small_discount", {**point, "n": Fraction(n)})


@settings(max_examples=60, deadline=None)
@given(SIZES, SIZES, st.fractions(Fraction(1, 4), 4, max_denominator=12), LENGTHS)
def test_a_larger_cost_or_smaller_stake_never_makes_deception_pay(
    c: Fraction, d: Fraction, g: Fraction, t: int
) -> None:
    """Row 11, with a long deployment: what pays at a higher cost, a smaller stake or a longer training pays without."""
    pays = play(Training(c, d, g, t, 3, "late")).pays
    assert pays or not play(Training(c + 1, d, g, t, 3, "late")).pays
    assert pays or not play(Training(c, d / 2, g, t, 3, "late")).pays


@settings(max_examples=60, deadline=None)
@given(RATES, RATES, LENGTHS, LENGTHS)
def test_rows_12_and_14_by_sums(x: Fraction, y: Fraction, t: int, n: int) -> None:
    low, high = sorted((x, y))
    before, after = (sum_of(g, t, t + n - 1) / sum_of(g, 0, t - 1) for g in (low, high))
    assert (before < after) == (low < high)
    far = Fraction(10**6)
    assert sum_of(far, t, t + n - 1) / sum_of(far, 0, t + n - 1) > 1 - Fraction(2, 10**6)
