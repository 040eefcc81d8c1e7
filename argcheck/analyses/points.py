"""Points told to a reader: exact values and what each formula comes to there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain

from argcheck.analyses.results import Point, Role, StoryLine
from argcheck.logic.evaluate import evaluate
from argcheck.logic.exact import Exact, TooLarge, Undetermined
from argcheck.logic.exact_text import show as show_value
from argcheck.logic.quantifiers import has_quantifier
from argcheck.logic.reduce import CannotReduce, Reducer
from argcheck.logic.scope import NotReduced, Undefined
from argcheck.logic.story import story
from argcheck.logic.tables import Names, Tables, tables, written_out
from argcheck.model.argument import Fact
from argcheck.model.terms import App, Quantifier, Term, Var, free_variables, walk

Values = Mapping[str, Exact | bool]

_GERMS = {"rises": "rises", "falls": "falls", "flat": "stays level"}
_NUMBERED = re.compile(r"_\d+$")
_NO_VALUE = (CannotReduce, Undefined, Undetermined, TooLarge, NotReduced, KeyError)


def show_point(values: Values, formulas: Sequence[Term]) -> str:
    """`x = 0, y = 1`: the values of the variables that occur in the formulas."""
    names = {v.name for formula in formulas for v in free_variables(formula)}
    shown = [f"{name} = {show_value(value)}" for name, value in values.items() if name in names]
    return ", ".join(shown) or "every point"


def told(
    values: Values,
    names: Sequence[str],
    facts: Sequence[Fact],
    goal: tuple[Term, str, bool] | None = None,
) -> Point:
    """A confirmed point with its story: every premise, given and lemma, then the goal.

    All facts hold at the point; `goal` is a formula, its text, and whether it holds there.
    """
    formulas = [*(fact.formula for fact in facts), *([goal[0]] if goal else [])]
    structure = tables(values, formulas) or Tables({}, (), "", frozenset())
    lines: list[StoryLine] = []
    others = [name for name in values if name not in names]

    def tell(name: str, role: Role, text: str, formula: Term, holds: bool) -> None:
        line = _line(name, role, text, formula, values, holds, structure.names)
        bound = _bound_values(formula, text, {other: values[other] for other in others})
        others[:] = [other for other in others if other not in bound]
        where = f"at {' and '.join(dict.fromkeys(bound.values()))}" if bound else ""
        lines.append(replace(line, values=": ".join(part for part in (where, line.values) if part)))

    for fact in facts:
        if fact.role != "bound":
            tell(fact.name, fact.role, fact.text, fact.formula, True)
    if goal is not None:
        formula, text, holds = goal
        tell("", "goal", text, formula, holds)
    shown = tuple(
        (name, show_value(values[name]))
        for name in chain(names, others)
        if name in values and name not in structure.cells
    )
    plain = ", ".join(f"{name} = {value}" for name, value in shown)
    clause = "; ".join(part for part in (structure.told, plain) if part) if structure.told else written_out(shown)
    return Point((*structure.values, *shown), tuple(lines), clause)


def _line(name: str, role: Role, text: str, formula: Term, values: Values, holds: bool, members: Names) -> StoryLine:
    try:
        germs = list(_germs(formula))
        if germs:
            return StoryLine(name, role, text, _moves(germs, text, values), holds)
        reduced = _reduced(formula)
        untold = has_quantifier(reduced) and not members
        return StoryLine(name, role, text, "" if untold else story(reduced, values, members), holds)
    except _NO_VALUE:
        # a quantified formula, say: it was settled at the point, but there is no number to show
        return StoryLine(name, role, text, "", holds)


@lru_cache(maxsize=1 << 12)
def _reduced(formula: Term) -> Term:
    return Reducer().reduce(formula)


def _bound_values(formula: Term, text: str, others: Values) -> dict[str, str]:
    """`x = 1` for each value that was chosen for a variable bound in the formula, in the author's name for it.

    The search calls such a value after the variable, with a number; and the variable may have got a number itself,
    where its name was taken.
    """
    bound = {part.variable.name for part in walk(formula) if isinstance(part, Quantifier)}
    found: dict[str, str] = {}
    for other, value in sorted(others.items()):
        name = _NUMBERED.sub("", other)
        if name in bound and name != other:
            written = name if re.search(rf"\b{re.escape(name)}\b", text) else _NUMBERED.sub("", name)
            found[other] = f"{written} = {show_value(value)}"
    return found


def _germs(formula: Term) -> Iterator[App]:
    for part in walk(formula):
        if isinstance(part, App) and part.op in _GERMS:
            yield part


def _moves(germs: Sequence[App], text: str, values: Values) -> str:
    """`just above w = 0, score(w, 1) stays level`, for each germ in the author's own words where they are."""
    written = list(_written(text))
    phrases = []
    for index, germ in enumerate(germs):
        variable = germ.args[1]
        subject = written[index] if len(written) == len(germs) else "it"
        move = _move(germ, values)
        if move and isinstance(variable, Var) and variable.name in values:
            phrases.append(f"just above {variable.name} = {show_value(values[variable.name])}, {subject} {move}")
    return "; ".join(dict.fromkeys(phrases))


def _move(germ: App, values: Values) -> str:
    for op, words in _GERMS.items():
        try:
            if evaluate(_reduced(App(op, germ.args)), values) is True:
                return words
        except _NO_VALUE:
            continue
    return ""


def _written(text: str) -> Iterator[str]:
    """The first argument of each germ in the author's text, in order."""
    starts = sorted((place + len(op) + 1) for op in _GERMS for place in _places(text, f"{op}("))
    for start in starts:
        depth = 0
        for end, character in enumerate(text[start:], start):
            depth += (character == "(") - (character == ")")
            if depth < 0:
                break
            if character == "," and depth == 0:
                yield text[start:end].strip()
                break


def _places(text: str, wanted: str) -> Iterator[int]:
    place = text.find(wanted)
    while place >= 0:
        yield place
        place = text.find(wanted, place + 1)
