"""Pictures of regions: each format, the same bytes each time, small files, several slices."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from argcheck.analyses.regions import ClosedForm, Flip, RegionError
from argcheck.analyses.regions.slices import slices
from argcheck.model.operators import Sort
from argcheck.model.terms import TRUE, App, Var, num
from argcheck.model.verdict import Evidence
from argcheck.reports.region_boundary import boundary
from argcheck.reports.region_plot import FILLS, picture, plot_regions
from tests.regions_samples import axis, partition, report, stakes

MAGIC = {"png": b"\x89PNG", "pdf": b"%PDF", "svg": b"<?xml"}


@pytest.mark.parametrize("form", MAGIC)
def test_each_format_is_written(form: str, tmp_path: Path) -> None:
    path = tmp_path / f"map.{form}"
    plot_regions(report(stakes(8)), path)
    assert path.read_bytes().startswith(MAGIC[form])


def test_the_same_regions_make_the_same_picture() -> None:
    assert picture(report(stakes(6)), "svg") == picture(report(stakes(6)), "svg")


def test_the_picture_has_both_colours_a_hatch_and_the_points() -> None:
    flip = Flip(
        (Fraction(1), Fraction(1, 2)), "fails", Fraction(1, 10), Fraction(1, 8), (Fraction(5, 4), Fraction(1)), ()
    )
    text = picture(report(replace(stakes(8), flip=flip)), "svg").decode()
    assert FILLS["holds"] in text and FILLS["fails"] in text
    assert "<pattern" in text
    assert FILLS["contradict"] not in text
    assert len(text) > len(picture(report(stakes(8)), "svg").decode())


def test_many_boxes_become_an_image_so_that_the_file_stays_small() -> None:
    found = stakes(26)
    assert sum(map(len, found.cells.values())) > 6_000
    text = picture(report(found), "svg")
    assert b"<image" in text
    assert len(text) < 1_500_000


def test_three_quantities_make_three_panels() -> None:
    axes = (axis("g", Fraction(1, 100), 10, "log"), axis("N", 1, 9, whole=True), axis("d", 0, 1))
    found = partition(axes, lambda g, n, d: g * n * d - Fraction(1, 2), (1, 1, 1), 8)
    assert picture(report(found), "svg").count(b'id="axes_') == 3


def test_the_boundary_of_a_closed_form_is_where_it_turns() -> None:
    w, d = Var("w", Sort.REAL), Var("D", Sort.REAL)
    condition = App("and", (App(">", (App("*", (w, d)), num(1))), App("<", (w, num(9)))))
    closed = ClosedForm(condition, "", "w", None, Evidence.SOLVER, 0.0)
    found = stakes(8)
    (shown,) = slices(found, 0, 1, [{}])
    curves = list(boundary(closed, shown))
    across, upright, level = curves[0]
    drawn = ~np.isnan(level)
    assert drawn.any()
    assert np.abs(across[drawn] * upright[drawn] - 1).max() < 0.05
    assert (np.sign(level[drawn]) == np.sign(across[drawn] * upright[drawn] - 1)).all()
    assert np.nanmin(curves[1][2]) > 0 or np.nanmax(curves[1][2]) < 0
    assert len(picture(report(replace(found, closed=closed)), "svg")) > len(picture(report(found), "svg"))


def test_the_edge_of_the_premises_is_drawn_whether_or_not_the_formula_turns_there() -> None:
    w, d = Var("w", Sort.REAL), Var("D", Sort.REAL)
    edge = App(">", (w, num(1)))
    (shown,) = slices(stakes(8), 0, 1, [{}])
    for condition in (TRUE, App(">", (App("*", (w, d)), num(1)))):
        closed = ClosedForm(condition, "", "w", "w > 1", Evidence.SOLVER, 0.0, supposed=edge)
        across, upright, level = list(boundary(closed, shown))[-1]
        there = across if shown.axes[0].name == "w" else upright
        drawn = ~np.isnan(level)
        assert drawn.any(axis=1 if there is upright else 0).any()
        assert drawn.sum() >= 400 and np.abs(there[drawn] - 1).max() < 0.05
        assert {-1.0, 1.0} <= set(np.sign(level[drawn]).tolist())


def test_an_unknown_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RegionError, match=r"\.svg, \.png, \.pdf"):
        plot_regions(report(stakes(2)), tmp_path / "map.gif")


def test_without_matplotlib_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(RegionError, match=r"argcheck\[plot\]"):
        picture(report(stakes(2)), "svg")


def test_the_report_alone_loads_no_matplotlib() -> None:
    code = (
        "import argcheck.reports.region_plot, argcheck.reports.region_map, sys; sys.exit('matplotlib' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
