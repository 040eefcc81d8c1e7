"""What a step may assume: the facts that count in any case, and those that may be taken or left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from argcheck.analyses.exploration.results import Scope
from argcheck.analyses.results import StepResult
from argcheck.model.argument import Argument, Fact, Hints, Inference, PremiseSet, Quantity, Reading
from argcheck.model.terms import Term
from argcheck.model.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Shortcut:
    """An earlier step that is proved: it may be used wherever all premises in `support` may."""

    fact: Fact
    support: frozenset[str]


@dataclass(frozen=True, slots=True)
class Problem:
    """Do some of `candidates`, with `background`, force `goal`? `quantities` are all that occur."""

    step: str
    reading: Reading
    scope: Scope
    quantities: tuple[Quantity, ...]
    background: tuple[Fact, ...]
    candidates: tuple[Fact, ...]
    goal: Term
    goal_text: str
    inference: Inference
    shortcuts: tuple[Shortcut, ...] = ()

    @property
    def hints(self) -> Hints:
        """The author's hints for the step."""
        return self.inference.hints


def own_sources(inference: Inference) -> Problem:
    """The step with the premises and steps that it names after `from`."""
    chosen, background = _split(inference.facts)
    return Problem(
        inference.step,
        inference.reading,
        "sources",
        inference.quantities,
        background,
        chosen,
        inference.goal,
        inference.goal_text,
        inference,
    )


def all_premises(argument: Argument, inference: Inference, results: Sequence[StepResult] = ()) -> Iterator[Problem]:
    """The step with every premise of the argument, under each combination of readings that these tell apart.

    Steps found to be valid in `results` serve as shortcuts; they assume nothing more.
    """
    lemmas = tuple(fact for fact in inference.facts if fact.role == "lemma")
    seen: list[tuple[tuple[Fact, ...], tuple[Fact, ...]]] = []
    for premises in argument.premise_sets or (PremiseSet((), (), ()),):
        reading = merged(argument, inference.reading, premises.reading)
        if reading is None:
            continue
        candidates, bounds = _split(premises.facts)
        own = tuple(fact for fact in inference.facts if fact.role in ("bound", "given"))
        background = (*bounds, *(fact for fact in own if fact not in bounds))
        if (background, candidates) in seen:
            continue
        seen.append((background, candidates))
        yield Problem(
            inference.step,
            reading,
            "premises",
            in_file_order(argument, (*inference.quantities, *premises.quantities)),
            background,
            candidates,
            inference.goal,
            inference.goal_text,
            inference,
            tuple(_shortcuts(lemmas, reading, results)),
        )


def merged(argument: Argument, one: Reading, other: Reading) -> Reading | None:
    """Both combinations of readings together, in the order of the file; None where they exclude each other."""
    chosen = dict(one)
    if any(chosen.get(notion, name) != name for notion, name in other):
        return None
    chosen.update(other)
    return tuple((notion.name, chosen[notion.name]) for notion in argument.notions if notion.name in chosen)


def in_file_order(argument: Argument, quantities: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """The quantities, each once, in the order of the file."""
    return tuple(quantity for quantity in argument.quantities if quantity in quantities)


def _split(facts: Sequence[Fact]) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    chosen = tuple(fact for fact in facts if fact.role in ("premise", "lemma"))
    return chosen, tuple(fact for fact in facts if fact.role not in ("premise", "lemma"))


def _shortcuts(lemmas: Sequence[Fact], reading: Reading, results: Sequence[StepResult]) -> Iterator[Shortcut]:
    for lemma in lemmas:
        support = support_of(lemma.name, reading, results)
        if support is not None:
            yield Shortcut(replace(lemma), support)


def support_of(name: str, reading: Reading, results: Sequence[StepResult]) -> frozenset[str] | None:
    """The premises on which a proved step rests in the end; None where some step on the way is not proved."""
    chosen = dict(reading)
    mine = [one for one in results if one.name == name and all(chosen.get(n) == r for n, r in one.reading)]
    if not mine or mine[0].verdict is not Verdict.VALID:
        return None
    steps = {one.name for one in results}
    support: set[str] = set()
    for used in mine[0].premises_used:
        deeper = support_of(used, reading, results) if used in steps else frozenset((used,))
        if deeper is None:
            return None
        support |= deeper
    return frozenset(support)
