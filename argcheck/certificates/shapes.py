"""Which monomials can occur in forms whose squares make up a polynomial: those inside half of what its own span.

The smallest convex set around a polynomial's exponents bounds the exponents of every square in it (Reznick 1978).
Here the set is bounded by a few directions only: every variable, all together, all but one, and every two.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from argcheck.kernel.polynomial import Monomial, Polynomial, degree, multiply_monomials

Direction = frozenset[str]


@dataclass(frozen=True)
class Shape:
    """Bounds on the exponents of monomials, summed along each direction."""

    names: tuple[str, ...]
    bounds: tuple[tuple[Direction, int, int], ...]

    def around(self, monomials: Iterable[Monomial], times: int = 1) -> bool:
        """Whether `times` times the exponents of all of these lie within the bounds."""
        for monomial in monomials:
            for direction, least, most in self.bounds:
                exponent = times * sum(power for name, power in monomial if name in direction)
                if not least <= exponent <= most:
                    return False
        return True

    def halves(self, factor: Polynomial) -> list[Monomial]:
        """The monomials whose squares, times the factor, lie within the bounds."""
        room = [
            (direction, least - _least(factor, direction), most - _most(factor, direction))
            for direction, least, most in self.bounds
        ]
        if any(most < 0 for _, _, most in room):
            return []
        result: list[Monomial] = [()]
        for name in self.names:  # one variable after another, as far as upper bounds allow
            extended: list[Monomial] = []
            for monomial in result:
                power = 0
                while True:
                    longer = multiply_monomials(monomial, ((name, power),)) if power else monomial
                    if any(2 * _along(longer, direction) > most for direction, _, most in room):
                        break
                    extended.append(longer)
                    power += 1
            result = extended
        fitting = (each for each in result if all(2 * _along(each, direction) >= least for direction, least, _ in room))
        return sorted(fitting, key=lambda monomial: (degree({monomial: 1}), monomial))


def shape(target: Polynomial, names: Sequence[str], extra: int) -> Shape:
    """The shape of a polynomial in these variables times polynomials of degree `extra`; if it is homogeneous, times
    homogeneous ones."""
    everything = frozenset(names)
    directions = {everything, *(frozenset([name]) for name in names), *(everything - {name} for name in names)}
    directions |= {frozenset(pair) for pair in combinations(names, 2)}
    bounds: list[tuple[Direction, int, int]] = []
    for direction in sorted(directions, key=lambda each: (len(each), sorted(each))):
        gained = extra if direction == everything and _homogeneous(target) else 0
        bounds.append((direction, _least(target, direction) + gained, _most(target, direction) + extra))
    return Shape(tuple(names), tuple(bounds))


def degrees(polynomials: Sequence[Polynomial], names: Sequence[str], highest: int) -> Shape:
    """Everything up to that degree; if the polynomials are homogeneous, of that degree alone."""
    least = highest if all(map(_homogeneous, polynomials)) else 0
    return Shape(tuple(names), ((frozenset(names), least, highest),))


def _homogeneous(polynomial: Polynomial) -> bool:
    return len({degree({monomial: 1}) for monomial in polynomial}) <= 1


def _along(monomial: Monomial, direction: Direction) -> int:
    return sum(power for name, power in monomial if name in direction)


def _least(polynomial: Polynomial, direction: Direction) -> int:
    return min((_along(monomial, direction) for monomial in polynomial), default=0)


def _most(polynomial: Polynomial, direction: Direction) -> int:
    return max((_along(monomial, direction) for monomial in polynomial), default=0)
