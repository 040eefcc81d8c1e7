"""Exit codes, the same for every command."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from argcheck.analyses.results import ArgumentReport
from argcheck.reports.outcome import Outcome, at_fault, outcomes


class Exit(IntEnum):
    """What a command's exit code says."""

    EXPECTED = 0
    UNEXPECTED = 1
    INPUT = 2
    UNDECIDED = 3
    DEFECT = 4
    INTERRUPTED = 130


_GRAVEST_FIRST = (Exit.INTERRUPTED, Exit.DEFECT, Exit.INPUT, Exit.UNEXPECTED, Exit.UNDECIDED)


def gravest(exits: Iterable[Exit]) -> Exit:
    """The most serious of several; EXPECTED when there is none."""
    found = set(exits)
    return next((code for code in _GRAVEST_FIRST if code in found), Exit.EXPECTED)


def exit_of(report: ArgumentReport) -> Exit:
    """The exit code that one report calls for."""
    if at_fault(report):
        return Exit.INPUT
    found = outcomes(report)
    if Outcome.WRONG in found:
        return Exit.UNEXPECTED
    return Exit.UNDECIDED if Outcome.OPEN in found else Exit.EXPECTED
