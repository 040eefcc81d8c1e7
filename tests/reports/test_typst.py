"""The Typst file compiles, whatever stands in it, and prints the formulas that the LaTeX prints."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typst as compiler

from argcheck.cli.main import main
from argcheck.extras import MissingPackage
from argcheck.model.operators import OPERATORS
from argcheck.reports import typst as writer
from argcheck.reports.appendix import appendix
from argcheck.reports.operations import operate
from argcheck.reports.pieces import Piece
from argcheck.reports.symbols import GREEK, symbol
from argcheck.reports.typst import pdf, typst
from argcheck.reports.typst_formula import quoted, typst_formula
from tests.reports import document_samples as samples
from tests.reports.test_latex import HOSTILE, hostile

SETTERS = "\n".join(
    line for line in writer._PREAMBLE.splitlines() if re.match(r"#let (slanted|roman|typed|op|la)", line)
)


def warnings(text: str) -> list[str]:
    """What the compiler remarks on a file that it accepts."""
    _, found = compiler.Compiler(text.encode(), ignore_system_fonts=True).compile_with_warnings(format="svg")
    return [warning.message for warning in found]


def test_every_verdict_compiles_without_a_remark() -> None:
    assert warnings(typst(appendix(samples.report()))) == []


def test_hostile_prose_is_printed_and_does_nothing() -> None:
    text = typst(appendix(hostile()))
    made = compiler.compile(text.encode(), format="pdf", ignore_system_fonts=True)
    assert made.startswith(b"%PDF")
    assert not re.search(r"(?<!\\)(?:\\\\)*[#$@<>*`~]", writer._text(HOSTILE))


def test_every_operator_and_letter_can_be_set() -> None:
    formulas = [symbol(name) for name in (*GREEK, "x_1", "w_star", "delta_max")]
    for name, operator in OPERATORS.items():
        least, most = operator.arity
        counts = {least, most or least + 1}
        formulas += [operate(name, [Piece(letter) for letter in "xyz"[:count]]).text for count in counts]
    shown = "\n".join(f"$ {typst_formula(formula)} $" for formula in formulas)
    assert warnings(f"{SETTERS}\n{shown}") == []


@pytest.mark.parametrize(
    ("latex", "told"),
    [
        (r"b_{g}^{2}", "b_(g)^(2)"),
        (r"\frac{a,b}{2}", "frac(a comma b, 2)"),
        (r"x\text{ is flat in }w", 'x#roman(" is flat in ")w'),
        (r"\left(\frac{1}{2}\right)", "lr(paren.l frac(1, 2) paren.r)"),
        (r"\begin{cases} 1 & \text{if } x>0, \\ 0 & \text{otherwise} \end{cases}",
         'cases(1 &#roman("if ")x > 0 comma, 0 &#roman("otherwise"))'),
        (r"\operatorname{do\_it}(x)", '#op("do_it")paren.l x paren.r'),
    ],
)  # fmt: skip
def test_formulas_in_the_words_of_typst(latex: str, told: str) -> None:
    assert typst_formula(latex) == told


@pytest.mark.parametrize(
    "latex", [r"\input{x}", r"\frac{1}", r"\frac12", r"x_", r"\left", "é", r"\underbrace{x}y", "#"]
)
def test_what_has_no_translation_is_refused(latex: str) -> None:
    with pytest.raises(ValueError):
        typst_formula(latex)


def test_strings_keep_their_quotes_inside() -> None:
    assert quoted('a"b\\') == r'"a\"b\\"'


def test_two_runs_make_the_same_pdf() -> None:
    document = appendix(samples.report())
    assert pdf(document) == pdf(document)


def test_without_typst_the_message_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("argcheck.extras.find_spec", lambda name: None)
    with pytest.raises(MissingPackage, match=r"argcheck\[pdf\]"):
        pdf(appendix(samples.report()))
    file = tmp_path / "a.arg"
    file.write_text("argument")
    assert main(["prove", str(file), "--pdf"]) == 2
    assert "argcheck[pdf]" in capsys.readouterr().err
