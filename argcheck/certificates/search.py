"""From a problem to a certificate that the kernel has accepted."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace

from argcheck.certificates.format import Certificate, written
from argcheck.certificates.proofs import Fact, shortened
from argcheck.certificates.tree import Tree
from argcheck.kernel.data import Refused
from argcheck.kernel.polynomial import degree, variables
from argcheck.kernel.replay import Lemma, replay
from argcheck.logic.formula import Atom, Formula, Problem
from argcheck.provers.backend import Budget, Prover, Status

_FIRST = 1.0  # seconds after which a solver is asked which assertions matter


def certify(
    problem: Problem,
    budget: Budget,
    name: str = "theorem",
    lemmas: Mapping[int, Lemma] | None = None,
    prover: Prover | None = None,
) -> tuple[Certificate | None, str]:
    """A certificate that the problem has no solution, replayed by the kernel; or None, and why there is none.

    `lemmas` says which assertions (by index) are instances of lemmas: the kernel takes these as they are. A
    `prover` that names contradictory cores is asked what to look at, when looking at everything has not helped."""
    started = time.monotonic()
    deadline = started + budget.seconds
    tree = Tree(problem)
    try:
        proof = tree.prove(deadline if prover is None else min(started + _FIRST, deadline))
        if proof is None and prover is not None:
            core = _core(problem, tree, prover, budget)
            bounds = [fact for fact, formula in tree.units if _plain(formula)]  # cheap, and often of use
            proof = tree.prove(deadline, {*core, *bounds}) if core else None
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


def _plain(formula: Formula) -> bool:
    """A bound on one quantity by a number."""
    return isinstance(formula, Atom) and len(variables(formula.polynomial)) == 1 == degree(formula.polynomial)


def _core(problem: Problem, tree: Tree, prover: Prover, budget: Budget) -> list[Fact]:
    """Few of the tree's units that the prover finds contradictory together; none if it does not find any."""
    units = dict(tree.units)
    deadline = time.monotonic() + budget.seconds / 2

    def smaller(facts: list[Fact]) -> list[Fact] | None:
        part = Problem(tuple(units[fact] for fact in facts), problem.integers, tuple(map(str, facts)))
        outcome = prover.solve(part, replace(budget, seconds=budget.seconds / 8))
        if outcome.status is not Status.UNSAT:
            return None
        return facts if outcome.core is None else [fact for fact in facts if str(fact) in outcome.core]

    first = smaller(list(units))
    if first is None:
        return []
    core = first
    for fact in reversed(first):  # derived facts about powers and sums stand at the end, and there are many
        if fact in core and time.monotonic() < deadline:
            core = smaller([other for other in core if other != fact]) or core
    return core
