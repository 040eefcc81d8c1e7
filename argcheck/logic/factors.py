"""Which factors of a base are raised to a power, or have a logarithm, each by itself: (x*y)^e = x^e*y^e.

A ratio with a sum in it, as c/(c + d), stays whole: as one number beside 1 it says more than its parts do. So does a
number times a sum, as (a + b)/2, which is a mean. Unless the sum is a factor of another base too: then the parts have
something to say to one another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from argcheck.kernel import spread as spreading
from argcheck.kernel.data import Refused
from argcheck.kernel.polynomial import UNIT
from argcheck.kernel.quotients import Key, Quotient
from argcheck.logic.signs import Sign
from argcheck.logic.workspace import Workspace

Factors = list[tuple[Quotient, int]]


def factors(space: Workspace, base: Quotient) -> Factors | None:
    """The variables, sums and number that multiply, each to a power, to the base; None if it is to stay whole."""
    try:
        pairs = spreading.factors(base)
    except Refused:
        return None
    if spreading.stays_whole(base) and not any(factor.key in space.shared for factor, _ in _sums(pairs)):
        return None
    return pairs


def positive_factors(space: Workspace, base: Quotient) -> Factors | None:
    """As `factors`; None also if there is one only, or one may not be positive."""
    pairs = factors(space, base)
    if not pairs or (len(pairs) == 1 and pairs[0][1] == 1):
        return None
    return pairs if all(space.sign(factor) == Sign.POSITIVE for factor, _ in pairs) else None


def shared(bases: Iterable[Quotient]) -> frozenset[Key]:
    """The sums that are factors of more than one of the bases."""
    often = Counter[Key]()
    for base in {each.key: each for each in bases}.values():
        try:
            often.update({factor.key for factor, _ in _sums(spreading.factors(base))})
        except Refused:
            often.update({Quotient(base.numerator, {UNIT: 1}).key})
    return frozenset(key for key, count in often.items() if count > 1)


def _sums(pairs: Factors) -> Factors:
    return [(factor, count) for factor, count in pairs if len(factor.numerator) > 1]
