"""Refuting that something holds for every value of a variable, by putting finitely many places for it.

Each round finds a point at which what is known so far can hold, looks where the formula fails there as the variable
moves along the real line, and puts that place for the variable: the root, the stretch beside it, or far out. What is
put holds wherever the formula holds for every value, so that a refutation of the instances refutes the whole.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import chain
from math import gcd

from argcheck.kernel import polynomial as poly
from argcheck.kernel.formulas import TRUE, And, Atom, Formula, Or, Relation, both, compare, either, holds, opposite
from argcheck.logic.formula import atoms
from argcheck.provers.backend import Model, Outcome, Status
from argcheck.provers.elimination.factors import by_factors
from argcheck.provers.elimination.line import Line
from argcheck.provers.elimination.places import (
    Parts,
    Place,
    Places,
    numbers,
    put,
    put_at,
    put_beside,
    put_far,
    split_lead,
    tower,
)

Solve = Callable[[Sequence[Formula]], Outcome]

_MOST_ROUNDS = 40
_MOST_CASES = 64


def refuted_for_all(asserted: Sequence[Formula], name: str, matrix: Formula, solve: Solve, until: float) -> bool:
    """Whether it is proved that the assertions exclude that `matrix` holds for every real value of the variable."""
    matrix = _lowered(by_factors(matrix, name), name)
    places = Places(name)
    put_so_far: list[Formula] = []
    for _ in range(_MOST_ROUNDS):
        known = [*asserted, *places.known, *put_so_far]
        outcome = solve(known)
        if outcome.status is Status.UNSAT:
            return True
        if outcome.status is Status.UNKNOWN:
            outcome = by_cases(known, solve, until)
            if outcome.status is Status.UNSAT:
                return True
        if outcome.model is None or time.monotonic() > until:
            return False
        point = _near(outcome.model)
        tries = chain(_failing(matrix, name, point, places), _anyway(matrix, name, point, places))
        fresh = (one for one in tries if one != TRUE and one not in put_so_far)
        found = next(fresh, None)
        if found is None:
            return False
        put_so_far.append(found)
    return False


def _lowered(matrix: Formula, name: str) -> Formula:
    """With one variable for a power of the variable, if nothing but its powers occur: `x^2` may be any `x >= 0`."""
    powers = {power for atom in atoms(matrix) for monomial in atom.polynomial for one, power in monomial if one == name}
    common = gcd(*powers)
    if common < 2:
        return matrix

    def lower(formula: Formula) -> Formula:
        match formula:
            case Atom(polynomial=polynomial, relation=relation):
                lowered = {
                    tuple((one, power // common if one == name else power) for one, power in monomial): coefficient
                    for monomial, coefficient in polynomial.items()
                }
                return Atom(lowered, relation)
            case And(arguments=arguments):
                return both(*map(lower, arguments))
            case Or(arguments=arguments):
                return either(*map(lower, arguments))
        return formula

    return lower(matrix) if common % 2 else either(compare({((name, 1),): -1}, Relation.GT), lower(matrix))


def by_cases(assertions: Sequence[Formula], solve: Solve, until: float) -> Outcome:
    """The question in cases: an assertion that is a disjunction, one part at a time."""
    left = [_MOST_CASES]

    def split(formulas: Sequence[Formula]) -> Outcome:
        left[0] -= 1
        outcome = solve(formulas)
        if outcome.status is not Status.UNKNOWN or left[0] < 0 or time.monotonic() > until:
            return outcome
        chosen = min((one for one in formulas if isinstance(one, Or)), key=lambda one: len(one.arguments), default=None)
        if chosen is None:
            return outcome
        rest = [one for one in formulas if one is not chosen]
        for part in chosen.arguments:
            parts = part.arguments if isinstance(part, And) else (part,)
            outcome = split([*parts, *rest])
            if outcome.status is not Status.UNSAT:
                return outcome
        return outcome

    return split(list(assertions))


def _near(model: Model) -> dict[str, Fraction]:
    """Rational values at or close to those of the model."""
    point = {name: Fraction(value) for name, value in model.numbers.items()}
    for name, (_, below, above) in model.irrational.items():
        point[name] = (below + above) / 2
    return point


class _Anywhere(dict[str, Fraction]):
    """A point that has a value for everything: what a model leaves open may be anything."""

    def __missing__(self, key: str) -> Fraction:
        return Fraction(0)


def _failing(matrix: Formula, name: str, point: Mapping[str, Fraction], places: Places) -> Iterator[Formula]:
    """What the formula comes to at the places where it fails at the point, simple places first."""
    look = _Look(matrix, name, _Anywhere(point))
    count = len(look.line.roots)
    for side, gap in ((1, count), (-1, 0)):
        if not look.holds_before(gap):
            yield put(matrix, name, put_far(side))
    tries: list[tuple[int, Formula]] = []
    for index in range(count):
        here = not look.holds_at(index)
        above = index + 1 < count and not look.holds_before(index + 1)
        below = index > 0 and not look.holds_before(index)
        place = look.place(index, places) if here or above or below else None
        if place is None:
            continue
        ways = [(0, put_at(place))] if here else []
        ways += [(1, put_beside(place, side)) for side, wanted in ((1, above), (-1, below)) if wanted]
        denied = opposite(place.when)
        tries += [(2 * place.weight + more, either(denied, put(matrix, name, how))) for more, how in ways]
    yield from (formula for _, formula in sorted(tries, key=lambda one: one[0]))


def _anyway(matrix: Formula, name: str, point: Mapping[str, Fraction], places: Places) -> Iterator[Formula]:
    """Where comparisons turn and where their rates of change do, for points that are only close to the right one."""
    look = _Look(matrix, name, _Anywhere(point))
    for parts in look.polynomials:
        for which in range(len(parts) - 1):
            place = places.root(parts, which, _Anywhere(point))
            if place is not None:
                yield either(opposite(place.when), put(matrix, name, put_at(place)))


class _Look:
    """A formula at a point, as one variable moves: the line is cut where its comparisons turn, and where they stop
    rising or falling, since simple places may lie there."""

    def __init__(self, matrix: Formula, name: str, point: Mapping[str, Fraction]) -> None:
        self._matrix = matrix
        self._point = point
        parts = {atom: poly.coefficients_in(atom.polynomial, name) for atom in dict.fromkeys(atoms(matrix))}
        at_point = {atom: numbers(one, point) for atom, one in parts.items()}
        moving = [atom for atom, dense in at_point.items() if len(dense) > 1]
        self._fixed = {atom: dense[0] if dense else Fraction(0) for atom, dense in at_point.items()}
        towers = [one for atom in moving for one in tower(split_lead(parts[atom], point)[1])]
        self.polynomials: list[Parts] = [*(parts[atom] for atom in moving), *_distinct(towers)]
        self._moving = moving
        self.line = Line([numbers(one, point) for one in self.polynomials])

    def holds_at(self, root: int) -> bool:
        """Whether the formula holds at a root of the line."""
        return self._holds([self.line.sign_at(index, self.line.roots[root]) for index in range(len(self._moving))])

    def holds_before(self, root: int) -> bool:
        """Whether the formula holds just below a root of the line; beyond the last for their number."""
        return self._holds([self.line.sign_before(index, root) for index in range(len(self._moving))])

    def _holds(self, signs: Sequence[int]) -> bool:
        moving = {atom: Fraction(sign) for atom, sign in zip(self._moving, signs, strict=True)}
        return _truth(self._matrix, {**self._fixed, **moving})

    def place(self, root: int, places: Places) -> Place | None:
        """The root as a place, of the simplest polynomial that is 0 there."""
        own = [index for index in range(len(self.polynomials)) if root in self.line.roots_of(index)]
        for index in sorted(own, key=lambda one: (len(self.polynomials[one]), one)):
            which = self.line.roots_of(index).index(root)
            found = places.root(self.polynomials[index], which, self._point)
            if found is not None:
                return found
        return None


def _distinct(polynomials: Sequence[Parts]) -> list[Parts]:
    return list({tuple(frozenset(part.items()) for part in one): one for one in polynomials}.values())


def _truth(formula: Formula, values: Mapping[Atom, Fraction]) -> bool:
    match formula:
        case Atom(relation=relation):
            return holds(values[formula], relation)
        case And(arguments=arguments):
            return all(_truth(argument, values) for argument in arguments)
        case Or(arguments=arguments):
            return any(_truth(argument, values) for argument in arguments)
    raise ValueError("a formula of comparisons is wanted")
