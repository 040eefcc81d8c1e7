"""Inequalities and equations with variables solved for, so that a linear program has fewer to deal with.

`a*x + r = 0` with a > 0 gives `-r/a` for `x`; an inequality of degree k in x is multiplied by a^k first. To be able
to undo this, each polynomial is kept as it was at every stage: at stage s it differs from stage s - 1 by a multiple
of the equation that was solved there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from argcheck.certificates.proofs import Fact, Product
from argcheck.kernel.formulas import Atom, Relation
from argcheck.kernel.polynomial import (
    Coefficient,
    Monomial,
    Polynomial,
    coefficients_in,
    constant,
    degree,
    multiply,
    negate,
    power,
    scale,
    total,
    variables,
)

Chain = tuple[Polynomial, ...]
_MOST_TERMS = 120
_HIGHEST = 8


@dataclass(frozen=True)
class Inequality:
    """A sum of products of facts that is > 0 (`strict`) or >= 0, at every stage."""

    products: tuple[Product, ...]
    chain: Chain
    strict: bool

    def times(self, other: Inequality) -> Inequality:
        """The product of two."""
        products = tuple(
            Product(one.coefficient * two.coefficient, one.facts + two.facts, one.squares + two.squares)
            for one in self.products
            for two in other.products
        )
        chain = tuple(multiply(one, two) for one, two in zip(self.chain, other.chain, strict=True))
        return Inequality(products, chain, self.strict and other.strict)

    def scaled(self, factor: Coefficient) -> Inequality:
        """The inequality times a positive number."""
        products = tuple(replace(each, coefficient=each.coefficient * factor) for each in self.products)
        return replace(self, products=products, chain=tuple(scale(factor, each) for each in self.chain))


@dataclass(frozen=True)
class Equation:
    """A fact times a polynomial, equal to 0, at every stage."""

    fact: Fact
    cofactor: Polynomial
    chain: Chain


@dataclass(frozen=True)
class System:
    """What is to be refuted. `solved[s]` leads from stage s to stage s + 1."""

    inequalities: tuple[Inequality, ...]
    equations: tuple[Equation, ...]
    solved: tuple[Equation, ...] = ()


def names_in(given: System) -> list[str]:
    """The variables that are left at the last stage."""
    return sorted(frozenset[str]().union(*map(variables, last_stage(given))))


def last_stage(given: System) -> list[Polynomial]:
    """The inequalities' and then the equations' polynomials, after all that was solved."""
    return [*(each.chain[-1] for each in given.inequalities), *(each.chain[-1] for each in given.equations)]


def system(facts: Sequence[tuple[Fact, Atom]]) -> System:
    """The facts, nothing solved. Facts `!=` are left out."""
    inequalities: list[Inequality] = []
    equations: list[Equation] = []
    for fact, atom in facts:
        if atom.relation in (Relation.GT, Relation.GE):
            strict = atom.relation is Relation.GT
            inequalities.append(Inequality((Product(1, (fact,)),), (atom.polynomial,), strict))
        elif atom.relation is Relation.EQ:
            equations.append(Equation(fact, constant(1), (atom.polynomial,)))
    return System(tuple(inequalities), tuple(equations))


def solve(given: System, divide: bool) -> System:
    """The system with one variable after another solved for; with `divide`, also where the divisor is not a number."""
    while True:
        candidates = sorted(
            (
                (bool(variables(divisor)), len(equation.chain[-1]), index, name)
                for index, equation in enumerate(given.equations)
                for name in sorted(variables(equation.chain[-1]))
                if degree(equation.chain[-1], name) == 1
                for divisor in (coefficients_in(equation.chain[-1], name)[1],)
                if divide or not variables(divisor)
            )
        )
        for _, _, index, name in candidates:
            step = _solved(given, index, name)
            if step is not None:
                given = step
                break
        else:
            return given


def _solved(given: System, index: int, name: str) -> System | None:
    equation = given.equations[index]
    rest, divisor = coefficients_in(equation.chain[-1], name)
    stages = len(equation.chain)
    positive = _positive(divisor, given, stages)
    if positive is None:
        rest, divisor = negate(rest), negate(divisor)
        positive = _positive(divisor, given, stages)
        if positive is None:
            return None
    inequalities: list[Inequality] = []
    for each in given.inequalities:
        last = _put(each.chain[-1], name, rest, divisor)
        for _ in range(degree(each.chain[-1], name) if variables(divisor) else 0):
            each = each.times(positive)
        if len(last) > _MOST_TERMS or degree(last) > _HIGHEST or len(each.products) > _MOST_TERMS:
            return None
        if last or each.strict:
            inequalities.append(replace(each, chain=(*each.chain, last)))
    equations: list[Equation] = []
    for other in given.equations:
        if other is equation:
            continue
        last = _put(other.chain[-1], name, rest, divisor)
        for _ in range(degree(other.chain[-1], name) if variables(divisor) else 0):
            chain = tuple(multiply(one, two) for one, two in zip(other.chain, positive.chain, strict=True))
            other = Equation(other.fact, multiply(other.cofactor, positive.chain[0]), chain)
        if len(last) > _MOST_TERMS or degree(last) > _HIGHEST:
            return None
        if last:
            equations.append(replace(other, chain=(*other.chain, last)))
    return System(tuple(inequalities), tuple(equations), (*given.solved, equation))


def _put(polynomial: Polynomial, name: str, rest: Polynomial, divisor: Polynomial) -> Polynomial:
    """`-rest/divisor` for the name; if the divisor is no number, the result is times its power that clears it."""
    parts = coefficients_in(polynomial, name)
    most = len(parts) - 1
    cleared = total(
        multiply(part, multiply(power(negate(rest), index), power(divisor, most - index)))
        for index, part in enumerate(parts)
    )
    return cleared if variables(divisor) else scale(Fraction(1) / divisor[()] ** most, cleared)


def _positive(divisor: Polynomial, given: System, stages: int) -> Inequality | None:
    """That a divisor is > 0, where it is an inequality or plainly made of positive ones."""
    if not variables(divisor):
        if divisor[()] < 0:
            return None
        return Inequality((Product(divisor[()], ()),), (divisor,) * stages, True)
    for each in given.inequalities:
        if each.strict and (factor := _ratio(divisor, each.chain[-1])) is not None:
            return each.scaled(factor)
    signs: dict[str, Inequality] = {}
    for each in given.inequalities:
        last = each.chain[-1]
        if len(last) == 1 and each.strict:
            ((monomial, coefficient),) = last.items()
            if len(monomial) == 1 and monomial[0][1] == 1 and coefficient > 0:
                signs.setdefault(monomial[0][0], each.scaled(Fraction(1) / coefficient))
    parts: list[Inequality] = []
    for monomial, coefficient in divisor.items():
        if coefficient < 0 or not {name for name, _ in monomial} <= signs.keys():
            return _product(divisor, given, stages)
        part = Inequality((Product(coefficient, ()),), (constant(coefficient),) * stages, True)
        for name, exponent in monomial:
            for _ in range(exponent):
                part = part.times(signs[name])
        parts.append(part)
    products = tuple(product for part in parts for product in part.products)
    chain = tuple(total(part.chain[stage] for part in parts) for stage in range(stages))
    return Inequality(products, chain, True)


def _product(divisor: Polynomial, given: System, stages: int) -> Inequality | None:
    """That a divisor is > 0, where an inequality divides it and what is left is > 0."""
    for each in given.inequalities:
        factor = each.chain[-1]
        if each.strict and 1 < len(factor) <= len(divisor) and degree(factor) < degree(divisor):
            try:
                rest = divided(divisor, factor)
            except ValueError:
                continue
            other = _positive(rest, given, stages)
            if other is not None:
                return each.times(other)
    return None


def _ratio(one: Polynomial, other: Polynomial) -> Fraction | None:
    """The positive number that makes one polynomial of another, if there is one."""
    if one.keys() != other.keys() or not one:
        return None
    key = next(iter(one))
    factor = Fraction(one[key]) / other[key]
    return factor if factor > 0 and all(one[each] == factor * other[each] for each in one) else None


def divided(polynomial: Polynomial, divisor: Polynomial) -> Polynomial:
    """The exact quotient; raises ValueError if there is none."""
    names = sorted(variables(polynomial) | variables(divisor))

    def order(monomial: Monomial) -> tuple[int, ...]:
        exponents = dict(monomial)
        return tuple(exponents.get(name, 0) for name in names)

    lead = max(divisor, key=order)
    remainder = dict(polynomial)
    quotient: Polynomial = {}
    while remainder:
        top = max(remainder, key=order)
        difference = dict(top)
        for name, exponent in lead:
            difference[name] = difference.get(name, 0) - exponent
        if min(difference.values(), default=0) < 0:
            raise ValueError("a polynomial does not divide another")
        monomial = tuple(sorted((name, exponent) for name, exponent in difference.items() if exponent))
        factor = Fraction(remainder[top]) / divisor[lead]
        quotient[monomial] = factor
        for other, coefficient in multiply({monomial: factor}, divisor).items():
            left = remainder.get(other, 0) - coefficient
            if left:
                remainder[other] = left
            else:
                del remainder[other]
    return quotient
