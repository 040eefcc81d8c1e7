"""How large an unfolded term is, known without walking what definitions share."""

from __future__ import annotations

from argcheck.model.operators import Sort
from argcheck.model.terms import App, Num, Term, Var, children

MAX_NODES = 200_000
MAX_DEPTH = 120
"""Later layers recurse over terms, so their depth is limited well below Python's recursion limit."""

MAX_WRITTEN_DEPTH = 200
"""Long chains of one operator nest deeply as they are written, and not once they are terms."""


class Sizes:
    """The size and depth of terms, by identity: a term that occurs twice is measured once. The sides of an `iff` and
    the test of an `if` between formulas count twice, for provers are told of them so."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Term, int, int]] = {}

    def fits(self, term: Term) -> bool:
        """Whether the term is within both limits; its parts must have been asked about before, or be shallow."""
        nodes, depth = self._measure(term)
        return nodes <= MAX_NODES and depth <= MAX_DEPTH

    def _measure(self, term: Term) -> tuple[int, int]:
        if isinstance(term, Num | Var):
            return 1, 1
        known = self._known.get(id(term))
        if known is not None:
            return known[1], known[2]
        nodes, depth = 1, 1
        for place, part in enumerate(children(term)):
            part_nodes, part_depth = self._measure(part)
            nodes += 2 * part_nodes if _told_twice(term, place) else part_nodes
            depth = max(depth, part_depth + 1)
        self._known[id(term)] = (term, nodes, depth)
        return nodes, depth


def _told_twice(term: Term, place: int) -> bool:
    if not isinstance(term, App):
        return False
    return term.op == "iff" or (term.op == "ite" and place == 0 and term.sort is Sort.BOOL)
