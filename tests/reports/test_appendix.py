"""What the appendix says, read as Markdown."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import pytest

from argcheck.analyses.results import ArgumentReport, Consistency
from argcheck.model.argument import Reading
from argcheck.model.terms import Term
from argcheck.model.verdict import Evidence, Verdict
from argcheck.reports.appendix import appendix
from argcheck.reports.formulas_in_prose import formulas_in_prose, remark
from argcheck.reports.markdown import markdown
from tests.reports import document_samples as samples


@pytest.fixture(scope="module")
def text() -> str:
    return markdown(appendix(samples.report()))


def section(text: str, heading: str) -> str:
    return text.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]


def test_a_counterexample_is_worked_out(text: str) -> None:
    part = section(text, "A long-term objective makes deception pay")
    assert r"Take $c = 1$, $D = \frac{1}{2}$, $w = 1$ and $n = 1$." in part
    assert r"n\,w\,D - c = 1 \cdot 1 \cdot \frac{1}{2} - 1 = -\frac{1}{2} \le 0" in part
    assert "At $c = 1$, $D = 2$, $w = 1$ and $n = 1$, on the other hand, the claim holds (evidence: exact)." in part
    assert "the claim holds if and only if" in part
    assert r"w\,D > c." in part


def test_a_valid_step_names_what_it_needs(text: str) -> None:
    part = section(text, "A single later state gives no gradient")
    assert "The proof needs `alike`, and does without `rewarded`." in part
    assert "under *hard* and *graded* it follows (valid; evidence: solver)" in part
    assert "under *soft* it does not follow: it always fails (refuted; evidence: exact)" in part


def test_what_is_undecided_or_only_tried_is_not_called_a_proof(text: str) -> None:
    part = section(text, "The threshold of an infinite deployment")
    assert "It was not decided whether it follows that" in part
    assert "No prover could handle the root." in part
    assert "10.0 s" not in text and "0.02" not in text
    tried = section(text, "All weight falls on deployment in the end")
    assert "At every point that was tried" in tried
    assert "*Proof" not in tried and "*Proof" not in part


def test_a_vacuous_step_names_what_contradicts(text: str) -> None:
    assert "What the step itself supposes cannot hold" in section(text, "Something follows from an impossible cost")


def test_every_verdict_sentence_carries_its_evidence(text: str) -> None:
    for sentence in re.findall(r"[^.\n]*\b(?:valid|mixed|refuted|vacuous|undecided);[^.\n]*", text):
        assert "evidence:" in sentence


def test_the_head_and_the_end(text: str) -> None:
    assert "8 steps, which make 10 inferences under the different readings: 5 valid, 2 mixed, 1 refuted" in text
    assert "equivocates on *behaviour*" in text
    assert "No step uses `rewarded`." in text
    assert text.rstrip().endswith("The paper's chain is not valid as written; it breaks at the first case.")


def test_markdown_is_balanced(text: str) -> None:
    assert text.count("$$") % 2 == 0
    # GitHub refuses this one
    assert r"\operatorname" not in text and r"\mathrm{clamp}" in text
    for line in text.replace("$$", "").splitlines():
        assert len(re.findall(r"(?<!\\)\$", line)) % 2 == 0, line
    for kind in ("aligned", "cases"):
        assert text.count(rf"\begin{{{kind}}}") == text.count(rf"\end{{{kind}}}")
    for table in re.findall(r"(?:^\|.*\|$\n)+", text, flags=re.M):
        assert len({len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()}) == 1


def test_premises_that_contradict_or_are_open() -> None:
    report = samples.report()
    against = replace(report, consistency=(Consistency((), False, contradictory=("alike", "rewarded")),))
    assert "The premises cannot all hold: `alike` and `rewarded` contradict one another" in markdown(appendix(against))
    unknown = replace(report, consistency=(Consistency((), None, reason="the time ran out"),))
    assert "was not decided: the time ran out (evidence: none)" in markdown(appendix(unknown))


def test_names_of_a_solver_never_pass_for_values() -> None:
    report = samples.report()
    odd = replace(report.steps[0], counterexample=samples.point(**{"c": "1", "exp(c)": "2"}))
    text = markdown(appendix(replace(report, steps=(odd,))))
    assert "Take $c = 1$." in text and "exp(c)" not in text


def test_a_file_at_fault_has_no_appendix() -> None:
    with pytest.raises(ValueError, match="could not be checked"):
        appendix(ArgumentReport("a.arg", None, ""))


@pytest.mark.parametrize("follows", [True, False])
def test_half_decided(follows: bool) -> None:
    report = samples.report()
    half = samples.result("case1", Verdict.UNDECIDED, Evidence.NONE, follows=follows)
    text = section(markdown(appendix(replace(report, steps=(half,)))), "A long-term objective makes deception pay")
    assert ("Then" if follows else "It does not follow that") in text
    assert "was not decided (undecided; evidence: none)" in text


# ---- derivations ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class DerivedLine:
    formula: Term | str
    because: str
    check: str = "proved"
    case: str | None = None


@dataclass(frozen=True)
class Supposed:
    formula: Term


@dataclass(frozen=True)
class Derived:
    title: str
    lines: tuple[DerivedLine, ...]
    result: Term | None
    reading: Reading = ()
    variable: str | None = "w"
    assumptions: tuple[Supposed, ...] = (Supposed(samples.app(">", samples.c, 0)),)
    implicit: bool = False
    verified: bool = True
    boundary: tuple[str | DerivedLine, ...] = ("where c = 1, both are equal",)
    statics: tuple[DerivedLine, ...] = ()
    further: tuple[Derived, ...] = ()


def test_a_derivation_is_printed_with_its_reasons() -> None:
    lines = (
        DerivedLine("utility(training.deceive) > 0", "its payoff in the file"),
        DerivedLine(samples.app(">", samples.w, samples.c), "divide by c > 0", check="unchecked", case="c < 2"),
    )
    derived = Derived("when deceive pays", lines, samples.app(">", samples.w, samples.c))
    text = markdown(appendix(samples.report(), {"case1": derived, "Another": (derived,)}))
    part = section(text, "A long-term objective makes deception pay")
    assert "Suppose $c > 0$. Then:" in part
    assert "(divide by $c > 0$; not checked by a prover)" in part
    assert "In the case $c < 2$:" in part
    assert "So what is sought holds if and only if (evidence: solver)" in part
    assert "Where $c = 1$, both are equal." in part
    assert "## When each option is chosen" in text


def test_formulas_in_prose() -> None:
    found = formulas_in_prose("divide by 1 - g > 0, a sum (since g < 1)", {"g", "a"})
    assert len([part for part in found if hasattr(part, "formula")]) == 2
    assert not any(hasattr(part, "formula") for part in formulas_in_prose("a cost is a cost", {"a", "cost"}))
    kinds = [
        type(part).__name__ for part in remark("`single` holds under graded if w*D < c (`w < c`)", {"w", "D", "c"})
    ]
    assert kinds == ["Code", "Text", "Math", "Text", "Math", "Text"]
