"""What is settled at the ends of boxes that are not settled as a whole.

Where a comparison's side rises along an axis by at least s over the width of a box, in which it is at least a < 0, it
is above 0 in all but the first -a/s of the width, whatever the other quantities are: there it is settled. This is the
step of the interval Newton method (R. E. Moore, Interval Analysis, 1966) with both ends of the box as centres.
Every comparison and every axis has its say, so that many-sided boundaries are closed in on from all sides.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from argcheck.analyses.regions.spans import Floats, Span

HOLDS, FAILS, CONTRADICT = 1, 2, 3
_MARGIN = 2.0**-30
_MOST_COMPARISONS = 8

Kinds = NDArray[np.int8]
"""For each box one of the above, or 0 where nothing is certain."""


class Reach(NamedTuple):
    """Bounds of a comparison's side on each box, and of what it rises by along each axis from one end to the other, at
    an even rate or an uneven one: from x to y by (y - x)/width of something within these bounds."""

    value: Span
    rises: dict[int, Span]


class Ends(NamedTuple):
    """For each axis, for its lower and upper end, and for each box: the part of the width, counted from that end, of
    which something is certain (axes x 2 x boxes), and what."""

    part: Floats
    kind: Kinds


def settled_ends(
    reaches: Mapping[int, Reach],
    relations: Mapping[int, str],
    dimension: int,
    size: int,
    kinds: Callable[[int, bool], Kinds],
) -> Ends | None:
    """The largest settled parts; `kinds` says what is certain where a comparison is true, or is false."""
    if len(reaches) > _MOST_COMPARISONS:
        return None
    part = np.zeros((dimension, 2, size))
    kind = np.zeros((dimension, 2, size), np.int8)
    for atom, (value, rises) in reaches.items():
        supposed: dict[bool, Kinds] = {}
        for above in (True, False):
            true = _true_there(relations[atom], above)
            if true not in supposed:
                supposed[true] = kinds(atom, true)
            if not supposed[true].any():
                continue
            missing = value.lo if above else -value.hi
            for axis, rise in rises.items():
                rising = rise.lo > 0.0
                # what is not a number settles nothing, in any comparison
                settled = 1.0 + missing / np.maximum(rise.lo, -rise.hi) - _MARGIN
                settled = np.where((supposed[true] > 0) & (rising | (rise.hi < 0.0)), settled, 0.0)
                for end, here in ((1, rising), (0, ~rising)) if above else ((0, rising), (1, ~rising)):
                    more = here & (settled > part[axis, end])
                    np.copyto(part[axis, end], settled, where=more)
                    np.copyto(kind[axis, end], supposed[true], where=more)
    return Ends(np.minimum(part, 1.0, out=part), kind)


def _true_there(relation: str, above: bool) -> bool:
    """Whether `side relation 0` is true where the side is above 0, or where it is below."""
    if relation in (">", ">="):
        return above
    if relation in ("<", "<="):
        return not above
    return relation == "!="
