"""`argcheck prove` as a user runs it, with the analysis replaced by a prepared report."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from argcheck.analyses.results import ArgumentReport
from argcheck.api import Settings
from argcheck.cli.main import main
from tests.reports import document_samples as samples
from tests.samples import FAULT

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def prepared(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """`race.arg`, `a b.arg` and `fault.arg` in the current folder."""

    def check_file(path: str, settings: Settings, *_: object) -> ArgumentReport:
        return replace(FAULT if Path(path).stem == "fault" else samples.report(), path=path)

    monkeypatch.setattr("argcheck.cli.batch.check_file", check_file)
    monkeypatch.setenv("ARGCHECK_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    for name in ("race", "a b", "fault"):
        (tmp_path / f"{name}.arg").write_text(name)


def test_the_appendix_is_written_and_named(capsys: Capture) -> None:
    assert main(["prove", "-j1", "race.arg"]) == 1
    names = ["proofs/race/race.tex", "proofs/race/race-standalone.tex", "proofs/race/race.md"]
    assert capsys.readouterr().out.split() == names
    assert all(Path(name).stat().st_size for name in names)
    assert r"\input{race}" in Path(names[1]).read_text()
    assert "file `race.arg`" in Path(names[2]).read_text()


def test_a_folder_and_a_format_of_ones_own(capsys: Capture) -> None:
    assert main(["prove", "race.arg", "--out", "there", "--format", "md", "--quiet"]) == 1
    assert capsys.readouterr().out == ""
    assert [path.name for path in Path("there").iterdir()] == ["race.md"]


def test_names_that_tex_could_read_are_made_plain() -> None:
    main(["prove", "-j1", "a b.arg"])
    assert r"\input{a-b}" in Path("proofs/a-b/a-b-standalone.tex").read_text()


def test_several_files_and_json(capsys: Capture) -> None:
    assert main(["prove", "-j1", "--json", "-o", "out", "race.arg", "fault.arg"]) == 2
    captured = capsys.readouterr()
    data = json.loads(captured.out)
    assert data["exit"] == 2 and data["schema"] == "argcheck/1"
    assert [len(each["written"]) for each in data["documents"]] == [3, 0]
    assert Path("out/race/race.md").exists() and not Path("out/fault").exists()
    assert captured.err


def test_what_cannot_be_asked_for_or_written(capsys: Capture) -> None:
    assert main(["prove", "race.arg", "--format", "doc"]) == 2
    assert "--format tex,md" in " ".join(capsys.readouterr().err.split())
    Path("taken").write_text("a file")
    assert main(["prove", "race.arg", "--out", "taken"]) == 2
    assert "cannot write to taken" in capsys.readouterr().err


def test_a_pdf_beside_the_others() -> None:
    assert main(["prove", "-j1", "race.arg", "--format", "md", "--pdf"]) == 1
    assert Path("proofs/race/race.pdf").read_bytes().startswith(b"%PDF")
    assert Path("proofs/race/race.md").exists()
