"""Six problems of several shapes, held against an exact grid: at every point of the grid the verdict worked out there
is the one that the boxes around it claim, and the shares agree with the count of points.

The verdicts at the points come from functions written by hand, not from the language.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

import pytest

from argcheck.analyses.regions import Axis, Kind, Limits, Partition
from argcheck.analyses.regions.certificate import kernel_judge
from argcheck.analyses.regions.partition import KINDS
from argcheck.logic import intervals
from tests.analyses.region_problems import places_of, question_of, regions_of, request_of

F = Fraction
BITS = 160
APART = F(3, 100)


@dataclass(frozen=True)
class Problem:
    """A step; its verdict at a point, by hand; how many hundredths of the box are to be certified."""

    declared: str
    goal: str
    verdict: Callable[..., Kind]
    sources: tuple[str, ...] = ()
    certified: int = 97


def said(holds: bool) -> Kind:
    return "holds" if holds else "fails"


def ring(x: Fraction, y: Fraction) -> Kind:
    square = x * x + y * y
    return said(4 * square > 1 and square < 1)


def incidence(e: Fraction, s: Fraction, t: Fraction) -> Kind:
    """Buyers bear s/(e + s) of a tax: more than half of it, and more than 3/10 of a unit in all."""
    return said(2 * s > e + s and 10 * t * s > 3 * (e + s))


def clamped(x: Fraction, y: Fraction) -> Kind:
    return said(min(max(x + y, F(0)), F(1)) * x > F(1, 3))


def episodes(n: Fraction, w: Fraction) -> Kind:
    return said(n * w * w > 1 + w)


def rising(x: Fraction, y: Fraction) -> Kind:
    """`x^2*y + x` rises in x where its slope 2*x*y + 1 is above 0 (and, at a lone zero of it, nowhere counts)."""
    return said(2 * x * y + 1 > 0)


def exponential(x: Fraction, y: Fraction) -> Kind:
    """Where x*y <= 1: does exp(-x) < log(1 + y) hold?"""
    if x * y > 1:
        return "contradict"
    below = intervals.exp(intervals.of_rational(-x, BITS), BITS)
    above = intervals.log(intervals.of_rational(1 + y, BITS), BITS)
    assert below[1] < above[0] or above[1] < below[0]
    return said(below[1] < above[0])


PROBLEMS = {
    "a disc with a hole": Problem(
        "quantity x, y : real in [-3/2, 3/2]", "x^2 + y^2 < 1 and x^2 + y^2 > 1/4", ring, certified=96
    ),
    "tax incidence": Problem(
        "quantity e, s : real in [1/10, 3]\nquantity t : real in [0, 1]",
        "s/(e + s) > 1/2 and t*(s/(e + s)) > 3/10",
        incidence,
        certified=93,
    ),
    "a clamp": Problem("quantity x, y : real in [-1, 2]", "clamp(x + y, 0, 1)*x > 1/3", clamped),
    "whole numbers": Problem(
        "quantity n : integer in [0, 12]\nquantity w : real in [-2, 2]", "n*w^2 > 1 + w", episodes
    ),
    "a rise": Problem("quantity x, y : real in [-2, 2]", "rises(x^2*y + x, x)", rising),
    "exponentials under a premise": Problem(
        "quantity x, y : real in [0, 3]\npremise small : x*y <= 1", "exp(-x) < log(1 + y)", exponential, ("small",)
    ),
}


def case_of(name: str) -> Partition:
    problem = PROBLEMS[name]
    request = request_of(limits=Limits(F(99, 100), 30_000, 60))
    return regions_of((problem.declared, problem.goal, *problem.sources), request)


def grid(axis: Axis, count: int) -> list[Fraction]:
    if axis.whole:
        return [axis.low + index for index in range(axis.parts)]
    # the middles of even cells, moved a little so that none lies on a plain boundary
    return [axis.low + (axis.high - axis.low) * F(1000 * index + 501, 1000 * count) for index in range(count)]


@pytest.mark.parametrize("name", PROBLEMS)
def test_boxes_say_what_the_grid_says(name: str) -> None:
    problem, case = PROBLEMS[name], case_of(name)
    assert case.certified * 100 > problem.certified
    lines = [grid(axis, 16 if len(case.axes) == 3 else 60) for axis in case.axes]
    counts = dict.fromkeys(KINDS, 0)
    inside = wrong = total = 0
    for point in product(*lines):
        verdict = problem.verdict(*point)
        counts[verdict] += 1
        total += 1
        places = [axis.place(value) for axis, value in zip(case.axes, point, strict=True)]
        for kind in KINDS:
            boxes = case.cells[kind].places
            for index, place in enumerate(places):
                boxes = boxes[(boxes[:, index, 0] <= place) & (place < boxes[:, index, 1])]
            inside += bool(len(boxes))
            wrong += bool(len(boxes)) and kind != verdict
    assert wrong == 0
    assert inside > total * 9 // 10
    for kind in KINDS:
        low, high = case.share(kind)
        assert low - APART <= F(counts[kind], total) <= high + APART


@pytest.mark.parametrize("name", PROBLEMS)
def test_their_boxes_are_confirmed_by_the_kernel(name: str) -> None:
    problem, case = PROBLEMS[name], case_of(name)
    judge = kernel_judge(question_of((problem.declared, problem.goal, *problem.sources)))
    for kind in KINDS:
        cells = case.cells[kind]
        for index in range(0, len(cells), max(1, len(cells) // 12)):
            judge.check(kind, places_of(cells, index))
