"""The kernel on boxes: what it accepts, what it refuses by a hair, and what no mutation gets past it."""

from __future__ import annotations

import json
from copy import deepcopy
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argcheck.kernel.axes import PARTS
from argcheck.kernel.bernstein import bounds, polynomials
from argcheck.kernel.boxes import replay_boxes
from argcheck.kernel.data import Refused
from argcheck.kernel.polynomial import add, constant, multiply, variable
from argcheck.kernel.rules import Work
from argcheck.kernel.values import Operation

HALF, WHOLE = PARTS // 2, PARTS
X, Y = ["variable", 0], ["variable", 1]


def axis(name: str, low: str, high: str, scale: str = "linear", whole: bool = False) -> dict[str, object]:
    return {"name": name, "low": low, "high": high, "scale": scale, "whole": whole}


UNIT = axis("x", "0", "1")


def part(
    axes: list[Any],
    operations: list[Any],
    boxes: dict[str, list[str]],
    facts: tuple[int, ...] = (),
    quantified: tuple[Any, ...] = (),
) -> dict[str, Any]:
    return {
        "step": "s",
        "reading": {},
        "fixed": {},
        "axes": axes,
        "quantified": list(quantified),
        "operations": operations,
        "facts": list(facts),
        "goal": len(operations) - 1,
        "boxes": {"holds": [], "fails": [], "contradict": [], **boxes},
    }


def text(*parts: dict[str, Any]) -> str:
    return json.dumps({"format": "argcheck boxes 1", "argument": {}, "regions": list(parts)})


def accepted(*parts: dict[str, Any]) -> bool:
    try:
        replay_boxes(text(*parts))
    except Refused:
        return False
    return True


def one_axis(operations: list[Any], kind: str, first: int, last: int, of: dict[str, object] = UNIT) -> bool:
    return accepted(part([of], operations, {kind: [f"{first} {last}"]}))


# each list of operations says `f(x) relation 0`; up to which place of [0, 1] it is so is known exactly
LINEAR = [X, ["constant", "1/2", "1/2"], ["-", 0, 1], [">", 2]]  # x > 1/2
SQUARE = [X, ["power", 0, 2], ["constant", "1/4", "1/4"], ["-", 1, 2], [">=", 3]]  # x^2 >= 1/4
EXP = [X, ["exp", 0], ["constant", "1", "1"], ["-", 1, 2], [">", 3]]  # e^x > 1
LOG = [["constant", "1/2", "1/2"], X, ["+", 0, 1], ["log", 2], ["<", 3]]  # log(x + 1/2) < 0
ROOT = [X, ["sqrt", 0], ["constant", "1/2", "1/2"], ["-", 1, 2], ["<=", 3]]  # sqrt(x) <= 1/2
BUMP = [X, ["constant", "1", "1"], ["-", 1, 0], ["*", 0, 2], ["constant", "1/4", "1/4"], ["-", 4, 3], [">=", 5]]
TABLE = [
    (LINEAR, "holds", HALF + 1, WHOLE, HALF),
    (LINEAR, "fails", 0, HALF, HALF + 1),
    (SQUARE, "holds", HALF, WHOLE, HALF - 1),
    (EXP, "holds", 1, WHOLE, 0),
    (LOG, "holds", 0, HALF - 1, HALF),
    (ROOT, "holds", 0, PARTS // 4, PARTS // 4 + 1),
]


@pytest.mark.parametrize(("operations", "kind", "first", "last", "too_far"), TABLE)
def test_boxes_are_accepted_up_to_the_very_boundary(
    operations: list[Any], kind: str, first: int, last: int, too_far: int
) -> None:
    assert one_axis(operations, kind, first, last)
    near_miss = (too_far, last) if too_far < first else (first, too_far)
    assert not one_axis(operations, kind, *near_miss)
    other = "fails" if kind == "holds" else "holds"
    assert not one_axis(operations, other, first, last)
    assert not one_axis(operations, "contradict", first, last)


def test_bernstein_coefficients_show_what_touches_zero_inside() -> None:
    """`1/4 - x(1 - x) >= 0` is 0 at 1/2: no sign of the slope and no halving of intervals would do."""
    assert one_axis(BUMP, "holds", 0, WHOLE)
    assert not one_axis([*BUMP[:-1], [">", 5]], "holds", 0, WHOLE)


def test_two_axes_and_logarithms() -> None:
    """`x*y > 1/2` where y lies on a logarithmic axis from 1/4 to 4: at its middle, y = 1."""
    axes = [UNIT, axis("y", "1/4", "4", "log")]
    operations = [X, Y, ["*", 0, 1], ["constant", "1/2", "1/2"], ["-", 2, 3], [">", 4]]

    def claimed(kind: str, *places: int) -> bool:
        return accepted(part(axes, operations, {kind: [" ".join(map(str, places))]}))

    assert claimed("holds", HALF + 1, WHOLE, HALF + 1, WHOLE)
    assert not claimed("holds", HALF, WHOLE, HALF - 1, WHOLE)
    assert claimed("fails", 0, HALF, 0, HALF - 1)
    assert not claimed("fails", 0, HALF + 2, 0, HALF + 1)


def test_whole_numbers_are_counted() -> None:
    """`2^n > 4` on the whole numbers from 1 to 5, which holds from 3 on."""
    operations = [["constant", "2", "2"], X, ["natural power", 0, 1], ["constant", "4", "4"], ["-", 2, 3], [">", 4]]
    axes = [axis("n", "1", "5", whole=True)]
    (found,) = replay_boxes(text(part(axes, operations, {"holds": ["2 5"], "fails": ["0 1"]})))
    assert found.shares == {"holds": Fraction(3, 5), "fails": Fraction(1, 5), "contradict": 0}
    assert not accepted(part(axes, operations, {"holds": ["1 5"]}))


def test_facts_cut_the_box() -> None:
    operations = [X, ["constant", "1/2", "1/2"], ["-", 0, 1], [">", 2], ["<=", 2], [">=", 0]]
    made = {"holds": [f"{HALF + 1} {WHOLE}"], "contradict": [f"0 {HALF}"]}
    assert accepted(part([UNIT], operations, made, facts=(3,)))
    assert not accepted(part([UNIT], operations, {"holds": [f"0 {HALF}"]}, facts=(3,)))
    assert not accepted(part([UNIT], operations, {"contradict": [f"0 {HALF + 1}"]}, facts=(3,)))


IF_OF = [X, ["constant", "1/2", "1/2"], ["-", 0, 1], [">", 2], ["constant", "0", "0"], ["constant", "5", "5"]]


def test_a_jump_is_no_rate_of_change() -> None:
    """`(if x > 1/2 then 0 else 5) + x >= 1/2` fails nowhere up to 1/2; its value at both ends says nothing between."""
    operations = [*IF_OF, ["if", 3, 4, 5], ["+", 6, 0], ["constant", "1", "1"], ["-", 7, 8], [">=", 9]]
    assert not one_axis(operations, "holds", 0, WHOLE)
    assert one_axis(operations, "holds", 0, HALF)
    assert one_axis(operations, "fails", HALF + 1, WHOLE - 1)
    floors = [X, ["floor", 0], ["-", 0, 1], ["constant", "1/2", "1/2"], ["-", 2, 3], ["<", 4]]
    assert not one_axis(floors, "holds", 0, WHOLE, axis("x", "0", "3"))


def test_what_has_no_value_neither_holds_nor_fails() -> None:
    """`1/x > 0` says nothing of a box with x = 0 in it, nor does `not (1/x > 0)`; `x <= 0 or 1/x > 0` does."""
    quotient = [["constant", "1", "1"], X, ["/", 0, 1], [">", 2]]
    assert one_axis(quotient, "holds", 1, WHOLE)
    assert not one_axis(quotient, "holds", 0, WHOLE)
    assert not one_axis([*quotient, ["not", 3]], "fails", 0, WHOLE)
    assert one_axis([*quotient, ["<=", 1], ["or", 4, 3]], "holds", 0, 1) is False
    guarded = [*quotient, ["true"], ["or", 4, 3]]
    assert one_axis(guarded, "holds", 0, WHOLE)
    assert not one_axis([*quotient, ["true"], ["or", 3, 4]], "holds", 0, WHOLE)


@pytest.mark.parametrize(
    "made",
    [
        {"holds": [f"{HALF + 1} {WHOLE}", f"{WHOLE - 1} {WHOLE}"]},
        {"holds": [f"{HALF + 1} {WHOLE}"], "fails": [f"0 {HALF}", f"1 {HALF}"]},
    ],
)
def test_boxes_that_overlap_are_refused_for_they_would_count_twice(made: dict[str, list[str]]) -> None:
    assert not accepted(part([UNIT], LINEAR, made))


def test_many_boxes_are_told_apart_quickly() -> None:
    count = 2_000
    width = HALF // count
    boxes = [f"{HALF + 1 + i * width} {HALF + 1 + (i + 1) * width}" for i in range(count - 1)]
    (found,) = replay_boxes(text(part([UNIT], LINEAR, {"holds": boxes})))
    assert found.shares["holds"] == Fraction((count - 1) * width, PARTS)
    assert not accepted(part([UNIT], LINEAR, {"holds": [*boxes, boxes[count // 2]]}))


BROKEN: list[tuple[str, Any]] = [
    ("boxes", {"holds": ["1 2 3"], "fails": [], "contradict": []}),
    ("boxes", {"holds": ["5 5"], "fails": [], "contradict": []}),
    ("boxes", {"holds": [f"0 {PARTS + 1}"], "fails": [], "contradict": []}),
    ("boxes", {"holds": ["-1 5"], "fails": [], "contradict": []}),
    ("boxes", {"holds": [[0, 5]], "fails": [], "contradict": []}),
    ("boxes", {"holds": [], "fails": []}),
    ("operations", [X, ["constant", "1/2", "1/2"], ["-", 0, 7], [">", 2]]),
    ("operations", [X, ["constant", "1/2", "1/2"], ["-", 0, 2], [">", 2]]),
    ("operations", [X, ["constant", "1/2", "1/3"], ["-", 0, 1], [">", 2]]),
    ("operations", [X, ["constant", "0.5", "0.5"], ["-", 0, 1], [">", 2]]),
    ("operations", [["variable", 1], ["constant", "1/2", "1/2"], ["-", 0, 1], [">", 2]]),
    ("operations", [X, [">", 0], ["-", 0, 1], [">", 2]]),
    ("operations", [X, ["constant", "1/2", "1/2"], ["eval", 0, 1], [">", 2]]),
    ("operations", [X, ["constant", "1/2", "1/2"], ["-", 0], [">", 2]]),
    ("goal", 2),
    ("goal", 9),
    ("facts", [0]),
    ("axes", [axis("x", "1", "0")]),
    ("axes", [axis("x", "0", "1", "log")]),
    ("axes", [axis("x", "1/2", "3/2", whole=True)]),
    ("axes", [axis("x", "0", "1", "cubic")]),
    ("axes", []),
    ("axes", [UNIT, UNIT]),
    ("step", ""),
    ("reading", ["x"]),
]


@pytest.mark.parametrize(("field", "value"), BROKEN)
def test_what_is_not_written_as_it_should_be_is_refused(field: str, value: object) -> None:
    sound = part([UNIT], LINEAR, {"holds": [f"{HALF + 1} {WHOLE}"]})
    assert accepted(sound)
    assert not accepted({**sound, field: value})
    assert not accepted({**sound, "more": 1})


def test_a_certificate_without_regions_is_refused() -> None:
    assert not accepted()


CUBIC = [X, Y, ["power", 0, 3], ["*", 0, 1], ["-", 2, 3], ["constant", "1/8", "1/8"], ["+", 4, 5], [">", 6]]


@settings(max_examples=60, deadline=None)
@given(st.tuples(*[st.integers(0, 63)] * 4), st.sampled_from(["holds", "fails"]), st.tuples(*[st.integers(0, 8)] * 2))
def test_nothing_accepted_is_wrong_at_any_point(
    cut: tuple[int, int, int, int], kind: str, inside: tuple[int, int]
) -> None:
    """`x^3 - x*y + 1/8 > 0` on boxes of a grid: whatever is accepted is true at points of the box."""
    a, b = sorted(cut[:2])
    c, d = sorted(cut[2:])
    unit = PARTS // 64
    places = (a * unit, (b + 1) * unit, c * unit, (d + 1) * unit)
    made = part([UNIT, axis("y", "0", "1")], CUBIC, {kind: [" ".join(map(str, places))]})
    x = Fraction(a, 64) + Fraction(inside[0], 8) * Fraction(b + 1 - a, 64)
    y = Fraction(c, 64) + Fraction(inside[1], 8) * Fraction(d + 1 - c, 64)
    if accepted(made):
        assert (x**3 - x * y + Fraction(1, 8) > 0) is (kind == "holds")


def test_moving_any_end_of_a_tight_box_outward_is_refused() -> None:
    """The box on which `x*y <= 1/4` whose corner lies on the boundary: one place further is too far."""
    axes = [UNIT, axis("y", "0", "1")]
    operations = [X, Y, ["*", 0, 1], ["constant", "1/4", "1/4"], ["-", 2, 3], ["<=", 4]]
    box = [0, HALF, 0, HALF]
    assert accepted(part(axes, operations, {"holds": [" ".join(map(str, box))]}))
    for end in (1, 3):
        moved = deepcopy(box)
        moved[end] += 1
        assert not accepted(part(axes, operations, {"holds": [" ".join(map(str, moved))]}))


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(-9, 9)), max_size=6), st.data())
def test_bernstein_bounds_hold_the_values(terms: list[tuple[int, int, int]], data: st.DataObject) -> None:
    made = constant(0)
    for first, second, coefficient in terms:
        term = constant(coefficient)
        for name, exponent in (("0", first), ("1", second)):
            for _ in range(exponent):
                term = multiply(term, variable(name))
        made = add(made, term)
    rational = st.fractions(min_value=-3, max_value=3, max_denominator=20)
    ends = [tuple(sorted(data.draw(st.tuples(rational, rational)))) for _ in range(2)]
    found = bounds(made, ends, Work())
    assert found is not None
    for parts in [(Fraction(i, 3), Fraction(j, 3)) for i in range(4) for j in range(4)]:
        x, y = (low + each * (high - low) for each, (low, high) in zip(parts, ends, strict=True))
        value = sum((coefficient * x**first * y**second for first, second, coefficient in terms), Fraction(0))
        assert found[0] <= value <= found[1]


def test_bernstein_bounds_are_sharp_at_corners() -> None:
    found = bounds(
        add(variable("0"), multiply(constant(-1), variable("1"))),
        [(Fraction(-1, 2), Fraction(2)), (Fraction(1, 3), Fraction(3))],
        Work(),
    )
    assert found == (Fraction(-7, 2), Fraction(5, 3))


def test_polynomials_are_found_among_the_operations() -> None:
    operations = Operation.read([X, ["polynomial", 0, "1", "0", "2"], ["exp", 0], ["*", 1, 0], ["+", 2, 1]], 1)
    found = polynomials(operations)
    assert set(found) == {0, 1, 3}
    assert found[3] == {(("0", 1),): 1, (("0", 3),): 2}


LONG = "9" * 900
TINY = ["constant", f"1/{LONG}", f"1/{LONG}"]
HOSTILE: list[list[Any]] = [
    [[[]], X, [">", 1]],  # what is done is a list
    [[{}], X, [">", 1]],
    [["constant", LONG, LONG], *(["*", i, i] for i in range(60)), X, ["-", 61, 60], [">", 62]],  # squared 60 times
    [X, TINY, ["*", 0, 1], *(["power", i, 4000] for i in range(2, 12)), [">", 12]],  # a tower of powers
    [X, ["exp", 0], *(["exp", i] for i in range(1, 9)), ["neg", 9], [">", 10]],
    [X, ["power", 0, -999_999_999], [">", 1]],
]


@pytest.mark.parametrize("operations", HOSTILE)
def test_numbers_that_grow_beyond_all_bounds_are_refused_soon(operations: list[Any]) -> None:
    assert not one_axis(operations, "holds", 1, WHOLE)


def test_formulas_may_be_as_deep_as_there_are_operations() -> None:
    operations = [*LINEAR, *(["not", i] for i in range(3, 4003))]
    assert one_axis(operations, "holds", HALF + 1, WHOLE)
    assert not one_axis([*operations, ["not", 4003]], "holds", HALF + 1, WHOLE)


def test_what_boxes_may_cost_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("argcheck.kernel.judge._MOST_WORK", 150)
    assert one_axis(EXP, "holds", HALF, WHOLE)
    with pytest.raises(Refused, match="work"):
        replay_boxes(text(part([UNIT], EXP, {"holds": [f"{HALF} {HALF + 1}", f"{HALF + 1} {WHOLE}"]})))
