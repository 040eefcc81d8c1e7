"""What must come out of the arguments of the library: every verdict as expected, and the conditions that matter."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import argcheck
from argcheck.analyses.results import ArgumentReport

ARGUMENTS = Path(__file__).parent.parent / "arguments"

STANDING = {
    "allais": "valid",
    "condorcet": "valid",
    "defences": "valid",
    "discursive_dilemma": "invalid",
    "dominance": "valid",
    "dutch_book": "valid",
    "ellsberg": "valid",
    "executives": "valid",
    "games": "valid",
    "gradient_descent": "valid",
    "grim_trigger": "valid",
    "hubinger2019": "valid",
    "information": "valid",
    "irish_elk": "valid",
    "miles2021": "invalid",
    "money_pump": "valid",
    "newcomb": "depends on reading",
    "pascal": "valid",
    "precaution": "depends on reading",
    "st_petersburg": "valid",
}

CONDITIONS = [
    ("allais", "certainty", "", "nothing + 10*five > 11*million"),
    ("defences", "no_discrepancy", "", "c >= w*D"),
    ("grim_trigger", "always", "", "delta >= (T - R)/(T - P)"),
    ("hubinger2019", "reaches", "", "w > c/(p*D)"),
    ("hubinger2019", "ending", "", "p > c/(w*D)"),
    ("hubinger2019", "stake", "", "w*D > c"),
    ("hubinger2019", "always_two", "", "N > 1"),
    ("miles2021", "deception", "equal", "N*D > T*c"),
    ("pascal", "pays", "", "p*U > c"),
    ("precaution", "banned", "regret", "harm > good"),
]

FORBIDDEN = [
    ("allais", "common"),
    ("ellsberg", "common"),
    ("pascal", "bounded"),
    ("money_pump", "no_loss"),
    ("dutch_book", "summing"),
]


@cache
def report(name: str) -> ArgumentReport:
    return argcheck.check(ARGUMENTS / f"{name}.arg").arguments[0]


@pytest.mark.parametrize("name", sorted(STANDING))
def test_every_verdict_is_the_expected_one(name: str) -> None:
    assert [step.name for step in report(name).steps if not step.as_expected] == []
    assert report(name).diagnostics == ()
    assert report(name).standing == STANDING[name]


@pytest.mark.parametrize(("name", "step", "reading", "condition"), CONDITIONS)
def test_a_step_that_fails_holds_under_its_condition(name: str, step: str, reading: str, condition: str) -> None:
    found = [each for each in report(name).steps if each.name == step]
    found = [each for each in found if not reading or reading in dict(each.reading).values()]
    assert [each.holds_iff for each in found] == [condition]


@pytest.mark.parametrize(("name", "step"), FORBIDDEN)
def test_what_never_holds_is_refuted(name: str, step: str) -> None:
    assert {str(each.verdict) for each in report(name).steps if each.name == step} == {"refuted"}


def test_the_readings_of_newcomb_disagree() -> None:
    verdicts = {
        (each.name, dict(each.reading).get("probability", "")): str(each.verdict) for each in report("newcomb").steps
    }
    assert verdicts["one_box", "evidential"] == "mixed" and verdicts["one_box", "causal"] == "refuted"
    assert verdicts["threshold", "evidential"] == "valid" and verdicts["so_two", "causal"] == "valid"
