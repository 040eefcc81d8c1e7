"""The simulator as an oracle: symbolic conditions of the flagship at random exact parameters."""

from __future__ import annotations

import json
from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argcheck.analyses.simulation.backward import backward_induction, every_plan, worth
from argcheck.analyses.simulation.race import BEHAVIOURS, GAPS, run
from argcheck.analyses.simulation.training import Modification, Training, play, sequential
from argcheck.api import load
from argcheck.cli.main import main
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


# ---- the race -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("gap", GAPS)
def test_a_weight_of_0_moves_only_where_rows_5_and_17_say_so(gap: str) -> None:
    moved = {behaviour: run(behaviour, gap, rounds=5).path[-1].weight > 0 for behaviour in BEHAVIOURS}
    assert moved == {"hard": False, "graded": False, "soft": True, "frictionless": True}


@pytest.mark.parametrize("behaviour", BEHAVIOURS)
def test_without_a_weight_greed_pays(behaviour: str) -> None:
    """Row 2: at a weight of 0 deceiving costs and brings nothing."""
    path = [one for gap in GAPS for one in run(behaviour, gap, {"b": 0}).path]
    assert all(one.margin < 0 for one in path if one.gap > 0)


@given(st.floats(0.1, 10), st.floats(0.1, 10), st.floats(0.1, 10))
def test_the_condition_of_row_15(weight: float, kappa: float, eta: float) -> None:
    """Proportional: deception pays at every gap or at none, as `n*w*eta > kappa` says."""
    if abs(5 * weight * eta - kappa) < 1e-6:
        return
    race = run("hard", "proportional", {"w0": weight, "kappa": kappa, "eta": eta, "b": 0})
    assert (race.end == "deception") == (5 * weight * eta > kappa)
    assert race.end != "deception" or len(race.path) == 1


def test_overhead_and_a_faster_stake_let_alignment_win_near_the_end() -> None:
    values = {"w0": 1, "b": 0, "g0": 0.05, "c0": 0.3}
    ends = {gap: run("hard", gap, values).end for gap in GAPS}
    assert ends == {"proportional": "deception", "second_order": "alignment", "overhead": "alignment"}


def test_a_race_may_end_with_neither() -> None:
    assert run("hard", "proportional", {"a": 0}, rounds=7).end == "neither"
    with pytest.raises(ValueError, match="no race"):
        run("hard", "proportional", rounds=0)
    with pytest.raises(KeyError):
        run("hard", "proportional", {"z": 1})


# ---- the command --------------------------------------------------------------------------------------------


def test_the_command_plays_episodes(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["simulate", str(FLAGSHIP), "episodes", "--samples", "20", "--set", "gamma=1/20", "--set", "T=5", "--json"]
    assert main(asked) == 0
    found = json.loads(capsys.readouterr().out)["results"]
    assert [one["reading"] for one in found] == [{"modification": "late"}, {"modification": "at_once"}]
    for one in found:
        assert one["evidence"] == "sampled" and len(one["cases"]) == 20
        assert all(case["values"]["gamma"] == "1/20" and len(case["best_plan"]) == 5 for case in one["cases"])


def test_the_command_runs_a_race_and_draws_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("matplotlib")
    asked = ["simulate", str(FLAGSHIP), "race", "--reading", "behaviour=soft", "--plot", str(tmp_path / "race.svg")]
    assert main(asked) == 0
    shown = capsys.readouterr().out
    assert "soft, proportional: deceiving pays from round" in shown and "no verdict" in shown
    assert "<svg" in (tmp_path / "race.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (["race", "--set", "z=1"], "QUANTITY=NUMBER"),
        (["race", "--reading", "behaviour=wild"], "no reading"),
        (["episodes", "--set", "T=1/2"], "whole numbers"),
        (["episodes", "--set", "c=-1"], "above 0"),
    ],
)
def test_what_cannot_be_simulated(more: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate", str(FLAGSHIP), *more]) == 2
    assert message in capsys.readouterr().err


def test_an_argument_about_something_else_cannot_be_simulated(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate", str(FLAGSHIP.with_name("newcomb.arg")), "race"]) == 2
    assert "declares no" in capsys.readouterr().err
