"""The bodies of what binds a variable (derivatives, limits, germs, sums) as quotients of symbols that move with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from argcheck.kernel import quotients
from argcheck.kernel.quotients import Quotient, named
from argcheck.kernel.symbols import Kind, Meaning
from argcheck.logic import declared, sums
from argcheck.logic.workspace import Workspace
from argcheck.model.operators import Sort
from argcheck.model.terms import App, Infinite, Motion, Num, SumOf, Term, Var, free_variables


class NoForm(Exception):
    """The kernel has no rule for something in the term."""


class Translating(Protocol):
    """What bodies need of the translation that they are part of."""

    space: Workspace

    def argument(self, term: Term) -> Quotient:
        """A term as part of a symbol's meaning."""
        ...


class Body:
    """The body of a term that binds the variable, nothing in it rewritten. What moves becomes a symbol as it stands.

    `free` says that what moves is the quantity itself, at any point; then `symbol` gives the symbols of derivatives,
    and facts are wanted of all symbols."""

    def __init__(self, work: Translating, variable: Var, symbol: Callable[[Motion], str], free: bool) -> None:
        self._work = work
        self._variable = variable
        self._symbol = symbol
        self._free = free

    def quotient(self, term: Term) -> Quotient:
        """A part of the body; raises NoForm."""
        if self._variable not in free_variables(term):
            return self._work.argument(term)
        match term:
            case Var():
                return named(term.name)
            case App(op="+", args=args):
                result = self.quotient(args[0])
                for arg in args[1:]:
                    result = quotients.plus(result, self.quotient(arg))
                return result
            case App(op="-", args=(left, right)):
                return quotients.minus(self.quotient(left), self.quotient(right))
            case App(op="neg", args=(inner,)):
                return quotients.times(quotients.number(-1), self.quotient(inner))
            case App(op="*", args=args):
                return quotients.times(*map(self.quotient, args))
            case App(op="/", args=(left, right)):
                return quotients.over(self.quotient(left), self.quotient(right))
            case App(op="^", args=(base, Num(value=value))) if value.denominator == 1:
                return quotients.raised(self.quotient(base), int(value))
            case App(op="^", args=(base, exponent)):
                return self._declared(Meaning(Kind.POWER, (self.quotient(base), self.quotient(exponent))))
            case App(op="exp" | "log" | "sqrt" as op, args=(inner,)):
                return self._declared(Meaning(Kind(op), (self.quotient(inner),)))
            case SumOf():
                return self._sum(term)
            case Motion(op="diff", variable=variable, point=point) if point == variable:
                return self._slope(term)
        raise NoForm

    def _slope(self, motion: Motion) -> Quotient:
        """A derivative within what moves."""
        if self._free:
            return named(self._symbol(motion))
        if motion.variable.sort is not Sort.REAL:
            raise NoForm
        body = Body(self._work, motion.variable, self._symbol, free=False).quotient(motion.body)
        parts = (body, named(motion.variable.name))
        return self._declared(Meaning(Kind.DERIVATIVE, parts, variable=motion.variable.name))

    def _sum(self, total: SumOf) -> Quotient:
        count = None if isinstance(total.upper, Infinite) else sums.number_of_terms(total)
        if count is not None and count <= sums.MOST_WRITTEN:
            return self.quotient(sums.expanded(total, count))
        form = sums.literal(total)
        if form is None or isinstance(total.upper, Infinite):
            raise NoForm
        base, degree = form
        parts = tuple(map(self.quotient, (base, total.lower, total.upper)))
        return self._declared(Meaning(Kind.SUM, parts, degree=degree))

    def _declared(self, meaning: Meaning) -> Quotient:
        return named(declared.symbol(self._work.space, meaning, told=self._free))
