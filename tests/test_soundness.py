"""No verdict is wrong: random small arguments are checked, and what is said of them is doubted on a grid of points."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest

from argcheck.provers.backend import Budget
from argcheck.provers.portfolio import default_portfolio
from argcheck.provers.search import Searcher
from tests.doubt import doubted
from tests.grid import Writer


@pytest.fixture(scope="module")
def searcher() -> Iterator[Searcher]:
    with default_portfolio() as portfolio:
        yield Searcher(portfolio, Budget(100_000, 2.0))


@pytest.mark.slow
@pytest.mark.parametrize("hard", [False, True])
def test_no_verdict_on_a_random_argument_is_wrong(searcher: Searcher, hard: bool) -> None:
    decided = 0
    for seed in range(100):
        text = Writer(Random(seed), hard).argument()
        verdict, fault = doubted(text, searcher, Random(seed), 120)
        assert not fault, f"{text}\n{fault}"
        decided += verdict not in ("undecided", "rejected")
    assert decided > 50


DECLARED = "quantity x, y : real\nquantity n, m : integer\nquantity w : real >= 0\nproposition q\n"


@pytest.mark.parametrize(
    ("step", "verdict"),
    [
        ("given x = 1 infer flat(floor(x/(0 - 1)), x)", "refuted"),
        ("infer exists z : real > 0: z*w > 1 by z := 2/w", "mixed"),
        ("given w > 0 infer exists z : real > 0: z*w > 1 by z := 2/w", "valid"),
        ("given n > m + 1 infer limit(sum(k from n to m: x^k)/x^n, x -> infinity) = 1", "undecided"),
        ("given n >= 1 infer limit(sum(k from 1 to n: x^(k - 1))/x^n, x -> infinity) = 0", "valid"),
        ("given n < 0 infer 0^(abs(n)) != 0", "refuted"),
        ("given n < 0 and x >= 0 infer x^(-n) > 0", "mixed"),
        ("given x <= 0 infer falls(sqrt(-x), x)", "undecided"),
        ("infer increasing(x^2, x)", "refuted"),
        ("infer x*x >= 0", "valid"),
        ("given x > 0 and x < 0 infer y = 1", "vacuous"),
        ("infer 1/x > 0 or x <= 0", "undecided"),
        ("infer x != 0 implies x/x = 1", "valid"),
        ("infer q or not q", "valid"),
        ("given (q iff x > 0) infer x*(if q then 1 else -1) >= 0", "valid"),
        ("infer forall e : real > 0: exists d : integer >= 1: 1/d < e by d := floor(1/e) + 1", "valid"),
        ("infer exists d : real > 0: forall e : real > 0: d < e", "refuted"),
        (
            "infer not ((exists u : real in [1, 1]: not rises(exp((u - 1)^3*(u - 2)^3), u)) and"
            " (exists v : real in [2, 2]: rises(exp((v - 1)^3*(v - 2)^3), v)))",
            "undecided",
        ),
    ],
)
def test_verdicts_that_are_easily_wrong(searcher: Searcher, step: str, verdict: str) -> None:
    found, fault = doubted(f'argument "t"\n{DECLARED}step s {step}\n', searcher, Random(0), 60)
    assert (found, fault) == (verdict, "")
