"""Certified shares of ranges: they hold the true share, and say how they are known."""

from __future__ import annotations

from fractions import Fraction

import pytest

from argcheck import api
from argcheck.analyses.regions.certified import given_premises
from argcheck.analyses.shares import CertifiedShare
from argcheck.model.verdict import Evidence
from argcheck.reports.shares import render_shares, shares_record
from tests.doubt import loaded

F = Fraction
TEXT = """argument "t"
quantity x, y : real
quantity z : real > 0
quantity n : integer >= 1
readings size
  reading small
    define edge = 1/4
  reading large
    define edge = 3/4
step less infer x < y
step half given x > 1/2 infer x > 3/4
step fixed given x = 1/2 infer y > 1/2
step product infer z*x > 0
step whole infer n > 2
step disc infer x^2 + y^2 < 1
step divided infer 1/x > 2
step read infer x > edge
step idle given y > 0 infer x > 1/2 and z > 0
"""
UNIT = "0..1"
NEARLY_PI = F(355, 113)


def certified(step: str, **ranges: str) -> tuple[CertifiedShare | None, ...]:
    argument = loaded(TEXT)
    assert argument is not None
    return tuple(case.certified for case in api.share(argument, step, ranges=ranges, samples=50).cases)


@pytest.mark.parametrize(
    ("step", "ranges", "truth"),
    [
        ("less", {"x": UNIT, "y": UNIT}, F(1, 2)),
        ("less", {"x": UNIT, "y": "1/4"}, F(1, 4)),
        ("half", {"x": UNIT}, F(1, 2)),
        ("product", {"x": "-1..1", "z": "-1..2"}, F(1, 2)),
        ("whole", {"n": "-3..4"}, F(1, 2)),
        ("disc", {"x": UNIT, "y": UNIT}, NEARLY_PI / 4),
        ("divided", {"x": "-1..1"}, F(1, 4)),
    ],
)
def test_the_true_share_lies_between_the_ends(step: str, ranges: dict[str, str], truth: Fraction) -> None:
    (found,) = certified(step, **ranges)
    assert found is not None
    assert found.low <= truth <= found.high
    assert found.high - found.low < F(1, 100)
    assert found.holds + found.fails + found.undecided <= 1
    assert found.evidence in (Evidence.KERNEL, Evidence.SOLVER)


def test_few_boxes_are_checked_again_by_the_kernel() -> None:
    (found,) = certified("half", x=UNIT)
    assert found is not None and found.evidence is Evidence.KERNEL


def test_each_reading_has_its_own() -> None:
    small, large = certified("read", x=UNIT)
    assert small is not None and large is not None
    assert small.low <= F(3, 4) <= small.high and large.low <= F(1, 4) <= large.high


def test_nothing_is_said_where_the_premises_hold_only_on_an_edge() -> None:
    assert certified("fixed", x="1/3..2/3", y=UNIT) == (None,)


def test_nothing_is_said_where_a_quantity_of_the_conclusion_has_no_range() -> None:
    assert certified("idle", x=UNIT, y="-1..1") == (None,)


def test_other_distributions_are_only_sampled() -> None:
    argument = loaded(TEXT)
    assert argument is not None
    found = api.share(argument, "less", ranges={"x": UNIT}, distributions={"y": "beta(2, 2)"}, samples=50)
    assert found.cases[0].certified is None


def test_what_is_undecided_counts_either_way() -> None:
    assert given_premises(F(1, 4), F(1, 4), F(1, 2)) == (F(1, 4), F(3, 4))
    assert given_premises(F(1, 4), F(1, 4), F(0)) == (F(1, 2), F(1, 2))
    assert given_premises(F(0), F(0), F(1, 2)) is None


def test_the_words_and_the_data() -> None:
    argument = loaded(TEXT)
    assert argument is not None
    report = api.share(argument, "whole", ranges={"n": "1..4"}, samples=50)
    text = " ".join(render_shares(report).plain.split())
    assert "certain: it holds in 50 % of the part of the ranges" in text
    assert "evidence: kernel, every box checked again by the kernel" in text
    (case,) = shares_record(report)["cases"]
    assert case["certified"] == {
        "share": ["1/2", "1/2"],
        "holds": "1/2",
        "fails": "1/2",
        "undecided": "0",
        "measure": "length; whole numbers by count",
        "evidence": "kernel",
    }
