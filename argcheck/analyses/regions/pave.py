"""Branch and bound: boxes are judged many at a time, and those that nothing is certain of are halved.

Of a box of which nothing is certain as a whole, what is certain of its ends is cut off first. Large boxes come before
small ones. Whenever it is stopped, what has been certified so far stands.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import reduce
from time import monotonic

import numpy as np

from argcheck.analyses.regions.axes import Axis
from argcheck.analyses.regions.ends import CONTRADICT, FAILS, HOLDS, Ends
from argcheck.analyses.regions.judge import Judging
from argcheck.analyses.regions.partition import INTERRUPTED, Kind, Limits
from argcheck.analyses.regions.places import Places, Scale, total_share
from argcheck.analyses.regions.spans import Floats, Span
from argcheck.analyses.regions.waiting import Waiting

CHUNK = 1 << 14
_LAG = 64.0
_LEAST_END = 0.125
_KINDS: tuple[Kind, ...] = ("holds", "fails", "contradict")

Progress = Callable[[Fraction, int], None]
"""Called with the certified share and the number of boxes looked at."""


@dataclass
class Paving:
    """What has been certified so far: boxes of each kind (arrays of shape (2, axes, n)) and exact shares."""

    pieces: dict[Kind, list[Places]] = field(default_factory=lambda: {kind: [] for kind in _KINDS})
    shares: dict[Kind, Fraction] = field(default_factory=lambda: dict.fromkeys(_KINDS, Fraction(0)))
    evaluated: int = 0
    kept: int = 0
    stopped: str = ""

    def keep(self, kind: Kind, boxes: Places, axes: Sequence[Axis]) -> None:
        """Boxes certified to be of the kind, none of which was kept before; the array is kept as it is."""
        self.pieces[kind].append(boxes)
        self.kept += boxes.shape[2]
        self.shares[kind] += total_share(axes, boxes)

    @property
    def bytes_kept(self) -> int:
        """The memory that the certified boxes take."""
        one = next((pieces[0][:, :, :1].nbytes for pieces in self.pieces.values() if pieces), 0)
        return self.kept * one

    @property
    def certified(self) -> Fraction:
        """The share that is certified one way or another."""
        return sum(self.shares.values(), Fraction(0))

    def interrupted(self, axes: Sequence[Axis]) -> None:
        """Note an interrupt. It may have come between the keeping of boxes and the counting of them."""
        self.stopped = INTERRUPTED
        for kind, pieces in self.pieces.items():
            self.shares[kind] = sum((total_share(axes, boxes) for boxes in pieces), Fraction(0))

    def boxes(self, kind: Kind, dimension: int) -> Places:
        """The boxes of a kind, as (boxes, axes, 2)."""
        pieces = self.pieces[kind]
        if not pieces:
            return np.empty((0, dimension, 2), np.int64)
        return np.ascontiguousarray(np.concatenate(pieces, axis=2).transpose(2, 1, 0))


def whole_box(axes: Sequence[Axis]) -> Places:
    """The whole box, as an array of one box."""
    return np.array([[[0] for _ in axes], [[axis.parts] for axis in axes]], np.int64)


def pave(
    judge: Judging,
    axes: Sequence[Axis],
    limits: Limits,
    start: Places | None = None,
    progress: Progress | None = None,
    without: Sequence[Kind] = (),
) -> Paving:
    """Certify as much of the box (or of the boxes `start`) as the limits allow, or until something is certified of a
    kind that it is to be `without`. An interrupt ends it early."""
    paving = Paving()
    try:
        work = _Work(judge, axes, limits, paving, tuple(without))
        _pave(work, whole_box(axes) if start is None else start, progress)
    except KeyboardInterrupt:
        paving.interrupted(axes)
    return paving


@dataclass
class _Work:
    judge: Judging
    axes: Sequence[Axis]
    limits: Limits
    paving: Paving
    without: tuple[Kind, ...]
    scales: list[Scale] = field(init=False)
    waiting: Waiting = field(init=False)

    def __post_init__(self) -> None:
        self.scales = [Scale(axis) for axis in self.axes]
        self.waiting = Waiting(self.axes)


def _pave(work: _Work, start: Places, progress: Progress | None) -> None:
    limits, paving, waiting = work.limits, work.paving, work.waiting
    deadline = monotonic() + limits.seconds
    waiting.put(start)
    while len(waiting):
        if stopped(paving, limits, deadline, waiting.bytes_kept) or any(paving.shares[kind] for kind in work.without):
            return
        _step(work, waiting.take(max(1, min(CHUNK, limits.boxes - paving.evaluated))))
        if progress is not None:
            progress(paving.certified, paving.evaluated)
    if paving.certified < 1:
        paving.stopped = "what is left is as fine as the grid"


def stopped(paving: Paving, limits: Limits, deadline: float, waiting: int) -> bool:
    """Whether a limit is reached, which is then noted; `waiting` is the memory that the boxes still to judge take."""
    if paving.certified >= limits.coverage:
        paving.stopped = "the coverage asked for was reached" if paving.certified < 1 else ""
        return True
    if paving.evaluated >= limits.boxes:
        paving.stopped = f"{paving.evaluated} boxes were looked at"
    elif monotonic() >= deadline:
        paving.stopped = f"{limits.seconds:g} seconds have passed"
    elif waiting + paving.bytes_kept > limits.memory:
        paving.stopped = "the memory allowed is used up"
    return bool(paving.stopped)


def _step(work: _Work, chunk: Places) -> None:
    """Judge the boxes, keep what is certain, and put the halves of the rest among those that wait."""
    paving = work.paving
    floats = [scale.stretch(chunk[0, axis], chunk[1, axis]) for axis, scale in enumerate(work.scales)]
    judged = work.judge.judge(floats)
    paving.evaluated += chunk.shape[2]
    settled = judged.holds | judged.fails
    for kind, found in zip(_KINDS, (judged.holds, judged.fails, judged.contradict & ~settled), strict=True):
        if found.any():
            paving.keep(kind, chunk[:, :, found], work.axes)
    rest = np.flatnonzero(~(settled | judged.contradict))
    boxes, weight = chunk[:, :, rest], judged.weight[:, rest]
    if judged.ends is not None and len(rest):
        boxes, weight = _without_ends(
            work, boxes, weight, [Span(s.lo[rest], s.hi[rest]) for s in floats], judged.ends, rest
        )
    work.waiting.put(halves(work.axes, boxes, weight))


def _without_ends(
    work: _Work, boxes: Places, weight: Floats, floats: Sequence[Span], ends: Ends, rest: Places
) -> tuple[Places, Floats]:
    """Cut off what is certain of the ends of the boxes, and keep it; what is left of the boxes and their weights."""
    for axis, scale in enumerate(work.scales):
        if scale.axis.whole:
            continue
        for end in (0, 1):
            at = np.flatnonzero(ends.part[axis, end, rest] > _LEAST_END)
            at = at[(boxes[1][:, at] > boxes[0][:, at]).all(axis=0)]
            if not len(at):
                continue
            whole = Span(floats[axis].lo[at], floats[axis].hi[at])
            first, last = boxes[0, axis, at], boxes[1, axis, at]
            cut = scale.cut(whole, ends.part[axis, end, rest[at]], end, last - first)
            cut = np.clip(cut, first, last)
            gone = (last - cut if end else cut - first) > 0
            at, cut, first, last = at[gone], cut[gone], first[gone], last[gone]
            pieces = boxes[:, :, at]
            pieces[1 - end, axis] = cut
            kinds = ends.kind[axis, end, rest[at]]
            for kind, code in zip(_KINDS, (HOLDS, FAILS, CONTRADICT), strict=True):
                chosen = kinds == code
                if chosen.any():
                    work.paving.keep(kind, pieces[:, :, chosen], work.axes)
            boxes[end, axis, at] = cut
            weight[axis, at] *= (cut - first if end else last - cut) / (last - first)
    left = (boxes[1] > boxes[0]).all(axis=0)
    return (boxes, weight) if left.all() else (boxes[:, :, left], weight[:, left])


def halves(axes: Sequence[Axis], boxes: Places, weight: Floats, among: Sequence[int] | None = None) -> Places:
    """Each box cut in two along the axis (of those `among`) that matters most, though none may lag far behind; boxes
    that cannot be cut are left out."""
    count = boxes.shape[2]
    if not count:
        return boxes
    width = boxes[1] - boxes[0]
    if among is not None:
        width[[axis for axis in range(len(axes)) if axis not in among]] = 0
    axis = _chosen(width, width / np.array([[axis.parts] for axis in axes], np.float64), weight)
    able = width.take(axis * count + np.arange(count)) > 1
    return _cut(boxes, axis) if able.all() else _cut(boxes[:, :, able], axis[able])


def _chosen(width: Places, relative: Floats, weight: Floats) -> Places:
    """For each box the axis to cut."""
    near = relative * _LAG > reduce(np.maximum, relative)
    known = near & (reduce(np.maximum, weight) > 0.0)
    score = np.where(known, weight, -1.0)
    score = np.where(reduce(np.maximum, score) > 0.0, score, relative)
    score[width <= 1] = -2.0
    chosen: Places = np.argmax(score, axis=0)
    return chosen


def _cut(boxes: Places, axis: Places) -> Places:
    count = boxes.shape[2]
    every = axis * count + np.arange(count)
    middle = (boxes[0].take(every) + boxes[1].take(every)) // 2
    low, high = boxes.copy(), boxes.copy()
    low[1].put(every, middle)
    high[0].put(every, middle)
    return np.concatenate((low, high), axis=2)
