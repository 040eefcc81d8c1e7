"""Where a step holds, as a formula: each comparison solved for a quantity in which it is linear, by cases of the sign
of the quantity's coefficient, which bounds or provers settle; failing that, as derivations solve it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from time import perf_counter

import numpy as np

from argcheck.analyses.derivation.comparison import MIRROR
from argcheck.analyses.derivation.context import Context
from argcheck.analyses.derivation.derive import condition_of
from argcheck.analyses.derivation.domain import within_domain
from argcheck.analyses.derivation.isolate import divided
from argcheck.analyses.derivation.products import scale, sum_of, term_of, tidy
from argcheck.analyses.regions.axes import Axis
from argcheck.analyses.regions.comparisons import difference, linear, plainer
from argcheck.analyses.regions.partition import ClosedForm
from argcheck.analyses.regions.pave import whole_box
from argcheck.analyses.regions.places import Scale
from argcheck.analyses.regions.program import CannotCompile, Program
from argcheck.analyses.regions.question import Question
from argcheck.analyses.regions.slopes import Runner
from argcheck.analyses.regions.spans import Span
from argcheck.logic.calculus import negative
from argcheck.model.show import show
from argcheck.model.terms import FALSE, TRUE, ZERO, App, Num, Term, conjunction, disjunction, negation
from argcheck.model.verdict import Evidence
from argcheck.provers.search import Searcher

_OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "!=", "!=": "="}
_MOST_COMPARISONS = 4
_LONGEST = 400
_ENOUGH = 0.05


def closed_form(question: Question, searcher: Searcher, *, at_length: bool = True) -> ClosedForm | None:
    """A formula for where the step holds, or None where none was found. Where it is not `at_length`, only comparisons
    that are linear in a quantity are solved."""
    if question.quantified:
        return None
    started = perf_counter()
    brief = searcher.briefly()
    found = _always(question, brief) or _solved(question, brief)
    if found is None and at_length:
        found = _derived(question, brief)
    if found is None:
        return None
    condition, variable = found
    text = show(condition)
    if len(text) > _LONGEST:
        return None
    supposed = conjunction(*question.facts)
    premises = show(supposed) if question.facts else None
    seconds = round(perf_counter() - started, 6)
    return ClosedForm(condition, text, variable, premises, Evidence.SOLVER, seconds, supposed=supposed)


def _always(question: Question, searcher: Searcher) -> tuple[Term, str | None] | None:
    """`true` or `false`, where the goal is so throughout; a single comparison is solved faster than asked about."""
    if _atomic(question.goal):
        return None
    if searcher.refutes([*question.known, negation(question.goal)]):
        return TRUE, None
    return (FALSE, None) if searcher.refutes([*question.known, question.goal]) else None


# ---- linear comparisons --------------------------------------------------------------------------------


def _solved(question: Question, searcher: Searcher) -> tuple[Term, str | None] | None:
    goal = _positive(plainer(question.goal, question.axes), True)
    if goal is None or sum(1 for _ in _comparisons(goal)) > _MOST_COMPARISONS:
        return None
    best: tuple[Term, str | None] | None = None
    enough = perf_counter() + _ENOUGH
    for axis in question.axes:
        condition = _solved_for(goal, axis, question, searcher)
        if condition is None:
            continue
        if best is None or _length(condition) < _length(best[0]):
            best = condition, axis.name
        if perf_counter() > enough:
            break
    return best


def _length(condition: Term) -> tuple[bool, int]:
    return isinstance(condition, App) and condition.op == "or", len(show(condition))


def _solved_for(formula: Term, axis: Axis, question: Question, searcher: Searcher) -> Term | None:
    if formula in (TRUE, FALSE):
        return formula
    assert isinstance(formula, App)
    if formula.op in ("and", "or"):
        parts = [_solved_for(arg, axis, question, searcher) for arg in formula.args]
        solved = [part for part in parts if part is not None]
        if len(solved) < len(parts):
            return None
        return conjunction(*solved) if formula.op == "and" else disjunction(*solved)
    taken = linear(difference(formula), axis.variable)
    if taken is None or taken[1] == ZERO:
        return None
    rest, factor = taken
    signs = _signs(factor, question, searcher)
    cases = [_case(formula, axis, rest, factor, sign, question, searcher) for sign in signs]
    if len(signs) == 1:
        return cases[0]
    tests = (App(sign, _apart(factor)) for sign in signs)
    return disjunction(*(conjunction(test, case) for test, case in zip(tests, cases, strict=True)))


def _case(
    formula: App, axis: Axis, rest: Term, factor: Term, sign: str, question: Question, searcher: Searcher
) -> Term:
    """The comparison `rest + factor*quantity op 0` where the factor has the sign; `true` or `false` where it is that
    throughout."""
    here = [*question.known, App(sign, (factor, ZERO))]
    if sign == "=":
        left: Term = rest
        solution: Term = App(formula.op, (rest, ZERO))
    else:
        left = difference(formula)
        op = formula.op if sign == ">" else MIRROR[formula.op]
        below, above = (factor, negative(rest)) if sign == ">" else (negative(factor), rest)
        solution = App(op, (axis.variable, divided(tidy(above), tidy(below))))
    if isinstance(factor, Num) or _sign_by_bounds(factor, question.axes):
        return solution
    if searcher.refutes([*here, App(formula.op, (left, ZERO))]):
        return FALSE
    if sign == "=" and searcher.refutes([*here, App(_OPPOSITE[formula.op], (left, ZERO))]):
        return TRUE
    return solution


def _apart(factor: Term) -> tuple[Term, Term]:
    """Two terms with the sign of the factor as their difference, each without a minus where that can be."""
    total = sum_of(factor)
    above = tuple(product for product in total if product.coefficient > 0)
    below = tuple(product for product in total if product.coefficient < 0)
    return term_of(above), term_of(scale(below, Fraction(-1)))


def _signs(factor: Term, question: Question, searcher: Searcher) -> tuple[str, ...]:
    """The signs that the factor may have, by interval bounds where these settle it, by provers otherwise."""
    certain = _sign_by_bounds(factor, question.axes)
    if certain is not None:
        return (certain,)
    found = tuple(
        sign for sign in (">", "<", "=") if not searcher.refutes([*question.known, App(sign, (factor, ZERO))])
    )
    return found or (">", "<", "=")


def _sign_by_bounds(factor: Term, axes: Sequence[Axis]) -> str | None:
    try:
        program = Program(axes)
        runner = Runner(program, [program.compile(factor)])
    except CannotCompile:
        return None
    start = whole_box(axes)
    boxes = [Scale(axis).stretch(start[0, index], start[1, index]) for index, axis in enumerate(axes)]
    with np.errstate(all="ignore"):
        (value,), _ = runner.run(boxes)
    if not isinstance(value, Span):
        return None
    return ">" if bool((value.lo > 0.0).all()) else "<" if bool((value.hi < 0.0).all()) else None


def _atomic(formula: Term) -> bool:
    return isinstance(formula, App) and formula.op in _OPPOSITE


def _comparisons(formula: Term) -> Iterator[Term]:
    if isinstance(formula, App) and formula.op in ("and", "or"):
        for arg in formula.args:
            yield from _comparisons(arg)
    else:
        yield formula


def _positive(formula: Term, wanted: bool) -> Term | None:
    """The formula (or its negation) by `and`, `or` and comparisons alone; None where it has something else."""
    if formula in (TRUE, FALSE):
        return formula if wanted else negation(formula)
    match formula:
        case App(op="not", args=(inner,)):
            return _positive(inner, not wanted)
        case App(op="implies", args=(left, right)):
            return _joined("or" if wanted else "and", [_positive(left, not wanted), _positive(right, wanted)])
        case App(op="and" | "or" as op, args=args):
            return _joined(op if wanted else {"and": "or", "or": "and"}[op], [_positive(arg, wanted) for arg in args])
        case App(op=op, args=args) if op in _OPPOSITE:
            return formula if wanted else App(_OPPOSITE[op], args)
    return None


def _joined(op: str, parts: Sequence[Term | None]) -> Term | None:
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    return conjunction(*known) if op == "and" else disjunction(*known)


# ---- as derivations do it ------------------------------------------------------------------------------


def _derived(question: Question, searcher: Searcher) -> tuple[Term, str | None] | None:
    order = tuple(axis.name for axis in question.axes)
    for axis in question.axes:
        context, domain, _ = within_domain(Context(searcher, question.known, order=order), question.goal)
        outcome = condition_of(context, question.goal, axis.variable, ())
        if outcome.implicit or domain:
            continue
        proved = all(line.check == "proved" for line in outcome.lines)
        if proved or context.entails(App("iff", (question.goal, outcome.result))) is True:
            return outcome.result, axis.name
    return None
