"""How terms move: derivatives, limits and germs as symbols, with what the kernel's rules of calculus say of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from argcheck.kernel import quotients
from argcheck.kernel.calculus import Moving
from argcheck.kernel.data import Refused
from argcheck.kernel.lemmas_calculus import AS_FAST, FIRST, SECOND, SLOWER
from argcheck.kernel.quotients import Quotient, named
from argcheck.kernel.symbols import GERMS, Kind, Meaning
from argcheck.logic import declared, sums
from argcheck.logic.symbolic_sums import MOST_WRITTEN
from argcheck.logic.workspace import Workspace
from argcheck.model.operators import Sort
from argcheck.model.show import show
from argcheck.model.terms import App, Infinite, Motion, Num, SumOf, Term, Var, free_variables

_RULES = {"diff": "derivatives", "limit": "limits"}
_KINDS = {"diff": Kind.DERIVATIVE, "limit": Kind.LIMIT}


class _NoForm(Exception):
    """The kernel has no rule for something in the term."""


class Translating(Protocol):
    """What motions need of the translation that they are part of."""

    space: Workspace

    def argument(self, term: Term) -> Quotient:
        """A term as part of a symbol's meaning."""
        ...


class Motions:
    """Motions within one translation."""

    def __init__(self, work: Translating) -> None:
        self._work = work
        self._space = work.space

    def symbol(self, motion: Motion) -> str | None:
        """The symbol for a motion, with its facts; or None, and a note, where the kernel has no rule for it."""
        try:
            return self._symbol(motion)
        except (_NoForm, Refused):
            self._space.rewritten(_RULES.get(motion.op, "expansions in series"))
            return None

    def _symbol(self, motion: Motion) -> str:
        if motion.variable.sort is not Sort.REAL:
            raise _NoForm
        body = _Body(self._work, self._symbol, motion).quotient(motion.body)
        if isinstance(motion.point, Infinite):
            meaning = Meaning(Kind.END, (body,), variable=motion.variable.name)
        else:
            kind = _KINDS.get(motion.op) or Kind(motion.op)
            meaning = Meaning(kind, (body, self._work.argument(motion.point)), variable=motion.variable.name)
        key = ("motion", meaning.key)
        known = self._space.known(key)
        if known is None:
            Moving(self._space.symbols, meaning.variable).needs(body)  # refused where there is no rule
            known = self._space.abstract(key, "motion", show(motion), None, meaning)
            self._facts(known.name, meaning)
        return known.name

    def _facts(self, name: str, meaning: Meaning) -> None:
        if meaning.kind in GERMS:
            for order in (FIRST, SECOND):
                for side in "<>":
                    declared.lemma(self._space, "germ: derivative", name, order, side)
            declared.lemma(self._space, "germ: constant", name)
        elif meaning.kind is Kind.END:
            (body,) = meaning.parts
            for top in range(len(body.numerator)):
                for bottom in range(len(body.denominator)):
                    for speed in (AS_FAST, SLOWER):
                        declared.lemma(self._space, "limit at infinity", name, str(top), str(bottom), speed)
        else:
            declared.lemma(self._space, meaning.kind.value, name)


class _Body:
    """The body of a motion as a quotient, nothing in it rewritten. What moves in it becomes a symbol as it stands."""

    def __init__(self, work: Translating, symbol: Callable[[Motion], str], motion: Motion, free: bool = True) -> None:
        self._work = work
        self._symbol = symbol
        self._variable = motion.variable
        self._free = free and motion.point == motion.variable  # what moves is the quantity itself, at any point

    def quotient(self, term: Term) -> Quotient:
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
        raise _NoForm

    def _slope(self, motion: Motion) -> Quotient:
        """A derivative within what moves."""
        if self._free:
            return named(self._symbol(motion))
        if motion.variable.sort is not Sort.REAL:
            raise _NoForm
        body = _Body(self._work, self._symbol, motion, free=False).quotient(motion.body)
        parts = (body, named(motion.variable.name))
        return self._declared(Meaning(Kind.DERIVATIVE, parts, variable=motion.variable.name))

    def _sum(self, total: SumOf) -> Quotient:
        count = None if isinstance(total.upper, Infinite) else sums.number_of_terms(total)
        if count is not None and count <= MOST_WRITTEN:
            return self.quotient(sums.expanded(total, count))
        form = sums.literal(total)
        if form is None or isinstance(total.upper, Infinite):
            raise _NoForm
        base, degree = form
        parts = tuple(map(self.quotient, (base, total.lower, total.upper)))
        return self._declared(Meaning(Kind.SUM, parts, degree=degree))

    def _declared(self, meaning: Meaning) -> Quotient:
        return named(declared.symbol(self._work.space, meaning, told=self._free))
