"""What a verdict claims: which assertions are contradictory together.

That a step follows is a contradiction between its facts and the denial of its goal; that it is refuted, one between
its facts and its goal; that it is vacuous, one among its facts. That its terms are defined is shown in the same way.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from argcheck.analyses.induction import induction, promising
from argcheck.logic.definedness import conditions
from argcheck.model.argument import Fact, Inference, Witness
from argcheck.model.terms import App, Term, Var, disjunction, negation
from argcheck.model.verdict import Verdict
from argcheck.provers.backend import Status
from argcheck.provers.refutation import Assertion, Refuted, Whole
from argcheck.provers.search import Finding, Searcher

FOLLOWS, FAILS, CONTRADICTION, COVERED = "follows", "fails", "contradiction", "covered"
START, ONWARD = "begins", "goes on"
_LABELS = {"bound": "the range of {}", "premise": "the premise {}", "lemma": "the step {}", "given": "the supposition"}


@dataclass(frozen=True)
class Claim:
    """The assertions are contradictory; the author's witnesses may be used to see it."""

    name: str
    assertions: tuple[Assertion, ...]
    witnesses: tuple[Witness, ...] = ()

    @property
    def formulas(self) -> list[Term]:
        """The assertions without their labels."""
        return [assertion.formula for assertion in self.assertions]


Proved = tuple[Claim, Refuted | None]
"""A claim that was shown, and in which cases where that is known."""


def follows(facts: Sequence[Fact], inference: Inference) -> Claim:
    """The facts force the goal."""
    denial = Assertion("the denial of the claim", negation(inference.goal))
    return Claim(FOLLOWS, (*_assertions(facts), denial), inference.hints.witnesses)


def fails(facts: Sequence[Fact], inference: Inference) -> Claim:
    """The facts exclude the goal."""
    return Claim(FAILS, (*_assertions(facts), Assertion("the claim", inference.goal)), inference.hints.witnesses)


def contradiction(facts: Sequence[Fact], inference: Inference) -> Claim:
    """The facts exclude one another."""
    return Claim(CONTRADICTION, _assertions(facts), inference.hints.witnesses)


def cases_covered(facts: Sequence[Fact], inference: Inference) -> list[Claim]:
    """Under the facts the author's cases have a meaning, and one of them holds."""
    cases = inference.hints.cases
    doubts = [App("and", (need.guard, negation(need.required))) for case in cases for need in conditions(case)]
    result = []
    for number, excluded in enumerate((*doubts, negation(disjunction(*cases))), 1):
        label = "no case holds" if number > len(doubts) else "a case has no meaning"
        result.append(Claim(f"{COVERED} {number}", (*_assertions(facts), Assertion(label, excluded))))
    return result


def in_cases(facts: Sequence[Fact], inference: Inference) -> list[Claim]:
    """In each of the author's cases the facts force the goal."""
    denial = Assertion("the denial of the claim", negation(inference.goal))
    return [
        Claim(f"{FOLLOWS} {number}", (*_assertions(facts), Assertion(f"the author's case {number}", case), denial))
        for number, case in enumerate(inference.hints.cases, 1)
    ]


def inductive(facts: Sequence[Fact], inference: Inference, name: str = "") -> list[Claim]:
    """The goal holds at the start of the author's induction, or of one on the number of that name, and at each next
    number; none if there is no induction."""
    chosen = name or next(iter(inference.hints.induction), "")
    found = induction(_assertions(facts), inference.goal, chosen) if chosen else None
    if found is None:
        return []
    witnesses, start, onward = inference.hints.witnesses, START, ONWARD
    if name:
        start, onward = f"{START}, on {name}", _onward(name)
    return [Claim(start, found.start, witnesses), Claim(onward, found.onward, witnesses)]


def _onward(name: str) -> str:
    return f"{ONWARD}, on {name}"


def numbers_to_try(facts: Sequence[Fact], goal: Term) -> list[str]:
    """The numbers on which an induction may show the goal where its author names none."""
    return promising(_assertions(facts), goal)


def claims_of(verdict: Verdict, facts: Sequence[Fact], inference: Inference, shown: Container[str]) -> list[Claim]:
    """All that must be shown for the verdict, but for points and definedness, in the way in which the claims of the
    names in `shown` show it. None for a verdict of another kind."""
    match verdict:
        case Verdict.VALID if ONWARD in shown:
            return inductive(facts, inference)
        case Verdict.VALID if tried := [n for n in numbers_to_try(facts, inference.goal) if _onward(n) in shown]:
            return inductive(facts, inference, tried[0])
        case Verdict.VALID if FOLLOWS not in shown and inference.hints.cases:
            return [*cases_covered(facts, inference), *in_cases(facts, inference)]
        case Verdict.VALID:
            return [follows(facts, inference)]
        case Verdict.REFUTED:
            return [fails(facts, inference)]
        case Verdict.VACUOUS:
            return [contradiction(facts, inference)]
    return []


def definedness(number: int, formulas: Sequence[Term]) -> Claim:
    """The question of that number about definedness has a good answer."""
    last = len(formulas) - 1
    labels = ["what is assumed" if place < last else "the denial that a term has a value" for place in range(last + 1)]
    return Claim(f"defined {number}", tuple(map(Assertion, labels, formulas)))


class Recorder:
    """A searcher's answers to questions about definedness, with those that were refutations on record."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher
        self._asked = 0
        self.proved: list[Proved] = []

    def search(self, assertions: Sequence[Term], variables: Sequence[Var] = ()) -> Finding:
        """As the searcher."""
        found = self._searcher.search(assertions, variables)
        self._note(assertions, found.status is Status.UNSAT, found.refuted)
        return found

    def refutes(self, assertions: Sequence[Term]) -> bool:
        """As the searcher."""
        refuted = self._searcher.refutes(assertions)
        self._note(assertions, refuted, Refuted(Whole()))
        return refuted

    def _note(self, assertions: Sequence[Term], shown: bool, refuted: Refuted | None) -> None:
        self._asked += 1
        if shown:
            self.proved.append((definedness(self._asked, assertions), refuted))


def _assertions(facts: Sequence[Fact]) -> tuple[Assertion, ...]:
    return tuple(Assertion(_LABELS[fact.role].format(f"`{fact.name}`"), fact.formula) for fact in facts)
