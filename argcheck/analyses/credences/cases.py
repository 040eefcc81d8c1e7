"""Which truth values of some formulas can occur together, given facts?

A case is possible once a point shows it, and excluded once it is proved contradictory; what is neither stays
undecided. Propositions are decided by their truth table. Otherwise points tell many cases for nothing, a part that is
contradictory excludes all that contain it, and formulas that share no quantity are told apart on their own first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from random import Random

from argcheck.analyses.credences.bounds import coherent, highest, lowest
from argcheck.analyses.credences.explorer import Explorer
from argcheck.analyses.credences.growing import Growing
from argcheck.analyses.credences.result import Bound, Interval, Share, Truths
from argcheck.logic.evaluate import evaluate
from argcheck.logic.exact import Exact, TooLarge, Undetermined
from argcheck.logic.points import sample_points
from argcheck.logic.reduce import CannotReduce, Reducer
from argcheck.logic.scope import NotReduced, Undefined
from argcheck.model.argument import Witness
from argcheck.model.operators import Sort
from argcheck.model.terms import Term, Var, free_variables
from argcheck.provers.confirmation import Point
from argcheck.provers.search import Searcher

_MOST_PROPOSITIONS = 12
_SAMPLES = 300
_LITTER = 100
_FRUITLESS = 2
_MOST_COMBINED = 5_000
_NO_VALUE = (Undefined, Undetermined, TooLarge, NotReduced, KeyError, RecursionError)


@dataclass(frozen=True, slots=True)
class Cases:
    """The truth assignments that a point shows, and those that are undecided. `by_table`: no solver was needed."""

    possible: frozenset[Truths]
    undecided: frozenset[Truths] = frozenset()
    by_table: bool = False

    @property
    def allowed(self) -> frozenset[Truths]:
        """Every assignment that is not proved impossible."""
        return self.possible | self.undecided

    def lowest(self, credences: Sequence[Interval]) -> Bound | None:
        """The least probability of the claim."""
        return lowest(self.allowed, self.possible, credences)

    def highest(self, credences: Sequence[Interval]) -> Bound | None:
        """The greatest probability of the claim."""
        return highest(self.allowed, self.possible, credences)

    def coherent(self, credences: Sequence[Interval | None]) -> tuple[Share, ...] | None:
        """A distribution with the credences, if there is one."""
        return coherent(self.allowed, credences)

    def excludes(self, case: Truths) -> bool | None:
        """Whether a case is excluded; None where that is not known."""
        return True if case not in self.allowed else False if case in self.possible else None


def possible_cases(
    facts: Sequence[Term],
    formulas: Sequence[Term],
    variables: Sequence[Var],
    searcher: Searcher,
    witnesses: Sequence[Witness] = (),
) -> Cases:
    """The cases of the formulas, in order, at the points where all the facts hold."""
    evaluator = _Evaluator(facts, formulas)
    if in_a_table(variables):
        table = _truth_table(evaluator, variables)
        if table is not None:
            return Cases(table, by_table=True)
    explorer = _explorer(evaluator, facts, formulas, variables, searcher, witnesses)
    groups = _groups(formulas[:-1], facts)
    if len(groups) > 1:
        for group in groups:
            explorer.explore(group.indices)
        explorer.show(_combined(explorer, groups, variables))
    explorer.show(_crossed(explorer, variables))
    explorer.explore(range(len(formulas)))
    possible = frozenset((*explorer.shown, *explorer.confirmed))
    return Cases(possible, frozenset(explorer.open) - possible)


def growing_cases(
    facts: Sequence[Term],
    formulas: Sequence[Term],
    variables: Sequence[Var],
    searcher: Searcher,
    witnesses: Sequence[Witness] = (),
) -> Growing:
    """As `possible_cases`, but cases are found when a bound needs them."""
    evaluator = _Evaluator(facts, formulas)
    return Growing(_explorer(evaluator, facts, formulas, variables, searcher, witnesses), len(formulas))


def in_a_table(variables: Sequence[Var]) -> bool:
    """Whether all cases can be told by a truth table."""
    return all(v.sort is Sort.BOOL for v in variables) and len(variables) <= _MOST_PROPOSITIONS


def _explorer(
    evaluator: _Evaluator,
    facts: Sequence[Term],
    formulas: Sequence[Term],
    variables: Sequence[Var],
    searcher: Searcher,
    witnesses: Sequence[Witness],
) -> Explorer:
    """One that knows the cases of some points already."""
    explorer = Explorer(facts, formulas, variables, searcher, evaluator, witnesses)
    explorer.show(sample_points([(v.name, v.sort) for v in variables], _SAMPLES, 0))
    return explorer


def _truth_table(evaluator: _Evaluator, variables: Sequence[Var]) -> frozenset[Truths] | None:
    found: set[Truths] = set()
    for values in product((True, False), repeat=len(variables)):
        point = {v.name: value for v, value in zip(variables, values, strict=True)}
        if evaluator.admits(point) is None:
            return None
        if evaluator.admits(point):
            truths = evaluator.truths(point)
            if truths is None:
                return None
            found.add(truths)
    return frozenset(found)


class _Evaluator:
    """The formulas at points."""

    def __init__(self, facts: Sequence[Term], formulas: Sequence[Term]) -> None:
        reducer = Reducer()
        self._facts = [_reduced(fact, reducer) for fact in facts]
        self._formulas = [_reduced(formula, reducer) for formula in formulas]

    def admits(self, point: Point) -> bool | None:
        """Whether all facts hold at the point; None where that cannot be told."""
        values = [_value(fact, point) for fact in self._facts]
        return False if False in values else None if None in values else True

    def truths(self, point: Point) -> Truths | None:
        """Every formula's truth at the point; None where some has none that can be told."""
        values = [_value(formula, point) for formula in self._formulas]
        told = tuple(value for value in values if value is not None)
        return told if len(told) == len(values) else None


def _reduced(formula: Term, reducer: Reducer) -> Term | None:
    try:
        return reducer.reduce(formula)
    except (CannotReduce, RecursionError):
        return None


def _value(formula: Term | None, point: Mapping[str, Exact | bool]) -> bool | None:
    if formula is None:
        return None
    try:
        return evaluate(formula, point) is True
    except _NO_VALUE:
        return None


def _crossed(explorer: Explorer, variables: Sequence[Var]) -> Iterator[Point]:
    """Points with each value from one of two points that are known, as long as that shows new cases."""
    random = Random(0)
    last, fruitless = len(explorer.shown), 0
    while explorer.shown and fruitless < _FRUITLESS:
        known = list(explorer.shown.values())
        for _ in range(_LITTER):
            one, other = random.choice(known), random.choice(known)
            yield {v.name: random.choice((one, other))[v.name] for v in variables}
        fruitless = fruitless + 1 if len(explorer.shown) == last else 0
        last = len(explorer.shown)


@dataclass(frozen=True, slots=True)
class _Group:
    """Formulas, by index, that share quantities, and all the quantities that they and the facts tie together."""

    indices: tuple[int, ...]
    names: frozenset[str]


def _groups(formulas: Sequence[Term], facts: Sequence[Term]) -> list[_Group]:
    tied: list[set[str]] = []
    for formula in (*facts, *formulas):
        names = {v.name for v in free_variables(formula)}
        for other in [each for each in tied if each & names]:
            tied.remove(other)
            names |= other
        tied.append(names)
    members: dict[int, list[int]] = {}
    for index, formula in enumerate(formulas):
        some = next(iter(free_variables(formula)), None)
        place = next((i for i, names in enumerate(tied) if some is not None and some.name in names), -1)
        members.setdefault(place, []).append(index)
    return [_Group(tuple(each), frozenset(tied[i]) if i >= 0 else frozenset()) for i, each in members.items()]


def _combined(explorer: Explorer, groups: Sequence[_Group], variables: Sequence[Var]) -> Iterator[Point]:
    """Points put together from one point of each group."""
    choices = [list({tuple(t[i] for i in g.indices): p for t, p in explorer.shown.items()}.values()) for g in groups]
    if prod(len(each) for each in choices) > _MOST_COMBINED:
        return
    for choice in product(*choices):
        point = dict(choice[0])
        for group, part in zip(groups, choice, strict=True):
            point.update({name: part[name] for name in group.names if name in part})
        if all(v.name in point for v in variables):
            yield point
