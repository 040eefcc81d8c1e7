"""Where a step holds and where it fails: the closed form first, then certified boxes, and what they say in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from fractions import Fraction
from time import perf_counter

from argcheck.analyses.credences.claims import claim_text
from argcheck.analyses.regions import rounding
from argcheck.analyses.regions.answers import Coarse, nearest_flip
from argcheck.analyses.regions.closed_form import closed_form
from argcheck.analyses.regions.columns import best_threshold, pave_columns, thresholds
from argcheck.analyses.regions.comparisons import plainer
from argcheck.analyses.regions.equivalence import held_against
from argcheck.analyses.regions.hidden import ranging_over
from argcheck.analyses.regions.judge import Judge, Judging
from argcheck.analyses.regions.partition import (
    INTERRUPTED,
    KINDS,
    Box,
    Cells,
    ClosedForm,
    Kind,
    Limits,
    Partition,
    Point,
    RegionError,
    RegionsReport,
)
from argcheck.analyses.regions.pave import Paving, Progress, pave
from argcheck.analyses.regions.program import CannotCompile, Program
from argcheck.analyses.regions.question import Question, question
from argcheck.analyses.regions.request import Request
from argcheck.analyses.regions.spread import Whole, Workers, spread_out
from argcheck.model.argument import Argument, Inference, Quantity
from argcheck.model.show import show_number
from argcheck.model.terms import Term
from argcheck.provers.search import Searcher


def step_regions(
    argument: Argument,
    step: str,
    searcher: Searcher,
    request: Request,
    progress: Progress | None = None,
    workers: Workers | None = None,
) -> RegionsReport:
    """The regions of a step under each reading, done by `workers` where there are some.

    An interrupt ends the work early; what is certified by then is in the report, which is marked as not complete.

    Raises KeyboardInterrupt where there is nothing yet; KeyError when there is no such step; RegionError for axes or
    values that cannot be used or are missing, and for formulas that cannot be evaluated on boxes.
    """
    found = argument.step(step)
    if not rounding.sound():
        raise RegionError("floats are not rounded as they must be: some library switched subnormal numbers off")
    quantities = {quantity.name: quantity for inference in found.inferences for quantity in inference.quantities}
    _check_names(request, found.name, sorted(quantities))
    cases: list[Partition] = []
    complete = True
    for each in found.inferences:
        try:
            cases.append(_partition(each, quantities, searcher, request, progress, workers))
        except KeyboardInterrupt:
            if not cases:
                raise
            complete = False
        complete = complete and cases[-1].stopped != INTERRUPTED
        if not complete:
            break
    return RegionsReport(found.name, found.kind, found.says, claim_text(found), request.limits, tuple(cases), complete)


def _check_names(request: Request, step: str, known: Sequence[str]) -> None:
    varied = (one.name for one in (*request.axes, *(one for _, one in request.quantified)))
    for name in (*varied, *(name for name, _ in (*request.fixed, *request.at))):
        if name not in known:
            close = get_close_matches(name, known, n=1)
            raise RegionError(f"`{step}` says nothing about `{name}`{f'; did you mean `{close[0]}`?' if close else ''}")


def _partition(
    inference: Inference,
    quantities: Mapping[str, Quantity],
    searcher: Searcher,
    request: Request,
    progress: Progress | None,
    workers: Workers | None,
) -> Partition:
    started = perf_counter()
    asked = question(inference, quantities, request, searcher)
    reader = reader_of(asked)
    try:
        closed = closed_form(asked, searcher)
        closed = closed and held_against(closed, asked, searcher)
    except KeyboardInterrupt:
        return _told(inference, request, asked, None, reader.judge, Paving(stopped=INTERRUPTED), "none", started)
    if workers is None:
        paving, method = paved(asked, reader, request.limits, progress)
    else:
        whole = Whole(asked.axes, asked.quantified, asked.facts, reader.goal)
        paving = spread_out(whole, request.limits, workers, progress)
        method = "branch and bound on intervals rounded outward, in pieces"
    return _told(inference, request, asked, closed, reader.judge, paving, method, started)


@dataclass(frozen=True)
class Reader:
    """A question made ready for boxes: its program, its goal made plainer, and what judges boxes."""

    program: Program
    goal: Term
    judge: Judging


def reader_of(asked: Question) -> Reader:
    """What judges boxes of a question. Raises RegionError for formulas that cannot be evaluated on boxes."""
    try:
        program = Program(asked.all_axes)
        goal = plainer(asked.goal, program.axes)
        judge: Judging = Judge(program, [program.compile(fact) for fact in asked.facts], program.compile(goal))
    except CannotCompile as problem:
        raise RegionError(str(problem)) from None
    return Reader(program, goal, ranging_over(judge, len(asked.axes), asked.quantified))


def paved(asked: Question, reader: Reader, limits: Limits, progress: Progress | None = None) -> tuple[Paving, str]:
    """By columns where one comparison decides everything, otherwise by branch and bound; and the method in words."""
    program, judge, goal = reader.program, reader.judge, reader.goal
    found = thresholds(program, asked.axes, goal) if not (asked.facts or asked.quantified) else []
    threshold = best_threshold(judge, program, found, asked.axes)
    if threshold is None:
        return pave(judge, asked.axes, limits, progress=progress), "branch and bound on intervals rounded outward"
    name = asked.axes[threshold.axis].name
    paving = pave_columns(judge, program, threshold, asked.axes, limits, progress)
    return paving, f"bounds, rounded outward, of the value of {name} at which the step turns"


def _told(
    inference: Inference,
    request: Request,
    asked: Question,
    closed: ClosedForm | None,
    judge: Judging,
    paving: Paving,
    method: str,
    started: float,
) -> Partition:
    cells: dict[Kind, Cells] = {kind: Cells(asked.axes, paving.boxes(kind, len(asked.axes))) for kind in KINDS}
    largest: dict[Kind, Box] = {}
    flip, stopped = None, paving.stopped
    try:
        if paving.evaluated or stopped != INTERRUPTED:
            coarse = Coarse(judge, asked.axes)
            boxes = {kind: coarse.largest(kind) for kind in KINDS[:2]}
            largest = {kind: box for kind, box in boxes.items() if box is not None}
            flip = nearest_flip(judge, asked, paving, _origin(request, asked))
    except KeyboardInterrupt:
        stopped = INTERRUPTED
    names = {quantity.name for quantity in inference.quantities}
    return Partition(
        reading=inference.reading,
        axes=asked.axes,
        fixed=tuple((name, _text(value)) for name, value in request.fixed if name in names),
        quantified=tuple((axis.name, kind) for axis, kind in asked.quantified),
        cells=cells,
        shares=dict(paving.shares),
        undecided=1 - paving.certified,
        closed=closed,
        largest=largest,
        flip=flip,
        method=("a formula, proved", method) if closed else (method,),
        stopped=stopped,
        evaluated=paving.evaluated,
        seconds=round(perf_counter() - started, 6),
    )


def _text(value: Fraction | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else show_number(value)


def _origin(request: Request, asked: Question) -> Point:
    """The author's values, or the middle of the axes."""
    given = dict(request.at)
    values: list[Fraction] = []
    for axis in asked.axes:
        value = given.get(axis.name)
        if value is None:
            middle = axis.at(axis.parts // 2)[0]
            value = Fraction(round(middle, 6)) if axis.scale == "log" else middle
        if not axis.low <= value <= axis.high or (axis.whole and value.denominator != 1):
            raise RegionError(f"{axis.name} = {show_number(value)} is not on its axis")
        values.append(value)
    return tuple(values)
