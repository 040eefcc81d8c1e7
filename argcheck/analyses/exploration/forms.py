"""Steps of one form: the same inference but for the names of what it speaks of.

What makes a step follow, or fail to, is its form. Two steps have one form when a renaming of kinds, predicates,
functions, constants, quantities and propositions, one for one, turns the facts and the goal of the one into those of
the other (up to the order of the facts).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from argcheck.model.argument import Argument, Inference, Reading
from argcheck.model.terms import (
    App,
    Apply,
    Infinite,
    Kind,
    LimitOf,
    Member,
    Num,
    Quantifier,
    SumOf,
    Term,
    Var,
    children,
)

_MOST_TRIALS = 2_000

Renaming = dict[tuple[str, str], str]
"""What each name of the one step is called in the other: (`kind`, `person`) to `system`."""


@dataclass(frozen=True, slots=True)
class SameForm:
    """Two steps of one form, and what each name of the first is called in the second."""

    first: tuple[str, Reading]
    second: tuple[str, Reading]
    names: tuple[tuple[str, str], ...]


def same_forms(old: Argument, new: Argument) -> tuple[SameForm, ...]:
    """The steps that only the old argument has, with those that only the new one has and that have their form under
    other names."""
    found = []
    shared = {step.name for step in old.steps} & {step.name for step in new.steps}
    for one in _inferences(old):
        for other in _inferences(new):
            if one.step in shared or other.step in shared:
                continue
            renaming = same_form(one, other)
            if renaming and any(before != after for (_, before), after in renaming.items()):
                names = tuple((before, after) for (_, before), after in renaming.items())
                found.append(SameForm((one.step, one.reading), (other.step, other.reading), names))
    return tuple(found)


def same_form(one: Inference, other: Inference) -> Renaming | None:
    """The renaming that turns the one inference into the other; None where there is none, or none was found."""
    facts = [[fact.formula for fact in each.facts if fact.role != "bound"] for each in (one, other)]
    bounds = [[fact.formula for fact in each.facts if fact.role == "bound"] for each in (one, other)]
    if len(facts[0]) != len(facts[1]) or len(bounds[0]) != len(bounds[1]):
        return None
    search = _Search()
    for start in search.matched(one.goal, other.goal, {}):
        for found in search.assigned(facts[0], facts[1], start):
            for whole in search.assigned(bounds[0], bounds[1], found):
                return whole
    return None


def _inferences(argument: Argument) -> Iterator[Inference]:
    for step in argument.steps:
        yield from step.inferences


class _Search:
    """Looks for a renaming with a bounded number of comparisons."""

    def __init__(self) -> None:
        self._left = _MOST_TRIALS

    def assigned(self, ones: Sequence[Term], others: Sequence[Term], known: Renaming) -> Iterator[Renaming]:
        """Every way to turn the first formulas into the others, in some order."""
        if not ones:
            yield known
            return
        for place, other in enumerate(others):
            for renaming in self.matched(ones[0], other, known):
                yield from self.assigned(ones[1:], [*others[:place], *others[place + 1 :]], renaming)

    def matched(self, one: Term, other: Term, known: Renaming) -> Iterator[Renaming]:
        """The renaming extended so that it turns the one term into the other, if that can be."""
        self._left -= 1
        result = dict(known)
        if self._left > 0 and _match(one, other, result, {}):
            yield result


def _match(one: Term, other: Term, names: Renaming, bound: dict[Var, Var]) -> bool:
    match one, other:
        case (Num(), Num()) | (Infinite(), Infinite()):
            return one == other
        case (Var() as first, Var() as second):
            if first in bound or second in bound.values():
                return bound.get(first) == second
            return first.sort is second.sort and _named("symbol", first.name, second.name, names)
        case (Member() as first, Member() as second):
            return _kinds(first.kind, second.kind, names) and _named("symbol", first.name, second.name, names)
        case (Apply() as first, Apply() as second):
            if first.sort is not second.sort or not _kinds(first.kind, second.kind, names):
                return False
            if not _named("symbol", first.name, second.name, names):
                return False
        case (App() as first, App() as second):
            if first.op != second.op:
                return False
        case (
            (Quantifier() as first, Quantifier() as second)
            | (SumOf() as first, SumOf() as second)
            | (LimitOf() as first, LimitOf() as second)
        ):
            return _binders(first, second, names, bound)
        case _:
            return False
    parts, others = children(one), children(other)
    return len(parts) == len(others) and all(_match(*pair, names, bound) for pair in zip(parts, others, strict=True))


def _binders(
    one: Quantifier | SumOf | LimitOf, other: Quantifier | SumOf | LimitOf, names: Renaming, bound: dict[Var, Var]
) -> bool:
    if isinstance(one, Quantifier) and isinstance(other, Quantifier) and one.kind != other.kind:
        return False
    first, second = one.variable, other.variable
    if first.sort is not second.sort or not _kinds(first.kind, second.kind, names):
        return False
    inner = {key: value for key, value in bound.items() if value != second} | {first: second}
    return all(_match(*pair, names, inner) for pair in zip(children(one), children(other), strict=True))


def _kinds(one: Kind | None, other: Kind | None, names: Renaming) -> bool:
    if one is None or other is None:
        return one is other
    return len(one.members) == len(other.members) and _named("kind", one.name, other.name, names)


def _named(what: str, one: str, other: str, names: Renaming) -> bool:
    """Whether the one name may become the other: neither is taken otherwise."""
    if (what, one) in names:
        return names[what, one] == other
    if other in (value for (group, _), value in names.items() if group == what):
        return False
    names[what, one] = other
    return True
