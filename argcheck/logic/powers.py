"""Powers with symbolic exponents: a fresh variable each, with facts that hold of true powers.

For b > 0 the power b^e is positive, 1 at e = 0 or b = 1, monotone in e (rising for b > 1, falling for b < 1)
and in b (rising for e > 0), multiplicative in e, and above its tangent 1 + e*(b - 1) for e >= 1 or e <= 0
(Bernoulli). For any b and a whole e > 0, 0^e = 0; b^0 = 1. What exactly holds is said in the kernel's lemmas.
"""

from __future__ import annotations

from collections.abc import Sequence

from argcheck.kernel import polynomial as poly
from argcheck.kernel import spread as spreading
from argcheck.kernel.data import Refused
from argcheck.kernel.lemmas_powers import BETWEEN, opened
from argcheck.kernel.polynomial import UNIT, Polynomial
from argcheck.kernel.quotients import Quotient, raised, reduced
from argcheck.kernel.spread import FACTORS, POSITIVE, SQUARES
from argcheck.kernel.symbols import Kind, Meaning
from argcheck.logic import rational
from argcheck.logic.factors import positive_factors
from argcheck.logic.formula import Atom, Relation
from argcheck.logic.signs import Sign
from argcheck.logic.workspace import Abstraction, Workspace
from argcheck.model.show import show
from argcheck.model.terms import App, Term

_ONE = rational.of_number(1)
_MOST_TERMS = 20_000
KIND = "power"
_SIDES = ("<", ">")
_STEPS = range(-3, 11)
_MOST_GAP = 3


class TooLarge(Exception):
    """A polynomial would be too large to write out."""


def whole_power(base: Quotient, exponent: int) -> Quotient:
    """base^exponent for a whole number; raises TooLarge, or ZeroDivisionError for a negative power of 0."""
    size = max(len(base.numerator), len(base.denominator))
    if size > 1 and size ** min(abs(exponent), 64) > _MOST_TERMS and abs(exponent) > 6:
        raise TooLarge(f"a power with exponent {exponent} is too large to write out")
    if size <= 1 and abs(exponent) > 4000:
        raise TooLarge(f"a power with exponent {exponent} is too large to write out")
    return rational.power(base, exponent)


def symbolic_power(
    space: Workspace, base: Quotient, exponent: Quotient, whole: bool, base_term: Term, exponent_term: Term
) -> Quotient:
    """base^exponent with a symbolic exponent; `whole` says that the exponent is an integer."""
    if base.value == 1:
        return _ONE
    parts = parts_to_open(space, base, exponent)
    if parts is not None:
        return open_power(space, parts)
    way = way_to_spread(space, base)
    if way != SQUARES:
        # exponents add: b^(T + N - 1) = b^T * b^N / b
        return spread_power(space, base, exponent, way) if exponent.whole else _atom(space, base, exponent, None)
    if whole and _splits(space, base, exponent):
        return spread_power(space, base, exponent, way)
    return _atom(space, base, exponent, App("^", (base_term, exponent_term)))


def parts_to_open(space: Workspace, base: Quotient, exponent: Quotient) -> list[tuple[Quotient, Quotient]] | None:
    """The powers of other bases of which base^exponent is the product, if it has to be written so: where there are
    powers in the base, or several factors whose exponents are quotients."""
    try:
        parts = opened(space.symbols, base, exponent)
        factors = spreading.factors(base)
    except Refused:
        return None
    nested = {part.key for part, _ in parts} - {base.key} - {factor.key for factor, _ in factors}
    if not nested and (exponent.whole or len(parts) == 1):
        return None
    return parts if all(space.sign(part) == Sign.POSITIVE for part, _ in parts) else None


def open_power(space: Workspace, parts: Sequence[tuple[Quotient, Quotient]]) -> Quotient:
    """The product of powers of positive bases."""
    result = _ONE
    for base, exponent in parts:
        step = rational.quotient(*_sides(reduced(exponent)))
        power = spread_power(space, base, step, POSITIVE) if step.whole else _atom(space, base, step, None)
        result = rational.multiply(result, power)
    return result


def _sides(value: Quotient) -> tuple[Polynomial, Polynomial]:
    return value.numerator, value.denominator


def way_to_spread(space: Workspace, base: Quotient) -> str:
    """How a power of this base may be spread, as the kernel calls it; `squares` only if the base is not 0."""
    if space.sign(base) != Sign.POSITIVE:
        return SQUARES
    return FACTORS if positive_factors(space, base) is not None else POSITIVE


def spread_power(space: Workspace, base: Quotient, exponent: Quotient, way: str) -> Quotient:
    """base^exponent as a product of powers with simpler exponents; the exponent is a polynomial."""

    def part(factor: Quotient, step: Quotient) -> Quotient:
        if way == SQUARES and factor is not base and not space.sign(base) & Sign.ZERO:
            space.signs.learn(Atom(factor.numerator, Relation.GT))  # a square of what is not 0
        return _atom(space, factor, step, None, square=factor is not base)

    try:
        result = spreading.spread(base, exponent, way, part)
    except Refused as error:
        raise TooLarge(str(error)) from error
    return rational.quotient(result.numerator, result.denominator)


def _splits(space: Workspace, base: Quotient, exponent: Quotient) -> bool:
    """Whether base^(s + t) is base^s * base^t: the exponents are whole, and the base is not 0 or none is negative."""
    if not space.symbols.is_whole(exponent):
        return False
    # 0^(-n) for n < 0 is 0, not 1/0^n: where the base may be 0, each variable part itself must not be negative
    return not space.sign(base) & Sign.ZERO or all(
        coefficient > 0 and not space.signs.of({monomial: 1}) & Sign.NEGATIVE
        for monomial, coefficient in exponent.numerator.items()
    )


def _atom(space: Workspace, base: Quotient, exponent: Quotient, term: Term | None, square: bool = False) -> Quotient:
    if exponent.value is not None and exponent.value.denominator == 1:
        return whole_power(base, int(exponent.value))
    return rational.of_variable(symbol(space, base, exponent, term, square).name)


def symbol(
    space: Workspace, base: Quotient, exponent: Quotient, term: Term | None = None, square: bool = False
) -> Abstraction:
    key = (KIND, base.key, exponent.key)
    entry = space.known(key)
    if entry is None:
        label = show(term) if term is not None else f"({_label(base)})^({_label(exponent)})"
        entry = space.abstract(key, KIND, label, term, Meaning(Kind.POWER, (base, exponent)))
        _facts(space, entry)
        if space.symbols.is_whole(exponent) and not square and space.sign(base) & Sign.NEGATIVE:
            # (b^e)^2 = (b^2)^e says how large a power of a negative base is
            other = symbol(space, raised(base, 2), exponent, square=True)
            space.lemma("power: square", entry.name, other.name)
    return entry


def _label(value: Quotient) -> str:
    top = poly.show(value.numerator)
    return top if value.whole else f"({top})/({poly.show(value.denominator)})"


def _facts(space: Workspace, entry: Abstraction) -> None:
    base, exponent = entry.arguments
    name = entry.name
    space.lemma("power: positive", name)
    space.positive(name)
    if exponent.value is not None:
        space.lemma("power: root", name)
        return
    if base.value is not None:
        for k in _STEPS:
            space.lemma("power: step of a number", name, "<=", str(k))
            space.lemma("power: step of a number", name, ">", str(k))
    space.lemma("power: exponent 0", name)
    space.lemma("power: base 0", name)
    space.lemma("power: base not 0", name)
    space.lemma("power: base 1", name)
    for side in _SIDES:
        for direction in _SIDES:
            space.lemma("power: side of 1", name, side, direction)
    whole = space.symbols.is_whole(exponent)
    for side in _SIDES:
        space.lemma("power: beyond its base", name, side)
        space.lemma("power: tangent", name, side)
        if not (whole and base.value is not None):  # its steps say enough
            space.lemma("power: strictly beyond its base", name, side)
            space.lemma("power: strict tangent", name, side)
    if not whole:
        space.lemma("power: tangent", name, BETWEEN)
        space.lemma("power: strict tangent", name, BETWEEN)
    _root_of_symbol(space, entry)


def _root_of_symbol(space: Workspace, entry: Abstraction) -> None:
    # r = b^(1/s): then r^s = b, which ties r to other powers with exponent s
    base, exponent = entry.arguments
    inverse = _inverse_symbol(exponent)
    if inverse is not None and space.sign(base) == Sign.POSITIVE:
        back = symbol(space, rational.of_variable(entry.name), inverse)
        space.lemma("power: inverse exponent", entry.name, back.name)


def _inverse_symbol(exponent: Quotient) -> Quotient | None:
    top: Polynomial = exponent.numerator
    if set(top) == {UNIT} and poly.variables(exponent.denominator):
        return rational.divide(_ONE, exponent)
    return None


def relate_powers(space: Workspace) -> None:
    """Facts about pairs of powers: the same base, or the same exponent."""
    entries = space.of_kind(KIND)
    for index, one in enumerate(entries):
        for other in entries[:index]:
            if one.arguments[0].key == other.arguments[0].key:
                _same_base(space, one, other)
            elif one.arguments[1].key == other.arguments[1].key:
                _same_exponent(space, one, other)


def _same_base(space: Workspace, one: Abstraction, other: Abstraction) -> None:
    space.lemma("powers: equal exponents", one.name, other.name)
    gap = rational.subtract(one.arguments[1], other.arguments[1]).value
    if gap is not None and gap.denominator == 1 and 0 < abs(gap) <= _MOST_GAP:
        high, low = (one, other) if gap > 0 else (other, one)
        space.lemma("powers: step of the exponent", high.name, low.name)
    for direction in _SIDES:
        for side in reversed(_SIDES):
            space.lemma("powers: order of exponents", one.name, other.name, side, direction)
    for low, high in ((one, other), (other, one)):
        for side in reversed(_SIDES):
            space.lemma("powers: gap of exponents", low.name, high.name, side)


def _same_exponent(space: Workspace, one: Abstraction, other: Abstraction) -> None:
    space.lemma("powers: equal bases", one.name, other.name)
    for order in _SIDES:
        for sign in reversed(_SIDES):
            space.lemma("powers: order of bases", one.name, other.name, order, sign)
    exponent = one.arguments[1]
    if exponent.value is not None:  # roots, which are polynomial
        return
    bends = _SIDES if space.symbols.is_whole(exponent) else (*_SIDES, BETWEEN)
    for first, second in ((one.name, other.name), (other.name, one.name)):
        for bend in bends:
            space.lemma("powers: tangent", first, second, bend)
            space.lemma("powers: strict tangent", first, second, bend)
        for side in _SIDES:
            space.lemma("powers: chord", first, second, side)
