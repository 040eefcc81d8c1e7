"""Quantifiers removed from a set of assertions: existentials by fresh variables, universals by instances.

An existential assertion is equisatisfiable with its instance at a fresh variable. A universal assertion is
replaced by finitely many of its instances, which is weaker: a refutation stands, a model must be confirmed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from argcheck.logic.definedness import conditions
from argcheck.logic.germs import OPEN
from argcheck.logic.instances import instances
from argcheck.model.argument import Witness
from argcheck.model.terms import (
    TRUE,
    App,
    Quantifier,
    SumOf,
    Term,
    Var,
    children,
    conjunction,
    disjunction,
    free_variables,
    implication,
    negation,
    substitute,
    walk,
)

_MOST_INSTANCES = 14
_DEEP, _MOST_DEEP_INSTANCES = 2, 8
_MOST_DEPTH = 4


@dataclass
class Unquantified:
    """The quantifier-free assertions, the fresh variables, and whether a universal was weakened."""

    formulas: list[Term] = field(default_factory=list)
    fresh: list[Var] = field(default_factory=list)
    weakened: bool = False


@lru_cache(maxsize=1 << 16)
def has_quantifier(term: Term) -> bool:
    """Whether a quantifier occurs."""
    return isinstance(term, Quantifier) or any(has_quantifier(part) for part in children(term))


def remove_quantifiers(assertions: Sequence[Term], witnesses: Sequence[Witness] = ()) -> Unquantified:
    """The assertions without quantifiers. `witnesses` are instances that the author suggests."""
    if not any(has_quantifier(assertion) for assertion in assertions):
        return Unquantified(list(assertions))
    worker = _Remover(assertions, witnesses)
    worker.result.formulas = [worker.positive(assertion, 0) for assertion in assertions]
    if worker.result.weakened:
        # instances are made once the outer fresh variables are known, so that they can use them
        worker.instantiate(assertions)
    return worker.result


class _Remover:
    def __init__(self, assertions: Sequence[Term], witnesses: Sequence[Witness]) -> None:
        self._witnesses = witnesses
        self._taken = {v.name for a in assertions for p in walk(a) for v in _names(p)}
        self._visible = sorted({v for a in assertions for v in free_variables(a)}, key=lambda v: v.name)
        self._opened: dict[tuple[Var, Term], Var] = {}
        self._instantiating = False
        self._skolems: dict[tuple[Quantifier, bool], Var] = {}
        self._scope: dict[Var, Term] = {}
        self.result = Unquantified()

    def instantiate(self, assertions: Sequence[Term]) -> None:
        """A second pass over the assertions, with the fresh variables of the first as candidates."""
        self._instantiating = True
        self._visible = [*self.result.fresh, *self._visible]
        self.result.formulas = [self.positive(assertion, 0) for assertion in assertions]

    def positive(self, term: Term, depth: int) -> Term:
        """The assertion `term`, without quantifiers, at most weakened."""
        if not has_quantifier(term):
            return term
        match term:
            case App(op="and", args=args):
                return conjunction(*(self.positive(arg, depth) for arg in args))
            case App(op="or", args=args):
                return disjunction(*(self.positive(arg, depth) for arg in args))
            case App(op="implies", args=(left, right)):
                return disjunction(self.negative(left, depth), self.positive(right, depth))
            case App(op="iff", args=(left, right)):
                forth = disjunction(self.negative(left, depth), self.positive(right, depth))
                back = disjunction(self.negative(right, depth), self.positive(left, depth))
                return conjunction(forth, back)
            case App(op="not", args=(inner,)):
                return self.negative(inner, depth)
            case App(op="ite", args=(condition, then, otherwise)):
                whole = conjunction(implication(condition, then), implication(negation(condition), otherwise))
                return self.positive(whole, depth)
            case Quantifier(kind="exists"):
                return self._existential(term, term.domain, term.body, True, depth)
            case Quantifier():
                return self._universal(term, negation(term.domain), term.body, True, depth)
        return self._give_up()

    def negative(self, term: Term, depth: int) -> Term:
        """The assertion `not term`, without quantifiers, at most weakened."""
        if not has_quantifier(term):
            return negation(term)
        match term:
            case App(op="and", args=args):
                return disjunction(*(self.negative(arg, depth) for arg in args))
            case App(op="or", args=args):
                return conjunction(*(self.negative(arg, depth) for arg in args))
            case App(op="implies", args=(left, right)):
                return conjunction(self.positive(left, depth), self.negative(right, depth))
            case App(op="iff", args=(left, right)):
                either = disjunction(self.positive(left, depth), self.positive(right, depth))
                neither = disjunction(self.negative(left, depth), self.negative(right, depth))
                return conjunction(either, neither)
            case App(op="not", args=(inner,)):
                return self.positive(inner, depth)
            case App(op="ite", args=(condition, then, otherwise)):
                whole = conjunction(implication(condition, then), implication(negation(condition), otherwise))
                return self.negative(whole, depth)
            case Quantifier(kind="forall"):
                return self._existential(term, term.domain, negation(term.body), False, depth)
            case Quantifier():
                return self._universal(term, negation(term.domain), negation(term.body), False, depth)
        return self._give_up()

    def _give_up(self) -> Term:
        # a quantifier inside a term: `true` is a weaker assertion
        self.result.weakened = True
        return TRUE

    def _existential(self, term: Quantifier, domain: Term, body: Term, sign: bool, depth: int) -> Term:
        variable = self._skolems.get((term, sign))
        if variable is None:
            variable = self._new(term.variable)
            self._skolems[(term, sign)] = variable
        renamed = {term.variable: variable}
        inside = self._reopened(substitute(conjunction(domain, body), renamed), variable)
        return self._within(term.variable, variable, inside, depth)

    def _within(self, bound: Var, value: Term, inside: Term, depth: int) -> Term:
        # a witness further in may speak of the outer bound variables: it means what they stand for
        outside, self._scope = self._scope, {**self._scope, bound: value}
        try:
            return self.positive(inside, depth + 1)
        finally:
            self._scope = outside

    def _new(self, wanted: Var) -> Var:
        name, index = wanted.name, 1
        while name in self._taken:
            name, index = f"{wanted.name}_{index}", index + 1
        self._taken.add(name)
        variable = Var(name, wanted.sort)
        self.result.fresh.append(variable)
        return variable

    def _universal(self, term: Quantifier, outside: Term, body: Term, sign: bool, depth: int) -> Term:
        self.result.weakened = True
        if depth >= _MOST_DEPTH or not self._instantiating:
            return TRUE
        made = []
        for value in islice(self._instances(term), _MOST_INSTANCES if depth < _DEEP else _MOST_DEEP_INSTANCES):
            undefined = _undefined(value)
            if undefined is None:
                continue
            renamed = {term.variable: value}
            whole = disjunction(undefined, substitute(outside, renamed), substitute(body, renamed))
            instance = self._reopened(whole, value)
            made.append(self._within(term.variable, value, instance, depth))
        return conjunction(*made)

    def _instances(self, term: Quantifier) -> list[Term]:
        suggested = [substitute(w.value, self._scope) for w in self._witnesses if w.name == term.variable.name]
        return suggested or instances(term, self._visible)

    def _reopened(self, instance: Term, value: Term) -> Term:
        # a sign left open may differ from instance to instance
        opened_here = sorted((v for v in free_variables(instance) if v.name.startswith(OPEN)), key=lambda v: v.name)
        opened = {v: self._open(v, value) for v in opened_here}
        return substitute(instance, opened)

    def _open(self, variable: Var, value: Term) -> Var:
        key = (variable, value)
        if key not in self._opened:
            self._opened[key] = Var(f"{variable.name}.{len(self._opened) + 1}", variable.sort)
        return self._opened[key]


def _undefined(value: Term) -> Term | None:
    """Where a term that is put for a variable has no value: only where it has one is there an instance.

    None when that cannot be said without a bound variable.
    """
    needed = list(conditions(value))
    if any(not free_variables(condition.formula) <= free_variables(value) for condition in needed):
        return None
    return disjunction(*(negation(condition.formula) for condition in needed))


def _names(term: Term) -> tuple[Var, ...]:
    if isinstance(term, Var):
        return (term,)
    return (term.variable,) if isinstance(term, Quantifier | SumOf) else ()
