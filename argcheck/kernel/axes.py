"""Axes of certified boxes: quantities with ranges, cut into equal parts."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from argcheck.kernel import data, enclosures
from argcheck.kernel.data import Refused
from argcheck.kernel.enclosures import Interval

PARTS = 1 << 48
"""Into how many equal parts an axis of real numbers is cut (equal in the logarithm, on a logarithmic one)."""

Stretch = tuple[int, int]
"""The first and the last place on an axis."""


@dataclass(frozen=True, slots=True)
class Axis:
    """A quantity with its range; see the format."""

    name: str
    low: Fraction
    high: Fraction
    log: bool
    whole: bool

    @property
    def parts(self) -> int:
        """Into how many equal parts it is divided."""
        return int(self.high - self.low) + 1 if self.whole else PARTS

    def ends(self, first: int, last: int) -> Interval:
        """An interval around the numbers from one place to another."""
        if self.whole:
            return self.low + first, self.low + last - 1
        return self._at(first)[0], self._at(last)[1]

    def middle(self, first: int, last: int) -> Interval:
        """An interval around one number in the middle of the stretch, which is in the range."""
        place = (first + last) // 2
        return self.ends(place, place + 1 if self.whole else place)

    def _at(self, place: int) -> Interval:
        if self.log and 0 < place < PARTS:
            return _geometric(self.low, self.high, place)
        value = self.low + (self.high - self.low) * Fraction(place, PARTS)
        return value, value


@lru_cache(maxsize=1 << 14)
def _geometric(low: Fraction, high: Fraction, place: int) -> Interval:
    """Around `low * (high/low)^(place/2^48)`."""
    slope, part = enclosures.log((high / low, high / low)), Fraction(place, PARTS)
    rise = None if slope is None else enclosures.exp(enclosures.multiply(slope, (part, part)))
    if rise is None:
        raise Refused("the range of an axis is too large")
    return max(low, low * rise[0]), min(high, low * rise[1])


def axis(source: object) -> Axis:
    """An axis; raises Refused."""
    parts = data.fields(source, "name", "low", "high", "scale", "whole")
    low, high = Fraction(data.rational(parts["low"])), Fraction(data.rational(parts["high"]))
    log, whole = parts["scale"] == "log", parts["whole"]
    if parts["scale"] not in ("linear", "log") or not isinstance(whole, bool):
        raise Refused("an axis is linear or log, and whole or not")
    if low > high or (low == high and not whole) or (log and (low <= 0 or whole)):
        raise Refused("the range of an axis is of no use")
    if whole and (low.denominator != 1 or high.denominator != 1):
        raise Refused("the ends of an axis of whole numbers are whole")
    return Axis(data.name(parts["name"]), low, high, log, whole)
