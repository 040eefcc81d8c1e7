"""Games in normal form: best replies, dominance and equilibria as formulas.

Definitions as in Nash, Non-cooperative Games (1951). A profile has one action for each player, in the
order of the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product

from argcheck.model.terms import ONE, ZERO, App, Num, Term, conjunction

Profile = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NormalForm:
    """The players with their actions, and each player's payoff in a profile (asked for when it is needed)."""

    players: tuple[str, ...]
    actions: tuple[tuple[str, ...], ...]
    payoffs: Callable[[Profile], tuple[Term, ...]]

    def profiles(self) -> Iterator[Profile]:
        """Every profile; the last player's action varies fastest."""
        return product(*self.actions)

    def deviations(self, player: int, profile: Profile) -> Iterator[Profile]:
        """The profiles that the player can reach alone, by another action."""
        for action in self.actions[player]:
            if action != profile[player]:
                yield (*profile[:player], action, *profile[player + 1 :])

    def payoff(self, player: int, profile: Profile) -> Term:
        """What the player gets."""
        return self.payoffs(profile)[player]

    @property
    def two_by_two(self) -> bool:
        """Whether there are two players with two actions each."""
        return [len(actions) for actions in self.actions] == [2, 2]


def best_reply(game: NormalForm, player: int, profile: Profile) -> Term:
    """That the player has nothing better to do than the action in the profile, given what the others do there."""
    own = game.payoff(player, profile)
    return conjunction(*(App(">=", (own, game.payoff(player, other))) for other in game.deviations(player, profile)))


def nash(game: NormalForm, profile: Profile) -> Term:
    """That every action in the profile is a best reply."""
    return conjunction(*(best_reply(game, player, profile) for player in range(len(game.players))))


def dominant(game: NormalForm, player: int, action: str) -> Term:
    """That the action is better than every other of the player's, whatever the others do."""
    own = (profile for profile in game.profiles() if profile[player] == action)
    return conjunction(
        *(
            App(">", (game.payoff(player, profile), game.payoff(player, other)))
            for profile in own
            for other in game.deviations(player, profile)
        )
    )


def advantage(game: NormalForm, player: int, reply_to: int) -> Term:
    """In a game of two by two, what the first action brings more than the second, against an action of the other's."""
    actions, others = game.actions[player], game.actions[1 - player]
    first, second = (
        (action, others[reply_to]) if player == 0 else (others[reply_to], action) for action in (actions[0], actions[1])
    )
    return difference(game.payoff(player, first), game.payoff(player, second))


def mixed_nash(game: NormalForm, chances: tuple[Term, Term]) -> Term:
    """That both players mix their first action in with these probabilities and cannot do better, in a game of two by
    two: whoever would gain by one action plays it for certain."""
    parts: list[Term] = []
    for player, own in enumerate(chances):
        other = chances[1 - player]
        gain = App("+", (_times(other, advantage(game, player, 0)), _times(_rest(other), advantage(game, player, 1))))
        parts += [App(">=", (own, ZERO)), App("<=", (own, ONE))]
        parts += [App("<=", (_times(_rest(own), gain), ZERO)), App(">=", (_times(own, gain), ZERO))]
    return conjunction(*parts)


def difference(left: Term, right: Term) -> Term:
    """`left - right`, plainly."""
    if isinstance(left, Num) and isinstance(right, Num):
        return Num(left.value - right.value)
    return left if right == ZERO else App("-", (left, right))


def _rest(chance: Term) -> Term:
    return difference(ONE, chance)


def _times(left: Term, right: Term) -> Term:
    return App("*", (left, right))
