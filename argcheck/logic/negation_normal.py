"""Formulas as instantiation wants them: negations only inside what no quantifier over a kind stands in."""

from __future__ import annotations

from argcheck.model.first_order import ranges_over_kind
from argcheck.model.operators import Sort
from argcheck.model.terms import App, Quantifier, Term, conjunction, disjunction, negation


class OutOfReach(Exception):
    """A quantifier over a kind stands where it cannot be instantiated: inside a term, or under one over numbers."""


def normal(formula: Term, positive: bool = True) -> Term:
    """The formula or its negation with quantifiers over kinds only below `and`, `or` and one another.

    Raises OutOfReach.
    """
    if not ranges_over_kind(formula):
        return formula if positive else negation(formula)
    match formula:
        case App(op="not", args=(only,)):
            return normal(only, not positive)
        case App(op="and" | "or" as op, args=args):
            parts = [normal(arg, positive) for arg in args]
            return conjunction(*parts) if (op == "and") is positive else disjunction(*parts)
        case App(op="implies", args=(left, right)):
            parts = [normal(left, not positive), normal(right, positive)]
            return disjunction(*parts) if positive else conjunction(*parts)
        case App(op="iff", args=(left, right)):
            there = disjunction(normal(left, False), normal(right, positive))
            back = disjunction(normal(left), normal(right, not positive))
            return conjunction(there, back)
        case App(op="ite", args=(test, then, otherwise)):
            first = disjunction(normal(test, False), normal(then, positive))
            return conjunction(first, disjunction(normal(test), normal(otherwise, positive)))
        case Quantifier(kind=which, variable=variable, domain=domain, body=body):
            if variable.sort is Sort.INDIVIDUAL:
                turned = which if positive else "exists" if which == "forall" else "forall"
                return Quantifier(turned, variable, domain, normal(body, positive))
    raise OutOfReach("a quantifier over a kind stands inside a term, or under a quantifier over numbers")
