"""What must come out of the arguments on questions to a deceiver and on a conjunction of risks."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

import argcheck

ARGUMENTS = Path(__file__).parent.parent / "arguments"
F = Fraction


@pytest.mark.parametrize("name", ["apollo2024", "conjunctive_risk"])
def test_every_verdict_is_the_expected_one(name: str) -> None:
    (report,) = argcheck.check(ARGUMENTS / f"{name}.arg").arguments
    assert report.standing == "valid"
    assert [step.name for step in report.steps if not step.as_expected] == []


@pytest.mark.parametrize(
    ("name", "conclusion", "bounds", "independent"),
    [
        ("apollo2024", "three_times", (F(11, 20), F(1)), (F(17, 20) ** 3, F(1))),
        (
            "conjunctive_risk",
            "catastrophe",
            (F(11, 20), F(19, 20)),
            (F(19, 20) ** 3 * F(9, 10) ** 3, F(19, 20) ** 5 * F(99, 100)),
        ),
        (
            "conjunctive_risk",
            "danger",
            (F(7, 10), F(19, 20)),
            (F(19, 20) ** 2 * F(9, 10) ** 2, F(19, 20) ** 3 * F(99, 100)),
        ),
    ],
)
def test_bounds(
    name: str, conclusion: str, bounds: tuple[Fraction, Fraction], independent: tuple[Fraction, Fraction]
) -> None:
    (case,) = argcheck.credence(ARGUMENTS / f"{name}.arg", conclusion).cases
    assert case.lower is not None and case.upper is not None
    assert (case.lower.value, case.upper.value) == bounds
    assert case.independent == independent
    assert case.adams == bounds[0]
