"""What if a premise were gone, false, or joined by another?"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from argcheck.analyses.check import CheckOptions, check_with
from argcheck.analyses.exploration.changes import VerdictChange, changes
from argcheck.analyses.exploration.what_if import ChangeError, Changes, varied
from argcheck.diagnostics import ArgumentError
from argcheck.model.argument import Argument
from argcheck.model.selection import SelectionError
from argcheck.model.verdict import Verdict
from argcheck.provers.backend import Budget
from argcheck.provers.portfolio import default_portfolio
from argcheck.provers.search import Searcher
from tests.doubt import loaded

TEXT = """quantity x : real
quantity y : real
proposition sure
readings size
  reading big
    quantity extra : real > 0
    define least = 5 + extra
  reading small
    define least = 1
premise low : x > 1
premise high : x > 3
step s from low infer x > 2
step t from low, high infer x > 2
step u infer x + y > least
step v from s infer x > 1
"""


@pytest.fixture(scope="module")
def searcher() -> Iterator[Searcher]:
    with default_portfolio() as portfolio:
        yield Searcher(portfolio, Budget(200_000, 3.0))


def argument() -> Argument:
    found = loaded(f'argument "t"\n{TEXT}')
    assert found is not None
    return found


def compared(searcher: Searcher, asked: Changes) -> dict[tuple[str, str], VerdictChange]:
    options = CheckOptions()
    before = check_with(searcher, argument(), options).steps
    after = check_with(searcher, varied(argument(), asked), options).steps
    return {(one.name, " ".join(name for _, name in one.reading)): one for one in changes(before, after)}


def verdicts(searcher: Searcher, asked: Changes) -> dict[tuple[str, str], Verdict | None]:
    return {key: one.after and one.after.verdict for key, one in compared(searcher, asked).items()}


def test_nothing_changed_nothing_said(searcher: Searcher) -> None:
    assert compared(searcher, Changes()) == {}


def test_a_premise_dropped_or_denied(searcher: Searcher) -> None:
    assert verdicts(searcher, Changes(drop=("high",))) == {("t", ""): Verdict.MIXED}
    assert verdicts(searcher, Changes(negate=("high",))) == {("t", ""): Verdict.MIXED}
    assert verdicts(searcher, Changes(negate=("low", "high"))) == {
        ("s", ""): Verdict.REFUTED,
        ("t", ""): Verdict.REFUTED,
    }


def test_a_step_dropped(searcher: Searcher) -> None:
    assert verdicts(searcher, Changes(drop=("s",))) == {("s", ""): None, ("v", ""): Verdict.MIXED}


def test_a_formula_added(searcher: Searcher) -> None:
    found = compared(searcher, Changes(add=("x > 2",)))
    assert found["s", ""].newly_holds
    assert not found["s", ""].newly_fails
    assert found["s", ""].after is not None
    assert found["s", ""].after.premises_used == ("added 1",)


def test_a_formula_that_belongs_to_a_reading(searcher: Searcher) -> None:
    found = verdicts(searcher, Changes(add=("x + y > least",)))
    assert found[("u", "big")] is found[("u", "small")] is Verdict.VALID
    found = verdicts(searcher, Changes(add=("x + y > 5 + extra",)))
    assert found[("u", "big")] is Verdict.VALID
    assert ("u", "small") not in found


def test_a_quantity_set(searcher: Searcher) -> None:
    assert verdicts(searcher, Changes(fix=(("x", "5/2"),)))[("s", "")] is Verdict.VALID
    assert verdicts(searcher, Changes(fix=(("x", "0"),)))[("s", "")] is Verdict.VACUOUS
    assert verdicts(searcher, Changes(fix=(("y", "0"),)))[("u", "big")] is Verdict.MIXED


def test_changes_together(searcher: Searcher) -> None:
    asked = Changes(drop=("low",), add=("x > 4",), readings=(("size", "small"),))
    found = compared(searcher, asked)
    assert found["s", ""].newly_holds
    assert found["u", "big"].after is None


@pytest.mark.parametrize(
    ("asked", "error", "says"),
    [
        (Changes(drop=("hihg",)), ChangeError, "did you mean `high`"),
        (Changes(negate=("s",)), ChangeError, "no premise `s`"),
        (Changes(negate=("low",), drop=("low",)), ChangeError, "both"),
        (Changes(fix=(("z", "1"),)), ChangeError, "no quantity `z`"),
        (Changes(fix=(("x", "1 +"),)), ArgumentError, ""),
        (Changes(add=("q > 1",)), ArgumentError, "q"),
        (Changes(readings=(("size", "huge"),)), SelectionError, "huge"),
    ],
)
def test_what_cannot_be_changed(asked: Changes, error: type[Exception], says: str) -> None:
    with pytest.raises(error) as caught:
        varied(argument(), asked)
    assert says in str(caught.value)


def test_added_premises_count_for_consistency(searcher: Searcher) -> None:
    report = check_with(searcher, varied(argument(), Changes(add=("x < 0",))), CheckOptions())
    assert [one.consistent for one in report.consistency] == [False]
    assert set(report.consistency[0].contradictory) <= {"low", "high", "added 1"}
