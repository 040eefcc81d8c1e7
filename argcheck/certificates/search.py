"""From a problem to a certificate that the kernel has accepted."""

from __future__ import annotations

import time
from collections.abc import Mapping

from argcheck.certificates.core import contradictory
from argcheck.certificates.format import Certificate, written
from argcheck.certificates.proofs import Proof, shortened
from argcheck.certificates.tree import Tree
from argcheck.kernel.data import Refused
from argcheck.kernel.polynomial import degree, variables
from argcheck.kernel.replay import Lemma, replay
from argcheck.logic.formula import Atom, Formula, Problem
from argcheck.provers.backend import Budget, Prover

_FIRST = 1.0  # seconds after which a solver is asked which assertions matter


def certify(
    problem: Problem,
    budget: Budget,
    name: str = "theorem",
    lemmas: Mapping[int, Lemma] | None = None,
    prover: Prover | None = None,
    holes: Mapping[int, Lemma] | None = None,
) -> tuple[Certificate | None, str]:
    """A certificate that the problem has no solution, replayed by the kernel; or None, and why there is none.

    `lemmas` says which assertions (by index) are instances of lemmas, `holes` which are facts that the kernel is to
    take as they are. A `prover` that names contradictory cores is asked what to look at, when looking at everything
    has not helped."""
    deadline = time.monotonic() + budget.seconds
    tree = Tree(problem)
    try:
        proof = _proof(problem, tree, prover, budget, deadline)
    except RecursionError:
        return None, "the formulas are too deep"
    if proof is None:
        return None, tree.reason
    certificate = Certificate(name, problem, shortened(proof), dict(lemmas or {}), holes=dict(holes or {}))
    try:
        replay(written([certificate]))
    except Refused as refused:
        return None, f"the kernel refuses what was found: {refused}"
    return certificate, ""


def find_certificate(problem: Problem, budget: Budget) -> Certificate | None:
    """A certificate that the problem has no solution, or None."""
    return certify(problem, budget)[0]


def _proof(problem: Problem, tree: Tree, prover: Prover | None, budget: Budget, deadline: float) -> Proof | None:
    """Everything is looked at for a moment, then the prover's core for half the time that is left, then everything."""
    if prover is None:
        return tree.prove(deadline)
    proof = tree.prove(min(time.monotonic() + _FIRST, deadline))
    if proof is not None:
        return proof
    core = contradictory(tree.units, problem.integers, prover, budget)
    bounds = [fact for fact, formula in tree.units if _plain(formula)]  # cheap, and often of use
    now = time.monotonic()
    return (tree.prove((now + deadline) / 2, {*core, *bounds}) if core else None) or tree.prove(deadline)


def _plain(formula: Formula) -> bool:
    """A bound on one quantity by a number."""
    return isinstance(formula, Atom) and len(variables(formula.polynomial)) == 1 == degree(formula.polynomial)
