"""What each step has to show, as a problem that any solver can be asked: its facts and the denial of its claim.

The problem over-approximates: each counterexample of the step is a model of it. So it has a model where a
counterexample was evaluated exactly; it has none where a prover refuted this very problem. Nothing else is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from argcheck.analyses.certification import full_name
from argcheck.analyses.claims import follows
from argcheck.analyses.results import StepResult
from argcheck.logic.formula import TRUE, Problem, atoms
from argcheck.logic.normalize import CannotNormalize, Normalized, normalize
from argcheck.logic.quantifiers import remove_quantifiers
from argcheck.logic.reduce import CannotReduce, Reducer
from argcheck.model.argument import Argument, Inference
from argcheck.model.first_order import is_first_order
from argcheck.model.show import show
from argcheck.model.terms import Term
from argcheck.model.verdict import Evidence, Verdict
from argcheck.provers.backend import Status
from argcheck.provers.search import Searcher

Answer = Literal["sat", "unsat", "unknown"]

DENIAL = "the denial of the claim"
"""The label of what denies the claim; every other assertion is a fact."""


@dataclass(frozen=True, slots=True)
class Obligation:
    """One step under one reading. `problem` is None where there is none to write, and `reason` says why.

    `status` is what a solver must answer, where that is known. `stand_ins` are variables for terms that are no
    polynomials, with these terms: of them the problem says no more than its assertions, so that a model need not be a
    counterexample. Of a step that speaks of all members of an open kind there are `formulas` instead: what is asserted,
    each with its label. `weakened` says that a quantified formula is there by some of its instances only.
    """

    name: str
    verdict: str
    problem: Problem | None
    status: Answer = "unknown"
    stand_ins: tuple[tuple[str, str], ...] = ()
    weakened: bool = False
    reason: str = ""
    formulas: tuple[tuple[str, Term], ...] = ()

    @property
    def exact(self) -> bool:
        """Whether a model of the problem is a counterexample."""
        return not (self.stand_ins or self.weakened)


def obligations(argument: Argument, results: Sequence[StepResult], searcher: Searcher) -> Iterator[Obligation]:
    """One obligation for each step and reading that was checked."""
    found = {(result.name, result.reading): result for result in results}
    for step in argument.steps:
        for inference in step.inferences:
            if result := found.get((step.name, inference.reading)):
                yield _obligation(inference, result, searcher)


def _obligation(inference: Inference, result: StepResult, searcher: Searcher) -> Obligation:
    empty = Obligation(full_name(inference.step, inference.reading), result.verdict.value, None)
    claim = follows(inference.facts, inference)
    if result.undefined:
        return replace(empty, reason="a term in it has no value somewhere")
    if any(is_first_order(formula) for formula in claim.formulas):
        asserted = tuple((assertion.label, assertion.formula) for assertion in claim.assertions)
        return replace(empty, formulas=asserted, status=_of_kinds(result))
    try:
        reducer = Reducer(telling=True)
        flat = remove_quantifiers([reducer.reduce(formula) for formula in claim.formulas], claim.witnesses)
        normalized = normalize(flat.formulas, [assertion.label for assertion in claim.assertions])
    except (CannotReduce, CannotNormalize, RecursionError) as error:
        return replace(empty, reason=str(error) or "the formula is too deep")
    problem = _with_denial(_written(normalized))
    occurring = problem.variables()
    terms = {name: show(term) for name, term in normalized.definitions.items() if name in occurring}
    return replace(
        empty,
        problem=problem,
        status=_status(result, replace(normalized, problem=problem), searcher),
        stand_ins=tuple((name, terms.get(name, "")) for name in sorted(normalized.abstract & occurring)),
        weakened=flat.weakened,
    )


def _of_kinds(result: StepResult) -> Answer:
    """What is known about the assertions as they stand: a structure in which they hold, or instances refuted."""
    if result.follows is False and result.counterexample is not None:
        return "sat"
    return "unsat" if result.follows else "unknown"


def _written(normalized: Normalized) -> Problem:
    """The problem as it is written down: as the author said it, unless known signs make it much shorter."""
    if normalized.statement is None or not normalized.exact:
        return normalized.problem
    stated = normalized.statement.problem
    return stated if _size(stated) <= 2 * _size(normalized.problem) + 6 else normalized.problem


def _size(problem: Problem) -> int:
    return sum(1 for assertion in problem.assertions for _ in atoms(assertion))


def _with_denial(problem: Problem) -> Problem:
    """The problem with something that is labelled as the denial: where the facts imply it, that is `true`."""
    if DENIAL in problem.labels:
        return problem
    return Problem((*problem.assertions, TRUE), problem.integers, (*problem.labels, DENIAL))


def _status(result: StepResult, normalized: Normalized, searcher: Searcher) -> Answer:
    confirmed = result.verdict is not Verdict.MIXED or result.evidence is Evidence.EXACT
    if result.follows is False and result.counterexample is not None and confirmed:
        return "sat"
    if result.follows and searcher.solve(normalized).status is Status.UNSAT:
        return "unsat"
    return "unknown"
