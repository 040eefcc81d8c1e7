"""What formulas state: a second translation, over symbols that mean what the author wrote.

The first translation spreads powers and gives sums their closed forms, which provers need. Here such a term is a
symbol of its own, and a lemma (a link) says that the symbol equals what the first translation made of the term.
"""

from __future__ import annotations

from argcheck.kernel.data import Refused
from argcheck.kernel.polynomial import variables
from argcheck.kernel.quotients import Quotient
from argcheck.kernel.spread import POSITIVE, SQUARES
from argcheck.kernel.symbols import Kind, Meaning
from argcheck.logic import powers, rational, sums, totals
from argcheck.logic import transcendental as trans
from argcheck.logic.translate import Translator
from argcheck.model.operators import Sort
from argcheck.model.show import show
from argcheck.model.terms import App, Infinite, Motion, Num, SumOf, Term, Var, children

_ARITHMETIC = ("+", "-", "*", "/", "neg")


class Stating(Translator):
    """Translates what another translator has translated before, in its workspace."""

    def __init__(self, first: Translator) -> None:
        super().__init__(first.space, stating=True)
        self._first = first

    def _term(self, term: Term) -> Quotient:
        match term:
            case Num() | Var():
                return super()._term(term)
            case App(op=op) if op in _ARITHMETIC:
                return super()._term(term)
            case App(op="^", args=(_, exponent)) if _whole_number(self._first.term(exponent)):
                return super()._term(term)
            case App(op="^", args=(base, exponent)):
                return self._stated_power(term, base, exponent)
            case App(op="exp" | "log" as op, args=(inner,)):
                return self._stated_function(term, Meaning(Kind(op), (self._first.term(inner),)))
            case SumOf():
                return self._stated_sum(term)
            case Motion():
                return super()._term(term)
        return self._as_before(term)

    def argument(self, term: Term) -> Quotient:
        """As it is stated, with symbols for what the first translation spreads."""
        value = self.term(term)
        if value.key != self._first.term(term).key:
            for name in sorted(variables(value.numerator) | variables(value.denominator)):
                self.space.lemma("power: positive", name)  # of other symbols it says nothing
        return value

    def _as_before(self, term: Term) -> Quotient:
        """The first translation, which is right as it stands if that of every part is."""
        for part in children(term):
            self._check(part)
        return self._first.term(term)

    def _check(self, part: Term) -> None:
        """Note a rule unless a part, which becomes part of a meaning, is stated as it was translated first."""
        if part.sort is Sort.BOOL:
            same = self.formula(part) == self._first.formula(part)
        else:
            same = self.term(part).key == self._first.term(part).key
        if not same:
            self.space.rewritten("powers and sums within other functions")

    def _stated_power(self, term: Term, base: Term, exponent: Term) -> Quotient:
        before = self._first.term(term)
        mine, stated, step = self._first.term(base), self.term(base), self._first.term(exponent)
        self._check(exponent)
        if stated.key != mine.key:  # a power in the base, which is a symbol as it stands
            linked = self._linked(term, Meaning(Kind.POWER, (stated, step)), "power: spread over powers")
            if linked is not None:
                return linked
            self._check(base)
        meaning = Meaning(Kind.POWER, (mine, step))
        if self._means(before, meaning):
            return before
        if powers.parts_to_open(self.space, mine, step) is not None:
            linked = self._linked(term, meaning, "power: spread over powers")
        else:
            way = powers.way_to_spread(self.space, mine)
            linked = self._linked(term, meaning, "power: spread", way)
        if linked is None:
            self.space.rewritten("powers of products and sums")
            return before
        return linked

    def _stated_function(self, term: Term, meaning: Meaning) -> Quotient:
        """An exponential or a logarithm, as it is written."""
        before = self._as_before(term)
        (argument,) = meaning.parts
        if argument.value == (0 if meaning.kind is Kind.EXP else 1) or self._means(before, meaning):
            return before
        if meaning.kind is Kind.LOG:
            whole = self.space.known((trans.WHOLE, argument.key))
            if whole is not None:
                return rational.of_variable(whole.name)
        elif variables(argument.numerator) & {entry.name for entry in self.space.of_kind(trans.LOG)}:
            for lemma in ("exp: of a logarithm", "exp: spread over logarithms"):
                linked = self._linked(term, meaning, lemma)
                if linked is not None:
                    return linked
        else:
            unit, times = trans.primitive(self.space, argument)
            known = self.space.known((trans.EXP, unit.key))
            words = (known.name, str(times)) if known else ("", "")
            linked = self._linked(term, meaning, "exp: multiple", *words)
            if linked is not None:
                return linked
        self.space.rewritten("exponentials and logarithms")
        return before

    def _means(self, value: Quotient, meaning: Meaning) -> bool:
        """Whether the value is a symbol of this meaning."""
        declared = self.space.symbols.meanings.items()
        return any(one.key == meaning.key and rational.of_variable(name).key == value.key for name, one in declared)

    def _linked(self, term: Term, meaning: Meaning, lemma: str, *words: str) -> Quotient | None:
        """A symbol of this meaning for the term, if the lemma tells what it equals."""
        try:
            entry = self.space.abstract(("stated", term), "stated", show(term), term, meaning)
        except Refused:
            return None
        return rational.of_variable(entry.name) if self.space.link(lemma, entry.name, *words) else None

    def _stated_sum(self, total: SumOf) -> Quotient:
        count = self._sums.written_out(total)
        if count is not None:
            return self.term(sums.expanded(total, count))
        before = self._first.term(total)
        stated = self._closed(total)
        if stated is None:
            stated = self._total(total)
        if stated is not None:
            return stated
        if self._named(before) != "opaque":
            self.space.rewritten("closed forms of sums")
        return before

    def _named(self, value: Quotient) -> str:
        """The kind of the abstraction that the value is, if it is one."""
        return next((e.kind for e in self.space.entries() if rational.of_variable(e.name).key == value.key), "")

    def _closed(self, total: SumOf) -> Quotient | None:
        """The sum as a symbol, where a lemma gives its closed form."""
        form = sums.literal(total)
        if form is None:
            return None
        base, degree = form
        ratio, lower = self._first.term(base), self._first.term(total.lower)
        way = powers.way_to_spread(self.space, ratio)
        ends = (total.lower,) if isinstance(total.upper, Infinite) else (total.lower, total.upper)
        for part in (base, *ends):
            self._check(part)
        if isinstance(total.upper, Infinite):
            meaning = Meaning(Kind.SERIES, (ratio, lower), degree=degree)
            return None if way == SQUARES else self._linked(total, meaning, "series: closed form", way)
        upper = self._first.term(total.upper)
        entry = self.space.known(("geometric", degree, ratio.key, lower.key, upper.key))
        if entry is None:
            return None
        value = rational.of_variable(entry.name)
        itself = self._first.term(total).key == value.key
        linked = itself or (way != SQUARES and self.space.link("sum: closed form", entry.name, way))
        return value if linked else None

    def _total(self, total: SumOf) -> Quotient | None:
        """The sum as a symbol, where its terms have an antidifference."""
        entry = totals.total(self, total)
        if entry is not None and self.space.link("total: powers of 0", entry.name, POSITIVE):
            return rational.of_variable(entry.name)
        lemma = None if entry is None else totals.closed_form(self.space, entry)
        if entry is None or lemma is None:
            return None
        if not self.space.link(*lemma):
            self.space.lemma(*lemma)
            self.space.lemma("total: empty", entry.name)
        return rational.of_variable(entry.name)


def _whole_number(value: Quotient) -> bool:
    return value.value is not None and value.value.denominator == 1
