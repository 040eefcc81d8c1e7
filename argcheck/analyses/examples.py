"""Examples in certificates: a point at which all that a step assumes holds, written as text and read back exactly.

Without one, a certificate shows that a claim follows, but not that the facts can hold at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from argcheck.analyses.derivation.givens import supply_text
from argcheck.kernel import data
from argcheck.logic.evaluate import evaluate
from argcheck.logic.exact import Exact, TooLarge, Undetermined
from argcheck.logic.exact_text import show
from argcheck.logic.scope import NotReduced, Undefined
from argcheck.model.argument import Fact, Witness
from argcheck.model.terms import ONE, App
from argcheck.provers.examples import Point, hold_at

Told = tuple[tuple[str, str], ...]
"""A point as a certificate has it: names with values in the argument language."""

MOST_NAMES = 500
_LONGEST = 2_000
_TRUTHS = {"true": True, "false": False}


def told(point: Point | None, facts: Sequence[Fact], witnesses: Sequence[Witness]) -> Told | None:
    """The point as text, if what is read back from the text is an example of the facts."""
    if point is None or len(point) > MOST_NAMES:
        return None
    text = tuple((name, show(value)) for name, value in point.items())
    return text if is_example(text, facts, witnesses) else None


def is_example(text: Told, facts: Sequence[Fact], witnesses: Sequence[Witness]) -> bool:
    """Whether all facts hold at the point, by exact evaluation alone."""
    point = {name: _value(value) for name, value in text}
    if any(value is None for value in point.values()) or len(point) < len(text):
        return False
    known = {name: value for name, value in point.items() if value is not None}
    return hold_at([fact.formula for fact in facts], known, witnesses)


def _value(text: str) -> Exact | bool | None:
    """The truth value or exact number that a closed term denotes; None where it denotes none."""
    if text in _TRUTHS:
        return _TRUTHS[text]
    if len(text) > _LONGEST:
        return None
    try:
        return Fraction(data.rational(text))
    except data.Refused:
        pass
    supplied = supply_text("", "", [f"({text}) = 1"])
    match [inference.goal for given in supplied.givens for inference in given.inferences]:
        case [App(op="=", args=(term, one))] if one == ONE:
            try:
                return evaluate(term, {})
            except (Undefined, Undetermined, TooLarge, NotReduced, KeyError, RecursionError):
                return None
    return None
