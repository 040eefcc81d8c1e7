"""Finite structures as points: how many members each kind has, and the tables of predicates and functions.

The members of a kind are numbered from 1. In a point `|person|` is how many there are, `mortal(2)` whether the
second is mortal, `friend(1)` and `socrates` the numbers of members.
"""

from __future__ import annotations

from collections.abc import Iterable


def size_name(kind: str) -> str:
    """The name under which a point says how many members a kind has."""
    return f"|{kind}|"


def cell_name(symbol: str, places: Iterable[int]) -> str:
    """The name under which a point says what a predicate, function or constant gives for these members."""
    numbers = ", ".join(map(str, places))
    return f"{symbol}({numbers})" if numbers else symbol
