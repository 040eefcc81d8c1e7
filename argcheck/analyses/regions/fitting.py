"""As many boxes as a certificate may hold, the largest: very many small ones cover little."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np

from argcheck.analyses.regions.partition import KINDS, Cells, Partition, RegionsReport
from argcheck.analyses.regions.places import Places, total_share
from argcheck.kernel.boxes import MOST_BOXES
from argcheck.kernel.data import MOST_BYTES

_FORMULAS = 500_000
_MOST_DIGITS = 19


def fitting(report: RegionsReport, boxes: int = MOST_BOXES, letters: int = MOST_BYTES - _FORMULAS) -> RegionsReport:
    """The report with at most so many boxes a reading, and boxes that take at most so many letters in all; the shares
    are those of the boxes that are left."""
    each = letters // max(1, len(report.cases))
    return replace(report, cases=tuple(_fitting(case, boxes, each) for case in report.cases))


def _fitting(case: Partition, boxes: int, letters: int) -> Partition:
    places = np.concatenate([case.cells[kind].places for kind in KINDS])
    lengths = _letters(places)
    if len(places) <= boxes and lengths.sum() <= letters:
        return case
    widths = (places[:, :, 1] - places[:, :, 0]) / np.array([float(axis.parts) for axis in case.axes])
    order = np.argsort(-widths.prod(axis=1), kind="stable")[:boxes]
    kept = np.zeros(len(places), np.bool_)
    kept[order[np.cumsum(lengths[order]) <= letters]] = True
    ends = np.cumsum([0, *(len(case.cells[kind]) for kind in KINDS)])
    cells = {
        kind: Cells(case.axes, places[first:last][kept[first:last]])
        for kind, first, last in zip(KINDS, ends, ends[1:], strict=False)
    }
    shares = {kind: total_share(case.axes, found.places.transpose(2, 1, 0)) for kind, found in cells.items()}
    return replace(case, cells=cells, shares=shares, undecided=1 - sum(shares.values(), Fraction(0)))


def _letters(places: Places) -> Places:
    """How many letters each box takes: its digits, blanks between them, two quotation marks and a comma."""
    digits = np.full(places.shape, 2, np.int64)
    for power in range(1, _MOST_DIGITS):
        digits += places >= 10**power
    total: Places = digits.sum(axis=(1, 2), dtype=np.int64) + 2
    return total
