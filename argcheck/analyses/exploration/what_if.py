"""What if: an argument with premises dropped, denied or added and quantities set, to be checked again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import product

from argcheck.analyses.derivation.givens import supply
from argcheck.analyses.exploration.candidates import in_file_order, merged
from argcheck.model.argument import Argument, Fact, Inference, PremiseSet, Quantity, Reading, Step
from argcheck.model.selection import select
from argcheck.model.terms import negation


class ChangeError(ValueError):
    """A change that cannot be made to this argument; the message says why."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What to change: premises (or steps) to drop, premises to deny, formulas to assume, (quantity, value) pairs, and
    (notion, reading) pairs to choose."""

    drop: tuple[str, ...] = ()
    negate: tuple[str, ...] = ()
    add: tuple[str, ...] = ()
    fix: tuple[tuple[str, str], ...] = ()
    readings: Reading = ()

    def __bool__(self) -> bool:
        return bool(self.drop or self.negate or self.add or self.fix or self.readings)


def varied(argument: Argument, changes: Changes) -> Argument:
    """The argument with the changes made. An added formula may be used by every step under each reading under which
    it has a meaning, a quantity that is set by the steps that it occurs in.

    Raises ChangeError for a name that there is not, ArgumentError for a formula or value at fault, SelectionError
    for a reading that there is not.
    """
    _check_names(argument, changes)
    additions = [*changes.add, *(f"{name} = ({value})" for name, value in changes.fix)]
    supplied = supply(argument, additions)
    added = [
        _Addition(given, f"added {index}", None) for index, given in enumerate(supplied.givens[: len(changes.add)], 1)
    ]
    given_values = zip(changes.fix, supplied.givens[len(changes.add) :], strict=True)
    added += [_Addition(given, f"set {name}", name) for (name, _), given in given_values]
    made = argument
    for addition in added:
        made = replace(
            made,
            steps=tuple(_with_addition(argument, step, addition) for step in made.steps),
            premise_sets=tuple(
                new for one in made.premise_sets or (PremiseSet((), (), ()),) for new in _grown(argument, one, addition)
            ),
        )
    made = replace(
        made,
        premises=tuple(premise for premise in made.premises if premise.name not in changes.drop),
        steps=tuple(_changed(step, changes) for step in made.steps if step.name not in changes.drop),
        premise_sets=tuple(replace(one, facts=_facts(one.facts, changes)) for one in made.premise_sets),
        warnings=(),
    )
    return select(made, changes.readings)


def _check_names(argument: Argument, changes: Changes) -> None:
    premises = [premise.name for premise in argument.premises]
    steps = [step.name for step in argument.steps]
    quantities = [quantity.name for quantity in argument.quantities]
    for name in changes.drop:
        require(name, "premise or step", [*premises, *steps])
    for name in changes.negate:
        require(name, "premise", premises)
        if name in changes.drop:
            raise ChangeError(f"`{name}` cannot be both dropped and denied")
    for name, _ in changes.fix:
        require(name, "quantity", quantities)


def require(name: str, what: str, there: Sequence[str]) -> None:
    """Raises ChangeError, with the nearest right name, where the name is not there."""
    if name not in there:
        close = get_close_matches(name, there, n=1)
        hint = f"; did you mean `{close[0]}`?" if close else ""
        raise ChangeError(f"there is no {what} `{name}`{hint}")


# ---- dropping and denying ------------------------------------------------------------------------------


def _changed(step: Step, changes: Changes) -> Step:
    inferences = tuple(replace(each, facts=_facts(each.facts, changes)) for each in step.inferences)
    sources = tuple(name for name in step.sources if name not in changes.drop)
    return replace(step, sources=sources, inferences=inferences)


def _facts(facts: Sequence[Fact], changes: Changes) -> tuple[Fact, ...]:
    kept = (fact for fact in facts if fact.role not in ("premise", "lemma") or fact.name not in changes.drop)
    return tuple(_denied(fact) if fact.role == "premise" and fact.name in changes.negate else fact for fact in kept)


def _denied(fact: Fact) -> Fact:
    return replace(fact, formula=negation(fact.formula), text=f"not ({fact.text})", says=f"it is not so: {fact.says}")


# ---- adding --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Addition:
    """A formula as a step without facts; `only` is the quantity that a step must be about to use it."""

    given: Step
    name: str
    only: str | None

    def meanings(
        self, argument: Argument, reading: Reading, quantities: Sequence[Quantity]
    ) -> list[tuple[Reading, Inference | None]]:
        """What it means under each reading that goes with the given one; None where it means nothing.

        Readings are told apart for it only where it is about a quantity at hand.
        """
        chosen = dict(reading)
        fresh = [
            notion
            for notion in argument.notions
            if notion.name not in chosen and any(notion.name in dict(one.reading) for one in self.given.inferences)
        ]
        about = {quantity for one in self.given.inferences for quantity in one.quantities}
        if (fresh and about.isdisjoint(quantities)) or (self.only and self.only not in {q.name for q in quantities}):
            return [(reading, None)]
        choices = product(*([(notion.name, one.name) for one in notion.readings] for notion in fresh))
        found = [(both, self._meaning(both)) for more in choices if (both := merged(argument, reading, more))]
        if not fresh:
            found = [(reading, self._meaning(reading))]
        return found if any(meaning for _, meaning in found) else [(reading, None)]

    def _meaning(self, reading: Reading) -> Inference | None:
        return next((one for one in self.given.inferences if set(one.reading) <= set(reading)), None)


def _with_addition(argument: Argument, step: Step, addition: _Addition) -> Step:
    grown: list[Inference] = []
    for old in step.inferences:
        for reading, meaning in addition.meanings(argument, old.reading, old.quantities):
            quantities, facts = _together(argument, old.quantities, old.facts, meaning, addition.name)
            grown.append(replace(old, reading=reading, quantities=quantities, facts=facts))
    return replace(step, inferences=tuple(grown))


def _grown(argument: Argument, premises: PremiseSet, addition: _Addition) -> Iterator[PremiseSet]:
    about = (*premises.quantities, *argument.quantities)
    for reading, meaning in replace(addition, only=None).meanings(argument, premises.reading, about):
        yield PremiseSet(reading, *_together(argument, premises.quantities, premises.facts, meaning, addition.name))


def _together(
    argument: Argument, quantities: tuple[Quantity, ...], facts: tuple[Fact, ...], meaning: Inference | None, name: str
) -> tuple[tuple[Quantity, ...], tuple[Fact, ...]]:
    if meaning is None:
        return quantities, facts
    bounds = tuple(fact for fact in meaning.facts if fact.role == "bound" and fact not in facts)
    premise = Fact(name, "premise", meaning.goal, meaning.goal_text, "", meaning.goal_span)
    return in_file_order(argument, (*quantities, *meaning.quantities)), (*bounds, *facts, premise)
