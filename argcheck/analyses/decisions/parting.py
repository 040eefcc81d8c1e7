"""Where rules of choice part: what each demands for an option, and points at which some choose it and others do not."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, permutations

from argcheck.analyses.decisions.ranking import condition
from argcheck.analyses.derivation.context import Context, conjuncts
from argcheck.analyses.derivation.domain import within_domain
from argcheck.logic.evaluate import evaluate
from argcheck.logic.exact import TooLarge, Undetermined
from argcheck.logic.exact_text import show as show_value
from argcheck.logic.scope import NotReduced, Undefined
from argcheck.model import rules
from argcheck.model.argument import Argument, Payoffs, Reading
from argcheck.model.operators import Sort
from argcheck.model.rules import Rule, Table
from argcheck.model.show import show
from argcheck.model.terms import ONE, ZERO, App, Term, Var, negation
from argcheck.provers.backend import Status
from argcheck.provers.search import Searcher

INDEX = "optimism"
"""What the weight is called that Hurwicz's rule gives to the best outcome, unless a quantity has that name."""


@dataclass(frozen=True, slots=True)
class RuleRow:
    """When a rule chooses the option. `verified`: the condition was proved to be equivalent to that."""

    rule: str
    condition: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Split:
    """An exact point (names and values) at which some rules choose the option and others do not."""

    point: tuple[tuple[str, str], ...]
    choosing: tuple[str, ...]
    refusing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleTable:
    """What each rule says of an option under one reading. The `splits` show every way found in which one rule chooses
    it and another does not; `agreeing` are the pairs that were proved never to part, `open_pairs` pairs (one, other) of
    which it is not known whether the one ever chooses it where the other does not. `supposing`: without
    this some payoff has no value."""

    decision: str
    option: str
    reading: Reading
    rows: tuple[RuleRow, ...]
    splits: tuple[Split, ...]
    agreeing: tuple[tuple[str, str], ...]
    open_pairs: tuple[tuple[str, str], ...]
    supposing: tuple[str, ...] = ()

    @property
    def verified(self) -> bool:
        """Whether every condition was proved."""
        return all(row.verified for row in self.rows)


def rule_table(
    argument: Argument,
    decision: str,
    option: str,
    searcher: Searcher,
    *,
    reading: Reading = (),
    variable: str | None = None,
    facts: tuple[Term, ...] = (),
) -> RuleTable | None:
    """The table for an option under a reading of the decision's payoffs; None for a decision without states, of which
    all rules say the same. KeyError for a decision or reading that there is not."""
    payoffs = {each.reading: each for each in argument.decision(decision).payoffs}[reading]
    return _Work(decision, option, payoffs, searcher, facts, variable).table() if payoffs.outcomes else None


class _Work:
    def __init__(
        self,
        decision: str,
        option: str,
        payoffs: Payoffs,
        searcher: Searcher,
        facts: tuple[Term, ...],
        variable: str | None,
    ) -> None:
        self._decision, self._option, self._payoffs, self._searcher = decision, option, payoffs, searcher
        quantities = payoffs.quantities
        taken = {quantity.name for quantity in quantities}
        self._index = Var(INDEX if INDEX not in taken else f"{INDEX}_index", Sort.REAL)
        within = (App(">=", (self._index, ZERO)), App("<=", (self._index, ONE)))
        bounds = [bound for quantity in quantities for bound in quantity.bounds]
        self._facts = tuple(part for fact in (*bounds, *facts, *within) for part in conjuncts(fact))
        self._variables = [*(quantity.variable for quantity in quantities), self._index]
        self._variable = next((v for v in self._variables if v.name == variable), None)
        context = Context(searcher, self._facts, order=tuple(v.name for v in self._variables))
        spoken = App("+", tuple(term for _, row in (*payoffs.outcomes, *payoffs.chances) for term in row))
        self._context, domain, _ = within_domain(context, spoken)
        self._facts, self._supposing = self._context.facts, tuple(show(each) for each in domain)

    def table(self) -> RuleTable:
        """Every rule's condition, and every pair of rules compared."""
        outcomes, chances = dict(self._payoffs.outcomes), dict(self._payoffs.chances)
        table = Table(tuple(outcomes), outcomes.__getitem__, chances.__getitem__)
        goals = {rule.name: rules.chosen(rule, table, self._option) for rule in self._rules(bool(chances))}
        found = [self._row(rule, table, goals[rule.name]) for rule in self._rules(bool(chances))]
        splits: list[Split] = []
        inside: set[tuple[str, str]] = set()
        unsettled: list[tuple[str, str]] = []
        for one, other in permutations(goals, 2):
            if any(one in split.choosing and other in split.refusing for split in splits):
                continue
            split = self._split(goals, one, other)
            if isinstance(split, Split):
                splits.append(split)
            elif split:
                inside.add((one, other))
            else:
                unsettled.append((one, other))
        return RuleTable(
            self._decision,
            self._option,
            self._payoffs.reading,
            tuple(found),
            tuple(splits),
            tuple((one, other) for one, other in combinations(goals, 2) if {(one, other), (other, one)} <= inside),
            tuple(unsettled),
            self._supposing,
        )

    def _rules(self, chancy: bool) -> list[Rule]:
        expected = [Rule()] if chancy else []
        plain = [Rule(name) for name in ("maximin", "maximax", "minimax_regret")]
        return [*expected, *plain, Rule("hurwicz", self._index), *(Rule(name) for name in rules.DOMINANCE)]

    def _row(self, rule: Rule, table: Table, goal: Term) -> RuleRow:
        found = condition(rule, table, self._option, self._context, self._variable)
        if len(show(found)) > 2 * len(show(goal)):
            found = goal
        name = rule.name if rule.argument is None else f"{rule.name}({show(rule.argument)})"
        return RuleRow(name, show(found), self._searcher.entails(self._facts, App("iff", (goal, found))) is True)

    def _split(self, goals: dict[str, Term], one: str, other: str) -> Split | bool:
        """A point at which the one chooses the option and the other does not; True: there is none; False: not known."""
        found = self._searcher.search([*self._facts, goals[one], negation(goals[other])], self._variables)
        if found.status is not Status.SAT or found.point is None or not found.exact:
            return found.status is Status.UNSAT
        chosen: dict[str, bool] = {}
        for rule, goal in goals.items():
            try:
                chosen[rule] = evaluate(goal, found.point) is True
            except (Undefined, Undetermined, TooLarge, NotReduced, KeyError):
                continue
        values = tuple((v.name, show_value(found.point[v.name])) for v in self._variables if v.name in found.point)
        return Split(
            values,
            tuple(rule for rule, yes in chosen.items() if yes),
            tuple(rule for rule, yes in chosen.items() if not yes),
        )
