"""Derivatives, values at a point, and growth of quotients over symbols, by rules applied to the symbols' meanings.

What a rule needs (`log(u)` moves by `u'/u` where u > 0) is collected in `needs`. Each of these conditions holds near a
point if it holds there, and where they hold the quotient is smooth. A symbol that has no rule is refused.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from argcheck.kernel.data import Refused
from argcheck.kernel.formulas import Formula, either
from argcheck.kernel.polynomial import Polynomial, coefficients_in, degree, variables
from argcheck.kernel.quotients import Quotient, minus, named, number, over, plus, raised, relates, times
from argcheck.kernel.symbols import Kind, Meaning, Symbols

ZERO, ONE = number(0), number(1)
_HIGHEST = 10_000
_DEEPEST = 3

Need = tuple[tuple[Quotient, str], ...]
"""A condition: some quotient of these compares so with 0."""


def _whole(polynomial: Polynomial) -> Quotient:
    return Quotient(polynomial, ONE.denominator)


def _coefficients(polynomial: Polynomial, name: str) -> list[Polynomial]:
    """The coefficients of `name^1, name^2, …`; raises Refused where these are too many to write down."""
    if degree(polynomial, name) > _HIGHEST:
        raise Refused("a lemma speaks of too high a power")
    return coefficients_in(polynomial, name)[1:]


class Moving:
    """Quotients as functions of the variable, the other quantities being held fast."""

    def __init__(self, symbols: Symbols, variable: str, depth: int = 0) -> None:
        self.symbols = symbols
        self.variable = variable
        self._depth = depth  # how many derivatives it stands within
        self._moves: dict[str, bool] = {}
        self._slopes: dict[str, Quotient] = {variable: ONE}

    def moves(self, value: Quotient) -> bool:
        """Whether the variable occurs in it, or in the meaning of a symbol in it."""
        return any(map(self._named_moves, variables(value.numerator) | variables(value.denominator)))

    def _named_moves(self, name: str) -> bool:
        if name not in self._moves:
            meaning = self.symbols.meanings.get(name)
            inside = meaning is not None and any(map(self._named_moves, meaning.names()))
            self._moves[name] = name == self.variable or inside
        return self._moves[name]

    def _collect(self, value: Quotient, found: dict[str, Meaning]) -> None:
        for name in sorted(variables(value.numerator) | variables(value.denominator)):
            if name != self.variable and name not in found and self._named_moves(name):
                meaning = self.symbols.meanings[name]
                for part in meaning.parts:
                    self._collect(part, found)
                found[name] = meaning

    def needs(self, value: Quotient) -> list[Need]:
        """Where the quotient is defined and smooth; raises Refused if it has a symbol without a rule."""
        found: dict[str, Meaning] = {}
        self._collect(value, found)
        parts = (value, *(part for meaning in found.values() for part in meaning.parts))
        result: list[Need] = [((_whole(part.denominator), "!="),) for part in parts if not part.whole]
        for meaning in found.values():
            result += self._smooth(meaning)
        return result

    def _smooth(self, meaning: Meaning) -> list[Need]:
        first, *rest = meaning.parts
        match meaning.kind:
            case Kind.EXP:
                return []
            case Kind.LOG | Kind.SQRT:
                return [((first, ">"),)]
            case Kind.POWER if self.symbols.is_whole(rest[0]) and not self.moves(rest[0]):
                return [((first, "!="),)]
            case Kind.POWER:
                return [((first, ">"),)]
            case Kind.SUM if not any(map(self.moves, rest)):
                # the sum of k*r^(k - 1) is defined for r = 0 too, if no k in it is below 1
                return [((first, "!="), (minus(rest[0], ONE), ">="))]
            case Kind.DERIVATIVE:
                # where the rules hold near the point, the derivative is near it what they make of it
                inside, slope = self._inner(meaning)
                return [*inside.needs(first), *self.needs(first), *self.needs(slope)]
        raise Refused(f"there is no rule for the derivative of a symbol of the kind {meaning.kind}")

    def derivative(self, value: Quotient) -> Quotient:
        """The derivative, right wherever `needs` hold; raises Refused."""
        if not self.moves(value):
            return ZERO
        top, bottom = _whole(value.numerator), _whole(value.denominator)
        above, below = self._of_polynomial(value.numerator), self._of_polynomial(value.denominator)
        if not below.numerator:
            return over(above, bottom)
        return over(minus(times(above, bottom), times(top, below)), raised(bottom, 2))

    def _of_polynomial(self, polynomial: Polynomial) -> Quotient:
        result = ZERO
        for name in sorted(filter(self._named_moves, variables(polynomial))):
            partial: Polynomial = {}
            for exponent, rest in enumerate(_coefficients(polynomial, name)):
                for monomial, coefficient in rest.items():
                    key = tuple(sorted((*monomial, (name, exponent)))) if exponent else monomial
                    partial[key] = coefficient * (exponent + 1)
            result = plus(result, times(_whole(partial), self._slope(name)))
        return result

    def _slope(self, name: str) -> Quotient:
        if name not in self._slopes:
            self._slopes[name] = self._of_symbol(name)
        return self._slopes[name]

    def _of_symbol(self, name: str) -> Quotient:
        meaning, value = self.symbols.meanings[name], named(name)
        first, *rest = meaning.parts
        slope = self.derivative(first)
        match meaning.kind:
            case Kind.EXP:
                return times(value, slope)
            case Kind.LOG:
                return over(slope, first)
            case Kind.SQRT:
                return over(slope, times(number(2), value))
            case Kind.POWER:
                share = over(times(rest[0], value, slope), first)
                if not self.moves(rest[0]):
                    return share
                logarithm = self.symbols.find(Meaning(Kind.LOG, (first,)))
                return plus(share, times(value, self.derivative(rest[0]), named(logarithm)))
            case Kind.SUM if meaning.degree == 0 and not any(map(self.moves, rest)):
                # the sum of k*r^(k - 1) is one of (k + 1)*r^k over the places before
                places = tuple(minus(place, ONE) for place in rest)
                sums = [Meaning(Kind.SUM, (first, *places), degree=d) for d in (0, 1)]
                return times(slope, plus(*(named(self.symbols.find(each)) for each in sums)))
            case Kind.DERIVATIVE:
                return self.derivative(self._inner(meaning)[1])
        raise Refused(f"there is no rule for the derivative of a symbol of the kind {meaning.kind}")

    def _inner(self, meaning: Meaning) -> tuple[Moving, Quotient]:
        """What moves within a derivative, and what the derivative is by the rules, if it is taken at every point."""
        body, place = meaning.parts
        if place.key != named(meaning.variable).key or self._depth >= _DEEPEST:
            raise Refused(f"there is no rule for the derivative of a symbol of the kind {meaning.kind}")
        inside = Moving(self.symbols, meaning.variable, self._depth + 1)
        return inside, inside.derivative(body)

    def factors(self, value: Quotient) -> list[Quotient]:
        """What the variable is multiplied by, in the quotient and within its symbols: where all of this is 0, the
        quotient does not change with the variable, for then no argument of a symbol does. Refused where a symbol
        depends on more than the values of its parts."""
        found: dict[str, Meaning] = {}
        self._collect(value, found)
        if any(meaning.variable for meaning in found.values()):
            raise Refused("a derivative may change where what it is taken of does not")
        parts = (value, *(part for meaning in found.values() for part in meaning.parts))
        polynomials = (polynomial for part in parts for polynomial in (part.numerator, part.denominator))
        return [
            _whole(coefficient)
            for polynomial in polynomials
            for coefficient in _coefficients(polynomial, self.variable)
        ]


class Point:
    """Quotients at a point: the variable is put equal to a quotient, in every symbol too."""

    def __init__(self, moving: Moving, point: Quotient) -> None:
        if moving.moves(point) and point.key != named(moving.variable).key:
            raise Refused("the point at which something is taken moves itself")
        self._moving = moving
        self._point = point
        self._there: dict[str, Quotient] = {moving.variable: point}

    def value(self, value: Quotient) -> Quotient:
        """The quotient there; raises Refused where a symbol is not declared."""
        if self._point.key == named(self._moving.variable).key or not self._moving.moves(value):
            return value
        return over(self._put(value.numerator), self._put(value.denominator))

    def condition(self, need: Need) -> Formula:
        """A condition there."""
        return either(*(relates(self.value(value), order, ZERO) for value, order in need))

    def _put(self, polynomial: Polynomial) -> Quotient:
        result = ZERO
        for monomial, coefficient in sorted(polynomial.items()):
            factors = [raised(self._variable(name), exponent) for name, exponent in monomial]
            result = plus(result, times(number(coefficient), *factors))
        return result

    def _variable(self, name: str) -> Quotient:
        if name not in self._there:
            self._there[name] = self._symbol(name) if self._moving.moves(named(name)) else named(name)
        return self._there[name]

    def _symbol(self, name: str) -> Quotient:
        meaning = self._moving.symbols.meanings[name]
        if meaning.variable or meaning.kind is Kind.CHOICE:
            raise Refused(f"a symbol of the kind {meaning.kind} is not taken at a point")
        return named(self._moving.symbols.find(replace(meaning, parts=tuple(map(self.value, meaning.parts)))))


@dataclass(frozen=True, eq=False)
class Growth:
    """What grows like `factor * x^exponent` as x goes to infinity, if the conditions hold. `exponents` are all that are
    compared for this."""

    factor: Quotient
    exponent: Quotient
    conditions: tuple[Formula, ...]
    exponents: tuple[Quotient, ...]


def growth(moving: Moving, polynomial: Polynomial, leading: int) -> Growth:
    """How a polynomial grows if the monomial of that place (in increasing order) outgrows the others."""
    monomials = sorted(polynomial)
    if not 0 <= leading < len(monomials):
        raise Refused("there is no monomial of that place")
    conditions: list[Formula] = []
    factors, exponents = [], []
    for monomial in monomials:
        factor, exponent = number(polynomial[monomial]), ZERO
        for name, count in monomial:
            share, power, needed = _growth(moving, name)
            factor = times(factor, raised(share, count))
            exponent = plus(exponent, times(number(count), power))
            conditions += needed
        factors.append(factor)
        exponents.append(exponent)
    best = exponents.pop(leading)
    faster = [relates(best, ">", other) for other in exponents]
    return Growth(factors[leading], best, (*conditions, *faster), (best, *exponents))


def _growth(moving: Moving, name: str) -> tuple[Quotient, Quotient, list[Formula]]:
    """`a` and `e` if a variable grows like a*x^e: x itself, what does not depend on it, a power of x, or a sum of
    powers of x, which grows like the last of them."""
    if name == moving.variable:
        return ONE, ONE, []
    if not moving.moves(named(name)):
        return named(name), ZERO, []
    meaning = moving.symbols.meanings[name]
    first, *rest = meaning.parts
    if first.key == named(moving.variable).key and not any(map(moving.moves, rest)):
        if meaning.kind is Kind.POWER:
            return ONE, rest[0], []
        if meaning.kind is Kind.SUM and meaning.degree == 0:
            return ONE, rest[1], [relates(rest[1], ">=", rest[0])]
    raise Refused(f"there is no rule for how a symbol of the kind {meaning.kind} grows")
