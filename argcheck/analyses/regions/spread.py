"""Regions by many workers: the box is cut into a fixed number of pieces, whoever there is to do them.

What becomes of a piece depends on the piece alone, so that the partition is the same for any number of workers, unless
the time runs out. A piece whose worker is lost is done again by another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from time import monotonic
from typing import Protocol, TypeVar

import numpy as np

from argcheck.analyses.regions.axes import Axis
from argcheck.analyses.regions.hidden import ranging_over
from argcheck.analyses.regions.judge import Judge, Judging
from argcheck.analyses.regions.partition import INTERRUPTED, Kind, Limits
from argcheck.analyses.regions.pave import Paving, Progress, halves, pave, whole_box
from argcheck.analyses.regions.places import Places, total_share
from argcheck.analyses.regions.program import Program
from argcheck.analyses.regions.request import Which
from argcheck.model.terms import Term

PIECES = 64
_REACHED = "the coverage asked for was reached"

Item = TypeVar("Item")
Result = TypeVar("Result")


class Workers(Protocol):
    """Whoever does the pieces."""

    def each(
        self, function: Callable[[Item], Result], items: Sequence[Item], seconds: float
    ) -> Iterator[tuple[int, Result]]:
        """What the function gives for each item, by the item's index, in the order in which they are done; those that
        are not done within so many seconds are left out."""
        ...


@dataclass(frozen=True)
class Whole:
    """What is to be divided: the axes, those for all or some of whose values the step is to hold, and the formulas."""

    axes: tuple[Axis, ...]
    quantified: tuple[tuple[Axis, Which], ...]
    facts: tuple[Term, ...]
    goal: Term

    def judge(self) -> Judging:
        """What judges boxes. Raises CannotCompile."""
        program = Program((*self.axes, *(axis for axis, _ in self.quantified)))
        judge = Judge(program, [program.compile(fact) for fact in self.facts], program.compile(self.goal))
        return ranging_over(judge, len(self.axes), self.quantified)


@dataclass(frozen=True)
class Piece:
    """A part of the box: everything that a worker needs to know."""

    whole: Whole
    limits: Limits
    start: Places


def spread_out(asked: Whole, limits: Limits, workers: Workers, progress: Progress | None = None) -> Paving:
    """As `pave`, by workers; `limits` are shared out among the pieces. An interrupt ends it early."""
    whole = [Piece(asked, _share(limits, asked.axes, start), start) for start in pieces(asked.axes)]
    deadline = monotonic() + limits.seconds
    done: dict[int, Paving] = {}
    interrupted = False
    try:
        certified, evaluated = Fraction(0), 0
        for index, paving in workers.each(divide, whole, limits.seconds):
            done[index] = paving
            certified, evaluated = certified + paving.certified, evaluated + paving.evaluated
            if progress is not None:
                progress(certified, evaluated)
    except KeyboardInterrupt:
        interrupted = True
    merged = _merged([done[index] for index in sorted(done)])
    if interrupted:
        merged.stopped = INTERRUPTED
    elif len(done) < len(whole) or monotonic() > deadline:
        merged.stopped = f"{limits.seconds:g} seconds have passed"
    elif merged.certified >= limits.coverage and merged.certified < 1:
        merged.stopped = _REACHED
    return merged


def divide(piece: Piece) -> Paving:
    """One piece's regions; what a worker does."""
    return pave(piece.whole.judge(), piece.whole.axes, piece.limits, start=piece.start)


def pieces(axes: Sequence[Axis]) -> list[Places]:
    """The pieces, by halving the axes in turn."""
    found = whole_box(axes)
    while found.shape[2] < PIECES:
        cut = halves(axes, found, np.zeros((len(axes), found.shape[2])))
        if cut.shape[2] <= found.shape[2]:
            break  # whole numbers: some boxes are single points already, and would be left out
        found = cut
    return [np.ascontiguousarray(found[:, :, index : index + 1]) for index in range(found.shape[2])]


def _share(limits: Limits, axes: Sequence[Axis], start: Places) -> Limits:
    """A piece's part of the limits. Where each piece reaches its part of the coverage, all of them reach the whole."""
    return replace(
        limits,
        coverage=limits.coverage * total_share(axes, start),
        boxes=max(1, limits.boxes // PIECES),
        memory=max(1, limits.memory // PIECES),
    )


def _merged(done: Sequence[Paving]) -> Paving:
    found = Paving()
    kinds: tuple[Kind, ...] = ("holds", "fails", "contradict")
    for paving in done:
        for kind in kinds:
            found.pieces[kind] += paving.pieces[kind]
            found.shares[kind] += paving.shares[kind]
        found.evaluated += paving.evaluated
        found.kept += paving.kept
        if paving.stopped and paving.stopped != _REACHED:
            found.stopped = "some parts of the box reached their share of the limits"
    return found
