"""Elimination of a variable that occurs linearly, by putting test points for it.

`exists x` of a formula whose comparisons are linear in x holds just where it holds at one of finitely many places:
far below, at a zero of one of its comparisons, or just above one (Loos and Weispfenning, Applying linear quantifier
elimination, Computer Journal 36, 1993). Coefficients may be any polynomials in the other variables.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from argcheck.kernel import polynomial as poly
from argcheck.kernel.formulas import (
    FALSE,
    TRUE,
    And,
    Atom,
    Formula,
    Not,
    Or,
    Proposition,
    Relation,
    both,
    compare,
    either,
    opposite,
    size,
)
from argcheck.kernel.polynomial import Polynomial
from argcheck.provers.elimination.question import Question, conjuncts

_MOST = 3_000


@dataclass(frozen=True)
class Substitution:
    """Our own elimination, for variables that occur linearly."""

    name: str = field(default="substitution", init=False)

    def eliminate(self, question: Question, seconds: float) -> Formula | None:
        """The answer, unless a variable occurs otherwise than linearly or the formula grows too large."""
        signs = _Signs((*question.given, *_outer(question)))
        matrix = question.matrix
        remaining = list(question.prefix)
        while remaining:
            kind = remaining[-1][0]
            # within one block of like quantifiers, the order is free
            start = next((i for i in range(len(remaining), 0, -1) if remaining[i - 1][0] != kind), 0)
            inner = [name for _, name in remaining[start:]]
            # signs that the formula asserts itself hold on this side of the denial only
            target = signs.simpler(matrix if kind == "exists" else opposite(matrix))
            for _ in range(len(inner)):
                fitting = [name for name in inner if _linear(target, name)]
                if not fitting:
                    return None
                name = min(fitting, key=lambda one: sum(1 for _ in _zeros(target, one)))
                inner.remove(name)
                target = signs.simpler(_without(target, name))
                if size(target) > _MOST:
                    return None
            matrix = target if kind == "exists" else opposite(target)
            remaining = remaining[:start]
        return matrix if question.prefix else signs.simpler(matrix)


def _outer(question: Question) -> tuple[Formula, ...]:
    """What may be used for signs besides what is given: the comparisons that the whole formula asserts."""
    first = question.prefix[0][0] if question.prefix else "exists"
    if any(kind != first for kind, _ in question.prefix):
        return ()
    return conjuncts(question.matrix if first == "exists" else opposite(question.matrix))


def _linear(formula: Formula, name: str) -> bool:
    match formula:
        case Atom(polynomial=polynomial):
            return poly.degree(polynomial, name) <= 1
        case Not(argument=argument):
            return _linear(argument, name)
        case And(arguments=arguments) | Or(arguments=arguments):
            return all(_linear(argument, name) for argument in arguments)
    return True


def _zeros(formula: Formula, name: str) -> dict[tuple[frozenset[object], frozenset[object], bool], _Zero]:
    """Where the comparisons turn, each once; `above` where the value itself does not satisfy it."""
    found: dict[tuple[frozenset[object], frozenset[object], bool], _Zero] = {}
    for atom in _atoms(formula):
        if poly.degree(atom.polynomial, name) == 1:
            rest, factor = poly.coefficients_in(atom.polynomial, name)
            zero = _Zero(factor, rest, atom.relation in (Relation.GT, Relation.NE))
            found.setdefault((frozenset(factor.items()), frozenset(rest.items()), zero.above), zero)
    return found


def _atoms(formula: Formula) -> Sequence[Atom]:
    match formula:
        case Atom():
            return (formula,)
        case Not(argument=argument):
            return _atoms(argument)
        case And(arguments=arguments) | Or(arguments=arguments):
            return [atom for argument in arguments for atom in _atoms(argument)]
    return ()


@dataclass(frozen=True)
class _Zero:
    """The zero of `factor * x + rest`, or a place just above it."""

    factor: Polynomial
    rest: Polynomial
    above: bool


def _without(formula: Formula, name: str) -> Formula:
    """`exists name` of the formula."""
    zeros = _zeros(formula, name).values()
    cases = [_put(formula, name, lambda rest, factor, relation: _far_below(rest, factor, relation))]
    for zero in zeros:
        for sign in (1, -1):
            guard = compare(poly.scale(sign, zero.factor), Relation.GT)
            if guard != FALSE:
                cases.append(both(guard, _put(formula, name, _at(zero, sign))))
    return either(*cases)


Placed = Callable[[Polynomial, Polynomial, Relation], Formula]


def _put(formula: Formula, name: str, placed: Placed) -> Formula:
    match formula:
        case Atom(polynomial=polynomial, relation=relation):
            if poly.degree(polynomial, name) == 0:
                return formula
            rest, factor = poly.coefficients_in(polynomial, name)
            return placed(rest, factor, relation)
        case And(arguments=arguments):
            return both(*(_put(argument, name, placed) for argument in arguments))
        case Or(arguments=arguments):
            return either(*(_put(argument, name, placed) for argument in arguments))
        case Not():
            return formula
        case Proposition():
            return formula


def _far_below(rest: Polynomial, factor: Polynomial, relation: Relation) -> Formula:
    """`factor * x + rest` compared with 0 for every x that is small enough."""
    return _leading((poly.negate(factor), rest), relation)


def _leading(parts: tuple[Polynomial, Polynomial], relation: Relation) -> Formula:
    """A sum of two parts of which the first counts infinitely more, compared with 0."""
    first, second = parts
    zero = compare(first, Relation.EQ)
    match relation:
        case Relation.EQ:
            return both(zero, compare(second, Relation.EQ))
        case Relation.NE:
            return either(compare(first, Relation.NE), compare(second, Relation.NE))
    return either(compare(first, Relation.GT), both(zero, compare(second, relation)))


def _at(zero: _Zero, sign: int) -> Placed:
    """At `-rest / factor`, where `factor` has the sign."""

    def placed(rest: Polynomial, factor: Polynomial, relation: Relation) -> Formula:
        value = poly.subtract(poly.multiply(rest, zero.factor), poly.multiply(factor, zero.rest))
        value = poly.scale(sign, value)
        return _leading((value, factor), relation) if zero.above else compare(value, relation)

    return placed


class _Signs:
    """Simplifies comparisons by the signs of single variables."""

    def __init__(self, facts: Sequence[Formula]) -> None:
        self._positive: set[str] = set()
        self._nonnegative: set[str] = set()
        for fact in facts:
            if isinstance(fact, Atom) and len(fact.polynomial) == 1 and poly.degree(fact.polynomial) == 1:
                ((monomial, coefficient),) = fact.polynomial.items()
                if coefficient > 0 and fact.relation is Relation.GT:
                    self._positive.add(monomial[0][0])
                if coefficient > 0 and fact.relation is Relation.GE:
                    self._nonnegative.add(monomial[0][0])
        self._kept = frozenset(facts)

    def simpler(self, formula: Formula) -> Formula:
        """The formula with what the signs decide left out; the facts themselves stay."""
        match formula:
            case Atom():
                return formula if formula in self._kept else self._atom(formula)
            case And(arguments=arguments):
                return self._absorbed(both(*map(self.simpler, arguments)))
            case Or(arguments=arguments):
                return self._absorbed(either(*map(self.simpler, arguments)))
        return formula

    def _atom(self, atom: Atom) -> Formula:
        polynomial = self._divided(atom.polynomial)
        if set(poly.variables(polynomial)) <= self._positive | self._nonnegative:
            strict = any(all(name in self._positive for name, _ in monomial) for monomial in polynomial)
            for sign in (1, -1):
                if all(coefficient * sign > 0 for coefficient in polynomial.values()):
                    return self._known(Atom(polynomial, atom.relation), sign, strict)
        return compare(polynomial, atom.relation)

    def _known(self, atom: Atom, sign: int, strict: bool) -> Formula:
        holds = {Relation.GT: sign > 0, Relation.GE: sign > 0, Relation.EQ: False, Relation.NE: True}
        if strict:
            return TRUE if holds[atom.relation] else FALSE
        if atom.relation is Relation.GE and sign > 0:
            return TRUE
        return FALSE if atom.relation is Relation.GT and sign < 0 else atom

    def _divided(self, polynomial: Polynomial) -> Polynomial:
        """Without the factors that are positive."""
        while polynomial:
            common = set.intersection(*({name for name, _ in monomial} for monomial in polynomial))
            name = next((one for one in sorted(common) if one in self._positive), None)
            if name is None:
                break
            polynomial = {
                tuple((one, power - (one == name)) for one, power in monomial if power > (one == name)): coefficient
                for monomial, coefficient in polynomial.items()
            }
        return polynomial

    @staticmethod
    def _absorbed(formula: Formula) -> Formula:
        """`p and (p or q)` as `p`, `p or (p and q)` as `p`, `p and not p` as false."""
        if not isinstance(formula, And | Or):
            return formula
        inside: type[And] | type[Or] = Or if isinstance(formula, And) else And
        parts = set(formula.arguments)
        if any(isinstance(part, Atom) and opposite(part) in parts for part in parts):
            return FALSE if isinstance(formula, And) else TRUE
        kept = [part for part in formula.arguments if not (isinstance(part, inside) and parts & set(part.arguments))]
        return both(*kept) if isinstance(formula, And) else either(*kept)
