"""Proving what an engine claims: that a formula with quantifiers cannot hold where some assertions do.

Variables bound by `exists` in front are as good as free. Of the others the innermost are replaced by what an engine
makes of them, once that is proved to be no stronger; what is left says that something holds for every value of one
variable, which finitely many places refute (`instances`).
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from itertools import groupby

from argcheck.kernel.formulas import Atom, Formula, opposite, size
from argcheck.logic.formula import atoms
from argcheck.provers.backend import Status
from argcheck.provers.elimination.instances import Solve, by_cases, refuted_for_all
from argcheck.provers.elimination.question import Engine, Kind, Question, names_in

_MOST_ATOMS = 40
_ENGINE_SECONDS = 2.0


class Refuter:
    """Proves with `solve`, which answers for formulas without quantifiers; `engines` propose the steps between."""

    def __init__(self, solve: Solve, engines: Sequence[Engine], seconds: float) -> None:
        self._solve = solve
        self._engines = engines
        self._until = time.monotonic() + seconds

    def refutes(self, asserted: Sequence[Formula], question: Question) -> bool:
        """Whether it is proved that the question's formula holds nowhere where the assertions do."""
        assertions = [*asserted, *question.given]
        prefix, matrix = list(question.prefix), question.matrix
        while prefix and prefix[0][0] == "exists":
            prefix.pop(0)
        while len(prefix) > 1:
            step = self._innermost(assertions, prefix, matrix)
            if step is None:
                return False
            prefix, matrix = step
            prefix = [one for one in prefix if one[1] in names_in(matrix)]
        return self._without(assertions, prefix, matrix)

    def _without(self, assertions: Sequence[Formula], prefix: Sequence[tuple[Kind, str]], matrix: Formula) -> bool:
        """As `refutes`, with at most one variable bound."""
        if time.monotonic() > self._until:
            return False
        if prefix and prefix[0][0] == "forall":
            return refuted_for_all(assertions, prefix[0][1], matrix, self._solve, self._until)
        return by_cases([*assertions, matrix], self._solve, self._until).status is Status.UNSAT

    def _innermost(
        self, assertions: Sequence[Formula], prefix: list[tuple[Kind, str]], matrix: Formula
    ) -> tuple[list[tuple[Kind, str]], Formula] | None:
        """The question with its innermost variables eliminated, proved to follow from it."""
        kind, block = [(kind, [name for _, name in group]) for kind, group in groupby(prefix, lambda one: one[0])][-1]
        outer = prefix[: len(prefix) - len(block)]
        choices = [block] if kind == "exists" else [[name] for name in block]
        proposed = [(found, names) for names in choices for found in self._proposed(assertions, kind, names, matrix)]
        for found, names in sorted(proposed, key=lambda one: size(one[0])):
            if self._without([*assertions, opposite(found)], [(kind, names[0])], matrix):
                return [*outer, *((kind, name) for name in block if name not in names)], found
        return None

    def _proposed(
        self, assertions: Sequence[Formula], kind: Kind, names: Sequence[str], matrix: Formula
    ) -> Iterator[Formula]:
        free = tuple(sorted(names_in(matrix) - set(names)))
        given = tuple(one for one in assertions if names_in(one) <= set(free) and isinstance(one, Atom))
        question = Question(tuple((kind, name) for name in names), matrix, free, given)
        for engine in self._engines:
            seconds = min(_ENGINE_SECONDS, self._until - time.monotonic())
            found = engine.eliminate(question, seconds) if seconds > 0 else None
            if found is not None and sum(1 for _ in atoms(found)) <= _MOST_ATOMS:
                yield found
                return
