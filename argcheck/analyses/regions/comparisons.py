"""Comparisons made plainer for boxes and for readers: what stands around a term is undone, and a term that is linear
in a variable is taken apart."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from argcheck.analyses.derivation.comparison import MIRROR
from argcheck.analyses.regions.axes import Axis
from argcheck.logic import surd
from argcheck.logic.calculus import minus, negative, over, plus, times
from argcheck.logic.evaluate import evaluate
from argcheck.logic.exact import TooLarge, Undetermined
from argcheck.logic.exact_text import as_term
from argcheck.logic.scope import NotReduced, Undefined
from argcheck.model.terms import FALSE, ONE, TRUE, ZERO, App, Num, Term, Var, free_variables, rebuild

_CONNECTIVES = frozenset(("and", "or", "not", "implies", "iff"))
_MOST_STEPS = 40


def plainer(formula: Term, axes: Sequence[Axis]) -> Term:
    """The formula with each comparison of a term with a number undone as far as it goes: `1/(1 + exp(-x)) > 1/2`
    becomes `x > 0`. The two are equivalent wherever they have a truth value, and they have one at the same points."""
    if isinstance(formula, App):
        if formula.op in _CONNECTIVES:
            return rebuild(formula, tuple(plainer(arg, axes) for arg in formula.args))
        if formula.op in MIRROR:
            return _undone(formula, axes)
    return formula


def _undone(formula: App, axes: Sequence[Axis]) -> Term:
    op, (left, right) = formula.op, formula.args
    if not free_variables(left):
        op, left, right = MIRROR[op], right, left
    if free_variables(right) or not free_variables(left):
        return formula
    for _ in range(_MOST_STEPS):
        found = _step(op, left, right, axes)
        if found is None:
            return App(op, (left, right))
        if found in (TRUE, FALSE) or not isinstance(found, App):
            return found
        op, (left, right) = found.op, found.args
    return App(op, (left, right))


def _step(op: str, left: Term, right: Term, axes: Sequence[Axis]) -> Term | None:
    """One operation around the variables undone; None where none can be."""
    match left:
        case App(op="neg", args=(inner,)):
            return _compared(MIRROR[op], inner, negative(right))
        case App(op="+", args=args) if any(not free_variables(arg) for arg in args):
            fixed = [arg for arg in args if not free_variables(arg)]
            moved = [arg for arg in args if free_variables(arg)]
            return _compared(op, plus(*moved), minus(right, plus(*fixed)))
        case App(op="-", args=(inner, fixed)) if not free_variables(fixed):
            return _compared(op, inner, plus(right, fixed))
        case App(op="-", args=(fixed, inner)) if not free_variables(fixed):
            return _compared(MIRROR[op], inner, minus(fixed, right))
        case App(op="*", args=args) if any(not free_variables(arg) for arg in args):
            factor = times(*(arg for arg in args if not free_variables(arg)))
            sign = _sign(factor)
            if sign:
                moved = [arg for arg in args if free_variables(arg)]
                return _compared(op if sign > 0 else MIRROR[op], times(*moved), over(right, factor))
        case App(op="/", args=(inner, fixed)) if not free_variables(fixed):
            sign = _sign(fixed)
            if sign:
                return _compared(op if sign > 0 else MIRROR[op], inner, times(right, fixed))
        case App(op="/", args=(fixed, inner)) if not free_variables(fixed) and positive(inner, axes):
            sign = _sign(fixed)
            if sign is not None and sign < 0:
                return _compared(MIRROR[op], App("/", (negative(fixed), inner)), negative(right))
            if sign:
                return _above_zero(MIRROR[op], op, right, inner, over(fixed, right))
        case App(op="exp", args=(inner,)):
            return _above_zero(op, op, right, inner, App("log", (right,)))
    return None


def _above_zero(new: str, op: str, right: Term, inner: Term, bound: Term) -> Term | None:
    """A positive side `op right`: `inner new bound` where the right is positive too, and otherwise settled, provided
    that the inner term has a value everywhere."""
    sign = _sign(right)
    if sign is None:
        return None
    if sign > 0:
        return _compared(new, inner, bound)
    if not _total(inner):
        return None
    return TRUE if op in (">", ">=", "!=") else FALSE


def _compared(op: str, left: Term, right: Term) -> Term | None:
    number = _number(right)
    return None if number is None else App(op, (left, number))


def _number(term: Term) -> Term | None:
    try:
        value = evaluate(term, {})
        written = as_term(value)
    except (Undefined, Undetermined, TooLarge, NotReduced):
        return None
    return None if free_variables(written) else written


def _sign(term: Term) -> int | None:
    try:
        value = evaluate(term, {})
    except (Undefined, Undetermined, TooLarge, NotReduced):
        return None
    return None if isinstance(value, bool) else surd.sign(value)


def _total(term: Term) -> bool:
    """Whether a term has a value everywhere: polynomials and exponentials of them."""
    match term:
        case Num() | Var():
            return True
        case App(op="+" | "-" | "*" | "neg" | "exp" | "min" | "max" | "abs", args=args):
            return all(map(_total, args))
        case App(op="^", args=(base, Num(value=value))) if value.denominator == 1 and value >= 0:
            return _total(base)
        case App(op="/", args=(top, bottom)):
            return _total(top) and _total(bottom) and positive(bottom, ())
    return False


def positive(term: Term, axes: Sequence[Axis], strictly: bool = True) -> bool:
    """Whether a term can be seen to be above 0 (or, not `strictly`, at least 0) wherever it has a value."""
    match term:
        case Num(value=value):
            return value > 0 or (value == 0 and not strictly)
        case Var():
            low = next((axis.low for axis in axes if axis.variable == term), None)
            return low is not None and (low > 0 or (low == 0 and not strictly))
        case App(op="exp"):
            return True
        case App(op="sqrt" | "abs") if not strictly:
            return True
        case App(op="+", args=args):
            weak = all(positive(arg, axes, strictly=False) for arg in args)
            return weak and (not strictly or any(positive(arg, axes) for arg in args))
        case App(op="*" | "min", args=args):
            return all(positive(arg, axes, strictly) for arg in args)
        case App(op="/", args=(top, bottom)):
            return positive(top, axes, strictly) and positive(bottom, axes, strictly=False)
        case App(op="^", args=(base, exponent)):
            even = isinstance(exponent, Num) and exponent.value.denominator == 1 and exponent.value % 2 == 0
            return (even and not strictly) or positive(base, axes, strictly)
    return False


def linear(term: Term, variable: Var) -> tuple[Term, Term] | None:
    """Terms a and c without the variable, with `term = a + c*variable` wherever it has a value; None where there are
    none to be seen."""
    if variable not in free_variables(term):
        return term, ZERO
    match term:
        case Var():
            return ZERO, ONE
        case App(op="neg", args=(inner,)):
            found = linear(inner, variable)
            return found and (negative(found[0]), negative(found[1]))
        case App(op="+" | "-" as op, args=args):
            parts = [linear(arg, variable) for arg in args]
            known = [part for part in parts if part is not None]
            if len(known) < len(parts):
                return None
            if op == "-":
                known[1] = negative(known[1][0]), negative(known[1][1])
            return plus(*(part[0] for part in known)), plus(*(part[1] for part in known))
        case App(op="*", args=args):
            inside = [arg for arg in args if variable in free_variables(arg)]
            outside = [arg for arg in args if variable not in free_variables(arg)]
            found = linear(inside[0], variable) if len(inside) == 1 else None
            return found and (times(*outside, found[0]), times(*outside, found[1]))
        case App(op="/", args=(top, bottom)) if variable not in free_variables(bottom):
            found = linear(top, variable)
            return found and (over(found[0], bottom), over(found[1], bottom))
    return None


def difference(formula: App) -> Term:
    """Left side minus right side."""
    return minus(*formula.args) if formula.args[1] != Num(Fraction(0)) else formula.args[0]
