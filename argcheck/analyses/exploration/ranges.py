"""How often a step holds that does not always do so, where the reader gives the quantities ranges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from argcheck.analyses.regions.certified import certified_share
from argcheck.analyses.shares import ShareError, ShareReport, Source
from argcheck.model.argument import Argument
from argcheck.provers.search import Searcher


@dataclass(frozen=True, slots=True)
class HowOften:
    """The share of cases in which a step holds; or the `reason` why it has none, such as a range that is missing."""

    step: str
    share: ShareReport | None
    reason: str = ""


def how_often(argument: Argument, step: str, sources: Mapping[str, Source], searcher: Searcher) -> HowOften:
    """The step's share over the ranges of those quantities that it speaks of."""
    known = {quantity.name for inference in argument.step(step).inferences for quantity in inference.quantities}
    own = {name: source for name, source in sources.items() if name in known}
    try:
        return HowOften(step, certified_share(argument, step, searcher, own))
    except ShareError as problem:
        return HowOften(step, None, str(problem))
