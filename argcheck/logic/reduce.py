"""Rewriting away what has a meaning in terms of simpler things: germs, derivatives and limits.

The result is a formula over plain terms: it can be evaluated exactly and normalised for provers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from itertools import count

from argcheck.logic.calculus import NoDerivative, derivative
from argcheck.logic.germs import OPEN, germ_formula
from argcheck.logic.infinitesimal import GermTooHard
from argcheck.logic.limits import NoLimit, limit
from argcheck.model.operators import Sort
from argcheck.model.show import show
from argcheck.model.terms import App, LimitOf, Motion, Num, SumOf, Term, Var, children, free_variables, rebuild, walk

_DIGEST = 32  # hexadecimal digits that tell one germ from another


class CannotReduce(Exception):
    """A germ, derivative or limit has no plain form that the rules give; the message says why."""


@dataclass
class Reducer:
    """Reduces terms, and remembers what they came to. When `telling`, what was reduced by rules of calculus stands in
    the result as a `Motion`.

    The same germ is the same formula whoever reduces it: propositions for signs left open are called after the germ.
    """

    telling: bool = False
    _germs: dict[Term, Term] = field(default_factory=dict)
    _reduced: dict[Term, Term] = field(default_factory=dict)

    def reduce(self, term: Term) -> Term:
        """The term without rises, falls, flat, diff and limits. Raises CannotReduce."""
        parts = children(term)
        if not parts:
            return term
        if term not in self._reduced:
            self._reduced[term] = self._reduce(term, parts)
        return self._reduced[term]

    def _reduce(self, term: Term, parts: tuple[Term, ...]) -> Term:
        reduced = tuple(self.reduce(part) for part in parts)
        match term:
            case App(op="rises" | "falls" | "flat" as op, args=(_, Var() as variable)):
                return self._germ(op, reduced[0], variable, term)
            case App(op="diff", args=(_, Var() as variable)):
                try:
                    slope = derivative(without_motions(reduced[0]), variable)
                    return self._told("diff", variable, reduced[0], variable, slope)
                except NoDerivative as problem:
                    raise CannotReduce(f"`{show(term)}`: {problem}") from problem
            case LimitOf(variable=variable):
                try:
                    value = limit(LimitOf(variable, reduced[0], without_motions(reduced[1]))).value
                    return self._told("limit", variable, reduced[1], reduced[0], value)
                except NoLimit as problem:
                    raise CannotReduce(f"`{show(term)}`: {problem}") from problem
        result = term if reduced == parts else rebuild(term, reduced)
        if isinstance(result, SumOf) and left_open(result):
            raise CannotReduce(f"`{show(term)}`: a sign in it may differ from term to term")
        return result

    def _germ(self, op: str, inner: Term, variable: Var, term: Term) -> Term:
        # the same germ twice is the same formula, open signs included
        plain = without_motions(inner)
        key = App(op, (plain, variable))
        if key not in self._germs:
            try:
                self._germs[key] = germ_formula(op, plain, variable, _signs_left_open(key))
            except GermTooHard as problem:
                raise CannotReduce(f"`{show(term)}`: {problem}") from problem
        if plain == inner and not any(map(_smooth, walk(inner))):
            return self._germs[key]
        return self._told(op, variable, inner, variable, self._germs[key])

    def _told(self, op: str, variable: Var, body: Term, point: Term, plain: Term) -> Term:
        return Motion(op, variable, body, point, plain) if self.telling else plain


def left_open(term: Term) -> bool:
    """Whether a reduced term speaks of a sign beyond the order of expansion."""
    return any(variable.name.startswith(OPEN) for variable in free_variables(term))


def _signs_left_open(germ: Term) -> Callable[[], Var]:
    numbers = count(1)
    named = lru_cache(maxsize=1)(lambda: sha256(repr(germ).encode()).hexdigest()[:_DIGEST])
    return lambda: Var(f"{OPEN} {next(numbers)} of {named()}", Sort.BOOL)


def without_motions(term: Term) -> Term:
    """The term, each motion in it put as the plain term that says the same."""
    if isinstance(term, Motion):
        return without_motions(term.plain)
    parts = children(term)
    plain = tuple(map(without_motions, parts))
    return term if plain == parts else rebuild(term, plain)


def _smooth(term: Term) -> bool:
    """Whether it takes a series to say how the term moves."""
    if isinstance(term, App) and term.op == "^":
        exponent = term.args[1]
        return not (isinstance(exponent, Num) and exponent.value.denominator == 1)
    return isinstance(term, SumOf) or (isinstance(term, App) and term.op in ("exp", "log", "sqrt"))
