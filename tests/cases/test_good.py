"""Small arguments with traps: every step gets the verdict that is true of it, and what has no value is told.

A file in `good` states the true verdict of each of its steps. A file in `undefined` begins with comment lines
`#| 4:18 E401`, the places where an operation may have no value; no step that needs one gets a verdict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from argcheck.analyses.check import CheckOptions, check_with, searching
from argcheck.analyses.results import ArgumentReport
from argcheck.api import load
from argcheck.diagnostics import Severity
from argcheck.language.parse import parse
from argcheck.model.elaborate import elaborate
from argcheck.model.verdict import Expected, Verdict
from argcheck.provers.search import Searcher

HERE = Path(__file__).parent
GOOD = sorted((HERE / "good").glob("*.arg"))
UNDEFINED = sorted((HERE / "undefined").glob("*.arg"))
PLACE = re.compile(r"^#\| (\d+):(\d+) (E4\d{2})", re.MULTILINE)


@pytest.fixture(scope="module")
def searcher() -> Iterator[Searcher]:
    """One set of provers for all the files, so that Z3 is started once."""
    with searching(CheckOptions()) as shared:
        yield shared


def report_on(path: Path, searcher: Searcher) -> ArgumentReport:
    """The file checked with the shared provers."""
    return check_with(searcher, load(path), CheckOptions())


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_verdicts(path: Path, searcher: Searcher) -> None:
    report = report_on(path, searcher)
    assert [d.message for d in report.diagnostics if d.severity is Severity.ERROR] == []
    wrong = {
        (result.name, *result.reading): (result.verdict.value, result.reason)
        for result in report.steps
        if not result.as_expected
    }
    assert wrong == {}
    if "expect vacuous" not in path.read_text(encoding="utf-8"):
        assert all(one.consistent for one in report.consistency), "a contradiction that the author did not see"


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_file_says_what_it_expects(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    parsed = parse(text, str(path))
    argument = elaborate(parsed).argument
    assert argument is not None
    assert [d.message for d in elaborate(parsed).diagnostics] == [], "a case has nothing that it does not use"
    assert 'about "Trap: ' in text
    for step in argument.steps:
        assert all(inference.expected is not None for inference in step.inferences), step.name
        undecided = any(inference.expected is Expected.UNDECIDED for inference in step.inferences)
        assert not undecided or "# Truth: " in text, f"{step.name}: what is undecided is explained"


@pytest.mark.parametrize("path", UNDEFINED, ids=lambda path: path.stem)
def test_undefined(path: Path, searcher: Searcher) -> None:
    expected = [(int(line), int(column), code) for line, column, code in PLACE.findall(path.read_text("utf-8"))]
    assert expected, "a case says what it expects in `#|` lines"
    report = report_on(path, searcher)
    errors = [d for d in report.diagnostics if d.severity is Severity.ERROR]
    listing = "\n".join(f"#| {d.span.line}:{d.span.column} {d.code} {d.message}" for d in errors)
    assert [(d.span.line, d.span.column, d.code) for d in errors] == expected, f"found:\n{listing}"
    assert all(result.verdict is Verdict.UNDECIDED for result in report.steps if result.reading != (("value", "gain"),))
