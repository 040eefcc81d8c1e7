"""`argcheck derive` as a user meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from argcheck.cli.main import main

TEXT = """argument "A bet"

quantity c, D : real > 0
quantity w : real >= 0
quantity n : integer >= 1

readings size "how much is at stake"
  reading small
    define stake = D
  reading large
    define stake = n*D

decision bet "whether to bet"
  option pass : 0
  option go : w*stake - c

step enough "the stake suffices"
  given w > 1
  infer w*D > c
  expect mixed
"""


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "bet.arg"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def test_an_option_under_each_reading(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["derive", file, "bet.go", "--for", "w", "--quiet"]) == 0
    assert capsys.readouterr().out.splitlines() == ["w > c/D    # size = small", "w > c/(n*D)    # size = large"]


def test_one_reading_and_a_given(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["derive", file, "bet.go", "--for", "w", "--reading", "size=large", "--given", "n = 2", "--quiet"]
    assert main(arguments) == 0
    assert capsys.readouterr().out == "w > c/(2*D)    # size = large\n"


def test_a_given_means_what_its_reading_makes_it_mean(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["derive", file, "bet.go", "--given", "w*stake = 2*c", "--quiet"]) == 0
    assert capsys.readouterr().out == "true    # size = small\ntrue    # size = large\n"


def test_the_condition_of_a_step(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["derive", file, "enough", "--for", "D", "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["derivations"][0]["result"] == "D > c/w"
    assert record["exit"] == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["bet.goo"], "did you mean `bet.go`?"),
        (["bet"], "`bet.pass`, `bet.go`"),
        (["bet.go", "--for", "ww"], "did you mean `w`?"),
        (["bet.go", "--against", "pas"], "did you mean `pass`?"),
        (["bet.go", "--reading", "sise=small"], "did you mean `size`?"),
        (["bet.go", "--given", "ww > 1"], "did you mean `w`?"),
        (["bet.go", "--given", "w >"], "--given: E0"),
    ],
)
def test_mistakes_are_met_with_the_nearest_name(
    file: str, arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["derive", file, *arguments]) == 2
    assert message in capsys.readouterr().err


def test_the_flagship_s_infinite_horizon(capsys: pytest.CaptureFixture[str]) -> None:
    path = Path(__file__).parents[2] / "arguments" / "moe2025.arg"
    assert main(["derive", str(path), "forever.deceive", "--for", "gamma", "--quiet"]) == 0
    assert capsys.readouterr().out == "gamma < 1 and gamma > (c/(c + D))^(1/T)    # modification = late\n"


def test_a_file_at_fault_is_shown_with_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bad.arg"
    path.write_text(TEXT.replace("w*stake - c", "w*steak - c"), encoding="utf-8")
    assert main(["derive", str(path), "bet.go"]) == 2
    assert "bad.arg:15:" in capsys.readouterr().out
