"""Quotients of polynomials compute as numbers do; signs that are read off are right."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from argcheck.kernel import polynomial as poly
from argcheck.kernel.polynomial import Polynomial
from argcheck.logic import rational
from argcheck.logic.formula import Atom, Relation
from argcheck.logic.signs import ANY, Sign, Signs, flip, product

monomials = st.dictionaries(st.sampled_from("xyz"), st.integers(1, 2), max_size=2).map(
    lambda m: tuple(sorted(m.items()))
)
coefficients = st.fractions(-4, 4, max_denominator=3).filter(bool)
polynomials = st.dictionaries(monomials, coefficients, max_size=4)
numbers = st.fractions(-3, 3, max_denominator=4)
places = st.fixed_dictionaries({"x": numbers, "y": numbers, "z": numbers})


def _at(one: Polynomial, place: dict[str, Fraction]) -> Fraction:
    return Fraction(poly.evaluate(one, place))


@given(polynomials, polynomials, polynomials, polynomials, places, st.sampled_from("+-*/"))
def test_arithmetic_of_quotients(
    a: Polynomial, b: Polynomial, c: Polynomial, d: Polynomial, place: dict, op: str
) -> None:
    assume(_at(b, place) and _at(d, place) and (op != "/" or _at(c, place)))
    left, right = rational.quotient(a, b), rational.quotient(c, d)
    act = {"+": rational.add, "-": rational.subtract, "*": rational.multiply, "/": rational.divide}[op]
    result = act(left, right)
    mine, yours = _at(a, place) / _at(b, place), _at(c, place) / _at(d, place)
    expected = {"+": mine + yours, "-": mine - yours, "*": mine * yours, "/": mine / yours if yours else mine}[op]
    assert _at(result.denominator, place)
    assert _at(result.numerator, place) / _at(result.denominator, place) == expected


@given(polynomials, polynomials)
def test_exact_division_is_exact(a: Polynomial, b: Polynomial) -> None:
    assume(b)
    assert rational.exact_division(poly.multiply(a, b), b) == poly.add(a, {})
    divided = rational.exact_division(a, b)
    assert divided is None or poly.subtract(poly.multiply(divided, b), a) == {}


def _sign(number: Fraction) -> int:
    return Sign.POSITIVE if number > 0 else Sign.NEGATIVE if number < 0 else Sign.ZERO


@given(st.lists(polynomials, max_size=4), polynomials, places)
def test_known_signs_give_true_signs(facts: list[Polynomial], asked: Polynomial, place: dict[str, Fraction]) -> None:
    signs = Signs()
    for fact in facts:
        number = _at(fact, place)
        if poly.variables(fact):
            for one in (fact, poly.negate(fact)):
                number = _at(one, place)
                if number > 0:
                    signs.learn(Atom(one, Relation.GT))
                elif number == 0:
                    signs.learn(Atom(one, Relation.GE))
    assert signs.of(asked) & _sign(_at(asked, place))
    for fact in facts:
        assert signs.of(fact) & _sign(_at(fact, place))


@given(numbers, numbers)
def test_signs_of_products(a: Fraction, b: Fraction) -> None:
    assert product(_sign(a), _sign(b)) == _sign(a * b)
    assert flip(_sign(a)) == _sign(-a)
    assert product(ANY, _sign(a)) & _sign(a * b)


def test_strict_bounds_of_whole_numbers_tighten() -> None:
    above = Atom(poly.variable("n"), Relation.GT)
    less_one = poly.subtract(poly.variable("n"), poly.constant(1))
    whole, real = Signs({"n"}), Signs()
    for signs in (whole, real):
        signs.learn(above)
    assert whole.of(less_one) == Sign.POSITIVE | Sign.ZERO
    assert real.of(less_one) == ANY
