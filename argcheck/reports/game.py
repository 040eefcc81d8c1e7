"""What is found out about a game in normal form, for the terminal and as plain data for JSON."""

from __future__ import annotations

from typing import Any

from rich.text import Text

from argcheck.analyses.games.solve import Holds, Mixed, Solution
from argcheck.analyses.games.supports import Mixture

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
    _every(text, solution)
    if solution.ties:
        text.append(f"\n\nWhere {solution.ties}, somebody is indifferent, and there can be more equilibria", style="")
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
        "every": None
        if solution.every is None
        else [
            {
                "continuum": not one.single,
                "between": [
                    [_chances(solution, player, mixture) for mixture in side]
                    for player, side in enumerate((one.first, one.second))
                ],
            }
            for one in solution.every
        ],
        "unsought": solution.unsought,
        "ties": solution.ties,
        "mixed": None
        if mixed is None
        else {
            "chances": [{"player": who, "action": what, "probability": chance} for who, what, chance in mixed.chances],
            "condition": mixed.condition,
            "verified": mixed.verified,
        },
    }


def _chances(solution: Solution, player: int, mixture: Mixture) -> dict[str, str]:
    """The actions that are played, each with its probability."""
    _, actions = solution.actions[player]
    return {action: str(chance) for action, chance in zip(actions, mixture, strict=True) if chance}


def _every(text: Text, solution: Solution) -> None:
    """All equilibria in which somebody mixes, and whether there are continua of them."""
    if solution.every is None:
        if solution.unsought and not solution.mixed:
            text.append(f"\n\nNot sought: {solution.unsought}", style="")
        return
    mixing = [one for one in solution.every if not one.pure]
    if not mixing or (solution.mixed is not None and len(mixing) == 1 and mixing[0].single):
        return
    text.append("\n\nEquilibria in which somebody mixes", style="bold")
    for one in mixing:
        for number, (player, side) in enumerate(zip(solution.actions, (one.first, one.second), strict=True)):
            told = [_told(_chances(solution, number, mixture), len(side) == 1) for mixture in side]
            between = ", or any mixture of these" if len(side) > 1 else ""
            text.append(f"\n  {'- ' if number == 0 else '  '}{player[0]}: {' or '.join(told)}{between}", style="")
    if not all(one.single for one in mixing):
        text.append("\n  The game is degenerate: there is a continuum of equilibria.", style="")


def _told(chances: dict[str, str], alone: bool) -> str:
    """`rock 1/3, paper 2/3`, or the one action."""
    told = ", ".join(action if chance == "1" else f"{action} {chance}" for action, chance in chances.items())
    return told if alone or len(chances) == 1 else f"({told})"


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
