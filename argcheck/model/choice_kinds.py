"""Formulas and numbers about decisions, checked as they are written: options, rules, and what a rule needs."""

from __future__ import annotations

from argcheck.language.syntax import Call, Choice, Dotted, Expr, Ident, Rule
from argcheck.model.deciding import rule_as_written
from argcheck.model.names import Kind, Locals, NameChecker
from argcheck.model.rules import CHANCY, EXPECTED, RULES, SCORED, UTILITIES


class ChoiceChecker(NameChecker):
    """Checks what is said about decisions."""

    def expect(self, expr: Expr, kind: Kind, scope: Locals) -> None:
        """Check that the expression has the kind."""
        raise NotImplementedError

    def of_option(self, expr: Call, scope: Locals) -> Kind:
        """Check `utility(D.o)`, `utility(D.o, rule)` or `certainty_equivalent(D.o, utility function)`."""
        function = expr.function.name
        match expr.arguments:
            case (Dotted(decision=decision, option=option),) if function == "utility":
                self.options(decision, (option,))
                self._chances(decision, EXPECTED)
            case (Dotted(decision=decision, option=option), written):
                self.options(decision, (option,))
                known = SCORED if function == "utility" else UTILITIES
                rule = rule_as_written(written)
                if rule is None:
                    message = "the second argument says by which rule, and this is no rule"
                    self._findings.report("E231", message, written.span, _listed(known))
                else:
                    self._rule(rule, decision, known, scope)
            case _:
                self._findings.report("E214", *_SHAPES[function][:1], expr.span, _SHAPES[function][1])
        return Kind.NUMBER

    def choice(self, expr: Choice, scope: Locals) -> None:
        """Check the decision, the options and the rule of a formula about a decision."""
        seen: set[str] = set()
        for option in expr.options:
            if option.name in seen:
                self._findings.report("E306", f"the option `{option.name}` is compared with itself", option.span)
            seen.add(option.name)
        self.options(expr.decision, expr.options)
        if expr.rule is not None:
            self._rule(expr.rule, expr.decision, RULES, scope)
        elif expr.kind not in ("dominates", "strictly"):
            self._chances(expr.decision, EXPECTED)

    def _rule(self, rule: Rule, decision: Ident, known: dict[str, int], scope: Locals) -> None:
        name = rule.name
        if name.name not in known:
            self._findings.unknown("E231", "rule", name.name, name.span, known, _listed(known))
            return
        if known[name.name] != (rule.argument is not None):
            wanted = f"`{name.name}(a)`, with a number" if known[name.name] else f"`{name.name}`, without a number"
            self._findings.report("E231", f"the rule is written {wanted}", rule.span)
        if rule.argument is not None:
            self.expect(rule.argument, Kind.NUMBER, scope)
        self._chances(decision, name.name)

    def _chances(self, decision: Ident, rule: str) -> None:
        """Report a rule that needs probabilities where a state of the decision has none."""
        entries = self._symbols.visible(self._symbols.decisions.get(decision.name, ()), self._place)
        without = [state for entry in entries for state in entry.item.states if not state.probabilities]
        if rule in CHANCY and without:
            state = without[0].name.name
            message = f"the state `{state}` of `{decision.name}` has no probability"
            hint = f"say how probable it is, as `state {state} : 1/2`, or name a rule, as `under maximin`"
            self._findings.report("E331", message, decision.span, hint)


_SHAPES = {
    "utility": (
        "`utility` takes one option of a decision, and perhaps a rule",
        "as in `utility(training.greedy)` or `utility(training.greedy, maximin)`",
    ),
    "certainty_equivalent": (
        "`certainty_equivalent` takes an option of a decision and a utility function",
        "as in `certainty_equivalent(bet.accept, log)`",
    ),
}


def _listed(known: dict[str, int]) -> str:
    return "there are " + ", ".join(f"`{name}(a)`" if count else f"`{name}`" for name, count in known.items())
