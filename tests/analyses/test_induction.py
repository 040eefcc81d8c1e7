"""`by induction on n`: what is shown, that it is enough, and that certificates are held to it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

import argcheck
from argcheck.analyses.check import CheckOptions, searching
from argcheck.analyses.claims import ONWARD, START, inductive
from argcheck.analyses.verification import Standing
from argcheck.api import check_file
from argcheck.model.argument import Inference
from argcheck.model.show import show
from argcheck.model.verdict import Evidence, Verdict
from argcheck.reports.certificates import certificate_file
from argcheck.settings import Settings

HARMONIC = """argument "A"
quantity n : integer >= 1
step s infer sum(k from 1 to n: 1/k) <= n by induction on n
"""


def inference_of(folder: Path, text: str) -> Inference:
    """The inference of the one step of a file."""
    (folder / "a.arg").write_text(text)
    return argcheck.load(folder / "a.arg").steps[0].inferences[0]


def told(folder: Path, declared: str, step: str) -> list[list[str]]:
    """What the claims of an induction suppose."""
    inference = inference_of(folder, f'argument "A"\n{declared}\nstep s {step}\n')
    return [[show(formula) for formula in claim.formulas] for claim in inductive(inference.facts, inference)]


def test_start_and_step(tmp_path: Path) -> None:
    start, onward = told(tmp_path, "quantity n : integer >= 1", "infer 2^n >= n by induction on n")
    assert start == ["n >= 1", "n = 1", "not 2^n >= n"]
    assert onward == ["n >= 1", "2^n >= n", "n + 1 >= 1", "not 2^(n + 1) >= n + 1"]


def test_what_is_said_of_n_is_supposed_of_the_next_number(tmp_path: Path) -> None:
    declared = "quantity n : integer >= 1\nquantity x, y : real > 0"
    _, onward = told(tmp_path, declared, "given n <= x and y > 1 infer x*y > n by induction on n")
    assert "n <= x implies x*y > n" in onward and "n + 1 <= x" in onward
    assert "y > 1" in onward and "y > 1 implies x*y > n" not in onward


def test_it_begins_at_the_greatest_bound(tmp_path: Path) -> None:
    start, _ = told(tmp_path, "quantity n : integer >= 1", "given n > 3 infer 2^n >= n by induction on n")
    assert "n = 4" in start


def test_a_sum_gains_one_term_where_it_has_any(tmp_path: Path) -> None:
    _, onward = told(tmp_path, "quantity n : integer >= 0", "infer sum(k from 3 to n: 1/k) >= 0 by induction on n")
    assert onward[-1] == "not (if 3 <= n + 1 then sum(k from 3 to n: 1/k) + 1/(n + 1) else 0) >= 0"
    _, onward = told(tmp_path, "quantity n : integer >= 0", "infer sum(k from n to 2*n: k) >= 0 by induction on n")
    assert onward[-1] == "not sum(k from n + 1 to 2*(n + 1): k) >= 0"


def test_a_variable_that_the_conclusion_binds(tmp_path: Path) -> None:
    declared = "quantity x : real >= 0"
    start, onward = told(tmp_path, declared, "infer forall j : integer >= 2: (1 + x)^j >= 1 by induction on j")
    assert start[1:] == ["j >= 2", "j = 2", "not (1 + x)^j >= 1"]
    assert "(1 + x)^j >= 1" in onward


@pytest.mark.parametrize(
    ("declared", "step"),
    [
        ("quantity n : integer", "infer n^2 >= 0 by induction on n"),  # no least number
        ("quantity n : integer <= 5", "infer n^2 >= 0 by induction on n"),
        ("quantity n : integer\nquantity x : real", "given n >= x infer n^2 >= 0 by induction on n"),
        ("quantity n : integer", "given n >= n^3 infer n^2 >= 0 by induction on n"),
        ("quantity n : integer >= 1", "infer n^2 >= 0"),
    ],
)
def test_no_induction(tmp_path: Path, declared: str, step: str) -> None:
    assert told(tmp_path, declared, step) == []


def test_only_what_is_true_is_shown(tmp_path: Path) -> None:
    """Where start and step are refuted, the claim holds for every number that was tried."""
    chance = random.Random(7)
    shown = 0
    with searching(CheckOptions()) as searcher:
        for _ in range(40):
            a, b, c, least, most = (chance.randint(-2, 3) for _ in range(5))
            given = f"given n <= {least + most + 2} " if chance.random() < 0.3 else ""
            text = f"{given}infer {a}*n^2 + {b}*n + {c} >= 0 by induction on n"
            inference = inference_of(tmp_path, f'argument "A"\nquantity n : integer >= {least}\nstep s {text}\n')
            claims = inductive(inference.facts, inference)
            if all(searcher.refutes(claim.formulas) for claim in claims):
                shown += 1
                last = least + most + 2 if given else least + 40
                assert all(a * n * n + b * n + c >= 0 for n in range(least, last + 1)), text
    assert shown > 8


def test_certificates_are_about_start_and_step(tmp_path: Path) -> None:
    (tmp_path / "a.arg").write_text(HARMONIC)
    report = check_file(str(tmp_path / "a.arg"), Settings(proof_effort=20))
    (result,) = report.steps
    assert (result.verdict, result.evidence, result.prover) == (Verdict.VALID, Evidence.KERNEL, "by induction")
    file = certificate_file(report, tmp_path)
    assert file is not None and f'"{START}"' in file and f'"{ONWARD}"' in file
    (tmp_path / "a.json").write_text(file)

    def standing(argument: str) -> Standing:
        (tmp_path / "b.arg").write_text(argument)
        (step,) = argcheck.verify(tmp_path / "a.json", tmp_path / "b.arg").steps
        return step.standing

    assert standing(HARMONIC) is Standing.VERIFIED
    assert standing(HARMONIC.replace("<= n", "<= n - 1")) is not Standing.VERIFIED
    assert standing(HARMONIC.replace("integer >= 1", "integer >= 2")) is not Standing.VERIFIED
    assert standing(HARMONIC.replace(" by induction on n", "")) is not Standing.VERIFIED


def test_a_step_that_fails_is_no_proof(tmp_path: Path) -> None:
    (tmp_path / "a.arg").write_text(HARMONIC.replace("<= n by", "<= 3/2 by"))
    (result,) = check_file(str(tmp_path / "a.arg"), Settings()).steps
    assert result.verdict is Verdict.MIXED
