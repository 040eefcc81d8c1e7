"""From a problem to a certificate that the kernel has accepted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from argcheck.certificates.core import contradictory
from argcheck.certificates.effort import Effort
from argcheck.certificates.format import Certificate, written
from argcheck.certificates.lifting import CannotLift, lifted
from argcheck.certificates.proofs import Proof, shortened
from argcheck.certificates.tree import Tree
from argcheck.kernel.data import Refused
from argcheck.kernel.lemmas import Lemma
from argcheck.kernel.polynomial import degree, variables
from argcheck.kernel.replay import replay
from argcheck.logic.formula import FALSE, TRUE, Atom, Formula, Problem
from argcheck.logic.normalized import Statement
from argcheck.provers.backend import Prover

_MOST_ATTEMPTS = 3
_BRIEFLY = 0.02  # about as many seconds, for what is seen at once if at all
# The first look takes about so many seconds and such a share of the effort, if the assertions are few, or many. Then
# a solver is asked which of them matter.
_FEW = 12
_FIRST_OF_FEW, _FIRST_OF_MANY = (0.3, 3 / 4), (0.12, 1 / 4)


def certify(
    problem: Problem,
    effort: Effort,
    name: str = "theorem",
    statement: Statement | None = None,
    prover: Prover | None = None,
    holes: Mapping[int, Lemma] | None = None,
) -> tuple[Certificate | None, str]:
    """A certificate that the problem has no solution, replayed by the kernel; or None, and why there is none.

    It is about the `statement`, if there is one, of which the problem is a simpler form. `holes` are assertions (by
    index) that the kernel is to take as facts. A `prover` that names contradictory cores is asked what to look at, when
    looking at everything has not helped."""
    try:
        found, reason = _lifted(problem, statement, prover, effort)
    except RecursionError:
        return None, "the formulas are too deep"
    if found is None:
        return None, reason
    given = holes or {}
    if statement is None:
        certificate = Certificate(name, problem, shortened(found), holes=given)
    else:
        lemmas, symbols = statement.lemmas, statement.symbols
        certificate = Certificate(name, statement.problem, shortened(found), lemmas, symbols=symbols, holes=given)
    try:
        replay(written([certificate]))
    except Refused as refused:
        return None, f"the kernel refuses what was found: {refused}"
    return certificate, ""


def _lifted(
    problem: Problem, statement: Statement | None, prover: Prover | None, effort: Effort
) -> tuple[Proof | None, str]:
    """A proof about the statement. Assertions whose simpler form cannot be justified are taken as they are stated; if
    that does not do, so is everything, with the lemmas by which it was made simpler."""
    reason = ""
    if statement is not None and FALSE in problem.assertions:
        # what known signs refute may rest on signs that contradict one another: then this is seen without them
        pairs = zip(problem.assertions, statement.problem.assertions, strict=False)
        plain = replace(problem, assertions=tuple(each if each == stated else TRUE for each, stated in pairs))
        proof = Tree(plain).prove(effort.at_most(_BRIEFLY))
        if proof is not None:
            return lifted(shortened(proof), problem, statement), ""
    for attempt in range(_MOST_ATTEMPTS):
        tree = Tree(problem)
        proof = _proof(problem, tree, prover, effort.part(1 / 2) if attempt else effort)
        if statement is None or (proof is None and not attempt):
            return proof, tree.reason
        if proof is None:
            tree = Tree(statement.problem)
            return _proof(statement.problem, tree, prover, effort), tree.reason
        try:
            return lifted(shortened(proof), problem, statement), ""
        except CannotLift as failed:
            reason = str(failed)
            stated = statement.problem.assertions
            simple = (*problem.assertions, *statement.links)  # what is stated may speak of what the links tell
            kept = (stated[i] if i in failed.which else each for i, each in enumerate(simple))
            problem = replace(problem, assertions=tuple(kept), labels=statement.problem.labels)
            statement = replace(statement, links=())
    return None, reason


def find_certificate(problem: Problem, effort: Effort) -> Certificate | None:
    """A certificate that the problem has no solution, or None."""
    return certify(problem, effort)[0]


def _proof(problem: Problem, tree: Tree, prover: Prover | None, effort: Effort) -> Proof | None:
    """Everything is looked at briefly, then the prover's core with half of what is left, then everything."""
    if prover is None:
        return tree.prove(effort)
    seconds, share = _FIRST_OF_FEW if len(tree.units) <= _FEW else _FIRST_OF_MANY
    proof = tree.prove(effort.part(share).at_most(seconds))
    if proof is not None or effort.over:
        return proof
    core = contradictory(tree.units, problem.integers, prover, effort.part(1 / 2))
    if not 0 < len(core) < len(tree.units):
        return tree.prove(effort)
    bounds = [fact for fact, formula in tree.units if _plain(formula)]  # cheap, and often of use
    return tree.prove(effort.part(1 / 2), {*core, *bounds}) or tree.prove(effort)


def _plain(formula: Formula) -> bool:
    """A bound on one quantity by a number."""
    return isinstance(formula, Atom) and len(variables(formula.polynomial)) == 1 == degree(formula.polynomial)
