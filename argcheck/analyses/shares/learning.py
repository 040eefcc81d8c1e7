"""Which quantity is most worth learning: how much of the doubt whether a step holds each explains by itself."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from argcheck.analyses.shares.draws import Value
from argcheck.analyses.shares.result import Learning

_BANDS = 10
_LEAST_SAMPLES = 50


def learning(names: Sequence[str], values: Sequence[Sequence[Value]], holds: Sequence[bool]) -> tuple[Learning, ...]:
    """The quantities, most instructive first; `values[i]` are those of `names[i]`, case by case.

    The index is the variance between bands of equal size over the whole variance, less what chance alone puts there.
    """
    if len(holds) < _LEAST_SAMPLES:
        return ()
    found = (_learned(name, mine, holds) for name, mine in zip(names, values, strict=True))
    return tuple(sorted((each for each in found if len(each.shares) > 1), key=lambda each: -each.index))


def _learned(name: str, values: Sequence[Value], holds: Sequence[bool]) -> Learning:
    bands = _bands(values, holds)
    count, mean = len(holds), Fraction(sum(holds), len(holds))
    shares = tuple(Fraction(sum(band), len(band)) for band in bands)
    between = sum((len(band) * (share - mean) ** 2 for band, share in zip(bands, shares, strict=True)), Fraction(0))
    whole = count * mean * (1 - mean)
    noise = (whole - between) / (count - len(bands)) if count > len(bands) else Fraction(0)
    index = (between - (len(bands) - 1) * noise) / (whole + noise) if whole + noise else Fraction(0)
    return Learning(name, max(index, Fraction(0)), shares)


def _bands(values: Sequence[Value], holds: Sequence[bool]) -> list[list[bool]]:
    """What holds in each band of values, from low to high; equal values share a band."""
    ordered = sorted(zip(values, holds, strict=True), key=lambda pair: pair[0])
    bands: list[list[bool]] = [[]]
    size = -(-len(ordered) // _BANDS)
    last: Value | None = None
    for value, held in ordered:
        if len(bands[-1]) >= size and value != last:
            bands.append([])
        bands[-1].append(held)
        last = value
    return bands
