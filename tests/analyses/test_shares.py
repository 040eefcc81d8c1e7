"""The share of cases in which a step holds."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import comb
from pathlib import Path

import pytest

from argcheck.analyses.shares import (
    ShareCase,
    ShareError,
    Source,
    clopper_pearson,
    distribution_source,
    range_source,
    step_share,
)
from argcheck.provers.backend import Budget
from argcheck.provers.portfolio import default_portfolio
from argcheck.provers.search import Searcher
from tests.doubt import loaded

F = Fraction
TEXT = """argument "t"
proposition p
quantity x, y : real
quantity z : real > 0
quantity n : integer >= 1
step less infer x < y
step even infer x > 1/2
step given_half given x > 1/2 infer x > 3/4
step fixed given x = 1/2 infer y > 1/2
step product infer z*x > 0
step idle given y > 0 infer x > 1/2 and (z > 0)
step whole infer n > 2
step either infer p or x > 1/2
step divided infer 1/x > 2
readings size
  reading small
    define edge = 1/4
  reading large
    define edge = 3/4
step read infer x > edge
"""


@pytest.fixture(scope="module")
def searcher() -> Iterator[Searcher]:
    with default_portfolio() as portfolio:
        yield Searcher(portfolio, Budget(200_000, 3.0))


def shares(searcher: Searcher, step: str, samples: int = 400, seed: int = 0, **sources: str) -> tuple[ShareCase, ...]:
    argument = loaded(TEXT)
    assert argument is not None
    read = {
        name: range_source(text) if ".." in text or text[0].isdigit() else distribution_source(text)
        for name, text in sources.items()
    }
    return step_share(argument, step, searcher, read, samples=samples, seed=seed).cases


def one(searcher: Searcher, step: str, samples: int = 400, seed: int = 0, **sources: str) -> ShareCase:
    (case,) = shares(searcher, step, samples, seed, **sources)
    return case


UNIT = "0..1"


@pytest.mark.parametrize(
    ("step", "sources", "truth"),
    [
        ("less", {"x": UNIT, "y": UNIT}, F(1, 2)),
        ("even", {"x": "uniform(0, 1)"}, F(1, 2)),
        ("even", {"x": "beta(1, 2)"}, F(1, 4)),
        ("even", {"x": "normal(1/2, 3)"}, F(1, 2)),
        ("even", {"x": "lognormal(0, 1)"}, F(7559, 10000)),
        ("given_half", {"x": UNIT}, F(1, 2)),
        ("whole", {"n": "1..4"}, F(1, 2)),
        ("either", {"x": UNIT, "p": "bernoulli(1/2)"}, F(3, 4)),
    ],
)
def test_known_shares_lie_in_the_interval(
    searcher: Searcher, step: str, sources: dict[str, str], truth: Fraction
) -> None:
    case = one(searcher, step, **sources)
    assert case.interval is not None and case.interval[0] <= truth <= case.interval[1]
    assert case.share is not None and case.interval[0] <= case.share <= case.interval[1]


def test_the_same_seed_draws_the_same_cases(searcher: Searcher) -> None:
    first, again, other = (one(searcher, "less", seed=seed, x=UNIT, y=UNIT) for seed in (1, 1, 2))
    assert first == again != other


def test_cases_outside_the_bounds_are_left_out(searcher: Searcher) -> None:
    case = one(searcher, "product", x="1..2", z="-1..1")
    assert 0 < case.admissible < case.drawn
    assert case.holding == case.applicable == case.admissible


def test_an_equation_is_met_where_the_quantity_is_fixed(searcher: Searcher) -> None:
    assert one(searcher, "fixed", x="1/3..2/3", y=UNIT).share is None
    assert one(searcher, "fixed", x="1/2", y=UNIT).applicable == 400


def test_what_does_not_matter_needs_no_range(searcher: Searcher) -> None:
    case = one(searcher, "idle", x=UNIT, y="1..2")
    assert case.indifferent == ("z",)
    assert case.applicable == 400


@pytest.mark.parametrize(
    ("step", "sources", "message"),
    [
        ("less", {"x": UNIT}, "may depend on `y`: give it a range"),
        ("either", {"x": UNIT}, "bernoulli"),
        ("idle", {"x": UNIT}, "may depend on `y`"),
        ("less", {"xx": UNIT}, "did you mean `x`?"),
        ("whole", {"n": "beta(1, 2)"}, "is an integer"),
        ("whole", {"n": "1/3..2/3"}, "there is none"),
        ("either", {"p": UNIT, "x": UNIT}, "is a proposition"),
        ("even", {"x": "2..1"}, "wrong way round"),
        ("even", {"x": "beta(0, 1)"}, "above 0"),
        ("even", {"x": "gamma(0, 1)"}, "is none of"),
        ("even", {"x": "beta(1)"}, "takes 2 numbers"),
        ("even", {"x": "uniform(0, one)"}, "is not a number"),
        ("even", {"x": "lognormal(0, 99999)"}, "without end"),
        ("even", {"x": "csv:none.csv:x"}, "cannot be read"),
        ("even", {"x": "csv:none"}, "csv:FILE:COLUMN"),
    ],
)
def test_faults_are_named(searcher: Searcher, step: str, sources: dict[str, str], message: str) -> None:
    with pytest.raises(ShareError) as caught:
        shares(searcher, step, **sources)
    assert message in str(caught.value)


def test_columns_of_one_file_go_together(searcher: Searcher, tmp_path: Path) -> None:
    path = tmp_path / "samples.csv"
    path.write_text("a,b\n1,2\n0.5,3/4\n-1,7\n", encoding="utf-8")
    case = one(searcher, "less", x=f"csv:{path}:a", y=f"csv:{path}:b")
    assert case.share == 1
    path.write_text("a,b\n1,2\n0.5,many\n", encoding="utf-8")
    with pytest.raises(ShareError, match="row 3, column b: `many` is not a number"):
        one(searcher, "less", x=f"csv:{path}:a", y=f"csv:{path}:b")
    with pytest.raises(ShareError, match="no column `d`; there are a, b"):
        one(searcher, "less", x=f"csv:{path}:a", y=f"csv:{path}:d")


def test_cases_without_a_value_widen_the_interval(searcher: Searcher) -> None:
    case = one(searcher, "divided", x="csv:" + str(Path(__file__).parent / "halves.csv") + ":x")
    assert case.unevaluated > 0 and case.interval is not None and case.share is not None
    assert clopper_pearson(case.holding, case.applicable)[1] < case.interval[1]


def test_each_reading_has_its_own_share(searcher: Searcher) -> None:
    small, large = shares(searcher, "read", x=UNIT)
    assert small.reading == (("size", "small"),) and small.holding > large.holding


def test_what_is_most_worth_learning(searcher: Searcher) -> None:
    case = one(searcher, "less", samples=800, x="0..10", y="5..6")
    assert [each.name for each in case.learning] == ["x", "y"]
    x, y = case.learning
    assert x.index > F(3, 4) and y.index < F(1, 10)
    assert x.shares[0] == 1 and x.shares[-1] == 0


# ---- the interval ------------------------------------------------------------------------------------


def tail(successes: int, trials: int, share: Fraction) -> Fraction:
    return sum((comb(trials, k) * share**k * (1 - share) ** (trials - k) for k in range(successes, trials + 1)), F(0))


@pytest.mark.parametrize(("successes", "trials"), [(0, 10), (3, 10), (10, 10), (37, 80), (1, 200)])
def test_the_interval_is_clopper_and_pearsons(successes: int, trials: int) -> None:
    low, high = clopper_pearson(successes, trials)
    step = F(1, 10_000)
    if successes:
        assert tail(successes, trials, low) <= F(1, 40) < tail(successes, trials, low + step)
    else:
        assert low == 0
    if successes < trials:
        failures = trials - successes
        assert tail(failures, trials, 1 - high) <= F(1, 40) < tail(failures, trials, 1 - high + step)
    else:
        assert high == 1


def test_no_trials_no_interval() -> None:
    with pytest.raises(ValueError, match="above 0"):
        clopper_pearson(0, 0)


def test_a_range_is_a_source() -> None:
    assert range_source(" 0.5 .. 3/4 ") == Source("uniform", (F(1, 2), F(3, 4)), "0.5 .. 3/4")
