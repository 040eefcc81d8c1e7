"""Arithmetic rounded outward: the bounds of every operation hold the exact value."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import inf, nan
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from argcheck.analyses.regions import rounding, spans
from argcheck.analyses.regions.axes import GRID, Axis
from argcheck.analyses.regions.comparisons import difference
from argcheck.analyses.regions.places import Scale, total_share
from argcheck.analyses.regions.polynomials import side_of, single_use
from argcheck.analyses.regions.program import Program
from argcheck.analyses.regions.spans import Span
from argcheck.logic import intervals
from argcheck.logic.evaluate import evaluate
from argcheck.logic.surd import Number, enclosure
from argcheck.model.operators import Sort
from argcheck.model.terms import App, Term, Var
from tests.analyses.region_problems import question_of

F = Fraction
BITS = 300
VARIABLE = Var("x", Sort.REAL)


def floats(count: int, low: float, high: float, seed: int) -> list[float]:
    random = Random(seed)
    spread = [random.uniform(low, high) for _ in range(count)]
    small = [random.uniform(-1, 1) * 2.0 ** -random.randrange(1, 60) for _ in range(count)]
    return [*spread, *(value for value in small if low <= value <= high)]


def test_a_sum_a_product_and_a_quotient_are_within_their_bounds() -> None:
    random = Random(1)
    for _ in range(300):
        a, b = (random.uniform(-1, 1) * 10.0 ** random.randrange(-200, 100) for _ in range(2))
        left, right = (Span(np.array([value]), np.array([value])) for value in (a, b))
        for found, exact in (
            (spans.add(left, right), F(a) + F(b)),
            (spans.add_exactly(left, right), F(a) + F(b)),
            (spans.subtract(left, right), F(a) - F(b)),
            (spans.multiply(left, right), F(a) * F(b)),
            (spans.divide(left, right), F(a) / F(b)),
        ):
            assert found.lo[0] == -inf or F(float(found.lo[0])) <= exact
            assert found.hi[0] == inf or F(float(found.hi[0])) >= exact


def test_rounding_outward_reaches_the_smallest_numbers() -> None:
    tiny = np.array([5e-324])
    assert rounding.below(tiny * 0.5)[0] < 0 < rounding.above(tiny * 0.5)[0]
    assert rounding.sound()


@pytest.mark.parametrize(
    ("function", "exact", "low", "high"),
    [(rounding.exp, intervals.exp, -60.0, 60.0), (rounding.log, intervals.log, 1e-12, 1e6)],
)
def test_exp_and_log_are_within_their_bounds(
    function: Callable[..., tuple[np.ndarray, np.ndarray]],
    exact: Callable[[intervals.Interval, int], intervals.Interval],
    low: float,
    high: float,
) -> None:
    values = [*floats(300, low, high, 2), 1.0 + 2.0**-52, 1.0 - 2.0**-53, 0.7071, 0.70711]
    below, above = function(np.array(values))
    for value, first, last in zip(values, below.tolist(), above.tolist(), strict=True):
        least, most = exact(intervals.of_rational(F(value), BITS), BITS)
        assert F(first) <= F(least, 1 << BITS) and F(most, 1 << BITS) <= F(last)
        assert F(last) - F(first) <= abs(F(last)) / 2**44 + F(1, 2**200)


def test_exp_at_the_ends_of_its_range() -> None:
    below, above = rounding.exp(np.array([-inf, -1e9, -745.0, -700.0, 0.0, 709.0, 710.0, 1e9, inf, nan]))
    assert below[:3].tolist() == [0, 0, 0] and all(0 < value < 1e-303 for value in above[:4].tolist())
    assert below[4] <= 1 <= above[4] and above[6] == inf and below[8] < inf
    assert np.isnan(below[9]) and np.isnan(above[9])


@pytest.mark.parametrize("exponent", [1, 2, 3, 10, 69])
def test_powers_are_within_their_bounds(exponent: int) -> None:
    values = [abs(value) for value in floats(200, -4.0, 4.0, 3)]
    below, above = rounding.power(np.array(values), exponent)
    for value, first, last in zip(values, below.tolist(), above.tolist(), strict=True):
        assert F(first) <= F(value) ** exponent <= F(last)


def test_polynomials_are_within_their_bounds() -> None:
    coefficients = [F(k % 4, 3) for k in range(30)]
    enclosed = [spans.constant(value) for value in coefficients]
    values = floats(100, -1.5, 1.5, 4)
    for chosen in ([abs(value) for value in values], values):
        found = spans.polynomial(Span(np.array(chosen), np.array(chosen)), enclosed)
        for value, first, last in zip(chosen, found.lo.tolist(), found.hi.tolist(), strict=True):
            exact = sum(c * F(value) ** k for k, c in enumerate(coefficients))
            assert F(first) <= exact <= F(last)


def test_what_has_no_value_is_never_certain() -> None:
    around = Span(np.array([-1.0]), np.array([1.0]))
    for found in (spans.invert(around), spans.log(around), spans.sqrt(around), spans.whole_power(around, -2)):
        truth = spans.compared(">", found)
        assert not truth.true[0] and not truth.false[0] and not truth.sure[0]
        assert not spans.compared("!=", spans.whole_power(found, 0)).sure[0]


def test_and_is_read_from_left_to_right() -> None:
    false = spans.settled(False)
    unknown = spans.unsettled()
    assert spans.both(false, unknown).false and not spans.both(unknown, false).false


@pytest.mark.parametrize("scale", ["linear", "log"])
def test_places_are_enclosed(scale: str) -> None:
    axis = Axis(VARIABLE, F(1, 100), F(10), scale)  # type: ignore[arg-type]
    random = Random(5)
    places = np.array([0, 1, axis.parts, *(random.randrange(1 << GRID) for _ in range(40))])
    found = Scale(axis).enclose(places)
    for place, first, last in zip(places.tolist(), found.lo.tolist(), found.hi.tolist(), strict=True):
        low, high = axis.at(place)
        assert F(first) <= low <= high <= F(last)
        assert F(last) - F(first) < F(1, 2**38)
    numbers = np.array([0.001, 0.01, 0.5, 3.25, 10.0, 11.0])
    for number, under, over in zip(
        numbers.tolist(),
        Scale(axis).place_below(numbers).tolist(),
        Scale(axis).place_above(numbers).tolist(),
        strict=True,
    ):
        assert under == 0 or axis.at(under)[1] < F(number)
        assert over == axis.parts or axis.at(over)[0] > F(number)


def test_shares_are_exact() -> None:
    axes = (Axis(VARIABLE, F(0), F(1)), Axis(VARIABLE, F(0), F(5)), Axis(VARIABLE, F(1), F(6), whole=True))
    random = Random(6)
    for halvings in (2, 1, 0):
        boxes = []
        for _ in range(50):
            widths = [
                1 << random.randrange(GRID) if axis < halvings else random.randrange(1, 1 << GRID) for axis in (0, 1)
            ]
            boxes.append([*widths, random.randrange(1, 7)])
        places = np.array([[[0] * 50] * 3, np.array(boxes).T.tolist()], np.int64)
        exact = sum(F(a, 1 << GRID) * F(b, 1 << GRID) * F(c, 6) for a, b, c in boxes)
        assert total_share(axes, places) == exact


def left_value(term: Term, values: dict[str, Fraction]) -> Number:
    value = evaluate(term, values)
    assert not isinstance(value, bool)
    return value


POLYNOMIALS = (
    "x*y^2 - y*z - z^2*x > 0",
    "(x - y)^3 + z/3 > x*z",
    "sqrt(2)*x*y - log(3)*z + x^4 > 1/7",
    "x^2*y^2 - 2*x*y*z + z^2 > 0",
)


@pytest.mark.parametrize("formula", POLYNOMIALS)
@pytest.mark.parametrize("scale", [1.0, 1e6, 1e-40])
def test_bernstein_bounds_on_floats_hold_the_values(formula: str, scale: float) -> None:
    asked = question_of((f"quantity x, y, z : real in [-{10**7}, {10**7}]", formula))
    program = Program(asked.axes)
    (side,) = program.operations[program.compile(asked.goal)].args
    small = side_of(program, side)
    assert small is not None and not single_use(program, side)
    assert isinstance(asked.goal, App)
    left = difference(asked.goal)
    random = Random(8)
    ends = np.sort(np.array([[[random.uniform(-1, 1) * scale for _ in range(60)] for _ in range(2)] for _ in "xyz"]), 1)
    ends[:, 1, ::3] = ends[:, 0, ::3]
    found, rises = small.bounds([Span(low, high) for low, high in ends])
    for index in range(60):
        for _ in range(4):
            values = {}
            for name, (low, high) in zip("xyz", ends[:, :, index].tolist(), strict=True):
                values[name] = F(low) + (F(high) - F(low)) * F(random.choice((0, 1, 3, 8)), 8)
            exact = enclosure(left_value(left, values), 400)
            assert F(float(found.lo[index])) <= F(exact[1], 1 << 400)
            assert F(exact[0], 1 << 400) <= F(float(found.hi[index]))
            # from one side to the other along each axis, and half of the way
            for axis, rise in rises.items():
                low, high = ends[axis, :, index].tolist()
                for part in (F(1), F(1, 2)):
                    there = values | {"xyz"[axis]: F(low) + (F(high) - F(low)) * part}
                    here = values | {"xyz"[axis]: F(low)}
                    gain = [enclosure(left_value(left, point), 400) for point in (there, here)]
                    least, most = F(float(rise.lo[index])) * part, F(float(rise.hi[index])) * part
                    assert least <= F(gain[0][1] - gain[1][0], 1 << 400)
                    assert F(gain[0][0] - gain[1][1], 1 << 400) <= most


@given(st.integers(-8, 8), st.integers(1, 9), st.integers(0, 1 << GRID))
def test_places_that_floats_hold_are_exact(low: int, extent: int, place: int) -> None:
    for unit in (F(1), F(1, 2), F(1, 3)):
        axis = Axis(VARIABLE, low * unit, (low + extent) * unit)
        found = Scale(axis).enclose(np.array([place]))
        exact = axis.at(place)[0]
        assert F(float(found.lo[0])) <= exact <= F(float(found.hi[0]))
        assert unit == F(1, 3) or found.lo[0] == found.hi[0]
