"""Formulas brought into polynomial form, with facts about what is not polynomial: what provers can read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from argcheck.kernel.lemmas import Lemma, named_symbols
from argcheck.kernel.quotients import Quotient
from argcheck.logic import formula as fml
from argcheck.logic import powers, rational
from argcheck.logic import transcendental as trans
from argcheck.logic.factors import shared
from argcheck.logic.formula import Atom, Formula, Problem, Relation
from argcheck.logic.normalized import Normalized, Statement
from argcheck.logic.numbers import relate_numbers
from argcheck.logic.powers import TooLarge
from argcheck.logic.second_order import relate_second_order
from argcheck.logic.signs import Signs
from argcheck.logic.stating import Stating
from argcheck.logic.symbolic_sums import relate_sums
from argcheck.logic.translate import COMPARISONS, CannotNormalize, Translator
from argcheck.logic.workspace import Workspace
from argcheck.model.operators import Sort
from argcheck.model.show import show
from argcheck.model.terms import App, Num, Term, Var, children, walk

__all__ = ["CannotNormalize", "Normalized", "evident", "goal_atoms", "normalize", "polynomial_of"]

_LONGEST_LABEL = 200


def normalize(formulas: Sequence[Term], labels: Sequence[str] = ()) -> Normalized:
    """The conjunction of the formulas as a problem for provers. Raises CannotNormalize.

    `labels` name the formulas; then every assertion of the problem has a label, of the first formula that says it or
    of what it is a fact about, and there is a statement for certificates.
    """
    normalizer = _Normalizer(formulas, labels)
    return normalizer.run()


def goal_atoms(facts: Sequence[Term], goal: Term) -> tuple[list[Atom], dict[str, Term]]:
    """The comparisons that the goal comes down to under the facts, and what their extra variables stand for.

    Raises CannotNormalize.
    """
    normalizer = _Normalizer(facts)
    normalizer.run()
    try:
        simple = normalizer.space.simplified(normalizer.formula(goal))
        return list(fml.atoms(simple)), normalizer.space.definitions()
    except (TooLarge, ZeroDivisionError) as error:
        raise CannotNormalize(str(error)) from error


def evident(facts: Sequence[Term], formulas: Sequence[Term]) -> list[bool]:
    """Which of the formulas hold by the signs alone that the facts give; no prover is asked."""
    normalizer = _Normalizer(facts)
    normalizer.learn()
    result = []
    for formula in formulas:
        try:
            result.append(normalizer.evidently(formula))
        except (CannotNormalize, TooLarge, ZeroDivisionError):
            result.append(False)
    return result


def polynomial_of(term: Term) -> Quotient:
    """A term of plain arithmetic as a quotient; raises CannotNormalize when it needs more than that."""
    normalizer = _Normalizer(())
    result = normalizer.term(term)
    if normalizer.space.definitions() or normalizer.space.facts:
        raise CannotNormalize("the term is not plain arithmetic")
    return result


class _Normalizer(Translator):
    def __init__(self, formulas: Sequence[Term], labels: Sequence[str] = ()) -> None:
        self._labelled = bool(labels)
        named = labels or [""] * len(formulas)
        self._conjuncts = [(part, label) for f, label in zip(formulas, named, strict=True) for part in _conjuncts([f])]
        integers = frozenset[str]().union(*(_integers(formula) for formula, _ in self._conjuncts))
        super().__init__(Workspace(Signs(set(integers)), self._labelled), self._labelled)
        self.space.is_whole(integers)

    def learn(self) -> tuple[list[tuple[Formula, str]], list[tuple[Term, str]]]:
        """The comparisons of polynomials, whose signs help to normalise the rest, and the rest, with their labels."""
        plain: list[tuple[Formula, str]] = []
        rest: list[tuple[Term, str]] = []
        for conjunct, label in self._conjuncts:
            atom = _plain_atom(conjunct)
            if atom is None:
                rest.append((conjunct, label))
                continue
            plain.append((atom, label))
            if isinstance(atom, Atom):
                self.space.signs.learn(atom)
        return plain, rest

    def run(self) -> Normalized:
        """The whole conjunction as a problem."""
        plain, rest = self.learn()
        self.space.shared = shared(_bases(conjunct for conjunct, _ in rest))
        try:
            other = [(self.formula(conjunct), label) for conjunct, label in rest]
            relate_sums(self.space)
            powers.relate_powers(self.space)
            trans.relate_transcendentals(self.space)
            relate_numbers(self.space)
            relate_second_order(self.space)
            said = [(atom, atom, label) for atom, label in plain]
            statement = self._statement([conjunct for conjunct, _ in rest]) or [formula for formula, _ in other]
        except TooLarge as error:
            raise CannotNormalize(str(error)) from error
        except ZeroDivisionError as error:
            raise CannotNormalize("a divisor is 0 wherever it is used") from error
        space = self.space
        for (formula, label), stated in zip(other, statement, strict=True):
            said.append((space.simplified(formula), stated, label))
        found: dict[Formula, tuple[Formula, str, Lemma | None]] = {}
        for simple, formula, label in said:
            found.setdefault(simple, (formula, label, None))
        for fact in space.facts:
            found.setdefault(fact.simple, (fact.statement, _label(fact.lemma), fact.lemma))
        found.pop(fml.TRUE, None)
        labels = tuple(label for _, label, _ in found.values()) if self._labelled else ()
        return Normalized(
            Problem(tuple(found), space.integers, labels),
            space.definitions(),
            tuple(space.splits),
            tuple(space.opaque),
            frozenset(entry.name for entry in space.entries() if entry.kind not in _DETERMINED),
            self._stated(found.values()) if self._labelled else None,
        )

    def _statement(self, formulas: Sequence[Term]) -> list[Formula]:
        return list(map(Stating(self).formula, formulas)) if self._labelled else []

    def _stated(self, found: Iterable[tuple[Formula, str, Lemma | None]]) -> Statement:
        space = self.space
        links = [(link.statement, _label(link.lemma), link.lemma) for link in space.links]
        formulas, labels, lemmas = zip(*(*found, *links), strict=True) if found or links else ((), (), ())
        return Statement(
            Problem(formulas, space.integers, labels),
            {index: lemma for index, lemma in enumerate(lemmas) if lemma is not None},
            space.symbols.meanings,
            tuple(space.rules),
            tuple(link.simple for link in space.links),
        )

    def evidently(self, formula: Term) -> bool:
        """Whether the formula is true by the known signs."""
        return self.space.simplified(self.formula(formula)) == fml.TRUE


def _label(lemma: Lemma) -> str:
    return f"{lemma.name}: {', '.join(named_symbols(lemma))}"[:_LONGEST_LABEL]


_DETERMINED = {"choice", "rounded", "sqrt"}


def _conjuncts(formulas: Sequence[Term]) -> list[Term]:
    result: list[Term] = []
    for formula in formulas:
        if isinstance(formula, App) and formula.op == "and":
            result.extend(_conjuncts(formula.args))
        elif formula != App("true", ()):
            result.append(formula)
    return result


@lru_cache(maxsize=1 << 16)
def _integers(term: Term) -> frozenset[str]:
    if isinstance(term, Var):
        return frozenset((term.name,)) if term.sort is Sort.INTEGER else frozenset()
    return frozenset[str]().union(*map(_integers, children(term)))


def _bases(formulas: Iterable[Term]) -> Iterator[Quotient]:
    """The bases of powers and the arguments of logarithms, with names for what is no plain arithmetic in them."""
    for formula in formulas:
        for part in walk(formula):
            if isinstance(part, App) and (part.op == "log" or (part.op == "^" and not isinstance(part.args[1], Num))):
                try:
                    yield polynomial_of(_outline(part.args[0]))
                except (CannotNormalize, TooLarge, ZeroDivisionError):
                    continue


def _outline(term: Term) -> Term:
    match term:
        case App(op="+" | "-" | "*" | "/" | "neg" as op, args=args):
            return App(op, tuple(map(_outline, args)))
        case App(op="^", args=(base, Num() as exponent)):
            return App("^", (_outline(base), exponent))
        case Num() | Var():
            return term
    return Var(show(term), Sort.REAL)


@lru_cache(maxsize=1 << 12)
def _plain_atom(term: Term) -> Formula | None:
    # a comparison of polynomials: its sign is known to everything else
    if not (isinstance(term, App) and term.op in COMPARISONS):
        return None
    if not all(_is_polynomial(arg) for arg in term.args):
        return None
    left, right = (_Normalizer(()).term(arg) for arg in term.args)
    if term.op in ("<", "<="):
        left, right = right, left
    relation = {"<": ">", "<=": ">="}.get(term.op, term.op)
    return fml.compare(rational.subtract(left, right).numerator, Relation(relation))


def _is_polynomial(term: Term) -> bool:
    match term:
        case Num() | Var():
            return True
        case App(op="+" | "-" | "*" | "neg", args=args):
            return all(_is_polynomial(arg) for arg in args)
        case App(op="/", args=(top, Num(value=value))):
            return bool(value) and _is_polynomial(top)
        case App(op="^", args=(base, Num(value=value))):
            return value.denominator == 1 and 0 <= value <= 8 and _is_polynomial(base)
    return False
