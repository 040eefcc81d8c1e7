"""exp, log and sqrt: a fresh variable each, with facts that hold of the true functions.

exp is positive, rises, and lies above each of its tangents: exp(v) >= exp(u)*(1 + v - u). log is its inverse on
the positive numbers. sqrt is determined: s >= 0 and s^2 = u. What exactly holds is said in the kernel's lemmas.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations

from argcheck.kernel import polynomial as poly
from argcheck.kernel.quotients import Quotient
from argcheck.kernel.symbols import Kind, Meaning
from argcheck.logic import powers, rational
from argcheck.logic.signs import Sign
from argcheck.logic.workspace import Abstraction, Workspace
from argcheck.model.terms import Term

EXP, LOG, SQRT = "exp", "log", "sqrt"
_MOST_TIMES = 12
_ORDERS = ("<", "=", ">")
_ZERO, _ONE = rational.of_number(0), rational.of_number(1)


def exponential(space: Workspace, argument: Quotient, term: Term | None) -> Quotient:
    """exp(argument). exp(-u) is 1/exp(u), and exp(2*u) is exp(u)^2, so that each u has one variable."""
    if argument.value == 0:
        return _ONE
    for entry in space.of_kind(LOG):
        if rational.of_variable(entry.name).key == argument.key:
            space.rewritten("exponentials of logarithms")
            return entry.arguments[0]
    unit, times = _primitive(argument)
    key = (EXP, unit.key)
    known = space.known(key)
    if known is None:
        label, told = f"exp({_label(unit)})", term if times == 1 else None
        known = space.abstract(key, EXP, label, told, Meaning(Kind.EXP, (unit,)))
        exp_facts(space, known.name)
    if times != 1:
        space.rewritten("exponentials of multiples")
    return rational.power(rational.of_variable(known.name), times)


def logarithm(space: Workspace, argument: Quotient, term: Term | None) -> Quotient:
    """log(argument); facts hold where the argument is positive."""
    if argument.value == 1:
        return _ZERO
    factors = powers.positive_factors(space, argument) if space.sign(argument) == Sign.POSITIVE else None
    if factors is not None:
        space.rewritten("logarithms of products")
        parts = [(logarithm(space, factor, None), times) for factor, times in factors]
        result = _ZERO
        for part, times in parts:
            result = rational.add(result, rational.multiply(rational.of_number(times), part))
        return result
    entry = space.known((LOG, argument.key))
    if entry is None:
        label, meaning = f"log({_label(argument)})", Meaning(Kind.LOG, (argument,))
        entry = space.abstract((LOG, argument.key), LOG, label, term, meaning)
        log_facts(space, entry.name)
    return rational.of_variable(entry.name)


def square_root(space: Workspace, argument: Quotient, term: Term | None) -> Quotient:
    """sqrt(argument); facts hold where the argument is not negative."""
    entry = space.known((SQRT, argument.key))
    if entry is None:
        label, meaning = f"sqrt({_label(argument)})", Meaning(Kind.SQRT, (argument,))
        entry = space.abstract((SQRT, argument.key), SQRT, label, term, meaning)
        space.lemma("sqrt: sign", entry.name)
        space.lemma("sqrt: square", entry.name)
    return rational.of_variable(entry.name)


def _label(value: Quotient) -> str:
    top = poly.show(value.numerator)
    return top if value.whole else f"({top})/({poly.show(value.denominator)})"


def is_primitive(argument: Quotient) -> bool:
    """Whether exp(argument) is not written as a power of another one."""
    return argument.value != 0 and _primitive(argument)[1] == 1


def _primitive(argument: Quotient) -> tuple[Quotient, int]:
    # u = times * unit with coprime integer coefficients over the common denominator, first one positive
    times = rational.content(argument.numerator).numerator
    if argument.numerator[max(argument.numerator)] < 0:
        times = -times
    if abs(times) > _MOST_TIMES:
        times = 1 if times > 0 else -1
    return Quotient(poly.scale(Fraction(1, times), argument.numerator), argument.denominator), times


def exp_facts(space: Workspace, name: str) -> None:
    space.lemma("exp: positive", name)
    space.positive(name)
    space.lemma("exp: bound below", name)
    space.lemma("exp: bound above", name)
    for order in _ORDERS:
        space.lemma("exp: side of 1", name, order)


def log_facts(space: Workspace, name: str) -> None:
    for order in _ORDERS:
        space.lemma("log: side of 0", name, order)
    space.lemma("log: bound above", name)
    space.lemma("log: bound below", name)


def relate_transcendentals(space: Workspace) -> None:
    """Facts about pairs: exp and log rise; exp lies above its tangents; log(b^e) = e*log(b)."""
    exponentials = space.of_kind(EXP)
    for index, one in enumerate(exponentials):
        for other in exponentials[:index]:
            for first, second in ((one.name, other.name), (other.name, one.name)):
                space.lemma("exp: order", first, second, "<")
                space.lemma("exp: order", first, second, "=")
                space.lemma("exp: tangent", first, second)
    for one, other, third in permutations(exponentials, 3):
        _three_exponentials(space, one, other, third)
    _relate_logarithms(space)


def _relate_logarithms(space: Workspace) -> None:
    known = {entry.arguments[0].key: entry.name for entry in space.of_kind(LOG)}
    logged: list[tuple[str, ...]] = [(name,) for name in known.values()]  # a logarithm, or a power and that of its base
    for entry in space.of_kind(powers.KIND):
        base = entry.arguments[0]
        if base.key in known and space.sign(base) == Sign.POSITIVE:
            logged.append((entry.name, known[base.key]))
    for index, one in enumerate(logged):
        for other in logged[:index]:
            name = {2: "log: order", 3: "log: order with a power", 4: "log: order of powers"}[len(one) + len(other)]
            for order in _ORDERS:
                space.lemma(name, *one, *other, order)


def _three_exponentials(space: Workspace, one: Abstraction, other: Abstraction, third: Abstraction) -> None:
    # exp(u + v) = exp(u)*exp(v), and exp(-u - v)*exp(u)*exp(v) = 1
    (whole,), (first,), (second,) = one.arguments, other.arguments, third.arguments
    if first.key > second.key:
        return
    both_parts = rational.add(first, second)
    if rational.subtract(whole, both_parts).value == 0:
        space.lemma("exp: sum", one.name, other.name, third.name)
    elif rational.add(whole, both_parts).value == 0:
        space.lemma("exp: inverse", one.name, other.name, third.name)
