"""Where one normalisation collects what it makes: abstraction variables, facts about them, known signs.

Every fact is an instance of one of the kernel's lemmas, which holds at every point for the true value of the
abstraction variables; a fact about a partial operation is therefore conditional on its definedness. Beside what a
formula states stands what it comes to with the signs that are known: this is what provers see.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from argcheck.kernel import polynomial as poly
from argcheck.kernel.data import Refused
from argcheck.kernel.lemmas import Lemma, instance
from argcheck.kernel.polynomial import Polynomial
from argcheck.kernel.quotients import Key as QuotientKey
from argcheck.kernel.quotients import Quotient
from argcheck.kernel.symbols import Meaning, Symbols
from argcheck.logic import rational
from argcheck.logic.formula import TRUE, Atom, Formula, Relation, compare
from argcheck.logic.signs import Sign, Signs, SignSet
from argcheck.logic.signs import product as product_of_signs
from argcheck.logic.simplify import Key, Simplifier
from argcheck.model.terms import Term

_LONGEST_NAME = 200


@dataclass(frozen=True, eq=False)
class Abstraction:
    """A fresh variable that stands for a term outside polynomial arithmetic."""

    name: str
    kind: str
    arguments: tuple[Quotient, ...]
    term: Term | None


@dataclass(frozen=True)
class Stated:
    """What a lemma states, and what that comes to with known signs."""

    statement: Formula
    simple: Formula
    lemma: Lemma


@dataclass(frozen=True, eq=False)
class GeometricSum:
    """The sum of ratio^k for k from lower to upper: its symbol, the way its powers are spread, and whether terms
    speak of it as the symbol `itself` or in `closed` form."""

    name: str
    way: str
    form: str
    ratio: Quotient
    lower: Quotient
    upper: Quotient

    @property
    def words(self) -> tuple[str, str, str]:
        """How lemmas are told of it."""
        return self.name, self.way, self.form


class Workspace:
    """The state of one normalisation. Unless it is `stating`, comparisons are cleared by the known signs at once,
    which is cheaper: what formulas state is then lost, and what they come to is the same."""

    def __init__(self, signs: Signs, stating: bool) -> None:
        self.signs = signs
        self._stating = stating
        self.symbols = Symbols()
        self.facts: list[Stated] = []
        self.links: list[Stated] = []
        self.rules: dict[str, None] = {}
        self.splits: list[Polynomial] = []
        self.opaque: list[str] = []
        self.geometric: list[GeometricSum] = []
        self.shared: frozenset[QuotientKey] = frozenset()  # sums that more than one base of powers or logarithms has
        self._table: dict[Hashable, Abstraction] = {}
        self._names: set[str] = set()
        self._cleared: dict[Key, Quotient] = {}
        self._simplifier = Simplifier(signs, self._cleared)

    @property
    def integers(self) -> frozenset[str]:
        """The variables that are whole."""
        return self.symbols.integers

    def is_whole(self, names: frozenset[str]) -> None:
        """Note that these variables are whole."""
        self.symbols.integers |= names

    # ---- abstraction variables ---------------------------------------------------------------------

    def of_kind(self, kind: str) -> list[Abstraction]:
        """The abstractions of a kind, oldest first."""
        return [entry for entry in self._table.values() if entry.kind == kind]

    def entries(self) -> list[Abstraction]:
        """Every abstraction, oldest first."""
        return list(self._table.values())

    def known(self, key: Hashable) -> Abstraction | None:
        """The abstraction made for this key, if any."""
        return self._table.get(key)

    def abstract(
        self,
        key: Hashable,
        kind: str,
        label: str,
        term: Term | None,
        meaning: Meaning | None = None,
    ) -> Abstraction:
        """A new abstraction; its variable's name is `label`, which no quantity can have. What has no meaning that the
        kernel knows has no facts either. Raises Refused where the kernel does not accept the meaning."""
        label = label.replace("|", "").replace("\\", "")[:_LONGEST_NAME]
        name, index = label, 2
        while name in self._names:
            name, index = f"{label} #{index}", index + 1
        if meaning is not None:
            if self.symbols.takes_whole_values(meaning):
                self.is_whole(frozenset((name,)))
            self.symbols.declare(name, meaning)
        self._names.add(name)
        entry = Abstraction(name, kind, () if meaning is None else meaning.parts, term)
        self._table[key] = entry
        return entry

    def definitions(self) -> dict[str, Term]:
        """What each abstraction variable stands for, where it has a term."""
        return {entry.name: entry.term for entry in self._table.values() if entry.term is not None}

    def want_sign(self, polynomial: Polynomial) -> None:
        """Note that more could be said if the sign of the polynomial were known."""
        if poly.variables(polynomial) and polynomial not in self.splits:
            self.splits.append(polynomial)

    # ---- facts and formulas --------------------------------------------------------------------------

    def sign(self, value: Quotient) -> SignSet:
        """The signs that a quotient may have where it is defined."""
        top = self.signs.of(value.numerator)
        return top if value.whole else product_of_signs(top, self.signs.of(value.denominator) & ~Sign.ZERO)

    def lemma(self, name: str, *arguments: str) -> None:
        """Record what a lemma says of some symbols, unless it says nothing of them or nothing new."""
        lemma = Lemma(name, arguments)
        try:
            statement = instance(lemma, self.symbols)
        except Refused:
            return
        simple = self.simplified(statement)
        if simple != TRUE:
            self.facts.append(Stated(statement, simple, lemma))

    def link(self, name: str, *arguments: str) -> bool:
        """Record a lemma that is, by known signs, an equation for a symbol; whether it is one."""
        lemma = Lemma(name, arguments)
        try:
            statement = instance(lemma, self.symbols)
        except Refused:
            return False
        simple = self.simplified(statement)
        if not isinstance(simple, Atom) or simple.relation is not Relation.EQ:
            return False
        self.links.append(Stated(statement, simple, lemma))
        return True

    def positive(self, symbol: str) -> None:
        """Take note that a symbol is positive, if that is the fact recorded last."""
        atom = Atom(poly.variable(symbol), Relation.GT)
        if self.facts and self.facts[-1].simple == atom:
            self.signs.learn(atom)

    def rewritten(self, rule: str) -> None:
        """Note a rule by which a term was brought into another form that equals it."""
        self.rules[rule] = None

    def relates(self, left: Quotient, relation: str, right: Quotient) -> Formula:
        """`left relation right`, the denominators cleared: `n/d > 0` is stated as `n*d > 0`."""
        if relation in ("<", "<="):
            left, relation, right = right, {"<": ">", "<=": ">="}[relation], left
        difference = rational.subtract(left, right)
        if difference.whole or relation in ("=", "!="):
            return compare(difference.numerator, Relation(relation))
        if not self._stating:
            below = self.signs.of(difference.denominator)
            if not below & Sign.NEGATIVE:
                return compare(difference.numerator, Relation(relation))
            if not below & Sign.POSITIVE:
                return compare(poly.negate(difference.numerator), Relation(relation))
        product = poly.multiply(difference.numerator, difference.denominator)
        self._cleared[frozenset(product.items())] = difference
        self._cleared[frozenset(poly.negate(product).items())] = rational.negate(difference)
        return compare(product, Relation(relation))

    def simplified(self, formula: Formula) -> Formula:
        """What the formula comes to with the signs that are known by now."""
        return self._simplifier.formula(formula)
