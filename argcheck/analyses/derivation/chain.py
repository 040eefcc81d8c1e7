"""Chains of equivalent lines: a line that the decider refutes is never written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeGuard

from argcheck.analyses.derivation.abstraction import as_algebra, with_hidden
from argcheck.analyses.derivation.comparison import MIRROR, merged, parts
from argcheck.analyses.derivation.context import Context
from argcheck.analyses.derivation.result import Check, Line
from argcheck.model.show import show
from argcheck.model.terms import FALSE, TRUE, App, SumOf, Term, conjunction, disjunction, negation, walk

MOST_CASES = 2


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where a chain ended: its lines, the last formula with the conditions of its cases, whether the
    variable is still on both sides, and the conditions used on the way."""

    lines: tuple[Line, ...]
    result: Term
    implicit: bool
    conditions: tuple[str, ...] = ()


class Chain:
    """A formula rewritten step by step in one case. A chain that `settles` asks at its end whether the facts
    force the formula or its negation."""

    def __init__(self, context: Context, start: Term, depth: int = 0, *, settles: bool = True) -> None:
        self.context = context
        self.current = start
        self.depth = depth
        self.settles = settles
        self.lines: list[Line] = []
        self.forms: list[Term] = [start]
        self.sure = True
        self.conditions: list[str] = []

    def to(
        self,
        formula: Term,
        because: str,
        condition: str = "",
        rests_on: tuple[Term, ...] = (),
        opaque: Term | None = None,
    ) -> bool:
        """Write the formula as the next line, unless the decider refutes that it is equivalent.

        `rests_on` are signs, already settled in this case, that the step rests on; of the part `opaque`
        the step uses nothing else.
        """
        if formula == self.current:
            return True
        verdict = self._equivalent(formula, rests_on, opaque)
        if verdict is False:
            return False
        if show(formula) != show(self.current):
            check: Check = "proved" if verdict else "unchecked"
            line = Line(formula, show(formula), because, check, self.context.case, self.context.under)
            self.lines.append(line)
        self.sure = self.sure and verdict is True
        self.current = formula
        if self.sure:
            self.forms.append(formula)
        if condition and condition not in self.conditions:
            self.conditions.append(condition)
        return True

    def _equivalent(self, formula: Term, signs: tuple[Term, ...], opaque: Term | None) -> bool | None:
        goal, facts = App("iff", (self.current, formula)), self.context.facts
        hidden = as_algebra(goal, signs, facts) if opaque is None else with_hidden(goal, opaque, signs, facts)
        if (
            hidden is not None
            and all(self.context.proves(sign) for sign in signs)
            and self.context.entails(hidden[1], hidden[0]) is True
        ):
            return True
        return self.context.entails(goal)

    def mirror(self) -> None:
        """Read the comparison from right to left; this takes no line of its own."""
        op, left, right = parts(self.current)
        self.current = App(MIRROR[op], (right, left))

    def end(self, implicit: bool) -> Outcome:
        """The chain as it stands; a last formula that the facts decide becomes `true` or `false`."""
        if self.settles and self.current not in (TRUE, FALSE):
            # any form that is proved equivalent will do: ask about the plainest
            plainest = min(self.forms if self.sure else [self.current], key=_difficulty)
            if self.context.entails(plainest) is True:
                self.to(TRUE, "always so under the facts")
            elif self.context.entails(negation(plainest)) is True:
                self.to(FALSE, "never so under the facts")
        decided = self.current in (TRUE, FALSE)
        return Outcome(tuple(self.lines), self.current, implicit and not decided, tuple(self.conditions))

    def split(self, cases: Sequence[Term], solve: Callable[[Chain], Outcome]) -> Outcome:
        """Solve in each case that the facts allow; together the cases must cover everything."""
        if self.depth >= MOST_CASES:
            return self.end(implicit=True)
        if any(case in self.context.facts for case in cases):
            # the case is known already and did not help
            return self.end(implicit=True)
        open_cases = [case for case in cases if self.context.entails(negation(case)) is not True]
        outcomes: list[Outcome] = []
        for case in open_cases:
            alone = len(open_cases) == 1
            inner = self.context.assuming(case, case=None if alone else show(case))
            outcomes.append(solve(Chain(inner, self.current, self.depth + (not alone), settles=self.settles)))
        lines = (*self.lines, *(line for outcome in outcomes for line in outcome.lines))
        conditions = (*self.conditions, *(text for outcome in outcomes for text in outcome.conditions))
        return Outcome(
            lines,
            self._joined(open_cases, outcomes),
            any(outcome.implicit for outcome in outcomes),
            tuple(dict.fromkeys(conditions)),
        )

    def _joined(self, cases: Sequence[Term], outcomes: Sequence[Outcome]) -> Term:
        results = {outcome.result for outcome in outcomes}
        if len(results) == 1:
            return results.pop()
        parts: list[Term] = []
        for case, result in merged(cases, [outcome.result for outcome in outcomes]):
            both = conjunction(case, result)
            # a quotient or a logarithm may have no value outside its case, so only total results stand alone
            alone = _is_total(result) and self.context.entails(App("iff", (both, result))) is True
            parts.append(result if alone else both)
        return disjunction(*parts)


def _difficulty(formula: Term) -> tuple[int, int]:
    """How hard a formula is for a prover: sums, logarithms and quotients first, then length."""
    hard = {"log": 2, "exp": 2, "sqrt": 2, "/": 1}
    weights = [5 if isinstance(part, SumOf) else hard.get(part.op, 0) for part in walk(formula) if _compound(part)]
    return sum(weights), len(show(formula))


def _compound(part: Term) -> TypeGuard[App | SumOf]:
    return isinstance(part, App | SumOf)


def _is_total(formula: Term) -> bool:
    return not any(isinstance(part, App) and part.op in ("/", "^", "log", "sqrt") for part in walk(formula))
