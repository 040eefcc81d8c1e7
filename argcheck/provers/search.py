"""Is there a point at which all assertions hold? The one question behind every verdict.

Assertions are reduced, their quantifiers removed, their equations used up; the rest is normalised and put to the
portfolio. "No" is the portfolio's proof. "Yes" is only said of a point at which the assertions themselves, not
their normal form, have been evaluated exactly.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import product
from math import inf

from argcheck.logic.eliminate import Eliminated, eliminate
from argcheck.logic.evaluate import evaluate
from argcheck.logic.exact import Exact, TooLarge, Undetermined
from argcheck.logic.formula import FALSE, Formula, Problem
from argcheck.logic.instances import as_term
from argcheck.logic.normalize import CannotNormalize, Normalized, normalize
from argcheck.logic.points import search as sample
from argcheck.logic.quantifiers import has_quantifier, remove_quantifiers
from argcheck.logic.reduce import CannotReduce, Reducer
from argcheck.logic.roots import root_of
from argcheck.logic.scope import NotReduced, Undefined
from argcheck.model.argument import Witness
from argcheck.model.first_order import is_first_order
from argcheck.model.terms import Num, Term, Var, conjunction, free_variables, negation, substitute
from argcheck.provers.backend import Budget, Model, Outcome, Status
from argcheck.provers.confirmation import Confirmer
from argcheck.provers.confirmation import Point as Point
from argcheck.provers.finding import Finding as Finding
from argcheck.provers.portfolio import Portfolio
from argcheck.provers.refutation import (
    SIGNS,
    BySign,
    ByValue,
    Refutation,
    Refuted,
    Whole,
    deep_integers,
    named_variables,
    sign_case,
    value_cases,
    with_case,
)
from argcheck.provers.sampling import Sampling
from argcheck.provers.structures import StructureSearch

_MOST_SPLITS = 3
_SMALL = (1, 2, 3, 0, 5, 10)
_MOST_TRIALS = 24
_SAMPLES = 300
_LATE = Outcome(Status.UNKNOWN, Portfolio.name, reason="the time was up")


class Searcher:
    """Answers the question with a portfolio of provers, which it does not own."""

    def __init__(self, portfolio: Portfolio, budget: Budget, until: float = inf) -> None:
        self._portfolio = portfolio
        self._budget = budget
        self._until = until
        self._reducer = Reducer()
        self._structures = StructureSearch(self)

    def briefly(self) -> Searcher:
        """A searcher with a tenth of the budget, for what is good to know but no verdict waits for."""
        return Searcher(self._portfolio, Budget(self._budget.resources // 10, self._budget.seconds / 10), self._until)

    def within(self, seconds: float) -> Searcher:
        """A searcher that decides nothing more once the seconds from now are over."""
        return Searcher(self._portfolio, self._budget, min(self._until, time.monotonic() + seconds))

    @property
    def seconds_left(self) -> float:
        """The time until it decides nothing more; at least 0."""
        return max(0.0, self._until - time.monotonic())

    def search(
        self,
        assertions: Sequence[Term],
        variables: Sequence[Var] = (),
        witnesses: Sequence[Witness] = (),
        *,
        simple: bool = True,
    ) -> Finding:
        """Look for a point or for a proof that there is none. `variables` are given a value in any case and in
        this order of preference for simple ones. Without `simple`, the first point that is found will do.

        A point for assertions about the members of kinds is a finite structure (`logic.structure`)."""
        if any(is_first_order(assertion) for assertion in assertions):
            return self._structures.search(assertions, variables, witnesses, simple=simple)
        try:
            reduced = [self._reducer.reduce(assertion) for assertion in assertions]
            found = _Search(self, reduced, variables, witnesses, simple).run()
            if found.status is Status.UNKNOWN and witnesses:
                # the author's witness does not do: there may be others
                found = _Search(self, reduced, variables, (), simple).run()
                if found.refuted is not None:
                    found = replace(found, refuted=replace(found.refuted, with_witnesses=False))
            return found
        except (CannotReduce, CannotNormalize) as problem:
            return Finding(Status.UNKNOWN, reason=str(problem))
        except RecursionError:
            return Finding(Status.UNKNOWN, reason="the formula is too deep")

    @property
    def portfolio(self) -> Portfolio:
        """The provers that are asked."""
        return self._portfolio

    def entails(self, facts: Sequence[Term], goal: Term) -> bool | None:
        """True: the facts force the goal, proved. False: they do not, at an exact point. None: not known."""
        found = self.search([*facts, negation(goal)])
        return {Status.UNSAT: True, Status.SAT: False, Status.UNKNOWN: None}[found.status]

    def refutes(self, assertions: Sequence[Term], witnesses: Sequence[Witness] = ()) -> bool:
        """Whether the assertions are proved contradictory, without looking for a point."""
        if any(is_first_order(assertion) for assertion in assertions):
            return self._structures.refutes(assertions)
        try:
            flat = remove_quantifiers([self._reducer.reduce(assertion) for assertion in assertions], witnesses)
            normalized = normalize(eliminate(flat.formulas).formulas)
        except (CannotReduce, CannotNormalize, RecursionError):
            return False
        return self.solve(normalized).status is Status.UNSAT

    def solve(self, normalized: Normalized, *, for_points: bool = False) -> Outcome:
        """Put a normalised problem to the portfolio."""
        return self._ask(normalized.problem, self._budget, for_points=for_points)

    def settle(self, formulas: Sequence[Formula], seconds: float) -> Outcome:
        """Put formulas about real numbers, polynomial already, to the portfolio, for a limited time."""
        budget = Budget(self._budget.resources, min(seconds, self._budget.seconds))
        return self._ask(Problem(tuple(formulas)), budget, for_points=True)

    def _ask(self, problem: Problem, budget: Budget, *, for_points: bool) -> Outcome:
        left = self.seconds_left
        if not left:
            return _LATE
        return self._portfolio.solve(problem, replace(budget, seconds=min(budget.seconds, left)), for_points=for_points)

    def simplest(self, normalized: Normalized, order: tuple[str, ...]) -> Outcome:
        """A simple model of a normalised problem."""
        left = self.seconds_left
        if not left:
            return _LATE
        return self._portfolio.simplest(
            normalized.problem, order, replace(self._budget, seconds=min(self._budget.seconds, left))
        )


class _Search:
    """One search, after reduction."""

    def __init__(
        self, owner: Searcher, reduced: list[Term], variables: Sequence[Var], witnesses: Sequence[Witness], simple: bool
    ) -> None:
        self._simple = simple
        self._owner = owner
        self._reduced = reduced
        self._variables = variables
        self._flat = remove_quantifiers(reduced, witnesses)
        self._trace: list[str] = []
        self._all = named_variables(reduced, self._flat.formulas)
        self._confirmer = Confirmer(reduced, self._flat, variables, self._all, owner.solve)

    def run(self) -> Finding:
        """Decide, splitting on signs where that would let more be said."""
        if any(has_quantifier(assertion) and _plainly_false(assertion) for assertion in self._reduced):
            return _evaluated()
        eliminated = eliminate(self._flat.formulas)
        found = self._decide(eliminated, _MOST_SPLITS)
        if found.status is Status.UNKNOWN and any(_plainly_false(assertion) for assertion in self._reduced):
            # numbers alone, such as log(4) and 2*log(2): exact arithmetic knows more of them than any prover
            found = _evaluated()
        return replace(found, trace=tuple(self._trace))

    def _decide(self, eliminated: Eliminated, splits: int) -> Finding:
        normalized = normalize(eliminated.formulas)
        outcome = self._owner.solve(normalized, for_points=not self._simple)
        self._trace.extend(outcome.trace)
        if outcome.status is Status.UNSAT:
            return Finding(Status.UNSAT, prover=outcome.prover, refuted=Refuted(Whole()))
        found = self._point(eliminated, normalized, outcome)
        if found is not None:
            return found
        if splits and normalized.splits:
            return self._by_sign(eliminated, normalized, splits)
        if splits and not normalized.exact:
            found = self._by_value(eliminated, splits)
            if found is not None:
                return found
        return Finding(Status.UNKNOWN, reason=_reason(normalized, outcome))

    def _by_sign(self, eliminated: Eliminated, normalized: Normalized, splits: int) -> Finding:
        pivot = as_term(normalized.splits[0], self._all)
        if pivot is None:
            return Finding(Status.UNKNOWN, reason="a sum has no closed form that holds throughout")
        closed: list[Finding] = []
        unknown: Finding | None = None
        for relation in SIGNS:
            found = self._decide(with_case(eliminated, sign_case(pivot, relation)), splits - 1)
            if found.status is Status.SAT:
                return found
            if found.status is Status.UNKNOWN:
                unknown = found
            else:
                closed.append(found)
        if unknown is not None:
            return unknown
        below, at, above = (found.refuted.cases if found.refuted else Whole() for found in closed)
        return _together(closed, BySign(normalized.splits[0], (below, at, above)))

    def _by_value(self, eliminated: Eliminated, splits: int) -> Finding | None:
        """Cases for a whole number in an exponent or a bound of a sum, when it can be shown to lie in a short range:
        with a number there, powers and sums are polynomials."""
        for variable in sorted(deep_integers(eliminated.formulas), key=lambda v: v.name):
            beyond, *values = value_cases(variable)
            outside = normalize(with_case(eliminated, beyond).formulas)
            if self._owner.solve(outside).status is not Status.UNSAT:
                continue
            closed: list[Finding] = []
            for value in values:
                found = self._decide(with_case(eliminated, value), splits - 1)
                if found.status is not Status.UNSAT:
                    return found
                closed.append(found)
            inside = (found.refuted.cases if found.refuted else Whole() for found in closed)
            return _together(closed, ByValue(variable.name, (Whole(), *inside)))
        return None

    # ---- points ------------------------------------------------------------------------------------

    def _point(self, eliminated: Eliminated, normalized: Normalized, outcome: Outcome) -> Finding | None:
        if normalized.exact and outcome.status is Status.UNKNOWN:
            return self._sampled(eliminated)
        if outcome.status is Status.SAT:
            found = outcome.model and not self._simple and self._confirmed(_values(outcome.model), eliminated)
            if found:
                return found
            found = (
                outcome.model
                and outcome.prover == Sampling.name
                and self._confirmed(_values(outcome.model), eliminated)
            )
            if found:
                return self._tidied(found)
            simple = self._owner.simplest(normalized, self._order(normalized))
            for model in (simple.model, outcome.model):
                found = model and self._confirmed(_values(model), eliminated)
                if found:
                    return found if normalized.exact else self._tidied(found)
        for trial in self._with_small_exponents(eliminated):
            found = self._from_trial(trial)
            if found:
                return self._tidied(found)
        return self._sampled(eliminated)

    def _from_trial(self, trial: Eliminated) -> Finding | None:
        try:
            normalized = normalize(trial.formulas)
        except CannotNormalize:
            return None
        if FALSE in normalized.problem.assertions:
            return None
        outcome = self._owner.simplest(normalized, self._order(normalized))
        if outcome.status is not Status.SAT or outcome.model is None:
            return None
        return self._confirmed(_values(outcome.model), trial)

    def _with_small_exponents(self, eliminated: Eliminated) -> Iterator[Eliminated]:
        # with numbers for the variables in exponents and sum bounds, powers and sums are polynomials
        deep = sorted(deep_integers(eliminated.formulas), key=lambda v: v.name)
        if not deep or len(deep) > 4:
            return
        trials = sorted(product(_SMALL, repeat=len(deep)), key=lambda values: (sum(values), values))
        for values in trials[:_MOST_TRIALS]:
            chosen: dict[Var, Term] = {v: Num(Fraction(value)) for v, value in zip(deep, values, strict=True)}
            part = eliminate([substitute(formula, chosen) for formula in eliminated.formulas])
            yield replace(part, values=(*eliminated.values, *chosen.items(), *part.values))

    def _sampled(self, eliminated: Eliminated) -> Finding | None:
        whole = conjunction(*eliminated.formulas)
        point = sample(whole, sorted(free_variables(whole), key=lambda v: v.name), {}, _SAMPLES)
        return self._confirmed(point, eliminated) if point is not None else None

    def _confirmed(self, values: Point, eliminated: Eliminated) -> Finding | None:
        found = self._confirmer.confirmed(values, eliminated)
        return Finding(Status.SAT, found.point, found.exact) if found is not None else None

    def _tidied(self, found: Finding) -> Finding:
        return found if found.point is None else replace(found, point=self._confirmer.simpler(found.point))

    def _order(self, normalized: Normalized) -> tuple[str, ...]:
        present = normalized.problem.variables()
        wanted = [v.name for v in (*self._variables, *self._flat.fresh)]
        first = [name for name in wanted if name in present]
        rest = sorted(present - set(first) - set(normalized.definitions))
        return (*first, *rest)


def _values(model: Model) -> Point:
    point: dict[str, Exact | bool] = {name: Fraction(value) for name, value in model.numbers.items()}
    point.update(model.propositions)
    point.update({name: root_of(*isolated) for name, isolated in model.irrational.items()})
    return point


def _evaluated() -> Finding:
    # how it was refuted says nothing that must be believed: a certificate is looked for in one piece
    return Finding(Status.UNSAT, prover="evaluation", refuted=Refuted(Whole()))


def _plainly_false(assertion: Term) -> bool:
    """Whether an assertion about no quantity is false by exact arithmetic."""
    if free_variables(assertion):
        return False
    try:
        return evaluate(assertion, {}) is False
    except (Undefined, Undetermined, TooLarge, NotReduced):
        return False


def _reason(normalized: Normalized, outcome: Outcome) -> str:
    if normalized.opaque:
        return f"no closed form is known for `{normalized.opaque[0]}`"
    if outcome.status is Status.SAT:
        return "the facts that are used about powers, exp, log and sums do not settle it, and no exact point was found"
    return outcome.reason or "no prover settled it within its budget"


def _together(closed: Sequence[Finding], cases: Refutation) -> Finding:
    provers = dict.fromkeys(found.prover for found in closed)
    return Finding(Status.UNSAT, prover=" + ".join(provers), refuted=Refuted(cases))
