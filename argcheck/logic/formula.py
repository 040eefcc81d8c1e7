"""Problems for provers: quantifier-free formulas whose atoms are polynomials compared with 0.

This is all that a prover sees. It knows nothing of divisions, powers, sums or germs; `logic.normalize`
has turned those into polynomials, fresh variables and facts about them. A problem is an
over-approximation: every true model of the inference extends to a model of the problem, so
"unsatisfiable" is final, while a model is only a suggestion until it is evaluated exactly.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from argcheck.kernel.polynomial import Coefficient, Polynomial, evaluate, variables


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
    parts: list[Formula] = []
    for formula in formulas:
        if isinstance(formula, And):
            parts.extend(part for part in formula.arguments if part not in parts)
        elif formula not in parts:
            parts.append(formula)
    if FALSE in parts:
        return FALSE
    return parts[0] if len(parts) == 1 else And(tuple(parts))


def either(*formulas: Formula) -> Formula:
    """The disjunction, flattened and shortened."""
    parts: list[Formula] = []
    for formula in formulas:
        if isinstance(formula, Or):
            parts.extend(part for part in formula.arguments if part not in parts)
        elif formula not in parts:
            parts.append(formula)
    if TRUE in parts:
        return TRUE
    return parts[0] if len(parts) == 1 else Or(tuple(parts))


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


def implies(premise: Formula, consequence: Formula) -> Formula:
    """`premise implies consequence`."""
    return either(opposite(premise), consequence)


def compare(polynomial: Polynomial, relation: Relation) -> Formula:
    """`polynomial relation 0`, decided at once when the polynomial is a number."""
    if variables(polynomial):
        return Atom(polynomial, relation)
    return TRUE if _holds(polynomial.get((), 0), relation) else FALSE


def _holds(value: Coefficient, relation: Relation) -> bool:
    match relation:
        case Relation.GT:
            return value > 0
        case Relation.GE:
            return value >= 0
        case Relation.EQ:
            return value == 0
        case Relation.NE:
            return value != 0


def atoms(formula: Formula) -> Iterator[Atom]:
    """Every atom, left to right."""
    match formula:
        case Atom():
            yield formula
        case Not(argument=argument):
            yield from atoms(argument)
        case And(arguments=arguments) | Or(arguments=arguments):
            for argument in arguments:
                yield from atoms(argument)


def truth(formula: Formula, values: Mapping[str, Coefficient], propositions: Mapping[str, bool]) -> bool:
    """The formula's value at a point; KeyError if something has no value."""
    match formula:
        case Atom(polynomial=polynomial, relation=relation):
            return _holds(evaluate(polynomial, values), relation)
        case Proposition(name=name):
            return propositions[name]
        case Not(argument=argument):
            return not truth(argument, values, propositions)
        case And(arguments=arguments):
            return all(truth(argument, values, propositions) for argument in arguments)
        case Or(arguments=arguments):
            return any(truth(argument, values, propositions) for argument in arguments)


@dataclass(frozen=True)
class Problem:
    """Is there a point at which every assertion holds?

    `integers` are the variables that range over the integers; every other variable is real.
    `labels[i]` names assertion i, for unsatisfiable cores and for reports.
    """

    assertions: tuple[Formula, ...]
    integers: frozenset[str] = frozenset()
    labels: tuple[str, ...] = field(default=())

    def variables(self) -> frozenset[str]:
        """Every numeric variable that occurs."""
        return frozenset(
            name for assertion in self.assertions for atom in atoms(assertion) for name in variables(atom.polynomial)
        )
