"""Case splits: a branch is what holds in one case, with the disjunctions that are still to be split."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm

from argcheck.kernel.polynomial import Polynomial, add, constant, negate, scale, variables
from argcheck.logic.formula import And, Atom, Formula, Not, Or, Proposition, Relation, opposite
from argcheck.provers.changes import Literal


@dataclass(frozen=True)
class Disjunction:
    """Alternatives, and the assertions (by index) that they come from."""

    alternatives: tuple[Formula, ...]
    origin: frozenset[int]


@dataclass(frozen=True)
class Branch:
    """Literals and truth values that hold together. `clash` is a proposition that is asserted and denied."""

    literals: tuple[Literal, ...] = ()
    truths: tuple[tuple[str, bool, frozenset[int]], ...] = ()
    pending: tuple[Disjunction, ...] = ()
    cases: tuple[Atom, ...] = ()
    impossible: frozenset[int] | None = None
    clash: str | None = None

    def assume(self, formula: Formula, origin: frozenset[int], integers: frozenset[str]) -> Branch:
        """The branch in which the formula holds too."""
        match formula:
            case And(arguments=arguments):
                branch = self
                for argument in arguments:
                    branch = branch.assume(argument, origin, integers)
                return branch
            case Or(arguments=()):
                return replace(self, impossible=origin)
            case Or(arguments=(only,)):
                return self.assume(only, origin, integers)
            case Or(arguments=arguments):
                return replace(self, pending=(*self.pending, Disjunction(arguments, origin)))
            case Atom():
                literal = Literal(_tightened(formula, integers), origin)
                return replace(self, literals=(*self.literals, literal))
            case Proposition(name=name):
                return self._value(name, True, origin)
            case Not(argument=Proposition(name=name)):
                return self._value(name, False, origin)
            case Not(argument=argument):
                return self.assume(opposite(argument), origin, integers)

    def split(self) -> tuple[Disjunction, Branch] | None:
        """The shortest disjunction and the branch without it; a `!=` when nothing else is left; None at the end."""
        if self.pending:
            shortest = min(self.pending, key=lambda disjunction: len(disjunction.alternatives))
            rest = tuple(disjunction for disjunction in self.pending if disjunction is not shortest)
            return shortest, replace(self, pending=rest)
        for literal in self.literals:
            if literal.atom.relation is Relation.NE:
                polynomial = literal.atom.polynomial
                sides = (Atom(polynomial, Relation.GT), Atom(negate(polynomial), Relation.GT))
                others = tuple(other for other in self.literals if other is not literal)
                return Disjunction(sides, literal.origin), replace(self, literals=others)
        return None

    def taking(self, formula: Formula) -> Branch:
        """The branch, noting the alternative that is taken."""
        return replace(self, cases=(*self.cases, formula)) if isinstance(formula, Atom) else self

    def _value(self, name: str, value: bool, origin: frozenset[int]) -> Branch:
        for known, truth, before in self.truths:
            if known == name and truth is not value:
                return replace(self, impossible=before | origin, clash=name)
        return replace(self, truths=(*self.truths, (name, value, origin)))


def _tightened(atom: Atom, integers: frozenset[str]) -> Atom:
    """For integers, `p > 0` with whole coefficients is `p - 1 >= 0`."""
    if atom.relation is not Relation.GT or not variables(atom.polynomial) <= integers:
        return atom
    multiplier = lcm(*(Fraction(coefficient).denominator for coefficient in atom.polynomial.values()))
    polynomial: Polynomial = add(scale(multiplier, atom.polynomial), constant(-1))
    return Atom(polynomial, Relation.GE)
