"""Who is to blame: what falls with a failing step, and what in an argument only seems to carry weight."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from argcheck.analyses.exploration.results import AssumptionMap
from argcheck.analyses.results import StepResult
from argcheck.language.format import format_expr
from argcheck.language.parse import parse_formula
from argcheck.language.syntax import Binary
from argcheck.model.argument import Argument, Inference, Reading
from argcheck.model.terms import App, Term, conjunction, negation
from argcheck.provers.search import Searcher


@dataclass(frozen=True, slots=True)
class Blame:
    """A failing step under one reading. `downstream` rest on it: `standing` follow from what else they name, or from
    the premises, without it; `falling` do not; `unclear` are not decided. `converse` is what does hold where the
    step has it the wrong way round."""

    step: str
    reading: Reading
    downstream: tuple[str, ...] = ()
    standing: tuple[str, ...] = ()
    falling: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    converse: str | None = None


@dataclass(frozen=True, slots=True)
class Idle:
    """A step that says nothing new under one reading: it follows from nothing at all (`premise` is None), or it says
    the same as one of its premises."""

    step: str
    reading: Reading
    premise: str | None = None


def downstream(argument: Argument, name: str) -> tuple[str, ...]:
    """Every step that rests on the step of that name, directly or not, in the order of the file."""
    reached = {name}
    for step in argument.steps:
        if reached & set(step.sources):
            reached.add(step.name)
    # a step may stand before what it rests on
    while more := {step.name for step in argument.steps if reached & set(step.sources)} - reached:
        reached |= more
    return tuple(step.name for step in argument.steps if step.name in reached and step.name != name)


def blame(
    argument: Argument,
    inference: Inference,
    maps: Sequence[AssumptionMap],
    searcher: Searcher,
) -> Blame:
    """What follows from the failure of a step; `maps` are those of all steps."""
    after = downstream(argument, inference.step)
    tainted = {inference.step, *after}
    fates = {name: _fate(name, inference.reading, tainted, maps) for name in after}
    return Blame(
        inference.step,
        inference.reading,
        after,
        tuple(name for name, stands in fates.items() if stands is True),
        tuple(name for name, stands in fates.items() if stands is False),
        tuple(name for name, stands in fates.items() if stands is None),
        converse(argument, inference, searcher),
    )


def _fate(name: str, reading: Reading, tainted: set[str], maps: Sequence[AssumptionMap]) -> bool | None:
    """Whether a step follows without any of the tainted ones, under every reading that goes with this one."""
    by_reading: dict[Reading, list[AssumptionMap]] = {}
    for one in maps:
        if one.step == name and _compatible(one.reading, reading):
            by_reading.setdefault(one.reading, []).append(one)
    found = {_stands(group, tainted) for group in by_reading.values()}
    return False if False in found else None if None in found or not found else True


def _stands(maps: Sequence[AssumptionMap], tainted: set[str]) -> bool | None:
    if any(one.consistent and not tainted & set(one.names) for found in maps for one in found.sufficient):
        return True
    lacking = [any(set(found.candidates) - tainted <= set(one.names) for one in found.insufficient) for found in maps]
    return False if all(lacking) else None


def converse(argument: Argument, inference: Inference, searcher: Searcher) -> str | None:
    """The converse of a failing step, in the language, if that holds and is not trivial; else None."""
    step = argument.step(inference.step)
    facts = [fact.formula for fact in inference.facts]
    goal = inference.goal
    parts = _parts(step.infer_text)
    if isinstance(goal, App) and goal.op == "implies" and parts:
        left, right = goal.args
        if _adds(facts, right, left, searcher):
            return f"{parts[1]} implies {parts[0]}"
    if isinstance(goal, App) and goal.op == "iff" and parts:
        for (one, other), (first, second) in ((goal.args, parts), (goal.args[::-1], parts[::-1])):
            if _adds(facts, one, other, searcher):
                return f"{first} implies {second}"
    givens = [fact for fact in inference.facts if fact.role == "given"]
    if givens:
        others = [fact.formula for fact in inference.facts if fact.role != "given"]
        if _adds(others, goal, conjunction(*(fact.formula for fact in givens)), searcher):
            given = " and ".join(fact.text for fact in givens)
            return f"{_bracketed(step.infer_text)} implies {_bracketed(given) if ' implies ' in given else given}"
    return None


def idle_steps(argument: Argument, maps: Sequence[AssumptionMap], searcher: Searcher) -> Iterator[Idle]:
    """Steps that need nothing of what they name, and conclusions that are but one of their premises again."""
    for one in maps:
        step = argument.step(one.step)
        inference = _under(step.inferences, one.reading)
        if inference is None or not one.candidates or not step.sources:
            continue
        if any(not found.names for found in one.sufficient):
            background = [fact.formula for fact in inference.facts if fact.role == "bound"]
            if searcher.refutes([*background, negation(inference.goal)]):
                yield Idle(one.step, one.reading)
            continue
        for found in one.sufficient:
            premise = found.names[0]
            if len(found.names) == 1 and found.consistent and _same(argument, inference, one, premise, searcher):
                yield Idle(one.step, one.reading, premise)


def _same(argument: Argument, inference: Inference, found: AssumptionMap, name: str, searcher: Searcher) -> bool:
    """Whether the goal gives the premise back."""
    facts = [fact for one in argument.premise_sets if _compatible(one.reading, found.reading) for fact in one.facts]
    facts += inference.facts
    formula = next((fact.formula for fact in facts if fact.name == name and fact.role == "premise"), None)
    if formula is None:
        return False
    background = [fact.formula for fact in facts if fact.role == "bound"]
    background += [fact.formula for fact in inference.facts if fact.role == "given"]
    return searcher.refutes([*dict.fromkeys(background), inference.goal, negation(formula)])


def failing(results: Sequence[StepResult]) -> list[StepResult]:
    """The results with a counterexample."""
    return [one for one in results if one.follows is False]


def _adds(facts: Sequence[Term], given: Term, goal: Term, searcher: Searcher) -> bool:
    """Whether `given` with the facts forces the goal, which the facts alone do not."""
    return searcher.refutes([*facts, given, negation(goal)]) and not (
        searcher.refutes([*facts, negation(goal)]) or searcher.refutes([*facts, given])
    )


def _parts(text: str) -> tuple[str, str] | None:
    expression, _ = parse_formula(text)
    if isinstance(expression, Binary) and expression.op in ("implies", "iff"):
        return _bracketed(format_expr(expression.left)), _bracketed(format_expr(expression.right))
    return None


def _bracketed(text: str) -> str:
    return f"({text})" if any(f" {word} " in text for word in ("implies", "iff", "or", "and")) else text


def _under(inferences: Sequence[Inference], reading: Reading) -> Inference | None:
    return next((one for one in inferences if set(one.reading) <= set(reading)), None)


def _compatible(one: Reading, other: Reading) -> bool:
    chosen = dict(one)
    return all(chosen.get(notion, name) == name for notion, name in other)
