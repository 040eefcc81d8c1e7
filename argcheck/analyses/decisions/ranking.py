"""The condition under which a rule chooses an option, as comparisons of plain terms.

Every rule that ranks by a number ranks by a greatest of least ones: expected utility by one term, maximin by the least
payoff, regret by the least of minus the regrets. So an option is above another when some part of the one exceeds, for
every part of the other, one of its terms in all of its own. What the facts decide is left out.
"""

from __future__ import annotations

from collections.abc import Sequence

from argcheck.analyses.derivation.arrange import solve
from argcheck.analyses.derivation.chain import Chain
from argcheck.analyses.derivation.comparison import is_comparison, parts
from argcheck.analyses.derivation.context import Context
from argcheck.model import rules
from argcheck.model.build import joined
from argcheck.model.rules import Rule, Table
from argcheck.model.terms import FALSE, ONE, TRUE, ZERO, App, Term, Var, conjunction, disjunction, negation

Score = tuple[tuple[Term, ...], ...]
"""A number as the greatest of some parts, each the least of its terms."""


def score(rule: Rule, table: Table, option: str) -> Score:
    """The number by which the rule ranks the option."""
    payoffs = tuple(dict.fromkeys(table.payoffs(option)))
    match rule.name:
        case "maximin":
            return (payoffs,)
        case "maximax":
            return tuple((payoff,) for payoff in payoffs)
        case "hurwicz":
            assert rule.argument is not None
            weight, rest = rule.argument, joined("-", ONE, rule.argument)
            return tuple(
                tuple(best if best == worst else _weighed(weight, best, rest, worst) for worst in payoffs)
                for best in payoffs
            )
        case "minimax_regret":
            lost = [
                ZERO if other == mine else App("-", (mine, other))
                for name in table.options
                for mine, other in zip(table.payoffs(option), table.payoffs(name), strict=True)
            ]
            return (tuple(dict.fromkeys(lost)),)
        case _:
            return ((rules.worth(rule, table, option),),)


def condition(rule: Rule, table: Table, option: str, context: Context, variable: Var | None = None) -> Term:
    """When the rule ranks the option above every other, under the context's facts."""
    found: list[Term] = []
    for other in table.options:
        if other == option:
            continue
        if rule.name in rules.DOMINANCE:
            goal = rules.better(rule, table, option, other)
        else:
            mine, theirs = (_pruned(score(rule, table, name), context) for name in (option, other))
            goal = _above(mine, theirs)
        found.append(settled(goal, context, variable))
    return _without_repeats("and", found, context)


def _weighed(weight: Term, best: Term, rest: Term, worst: Term) -> Term:
    summands = [joined("*", factor, payoff) for factor, payoff in ((weight, best), (rest, worst)) if payoff != ZERO]
    return summands[0] if len(summands) == 1 else joined("+", summands[0], summands[1])


def _above(mine: Score, theirs: Score) -> Term:
    return disjunction(
        *(
            conjunction(
                *(
                    disjunction(*(conjunction(*(App(">", (x, y)) for x in part)) for y in their_part))
                    for their_part in theirs
                )
            )
            for part in mine
        )
    )


def _pruned(whole: Score, context: Context) -> Score:
    """Without terms that are never the least, and parts that are never the greatest, so far as the facts show."""
    return tuple(_extreme(part, "<=", context) for part in _best_parts(whole, context))


def _best_parts(whole: Score, context: Context) -> Score:
    if any(len(part) > 1 for part in whole):
        return whole
    return tuple((term,) for term in _extreme(tuple(part[0] for part in whole), ">=", context))


def _extreme(terms: Sequence[Term], op: str, context: Context) -> tuple[Term, ...]:
    kept = list(terms)
    for term in terms:
        if any(other != term and context.proves(App(op, (other, term))) for other in kept):
            kept.remove(term)
    return tuple(kept)


def settled(goal: Term, context: Context, variable: Var | None = None) -> Term:
    """The goal with every comparison decided by the facts, or written plainly."""
    match goal:
        case App(op="and" | "or" as op, args=args):
            return _without_repeats(op, [settled(arg, context, variable) for arg in args], context)
        case App() if is_comparison(goal):
            if context.proves(goal):
                return TRUE
            return FALSE if context.proves(negation(goal)) else _plain(goal, context, variable)
        case _:
            return goal


def _plain(goal: Term, context: Context, variable: Var | None) -> Term:
    outcome = solve(Chain(context, goal), variable)
    proved = all(line.check == "proved" for line in outcome.lines)
    return outcome.result if proved and is_comparison(outcome.result) else goal


def _without_repeats(op: str, found: list[Term], context: Context) -> Term:
    """A conjunction or disjunction without the parts that the others make idle."""
    join, end, idle = (conjunction, FALSE, TRUE) if op == "and" else (disjunction, TRUE, FALSE)
    flat = [part for each in found for part in (each.args if isinstance(each, App) and each.op == op else (each,))]
    kept = [part for part in dict.fromkeys(flat) if part != idle]
    if end in kept:
        return end
    for part in tuple(kept):
        others = join(*(other for other in kept if other != part))
        implied = (others, part) if op == "and" else (part, others)
        if len(kept) > 1 and context.proves(App("implies", implied)):
            kept.remove(part)
    return join(*sorted(kept, key=lambda part: 0 if is_comparison(part) and isinstance(parts(part)[1], Var) else 1))
