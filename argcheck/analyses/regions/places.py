"""Places on the axes as floats: enclosures of many boxes at once, and their exact volumes."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from argcheck.analyses.regions import rounding, spans
from argcheck.analyses.regions.axes import GRID, Axis
from argcheck.analyses.regions.spans import Floats, Span
from argcheck.logic import intervals

Places = NDArray[np.int64]
_BITS = 128
_WHOLE = 1 << 53
_OFF = 2.0**-50
_DIGITS = 53


class Scale:
    """One axis's places as floats, rounded outward."""

    def __init__(self, axis: Axis) -> None:
        self.axis = axis
        self._low, self._high = rounding.enclosure(axis.low), rounding.enclosure(axis.high)
        self._extent = spans.constant(axis.high - axis.low)
        self._exact = _exactly(axis)
        if axis.scale == "log":
            low, high = intervals.log(intervals.of_rational(axis.high / axis.low, _BITS), _BITS)
            self._extent = spans.between(Fraction(low, 1 << _BITS), Fraction(high, 1 << _BITS))

    def enclose(self, places: Places) -> Span:
        """Floats around the numbers at the places."""
        if self.axis.whole:
            numbers = places.astype(np.float64) + float(self.axis.low)
            return Span(numbers, numbers)
        if self._exact is not None:
            first, step, shift = self._exact
            exact = np.ldexp((places * step + first).astype(np.float64), -shift)
            return Span(exact, exact)
        u = np.ldexp(places.astype(np.float64), -GRID)
        there = Span(u, u)
        if self.axis.scale == "linear":
            found = spans.add(Span(*map(np.array, self._low)), spans.multiply(there, self._extent))
            if self.axis.low == 0:
                found = spans.multiply(there, self._extent)
        else:
            rise = spans.exp(spans.multiply(there, self._extent))
            found = spans.multiply(Span(*map(np.array, self._low)), rise)
        low = np.where(places == 0, self._low[0], np.maximum(found.lo, self._low[0]))
        high = np.where(places == 0, self._low[1], np.minimum(found.hi, self._high[1]))
        end = places == self.axis.parts
        return Span(np.where(end, self._high[0], low), np.where(end, self._high[1], high))

    def stretch(self, first: Places, last: Places) -> Span:
        """Floats around all numbers in the stretches from one place to another."""
        if self.axis.whole:
            return Span(self.enclose(first).lo, self.enclose(last - 1).hi)
        return Span(self.enclose(first).lo, self.enclose(last).hi)

    def cut(self, boxes: Span, part: Floats, end: int, width: Places) -> Places:
        """Places that surely cut off less than the given part of each box's width at its lower (0) or upper (1) end:
        whole multiples of a unit that is between 1/32 and 1/16 of the `width` in places, so that products of widths
        stay short numbers."""
        extent = (boxes.hi - boxes.lo) * part
        pad = np.maximum(np.abs(boxes.lo), np.abs(boxes.hi)) * _OFF
        unit = np.int64(1) << np.maximum(np.frexp(width.astype(np.float64))[1] - 6, 0).astype(np.int64)
        if end:
            above: Places = (self.place_above(boxes.hi - extent + pad) + (unit - 1)) & -unit
            return above
        below: Places = self.place_below(boxes.lo + extent - pad) & -unit
        return below

    def place_below(self, numbers: Floats) -> Places:
        """A place whose number is surely below each number (place 0 where there is none)."""
        return self._near(numbers, -1)

    def place_above(self, numbers: Floats) -> Places:
        """A place whose number is surely above each number (the last place where there is none)."""
        return self._near(numbers, 1)

    def _near(self, numbers: Floats, side: int) -> Places:
        low, parts = float(self.axis.low), self.axis.parts
        known = np.where(np.isnan(numbers), -side * np.inf, numbers)
        if self.axis.whole:
            u = known - low
        elif self.axis.scale == "linear":
            u = (known - low) / float(self.axis.high - self.axis.low) * float(parts)
        else:
            u = np.log(np.maximum(known, low) / low) / float(self._extent.lo) * float(parts)
        u = np.clip(u, 0.0, float(parts))
        guess = (np.floor(u) if side < 0 else np.ceil(u)).astype(np.int64)
        # a computed place is a guess: it is moved until its enclosure lies on the right side
        step = 1 if self.axis.whole else 16
        found = np.clip(guess + side * step, 0, parts)
        there = self.enclose(np.minimum(found, parts - 1) if self.axis.whole else found)
        wrong = (there.hi >= numbers) if side < 0 else (there.lo <= numbers)
        found = np.where(wrong | np.isnan(numbers), 0 if side < 0 else parts, found)
        beyond = numbers > self._high[1] if side < 0 else numbers < self._low[0]
        return np.where(beyond, parts if side < 0 else 0, found)


def _exactly(axis: Axis) -> tuple[int, int, int] | None:
    """Whole numbers a, b and n such that the number at a place is `(a + b*place)/2^n`, where floats hold all these."""
    if axis.whole or axis.scale != "linear":
        return None
    extent = axis.high - axis.low
    parts = axis.low.denominator * extent.denominator
    shift = GRID + parts.bit_length() - 1
    # a power of two that both denominators divide, and nothing above 53 bits
    if parts & (parts - 1) or max(abs(axis.low), abs(axis.high)) * (1 << shift) > _WHOLE:
        return None
    return int(axis.low * (1 << shift)), int(extent * (1 << (shift - GRID))), shift


def total_share(axes: Sequence[Axis], places: Places) -> Fraction:
    """The exact share of the whole box that the boxes take up."""
    if not places.shape[2]:
        return Fraction(0)
    widths = places[1] - places[0]
    total = _of_widths(widths)
    for axis in axes:
        total /= axis.parts
    return total


def _of_widths(widths: Places) -> Fraction:
    """The exact sum of the products of widths. A float holds a product whose factors have few digits that matter, as
    what came from an axis by halving; where some have many, the sum is made of integers, box by box."""
    digits = 0
    product = np.ones(widths.shape[1])
    for width in widths:
        odd = width // (width & -width)
        digits += int(odd.max()).bit_length()
        product *= width
    if digits > _DIGITS:
        return Fraction(sum(np.multiply.reduce(widths.astype(object), axis=0)))
    mantissa, exponent = np.frexp(product)
    whole = np.ldexp(mantissa, _DIGITS).astype(np.int64)
    least = int(exponent.min())
    place = exponent - least
    # sums of parts of 27 bits are exact in floats, for fewer than 2^26 boxes
    total = Fraction(0)
    for shift in (0, 27):
        part = ((whole >> shift) & 0x7FFFFFF).astype(np.float64)
        for index, found in enumerate(np.bincount(place, weights=part).tolist()):
            total += int(found) << (index + shift)
    return total * Fraction(2) ** (least - _DIGITS)
