"""What happens at the edges of a derived condition: at equality, and at a ratio of 1 that the facts exclude."""

from __future__ import annotations

from collections.abc import Iterator

from argcheck.analyses.derivation.arrange import solve
from argcheck.analyses.derivation.chain import Chain
from argcheck.analyses.derivation.comparison import is_comparison, is_pointwise, parts
from argcheck.analyses.derivation.context import Context, compare, conjuncts
from argcheck.analyses.derivation.result import Line
from argcheck.analyses.derivation.series import ratios, sums
from argcheck.model.show import show
from argcheck.model.terms import FALSE, ONE, TRUE, App, Infinite, Term, Var, conjunction, free_variables


def boundaries(
    context: Context, goal: Term, result: Term, variable: Var | None, choice: bool = False
) -> tuple[str | Line, ...]:
    """The lines on the edges, each checked; an edge that the decider refutes is left out."""
    if not is_comparison(goal) or not is_pointwise(goal):
        return ()
    return (*_at_equality(context, goal, result, variable, choice), *_at_ratio_one(context, goal, variable))


def _at_equality(context: Context, goal: Term, result: Term, variable: Var | None, choice: bool) -> Iterator[Line]:
    op, left, right = parts(goal)
    if op not in (">", "<", ">=", "<="):
        return
    for case in result.args if isinstance(result, App) and result.op == "or" else (result,):
        found = conjuncts(case)
        if not found or not is_comparison(found[-1]) or parts(found[-1])[0] not in (">", "<", ">=", "<="):
            continue
        _, one, other = parts(found[-1])
        edge = App("=", (one, other))
        there = context.assuming(*found[:-1])
        outcome = solve(Chain(there, App("=", (left, right)), settles=False), variable)
        same = outcome.result == edge and all(line.check == "proved" for line in outcome.lines)
        verdict = same or there.entails(App("iff", (App("=", (left, right)), edge)))
        if verdict is False:
            continue
        label = show(conjunction(*found[:-1])) if len(found) > 1 else None
        equal = "neither option is better: indifference" if choice else f"the two sides are equal: {_at_the_edge(op)}"
        text = f"at {show(edge)} {equal}"
        yield Line(edge, text, "both sides are equal there", "proved" if verdict else "unchecked", label, found[:-1])


def _at_the_edge(op: str) -> str:
    return "the goal fails there" if op in (">", "<") else "the goal holds there"


def _at_ratio_one(context: Context, goal: Term, variable: Var | None) -> Iterator[Line]:
    if any(isinstance(total.upper, Infinite) for total in sums(goal)):
        return
    for ratio in ratios(goal):
        if not isinstance(ratio, Var) or not context.proves(compare("!=", ratio, ONE)):
            continue
        kept = tuple(fact for fact in context.facts if ratio not in free_variables(fact))
        at_one = context.elsewhere((*kept, compare("=", ratio, ONE)))
        outcome = solve(Chain(at_one, goal), None if variable == ratio else variable)
        if outcome.result in (TRUE, FALSE):
            text = "always holds" if outcome.result == TRUE else "never holds"
        else:
            text = f"reads {show(outcome.result)}"
        proved = all(line.check == "proved" for line in outcome.lines)
        yield Line(
            outcome.result,
            f"at {ratio.name} = 1, which the facts exclude, the condition {text}",
            "every term of the sums is the same there",
            "proved" if proved else "unchecked",
        )
