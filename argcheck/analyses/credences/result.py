"""What is found about the probability of a conclusion: frozen results that reports print."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from argcheck.model.argument import Reading
from argcheck.model.verdict import Evidence

Interval = tuple[Fraction, Fraction]
CERTAIN: Interval = (Fraction(1), Fraction(1))
NEVER: Interval = (Fraction(0), Fraction(0))
Truths = tuple[bool, ...]
"""Truth values of the uncertain premises in order, then of the claim."""


@dataclass(frozen=True, slots=True)
class Rated:
    """A premise (or a step taken as one) with its credence, and who gave it."""

    name: str
    text: str
    says: str
    credence: Interval
    origin: Literal["file", "option", "default", "certain"]

    @property
    def uncertain(self) -> bool:
        """Whether it may be true and may be false."""
        return self.credence not in (CERTAIN, NEVER)


@dataclass(frozen=True, slots=True)
class Share:
    """A way for the uncertain premises and the claim to be true or false together, and its probability."""

    truths: Truths
    probability: Fraction


@dataclass(frozen=True, slots=True)
class Certificate:
    """In every possible case, the claim (1 if true, else 0) is at least (for an upper bound: at most) the constant
    plus the sum of the multipliers of the premises that are true; so its probability is, with the credences put in."""

    constant: Fraction
    multipliers: tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class Bound:
    """An end of the range of the claim's probability, `distribution` that gives the claim just that probability, and
    the reason why none goes beyond. `attained` is False where the distribution leans on a case that could not be
    shown to be possible: the true end may then lie further in."""

    value: Fraction
    attained: bool
    distribution: tuple[Share, ...]
    certificate: Certificate


@dataclass(frozen=True, slots=True)
class Influence:
    """How a premise's credence moves the bounds: by how much a unit of credence moves each while the same reasons
    bind, and what the bounds are if the premise is certain, or certainly false (None where that cannot be)."""

    name: str
    lower_slope: Fraction
    upper_slope: Fraction
    if_true: Interval | None
    if_false: Interval | None


@dataclass(frozen=True, slots=True)
class Blame:
    """A smallest set of credences that no distribution gives: dropping any one of them mends it."""

    names: tuple[str, ...]
    smallest: bool


@dataclass(frozen=True, slots=True)
class CredenceCase:
    """The claim's probability under one reading.

    `uncertain` names the premises whose truth the cases tell apart, in order. `follows` says whether the premises
    force the claim, where that is known. `adams` is the bound 1 minus the sum of the premises' uncertainties, which
    holds when the claim follows. `independent` is the exact range where the premises are independent of one another.
    `all_told` is False where only those of the possible cases were looked for that the bounds need.
    `left_out` says why influences and independence are not told.
    `blame` is set where no distribution has the credences; `reason` where nothing could be said.
    """

    reading: Reading
    premises: tuple[Rated, ...]
    uncertain: tuple[str, ...]
    lower: Bound | None = None
    upper: Bound | None = None
    follows: bool | None = None
    adams: Fraction | None = None
    independent: Interval | None = None
    dependent_because: str = ""
    influences: tuple[Influence, ...] = ()
    blame: Blame | None = None
    possible: int = 0
    excluded: int = 0
    all_told: bool = True
    undecided: tuple[Truths, ...] = ()
    evidence: Evidence = Evidence.NONE
    reason: str = ""
    left_out: str = ""

    @property
    def tight(self) -> bool:
        """Whether both bounds are attained by distributions over cases that are known to be possible."""
        return all(bound is not None and bound.attained for bound in (self.lower, self.upper))


@dataclass(frozen=True, slots=True)
class CredenceReport:
    """How probable a conclusion (or step) is, given how sure one is of the premises; one case for each reading."""

    conclusion: str
    kind: Literal["step", "conclusion"]
    says: str
    claim: str
    cases: tuple[CredenceCase, ...]
