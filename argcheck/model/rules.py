"""Rules of choice: what it is to be better, or equally good, under each.

A rule that scores options gives each a number and prefers the greater: expected utility (of the payoff itself, or of
its logarithm, root or exponential), maximin, maximax, Hurwicz, minimax regret. Dominance compares state by state and
leaves many options unranked. Definitions as in Luce and Raiffa, Games and Decisions (1957), chapter 13.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce

from argcheck.model.build import joined
from argcheck.model.terms import ONE, ZERO, App, Num, Term, Var, conjunction, disjunction, num

EXPECTED = "expected_utility"
DOMINANCE = ("dominance", "strict_dominance")
UTILITIES = {"linear": 0, "log": 0, "sqrt": 0, "exponential": 1}
"""Utility functions of a payoff, and how many arguments each takes: `exponential(a)` has absolute risk aversion a."""
SCORED = {EXPECTED: 0, "maximin": 0, "maximax": 0, "hurwicz": 1, "minimax_regret": 0, **UTILITIES}
RULES = {**SCORED, **dict.fromkeys(DOMINANCE, 0)}
"""Every rule, and how many arguments it takes: `hurwicz(a)` weighs the best outcome by a, the worst by 1 - a."""
CHANCY = frozenset((EXPECTED, *UTILITIES))
"""The rules that need the probabilities of the states."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by its name, with its argument."""

    name: str = EXPECTED
    argument: Term | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A decision as a table: the options' names, the payoff of each in every state, the probability of every state
    given each option. Payoffs are asked for when they are needed; probabilities may be missing (then do not ask)."""

    options: tuple[str, ...]
    payoffs: Callable[[str], tuple[Term, ...]]
    chances: Callable[[str], tuple[Term, ...]]


def better(rule: Rule, table: Table, one: str, other: str) -> Term:
    """That the one option is strictly better than the other."""
    if rule.name not in DOMINANCE:
        return App(">", (worth(rule, table, one), worth(rule, table, other)))
    pairs = list(dict.fromkeys(zip(table.payoffs(one), table.payoffs(other), strict=True)))
    strictly = [App(">", pair) for pair in pairs]
    if rule.name == "strict_dominance" or len(pairs) == 1:
        return conjunction(*strictly)
    return conjunction(*(App(">=", pair) for pair in pairs), disjunction(*strictly))


def alike(rule: Rule, table: Table, one: str, other: str) -> Term:
    """That the two are equally good; under dominance, that they have the same payoff in every state."""
    if rule.name not in DOMINANCE:
        return App("=", (worth(rule, table, one), worth(rule, table, other)))
    pairs = dict.fromkeys(zip(table.payoffs(one), table.payoffs(other), strict=True))
    return conjunction(*(App("=", pair) for pair in pairs))


def chosen(rule: Rule, table: Table, option: str) -> Term:
    """That the option is better than every other."""
    return conjunction(*(better(rule, table, option, other) for other in table.options if other != option))


def worth(rule: Rule, table: Table, option: str) -> Term:
    """The number by which the rule ranks the option; the greater is the better."""
    payoffs = table.payoffs(option)
    match rule.name:
        case "maximin":
            return extreme("min", payoffs)
        case "maximax":
            return extreme("max", payoffs)
        case "hurwicz":
            assert rule.argument is not None
            best, worst = extreme("max", payoffs), extreme("min", payoffs)
            weight = rule.argument
            rest = Num(1 - weight.value) if isinstance(weight, Num) else joined("-", ONE, weight)
            return best if best == worst else _sum([_product(weight, best), _product(rest, worst)])
        case "minimax_regret":
            return App("neg", (extreme("max", regrets(table, option)),))
        case _:
            return _mean(table, option, [_utility(rule, payoff) for payoff in payoffs])


def certainty_equivalent(rule: Rule, table: Table, option: str) -> Term:
    """The sure payoff that is as good as the option for someone with the rule's utility function."""
    payoffs = table.payoffs(option)
    if len(set(payoffs)) == 1:
        return payoffs[0]
    match rule.name:
        case "log":
            return App("exp", (worth(rule, table, option),))
        case "sqrt":
            return App("^", (worth(rule, table, option), num(2)))
        case "exponential":
            assert rule.argument is not None
            mean = _mean(table, option, [_decay(rule.argument, payoff) for payoff in payoffs])
            return App("neg", (App("/", (App("log", (mean,)), rule.argument)),))
        case _:
            return worth(rule, table, option)


def regrets(table: Table, option: str) -> tuple[Term, ...]:
    """In each state, how much more the best option there is worth than this one."""
    columns = list(zip(*(table.payoffs(name) for name in table.options), strict=True))
    own = table.payoffs(option)
    return tuple(
        ZERO if set(column) == {mine} else joined("-", extreme("max", column), mine)
        for column, mine in zip(columns, own, strict=True)
    )


def extreme(op: str, terms: Sequence[Term]) -> Term:
    """The least or greatest of the terms, each mentioned once, and of the numbers among them only one."""
    pick = min if op == "min" else max
    numbers = [term for term in terms if isinstance(term, Num)]
    kept = pick(numbers, key=lambda number: number.value) if numbers else None
    different = dict.fromkeys(kept if isinstance(term, Num) and kept is not None else term for term in terms)
    return next(iter(different)) if len(different) == 1 else App(op, tuple(different))


def _mean(table: Table, option: str, values: Sequence[Term]) -> Term:
    if len(set(values)) == 1:
        return values[0]
    chances = table.chances(option)
    return _sum([_product(chance, value) for chance, value in zip(chances, values, strict=True)])


def _utility(rule: Rule, payoff: Term) -> Term:
    match rule.name:
        case "log" | "sqrt":
            return App(rule.name, (payoff,))
        case "exponential":
            assert rule.argument is not None
            return App("/", (joined("-", ONE, _decay(rule.argument, payoff)), rule.argument))
        case _:
            return payoff


def _decay(aversion: Term, payoff: Term) -> Term:
    return App("exp", (App("neg", (_product(aversion, payoff),)),))


def _product(left: Term, right: Term) -> Term:
    if right == ZERO or (left == ZERO and isinstance(right, Num | Var)):
        return ZERO
    if left == ONE:
        return right
    return left if right == ONE else joined("*", left, right)


def _sum(terms: Sequence[Term]) -> Term:
    kept = [term for term in terms if term != ZERO]
    return reduce(lambda one, other: joined("+", one, other), kept) if kept else ZERO
