"""`argcheck new`: beginnings that check as they stand, in a clone and where only the package is installed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import argcheck
from argcheck.cli.main import main
from argcheck.language.format import format_source
from argcheck.language.parse import parse
from argcheck.templates import STARTER, templates

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_starter_is_as_it_says(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "my_claim"]) == 0
    assert "argcheck check my_claim.arg" in capsys.readouterr().err
    (report,) = argcheck.check(elsewhere / "my_claim.arg").arguments
    assert report.argument is not None and report.argument.title == "My claim"
    assert [str(step.verdict) for step in report.steps] == ["valid", "mixed"]
    assert report.steps[1].holds_iff == "p*loss > gain"
    assert report.diagnostics == ()
    text = (elsewhere / "my_claim.arg").read_text(encoding="utf-8")
    assert format_source(parse(text, "").source) == text


@pytest.mark.parametrize("path", sorted((ROOT / "arguments").glob("*.arg")), ids=lambda path: path.stem)
def test_every_argument_is_a_template(path: Path, elsewhere: Path) -> None:
    assert main(["new", "copy.arg", "--from", path.stem]) == 0
    assert (elsewhere / "copy.arg").read_bytes() == path.read_bytes()


def test_the_list_has_all_of_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "--list", "--json"]) == 0
    names = [each["name"] for each in json.loads(capsys.readouterr().out)["templates"]]
    assert names == [STARTER, *sorted(path.stem for path in (ROOT / "arguments").glob("*.arg"))]
    assert main(["new", "--list"]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in shown] == names
    assert all(each.title != each.name for each in templates())


def test_nothing_is_overwritten(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (elsewhere / "mine.arg").write_text("precious", encoding="utf-8")
    assert main(["new", "mine"]) == 2
    assert "there already" in capsys.readouterr().err
    assert (elsewhere / "mine.arg").read_text(encoding="utf-8") == "precious"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["new"], "argcheck new NAME"),
        (["new", "folder/"], "argcheck new NAME"),
        (["new", "x", "--from", "pascall"], "did you mean `pascal`"),
        (["new", "x", "--from", "qqq"], "--list"),
    ],
)
def test_what_cannot_be_begun(
    arguments: list[str], message: str, elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (elsewhere / "folder").mkdir()
    assert main(arguments) == 2
    assert message in capsys.readouterr().err
    assert not list(elsewhere.rglob("*.arg"))


def test_folders_are_made(elsewhere: Path) -> None:
    assert main(["new", "drafts/wager", "--from", "pascal"]) == 0
    assert (elsewhere / "drafts" / "wager.arg").exists()


def test_a_package_without_the_clone_has_them_too(elsewhere: Path) -> None:
    """Laid out as the wheel is: the package, and what `force-include` adds to it."""
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]
    wheel = build["targets"]["wheel"]
    site = elsewhere / "site"
    for package in wheel["packages"]:
        shutil.copytree(ROOT / package, site / package, ignore=shutil.ignore_patterns("__pycache__"))
    for source, target in wheel["force-include"].items():
        shutil.copytree(ROOT / source, site / target)
    command = [sys.executable, "-m", "argcheck", "new", "mine", "--from", "newcomb"]
    done = subprocess.run(command, cwd=elsewhere, env={**os.environ, "PYTHONPATH": str(site)}, check=False)
    assert done.returncode == 0
    assert (elsewhere / "mine.arg").read_bytes() == (ROOT / "arguments" / "newcomb.arg").read_bytes()
