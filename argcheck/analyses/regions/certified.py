"""Shares of ranges, certified: what boxes say of the share of cases in which a step holds, where every quantity has a
range from which it is drawn uniformly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from argcheck.analyses.regions import rounding
from argcheck.analyses.regions.certificate import part
from argcheck.analyses.regions.partition import KINDS, Cells, Kind, Limits, RegionError
from argcheck.analyses.regions.question import Question, question
from argcheck.analyses.regions.regions import paved, reader_of
from argcheck.analyses.regions.request import MOST_AXES, Request, Wanted
from argcheck.analyses.shares import CertifiedShare, ShareReport, Source, step_share
from argcheck.kernel import boxes
from argcheck.kernel.data import Refused
from argcheck.model.argument import Argument, Inference
from argcheck.model.verdict import Evidence
from argcheck.provers.search import Searcher

_LIMITS = Limits(Fraction(999, 1000), 40_000, 5.0)
_MOST_CHECKED = 1_500


def certified_share(
    argument: Argument,
    step: str,
    searcher: Searcher,
    sources: Mapping[str, Source],
    *,
    samples: int = 2_000,
    seed: int = 0,
) -> ShareReport:
    """As `step_share`, with the certified share of each reading of which boxes say something: all quantities that
    matter are numbers drawn uniformly from a range, at most six of them from more than a single value."""
    report = step_share(argument, step, searcher, sources, samples=samples, seed=seed)
    if any(source.kind != "uniform" for source in sources.values()) or not rounding.sound():
        return report
    inferences = argument.step(report.step).inferences
    cases = tuple(
        replace(case, certified=_certified(inference, searcher, sources))
        for case, inference in zip(report.cases, inferences, strict=True)
    )
    return replace(report, cases=cases)


def _certified(inference: Inference, searcher: Searcher, sources: Mapping[str, Source]) -> CertifiedShare | None:
    quantities = {quantity.name: quantity for quantity in inference.quantities}
    ends = {name: source.parameters[:2] for name, source in sources.items() if name in quantities}
    axes = tuple(Wanted(name, low, high) for name, (low, high) in ends.items() if low < high)
    if not 1 <= len(axes) <= MOST_AXES:
        return None
    fixed = tuple((name, low) for name, (low, high) in ends.items() if low == high)
    try:
        asked = question(inference, quantities, Request(axes, fixed, limits=_LIMITS), searcher)
        paving, _ = paved(asked, reader_of(asked), _LIMITS)
    except RegionError:
        return None
    cells: dict[Kind, Cells] = {kind: Cells(asked.axes, paving.boxes(kind, len(axes))) for kind in KINDS}
    holds, fails, rest = paving.shares["holds"], paving.shares["fails"], 1 - paving.certified
    bounds = given_premises(holds, fails, rest)
    if bounds is None:
        return None
    evidence = Evidence.KERNEL if _checked(inference.step, asked, cells) else Evidence.SOLVER
    return CertifiedShare(*bounds, holds, fails, rest, evidence)


def _checked(step: str, asked: Question, cells: Mapping[Kind, Cells]) -> bool:
    """Whether the kernel confirms every box; very many are not given to it."""
    if sum(map(len, cells.values())) > _MOST_CHECKED:
        return False
    try:
        boxes.regions(part(step, {}, {}, asked, cells))
    except Refused:
        return False
    return True


def given_premises(holds: Fraction, fails: Fraction, rest: Fraction) -> tuple[Fraction, Fraction] | None:
    """Between which shares the step holds, of the part of the box in which the premises do: what is undecided may hold,
    fail, or break the premises. None where nothing is certified to hold or to fail."""
    if not holds + fails:
        return None
    whole = holds + fails + rest
    return holds / whole, (holds + rest) / whole
