"""Certificates in the words of Coq, Lean and SMT-LIB. Coq itself is asked, in one run for all; Z3 reads the queries."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from importlib import resources
from pathlib import Path

import pytest
import z3

import argcheck
from argcheck.certificates.coqc import ANALYSIS, AXIOMS, NotProved, assumed, available, check
from argcheck.certificates.format import written
from argcheck.certificates.reading import read
from argcheck.kernel.data import Refused
from argcheck.reports.assistants import coq, files, lean, queries
from argcheck.reports.assistants.complete import RULES
from tests.certificates.problems import problem
from tests.certificates.test_search import CONTRADICTORY
from tests.reports.assistant_problems import KEYWORDS, STRANGE, everything, found, instances, strange_names

needs_coq = pytest.mark.skipif(not available(), reason="Coq is not installed (Debian: apt-get install coq)")


@pytest.fixture(scope="module")
def text() -> str:
    return everything()


@pytest.fixture(scope="module")
def two() -> str:
    names = ("means", "cases", "whole numbers")
    return written([found(name, CONTRADICTORY[name]) for name in names])


@needs_coq
def test_coq_accepts_every_rule(text: str) -> None:
    assert len(check(coq.document(text))) == len(json.loads(text)["theorems"])


@needs_coq
@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("2 * x * y - x^2 - y^2", "3 * x * y - x^2 - y^2", "coqc refuses"),
        ("(ac_sq (x - y))", "(ac_sq (x + y))", "coqc refuses"),
        ("  False.\nProof.", "  0 = 1.\nProof.", "coqc refuses"),
        ("  ring.\nQed.", "  ring.\n", "coqc refuses"),
        ("  ring.\nQed.", "Admitted.", "assumes .*argcheck_means"),
    ],
)
def test_a_damaged_file_is_not_accepted(two: str, before: str, after: str, reason: str) -> None:
    good = coq.document(two)
    place = good.index("(* means *)")
    damaged = good[:place] + good[place:].replace(before, after, 1)
    assert damaged != good
    with pytest.raises(NotProved, match=reason):
        check(damaged)


@needs_coq
def test_an_axiom_that_is_leaned_on_is_named() -> None:
    good = coq.document(written([found("means", CONTRADICTORY["means"])]))
    axiom = "Axiom amen : forall x y : R, 2 * x * y - x^2 - y^2 <= 0.\n"
    proof = "  intros h0.\n  exact (Rlt_irrefl _ (Rlt_le_trans _ _ _ h0 (amen x y))).\nQed.\n"
    statement, _, _ = good.partition("  intros h0.\n  pose proof (ac_sq")
    with pytest.raises(NotProved, match=r"assumes .*amen"):
        check(statement.replace("(* means *)\n", axiom) + proof)


@needs_coq
def test_the_general_lemmas_are_proved() -> None:
    text = (resources.files("argcheck.reports.assistants") / "lemmas.v").read_text(encoding="utf-8")
    assert len(check(text, "ac_", ANALYSIS)) == text.count("\nLemma ") == text.count("Qed.")


@needs_coq
def test_the_instances_that_coq_proves() -> None:
    made = list(instances())
    assert {lemma for lemma, _ in made} == set(RULES)
    text = coq.document(written([certificate for _, certificate in made]))
    completed = re.findall(r"^Theorem \w+_complete .*?False\.", text, re.MULTILINE | re.DOTALL)
    assert len(completed) > 0.8 * len(made) and "taken as true" not in "".join(completed)
    assert len(check(text, allowed=ANALYSIS)) == len(made) + len(completed)


@needs_coq
def test_a_file_without_theorems_proves_nothing() -> None:
    with pytest.raises(NotProved, match="no theorem"):
        check("Theorem other : True. Proof. exact I. Qed.")


def test_what_coq_says_is_read_closely() -> None:
    told = "Axioms:\nClassicalDedekindReals.sig_forall_dec\n  : forall P, P\nmine : False\n"
    assert assumed(told) - AXIOMS == {"mine"}
    assert assumed("Closed under the global context\n") == frozenset()
    assert assumed("Section Variables:\n") - AXIOMS


def test_a_certificate_that_proves_nothing_is_not_written(two: str) -> None:
    data = json.loads(two)
    data["theorems"][0]["proof"][0]["terms"].pop()
    for writer in files.FORMATS.values():
        with pytest.raises(Refused):
            writer(json.dumps(data), "x")


@pytest.mark.parametrize("name", CONTRADICTORY)
def test_what_is_written_can_be_read(name: str) -> None:
    once = written([found(name, CONTRADICTORY[name])])
    assert written(read(once)) == once


def test_only_what_is_needed_is_written() -> None:
    certificate = found("t", problem("a > 0", "x > 1", "0 > x"))
    for document in (coq.document, lean.document):
        assert "hypothesis 1" not in document(written([certificate]))
    assert "|a.|" not in queries.documents(written([certificate]))["t"]


def test_names_stay_apart() -> None:
    for document in (coq.document, lean.document):
        text = document(written([strange_names()]))
        renamed = re.findall(r"^(?:\(\*|--) (v\d+) is (.*?)(?: \*\))?$", text, re.MULTILINE)
        assert len(renamed) == len(dict(renamed)) >= len(STRANGE)
        assert {"h0", "f1", "t0", "u0", "v1"} <= {name for _, name in renamed} & set(KEYWORDS)


def test_a_comment_stays_a_comment() -> None:
    text = coq.document(written([strange_names()]))
    while (shorter := re.sub(r"\(\*(?:(?!\(\*|\*\)).)*\*\)", "", text, flags=re.DOTALL)) != text:
        text = shorter
    assert "Axiom x" not in text and "Qed. " not in text and '"' not in text
    lines = lean.document(written([strange_names()])).splitlines()
    code = [line.partition("--")[0] for line in lines]
    assert not [line for line in code if " axiom " in line or line.startswith("axiom")]


def test_the_lean_file_says_that_it_is_not_checked(text: str) -> None:
    document = lean.document(text)
    assert "NOT MACHINE-CHECKED" in document[:300]
    assert document.count("\ntheorem argcheck_") == len(json.loads(text)["theorems"])
    assert "sorry" not in document.replace("is sorry\n", "")


def test_both_languages_lean_on_their_preludes(text: str) -> None:
    for document, keyword in ((coq.document(text), "Lemma"), (lean.document(text), "theorem")):
        stated = set(re.findall(rf"^(?:{keyword}|Ltac) (ac_\w+)", document, re.MULTILINE))
        used = set(re.findall(r"\bac_\w+", document.partition("argcheck_")[2]))
        assert used <= stated


def test_solvers_agree(text: str) -> None:
    documents = queries.documents(text)
    assert len(documents) == len(json.loads(text)["theorems"])
    for name, query in documents.items():
        solver = z3.Solver()
        solver.set("rlimit", 5_000_000)
        solver.from_string(query)
        assert solver.check() == z3.unsat, name


@pytest.mark.parametrize(
    ("given", "logic"),
    [
        (problem("x > 0", "0 > x"), "QF_LRA"),
        (problem("n > 0", "0 > n", integers="n"), "QF_LIA"),
        (problem("x*y > x^2 + y^2"), "QF_NRA"),
        (problem("n > x", "x > n", integers="n"), "QF_LIRA"),
        (problem("a", "not a"), "QF_LRA"),
    ],
)
def test_a_query_says_its_logic(given: object, logic: str) -> None:
    (query,) = queries.documents(written([found("t", given)])).values()  # type: ignore[arg-type]
    assert f"(set-logic {logic})" in query and "(set-info :status unsat)" in query


def test_files(two: str) -> None:
    assert list(files.FORMATS["coq"](two, "moe-2025")) == ["moe_2025.v"]
    assert list(files.FORMATS["lean"](two, "2025")) == ["argument_2025.lean"]
    names = ["a-queries/means.smt2", "a-queries/cases.smt2", "a-queries/whole_numbers.smt2"]
    assert list(files.FORMATS["smt2"](two, "a")) == names


def test_how_they_look(two: str, golden: Callable[[str, str], None]) -> None:
    document = coq.document(two)
    golden("assistants.v", document[document.index("(* means *)") :].rstrip())
    document = lean.document(two)
    golden("assistants.lean", document[document.index("-- means") :].rstrip())


@needs_coq
def test_from_an_argument_to_what_coq_says(tmp_path: Path) -> None:
    source = Path(__file__).parent.parent / "cases" / "good" / "sunk_cost.arg"
    made = {path.suffix: path for path in argcheck.prove(source, tmp_path, ("coq", "lean", "smt2"))}
    assert made.keys() == {".v", ".lean", ".smt2"} and made[".smt2"].parent.name == "sunk_cost-queries"
    assert "argcheck_one_way_follows" in check(made[".v"].read_text(encoding="utf-8"))
