"""What must come out of the arguments of the library: every verdict as expected, and the conditions that matter."""

from __future__ import annotations

import pytest

import argcheck
from argcheck.analyses.results import StepResult
from argcheck.language.format import format_source
from argcheck.language.parse import parse
from tests.library import ARGUMENTS, NAMES, checked

STANDING = {
    "discursive_dilemma": "invalid",
    "miles2021": "invalid",
    "moe2025": "invalid",
    "newcomb": "depends on reading",
    "precaution": "depends on reading",
}

# each claim that the field, or the source, makes of the argument: file, step, reading, verdict
CLAIMS = [
    ("hubinger2019", "pays", "", "valid"),
    ("hubinger2019", "reaches", "", "mixed"),
    ("hubinger2019", "ending", "", "mixed"),
    ("hubinger2019", "stake", "", "mixed"),
    ("hubinger2019", "necessary", "", "valid"),
    ("hubinger2019", "two_exits", "", "valid"),
    ("hubinger2019", "one_episode", "", "valid"),
    ("miles2021", "deception", "equal", "mixed"),
    ("miles2021", "deception", "present", "refuted"),
    ("miles2021", "threshold", "equal", "valid"),
    ("koch2022", "generalises", "", "mixed"),
    ("koch2022", "covered_case", "", "valid"),
    ("human_brain", "pursues_fitness", "", "mixed"),
    ("human_brain", "if_unchanged", "", "valid"),
    ("irish_elk", "rest", "", "valid"),
    ("irish_elk", "only_there", "", "valid"),
    ("irish_elk", "pull", "", "valid"),
    ("irish_elk", "growth_there", "", "valid"),
    ("irish_elk", "extinction", "", "valid"),
    ("irish_elk", "never", "", "mixed"),
    ("executives", "outer", "", "valid"),
    ("executives", "threshold", "", "valid"),
    ("executives", "refrained", "", "mixed"),
    ("executives", "odds", "", "valid"),
    ("executives", "uninformative", "", "valid"),
    ("executives", "inner", "", "valid"),
    ("executives", "harder", "", "valid"),
    ("gradient_descent", "below", "", "valid"),
    ("gradient_descent", "target", "", "valid"),
    ("gradient_descent", "lower", "", "mixed"),
    ("gradient_descent", "diverges", "", "valid"),
    ("gradient_descent", "arrives", "", "mixed"),
    ("failure_modes", "same_score", "", "valid"),
    ("failure_modes", "behavioural", "", "refuted"),
    ("failure_modes", "no_test", "", "valid"),
    ("failure_modes", "internals_may", "", "mixed"),
    ("defences", "as_chance", "", "valid"),
    ("defences", "greater_stake", "", "valid"),
    ("defences", "greater_penalty", "", "valid"),
    ("defences", "moving", "", "valid"),
    ("defences", "discrepancy", "", "valid"),
    ("defences", "plainer", "", "valid"),
    ("defences", "held", "", "valid"),
    ("defences", "harder_to_hold", "", "valid"),
    ("defences", "organisms", "", "valid"),
    ("apollo2024", "asked_often", "independent", "valid"),
    ("apollo2024", "asked_often", "unknown", "mixed"),
    ("apollo2024", "what_remains", "unknown", "valid"),
    ("two_optimizers", "every_learned_system", "", "mixed"),
    ("two_optimizers", "outer_gives_inner", "", "mixed"),
    ("two_optimizers", "inner_gives_outer", "", "mixed"),
    ("allais", "paradox", "", "valid"),
    ("allais", "common", "", "refuted"),
    ("ellsberg", "paradox", "", "valid"),
    ("ellsberg", "common", "", "refuted"),
    ("money_pump", "each_round", "", "valid"),
    ("money_pump", "ruin", "", "valid"),
    ("money_pump", "no_loss", "", "refuted"),
    ("dutch_book", "book", "", "valid"),
    ("dutch_book", "no_book", "", "valid"),
    ("dutch_book", "summing", "", "refuted"),
    ("newcomb", "one_box", "evidential", "mixed"),
    ("newcomb", "one_box", "causal", "refuted"),
    ("newcomb", "threshold", "evidential", "valid"),
    ("newcomb", "so_two", "causal", "valid"),
    ("dominance", "unaffected", "", "valid"),
    ("dominance", "affected", "", "mixed"),
    ("pascal", "threshold", "", "valid"),
    ("pascal", "unbounded", "", "valid"),
    ("pascal", "bounded", "", "refuted"),
    ("st_petersburg", "any_price", "", "valid"),
    ("st_petersburg", "log_finite", "", "valid"),
    ("information", "never_worse", "", "valid"),
    ("grim_trigger", "holds", "", "valid"),
    ("condorcet", "cycle", "", "valid"),
    ("condorcet", "transitive", "", "mixed"),
    ("discursive_dilemma", "agree", "", "mixed"),
    ("discursive_dilemma", "example", "", "valid"),
    ("syllogisms", "barbara", "", "valid"),
    ("syllogisms", "undistributed", "", "mixed"),
    ("syllogisms", "affirming", "", "mixed"),
    ("syllogisms", "begging", "", "valid"),
    ("precaution", "banned", "worst_case", "valid"),
    ("precaution", "banned", "average", "mixed"),
    ("precaution", "banned", "regret", "mixed"),
    ("precaution", "parted", "", "valid"),
    ("conjunctive_risk", "catastrophe", "", "valid"),
]

CONDITIONS = [
    ("allais", "certainty", "", "nothing + 10*five > 11*million"),
    ("defences", "no_discrepancy", "", "c >= w*D"),
    ("gradient_descent", "arrives", "", "valley = 0"),
    ("grim_trigger", "always", "", "delta >= (T - R)/(T - P)"),
    ("hubinger2019", "reaches", "", "w > c/(p*D)"),
    ("hubinger2019", "ending", "", "p > c/(w*D)"),
    ("hubinger2019", "stake", "", "w*D > c"),
    ("hubinger2019", "always_two", "", "N > 1"),
    ("miles2021", "deception", "equal", "N*D > T*c"),
    ("pascal", "pays", "", "p*U > c"),
    ("precaution", "banned", "regret", "harm > good"),
]

DERIVED = [
    ("grim_trigger", "round.cooperate", "delta", {}, "delta > (R - T)/(P - T)"),
    ("executives", "act.short", "q", {}, "q > 1 - bonus/loss"),
    ("hubinger2019", "training.deceive", "p", {}, "w > 0 and D > 0 and p > c/(w*D)"),
    ("newcomb", "boxes.one", "accuracy", {"probability": "evidential"}, "accuracy > (M + t)/(2*M)"),
    ("pascal", "wager.believe", "p", {}, "p > c/U"),
]


def results(name: str, step: str, reading: str) -> list[StepResult]:
    """What was found of a step, under one reading of its notion or under all."""
    found = [each for each in checked(name).steps if each.name == step]
    return [each for each in found if not reading or reading in dict(each.reading).values()]


@pytest.mark.parametrize("name", sorted({*NAMES} - {"moe2025"}))
def test_every_verdict_is_the_expected_one(name: str) -> None:
    assert [step.name for step in checked(name).steps if not step.as_expected] == []
    assert checked(name).diagnostics == ()
    assert checked(name).standing == STANDING.get(name, "valid")


@pytest.mark.parametrize(("name", "step", "reading", "verdict"), CLAIMS)
def test_what_must_come_out(name: str, step: str, reading: str, verdict: str) -> None:
    assert [str(each.verdict) for each in results(name, step, reading)] == [verdict]


def test_no_argument_is_without_a_claim() -> None:
    assert {name for name, *_ in CLAIMS} | {"games", "moe2025"} == {*NAMES}


@pytest.mark.parametrize(("name", "step", "reading", "condition"), CONDITIONS)
def test_a_step_that_fails_holds_under_its_condition(name: str, step: str, reading: str, condition: str) -> None:
    assert [each.holds_iff for each in results(name, step, reading)] == [condition]


@pytest.mark.parametrize(("name", "option", "quantity", "reading", "condition"), DERIVED)
def test_thresholds_are_derived(name: str, option: str, quantity: str, reading: dict[str, str], condition: str) -> None:
    path = ARGUMENTS / f"{name}.arg"
    (found,) = argcheck.derive(path, option, quantity, readings=tuple(reading.items()))
    assert found.result_text == condition


def test_what_fails_of_open_kinds_fails_in_a_finite_world() -> None:
    for name, step, reading, verdict in CLAIMS:
        if name in ("koch2022", "human_brain", "two_optimizers") and verdict == "mixed":
            (found,) = results(name, step, reading)
            assert found.counterexample is not None and found.counterexample.told


@pytest.mark.parametrize("name", NAMES)
def test_the_file_is_laid_out_as_fmt_does(name: str) -> None:
    text = (ARGUMENTS / f"{name}.arg").read_text(encoding="utf-8")
    assert format_source(parse(text, name).source) == text
