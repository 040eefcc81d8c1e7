"""Columns: where one comparison decides everything and is linear in a quantity, it turns at a threshold of it.

Boxes of the other quantities are judged by bounds of the threshold. Each settles all of its column but the band between
the bounds, so that one dimension less has to be cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import inf
from time import monotonic

import numpy as np

from argcheck.analyses.derivation.isolate import divided
from argcheck.analyses.derivation.products import tidy
from argcheck.analyses.regions.axes import Axis
from argcheck.analyses.regions.comparisons import difference, linear
from argcheck.analyses.regions.judge import Judging
from argcheck.analyses.regions.partition import Kind, Limits
from argcheck.analyses.regions.pave import CHUNK, Paving, Progress, halves, stopped, whole_box
from argcheck.analyses.regions.places import Places, Scale
from argcheck.analyses.regions.polynomials import single_use
from argcheck.analyses.regions.program import CannotCompile, Program
from argcheck.analyses.regions.slopes import Runner
from argcheck.analyses.regions.spans import Flags, Floats, Span
from argcheck.analyses.regions.waiting import Waiting
from argcheck.logic.calculus import negative
from argcheck.model.terms import ZERO, App, Term, free_variables

_TRIAL = 3_000
_RISING = frozenset((">", ">="))


@dataclass(frozen=True)
class Threshold:
    """The comparison holds above `turn` where `factor` > 0 (below it where `falls`), and the other way round where it
    is < 0; both are results of the program."""

    axis: int
    turn: int
    factor: int
    falls: bool


def thresholds(program: Program, axes: Sequence[Axis], goal: Term) -> list[Threshold]:
    """The ways to read the goal as a threshold of one of the quantities."""
    if not (isinstance(goal, App) and goal.op in ("<", "<=", ">", ">=")) or len(axes) < 2:
        return []
    if not _defined(program, axes, goal):
        # taking a term apart may hide that it has no value somewhere
        return []
    found: list[Threshold] = []
    for index, axis in enumerate(axes):
        taken = None if axis.whole else linear(difference(goal), axis.variable)
        if taken is None or taken[1] == ZERO or not free_variables(difference(goal)) - {axis.variable}:
            continue
        try:
            turn = program.compile(divided(tidy(negative(taken[0])), tidy(taken[1])))
            found.append(Threshold(index, turn, program.compile(taken[1]), goal.op not in _RISING))
        except CannotCompile:
            continue
    return found


def _defined(program: Program, axes: Sequence[Axis], goal: Term) -> bool:
    """Whether interval bounds show that both sides have a value in the whole box."""
    try:
        sides = program.operations[program.compile(goal)].args
    except CannotCompile:
        return False
    start = whole_box(axes)
    spans = [Scale(axis).stretch(start[0, index], start[1, index]) for index, axis in enumerate(axes)]
    with np.errstate(all="ignore"):
        values, _ = Runner(program, sides).run(spans)
    return all(isinstance(value, Span) and not (np.isnan(value.lo) | np.isnan(value.hi)).any() for value in values)


def pave_columns(
    judge: Judging,
    program: Program,
    threshold: Threshold,
    axes: Sequence[Axis],
    limits: Limits,
    progress: Progress | None = None,
) -> Paving:
    """As `pave`, by columns along the threshold's axis."""
    columns = _Columns(judge, program, threshold, axes)
    try:
        columns.run(limits, progress)
    except KeyboardInterrupt:
        columns.paving.interrupted(axes)
    return columns.paving


class _Columns:
    """Boxes of which only the band on the threshold's axis is not settled, sorted by their volume."""

    def __init__(self, judge: Judging, program: Program, threshold: Threshold, axes: Sequence[Axis]) -> None:
        self.paving = Paving()
        self._judge = judge
        self._axes = axes
        self._threshold = threshold
        self._scales = [Scale(axis) for axis in axes]
        self._both = Runner(program, [threshold.turn, threshold.factor])
        self._turn = Runner(program, [threshold.turn])
        self._sharp = single_use(program, threshold.turn)
        self._waiting = Waiting(axes)

    def run(self, limits: Limits, progress: Progress | None) -> None:
        """Settle as much as the limits allow, the largest bands first."""
        deadline = monotonic() + limits.seconds
        self._waiting.put(whole_box(self._axes))
        while len(self._waiting):
            if stopped(self.paving, limits, deadline, self._waiting.bytes_kept):
                return
            left, weight = self._judged(self._waiting.take(max(1, min(CHUNK, limits.boxes - self.paving.evaluated))))
            self._waiting.put(self._cut(left, weight))
            if progress is not None:
                progress(self.paving.certified, self.paving.evaluated)
        if self.paving.certified < 1:
            self.paving.stopped = "what is left is as fine as the grid"

    def _cut(self, boxes: Places, weight: Floats) -> Places:
        others = [axis for axis in range(len(self._axes)) if axis != self._threshold.axis]
        return halves(self._axes, boxes, weight, others)

    def _judged(self, boxes: Places) -> tuple[Places, Floats]:
        """What of the boxes is left after settling what can be, and how much each axis matters to it."""
        self.paving.evaluated += boxes.shape[2]
        axis = self._threshold.axis
        spans = [scale.stretch(boxes[0, a], boxes[1, a]) for a, scale in enumerate(self._scales)]
        with np.errstate(all="ignore"):
            (turn, factor), (slopes, _) = self._both.run(spans, slopes=True)
            assert isinstance(turn, Span) and isinstance(factor, Span)
            turn, weight = self._cornered(turn, slopes, spans)
        shape = boxes.shape[2]
        rising, falling = (np.broadcast_to(each, shape) for each in (factor.lo > 0.0, factor.hi < 0.0))
        known = (rising | falling) & ~np.isnan(turn.lo) & ~np.isnan(turn.hi)
        if self._threshold.falls:
            rising, falling = falling, rising
        first, last = boxes[0, axis], boxes[1, axis]
        low = np.where(known, np.clip(self._scales[axis].place_below(turn.lo), first, last), first)
        high = np.where(known, np.clip(self._scales[axis].place_above(turn.hi), low, last), last)
        for below, kinds in ((True, rising), (False, falling)):
            self._keep("fails", boxes, (first, low) if below else (high, last), kinds & known)
            self._keep("holds", boxes, (high, last) if below else (first, low), kinds & known)
        band = boxes.copy()
        band[0, axis], band[1, axis] = low, high
        rest = high > low
        self._judge_whole(band, rest, ~known)
        return band[:, :, rest], weight[:, rest]

    def _cornered(self, turn: Span, slopes: dict[int, Span], axes: Sequence[Span]) -> tuple[Span, Floats]:
        size = axes[0].lo.shape[0]
        weight = np.zeros((len(axes), size))
        low, high = list(axes), list(axes)
        for index, slope in slopes.items():
            span = axes[index]
            if not self._sharp:
                rising, falling = slope.lo >= 0.0, slope.hi <= 0.0
                low[index] = Span(np.where(falling, span.hi, span.lo), np.where(rising, span.lo, span.hi))
                high[index] = Span(np.where(rising, span.hi, span.lo), np.where(falling, span.lo, span.hi))
            share = np.maximum(np.abs(slope.lo), np.abs(slope.hi)) * (span.hi - span.lo)
            weight[index] = np.where(np.isfinite(share), share, 0.0)
        if self._sharp:
            return Span(*(np.broadcast_to(each, size) for each in turn)), weight
        (least,), _ = self._turn.run(low)
        (most,), _ = self._turn.run(high)
        assert isinstance(least, Span) and isinstance(most, Span)
        return (
            Span(
                np.broadcast_to(np.maximum(turn.lo, least.lo), size),
                np.broadcast_to(np.minimum(turn.hi, most.hi), size),
            ),
            weight,
        )

    def _judge_whole(self, band: Places, rest: Flags, unknown: Flags) -> None:
        """Where the factor's sign is not known, the band may still be of one kind as it is."""
        at = np.flatnonzero(rest & unknown)
        if not len(at):
            return
        spans = [scale.stretch(band[0, a, at], band[1, a, at]) for a, scale in enumerate(self._scales)]
        judged = self._judge.judge(spans)
        axis = self._threshold.axis
        kinds: tuple[tuple[Kind, Flags], ...] = (("holds", judged.holds), ("fails", judged.fails))
        for kind, found in kinds:
            chosen = at[found]
            self._keep(
                kind, band[:, :, chosen], (band[0, axis, chosen], band[1, axis, chosen]), np.ones(len(chosen), bool)
            )
            rest[chosen] = False

    def _keep(self, kind: Kind, boxes: Places, stretch: tuple[Places, Places], where: Flags) -> None:
        chosen = np.flatnonzero(where & (stretch[1] > stretch[0]))
        if not len(chosen):
            return
        found = boxes[:, :, chosen].copy()
        found[0, self._threshold.axis] = stretch[0][chosen]
        found[1, self._threshold.axis] = stretch[1][chosen]
        self.paving.keep(kind, found, self._axes)


def best_threshold(
    judge: Judging, program: Program, found: Sequence[Threshold], axes: Sequence[Axis]
) -> Threshold | None:
    """The threshold whose columns leave least after a short trial; None where there is none."""
    if len(found) < 2:
        return found[0] if found else None
    trial = Limits(Fraction(1), _TRIAL, inf)
    return max(found, key=lambda one: pave_columns(judge, program, one, axes, trial).certified)
