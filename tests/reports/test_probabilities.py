"""Probabilities and what is said about them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from argcheck.analyses.credences import Bound, Certificate, CredenceCase, CredenceReport, Influence, Rated, Share
from argcheck.model.verdict import Evidence
from argcheck.reports.credences import render_credences
from argcheck.reports.credences_record import credences_record
from argcheck.reports.marks import ASCII
from argcheck.reports.probabilities import nearly, percent, probability, span

F = Fraction


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (F(0), "0"),
        (F(1), "1"),
        (F(3, 10), "0.3"),
        (F(1, 3), "1/3 (≈ 0.3333)"),
        (F(1, 10**6), "1/1000000 (≈ 0.0001)"),
        (F(10**9 - 1, 10**9), "≈ 0.9999"),
    ],
)
def test_a_probability_is_exact_where_it_is_short(value: Fraction, text: str) -> None:
    assert probability(value) == text


def test_nothing_is_rounded_to_certainty() -> None:
    assert (nearly(F(1, 10**9)), nearly(1 - F(1, 10**9))) == ("0.0001", "0.9999")
    assert (percent(F(1, 10**9)), percent(1 - F(1, 10**9)), percent(F(1))) == ("0.1 %", "99.9 %", "100 %")
    assert span(F(1, 2), F(1, 2)) == "0.5" and span(F(0), F(1, 3)) == "0 .. 0.3333"


def report() -> CredenceReport:
    shares = (Share((True, True), F(2, 3)), Share((False, False), F(1, 3)))
    lower = Bound(F(2, 3), True, shares, Certificate(F(0), (F(1),)))
    upper = Bound(
        F(1), False, (Share((True, True), F(2, 3)), Share((False, True), F(1, 3))), Certificate(F(1), (F(0),))
    )
    case = CredenceCase(
        (("sense", "wide"),),
        (Rated("a", "p", "", (F(2, 3), F(2, 3)), "file"), Rated("b", "q", "", (F(1), F(1)), "certain")),
        ("a",),
        lower,
        upper,
        follows=True,
        influences=(Influence("a", F(1), F(0), (F(1), F(1)), (F(0), F(1))),),
        undecided=((False, True),),
        evidence=Evidence.SOLVER,
    )
    return CredenceReport("c", "conclusion", "it is so", "p", (case,))


def test_what_is_perhaps_not_tight_is_said_to_be() -> None:
    text = render_credences(report(), 100, ASCII, verbose=True).plain
    assert "under wide" in text
    assert "between 2/3 (~ 0.6667) and 1" in text
    assert "c >= a" in text
    assert "perhaps not tight: 1 case could be neither shown to be possible nor excluded" in text
    assert "taken as certain" in text
    text.encode("ascii")


@pytest.mark.parametrize("width", [30, 60, 120])
def test_no_line_is_wider_than_the_page(width: int) -> None:
    lines = render_credences(report(), width).plain.split("\n")
    assert max(len(line) for line in lines) <= width
    assert not any(line != line.rstrip() for line in lines)


def test_the_record_has_what_the_screen_has() -> None:
    (case,) = credences_record(report())["cases"]
    assert case["lower"]["value"] == "2/3" and not case["upper"]["attained"] and not case["tight"]
    assert case["cases"]["undecided"] == 1
    assert case["influences"][0]["if_false"] == ["0", "1"]
