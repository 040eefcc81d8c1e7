"""The Python interface."""

from __future__ import annotations

import pickle
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


def test_derive_solves_for_a_quantity() -> None:
    argument = argcheck.load(FIRST)
    (found,) = argcheck.derive(argument, "talk.lie", "q")
    assert found.verified and found.result_text == "q < gain/loss"
    assert argcheck.derive(FIRST, "talk.lie", "q", given=["loss = 2"])[0].result_text == "q < gain/2"
    assert r"\iff{} & q < \frac{\mathit{gain}}{\mathit{loss}}" in found._repr_latex_()
    assert "q &lt; gain/loss" in found._repr_html_()


def test_derive_says_what_is_wrong() -> None:
    with pytest.raises(argcheck.UnknownName, match="no option or step called"):
        argcheck.derive(FIRST, "talk.truth")
    with pytest.raises(argcheck.ArgumentError, match="gainn"):
        argcheck.derive(FIRST, "talk.lie", given=["gainn > 2"])


def test_lines_of_a_case_are_not_called_equivalent_to_the_goal(tmp_path: Path) -> None:
    path = tmp_path / "signs.arg"
    path.write_text("""argument "signs"
quantity a, x : real
step one
  infer a*x > 1
""")
    (found,) = argcheck.derive(path, "one", "x")
    assert any(line.case for line in found.lines) and found.verified
    assert found._repr_latex_().count("iff") == 1


def test_prove_writes_the_appendix_with_its_derivations(tmp_path: Path) -> None:
    written = argcheck.prove(FIRST, tmp_path, ("md",))
    assert [path.name for path in written] == ["first.md"]
    text = written[0].read_text(encoding="utf-8")
    assert "When each option is chosen" in text and "write the utilities out" in text
    with pytest.raises(ValueError, match="no format `doc`"):
        argcheck.prove(FIRST, tmp_path, ("doc",))


def test_results_print_themselves_in_a_notebook() -> None:
    report = argcheck.check(FIRST)
    assert isinstance(report, argcheck.Report)
    (found,) = report.arguments
    assert "holds iff" in found._repr_html_() and found._repr_html_() in report._repr_html_()
    assert "&gt;" in found.steps[1]._repr_html_()
    assert pickle.loads(pickle.dumps(report)) == report
