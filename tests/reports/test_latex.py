"""The LaTeX compiles with the base packages, fits its lines, and prints the inferences' own formulas."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from argcheck.analyses.results import ArgumentReport
from argcheck.reports.appendix import appendix
from argcheck.reports.document import Document
from argcheck.reports.latex import body, standalone
from argcheck.reports.mathematics import Notation
from tests.reports import document_samples as samples

HOSTILE = r"\write18{rm} \input{/etc/passwd} } $ % & # _ ^ ~ {é} γ 中 “q” [x] *  \\ `` ' |<> \end{document}"


def compiled(document: Document, folder: Path) -> str:
    """The log of compiling the document; the test is skipped where there is no pdflatex."""
    if shutil.which("pdflatex") is None:
        pytest.skip("pdflatex is not installed (Debian: texlive-latex-base)")
    (folder / "a.tex").write_text(body(document), encoding="ascii")
    (folder / "a-standalone.tex").write_text(standalone(document, "a"), encoding="ascii")
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "a-standalone.tex"]
    # twice, for the references
    for _ in range(2):
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, errors="replace", check=False)
        assert done.returncode == 0, done.stdout[-2000:]
    return done.stdout


def overfull(log: str) -> list[float]:
    return [float(points) for points in re.findall(r"Overfull \\hbox \(([0-9.]+)pt", log)]


def hostile() -> ArgumentReport:
    """Every piece of prose replaced by hostile text."""
    argument = samples.argument(title=HOSTILE)
    argument = replace(
        argument,
        source=HOSTILE,
        about=HOSTILE,
        quantities=tuple(replace(item, says=HOSTILE) for item in argument.quantities),
        definitions=tuple(replace(item, says=HOSTILE) for item in argument.definitions),
        premises=tuple(replace(item, says=HOSTILE, where=HOSTILE) for item in argument.premises),
        steps=tuple(replace(item, says=HOSTILE, where=HOSTILE) for item in argument.steps),
    )
    report = samples.report(argument)
    steps = tuple(replace(item, notes=(HOSTILE,), trace=(HOSTILE,), reason=HOSTILE) for item in report.steps)
    return replace(report, path=HOSTILE, summary=HOSTILE, steps=steps)


def test_every_verdict_compiles_and_fits(tmp_path: Path) -> None:
    log = compiled(appendix(samples.report()), tmp_path)
    assert "LaTeX Warning: Reference" not in log
    assert not [points for points in overfull(log) if points > 20]


def test_hostile_prose_compiles_and_runs_nothing(tmp_path: Path) -> None:
    document = appendix(hostile())
    compiled(document, tmp_path)
    written = body(document)
    for command in (r"\write", r"\input", r"\end{document}"):
        assert command not in written


def test_the_body_is_ascii_and_stands_inside_a_paper() -> None:
    written = body(appendix(samples.report()))
    assert written.isascii()
    assert r"\documentclass" not in written and r"\usepackage{" not in written.replace("% Needs", "", 1)[80:]
    environments = set(re.findall(r"\\begin\{(\w+)", written))
    assert environments <= {
        *("lemma", "proposition", "remark", "proof", "itemize", "tabular", "center"),
        *("align", "alignat", "cases"),
    }


def test_labels_and_formulas_are_those_of_the_inferences() -> None:
    report = samples.report()
    assert report.argument is not None
    written = body(appendix(report))
    notation = Notation.of([q.name for q in report.argument.quantities])
    for step in report.argument.steps:
        assert rf"\label{{ac:{step.name.replace('_', '-')}}}" in written
        for inference in step.inferences:
            if notation.width(inference.goal) <= 40:
                assert notation.latex(inference.goal) in written


def test_two_runs_write_the_same() -> None:
    assert body(appendix(samples.report())) == body(appendix(samples.report()))
    slower = replace(samples.report(), seconds=9.0)
    assert body(appendix(slower)) == body(appendix(samples.report()))
