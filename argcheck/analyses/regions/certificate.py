"""The certificate of regions: which formulas the boxes are about, and the boxes, as the kernel reads them; and whether
a certificate still is about what the argument says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import lru_cache

from argcheck.analyses.check import CheckOptions, searching
from argcheck.analyses.regions.comparisons import plainer
from argcheck.analyses.regions.partition import Axis, Cells, Kind, RegionError, RegionsReport
from argcheck.analyses.regions.program import CannotCompile, Operation, Program
from argcheck.analyses.regions.question import Question, question
from argcheck.analyses.regions.request import Request, Wanted, Which
from argcheck.analyses.verification import Standing, StepStanding, Verification
from argcheck.kernel import axes as kernel_axes
from argcheck.kernel import boxes, data
from argcheck.kernel.boxes import KINDS, Regions
from argcheck.kernel.data import Refused
from argcheck.kernel.judge import Judge, Quantified
from argcheck.kernel.values import Operation as Operations
from argcheck.model.argument import Argument, Inference, Quantity
from argcheck.model.show import show_number
from argcheck.provers.search import Searcher

Data = dict[str, object]


def certificates(argument: Argument, report: RegionsReport, request: Request, searcher: Searcher) -> list[Data]:
    """The parts of a certificate, one for each reading; the report is one that `fitting` gave. They are not
    checked here.

    Raises RegionError where the formulas cannot be written for the kernel."""
    quantities = _quantities(argument, report.step)
    inferences = {each.reading: each for each in argument.step(report.step).inferences}
    parts: list[Data] = []
    for case in report.cases:
        asked = question(inferences[case.reading], quantities, request, searcher)
        parts.append(part(report.step, dict(case.reading), dict(case.fixed), asked, case.cells))
    return parts


def part(
    step: str, reading: Mapping[str, str], fixed: Mapping[str, str], asked: Question, cells: Mapping[Kind, Cells]
) -> Data:
    """One part of a certificate. Raises RegionError where the formulas cannot be written for the kernel."""
    kinds = {str(kind): list(_boxes(each)) for kind, each in cells.items()}
    head: Data = {"step": step, "reading": dict(reading), "fixed": dict(fixed)}
    return {**head, **described(asked), "boxes": kinds}


def described(asked: Question) -> Data:
    """The axes and formulas that boxes are about, as data."""
    program = Program(asked.all_axes)
    try:
        facts = [program.compile(fact) for fact in asked.facts]
        goal = program.compile(plainer(asked.goal, asked.all_axes))
    except CannotCompile as problem:
        raise RegionError(str(problem)) from None
    operations = [_operation(each) for each in program.operations]
    quantified = [{"values": kind, "axis": _axis(axis)} for axis, kind in asked.quantified]
    axes = [_axis(axis) for axis in asked.axes]
    return {"axes": axes, "quantified": quantified, "operations": operations, "facts": facts, "goal": goal}


@lru_cache(maxsize=8)
def kernel_judge(asked: Question) -> Judge:
    """The kernel's judge of the question's boxes. Raises RegionError where the formulas cannot be written for it."""
    axes, quantified, operations, facts, goal = _read(described(asked))
    return Judge(axes, operations, facts, goal, quantified)


def _operation(operation: Operation) -> list[object]:
    match operation.op:
        case "variable":
            return ["variable", operation.axis]
        case "constant":
            assert operation.bounds is not None
            return ["constant", *map(show_number, operation.bounds)]
        case "power":
            return ["power", *operation.args, operation.exponent]
        case "polynomial":
            return ["polynomial", *operation.args, *map(show_number, operation.coefficients)]
    return [operation.op, *operation.args]


def _axis(axis: Axis) -> Data:
    ends = {"low": show_number(axis.low), "high": show_number(axis.high)}
    return {"name": axis.name, **ends, "scale": axis.scale, "whole": axis.whole}


def _boxes(cells: Cells) -> Iterator[str]:
    for box in cells.places.reshape(len(cells), 2 * len(cells.axes)).tolist():
        yield " ".join(map(str, box))


def _quantities(argument: Argument, step: str) -> Mapping[str, Quantity]:
    return {quantity.name: quantity for each in argument.step(step).inferences for quantity in each.quantities}


# ---- held against the argument -------------------------------------------------------------------------


def verify_regions(
    text: str, argument_of: Callable[[str | None], Argument], digest: Callable[[str], str]
) -> Verification:
    """What became of each part of a certificate: the kernel checks every box, and the formulas that the boxes are about
    are made anew from the argument, which is found by the name in the certificate. Raises Refused where there is no
    certificate of boxes at all."""
    said, parts = boxes.parts_of(text)
    named = data.fields(said, "file", "digest")
    argument = argument_of(None if named["file"] is None else data.name(named["file"]))
    with searching(CheckOptions()) as searcher:
        standings = tuple(_standing(each, argument, searcher) for each in parts)
    return Verification(argument.path, digest(argument.text) == named["digest"], standings)


def _standing(source: object, argument: Argument, searcher: Searcher) -> StepStanding:
    try:
        found = boxes.regions(source)
    except Refused as refused:
        named = source.get("step") if isinstance(source, dict) else None
        step = named if isinstance(named, str) else "?"
        return StepStanding(step, (), "", Standing.REJECTED, f"the kernel refuses the boxes: {refused}")
    inference = _inference(found, argument)
    if inference is None:
        detail = "the argument has no such step under this reading"
        return StepStanding(found.step, found.reading, "", Standing.MISSING, detail)
    try:
        quantities = _quantities(argument, found.step)
        asked = question(inference, quantities, _request(found, quantities), searcher)
        now = _read(described(asked))
    except (RegionError, Refused) as problem:
        return StepStanding(found.step, found.reading, "", Standing.CHANGED, str(problem))
    if now != (found.axes, found.quantified, found.operations, found.facts, found.goal):
        detail = "the boxes are about other formulas than the step's"
        return StepStanding(found.step, found.reading, "", Standing.CHANGED, detail)
    count = sum(found.counts.values())
    return StepStanding(found.step, found.reading, _told(found), Standing.VERIFIED, "", count, counted="box")


def _read(
    said: Data,
) -> tuple[tuple[kernel_axes.Axis, ...], tuple[Quantified, ...], tuple[Operations, ...], tuple[int, ...], int]:
    axes = data.listed(said["axes"], kernel_axes.axis)
    quantified = data.listed(said["quantified"], boxes.quantified_axis)
    operations = Operations.read(said["operations"], len(axes) + len(quantified))
    facts = data.listed(said["facts"], data.natural)
    return axes, quantified, operations, facts, data.natural(said["goal"])


def _inference(found: Regions, argument: Argument) -> Inference | None:
    inferences = (each for step in argument.steps if step.name == found.step for each in step.inferences)
    return next((each for each in inferences if each.reading == found.reading), None)


def _request(found: Regions, quantities: Mapping[str, Quantity]) -> Request:
    axes = tuple(map(_wanted, found.axes))
    # what is no quantity is bound by a quantifier of the claim, of which it is made anew
    asked = (one for one in found.quantified if one.axis.name in quantities)
    quantified = tuple((_which(one.every), _wanted(one.axis)) for one in asked)
    fixed = tuple(
        (name, value == "true" if value in ("true", "false") else _number(value)) for name, value in found.fixed
    )
    return Request(axes, fixed, quantified)


def _which(every: bool) -> Which:
    return "all" if every else "some"


def _wanted(axis: kernel_axes.Axis) -> Wanted:
    return Wanted(axis.name, axis.low, axis.high, "log" if axis.log else "linear")


def _number(text: str) -> Fraction:
    try:
        return Fraction(data.rational(text))
    except Refused:
        raise RegionError(f"`{text}` is not a value") from None


def _told(found: Regions) -> str:
    """`holds in 14.85 %, fails in 84.16 % of the box`, rounded down: no more is certified than is said."""
    parts = [f"{kind} in {int(found.shares[kind] * 10_000) / 100:g} %" for kind in KINDS if found.counts[kind]]
    return f"{', '.join(parts)} of the box"
