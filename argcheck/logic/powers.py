"""Powers with symbolic exponents: a fresh variable each, with facts that hold of true powers.

For b > 0 the power b^e is positive, 1 at e = 0 or b = 1, monotone in e (rising for b > 1, falling for b < 1)
and in b (rising for e > 0), multiplicative in e, and above its tangent 1 + e*(b - 1) for e >= 1 or e <= 0
(Bernoulli). For any b and a whole e > 0, 0^e = 0; b^0 = 1.
"""

from __future__ import annotations

from fractions import Fraction

from argcheck.kernel import polynomial as poly
from argcheck.kernel.polynomial import UNIT, Polynomial
from argcheck.logic import rational
from argcheck.logic.formula import Formula, Relation, both, compare, either, implies
from argcheck.logic.rational import Quotient
from argcheck.logic.signs import Sign
from argcheck.logic.workspace import Abstraction, Workspace
from argcheck.model.show import show
from argcheck.model.terms import App, Term

_ONE = rational.of_number(1)
_MOST_TERMS = 20_000
KIND = "power"
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
    sign = space.sign(base)
    if sign != Sign.POSITIVE:
        if whole and _splits(space, base, exponent):
            return _split_power(space, base, exponent)
        return _atom(space, base, exponent, whole, App("^", (base_term, exponent_term)))
    factors = positive_factors(space, base)
    if factors is not None:
        result = _ONE
        for factor, times in factors:
            scaled = rational.multiply(exponent, rational.of_number(times))
            part = _positive_power(space, factor, scaled, whole)
            result = rational.multiply(result, part)
        return result
    return _positive_power(space, base, exponent, whole)


def positive_factors(space: Workspace, base: Quotient) -> list[tuple[Quotient, int]] | None:
    """The positive variables and number that multiply, each to a power, to the base; None if there is one factor
    only or one may not be positive. Powers and logarithms split there: (x*y)^e = x^e*y^e."""
    if len(base.numerator) != 1 or len(base.denominator) != 1:
        return None
    pairs: list[tuple[Quotient, int]] = []
    for polynomial, direction in ((base.numerator, 1), (base.denominator, -1)):
        ((monomial, coefficient),) = polynomial.items()
        for name, times in monomial:
            if space.signs.of(poly.variable(name)) != Sign.POSITIVE:
                return None
            pairs.append((rational.of_variable(name), direction * times))
        if coefficient != 1:
            pairs.append((rational.of_number(coefficient), direction))
    return pairs if len(pairs) > 1 or (pairs and pairs[0][1] != 1) else None


def _positive_power(space: Workspace, base: Quotient, exponent: Quotient, whole: bool) -> Quotient:
    # exponents add: b^(T + N - 1) = b^T * b^N / b
    if not exponent.whole:
        return _atom(space, base, exponent, whole, None)
    result = _ONE
    for monomial, coefficient in sorted(exponent.numerator.items()):
        value = Fraction(coefficient)
        if monomial == UNIT and value.denominator == 1:
            result = rational.multiply(result, whole_power(base, int(value)))
            continue
        step = Quotient({monomial: Fraction(1, value.denominator)}, {UNIT: 1})
        integral = value.denominator == 1 and all(name in space.integers for name, _ in monomial)
        part = _atom(space, base, step, integral, None)
        result = rational.multiply(result, whole_power(part, value.numerator))
    return result


def _splits(space: Workspace, base: Quotient, exponent: Quotient) -> bool:
    """Whether base^(s + t) is base^s * base^t: the exponents are whole, and the base is not 0 or none is negative."""
    if not exponent.whole or not all(
        Fraction(coefficient).denominator == 1 and all(name in space.integers for name, _ in monomial)
        for monomial, coefficient in exponent.numerator.items()
    ):
        return False
    # 0^(-n) for n < 0 is 0, not 1/0^n: where the base may be 0, each variable part itself must not be negative
    return not space.sign(base) & Sign.ZERO or all(
        coefficient > 0 and not space.signs.of({monomial: 1}) & Sign.NEGATIVE
        for monomial, coefficient in exponent.numerator.items()
    )


def _split_power(space: Workspace, base: Quotient, exponent: Quotient) -> Quotient:
    """A power that `_splits`; an even part is a power of the square, whose sign is known."""
    result = _ONE
    for monomial, coefficient in sorted(exponent.numerator.items()):
        times = int(coefficient)
        if monomial == UNIT:
            result = rational.multiply(result, whole_power(base, times))
            continue
        step = Quotient({monomial: 1}, {UNIT: 1})
        if times % 2 == 0:
            part, times = _power_of_square(space, base, step), times // 2
        else:
            part = _atom(space, base, step, True, None)
        result = rational.multiply(result, whole_power(part, times))
    return result


def _power_of_square(space: Workspace, base: Quotient, exponent: Quotient) -> Quotient:
    square = whole_power(base, 2)
    if not space.sign(base) & Sign.ZERO:
        space.signs.learn_positive(square.numerator)
    return _atom(space, square, exponent, True, None, square=True)


def _atom(
    space: Workspace, base: Quotient, exponent: Quotient, whole: bool, term: Term | None, square: bool = False
) -> Quotient:
    if exponent.value is not None and exponent.value.denominator == 1:
        return whole_power(base, int(exponent.value))
    key = (KIND, base.key, exponent.key)
    entry = space.known(key)
    if entry is None:
        label = show(term) if term is not None else f"({_label(base)})^({_label(exponent)})"
        entry = space.abstract(key, KIND, (base, exponent), label, term)
        _facts(space, entry, whole)
        if whole and not square and space.sign(base) & Sign.NEGATIVE:
            _negative_base_facts(space, entry)
    return rational.of_variable(entry.name)


def _label(value: Quotient) -> str:
    top = poly.show(value.numerator)
    return top if value.whole else f"({top})/({poly.show(value.denominator)})"


def _facts(space: Workspace, entry: Abstraction, whole: bool) -> None:
    base, exponent = entry.arguments
    value = rational.of_variable(entry.name)
    zero = rational.of_number(0)
    rel = space.relates
    positive = rel(base, ">", zero)

    def fact(*conditions: Formula, then: Formula) -> None:
        space.fact(implies(both(*conditions), then), base, exponent)

    fact(positive, then=compare(value.numerator, Relation.GT))
    if space.sign(base) == Sign.POSITIVE:
        # record the sign at once, so that later comparisons can clear this factor
        space.signs.learn_positive(value.numerator)
    constant = exponent.value
    if constant is not None:
        _root_facts(space, base, constant, value, positive)
        return
    if whole and base.value is not None and base.value > 0:
        _between_numbers(space, base.value, exponent, value)
    if whole:
        fact(rel(exponent, "=", zero), then=rel(value, "=", _ONE))
        fact(rel(base, "=", zero), rel(exponent, ">", zero), then=rel(value, "=", zero))
        fact(rel(base, "!=", zero), then=rel(value, "!=", zero))
        fact(rel(base, "=", _ONE), then=rel(value, "=", _ONE))
    fact(positive, rel(exponent, "=", zero), then=rel(value, "=", _ONE))
    fact(rel(base, "=", _ONE), then=rel(value, "=", _ONE))
    rises, falls = rel(base, ">", _ONE), both(positive, rel(base, "<", _ONE))
    up, down = rel(exponent, ">", zero), rel(exponent, "<", zero)
    for grows, moves, order in ((rises, up, ">"), (rises, down, "<"), (falls, up, "<"), (falls, down, ">")):
        fact(grows, moves, then=rel(value, order, _ONE))
    beyond = rel(exponent, ">=", _ONE)
    fact(rises, beyond, then=rel(value, ">=", base))
    fact(falls, beyond, then=rel(value, "<=", base))
    tangent = rational.add(_ONE, rational.multiply(exponent, rational.subtract(base, _ONE)))
    fact(positive, beyond, then=rel(value, ">=", tangent))
    fact(positive, rel(exponent, "<=", zero), then=rel(value, ">=", tangent))
    _root_of_symbol(space, entry, positive)


def _negative_base_facts(space: Workspace, entry: Abstraction) -> None:
    # (b^e)^2 = (b^2)^e, which says how large a power of a negative base is
    base, exponent = entry.arguments
    rel, zero = space.relates, rational.of_number(0)
    own = rational.power(rational.of_variable(entry.name), 2)
    square = _power_of_square(space, base, exponent)
    defined = either(rel(base, "!=", zero), rel(exponent, ">=", zero))
    space.fact(implies(defined, rel(own, "=", square)), base, exponent)


def _between_numbers(space: Workspace, base: Fraction, exponent: Quotient, value: Quotient) -> None:
    # between b^k and b^(k + 1) there is no whole power of the number b
    rel = space.relates
    rises = base > 1
    for k in _STEPS:
        low, high = rational.of_number(base**k), rational.of_number(base ** (k + 1))
        below = rel(exponent, "<=", rational.of_number(k))
        space.fact(implies(below, rel(value, "<=" if rises else ">=", low)), exponent)
        space.fact(either(below, rel(value, ">=" if rises else "<=", high)), exponent)


def _root_facts(space: Workspace, base: Quotient, exponent: Fraction, value: Quotient, positive: Formula) -> None:
    # value = base^(p/q): value^q = base^p decides it, as value > 0
    left = whole_power(value, exponent.denominator)
    right = whole_power(base, exponent.numerator)
    space.fact(implies(positive, space.relates(left, "=", right)), base)


def _root_of_symbol(space: Workspace, entry: Abstraction, positive: Formula) -> None:
    # r = b^(1/s): then r^s = b, which ties r to other powers with exponent s
    base, exponent = entry.arguments
    inverse = _inverse_symbol(exponent)
    if inverse is None or space.sign(base) != Sign.POSITIVE:
        return
    root = rational.of_variable(entry.name)
    back = _atom(space, root, inverse, False, None)
    space.fact(implies(positive, space.relates(back, "=", base)), base, exponent)


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
    base = one.arguments[0]
    first, second = one.arguments[1], other.arguments[1]
    mine, yours = rational.of_variable(one.name), rational.of_variable(other.name)
    rel, zero = space.relates, rational.of_number(0)
    rises, falls = rel(base, ">", _ONE), both(rel(base, ">", zero), rel(base, "<", _ONE))

    def fact(*conditions: Formula, then: Formula) -> None:
        space.fact(implies(both(*conditions), then), base, first, second)

    fact(rel(first, "=", second), then=rel(mine, "=", yours))
    gap = rational.subtract(first, second).value
    if gap is not None and gap.denominator == 1 and 0 < abs(gap) <= _MOST_GAP:
        # b^(e + 1) = b^e * b also where b may be 0, if e is not negative
        least = second if gap > 0 else first
        left, right = (mine, yours) if gap > 0 else (yours, mine)
        defined = either(rel(base, ">", zero), rel(least, ">=", zero), rel(base, "!=", zero))
        fact(defined, then=rel(left, "=", rational.multiply(whole_power(base, abs(int(gap))), right)))
    for order, opposite in (("<", ">"), (">", "<")):
        fact(rises, rel(first, order, second), then=rel(mine, order, yours))
        fact(falls, rel(first, order, second), then=rel(mine, opposite, yours))
    for low, high, left, right in ((first, second, mine, yours), (second, first, yours, mine)):
        step = rel(rational.subtract(high, low), ">=", _ONE)
        fact(rises, step, then=rel(right, ">=", rational.multiply(base, left)))
        fact(falls, step, then=rel(right, "<=", rational.multiply(base, left)))


def _same_exponent(space: Workspace, one: Abstraction, other: Abstraction) -> None:
    exponent = one.arguments[1]
    first, second = one.arguments[0], other.arguments[0]
    mine, yours = rational.of_variable(one.name), rational.of_variable(other.name)
    rel, zero = space.relates, rational.of_number(0)
    domain = both(rel(first, ">", zero), rel(second, ">", zero))

    def fact(*conditions: Formula, then: Formula) -> None:
        space.fact(implies(both(domain, *conditions), then), first, second, exponent)

    fact(rel(first, "=", second), then=rel(mine, "=", yours))
    for order, opposite in (("<", ">"), (">", "<")):
        fact(rel(exponent, ">", zero), rel(first, order, second), then=rel(mine, order, yours))
        fact(rel(exponent, "<", zero), rel(first, order, second), then=rel(mine, opposite, yours))
