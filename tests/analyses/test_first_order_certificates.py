"""Certificates about kinds: found for the textbooks' arguments, verified, and refused when anything is another."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import argcheck
from argcheck.analyses.results import ArgumentReport
from argcheck.analyses.verification import Standing, standings
from argcheck.api import check_file
from argcheck.certificates.file import read_file
from argcheck.model.verdict import Evidence, Verdict
from argcheck.reports.certificates import certificate_file
from argcheck.settings import Settings
from tests.analyses.first_order import argument, step
from tests.analyses.test_first_order import HEAD, VALID


def checked(folder: Path, text: str) -> ArgumentReport:
    """The report, with certificates."""
    path = folder / "it.arg"
    path.write_text(text)
    return check_file(str(path), Settings(proof_effort=10.0))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the argument lies."""
    return tmp_path_factory.mktemp("kinds")


@pytest.fixture(scope="module")
def report(folder: Path) -> ArgumentReport:
    """The valid arguments of the textbooks."""
    return checked(folder, HEAD + "".join(step(name, *parts) for name, parts in VALID.items()))


@pytest.fixture(scope="module")
def text(report: ArgumentReport, folder: Path) -> str:
    """Their certificates."""
    found = certificate_file(report, folder)
    assert found is not None
    return found


def test_every_valid_step_has_a_certificate(report: ArgumentReport) -> None:
    assert {result.name for result in report.steps if result.verdict is not Verdict.VALID} == set()
    assert {result.name: result.trace for result in report.steps if result.evidence is not Evidence.KERNEL} == {}


def test_verified(report: ArgumentReport, text: str) -> None:
    assert report.argument is not None
    found = standings(read_file(text), report.argument)
    assert {each.step: each.detail for each in found if each.standing is not Standing.VERIFIED} == {}
    assert all(not each.holes for each in found)


def test_a_weaker_premise_is_not_what_was_proved(report: ArgumentReport, text: str) -> None:
    assert report.argument is not None
    changed = report.text.replace(
        "given forall x : thing: F(x) implies size(x) >= 2*t", "given forall x : thing: F(x) implies size(x) >= t"
    ).replace("given exists x : thing: forall y : thing: R(x, y)", "given exists x : thing: R(x, x)")
    assert changed.count("given exists x : thing: R(x, x)") == 1
    found = {each.step: each.standing for each in standings(read_file(text), argument(changed))}
    assert found["threshold"] is Standing.CHANGED and found["swap"] is Standing.CHANGED
    assert found["chain"] is Standing.VERIFIED


def test_members_are_part_of_what_is_proved(report: ArgumentReport, text: str) -> None:
    data = json.loads(text)
    for theorem in data["certificate"]["theorems"]:
        theorem["kinds"] = [["thing", ["u", "v"]]]
    assert report.argument is not None
    found = standings(read_file(json.dumps(data)), report.argument)
    assert {each.standing for each in found} == {Standing.REJECTED}


def test_a_file_that_says_less_proves_nothing(report: ArgumentReport, text: str) -> None:
    data = json.loads(text)
    for theorem in data["certificate"]["theorems"]:
        theorem["steps"] = theorem["steps"][:-1]
    assert report.argument is not None
    found = standings(read_file(json.dumps(data)), report.argument)
    stands = {each.step for each in found if each.standing is Standing.VERIFIED}
    # what needs no step at all has none to lose
    assert all(not t["steps"] for t in data["certificate"]["theorems"] if t["name"].split()[0] in stands)


def test_every_command_writes_it(folder: Path) -> None:
    path = folder / "other.arg"
    path.write_text(HEAD + step("chain", *VALID["chain"]) + step("swap", *VALID["swap"]))
    written = argcheck.prove(path, folder / "out", ("tex", "md", "json", "coq", "lean", "smt2"))
    assert {file.suffix for file in written} >= {".tex", ".md", ".json", ".v", ".lean", ".smt2"}
    assert "for a" in (folder / "out" / "other.md").read_text(encoding="utf-8")
    assert argcheck.verify(folder / "out" / "other.json").verified
    assert argcheck.explore(path) is not None
