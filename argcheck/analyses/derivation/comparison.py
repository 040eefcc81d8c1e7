"""Comparisons as data: their two sides, their mirror image, their difference."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from argcheck.analyses.derivation.products import Sum, collect, expand, scale, sum_of, term_of
from argcheck.model.terms import FALSE, TRUE, App, Term, walk

MIRROR = {">": "<", ">=": "<=", "<": ">", "<=": ">=", "=": "=", "!=": "!="}
NEGATED = {">": "<=", ">=": "<", "<": ">=", "<=": ">", "=": "!=", "!=": "="}


def is_comparison(formula: Term) -> bool:
    """Whether the formula compares two numbers."""
    return isinstance(formula, App) and formula.op in MIRROR


_AROUND_A_POINT = ("diff", "rises", "falls", "flat")


def is_pointwise(formula: Term) -> bool:
    """Whether the formula speaks of values at a point only: no derivative, no germ."""
    return not any(isinstance(part, App) and part.op in _AROUND_A_POINT for part in walk(formula))


def sides(formula: Term) -> tuple[str, Sum, Sum]:
    """The comparison's operator and its two sides."""
    op, left, right = parts(formula)
    return op, sum_of(left), sum_of(right)


def parts(formula: Term) -> tuple[str, Term, Term]:
    """The comparison's operator and its two sides as terms."""
    if not (isinstance(formula, App) and formula.op in MIRROR):
        raise ValueError("not a comparison")
    return formula.op, formula.args[0], formula.args[1]


def difference(formula: Term) -> Sum:
    """The left side minus the right side, in whichever form is shorter."""
    _, left, right = sides(formula)
    written = collect((*left, *scale(right, Fraction(-1))))
    multiplied = expand(written)
    return multiplied if len(multiplied) < len(written) else written


def rearranged(op: str, total: Sum) -> Term:
    """`total op 0` with the negative terms moved to the right."""
    left = tuple(product for product in total if product.coefficient > 0)
    right = scale(tuple(product for product in total if product.coefficient < 0), Fraction(-1))
    if not left:
        return App(MIRROR[op], (term_of(right), term_of(left)))
    return App(op, (term_of(left), term_of(right)))


def positive_form(formula: Term) -> Term:
    """`not a > b` as `a <= b`."""
    if isinstance(formula, App) and formula.op == "not" and is_comparison(formula.args[0]):
        op, left, right = parts(formula.args[0])
        return App(NEGATED[op], (left, right))
    return formula


_TOGETHER = {frozenset({">", "="}): ">=", frozenset({"<", "="}): "<=", frozenset({">", "<"}): "!="}


def merged(cases: Sequence[Term], results: Sequence[Term]) -> list[tuple[Term, Term]]:
    """Cases with their results; two comparisons of the same terms that have one result become one case."""
    kept: list[tuple[Term, Term]] = []
    for case, result in zip(cases, results, strict=True):
        for index, (other, same) in enumerate(kept):
            if same == result and is_comparison(case) and is_comparison(other) and parts(case)[1:] == parts(other)[1:]:
                op = _TOGETHER.get(frozenset({parts(case)[0], parts(other)[0]}))
                if op is not None:
                    kept[index] = (App(op, parts(case)[1:]), result)
                    break
        else:
            kept.append((case, result))
    return kept


def when_above(op: str) -> Term:
    """The truth of `g op r` when g is known to be greater than r."""
    return TRUE if op in (">", ">=", "!=") else FALSE
