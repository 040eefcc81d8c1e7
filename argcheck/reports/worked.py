"""A counterexample worked out: each formula with the numbers put in, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from argcheck.analyses.results import Point
from argcheck.model.argument import Fact, Inference, Quantity
from argcheck.model.terms import FALSE, TRUE, App, Term, Var, substitute, walk
from argcheck.reports.document import Aligned, Block, Code, Inline, Line, Math
from argcheck.reports.operations import COMPARISONS
from argcheck.reports.prose import Words, paragraph, series, words
from argcheck.reports.values import constant, value

_OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "!=", "!=": "="}
_GERMS = ("rises", "falls", "flat")
_MOVING = (*_GERMS, "diff")

Values = Mapping[Var, Term]


def worked_example(inference: Inference, point: Point, *, fails: bool) -> tuple[Block, ...]:
    """The point's values, what is supposed there, and the goal, which `fails` or holds there."""
    values = point_values(inference.quantities, point)
    blocks: list[Block] = []
    if point.told:
        blocks.append(paragraph(f"Take the case in which {point.told}."))
    elif point.values:
        blocks.append(paragraph("Take ", point_words(inference.quantities, point), "."))
    lines: list[Line] = []
    for fact in inference.facts:
        if fact.role != "bound":
            lines.extend(work(fact.formula, values, True, origin(fact)))
    if lines:
        blocks.append(paragraph("All that is supposed holds there:"))
        blocks.append(Aligned(tuple(lines)))
    verb = "fails" if fails else "holds"
    lead = ("But the claim fails:" if fails else "So does the claim:") if lines else f"The claim {verb} there:"
    blocks.append(paragraph(lead))
    blocks.append(Aligned(tuple(work(inference.goal, values, not fails, ()))))
    return tuple(blocks)


def point_words(quantities: Sequence[Quantity], point: Point) -> Words:
    """`c = 1, D = 1/2 and aware true`."""
    values = point_values(quantities, point)
    variables = {quantity.name: quantity.variable for quantity in quantities}
    told: list[Inline | Words] = []
    for name, text in point.values:
        variable = variables.get(name)
        if variable is None:
            continue
        if variable not in values:
            told.append(words(Math(variable), f" = {text}"))
        elif values[variable] in (TRUE, FALSE):
            told.append(words(Math(variable), f" {text}"))
        else:
            told.append(Math(App("=", (variable, values[variable]))))
    return series(told)


def point_values(quantities: Sequence[Quantity], point: Point) -> Values:
    """The values as terms."""
    variables = {quantity.name: quantity.variable for quantity in quantities}
    found: dict[Var, Term] = {}
    for name, text in point.values:
        term = constant(text)
        if term is not None and name in variables:
            found[variables[name]] = term
    return found


def origin(fact: Fact) -> Words:
    """Where a supposition comes from."""
    match fact.role:
        case "premise":
            return words("premise ", Code(fact.name))
        case "lemma":
            return words("step ", Code(fact.name))
        case _:
            return ()


def work(formula: Term, values: Values, holds: bool, reason: Words) -> list[Line]:
    """Lines from which it can be seen that the formula holds, or fails, at the values."""
    if isinstance(formula, App):
        if formula.op in COMPARISONS:
            return [_comparison(formula, values, holds, reason)]
        if formula.op == "not":
            return work(formula.args[0], values, not holds, reason)
        if formula.op in ("and", "or", "implies", "iff"):
            parts = _telling(formula, values, holds)
            if formula.op == "implies" and holds and parts == [(formula.args[0], False)] and reason:
                reason = words(reason, ", which says nothing here")
            return [line for part, truth in parts for line in work(part, values, truth, reason)] or [
                _stated(formula, values, holds, reason)
            ]
    return [_stated(formula, values, holds, reason)]


def _telling(formula: App, values: Values, holds: bool) -> list[tuple[Term, bool]]:
    """Parts of a compound formula that make it hold or fail, with the truth of each; none when not known."""
    if (formula.op == "and" and holds) or (formula.op == "or" and not holds):
        return [(part, holds) for part in formula.args]
    if formula.op in ("and", "or"):
        return [(part, holds) for part in formula.args if _truth(part, values) is holds][:1]
    left, right = formula.args
    if formula.op == "implies":
        if not holds:
            return [(left, True), (right, False)]
        for part, wanted in ((right, True), (left, False)):
            if _truth(part, values) is wanted:
                return [(part, wanted)]
        return []
    truth = _truth(left, values)
    if truth is None:
        truth = _truth(right, values)
        truth = None if truth is None else (truth if holds else not truth)
    return [] if truth is None else [(left, truth), (right, truth if holds else not truth)]


def _truth(formula: Term, values: Values) -> bool | None:
    result = value(formula, values)
    return True if result == TRUE else False if result == FALSE else None


def _comparison(formula: App, values: Values, holds: bool, reason: Words) -> Line:
    """`w D = 1/2 <= 1 = c`: both sides worked out, with the relation that is true between them."""
    left, right = (_worked(side, values) for side in formula.args)
    relation = formula.op if holds else _OPPOSITE[formula.op]
    if relation == "=" and left[-1] == right[-1]:
        # one value in the middle is enough
        left, right = (left[:-1], right) if len(left) > 1 else (left, right[:-1] or right)
    chain = [*left, *reversed(right)]
    relations = ["="] * (len(left) - 1) + [relation] + ["="] * (len(right) - 1)
    return Line(tuple(chain), tuple(relations), reason)


def _worked(term: Term, values: Values) -> list[Term]:
    """The term, the term with the numbers put in, and its value, each once."""
    # what a derivative or a germ is taken in must stay a variable
    moving = any(getattr(part, "op", "") in _MOVING for part in walk(term))
    inserted = term if moving else substitute(term, values)
    result = value(term, values)
    stages = [term, inserted] if result is None else [term, inserted, result]
    return [stages[0], *(after for before, after in pairwise(stages) if after != before)]


def _stated(formula: Term, values: Values, holds: bool, reason: Words) -> Line:
    """A formula that no arithmetic shows to hold or fail, with the numbers put in where they may be."""
    verb = "holds" if holds else "fails"
    place: Words = ()
    inserted = formula
    if isinstance(formula, App) and formula.op in _GERMS and isinstance(formula.args[1], Var):
        moved = formula.args[1]
        fixed = {variable: term for variable, term in values.items() if variable != moved}
        inserted = App(formula.op, (substitute(formula.args[0], fixed), moved))
        if moved in values:
            place = words(" at ", Math(App("=", (moved, values[moved]))))
    elif not isinstance(formula, Var) and not any(
        isinstance(part, App) and part.op in _MOVING for part in walk(formula)
    ):
        inserted = substitute(formula, values)
    return Line((inserted,), (), words(verb, place, *(("; ", reason) if reason else ())))
