"""Premises that are there already: smallest sets of those that a failing step does not name, with which it follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from argcheck.analyses.exploration.assumptions import Mapper
from argcheck.analyses.exploration.candidates import Problem, all_premises
from argcheck.analyses.results import StepResult
from argcheck.model.argument import Argument, Inference
from argcheck.model.terms import negation
from argcheck.provers.search import Searcher

_MOST_QUESTIONS = 60
_MOST_TOLD = 3


def own_premises(argument: Argument, inference: Inference, searcher: Searcher) -> Iterator[tuple[str, ...]]:
    """Smallest sets of premises that the step does not name and with which it follows."""
    for problem in _widened(argument, inference):
        found = Mapper(problem, searcher, _MOST_QUESTIONS).run()
        yield from (one.names for one in found.sufficient if one.consistent)


def forgotten(argument: Argument, inference: Inference, result: StepResult, searcher: Searcher) -> StepResult:
    """The result, with what its author may have forgotten to name: asked only where the step fails against what its
    author expects, some premise of the argument is used nowhere, and all premises together would be enough."""
    if result.follows is not False or result.as_expected or not unused(argument):
        return result
    brief = searcher.briefly()
    enough = any(
        brief.refutes([*(fact.formula for fact in (*p.background, *p.candidates)), negation(p.goal)])
        for p in _widened(argument, inference)
    )
    if not enough:
        return result
    sets = tuple(sorted(own_premises(argument, inference, brief), key=len))
    return replace(result, would_follow_from=sets[:_MOST_TOLD])


def unused(argument: Argument) -> tuple[str, ...]:
    """The premises that no step names; none of a part of an argument, where a step that was left out may name them."""
    if argument.part:
        return ()
    named = {source for step in argument.steps for source in step.sources}
    return tuple(premise.name for premise in argument.premises if premise.name not in named)


def _widened(argument: Argument, inference: Inference) -> Iterator[Problem]:
    """The step with all that it names taken for granted, and the other premises as candidates."""
    used = {fact.name for fact in inference.facts}
    for problem in all_premises(argument, inference):
        if problem.reading != inference.reading:
            continue
        others = tuple(fact for fact in problem.candidates if fact.name not in used)
        if not others:
            continue
        own = tuple(fact for fact in inference.facts if fact not in problem.background)
        yield replace(problem, background=(*problem.background, *own), candidates=others, shortcuts=())
