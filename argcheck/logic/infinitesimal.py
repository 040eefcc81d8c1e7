"""Series in a positive infinitesimal d, and quotients of them under guards: the values of germs.

The sign of a series is the sign of its first non-zero coefficient, a formula without d.
"""

from __future__ import annotations

from dataclasses import dataclass

from argcheck.logic.calculus import negative, plus, times
from argcheck.model.terms import FALSE, ONE, TRUE, ZERO, App, Num, Term, conjunction, disjunction, negation

MOST_DEGREE = 60


class GermTooHard(Exception):
    """The germ of a term cannot be written down; the message says why."""


@dataclass(frozen=True, slots=True)
class Series:
    """c0 + c1*d + … ; nothing lies beyond the last coefficient where the formula `exact_if` holds."""

    coefficients: tuple[Term, ...]
    exact_if: Term = TRUE

    @property
    def exact(self) -> bool:
        """Whether there is certainly nothing beyond the last coefficient."""
        return self.exact_if == TRUE

    def vanishes(self) -> Term:
        """The series is certainly 0."""
        return conjunction(self.exact_if, *(is_zero(coefficient) for coefficient in self.coefficients))


@dataclass(frozen=True, slots=True)
class Case:
    """Where the guard holds (for all small d > 0), the term is numerator/denominator."""

    guard: Term
    numerator: Series
    denominator: Series


UNIT = Series((ONE,))


def is_zero(coefficient: Term) -> Term:
    if isinstance(coefficient, Num):
        return FALSE if coefficient.value else TRUE
    return App("=", (coefficient, ZERO))


def add(left: Series, right: Series) -> Series:
    length = _known_length(left, right)
    parts = []
    for index in range(length):
        mine = left.coefficients[index] if index < len(left.coefficients) else ZERO
        other = right.coefficients[index] if index < len(right.coefficients) else ZERO
        parts.append(plus(mine, other))
    dropped = (*left.coefficients[length:], *right.coefficients[length:])
    return _trim(tuple(parts), conjunction(left.exact_if, right.exact_if, *map(is_zero, dropped)))


def _known_length(left: Series, right: Series) -> int:
    if left.exact and right.exact:
        return max(len(left.coefficients), len(right.coefficients))
    return min(len(s.coefficients) for s in (left, right) if not s.exact)


def multiply(left: Series, right: Series) -> Series:
    exact = left.exact and right.exact
    if left.exact and left.coefficients == (ZERO,):
        return left
    if right.exact and right.coefficients == (ZERO,):
        return right
    length = len(left.coefficients) + len(right.coefficients) - 1 if exact else _known_length(left, right)
    if length > MOST_DEGREE + 1:
        raise GermTooHard("its degree is too high")
    parts: list[list[Term]] = [[] for _ in range(length)]
    dropped: list[Term] = []
    for i, mine in enumerate(left.coefficients):
        for j, other in enumerate(right.coefficients):
            if i + j < length:
                parts[i + j].append(times(mine, other))
            else:
                dropped.append(disjunction(is_zero(mine), is_zero(other)))
    whole = conjunction(left.exact_if, right.exact_if, *dropped)
    exact_if = whole if exact else disjunction(whole, left.vanishes(), right.vanishes())
    return _trim(tuple(plus(*terms) for terms in parts), exact_if)


def _trim(coefficients: tuple[Term, ...], exact_if: Term) -> Series:
    while exact_if == TRUE and len(coefficients) > 1 and coefficients[-1] == ZERO:
        coefficients = coefficients[:-1]
    return Series(coefficients, exact_if)


def negated(series: Series) -> Series:
    return Series(tuple(negative(c) for c in series.coefficients), series.exact_if)


def positive(series: Series, tail: Term) -> Term:
    """The series is above 0 for all small d > 0; `tail` stands for the sign beyond a truncation."""
    result = conjunction(negation(series.exact_if), tail)
    for coefficient in reversed(series.coefficients):
        if isinstance(coefficient, Num):
            if coefficient.value:
                result = TRUE if coefficient.value > 0 else FALSE
            continue
        settled = App(">", (coefficient, ZERO))
        level = App("=", (coefficient, ZERO))
        result = disjunction(settled, conjunction(level, result))
    return result


def zero(series: Series, tail: Term) -> Term:
    rest = disjunction(series.exact_if, tail)
    return conjunction(*(is_zero(coefficient) for coefficient in series.coefficients), rest)


def add_cases(left: Case, right: Case) -> Case:
    guard = conjunction(left.guard, right.guard)
    if left.denominator == right.denominator:
        return Case(guard, add(left.numerator, right.numerator), left.denominator)
    numerator = add(multiply(left.numerator, right.denominator), multiply(right.numerator, left.denominator))
    return Case(guard, numerator, multiply(left.denominator, right.denominator))


def multiply_cases(left: Case, right: Case) -> Case:
    return Case(
        conjunction(left.guard, right.guard),
        multiply(left.numerator, right.numerator),
        multiply(left.denominator, right.denominator),
    )
