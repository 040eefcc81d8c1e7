"""Problems in the notation of a whiteboard, shared by the provers' tests."""

from __future__ import annotations

from fractions import Fraction

from argcheck.kernel.polynomial import Polynomial, add, constant, multiply, power, subtract, variable
from argcheck.logic.formula import Formula, Problem, Relation, compare


class Expr:
    """A polynomial with the usual operators; a comparison makes a formula."""

    def __init__(self, polynomial: Polynomial) -> None:
        self.polynomial = polynomial

    def __add__(self, other: Expr | int | Fraction) -> Expr:
        return Expr(add(self.polynomial, lift(other).polynomial))

    def __sub__(self, other: Expr | int | Fraction) -> Expr:
        return Expr(subtract(self.polynomial, lift(other).polynomial))

    def __mul__(self, other: Expr | int | Fraction) -> Expr:
        return Expr(multiply(self.polynomial, lift(other).polynomial))

    def __rsub__(self, other: int | Fraction) -> Expr:
        return lift(other) - self

    def __pow__(self, exponent: int) -> Expr:
        return Expr(power(self.polynomial, exponent))

    __radd__ = __add__
    __rmul__ = __mul__

    def __gt__(self, other: Expr | int | Fraction) -> Formula:
        return compare((self - other).polynomial, Relation.GT)

    def __ge__(self, other: Expr | int | Fraction) -> Formula:
        return compare((self - other).polynomial, Relation.GE)

    def __lt__(self, other: Expr | int | Fraction) -> Formula:
        return lift(other) > self

    def __le__(self, other: Expr | int | Fraction) -> Formula:
        return lift(other) >= self

    def equals(self, other: Expr | int | Fraction) -> Formula:
        return compare((self - other).polynomial, Relation.EQ)

    def differs(self, other: Expr | int | Fraction) -> Formula:
        return compare((self - other).polynomial, Relation.NE)


def lift(value: Expr | int | Fraction) -> Expr:
    return value if isinstance(value, Expr) else Expr(constant(value))


def names(text: str) -> list[Expr]:
    return [Expr(variable(name)) for name in text.split()]


def powers(base: Expr, start: int, stop: int) -> Expr:
    """`base^start + ... + base^(stop - 1)`."""
    return sum((base**exponent for exponent in range(start, stop)), lift(0))


def problem(*assertions: Formula, integers: str = "", labels: str = "") -> Problem:
    return Problem(assertions, frozenset(integers.split()), tuple(labels.split()))
