"""Proof terms for `F or its opposite` and `F or not F`, from the prelude's lemmas, in the words of either language.

The kernel's opposite of a formula is simplified: flattened, without repetitions, numbers compared. The terms say so
step by step.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from argcheck.kernel.formulas import FALSE, TRUE, And, Atom, Formula, Not, Or, Proposition, Relation, holds, opposite
from argcheck.kernel.polynomial import UNIT, Polynomial, negate, variables
from argcheck.reports.assistants.language import Writer, bracketed
from argcheck.reports.assistants.whole import whole

_LEMMAS = {Relation.GT: "ac_gt_dec", Relation.GE: "ac_ge_dec", Relation.EQ: "ac_eq_or", Relation.NE: "ac_eq_or"}


class Denial:
    """Writes the terms for one theorem."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._numbers = count()

    def settled(self, formula: Formula) -> str:
        """A proof that the formula holds or its opposite does."""
        match formula:
            case Atom() if not variables(formula.polynomial):
                return self._ascribed(self._number(formula), formula)
            case Atom(polynomial=polynomial, relation=Relation.EQ):
                return f"(ac_eq_or {self._text(polynomial)})"
            case Atom(polynomial=polynomial, relation=Relation.NE):
                return f"(ac_swap _ _ (ac_eq_or {self._text(polynomial)}))"
            case Atom(polynomial=polynomial, relation=relation):
                name = "ac_gt_or" if relation is Relation.GT else "ac_ge_or"
                return self.flipped(name, formula)
            case Proposition():
                return self.decided(formula)
            case Not(argument=argument):
                return f"(ac_swap _ _ {self.decided(argument)})"
            case And(arguments=arguments):
                return self._ascribed(self._conjunction(arguments, opposite(formula)), formula)
            case Or(arguments=arguments):
                return self._ascribed(self._disjunction(arguments, opposite(formula)), formula)

    def decided(self, formula: Formula) -> str:
        """A proof that the formula holds or does not."""
        match formula:
            case Atom(polynomial=polynomial, relation=relation):
                term = f"({_LEMMAS[relation]} {self._text(polynomial)})"
                return f"(ac_not_dec _ {term})" if relation is Relation.NE else term
            case Proposition(name=name):
                return f"(ac_bool_dec {self._writer.outline.propositions[name]})"
            case Not(argument=argument):
                return f"(ac_not_dec _ {self.decided(argument)})"
            case And(arguments=arguments):
                return self._folded("ac_and_dec", "ac_true_dec", arguments)
            case Or(arguments=arguments):
                return self._folded("ac_or_dec", "ac_false_dec", arguments)

    def flipped(self, lemma: str, atom: Atom) -> str:
        """A lemma applied to a comparison's polynomial and its negative."""
        negative = self._text(negate(atom.polynomial))
        ring = self._writer.language.words.ring
        return f"({lemma} {self._text(atom.polynomial)} {negative} {ring})"

    def _ascribed(self, term: str, formula: Formula) -> str:
        """The term with its type, which cannot always be inferred from the term."""
        here, otherwise = self._writer.formula(formula), self._writer.formula(opposite(formula))
        return f"({term} : {here} {self._writer.language.words.disjunction} {otherwise})"

    def _text(self, polynomial: Polynomial) -> str:
        return bracketed(self._writer.comparison(polynomial))

    def _folded(self, lemma: str, empty: str, arguments: Sequence[Formula]) -> str:
        terms = [self.decided(argument) for argument in arguments]
        if not terms:
            return empty
        result = terms[-1]
        for term in reversed(terms[:-1]):
            result = f"({lemma} _ _ {term} {result})"
        return result

    def _number(self, atom: Atom) -> str:
        value = whole(atom.polynomial)[0].get(UNIT, 0)
        if holds(value, atom.relation):
            return f"(ac_left _ _ {self._writer.language.number_fact(value, atom.relation)})"
        return "(ac_right _ _ ac_true)"

    def _conjunction(self, arguments: Sequence[Formula], target: Formula) -> str:
        names = [self._bound() for _ in arguments]
        result = f"(ac_left _ _ {_conjoined(names)})"
        for name, argument in reversed(list(zip(names, arguments, strict=True))):
            other = self._bound()
            otherwise = f"(ac_right _ _ {self._injected(opposite(argument), other, target)})"
            result = self._either(self.settled(argument), name, result, other, otherwise)
        return result

    def _disjunction(self, arguments: Sequence[Formula], target: Formula) -> str:
        names = [self._bound() for _ in arguments]
        result = (
            f"(ac_right _ _ {_gathered(target, [(opposite(a), n) for a, n in zip(arguments, names, strict=True)])})"
        )
        for index in reversed(range(len(arguments))):
            here = self._bound()
            term = f"(ac_left _ _ {_placed(here, index, len(arguments))})"
            result = self._either(self.settled(arguments[index]), here, term, names[index], result)
        return result

    def _injected(self, source: Formula, term: str, target: Formula) -> str:
        """From a proof of one part of a shortened disjunction, a proof of the whole."""
        if target == source:
            return term
        if target == TRUE:
            return "ac_true"
        if isinstance(target, Or) and source in target.arguments:
            return _placed(term, target.arguments.index(source), len(target.arguments))
        if not isinstance(source, Or):
            raise TypeError("a disjunction lacks one of its parts")
        return self._followed(source.arguments, term, target)

    def _followed(self, alternatives: Sequence[Formula], term: str, target: Formula) -> str:
        if not alternatives:
            return f"(ac_absurd _ {term})"
        if len(alternatives) == 1:
            return self._injected(alternatives[0], term, target)
        here, rest = self._bound(), self._bound()
        first = self._injected(alternatives[0], here, target)
        return self._either(term, here, first, rest, self._followed(alternatives[1:], rest, target))

    def _either(self, term: str, left: str, first: str, right: str, second: str) -> str:
        return f"(ac_or _ _ _ {term} (fun {left} => {first}) (fun {right} => {second}))"

    def _bound(self) -> str:
        return f"u{next(self._numbers)}"


def _conjoined(terms: Sequence[str]) -> str:
    if not terms:
        return "ac_true"
    result = terms[-1]
    for term in reversed(terms[:-1]):
        result = f"(ac_both _ _ {term} {result})"
    return result


def _placed(term: str, index: int, length: int) -> str:
    """A proof of a disjunction from one of its parts."""
    result = f"(ac_left _ _ {term})" if index < length - 1 else term
    return "(ac_right _ _ " * index + result + ")" * index


def _gathered(target: Formula, sources: Sequence[tuple[Formula, str]]) -> str:
    """From proofs of its parts, a proof of a shortened conjunction."""
    known: dict[Formula, str] = {}
    for formula, term in sources:
        known.setdefault(formula, term)
        if isinstance(formula, And):
            for index, argument in enumerate(formula.arguments):
                known.setdefault(argument, _projected(term, index, len(formula.arguments)))
    if FALSE in known:
        return f"(ac_absurd _ {known[FALSE]})"
    return _conjoined([known[each] for each in (target.arguments if isinstance(target, And) else (target,))])


def _projected(term: str, index: int, length: int) -> str:
    rest = "(ac_snd _ _ " * index + term + ")" * index
    return f"(ac_fst _ _ {rest})" if index < length - 1 else rest
