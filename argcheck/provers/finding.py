"""What a search came to."""

from __future__ import annotations

from dataclasses import dataclass

from argcheck.provers.backend import Status
from argcheck.provers.confirmation import Point
from argcheck.provers.refutation import Refuted


@dataclass(frozen=True)
class Finding:
    """What is known of a set of assertions.

    UNSAT: no point satisfies them, proved by `prover`; `refuted` says in which cases, unless it was plain to see.
    SAT: they hold at `point`; `exact` unless a quantified assertion had to be proved at that point by a solver.
    UNKNOWN: `reason` says what was missing.
    """

    status: Status
    point: Point | None = None
    exact: bool = True
    prover: str = ""
    reason: str = ""
    trace: tuple[str, ...] = ()
    refuted: Refuted | None = None
