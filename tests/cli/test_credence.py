"""`argcheck credence` as a user meets it."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

import argcheck
from argcheck.cli.main import main

TEXT = """argument "A small doubt"
proposition p, q
quantity x : real >= 0
premise a "p is so" credence 0.6 : p
premise b credence 0.9 : p implies q
premise odd credence 0.8 : not p
premise big : x > 1
conclusion c "q it is"
  from a, b
  infer q
step clash from a, odd infer q
step large infer x > 1/2
"""


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "doubt.arg"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def test_the_conclusions_by_default(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["credence", file]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "the probability of c is between 0.5 and 0.9" in out
    assert "at least 0.5, for in every possible case c >= a + b - 1" in out
    assert "`not a and not b` is impossible" in out
    assert "clash" not in out


def test_a_credence_for_this_time(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["credence", file, "c", "--premise", "a=0.7..0.8", "-p", "b=19/20", "--verbose"]) == 0
    out = capsys.readouterr().out
    assert "between 0.65 and 0.95" in out and "0.7 .. 0.8 (as asked)" in out
    assert "the least is attained with" in out


def test_incoherent_credences(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["credence", file, "clash"]) == 1
    out = capsys.readouterr().out
    assert "no probability distribution has these credences" in out
    assert "a: p" in out and "odd: not p" in out


def test_json_is_exact(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["credence", file, "c", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["schema"] == "argcheck/1" and found["exit"] == 0
    ((case,),) = [each["cases"] for each in found["conclusions"]]
    assert (case["lower"]["value"], case["upper"]["value"]) == ("1/2", "9/10")
    assert case["lower"]["multipliers"] == {"a": "1", "b": "1"} and case["lower"]["constant"] == "-1"
    assert case["tight"] and case["coherent"] and case["adams"] == "1/2"
    assert sum(Fraction(share["probability"]) for share in case["upper"]["distribution"]) == 1


def test_independence_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "two.arg"
    path.write_text(
        'argument "t"\nproposition p, q\npremise a credence 0.6 : p\npremise b credence 0.7 : q\n'
        "conclusion c from a, b infer p and q\n"
    )
    assert main(["credence", str(path), "--independent"]) == 0
    out = capsys.readouterr().out
    assert "if the premises are independent: 0.42" in out and "between" not in out


def test_a_share_of_cases(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["credence", file, "large", "--range", "x=0..1", "--samples", "200", "--seed", "3"]
    assert main(arguments) == 0
    out = capsys.readouterr().out
    assert "200 cases drawn (seed 3): x from 0 .. 1" in out and "95 % interval" in out and "sampled" in out
    assert main([*arguments, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["conclusions"][0]["evidence"] == "sampled"
    assert main([*arguments[:3], "--distribution", "x=uniform(0, 1)", *arguments[5:], "--json"]) == 0
    again = json.loads(capsys.readouterr().out)
    assert again["conclusions"][0]["cases"] == found["conclusions"][0]["cases"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["d"], "there is no step `d`; there are `c`, `clash`, `large`"),
        (["c", "-p", "z=0.5"], "there is no premise `z`"),
        (["c", "-p", "a=2"], "is not between 0 and 1"),
        (["c", "-p", "a=much"], "`much` is not a number"),
        (["c", "-p", "a"], "write --premise name=value"),
        (["c", "--default", "7"], "the default credence is not between 0 and 1"),
        (["large", "-R", "y=0..1"], "says nothing about `y`"),
        (["c", "-r", "no=thing"], "there are no readings of `no`"),
    ],
)
def test_faults(file: str, options: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["credence", file, *options]) == 2
    assert message in " ".join(capsys.readouterr().err.split())


def test_a_file_at_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "broken.arg"
    path.write_text('argument "t"\nproposition p\npremise a credence 1.6 : p\nstep s from a infer p\n')
    assert main(["credence", str(path)]) == 2
    assert "E209" in capsys.readouterr().out


def test_from_python(file: str) -> None:
    (case,) = argcheck.credence(file, "c", credences={"a": ("0.7", 1)}).cases
    assert case.lower is not None and str(case.lower.value) == "3/5"
    (share,) = argcheck.share(file, "large", ranges={"x": "2..3"}, samples=50).cases
    assert share.share == 1
    with pytest.raises(argcheck.CredenceError, match="neither a number"):
        argcheck.credence(file, "c", credences={"a": "high"})
    with pytest.raises(argcheck.SelectionError):
        argcheck.credence(file, "nothing")
