"""What is found out about a game in normal form, for the terminal and as plain data for JSON."""

from __future__ import annotations

from typing import Any

from rich.text import Text

from argcheck.analyses.games.solve import Holds, Mixed, Solution

_WORDS = {"true": "always", "false": "never"}


def render_solution(solution: Solution, *, unicode: bool = True) -> Text:
    """Pure equilibria, dominant actions and the mixed equilibrium, each with the condition under which it is there."""
    yes = "✓" if unicode else "+"
    reading = ", ".join(f"{notion} = {name}" for notion, name in solution.reading)
    text = Text(f"{solution.game}{f'   [{reading}]' if reading else ''}", style="bold")
    _rows(text, "Equilibria in pure actions", solution.equilibria, yes)
    _rows(text, "Dominant actions", solution.dominant, yes)
    if solution.mixed is not None:
        _mixed(text, solution.mixed, yes)
    if solution.supposing:
        text.append(f"\n\nsupposing {' and '.join(solution.supposing)}, or else a payoff has no value", style="")
    return text


def solution_record(solution: Solution) -> dict[str, Any]:
    """The solution with stable keys; formulas are text in the argument language."""
    mixed = solution.mixed
    return {
        "game": solution.game,
        "reading": dict(solution.reading),
        "equilibria": [_row(row) for row in solution.equilibria],
        "dominant": [_row(row) for row in solution.dominant],
        "supposing": list(solution.supposing),
        "mixed": None
        if mixed is None
        else {
            "chances": [{"player": who, "action": what, "probability": chance} for who, what, chance in mixed.chances],
            "condition": mixed.condition,
            "verified": mixed.verified,
        },
    }


def _row(row: Holds) -> dict[str, Any]:
    return {"what": row.what, "condition": row.condition, "verified": row.verified}


def _rows(text: Text, title: str, rows: tuple[Holds, ...], yes: str) -> None:
    text.append(f"\n\n{title}", style="bold")
    width = max((len(row.what) for row in rows), default=0)
    for row in rows:
        mark = yes if row.verified else "?"
        text.append(f"\n  {row.what:<{width}}  {mark} {_WORDS.get(row.condition, row.condition)}", style="")
    if not rows:
        text.append("\n  none", style="")


def _mixed(text: Text, mixed: Mixed, yes: str) -> None:
    text.append("\n\nEquilibrium in which both mix", style="bold")
    for player, action, chance in mixed.chances:
        text.append(f"\n  {player} plays {action} with probability {chance}", style="")
    mark = yes if mixed.verified else "?"
    text.append(f"\n  {mark} {_WORDS.get(mixed.condition, mixed.condition)}", style="")
