"""Sums of products of generators: how a real number that is not rational is written down exactly.

A generator is a prime (which stands under a root: its exponents are fractions), `exp(x)`, `log(x)`, a positive
number under a root, or a root of an integer polynomial. A monomial is a set of (generator, exponent) pairs; a
sum maps monomials to non-zero rational coefficients. Equal primes, exponentials and logarithms meet in equal
generators, so that `sqrt(2)*sqrt(2)` is 2 and `exp(1)*exp(-1)` is 1 without any search.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce

from argcheck.logic.intervals import integer_root

MOST_BITS = 100_000
MOST_TERMS = 400
_TRIAL = 1000


class TooLarge(ArithmeticError):
    """A number, a sum or a search that would take too much room or time to work out exactly."""


class Undetermined(ArithmeticError):
    """A comparison that exact arithmetic cannot decide, or a value that it cannot work out."""


@dataclass(frozen=True, slots=True)
class Function:
    """`exp(argument)`, `log(argument)`, or (kind `"power"`) a positive sum that stands under a root."""

    kind: str
    argument: Quotient


@dataclass(frozen=True, slots=True)
class Root:
    """The one real root of an integer polynomial (coefficients from the constant up) in [low, high]; not 0."""

    coefficients: tuple[int, ...]
    low: Fraction
    high: Fraction


Generator = int | Function | Root
Monomial = frozenset[tuple[Generator, Fraction]]
Sum = dict[Monomial, Fraction]
Quotient = tuple[frozenset[tuple[Monomial, Fraction]], frozenset[tuple[Monomial, Fraction]]]

UNIT: Monomial = frozenset()
ONE: Sum = {UNIT: Fraction(1)}


def constant(value: int | Fraction) -> Sum:
    """The rational number as a sum."""
    return {UNIT: Fraction(value)} if value else {}


def frozen(numerator: Sum, denominator: Sum = ONE) -> Quotient:
    """A hashable quotient of two sums."""
    return frozenset(numerator.items()), frozenset(denominator.items())


def single(generator: Generator, exponent: Fraction | int = 1) -> Sum:
    """A power of one generator."""
    return {frozenset(((generator, Fraction(exponent)),)): Fraction(1)} if exponent else ONE


def add(left: Sum, right: Sum) -> Sum:
    """The sum."""
    result = dict(left)
    for monomial, coefficient in right.items():
        total = result.get(monomial, 0) + coefficient
        if total:
            result[monomial] = total
        else:
            del result[monomial]
    return result


def scale(factor: Fraction | int, terms: Sum) -> Sum:
    """A sum times a rational."""
    return {monomial: factor * coefficient for monomial, coefficient in terms.items()} if factor else {}


def multiply(left: Sum, right: Sum) -> Sum:
    """The product. Raises `TooLarge` when it has too many terms."""
    if len(left) * len(right) > MOST_TERMS * 4:
        raise TooLarge("a product with too many terms")
    result: Sum = {}
    for monomial, coefficient in left.items():
        for other, factor in right.items():
            both = coefficient * factor
            if monomial and other:
                result = add(result, scale(both, _product(monomial, other)))
            else:
                result = add(result, {monomial or other: both})
    if len(result) > MOST_TERMS:
        raise TooLarge("a sum with too many terms")
    return result


def power(terms: Sum, exponent: int) -> Sum:
    """A power with an exponent of at least 0."""
    result, square = ONE, terms
    while exponent:
        if exponent & 1:
            result = multiply(result, square)
        exponent >>= 1
        if exponent:
            square = multiply(square, square)
    return result


def _product(left: Monomial, right: Monomial) -> Sum:
    exponents = dict(left)
    for generator, exponent in right:
        exponents[generator] = exponents.get(generator, Fraction(0)) + exponent
    return reduced(exponents)


def reduced(exponents: dict[Generator, Fraction]) -> Sum:
    """The product of powers, with whole powers of primes and of sums under a root worked out."""
    coefficient = Fraction(1)
    kept: list[tuple[Generator, Fraction]] = []
    expanded: list[Sum] = []
    for generator, exponent in exponents.items():
        rest = exponent
        if isinstance(generator, int):
            whole = exponent.numerator // exponent.denominator
            coefficient *= rational_power(Fraction(generator), whole)
            rest = exponent - whole
        elif isinstance(generator, Function) and generator.kind == "power" and exponent >= 1:
            whole = exponent.numerator // exponent.denominator
            expanded.append(power(dict(generator.argument[0]), whole))
            rest = exponent - whole
        if rest:
            kept.append((generator, rest))
    return reduce(multiply, expanded, {frozenset(kept): coefficient})


def rational_power(base: Fraction, exponent: int) -> Fraction:
    """An integer power of a rational (not a negative one of 0). Raises `TooLarge`."""
    bits = max(base.numerator.bit_length(), base.denominator.bit_length())
    if bits > 1 and abs(exponent) * (bits - 1) > MOST_BITS:
        raise TooLarge("a power with too many digits")
    return base if exponent == 1 else Fraction(base**exponent)


def root_of_rational(base: Fraction, exponent: Fraction) -> Sum:
    """A rational power of a positive rational, as primes with exponents between 0 and 1."""
    whole, part = divmod(exponent, 1)
    if part.denominator > 1000:
        raise TooLarge("a root of very high degree")
    outside = rational_power(base, int(whole))
    exponents: dict[Generator, Fraction] = {prime: count * part for prime, count in factors(base)}
    return scale(outside, reduced(exponents))


def factors(value: Fraction) -> Iterator[tuple[int, int]]:
    """Bases above 1 with exponents whose product is the positive rational; prime unless they are very large."""
    for part, sign in ((value.numerator, 1), (value.denominator, -1)):
        for base, count in _factors(part):
            yield base, sign * count


def _factors(value: int) -> Iterator[tuple[int, int]]:
    if value.bit_length() > MOST_BITS // 50:
        raise TooLarge("a root of a number with too many digits")
    candidate = 2
    while candidate <= _TRIAL and candidate * candidate <= value:
        count = 0
        while value % candidate == 0:
            value //= candidate
            count += 1
        if count:
            yield candidate, count
        candidate += 1 if candidate == 2 else 2
    if value > 1:
        for degree in range(value.bit_length() // 9, 1, -1):
            base = integer_root(value, degree)
            if base**degree == value:
                yield base, degree
                return
        yield value, 1


def positive(generator: Generator) -> bool:
    """Whether the generator is positive by its nature (a logarithm or a root may be negative)."""
    return isinstance(generator, int) or (isinstance(generator, Function) and generator.kind != "log")


def algebraic(generator: Generator) -> bool:
    """Whether the generator is known to be an algebraic number by how it is built."""
    if isinstance(generator, Function):
        parts = (key for terms in generator.argument for monomial, _ in terms for key, _ in monomial)
        return generator.kind == "power" and all(algebraic(part) for part in parts)
    return True
