"""What a change of an argument changed, and which change is to blame."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from argcheck.analyses.check import CheckOptions
from argcheck.analyses.exploration.difference import Difference, difference
from argcheck.provers.backend import Budget
from argcheck.provers.portfolio import default_portfolio
from argcheck.provers.search import Searcher
from tests.doubt import loaded

TEXT = """quantity x : real
quantity y : real > 0
define double(t) = 2*t
premise low : x > 1
premise ratio : x/y < 2
step s from low infer x > 0
step t given x > 3 infer double(x) > 4
"""


@pytest.fixture(scope="module")
def searcher() -> Iterator[Searcher]:
    with default_portfolio() as portfolio:
        yield Searcher(portfolio, Budget(200_000, 3.0))


def changed(searcher: Searcher, *replacements: tuple[str, str]) -> Difference:
    text = TEXT
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    versions = [loaded(f'argument "t"\n{each}') for each in (TEXT, text)]
    assert versions[0] is not None
    assert versions[1] is not None
    return difference(versions[0], versions[1], searcher, CheckOptions())


def edits(found: Difference) -> list[tuple[str, str, str]]:
    return [(edit.what, edit.name, edit.how) for edit in found.edits]


def test_no_change(searcher: Searcher) -> None:
    found = changed(searcher)
    assert (found.edits, found.changes) == ((), ())


@pytest.mark.parametrize(
    ("old", "new", "how"),
    [
        ("low : x > 1", "low : 2*x > 2", "reworded"),
        ("low : x > 1", "low : not x <= 1", "reworded"),
        ("low : x > 1", "low : x > 1/2", "changed"),
        ("ratio : x/y < 2", "ratio : x < 2*y", "reworded"),
        ("ratio : x/y < 2", "ratio : x < 3*y", "changed"),
    ],
)
def test_other_words_or_another_meaning(searcher: Searcher, old: str, new: str, how: str) -> None:
    found = changed(searcher, (old, new))
    assert [edit.how for edit in found.edits] == [how]
    assert not found.changes


def test_another_name_for_the_same(searcher: Searcher) -> None:
    found = changed(searcher, ("premise low", "premise least"), ("from low", "from least"))
    assert ("premise", "least", "renamed") in edits(found)
    assert found.edits[0].before == "low"
    assert not found.changes


def test_a_premise_to_blame(searcher: Searcher) -> None:
    found = changed(searcher, ("low : x > 1", "low : x > -1"))
    (one,) = found.changes
    assert one.change.newly_fails
    assert one.because == ("premise low changed",)


def test_a_source_to_blame(searcher: Searcher) -> None:
    (one,) = changed(searcher, ("step s from low", "step s from ratio")).changes
    assert one.change.newly_fails
    assert one.because == ("premise low was removed",)


def test_a_given_a_goal_a_definition_and_a_bound_to_blame(searcher: Searcher) -> None:
    (one,) = changed(searcher, ("given x > 3", "given x > 1")).changes
    assert one.because == ("what it is given changed",)
    (one,) = changed(searcher, ("= 2*t", "= t/2")).changes
    assert one.because == ("what it infers changed",)
    (one,) = changed(searcher, ("x : real\nquantity y", "x : real < 0\nquantity y")).changes[:1]
    assert one.change.newly_fails


def test_what_newly_holds(searcher: Searcher) -> None:
    found = changed(searcher, ("infer x > 0", "infer x > 2"))
    (one,) = found.changes
    assert one.change.newly_fails
    back = difference(found.after.argument, found.before.argument, searcher, CheckOptions())  # type: ignore[arg-type]
    (other,) = back.changes
    assert other.change.newly_holds
    assert other.because == ("what it infers changed",)


def test_another_sort_is_another_meaning(searcher: Searcher) -> None:
    found = changed(searcher, ("quantity x : real", "quantity x : integer"))
    assert ("quantity", "x", "changed") in edits(found)
    assert ("premise", "low", "changed") in edits(found)


def test_steps_that_come_and_go(searcher: Searcher) -> None:
    found = changed(searcher, ("step t ", "step u "))
    assert {("step", "t", "removed"), ("step", "u", "added")} <= set(edits(found))
    assert {(one.change.name, one.change.after is None) for one in found.changes} == {("t", True), ("u", False)}
