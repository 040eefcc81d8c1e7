"""How large an unfolded term is, known without walking what definitions share."""

from __future__ import annotations

from argcheck.model.terms import Num, Term, Var, children

MAX_NODES = 200_000
MAX_DEPTH = 200
"""Later layers recurse over terms, so depth is limited well below Python's recursion limit."""


class Sizes:
    """The size and depth of terms, by identity: a term that occurs twice is measured once."""

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
        for part in children(term):
            part_nodes, part_depth = self._measure(part)
            nodes += part_nodes
            depth = max(depth, part_depth + 1)
        self._known[id(term)] = (term, nodes, depth)
        return nodes, depth
