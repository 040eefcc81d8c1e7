"""What holds of sums of any terms u(k) for whole k. Each function states one lemma; its docstring says why it holds.

A closed form is claimed by a symbol of the kind `term` that stands for some G(k). It is one if G(k + 1) - G(k) = u(k),
an identity of polynomials once each power b^e(k + 1) is b^e(k) times a whole power of b. The terms and G must be
defined at all the places that count, which is shown without knowing them: with k = lower + i, each denominator is a
polynomial in i without a negative coefficient, the first one positive.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from argcheck.kernel.calculus import Moving
from argcheck.kernel.data import Refused
from argcheck.kernel.formulas import Formula
from argcheck.kernel.lemmas_powers import ONE, ZERO
from argcheck.kernel.polynomial import UNIT, Polynomial, coefficients_in, degree, variables
from argcheck.kernel.quotients import Quotient, given, minus, named, number, over, plus, raised, relates, same, times
from argcheck.kernel.spread import FACTORS, POSITIVE, SQUARES, domain, factors, spread
from argcheck.kernel.symbols import Kind, Meaning, Symbols

_STEEPEST = 20


@dataclass(frozen=True, eq=False)
class _Power:
    """A power b^e(k) that occurs in what is added up: with each step it is multiplied by b^slope."""

    base: Quotient
    exponent: Quotient
    slope: int
    way: str


class _Places:
    """Quotients as functions of the place k; raises Refused where something but powers of fixed bases moves with k."""

    def __init__(self, symbols: Symbols, place: str, way: str, *values: Quotient) -> None:
        self._symbols = symbols
        self._place = place
        self._moving = Moving(symbols, place)
        self.powers: dict[str, _Power] = {}
        for value in values:
            for name in sorted(variables(value.numerator) | variables(value.denominator)):
                if name != place and name not in self.powers and self.moves(named(name)):
                    self.powers[name] = self._power(name, way)

    def moves(self, value: Quotient) -> bool:
        """Whether the value depends on the place."""
        return self._moving.moves(value)

    def _power(self, name: str, way: str) -> _Power:
        base, exponent = self._symbols.parts(name, Kind.POWER)
        if self.moves(base) or not exponent.whole:
            raise Refused("a power in a sum has a base that is not fixed, or an exponent that is a quotient")
        if any(each != self._place and self.moves(named(each)) for each in variables(exponent.numerator)):
            raise Refused("the exponent of a power in a sum is not linear in the place")
        step = minus(self._polynomial(exponent.numerator, plus(named(self._place), ONE)), exponent).value
        if step is None or step.denominator != 1 or abs(step) > _STEEPEST:
            raise Refused("the exponent of a power in a sum does not grow by a whole number with each place")
        if way == SQUARES and not self._symbols.is_whole(exponent):
            raise Refused("the exponent of a power in a sum is not certainly whole")
        return _Power(base, exponent, int(step), _fitting(base, way))

    def _polynomial(
        self, polynomial: Polynomial, place: Quotient, powers: Mapping[str, Quotient] = MappingProxyType({})
    ) -> Quotient:
        values = {**powers, self._place: place}
        result = ZERO
        for monomial, coefficient in sorted(polynomial.items()):
            put = (raised(values.get(name, named(name)), count) for name, count in monomial)
            result = plus(result, times(number(coefficient), *put))
        return result

    def _put(self, value: Quotient, place: Quotient, powers: dict[str, Quotient]) -> Quotient:
        top = self._polynomial(value.numerator, place, powers)
        return over(top, self._polynomial(value.denominator, place, powers))

    def next(self, value: Quotient) -> Quotient:
        """The value at k + 1, in terms of k and of the powers at k."""
        powers = {name: times(named(name), raised(each.base, each.slope)) for name, each in self.powers.items()}
        return self._put(value, plus(named(self._place), ONE), powers)

    def at(self, value: Quotient, place: Quotient, known: Mapping[str, Quotient] = MappingProxyType({})) -> Quotient:
        """The value at a place that does not depend on k, its powers spread, but for those that are known."""
        powers = {name: known.get(name) or self._spread(each, place) for name, each in self.powers.items()}
        return self._put(value, place, powers)

    def of_zero(self, lower: Quotient) -> dict[str, Quotient]:
        """The powers of 0 at the lower bound; at every later place they are 0. Raises Refused where they may have no
        value."""
        result: dict[str, Quotient] = {}
        for name, each in self.powers.items():
            if not each.base.numerator:
                first = self._polynomial(each.exponent.numerator, lower).value
                if first is None or first.denominator != 1 or first < 0 or each.slope < 1:
                    raise Refused("a power of 0 does not begin with a whole exponent that is not negative")
                result[name] = ZERO if first else ONE
        return result

    def _spread(self, power: _Power, place: Quotient) -> Quotient:
        exponent = self._polynomial(power.exponent.numerator, place)
        return spread(power.base, exponent, power.way, self._declared)

    def _declared(self, base: Quotient, exponent: Quotient) -> Quotient:
        return named(self._symbols.find(Meaning(Kind.POWER, (base, exponent))))

    def domain(self, but: Container[str] = ()) -> list[Formula]:
        """Where the powers are defined at every place, not 0, and may be spread."""
        those = [each for name, each in self.powers.items() if name not in but]
        return [condition for each in those for condition in domain(each.base, each.way)]

    @property
    def bases(self) -> list[Quotient]:
        """The bases of the powers."""
        return [each.base for each in self.powers.values()]

    def bottom(self, value: Quotient) -> Polynomial:
        """What a denominator is without powers, each of which occurs in all of its terms or in none."""
        shares = [self._shares(monomial) for monomial in value.denominator]
        if any(share != shares[0] for share in shares):
            raise Refused("a denominator in a sum adds up powers")
        return {tuple(p for p in m if p[0] not in self.powers): c for m, c in value.denominator.items()}

    def _shares(self, monomial: Iterable[tuple[str, int]]) -> dict[str, int]:
        return {name: count for name, count in monomial if name in self.powers}

    def defined(self, value: Quotient, lower: Quotient) -> list[Formula]:
        """Where the denominator is not 0 at any place from the lower bound on."""
        below = self.bottom(value)
        if not degree(below, self._place):
            return [relates(Quotient(below, {UNIT: 1}), "!=", ZERO)]
        beyond = self._polynomial(below, plus(lower, named(self._place)))
        first, *others = coefficients_in(beyond.numerator, self._place)
        positive = relates(Quotient(first, {UNIT: 1}), ">", ZERO)
        return [positive, *(relates(Quotient(other, {UNIT: 1}), ">=", ZERO) for other in others)]

    def vanishes(self, value: Quotient) -> list[Formula]:
        """Where the value goes to 0 as the place grows, if it is defined: so does each of its terms. A product of
        powers with a ratio within (-1, 1) outdoes any power of k."""
        below = self.bottom(value)
        last = coefficients_in(below, self._place)[-1]
        (sample, *_) = value.denominator
        shares = self._shares(sample)
        conditions = [relates(Quotient(last, {UNIT: 1}), "!=", ZERO)]
        for monomial in sorted(value.numerator):
            mine, ratio, even = self._shares(monomial), ONE, True
            for name, each in self.powers.items():
                count = mine.get(name, 0) - shares.get(name, 0)
                even = even and not count * each.slope
                ratio = times(ratio, raised(each.base, count * each.slope))
            if not even:
                conditions += [relates(ratio, "<", ONE), relates(ratio, ">", number(-1))]
            elif dict(monomial).get(self._place, 0) >= degree(below, self._place):
                raise Refused("the claimed closed form does not go to 0")
        return conditions


def _fitting(base: Quotient, way: str) -> str:
    if way == FACTORS:
        try:
            factors(base)
        except Refused:
            return POSITIVE
    return way


def _claim(symbols: Symbols, name: str, kind: Kind, claimed: str, way: str) -> tuple[_Places, Meaning, Quotient]:
    """The sum and G, which has been checked to tell its terms."""
    meaning = symbols.meaning(name, kind)
    (form,) = symbols.parts(claimed, Kind.TERM)
    body, *bounds = meaning.parts
    places = _Places(symbols, meaning.variable, way, body, form)
    if any(map(places.moves, bounds)):
        raise Refused("the bounds of a sum depend on its places")
    if not same(minus(places.next(form), form), body):
        raise Refused("the claimed closed form does not grow by the terms of the sum")
    return places, meaning, form


def closed_form(symbols: Symbols, name: str, claimed: str, way: str) -> Formula:
    """If G(k + 1) - G(k) = u(k) at every place, then the sum of u is G(upper + 1) - G(lower) for upper >= lower - 1.
    Both are 0 for upper = lower - 1, and grow by the next term with each step."""
    places, meaning, form = _claim(symbols, name, Kind.TOTAL, claimed, way)
    body, lower, upper = meaning.parts
    after = plus(upper, ONE)
    defined = [*places.domain(), *places.defined(body, lower), *places.defined(form, lower)]
    value = minus(places.at(form, after), places.at(form, lower))
    then = relates(named(name), "=", value)
    return given(places.bases, *defined, relates(after, ">=", lower), then=then)


def endless(symbols: Symbols, name: str, claimed: str, way: str) -> Formula:
    """If G(k + 1) - G(k) = u(k) at every place and G goes to 0, then the endless sum of u is -G(lower): the sums up to
    n are G(n + 1) - G(lower)."""
    places, meaning, form = _claim(symbols, name, Kind.ENDLESS, claimed, way)
    body, lower = meaning.parts
    defined = [*places.domain(), *places.defined(body, lower), *places.defined(form, lower), *places.vanishes(form)]
    then = relates(named(name), "=", minus(ZERO, places.at(form, lower)))
    return given(places.bases, *defined, then=then)


def empty(symbols: Symbols, name: str) -> Formula:
    """For upper < lower there are no terms, and the sum is 0."""
    _, lower, upper = symbols.parts(name, Kind.TOTAL)
    return given((), relates(upper, "<", lower), then=relates(named(name), "=", ZERO))


def powers_of_zero(symbols: Symbols, name: str, way: str) -> Formula:
    """Where each term has a power of 0 as a factor, whose exponent begins with a whole number e >= 0 and grows, the sum
    is its first term, 0^0 being 1, if it has any terms. All later terms are 0."""
    meaning = symbols.meanings.get(name)
    if meaning is None or meaning.kind not in (Kind.TOTAL, Kind.ENDLESS):
        raise Refused(f"`{name[:40]}` is not declared as a sum of terms")
    body, lower, *upper = meaning.parts
    places = _Places(symbols, meaning.variable, way, body)
    if any(map(places.moves, meaning.parts[1:])):
        raise Refused("the bounds of a sum depend on its places")
    known = places.of_zero(lower)
    if not all(any(factor in known for factor, _ in monomial) for monomial in body.numerator):
        raise Refused("a term of the sum has no power of 0 as a factor")
    if variables(body.denominator) & known.keys():
        raise Refused("a term of the sum is divided by a power of 0")
    some = [relates(end, ">=", lower) for end in upper]
    defined = [*places.domain(known), *places.defined(body, lower), *some]
    return given(places.bases, *defined, then=relates(named(name), "=", places.at(body, lower, known)))
