"""Steps that are to hold for all values of some quantities, or for some of them: their ranges are cut into pieces.

That it fails for some value, or holds for one, is shown by whole pieces and by single values; that it does so for every
value, by all pieces together.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise, product

import numpy as np

from argcheck.analyses.regions.axes import Axis
from argcheck.analyses.regions.judge import Judged, Judging
from argcheck.analyses.regions.places import Scale
from argcheck.analyses.regions.spans import Span

_PIECES = {1: 16, 2: 4, 3: 3}
_MOST_VALUES = 32


class HiddenJudge:
    """Judges boxes of the axes that show, with a judge of all axes, those that do not show last; `every` says whether
    the step is to hold for all of their values or for some."""

    def __init__(self, judge: Judging, shown: int, hidden: Sequence[Axis], *, every: bool) -> None:
        self._judge = judge
        self._shown = shown
        self._every = every
        count = _PIECES.get(len(hidden), 2)
        self._pieces = list(product(*(_pieces(axis, count) for axis in hidden)))
        self._points = list(product(*(_points(axis, count) for axis in hidden)))

    def judge(self, axes: Sequence[Span]) -> Judged:
        """What is certain on the boxes."""
        size = axes[0].lo.shape[0]
        covered, contradict = np.ones(size, bool), np.ones(size, bool)
        good, bad = np.zeros(size, bool), np.zeros(size, bool)
        weight = np.zeros((self._shown, size))
        for place, hidden in enumerate((*self._pieces, *self._points)):
            judged = self._judge.judge([*axes, *(_spread(span, size) for span in hidden)])
            good |= judged.holds
            bad |= judged.fails
            weight += judged.weight[: self._shown]
            if place < len(self._pieces):
                wanted = judged.holds if self._every else judged.fails
                covered &= wanted | judged.contradict
                contradict &= judged.contradict
        if self._every:
            return Judged(covered & good, bad, contradict, weight)
        return Judged(good, covered & bad, contradict, weight)


def _spread(span: Span, size: int) -> Span:
    return Span(np.broadcast_to(span.lo, size), np.broadcast_to(span.hi, size))


def _pieces(axis: Axis, count: int) -> list[Span]:
    if axis.whole and axis.parts <= _MOST_VALUES:
        return _points(axis, count)
    cuts = [axis.parts * k // count for k in range(count + 1)]
    scale = Scale(axis)
    return [scale.stretch(np.array(a), np.array(b)) for a, b in pairwise(cuts) if a < b]


def _points(axis: Axis, count: int) -> list[Span]:
    """Single values, each a float: it lies in the range, since only numbers inside it are taken."""
    if axis.whole:
        step = max(1, -(-axis.parts // _MOST_VALUES))
        values = [axis.low + k for k in range(0, axis.parts, step)]
    else:
        places = (axis.parts * k // (2 * count) for k in range(2 * count + 1))
        values = [Fraction(float(axis.at(place)[0])) for place in places]
    kept = [float(value) for value in values if axis.low <= value <= axis.high]
    return [Span(np.array(value), np.array(value)) for value in kept]
