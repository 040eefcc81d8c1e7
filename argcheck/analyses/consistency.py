"""Can all premises of an argument hold together?"""

from __future__ import annotations

from argcheck.analyses.dependence import smallest_contradiction
from argcheck.analyses.points import told
from argcheck.analyses.results import Consistency
from argcheck.analyses.welldefined import check_definedness
from argcheck.diagnostics import NOWHERE
from argcheck.model.argument import PremiseSet
from argcheck.provers.backend import Status
from argcheck.provers.search import Searcher


def check_consistency(premises: PremiseSet, searcher: Searcher) -> Consistency:
    """A witness for the premises, or a smallest contradictory set of them, or why neither is known."""
    variables = [quantity.variable for quantity in premises.quantities]
    sense = check_definedness(premises.facts, None, NOWHERE, searcher, variables)
    problems = [*(error.message for error in sense.errors), *sense.unproved]
    if problems:
        return Consistency(premises.reading, None, reason=problems[0])
    found = searcher.search([fact.formula for fact in sense.facts], variables)
    if found.status is Status.SAT and found.point is not None:
        witness = told(found.point, [variable.name for variable in variables], sense.facts)
        return Consistency(premises.reading, True, witness)
    if found.status is Status.UNSAT:
        contradictory = smallest_contradiction(sense.facts, searcher)
        return Consistency(premises.reading, False, contradictory=contradictory)
    return Consistency(premises.reading, None, reason=found.reason)
