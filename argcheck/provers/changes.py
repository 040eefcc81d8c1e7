"""Changes of variables that make signs visible: `x = t + d` with `d >= 0` for a bound `x >= t`, and
`x = (l*u + h*v) / (u + v)` with `u, v >= 0` for `l <= x <= h`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import combinations_with_replacement

from argcheck.kernel.polynomial import (
    Monomial,
    Polynomial,
    add,
    constant,
    degree,
    multiply,
    scale,
    substitute,
    substituted_size,
    subtract,
    variable,
    variables,
)
from argcheck.logic.formula import Atom, Relation
from argcheck.provers.backend import Change


@dataclass(frozen=True)
class Literal:
    """An atom and the assertions (by index) that it comes from."""

    atom: Atom
    origin: frozenset[int]

    @cached_property
    def names(self) -> frozenset[str]:
        """The variables that occur."""
        return variables(self.atom.polynomial)


@dataclass(frozen=True)
class Bound:
    """`variable >= limit` (or `<=`), strict or not, as a literal says it."""

    variable: str
    limit: Polynomial
    lower: bool
    strict: bool
    literal: Literal


@dataclass(frozen=True)
class Frame:
    """New variables in place of old: how to rewrite a polynomial, and what is known of the new ones' signs."""

    values: dict[str, Polynomial]
    boxes: dict[str, tuple[str, str]]  # variable -> the names that stand for its numerator and denominator
    nonnegative: frozenset[str]
    positive: tuple[frozenset[str], ...]
    changes: tuple[Change, ...]
    reasons: dict[str, frozenset[int]]  # variable -> the assertions that its change rests on

    def prepared(self, polynomial: Polynomial) -> Polynomial:
        """The polynomial times a power of each box's denominator, ready for `substitute(…, values)`."""
        for name, (numerator, denominator) in self.boxes.items():
            most = degree(polynomial, name)
            if most:
                polynomial = _homogeneous(polynomial, name, most, numerator, denominator)
        return polynomial

    def cost(self, polynomial: Polynomial) -> int:
        """A bound on the work of expanding a prepared polynomial: the terms it makes, and the factors it reads."""
        sizes = {name: len(value) for name, value in self.values.items()}
        return substituted_size(polynomial, sizes) + sum(map(len, polynomial))

    def expand(self, polynomial: Polynomial) -> Polynomial:
        """A prepared polynomial in the new variables."""
        return substitute(polynomial, self.values)


def _homogeneous(polynomial: Polynomial, name: str, most: int, numerator: str, denominator: str) -> Polynomial:
    result: Polynomial = {}
    for monomial, coefficient in polynomial.items():
        exponents = dict(monomial)
        exponent = exponents.pop(name, 0)
        exponents |= {numerator: exponent, denominator: most - exponent}
        result[tuple(sorted((other, size) for other, size in exponents.items() if size))] = coefficient
    return result


def bounds(literals: Sequence[Literal]) -> dict[str, list[Bound]]:
    """Every bound that a single literal gives, by variable; the most telling first."""
    found: dict[str, list[Bound]] = {}
    for literal in literals:
        atom = literal.atom
        if atom.relation in (Relation.EQ, Relation.NE):
            continue
        for name in literal.names:
            alone: Monomial = ((name, 1),)
            factor = atom.polynomial.get(alone)
            if factor is None or sum(name in dict(monomial) for monomial in atom.polynomial) > 1:
                continue
            rest = {monomial: c for monomial, c in atom.polynomial.items() if monomial != alone}
            limit = scale(-factor if abs(factor) == 1 else Fraction(-1) / factor, rest)
            found.setdefault(name, []).append(Bound(name, limit, factor > 0, atom.relation is Relation.GT, literal))
    for options in found.values():
        options.sort(key=lambda bound: (not bound.lower, not variables(bound.limit), len(bound.limit)))
    return found


Choice = tuple[Bound, ...]  # one bound: a shift; a lower and an upper bound: a box


def choices(literals: Sequence[Literal], limit: int) -> Iterator[dict[str, Choice]]:
    """At most `limit` ways to choose a change for every variable that has a bound, likeliest first."""
    options: dict[str, list[Choice]] = {}
    boxed: dict[str, Choice] = {}
    for name, found in sorted(bounds(literals).items()):
        options[name] = [(bound,) for bound in found[:4]]
        lower = [bound for bound in found if bound.lower and not variables(bound.limit)]
        upper = [bound for bound in found if not bound.lower and not variables(bound.limit)]
        if lower and upper:
            boxed[name] = (lower[0], upper[0])
    first = {name: found[0] for name, found in options.items()}
    yield first
    if boxed and limit > 1:
        yield first | boxed
    several = [name for name, found in options.items() if len(found) > 1]
    given = 2
    for size in range(1, 4):
        for steps in combinations_with_replacement(several, size):
            if given >= limit:
                return
            if all(steps.count(name) < len(options[name]) for name in steps):
                given += 1
                yield first | {name: options[name][steps.count(name)] for name in steps}


def frame(chosen: dict[str, Choice], taken: frozenset[str]) -> Frame | None:
    """The frame that the choice makes; None where a box may be a point."""
    values: dict[str, Polynomial] = {}
    boxes: dict[str, tuple[str, str]] = {}
    signs: list[str] = []
    positive: list[frozenset[str]] = []
    changes: list[Change] = []
    reasons: dict[str, frozenset[int]] = {}
    names = _Names(taken)
    shifts = {name: choice[0] for name, choice in chosen.items() if len(choice) == 1}
    boxed = {name: choice for name, choice in chosen.items() if len(choice) == 2}
    while shifts:
        waiting = shifts.keys() | boxed.keys()
        ready = [name for name, bound in shifts.items() if not variables(bound.limit) & waiting]
        if not ready:  # the bounds go in a circle, or rest on a box: one variable stays as it is
            shifts.pop(max(shifts, key=lambda name: (not shifts[name].lower, name)))
            continue
        for name in ready:
            bound = shifts.pop(name)
            new = names.fresh(name)
            signs.append(new)
            if bound.strict:
                positive.append(frozenset({new}))
            distance = variable(new)
            limit = substitute(bound.limit, values)
            values[name] = add(limit, distance) if bound.lower else subtract(limit, distance)
            reasons[name] = bound.literal.origin.union(*(reasons.get(v, frozenset()) for v in variables(bound.limit)))
            changes.append(Change(name, values[name], constant(1), (bound.literal.atom,)))
    for name, (low, high) in boxed.items():
        below, above = names.fresh(name), names.fresh(name)  # proportional to high - x and to x - low
        numerator, denominator = names.fresh(name), names.fresh(name)
        top = add(multiply(low.limit, variable(below)), multiply(high.limit, variable(above)))
        bottom = add(variable(below), variable(above))
        if not low.strict and not high.strict and not _positive_number(subtract(high.limit, low.limit)):
            return None
        signs += [below, above]
        positive += [frozenset({below})] if high.strict else []
        positive += [frozenset({above})] if low.strict else []
        positive += [] if low.strict or high.strict else [frozenset({below, above})]
        boxes[name] = (numerator, denominator)
        values[numerator], values[denominator] = top, bottom
        reasons[name] = low.literal.origin | high.literal.origin
        changes.append(Change(name, top, bottom, (low.literal.atom, high.literal.atom)))
    return Frame(values, boxes, frozenset(signs), tuple(positive), tuple(changes), reasons)


def _positive_number(polynomial: Polynomial) -> bool:
    return not variables(polynomial) and polynomial.get((), 0) > 0


class _Names:
    """New names after the old: `x'`, `x''`, …"""

    def __init__(self, taken: frozenset[str]) -> None:
        self._taken = set(taken)

    def fresh(self, name: str) -> str:
        while name in self._taken:
            name += "'"
        self._taken.add(name)
        return name
