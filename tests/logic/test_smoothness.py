"""Limits and derivatives where a rule needs smoothness: what is proved, and near misses about which nothing is said."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from argcheck.analyses.check import CheckOptions, check_with
from argcheck.analyses.results import ArgumentReport
from argcheck.provers.backend import Budget
from argcheck.provers.portfolio import default_portfolio
from argcheck.provers.search import Searcher
from tests.doubt import loaded

QUANTITIES = """argument "t"
quantity x, r, a : real
quantity b : real > 0
quantity m : integer >= 0
quantity n : integer
"""


@pytest.fixture(scope="module")
def searcher() -> Iterator[Searcher]:
    with default_portfolio() as portfolio:
        yield Searcher(portfolio, Budget(1_000_000, 5.0))


def checked(text: str, searcher: Searcher) -> ArgumentReport:
    argument = loaded(f"{QUANTITIES}step s {text}\n")
    assert argument is not None
    return check_with(searcher, argument, CheckOptions())


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        # both parts vanish
        ("infer limit((exp(x) - 1)/x, x -> 0) = 1", "valid"),
        ("infer limit((exp(x) - 1)/x, x -> 0) = 2", "refuted"),
        ("given x > 0 infer limit((x^r - 1)/r, r -> 0) = log(x)", "valid"),
        ("infer limit((exp(x) - 1 - x)/x^2, x -> 0) = 1/2", "valid"),
        ("infer limit((x - 1)/log(x), x -> 1) = 1", "valid"),
        ("infer limit((sqrt(x) - 2)/(x - 4), x -> 4) = 1/4", "valid"),
        ("infer limit(log(1 + b*x)/x, x -> 0) = b", "valid"),
        # only the lower part does, or the quotient grows without bound
        ("infer limit(exp(x)/x, x -> 0) = 1", "undecided"),
        ("infer limit((exp(x) - 1)/x^2, x -> 0) = 1", "undecided"),
        # no limit, a corner, or a term without a value on one side
        ("infer limit(abs(x)/x, x -> 0) = 1", "undecided"),
        ("infer limit(abs(x)/x, x -> 0) = 0", "undecided"),
        ("infer limit(x/abs(x), x -> 0) = 1", "undecided"),
        ("infer limit(max(x, 0)/x, x -> 0) = 1", "undecided"),
        ("infer limit(sqrt(x)/x, x -> 0) = 0", "undecided"),
        ("infer limit(0*sqrt(x)/x, x -> 0) = 0", "undecided"),
        ("infer limit(x*log(x)/x, x -> 0) = 0", "undecided"),
        ("infer limit(x^(3/2)/x, x -> 0) = 0", "undecided"),
        ("infer limit((exp(a*x) - exp(b*x))/x, x -> 0) = a - b", "valid"),
        # both parts grow without bound
        ("infer limit(log(x)/x, x -> infinity) = 0", "valid"),
        ("infer limit(x^2/exp(x), x -> infinity) = 0", "valid"),
        ("infer limit(log(x)/x, x -> infinity) = 1", "refuted"),
        ("infer limit(exp(x)/x^2, x -> infinity) = 0", "undecided"),
        ("infer limit(x/(exp(1) + 1), x -> infinity) = 0", "undecided"),
        ("infer limit(0*log(-x)/x, x -> infinity) = 0", "undecided"),
        ("infer limit(floor(x)/exp(x), x -> infinity) = 0", "undecided"),
        ("infer limit((-1)^n/exp(n), n -> infinity) = 0", "undecided"),
        ("infer limit(x/exp(b*x), x -> infinity) = 0", "undecided"),
        ("infer limit(x/exp(-x), x -> infinity) = 0", "undecided"),
        ("infer limit(sum(k from 1 to 2: x^k/a)/x^3, x -> infinity) = 0", "undecided"),
        # derivatives of sums from 0, and of choices
        ("infer diff(sum(k from 0 to m: x^k), x) = sum(k from 1 to m: k*x^(k - 1))", "valid"),
        ("given n = -3 infer diff(sum(k from 0 to n: x^k), x) = 0", "valid"),
        ("given x > 0 infer diff(abs(x), x) = 1", "valid"),
        ("given x < 0 infer diff(abs(x), x) = -1", "valid"),
        ("given x != 0 infer diff(abs(x), x) = 1", "mixed"),
        ("infer diff(abs(x), x) = 1", "undecided"),
        ("infer diff(abs(x), x) <= 1", "undecided"),
        ("given x > 0 infer diff(max(x, 0)^2, x) = 2*max(x, 0)", "valid"),
        ("given x > a infer diff(min(x, a, x + 1), x) = 0", "valid"),
        ("given x >= a infer diff(max(x, a), x) >= 0", "undecided"),
        ("given x = 0 infer diff(min(x, -x), x) = 0", "undecided"),
        ("infer diff(x^m, x) = m*x^(m - 1) or x = 0", "undecided"),
    ],
)
def test_what_smoothness_shows(text: str, verdict: str, searcher: Searcher) -> None:
    (found,) = checked(text, searcher).steps
    assert found.verdict.value == verdict


@pytest.mark.parametrize(
    "text",
    [
        "infer limit(1/a/x, x -> infinity) = 0",
        "infer limit(1/a/exp(x), x -> infinity) = 0",
        "infer limit(log(a)*(exp(x) - 1 - x)/x, x -> 0) = 0",
    ],
)
def test_what_does_not_move_must_have_a_value(text: str, searcher: Searcher) -> None:
    report = checked(text, searcher)
    assert [each.verdict.value for each in report.steps] == ["undecided"]
    assert report.steps[0].undefined
    guarded = checked(text.replace("infer", "given a > 0 infer"), searcher)
    assert [each.verdict.value for each in guarded.steps] == ["valid"]


def test_a_derivative_that_may_lack_a_value_is_named_as_it_was_written(searcher: Searcher) -> None:
    report = checked("infer diff(x^m, x) >= 0", searcher)
    assert "E404" not in {each.code for each in report.diagnostics}
    assert "`diff(x^m, x)` is defined (`m - 1 >= 0 or x != 0`)" in report.steps[0].reason


def test_a_hint_names_the_variable_at_fault(searcher: Searcher) -> None:
    report = checked("infer forall e : real > 0: exists k : integer: 1/k < e and k > 0", searcher)
    assert [each.hint for each in report.diagnostics if each.code == "E401"] == [
        "narrow what `k` ranges over, or say with `if` what holds otherwise"
    ]
