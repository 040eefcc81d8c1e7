"""What is asked for: the quantities to vary and their ranges, and what becomes of the others."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil, floor
from typing import Literal

from argcheck.analyses.regions.axes import Axis
from argcheck.analyses.regions.partition import Limits, RegionError
from argcheck.analyses.shares.draws import number
from argcheck.analyses.shares.result import ShareError
from argcheck.model.argument import Quantity
from argcheck.model.build import constant
from argcheck.model.operators import Sort
from argcheck.model.show import show_number
from argcheck.model.terms import App, Var

Value = Fraction | bool
Which = Literal["all", "some"]
MOST_AXES = 6
_MOST_WHOLE = 1 << 40


@dataclass(frozen=True, slots=True)
class Wanted:
    """An axis as it was asked for; without ends, the quantity's own bounds are taken."""

    name: str
    low: Fraction | None = None
    high: Fraction | None = None
    scale: Literal["linear", "log"] = "linear"


@dataclass(frozen=True, slots=True)
class Request:
    """The axes, the values of other quantities, those for all or for some of whose values the step is to hold (the
    first outermost: for all a there is some b …), and the values (`at`) from which the nearest change of verdict is
    looked for."""

    axes: tuple[Wanted, ...]
    fixed: tuple[tuple[str, Value], ...] = ()
    quantified: tuple[tuple[Which, Wanted], ...] = ()
    at: tuple[tuple[str, Fraction], ...] = ()
    limits: Limits = field(default_factory=Limits)


def axis_of(text: str) -> Wanted:
    """`gamma`, `gamma=0..1`, `r=1/100..10:log`. Raises RegionError."""
    name, equals, rest = (part.strip() for part in text.partition("="))
    if not equals:
        name, colon, scale = (part.strip() for part in text.partition(":"))
        return Wanted(name, scale=_scale(scale, text)) if colon else Wanted(name)
    span, colon, scale = (part.strip() for part in rest.partition(":"))
    first, dots, last = span.partition("..")
    if not (name and dots):
        raise RegionError(f"write an axis as quantity=low..high, such as gamma=0..1, not `{text}`")
    return Wanted(name, _number(first), _number(last), _scale(scale, text) if colon else "linear")


def value_of(text: str) -> tuple[str, Value]:
    """`D=3/2`, `aware=true`. Raises RegionError."""
    name, equals, value = (part.strip() for part in text.partition("="))
    if not (name and equals and value):
        raise RegionError(f"write quantity=value, not `{text}`")
    return name, value == "true" if value in ("true", "false") else _number(value)


def _number(text: str) -> Fraction:
    try:
        return number(text)
    except ShareError as problem:
        raise RegionError(str(problem)) from None


def _scale(text: str, whole: str) -> Literal["linear", "log"]:
    if text == "log":
        return "log"
    if text == "linear":
        return "linear"
    raise RegionError(f"a scale is `linear` or `log`, not `{text}` (in `{whole}`)")


def axis_for(wanted: Wanted, quantity: Quantity) -> Axis:
    """The axis that was asked for. Raises RegionError where its range is missing or of no use."""
    variable = quantity.variable
    if variable.sort is Sort.BOOL:
        raise RegionError(f"`{variable.name}` is a proposition: give it a value with --set {variable.name}=true")
    least, most = bounds_of(quantity)
    low = least if wanted.low is None else wanted.low
    high = most if wanted.high is None else wanted.high
    if low is None or high is None:
        raise RegionError(f"`{variable.name}` has no bounds of its own: give a range, as in {variable.name}=0..1")
    whole = variable.sort is Sort.INTEGER
    if whole:
        low, high = Fraction(ceil(low)), Fraction(floor(high))
    if low > high or (low == high and not whole) or (whole and high - low > _MOST_WHOLE):
        raise RegionError(f"the range {show_number(low)}..{show_number(high)} of `{variable.name}` is of no use")
    if wanted.scale == "log" and (low <= 0 or whole):
        what = "a real quantity" if whole else "a range above 0"
        raise RegionError(f"a logarithmic scale needs {what}: `{variable.name}`")
    return Axis(variable, low, high, wanted.scale, whole, quantity.says)


def bounds_of(quantity: Quantity) -> tuple[Fraction | None, Fraction | None]:
    """The numbers between which its own bounds keep a quantity, as far as they are numbers."""
    low: Fraction | None = None
    high: Fraction | None = None
    for bound in quantity.bounds:
        found = limit_of(bound)
        if found is None or found[0] != quantity.variable:
            continue
        _, op, value = found
        if op in (">", ">=", "=") and (low is None or value > low):
            low = value
        if op in ("<", "<=", "=") and (high is None or value < high):
            high = value
    return low, high


def limit_of(formula: object) -> tuple[Var, str, Fraction] | None:
    """A comparison of a variable with a number, as (variable, relation, number)."""
    if isinstance(formula, App) and formula.op in _MIRROR:
        left, right = formula.args
        for one, op, other in ((left, formula.op, right), (right, _MIRROR[formula.op], left)):
            value = constant(other)
            if isinstance(one, Var) and value is not None:
                return one, op, value
    return None


_MIRROR = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}
