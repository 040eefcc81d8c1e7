"""What is found about the share of cases in which a step holds: frozen results that reports print."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from argcheck.model.argument import Reading
from argcheck.model.verdict import Evidence


class ShareError(ValueError):
    """A range or distribution that cannot be used, or one that is missing; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Learning:
    """What knowing a quantity is worth: `index` is the part of the variance of "the step holds" that it explains (its
    first-order Sobol index), `shares` how often the step holds in each band of its values, from low to high."""

    name: str
    index: Fraction
    shares: tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class CertifiedShare:
    """That the share of cases in which the step holds, of those in which what it assumes does, lies between `low` and
    `high`, whatever is drawn. `holds`, `fails` and `undecided` are shares of the whole box of the ranges, each quantity
    measured by length or, of whole numbers, by count; in the rest of the box the step's premises fail."""

    low: Fraction
    high: Fraction
    holds: Fraction
    fails: Fraction
    undecided: Fraction
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class ShareCase:
    """One reading. Of the cases `drawn`, `admissible` keep to the quantities' bounds; in `applicable` of these all that
    the step assumes holds, in `holding` of these its conclusion too. `unevaluated` of the admissible ones have no value
    that could be found. `interval` is the 95 % interval of the share of applicable cases in which the step holds, with
    every unevaluated case counted either way. `indifferent` names quantities without a range that do not matter.
    `certified` is what is certain of the share, where that was worked out."""

    reading: Reading
    drawn: int
    admissible: int
    applicable: int
    holding: int
    unevaluated: int
    interval: tuple[Fraction, Fraction] | None
    learning: tuple[Learning, ...]
    indifferent: tuple[str, ...]
    certified: CertifiedShare | None = None

    @property
    def share(self) -> Fraction | None:
        """The share of the applicable cases in which the step holds."""
        return Fraction(self.holding, self.applicable) if self.applicable else None


@dataclass(frozen=True, slots=True)
class ShareReport:
    """In what share of sampled cases a step holds; `drawn_from` says for each quantity from what."""

    step: str
    kind: Literal["step", "conclusion"]
    says: str
    claim: str
    drawn_from: tuple[tuple[str, str], ...]
    samples: int
    seed: int
    cases: tuple[ShareCase, ...]
