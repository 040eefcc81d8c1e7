"""How a step's verdict compares with what its author expects."""

from __future__ import annotations

from enum import StrEnum

from argcheck.analyses.results import ArgumentReport, StepResult
from argcheck.diagnostics import Severity
from argcheck.model.verdict import Expected, Verdict

_FOLLOWS = (Expected.VALID, Expected.VACUOUS)
_FAILS = (Expected.MIXED, Expected.REFUTED, Expected.INVALID)


class Outcome(StrEnum):
    """`expected`: as the author says; `wrong`: certainly not so; `open`: not decided either way."""

    EXPECTED = "expected"
    WRONG = "wrong"
    OPEN = "open"


def outcome(step: StepResult) -> Outcome:
    """Compare one step's verdict with the expected one (`valid` where none is stated).

    An undecided verdict can be wrong all the same: when the step is known to follow, or known not to.
    """
    if step.as_expected:
        return Outcome.EXPECTED
    if step.verdict is not Verdict.UNDECIDED:
        return Outcome.WRONG
    expected = step.expected or Expected.VALID
    if expected is Expected.UNDECIDED:
        return Outcome.WRONG
    if (step.follows is False and expected in _FOLLOWS) or (step.follows is True and expected in _FAILS):
        return Outcome.WRONG
    return Outcome.OPEN


def outcomes(report: ArgumentReport) -> frozenset[Outcome]:
    """The outcomes that occur among the report's steps."""
    return frozenset(outcome(step) for step in report.steps)


def at_fault(report: ArgumentReport) -> bool:
    """Whether the file could not be checked, or not all of it."""
    return report.argument is None or any(d.severity is Severity.ERROR for d in report.diagnostics)
