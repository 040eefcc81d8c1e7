"""Exact polynomial arithmetic against evaluation at points."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from argcheck.kernel.polynomial import (
    Polynomial,
    add,
    constant,
    evaluate,
    multiply,
    negate,
    power,
    substitute,
    substituted_size,
    subtract,
    total,
    variable,
)

NUMBERS = st.fractions(-3, 3, max_denominator=4)
POINTS = st.fixed_dictionaries({"x": NUMBERS, "y": NUMBERS, "z": NUMBERS})


@st.composite
def polynomials(draw: st.DrawFn) -> Polynomial:
    result: Polynomial = {}
    for _ in range(draw(st.integers(0, 4))):
        term = constant(draw(NUMBERS))
        for name in draw(st.lists(st.sampled_from("xyz"), max_size=4)):
            term = multiply(term, variable(name))
        result = add(result, term)
    return result


@given(polynomials(), polynomials(), POINTS)
def test_arithmetic_agrees_with_numbers(left: Polynomial, right: Polynomial, point: dict[str, Fraction]) -> None:
    a, b = evaluate(left, point), evaluate(right, point)
    assert evaluate(add(left, right), point) == a + b
    assert evaluate(subtract(left, right), point) == a - b
    assert evaluate(multiply(left, right), point) == a * b
    assert evaluate(power(left, 3), point) == a**3
    assert evaluate(total([left, right, left]), point) == a + b + a


@given(polynomials(), polynomials(), polynomials(), POINTS)
def test_substitution_is_simultaneous(
    body: Polynomial, for_x: Polynomial, for_y: Polynomial, point: dict[str, Fraction]
) -> None:
    values = {"x": for_x, "y": for_y}
    moved = point | {"x": evaluate(for_x, point), "y": evaluate(for_y, point)}
    result = substitute(body, values)
    assert evaluate(result, point) == evaluate(body, moved)
    assert len(result) <= substituted_size(body, {name: len(value) for name, value in values.items()})


@given(polynomials(), polynomials())
def test_equal_values_have_equal_forms(left: Polynomial, right: Polynomial) -> None:
    assert multiply(left, right) == multiply(right, left)
    assert total([left, negate(left)]) == {}
    assert all(list(monomial) == sorted(monomial) for monomial in multiply(left, right))
    assert all(isinstance(c, int) or c.denominator > 1 for c in multiply(left, right).values())


def test_a_high_power_of_a_number_is_quick() -> None:
    assert substitute(power(variable("x"), 100_000), {"x": constant(-1)}) == constant(1)
