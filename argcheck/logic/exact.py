"""Exact real numbers: rationals are `Fraction`; roots, exponentials and logarithms are `Surd`.

`+ - * /` and comparisons are Python's own operators. Everything here is exact or refuses: `Undetermined` when a
comparison cannot be certified, `TooLarge` when a number has no reasonable size, `OutsideDomain` where a
function has no value.
"""

from __future__ import annotations

from fractions import Fraction

from argcheck.logic import generators
from argcheck.logic.generators import (
    ONE,
    Function,
    Generator,
    Monomial,
    Quotient,
    Sum,
    TooLarge,
    Undetermined,
    constant,
    frozen,
    positive,
    reduced,
    single,
)
from argcheck.logic.intervals import Coarse
from argcheck.logic.surd import Number, Surd, divide, make, sign

__all__ = [
    "Exact",
    "Number",
    "OutsideDomain",
    "Surd",
    "TooLarge",
    "Undetermined",
    "ceil",
    "divide",
    "exp",
    "floor",
    "log",
    "power",
    "sign",
    "sqrt",
    "tidy",
    "whole",
]

Exact = Fraction | Surd
"""An exact real number. Inside computations an `int` may stand for a whole `Fraction` (`Number`)."""

_LARGEST_EXPONENT = 20_000
_HALF = Fraction(1, 2)


class OutsideDomain(ArithmeticError):
    """A function applied where it has no real value; the message says why."""


def tidy(value: Number) -> Exact:
    """The number as a `Fraction` where it is rational."""
    return Fraction(value) if isinstance(value, int) else value


def floor(value: Number) -> int:
    """The greatest integer that is at most the value. Raises `Undetermined`, `TooLarge`."""
    return value.floor() if isinstance(value, Surd) else value.numerator // value.denominator


def ceil(value: Number) -> int:
    """The least integer that is at least the value. Raises `Undetermined`, `TooLarge`."""
    return -floor(-value)


def whole(value: Number) -> int | None:
    """The value as an `int` if it is an integer. Raises `Undetermined`, `TooLarge`."""
    if isinstance(value, Surd):
        below = value.floor()
        return below if value == below else None
    return value.numerator if value.denominator == 1 else None


def power(base: Number, exponent: Number) -> Number:
    """`base ^ exponent` as mathematics has it.

    An integer exponent of at least 0 takes any base (`0^0` is 1), a negative integer any base but 0, any other
    exponent a base above 0. Raises `OutsideDomain`, `TooLarge`, `Undetermined`.
    """
    count = whole(exponent)
    if count is not None:
        return _integer_power(base, count)
    if sign(base) <= 0:
        raise OutsideDomain("a power with an exponent that is not an integer needs a base above 0")
    if base == 1:
        return 1
    if isinstance(exponent, Surd):
        return exp(exponent * log(base))
    return _real_power(base, Fraction(exponent))


def sqrt(value: Number) -> Number:
    """The square root. Raises `OutsideDomain` below 0, `TooLarge`, `Undetermined`."""
    side = sign(value)
    if side < 0:
        raise OutsideDomain("the square root of a negative number")
    return _real_power(value, _HALF) if side else Fraction(0)


def exp(value: Number) -> Number:
    """e to the value. Raises `TooLarge`, `Undetermined`."""
    if isinstance(value, Surd):
        _check_size(value)
        if value.denominator != ONE:
            return make(single(Function("exp", value.key)))
        result: Number = 1
        for monomial, coefficient in value.numerator.items():
            result = result * _exp_of_term(monomial, coefficient)
        return result
    rational = Fraction(value)
    if abs(rational) > _LARGEST_EXPONENT:
        raise TooLarge("an exponential with too many digits")
    return make(single(Function("exp", frozen(ONE)), rational))


def log(value: Number) -> Number:
    """The natural logarithm. Raises `OutsideDomain` at and below 0, `TooLarge`, `Undetermined`."""
    if sign(value) <= 0:
        raise OutsideDomain("the logarithm of a number that is not above 0")
    if not isinstance(value, Surd):
        return _log_of_rational(Fraction(value))
    if value.denominator != ONE:
        below = make(value.denominator)
        return log(abs(make(value.numerator))) - log(abs(below))
    if len(value.numerator) > 1:
        return make(single(Function("log", value.key)))
    ((monomial, coefficient),) = value.numerator.items()
    if not all(positive(generator) for generator, _ in monomial):
        return make(single(Function("log", value.key)))
    result = _log_of_rational(coefficient)
    for generator, exponent in monomial:
        result = result + exponent * _log_of_generator(generator)
    return result


def _check_size(value: Surd) -> None:
    try:
        low, high = value.enclosure(64)
    except Coarse:
        raise TooLarge("an exponential whose size is not clear") from None
    if max(-low, high) > _LARGEST_EXPONENT << 64:
        raise TooLarge("an exponential with too many digits")


def _exp_of_term(monomial: Monomial, coefficient: Fraction) -> Number:
    """exp(coefficient * monomial), where exp(c * log x) is x^c."""
    if len(monomial) == 1:
        ((generator, exponent),) = monomial
        if isinstance(generator, Function) and generator.kind == "log" and exponent == 1:
            return power(_value(generator.argument), coefficient)
    return make(single(Function("exp", frozen({monomial: Fraction(1)})), coefficient))


def _value(quotient: Quotient) -> Number:
    return make(dict(quotient[0]), dict(quotient[1]))


def _log_of_rational(value: Fraction) -> Number:
    terms: Sum = {}
    for base, count in generators.factors(value):
        generator = Function("log", frozen(constant(base)))
        terms = generators.add(terms, generators.scale(count, single(generator)))
    return make(terms)


def _log_of_generator(generator: Generator) -> Number:
    if isinstance(generator, int):
        return _log_of_rational(Fraction(generator))
    if isinstance(generator, Function) and generator.kind == "exp":
        return _value(generator.argument)
    if isinstance(generator, Function) and generator.kind == "power":
        return log(_value(generator.argument))
    return make(single(Function("log", frozen(single(generator)))))


def _integer_power(base: Number, exponent: int) -> Number:
    if exponent == 0:
        return 1
    if exponent < 0 and sign(base) == 0:
        raise OutsideDomain("0 has no negative power")
    if not isinstance(base, Surd):
        return generators.rational_power(Fraction(base), exponent)
    if exponent < 0:
        return _integer_power(divide(1, base), -exponent)
    if len(base.numerator) == 1 and base.denominator == ONE:
        ((monomial, coefficient),) = base.numerator.items()
        raised = reduced({generator: part * exponent for generator, part in monomial})
        return make(generators.scale(generators.rational_power(coefficient, exponent), raised))
    if exponent > generators.MOST_TERMS:
        raise TooLarge("a power with too many terms")
    return make(generators.power(base.numerator, exponent), generators.power(base.denominator, exponent))


def _real_power(base: Number, exponent: Fraction) -> Number:
    """A power of a positive number with an exponent that is not an integer."""
    if not isinstance(base, Surd):
        return make(generators.root_of_rational(Fraction(base), exponent))
    if base.denominator != ONE:
        top, bottom = (_real_power(abs(make(part)), exponent) for part in (base.numerator, base.denominator))
        return divide(top, bottom)
    terms = base.numerator
    if len(terms) == 1:
        ((monomial, coefficient),) = terms.items()
        if all(positive(generator) for generator, _ in monomial):
            outside = generators.root_of_rational(coefficient, exponent)
            inside = reduced({generator: part * exponent for generator, part in monomial})
            return make(generators.multiply(outside, inside))
    count = floor(exponent)
    root = make(single(Function("power", frozen(terms)), exponent - count))
    return root * _integer_power(base, count)
