"""What is certain of a step on whole boxes, in exact arithmetic."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from argcheck.kernel.axes import Axis, Stretch
from argcheck.kernel.bernstein import bounds, polynomials
from argcheck.kernel.data import Refused
from argcheck.kernel.enclosures import Interval
from argcheck.kernel.polynomial import Polynomial
from argcheck.kernel.rules import Work
from argcheck.kernel.values import Known, Operation, Truth, Values, compared, connected

_MOST_PIECES = 500
_FEW_PIECES = 8
_MOST_TRIES = (64, 16, 8)
_MOST_VALUES = 1_200
_MOST_WORK = 100_000_000
_CONNECTIVES = ("not", "and", "or", "iff", "choose", "true", "false", "unknown")


@dataclass(frozen=True, slots=True)
class Quantified:
    """A quantity for every one of whose values the step is to hold, or for some."""

    every: bool
    axis: Axis


class Judge:
    """What is certain of a step on whole boxes."""

    def __init__(
        self,
        axes: Sequence[Axis],
        operations: Sequence[Operation],
        facts: Sequence[int],
        goal: int,
        quantified: Sequence[Quantified] = (),
    ) -> None:
        self._axes = axes
        self._quantified = quantified
        self._operations = operations
        self._facts = facts
        self.goal = goal
        if any(index >= len(operations) or not operations[index].is_formula for index in (*facts, goal)):
            raise Refused("the facts and the goal are formulas among the operations")
        self._work = Work(_MOST_WORK)
        self._values = Values(operations, self._work)
        self._formulas: dict[int, list[int]] = {}
        self._pieces = 0
        self._values_left = 0
        self._polynomials: dict[int, Polynomial] = polynomials(operations)

    def check(self, kind: str, box: Sequence[Stretch]) -> None:
        """Raises Refused unless every point of the box is of the kind."""
        self._pieces = _FEW_PIECES if self._quantified else _MOST_PIECES
        self._values_left = _MOST_VALUES
        if not self._is(kind, box):
            told = ", ".join(
                f"{axis.name} from {axis.ends(*each)[0]} to {axis.ends(*each)[1]}"
                for axis, each in zip(self._axes, box, strict=True)
            )
            raise Refused(f"it could not be shown of a box that is said to be of kind `{kind}`: {told}")

    def _is(self, kind: str, box: Sequence[Stretch]) -> bool:
        self._pieces -= 1
        found = self.verdict([axis.ends(*stretch) for axis, stretch in zip(self._axes, box, strict=True)])
        if found is not None or self._pieces <= 0:
            return found == kind
        # a wrong claim ends here, at the first middle; a right one whose bounds are too wide is cut in two
        sizes = [Fraction(b - a, axis.parts) if b - a > 1 else 0 for axis, (a, b) in zip(self._axes, box, strict=True)]
        axis = max(range(len(sizes)), key=lambda index: sizes[index])
        if not sizes[axis]:
            return False
        middles = [each.middle(*stretch) for each, stretch in zip(self._axes, box, strict=True)]
        if self.verdict(middles) not in (None, kind):
            return False
        first, last = box[axis]
        middle = (first + last) // 2
        halves = ((first, middle), (middle, last))
        return all(self._is(kind, [*box[:axis], half, *box[axis + 1 :]]) for half in halves)

    def verdict(self, ends: Sequence[Interval]) -> str | None:
        """Of which kind every point is whose quantities are in these intervals; None where that is not clear. Where
        quantities are quantified, those that `ends` leaves out are ranged over, with a limited number of tries."""
        bound = len(ends) - len(self._axes)
        if bound < len(self._quantified):
            return self._over(bound, ends)
        if self._quantified:
            self._values_left -= 1
            if self._values_left < 0:
                return None
        known: dict[int, Truth] = {}
        facts = [self._truth(fact, ends, known).value for fact in self._facts]
        if False in facts:
            return "contradict"
        goal = self._truth(self.goal, ends, known).value if all(facts) else None
        return None if goal is None else "holds" if goal else "fails"

    def _over(self, bound: int, ends: Sequence[Interval]) -> str | None:
        """The range is cut in halves until each piece is of a kind. For all values, one at which it fails decides, and
        otherwise one at which it holds; for some, the other way round."""
        quantified = self._quantified[bound]
        axis = quantified.axis
        first_kind, second_kind = ("fails", "holds") if quantified.every else ("holds", "fails")
        for value in (axis.ends(0, 1)[0], axis.ends(axis.parts - 1, axis.parts)[1]):
            if self.verdict([*ends, (value, value)]) == first_kind:
                return first_kind
        seen: set[str] = set()
        waiting: deque[Stretch] = deque([(0, axis.parts)])
        tries, clear = _MOST_TRIES[min(bound, len(_MOST_TRIES) - 1)], True
        while waiting and tries and self._values_left >= 0:
            tries -= 1
            first, last = waiting.popleft()
            found = self.verdict([*ends, axis.ends(first, last)])
            if found is None:
                if self.verdict([*ends, axis.middle(first, last)]) == first_kind:
                    return first_kind
                middle = (first + last) // 2
                clear = clear and last - first > 1
                waiting += [(first, middle), (middle, last)] if last - first > 1 else []
            elif found == first_kind:
                return found
            else:
                seen.add(found)
        if waiting or not clear:
            return None
        return second_kind if second_kind in seen else "contradict"

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
