"""What a prover is: something that takes a `Problem` and says what it found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Protocol

from argcheck.kernel.polynomial import Coefficient, Polynomial
from argcheck.logic.formula import Atom, Problem


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
class Change:
    """A change of variable: `numerator / denominator` is put for `variable`. It rests on the facts `because`."""

    variable: str
    numerator: Polynomial
    denominator: Polynomial
    because: tuple[Atom, ...]


@dataclass(frozen=True)
class Expansion:
    """How one branch of a problem was refuted: after the changes of variables, in order, the `combination` of
    facts (each times a number) expands to `expanded`, once denominators are cleared, whose sign contradicts it.

    `cases` are the alternatives taken on the way. `nonnegative` variables are >= 0; of every set in `positive`
    at least one variable is > 0. `lemmas` refute that a denominator is <= 0 (or >= 0). Where a proposition is
    both asserted and denied, `proposition` names it; then, and where something is plainly false, the rest is empty."""

    cases: tuple[Atom, ...] = ()
    changes: tuple[Change, ...] = ()
    combination: tuple[tuple[Coefficient, Atom], ...] = ()
    expanded: Polynomial = field(default_factory=dict)
    nonnegative: frozenset[str] = frozenset()
    positive: tuple[frozenset[str], ...] = ()
    lemmas: tuple[Expansion, ...] = ()
    proposition: str | None = None


@dataclass(frozen=True)
class Outcome:
    """What a prover found, who found it, and why it is unknown where it is. `core` names labelled
    assertions that are contradictory together, when the prover can tell. `expansions` is the refutation,
    one a branch, where the prover has one to show; `trace` says which provers were asked and what each found."""

    status: Status
    prover: str
    seconds: float = 0.0
    model: Model | None = None
    core: tuple[str, ...] | None = None
    reason: str = ""
    expansions: tuple[Expansion, ...] = ()
    trace: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Budget:
    """How much a query may cost: solver resource units (repeatable) and a wall-clock guard in seconds."""

    resources: int = 4_000_000
    seconds: float = 10.0


class Prover(Protocol):
    """A backend. It must return, never raise, on any well-formed problem."""

    @property
    def name(self) -> str:
        """What reports call it."""
        ...

    def solve(self, problem: Problem, budget: Budget) -> Outcome:
        """Look for a point that satisfies the problem, or a proof that there is none."""
        ...
