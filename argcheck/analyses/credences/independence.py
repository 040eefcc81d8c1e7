"""The range of a claim's probability when the premises are independent of one another, exactly.

The probability is then linear in each credence, so its extremes over ranges of credences are at their ends.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from fractions import Fraction
from itertools import combinations, product

from argcheck.analyses.credences.result import Interval, Truths


def independent_range(cases: Collection[Truths], credences: Sequence[Interval]) -> Interval:
    """The least and greatest probability of the claim, which is left open where the premises do not settle it.

    Every combination of the premises must be among the cases.
    """
    settled = [0, 1]
    table = dict.fromkeys(product((True, False), repeat=len(credences)), 0)
    for case in cases:
        table[case[:-1]] |= 1 << case[-1]
    # bit 0: the claim may be false; bit 1: it may be true
    forced = {truths: Fraction(settled[may == 2]) for truths, may in table.items()}
    allowed = {truths: Fraction(settled[may >= 2]) for truths, may in table.items()}
    return _extreme(forced, credences, min), _extreme(allowed, credences, max)


def _extreme(
    table: dict[Truths, Fraction], credences: Sequence[Interval], better: Callable[[Fraction, Fraction], Fraction]
) -> Fraction:
    """The best value over all choices of an end for each credence."""
    corners = [table]
    # premises with a number first: they only make the table smaller
    for index in sorted(range(len(credences)), key=lambda i: (credences[i][0] != credences[i][1], -i)):
        ends = sorted(set(credences[index]))
        corners = [_mixed(corner, index, end) for corner in corners for end in ends]
    values = [value for corner in corners for value in corner.values()]
    best = values[0]
    for value in values[1:]:
        best = better(best, value)
    return best


def _mixed(table: dict[Truths, Fraction], index: int, credence: Fraction) -> dict[Truths, Fraction]:
    """The table with one premise averaged out: its place is held by True."""
    return {
        truths: credence * value + (1 - credence) * table[(*truths[:index], False, *truths[index + 1 :])]
        for truths, value in table.items()
        if truths[index]
    }


def conflict(cases: Collection[Truths], count: int) -> tuple[tuple[int, bool], ...]:
    """A smallest combination of some of the `count` premises' truth values that is in no case; empty if each is."""
    present = {case[:-1] for case in cases}
    if len(present) == 1 << count:
        return ()
    for size in range(1, count + 1):
        for group in combinations(range(count), size):
            seen = {tuple(truths[i] for i in group) for truths in present}
            if len(seen) < 1 << size:
                missing = next(each for each in product((True, False), repeat=size) if each not in seen)
                return tuple(zip(group, missing, strict=True))
    return ()
