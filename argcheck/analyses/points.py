"""Points told to a reader: exact values and what each formula comes to there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from argcheck.analyses.results import Point, StoryLine
from argcheck.logic.evaluate import evaluate
from argcheck.logic.exact import Exact, TooLarge, Undetermined
from argcheck.logic.exact_text import show as show_value
from argcheck.logic.germs import OPEN
from argcheck.logic.reduce import CannotReduce, Reducer
from argcheck.logic.scope import NotReduced, Undefined
from argcheck.logic.story import story
from argcheck.model.argument import Fact
from argcheck.model.terms import Term, free_variables

Values = Mapping[str, Exact | bool]


def show_point(values: Values, formulas: Sequence[Term]) -> str:
    """`x = 0, y = 1`: the values of the variables that occur in the formulas."""
    names = {v.name for formula in formulas for v in free_variables(formula)}
    shown = [f"{name} = {show_value(value)}" for name, value in values.items() if name in names]
    return ", ".join(shown) or "every point"


def told(values: Values, names: Sequence[str], facts: Sequence[Fact], goal: Term | None, goal_text: str) -> Point:
    """The point with its story: every premise, given and lemma, then the goal."""
    lines = [_line(fact.name, fact.role, fact.text, fact.formula, values) for fact in facts if fact.role != "bound"]
    if goal is not None:
        lines.append(_line("", "goal", goal_text, goal, values))
    ordered = [*names, *(name for name in values if name not in names and not name.startswith(OPEN))]
    shown = tuple((name, show_value(values[name])) for name in ordered if name in values)
    return Point(shown, tuple(line for line in lines if line is not None))


def _line(name: str, role: str, text: str, formula: Term, values: Values) -> StoryLine | None:
    try:
        reduced = Reducer().reduce(formula)
        holds = evaluate(reduced, values) is True
        return StoryLine(name, role, text, story(formula, values), holds)  # type: ignore[arg-type]
    except (CannotReduce, Undefined, Undetermined, TooLarge, NotReduced, KeyError):
        return None
