"""The regions of a step in the appendix: formula, shares, picture and certificate."""

from __future__ import annotations

from pathlib import Path

import pytest

from argcheck import api
from argcheck.cli.main import main

TEXT = """argument "Stakes"
quantity w, D : real >= 0 "weight and stake"
quantity c : real > 0 "cost"
step pays "deceiving pays"
  infer w*D > c
  expect mixed
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "stakes.arg"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_the_map_is_in_every_format(file: Path) -> None:
    out = file.parent / "out"
    asked = ["--regions", "pays", "--x", "w=0..2", "--y", "D=0..2", "--set", "c=1", "--out", str(out), "-q"]
    assert main(["prove", str(file), "--format", "tex,md,typ,json", *asked]) == 0
    name = "stakes-regions-pays"
    text = (out / "stakes.md").read_text(encoding="utf-8")
    assert f"({name}.svg)" in text and "of the box" in text
    assert f"{name}.pdf" in (out / "stakes.tex").read_text(encoding="utf-8")
    assert "graphicx" in (out / "stakes-standalone.tex").read_text(encoding="utf-8")
    assert "image(bytes(" in (out / "stakes.typ").read_text(encoding="utf-8")
    assert (out / f"{name}.pdf").read_bytes().startswith(b"%PDF")
    assert (out / f"{name}.svg").read_bytes().startswith(b"<?xml")
    assert api.verify(out / f"{name}.json").verified


def test_a_step_or_quantity_that_there_is_not(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = ["--out", str(file.parent / "out"), "-q", "--format", "md"]
    assert main(["prove", str(file), "--regions", "gains", "--x", "w=0..2", *out]) == 2
    assert "has no step `gains`" in capsys.readouterr().err
    assert main(["prove", str(file), "--regions", "pays", "--x", "q=0..2", *out]) == 2
    assert "says nothing about `q`" in capsys.readouterr().err
