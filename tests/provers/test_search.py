"""The one question behind every verdict: a proof, or a point at which everything was evaluated."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import pytest

from argcheck.model.terms import Term
from argcheck.provers.backend import Budget, Status
from argcheck.provers.portfolio import default_portfolio
from argcheck.provers.search import Searcher
from tests.doubt import formula
from tests.oracle import value


@pytest.fixture(scope="module")
def searcher() -> Iterator[Searcher]:
    with default_portfolio() as portfolio:
        yield Searcher(portfolio, Budget(200_000, 3.0))


def _formulas(text: str) -> list[Term]:
    return [one for part in text.split("; ") if (one := formula(part)) is not None]


@pytest.mark.parametrize(
    "text",
    [
        "x > 0; x < 1; n = 2*x",
        "x*x = 2; x > 0",
        "x^n = 8; x > 1; n >= 2",
        "sum(k from 1 to n: x^k) > 1; x < 1; x > 0",
        "x > 0; y = 1/x; y > 5",
        "floor(x) = 2; x != 2",
        "rises(clamp(x, 0, 1), x)",
        "exists u : real > 0: u*x < -1",
        "exp(x) > 100",
    ],
)
def test_a_point_satisfies_the_assertions(searcher: Searcher, text: str) -> None:
    found = searcher.search(_formulas(text))
    assert found.status is Status.SAT
    assert found.point is not None
    if all(isinstance(number, Fraction) for number in found.point.values()):
        at = dict(found.point)
        assert all(value(one, at) for one in _formulas(text))


@pytest.mark.parametrize(
    "text",
    [
        "x > 0; x < 0",
        "n > 0; n < 1",
        "x*x + y*y < 2*x*y",
        "x > 1; n >= 1; x^n <= 1",
        "x > 0; exp(x) <= 1 + x/2",
        "flat(x, x)",
        "x > 0; sum(k from 1 to n: x^k) < 0",
        "forall u : real: u > x",
    ],
)
def test_a_contradiction_is_proved(searcher: Searcher, text: str) -> None:
    assert searcher.search(_formulas(text)).status is Status.UNSAT
    assert searcher.refutes(_formulas(text))


def test_entailment(searcher: Searcher) -> None:
    facts, (yes, no) = _formulas("x > y; y > 0"), _formulas("x > 0; x > 1")
    assert searcher.entails(facts, yes) is True
    assert searcher.entails(facts, no) is False


def test_a_point_that_rests_on_an_open_sign_is_not_one(searcher: Searcher) -> None:
    assert searcher.search(_formulas("x = 0; falls(exp(x^5), x)")).status is not Status.SAT
