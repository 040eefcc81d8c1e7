"""Probabilities as a reader likes them: exact and short where they can be both."""

from __future__ import annotations

from fractions import Fraction

from argcheck.model.show import show_number

_PLACES = 4
_LONGEST = 9


def probability(value: Fraction, approximately: str = "≈") -> str:
    """`0.3`, `1/3 (≈ 0.3333)`, or only `≈ 0.5403` where the fraction is long."""
    scaled = value * 10**_PLACES
    if scaled.denominator == 1:
        return _decimal(int(scaled))
    fraction = show_number(value)
    near = f"{approximately} {nearly(value)}"
    return f"{fraction} ({near})" if len(fraction) <= _LONGEST else near


def nearly(value: Fraction) -> str:
    """The nearest decimal of four places; it reaches 0 and 1 only where the value does."""
    whole = round(value * 10**_PLACES)
    if 0 < value < 1:
        whole = min(max(whole, 1), 10**_PLACES - 1)
    return _decimal(whole)


def percent(value: Fraction) -> str:
    """`12.5 %`; 0 and 100 only where nothing is missing."""
    tenths = round(value * 1000)
    if 0 < value < 1:
        tenths = min(max(tenths, 1), 999)
    return f"{tenths // 10}{f'.{tenths % 10}' if tenths % 10 else ''} %"


def span(least: Fraction, most: Fraction) -> str:
    """`0.3`, or `0.3 .. 0.6`, with four places."""
    return nearly(least) if least == most else f"{nearly(least)} .. {nearly(most)}"


def _decimal(scaled: int) -> str:
    whole, rest = divmod(abs(scaled), 10**_PLACES)
    sign = "-" if scaled < 0 else ""
    return f"{sign}{whole}.{rest:0{_PLACES}d}".rstrip("0").rstrip(".")
