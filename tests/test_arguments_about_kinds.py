"""What must come out of the arguments about kinds."""

from __future__ import annotations

from pathlib import Path

import pytest

import argcheck
from argcheck.analyses.results import ArgumentReport
from argcheck.api import check_file
from argcheck.model.verdict import Evidence
from argcheck.settings import Settings

ARGUMENTS = Path(__file__).parent.parent / "arguments"
NAMES = ("syllogisms", "koch2022", "human_brain", "two_optimizers", "failure_modes")


@pytest.fixture(scope="module")
def reports() -> dict[str, ArgumentReport]:
    """Each argument checked, with certificates."""
    return {name: check_file(str(ARGUMENTS / f"{name}.arg"), Settings(proof_effort=10.0)) for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_every_verdict_is_the_expected_one(name: str, reports: dict[str, ArgumentReport]) -> None:
    report = reports[name]
    assert report.standing == "valid"
    assert [step.name for step in report.steps if not step.as_expected] == []
    assert all(one.consistent for one in report.consistency)


@pytest.mark.parametrize("name", NAMES)
def test_every_proof_is_replayed(name: str, reports: dict[str, ArgumentReport]) -> None:
    followed = [step for step in reports[name].steps if step.follows]
    assert followed and all(step.evidence is Evidence.KERNEL for step in followed)


def test_a_goal_misgeneralises_in_one_new_situation(reports: dict[str, ArgumentReport]) -> None:
    (step,) = [step for step in reports["koch2022"].steps if step.name == "generalises"]
    assert step.counterexample is not None
    values = dict(step.counterexample.values)
    assert values["training"] == "{}" and len(values["situation"].split(", ")) == 1
    assert "there are two of the kind act" in step.counterexample.told


def test_brains_have_the_form_of_agents() -> None:
    found = argcheck.diff(ARGUMENTS / "koch2022.arg", ARGUMENTS / "human_brain.arg").forms
    forms = {(form.first[0], form.second[0]): dict(form.names) for form in found}
    names = forms["generalises", "pursues_fitness"]
    assert names["training"] == "ancestral" and names["situation"] == "environment" and names["learned"] == "pursued"
    assert ("covered_case", "if_unchanged") in forms
    assert ("alike", "pursues_fitness") not in forms
