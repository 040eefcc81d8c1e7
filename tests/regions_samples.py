"""Partitions made by halving, exactly: of a box by a formula that rises or falls along each axis."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import numpy as np

from argcheck.analyses.regions import Axis, Cells, Limits, Partition, RegionsReport
from argcheck.analyses.regions.partition import Kind
from argcheck.model.operators import Sort
from argcheck.model.terms import Var

Margin = Callable[..., Fraction]
"""Above 0 where the step holds."""


def axis(name: str, low: int | Fraction, high: int | Fraction, scale: str = "linear", whole: bool = False) -> Axis:
    sort = Sort.INTEGER if whole else Sort.REAL
    return Axis(Var(name, sort), Fraction(low), Fraction(high), scale, whole, f"what {name} is")  # type: ignore[arg-type]


def partition(axes: tuple[Axis, ...], margin: Margin, signs: tuple[int, ...], depth: int) -> Partition:
    """`signs[i]` says whether the margin rises (1) or falls (-1) along axis i."""
    boxes: dict[Kind, list[list[tuple[int, int]]]] = {"holds": [], "fails": [], "contradict": []}
    open_boxes = [[(0, each.parts) for each in axes]]
    for level in range(depth):
        rest = []
        for box in open_boxes:
            ends = [each.ends(*stretch) for each, stretch in zip(axes, box, strict=True)]
            least = margin(*(end[0 if sign > 0 else 1] for end, sign in zip(ends, signs, strict=True)))
            most = margin(*(end[1 if sign > 0 else 0] for end, sign in zip(ends, signs, strict=True)))
            if least > 0:
                boxes["holds"].append(box)
            elif most <= 0:
                boxes["fails"].append(box)
            else:
                index = level % len(axes)
                low, high = box[index]
                if high - low > 1:
                    middle = (low + high) // 2
                    rest += [[*box[:index], half, *box[index + 1 :]] for half in ((low, middle), (middle, high))]
                else:
                    rest.append(box)
        open_boxes = rest
    cells: dict[Kind, Cells] = {
        kind: Cells(axes, np.array(found, dtype=np.int64).reshape(-1, len(axes), 2)) for kind, found in boxes.items()
    }
    shares = {kind: sum((box.share for box in found), Fraction(0)) for kind, found in cells.items()}
    undecided = 1 - sum(shares.values(), Fraction(0))
    largest = {kind: max(found, key=lambda box: box.share) for kind, found in cells.items() if len(found)}
    return Partition((), axes, (), (), cells, shares, undecided, None, largest, None, ("halving",), "", 0, 0.0)


def stakes(depth: int = 12) -> Partition:
    """`w*D > 1` over w and D."""
    return partition((axis("w", 0, 2), axis("D", 0, 2)), lambda w, d: w * d - 1, (1, 1), depth)


def report(found: Partition) -> RegionsReport:
    return RegionsReport("case1", "step", "deceiving pays", "w*D > 1", Limits(), (found,))
