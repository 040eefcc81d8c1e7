"""Branch and bound: boxes are judged many at a time, and those that nothing is certain of are halved.

The order is that of the queue, so that large boxes come before small ones. Whenever it is stopped, what has been
certified so far stands.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import reduce
from time import monotonic

import numpy as np

from argcheck.analyses.regions.axes import Axis
from argcheck.analyses.regions.judge import Judging
from argcheck.analyses.regions.partition import Kind, Limits
from argcheck.analyses.regions.places import Places, Scale, total_share
from argcheck.analyses.regions.spans import Flags, Floats

CHUNK = 1 << 14
_LAG = 64.0
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

    @property
    def bytes_kept(self) -> int:
        """The memory that the certified boxes take."""
        one = next((pieces[0][:, :, :1].nbytes for pieces in self.pieces.values() if pieces), 0)
        return self.kept * one

    @property
    def certified(self) -> Fraction:
        """The share that is certified one way or another."""
        return sum(self.shares.values(), Fraction(0))

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
        paving.stopped = "interrupted"
    return paving


@dataclass
class _Work:
    judge: Judging
    axes: Sequence[Axis]
    limits: Limits
    paving: Paving
    without: tuple[Kind, ...]
    scales: list[Scale] = field(init=False)

    def __post_init__(self) -> None:
        self.scales = [Scale(axis) for axis in self.axes]


def _pave(work: _Work, start: Places, progress: Progress | None) -> None:
    limits, paving = work.limits, work.paving
    deadline = monotonic() + limits.seconds
    queue = deque([start])
    waiting, size = start.shape[2], 16 * len(work.axes)
    while queue:
        if stopped(paving, limits, deadline, waiting * size) or any(paving.shares[kind] for kind in work.without):
            return
        chunk = _next(queue, max(1, min(CHUNK, limits.boxes - paving.evaluated)))
        waiting -= chunk.shape[2]
        left = _step(work, chunk)
        waiting += left.shape[2]
        if left.shape[2]:
            queue.append(left)
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


def _next(queue: deque[Places], most: int) -> Places:
    parts = [queue.popleft()]
    count = parts[0].shape[2]
    while queue and count + queue[0].shape[2] <= most:
        parts.append(queue.popleft())
        count += parts[-1].shape[2]
    chunk = parts[0] if len(parts) == 1 else np.concatenate(parts, axis=2)
    if count > most:
        queue.appendleft(chunk[:, :, most:])
        chunk = np.ascontiguousarray(chunk[:, :, :most])
    return chunk


def _step(work: _Work, chunk: Places) -> Places:
    """Judge the boxes, keep what is certain, and return the quarters of the rest."""
    paving = work.paving
    floats = [scale.stretch(chunk[0, axis], chunk[1, axis]) for axis, scale in enumerate(work.scales)]
    judged = work.judge.judge(floats)
    paving.evaluated += chunk.shape[2]
    rest = ~(judged.holds | judged.fails | judged.contradict)
    for kind, found in zip(
        _KINDS, (judged.holds, judged.fails, judged.contradict & ~judged.holds & ~judged.fails), strict=True
    ):
        if found.any():
            boxes = np.ascontiguousarray(chunk[:, :, found])
            paving.pieces[kind].append(boxes)
            paving.kept += boxes.shape[2]
            paving.shares[kind] += total_share(work.axes, boxes)
    return quarters(work.axes, chunk[:, :, rest], judged.weight[:, rest])


def halves(axes: Sequence[Axis], boxes: Places, weight: Floats, among: Sequence[int] | None = None) -> Places:
    """Each box cut in two along the axis (of those `among`) that matters most, though none may lag far behind; boxes
    that cannot be cut are left out."""
    if not boxes.shape[2]:
        return boxes
    width, relative = _widths(axes, boxes, among)
    axis = _chosen(width, relative, weight)
    return _cut(*_able(boxes, axis, width)[:2])


def quarters(axes: Sequence[Axis], boxes: Places, weight: Floats) -> Places:
    """As `halves`, twice over, without judging in between; what can be cut only once is."""
    if not boxes.shape[2]:
        return boxes
    width, relative = _widths(axes, boxes, None)
    first = _chosen(width, relative, weight)
    boxes, first, able = _able(boxes, first, width)
    width, relative, weight = width[:, able], relative[:, able], weight[:, able]
    every = np.arange(boxes.shape[2])
    for each in (relative, weight):
        each[first, every] *= 0.5
    width[first, every] //= 2
    second = _chosen(width, relative, weight)
    found = _cut(boxes, first)
    twice = np.concatenate((second, second))
    again = found[1, twice, np.arange(len(twice))] - found[0, twice, np.arange(len(twice))] > 1
    if again.all():
        return _cut(found, twice)
    return np.concatenate((_cut(found[:, :, again], twice[again]), found[:, :, ~again]), axis=2)


def _widths(axes: Sequence[Axis], boxes: Places, among: Sequence[int] | None) -> tuple[Places, Floats]:
    width = boxes[1] - boxes[0]
    if among is not None:
        width[[axis for axis in range(len(axes)) if axis not in among]] = 0
    return width, width / np.array([[axis.parts] for axis in axes], np.float64)


def _chosen(width: Places, relative: Floats, weight: Floats) -> Places:
    """For each box the axis to cut."""
    near = relative * _LAG > reduce(np.maximum, relative)
    known = near & (reduce(np.maximum, weight) > 0.0)
    score = np.where(known, weight, -1.0)
    score = np.where(reduce(np.maximum, score) > 0.0, score, relative)
    score[width <= 1] = -2.0
    chosen: Places = np.argmax(score, axis=0)
    return chosen


def _able(boxes: Places, axis: Places, width: Places) -> tuple[Places, Places, Flags]:
    """The boxes that can be cut along the axis, and which these are."""
    able = width[axis, np.arange(boxes.shape[2])] > 1
    return (boxes, axis, able) if able.all() else (boxes[:, :, able], axis[able], able)


def _cut(boxes: Places, axis: Places) -> Places:
    every = np.arange(boxes.shape[2])
    middle = (boxes[0, axis, every] + boxes[1, axis, every]) // 2
    cut = np.concatenate((boxes, boxes), axis=2)
    cut[1, axis, every] = middle
    cut[0, axis, every + boxes.shape[2]] = middle
    return cut
