"""Answers in words from a judged box: the largest box of one kind, and the nearest point with another verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product
from math import prod
from random import Random

import numpy as np
from numpy.typing import NDArray

from argcheck.analyses.regions.axes import Axis
from argcheck.analyses.regions.certificate import kernel_judge
from argcheck.analyses.regions.judge import Judging
from argcheck.analyses.regions.partition import INTERRUPTED, Box, Flip, Kind, Limits, Point, RegionError
from argcheck.analyses.regions.pave import CHUNK, Paving, pave
from argcheck.analyses.regions.places import Places, Scale
from argcheck.analyses.regions.question import Question
from argcheck.kernel.data import Refused
from argcheck.logic.evaluate import evaluate
from argcheck.logic.exact import TooLarge, Undetermined
from argcheck.logic.scope import NotReduced, Undefined

_CELLS_A_SIDE = {1: 512, 2: 128, 3: 32, 4: 14, 5: 8, 6: 6}
_SEEDS = 40
_STEPS = (16, 4, 1)
_FACE_STEPS = 6
_RADIUS_STEPS = 10
_LINE_STEPS = 12
_BRIEF = Limits(Fraction(1), 3_000, 0.1)

_KINDS: tuple[Kind, ...] = ("holds", "fails", "contradict")

Corner = tuple[int, ...]


def verdict_at(question: Question, point: Point) -> Kind | None:
    """The verdict at a point, evaluated exactly, or by the kernel's bounds where exact numbers grow too large; None
    where it has no value that can be found, or where it is a matter of all or some values of another quantity."""
    if question.quantified:
        return None
    values = {axis.name: value for axis, value in zip(question.axes, point, strict=True)}
    try:
        if any(evaluate(fact, values) is False for fact in question.facts):
            return "contradict"
        return "holds" if evaluate(question.goal, values) else "fails"
    except (Undetermined, TooLarge):
        pass
    except (Undefined, NotReduced, KeyError, RecursionError):
        return None
    try:
        found = kernel_judge(question).verdict([(value, value) for value in point])
    except (Refused, RegionError):
        return None
    return next((kind for kind in _KINDS if kind == found), None)


# ---- the largest box -----------------------------------------------------------------------------------


class Coarse:
    """Which cells of an even grid are certain, of each kind."""

    def __init__(self, judge: Judging, axes: Sequence[Axis]) -> None:
        side = _CELLS_A_SIDE[len(axes)]
        self._axes = axes
        self._judge = judge
        counts = [min(side, axis.parts) for axis in axes]
        self.cuts = [
            np.array([axis.parts * k // count for k in range(count + 1)], np.int64)
            for axis, count in zip(axes, counts, strict=True)
        ]
        shape = tuple(counts)
        indices = np.indices(shape).reshape(len(axes), -1)
        first = np.stack([cut[index] for cut, index in zip(self.cuts, indices, strict=True)])
        last = np.stack([cut[index + 1] for cut, index in zip(self.cuts, indices, strict=True)])
        scales = [Scale(axis) for axis in axes]
        found: dict[Kind, list[NDArray[np.bool_]]] = {"holds": [], "fails": []}
        for start in range(0, first.shape[1], CHUNK):
            part = slice(start, start + CHUNK)
            judged = judge.judge([scale.stretch(first[a, part], last[a, part]) for a, scale in enumerate(scales)])
            found["holds"].append(judged.holds)
            found["fails"].append(judged.fails)
        self.certain: dict[Kind, NDArray[np.bool_]] = {
            kind: np.concatenate(parts).reshape(shape) for kind, parts in found.items()
        }

    def largest(self, kind: Kind) -> Box | None:
        """The largest box found all of which is certainly of the kind; None where no cell of the grid is."""
        certain = self.certain[kind]
        cells = np.argwhere(certain)
        if not len(cells):
            return None
        counts = _cumulated(certain)
        widths = [np.diff(cut) for cut in self.cuts]
        random = Random(0)
        seeds = [tuple(cells[random.randrange(len(cells))].tolist()) for _ in range(_SEEDS)]
        seeds += [tuple(cells[0].tolist()), tuple(cells[-1].tolist()), tuple(cells[len(cells) // 2].tolist())]
        best: tuple[Fraction, Corner, Corner] | None = None
        for index, seed in enumerate(seeds):
            low, high = _grown(counts, seed, certain.shape, random if index % 3 else None)
            size = prod(
                (
                    Fraction(int(width[a:b].sum()), axis.parts)
                    for width, a, b, axis in zip(widths, low, high, self._axes, strict=True)
                ),
                start=Fraction(1),
            )
            if best is None or size > best[0]:
                best = size, low, high
        assert best is not None
        places = [[int(cut[a]), int(cut[b])] for cut, a, b in zip(self.cuts, best[1], best[2], strict=True)]
        return self._extended(kind, places)

    def _extended(self, kind: Kind, places: list[list[int]]) -> Box:
        """The box with each face moved as far into the next cell of the grid as can be certified."""
        for axis, cut in enumerate(self.cuts):
            for side in (0, 1):
                here = places[axis][side]
                beyond = cut[cut > here] if side else cut[cut < here]
                if not len(beyond):
                    continue
                there = int(beyond.min() if side else beyond.max())
                for _ in range(_FACE_STEPS):
                    middle = (places[axis][side] + there) // 2
                    if middle in (places[axis][side], there):
                        break
                    slab = [list(ends) for ends in places]
                    slab[axis] = sorted((places[axis][side], middle))
                    if certainly(self._judge, self._axes, slab, kind):
                        places[axis][side] = middle
                    else:
                        there = middle
        ends = tuple(axis.ends(first, last) for axis, (first, last) in zip(self._axes, places, strict=True))
        share = prod(
            (Fraction(last - first, axis.parts) for axis, (first, last) in zip(self._axes, places, strict=True)),
            start=Fraction(1),
        )
        return Box(ends, share)


def certainly(judge: Judging, axes: Sequence[Axis], places: Sequence[Sequence[int]], kind: Kind) -> bool:
    """Whether all of a box can be certified to be of the kind, with little work."""
    others: list[Kind] = [other for other in _KINDS if other != kind]
    paving = _briefly(judge, axes, places, others)
    return paving.shares[kind] == _share(axes, places)


def _briefly(judge: Judging, axes: Sequence[Axis], places: Sequence[Sequence[int]], without: Sequence[Kind]) -> Paving:
    """What little work certifies of a box. An interrupt goes on: it is meant for all that is going on, not for this."""
    paving = pave(judge, axes, _BRIEF, start=_one(places), without=without)
    if paving.stopped == INTERRUPTED:
        raise KeyboardInterrupt
    return paving


def _one(places: Sequence[Sequence[int]]) -> Places:
    return np.array(places, np.int64).T[:, :, None]


def _share(axes: Sequence[Axis], places: Sequence[Sequence[int]]) -> Fraction:
    return prod(
        (Fraction(last - first, axis.parts) for axis, (first, last) in zip(axes, places, strict=True)),
        start=Fraction(1),
    )


def _cumulated(certain: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Counts of certain cells below each corner."""
    counts = np.zeros(tuple(size + 1 for size in certain.shape), np.int64)
    counts[tuple(slice(1, None) for _ in certain.shape)] = certain
    for axis in range(certain.ndim):
        np.cumsum(counts, axis=axis, out=counts)
    return counts


def _full(counts: NDArray[np.int64], low: Corner, high: Corner) -> bool:
    total = 0
    for choice in product((0, 1), repeat=len(low)):
        corner = tuple(h if c else lo for c, lo, h in zip(choice, low, high, strict=True))
        total += (-1) ** (len(low) - sum(choice)) * int(counts[corner])
    return total == prod(h - lo for lo, h in zip(low, high, strict=True))


def _grown(
    counts: NDArray[np.int64], seed: Corner, shape: tuple[int, ...], random: Random | None
) -> tuple[Corner, Corner]:
    """A box around a cell, moved outward face by face until no face can be moved."""
    low, high = seed, tuple(place + 1 for place in seed)
    for step in _STEPS:
        moves = list(product(range(len(seed)), (0, 1)))
        while moves:
            if random is not None:
                random.shuffle(moves)
            for move in list(moves):
                axis, side = move
                end = (high if side else low)[axis] + (step if side else -step)
                new_low = low if side else (*low[:axis], end, *low[axis + 1 :])
                new_high = (*high[:axis], end, *high[axis + 1 :]) if side else high
                if 0 <= end <= shape[axis] and _full(counts, new_low, new_high):
                    low, high = new_low, new_high
                else:
                    moves.remove(move)
    return low, high


# ---- the nearest flip ----------------------------------------------------------------------------------


def nearest_flip(judge: Judging, question: Question, paving: Paving, origin: Point) -> Flip | None:
    """How far the origin is from the opposite verdict; None where it has no verdict of its own."""
    verdict = verdict_at(question, origin)
    if verdict is None or verdict == "contradict":
        return None
    axes = question.axes
    here = [axis.place(value) for axis, value in zip(axes, origin, strict=True)]
    other: Kind = "fails" if verdict == "holds" else "holds"
    boxes = paving.boxes(other, len(axes))
    most, there = None, None
    for place in (*_towards(boxes, axes, here), *_within_largest(boxes, axes)):
        point = _point(axes, place, origin)
        if verdict_at(question, point) == other:
            place = _drawn_near(question, here, place, origin, other)
            most = max(_distance(axis, a, b) for axis, a, b in zip(axes, place, here, strict=True))
            there = _point(axes, place, origin)
            break
    least = _certain_radius(judge, axes, here, other, most)
    return Flip(origin, verdict, least, most, there, tuple(_alone(boxes, question, here, origin, other)))


def _point(axes: Sequence[Axis], place: Sequence[int], origin: Point) -> Point:
    return tuple(_number(axis, at, value) for axis, at, value in zip(axes, place, origin, strict=True))


def _drawn_near(
    question: Question, here: Sequence[int], place: Sequence[int], origin: Point, other: Kind
) -> Sequence[int]:
    """A point of the other verdict nearer to the origin, on the line to it, found by halving and evaluated exactly."""
    near, far = list(here), list(place)
    for _ in range(_LINE_STEPS):
        middle = [(a + b) // 2 for a, b in zip(near, far, strict=True)]
        if middle in (near, far):
            break
        if verdict_at(question, _point(question.axes, middle, origin)) == other:
            far = middle
        else:
            near = middle
    return far


def _distance(axis: Axis, one: int, other: int) -> Fraction:
    return Fraction(abs(one - other), axis.parts)


def _number(axis: Axis, place: int, value: Fraction) -> Fraction:
    if place == axis.place(value):
        return value
    return axis.low + place if axis.whole else axis.at(place)[0]


def _towards(boxes: Places, axes: Sequence[Axis], here: Sequence[int]) -> Iterator[Sequence[int]]:
    """Points of the nearest boxes, the nearest first: each a little inside, where ends were rounded."""
    if not len(boxes):
        return
    at = np.array(here, np.int64)
    inside = np.array([1 if axis.whole else 2 for axis in axes], np.int64)
    last = np.maximum(boxes[:, :, 1] - inside, boxes[:, :, 0])
    nearest = np.clip(at, np.minimum(boxes[:, :, 0] + inside - 1, last), last)
    parts = np.array([axis.parts for axis in axes], np.float64)
    for index in np.argsort((np.abs(nearest - at) / parts).max(axis=1), kind="stable")[:5].tolist():
        yield nearest[index].tolist()


def _within_largest(boxes: Places, axes: Sequence[Axis]) -> Iterator[Sequence[int]]:
    """The middle of the largest box: exact numbers near a boundary may be too much to work out."""
    if len(boxes):
        parts = np.array([axis.parts for axis in axes], np.float64)
        largest = boxes[np.argmax(((boxes[:, :, 1] - boxes[:, :, 0]) / parts).prod(axis=1))]
        yield ((largest[:, 0] + largest[:, 1]) // 2).tolist()


def _certain_radius(
    judge: Judging, axes: Sequence[Axis], here: Sequence[int], other: Kind, most: Fraction | None
) -> Fraction:
    """A distance within which the other verdict surely does not occur."""
    least, end = Fraction(0), Fraction(1) if most is None else most
    for _ in range(_RADIUS_STEPS):
        middle = (least + end) / 2
        cube = []
        for axis, place in zip(axes, here, strict=True):
            reach = int(middle * axis.parts)
            cube.append([max(0, place - reach), min(axis.parts, place + reach + 1)])
        paving = _briefly(judge, axes, cube, (other,))
        if paving.shares[other] == 0 and paving.certified == _share(axes, cube):
            least = middle
        else:
            end = middle
    return least


def _alone(
    boxes: Places, question: Question, here: Sequence[int], origin: Point, other: Kind
) -> Iterator[tuple[str, Fraction]]:
    """For each axis, the nearest value on it at which the verdict is the other one, with all else as it is."""
    at = np.array(here, np.int64)
    within = (boxes[:, :, 0] <= at) & (at < boxes[:, :, 1]) if len(boxes) else np.zeros((0, len(here)), bool)
    for index, axis in enumerate(question.axes):
        rest = np.delete(within, index, axis=1).all(axis=1)
        line = boxes[rest][:, [index]]
        for place in _towards(line, [axis], [here[index]]):
            there = [*here[:index], place[0], *here[index + 1 :]]
            if verdict_at(question, _point(question.axes, there, origin)) == other:
                nearer = _drawn_near(question, here, there, origin, other)
                yield axis.name, _number(axis, nearer[index], origin[index])
                break
