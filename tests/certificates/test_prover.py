"""The search for certificates as a prover among others."""

from __future__ import annotations

from pathlib import Path

import pytest

import argcheck
from argcheck.certificates.prover import Certifying
from argcheck.logic.formula import Problem
from argcheck.model.verdict import Evidence, Verdict
from argcheck.provers.backend import Budget, Status
from tests.certificates.problems import problem

HARD = {
    "five means": "a^5 + b^5 + c^5 + d^5 + e^5 >= 5*a*b*c*d*e",
    "Cauchy in four dimensions": "(a*x + b*y + c*z + d*u)^2 <= (a^2 + b^2 + c^2 + d^2)*(x^2 + y^2 + z^2 + u^2)",
}


def test_what_it_refutes_has_a_core() -> None:
    given = problem("x > 1", "y > 2", "1 > x")
    outcome = Certifying().solve(Problem(given.assertions, labels=("one", "two", "three")), Budget())
    assert (outcome.status, outcome.core) == (Status.UNSAT, ("one", "three"))


def test_what_it_cannot_refute_is_left_open() -> None:
    outcome = Certifying(0.1).solve(problem("2*x*y >= x^2 + y^2"), Budget())
    assert outcome.status is Status.UNKNOWN
    assert outcome.reason


@pytest.mark.parametrize("name", HARD)
def test_it_decides_what_solvers_leave_open(name: str, tmp_path: Path) -> None:
    path = tmp_path / "hard.arg"
    quantities = "quantity a, b, c, d, e : real > 0\nquantity x, y, z, u : real\n"
    path.write_text(f'argument "hard"\n{quantities}step hard\n  infer {HARD[name]}\n', encoding="utf-8")
    (step,) = argcheck.check(path, proof_effort=5).arguments[0].steps
    assert (step.verdict, step.evidence) == (Verdict.VALID, Evidence.KERNEL)
