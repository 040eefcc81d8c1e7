"""Comparative statics: how a threshold moves with each parameter, where the sign of its derivative is proved."""

from __future__ import annotations

from argcheck.analyses.derivation.comparison import is_comparison, parts
from argcheck.analyses.derivation.context import Context, conjuncts
from argcheck.analyses.derivation.products import tidy
from argcheck.analyses.derivation.result import Line
from argcheck.analyses.derivation.series import affine
from argcheck.model.operators import Sort
from argcheck.model.show import show
from argcheck.model.terms import App, Term, Var, conjunction, free_variables, num, substitute
from argcheck.provers.sympy_terms import CannotTranslate, derivatives, symbols_for

_LONGEST_DERIVATIVE = 160
_LONGEST_SUM = 50


def statics(context: Context, result: Term, variable: Var) -> tuple[Line, ...]:
    """Lines `the threshold rises with c`, one for each parameter whose effect is proved.

    The result may be a threshold `x > t`, or cases of thresholds. Whole-number parameters are taken as
    real ones, so that the derivative's sign settles the direction for the whole numbers too.
    """
    lines: list[Line] = []
    for case in result.args if isinstance(result, App) and result.op == "or" else (result,):
        found = conjuncts(case)
        thresholds = [part for part in found if is_comparison(part) and parts(part)[1] == variable]
        if len(thresholds) != 1 or (case is not result and len(found) == 1):
            continue
        inner = context.assuming(*(part for part in found if part != thresholds[0] and variable not in _names(part)))
        label = None if case is result else show(conjunction(*(part for part in found if part != thresholds[0])))
        bound = parts(thresholds[0])[2]
        ranked = sorted(_names(bound), key=lambda v: (_position(context, v), v.name))
        for parameter in ranked:
            line = _movement(inner, bound, parameter, label)
            if line is not None:
                lines.append(line)
    return tuple(lines)


def _names(term: Term) -> frozenset[Var]:
    return free_variables(term)


def _position(context: Context, variable: Var) -> int:
    return context.order.index(variable.name) if variable.name in context.order else len(context.order)


def _movement(context: Context, bound: Term, parameter: Var, case: str | None) -> Line | None:
    real = Var(parameter.name, Sort.REAL)
    relaxed = {parameter: real}
    facts = tuple(substitute(fact, relaxed) for fact in context.facts if _keeps_interval(fact, parameter))
    inner = context.elsewhere(facts, patience=_LONGEST_SUM)
    smooth = substitute(bound, relaxed)
    try:
        forms = [tidy(form) for form in derivatives(smooth, real, symbols_for(free_variables(smooth), facts))]
    except CannotTranslate:
        return None
    signed = [(form, sign) for form in forms if (sign := inner.sign(form))]
    if not signed:
        return None
    slope, sign = min(signed, key=lambda pair: len(show(pair[0])))
    verb = "rises" if sign > 0 else "falls"
    shown = show(slope)
    because = f"its derivative in {parameter.name} is {'positive' if sign > 0 else 'negative'}"
    if len(shown) <= _LONGEST_DERIVATIVE:
        because += f": {shown}"
    formula = App(">" if sign > 0 else "<", (slope, num(0)))
    return Line(formula, f"the threshold {verb} with {parameter.name}", because, "proved", case)


def _keeps_interval(fact: Term, parameter: Var) -> bool:
    """Whether the parameter, the others fixed, ranges over an interval under the fact."""
    if parameter not in free_variables(fact):
        return True
    if not is_comparison(fact):
        return False
    op, left, right = parts(fact)
    line = affine(App("-", (left, right)), parameter)
    return op != "!=" and line is not None
