"""What exploring an argument finds: frozen results that reports print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from argcheck.analyses.results import Point
from argcheck.model.argument import Reading

Scope = Literal["sources", "premises"]


@dataclass(frozen=True, slots=True)
class Sufficient:
    """Assumptions that force the conclusion. `minimal`: none of them can be left out (proved, by a counterexample
    for each). `consistent`: whether they can hold together; if not, they force anything at all."""

    names: tuple[str, ...]
    minimal: bool
    consistent: bool | None


@dataclass(frozen=True, slots=True)
class Insufficient:
    """Assumptions that do not force the conclusion: at `counterexample` they hold and it fails. `maximal`: with any one
    of `missing` they would force it. `exact` unless a prover had to settle a quantified formula at the point."""

    names: tuple[str, ...]
    missing: tuple[str, ...]
    maximal: bool
    counterexample: Point
    exact: bool


@dataclass(frozen=True, slots=True)
class Open:
    """Assumptions of which it is not known whether they force the conclusion."""

    names: tuple[str, ...]
    reason: str = ""


Discovery = Sufficient | Insufficient | Open


@dataclass(frozen=True, slots=True)
class AssumptionMap:
    """Which of `candidates` force a step's conclusion together, with the step's own givens and the bounds.

    `scope`: the candidates are the step's own sources, or all premises of the argument. `essential` are in every
    sufficient set, `helpful` in some minimal one, `idle` in none; `unclear` are those of which that is not known.
    `complete`: no subset is left out but those in `undecided`. `reason` says why it is not complete.
    """

    step: str
    reading: Reading
    scope: Scope
    candidates: tuple[str, ...]
    sufficient: tuple[Sufficient, ...] = ()
    insufficient: tuple[Insufficient, ...] = ()
    undecided: tuple[Open, ...] = ()
    essential: tuple[str, ...] = ()
    helpful: tuple[str, ...] = ()
    idle: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    complete: bool = True
    reason: str = ""
    questions: int = 0

    @property
    def carried(self) -> bool | None:
        """Whether all candidates together force the conclusion."""
        if self.sufficient:
            return True
        return False if any(not one.missing for one in self.insufficient) else None
