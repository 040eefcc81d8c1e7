"""Replaying certified boxes: does a step hold (fail, or have premises that contradict one another) at every point of
each box? And what share of the whole do the boxes take up?

    {"format": "argcheck boxes 1", "argument": …, "regions": [
      {"step", "reading", "fixed", "axes": [{"name", "low", "high", "scale", "whole"}, …],
       "operations": [[what, …], …], "facts": [index, …], "goal": index,
       "boxes": {"holds": [box, …], "fails": […], "contradict": […]}}, …]}

An operation uses results of earlier ones by index. A box is text: the first and the last place on each axis, out of
2^48 equal parts (equal in the logarithm where the scale is `log`); of whole numbers the parts are the numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import prod

from argcheck.kernel import data, enclosures
from argcheck.kernel.bernstein import bounds, polynomials
from argcheck.kernel.data import Refused
from argcheck.kernel.enclosures import Interval
from argcheck.kernel.polynomial import Polynomial
from argcheck.kernel.rules import Work
from argcheck.kernel.values import Known, Operation, Truth, Values, compared, connected

FORMAT = "argcheck boxes 1"
KINDS = ("holds", "fails", "contradict")
PARTS = 1 << 48
MOST_BOXES = 300_000
_MOST_AXES = 6
_MOST_PIECES = 500
_MOST_WORK = 100_000_000
_CONNECTIVES = ("not", "and", "or", "iff", "choose", "true", "false", "unknown")

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Axis:
    """A quantity with its range; see the format."""

    name: str
    low: Fraction
    high: Fraction
    log: bool
    whole: bool

    @property
    def parts(self) -> int:
        """Into how many equal parts it is divided."""
        return int(self.high - self.low) + 1 if self.whole else PARTS

    def ends(self, first: int, last: int) -> Interval:
        """An interval around the numbers from one place to another."""
        if self.whole:
            return self.low + first, self.low + last - 1
        return self._at(first)[0], self._at(last)[1]

    def _at(self, place: int) -> Interval:
        if self.log and 0 < place < PARTS:
            return _geometric(self.low, self.high, place)
        value = self.low + (self.high - self.low) * Fraction(place, PARTS)
        return value, value


@lru_cache(maxsize=1 << 14)
def _geometric(low: Fraction, high: Fraction, place: int) -> Interval:
    """Around `low * (high/low)^(place/2^48)`."""
    slope, part = enclosures.log((high / low, high / low)), Fraction(place, PARTS)
    rise = None if slope is None else enclosures.exp(enclosures.multiply(slope, (part, part)))
    if rise is None:
        raise Refused("the range of an axis is too large")
    return max(low, low * rise[0]), min(high, low * rise[1])


@dataclass(frozen=True)
class Regions:
    """What the boxes of one step under one reading show. `operations`, `facts` and `goal` say of which formulas;
    `shares` are the exact shares of the whole box that the boxes of each kind take up, `counts` their numbers."""

    step: str
    reading: tuple[tuple[str, str], ...]
    fixed: tuple[tuple[str, str], ...]
    axes: tuple[Axis, ...]
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
    parts = data.fields(source, "step", "reading", "fixed", "axes", "operations", "facts", "goal", "boxes")
    axes = data.listed(parts["axes"], axis)
    if not 1 <= len(axes) <= _MOST_AXES or len({each.name for each in axes}) < len(axes):
        raise Refused(f"one to {_MOST_AXES} different axes are wanted")
    operations = Operation.read(parts["operations"], len(axes))
    facts = data.listed(parts["facts"], data.natural)
    judge = Judge(axes, operations, facts, data.natural(parts["goal"]))
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
    return Regions(data.name(parts["step"]), *pairs, axes, operations, facts, judge.goal, shares, counts)


def _pairs(source: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(source, dict):
        raise Refused("an object of names is wanted")
    return tuple((data.name(key), data.name(value)) for key, value in source.items())


def axis(source: object) -> Axis:
    """An axis; raises Refused."""
    parts = data.fields(source, "name", "low", "high", "scale", "whole")
    low, high = Fraction(data.rational(parts["low"])), Fraction(data.rational(parts["high"]))
    log, whole = parts["scale"] == "log", parts["whole"]
    if parts["scale"] not in ("linear", "log") or not isinstance(whole, bool):
        raise Refused("an axis is linear or log, and whole or not")
    if low > high or (low == high and not whole) or (log and (low <= 0 or whole)):
        raise Refused("the range of an axis is of no use")
    if whole and (low.denominator != 1 or high.denominator != 1):
        raise Refused("the ends of an axis of whole numbers are whole")
    return Axis(data.name(parts["name"]), low, high, log, whole)


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


class Judge:
    """What is certain of a step on whole boxes."""

    def __init__(self, axes: Sequence[Axis], operations: Sequence[Operation], facts: Sequence[int], goal: int) -> None:
        self._axes = axes
        self._operations = operations
        self._facts = facts
        self.goal = goal
        if any(index >= len(operations) or not operations[index].is_formula for index in (*facts, goal)):
            raise Refused("the facts and the goal are formulas among the operations")
        self._work = Work(_MOST_WORK)
        self._values = Values(operations, self._work)
        self._formulas: dict[int, list[int]] = {}
        self._pieces = 0
        self._polynomials: dict[int, Polynomial] = polynomials(operations)

    def check(self, kind: str, box: Sequence[Stretch]) -> None:
        """Raises Refused unless every point of the box is of the kind."""
        self._pieces = _MOST_PIECES
        if not self._is(kind, box):
            told = ", ".join(
                f"{axis.name} from {axis.ends(*each)[0]} to {axis.ends(*each)[1]}"
                for axis, each in zip(self._axes, box, strict=True)
            )
            raise Refused(f"it could not be shown of a box that is said to be of kind `{kind}`: {told}")

    def _is(self, kind: str, box: Sequence[Stretch]) -> bool:
        self._pieces -= 1
        ends = [axis.ends(*stretch) for axis, stretch in zip(self._axes, box, strict=True)]
        known: dict[int, Truth] = {}
        facts = [self._truth(fact, ends, known) for fact in self._facts]
        if kind == "contradict":
            found = any(fact.value is False for fact in facts)
        else:
            wanted = kind == "holds"
            found = all(fact.value for fact in facts) and self._truth(self.goal, ends, known).value is wanted
        if found or self._pieces <= 0:
            return found
        # a wrong claim ends here, at the first middle; a right one whose bounds are too wide is cut in two
        sizes = [Fraction(b - a, axis.parts) if b - a > 1 else 0 for axis, (a, b) in zip(self._axes, box, strict=True)]
        axis = max(range(len(sizes)), key=lambda index: sizes[index])
        if not sizes[axis] or self._wrong(kind, box):
            return False
        first, last = box[axis]
        middle = (first + last) // 2
        halves = ((first, middle), (middle, last))
        return all(self._is(kind, [*box[:axis], half, *box[axis + 1 :]]) for half in halves)

    def _wrong(self, kind: str, box: Sequence[Stretch]) -> bool:
        """Whether the claim is certainly wrong in the middle of the box."""
        middles = [(first + last) // 2 for first, last in box]
        ends = []
        for axis, middle in zip(self._axes, middles, strict=True):
            low, high = axis.ends(middle, middle + 1) if axis.whole else axis.ends(middle, middle)
            ends.append((low, high))
        known: dict[int, Truth] = {}
        facts = [self._truth(fact, ends, known).value for fact in self._facts]
        if kind == "contradict":
            return all(facts)
        goal = self._truth(self.goal, ends, known).value
        return False in facts or goal is (kind != "holds")

    def _truth(self, index: int, ends: Sequence[Interval], known: dict[int, Truth]) -> Truth:
        for each in self._within(index):
            if each not in known:
                known[each] = self._found(each, ends, known)
        return known[index]

    def _within(self, root: int) -> list[int]:
        """A formula and the formulas that it connects, each after its parts."""
        if root not in self._formulas:
            found, stack = {root}, [root]
            while stack:
                operation = self._operations[stack.pop()]
                if operation.what in _CONNECTIVES:
                    stack.extend(set(operation.args) - found)
                    found.update(operation.args)
            self._formulas[root] = sorted(found)
        return self._formulas[root]

    def _found(self, index: int, ends: Sequence[Interval], known: dict[int, Truth]) -> Truth:
        operation = self._operations[index]
        if operation.what not in _CONNECTIVES:
            return self._comparison(operation, ends)
        return connected(operation.what, [known[arg] for arg in operation.args])

    def _comparison(self, operation: Operation, ends: Sequence[Interval]) -> Truth:
        (side,) = operation.args
        value, slopes = self._values.run(side, ends)
        truth = compared(operation.what, value)
        if truth.value is not None or value is None:
            return truth
        value = self._cornered(side, value, slopes, ends)
        truth = compared(operation.what, value)
        if truth.value is None and side in self._polynomials:
            truth = compared(operation.what, bounds(self._polynomials[side], ends, self._work))
        return truth

    def _cornered(self, side: int, value: Interval, slopes: Known, ends: Sequence[Interval]) -> Interval:
        """Better bounds, from the corners at which the value is least and greatest: it rises or falls along axes."""
        low, high = list(ends), list(ends)
        for axis, slope in slopes.items():
            if slope is not None and (slope[0] >= 0 or slope[1] <= 0):
                least, most = ends[axis] if slope[0] >= 0 else (ends[axis][1], ends[axis][0])
                low[axis], high[axis] = (least, least), (most, most)
        if low == high:
            return value
        least_value, most_value = (self._values.run(side, corner)[0] for corner in (low, high))
        if least_value is None or most_value is None:
            return value
        return max(value[0], least_value[0]), min(value[1], most_value[1])
