"""Slices: two axes of a partition at given places of the others, and what is certified of all of a small rectangle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from argcheck.analyses.regions.partition import Axis, Cells, Kind, Partition

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

_NEARLY = 1 - 1e-6


@dataclass(frozen=True, eq=False)
class Slice:
    """What a partition says of one or two axes (across, upright) at places of the others: `at` lists each other axis
    with its place there. `boxes[kind]` are the boxes that the slice meets, as (n, axes, 2) places."""

    axes: tuple[Axis, ...]
    at: tuple[tuple[Axis, int], ...]
    boxes: dict[Kind, NDArray[numpy.int64]]

    def goes_through(self, axes: Sequence[Axis], point: Sequence[Fraction]) -> tuple[Fraction, ...] | None:
        """The point's values on this slice's axes, where the slice goes through it. `axes` are those of the point."""
        values = {axis.name: value for axis, value in zip(axes, point, strict=True)}
        if any(_place(axis, values[axis.name]) != place for axis, place in self.at):
            return None
        return tuple(values[axis.name] for axis in self.axes)

    def cells(self, columns: int, rows: int) -> list[list[Kind | None]]:
        """A grid of so many small rectangles at most (fewer where an axis has fewer places), the topmost row first:
        the kind that is certified of every point of the rectangle, or None."""
        sizes = [min(columns, self.axes[0].parts)]
        sizes.append(min(rows, self.axes[1].parts) if len(self.axes) > 1 else 1)
        edges = [_edges(axis.parts, size) for axis, size in zip(self.axes, sizes, strict=False)]
        found: list[list[Kind | None]] = [[None] * sizes[0] for _ in range(sizes[1])]
        for kind, boxes in self.boxes.items():
            for column, row in _full(boxes, edges, sizes):
                found[sizes[1] - 1 - row][column] = kind
        return found


def slices(found: Partition, across: int, upright: int | None, at: Sequence[Mapping[str, Fraction]]) -> list[Slice]:
    """The slice through each point of `at`, which gives the other axes' values by name; where one is missing, its
    middle is taken."""
    shown = (across,) if upright is None else (across, upright)
    others = [index for index in range(len(found.axes)) if index not in shown]
    result = []
    for values in at:
        places = {index: _place(found.axes[index], values.get(found.axes[index].name)) for index in others}
        boxes = {kind: _met(cells, places, shown) for kind, cells in found.cells.items()}
        where = tuple((found.axes[index], place) for index, place in places.items())
        result.append(Slice(tuple(found.axes[index] for index in shown), where, boxes))
    return result


def _place(axis: Axis, value: Fraction | None) -> int:
    place = axis.parts // 2 if value is None else axis.place(min(max(value, axis.low), axis.high))
    return min(place, axis.parts - 1)


def _met(cells: Cells, places: Mapping[int, int], shown: Sequence[int]) -> NDArray[numpy.int64]:
    boxes = cells.places
    for index, place in places.items():
        boxes = boxes[(boxes[:, index, 0] <= place) & (place < boxes[:, index, 1])]
    return boxes[:, list(shown), :]


def _edges(parts: int, size: int) -> list[int]:
    return [parts * index // size for index in range(size + 1)]


def _full(boxes: NDArray[numpy.int64], edges: Sequence[Sequence[int]], sizes: Sequence[int]) -> list[tuple[int, int]]:
    """The rectangles (column, row) of which boxes that do not overlap leave nothing out: their areas add up to all of
    it. Floats find the few that are worth adding up exactly."""
    import numpy as np

    if not len(boxes):
        return []
    lines = [np.array(edge, dtype=np.int64) for edge in edges]
    first = [np.searchsorted(line, boxes[:, a, 0], "right") - 1 for a, line in enumerate(lines)]
    last = [np.searchsorted(line, boxes[:, a, 1], "left") for a, line in enumerate(lines)]
    counts = [end - start for start, end in zip(first, last, strict=True)]
    total = counts[0] if len(lines) == 1 else counts[0] * counts[1]
    owner = np.repeat(np.arange(len(boxes)), total)
    within = np.arange(len(owner)) - np.repeat(np.cumsum(total) - total, total)
    column = first[0][owner] + within % counts[0][owner]
    row = np.zeros_like(column) if len(lines) == 1 else first[1][owner] + within // counts[0][owner]
    cell = row * sizes[0] + column
    extents, wholes = [], []
    for a, line in enumerate(lines):
        index = column if a == 0 else row
        inside = np.minimum(boxes[owner, a, 1], line[index + 1]) - np.maximum(boxes[owner, a, 0], line[index])
        extents.append(inside)
        wholes.append(line[index + 1] - line[index])
    part = np.ones(len(owner))
    for inside, whole in zip(extents, wholes, strict=True):
        part *= inside / whole
    near = np.bincount(cell, part, sizes[0] * sizes[1]) >= _NEARLY
    chosen = near[cell]
    area = np.zeros(sizes[0] * sizes[1], dtype=object)
    exact = extents[0][chosen].astype(object)
    for inside in extents[1:]:
        exact = exact * inside[chosen].astype(object)
    np.add.at(area, cell[chosen], exact)
    result = []
    for index in np.flatnonzero(near).tolist():
        up, over = divmod(index, sizes[0])
        whole = edges[0][over + 1] - edges[0][over]
        if len(edges) > 1:
            whole *= edges[1][up + 1] - edges[1][up]
        if area[index] == whole:
            result.append((over, up))
    return result


def panels(found: Partition) -> list[Slice]:
    """The slices to show: the first axis across, the second upright; for a third axis three values of it, for a fourth
    three of each; the point given, or else the middle, fixes the rest. The slice nearest to the point given goes
    through it."""
    own = {} if found.flip is None else {a.name: v for a, v in zip(found.axes, found.flip.origin, strict=True)}
    points = [own]
    for axis in found.axes[2:4]:
        points = [{**point, axis.name: value} for point in points for value in _values(axis, own.get(axis.name))]
    return slices(found, 0, 1 if len(found.axes) > 1 else None, points)


def _values(axis: Axis, own: Fraction | None) -> list[Fraction]:
    """Three values in the middles of the axis's thirds, the nearest of them replaced by the one given."""
    count = min(3, axis.parts)
    places = [(2 * index + 1) * axis.parts // (2 * count) for index in range(count)]
    values = [axis.ends(place, place + 1)[0] for place in places]
    if own is not None:
        at = axis.place(own)
        nearest = min(range(count), key=lambda index: abs(places[index] - at))
        values[nearest] = own
    return values
