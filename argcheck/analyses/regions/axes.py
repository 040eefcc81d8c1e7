"""Axes: the quantities over which regions are drawn, and the places on them.

A logarithmic axis divides the logarithm evenly. Its places are irrational numbers, which are enclosed in integer
arithmetic; whatever is certified, is certified on the enclosures.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import floor
from typing import Literal

from argcheck.logic import intervals
from argcheck.model.terms import Var

GRID = 48
_BITS = 96


@dataclass(frozen=True, slots=True)
class Axis:
    """A quantity and its range, `low` < `high` (for whole numbers, which it may be, `low` <= `high`); `log` needs
    `low` > 0. `says` is what the quantity means."""

    variable: Var
    low: Fraction
    high: Fraction
    scale: Literal["linear", "log"] = "linear"
    whole: bool = False
    says: str = ""

    @property
    def name(self) -> str:
        """The quantity's name."""
        return self.variable.name

    @property
    def parts(self) -> int:
        """Into how many parts of equal measure the axis is divided at the finest."""
        return int(self.high - self.low) + 1 if self.whole else 1 << GRID

    def ends(self, first: int, last: int) -> tuple[Fraction, Fraction]:
        """The least and the greatest number in the stretch from one place to another, rounded outward on a
        logarithmic axis."""
        if self.whole:
            return self.low + first, self.low + last - 1
        return self.at(first)[0], self.at(last)[1]

    def at(self, place: int) -> tuple[Fraction, Fraction]:
        """Rational numbers around the number at a place (the same one twice on a linear axis)."""
        if self.whole or self.scale == "linear":
            value = self.low + (self.high - self.low) * Fraction(place, 1 if self.whole else self.parts)
            return (self.low + place,) * 2 if self.whole else (value, value)
        if place in (0, self.parts):
            return (self.low, self.low) if place == 0 else (self.high, self.high)
        return _geometric(self.low, self.high, place)

    def place(self, value: Fraction) -> int:
        """The last place at or below a number in the range (up to the enclosure on a logarithmic axis)."""
        if self.whole:
            return int(value - self.low)
        if self.scale == "linear":
            return floor((value - self.low) / (self.high - self.low) * self.parts)
        ratio = intervals.log(intervals.of_rational(value / self.low, _BITS), _BITS)[0]
        whole = intervals.log(intervals.of_rational(self.high / self.low, _BITS), _BITS)[1]
        return max(0, min(self.parts, ratio * self.parts // whole))


@lru_cache(maxsize=1 << 14)
def _geometric(low: Fraction, high: Fraction, place: int) -> tuple[Fraction, Fraction]:
    """Rational numbers around `low * (high/low)^u` at the place's u."""
    slope = intervals.log(intervals.of_rational(high / low, _BITS), _BITS)
    part = intervals.multiply(slope, intervals.of_rational(Fraction(place, 1 << GRID), _BITS), _BITS)
    least, most = intervals.exp(part, _BITS)
    return max(low, low * Fraction(least, 1 << _BITS)), min(high, low * Fraction(most, 1 << _BITS))
