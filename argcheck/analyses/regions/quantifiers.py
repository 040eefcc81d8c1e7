"""Quantifiers that stand outermost in a claim: where numbers bound what they range over, boxes can range over it."""

from __future__ import annotations

from collections.abc import Mapping

from argcheck.analyses.derivation.context import conjuncts
from argcheck.analyses.regions.axes import Axis
from argcheck.analyses.regions.partition import RegionError
from argcheck.analyses.regions.request import Wanted, Which, axis_for, bounds_of, limit_of
from argcheck.diagnostics import Span
from argcheck.model.argument import Quantity
from argcheck.model.operators import Sort
from argcheck.model.terms import TRUE, App, Quantifier, Term, Var


def opened(goal: Term, quantities: Mapping[str, Quantity], span: Span) -> tuple[tuple[tuple[Axis, Which], ...], Term]:
    """The quantifiers outermost in a goal, as axes of which it is to hold for all values or for some, the first
    outermost, and what is left of the goal. `exists z : real in [0, 1]: z > x` is `z > x` for some z from 0 to 1.

    A quantifier stays where its variable has no numbers as bounds or bears the name of a quantity."""
    found: list[tuple[Axis, Which]] = []
    taken = set(quantities)
    while isinstance(goal := _without_not(goal), Quantifier) and goal.variable.name not in taken:
        variable, which = goal.variable, _which(goal)
        if variable.sort not in (Sort.REAL, Sort.INTEGER):
            break
        bounds, body = _parted(goal)
        ranged = Quantity(variable, bounds, "", None, span)
        if None in bounds_of(ranged):
            break
        try:
            axis = axis_for(Wanted(variable.name), ranged)
        except RegionError:
            break
        found.append((axis, which))
        taken.add(variable.name)
        goal = _rejoined(which, tuple(bound for bound in bounds if not _kept_to(bound, variable)), body)
    return tuple(found), goal


def _without_not(goal: Term) -> Term:
    """That nothing is such, or not everything, as a quantifier."""
    if not (isinstance(goal, App) and goal.op == "not" and isinstance(goal.args[0], Quantifier)):
        return goal
    denied = goal.args[0]
    bounds, body = _parted(denied)
    dual = "exists" if denied.kind == "forall" else "forall"
    return Quantifier(dual, denied.variable, _all([*bounds]), App("not", (body,)))


def _which(goal: Quantifier) -> Which:
    return "some" if goal.kind == "exists" else "all"


def _parted(goal: Quantifier) -> tuple[tuple[Term, ...], Term]:
    """What the variable is bounded by, and what is said of the values within the bounds."""
    bounds, body = conjuncts(goal.domain), goal.body
    if goal.kind == "exists":
        parts = [*bounds, *conjuncts(body)]
        about = [part for part in parts if _limits(part, goal.variable)]
        rest = [part for part in parts if part not in about]
        return tuple(about), _all(rest)
    if isinstance(body, App) and body.op == "implies":
        return (*bounds, *conjuncts(body.args[0])), body.args[1]
    return bounds, body


def _limits(part: Term, variable: Var) -> bool:
    found = limit_of(part)
    return found is not None and found[0] == variable


def _kept_to(bound: Term, variable: Var) -> bool:
    """Whether every point of the axis keeps to the bound, its ends too."""
    found = limit_of(bound)
    return bound == TRUE or (found is not None and found[0] == variable and found[1] in (">=", "<="))


def _rejoined(which: Which, bounds: tuple[Term, ...], body: Term) -> Term:
    if not bounds:
        return body
    return _all([*bounds, body]) if which == "some" else App("implies", (_all(list(bounds)), body))


def _all(parts: list[Term]) -> Term:
    return parts[0] if len(parts) == 1 else App("and", tuple(parts)) if parts else TRUE
