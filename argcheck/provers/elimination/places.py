"""Places for a variable as terms in the others: roots of polynomials, just beside them, and far out.

A root of a first-degree polynomial is a quotient. A root of a higher one is a new variable, of which it is said that it
is a root between two other places, if the polynomial has opposite signs there: the intermediate value theorem says that
there is such a number. What holds for every value of the variable holds at each place (Loos and Weispfenning 1993;
Weispfenning, Quantifier elimination for real algebra, AAECC 8, 1997).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from argcheck.kernel import polynomial as poly
from argcheck.kernel.formulas import FALSE, TRUE, And, Atom, Formula, Or, Relation, both, compare, either, opposite
from argcheck.kernel.polynomial import Polynomial
from argcheck.provers.elimination.line import Line
from argcheck.provers.roots import Dense, trimmed

Parts = Sequence[Polynomial]
"""The coefficients of the variable's powers, from the constant up."""


@dataclass(frozen=True, slots=True)
class Place:
    """`top / bottom`, where `when` holds; there `bottom > 0`. `weight` says how much the place is made of."""

    top: Polynomial
    bottom: Polynomial
    when: Formula
    weight: int

    @property
    def key(self) -> tuple[frozenset[object], frozenset[object]]:
        """What tells the place from others."""
        return frozenset(self.top.items()), frozenset(self.bottom.items())

    def at(self, parts: Parts) -> Polynomial:
        """The polynomial's value at the place, times a positive number."""
        most = len(parts) - 1
        terms = (
            poly.multiply(part, poly.multiply(poly.power(self.top, k), poly.power(self.bottom, most - k)))
            for k, part in enumerate(parts)
        )
        return poly.total(terms)


def put_at(place: Place) -> Callable[[Parts, Relation], Formula]:
    """Comparisons at the place itself."""
    return lambda parts, relation: compare(place.at(parts), relation)


def put_beside(place: Place, side: int) -> Callable[[Parts, Relation], Formula]:
    """Comparisons for every value close enough to the place, above it (1) or below (-1)."""

    def put(parts: Parts, relation: Relation) -> Formula:
        values = [poly.scale(side**order, place.at(one)) for order, one in enumerate(_derivatives(parts))]
        return _first_counts(values, relation)

    return put


def put_far(side: int) -> Callable[[Parts, Relation], Formula]:
    """Comparisons for every value that is large enough (1) or small enough (-1)."""

    def put(parts: Parts, relation: Relation) -> Formula:
        return _first_counts([poly.scale(side**k, part) for k, part in enumerate(parts)][::-1], relation)

    return put


def put(formula: Formula, name: str, how: Callable[[Parts, Relation], Formula]) -> Formula:
    """The formula, without negations of connectives, with its comparisons of the variable put at a place."""
    match formula:
        case Atom(polynomial=polynomial, relation=relation):
            if poly.degree(polynomial, name) == 0:
                return formula
            return how(poly.coefficients_in(polynomial, name), relation)
        case And(arguments=arguments):
            return both(*(put(argument, name, how) for argument in arguments))
        case Or(arguments=arguments):
            return either(*(put(argument, name, how) for argument in arguments))
    return formula


def derivative(parts: Parts) -> Parts:
    """The coefficients of the derivative."""
    return [poly.scale(k, part) for k, part in enumerate(parts)][1:]


def tower(parts: Parts) -> list[Parts]:
    """The derivatives that are not constant, the highest first."""
    return [one for one in _derivatives(parts) if 2 <= len(one) < len(parts)][::-1]


def _derivatives(parts: Parts) -> Iterator[Parts]:
    while parts:
        yield parts
        parts = derivative(parts)


def _first_counts(values: Sequence[Polynomial], relation: Relation) -> Formula:
    """Values of which each counts infinitely more than those after it, compared with 0."""
    if relation is Relation.EQ:
        return both(*(compare(value, Relation.EQ) for value in values))
    if relation is Relation.NE:
        return either(*(compare(value, Relation.NE) for value in values))
    result: Formula = FALSE if relation is Relation.GT else TRUE
    for value in reversed(values):
        result = either(compare(value, Relation.GT), both(compare(value, Relation.EQ), result))
    return result


# ---- finding them ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Bound:
    """An end of a stretch in which a root lies: a place, or None for far out."""

    place: Place | None
    sign: Formula


@dataclass
class Places:
    """Makes places for the variable `name`; `known` says of each new variable what it is a root of."""

    name: str
    known: list[Formula] = field(default_factory=list)
    _made: dict[object, Place] = field(default_factory=dict)

    def root(self, parts: Parts, which: int, point: Mapping[str, Fraction]) -> Place | None:
        """A place that at the point is a root of the polynomial, the first if `which` is 0, and so on. None where there
        is no such root."""
        vanishing, parts = split_lead(parts, point)
        if len(parts) < 2:
            return None
        if len(parts) == 2:
            return self._quotient(parts, vanishing, point)
        polynomials = [parts, *tower(parts)]
        line = Line([numbers(one, point) for one in polynomials])
        own, turns = line.roots_of(0), line.roots_of(len(polynomials) - 1)
        if which >= len(own):
            return None
        index = own[which]
        if index in turns:
            return self.root(polynomials[-1], turns.index(index), point)
        below = self._bound(polynomials, line, which, -1, point)
        above = self._bound(polynomials, line, which, 1, point)
        return None if below is None or above is None else self._between(parts, vanishing, below, above)

    def _quotient(self, parts: Parts, vanishing: Formula, point: Mapping[str, Fraction]) -> Place:
        rest, factor = parts
        sign = 1 if poly.evaluate(factor, point) > 0 else -1
        bottom = poly.scale(sign, factor)
        whole = bool(poly.variables(bottom)) or bool(poly.variables(rest))
        return Place(poly.scale(-sign, rest), bottom, both(vanishing, compare(bottom, Relation.GT)), 1 if whole else 0)

    def _bound(
        self, polynomials: Sequence[Parts], line: Line, which: int, side: int, point: Mapping[str, Fraction]
    ) -> _Bound | None:
        """A place on that side of a root of the first polynomial, before its next one: far out, if there is no next
        one, else a root of one of its derivatives, as simple as can be."""
        parts, own = polynomials[0], line.roots_of(0)
        index = own[which]
        sign = line.sign_before(0, index if side < 0 else index + 1)
        if not 0 <= which + side < len(own):
            lead = poly.scale(side ** (len(parts) - 1), parts[-1])
            return _Bound(None, compare(poly.scale(sign, lead), Relation.GT))
        found: list[Place] = []
        for order, one in list(enumerate(polynomials))[1:]:
            turns = line.roots_of(order)
            between = [turn for turn in turns if min(index, own[which + side]) < turn < max(index, own[which + side])]
            places = [self.root(one, turns.index(turn), point) for turn in between]
            found += [place for place in places if place is not None]
            if found:
                break
        best = min(found, key=lambda place: place.weight, default=None)
        return None if best is None else _Bound(best, compare(poly.scale(sign, best.at(parts)), Relation.GT))

    def _between(self, parts: Parts, vanishing: Formula, below: _Bound, above: _Bound) -> Place:
        ends = [bound.place for bound in (below, above) if bound.place is not None]
        when = both(vanishing, below.sign, above.sign, *(end.when for end in ends))
        if len(ends) == 2:
            when = both(when, compare(_less(ends[0], ends[1]), Relation.GT))
        stretch = tuple(bound.place and bound.place.key for bound in (below, above))
        key = (tuple(frozenset(part.items()) for part in parts), stretch, when)
        if key not in self._made:
            new = poly.variable(f"{self.name}#{len(self._made) + 1}")
            place = Place(new, poly.constant(1), when, 2 + sum(end.weight for end in ends))
            said = [compare(place.at(parts), Relation.EQ)]
            if below.place is not None:
                said.append(compare(_less(below.place, place), Relation.GT))
            if above.place is not None:
                said.append(compare(_less(place, above.place), Relation.GT))
            self.known.append(either(opposite(when), both(*said)))
            self._made[key] = place
        return self._made[key]


def split_lead(parts: Parts, point: Mapping[str, Fraction]) -> tuple[Formula, Parts]:
    """The polynomial without the leading coefficients that are 0 at the point, and that they are."""
    vanishing: list[Formula] = []
    rest = list(parts)
    while rest and not poly.evaluate(rest[-1], point):
        vanishing.append(compare(rest.pop(), Relation.EQ))
    return both(*vanishing), rest


def numbers(parts: Parts, point: Mapping[str, Fraction]) -> Dense:
    """The polynomial's coefficients at the point."""
    return trimmed([Fraction(poly.evaluate(part, point)) for part in parts])


def _less(one: Place, other: Place) -> Polynomial:
    """Above 0 where the one place is below the other."""
    return poly.subtract(poly.multiply(other.top, one.bottom), poly.multiply(one.top, other.bottom))
