"""Sums and powers with symbolic ends, numbers, and bounds of the second order: certificates without holes, inductions
that nobody names, and near misses."""

from __future__ import annotations

from pathlib import Path

import pytest

import argcheck
from argcheck.analyses.results import StepResult
from argcheck.analyses.verification import Standing
from argcheck.api import check_file
from argcheck.model.verdict import Evidence, Verdict
from argcheck.reports.certificates import certificate_file
from argcheck.settings import Settings

DECLARED = """argument "A"
quantity n, m : integer >= 1
quantity z : integer
quantity d : real in (0, 1)
quantity c, r : real > 0
quantity q : real
"""


def checked(folder: Path, step: str, effort: float = 10) -> StepResult:
    (folder / "a.arg").write_text(f"{DECLARED}step s {step}\n")
    (result,) = check_file(str(folder / "a.arg"), Settings(proof_effort=effort)).steps
    return result


@pytest.mark.parametrize(
    "step",
    [
        "infer sum(k from 1 to n: k) = n*(n + 1)/2",
        "infer sum(k from 1 to n: k^2) = n*(n + 1)*(2*n + 1)/6",
        "infer sum(k from 1 to n: k^3) = sum(j from 1 to n: j)^2",
        "infer sum(k from m to m + n: 2*k - 1) = (m + n)^2 - (m - 1)^2",
        "infer sum(k from 1 to n: c*d^k) = c*d*(1 - d^n)/(1 - d)",
        "infer sum(k from 1 to n: c*d^k) < c*d/(1 - d)",
        "infer sum(k from 1 to n: c*d^k) < sum(k from 1 to n + 1: c*d^k)",
        "infer sum(k from 1 to infinity: c*d^k) = c*d/(1 - d)",
        "infer sum(k from 1 to infinity: c/(1 + r)^k) = c/r",
        "infer sum(k from 1 to infinity: k/2^k) = 2",
        "infer sum(k from 1 to n: k*2^k) = (n - 1)*2^(n + 1) + 2",
        "infer sum(k from 1 to n: 1/(k*(k + 1))) = 1 - 1/(n + 1)",
        "infer sum(k from 1 to n: 1/k) <= n",
        "given n >= 5 infer 2^n > n^2",
        "infer sum(k from 0 to n: d^k) = (1 - d^(n + 1))/(1 - d) by induction on n",
        "given -1 < q < 1 infer sum(k from 0 to infinity: q^k) = 1/(1 - q)",
        "given 0 <= q < 1 infer sum(k from 1 to infinity: c*q^k) = c*q/(1 - q)",
        "infer 0.69 < log(2) < 0.7",
        "infer exp(1/3) - log(5/2) > 0.47",
        "infer 2^sqrt(2) > 2.66",
        "infer log(1 + r) > r - r^2/2",
        "infer log(1 + r) > 2*r/(2 + r)",
        "given q >= 0 infer exp(q) >= 1 + q + q^2/2",
        "infer (exp(q) + exp(-q))/2 >= 1 + q^2/2",
    ],
)
def test_kernel_grade(tmp_path: Path, step: str) -> None:
    result = checked(tmp_path, step)
    assert (result.verdict, result.evidence) == (Verdict.VALID, Evidence.KERNEL)


@pytest.mark.parametrize(
    ("step", "verdict"),
    [
        ("infer sum(k from 1 to z: k) = z*(z + 1)/2", Verdict.MIXED),  # it is 0 for z = -2
        ("infer sum(k from 1 to n: k) = n*(n - 1)/2", Verdict.REFUTED),
        ("infer sum(k from 1 to n: k^2) >= n*(n + 1)*(2*n + 1)/6 + 1", Verdict.REFUTED),
        ("infer sum(k from m to n: 1) = n - m + 1", Verdict.MIXED),
        ("infer sum(k from 1 to n: q^k) <= n*q^n", Verdict.MIXED),
        ("given n >= 4 infer 2^n > n^2", Verdict.MIXED),
        ("given n <= 4 infer 2^n >= n^2", Verdict.MIXED),  # it fails at 3
        ("infer sum(k from 1 to n: 1/k) < n", Verdict.MIXED),
        ("infer log(2) > 0.69315", Verdict.REFUTED),
        ("infer exp(q) >= 1 + q + q^2/2", Verdict.MIXED),
        ("given q >= 0 infer exp(q) > 1 + q + q^2/2", Verdict.MIXED),
        ("given q > -1 infer log(1 + q) >= 2*q/(2 + q)", Verdict.MIXED),
    ],
)
def test_near_misses(tmp_path: Path, step: str, verdict: Verdict) -> None:
    result = checked(tmp_path, step, effort=0)
    assert result.verdict is verdict


def test_an_induction_that_nobody_named_is_verified(tmp_path: Path) -> None:
    (tmp_path / "a.arg").write_text(DECLARED + "step s given n >= 5 infer 2^n > n^2\n")
    report = check_file(str(tmp_path / "a.arg"), Settings(proof_effort=10))
    assert report.steps[0].prover == "by induction"
    file = certificate_file(report, tmp_path)
    assert file is not None
    (tmp_path / "a.json").write_text(file)

    def standing(step: str) -> Standing:
        (tmp_path / "b.arg").write_text(f"{DECLARED}step s {step}\n")
        return argcheck.verify(tmp_path / "a.json", tmp_path / "b.arg").steps[0].standing

    assert standing("given n >= 5 infer 2^n > n^2") is Standing.VERIFIED
    assert standing("given n >= 4 infer 2^n > n^2") is not Standing.VERIFIED
    assert standing("given m >= 5 infer 2^n > n^2") is not Standing.VERIFIED
    assert standing("given n >= 5 infer 2^n > n^2 + 1") is not Standing.VERIFIED
