"""Numbers along the axes of a map or a picture, rounded to what can be read there."""

from __future__ import annotations

from fractions import Fraction
from math import floor, log10
from typing import TYPE_CHECKING

from argcheck.model.show import show_number

if TYPE_CHECKING:
    from argcheck.analyses.regions.partition import Axis

_LONGEST = 9
_DIGITS = 4


def equal_text(value: Fraction) -> str:
    """`= 1/2` where the exact number is short, else `≈ 0.1667`."""
    exact = show_number(value)
    return f"= {exact}" if len(exact) <= _LONGEST else f"≈ {value_text(value, _DIGITS)}"


def value_text(value: Fraction, digits: int) -> str:
    """A number with a few digits that matter, not marked as rounded: for scales."""
    if value == 0:
        return "0"
    places = digits - 1 - floor(log10(abs(value)))
    if not -digits <= places <= 8:
        return f"{float(value):.{digits - 1}g}"
    return decimal(round(value, places) if places > 0 else Fraction(round(value)), max(places, 0))


def decimal(value: Fraction, places: int) -> str:
    """A number with at most so many places, without zeros at the end."""
    scaled = round(value * 10**places)
    whole, rest = divmod(abs(scaled), 10**places)
    sign = "-" if scaled < 0 else ""
    return f"{sign}{whole}.{rest:0{places}d}".rstrip("0").rstrip(".") if places else f"{sign}{whole}"


def place_text(axis: Axis, part: Fraction) -> str:
    """The number so far along an axis (0 its low end, 1 its high end), for a scale."""
    if axis.whole:
        return show_number(axis.low + floor((axis.high - axis.low) * part))
    return value_text(axis.at(int(part * axis.parts))[0], 3)
