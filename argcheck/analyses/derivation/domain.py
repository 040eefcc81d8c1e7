"""Where a formula has a value: divisors, logarithms, roots, powers, and the ratios of endless sums."""

from __future__ import annotations

from collections.abc import Iterator

from argcheck.analyses.derivation.context import Context, compare
from argcheck.analyses.derivation.series import summands
from argcheck.model.operators import Sort
from argcheck.model.terms import ONE, App, Infinite, Num, SumOf, Term, children, num

_GUARDED = ("ite", "implies", "and", "or", "iff", "diff", "rises", "falls", "flat")


def needed(term: Term) -> Iterator[tuple[Term, str]]:
    """Formulas that must hold for the term to have a value, each with what would have none. Guards, binders
    and germs are not looked into: there the decider's own account of definedness rules."""
    match term:
        case SumOf(upper=Infinite()):
            for summand in summands(term) or ():
                if not isinstance(summand.ratio, Num):
                    yield compare("<", summand.ratio, ONE), "the endless sum"
                    yield compare(">", summand.ratio, num(-1)), "the endless sum"
            return
        case App(op=op) if op in _GUARDED:
            return
        case App(op="/", args=(_, divisor)) if not isinstance(divisor, Num):
            yield compare("!=", divisor), "the quotient"
        case App(op="log", args=(inner,)):
            yield compare(">", inner), "the logarithm"
        case App(op="sqrt", args=(inner,)):
            yield compare(">=", inner), "the square root"
        case App(op="^", args=(base, exponent)):
            if exponent.sort is not Sort.INTEGER:
                yield compare(">", base), "the power"
            elif isinstance(exponent, Num) and exponent.value < 0:
                yield compare("!=", base), "the power"
    if isinstance(term, App):
        for part in children(term):
            yield from needed(part)


def within_domain(context: Context, goal: Term) -> tuple[Context, tuple[Term, ...], tuple[str, ...]]:
    """The context with what the goal needs to have a value and the facts do not give: those formulas, and
    a sentence on each."""
    added: list[Term] = []
    notes: list[str] = []
    for formula, what in needed(goal):
        if not context.proves(formula):
            context = context.assuming(formula)
            added.append(formula)
            notes.append(what)
    return context, tuple(added), tuple(notes)
