"""Numbers that a reader likes to see, simplest first: what a counterexample is made of where it can be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

_SMALL = tuple(
    map(
        Fraction,
        (1, 2, 0, 3, "1/2", -1, 4, 5, "1/3", -2, 10, "1/4", "2/3", "3/2", 6, "-1/2", "3/4", 100),
    )
)


def simple_values(near: Fraction, used: Sequence[Fraction] = (), whole: bool = False) -> Iterator[Fraction]:
    """Candidates that come before `near`, which itself comes last: small integers and fractions, then values
    already in use, then those on the way to `near` in the Stern-Brocot tree. `whole` keeps to integers."""
    seen: set[Fraction] = set()
    for source in (_SMALL, used, stern_brocot_path(near)):
        for value in source:
            if value == near:
                yield near
                return
            if value not in seen and not (whole and value.denominator != 1):
                seen.add(value)
                yield value
    yield near


def stern_brocot_path(target: Fraction) -> Iterator[Fraction]:
    """Ever better approximations of the target, each with the least denominator on its side, up to the target.

    On a long run in one direction only steps 1, 2, 4, … are given, and the run's last."""
    if target < 0:
        yield from (-value for value in stern_brocot_path(-target))
        return
    low, high = (0, 1), (1, 0)  # numerator, denominator; 1/0 stands for infinity
    if target == 0:
        yield target
        return
    while True:
        middle = Fraction(low[0] + high[0], low[1] + high[1])
        if middle == target:
            yield target
            return
        up = target > middle
        moving, fixed = (low, high) if up else (high, low)
        length = _run(moving, fixed, target, up)
        for step in _doubling(length):
            yield Fraction(moving[0] + step * fixed[0], moving[1] + step * fixed[1])
        end = (moving[0] + length * fixed[0], moving[1] + length * fixed[1])
        if Fraction(*end) == target:
            return
        low, high = (end, fixed) if up else (fixed, end)


def _run(moving: tuple[int, int], fixed: tuple[int, int], target: Fraction, up: bool) -> int:
    """How often `fixed` can be added to `moving` without passing the target."""
    gap = target.numerator * moving[1] - target.denominator * moving[0]
    pace = target.denominator * fixed[0] - target.numerator * fixed[1]
    return max(gap // pace if up else -gap // -pace, 1)


def _doubling(length: int) -> Iterator[int]:
    step = 1
    while step < length:
        yield step
        step *= 2
    yield length
