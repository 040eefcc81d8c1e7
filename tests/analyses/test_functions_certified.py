"""Steps about derivatives, powers, exponentials and logarithms: certificates without holes, verified from the file."""

from __future__ import annotations

from pathlib import Path

import argcheck
from argcheck.api import check_file
from argcheck.model.verdict import Evidence, Verdict
from argcheck.reports.certificates import certificate_file
from argcheck.settings import Settings

TEXT = """argument "Functions"
quantity a, b, c, k, s : real > 0
quantity p : real in [0, 1]
quantity x : real
quantity n, m : integer >= 0

step bend "a root is concave" given s < 1 infer diff(diff(a^s, a), a) < 0
step mixed "order does not matter" infer diff(diff(a*log(b) + a^2*b, a), b) = 1/b + 2*a
step elastic "a constant elasticity" infer diff(k*a^-s, a)*a/(k*a^-s) = -s
step plain "plain to see" infer exists t : real in [0, 1]: 3*t > 1 and 3*(1 - t) > 1 by t := 1/2
step product "a logarithm of many things" infer log(a^s*sqrt(b)/(1 + c)) = s*log(a) + log(b)/2 - log(1 + c)
step power "a logarithm of a power of a sum" infer log((1 + a)^3) = 3*log(1 + a)
step multiple "exponentials" infer exp(2*x)*exp(-2*x) = 1
step undone "a logarithm undone" infer exp(log(a)) = a
step score "a proper score" given 0 < p and p < 1 and 0 < b and b < 1
  infer p*log(p) + (1 - p)*log(1 - p) >= p*log(b) + (1 - p)*log(1 - b)
step nested "a power of a power" infer (a^s)^x = a^(s*x)
step defined "a power is an exponential" infer exp(s*log(a)) = a^s
step weighted "weighted means" given s < 1 infer a^s*b^(1 - s) <= s*a + (1 - s)*b
step parts "parts count for more" given s < 1 infer (a + b)^s < a^s + b^s
step middle "a power below 1 is concave" given s < 1 infer ((a + b)/2)^s >= (a^s + b^s)/2
step strict "log lies strictly below its tangents" given a != b infer log(a) < log(b) + (a - b)/b
step largest "a soft maximum" infer log(exp(x) + exp(p)) > max(x, p)
step revenue "inelastic demand" given s < 1 and a < b infer b*b^-s > a*a^-s
step falls "also where the base may be 0" infer p^(n + 1) <= p^n
step adds "whole exponents add" infer x^(n + m) = x^n*x^m
step kelly "the odds decide" given 0 < p < 1 infer p*log(2*p) + (1 - p)*log(2*(1 - p)) >= 0
step proper "strictly" given 0 < p < 1 and 0 < b and b < 1 and b != p
  infer p*log(p) + (1 - p)*log(1 - p) > p*log(b) + (1 - p)*log(1 - b)
step euler "Euler's theorem" given s < 1
  infer a*diff(a^s*b^(1 - s), a) + b*diff(a^s*b^(1 - s), b) = a^s*b^(1 - s)
step returns "the marginal product falls" given s < 1 infer diff(diff(c*a^s*b^(1 - s), a), a) < 0
step compound "compound interest" given n >= 2 infer (1 + a)^n > 1 + n*a
"""
WRONG = """argument "Not so"
quantity a, b, s : real > 0
quantity n : integer >= 0

step bend "not concave" given s > 1 infer diff(diff(a^s, a), a) < 0
step apart "no product" infer log(a + b) = log(a) + log(b)
step nested "not so" infer (a^s)^s = a^(2*s)
step parts "the other way round" given s < 1 infer (a + b)^s >= a^s + b^s
step strict "not strict" infer log(a) < log(b) + (a - b)/b
step once "not strict" given n >= 1 infer (1 + a)^n > 1 + n*a
"""


def test_certificates_without_holes(tmp_path: Path) -> None:
    file = tmp_path / "functions.arg"
    file.write_text(TEXT)
    report = check_file(str(file), Settings(proof_effort=10))
    assert len(report.steps) == 24
    assert {result.name: (result.verdict, result.evidence) for result in report.steps} == {
        result.name: (Verdict.VALID, Evidence.KERNEL) for result in report.steps
    }
    proofs = tmp_path / "functions.json"
    proofs.write_text(certificate_file(report, tmp_path / "proofs") or "")
    found = argcheck.verify(proofs, file)
    assert found.verified and not any(step.holes for step in found.steps)


def test_near_misses_are_not_valid(tmp_path: Path) -> None:
    file = tmp_path / "wrong.arg"
    file.write_text(WRONG)
    report = check_file(str(file), Settings())
    assert len(report.steps) == 6
    assert all(result.verdict in (Verdict.MIXED, Verdict.REFUTED) for result in report.steps)
