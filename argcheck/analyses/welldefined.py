"""Does everything an inference says make sense? Each partial operation is defined where it is used.

A condition that fails at an exact point is an error in the text; one that is merely not proved leaves the step
undecided. An earlier step that is not defined everywhere is used only where it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from argcheck.analyses.points import show_point
from argcheck.codes import CODES
from argcheck.diagnostics import Diagnostic, Span
from argcheck.logic.definedness import Condition, conditions
from argcheck.logic.normalize import evident
from argcheck.model.argument import Fact
from argcheck.model.show import show
from argcheck.model.terms import FALSE, TRUE, Term, Var, conjunction, free_variables, implication, negation
from argcheck.provers.backend import Status
from argcheck.provers.search import Finding


class Questions(Protocol):
    """What is asked of a searcher here."""

    def search(self, assertions: Sequence[Term], variables: Sequence[Var] = ()) -> Finding:
        """A point at which the assertions hold, or that there is none."""
        ...

    def refutes(self, assertions: Sequence[Term]) -> bool:
        """Whether the assertions are proved contradictory."""
        ...


@dataclass
class WellDefined:
    """The facts to reason with, the errors found, and what could not be shown."""

    facts: list[Fact] = field(default_factory=list)
    errors: list[Diagnostic] = field(default_factory=list)
    unproved: list[str] = field(default_factory=list)


def check_definedness(
    facts: Sequence[Fact], goal: Term | None, goal_span: Span, searcher: Questions, variables: Sequence[Var]
) -> WellDefined:
    """Check every condition of the facts, those that need none first, and then of the goal."""
    result = WellDefined()
    needing = []
    for fact in facts:
        found = list(conditions(fact.formula))
        if found:
            needing.append((fact, found))
        else:
            result.facts.append(fact)
    for fact, found in needing:
        if fact.role == "lemma":
            result.facts.append(_where_defined(fact, found, result, searcher))
            continue
        _check(found, fact.span, result, searcher, variables)
        result.facts.append(fact)
    order = {id(fact): index for index, fact in enumerate(facts)}
    result.facts.sort(key=lambda fact: order.get(id(fact), len(facts)))
    if goal is not None:
        _check(list(conditions(goal)), goal_span, result, searcher, variables)
    return result


def _check(
    found: list[Condition], span: Span, result: WellDefined, searcher: Questions, variables: Sequence[Var]
) -> None:
    context = [fact.formula for fact in result.facts]
    for condition in _doubtful(context, found):
        wrong = searcher.search([*context, condition.guard, negation(condition.required)], variables)
        if wrong.status is Status.UNSAT:
            continue
        if wrong.status is Status.SAT and condition.code and wrong.exact and wrong.point is not None:
            bound = _bound(condition.required, variables) or _bound(condition.formula, variables)
            point = show_point(wrong.point, [condition.formula])
            hopeless = searcher.refutes([*context, condition.guard, condition.required])
            result.errors.append(_error(condition, span, point, bound, hopeless=hopeless))
            return
        needed = "its limit" if condition.required == FALSE else f"`{show(condition.required)}`"
        result.unproved.append(f"it could not be shown that `{show(condition.use)}` is defined ({needed})")


def _bound(formula: Term, variables: Sequence[Var]) -> list[str]:
    return sorted({variable.name for variable in free_variables(formula)} - {v.name for v in variables})


def _doubtful(context: list[Term], found: list[Condition]) -> list[Condition]:
    # most conditions, such as `k != 0` for a quantity k > 0, can be seen to hold
    distinct = list(dict.fromkeys(found))
    seen = evident(context, [condition.formula for condition in distinct])
    return [condition for condition, holds in zip(distinct, seen, strict=True) if not holds]


def _error(condition: Condition, span: Span, point: str, bound: list[str], *, hopeless: bool) -> Diagnostic:
    title = CODES[condition.code].title
    required = show(condition.required)
    message = f"{title}: `{show(condition.use)}` needs `{required}`, which fails at {point}"
    hint = f"assume `{required}`, or say what holds otherwise"
    if hopeless:
        # to assume what never holds would make everything follow
        hint = "it holds nowhere: mend the formula, or say with `if` what stands for it"
    elif bound:
        # nothing can be assumed of a variable that a sum or quantifier runs through
        hint = f"narrow what `{bound[0]}` ranges over, or say with `if` what holds otherwise"
    return Diagnostic(condition.code, message, span, hint=hint)


def _where_defined(fact: Fact, found: list[Condition], result: WellDefined, searcher: Questions) -> Fact:
    context = [other.formula for other in result.facts]
    known = {v for formula in (*context, fact.formula) for v in free_variables(formula)}
    guards: list[Term] = []
    for condition in _doubtful(context, found):
        if searcher.refutes([*context, condition.guard, negation(condition.required)]):
            continue
        if free_variables(condition.formula) <= known:
            guards.append(condition.formula)
        else:
            return replace(fact, formula=TRUE)
    return replace(fact, formula=implication(conjunction(*guards), fact.formula))
