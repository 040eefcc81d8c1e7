"""The documentation says what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docs import generate

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(("file", "name"), [(file, name) for file, parts in generate.PARTS.items() for name in parts])
def test_generated_parts_are_fresh(file: str, name: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    part = generate.PARTS[file][name]()
    assert generate.refreshed(text, name, part) == text, f"{name} in {file} is stale: run `make docs`"


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
