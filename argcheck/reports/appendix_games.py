"""The games of an argument as a section of the appendix: tables, best replies, equilibria and why they are some."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from argcheck.analyses.games.solve import Holds, Mixed, Solution
from argcheck.language.parse import parse_formula
from argcheck.model.argument import Argument, Game, Outcomes
from argcheck.model.terms import Term
from argcheck.reports.document import (
    Block,
    Code,
    DisplayedFormula,
    Formula,
    Inline,
    ItemList,
    Math,
    Paragraph,
    Section,
    Table,
    Text,
)
from argcheck.reports.prose import Words, paragraph, reading_words, sentence, series, words

_WIDEST = 5
"""How many actions of the second player a table has room for side by side."""


def games_section(argument: Argument, solutions: Sequence[Solution]) -> Section:
    """Each game under each reading, in the order of the file; empty without games."""
    found = {(solution.game, solution.reading): solution for solution in solutions}
    blocks: list[Block] = []
    for game in argument.games:
        for outcomes in game.outcomes:
            solution = found.get((game.name, outcomes.reading))
            if solution is not None:
                blocks.extend(_game(game, outcomes, solution))
    return Section("games", "The games", tuple(blocks))


def _game(game: Game, outcomes: Outcomes, solution: Solution) -> Iterator[Block]:
    players = series([words(Code(name), f", {says}" if says else "") for name, says, _ in game.players])
    says = f": {game.says}" if game.says else ""
    under = words(" under ", reading_words(outcomes.reading)) if outcomes.reading else ()
    yield paragraph("The game ", Code(game.name), under, f"{says}. The players are ", players, ". What each gets:")
    yield _table(game, outcomes)
    if solution.supposing:
        yield paragraph("It is supposed that ", series([_formula(text) for text in solution.supposing]), ".")
    yield paragraph("Best replies: in a profile, the player has nothing better to do.")
    yield ItemList(tuple(_replies(game, solution)))
    if solution.dominant:
        yield paragraph(
            "An action is dominant where it is better than every other of the player's, whatever the others do:"
        )
        yield ItemList(tuple((paragraph(*_dominant(row), _when(row), "."),) for row in solution.dominant))
    if solution.equilibria:
        yield paragraph("A profile is an equilibrium where everybody's action is a best reply:")
        yield ItemList(tuple(_equilibrium(game, outcomes, row) for row in solution.equilibria))
        yield paragraph("No other profile is an equilibrium in pure actions.")
    else:
        yield paragraph("In no profile is everybody's action a best reply: there is no equilibrium in pure actions.")
    if solution.mixed is not None:
        yield from _mixed(solution.mixed)
    yield from _every(solution)
    if solution.ties:
        yield paragraph("Where one is indifferent between two actions there can be more equilibria. That is so if")
        yield DisplayedFormula(_parsed(solution.ties), ".")


def _table(game: Game, outcomes: Outcomes) -> Table:
    """Side by side for two players (as is usual), else a row for each profile."""
    payoffs = dict(outcomes.payoffs)
    if len(game.players) == 2 and len(game.players[1][2]) <= _WIDEST:
        (row, _, own), (column, _, others) = game.players
        share = 0.8 / len(others)
        cells = [(words(Code(mine)), *(_both(payoffs[mine, theirs]) for theirs in others)) for mine in own]
        return Table((f"{row}, {column}:", *others), (0.2, *(share for _ in others)), tuple(cells))
    share = 1 / (2 * len(game.players))
    names = [name for name, _, _ in game.players]
    rows = [
        (*(words(Code(action)) for action in profile), *(words(Math(payoff)) for payoff in payoffs[profile]))
        for profile in product(*(actions for _, _, actions in game.players))
    ]
    return Table((*names, *(f"{name} gets" for name in names)), tuple(share for _ in (*names, *names)), tuple(rows))


def _both(pair: tuple[Term, ...]) -> Words:
    return _joined([(Math(term),) for term in pair], ", ")


def _joined(parts: Sequence[Words], sign: str) -> Words:
    return tuple(one for place, part in enumerate(parts) for one in ((*((Text(sign),) if place else ()), *part)))


def _dominant(row: Holds) -> Words:
    player, _, action = row.what.partition(": ")
    return words(Code(action), " for ", Code(player))


def _replies(game: Game, solution: Solution) -> Iterator[tuple[Block, ...]]:
    """For each player and what the others do: each action that can be best, and when."""
    for index, (player, _, _) in enumerate(game.players):
        own = [reply for reply in solution.replies if reply[0] == index]
        for others in dict.fromkeys(reply[1] for reply in own):
            best = [words(Code(action), _when(row)) for _, at, action, row in own if at == others]
            met = series([Code(action) for action in others])
            yield (paragraph(Code(player), " against ", met, ": ", series(best, "or")),)


def _equilibrium(game: Game, outcomes: Outcomes, row: Holds) -> tuple[Block, ...]:
    """The profile, when it is an equilibrium, and what each would get by another action instead."""
    profile = tuple(row.what.split(", "))
    payoffs = dict(outcomes.payoffs)
    reasons: list[Words] = []
    for index, (player, _, actions) in enumerate(game.players):
        instead = [
            words(Math(payoffs[(*profile[:index], action, *profile[index + 1 :])][index]), " by ", Code(action))
            for action in actions
            if action != profile[index]
        ]
        if instead:
            reasons.append(
                words(Code(player), " gets ", Math(payoffs[profile][index]), ", instead of ", series(instead))
            )
    told = paragraph(series([Code(action) for action in profile]), _when(row), ".")
    return (told, Paragraph((*_joined(reasons, "; "), Text(".")))) if reasons else (told,)


def _mixed(mixed: Mixed) -> Iterator[Block]:
    chances = [
        words(Code(who), " plays ", Code(what), " with probability ", _formula(p)) for who, what, p in mixed.chances
    ]
    row = Holds("", mixed.condition, mixed.verified)
    yield paragraph("There is an equilibrium in which both mix", _when(row), ": ", series(chances), ".")
    yield paragraph(
        "Each then makes the other indifferent between both actions, so that nobody gains by playing otherwise."
    )


def _every(solution: Solution) -> Iterator[Block]:
    mixing = [one for one in solution.every or () if not one.pure]
    if solution.mixed is not None and len(mixing) == 1 and mixing[0].single:
        return
    if solution.every is None:
        two_by_two = [len(actions) for _, actions in solution.actions] == [2, 2]
        if solution.unsought and not two_by_two:
            yield paragraph(f"{sentence(solution.unsought)}")
        return
    if not mixing:
        yield paragraph("There is no equilibrium in which somebody mixes.")
        return
    yield paragraph(
        "The equilibria in which somebody mixes; between several mixtures of a player, every mixture of them is one:"
    )
    items: list[tuple[Block, ...]] = []
    for one in mixing:
        parts: list[Words] = []
        for (player, actions), corners in zip(solution.actions, (one.first, one.second), strict=True):
            told = [
                series([words(Code(a), " ", _formula(str(p))) for a, p in zip(actions, corner, strict=True) if p])
                for corner in corners
            ]
            parts.append(words(Code(player), ": ", series(told, "or")))
        items.append((Paragraph((*_joined(parts, "; "), Text("."))),))
    yield ItemList(tuple(items))


def _when(row: Holds) -> Words:
    """` always`, ` never`, or ` if and only if …`; what was not proved is said to be so."""
    unsure = "" if row.verified else " (not proved)"
    match row.condition:
        case "true":
            return words(f", always{unsure}")
        case "false":
            return words(f", never{unsure}")
    return words(" if and only if ", _formula(row.condition), unsure)


def _formula(text: str) -> Inline:
    formula, _ = parse_formula(text)
    return Code(text) if formula is None else Math(formula)


def _parsed(text: str) -> Formula:
    formula, _ = parse_formula(text)
    if formula is None:
        raise ValueError(f"`{text}` is no formula")
    return formula
