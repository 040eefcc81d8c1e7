"""`argcheck regions` interrupted at each stage: what is certified by then is told, marked as not complete."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from argcheck import api
from argcheck.analyses.regions import answers
from argcheck.analyses.regions import regions as stages
from argcheck.analyses.regions.pave import Paving
from argcheck.cli.main import main
from argcheck.kernel.boxes import replay_boxes

TEXT = """argument "A gap"
quantity g, c, w : real >= 0 "gap, cost and weight"
step p3 "the gap is wide enough"
  infer w*g^2 - c*g - c^2*w > 0
"""
AXES = ["--x", "g=0..1", "--y", "c=0..1", "--axis", "w=0..1", "--coverage", "1"]


@pytest.fixture
def gap(tmp_path: Path) -> Path:
    path = tmp_path / "gap.arg"
    path.write_text(TEXT, encoding="utf-8")
    return path


def interrupt(*_: object, **__: object) -> Any:
    raise KeyboardInterrupt


def interrupted_after(keeps: int) -> Callable[..., None]:
    """A way to keep boxes that is interrupted before some of them are counted."""
    calls: list[int] = []
    usual = Paving.keep

    def keep(paving: Paving, kind: Any, boxes: Any, axes: Any) -> None:
        calls.append(1)
        if len(calls) == keeps:
            paving.pieces[kind].append(boxes)
            raise KeyboardInterrupt
        usual(paving, kind, boxes, axes)

    return keep


def test_in_the_middle_of_the_boxes(
    gap: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Paving, "keep", interrupted_after(12))
    certificate, plot = tmp_path / "gap.json", tmp_path / "gap.svg"
    code = main(["regions", str(gap), "p3", *AXES, "--json", "-k", str(certificate), "-p", str(plot)])
    shown = capsys.readouterr()
    found = json.loads(shown.out)
    (case,) = found["regions"]["cases"]
    assert code == found["exit"] == 130 and "argcheck: interrupted" in shown.err
    assert not found["regions"]["complete"] and case["stopped"] == "interrupted"
    assert case["largest"] and 0 < Fraction(case["undecided"]) < 1
    (checked,) = replay_boxes(certificate.read_text(encoding="utf-8"))
    # the boxes that were kept and not yet counted are counted after all
    assert 1 - sum(checked.shares.values()) == Fraction(case["undecided"])
    assert api.verify(certificate).verified
    assert plot.read_text(encoding="utf-8").rstrip().endswith("</svg>")
    assert {path.name for path in tmp_path.iterdir()} == {"gap.arg", "gap.json", "gap.svg"}


@pytest.mark.parametrize("stage", ["closed_form", "pave", "nearest_flip"])
def test_before_and_after_the_boxes(
    stage: str, gap: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if stage == "pave":
        monkeypatch.setattr(Paving, "keep", interrupted_after(1))
    else:
        monkeypatch.setattr(stages, stage, interrupt)
    assert main(["regions", str(gap), "p3", *AXES, "--boxes", "2000", "--no-map"]) == 130
    shown = capsys.readouterr()
    assert "Not complete: " in shown.out and "undecided: " in shown.out and "stopped: interrupted" in shown.out


def test_while_a_box_of_an_answer_is_looked_at(
    gap: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    calls: list[int] = []
    usual = answers.pave

    def interrupted_once(judge: Any, *rest: Any, **named: Any) -> Paving:
        calls.append(1)
        if len(calls) == 1:
            judge = SimpleNamespace(judge=interrupt)
        return usual(judge, *rest, **named)

    monkeypatch.setattr(answers, "pave", interrupted_once)
    code = main(["regions", str(gap), "p3", *AXES, "--boxes", "2000", "--json"])
    found = json.loads(capsys.readouterr().out)
    (case,) = found["regions"]["cases"]
    assert code == found["exit"] == 130 and calls == [1]
    assert not found["regions"]["complete"] and case["stopped"] == "interrupted"


@pytest.mark.parametrize("form", ["json", "text"])
def test_while_the_files_are_written(
    form: str, gap: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Path, "replace", interrupt)
    certificate = tmp_path / "gap.json"
    options = ["--boxes", "500", "-k", str(certificate), *(["--json"] if form == "json" else [])]
    assert main(["regions", str(gap), "p3", *AXES, *options]) == 130
    assert "undecided" in capsys.readouterr().out
    assert [path.name for path in tmp_path.iterdir()] == ["gap.arg"]


def test_a_file_that_cannot_be_written_loses_nothing(gap: Path, capsys: pytest.CaptureFixture[str]) -> None:
    blocked = gap / "gap.json"
    assert main(["regions", str(gap), "p3", *AXES, "--boxes", "500", "--json", "-k", str(blocked)]) == 2
    shown = capsys.readouterr()
    assert json.loads(shown.out)["regions"]["complete"] and "cannot write" in shown.err
