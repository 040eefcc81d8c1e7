"""Problems for provers: is there a point at which every one of some formulas holds?

This is all that a prover sees. It knows nothing of divisions, powers, sums or germs; `logic.normalize`
has turned those into polynomials, fresh variables and facts about them. A problem is an
over-approximation: every true model of the inference extends to a model of the problem, so
"unsatisfiable" is final, while a model is only a suggestion until it is evaluated exactly.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

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
    holds,
    opposite,
)
from argcheck.kernel.polynomial import Coefficient, evaluate, variables

__all__ = [
    "FALSE",
    "TRUE",
    "And",
    "Atom",
    "Formula",
    "Not",
    "Or",
    "Problem",
    "Proposition",
    "Relation",
    "atoms",
    "both",
    "compare",
    "either",
    "implies",
    "opposite",
    "truth",
]


def implies(premise: Formula, consequence: Formula) -> Formula:
    """`premise implies consequence`."""
    return either(opposite(premise), consequence)


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
            return holds(evaluate(polynomial, values), relation)
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
