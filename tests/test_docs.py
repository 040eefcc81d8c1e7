"""The documentation says what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

import argcheck
from argcheck.cli.main import application, main
from argcheck.language.format import format_source
from argcheck.language.parse import parse
from docs import commands, gallery, generate

ROOT = Path(__file__).parent.parent


SLOW = ("moe2025", "docs/gallery/moe2025.svg")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def slow_if(name: str, *values: str) -> ParameterSet:
    return pytest.param(*values, marks=[pytest.mark.slow] if name in SLOW else [])


@pytest.mark.parametrize(
    ("file", "name"), [slow_if(name, file, name) for file, parts in generate.PARTS.items() for name in parts]
)
def test_generated_parts_are_fresh(file: str, name: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    part = generate.PARTS[file][name]()
    assert generate.refreshed(text, name, part) == text, f"{name} in {file} is stale: run `make docs`"


@pytest.mark.parametrize("file", [slow_if(file, file) for file in generate.DRAWINGS])
def test_drawings_are_fresh(file: str) -> None:
    """As they are drawn now, but for the last digits of places, which least squares may round otherwise elsewhere."""
    there, drawn = (ROOT / file).read_text(encoding="utf-8"), generate.DRAWINGS[file]()
    assert NUMBER.sub("0", there) == NUMBER.sub("0", drawn), f"{file} is stale: run `make docs`"
    places = zip(NUMBER.findall(there), NUMBER.findall(drawn), strict=True)
    assert all(abs(float(one) - float(other)) <= 1 for one, other in places), f"{file} is stale: run `make docs`"


def test_the_gallery_has_every_argument_and_no_other() -> None:
    names = {path.stem for path in (ROOT / "arguments").glob("*.arg")}
    assert names == set(gallery.TELLING) == {path.stem for path in (ROOT / "docs" / "gallery").glob("*.svg")}


def test_what_an_author_writes_is_no_markup() -> None:
    assert gallery._prose("w*D and a_b\n  of `koch_1`") == "w\\*D and a\\_b of `koch_1`"


def test_markers_that_are_missing_are_noticed() -> None:
    with pytest.raises(ValueError, match="stand 0 times"):
        generate.refreshed("no markers", "codes", "x")


@pytest.mark.parametrize("path", [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")], ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), f"{target} in {path.name}"


def test_every_code_is_explained() -> None:
    from argcheck.codes import CODES

    for code in CODES.values():
        assert code.title
        assert code.explanation.endswith((".", "?", "`"))


def test_the_readme_names_every_command_and_no_other() -> None:
    table = (
        (ROOT / "README.md").read_text(encoding="utf-8").partition("## The commands")[2].partition("\n\nAn argument")[0]
    )
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    named = {name for row in rows for name in re.findall(r"`(\w+)", row)}
    assert named == {command.name or command.callback.__name__ for command in application().registered_commands}


def test_the_readme_counts_the_gallery() -> None:
    (count,) = re.findall(r"has (\d+) worked arguments", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert int(count) == len(gallery.TELLING)


def test_the_readme_tells_what_python_gives() -> None:
    (report,) = argcheck.check(generate.FIRST).arguments
    (found,) = argcheck.derive(generate.FIRST, "talk.honest", "q")
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"holds_iff  # '{report.steps[1].holds_iff}'" in text and f"result_text  # '{found.result_text}'" in text


@pytest.mark.parametrize(("command", "extra"), [("prove", "pdf"), ("explore", "screen")])
def test_help_names_the_extra(command: str, extra: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--help"]) == 0
    assert f"argcheck[{extra}]" in "".join(re.sub(r"[│\s]+", "", capsys.readouterr().out))


def test_the_stages_of_the_tutorial_are_laid_out_as_fmt_does() -> None:
    for path in sorted(commands.TUTORIAL.rglob("*.arg")):
        text = path.read_text(encoding="utf-8")
        assert format_source(parse(text, path.name).source) == text
