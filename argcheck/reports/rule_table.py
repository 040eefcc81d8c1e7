"""What each rule of choice says of an option, for the terminal and as plain data for JSON."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

from rich.text import Text

from argcheck.analyses.decisions.parting import RuleTable

_WORDS = {
    "expected_utility": "expected utility",
    "minimax_regret": "minimax regret",
    "dominance": "dominance",
    "strict_dominance": "strict dominance",
    "true": "always",
    "false": "never",
}


def in_words(rule: str) -> str:
    """The rule's name as prose has it."""
    return _WORDS.get(rule, rule)


def render_rules(table: RuleTable, width: int = 100, *, unicode: bool = True) -> Text:
    """A row for each rule with its condition, then where the rules part, no wider than `width` where words allow."""
    text = Text()
    reading = ", ".join(f"{notion} = {name}" for notion, name in table.reading)
    _put(text, f"{table.decision}: when each rule chooses {table.option}{f'   [{reading}]' if reading else ''}", "bold")
    column = max(len(in_words(row.rule)) for row in table.rows) + 4
    for row in table.rows:
        mark = (("✓" if unicode else "+") if row.verified else "?") + " "
        condition = _WORDS.get(row.condition, row.condition)
        _put(text, f"  {in_words(row.rule):<{column - 2}}{mark}{condition}", "", width, column + 2)
    if any(not row.verified for row in table.rows):
        _put(text, "? a condition that no prover confirmed", "cyan", width, 2)
    if table.supposing:
        _put(text, f"  supposing {' and '.join(table.supposing)}, or else a payoff has no value", "", width, 4)
    text.append("\n")
    if table.splits:
        _put(text, "Where they part", "bold")
    for split in table.splits:
        at = ", ".join(f"{name} = {value}" for name, value in split.point) or "every point"
        _put(text, f"  at {at}", "", width, 5)
        _put(text, f"    {table.option} chosen by {_listed(split.choosing)}", "", width, 6)
        _put(text, f"    not by {_listed(split.refusing)}", "", width, 6)
    if table.agreeing:
        pairs = "; ".join(f"{in_words(one)} and {in_words(other)}" for one, other in table.agreeing)
        _put(text, f"Never parted: {pairs}", "", width, 2)
    if table.open_pairs:
        pairs = "; ".join(f"{in_words(one)} and {in_words(other)}" for one, other in table.open_pairs)
        _put(text, f"Not decided: {pairs}", "cyan", width, 2)
    return text


def rules_record(table: RuleTable) -> dict[str, Any]:
    """The table with stable keys; formulas and values are text in the argument language."""
    return {
        "decision": table.decision,
        "option": table.option,
        "reading": dict(table.reading),
        "rules": [{"rule": row.rule, "condition": row.condition, "verified": row.verified} for row in table.rows],
        "part": [
            {"at": dict(each.point), "chosen_by": list(each.choosing), "not_by": list(each.refusing)}
            for each in table.splits
        ],
        "agree": [list(pair) for pair in table.agreeing],
        "supposing": list(table.supposing),
        "undecided": [list(pair) for pair in table.open_pairs],
    }


def _listed(names: Sequence[str]) -> str:
    return ", ".join(in_words(name) for name in names)


def _put(text: Text, content: str, style: str, width: int = 100, hang: int = 0) -> None:
    if text.plain:
        text.append("\n")
    lines = textwrap.wrap(content, width, subsequent_indent=" " * hang, break_long_words=False, drop_whitespace=True)
    kept = content[: len(content) - len(content.lstrip())]
    lines = [line if index else kept + line.lstrip() for index, line in enumerate(lines)]
    text.append("\n".join(lines), style=style or None)
