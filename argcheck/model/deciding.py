"""What formulas about decisions mean: their tables of payoffs and probabilities, and the rule that is applied."""

from __future__ import annotations

from dataclasses import dataclass

from argcheck.diagnostics import Span
from argcheck.language import syntax as s
from argcheck.model import rules
from argcheck.model.readings import Absent, Broken, resolve
from argcheck.model.rules import Rule, Table
from argcheck.model.scope import EMPTY, Env
from argcheck.model.symbols import Entry
from argcheck.model.terms import ONE, ZERO, App, Term, conjunction
from argcheck.model.variation import Variations


@dataclass(frozen=True, slots=True)
class Unfolding:
    """What is being unfolded: a definition, the payoff of an option, or the probability of a state."""

    name: str
    span: Span


class Deciding(Variations):
    """Unfolds what is said about decisions."""

    def body(self, what: Unfolding, body: s.Expr, env: Env, call: Span | None) -> Term:
        """The expression, unfolded once and remembered; reports circles."""
        raise NotImplementedError

    def table(self, decision: Entry[s.DecisionDecl]) -> Table:
        """The decision as a table that unfolds what it is asked for."""
        options = tuple(option.name.name for option in decision.item.options)
        return Table(options, lambda name: self.payoffs(decision, name), lambda name: self.chances(decision, name))

    def payoffs(self, decision: Entry[s.DecisionDecl], option: str) -> tuple[Term, ...]:
        """The payoff of an option in every state; one alone when the decision has no states."""
        declared = next((each for each in decision.item.options if each.name.name == option), None)
        if declared is None:
            if decision.reading is None:
                raise Broken
            raise Absent(f"{decision.name}.{option}", decision.reading[1])
        what = Unfolding(f"{decision.name}.{option}", declared.name.span)
        states = [state.name.name for state in decision.item.states] or [""]
        return self._parts(what, declared.payoffs, states)

    def chances(self, decision: Entry[s.DecisionDecl], option: str) -> tuple[Term, ...]:
        """The probability of every state when the option is taken. Raises Broken where some state has none."""
        found: list[Term] = []
        for state in decision.item.states:
            what = Unfolding(f"{decision.name}.{state.name.name}", state.name.span)
            found += self._parts(what, state.probabilities, [option])
        return tuple(found)

    def payoff(self, decision: Entry[s.DecisionDecl], option: str) -> Term:
        """The expected utility of an option."""
        return rules.worth(Rule(), self.table(decision), option)

    def _parts(self, what: Unfolding, parts: tuple[s.Part, ...], names: list[str]) -> tuple[Term, ...]:
        found: list[Term] = []
        for name in names:
            part = next((each for each in parts if each.name is None or each.name.name == name), None)
            if part is None:
                raise Broken
            found.append(self.body(what, part.value, EMPTY, None))
        return tuple(found)

    def of_option(self, expr: s.Call, env: Env) -> Term:
        """`utility(D.o)`, `utility(D.o, rule)`, `certainty_equivalent(D.o, utility function)`."""
        match expr.arguments:
            case (s.Dotted(decision=decision, option=option),) if expr.function.name == "utility":
                return self.payoff(self._decision(decision.name), option.name)
            case (s.Dotted(decision=decision, option=option), written):
                name = rule_as_written(written)
                if name is None:
                    raise Broken
                rule, table = self._rule(name, env), self.table(self._decision(decision.name))
                if expr.function.name == "utility":
                    return rules.worth(rule, table, option.name)
                return rules.certainty_equivalent(rule, table, option.name)
        raise Broken

    def choice(self, expr: s.Choice, env: Env) -> Term:
        """A formula that says how options of a decision compare."""
        table = self.table(self._decision(expr.decision.name))
        one, *rest = [option.name for option in expr.options]
        rule = Rule() if expr.rule is None else self._rule(expr.rule, env)
        match expr.kind:
            case "chooses":
                return rules.chosen(rule, table, one)
            case "prefers":
                return rules.better(rule, table, one, rest[0])
            case "indifferent":
                return rules.alike(rule, table, one, rest[0])
            case _:
                name = "dominance" if expr.kind == "dominates" else "strict_dominance"
                return rules.better(Rule(name), table, one, rest[0])

    def _rule(self, written: s.Rule, env: Env) -> Rule:
        if written.name.name not in rules.RULES:
            raise Broken
        return Rule(written.name.name, None if written.argument is None else self.number(written.argument, env))

    def _decision(self, name: str) -> Entry[s.DecisionDecl]:
        return resolve(name, self.symbols.decisions.get(name, ()), self.choices)


def rule_as_written(expr: s.Expr) -> s.Rule | None:
    """`maximin` or `hurwicz(a)` as the second argument of `utility`; None for anything else."""
    match expr:
        case s.Name(name=name, span=span):
            return s.Rule(s.Ident(name, span), None, span)
        case s.Call(function=function, arguments=(argument,), span=span):
            return s.Rule(function, argument, span)
        case _:
            return None


def well_distributed(chances: tuple[Term, ...]) -> Term:
    """That the numbers are probabilities of states of which exactly one obtains."""
    total = chances[0] if len(chances) == 1 else App("+", chances)
    return conjunction(*(App(">=", (chance, ZERO)) for chance in chances), App("=", (total, ONE)))
