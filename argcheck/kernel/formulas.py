"""Quantifier-free formulas whose atoms are polynomials compared with 0: what provers decide and the kernel proves.

Formulas are values. `compare`, `both` and `either` shorten what they build; the classes do not.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from argcheck.kernel.polynomial import Coefficient, Polynomial, variables


class Relation(StrEnum):
    """How a polynomial compares with 0."""

    GT = ">"
    GE = ">="
    EQ = "="
    NE = "!="


@dataclass(frozen=True)
class Atom:
    """`polynomial relation 0`."""

    polynomial: Polynomial
    relation: Relation

    def __hash__(self) -> int:
        return hash((frozenset(self.polynomial.items()), self.relation))


@dataclass(frozen=True, slots=True)
class Proposition:
    """A yes/no variable."""

    name: str


@dataclass(frozen=True, slots=True)
class Not:
    """Negation."""

    argument: Formula


@dataclass(frozen=True, slots=True)
class And:
    """Conjunction; true when empty."""

    arguments: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Disjunction; false when empty."""

    arguments: tuple[Formula, ...]


Formula = Atom | Proposition | Not | And | Or

TRUE = And(())
FALSE = Or(())


def both(*formulas: Formula) -> Formula:
    """The conjunction, flattened and shortened."""
    parts: dict[Formula, None] = {}
    for formula in formulas:
        parts.update(dict.fromkeys(formula.arguments if isinstance(formula, And) else (formula,)))
    if FALSE in parts:
        return FALSE
    return next(iter(parts)) if len(parts) == 1 else And(tuple(parts))


def either(*formulas: Formula) -> Formula:
    """The disjunction, flattened and shortened."""
    parts: dict[Formula, None] = {}
    for formula in formulas:
        parts.update(dict.fromkeys(formula.arguments if isinstance(formula, Or) else (formula,)))
    if TRUE in parts:
        return TRUE
    return next(iter(parts)) if len(parts) == 1 else Or(tuple(parts))


def opposite(formula: Formula) -> Formula:
    """The negation, pushed down to the atoms."""
    match formula:
        case Atom(polynomial=polynomial, relation=relation):
            flipped = {monomial: -coefficient for monomial, coefficient in polynomial.items()}
            match relation:
                case Relation.GT:
                    return compare(flipped, Relation.GE)
                case Relation.GE:
                    return compare(flipped, Relation.GT)
                case Relation.EQ:
                    return compare(polynomial, Relation.NE)
                case Relation.NE:
                    return compare(polynomial, Relation.EQ)
        case Not(argument=argument):
            return argument
        case And(arguments=arguments):
            return either(*(opposite(argument) for argument in arguments))
        case Or(arguments=arguments):
            return both(*(opposite(argument) for argument in arguments))
        case Proposition():
            return Not(formula)


def compare(polynomial: Polynomial, relation: Relation) -> Formula:
    """`polynomial relation 0`, decided at once when the polynomial is a number."""
    if variables(polynomial):
        return Atom(polynomial, relation)
    return TRUE if holds(polynomial.get((), 0), relation) else FALSE


def holds(value: Coefficient, relation: Relation) -> bool:
    """Whether a number compares so with 0."""
    match relation:
        case Relation.GT:
            return value > 0
        case Relation.GE:
            return value >= 0
        case Relation.EQ:
            return value == 0
        case Relation.NE:
            return value != 0


def size(formula: Formula) -> int:
    """How much there is of a formula: connectives, propositions and terms of polynomials."""
    match formula:
        case Atom(polynomial=polynomial):
            return 1 + len(polynomial)
        case Proposition():
            return 1
        case Not(argument=argument):
            return 1 + size(argument)
        case And(arguments=arguments) | Or(arguments=arguments):
            return 1 + sum(map(size, arguments))
