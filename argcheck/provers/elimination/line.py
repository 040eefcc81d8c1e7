"""The real line cut at the roots of some polynomials in one variable: where each is 0, and its sign everywhere else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from argcheck.provers.roots import Dense, remainder, sturm_chain, trimmed, value_at, variations


@dataclass(frozen=True, slots=True)
class Root:
    """A root of at least one of the polynomials, the only one between `below` and `above`; these are equal where the
    root is known to be that number, and otherwise no roots themselves."""

    below: Fraction
    above: Fraction

    @property
    def exact(self) -> bool:
        """Whether the root is known as a number."""
        return self.below == self.above


class Line:
    """The line cut at the roots of `polynomials` (coefficients from the constant up, none of them 0 throughout)."""

    def __init__(self, polynomials: Sequence[Dense]) -> None:
        self._polynomials = [trimmed(list(polynomial)) for polynomial in polynomials]
        self._chains = [sturm_chain(one) if len(one) > 1 else [] for one in self._polynomials]

    @cached_property
    def roots(self) -> tuple[Root, ...]:
        """All roots, in order."""
        product: Dense = [Fraction(1)]
        for polynomial in self._polynomials:
            product = _lead_one(_product(product, _divided(polynomial, _common(polynomial, product))))
        if len(product) < 2:
            return ()
        product = _divided(product, _common(product, _derivative(product)))
        chain = sturm_chain(product)
        end = 1 + max(map(abs, product)) / abs(product[-1])
        found: list[Root] = []
        _isolate(chain, -end, end, found)
        return tuple(found)

    def sign_at(self, index: int, root: Root) -> int:
        """The sign of the polynomial with this index at a root of the line."""
        polynomial = self._polynomials[index]
        if not root.exact and len(polynomial) > 1:
            chain = self._chains[index]
            if variations(chain, root.below) != variations(chain, root.above):
                return 0
        return _sign(value_at(polynomial, (root.below + root.above) / 2))

    def roots_of(self, index: int) -> list[int]:
        """Which of the roots are roots of the polynomial with this index."""
        return [place for place, root in enumerate(self.roots) if self.sign_at(index, root) == 0]

    def sign_before(self, index: int, place: int) -> int:
        """The sign of the polynomial just below the root `place`, counted from 0; beyond the last for their number."""
        return _sign(value_at(self._polynomials[index], self.between(place)))

    def between(self, place: int) -> Fraction:
        """A number just below the root `place`, above the one before; or beyond the last."""
        roots = self.roots
        if not roots:
            return Fraction(0)
        if place == 0:
            return roots[0].below - 1
        if place == len(roots):
            return roots[-1].above + 1
        return (roots[place - 1].above + roots[place].below) / 2


def _isolate(chain: list[Dense], below: Fraction, above: Fraction, found: list[Root]) -> None:
    """The roots of the chain's first polynomial between two numbers that are none, in order."""
    count = variations(chain, below) - variations(chain, above)
    if count == 0:
        return
    middle = (below + above) / 2
    if value_at(chain[0], middle):
        if count == 1:
            found.append(Root(below, above))
            return
        _isolate(chain, below, middle, found)
        _isolate(chain, middle, above, found)
        return
    if count == 1:
        found.append(Root(middle, middle))
        return
    near = (above - below) / 4
    while True:
        left, right = middle - near, middle + near
        ends = value_at(chain[0], left) and value_at(chain[0], right)
        if ends and variations(chain, left) - variations(chain, right) == 1:
            break
        near /= 2
    _isolate(chain, below, left, found)
    found.append(Root(middle, middle))
    _isolate(chain, right, above, found)


def _product(left: Dense, right: Dense) -> Dense:
    result = [Fraction(0)] * (len(left) + len(right) - 1)
    for i, one in enumerate(left):
        for j, other in enumerate(right):
            result[i + j] += one * other
    return result


def _derivative(polynomial: Dense) -> Dense:
    return [index * coefficient for index, coefficient in enumerate(polynomial)][1:]


def _common(one: Dense, other: Dense) -> Dense:
    """The greatest common divisor."""
    while other:
        one, other = other, _lead_one(remainder(one, other))
    return one


def _divided(dividend: Dense, divisor: Dense) -> Dense:
    rest = list(dividend)
    quotient: Dense = []
    while len(rest) >= len(divisor):
        factor = rest[-1] / divisor[-1]
        quotient.append(factor)
        offset = len(rest) - len(divisor)
        rest = [c - factor * divisor[i - offset] if i >= offset else c for i, c in enumerate(rest)][:-1]
    return quotient[::-1]


def _lead_one(polynomial: Dense) -> Dense:
    return [coefficient / polynomial[-1] for coefficient in polynomial] if polynomial else polynomial


def _sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)
