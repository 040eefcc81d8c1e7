"""What a prover is: something that takes a `Problem` and says what it found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Protocol

from argcheck.logic.formula import Problem


class Status(StrEnum):
    """UNSAT is a proof that no point satisfies the problem; SAT suggests one; UNKNOWN is a result too."""

    UNSAT = "unsat"
    SAT = "sat"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Model:
    """A point: exact rational values, and truth values of propositions. Irrational values, which a
    solver may give as algebraic numbers, are in `irrational` as (polynomial coefficients from the
    constant up, a rational below, a rational above) isolating one root."""

    numbers: Mapping[str, Fraction] = field(default_factory=dict)
    propositions: Mapping[str, bool] = field(default_factory=dict)
    irrational: Mapping[str, tuple[tuple[int, ...], Fraction, Fraction]] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """What a prover found, who found it, and why it is unknown where it is. `core` names labelled
    assertions that are contradictory together, when the prover can tell."""

    status: Status
    prover: str
    seconds: float = 0.0
    model: Model | None = None
    core: tuple[str, ...] | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Budget:
    """How much a query may cost: solver resource units (repeatable) and a wall-clock guard in seconds."""

    resources: int = 4_000_000
    seconds: float = 10.0


class Prover(Protocol):
    """A backend. It must return, never raise, on any well-formed problem."""

    name: str

    def solve(self, problem: Problem, budget: Budget) -> Outcome:
        """Look for a point that satisfies the problem, or a proof that there is none."""
        ...
