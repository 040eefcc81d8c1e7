"""Making a point simple: few distinct values, small whole numbers before small fractions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from argcheck.logic import exact
from argcheck.logic.evaluate import evaluate
from argcheck.logic.exact import Exact, Surd, TooLarge, Undetermined
from argcheck.logic.scope import Undefined
from argcheck.model.operators import Sort
from argcheck.model.terms import App, Term, Var, free_variables

_BUDGET = 280
_SIMPLE = tuple(
    Fraction(n, d)
    for n, d in (
        *((1, 1), (2, 1), (0, 1), (3, 1), (-1, 1), (1, 2), (4, 1), (5, 1), (-2, 1), (3, 2), (1, 3), (6, 1), (2, 3)),
        *((7, 1), (8, 1), (9, 1), (1, 4), (3, 4), (-1, 2), (10, 1), (20, 1), (100, 1), (1, 10), (1, 100)),
    )
)


def weight(value: Exact | bool) -> int:
    """How much a reader has to take in: 1 for 1, 2 for 2, more for fractions, long and irrational numbers."""
    if isinstance(value, bool):
        return 0
    if isinstance(value, Surd):
        return 100 * (len(value.numerator) + len(value.denominator))
    if value == 0:
        return 2
    extra = 0 if value.denominator == 1 else 3 + _size(value.denominator)
    return _size(value.numerator) + extra + (2 if value < 0 else 0)


def _size(whole: int) -> int:
    # a third of the bits is near enough to the number of digits
    return abs(whole) if abs(whole) < 10 else 10 + 3 * whole.bit_length()


def simplify_point(formula: Term, point: Mapping[str, Exact | bool], order: Sequence[str]) -> dict[str, Exact | bool]:
    """A point at which the formula is still true, with simpler values; coordinates are tried in `order`.

    One value is replaced at a time; what an equality `x = term` of the formula fixes is worked out anew. The
    formula must be true at `point`; the result has been evaluated exactly.
    """
    sorts = {variable.name: variable.sort for variable in free_variables(formula)}
    fixed = _definitions(formula, frozenset(order))
    current, cost, budget = dict(point), _cost(point), _BUDGET
    improved = True
    while improved and budget > 0:
        improved = False
        for name in order:
            if name in fixed or isinstance(current[name], bool):
                continue
            for candidate in _candidates(current, name, sorts.get(name, Sort.REAL)):
                if budget <= 0:
                    break
                budget -= 1
                changed = _changed(formula, current, name, candidate, fixed)
                if changed is not None and _cost(changed) < cost:
                    current, cost, improved = changed, _cost(changed), True
                    break
    return current


def _cost(point: Mapping[str, Exact | bool]) -> int:
    rationals = {value for value in point.values() if isinstance(value, Fraction)}
    return sum(weight(value) for value in point.values()) + 2 * len(rationals)


def _candidates(point: Mapping[str, Exact | bool], name: str, sort: Sort) -> Iterator[Fraction]:
    """Values simpler than the present one, simplest first."""
    present = point[name]
    others = {value for key, value in point.items() if key != name and isinstance(value, Fraction)}
    near = {Fraction(exact.floor(present * d) + step, d) for d in (1, 2, 3, 4, 10) for step in (0, 1)}
    found = sorted({*_SIMPLE, *others, *near}, key=lambda value: (weight(value) - 2 * (value in others), value))
    for value in found:
        if weight(value) >= weight(present) + 2:
            return
        if value != present and (sort is Sort.REAL or value.denominator == 1):
            yield value


def _changed(
    formula: Term, point: Mapping[str, Exact | bool], name: str, value: Fraction, fixed: Mapping[str, Term]
) -> dict[str, Exact | bool] | None:
    """The point with the new value, or None if the formula is not certainly true there."""
    changed: dict[str, Exact | bool] = {**point, name: value}
    try:
        for dependent, term in fixed.items():
            changed[dependent] = evaluate(term, changed)
        return changed if evaluate(formula, changed) is True else None
    except (Undefined, Undetermined, TooLarge):
        return None


def _definitions(formula: Term, names: frozenset[str]) -> dict[str, Term]:
    """Variables that an equality `x = term` among the conjuncts fixes, in an order in which they can be worked out."""
    result: dict[str, Term] = {}
    for part in _conjuncts(formula):
        if not (isinstance(part, App) and part.op == "="):
            continue
        for variable, term in (part.args, part.args[::-1]):
            free = {other.name for other in free_variables(term)}
            used = {other.name for fixing in result.values() for other in free_variables(fixing)}
            if (
                isinstance(variable, Var)
                and variable.name in names - free - result.keys() - used
                and variable.sort is Sort.REAL
            ):
                result[variable.name] = term
                break
    return result


def _conjuncts(formula: Term) -> Iterator[Term]:
    if isinstance(formula, App) and formula.op == "and":
        for part in formula.args:
            yield from _conjuncts(part)
    else:
        yield formula
