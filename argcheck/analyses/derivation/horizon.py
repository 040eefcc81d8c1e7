"""The infinite horizon: a number of terms that occurs only as the end of sums is let go to infinity."""

from __future__ import annotations

from argcheck.analyses.derivation.context import Context, compare
from argcheck.analyses.derivation.series import affine, ratios, summands, sums
from argcheck.model.operators import Sort
from argcheck.model.show import show
from argcheck.model.terms import ONE, App, Infinite, Num, SumOf, Term, Var, children, free_variables, num, rebuild


def horizons(goal: Term) -> tuple[Var, ...]:
    """The integer quantities that occur in the goal only in upper ends of geometric sums, with a plus sign."""
    found: list[Var] = []
    for total in sums(goal):
        if isinstance(total.upper, Infinite) or not _is_geometric(total):
            continue
        for variable in sorted(free_variables(total.upper), key=lambda v: v.name):
            line = affine(total.upper, variable)
            rising = line is not None and isinstance(line[0], Num) and line[0].value > 0
            if variable.sort is Sort.INTEGER and rising and variable not in found:
                found.append(variable)
    return tuple(variable for variable in found if variable not in free_variables(without_end(goal, variable)))


def _is_geometric(total: SumOf) -> bool:
    parts = summands(total)
    return bool(parts) and all(part.steps for part in parts or ())


def without_end(term: Term, variable: Var) -> Term:
    """The term with `infinity` as the upper end of every sum that ends with the variable."""
    if isinstance(term, SumOf) and variable in free_variables(term.upper):
        return SumOf(term.variable, term.lower, Infinite(), term.body)
    below = children(term)
    return rebuild(term, tuple(without_end(part, variable) for part in below)) if below else term


def at_infinity(context: Context, goal: Term, variable: Var) -> tuple[Context, Term, str] | None:
    """Facts, goal and title for the variable going to infinity, with the ratios below 1 so that the sums
    converge; None when the facts exclude that."""
    endless = without_end(goal, variable)
    facts = tuple(fact for fact in context.facts if variable not in free_variables(fact))
    inner = context.elsewhere(facts)
    limits = [limit for ratio in ratios(endless) for limit in (compare("<", ratio, ONE), compare(">", ratio, num(-1)))]
    needed = [limit for limit in limits if not inner.proves(limit)]
    contrary = App("not", (needed[0] if len(needed) == 1 else App("and", tuple(needed)),)) if needed else None
    if contrary is not None and inner.entails(contrary) is True:
        return None
    title = f"with {variable.name} going to infinity"
    if needed:
        title += f", where the sum converges: {' and '.join(show(formula) for formula in needed)}"
    return inner.assuming(*needed), endless, title
