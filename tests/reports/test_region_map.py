"""The map on a terminal: a place is marked only where all of it is certified, and the marks do without colour."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argcheck.analyses.regions import Cells, Flip
from argcheck.analyses.regions.slices import Slice, panels, slices
from argcheck.reports.layout import Page
from argcheck.reports.marks import ASCII, UNICODE, Marks
from argcheck.reports.region_map import put_legend, put_map
from argcheck.reports.region_numbers import equal_text, place_text, value_text
from tests.regions_samples import axis, partition, stakes


def drawn(shown: Slice, marks: Marks = UNICODE, width: int = 80) -> list[str]:
    page = Page(width, marks)
    put_map(page, shown)
    return page.text().plain.splitlines()


def test_a_rectangle_is_marked_only_where_all_of_its_points_agree() -> None:
    (shown,) = slices(stakes(), 0, 1, [{}])
    rows = shown.cells(16, 16)
    step = Fraction(2, 16)
    kinds = {kind for row in rows for kind in row}
    assert kinds == {"holds", "fails", None}
    for index, row in enumerate(rows):
        high = 2 - index * step
        for column, kind in enumerate(row):
            left = column * step
            if kind == "holds":
                assert left * (high - step) > 1
            elif kind == "fails":
                assert (left + step) * high <= 1


def test_boxes_that_leave_the_smallest_gap_do_not_fill_a_rectangle() -> None:
    axes = (axis("w", 0, 1), axis("D", 0, 1))
    parts = axes[0].parts

    def cells(gap: int) -> list[list[object]]:
        places = [[[0, parts // 2], [0, parts]], [[parts // 2, parts - gap], [0, parts]]]
        boxes = np.array(places, dtype=np.int64)
        return [list(row) for row in Slice(axes, (), {"holds": boxes}).cells(2, 1)]

    assert cells(0) == [["holds", "holds"]]
    assert cells(1) == [["holds", None]]


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 40), st.integers(1, 40), st.integers(0, 9))
def test_a_coarser_map_claims_no_more(columns: int, rows: int, depth: int) -> None:
    (shown,) = slices(stakes(depth), 0, 1, [{}])
    fine, twice = shown.cells(columns, rows), shown.cells(2 * columns, 2 * rows)
    for row in range(rows):
        for column in range(columns):
            kind = fine[row][column]
            if kind is not None:
                assert {twice[2 * row + i][2 * column + j] for i in (0, 1) for j in (0, 1)} == {kind}


@pytest.mark.parametrize(("marks", "whole"), [(UNICODE, "█:"), (ASCII, "#:")])
def test_the_map_is_legible_without_colour(marks: Marks, whole: str) -> None:
    lines = drawn(slices(stakes(), 0, 1, [{}])[0], marks)
    top, bottom = lines[1], lines[16]
    assert top.startswith("  2") and top.endswith(whole[0] * 20)
    assert whole[0] not in bottom and whole[1] * 20 in bottom
    assert lines[-1].split() == ["0", "1", "2", "w"]
    assert all(len(line) <= 80 for line in lines)
    if marks is ASCII:
        assert all(line.isascii() for line in lines)


def test_a_narrow_terminal_gets_a_narrow_map() -> None:
    assert all(len(line) <= 40 for line in drawn(slices(stakes(), 0, 1, [{}])[0], width=40))


def test_whole_numbers_have_a_row_each_and_logarithms_their_scale() -> None:
    found = partition((axis("g", Fraction(1, 100), 10, "log"), axis("N", 1, 4, whole=True)), _product, (1, 1), 14)
    lines = drawn(slices(found, 0, 1, [{}])[0])
    assert len(lines) == 1 + 4 + 2
    assert lines[-1].split() == ["0.01", "0.316", "10", "g"]


def _product(g: Fraction, n: Fraction) -> Fraction:
    return g * n - 1


def test_one_quantity_makes_a_strip() -> None:
    found = partition((axis("g", 0, 2),), lambda g: g - 1, (1,), 20)
    (strip, base, scale) = drawn(slices(found, 0, None, [{}])[0])
    assert strip.strip() == f"│{':' * 32}{'█' * 32}" or strip.strip() == f"│{':' * 32} {'█' * 31}"
    assert "─" in base and scale.split() == ["0", "1", "2", "g"]


def test_points_are_marked_where_they_are() -> None:
    page = Page(80)
    put_map(
        page, slices(stakes(), 0, 1, [{}])[0], [("◆", (Fraction(0), Fraction(2))), ("◇", (Fraction(3), Fraction(0)))]
    )
    lines = page.text().plain.splitlines()
    assert lines[1][4] == "◆"
    assert not any("◇" in line for line in lines)


def test_the_legend_names_every_kind_and_what_is_open() -> None:
    page = Page(100)
    put_legend(page, stakes(2), [("holds", "40 %"), ("fails", "59 %")], "1 %")
    assert page.text().plain.splitlines() == [
        "  ██ holds (40 %)  :: fails (59 %)  blank: not certified (1 %)",
        "  w: what w is",
        "  D: what D is",
    ]


def test_the_legend_names_points_only_where_a_map_shows_them() -> None:
    axes = tuple(axis(name, 0, 1) for name in "abc")
    found = partition(axes, lambda a, b, c: a + b + c - 2, (1, 1, 1), 4)
    origin = (Fraction(1, 4), Fraction(1, 4), Fraction(1, 2))
    for third, told in ((Fraction(1, 2), True), (Fraction(7, 16), False)):
        there = (Fraction(1, 2), Fraction(1, 2), third)
        flip = Flip(origin, "fails", Fraction(0), Fraction(1, 4), there, ())
        page = Page(100)
        put_legend(page, replace(found, flip=flip), [], "1 %")
        text = page.text().plain
        assert "the point asked about" in text
        assert ("the nearest with another verdict" in text) is told


def test_further_quantities_make_three_slices_each() -> None:
    axes = tuple(axis(name, 0, 1) for name in "abcd")
    found = partition(axes, lambda a, b, c, d: a + b + c + d - 2, (1, 1, 1, 1), 4)
    shown = panels(found)
    assert len(shown) == 9
    assert [each.axes[0].name for each in shown[:1]] == ["a"]
    thirds = {axis.at(place)[0] for axis, place in shown[4].at}
    assert all(abs(value - Fraction(1, 2)) < Fraction(1, 1000) for value in thirds)


def test_no_boxes_leave_the_map_blank() -> None:
    found = stakes(0)
    assert all(isinstance(cells, Cells) and not len(cells) for cells in found.cells.values())
    assert {kind for row in slices(found, 0, 1, [{}])[0].cells(4, 4) for kind in row} == {None}


def test_numbers_on_scales_are_short() -> None:
    assert [value_text(Fraction(value), 3) for value in ("0", "1/3", "-12345", "1e-9")] == [
        "0",
        "0.333",
        "-12345",
        "1e-09",
    ]
    assert equal_text(Fraction(1, 2)) == "= 1/2"
    assert equal_text(Fraction(10**9, 3 * 10**9 + 1)) == "≈ 0.3333"
    assert place_text(axis("N", 1, 4, whole=True), Fraction(1)) == "4"
