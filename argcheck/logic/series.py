"""Sums in closed form: terms that are polynomials in k times powers `r^k`, over a long or endless range.

The body is taken apart into a sum of `P(k) * r^k` with exact P and r. Then
`sum(k from m to infinity: P(k) r^k) = r^m * sum_i D_i r^i / (1 - r)^(i + 1)` where D_i is the i-th forward
difference of P at m; a finite sum is the difference of two of these, or a sum of binomials where r = 1.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import comb

from argcheck.logic.exact import Number, OutsideDomain, Undetermined, divide, power, whole
from argcheck.model.terms import App, Term, Var, free_variables

Coefficients = tuple[Number, ...]
Terms = tuple[tuple[Number, Coefficients], ...]
"""Pairs (r, coefficients of P from the constant up), with distinct r."""

_MOST_DEGREE = 60


@dataclass(frozen=True, slots=True)
class Series:
    """`sum(variable from start to end: body)`; `end` None is infinity. `value` evaluates terms without it."""

    body: Term
    variable: Var
    start: int
    end: int | None
    value: Callable[[Term], Number]

    def total(self) -> Number:
        """The sum. Raises `OutsideDomain` where it diverges, `Undetermined` where the body has another form."""
        result: Number = Fraction(0)
        for base, coefficients in self._terms(self.body):
            if all(coefficient == 0 for coefficient in coefficients):
                continue
            if self.end is None:
                if abs(base) >= 1:
                    raise OutsideDomain("the infinite sum diverges")
                result = result + _tail(base, coefficients, self.start)
            elif base == 1:
                count = self.end - self.start + 1
                differences = _differences(coefficients, self.start)
                result = result + sum((d * comb(count, i + 1) for i, d in enumerate(differences)), Fraction(0))
            else:
                tail = _tail(base, coefficients, self.end + 1)
                result = result + (_tail(base, coefficients, self.start) - tail)
        return result

    def _terms(self, term: Term) -> Terms:
        if self.variable not in free_variables(term):
            return ((Fraction(1), (self.value(term),)),)
        if term == self.variable:
            return ((Fraction(1), (0, 1)),)
        if not isinstance(term, App):
            raise Undetermined("a sum without a known closed form")
        match term.op:
            case "+":
                return _added(*(self._terms(arg) for arg in term.args))
            case "-":
                return _added(self._terms(term.args[0]), _scaled(-1, self._terms(term.args[1])))
            case "neg":
                return _scaled(-1, self._terms(term.args[0]))
            case "*":
                product = self._terms(term.args[0])
                for arg in term.args[1:]:
                    product = _multiplied(product, self._terms(arg))
                return product
            case "/" if self.variable not in free_variables(term.args[1]):
                divisor = self.value(term.args[1])
                if divisor == 0:
                    raise OutsideDomain("division by zero")
                return _scaled(divide(1, divisor), self._terms(term.args[0]))
            case "^":
                return self._power(*term.args)
        raise Undetermined("a sum without a known closed form")

    def _power(self, base: Term, exponent: Term) -> Terms:
        if self.variable not in free_variables(exponent):
            count = whole(self.value(exponent))
            if count is None or not 0 <= count <= _MOST_DEGREE:
                raise Undetermined("a sum without a known closed form")
            factor, product = self._terms(base), _added(((Fraction(1), (1,)),))
            for _ in range(count):
                product = _multiplied(product, factor)
            return product
        if self.variable in free_variables(base):
            raise Undetermined("a sum without a known closed form")
        constant, slope = self._line(exponent)
        number = self.value(base)
        if number == 0:
            return self._power_of_zero(constant, slope)
        return ((power(number, slope), (power(number, constant),)),)

    def _power_of_zero(self, constant: Number, slope: Number) -> Terms:
        if slope > 0 and constant + slope * self.start > 0:
            return ()
        raise Undetermined("a sum with powers of 0")

    def _line(self, term: Term) -> tuple[Number, Number]:
        """(constant, slope) of a term that is linear in the variable."""
        terms = self._terms(term)
        if len(terms) == 1 and terms[0][0] == 1 and len(terms[0][1]) == 2:
            return terms[0][1][0], terms[0][1][1]
        raise Undetermined("a sum without a known closed form")


def _added(*parts: Terms) -> Terms:
    result: list[tuple[Number, Coefficients]] = []
    for base, coefficients in (pair for part in parts for pair in part):
        for index, (other, present) in enumerate(result):
            if other == base:
                longer, shorter = sorted((present, coefficients), key=len, reverse=True)
                padded = (*shorter, *(0,) * (len(longer) - len(shorter)))
                result[index] = base, tuple(a + b for a, b in zip(longer, padded, strict=True))
                break
        else:
            result.append((base, coefficients))
    return tuple(result)


def _scaled(factor: Number, terms: Terms) -> Terms:
    return tuple((base, tuple(factor * c for c in coefficients)) for base, coefficients in terms)


def _multiplied(left: Terms, right: Terms) -> Terms:
    products: list[Terms] = []
    for base, coefficients in left:
        for other, factors in right:
            product: list[Number] = [0] * (len(coefficients) + len(factors) - 1)
            for i, c in enumerate(coefficients):
                for j, f in enumerate(factors):
                    product[i + j] = product[i + j] + c * f
            if len(product) > _MOST_DEGREE:
                raise Undetermined("a sum with powers too high for its closed form")
            products.append(((base * other, tuple(product)),))
    return _added(*products)


def _differences(coefficients: Coefficients, start: int) -> list[Number]:
    """The forward differences of the polynomial at `start`."""
    values: list[Number] = []
    for k in range(start, start + len(coefficients)):
        value: Number = 0
        for coefficient in reversed(coefficients):
            value = value * k + coefficient
        values.append(value)
    result: list[Number] = []
    while values:
        result.append(values[0])
        values = [after - before for before, after in pairwise(values)]
    return result


def _tail(base: Number, coefficients: Coefficients, start: int) -> Number:
    """What the endless sum from `start` comes to (as an identity in `base`, for any base but 1)."""
    factor = divide(1, 1 - base)
    result: Number = Fraction(0)
    for difference in reversed(_differences(coefficients, start)):
        result = (result * base + difference) * factor
    return result * power(base, start)
