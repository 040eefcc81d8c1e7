"""Verdicts and evidence: two enums that are never mixed up."""

from __future__ import annotations

from enum import StrEnum


class Verdict(StrEnum):
    """How a step stands: `valid` follows; `mixed` sometimes holds, sometimes fails when the premises
    hold; `refuted` never holds when they do; `vacuous` the premises contradict one another."""

    VALID = "valid"
    MIXED = "mixed"
    REFUTED = "refuted"
    VACUOUS = "vacuous"
    UNDECIDED = "undecided"


class Expected(StrEnum):
    """What an author may expect: a verdict, or `invalid`, which accepts `mixed` and `refuted`."""

    VALID = "valid"
    MIXED = "mixed"
    REFUTED = "refuted"
    VACUOUS = "vacuous"
    UNDECIDED = "undecided"
    INVALID = "invalid"

    def accepts(self, verdict: Verdict) -> bool:
        """Whether the verdict is the expected one."""
        if self is Expected.INVALID:
            return verdict in (Verdict.MIXED, Verdict.REFUTED)
        return self.value == verdict.value


class Evidence(StrEnum):
    """What a verdict rests on, strongest first."""

    KERNEL = "kernel"
    EXACT = "exact"
    TWO_SOLVERS = "two solvers"
    SOLVER = "solver"
    SAMPLED = "sampled"
    NONE = "none"
