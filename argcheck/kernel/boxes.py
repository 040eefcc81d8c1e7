"""Replaying certified boxes: does a step hold (fail, or have premises that contradict one another) at every point of
each box? And what share of the whole do the boxes take up?

    {"format": "argcheck boxes 1", "argument": …, "regions": [
      {"step", "reading", "fixed", "axes": [{"name", "low", "high", "scale", "whole"}, …],
       "quantified": [{"values": "all" or "some", "axis": …}, …],
       "operations": [[what, …], …], "facts": [index, …], "goal": index,
       "boxes": {"holds": [box, …], "fails": […], "contradict": […]}}, …]}

The step is to hold for all values, or for some, of the `quantified` quantities, the first of them outermost. Their axes
come after the others. An operation uses results of earlier ones by index. A box is text: the first and the last place
on each axis, out of 2^48 equal parts (equal in the logarithm where the scale is `log`); of whole numbers the parts are
the numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod

from argcheck.kernel import data
from argcheck.kernel.axes import Axis, Stretch, axis
from argcheck.kernel.data import Refused
from argcheck.kernel.judge import Judge, Quantified
from argcheck.kernel.rules import Work
from argcheck.kernel.values import Operation

FORMAT = "argcheck boxes 1"
KINDS = ("holds", "fails", "contradict")
MOST_BOXES = 300_000
_MOST_AXES = 6


@dataclass(frozen=True)
class Regions:
    """What the boxes of one step under one reading show. `operations`, `facts` and `goal` say of which formulas;
    `shares` are the exact shares of the whole box that the boxes of each kind take up, `counts` their numbers."""

    step: str
    reading: tuple[tuple[str, str], ...]
    fixed: tuple[tuple[str, str], ...]
    axes: tuple[Axis, ...]
    quantified: tuple[Quantified, ...]
    operations: tuple[Operation, ...]
    facts: tuple[int, ...]
    goal: int
    shares: dict[str, Fraction]
    counts: dict[str, int]


def replay_boxes(text: str) -> tuple[Regions, ...]:
    """What each part of the certificate shows; raises Refused where a box is not what it is said to be."""
    return tuple(map(regions, parts_of(text)[1]))


def parts_of(text: str) -> tuple[object, tuple[object, ...]]:
    """What the certificate says of its argument, and its parts, unchecked; raises Refused."""
    top = data.fields(data.load(text), "format", "argument", "regions")
    if top["format"] != FORMAT:
        raise Refused(f'the field `format` must be "{FORMAT}"')
    found = data.listed(top["regions"], lambda part: part)
    if not found:
        raise Refused("the certificate holds no regions")
    return top["argument"], found


def is_boxes(text: str) -> bool:
    """Whether the text says that it is a certificate of boxes. It may still be refused."""
    top = data.load(text)
    return isinstance(top, dict) and top.get("format") == FORMAT


def regions(source: object) -> Regions:
    """What one part of a certificate shows; raises Refused where it does not show it."""
    parts = data.fields(
        source, "step", "reading", "fixed", "axes", "quantified", "operations", "facts", "goal", "boxes"
    )
    axes = data.listed(parts["axes"], axis)
    quantified = data.listed(parts["quantified"], quantified_axis)
    names = {each.name for each in (*axes, *(one.axis for one in quantified))}
    if not 1 <= len(axes) <= _MOST_AXES or len(quantified) > _MOST_AXES or len(names) < len(axes) + len(quantified):
        raise Refused(f"one to {_MOST_AXES} different axes are wanted")
    operations = Operation.read(parts["operations"], len(axes) + len(quantified))
    facts = data.listed(parts["facts"], data.natural)
    judge = Judge(axes, operations, facts, data.natural(parts["goal"]), quantified)
    boxes = data.fields(parts["boxes"], *KINDS)
    found = {kind: data.listed(boxes[kind], lambda each: _box(each, axes)) for kind in KINDS}
    everything = [box for kind in KINDS for box in found[kind]]
    if len(everything) > MOST_BOXES:
        raise Refused(f"there are more than {MOST_BOXES} boxes")
    if not _apart(everything, len(axes), Work()):
        raise Refused("two boxes overlap")
    shares = {}
    for kind in KINDS:
        for box in found[kind]:
            judge.check(kind, box)
        shares[kind] = sum((_share(axes, box) for box in found[kind]), Fraction(0))
    counts = {kind: len(found[kind]) for kind in KINDS}
    pairs = (_pairs(parts["reading"]), _pairs(parts["fixed"]))
    return Regions(data.name(parts["step"]), *pairs, axes, quantified, operations, facts, judge.goal, shares, counts)


def _pairs(source: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(source, dict):
        raise Refused("an object of names is wanted")
    return tuple((data.name(key), data.name(value)) for key, value in source.items())


def quantified_axis(source: object) -> Quantified:
    """A quantity for all or for some of whose values the step is to hold; raises Refused."""
    parts = data.fields(source, "values", "axis")
    if parts["values"] not in ("all", "some"):
        raise Refused("a step is to hold for `all` or for `some` values of a quantity")
    return Quantified(parts["values"] == "all", axis(parts["axis"]))


def _box(source: object, axes: Sequence[Axis]) -> tuple[Stretch, ...]:
    words = source.split(" ") if isinstance(source, str) and len(source) < 1000 else []
    if len(words) != 2 * len(axes) or not all(word.isascii() and word.isdigit() for word in words):
        raise Refused("a box is text with two places for each axis")
    places = [int(word) for word in words]
    stretches = tuple(zip(places[::2], places[1::2], strict=True))
    if not all(first < last <= axis.parts for (first, last), axis in zip(stretches, axes, strict=True)):
        raise Refused("a box leaves its axes, or is empty")
    return stretches


def _share(axes: Sequence[Axis], box: Sequence[Stretch]) -> Fraction:
    sides = (Fraction(last - first, axis.parts) for axis, (first, last) in zip(axes, box, strict=True))
    return prod(sides, start=Fraction(1))


def _apart(boxes: Sequence[tuple[Stretch, ...]], dimension: int, work: Work, barren: int = 0, turn: int = 0) -> bool:
    """Whether no two boxes have more than faces in common: cut at a middle place, axis by axis, as long as that
    parts them."""
    if len(boxes) <= 12 or barren == dimension:
        work.spend(len(boxes) ** 2)
        return not any(
            all(a[0] < b[1] and b[0] < a[1] for a, b in zip(one, other, strict=True))
            for index, one in enumerate(boxes)
            for other in boxes[:index]
        )
    work.spend(len(boxes))
    axis = turn % dimension
    middle = sorted(box[axis][0] for box in boxes)[len(boxes) // 2]
    left, right = [box for box in boxes if box[axis][0] < middle], [box for box in boxes if box[axis][1] > middle]
    if max(len(left), len(right)) * 8 > len(boxes) * 7:
        return _apart(boxes, dimension, work, barren + 1, turn + 1)
    return all(_apart(part, dimension, work, 0, turn + 1) for part in (left, right))
