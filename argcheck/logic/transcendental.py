"""exp, log and sqrt: a fresh variable each, with facts that hold of the true functions.

exp is positive, rises, and lies above each of its tangents: exp(v) >= exp(u)*(1 + v - u). log is its inverse on
the positive numbers. sqrt is determined: s >= 0 and s^2 = u.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations

from argcheck.kernel import polynomial as poly
from argcheck.logic import powers, rational
from argcheck.logic.formula import Formula, Relation, both, compare, implies
from argcheck.logic.rational import Quotient
from argcheck.logic.signs import Sign
from argcheck.logic.workspace import Abstraction, Workspace
from argcheck.model.terms import Term

EXP, LOG, SQRT = "exp", "log", "sqrt"
_MOST_TIMES = 12
_ZERO, _ONE = rational.of_number(0), rational.of_number(1)


def exponential(space: Workspace, argument: Quotient, term: Term | None) -> Quotient:
    """exp(argument). exp(-u) is 1/exp(u), and exp(2*u) is exp(u)^2, so that each u has one variable."""
    if argument.value == 0:
        return _ONE
    for entry in space.of_kind(LOG):
        if rational.of_variable(entry.name).key == argument.key:
            return entry.arguments[0]
    unit, times = _primitive(argument)
    key = (EXP, unit.key)
    known = space.known(key)
    if known is None:
        known = space.abstract(key, EXP, (unit,), f"exp({_label(unit)})", term if times == 1 else None)
        _exp_facts(space, known)
    return rational.power(rational.of_variable(known.name), times)


def logarithm(space: Workspace, argument: Quotient, term: Term | None) -> Quotient:
    """log(argument); facts hold where the argument is positive."""
    if argument.value == 1:
        return _ZERO
    factors = powers.positive_factors(space, argument) if space.sign(argument) == Sign.POSITIVE else None
    if factors is not None:
        # log(x*y) = log(x) + log(y)
        parts = [(logarithm(space, factor, None), times) for factor, times in factors]
        result = _ZERO
        for part, times in parts:
            result = rational.add(result, rational.multiply(rational.of_number(times), part))
        return result
    entry = space.known((LOG, argument.key))
    if entry is None:
        entry = space.abstract((LOG, argument.key), LOG, (argument,), f"log({_label(argument)})", term)
        _log_facts(space, entry)
    return rational.of_variable(entry.name)


def square_root(space: Workspace, argument: Quotient, term: Term | None) -> Quotient:
    """sqrt(argument); facts hold where the argument is not negative."""
    entry = space.known((SQRT, argument.key))
    if entry is None:
        entry = space.abstract((SQRT, argument.key), SQRT, (argument,), f"sqrt({_label(argument)})", term)
        root = rational.of_variable(entry.name)
        inside = space.relates(argument, ">=", _ZERO)
        space.fact(implies(inside, compare(root.numerator, Relation.GE)), argument)
        space.fact(implies(inside, space.relates(rational.power(root, 2), "=", argument)), argument)
    return rational.of_variable(entry.name)


def _label(value: Quotient) -> str:
    top = poly.show(value.numerator)
    return top if value.whole else f"({top})/({poly.show(value.denominator)})"


def _primitive(argument: Quotient) -> tuple[Quotient, int]:
    # u = times * unit with coprime integer coefficients over the common denominator, first one positive
    times = rational.content(argument.numerator).numerator
    if argument.numerator[max(argument.numerator)] < 0:
        times = -times
    if abs(times) > _MOST_TIMES:
        times = 1 if times > 0 else -1
    return Quotient(poly.scale(Fraction(1, times), argument.numerator), argument.denominator), times


def _exp_facts(space: Workspace, entry: Abstraction) -> None:
    (argument,) = entry.arguments
    value = rational.of_variable(entry.name)
    rel = space.relates
    positive = compare(value.numerator, Relation.GT)
    space.fact(positive)
    space.signs.learn_positive(value.numerator)
    space.fact(rel(value, ">=", rational.add(_ONE, argument)), argument)
    # 1/exp(u) = exp(-u) >= 1 - u
    space.fact(rel(_ONE, ">=", rational.multiply(value, rational.subtract(_ONE, argument))), argument)
    for order in ("<", ">", "="):
        space.fact(implies(rel(argument, order, _ZERO), rel(value, order, _ONE)), argument)


def _log_facts(space: Workspace, entry: Abstraction) -> None:
    (argument,) = entry.arguments
    value = rational.of_variable(entry.name)
    rel = space.relates
    inside = rel(argument, ">", _ZERO)
    for order in ("<", ">", "="):
        space.fact(implies(both(inside, rel(argument, order, _ONE)), rel(value, order, _ZERO)), argument)
    space.fact(implies(inside, rel(value, "<=", rational.subtract(argument, _ONE))), argument)
    # log(u) = -log(1/u) >= 1 - 1/u
    bound = rel(rational.multiply(value, argument), ">=", rational.subtract(argument, _ONE))
    space.fact(implies(inside, bound), argument)


def relate_transcendentals(space: Workspace) -> None:
    """Facts about pairs: exp and log rise; exp lies above its tangents; log(b^e) = e*log(b)."""
    exponentials = space.of_kind(EXP)
    for index, one in enumerate(exponentials):
        for other in exponentials[:index]:
            _two_exponentials(space, one, other)
            _two_exponentials(space, other, one)
    for one, other, third in permutations(exponentials, 3):
        _three_exponentials(space, one, other, third)
    logarithms = [(entry.arguments[0], rational.of_variable(entry.name)) for entry in space.of_kind(LOG)]
    known = {argument.key: value for argument, value in logarithms}
    for entry in space.of_kind(powers.KIND):
        base, exponent = entry.arguments
        if base.key in known and space.sign(base) == Sign.POSITIVE:
            logarithms.append((rational.of_variable(entry.name), rational.multiply(exponent, known[base.key])))
    for index, (argument, value) in enumerate(logarithms):
        for second, earlier in logarithms[:index]:
            _two_logarithms(space, argument, value, second, earlier)


def _two_exponentials(space: Workspace, one: Abstraction, other: Abstraction) -> None:
    first, second = one.arguments[0], other.arguments[0]
    mine, yours = rational.of_variable(one.name), rational.of_variable(other.name)
    rel = space.relates
    space.fact(implies(rel(first, "<", second), rel(mine, "<", yours)), first, second)
    space.fact(implies(rel(first, "=", second), rel(mine, "=", yours)), first, second)
    tangent = rational.multiply(mine, rational.add(_ONE, rational.subtract(second, first)))
    space.fact(rel(yours, ">=", tangent), first, second)


def _three_exponentials(space: Workspace, one: Abstraction, other: Abstraction, third: Abstraction) -> None:
    # exp(u + v) = exp(u)*exp(v), and exp(-u - v)*exp(u)*exp(v) = 1
    (whole,), (first,), (second,) = one.arguments, other.arguments, third.arguments
    if first.key > second.key:
        return
    both_parts = rational.add(first, second)
    mine, left, right = (rational.of_variable(entry.name) for entry in (one, other, third))
    if rational.subtract(whole, both_parts).value == 0:
        space.fact(space.relates(mine, "=", rational.multiply(left, right)), whole, first, second)
    elif rational.add(whole, both_parts).value == 0:
        space.fact(space.relates(rational.multiply(mine, rational.multiply(left, right)), "=", _ONE), whole, first)


def _two_logarithms(space: Workspace, first: Quotient, mine: Quotient, second: Quotient, yours: Quotient) -> None:
    rel = space.relates
    domain: Formula = both(rel(first, ">", _ZERO), rel(second, ">", _ZERO))
    for order in ("<", "=", ">"):
        premise = both(domain, rel(first, order, second))
        space.fact(implies(premise, rel(mine, order, yours)), first, second, mine, yours)
