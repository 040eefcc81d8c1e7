"""What an option is worth, by brute force: sums over time term by term, and chances weighed state by state.

No closed form is used, and nothing of what `derive` knows about sums. A stream without an end is walked for so many
periods, and once more for twice as many: where that makes a difference, the question is left open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from argcheck.logic import exact
from argcheck.logic.evaluate import evaluate
from argcheck.logic.exact import Exact
from argcheck.logic.points import Point
from argcheck.logic.scope import Undefined
from argcheck.model.argument import Payoffs
from argcheck.model.operators import Sort
from argcheck.model.terms import Infinite, SumOf, Term, Var, children, rebuild

PERIODS = 150
"""How far a stream without an end is walked first."""


def worths(payoffs: Payoffs, point: Point) -> tuple[Mapping[str, Exact], Mapping[str, Exact]]:
    """What each option comes to, walked `PERIODS` periods and twice as many; the two are the same where every stream
    ends. Raises what `evaluate` raises, where a payoff has no value at the point or cannot be told."""
    near = {option: _worth(payoffs, option, point, PERIODS) for option, _ in payoffs.options}
    endless = any(_endless(part) for _, worth in payoffs.options for part in (worth,))
    return near, {option: _worth(payoffs, option, point, 2 * PERIODS) for option in near} if endless else near


def best(near: Mapping[str, Exact], far: Mapping[str, Exact]) -> tuple[str, ...] | None:
    """The options of greatest worth; None where walking on might change which these are."""
    top = max(far.values())
    found = tuple(option for option, worth in far.items() if worth == top)
    for option, worth in far.items():
        apart, before = top - worth, near[found[0]] - near[option]
        if near is not far and option != found[0] and 2 * abs(apart - before) >= abs(apart):
            return None
    return found


def _worth(payoffs: Payoffs, option: str, point: Point, periods: int) -> Exact:
    outcomes = dict(payoffs.outcomes).get(option)
    if outcomes is None:
        return _number(_Walk(point, periods).value(dict(payoffs.options)[option]))
    total: Exact = Fraction(0)
    for chance, outcome in zip(dict(payoffs.chances)[option], outcomes, strict=True):
        likely = _number(_Walk(point, periods).value(chance))
        total = exact.tidy(total + likely * _number(_Walk(point, periods).value(outcome)))
    return total


def _number(value: Exact | bool) -> Exact:
    assert not isinstance(value, bool)
    return value


def _endless(term: Term) -> bool:
    return (isinstance(term, SumOf) and isinstance(term.upper, Infinite)) or any(map(_endless, children(term)))


@dataclass
class _Walk:
    """A term evaluated at a point, each of its sums added up first and put in as a number."""

    point: Point
    periods: int
    added: Point = field(default_factory=dict)

    def value(self, term: Term) -> Exact | bool:
        walked = self._without_sums(term)
        return evaluate(walked, {**self.point, **self.added})

    def _without_sums(self, term: Term) -> Term:
        if isinstance(term, SumOf):
            name = f"sum {len(self.added)}"
            self.added[name] = self._total(term)
            return Var(name, Sort.REAL)
        parts = children(term)
        return rebuild(term, tuple(map(self._without_sums, parts))) if parts else term

    def _total(self, term: SumOf) -> Exact:
        first = self._bound(term, term.lower)
        last = first + self.periods - 1 if isinstance(term.upper, Infinite) else self._bound(term, term.upper)
        total: Exact = Fraction(0)
        for period in range(first, last + 1):
            inner = _Walk({**self.point, term.variable.name: Fraction(period)}, self.periods)
            total = exact.tidy(total + _number(inner.value(term.body)))
        return total

    def _bound(self, term: SumOf, bound: Term) -> int:
        value = exact.whole(_number(_Walk(self.point, self.periods).value(bound)))
        if value is None:
            raise Undefined(term, "the bounds of a sum are integers")
        return value
