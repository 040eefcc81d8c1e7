"""What an engine is asked: a formula without the quantified variables that says the same as one with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from argcheck.kernel.formulas import And, Atom, Formula, Not, Or, Proposition, opposite
from argcheck.kernel.polynomial import variables

Kind = Literal["exists", "forall"]


@dataclass(frozen=True, slots=True)
class Question:
    """`prefix` binds real variables of `matrix`, outermost first; `free` are the others, the most important first.
    The answer is wanted where `given`, a formula in the free variables alone, holds. No propositions occur."""

    prefix: tuple[tuple[Kind, str], ...]
    matrix: Formula
    free: tuple[str, ...]
    given: tuple[Formula, ...] = ()

    @property
    def denied(self) -> Question:
        """The same question about the opposite."""
        flipped = tuple((_OTHER[kind], name) for kind, name in self.prefix)
        return Question(flipped, opposite(self.matrix), self.free, self.given)


_OTHER: dict[Kind, Kind] = {"exists": "forall", "forall": "exists"}


class Engine(Protocol):
    """Something that eliminates quantifiers. It returns None, and does not raise, where it cannot."""

    @property
    def name(self) -> str:
        """What reports call it."""
        ...

    def eliminate(self, question: Question, seconds: float) -> Formula | None:
        """A formula in the free variables that is said to be equivalent, within the time."""
        ...


def names_in(formula: Formula) -> frozenset[str]:
    """Every variable and proposition that occurs."""
    match formula:
        case Atom(polynomial=polynomial):
            return variables(polynomial)
        case Proposition(name=name):
            return frozenset((name,))
        case Not(argument=argument):
            return names_in(argument)
        case And(arguments=arguments) | Or(arguments=arguments):
            return frozenset[str]().union(*map(names_in, arguments))


def conjuncts(formula: Formula) -> tuple[Formula, ...]:
    """The parts of a conjunction, or the formula itself."""
    return formula.arguments if isinstance(formula, And) else (formula,)
