"""What a philosopher sees at the terminal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from argcheck.analyses.results import Certified, Consistency, Point, StoryLine
from argcheck.diagnostics import Severity
from argcheck.model.verdict import Evidence, Expected, Verdict
from argcheck.reports.marks import ASCII, UNICODE, marks_for
from argcheck.reports.text import render, render_briefly, render_grades
from tests.samples import FAULT, REPORT, error, result

Golden = Callable[[str, str], None]


def plain(report=REPORT, **options) -> str:
    return render(report, **{"timing": False, **options}).plain


def test_the_screen_at_80_columns(golden: Golden) -> None:
    golden("report-80.txt", plain())


def test_the_screen_at_120_columns_with_everything(golden: Golden) -> None:
    golden("report-120-verbose.txt", plain(width=120, verbose=True))


def test_a_file_at_fault(golden: Golden) -> None:
    golden("fault.txt", plain(FAULT))


@pytest.mark.parametrize("width", [50, 60, 80, 100, 120])
def test_no_line_is_wider_than_the_screen(width: int) -> None:
    assert max(len(line) for line in plain(width=width).split("\n")) <= width


def test_no_line_ends_in_a_blank_and_no_two_are_empty() -> None:
    text = plain(verbose=True)
    assert all(line == line.rstrip() for line in text.split("\n"))
    assert "\n\n\n" not in text


def test_ascii_where_the_terminal_knows_no_better() -> None:
    plain(marks=ASCII).encode("ascii")
    assert marks_for("ascii") is ASCII
    assert marks_for("latin-1") is ASCII
    assert marks_for(None) is ASCII
    assert marks_for("utf-8") is UNICODE


def test_a_valid_step_takes_two_lines() -> None:
    lines = plain().split("\n")
    at = next(i for i, line in enumerate(lines) if line.startswith("✓ case2"))
    assert lines[at + 1] == "    valid · kernel · uses given · does without rewarded"
    assert lines[at + 2] == ""


def test_a_counterexample_is_told_with_values_and_meanings_once() -> None:
    text = plain()
    assert "fails when c = 1, D = 1/2, w = 1" in text
    assert text.count("w  weight of one later episode") == 1
    assert "yet    training chooses deceive   1*1/2 - 1 > 0  fails" in text


def test_a_value_is_not_torn_from_its_name() -> None:
    point = Point(tuple((f"quantity_{i}", str(i)) for i in range(30)))
    text = plain(replace(REPORT, steps=(result("case1", Verdict.REFUTED, counterexample=point),)), width=60)
    assert all(f"quantity_{i} = {i}" in text for i in range(30))
    assert "\N{NO-BREAK SPACE}" not in text


def test_bounds_are_told_only_when_asked() -> None:
    assert "c > 0 " not in plain()
    assert "c > 0 " in plain(verbose=True)


def test_readings_with_one_verdict_share_a_line() -> None:
    assert "✓ valid under hard, graded · kernel" in plain()
    assert "mixed under every reading" in plain()


def test_what_is_not_as_expected_is_said_loudly_and_again_at_the_end() -> None:
    text = plain()
    assert "refuted under graded · NOT AS EXPECTED (the file expects valid)" in text
    assert "mixed under every reading · DOES NOT FOLLOW" in text
    assert "NOT AS EXPECTED (5)\n  shared  refuted, expected valid, under graded" in text
    assert "NOT DECIDED (1)\n  far  undecided, expected valid" in text


def test_all_as_expected_says_so() -> None:
    text = plain(replace(REPORT, steps=REPORT.steps[:2]))
    assert "· all as expected" in text
    assert "NOT " not in text
    assert render_briefly(replace(REPORT, steps=REPORT.steps[:2])).plain == ""


@pytest.mark.parametrize(
    ("follows", "told"),
    [
        (True, "It follows, but whether the premises can hold together is not known."),
        (False, "It does not follow, but whether it can hold at all is not known."),
        (None, "Neither a proof nor a counterexample was found."),
    ],
)
def test_undecided_says_what_is_known(follows: bool | None, told: str) -> None:
    step = result("far", Verdict.UNDECIDED, follows=follows, evidence=Evidence.NONE)
    assert told in plain(replace(REPORT, steps=(step,)))


def test_an_undecided_step_that_is_known_to_fail_is_wrong() -> None:
    step = result("far", Verdict.UNDECIDED, follows=False, expected=Expected.VALID)
    assert "NOT AS EXPECTED (1)" in plain(replace(REPORT, steps=(step,)))


def test_premises_that_contradict_one_another_are_named() -> None:
    text = plain(replace(REPORT, consistency=(Consistency((), False, contradictory=("alike", "D")),)))
    assert "2 premises, which CANNOT HOLD TOGETHER" in text
    assert "the smallest set that is contradictory: alike, D" in text


def test_premises_by_reading() -> None:
    hard, soft = ((("behaviour", "hard"),), (("behaviour", "soft"),))
    text = plain(
        replace(REPORT, consistency=(Consistency(hard, True), Consistency(soft, None, reason="the solver gave up"))),
        width=120,
    )
    assert "can hold together under hard" in text
    assert "may or may not be able to hold together under soft: not decided\n  the solver gave up" in text


def test_a_counterexample_without_quantities() -> None:
    point = Point((), (StoryLine("", "goal", "1 > 2", "1 > 2", False),))
    text = plain(replace(REPORT, steps=(result("case1", Verdict.REFUTED, counterexample=point),)))
    assert "fails when whatever the values" not in text
    assert "fails whatever the values" in text


def test_control_characters_of_a_file_do_not_reach_the_terminal() -> None:
    assert REPORT.argument is not None
    argument = replace(REPORT.argument, title="a\x1b[31mb\u202ec")
    assert "\x1b" not in plain(replace(REPORT, argument=argument))
    assert "\u202e" not in plain(replace(REPORT, argument=argument))


def test_from_an_earlier_run() -> None:
    text = render(replace(REPORT, from_cache=True)).plain
    assert "Time: 1.23 seconds, remembered from an earlier run" in text


def test_five_errors_at_a_time() -> None:
    many = replace(FAULT, diagnostics=tuple(error(line=4, column=3 + i, end=4 + i) for i in range(8)))
    assert plain(many).count("E104") == 5
    assert "… and 3 more (--all-errors shows them)\n8 errors" in plain(many)
    assert plain(many, all_errors=True).count("E104") == 8


def test_warnings_give_way_to_errors() -> None:
    warnings = tuple(replace(error(line=1), severity=Severity.WARNING, code="W501") for _ in range(7))
    text = plain(replace(FAULT, diagnostics=(*warnings, error())))
    assert "E104" in text
    assert "1 error, 7 warnings" in text


def test_what_proofs_add_is_told_by_itself() -> None:
    certificate = Certified("a", "{}", "[]", ())
    kernel = {"evidence": Evidence.KERNEL, "certificate": certificate}
    steps = (
        result("a", Verdict.VALID, **kernel),
        result("b", Verdict.VALID, evidence=Evidence.SOLVER),
        result("c", Verdict.VALID, (("behaviour", "hard"),), evidence=Evidence.SOLVER),
        result("c", Verdict.VALID, (("behaviour", "soft"),), **kernel),
    )
    told = render_grades(replace(REPORT, steps=steps)).plain
    assert "2 verdicts now have a proof that the kernel accepts" in told
    assert "These keep the grade solver: b; c under hard" in told
    assert "Time:" in told
