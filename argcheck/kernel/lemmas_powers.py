"""What holds of powers b^e. Each function states one lemma about declared symbols; its docstring says why it holds.

For b > 0, b^e is exp(e*log(b)). For other b it is defined where e is whole, by repeated multiplication or division,
and nothing is said about it unless the exponent is certainly whole.
"""

from __future__ import annotations

from dataclasses import dataclass

from argcheck.kernel.data import Refused
from argcheck.kernel.formulas import Formula, both, either
from argcheck.kernel.polynomial import variables
from argcheck.kernel.quotients import (
    Quotient,
    given,
    minus,
    named,
    number,
    plus,
    raised,
    reduced,
    relates,
    same,
    times,
)
from argcheck.kernel.spread import POSITIVE, SQUARES, domain, factors, spread, stays_whole
from argcheck.kernel.symbols import Kind, Meaning, Symbols

ZERO, ONE = number(0), number(1)
_HIGHEST = 64


@dataclass(frozen=True, eq=False)
class _Power:
    """A declared power: its value is the symbol; `whole` says that its exponent is certainly an integer."""

    value: Quotient
    base: Quotient
    exponent: Quotient
    whole: bool

    def given(self, *conditions: Formula, then: Formula, also: tuple[Quotient, ...] = ()) -> Formula:
        """`then`, where base and exponent are defined and the conditions hold."""
        return given((self.base, self.exponent, *also), *conditions, then=then)

    @property
    def positive(self) -> Formula:
        """The base is positive."""
        return relates(self.base, ">", ZERO)

    def beside_one(self, order: str) -> tuple[Formula, ...]:
        """The base is above 1 (`>`), or positive and below 1 (`<`)."""
        beside = relates(self.base, order, ONE)
        return (beside,) if order == ">" else (self.positive, beside)


def _power(symbols: Symbols, name: str) -> _Power:
    base, exponent = symbols.parts(name, Kind.POWER)
    return _Power(named(name), base, exponent, symbols.is_whole(exponent))


def _whole(symbols: Symbols, name: str) -> _Power:
    power = _power(symbols, name)
    if not power.whole:
        raise Refused(f"the exponent of `{name[:40]}` is not certainly whole")
    return power


def _pair_of_base(symbols: Symbols, first: str, second: str) -> tuple[_Power, _Power]:
    one, two = _power(symbols, first), _power(symbols, second)
    if one.base.key != two.base.key:
        raise Refused("the two powers do not have the same base")
    return one, two


def _flipped(order: str) -> str:
    return {"<": ">", ">": "<"}[order]


# ---- one power ---------------------------------------------------------------------------------------


def positive(symbols: Symbols, name: str) -> Formula:
    """b > 0 -> b^e > 0. Every value of exp is positive."""
    p = _power(symbols, name)
    return p.given(p.positive, then=relates(p.value, ">", ZERO))


def exponent_zero(symbols: Symbols, name: str) -> Formula:
    """e = 0 -> b^e = 1, for a whole e or b > 0. The empty product is 1, and exp(0) = 1."""
    p = _power(symbols, name)
    conditions = () if p.whole else (p.positive,)
    return p.given(*conditions, relates(p.exponent, "=", ZERO), then=relates(p.value, "=", ONE))


def base_zero(symbols: Symbols, name: str) -> Formula:
    """b = 0 and e > 0 -> b^e = 0, for a whole e. A product with a factor 0 is 0."""
    p = _whole(symbols, name)
    return p.given(relates(p.base, "=", ZERO), relates(p.exponent, ">", ZERO), then=relates(p.value, "=", ZERO))


def base_not_zero(symbols: Symbols, name: str) -> Formula:
    """b != 0 -> b^e != 0, for a whole e. A product of numbers other than 0 is not 0, nor is its inverse."""
    p = _whole(symbols, name)
    return p.given(relates(p.base, "!=", ZERO), then=relates(p.value, "!=", ZERO))


def base_one(symbols: Symbols, name: str) -> Formula:
    """b = 1 -> b^e = 1. log(1) = 0 and exp(0) = 1."""
    p = _power(symbols, name)
    return p.given(relates(p.base, "=", ONE), then=relates(p.value, "=", ONE))


def side_of_one(symbols: Symbols, name: str, base: str, exponent: str) -> Formula:
    """For b on one side of 1 and e on one side of 0, b^e > 1 if the sides agree, else b^e < 1.
    e*log(b) is positive if the signs of e and log(b) agree, else negative; and exp rises from exp(0) = 1."""
    p = _power(symbols, name)
    order = ">" if base == exponent else "<"
    moves = relates(p.exponent, exponent, ZERO)
    return p.given(*p.beside_one(base), moves, then=relates(p.value, order, ONE))


def beyond_base(symbols: Symbols, name: str, base: str) -> Formula:
    """For e >= 1: b > 1 -> b^e >= b, and 0 < b < 1 -> b^e <= b. e*log(b) >= log(b) if log(b) > 0, <= if it is < 0."""
    p = _power(symbols, name)
    order = {">": ">=", "<": "<="}[base]
    beyond = relates(p.exponent, ">=", ONE)
    return p.given(*p.beside_one(base), beyond, then=relates(p.value, order, p.base))


def strictly_beyond_base(symbols: Symbols, name: str, base: str) -> Formula:
    """For e > 1: b > 1 -> b^e > b, and 0 < b < 1 -> b^e < b. e*log(b) > log(b) if log(b) > 0, < if it is < 0."""
    p = _power(symbols, name)
    return p.given(*p.beside_one(base), relates(p.exponent, ">", ONE), then=relates(p.value, base, p.base))


BETWEEN = "between"


def tangent(symbols: Symbols, name: str, exponent: str) -> Formula:
    """Bernoulli: for b > 0 and e >= 1 (`>`) or e <= 0 (`<`), b^e >= 1 + e*(b - 1); for 0 <= e <= 1 it is <=.
    As a function of b, b^e has the second derivative e*(e - 1)*b^(e - 2), so it is convex and lies above its tangent at
    1, or concave and below it."""
    p = _power(symbols, name)
    order = "<=" if exponent == BETWEEN else ">="
    return p.given(p.positive, *_bends(p, exponent, "="), then=relates(p.value, order, _line(p)))


def strict_tangent(symbols: Symbols, name: str, exponent: str) -> Formula:
    """Bernoulli, strictly: for 0 < b != 1 and e > 1 (`>`) or e < 0 (`<`), b^e > 1 + e*(b - 1); for 0 < e < 1 it is <.
    The second derivative in b, e*(e - 1)*b^(e - 2), is not 0, so b^e meets its tangent at 1 nowhere else."""
    p = _power(symbols, name)
    order = "<" if exponent == BETWEEN else ">"
    apart = relates(p.base, "!=", ONE)
    return p.given(p.positive, apart, *_bends(p, exponent, ""), then=relates(p.value, order, _line(p)))


def _bends(p: _Power, exponent: str, equal: str) -> tuple[Formula, ...]:
    if exponent == BETWEEN:
        return relates(p.exponent, ">" + equal, ZERO), relates(p.exponent, "<" + equal, ONE)
    return (relates(p.exponent, exponent + equal, ONE if exponent == ">" else ZERO),)


def _line(p: _Power) -> Quotient:
    return plus(ONE, times(p.exponent, minus(p.base, ONE)))


def root(symbols: Symbols, name: str) -> Formula:
    """For e = u/v with a whole v > 0: b > 0 -> (b^e)^v = b^u. Both are exp(u*log(b))."""
    p = _power(symbols, name)
    exponent = p.exponent.value
    if exponent is None or max(abs(exponent.numerator), exponent.denominator) > _HIGHEST:
        raise Refused(f"the exponent of `{name[:40]}` is not a number of moderate size")
    left, right = raised(p.value, exponent.denominator), raised(p.base, exponent.numerator)
    return p.given(p.positive, then=relates(left, "=", right))


def step_of_number(symbols: Symbols, name: str, side: str, place: str) -> Formula:
    """For a number b > 0, a whole e and a whole k: e <= k bounds b^e by b^k, e > k bounds it by b^(k + 1).
    b^e rises with e if b >= 1, falls if b <= 1; and a whole e > k is >= k + 1."""
    p = _whole(symbols, name)
    base, k = p.base.value, int(place)
    if base is None or base <= 0 or abs(k) > _HIGHEST:
        raise Refused(f"the base of `{name[:40]}` is not a positive number")
    below = side == "<="
    order = "<=" if below == (base > 1) else ">="
    limit = raised(p.base, k if below else k + 1)
    return p.given(relates(p.exponent, side, number(k)), then=relates(p.value, order, limit))


def spread_out(symbols: Symbols, name: str, way: str) -> Formula:
    """b^e is the product of the powers over which it is spread. For b > 0, exponents add and factors separate; for
    b != 0 and whole exponents too, and for b = 0 where none is negative: then 0^e is 1 if each is 0, else 0."""
    p = _whole(symbols, name) if way == SQUARES else _power(symbols, name)
    product = spread(p.base, p.exponent, way, lambda b, e: named(symbols.find(Meaning(Kind.POWER, (b, e)))))
    inside = domain(p.base, way)
    if way == SQUARES and all(coefficient > 0 for coefficient in p.exponent.numerator.values()):
        parts = (
            relates(Quotient({monomial: 1}, ONE.denominator), ">=", ZERO) for monomial in sorted(p.exponent.numerator)
        )
        inside = (either(*inside, both(*parts)),)
    return p.given(*inside, then=relates(p.value, "=", product))


def opened(symbols: Symbols, base: Quotient, exponent: Quotient) -> list[tuple[Quotient, Quotient]]:
    """base^exponent as powers of simpler bases, a power in it being a power of its base: (b^e)^f = b^(e*f)."""
    result: list[tuple[Quotient, Quotient]] = []
    for factor, count in [(base, 1)] if _is_sum(base) else factors(base):
        share, meaning = times(exponent, number(count)), _meaning_of(symbols, factor)
        if meaning is not None and meaning.kind is Kind.POWER:
            result += opened(symbols, meaning.parts[0], times(share, meaning.parts[1]))
        else:
            result.append((factor, share))
    return result


def _is_sum(base: Quotient) -> bool:
    return stays_whole(base) or (len(base.numerator) > 1 and base.denominator == ONE.numerator)


def _meaning_of(symbols: Symbols, value: Quotient) -> Meaning | None:
    names = [name for name in variables(value.numerator) if value.key == named(name).key]
    return symbols.meanings.get(names[0]) if names else None


def power_of(symbols: Symbols, base: Quotient, exponent: Quotient) -> Quotient:
    """The positive base to the exponent, in terms of declared powers."""
    exponent = reduced(exponent)

    def declared(part: Quotient, step: Quotient) -> Quotient:
        return named(symbols.power(part, step))

    return spread(base, exponent, POSITIVE, declared) if exponent.whole else declared(base, exponent)


def spread_over_powers(symbols: Symbols, name: str) -> Formula:
    """b^e is the product of the powers to which it opens, whose bases are positive. Exponents multiply, as
    log(b^e) = e*log(b), and factors separate."""
    p = _power(symbols, name)
    parts = opened(symbols, p.base, p.exponent)
    product = times(ONE, *(power_of(symbols, base, exponent) for base, exponent in parts))
    inside = (relates(base, ">", ZERO) for base, _ in parts)
    return p.given(*inside, then=relates(p.value, "=", product), also=tuple(each for part in parts for each in part))


# ---- two powers --------------------------------------------------------------------------------------


def equal_exponents(symbols: Symbols, first: str, second: str) -> Formula:
    """e = f -> b^e = b^f. A power depends on the values of its parts alone."""
    p, q = _pair_of_base(symbols, first, second)
    return p.given(relates(p.exponent, "=", q.exponent), then=relates(p.value, "=", q.value), also=(q.exponent,))


def exponent_step(symbols: Symbols, first: str, second: str) -> Formula:
    """For e = f + g with a whole number g > 0: b^e = b^g * b^f, if b > 0, or if f is whole and b != 0 or f >= 0.
    Exponents add wherever both powers are defined by the same rule."""
    p, q = _pair_of_base(symbols, first, second)
    gap = reduced(minus(p.exponent, q.exponent)).value
    if gap is None or gap.denominator != 1 or not 0 < gap <= _HIGHEST:
        raise Refused("the exponents do not differ by a whole number of moderate size")
    above = relates(q.exponent, ">=", ZERO)
    defined = either(relates(p.base, "!=", ZERO), above) if q.whole else p.positive
    product = times(raised(p.base, int(gap)), q.value)
    return p.given(defined, then=relates(p.value, "=", product), also=(q.exponent,))


def exponent_order(symbols: Symbols, first: str, second: str, base: str, exponent: str) -> Formula:
    """b^e rises with e if b > 1 and falls if 0 < b < 1: e*log(b) does, and exp rises."""
    p, q = _pair_of_base(symbols, first, second)
    order = exponent if base == ">" else _flipped(exponent)
    ordered = relates(p.exponent, exponent, q.exponent)
    return p.given(*p.beside_one(base), ordered, then=relates(p.value, order, q.value), also=(q.exponent,))


def exponent_gap(symbols: Symbols, first: str, second: str, base: str) -> Formula:
    """For f - e >= 1: b >= 1 -> b^f >= b*b^e, and 0 < b <= 1 -> b^f <= b*b^e. b*b^e = b^(e + 1), and b^f moves with
    f."""
    p, q = _pair_of_base(symbols, first, second)
    apart = relates(minus(q.exponent, p.exponent), ">=", ONE)
    order = {">": ">=", "<": "<="}[base]
    then = relates(q.value, order, times(p.base, p.value))
    return p.given(p.positive, relates(p.base, order, ONE), apart, then=then, also=(q.exponent,))


def _pair_of_exponent(symbols: Symbols, first: str, second: str) -> tuple[_Power, _Power]:
    one, two = _power(symbols, first), _power(symbols, second)
    if one.exponent.key != two.exponent.key:
        raise Refused("the two powers do not have the same exponent")
    return one, two


def equal_bases(symbols: Symbols, first: str, second: str) -> Formula:
    """b = c -> b^e = c^e. A power depends on the values of its parts alone."""
    p, q = _pair_of_exponent(symbols, first, second)
    return p.given(relates(p.base, "=", q.base), then=relates(p.value, "=", q.value), also=(q.base,))


def base_order(symbols: Symbols, first: str, second: str, base: str, exponent: str) -> Formula:
    """For positive b and c: b^e compares with c^e as b does with c if e > 0, the other way round if e < 0.
    log rises, e*log(b) moves with log(b) in the direction of e's sign, and exp rises."""
    p, q = _pair_of_exponent(symbols, first, second)
    moves, ordered = relates(p.exponent, exponent, ZERO), relates(p.base, base, q.base)
    order = base if exponent == ">" else _flipped(base)
    return p.given(p.positive, q.positive, moves, ordered, then=relates(p.value, order, q.value), also=(q.base,))


def pair_tangent(symbols: Symbols, first: str, second: str, exponent: str) -> Formula:
    """For positive b and c: b^e*c >= c^e*(c + e*(b - c)), where e >= 1 (`>`) or e <= 0 (`<`); for 0 <= e <= 1 it is <=.
    Bernoulli for b/c: (b/c)^e >= 1 + e*(b/c - 1), times c^e*c > 0."""
    p, q = _pair_of_exponent(symbols, first, second)
    order = "<=" if exponent == BETWEEN else ">="
    then = relates(times(p.value, q.base), order, _line_at(p, q))
    return p.given(p.positive, q.positive, *_bends(p, exponent, "="), then=then, also=(q.base,))


def strict_pair_tangent(symbols: Symbols, first: str, second: str, exponent: str) -> Formula:
    """As above with b != c, strictly: for e > 1 or e < 0 it is >, for 0 < e < 1 it is <. Strict Bernoulli for b/c."""
    p, q = _pair_of_exponent(symbols, first, second)
    order = "<" if exponent == BETWEEN else ">"
    then, apart = relates(times(p.value, q.base), order, _line_at(p, q)), relates(p.base, "!=", q.base)
    return p.given(p.positive, q.positive, apart, *_bends(p, exponent, ""), then=then, also=(q.base,))


def _line_at(p: _Power, q: _Power) -> Quotient:
    return times(q.value, plus(q.base, times(p.exponent, minus(p.base, q.base))))


def chord(symbols: Symbols, first: str, second: str, exponent: str) -> Formula:
    """For 0 < b < c: b^e*c > b*c^e if e < 1, and < if e > 1. (b/c)^(e - 1) is > 1 or < 1, as b/c < 1."""
    p, q = _pair_of_exponent(symbols, first, second)
    order = _flipped(exponent)
    then = relates(times(p.value, q.base), order, times(p.base, q.value))
    below, moves = relates(p.base, "<", q.base), relates(p.exponent, exponent, ONE)
    return p.given(p.positive, below, moves, then=then, also=(q.base,))


def square(symbols: Symbols, first: str, second: str) -> Formula:
    """(b^e)^2 = (b^2)^e for a whole e, where b != 0 or e >= 0. Both are b*b, e times over."""
    p, q = _whole(symbols, first), _whole(symbols, second)
    if p.exponent.key != q.exponent.key or not same(q.base, raised(p.base, 2)):
        raise Refused("the second power is not that of the square")
    defined = either(relates(p.base, "!=", ZERO), relates(p.exponent, ">=", ZERO))
    return p.given(defined, then=relates(raised(p.value, 2), "=", q.value), also=(q.base,))


def inverse_exponent(symbols: Symbols, first: str, second: str) -> Formula:
    """(b^e)^(1/e) = b for b > 0 and e != 0. exp((1/e)*log(exp(e*log(b)))) = exp(log(b))."""
    p, q = _power(symbols, first), _power(symbols, second)
    if q.base.key != p.value.key or not same(times(p.exponent, q.exponent), ONE):
        raise Refused("the second power does not undo the first")
    apart = relates(p.exponent, "!=", ZERO)
    return p.given(p.positive, apart, then=relates(q.value, "=", p.base), also=(q.exponent,))
