"""How sure one may be of a conclusion by what carries it: Adams' sum of uncertainties, over every set found."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from argcheck.analyses.exploration.results import AssumptionMap
from argcheck.model.argument import Argument, Reading

_SURE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Confidence:
    """The conclusion is at least as probable as `least`, whatever links the premises: its improbability is at most
    the sum of those of the premises `by`, a set that forces it (Adams, A Primer of Probability Logic, 1998).
    Premises without a credence are taken as certain. `doubted` adds most to the sum."""

    step: str
    reading: Reading
    least: Fraction
    by: tuple[str, ...]
    doubted: str


def confidence(argument: Argument, found: AssumptionMap) -> Confidence | None:
    """The best such bound that the map's sufficient sets give; None where no premise in them has a credence."""
    if found.scope != "premises":
        return None
    doubts = {
        premise.name: _SURE - premise.credence[0]
        for premise in argument.premises
        if premise.credence is not None and (premise.reading is None or premise.reading in found.reading)
    }
    sets = [one.names for one in found.sufficient if one.consistent is not False]
    if not any(name in doubts for names in sets for name in names):
        return None
    total = {names: sum((doubts.get(name, Fraction(0)) for name in names), Fraction(0)) for names in sets}
    best = min(sets, key=lambda names: (total[names], len(names)))
    doubted = max(best, key=lambda name: doubts.get(name, Fraction(0)), default="")
    least = max(_SURE - total[best], Fraction(0))
    return Confidence(found.step, found.reading, least, best, doubted if doubts.get(doubted) else "")
