"""What formulas about games mean, and whether they are written so that they mean something."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from argcheck.language import syntax as s
from argcheck.model import games
from argcheck.model.deciding import Deciding, Unfolding
from argcheck.model.findings import Findings
from argcheck.model.games import NormalForm, Profile
from argcheck.model.readings import Absent, Broken, resolve
from argcheck.model.scope import EMPTY, Env
from argcheck.model.symbols import OF_GAMES, Entry, Place, Symbols
from argcheck.model.terms import Term


class Playing(Deciding):
    """Unfolds what is said about games."""

    def normal_form(self, game: s.GameDecl) -> NormalForm:
        """The game as a table that unfolds the payoffs that it is asked for."""

        def payoffs(profile: Profile) -> tuple[Term, ...]:
            for outcome in game.outcomes:
                here = tuple(action.name for action in outcome.profile) == profile
                if here and len(outcome.payoffs) == len(game.players):
                    what = Unfolding(f"{game.name.name}.{'.'.join(profile)}", outcome.span)
                    return tuple([self.body(what, payoff, EMPTY, None) for payoff in outcome.payoffs])
            raise Broken

        actions = tuple(tuple(action.name for action in player.actions) for player in game.players)
        return NormalForm(tuple(player.name.name for player in game.players), actions, payoffs)

    def _game(self, name: str) -> Entry[s.GameDecl]:
        return resolve(name, self.symbols.games.get(name, ()), self.choices)

    def of_game(self, expr: s.Call, env: Env) -> Term:
        """`nash(G, a, b)`, `mixed_nash(G, p, q)`, `best_reply(G.i, a, b)`, `dominant(G.i, a)`, `utility(G.i, a, b)`."""
        head, *rest = expr.arguments
        match head:
            case s.Name(name=name):
                decl = self._game(name)
                player = 0
            case s.Dotted(decision=owner, option=option):
                decl = self._game(owner.name)
                player = _index(decl, option.name)
            case _:
                raise Broken
        game, function = self.normal_form(decl.item), expr.function.name
        if function == "mixed_nash":
            first, second = (self.number(chance, env) for chance in rest)
            return games.mixed_nash(game, (first, second))
        actions = tuple(action.name for action in rest if isinstance(action, s.Name))
        owners = [game.actions[player]] if function == "dominant" else game.actions
        for action, known in zip(actions, owners, strict=False):
            if action not in known:
                raise _missing(decl, action)
        if len(actions) != len(owners):
            raise _missing(decl, "profile")
        match function:
            case "nash":
                return games.nash(game, actions)
            case "best_reply":
                return games.best_reply(game, player, actions)
            case "dominant":
                return games.dominant(game, player, actions[0])
            case _:
                return game.payoff(player, actions)


def _index(decl: Entry[s.GameDecl], name: str) -> int:
    for index, player in enumerate(decl.item.players):
        if player.name.name == name:
            return index
    raise _missing(decl, name)


def _missing(decl: Entry[s.GameDecl], name: str) -> Broken | Absent:
    """What is raised where a game has no such player or action, as the readings are chosen."""
    return Broken() if decl.reading is None else Absent(f"{decl.name}.{name}", decl.reading[1])


def is_about_game(expr: s.Call, symbols: Symbols) -> bool:
    """Whether a call speaks of a game: by its name, or because it is the utility of one of a game's players."""
    if expr.function.name in OF_GAMES:
        return True
    head = expr.arguments[0] if expr.arguments else None
    return expr.function.name == "utility" and isinstance(head, s.Dotted) and head.decision.name in symbols.games


def check_call(expr: s.Call, symbols: Symbols, findings: Findings, place: Place) -> bool:
    """Report a game, player or action that there is not, or arguments of another form; whether all is well."""
    function, shape = expr.function.name, _SHAPES[expr.function.name]
    head = expr.arguments[0] if expr.arguments else None
    of_player = function in ("best_reply", "dominant", "utility")
    if not isinstance(head, s.Dotted if of_player else s.Name):
        findings.report("E233", f"the form is `{shape}`", expr.span)
        return False
    owner = head.decision if isinstance(head, s.Dotted) else s.Ident(head.name, head.span)
    if owner.name not in symbols.games:
        if owner.name not in symbols.lost:
            findings.unknown("E233", "game", owner.name, owner.span, symbols.games)
        return False
    meant = [entry.item for entry in symbols.visible(symbols.games[owner.name], place)]
    if not meant:
        there = " and ".join(f"`{entry.reading[1]}`" for entry in symbols.games[owner.name] if entry.reading)
        findings.report("E111", f"`{owner.name}` belongs to the reading {there}", owner.span)
        return False
    trials = [Findings("") for _ in meant]
    fits = [_check_form(expr, game, symbols, trial) for game, trial in zip(meant, trials, strict=True)]
    return any(fits) or _check_form(expr, meant[0], symbols, findings)


def _check_form(expr: s.Call, game: s.GameDecl, symbols: Symbols, findings: Findings) -> bool:
    function, shape = expr.function.name, _SHAPES[expr.function.name]
    head, *rest = expr.arguments
    owners = list(game.players)
    if isinstance(head, s.Dotted):
        known = [player.name.name for player in owners]
        if head.option.name not in known:
            findings.unknown("E233", f"player of `{game.name.name}`:", head.option.name, head.option.span, known)
            return False
        if function == "dominant":
            owners = [player for player in owners if player.name.name == head.option.name]
    if function == "mixed_nash":
        if len(rest) == 2 and [len(player.actions) for player in game.players] == [2, 2]:
            return True
        findings.report("E233", f"the form is `{shape}`, for two players with two actions each", expr.span)
        return False
    if len(rest) != len(owners):
        findings.report("E233", f"the form is `{shape}`, with one action for each player", expr.span)
        return False
    return not [each for each in zip(rest, owners, strict=True) if not _is_action(*each, findings)]


def _is_action(part: s.Expr, player: s.PlayerDecl, findings: Findings) -> bool:
    known = [action.name for action in player.actions]
    if isinstance(part, s.Name) and part.name in known:
        return True
    name = part.name if isinstance(part, s.Name) else "this"
    listed = f"there are {', '.join(known)}"
    findings.unknown("E233", f"action of `{player.name.name}`:", name, part.span, known, listed)
    return False


_SHAPES = {
    "nash": "nash(game, action, action)",
    "mixed_nash": "mixed_nash(game, p, q)",
    "best_reply": "best_reply(game.player, action, action)",
    "dominant": "dominant(game.player, action)",
    "utility": "utility(game.player, action, action)",
}


def check_game(decl: s.GameDecl, findings: Findings) -> None:
    """Report players or actions named twice, and outcomes that are missing, repeated or of the wrong length."""
    for ident in _repeated([player.name for player in decl.players]):
        findings.report("E101", f"the player `{ident.name}` is declared twice", ident.span)
    for player in decl.players:
        for ident in _repeated(player.actions):
            findings.report("E306", f"`{player.name.name}` has the action `{ident.name}` twice", ident.span)
    wanted = list(product(*([action.name for action in player.actions] for player in decl.players)))
    seen: set[Profile] = set()
    for outcome in decl.outcomes:
        profile = tuple(action.name for action in outcome.profile)
        if profile not in wanted:
            message = f"`{', '.join(profile)}` is no profile of `{decl.name.name}`"
            findings.report("E333", message, outcome.span, "name one action of each player, in their order")
        elif profile in seen:
            findings.report("E333", f"`{', '.join(profile)}` has an outcome already", outcome.span)
        elif len(outcome.payoffs) != len(decl.players):
            count = len(decl.players)
            findings.report("E333", f"an outcome needs {count} payoffs, one for each player", outcome.span)
        seen.add(profile)
    missing = next((profile for profile in wanted if profile not in seen), None)
    if missing is not None:
        findings.report("E333", f"`{decl.name.name}` has no outcome for `{', '.join(missing)}`", decl.name.span)


def _repeated(idents: Sequence[s.Ident]) -> list[s.Ident]:
    return [ident for index, ident in enumerate(idents) if ident.name in {each.name for each in idents[:index]}]
