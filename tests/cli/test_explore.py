"""`argcheck explore`, `graph` and `diff`, as a user meets them."""

from __future__ import annotations

import json
import subprocess
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree

import pytest

import argcheck
from argcheck.cli.main import main

TEXT = """argument "Small"
quantity x, y : real
premise low "x is <above> \\"one\\"" : x > 1
premise high : x > 3
step a from low infer x > 2
conclusion c from a, high infer x > 2
"""


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "small.arg"
    path.write_text(TEXT.replace(' "x is <above> \\"one\\""', ' "x is <above> one"'), encoding="utf-8")
    return str(path)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    shown = capsys.readouterr()
    return code, shown.out, shown.err


def test_what_carries_and_what_is_missing(capsys: pytest.CaptureFixture[str], file: str) -> None:
    code, out, _ = run(capsys, "explore", file)
    assert code == 0
    for told in ("enough: high", "follows if it may also use high", "holds just where x > 2", "stands without it"):
        assert told in out


def test_of_a_part_it_is_not_said_what_no_step_uses(capsys: pytest.CaptureFixture[str], file: str) -> None:
    for command in (("explore", file, "--repair", "a"), ("check", file, "--step", "a", "--no-cache")):
        _, out, _ = run(capsys, *command)
        assert "infer x > 2" in out or "holds just where x > 2" in out
        assert "No step uses" not in out
    text = Path(file).read_text(encoding="utf-8")
    Path(file).write_text(text.replace("from a, high", "from a"), encoding="utf-8")
    assert "No step uses high." in run(capsys, "explore", file)[1]


def test_the_answer_comes_first_and_nothing_is_said_twice(capsys: pytest.CaptureFixture[str], file: str) -> None:
    _, out, _ = run(capsys, "explore", file)
    assert out.index("On the whole: invalid") < out.index("It breaks at `a`") < out.index("What carries what")
    assert out.index("c  (from all premises)") < out.index("\n  a\n")
    assert "needed and enough: high" in out and "essential" not in out


def test_what_nothing_could_mend_is_said(capsys: pytest.CaptureFixture[str], file: str) -> None:
    Path(file).write_text('argument "t"\nquantity x : real\npremise low : x < 1\nstep s from low infer x > 2\n')
    _, out, _ = run(capsys, "explore", file)
    assert "fails wherever what it assumes holds: no further premise could mend it" in out


def test_a_range_may_be_a_distribution(capsys: pytest.CaptureFixture[str], file: str) -> None:
    code, out, _ = run(capsys, "explore", file, "a", "--range", "x=normal(2,1)")
    assert code == 0 and "x from normal(2, 1)" in out


def test_as_json(capsys: pytest.CaptureFixture[str], file: str) -> None:
    code, out, _ = run(capsys, "explore", file, "c", "--json")
    data = json.loads(out)
    assert (code, data["schema"], data["exit"]) == (0, "argcheck/1", 0)
    whole, named = data["maps"]
    assert [one["names"] for one in whole["sufficient"]] == [["high"]]
    assert [one["names"] for one in named["sufficient"]] == [["a"], ["high"]]
    assert whole["insufficient"][0]["missing"] == ["high"]
    (failure,) = data["failures"]
    assert (failure["step"], failure["standing"]) == ("a", ["c"])
    assert data["repairs"][0]["needs"]["condition"] == "x > 2"


def test_what_if(capsys: pytest.CaptureFixture[str], file: str) -> None:
    code, out, _ = run(capsys, "explore", file, "--add", "x > 4", "--drop", "high")
    assert code == 0
    assert "What if? high is left out; `x > 4` is assumed too" in out
    assert "now follows" in out
    code, out, _ = run(capsys, "explore", file, "--set", "x=5/2", "--json")
    data = json.loads(out)
    assert {one["step"]: one["newly_holds"] for one in data["changes"]} == {"a": True, "c": False}
    assert data["after"]["premises"]["consistent"] is False


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--drop", "hihg"), "did you mean `high`"),
        (("--add", "x >"), "E014"),
        (("--set", "x"), "--set quantity=value"),
        (("--over", "z"), "no quantity `z`"),
        (("--reading", "size=big"), "no readings of `size`"),
        (("b",), "no step `b`"),
        (("--repair", "b"), "no step `b`"),
    ],
)
def test_what_cannot_be_asked(
    capsys: pytest.CaptureFixture[str], file: str, arguments: tuple[str, ...], says: str
) -> None:
    code, out, err = run(capsys, "explore", file, *arguments)
    assert (code, out) == (2, "")
    assert says in " ".join(err.split())


def test_a_file_at_fault_is_told_as_by_check(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "bad.arg"
    path.write_text('argument "t"\nstep s infer q > 1\n', encoding="utf-8")
    for command in (["explore", str(path)], ["graph", str(path)], ["diff", str(path), str(path)]):
        code, out, _ = run(capsys, *command)
        assert code == 2
        assert "E104" in out
    code, out, _ = run(capsys, "explore", str(tmp_path / "none.arg"))
    assert code == 2
    assert "E001" in out


def test_graphs(capsys: pytest.CaptureFixture[str], file: str) -> None:
    code, out, _ = run(capsys, "graph", file)
    assert code == 0
    assert '"a" -> "c";' in out
    assert out.count("fillcolor") == 4
    _, out, _ = run(capsys, "graph", file, "--format", "mermaid", "--plain")
    assert "x is &lt;above&gt; one" in out
    _, out, _ = run(capsys, "graph", file, "--format", "graphml")
    root = ElementTree.fromstring(out)
    assert len([one for one in root.iter() if one.tag.endswith("}edge")]) == 3
    _, out, _ = run(capsys, "graph", file, "--json")
    data = json.loads(out)
    assert {one["name"]: one["verdict"] for one in data["nodes"]} == {
        "low": None,
        "high": None,
        "a": "mixed",
        "c": "valid",
    }


def test_two_files(capsys: pytest.CaptureFixture[str], file: str, tmp_path: Path) -> None:
    other = tmp_path / "other.arg"
    other.write_text(Path(file).read_text(encoding="utf-8").replace("x > 1", "2*x > 5"), encoding="utf-8")
    code, out, _ = run(capsys, "diff", file, str(other))
    assert code == 0
    assert "because premise low changed" in out
    code, out, _ = run(capsys, "diff", str(other), file, "--json")
    data = json.loads(out)
    assert (code, data["exit"]) == (1, 1)
    assert data["edits"] == [
        {"what": "premise", "name": "low", "how": "changed", "before": "2*x > 5", "after": "x > 1"}
    ]


def test_two_revisions(
    capsys: pytest.CaptureFixture[str], file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    as_someone = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org"]
    for command in (["git", "init", "-q"], ["git", "add", "."], [*as_someone, "commit", "-q", "-m", "one"]):
        subprocess.run(command, check=True)
    Path(file).write_text(Path(file).read_text(encoding="utf-8").replace("x > 1", "x > 2"), encoding="utf-8")
    code, out, _ = run(capsys, "diff", "HEAD:small.arg", "small.arg")
    assert code == 0
    assert "because premise low changed" in out
    code, _, err = run(capsys, "diff", "gone:small.arg", "small.arg")
    assert code == 2
    assert "gone" in err
    code, _, err = run(capsys, "diff", "--", "--output=x:small.arg", "small.arg")
    assert code == 2
    assert not (tmp_path / "x").exists()


def test_the_same_from_python(file: str) -> None:
    found = argcheck.explore(file, steps=["c"])
    assert [one.names for one in found.maps[0].sufficient] == [("high",)]
    (change,) = argcheck.what_if(file, argcheck.Changes(add=("x < 3",)))
    assert (change.name, change.newly_fails) == ("c", True)
    assert argcheck.diff(file, file).edits == ()
    with pytest.raises(argcheck.ChangeError):
        argcheck.explore(file, over=["z"])


def test_how_often_a_step_holds_over_ranges(capsys: pytest.CaptureFixture[str], file: str) -> None:
    code, out, _ = run(capsys, "explore", file, "--range", "x=1..3", "--json")
    (share,) = json.loads(out)["shares"]
    assert code == 0 and share["name"] == "a"
    low, high = (Fraction(end) for end in share["cases"][0]["certified"]["share"])
    assert low <= Fraction(1, 2) <= high and high - low < Fraction(1, 100)
    assert "How often steps hold" in run(capsys, "explore", file, "a", "-R", "x=1..3")[1]
    assert "may depend on" in run(capsys, "explore", file, "-R", "y=1..3")[1]
    assert run(capsys, "explore", file, "-R", "w=1..3")[0] == 2
