"""Do formulas hold together at a point that somebody names? By exact evaluation alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import product

from argcheck.logic.evaluate import evaluate
from argcheck.logic.exact import Exact, TooLarge, Undetermined
from argcheck.logic.germs import OPEN
from argcheck.logic.quantifiers import remove_quantifiers
from argcheck.logic.reduce import CannotReduce, Reducer
from argcheck.logic.scope import NotReduced, Undefined
from argcheck.logic.structure import cell_name, size_name
from argcheck.model.argument import Witness
from argcheck.model.first_order import all_kinds, applications, is_first_order
from argcheck.model.operators import Sort
from argcheck.model.terms import Apply, Kind, Term, Var, free_variables
from argcheck.provers.structures import closed_off

Point = Mapping[str, Exact | bool]
_MOST_MEMBERS = 50
_MOST_CELLS = 10_000


def hold_at(assertions: Sequence[Term], point: Point, witnesses: Sequence[Witness] = ()) -> bool:
    """Whether all hold at the point, as exact evaluation shows. A point for formulas about the members of kinds is a
    finite structure. The point may name what an `exists` speaks of, as a search of these formulas calls it."""
    # a sign that was left open is not for a point to settle
    point = {name: value for name, value in point.items() if not name.startswith(OPEN)}
    try:
        if any(is_first_order(assertion) for assertion in assertions):
            closed = closed_off(assertions)
            return _is_structure(closed, point) and _hold(closed, point)
        reduced = [Reducer().reduce(assertion) for assertion in assertions]
        flat = remove_quantifiers(reduced, witnesses)
        return _hold(reduced if flat.weakened else flat.formulas, point)
    except (CannotReduce, Undefined, Undetermined, TooLarge, NotReduced, KeyError, RecursionError):
        return False


def _hold(formulas: Sequence[Term], point: Point) -> bool:
    for variable in frozenset[Var]().union(*(free_variables(formula) for formula in formulas)):
        if variable.name in point and not _fits(point[variable.name], variable.sort):
            return False
    return all(evaluate(formula, point) is True for formula in formulas)


def _fits(value: Exact | bool, sort: Sort) -> bool:
    """Whether a value is of a sort."""
    if isinstance(value, bool) is not (sort is Sort.BOOL):
        return False
    return sort is not Sort.INTEGER or (isinstance(value, Fraction) and value.denominator == 1)


def _is_structure(formulas: Sequence[Term], point: Point) -> bool:
    """Whether kinds have members, those that are listed and no others, and functions give members and numbers."""
    sizes: dict[Kind, int] = {}
    for kind in all_kinds(formulas):
        size = point.get(size_name(kind.name))
        if not isinstance(size, Fraction) or size.denominator != 1 or not 1 <= size <= _MOST_MEMBERS:
            return False
        if kind.members and size != len(kind.members):
            return False
        sizes[kind] = int(size)
    for term in frozenset[Apply]().union(*(applications(formula) for formula in formulas)):
        ranges = [range(1, sizes[kind] + 1) for kind in map(_kind, term.args)]
        for count, places in enumerate(product(*ranges)):
            value = point.get(cell_name(term.name, places))
            if count > _MOST_CELLS or (value is None and term.kind is not None):
                return False
            if value is not None and not _fits(value, Sort.INTEGER if term.kind is not None else term.sort):
                return False
            if term.kind is not None and not (isinstance(value, Fraction) and 1 <= value <= sizes[term.kind]):
                return False
    return True


def _kind(term: Term) -> Kind:
    kind = getattr(term, "kind", None)
    if not isinstance(kind, Kind):
        raise KeyError(term)
    return kind
