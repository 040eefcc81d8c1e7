"""Exit codes: what a script learns from them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from argcheck.cli.exits import Exit, exit_of, gravest
from argcheck.model.verdict import Expected, Verdict
from argcheck.reports.outcome import Outcome, outcome
from tests.samples import FAULT, REPORT, WARNING, error, result

V, E, R = Verdict, Expected, Outcome


@pytest.mark.parametrize(
    ("verdict", "follows", "expected", "told"),
    [
        (V.VALID, True, None, R.EXPECTED),
        (V.VALID, True, E.VALID, R.EXPECTED),
        (V.VALID, True, E.INVALID, R.WRONG),
        (V.MIXED, False, None, R.WRONG),
        (V.MIXED, False, E.INVALID, R.EXPECTED),
        (V.REFUTED, False, E.INVALID, R.EXPECTED),
        (V.REFUTED, False, E.MIXED, R.WRONG),
        (V.VACUOUS, True, E.VALID, R.WRONG),
        (V.VACUOUS, True, E.VACUOUS, R.EXPECTED),
        (V.UNDECIDED, None, E.UNDECIDED, R.EXPECTED),
        (V.UNDECIDED, None, None, R.OPEN),
        (V.UNDECIDED, None, E.REFUTED, R.OPEN),
        (V.UNDECIDED, True, E.VALID, R.OPEN),
        (V.UNDECIDED, True, E.MIXED, R.WRONG),
        (V.UNDECIDED, False, E.VALID, R.WRONG),
        (V.UNDECIDED, False, None, R.WRONG),
        (V.UNDECIDED, False, E.VACUOUS, R.WRONG),
        (V.UNDECIDED, False, E.MIXED, R.OPEN),
        (V.UNDECIDED, False, E.INVALID, R.EXPECTED),
        (V.VALID, True, E.UNDECIDED, R.WRONG),
    ],
)
def test_outcome(verdict: Verdict, follows: bool | None, expected: Expected | None, told: Outcome) -> None:
    assert outcome(result("case1", verdict, follows=follows, expected=expected)) is told


def test_one_report() -> None:
    assert exit_of(REPORT) is Exit.UNEXPECTED
    assert exit_of(FAULT) is Exit.INPUT
    assert exit_of(replace(REPORT, steps=REPORT.steps[:2])) is Exit.EXPECTED
    assert exit_of(replace(REPORT, steps=(*REPORT.steps[:2], REPORT.steps[9]))) is Exit.UNDECIDED
    assert exit_of(replace(REPORT, steps=(), diagnostics=(WARNING,))) is Exit.EXPECTED
    assert exit_of(replace(REPORT, diagnostics=(error(),))) is Exit.INPUT


def test_the_most_serious_of_several() -> None:
    order = [Exit.DEFECT, Exit.INPUT, Exit.UNEXPECTED, Exit.UNDECIDED, Exit.EXPECTED]
    for i, grave in enumerate(order):
        assert gravest(reversed(order[i:])) is grave
    assert gravest([]) is Exit.EXPECTED
