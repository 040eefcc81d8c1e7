"""From a problem to a certificate that the kernel has accepted."""

from __future__ import annotations

import time
from collections.abc import Mapping

from argcheck.certificates.format import Certificate, written
from argcheck.certificates.proofs import shortened
from argcheck.certificates.tree import Tree
from argcheck.kernel.data import Refused
from argcheck.kernel.replay import Lemma, replay
from argcheck.logic.formula import Problem
from argcheck.provers.backend import Budget


def certify(
    problem: Problem, budget: Budget, name: str = "theorem", lemmas: Mapping[int, Lemma] | None = None
) -> tuple[Certificate | None, str]:
    """A certificate that the problem has no solution, replayed by the kernel; or None, and why there is none.

    `lemmas` says which assertions (by index) are instances of lemmas: the kernel takes these as they are."""
    tree = Tree(problem.integers, len(problem.assertions), time.monotonic() + budget.seconds)
    try:
        proof = tree.prove(problem.assertions)
    except RecursionError:
        return None, "the formulas are too deep"
    if proof is None:
        return None, tree.reason
    certificate = Certificate(name, problem, shortened(proof), dict(lemmas or {}))
    try:
        replay(written([certificate]))
    except Refused as refused:
        return None, f"the kernel refuses what was found: {refused}"
    return certificate, ""


def find_certificate(problem: Problem, budget: Budget) -> Certificate | None:
    """A certificate that the problem has no solution, or None."""
    return certify(problem, budget)[0]
