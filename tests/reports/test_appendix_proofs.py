"""Certificates read as mathematics: what is printed is what was proved."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from argcheck.analyses.results import ArgumentReport
from argcheck.api import check_file
from argcheck.kernel.lemmas import LEMMAS
from argcheck.kernel.polynomial import Polynomial, total
from argcheck.logic.normalize import polynomial_of
from argcheck.reports.appendix import appendix
from argcheck.reports.document import Block, Identity, ItemList, Proof
from argcheck.reports.latex import body
from argcheck.reports.lemma_words import _WORDS, lemma_words
from argcheck.reports.markdown import markdown
from argcheck.settings import Settings

TEXT = """argument "Proofs"
quantity x, y : real > 0
quantity m : integer in [0, 2]
proposition calm
premise order : x < y
premise either : calm or x > y

step squares "squares" from order infer x^2 < y^2
step means "means" infer 2*x*y <= x^2 + y^2
step whole "whole" infer not (2*m = 3)
step apart "apart" infer (x - y)^2 > 0 or x = y
step settled "settled" from order, either infer calm
step never "never" infer x*y + 1 < 0 expect refuted
step long "long" infer max(max(x, y), max(1, x*y)) >= min(x, y)
step put "put in" given x = 2*y infer x > y
step plain "plain" given x = 2 and y = 3 infer x < y
step divided "a divisor" given x > 1 infer x <= y or y/(x - y) > 0
step growing "a power" given x > 1 and m >= 1 infer x^m > 1
step far "far" infer limit(abs(x)/(abs(x) + 1), x -> 2) = 2/3
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> ArgumentReport:
    """What was found, with certificates."""
    file = tmp_path_factory.mktemp("proofs") / "proofs.arg"
    file.write_text(TEXT)
    return check_file(str(file), Settings(proof_effort=20))


def identities(blocks: tuple[Block, ...]) -> Iterator[Identity]:
    for block in blocks:
        match block:
            case Identity():
                yield block
            case Proof(body=inner):
                yield from identities(inner)
            case ItemList(items=items):
                for item in items:
                    yield from identities(item)


def section(report: ArgumentReport, step: str) -> tuple[Block, ...]:
    return next(each.blocks for each in appendix(report).sections if each.label == f"step-{step}")


@pytest.mark.parametrize("step", ["squares", "means", "apart", "settled", "never"])
def test_the_identity_that_is_printed_is_the_one_that_was_proved(report: ArgumentReport, step: str) -> None:
    found = list(identities(section(report, step)))
    assert found, "a short proof is printed in full"
    for identity in found:
        polynomials: list[Polynomial] = [polynomial_of(term).numerator for term, _ in identity.terms]
        assert total(polynomials) == {}
        assert any(relation == ">" for _, relation in identity.terms)
    result = next(each for each in report.steps if each.name == step)
    assert result.certificate is not None
    sums = json.dumps(json.loads(result.certificate.theorems)).count('"rule": "sum"')
    assert len(found) == sums


def test_a_proof_reads_as_one(report: ArgumentReport) -> None:
    text = markdown(appendix(report))
    proof = text[text.index("**Lemma 1**") : text.index("**Lemma 2**")]
    assert "Suppose for contradiction that" in proof
    assert r"\underbrace{x^{2} - y^{2}}_{\ge\,0}" in proof
    assert "(1) the range of `x`" in proof and "the premise `order`" in proof
    assert "in order by (4), by (3) and (1) and by (3) and (2) (evidence: kernel)" in proof
    assert "In the certificate file this is `squares follows` (evidence: kernel)." in proof
    assert r"\underbrace" in body(appendix(report))


def test_cases_and_propositions(report: ArgumentReport) -> None:
    text = markdown(appendix(report))
    settled = text[text.index("(`settled` follows)") : text.index("(`never`")]
    assert "there are 2 cases" in settled and "contradict each other" in settled
    whole = text[text.index("(`whole` follows)") : text.index("(`apart`")]
    assert "since whole numbers are compared" in whole and "But (2) never holds (evidence: kernel)." in whole


def test_a_long_proof_is_pointed_to(report: ArgumentReport) -> None:
    assert not list(identities(section(report, "long")))
    text = markdown(appendix(report))
    assert "is in the certificate file as `long follows` (evidence: kernel)" in text


def test_what_the_kernel_does_not_prove_is_named(report: ArgumentReport) -> None:
    text = markdown(appendix(report))
    assert "It leans on what the kernel does not prove: `limits` (evidence: solver)." in text


def test_every_paragraph_of_a_proof_has_its_grade(report: ArgumentReport) -> None:
    text = markdown(appendix(report))
    assert "That it fails everywhere else as well was proved (evidence: kernel)." in text
    assert "according to the solver Z3 (evidence: kernel)" not in text


def test_what_was_put_in_is_said_and_what_a_proof_leans_on(report: ArgumentReport) -> None:
    text = markdown(appendix(report))
    assert "Suppose for contradiction, with $x = 2\\,y$ put in, that" in text
    assert "is false with $x = 2$ and $y = 3$ put in" in text
    assert "to see that every term has a value, that" in text and "assumption" not in text
    assert "it uses th" in text and "power" in text


def test_the_words_are_about_lemmas_that_there_are() -> None:
    assert set(lemma_words(LEMMAS)) and not [name for name in _WORDS if name not in LEMMAS]
    assert lemma_words(["exp: sum", "exp: inverse", "none such"]) == ("exp turns sums into products", "none such")
