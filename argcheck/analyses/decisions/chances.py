"""Are the probabilities of a decision's states probabilities? The bounds of quantities alone have to make them so."""

from __future__ import annotations

from dataclasses import replace

from argcheck.analyses.points import show_point
from argcheck.analyses.welldefined import check_definedness
from argcheck.diagnostics import ArgumentError, Diagnostic
from argcheck.model.argument import Argument, Decision, Fact, Payoffs
from argcheck.model.deciding import well_distributed
from argcheck.model.terms import Term, negation
from argcheck.provers.backend import Status
from argcheck.provers.search import Searcher


def chance_faults(argument: Argument, searcher: Searcher) -> tuple[Diagnostic, ...]:
    """Every decision whose states may have probabilities below 0 or a sum other than 1: E431, or what has no value.

    One that is merely not shown to be sound is reported too: no verdict may rest on it.
    """
    found: dict[tuple[str, object], Diagnostic] = {}
    for decision in argument.decisions:
        for payoffs in decision.payoffs:
            for formula in dict.fromkeys(well_distributed(chances) for _, chances in payoffs.chances):
                for fault in _faults(decision, payoffs, formula, searcher):
                    found.setdefault((fault.code, fault.span), fault)
    return tuple(found.values())


def require_chances(argument: Argument, searcher: Searcher) -> None:
    """Raises ArgumentError where `chance_faults` finds any: then nothing can be said about the argument."""
    faults = chance_faults(argument, searcher)
    if faults:
        raise ArgumentError(tuple(replace(fault, file=argument.path) for fault in faults))


def _faults(decision: Decision, payoffs: Payoffs, formula: Term, searcher: Searcher) -> list[Diagnostic]:
    variables = [quantity.variable for quantity in payoffs.quantities]
    bounds = [
        Fact(quantity.name, "bound", bound, "", quantity.says, decision.span)
        for quantity in payoffs.quantities
        for bound in quantity.bounds
    ]
    sense = check_definedness(bounds, formula, decision.span, searcher, variables)
    if sense.errors:
        return sense.errors
    facts = [fact.formula for fact in sense.facts]
    found = searcher.search([*facts, negation(formula)], variables)
    if found.status is Status.UNSAT and not sense.unproved:
        return []
    where = f": at {show_point(found.point, [formula])} they are not" if found.point is not None else ""
    message = f"the states of `{decision.name}` need probabilities of 0 or more that sum to 1{where}"
    hint = "state it by the bounds of the quantities in them, as in `quantity q : real in [0, 1 - p]`"
    return [Diagnostic("E431", message, decision.span, hint=hint)]
