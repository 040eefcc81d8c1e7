"""Argdown documents as arguments in outline."""

from __future__ import annotations

from pathlib import Path

import pytest

from argcheck.api import export, load
from argcheck.cli.main import main
from argcheck.diagnostics import Severity
from argcheck.language.parse import parse
from argcheck.model.argument import Argument
from argcheck.model.elaborate import elaborate
from argcheck.model.imports.argdown import import_argdown
from argcheck.model.imports.result import NotImported
from argcheck.reports.exchange.argdown import argdown

FIRST = Path(__file__).parent.parent.parent / "docs" / "first.arg"
MAP = """===
title: Should the bridge be closed?
author: A council
===

# The case for closing

[Closure]: The bridge should be *closed* for the winter. #decision {importance: 0.9}
  + <Ice>: Ice makes it unsafe. // a remark that is left out
  - [Detour]: The detour takes
    an hour.
      - <Ferry>: There is a ferry.

<Safety>

(1) [Danger]: Whoever crosses in winter may fall.
(2) What endangers people should be closed. {source: "charter"}
-- modus ponens {uses: [1, 2]} --
(3) [Should]: Closing is called for.
(4) Nothing else stands against it.
----
(5) [Closure]
"""


def argument(text: str) -> Argument:
    parsed = parse(text, "test.arg")
    found = elaborate(parsed)
    errors = [each for each in (*parsed.diagnostics, *found.diagnostics) if each.severity is Severity.ERROR]
    assert not errors and found.argument is not None, (errors, text)
    return found.argument


def test_statements_inferences_and_relations() -> None:
    found = argument(import_argdown(MAP, "test").text)
    assert (found.title, found.source) == ("Should the bridge be closed?", "A council")
    says = {quantity.name: quantity.says for quantity in found.quantities}
    assert says["closure"] == "The bridge should be closed for the winter."
    assert says["detour"] == "The detour takes an hour."
    steps = {step.name: step for step in found.steps}
    assert steps["closure"].sources[0] == "should"
    assert len(steps["should"].sources) == 2 and steps["should"].infer_text == "should"
    assert {step.infer_text for step in found.steps} >= {"not closure", "not detour", "closure"}
    assert any(step.kind == "conclusion" for step in found.steps)


def test_formulas_are_left_to_the_author() -> None:
    found = import_argdown(MAP, "test")
    assert "to be filled in" in found.text and "to be filled in" in found.remarks[0]


def test_a_circle_of_support_is_no_circle_of_steps() -> None:
    argument(import_argdown("[A]: a\n  + [B]: b\n\n[B]\n  + [A]\n", "test").text)


def test_an_exported_map_comes_back_with_its_structure() -> None:
    original = load(FIRST)
    (text,) = export(original, "argdown").files.values()
    found = argument(import_argdown(text, "test").text)
    assert found.title == original.title
    says = {quantity.says for quantity in found.quantities}
    assert says >= {original.premises[0].says, *(step.says for step in original.steps)}
    assert len(found.steps) == len(original.steps)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[A]: only a statement", "no inference"),
        ("(1) a\n----\n", "no conclusion"),
        ("(1) <A>: a\n----\n(2) b", "not an argument"),
        ("", "no inference"),
    ],
)
def test_what_is_no_argument(text: str, message: str) -> None:
    with pytest.raises(NotImported, match=message):
        import_argdown(text, "test")


def test_the_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["export", str(FIRST), "--out", str(tmp_path)]) == 0
    assert main(["import", str(tmp_path / "honesty.smt2"), "-o", str(tmp_path / "back.arg")]) == 0
    capsys.readouterr()
    assert main(["check", str(tmp_path / "back.arg"), "--no-cache"]) == 0
    assert "mixed" in capsys.readouterr().out
    (tmp_path / "map.argdown").write_text(MAP, encoding="utf-8")
    assert main(["import", str(tmp_path / "map.argdown")]) == 0
    printed = capsys.readouterr().out
    argument(printed)
    monkeypatch.chdir(tmp_path)
    assert main(["import", str(tmp_path / "map.argdown"), "--out", "-"]) == 0
    assert capsys.readouterr().out == printed and not (tmp_path / "-").exists()


def test_the_commands_tell_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "bad.smt2"
    bad.write_text("(declare-const x Real)\n(assert (> (sin x) 0))\n", encoding="utf-8")
    assert main(["import", str(bad)]) == 2
    shown = capsys.readouterr().out
    assert "bad.smt2:2:13: E602" in shown and "`sin` is not supported" in shown
    assert main(["import", str(tmp_path / "none.smt2")]) == 2
    assert main(["import", str(FIRST)]) == 2
    assert main(["export", str(FIRST), "--step", "nothing"]) == 2


RICH = """
# Reconstruction

<Main>: why *this* holds

(1) [Rain]: It __rains__, says @[Forecast] of [the office](https://example.org/a). #observed
  + <Clouds>: The sky is grey.
(2) [Wet]: Who goes out in the rain gets wet.
----
(3) [Umbrella]: Take an umbrella.
  +> <Shopping>

A list:

  * First thought
  * Second thought
    - An objection
"""


def test_relations_below_numbered_statements_lists_and_prose() -> None:
    text = import_argdown(RICH, "test").text
    assert '"It rains, says Forecast of the office."' in text
    assert '"Clouds supports Rain"' in text and '"Umbrella supports Shopping"' in text
    assert (
        'proposition first_thought "First thought"' in text and '"An objection speaks against Second thought"' in text
    )


def test_a_step_without_premises_is_no_inference_from_nothing() -> None:
    source = 'argument "x"\nquantity a : real > 0\nstep plain\n  infer a > 0\n'
    found = elaborate(parse(source, "x.arg")).argument
    assert found is not None
    (premise,) = [line for line in argdown(found, []).splitlines() if line.startswith("(1)")]
    assert premise == "(1) What is declared of its quantities."


def test_what_is_read_otherwise_is_told() -> None:
    text = "[A]: One.\n  >< [B]: Other.\n  <_ <C>: No reason.\n\n```\n[D]: code\n```\n"
    found = import_argdown(text, "test")
    assert len(found.remarks) == 4 and "[D]" not in found.text and "proposition d" not in found.text
    assert '"A speaks against B"' in found.text and '"B speaks against A"' in found.text
