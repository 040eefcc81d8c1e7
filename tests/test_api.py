"""The Python interface."""

from __future__ import annotations

from pathlib import Path

import pytest

import argcheck

FIRST = Path(__file__).parent.parent / "docs" / "first.arg"
BROKEN = """argument "broken"
quantity gamma : real > 0
step a
  infer gama > 0
step b
  infer 2x > 0
"""


def test_load() -> None:
    argument = argcheck.load(FIRST)
    assert argument.title == "A small bet on honesty"
    assert [step.name for step in argument.steps] == ["certain", "honesty"]


def test_load_raises_every_diagnostic(tmp_path: Path) -> None:
    path = tmp_path / "broken.arg"
    path.write_text(BROKEN)
    with pytest.raises(argcheck.ArgumentError) as caught:
        argcheck.load(path)
    assert {found.span.line for found in caught.value.diagnostics} == {4, 6}
    assert all(found.file == str(path) for found in caught.value.diagnostics)


def test_check_reports_a_file_at_fault(tmp_path: Path) -> None:
    path = tmp_path / "broken.arg"
    path.write_text(BROKEN)
    broken, missing = argcheck.check([path, tmp_path / "none.arg"]).arguments
    assert broken.argument is None
    assert "did you mean `gamma`?" in argcheck.render(broken).plain
    assert argcheck.record((broken,), 2)["arguments"][0]["verdict"] is None
    assert [found.code for found in missing.diagnostics] == ["E001"]
