"""What the writers for Coq and Lean differ in; and formulas, which they write in nearly the same way."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from argcheck.kernel.formulas import And, Atom, Formula, Not, Or, Proposition, Relation
from argcheck.kernel.polynomial import UNIT, Monomial, Polynomial
from argcheck.reports.assistants.outline import Outline
from argcheck.reports.assistants.whole import Whole, whole


@dataclass(frozen=True)
class Words:
    """How a language writes connectives, relations, and proofs of what it computes by itself."""

    conjunction: str
    disjunction: str
    denial: str
    truth: str
    falsehood: str
    relations: Mapping[Relation, str]
    ring: str  # an identity between polynomials
    cast: str  # an identity between a whole number's expression and its value among the reals
    computed: str  # a comparison of whole numbers


class Language(ABC):
    """A proof assistant's language. Lines of proofs come without indentation."""

    words: Words

    @abstractmethod
    def number(self, value: int) -> str:
        """A real constant, alone on its side of a comparison."""

    @abstractmethod
    def cast(self, identifier: str) -> str:
        """The real number that a whole quantity is."""

    @abstractmethod
    def proposition(self, identifier: str) -> str:
        """That a yes/no quantity holds."""

    @abstractmethod
    def number_fact(self, value: int, relation: Relation) -> str:
        """A proof of a true comparison of a number with 0."""

    @abstractmethod
    def have(self, name: str, term: str) -> str:
        """A line that adds a fact."""

    @abstractmethod
    def parts(self, names: Sequence[str], term: str) -> str:
        """A line that takes a conjunction of at least two apart."""

    @abstractmethod
    def cases(self, names: Sequence[str], term: str) -> str:
        """A line that distinguishes the cases of a disjunction of at least two."""

    @abstractmethod
    def case(self, lines: Sequence[str]) -> list[str]:
        """The proof of one case, indented."""

    @abstractmethod
    def done(self, term: str) -> str:
        """A line that closes the case with a proof of a contradiction."""

    @abstractmethod
    def cancel(self, positive: str, zero: str) -> list[str]:
        """Lines that close the case: what is positive and what is 0 add up to 0."""


@dataclass(frozen=True)
class Writer:
    """Formulas of one theorem in a language."""

    language: Language
    outline: Outline

    def formula(self, formula: Formula) -> str:
        """A formula, in brackets if it is not a comparison."""
        words = self.language.words
        match formula:
            case Atom(polynomial=polynomial, relation=relation):
                return words.relations[relation].format(self.comparison(polynomial))
            case Proposition(name=name):
                return self.language.proposition(self.outline.propositions[name])
            case Not(argument=argument):
                return f"{words.denial} ({self.formula(argument)})"
            case And(arguments=arguments):
                return self._connected(words.conjunction, words.truth, arguments)
            case Or(arguments=arguments):
                return self._connected(words.disjunction, words.falsehood, arguments)

    def _connected(self, connective: str, empty: str, arguments: Sequence[Formula]) -> str:
        if len(arguments) > 1:
            return f"({f' {connective} '.join(map(self.formula, arguments))})"
        return self.formula(arguments[0]) if arguments else empty

    def comparison(self, polynomial: Polynomial) -> str:
        """A polynomial that is compared with 0, its denominators cleared."""
        cleared, _ = whole(polynomial)
        if not cleared.keys() - {UNIT}:
            return self.language.number(cleared.get(UNIT, 0))
        return self.polynomial(cleared)

    def polynomial(self, polynomial: Whole) -> str:
        """A real polynomial."""
        cast = self.language.cast
        casts = {name: cast(to) for name, to in self.outline.wholes.items()}
        return _sum(polynomial, {**self.outline.numbers, **casts})

    def whole_expression(self, polynomial: Whole) -> str:
        """A whole number, from whole quantities."""
        return _sum(polynomial, self.outline.wholes, powers=False)


def bracketed(text: str) -> str:
    """The text as an argument: in brackets, unless it is one word or has its own."""
    depth = 0
    for index, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if depth == 0 and not (character.isalnum() or character == "_" or index == len(text) - 1):
            return f"({text})"
    return text


def _sum(polynomial: Whole, names: Mapping[str, str], *, powers: bool = True) -> str:
    text = ""
    for monomial, coefficient in sorted(polynomial.items(), key=_order):
        sign = "-" if coefficient < 0 else "+"
        product = _product(monomial, abs(coefficient), names, powers)
        text += f" {sign} {product}" if text else product if coefficient > 0 else f"-{product}"
    return text or "0"


def _order(term: tuple[Monomial, int]) -> tuple[int, Monomial]:
    return -sum(exponent for _, exponent in term[0]), term[0]


def _product(monomial: Monomial, coefficient: int, names: Mapping[str, str], powers: bool) -> str:
    factors = [] if coefficient == 1 and monomial else [str(coefficient)]
    for name, exponent in monomial:
        if powers:
            factors.append(names[name] if exponent == 1 else f"{names[name]}^{exponent}")
        else:
            factors += [names[name]] * exponent
    return " * ".join(factors)
