"""Premise sets as they are met with, whose smallest sufficient sets were worked out by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from argcheck.analyses.exploration.assumptions import Mapper
from argcheck.analyses.exploration.candidates import all_premises
from argcheck.api import load
from argcheck.provers.backend import Budget
from argcheck.provers.portfolio import default_portfolio
from argcheck.provers.search import Searcher

CASES = Path(__file__).parents[1] / "cases" / "explored"

SMALLEST = {
    # of three fifths or two thirds, either is twenty times either risk
    "treatment": [
        f"{risk} {gain} young able agreed" for risk in ("series", "own_count") for gain in ("trial", "registry")
    ],
    "alibi": ["phone carries", "door key unlent use", "witness believed sight"],
    # twice fifty is too much
    "bridge": [
        f"{load} spare {strength}" for load in ("cap", "posted") for strength in ("steel painted", "test looked")
    ],
    # 6 + 9, 5 + 10 and 6 + 10 reach 15, but 5 + 9 does not, nor what a rate of forty brings
    "carbon_tax": ["survey pledges adds", "set_rate elastic plants adds", "set_rate survey plants adds"],
    # 0.99 * 1.06 - 0.005 = 1.0444 is below 1.045, every other pairing is above
    "bond": [
        f"pays {fee} {failure} {other}"
        for fee in ("costs", "low_fee")
        for failure in ("rating is_rated", "backed is_backed")
        for other in ("bank", "rival")
        if (fee, failure, other) != ("costs", "rating is_rated", "rival")
    ],
    "shutdown": ["sensor hears awake duty button", "sensor relay trips", "awake nap"],
    # 3 * (1 - 0.9 * 0.75) = 0.975 is the nearest to 1
    "vaccine": [f"{spread} given_out {rate} joint" for spread in ("early", "late") for rate in ("strong", "weaker")],
    "will": ["hand two form stands unrevoked needs", "doctor deed by_deed"],
    # four copies less two; or three less one, the only odd number up to two
    "backups": [
        *(
            f"{copies} {losses}"
            for copies in ("four was_tested", "three odd")
            for losses in ("one_each two_sites", "contract", "small")
        ),
        "three four was_tested",
    ],
}
CONTRADICTORY = {"shutdown": "awake nap", "backups": "three four was_tested"}


@pytest.fixture(scope="module")
def searcher() -> Iterator[Searcher]:
    with default_portfolio() as portfolio:
        yield Searcher(portfolio, Budget(400_000, 3.0))


@pytest.mark.parametrize("file", SMALLEST)
def test_the_smallest_sets_are_those_worked_out_by_hand(searcher: Searcher, file: str) -> None:
    argument = load(CASES / f"{file}.arg")
    (problem,) = all_premises(argument, argument.steps[-1].inferences[0], ())
    assert len(problem.candidates) >= 8
    found = Mapper(problem, searcher).run()
    smallest = {frozenset(names.split()) for names in SMALLEST[file]}
    assert found.complete and not found.undecided
    assert {frozenset(one.names) for one in found.sufficient} == smallest
    assert all(one.minimal for one in found.sufficient)
    contradictory = frozenset(CONTRADICTORY.get(file, "").split())
    assert all(one.consistent is (frozenset(one.names) != contradictory) for one in found.sufficient)
    assert set(found.essential) == frozenset.intersection(*smallest)
    assert set(found.idle) == set(found.candidates) - frozenset.union(*smallest)
