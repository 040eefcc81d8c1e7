"""Trying simple values: a point that is easy to guess is found without a search."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from fractions import Fraction

from argcheck.logic.formula import And, Atom, Formula, Or, Problem, atoms, truth
from argcheck.provers.backend import Budget, Model, Outcome, Status

_ALIKE = tuple(Fraction(value) for value in ("1", "1/2", "2", "0", "1/3", "3", "-1", "10", "1/10"))
_WHOLE = tuple(map(Fraction, (1, 2, 0, 3, -1, 4, 5, -2, 10)))
_REAL = (*_ALIKE, *(Fraction(value) for value in ("2/3", "3/4", "1/4", "9/10", "3/2", "4", "-2", "-1/2")))
_MOST_VARIABLES = 8
_TRIALS = 250
_MOST_WORK = 40_000  # terms of polynomials that are evaluated


class Sampling:
    """Says SAT or UNKNOWN: all quantities alike first, then each by itself, the same values every time."""

    name = "sampling"

    def solve(self, problem: Problem, budget: Budget) -> Outcome:
        """SAT with a point at which every assertion holds, or UNKNOWN. The work is bounded by itself."""
        started = time.monotonic()
        names = sorted(problem.variables())
        suits = 0 < len(names) <= _MOST_VARIABLES and all(map(_plain, problem.assertions))
        found = _found(problem, names) if suits else None
        seconds = time.monotonic() - started
        if found is None:
            return Outcome(Status.UNKNOWN, self.name, seconds, reason="no simple point was found")
        return Outcome(Status.SAT, self.name, seconds, model=Model(numbers=found))


def _plain(formula: Formula) -> bool:
    """Whether it speaks of numbers alone."""
    match formula:
        case And(arguments=arguments) | Or(arguments=arguments):
            return all(map(_plain, arguments))
    return isinstance(formula, Atom)


def _found(problem: Problem, names: list[str]) -> dict[str, Fraction] | None:
    sizes = [sum(len(atom.polynomial) for atom in atoms(formula)) for formula in problem.assertions]
    asked = [formula for _, formula in sorted(zip(sizes, problem.assertions, strict=True), key=lambda each: each[0])]
    trials = min(_TRIALS, _MOST_WORK // (1 + sum(sizes)))
    for _, values in zip(range(trials), _points(problem, names), strict=False):
        for place, formula in enumerate(asked):
            if not truth(formula, values, {}):
                asked.insert(0, asked.pop(place))  # what fails often is looked at first
                break
        else:
            return values
    return None


def _points(problem: Problem, names: list[str]) -> Iterator[dict[str, Fraction]]:
    for value in _ALIKE:
        if value.denominator == 1 or not problem.integers & set(names):
            yield dict.fromkeys(names, value)
    chance = random.Random(0)
    while True:
        yield {name: chance.choice(_WHOLE if name in problem.integers else _REAL) for name in names}
