"""Rules of choice computed directly from a table of rational payoffs, sharing no code with argcheck."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

Rows = Sequence[Sequence[Fraction]]


def expected(rows: Rows, chances: Rows) -> list[Fraction]:
    return [
        sum((p * u for p, u in zip(ps, row, strict=True)), Fraction(0)) for ps, row in zip(chances, rows, strict=True)
    ]


def regret(rows: Rows) -> list[Fraction]:
    best = [max(column) for column in zip(*rows, strict=True)]
    return [-max(top - own for top, own in zip(best, row, strict=True)) for row in rows]


def scores(rule: str, rows: Rows, chances: Rows, optimism: Fraction) -> list[Fraction]:
    """The number by which the rule ranks each option."""
    ways: dict[str, Callable[[], list[Fraction]]] = {
        "expected_utility": lambda: expected(rows, chances),
        "maximin": lambda: [min(row) for row in rows],
        "maximax": lambda: [max(row) for row in rows],
        "minimax_regret": lambda: regret(rows),
        "hurwicz": lambda: [optimism * max(row) + (1 - optimism) * min(row) for row in rows],
    }
    return ways[rule]()


def beats(rule: str, one: int, other: int, rows: Rows, chances: Rows, optimism: Fraction) -> bool:
    """Whether the rule puts one option strictly above the other."""
    pairs = list(zip(rows[one], rows[other], strict=True))
    if rule == "strict_dominance":
        return all(x > y for x, y in pairs)
    if rule == "dominance":
        return all(x >= y for x, y in pairs) and any(x > y for x, y in pairs)
    ranked = scores(rule, rows, chances, optimism)
    return ranked[one] > ranked[other]


def chooses(rule: str, option: int, rows: Rows, chances: Rows, optimism: Fraction) -> bool:
    """Whether it puts the option above every other."""
    others = (index for index in range(len(rows)) if index != option)
    return all(beats(rule, option, other, rows, chances, optimism) for other in others)
