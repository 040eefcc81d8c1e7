"""Boxes that wait to be judged: the largest first, by sizes that double, and of one size the latest first."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from argcheck.analyses.regions.axes import Axis
from argcheck.analyses.regions.places import Places

_SPREAD = 3


class Waiting:
    """Boxes, sorted roughly by their volume."""

    def __init__(self, axes: Sequence[Axis]) -> None:
        self._parts = [float(axis.parts) for axis in axes]
        self._sizes: dict[int, list[Places]] = {}
        self._count = 0

    def __len__(self) -> int:
        return self._count

    @property
    def bytes_kept(self) -> int:
        """The memory that they take."""
        return self._count * 16 * len(self._parts)

    def put(self, boxes: Places) -> None:
        """Add boxes."""
        count = boxes.shape[2]
        if not count:
            return
        volume = np.ones(count)
        for first, last, parts in zip(boxes[0], boxes[1], self._parts, strict=True):
            volume *= (last - first) / parts
        size = np.frexp(volume)[1].astype(np.int16)
        order = np.argsort(size, kind="stable")
        sizes = size[order]
        boxes = boxes.take(order, axis=2)
        cuts = [0, *(np.flatnonzero(np.diff(sizes)) + 1).tolist(), count]
        for start, end in pairwise(cuts):
            self._sizes.setdefault(int(sizes[start]), []).append(boxes[:, :, start:end])
        self._count += count

    def take(self, most: int) -> Places:
        """At most so many boxes (at least one): the largest, and where these are few, somewhat smaller ones."""
        top = max(self._sizes)
        pieces: list[Places] = []
        count = 0
        for size in range(top, top - _SPREAD, -1):
            while count < most and size in self._sizes:
                piece = self._sizes[size].pop()
                if count + piece.shape[2] > most:
                    self._sizes[size].append(piece[:, :, most - count :])
                    piece = piece[:, :, : most - count]
                if not self._sizes[size]:
                    del self._sizes[size]
                pieces.append(piece)
                count += piece.shape[2]
        self._count -= count
        return np.concatenate(pieces, axis=2)
