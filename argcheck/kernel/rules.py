"""The rules that are arithmetic: a sum that cannot be 0, and rounding for whole numbers."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor, gcd, lcm

from argcheck.kernel.data import Refused
from argcheck.kernel.formulas import FALSE, TRUE, Atom, Formula, Relation
from argcheck.kernel.polynomial import UNIT, Coefficient, Polynomial, constant, multiply, variables

_LARGEST_WORK = 40_000_000
_LARGEST_BITS = 40_000

Term = tuple[Coefficient, Sequence[Formula], Sequence[Polynomial]]
Equation = tuple[Formula, Polynomial]


class Work:
    """What is left of the work that one certificate may cost."""

    def __init__(self, most: int = _LARGEST_WORK) -> None:
        self.left = most

    def multiply(self, left: Polynomial, right: Polynomial) -> Polynomial:
        """The product, if it can be afforded; raises Refused."""
        self.spend(len(left) * len(right) * (_words(left) + _words(right)) ** 2)
        self.spend(4 * (len(left) * _factors(right) + len(right) * _factors(left)))
        return multiply(left, right)

    def spend(self, amount: int) -> None:
        """Note some work; raises Refused when there has been too much."""
        self.left -= amount
        if self.left < 0:
            raise Refused("the work of checking this proof is too large")


def _bits(value: Coefficient) -> int:
    return value.numerator.bit_length() + value.denominator.bit_length()


def _words(polynomial: Polynomial) -> int:
    return 1 + max(map(_bits, polynomial.values()), default=0) // 64


def _factors(polynomial: Polynomial) -> int:
    return sum(map(len, polynomial))


def check_sum(terms: Sequence[Term], equations: Sequence[Equation], work: Work) -> None:
    """`sum of c*(facts)*(squares) + sum of m*(equation)` is 0 identically, every c is >= 0, and some term with c > 0
    has strict facts alone and no squares. But then the sum is > 0: the facts are contradictory. Raises Refused."""
    result: Polynomial = {}
    positive = False
    for coefficient, facts, squares in terms:
        if coefficient < 0:
            raise Refused("a term of a sum has a negative coefficient")
        product = constant(coefficient)
        for fact in facts:
            if not isinstance(fact, Atom) or fact.relation not in (Relation.GT, Relation.GE):
                raise Refused("a factor in a sum is not an inequality")
            product = work.multiply(product, fact.polynomial)
        for square in squares:
            product = work.multiply(product, work.multiply(square, square))
        strict = all(isinstance(fact, Atom) and fact.relation is Relation.GT for fact in facts)
        positive = positive or (coefficient > 0 and strict and not squares)
        _add(result, product)
    for fact, multiplier in equations:
        if not isinstance(fact, Atom) or fact.relation is not Relation.EQ:
            raise Refused("what is multiplied by a polynomial of any sign is not an equation")
        _add(result, work.multiply(multiplier, fact.polynomial))
    if not positive:
        raise Refused("no term of a sum is certainly positive")
    if any(result.values()):
        raise Refused("the terms of a sum do not cancel")


def _add(result: Polynomial, polynomial: Polynomial) -> None:
    for monomial, coefficient in polynomial.items():
        value = result.get(monomial, 0) + coefficient
        if _bits(value) > _LARGEST_BITS:
            raise Refused("the numbers in a sum grow too large")
        result[monomial] = value


def rounded(fact: Formula, integers: frozenset[str], work: Work) -> Formula:
    """What `p > 0`, `p >= 0` or `p = 0` says of whole numbers: `p = g*q + k`, where q has coprime whole coefficients
    and so a whole value, and a bound on that value can be rounded. Raises Refused."""
    work.spend(_factors(fact.polynomial) if isinstance(fact, Atom) else 0)
    if not isinstance(fact, Atom) or not variables(fact.polynomial) <= integers:
        raise Refused("only an inequality or equation between whole numbers can be rounded")
    rest = {monomial: Fraction(c) for monomial, c in fact.polynomial.items() if monomial != UNIT}
    if not rest:
        raise Refused("a number need not be rounded")
    work.spend((sum(map(_bits, rest.values())) // 64) ** 2 + 10 * len(rest))
    common = lcm(*(c.denominator for c in rest.values()))
    unit = Fraction(gcd(*(c.numerator * (common // c.denominator) for c in rest.values())), common)
    limit = -Fraction(fact.polynomial.get(UNIT, 0)) / unit  # the whole value is compared with this
    match fact.relation:
        case Relation.GT:
            least = floor(limit) + 1
        case Relation.GE:
            least = ceil(limit)
        case Relation.EQ:
            return TRUE if limit.denominator == 1 else FALSE
        case Relation.NE:
            raise Refused("only an inequality or equation between whole numbers can be rounded")
    whole: Polynomial = {monomial: int(c / unit) for monomial, c in rest.items()}
    return Atom({**whole, UNIT: -least} if least else whole, Relation.GE)
