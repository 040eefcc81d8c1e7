"""A failing step is told which premises of its own argument it forgot to name."""

from __future__ import annotations

import pytest

from argcheck.analyses.check import CheckOptions, check_argument
from argcheck.analyses.results import ArgumentReport
from argcheck.reports.record import argument_record
from argcheck.reports.text import render
from tests.doubt import loaded

PREMISES = """argument "t"
quantity p, q, r : real
premise a : p > q
premise b : q > r
premise c : r > 0
"""


def checked(text: str) -> ArgumentReport:
    argument = loaded(PREMISES + text)
    assert argument is not None
    return check_argument(argument, CheckOptions())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("conclusion s\n  infer p > r\n", (("a", "b"),)),
        ("conclusion s\n  from a\n  infer p > r\n", (("b",),)),
        ("conclusion s\n  infer q + r > 2*r or p > q\n", (("a",), ("b",))),
        # refuted where premises are consistent with one another, but not with it
        ("conclusion s\n  given p < q\n  infer p > q\n", ()),
        # all premises together are not enough
        ("conclusion s\n  infer p > 100\n", ()),
        # nothing is unused
        ("conclusion s\n  infer p > r\nstep t\n  from a, b, c\n  infer p > 0\n", ()),
        # the author knows that it fails
        ("step s\n  infer p > r\n  expect mixed\n", ()),
        ("step s\n  from a, b\n  infer p > r\n", ()),
    ],
)
def test_what_it_would_follow_from(text: str, expected: tuple[tuple[str, ...], ...]) -> None:
    (found, *_) = checked(text).steps
    assert found.would_follow_from == expected


def test_it_is_told_on_the_screen_in_the_summary_and_in_the_record() -> None:
    report = checked("conclusion s\n  from a\n  infer p > r\n")
    text = render(report, width=120).plain
    assert "would follow if it could use `b`: name it after `from`" in text
    assert "does not name this premise of the argument, with which it would follow: `b`" in " ".join(text.split())
    assert argument_record(report)["steps"][0]["would_follow_from"] == [["b"]]


def test_nothing_follows_from_premises_that_contradict_one_another() -> None:
    (found,) = checked("premise d : p < r\nconclusion s\n  infer p > 100\n").steps
    assert found.would_follow_from == ()
