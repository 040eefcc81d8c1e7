"""Verdicts and what comes with them, from the text of an argument to its results."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest

from argcheck.analyses.check import CheckOptions, check_with
from argcheck.analyses.results import ArgumentReport
from argcheck.model.verdict import Evidence, Verdict
from argcheck.provers.backend import Budget
from argcheck.provers.portfolio import default_portfolio
from argcheck.provers.search import Searcher
from tests.doubt import doubted, loaded


@pytest.fixture(scope="module")
def searcher() -> Iterator[Searcher]:
    with default_portfolio() as portfolio:
        yield Searcher(portfolio, Budget(200_000, 3.0))


def _report(searcher: Searcher, text: str) -> ArgumentReport:
    argument = loaded(f'argument "t"\n{text}')
    assert argument is not None
    return check_with(searcher, argument, CheckOptions())


@pytest.mark.parametrize(
    ("steps", "verdict", "evidence"),
    [
        ("step s given x > 1 infer x > 0", Verdict.VALID, Evidence.SOLVER),
        ("step s infer x > 0", Verdict.MIXED, Evidence.EXACT),
        ("step s given x > 1 infer x < 0", Verdict.REFUTED, Evidence.SOLVER),
        ("step s given x > 1 and x < 0 infer y > 0", Verdict.VACUOUS, Evidence.SOLVER),
        ("step s infer 1/x > 0", Verdict.UNDECIDED, Evidence.NONE),
        ("step s given x > y infer x^2 > y by cases x > 1, x <= 1", Verdict.MIXED, Evidence.EXACT),
        ("step s infer x^2 + 1 > x by cases x > 1, x <= 1", Verdict.VALID, Evidence.SOLVER),
    ],
)
def test_verdicts(searcher: Searcher, steps: str, verdict: Verdict, evidence: Evidence) -> None:
    (result,) = _report(searcher, f"quantity x, y : real\n{steps}\n").steps
    assert (result.verdict, result.evidence) == (verdict, evidence)
    assert (result.counterexample is not None) == (verdict in (Verdict.MIXED, Verdict.REFUTED))


@pytest.mark.parametrize(
    ("step", "condition"),
    [
        ("given x > 0 infer x*y > 1", "x*y > 1"),
        ("infer clamp(x, 0, 1) = 0", None),
        ("given x > 0 infer 1/x < 2", None),
        ("given y = 2*x infer y > x", "x > 0"),
    ],
)
def test_when_a_failing_step_holds(searcher: Searcher, step: str, condition: str | None) -> None:
    text = f'argument "t"\nquantity x, y : real\nquantity n, m : integer\nstep s {step}\n'
    assert doubted(text, searcher, Random(1), 200) == ("mixed", "")
    (result,) = _report(searcher, text.split("\n", 1)[1]).steps
    assert result.holds_iff is not None
    assert condition in (None, result.holds_iff)


PREMISES = """quantity x, y : real
premise large : x > 3
premise other : y > 0
premise small : x < 2
"""


def test_which_premises_carry_a_step(searcher: Searcher) -> None:
    (result,) = _report(searcher, f"{PREMISES}step s from large, other infer x > 1\n").steps
    assert (result.premises_used, result.premises_unneeded) == (("large",), ("other",))


def test_the_smallest_contradiction(searcher: Searcher) -> None:
    report = _report(searcher, f"{PREMISES}step s from large, other, small infer y > 5\n")
    (result,), (together,) = report.steps, report.consistency
    assert (result.verdict, set(result.contradictory)) == (Verdict.VACUOUS, {"large", "small"})
    assert (together.consistent, set(together.contradictory)) == (False, {"large", "small"})
    assert report.standing == "vacuous"
    assert "contradict one another" in report.summary


def test_premises_that_can_hold_together_have_a_witness(searcher: Searcher) -> None:
    report = _report(
        searcher, "quantity x : real\npremise p : x^2 = 4\npremise q : x < 0\nstep s from p, q infer x = -2\n"
    )
    (together,) = report.consistency
    assert together.consistent and together.witness is not None
    assert dict(together.witness.values) == {"x": "-2"}
    assert report.standing == "valid"


def test_a_lemma_is_used_only_where_it_is_defined(searcher: Searcher) -> None:
    steps = "step a given x > 0 infer 1/x > 0\nstep b from a given x = 0 infer y = 3\n"
    verdicts = [result.verdict for result in _report(searcher, f"quantity x, y : real\n{steps}").steps]
    assert verdicts == [Verdict.VALID, Verdict.MIXED]


READINGS = """quantity x : real
readings size "how large"
  reading big "over one"
    premise p : x > 1
  reading tiny "below nought"
    premise p : x < 0
step up from p infer x > 1
step down from p infer x < 0
conclusion end from up, down, p infer x != 1/2
"""


def test_an_equivocation_is_found(searcher: Searcher) -> None:
    report = _report(searcher, READINGS)
    found = {(result.name, *(one for _, one in result.reading)): result.verdict for result in report.steps}
    assert found[("up", "big")] is Verdict.VALID and found[("up", "tiny")] is Verdict.REFUTED
    assert [set(one.steps) for one in report.equivocations] == [{"up", "down"}]
    assert report.equivocations[0].notions == ("size",)
    assert report.standing == "invalid" and report.holds_under == ()


def test_an_argument_may_hold_under_one_reading(searcher: Searcher) -> None:
    report = _report(searcher, READINGS.replace("step down from p infer x < 0\n", "").replace("up, down, p", "up, p"))
    assert report.standing == "depends on reading"
    assert report.holds_under == ((("size", "big"),),)
    assert "under some readings" in report.summary


def test_values_of_bound_variables_are_told_in_the_authors_names(searcher: Searcher) -> None:
    report = _report(searcher, "quantity k : real > 0\nstep up\n  infer increasing(k^2 - 4*k, k)\n")
    point = report.steps[0].counterexample
    assert point is not None and point.values == ()
    told = point.story[-1].values
    assert told.startswith("at k = ") and " and k = " in told and "_" not in told


def test_what_can_never_hold_is_not_proposed_as_an_assumption(searcher: Searcher) -> None:
    report = _report(searcher, "quantity x : real\nstep s infer sqrt(-1 - x^2) >= 0\nstep t infer sqrt(x) >= 0\n")
    hints = [each.hint or "" for each in report.diagnostics if each.code == "E403"]
    assert len(hints) == 2
    assert "assume" not in hints[0] and "holds nowhere" in hints[0]
    assert hints[1].startswith("assume `x >= 0`")
