"""Closer bounds of exp and log, where there are few of them: more would drown what provers look for."""

from __future__ import annotations

from argcheck.kernel.polynomial import variables
from argcheck.kernel.quotients import Quotient
from argcheck.kernel.symbols import Kind
from argcheck.logic.workspace import Workspace

_MOST = 2
_MOST_TERMS = 3
_ORDERS = (">", ">=", "<", "<=")


def relate_second_order(space: Workspace) -> None:
    """Facts about each exp and log, where all are of one quantity, which is short."""
    wanted = [
        (name, meaning.kind, meaning.parts[0])
        for name, meaning in space.symbols.meanings.items()
        if meaning.kind in (Kind.EXP, Kind.LOG) and meaning.parts[0].value is None
    ]
    about = frozenset[str]().union(*(variables(u.numerator) | variables(u.denominator) for _, _, u in wanted))
    if len(wanted) > _MOST or len(about) > 1 or not all(_short(u) for _, _, u in wanted):
        return
    for name, kind, _ in wanted:
        for order in _ORDERS:
            space.lemma("exp: second bound" if kind is Kind.EXP else "log: second bound", name, order)
        space.lemma("exp: third bound", name)


def _short(value: Quotient) -> bool:
    return max(len(value.numerator), len(value.denominator)) <= _MOST_TERMS
