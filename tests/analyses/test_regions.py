"""Regions: every certified box is right, wherever it is asked exactly."""

from __future__ import annotations

import os
from fractions import Fraction
from random import Random

import pytest

from argcheck.analyses.regions import Kind, Limits, Partition
from argcheck.analyses.regions.answers import verdict_at
from argcheck.analyses.regions.certificate import kernel_judge
from argcheck.analyses.regions.question import Question
from argcheck.kernel.data import Refused
from tests.analyses.region_problems import REFERENCE, SHAPES, places_of, question_of, regions_of, request_of

F = Fraction
KINDS: tuple[Kind, ...] = ("holds", "fails", "contradict")
POINTS = int(os.environ.get("ARGCHECK_POINTS", "30000"))
SMALL = request_of(limits=Limits(F(95, 100), 12_000, 20))


def disagreements(case: Partition, asked: Question, points: int, seed: int) -> int:
    """At how many random points of certified boxes, corners among them, exact evaluation says another thing."""
    random = Random(seed)
    wrong = unknown = tried = 0
    for kind in KINDS:
        cells = case.cells[kind]
        for _ in range(points if len(cells) else 0):
            box = cells.box(random.randrange(len(cells)))
            point = tuple(
                F(random.randint(int(low), int(high)))
                if axis.whole
                else low + (high - low) * F(random.choice((0, 1, 2, 3, 5, 8)), 8)
                for axis, (low, high) in zip(case.axes, box.ends, strict=True)
            )
            verdict = verdict_at(asked, point)
            tried += 1
            unknown += verdict is None
            wrong += verdict not in (kind, None)
    # a point that could not be evaluated confirms nothing: there may be few of them
    assert unknown * 100 <= tried
    return wrong


@pytest.mark.parametrize("name", SHAPES)
def test_points_of_certified_boxes_are_what_they_are_said_to_be(name: str) -> None:
    case = regions_of(SHAPES[name], SMALL)
    assert disagreements(case, question_of(SHAPES[name]), 60, 1) == 0
    assert case.certified > F(8, 10)
    assert sum(case.shares.values()) + case.undecided == 1


@pytest.mark.parametrize("name", REFERENCE)
def test_the_reference_problems_are_certified_and_right(name: str) -> None:
    case = regions_of(REFERENCE[name], SMALL)
    assert case.certified > F(8, 10)
    assert case.closed is not None
    assert disagreements(case, question_of(REFERENCE[name]), 100, 2) == 0


@pytest.mark.parametrize("name", [*REFERENCE, *SHAPES])
def test_boxes_are_confirmed_by_the_kernel(name: str) -> None:
    problem = (REFERENCE | SHAPES)[name]
    case = regions_of(problem, SMALL)
    judge = kernel_judge(question_of(problem))
    random = Random(3)
    for kind in KINDS:
        cells = case.cells[kind]
        for index in random.choices(range(len(cells)), k=8 if len(cells) else 0):
            judge.check(kind, places_of(cells, index))


def test_a_wrong_box_is_refused_by_the_kernel() -> None:
    judge = kernel_judge(question_of(REFERENCE["P3"]))
    case = regions_of(REFERENCE["P3"], SMALL)
    fails = case.cells["fails"]
    largest = max(range(len(fails)), key=lambda index: fails.box(index).share)
    judge.check("fails", places_of(fails, largest))
    whole = tuple((0, axis.parts) for axis in case.axes)
    for kind, box in (("holds", places_of(fails, largest)), ("fails", whole), ("holds", whole)):
        with pytest.raises(Refused):
            judge.check(kind, box)


@pytest.mark.parametrize("name", ["P1", "P3", "two comparisons", "premises that cut"])
def test_boxes_do_not_overlap(name: str) -> None:
    case = regions_of((REFERENCE | SHAPES)[name], request_of(limits=Limits(F(9, 10), 4_000, 20)))
    boxes = [tuple(map(tuple, each)) for kind in KINDS for each in case.cells[kind].places.tolist()]
    total = F(0)
    for box in boxes:
        share = F(1)
        for axis, (first, last) in zip(case.axes, box, strict=True):
            assert 0 <= first < last <= axis.parts
            share *= F(last - first, axis.parts)
        total += share
    assert total == case.certified
    random = Random(4)
    for _ in range(300):
        point = [random.random() * axis.parts for axis in case.axes]
        inside = [box for box in boxes if all(a < p < b for (a, b), p in zip(box, point, strict=True))]
        assert len(inside) <= 1


@pytest.mark.slow
@pytest.mark.parametrize("name", REFERENCE)
def test_very_many_points_are_right(name: str) -> None:
    """ARGCHECK_POINTS=1000000 asks about a million points in all, in some six minutes."""
    case = regions_of(REFERENCE[name], request_of(limits=Limits(F(999, 1000), 300_000, 30)))
    assert disagreements(case, question_of(REFERENCE[name]), POINTS // (2 * len(REFERENCE)), 5) == 0
