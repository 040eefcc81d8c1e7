"""`argcheck regions` from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from argcheck.cli.main import main

FLAGSHIP = str(Path(__file__).parents[2] / "arguments" / "moe2025.arg")


def test_the_flagship_s_first_step(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["regions", FLAGSHIP, "case1", "--x", "w=0..2", "--y", "D=1/100..2", "--set", "c=1"])
    text = capsys.readouterr().out
    assert code == 0
    assert "holds iff w > 1/D" in text and "undecided: " in text


def test_as_data(capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--x", "w=0..2", "--y", "D=1/100..2", "--set", "c=1", "--coverage", "0.9", "--json", "--list"]
    code = main(["regions", FLAGSHIP, "case1", *options])
    found = json.loads(capsys.readouterr().out)
    (case,) = found["regions"]["cases"]
    assert code == found["exit"] == 0
    assert case["closed"]["condition"] == "w > 1/D"
    assert [axis["name"] for axis in case["axes"]] == ["w", "D"]
    assert len(case["boxes"]["fails"]) == case["count"]["fails"] > 0


def test_less_than_was_asked_for_is_an_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--x", "w=0..2", "--y", "D=1/100..2", "--set", "c=1", "--boxes", "50", "--coverage", "1"]
    assert main(["regions", FLAGSHIP, "case1", *options]) == 3
    assert "50 boxes were looked at" in capsys.readouterr().out


@pytest.mark.parametrize(
    "options",
    [["--x", "w"], ["--x", "w=0..2", "--y", "nothing=0..1"], ["--x", "w=0..2"], ["--x", "w=0..1", "--coverage", "2"]],
)
def test_what_cannot_be_asked_is_the_input_s_fault(options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["regions", FLAGSHIP, "case1", *options]) == 2
    assert "argcheck: " in capsys.readouterr().err
