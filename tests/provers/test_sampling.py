"""Simple points: found where there are any, and only points at which everything holds."""

from __future__ import annotations

import pytest

from argcheck.logic.formula import Problem, Proposition, truth
from argcheck.provers.backend import Budget, Status
from argcheck.provers.sampling import Sampling
from tests.provers.prover_problems import names, problem

x, y, n = names("x y n")


@pytest.mark.parametrize(
    "asked",
    [
        problem(x > 0, y > 0, x * x + y * y < 3 * x * y),
        problem(x > 2, y < 0, x + y > 0),
        problem(x > 0, 2 * x > y, y > x),
    ],
)
def test_a_point_that_is_found_satisfies_everything(asked: Problem) -> None:
    outcome = Sampling().solve(asked, Budget())
    assert outcome.status is Status.SAT and outcome.model is not None
    assert all(truth(each, outcome.model.numbers, {}) for each in asked.assertions)
    assert Sampling().solve(asked, Budget()).model == outcome.model


def test_whole_numbers_are_tried_alone() -> None:
    between = problem(n > 0, n < 1)
    assert Sampling().solve(between, Budget()).status is Status.SAT
    whole = Problem(between.assertions, frozenset({"n"}))
    assert Sampling().solve(whole, Budget()).status is Status.UNKNOWN


def test_nothing_is_said_where_there_is_no_point_or_a_proposition() -> None:
    assert Sampling().solve(problem(x > y, y > x), Budget()).status is Status.UNKNOWN
    told = Problem((*problem(x > y).assertions, Proposition("rain")))
    assert Sampling().solve(told, Budget()).status is Status.UNKNOWN
