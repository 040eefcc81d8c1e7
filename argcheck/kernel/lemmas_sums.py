"""What holds of sums of k^d * r^k for whole k from `lower` to `upper`. Each function states one lemma; its docstring
says why it holds.

A lemma speaks of a sum as `itself`, the symbol, or as `closed`, the closed form that it has for r != 1. The powers of
r in these are spread over declared powers (see `spread`), in one of three ways.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from argcheck.kernel.data import Refused
from argcheck.kernel.formulas import Formula, both, either, opposite
from argcheck.kernel.lemmas_powers import ONE, ZERO
from argcheck.kernel.quotients import Quotient, given, minus, named, number, over, plus, raised, relates, same, times
from argcheck.kernel.spread import FACTORS, POSITIVE, domain, spread
from argcheck.kernel.symbols import Kind, Meaning, Symbols

ITSELF, CLOSED = "itself", "closed"


@dataclass(frozen=True, eq=False)
class _Sum:
    """A declared sum, and how its powers are spread."""

    symbols: Symbols
    name: str
    way: str
    degree: int
    ratio: Quotient
    lower: Quotient
    upper: Quotient

    def power(self, exponent: Quotient) -> Quotient:
        """The ratio to a power."""
        return spread(
            self.ratio, exponent, self.way, lambda b, e: named(self.symbols.find(Meaning(Kind.POWER, (b, e))))
        )

    @property
    def after(self) -> Quotient:
        """The first place after the sum."""
        return plus(self.upper, ONE)

    @property
    def not_short(self) -> Formula:
        """upper >= lower - 1: the sum has `upper - lower + 1` terms."""
        return relates(self.after, ">=", self.lower)

    @property
    def positive(self) -> tuple[Formula, ...]:
        """The ratio is positive, and its powers may be spread."""
        return domain(self.ratio, self.way) if self.way == FACTORS else (relates(self.ratio, ">", ZERO),)

    def closed(self) -> Quotient:
        """The closed form for a ratio that is not 1."""
        first, last, gap = self.power(self.lower), self.power(self.after), minus(ONE, self.ratio)
        if self.degree == 0:
            return over(minus(first, last), gap)
        edges = minus(times(self.lower, first), times(self.after, last))
        return over(plus(times(edges, gap), times(self.ratio, minus(first, last))), raised(gap, 2))

    def flat(self) -> Quotient:
        """The closed form for the ratio 1."""
        if self.degree == 0:
            return minus(self.after, self.lower)
        ends = minus(times(self.upper, self.after), times(minus(self.lower, ONE), self.lower))
        return times(number(Fraction(1, 2)), ends)

    def value(self, form: str) -> tuple[Quotient, tuple[Formula, ...]]:
        """What stands for the sum, and when it does."""
        if form == ITSELF:
            return named(self.name), ()
        return self.closed(), (self.not_short, relates(self.ratio, "!=", ONE))


def _sum(symbols: Symbols, name: str, way: str, degree: int | None = 0) -> _Sum:
    meaning = symbols.meaning(name, Kind.SUM)
    if degree is not None and meaning.degree != degree:
        raise Refused(f"the sum `{name[:40]}` is not one of powers alone")
    return _Sum(symbols, name, way, meaning.degree, *meaning.parts)


# ---- one sum -------------------------------------------------------------------------------------------


def ratio_one(symbols: Symbols, name: str) -> Formula:
    """For r = 1 and upper >= lower - 1, a sum of 1 is upper - lower + 1, and a sum of k is half of
    upper*(upper + 1) - (lower - 1)*lower. Both are 0 for upper = lower - 1, and grow by 1, and by upper + 1, with
    each step."""
    s = _sum(symbols, name, FACTORS, None)
    at_one = relates(s.ratio, "=", ONE)
    return given((s.ratio,), s.not_short, at_one, then=relates(named(name), "=", s.flat()))


def closed_form(symbols: Symbols, name: str, way: str) -> Formula:
    """For r != 1, r != 0 and upper >= lower - 1, with R = r^lower and Q = r^(upper + 1): a sum of r^k is
    (R - Q)/(1 - r), and one of k*r^k is (lower*R - (upper + 1)*Q)/(1 - r) + r*(R - Q)/(1 - r)^2. Both are 0 for
    upper = lower - 1, and grow by the next term with each step."""
    s = _sum(symbols, name, way, None)
    conditions = (*domain(s.ratio, way), s.not_short, relates(s.ratio, "!=", ONE))
    return given((s.ratio,), *conditions, then=relates(named(name), "=", s.closed()))


def ratio_zero(symbols: Symbols, name: str) -> Formula:
    """For r = 0 and lower >= 0, a sum of r^k is 1 if 0 is among its places, else 0, and a sum of k*r^k is 0.
    0^0 = 1, and all other terms are 0."""
    s = _sum(symbols, name, FACTORS, None)
    places = relates(s.lower, "=", ZERO), relates(s.upper, ">=", ZERO)
    there = relates(named(name), "=", ONE if s.degree == 0 else ZERO)
    missing = either(both(*places), relates(named(name), "=", ZERO))
    value = both(either(*map(opposite, places), there), missing)
    return given((s.ratio,), relates(s.ratio, "=", ZERO), relates(s.lower, ">=", ZERO), then=value)


def bound(symbols: Symbols, name: str, way: str, form: str, side: str, end: str) -> Formula:
    """For r > 0 and upper >= lower - 1, a sum of r^k lies between upper - lower + 1 times its first and its last
    term: for r >= 1 (`>`) the first is the least, for r <= 1 (`<`) the greatest. Every term lies between these two."""
    s = _sum(symbols, name, way)
    value, conditions = s.value(form)
    beside = relates(s.ratio, {">": ">=", "<": "<="}[side], ONE)
    term = s.power(s.lower if end == "first" else s.upper)
    order = ">=" if (end == "first") == (side == ">") else "<="
    limit = times(minus(s.after, s.lower), term)
    return given((s.ratio,), *s.positive, s.not_short, *conditions, beside, then=relates(value, order, limit))


def positive(symbols: Symbols, name: str, way: str, form: str) -> Formula:
    """For r > 0 and upper >= lower, a sum of r^k is positive: it has terms, and all are positive."""
    s = _sum(symbols, name, way)
    value, conditions = s.value(form)
    some = relates(s.upper, ">=", s.lower)
    return given((s.ratio,), *s.positive, some, *conditions, then=relates(value, ">", ZERO))


def series(symbols: Symbols, name: str, way: str) -> Formula:
    """For -1 < r < 1 and r != 0, with R = r^lower: a series of r^k is R/(1 - r), and one of k*r^k is
    lower*R/(1 - r) + r*R/(1 - r)^2. What the closed forms of sums come to as r^n and n*r^n go to 0."""
    meaning = symbols.meaning(name, Kind.SERIES)
    ratio, lower = meaning.parts
    first = spread(ratio, lower, way, lambda b, e: named(symbols.find(Meaning(Kind.POWER, (b, e)))))
    gap = minus(ONE, ratio)
    total = over(first, gap)
    if meaning.degree == 1:
        total = over(plus(times(lower, first, gap), times(ratio, first)), raised(gap, 2))
    inside = (relates(ratio, "<", ONE), relates(ratio, ">", number(-1)))
    return given((ratio,), *domain(ratio, way), *inside, then=relates(named(name), "=", total))


# ---- several sums --------------------------------------------------------------------------------------


def _same_places(one: _Sum, two: _Sum) -> None:
    if (one.lower.key, one.upper.key) != (two.lower.key, two.upper.key):
        raise Refused("two sums do not have the same bounds")


def growth(symbols: Symbols, first: str, way: str, form: str, second: str, way2: str, form2: str) -> Formula:
    """For 0 < x < y, lower >= 0, upper >= 1 and upper >= lower, the sum of x^k is less than that of y^k.
    No term is greater, and the last is less."""
    one, two = _sum(symbols, first, way), _sum(symbols, second, way2)
    _same_places(one, two)
    (mine, conditions), (yours, others) = one.value(form), two.value(form2)
    places = (relates(one.upper, ">=", one.lower), relates(one.lower, ">=", ZERO), relates(one.upper, ">=", ONE))
    ordered = (*one.positive, *two.positive, relates(one.ratio, "<", two.ratio))
    then = relates(mine, "<", yours)
    return given((one.ratio, two.ratio), *places, *ordered, *conditions, *others, then=then)


def dominance(symbols: Symbols, *arguments: str) -> Formula:
    """For 0 < x < y, and places I all above the places J, neither empty: sum_I x^i * sum_J y^j < sum_I y^i * sum_J x^j.
    It holds term by term, as x^i*y^j = (x*y)^j*x^(i - j) and x^(i - j) < y^(i - j). The sums are given in the order
    sum_I x^i, sum_I y^i, sum_J x^j, sum_J y^j."""
    sums = [_sum(symbols, arguments[at], arguments[at + 1]) for at in (0, 3, 6, 9)]
    high, higher, low, lower = sums
    _same_places(high, higher)
    _same_places(low, lower)
    if high.ratio.key != low.ratio.key or higher.ratio.key != lower.ratio.key:
        raise Refused("the sums do not have the same two ratios")
    values = [one.value(form) for one, form in zip(sums, arguments[2::3], strict=True)]
    places = [relates(one.upper, ">=", one.lower) for one in (high, low)]
    above = relates(high.lower, ">", low.upper)
    ordered = [*(each for one in sums for each in one.positive), relates(high.ratio, "<", higher.ratio)]
    conditions = [each for _, those in values for each in those]
    (a, _), (b, _), (c, _), (d, _) = values
    then = relates(times(a, d), "<", times(b, c))
    return given((high.ratio, higher.ratio), above, *places, *ordered, *conditions, then=then)


def shift(symbols: Symbols, first: str, second: str) -> Formula:
    """For r > 0, the sum of r^k over places that lie g above those of another is r^g times that one, as r^(k + g) is
    r^g*r^k."""
    one, two = _sum(symbols, first, FACTORS), _sum(symbols, second, FACTORS)
    gap = minus(one.lower, two.lower)
    if one.ratio.key != two.ratio.key or not same(gap, minus(one.upper, two.upper)):
        raise Refused("the second sum is not the first one moved")
    power = spread(one.ratio, gap, POSITIVE, lambda b, e: named(symbols.find(Meaning(Kind.POWER, (b, e)))))
    then = relates(named(first), "=", times(power, named(second)))
    return given((one.ratio,), relates(one.ratio, ">", ZERO), then=then)
