"""Does a step follow? Two questions to the searcher, and what their answers mean together.

With F the facts and G the goal: can F and not-G hold together, and can F and G?
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from time import perf_counter

from argcheck.analyses import examples
from argcheck.analyses.certification import NotCertified, certify_step
from argcheck.analyses.claims import (
    Proved,
    Recorder,
    cases_covered,
    contradiction,
    fails,
    follows,
    in_cases,
    inductive,
    numbers_to_try,
)
from argcheck.analyses.condition import holds_iff
from argcheck.analyses.dependence import smallest_contradiction, used_facts
from argcheck.analyses.points import told
from argcheck.analyses.results import Point as Told
from argcheck.analyses.results import StepResult
from argcheck.analyses.welldefined import check_definedness
from argcheck.diagnostics import Diagnostic
from argcheck.model.argument import Fact, Inference, Step
from argcheck.model.first_order import is_first_order
from argcheck.model.show import show
from argcheck.model.terms import Term, free_variables, negation
from argcheck.model.verdict import Evidence, Verdict
from argcheck.provers.backend import Status
from argcheck.provers.refutation import Refuted, Whole
from argcheck.provers.search import Finding, Point, Searcher


@dataclass(frozen=True)
class Shown:
    """What a verdict rests on: claims that were proved, whether the points that it needs were evaluated exactly, and
    such a point, at which all facts hold. `directly` are claims that show the same without the author's induction."""

    claims: tuple[Proved, ...]
    points_exact: bool
    point: Point | None = None
    facts: tuple[Fact, ...] = ()
    directly: tuple[Proved, ...] = ()

    def resting(self, proved: Sequence[Proved], facts: Sequence[Fact]) -> Shown:
        """The same, with what was proved of definedness, of these facts."""
        directly = (*proved, *self.directly) if self.directly else ()
        return replace(self, claims=(*proved, *self.claims), directly=directly, facts=tuple(facts))


_EVALUATION = "exact evaluation"


@dataclass(frozen=True)
class Checked:
    """A step's result under one reading, with the errors of meaning found on the way, and what a certificate of the
    verdict must show: None where nothing was proved."""

    result: StepResult
    errors: tuple[Diagnostic, ...]
    shown: Shown | None = None


def check_inference(step: Step, inference: Inference, searcher: Searcher, unsound: str = "") -> Checked:
    """Decide one inference. With `unsound`, the argument has a fault outside its steps, and nothing is decided."""
    started = perf_counter()
    if unsound:
        undecided = _Work(step, inference, [], searcher).result(Verdict.UNDECIDED, Evidence.NONE, None, reason=unsound)
        return Checked(replace(undecided, undefined=True), ())
    variables = [quantity.variable for quantity in inference.quantities]
    recorder = Recorder(searcher)
    sense = check_definedness(inference.facts, inference.goal, inference.goal_span, recorder, variables)
    work = _Work(step, inference, sense.facts, searcher)
    shown: Shown | None = None
    if sense.errors:
        result = work.result(Verdict.UNDECIDED, Evidence.NONE, None, reason=sense.errors[0].message)
        result = replace(result, undefined=True)
    elif sense.unproved:
        result = work.result(Verdict.UNDECIDED, Evidence.NONE, None, reason=sense.unproved[0])
    else:
        result = work.decide()
        if work.shown is not None:
            shown = work.shown.resting(recorder.proved, sense.facts)
    return Checked(_later(result, started), tuple(sense.errors), shown)


def certified(checked: Checked, inference: Inference, searcher: Searcher, effort: float) -> StepResult:
    """The result of a check with a certificate of the verdict, and the grade that it earns; as it was where work worth
    about `effort` seconds finds none."""
    started, result, shown = perf_counter(), checked.result, checked.shown
    if shown is None:
        return result
    example = examples.told(shown.point, shown.facts, inference.hints.witnesses)
    ways = [way for way in (shown.claims, shown.directly) if way]
    for claims in ways:
        share = effort / len(ways)
        try:
            certificate = certify_step(inference, result.verdict, claims, share, searcher.portfolio.cores, example)
        except NotCertified as problem:
            result = replace(result, trace=(*result.trace, f"no certificate for {problem}"))
            continue
        if shown.points_exact and not certificate.holes:
            result = replace(result, evidence=Evidence.KERNEL, certificate=certificate)
            break
        result = replace(result, certificate=result.certificate or certificate)
    return _later(result, started)


def _later(result: StepResult, started: float) -> StepResult:
    """The result with the time since then added to its own."""
    return replace(result, seconds=round(result.seconds + perf_counter() - started, 6))


class _Work:
    """One inference; `shown` is what its verdict rests on, where that is proofs."""

    def __init__(self, step: Step, inference: Inference, facts: list[Fact], searcher: Searcher) -> None:
        self._step = step
        self._inference = inference
        self._facts = facts
        self._formulas = [fact.formula for fact in facts]
        self._searcher = searcher
        self._variables = [quantity.variable for quantity in inference.quantities]
        self._cases: list[Proved] = []
        self.shown: Shown | None = None

    def decide(self) -> StepResult:
        goal, hints = self._inference.goal, self._inference.hints
        against = self._by_induction() if hints.induction else None
        against = against or self._searcher.search([*self._formulas, negation(goal)], self._variables, hints.witnesses)
        if against.status is Status.UNKNOWN and hints.cases:
            against = self._by_cases(against)
        if against.status is Status.UNKNOWN and not hints.induction:
            tries = (self._by_induction(name) for name in numbers_to_try(self._facts, goal))
            against = next(filter(None, tries), against)
        # once the goal is proved from the facts, any point of the facts is a point of both
        both = self._formulas if against.status is Status.UNSAT else [*self._formulas, goal]
        together = self._searcher.search(both, self._variables, hints.witnesses)
        if against.status is Status.SAT and against.exact and not free_variables(goal) and not is_first_order(goal):
            # a goal that names no quantity is false everywhere if it is false anywhere
            together = Finding(Status.UNSAT, prover=_EVALUATION, trace=together.trace)
        match against.status, together.status:
            case Status.UNSAT, Status.SAT:
                return self._valid(against, together)
            case Status.UNSAT, Status.UNSAT:
                return self._vacuous(against, together)
            case Status.SAT, Status.SAT:
                return self._mixed(against, together)
            case Status.SAT, Status.UNSAT:
                return self._refuted(against, together)
            case Status.UNSAT, _:
                return self._follows_without_example(against, together)
            case Status.SAT, _:
                return self._fails_without_example(against, together)
        return self.result(
            Verdict.UNDECIDED, Evidence.NONE, None, reason=against.reason, trace=(*against.trace, *together.trace)
        )

    def _by_induction(self, name: str = "") -> Finding | None:
        """By the author's induction, or by one on the number of that name."""
        proved: list[Proved] = []
        for claim in inductive(self._facts, self._inference, name):
            found = self._searcher.search(claim.formulas, (), claim.witnesses, simple=False)
            if found.status is not Status.UNSAT:
                return None
            proved.append((claim, found.refuted))
        self._cases = proved
        return Finding(Status.UNSAT, prover="by induction") if proved else None

    def _directly(self) -> tuple[Proved, ...]:
        """What shows that the step follows without the author's induction, if anything does."""
        claim = follows(self._facts, self._inference)
        found = self._searcher.search(claim.formulas, (), claim.witnesses, simple=False) if self._cases else None
        return ((claim, found.refuted),) if found is not None and found.status is Status.UNSAT else ()

    def _by_cases(self, unknown: Finding) -> Finding:
        proved: list[Proved] = []
        for claim in cases_covered(self._facts, self._inference):
            if not self._searcher.refutes(claim.formulas):
                return unknown
            proved.append((claim, Refuted(Whole())))
        for claim in in_cases(self._facts, self._inference):
            found = self._searcher.search(claim.formulas, self._variables)
            if found.status is not Status.UNSAT:
                return found
            proved.append((claim, found.refuted))
        self._cases = proved
        return Finding(Status.UNSAT, prover="by the author's cases", trace=unknown.trace)

    # ---- verdicts ------------------------------------------------------------------------------------

    def _valid(self, against: Finding, together: Finding) -> StepResult:
        used = used_facts(self._facts, self._inference.goal, self._inference.hints.witnesses, self._searcher)
        named = [fact.name for fact in self._facts if fact.role in ("premise", "lemma")]
        proved = self._cases or [(follows(self._facts, self._inference), against.refuted)]
        directly = self._directly() if self._inference.hints.induction else ()
        self.shown = Shown(tuple(proved), together.exact, together.point, directly=directly)
        return self.result(
            Verdict.VALID,
            Evidence.SOLVER,
            True,
            example=self._point(together, True),
            used=tuple(name for name in named if name in used),
            unneeded=tuple(name for name in named if name not in used),
            prover=against.prover,
            trace=against.trace,
        )

    def _vacuous(self, against: Finding, together: Finding) -> StepResult:
        self.shown = Shown(((contradiction(self._facts, self._inference), together.refuted),), True)
        contradictory = smallest_contradiction(self._facts, self._searcher)
        return self.result(Verdict.VACUOUS, Evidence.SOLVER, True, contradictory=contradictory, prover=against.prover)

    def _mixed(self, against: Finding, together: Finding) -> StepResult:
        condition = holds_iff(
            self._formulas, self._inference.goal, self._variables, self._searcher, against.point, together.point
        )
        return self.result(
            Verdict.MIXED,
            Evidence.EXACT if against.exact and together.exact else Evidence.SOLVER,
            False,
            counterexample=self._point(against, False),
            example=self._point(together, True),
            condition=condition,
            used=self._named(),
            prover=_EVALUATION,
            trace=(*against.trace, *together.trace),
        )

    def _refuted(self, against: Finding, together: Finding) -> StepResult:
        self.shown = Shown(((fails(self._facts, self._inference), together.refuted),), against.exact, against.point)
        # one exact evaluation is the whole truth of a goal that names no quantity
        settled = against.exact and together.prover == _EVALUATION
        return self.result(
            Verdict.REFUTED,
            Evidence.EXACT if settled else Evidence.SOLVER,
            False,
            counterexample=self._point(against, False),
            used=self._named(),
            prover=together.prover,
            trace=(*against.trace, *together.trace),
        )

    def _follows_without_example(self, against: Finding, together: Finding) -> StepResult:
        return self.result(
            Verdict.UNDECIDED,
            Evidence.NONE,
            True,
            reason="no point was found at which all that it assumes holds, nor a contradiction in it",
            prover=against.prover,
            trace=(*against.trace, *together.trace),
        )

    def _fails_without_example(self, against: Finding, together: Finding) -> StepResult:
        return self.result(
            Verdict.UNDECIDED,
            Evidence.EXACT,
            False,
            counterexample=self._point(against, False),
            reason=together.reason,
            trace=(*against.trace, *together.trace),
        )

    # ---- results -------------------------------------------------------------------------------------

    def _named(self) -> tuple[str, ...]:
        return tuple(fact.name for fact in self._facts if fact.role in ("premise", "lemma"))

    def _point(self, found: Finding, holds: bool) -> Told | None:
        if found.point is None:
            return None
        names = [variable.name for variable in self._variables]
        goal = (self._inference.goal, self._inference.goal_text, holds)
        return told(found.point, names, self._facts, goal)

    def result(
        self,
        verdict: Verdict,
        evidence: Evidence,
        follows: bool | None,
        *,
        counterexample: Told | None = None,
        example: Told | None = None,
        condition: Term | None = None,
        used: tuple[str, ...] = (),
        unneeded: tuple[str, ...] = (),
        contradictory: tuple[str, ...] = (),
        prover: str = "",
        reason: str = "",
        notes: tuple[str, ...] = (),
        trace: tuple[str, ...] = (),
    ) -> StepResult:
        """A result for this inference."""
        return StepResult(
            name=self._step.name,
            kind=self._step.kind,
            reading=self._inference.reading,
            verdict=verdict,
            evidence=evidence,
            follows=follows,
            expected=self._inference.expected,
            counterexample=counterexample,
            example=example,
            holds_iff=show(condition) if condition is not None else None,
            premises_used=used,
            premises_unneeded=unneeded,
            contradictory=contradictory,
            prover=prover,
            reason=reason,
            notes=notes,
            trace=trace,
        )
