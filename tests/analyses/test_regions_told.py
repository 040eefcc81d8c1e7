"""What is told of regions: formulas, the largest boxes, the nearest flip, limits, and other quantities."""

from __future__ import annotations

from fractions import Fraction
from itertools import count

import pytest

from argcheck.analyses.regions import ClosedForm, Limits, RegionError
from argcheck.analyses.regions.equivalence import held_against
from argcheck.analyses.regions.question import Question
from argcheck.analyses.regions.regions import step_regions
from argcheck.analyses.regions.request import Request, axis_of, value_of
from argcheck.model.verdict import Evidence
from argcheck.reports.regions import render_regions, share_text
from tests.analyses.region_problems import REFERENCE, argument_of, question_of, regions_of, request_of, searcher

F = Fraction
FORMULAS = {
    "P1": "gamma^10 < 1 and r < gamma^10/(1 - gamma^10) or gamma^10 = 1",
    "P2": "r < sum(k from 20 to 69: gamma^k)/sum(k from 0 to 19: gamma^k)",
    "P3": "g^2 > c^2 and w > c*g/(g^2 - c^2)",
}


@pytest.mark.parametrize("name", FORMULAS)
def test_the_region_is_a_formula(name: str) -> None:
    closed = regions_of(REFERENCE[name], request_of(limits=Limits(F(1, 2), 2_000, 10))).closed
    assert closed is not None and closed.text == FORMULAS[name]


@pytest.mark.parametrize(
    ("name", "evidence"), [("P2", Evidence.KERNEL), ("P3", Evidence.KERNEL), ("P4", Evidence.SOLVER)]
)
def test_formulas_are_proved_again_both_ways(name: str, evidence: Evidence) -> None:
    closed = regions_of(REFERENCE[name], request_of(limits=Limits(F(1, 2), 2_000, 10))).closed
    assert closed is not None and closed.both_ways and closed.evidence is evidence


@pytest.mark.parametrize(
    ("wrong", "kept"),
    [
        ("g^2 > c^2 and w > c*g/(g^2 - c^2) + 1/10", False),
        ("g^2 > c^2 and w >= c*g/(g^2 - c^2)", False),
        ("g^2 > c^2 and w > c*g/(g^2 - c^2) or w = g and g = c and c = 1", False),
        ("w > c*g/(g^2 - c^2) and g > c", True),
    ],
)
def test_a_wrong_formula_is_not_believed(wrong: str, kept: bool) -> None:
    """The last is right, but has no value where g = c: it is kept as it was found, not as proved both ways."""
    asked = question_of(REFERENCE["P3"])
    declared, _ = REFERENCE["P3"]
    condition = question_of((declared, f"({wrong})")).goal
    with searcher() as found:
        result = held_against(ClosedForm(condition, wrong, "w", None, Evidence.SOLVER, 0.0), asked, found)
    assert (result is not None) is kept
    assert result is None or not result.both_ways


def test_a_step_that_always_holds_is_said_to() -> None:
    case = regions_of(("quantity x : real in [0, 1]\nquantity y : real in [0, 1]", "x*y <= x or x*y > 2"))
    assert case.closed is not None and case.closed.text == "true"
    assert case.share("fails")[0] == 0


def test_the_largest_boxes_and_the_nearest_flip_of_a_triangle() -> None:
    problem = ("quantity x : real in [0, 1]\nquantity y : real in [0, 1]", "x + y > 1")
    request = Request((), at=(("x", F(3, 4)), ("y", F(3, 4))), limits=Limits(F(999, 1000), 200_000, 10))
    case = regions_of(problem, request)
    assert case.share("fails")[0] <= F(1, 2) <= case.share("fails")[1]
    for kind in ("holds", "fails"):
        assert F(23, 100) < case.largest[kind].share <= F(1, 4)  # type: ignore[index]
    flip = case.flip
    assert flip is not None and flip.verdict == "holds" and flip.most is not None
    assert flip.least <= F(1, 4) <= flip.most
    assert flip.most - flip.least < F(1, 20)
    assert dict(flip.alone).keys() == {"x", "y"}
    assert all(F(23, 100) < value <= F(1, 4) for _, value in flip.alone)


def test_other_quantities_are_set_or_asked_about() -> None:
    declared = "quantity x : real in [0, 1]\nquantity k : real in [0, 2]"
    with searcher() as found:
        argument = argument_of(declared, "x*k < 1")
        for option, share in (
            ({"fixed": (value_of("k=2"),)}, F(1, 2)),
            ({"quantified": (("all", axis_of("k")),)}, F(1, 2)),
            ({"quantified": (("some", axis_of("k")),)}, F(1)),
            ({"quantified": (("all", axis_of("k=0..1")),)}, F(1)),
        ):
            request = Request((axis_of("x"),), limits=Limits(F(99, 100), 10_000, 10), **option)  # type: ignore[arg-type]
            (case,) = step_regions(argument, "s", found, request).cases
            low, high = case.share("holds")
            assert low <= share <= high and high - low <= F(1, 100)


def test_an_equation_among_the_premises_is_used_up() -> None:
    problem = ("quantity x, y : real in [0, 1]\nquantity z : real\npremise whole : z = x + y", "z > 1", "whole")
    case = regions_of(problem, request_of("x", "y"))
    assert case.share("holds")[0] <= F(1, 2) <= case.share("holds")[1]


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        (Request((axis_of("z=0..1"),)), "did you mean|says nothing about"),
        (Request((axis_of("x"),)), "may depend on `y`"),
        (Request((axis_of("x=1..0"), axis_of("y"))), "of no use"),
        (Request((axis_of("x=0..1:log"), axis_of("y"))), "a range above 0"),
        (Request((axis_of("x"), axis_of("y")), fixed=(value_of("x=1"),)), "cannot be set"),
        (Request((axis_of("x"), axis_of("y")), at=(("x", F(7)),)), "not on its axis"),
    ],
)
def test_what_cannot_be_asked_is_refused(request_: Request, message: str) -> None:
    argument = argument_of("quantity x, y : real in [0, 1]", "x > y")
    with searcher() as found, pytest.raises(RegionError, match=message):
        step_regions(argument, "s", found, request_)


@pytest.mark.parametrize("text", ["x=1", "x=a..b", "=0..1", "x=0..1:cubic", "x=1/0..2"])
def test_a_malformed_axis_is_refused(text: str) -> None:
    with pytest.raises(RegionError):
        axis_of(text)


def test_limits_stop_the_work_and_say_so() -> None:
    for limits, said in (
        (Limits(F(1, 2), 10**6, 10), "coverage"),
        (Limits(F(1), 500, 10), "boxes were looked at"),
        (Limits(F(1), 10**7, 0.001), "seconds have passed"),
        (Limits(F(1), 10**7, 30, 50_000), "memory"),
    ):
        case = regions_of(REFERENCE["P3"], request_of(limits=limits))
        assert said in case.stopped
        assert sum(case.shares.values()) + case.undecided == 1


def test_an_interrupt_keeps_what_is_certified() -> None:
    calls = count()

    def interrupt(_share: Fraction, _boxes: int) -> None:
        if next(calls) == 12:
            raise KeyboardInterrupt

    with searcher() as found:
        request = request_of(limits=Limits(F(1), 10**7, 20))
        (case,) = step_regions(argument_of(*REFERENCE["P3"]), "s", found, request, interrupt).cases
    assert case.stopped == "interrupted"
    assert 0 < case.certified < 1


def test_the_words() -> None:
    with searcher() as found:
        report = step_regions(
            argument_of(*REFERENCE["P1"]), "s", found, request_of(limits=Limits(F(99, 100), 5_000, 10))
        )
    text = render_regions(report).plain
    for part in ("holds iff gamma^10 < 1", "fails in 96.", "undecided: ", "always fails: gamma in 0 .. 0."):
        assert part in text


def test_shares_are_rounded_outward() -> None:
    assert share_text(F(1, 8), F(1, 8)) == "12.5 %"
    assert share_text(F(1, 3), F(1, 3)) == "33.333333333 % to 33.333333334 %"
    assert share_text(F(1, 3), F(2, 3)) == "33.33 % to 66.67 %"


def test_a_logarithmic_axis_measures_by_logarithm() -> None:
    problem = ("quantity x : real in [1/100, 100]", "x > 1 or x < -5")
    case = regions_of(problem, request_of("x=1/100..100:log"))
    assert case.share("holds")[0] <= F(1, 2) <= case.share("holds")[1]
    linear = regions_of(problem, request_of("x"))
    assert linear.share("holds")[0] > F(9, 10)


def test_the_question_leaves_out_what_the_ranges_say() -> None:
    asked: Question = question_of(
        ("quantity x : real > 0\nquantity y : real in [0, 1]", "x > y"), request_of("x=0..2", "y")
    )
    assert asked.facts == ()
