"""Steps that are to hold for all values of some quantities, or for some of them: their ranges are cut into pieces.

That it fails for some value, or holds for one, is shown by whole pieces and by single values; that it does so for every
value, by all pieces together. Pieces of which nothing is certain are halved a few times over.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from argcheck.analyses.regions.axes import Axis
from argcheck.analyses.regions.judge import Judged, Judging
from argcheck.analyses.regions.places import Places, Scale
from argcheck.analyses.regions.request import Which
from argcheck.analyses.regions.spans import Flags, Floats, Span

_PIECES = 4
_MOST_VALUES = 32
_HALVINGS = 5
_MOST_A_BOX = 8
_AT_ONCE = 1 << 15


def ranging_over(judge: Judging, shown: int, quantified: Sequence[tuple[Axis, Which]]) -> Judging:
    """What judges boxes of the axes that show, from a judge of these and after them the quantified ones, of which the
    first is outermost."""
    for index in range(len(quantified) - 1, -1, -1):
        axis, which = quantified[index]
        judge = HiddenJudge(judge, shown + index, axis, every=which == "all")
    return judge


class HiddenJudge:
    """Judges boxes of so many axes that show, with a judge of these and of one more; `every` says whether the step is
    to hold for all of its values or for some."""

    def __init__(self, judge: Judging, shown: int, axis: Axis, *, every: bool) -> None:
        self._judge = judge
        self._shown = shown
        self._every = every
        self._scale = Scale(axis)
        count = axis.parts if axis.whole and axis.parts <= _MOST_VALUES else min(_PIECES, axis.parts)
        self._cuts = [axis.parts * k // count for k in range(count + 1)]

    def judge(self, axes: Sequence[Span]) -> Judged:
        """What is certain on the boxes."""
        size, count = axes[0].lo.shape[0], len(self._cuts) - 1
        box = np.tile(np.arange(size), count)
        first, last = (np.repeat(np.array(cuts, np.int64), size) for cuts in (self._cuts[:-1], self._cuts[1:]))
        decided, seen = np.zeros(size, bool), np.zeros(size, bool)
        weight = np.zeros((self._shown, size))
        for turn in range(_HALVINGS):
            box, first, last, parts = self._open(axes, box, first, last, decided, seen)
            for axis in range(self._shown):
                weight[axis] += np.bincount(box, parts[axis], size)
            if turn + 1 == _HALVINGS or not len(box) or len(box) > _MOST_A_BOX * size:
                break
            if (last - first <= 1).any():
                break  # single values of which nothing is certain: no halving helps
            middle = (first + last) // 2
            box, first, last = np.tile(box, 2), np.concatenate((first, middle)), np.concatenate((middle, last))
        clear = np.ones(size, bool)
        clear[box] = False
        covered = clear & ~decided
        holds, fails = (covered & seen, decided) if self._every else (decided, covered & seen)
        return Judged(holds, fails, covered & ~seen, weight)

    def _open(
        self, axes: Sequence[Span], box: Places, first: Places, last: Places, decided: Flags, seen: Flags
    ) -> tuple[Places, Places, Places, Floats]:
        """The pieces of which nothing is certain, of boxes that are not decided, with their weights. It is noted of
        which boxes one piece or value decides, and of which one is of the other kind."""
        judged = self._judged(axes, box, self._scale.stretch(first, last))
        deciding, other = (judged.fails, judged.holds) if self._every else (judged.holds, judged.fails)
        decided[box[deciding]] = True
        seen[box[other]] = True
        left = np.flatnonzero(~(deciding | other | judged.contradict) & ~decided[box])
        if not len(left):
            return left, left, left, judged.weight[: self._shown, left]
        middle = (first[left] + last[left]) // 2
        whole = self._scale.axis.whole
        value = self._scale.stretch(middle, middle + 1) if whole else self._scale.enclose(middle)
        at = self._judged(axes, box[left], value)
        decided[box[left[at.fails if self._every else at.holds]]] = True
        left = left[~decided[box[left]]]
        return box[left], first[left], last[left], judged.weight[: self._shown, left]

    def _judged(self, axes: Sequence[Span], box: Places, hidden: Span) -> Judged:
        """The inner judge's verdicts on pieces of boxes, not too many at once."""
        found = []
        for start in range(0, len(box), _AT_ONCE):
            part = slice(start, start + _AT_ONCE)
            spans = [Span(each.lo[box[part]], each.hi[box[part]]) for each in axes]
            found.append(self._judge.judge([*spans, Span(hidden.lo[part], hidden.hi[part])]))
        if len(found) == 1:
            return found[0]
        holds, fails, contradict = (np.concatenate(each) for each in list(zip(*found, strict=True))[:3])
        return Judged(holds, fails, contradict, np.concatenate([each.weight for each in found], axis=1))
