"""The table of the flagship: each claim of Moe (2025), row by row, as the program must find it.

Reading down the table is reading the paper's argument. `verdicts` gives one verdict per reading, in the order
of the file ("-" for a step that its readings do not touch); `holds_iff` the condition that mends a failing step.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

import argcheck
from argcheck.analyses.results import ArgumentReport
from argcheck.certificates import coqc
from argcheck.model.verdict import Evidence
from argcheck.reports.assistants import coq
from argcheck.reports.certificates import certificate_file

FLAGSHIP = Path(__file__).parent.parent / "arguments" / "moe2025.arg"
V, M, R = "valid", "mixed", "refuted"

LABORIOUS = {"far_sighted", "thesis"}  # whose certificates take more work than a test should


@dataclass(frozen=True)
class Row:
    """One row of the table, or one step of a row that is split over several."""

    row: str
    claim: str
    step: str
    verdicts: dict[str, str]
    holds_iff: dict[str, str] = field(default_factory=dict)


def all_readings(hard: str, soft: str, graded: str, frictionless: str) -> dict[str, str]:
    return {"hard": hard, "soft": soft, "graded": graded, "frictionless": frictionless}


TABLE = (
    Row("1", "a long-term objective makes deception pay", "case1", {"-": M}, {"-": "w*D > c"}),
    Row("2", "a short-term objective makes greed pay", "case2", {"-": V}),
    Row("3", "and gets the lowest score", "poor_score", all_readings(V, R, V, V)),
    Row("4", "one later state gives no gradient", "single", all_readings(V, R, V, M), {"frictionless": "w*D >= k"}),
    Row("5", "many later states give one", "shared", all_readings(R, V, R, V)),
    Row("6", "4 and 5 together at w = 0", "together", all_readings(R, R, R, R)),
    Row("7", "the charitable repair", "repair", all_readings(R, R, V, R)),
    Row("8", "a discount factor pulls harder at the start", "remedy", {"-": R}),
    Row("9", "a small discount factor never pays, for every n", "small_discount", {"-": V}),
    Row("10a", "when deception pays: late", "late_condition", {"late": V, "at_once": M}),
    Row("10a", "with no end of deployment: gamma", "forever_condition", {"late": V}),
    Row("10a", "with no end of deployment: T", "forever_updates", {"late": V}),
    Row("10b", "when deception pays: at once, gamma <= 1", "at_once_patient", {"at_once": V}),
    Row("10b", "when deception pays: at once, gamma >= 1", "at_once_far", {"at_once": V}),
    Row("11", "the threshold rises with T", "more_updates", {"-": V}),
    Row("11", "the threshold rises with c", "dearer", {"-": V}),
    Row("11", "the threshold falls with D", "higher_stake", {"-": V}),
    Row("12", "a negative discount rate helps, for every T, N", "negative_rate", {"-": V}),
    Row("12", "the same at T = 20, N = 50", "negative_rate_20_50", {"-": V}),
    Row("13", "gamma > 1 and N*D >= T*c: deception pays", "far_sighted", {"late": V, "at_once": V}),
    Row("14", "all weight falls on deployment in the limit", "all_on_deployment", {"-": V}),
    Row("14", "the same at T = 20, N = 50", "all_on_deployment_20_50", {"-": V}),
    Row(
        "15",
        "deception pays at every gap",
        "every_gap",
        {"proportional": V, "second_order": M, "overhead": M},
        {"second_order": "g > kappa/(n*w*eta)", "overhead": "g > c0/(n*w*eta - kappa)"},
    ),
    Row("16", "the race at steady speeds", "race", {"-": V}),
    Row("17", "the thesis against any inductive bias", "thesis", all_readings(R, V, R, V)),
)


@cache
def flagship() -> ArgumentReport:
    (report,) = argcheck.check(FLAGSHIP, proof_effort=3).arguments
    return report


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.row}-{row.step}")
def test_row(row: Row) -> None:
    results = {"/".join(one for _, one in r.reading) or "-": r for r in flagship().steps if r.name == row.step}
    assert {name: result.verdict.value for name, result in results.items()} == row.verdicts
    assert {name: r.holds_iff for name, r in results.items() if r.holds_iff} == row.holds_iff


def test_every_step_is_in_the_table_and_as_its_author_expects() -> None:
    named = {row.step for row in TABLE} | {"pull"}
    assert {result.name for result in flagship().steps} == named
    assert all(result.as_expected for result in flagship().steps)


def test_failing_steps_have_exact_counterexamples() -> None:
    failing = [result for result in flagship().steps if result.verdict in (M, R)]
    assert len(failing) > 15
    for result in failing:
        point = result.counterexample
        assert point is not None
        assert all(line.holds for line in point.story if line.role != "goal")
        assert [line.holds for line in point.story if line.role == "goal"] == [False]


def test_every_proof_is_for_the_kernel() -> None:
    """A lemma that helps one problem drowns another: whoever adds one sees here whether it did."""
    claimed = [result for result in flagship().steps if result.verdict in (V, R) and result.name not in LABORIOUS]
    without = [f"{result.name}: {result.trace[-1]}" for result in claimed if result.certificate is None]
    assert not without
    assert all(not result.certificate.holes for result in claimed if result.certificate is not None)
    assert all(result.evidence is Evidence.KERNEL for result in claimed)


@pytest.mark.slow
@pytest.mark.skipif(not coqc.available(), reason="Coq is not installed (Debian: apt-get install coq)")
def test_coq_accepts_every_proof_that_was_found() -> None:
    text = certificate_file(flagship(), Path())
    assert text is not None
    names = [theorem["name"] for theorem in json.loads(text)["certificate"]["theorems"]]
    written = coq.document(text)
    completed = len(re.findall(r"^Theorem \w+_complete ", written, re.MULTILINE))
    assert completed > 20
    assert len(coqc.check(written, allowed=coqc.ANALYSIS)) == len(names) + completed > 40


def test_the_argument_as_a_whole() -> None:
    report = flagship()
    assert report.standing == "invalid"
    assert [(one.steps, one.notions) for one in report.equivocations] == [(("single", "shared"), ("behaviour",))]
    for told in ("breaks at `case1`", "`w*D > c`", "two senses", "`behaviour` is graded", "`repair`"):
        assert told in report.summary
    assert all(one.consistent for one in report.consistency)
