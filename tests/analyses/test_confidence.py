"""What credences make of the sets that carry a conclusion, and arguments of twenty premises."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from argcheck.analyses.check import CheckOptions, check_with
from argcheck.analyses.credences import credence_bounds
from argcheck.analyses.exploration.assumptions import Mapper
from argcheck.analyses.exploration.candidates import all_premises
from argcheck.analyses.exploration.explore import explore
from argcheck.api import explore as explored
from argcheck.api import load
from argcheck.provers.backend import Budget
from argcheck.provers.portfolio import default_portfolio
from argcheck.provers.search import Searcher
from argcheck.reports.exploration import render_exploration
from tests.doubt import loaded

CASES = Path(__file__).parents[1] / "cases" / "explored"
CHAIN = """argument "t"
proposition a, b, c
premise first credence 0.9 : a
premise second credence 0.8 .. 0.95 : a implies b
premise third : b implies c
premise short credence 0.6 : c
conclusion end from first, second, third infer c
conclusion both from first, short infer a and c
"""


@pytest.fixture(scope="module")
def searcher() -> Iterator[Searcher]:
    with default_portfolio() as portfolio:
        yield Searcher(portfolio, Budget(400_000, 3.0))


def test_adams_sum_over_the_best_set(searcher: Searcher) -> None:
    argument = loaded(CHAIN)
    assert argument is not None
    found = explore(argument, searcher, CheckOptions())
    first, second = found.confidences
    # 1 - (0.1 + 0.2) by the chain beats 0.6 by `short`
    assert (first.least, first.by, first.doubted) == (Fraction(7, 10), ("first", "second", "third"), "second")
    # 1 - (0.1 + 0.2) through the chain beats Fréchet's 0.9 + 0.6 - 1
    assert (second.least, second.by) == (Fraction(7, 10), ("first", "second", "third"))
    assert "at least as probable as 0.7" in render_exploration(found).plain.replace("\n   ", "")


def test_the_bound_is_never_above_the_tight_one(searcher: Searcher) -> None:
    argument = loaded(CHAIN)
    assert argument is not None
    for one in explore(argument, searcher, CheckOptions()).confidences:
        (case,) = credence_bounds(argument, one.step, searcher, influences=False).cases
        assert case.lower is not None
    (end, _) = explore(argument, searcher, CheckOptions()).confidences
    (case,) = credence_bounds(argument, "end", searcher, influences=False).cases
    assert case.lower is not None
    assert end.least <= case.lower.value == case.adams


def test_without_credences_nothing_is_said(searcher: Searcher) -> None:
    argument = loaded('argument "t"\nproposition a\npremise first : a\nconclusion end from first infer a\n')
    assert argument is not None
    assert explore(argument, searcher, CheckOptions()).confidences == ()


def test_an_exploration_shows_itself_in_a_notebook() -> None:
    argument = loaded(CHAIN)
    assert argument is not None
    shown = explored(argument)._repr_html_()  # type: ignore[attr-defined]
    assert shown.startswith("<pre")
    assert "enough" in shown and "short" in shown


# ---- twenty premises -----------------------------------------------------------------------------------

CARRYING = {
    # two ways past each of two hazards
    ("safety_case", "acceptable"): (
        4,
        {"union", "control_path", "evals", "evals_bound", "elicited", "vault", "probe", "tolerance"},
    ),
    # an alarm seen or testified to, with safeguards missing; or an old evaluation, by date or by growth, unreviewed
    ("pause_case", "halt"): (4, {"much", "large_rule"}),
    # two estimates of each of four things
    ("investment_case", "pays"): (16, set[str]()),
}


@pytest.mark.slow
@pytest.mark.parametrize(("file", "step"), CARRYING, ids="/".join)
def test_twenty_premises(searcher: Searcher, file: str, step: str) -> None:
    argument = load(CASES / f"{file}.arg")
    inference = argument.step(step).inferences[0]
    results = check_with(searcher, argument, CheckOptions()).steps
    (problem,) = all_premises(argument, inference, results)
    assert len(problem.candidates) == 20
    found = Mapper(problem, searcher).run()
    count, essential = CARRYING[file, step]
    assert found.complete
    assert len(found.sufficient) == count
    assert all(one.minimal and one.consistent for one in found.sufficient)
    assert set(found.essential) == essential
