"""The boundary of a closed form as curves to draw: where a comparison turns at which the formula's truth turns too, and
that of the premises, past which it says nothing.

Floats are good enough here: the curve is a drawing, and nothing is concluded from it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from argcheck.analyses.regions.partition import Axis, ClosedForm
from argcheck.analyses.regions.slices import Slice
from argcheck.model.terms import Term

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Grid = NDArray[numpy.float64]

_POINTS = 400
_RELATIONS = frozenset(("<", "<=", ">", ">="))


def boundary(closed: ClosedForm, shown: Slice) -> Iterator[tuple[Grid, Grid, Grid]]:
    """For each comparison of the formula: the grid's coordinates across and upright, and values there whose sign turns
    at the boundary (not a number where the formula does not turn nearby, or the premises exclude it); and the same of
    the premises. Nothing where an axis has whole numbers."""
    import numpy as np

    if any(axis.whole for axis in shown.axes):
        return
    everything = (*shown.axes, *(axis for axis, _ in shown.at))
    across = along(shown.axes[0])
    upright = along(shown.axes[1]) if len(shown.axes) > 1 else np.array([0.0, 1.0])
    first, second = np.meshgrid(across, upright)
    rest = [np.full(first.size, float(axis.ends(place, place + 1)[0])) for axis, place in shown.at]
    points = [first.ravel(), *([second.ravel()] if len(shown.axes) > 1 else []), *rest]
    everywhere = np.ones(first.shape, bool)
    for formula, where in ((closed.condition, ~_excluded(shown, first.shape)), (closed.supposed, everywhere)):
        for level in _levels(formula, everything, points, where):
            yield first, second, level


def _levels(formula: Term, axes: Sequence[Axis], points: Sequence[Grid], where: NDArray[numpy.bool_]) -> Iterator[Grid]:
    """For each comparison of the formula, the values of its difference at the points of the grid; not a number where
    the formula does not turn nearby, or outside of `where`."""
    import numpy as np

    from argcheck.analyses.regions.program import CannotCompile, Program
    from argcheck.analyses.regions.slopes import Runner
    from argcheck.analyses.regions.spans import Span, Truth

    program = Program(axes)
    try:
        root = program.compile(formula)
    except CannotCompile:
        return
    sides = [
        program.operations[index].args[0]
        for index in program.needed([root])
        if program.operations[index].op in _RELATIONS
    ]
    with np.errstate(all="ignore"):
        (truth, *values), _ = Runner(program, [root, *sides]).run([Span(point, point) for point in points])
    assert isinstance(truth, Truth)
    turns = _turning(np.broadcast_to(truth.true, where.size).reshape(where.shape)) & where
    for value in values:
        assert isinstance(value, Span)
        level = np.broadcast_to((value.lo + value.hi) / 2, where.size).reshape(where.shape)
        yield np.where(turns, level, np.nan)


def along(axis: Axis) -> Grid:
    """Evenly spaced numbers along an axis, in its scale."""
    import numpy as np

    low, high = float(axis.low), float(axis.high)
    if axis.scale == "log":
        return np.asarray(np.geomspace(low, high, _POINTS))
    return np.linspace(low, high, _POINTS)


def _excluded(shown: Slice, shape: tuple[int, ...]) -> NDArray[numpy.bool_]:
    """Which points of the grid lie where the premises contradict one another, so that the formula says nothing."""
    import numpy as np

    cells = shown.cells(shape[1] - 1, max(shape[0] - 1, 1))
    there = np.array([[kind == "contradict" for kind in row] for row in reversed(cells)])
    return np.pad(there, ((0, shape[0] - there.shape[0]), (0, shape[1] - there.shape[1])), mode="edge")


def _turning(truth: NDArray[numpy.bool_]) -> NDArray[numpy.bool_]:
    """Where the formula's truth is not the same at all points two steps around."""
    import numpy as np

    least, most = truth.copy(), truth.copy()
    for axis in (0, 1):
        for _ in range(2):
            for found, combine in ((least, np.logical_and), (most, np.logical_or)):
                before, after = np.roll(found, 1, axis), np.roll(found, -1, axis)
                inner = [slice(None)] * 2
                inner[axis] = slice(1, -1)
                inside = tuple(inner)
                found[inside] = combine(found, combine(before, after))[inside]
    return np.asarray(least ^ most)
