"""What is found about the regions of a step: frozen results, which are printed, drawn and checked again.

A place on an axis is a whole number of parts out of `Axis.parts`. On a linear axis it stands for an exact rational
number; on a logarithmic one for a real number that is enclosed by two rational ones; on an axis of whole numbers the
stretch from part i to part j stands for the numbers `low + i` to `low + j - 1`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from argcheck.analyses.regions.axes import Axis
from argcheck.model.argument import Reading
from argcheck.model.terms import TRUE, Term
from argcheck.model.verdict import Evidence

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

__all__ = ["Axis", "Box", "Cells", "ClosedForm", "Flip", "Kind", "Limits", "Partition", "RegionError", "RegionsReport"]

Kind = Literal["holds", "fails", "contradict"]
KINDS: tuple[Kind, ...] = ("holds", "fails", "contradict")
INTERRUPTED = "interrupted"
Point = tuple[Fraction, ...]


class RegionError(ValueError):
    """Axes or values that cannot be used, or that are missing; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box: one stretch for each axis, in the order of the axes, with rational ends that belong to it.

    `share` is its part of the whole box, in the measure of the axes. On a logarithmic axis the ends were rounded
    outward, so that the box may be larger than `share` says by less than one part in 10^12."""

    ends: tuple[tuple[Fraction, Fraction], ...]
    share: Fraction


@dataclass(frozen=True, eq=False)
class Cells:
    """Many boxes of one kind. `places[i, a]` are the first and last place of box i on axis a (int64, (n, axes, 2)).

    What a cell claims, it claims of every point of the closed box that keeps to the bounds of the quantities. The cells
    of a partition overlap in no more than their faces, up to the outward rounding on logarithmic axes.
    """

    axes: tuple[Axis, ...]
    places: NDArray[numpy.int64]

    def __len__(self) -> int:
        return int(self.places.shape[0])

    def box(self, index: int) -> Box:
        """The box with exact ends."""
        share = Fraction(1)
        ends: list[tuple[Fraction, Fraction]] = []
        for axis, (first, last) in zip(self.axes, self.places[index].tolist(), strict=True):
            share *= Fraction(last - first, axis.parts)
            ends.append(axis.ends(first, last))
        return Box(tuple(ends), share)

    def __iter__(self) -> Iterator[Box]:
        return (self.box(index) for index in range(len(self)))


@dataclass(frozen=True, slots=True)
class ClosedForm:
    """A formula of the language that says where the step holds: inside the box, and where the premises hold, the
    step's goal is equivalent to `condition`.

    `variable` is the quantity that it is solved for, if any. `premises` says where in the box they can hold, None where
    that is everywhere; `supposed` is the same as a formula. It was worked out in steps each of which is proved; where
    it was proved `both_ways` beside that, as a whole, `evidence` says how."""

    condition: Term
    text: str
    variable: str | None
    premises: str | None
    evidence: Evidence
    seconds: float
    both_ways: bool = False
    supposed: Term = TRUE


@dataclass(frozen=True, slots=True)
class Flip:
    """How far a point is from another verdict, as a share of each axis's extent (in its scale), the largest of the axes
    counting.

    `verdict` is the one at `origin`. Up to `least` nothing changes, which is certified; at distance `most`, at the
    point `there`, the verdict is another one, or `there` is None where none was found. `alone` lists for each axis that
    can do it by itself (its name, the value nearest to the origin's at which the verdict is known to be another)."""

    origin: Point
    verdict: Kind
    least: Fraction
    most: Fraction | None
    there: Point | None
    alone: tuple[tuple[str, Fraction], ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """When to stop: enough of the box is certified, so many boxes were looked at, so many seconds have passed, or the
    boxes kept in memory would take more than so many bytes."""

    coverage: Fraction = Fraction(99, 100)
    boxes: int = 2_000_000
    seconds: float = 10.0
    memory: int = 500_000_000


@dataclass(frozen=True, eq=False)
class Partition:
    """The box of the chosen quantities under one reading, divided.

    `shares` are the exact certified shares of the box for each kind, in the uniform measure on every axis in its own
    scale (linear: the quantity, log: its logarithm, whole numbers: their count); `undecided` is the exact rest. The
    share in which the step fails thus lies between `shares["fails"]` and that plus `undecided`.

    `fixed` are the values that other quantities were given (as text), `quantified` says of the rest whether the step
    must hold for all of their values or for some, the first outermost. `largest` holds the largest box found of each
    kind. `method` says what was used, in words; `stopped` why no more was certified (empty where everything asked for
    was).
    """

    reading: Reading
    axes: tuple[Axis, ...]
    fixed: tuple[tuple[str, str], ...]
    quantified: tuple[tuple[str, Literal["all", "some"]], ...]
    cells: dict[Kind, Cells]
    shares: dict[Kind, Fraction]
    undecided: Fraction
    closed: ClosedForm | None
    largest: dict[Kind, Box]
    flip: Flip | None
    method: tuple[str, ...]
    stopped: str
    evaluated: int
    seconds: float

    def share(self, kind: Kind) -> tuple[Fraction, Fraction]:
        """The certified interval of the kind's share of the box."""
        return self.shares[kind], self.shares[kind] + self.undecided

    @property
    def certified(self) -> Fraction:
        """The share of the box that is certified one way or another."""
        return 1 - self.undecided


@dataclass(frozen=True, eq=False)
class RegionsReport:
    """The regions of a step, one partition for each reading.

    Where the work was interrupted it is not `complete`: the last partition has what was certified till then, and
    readings after it have none."""

    step: str
    kind: Literal["step", "conclusion"]
    says: str
    claim: str
    limits: Limits
    cases: tuple[Partition, ...]
    complete: bool = True
