"""A formula for a region held against the step again, apart from how the formula was found: a prover is asked whether
either can hold without the other, and the kernel, where there is a certificate, has the last word."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from random import Random

from argcheck.analyses.certification import confirmed
from argcheck.analyses.claims import Claim, Proved
from argcheck.analyses.regions.comparisons import plainer
from argcheck.analyses.regions.partition import ClosedForm
from argcheck.analyses.regions.question import Question
from argcheck.logic.definedness import conditions
from argcheck.logic.evaluate import evaluate
from argcheck.logic.exact import TooLarge, Undetermined
from argcheck.logic.scope import NotReduced, Undefined
from argcheck.model.terms import Term, conjunction, negation
from argcheck.model.verdict import Evidence
from argcheck.provers.backend import Status
from argcheck.provers.refutation import Assertion
from argcheck.provers.search import Searcher

_EFFORT = 1.0
_POINTS = 60
_WAYS = 2
_GRID = 1 << 10


def held_against(found: ClosedForm, question: Question, searcher: Searcher) -> ClosedForm | None:
    """The form with its grade; None where an exact point speaks against it.

    It is proved `both_ways` where a prover refutes that goal and condition come apart in the box, and that either lacks
    a value there; the evidence is the kernel's where each of these refutations has a certificate. Where the prover does
    not know of `exp` or `log` around the quantities, it is asked about the goal with these undone."""
    if not _agrees(found.condition, question):
        return None
    brief = searcher.briefly()
    undone = plainer(question.goal, question.axes)
    for goal in dict.fromkeys((question.goal, undone)):
        proved: list[Proved] = []
        claims = [*_apart(question, goal, found.condition), *_doubts(question, goal, found.condition)]
        for number, claim in enumerate(claims):
            answer = brief.search(claim.formulas, simple=False)
            if answer.status is Status.SAT and number < _WAYS:
                return None
            if answer.status is not Status.UNSAT:
                break
            proved.append((claim, answer.refuted))
        else:
            kernel = goal == question.goal and confirmed(proved, _EFFORT, searcher.portfolio.cores)
            return replace(found, both_ways=True, evidence=Evidence.KERNEL if kernel else Evidence.SOLVER)
    return found


def _apart(question: Question, goal: Term, condition: Term) -> list[Claim]:
    """That one of goal and condition holds without the other, where the premises do."""
    ways = conjunction(goal, negation(condition)), conjunction(condition, negation(goal))
    return [_claim(question, f"equivalent {number}", way) for number, way in enumerate(ways, 1)]


def _doubts(question: Question, goal: Term, condition: Term) -> list[Claim]:
    """That something in them has no value there."""
    needs = [need for formula in (goal, condition) for need in conditions(formula)]
    doubts = (conjunction(need.guard, negation(need.required)) for need in needs)
    return [_claim(question, f"defined {number}", doubt) for number, doubt in enumerate(doubts, 1)]


def _claim(question: Question, name: str, excluded: Term) -> Claim:
    told = (Assertion(f"assumption {place}", fact) for place, fact in enumerate(question.known, 1))
    return Claim(name, (*told, Assertion("what is excluded", excluded)))


def _agrees(condition: Term, question: Question) -> bool:
    """Whether goal and condition agree at points of the box, evaluated exactly."""
    random = Random(0)
    for _ in range(_POINTS):
        values = {
            axis.name: axis.low + random.randint(0, int(axis.high - axis.low))
            if axis.whole
            else axis.low + (axis.high - axis.low) * Fraction(random.randint(0, _GRID), _GRID)
            for axis in question.axes
        }
        try:
            premises = all(evaluate(fact, values) is True for fact in question.facts)
            if premises and evaluate(question.goal, values) is not evaluate(condition, values):
                return False
        except (Undefined, Undetermined, TooLarge, NotReduced, KeyError, RecursionError):
            continue
    return True
