"""A game solved as far as symbols allow: pure equilibria, dominant actions and, for two by two, the mixed one."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import gcd, lcm

from argcheck.analyses.decisions.ranking import settled
from argcheck.analyses.derivation.comparison import difference, is_comparison, rearranged
from argcheck.analyses.derivation.context import Context, conjuncts
from argcheck.analyses.derivation.domain import within_domain
from argcheck.analyses.derivation.products import collect, expand, scale, sum_of, term_of
from argcheck.analyses.games.supports import MOST_ACTIONS, Equilibria, equilibria, is_equilibrium
from argcheck.model import games
from argcheck.model.argument import Argument, Game, Outcomes, Reading
from argcheck.model.build import constant
from argcheck.model.games import NormalForm
from argcheck.model.show import show
from argcheck.model.terms import FALSE, ONE, ZERO, App, Num, Term, conjunction, disjunction, negation
from argcheck.provers.search import Searcher


@dataclass(frozen=True, slots=True)
class Holds:
    """Something that is so just when the condition holds; `verified` says whether that was proved."""

    what: str
    condition: str
    verified: bool


Reply = tuple[int, tuple[str, ...], str, Holds]
"""A player's place, what the others do, the player's action, and when it is a best reply."""


@dataclass(frozen=True, slots=True)
class Mixed:
    """The equilibrium of a game of two by two in which both players mix: with what probability each plays the first
    action, and when. It is there under the condition, which says that neither player has an action that is no worse
    whatever the other does; `verified` says whether that was proved."""

    chances: tuple[tuple[str, str, str], ...]
    condition: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Solution:
    """What was found out about a game under one reading. `supposing`: without this some payoff has no value. `every`
    has all equilibria, mixed ones too, where the payoffs are numbers; else `unsought` says why they were not sought.
    `ties`: where this holds in a game of two by two, somebody is indifferent, and there can be more than is listed.
    `replies` are the best replies, without those that never are."""

    game: str
    reading: Reading
    equilibria: tuple[Holds, ...]
    dominant: tuple[Holds, ...]
    mixed: Mixed | None
    supposing: tuple[str, ...] = ()
    actions: tuple[tuple[str, tuple[str, ...]], ...] = ()
    every: tuple[Equilibria, ...] | None = None
    unsought: str = ""
    ties: str = ""
    replies: tuple[Reply, ...] = ()

    @property
    def verified(self) -> bool:
        """Whether every condition was proved."""
        rows = all(row.verified for row in (*self.equilibria, *self.dominant))
        return rows and (self.mixed is None or self.mixed.verified)


def solve_game(argument: Argument, name: str, searcher: Searcher) -> tuple[Solution, ...]:
    """One solution for each reading that the payoffs tell apart. KeyError for a game that there is not."""
    games = [each for each in argument.games if each.name == name]
    if not games:
        raise KeyError(name)
    return tuple(_Work(game, outcomes, searcher).solution() for game in games for outcomes in game.outcomes)


class _Work:
    def __init__(self, game: Game, outcomes: Outcomes, searcher: Searcher) -> None:
        payoffs = dict(outcomes.payoffs)
        actions = tuple(own for _, _, own in game.players)
        self._form = NormalForm(tuple(name for name, _, _ in game.players), actions, payoffs.__getitem__)
        self._name, self._reading, self._searcher = game.name, outcomes.reading, searcher
        self._facts = tuple(
            part for quantity in outcomes.quantities for bound in quantity.bounds for part in conjuncts(bound)
        )
        context = Context(searcher, self._facts, order=tuple(quantity.name for quantity in outcomes.quantities))
        spoken = App("+", tuple(payoff for _, row in outcomes.payoffs for payoff in row))
        self._context, domain, _ = within_domain(context, spoken)
        self._facts, self._supposing = self._context.facts, tuple(show(each) for each in domain)

    def solution(self) -> Solution:
        """Everything that there is to say."""
        form = self._form
        equilibria = [self._holds(", ".join(profile), games.nash(form, profile)) for profile in form.profiles()]
        dominant = [
            self._holds(f"{player}: {action}", games.dominant(form, index, action))
            for index, player in enumerate(form.players)
            for action in form.actions[index]
            if len(form.actions[index]) > 1
        ]
        mixed = self._mixed() if form.two_by_two else None
        every, unsought = self._every()
        return Solution(
            self._name,
            self._reading,
            tuple(row for row in equilibria if row.condition != "false" or not row.verified),
            tuple(row for row in dominant if row.condition != "false" or not row.verified),
            mixed,
            self._supposing,
            tuple(zip(form.players, form.actions, strict=True)),
            every,
            unsought,
            self._ties() if every is None and form.two_by_two else "",
            self._replies(),
        )

    def _replies(self) -> tuple[Reply, ...]:
        found = [
            (index, (*profile[:index], *profile[index + 1 :]), profile[index], self._holds("", goal))
            for index in range(len(self._form.players))
            for profile in self._form.profiles()
            for goal in [games.best_reply(self._form, index, profile)]
        ]
        return tuple(reply for reply in found if reply[3].condition != "false" or not reply[3].verified)

    def _every(self) -> tuple[tuple[Equilibria, ...] | None, str]:
        """All equilibria, if the game is one of two players with numbers as payoffs, and small; or why not."""
        form = self._form
        if len(form.players) != 2:
            return None, "equilibria in which players mix are sought for two players"
        if max(map(len, form.actions)) > MOST_ACTIONS:
            return None, f"equilibria in which players mix are sought for up to {MOST_ACTIONS} actions of a player"
        tables: list[list[list[Fraction]]] = [[[] for _ in form.actions[0]] for _ in form.players]
        for profile in form.profiles():
            for player, payoff in enumerate(form.payoffs(profile)):
                value = constant(payoff)
                if value is None:
                    larger = "" if form.two_by_two else ", and for symbols in games of two by two"
                    return None, f"all equilibria in which players mix are sought where payoffs are numbers{larger}"
                tables[player][form.actions[0].index(profile[0])].append(value)
        first, second = (tuple(tuple(row) for row in table) for table in tables)
        found = equilibria(first, second)
        if not all(is_equilibrium(first, second, pair) for one in found for pair in product(one.first, one.second)):
            raise AssertionError("a corner of the equilibria is none")
        return found, ""

    def _holds(self, what: str, goal: Term) -> Holds:
        found = settled(goal, self._context)
        told = plainly(found)
        # what is told is what was checked, or else stays as it was found
        told = told if self._context.proves(App("iff", (found, told))) else found
        return Holds(what, show(told), self._context.proves(App("iff", (goal, told))))

    def _ties(self) -> str:
        """Where a player is indifferent between the actions of a game of two by two against one of the other's: there
        can be more equilibria than those listed."""
        equal = [App("=", (games.advantage(self._form, player, reply), ZERO)) for player in (0, 1) for reply in (0, 1)]
        found = plainly(settled(disjunction(*equal), self._context))
        return "" if found == FALSE else show(found)

    def _mixed(self) -> Mixed | None:
        """A player who mixes is indifferent, and so it is the other's probabilities that the payoffs fix."""
        form = self._form
        parts = [_opposed(form, player) for player in (1, 0)]
        whole = conjunction(*parts)
        if any(settled(part, self._context) == FALSE for part in parts) or self._context.proves(negation(whole)):
            return None
        chances = []
        for other in (1, 0):
            on_first, on_second = games.advantage(form, other, 0), games.advantage(form, other, 1)
            chances.append(_quotient(on_second, games.difference(on_second, on_first), self._context))
        condition = plainly(settled(whole, self._context))
        facts = [*self._facts, *parts]
        inside = [App(op, (chance, end)) for chance in chances for op, end in ((">", ZERO), ("<", ONE))]
        goal = conjunction(*inside, games.mixed_nash(form, (chances[0], chances[1])))
        verified = self._searcher.entails(facts, goal) is True
        same = self._context.proves(App("iff", (conjunction(*parts), condition)))
        told = tuple(
            (form.players[index], form.actions[index][0], show(chance)) for index, chance in enumerate(chances)
        )
        return Mixed(told, show(condition), verified and same)


def plainly(formula: Term) -> Term:
    """The formula with comparisons rearranged so that nothing is subtracted, and `a >= b and b >= a` as `a = b`."""
    match formula:
        case App(op="and" | "or" as op, args=args):
            parts = list(dict.fromkeys(plainly(arg) for arg in args))
            for part in tuple(parts):
                if op == "and" and isinstance(part, App) and part.op in (">=", "<="):
                    same = [App(part.op, part.args[::-1]), App(">=" if part.op == "<=" else "<=", part.args)]
                    other = next((each for each in same if each in parts), None)
                    if other is not None and part in parts:
                        parts[parts.index(part)] = App("=", part.args)
                        parts.remove(other)
            return conjunction(*parts) if op == "and" else disjunction(*parts)
        case App() if is_comparison(formula):
            return rearranged(formula.op, difference(formula))
    return formula


def _opposed(form: NormalForm, player: int) -> Term:
    """That each action of the player is the better reply to one of the other's."""
    ways = []
    for op in (">", "<"):
        first, second = form.actions[player]
        comparisons = []
        for index, way in ((0, op), (1, ">" if op == "<" else "<")):
            met = form.actions[1 - player][index]
            one, two = [(own, met) if player == 0 else (met, own) for own in (first, second)]
            comparisons.append(App(way, (form.payoff(player, one), form.payoff(player, two))))
        ways.append(conjunction(*comparisons))
    return disjunction(*ways)


def _quotient(top: Term, bottom: Term, context: Context) -> Term:
    above, below = (expand(collect(sum_of(term))) for term in (top, bottom))
    coefficients = [product.coefficient for product in (*above, *below)]
    shared = Fraction(
        gcd(*(each.numerator for each in coefficients)), lcm(*(each.denominator for each in coefficients))
    )
    negative = all(product.coefficient < 0 for product in below) or context.proves(App("<", (bottom, ZERO)))
    above, below = (scale(terms, (-1 if negative else 1) / shared) for terms in (above, below))
    one, other = term_of(above), term_of(below)
    if isinstance(one, Num) and isinstance(other, Num) and other.value != 0:
        return Num(one.value / other.value)
    return App("/", (one, other))
