"""Linear equations between rational numbers, solved by Gaussian elimination."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction

RIGHT = -1
"""The place of the right-hand side in a row; unknowns have numbers >= 0."""

Row = dict[int, Fraction]


def solved(rows: Collection[Row]) -> dict[int, Row] | None:
    """Some of the unknowns, each with a row in which its own entry is 1 and no other of them occurs; None if the
    equations contradict one another. Short rows first, and unknowns that occur seldom: so few entries are made."""
    often: dict[int, int] = {}
    for row in rows:
        for number in row:
            often[number] = often.get(number, 0) + 1
    result: dict[int, Row] = {}
    for row in sorted(map(dict, rows), key=len):
        for pivot in [number for number in row if number in result]:
            _subtract(row, row[pivot], result[pivot])
        candidates = [number for number in row if number != RIGHT]
        if not candidates:
            if row:
                return None
            continue
        pivot = min(candidates, key=lambda number: (often[number], number))
        divisor = row[pivot]
        scaled = {number: value / divisor for number, value in row.items()}
        for other in result.values():
            if pivot in other:
                _subtract(other, other[pivot], scaled)
        result[pivot] = scaled
    return result


def _subtract(row: Row, factor: Fraction, other: Mapping[int, Fraction]) -> None:
    for number, value in other.items():
        left = row.get(number, Fraction(0)) - factor * value
        if left:
            row[number] = left
        else:
            row.pop(number, None)
