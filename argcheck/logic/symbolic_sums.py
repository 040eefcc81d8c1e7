"""Sums in polynomial form: written out, or in closed form with facts about the powers in it."""

from __future__ import annotations

from collections.abc import Hashable
from itertools import combinations, permutations
from typing import Protocol

from argcheck.kernel.data import Refused
from argcheck.kernel.lemmas_sums import CLOSED, ITSELF
from argcheck.kernel.quotients import Quotient
from argcheck.kernel.symbols import Kind, Meaning
from argcheck.logic import formula as fml
from argcheck.logic import powers, rational, sums
from argcheck.logic.formula import Formula
from argcheck.logic.powers import TooLarge
from argcheck.logic.signs import Sign
from argcheck.logic.workspace import Abstraction, GeometricSum, Workspace
from argcheck.model.show import show
from argcheck.model.terms import ONE, ZERO, App, Infinite, SumOf, Term, conjunction


class Normalizing(Protocol):
    """What sums need of the normalisation they are part of."""

    space: Workspace
    stating: bool

    def term(self, term: Term) -> Quotient:
        """A term as a quotient."""
        ...

    def choice(self, test: Formula, then: Quotient, otherwise: Quotient, term: Term) -> Quotient:
        """A value chosen by a test."""
        ...


class SymbolicSums:
    """Sums within one normalisation."""

    def __init__(self, work: Normalizing) -> None:
        self._work = work
        self._space = work.space

    def value(self, total: SumOf) -> Quotient:
        """The sum as a quotient over quantities and abstraction variables."""
        if isinstance(total.upper, Infinite):
            return self._infinite_sum(total)
        count = self.written_out(total)
        if count is not None:
            if count > sums.MOST_TERMS:
                raise TooLarge(f"a sum of {count} terms is too long to write out")
            return self._work.term(sums.expanded(total, count))
        single = sums.single_term(total)
        if single is not None:
            place, value = single
            inside = conjunction(App("<=", (total.lower, place)), App("<=", (place, total.upper)))
            return self._work.term(App("ite", (inside, value, ZERO)))
        return self._symbolic_sum(total)

    def written_out(self, total: SumOf) -> int | None:
        """How many terms there are, for a sum that is to be written out. Statements leave long sums of powers b^k as
        they stand: lemmas say more of them than their terms do."""
        count = None if isinstance(total.upper, Infinite) else sums.number_of_terms(total)
        form = sums.literal(total)
        if count is None or count <= sums.MOST_WRITTEN or form is None or not self._work.stating:
            return count
        ratio = self._work.term(form[0])
        return count if ratio.value is not None or self._space.sign(ratio) & Sign.ZERO else None

    def _symbolic_sum(self, total: SumOf) -> Quotient:
        if not self._bases_not_zero(total):
            return self._opaque(total)
        parts = sums.summands(total.body, total.variable)
        if parts is None:
            return self._opaque(total)
        lower, upper = self._work.term(total.lower), self._work.term(total.upper)
        rel, one = self._space.relates, rational.of_number(1)
        empty = rel(upper, "<", lower)
        result = rational.of_number(0)
        for part in parts:
            value = self._part(total, part, lower, upper)
            if value is None:
                return self._opaque(total)
            result = rational.add(result, rational.multiply(self._work.term(part.coefficient), value))
        below = rel(rational.add(upper, one), "<", lower)
        if self._space.simplified(below) == fml.FALSE:
            # the closed form is 0 at the empty sum with upper = lower - 1
            return result
        return self._work.choice(empty, rational.of_number(0), result, total)

    def _bases_not_zero(self, total: SumOf) -> bool:
        for base in sums.bases(total.body, total.variable):
            value = self._work.term(base)
            if self._space.sign(value) & Sign.ZERO:
                self._space.want_sign(value.numerator)
                return False
        return True

    def _part(self, total: SumOf, part: sums.Summand, lower: Quotient, upper: Quotient) -> Quotient | None:
        if part.ratio == ONE:
            return self._work.term(sums.faulhaber(part.degree, total.lower, total.upper))
        ratio = self._work.term(part.ratio)
        gap = self._space.sign(rational.subtract(ratio, rational.of_number(1)))
        if gap == Sign.ZERO:
            return self._work.term(sums.faulhaber(part.degree, total.lower, total.upper))
        if gap & Sign.ZERO:
            self._space.want_sign(rational.subtract(ratio, rational.of_number(1)).numerator)
            return self._geometric_atom(total, part, ratio, lower, upper)
        closed = sums.geometric(part.degree, part.ratio, total.lower, total.upper)
        if closed is None:
            return None
        self._declared(total, part, ratio, lower, upper, CLOSED)
        return self._work.term(closed)

    def _geometric_atom(
        self, total: SumOf, part: sums.Summand, ratio: Quotient, lower: Quotient, upper: Quotient
    ) -> Quotient | None:
        # the ratio may be 1: a variable with both closed forms
        if sums.geometric(part.degree, part.ratio, total.lower, total.upper) is None:
            return None
        entry = self._declared(total, part, ratio, lower, upper)
        return None if entry is None else rational.of_variable(entry.name)

    def _declared(
        self,
        total: SumOf,
        part: sums.Summand,
        ratio: Quotient,
        lower: Quotient,
        upper: Quotient,
        form: str = ITSELF,
    ) -> Abstraction | None:
        """A symbol for the sum with facts about it, or about its closed form; None if its bounds may not be whole."""
        space = self._space
        key = ("geometric", part.degree, ratio.key, lower.key, upper.key)
        entry = space.known(key)
        if entry is None:
            body = App("^", (part.ratio, total.variable))
            term = SumOf(total.variable, total.lower, total.upper, body)
            meaning = Meaning(Kind.SUM, (ratio, lower, upper), degree=part.degree)
            try:
                entry = space.abstract(key, "sum", f"{show(term)}, {part.degree}", None, meaning)
            except Refused:
                return None
            way = powers.way_to_spread(space, ratio)
            for exponent in (lower, upper, rational.add(upper, rational.of_number(1))):
                powers.spread_power(space, ratio, exponent, way)  # lemmas speak of these
            if form == ITSELF:
                space.lemma("sum: ratio 1", entry.name)
                space.lemma("sum: closed form", entry.name, way)
            if part.degree == 0:
                self._bounds(GeometricSum(entry.name, way, form, ratio, lower, upper))
        return entry

    def _bounds(self, one: GeometricSum) -> None:
        # for r > 0 each of the upper - lower + 1 terms lies between the first and the last
        for side in ("<", ">"):
            for end in ("first", "last"):
                self._space.lemma("sum: bound", *one.words, side, end)
        self._space.lemma("sum: positive", *one.words)
        if one.form == ITSELF:
            self._space.positive(one.name)
        self._space.geometric.append(one)

    def _infinite_sum(self, total: SumOf) -> Quotient:
        single = sums.single_term(total)
        if single is not None:
            place, value = single
            return self._work.term(App("ite", (App("<=", (total.lower, place)), value, ZERO)))
        parts = sums.summands(total.body, total.variable)
        if parts is None or not self._bases_not_zero(total):
            return self._opaque(total)
        result = rational.of_number(0)
        for part in parts:
            closed = ZERO if part.ratio == ONE else sums.geometric_to_infinity(part.degree, part.ratio, total.lower)
            if closed is None:
                return self._opaque(total)
            result = rational.add(result, rational.multiply(self._work.term(part.coefficient), self._work.term(closed)))
        return result

    def _opaque(self, total: SumOf) -> Quotient:
        entry = self._space.known(("opaque", total))
        if entry is None:
            entry = self._space.abstract(("opaque", total), "opaque", show(total), total)
            self._space.opaque.append(show(total))
        return rational.of_variable(entry.name)


def relate_sums(space: Workspace) -> None:
    """Of two sums of powers, the one with the greater exponents gains more from a greater ratio.

    For 0 < x < y and every exponent in I above every exponent in J, sum_I x^i * sum_J y^j < sum_I y^i * sum_J x^j.
    And a sum over exponents of which none is negative, and some one is positive, rises with its ratio. Two sums with
    one ratio and equally many terms differ by a power of it.
    """
    groups: dict[Hashable, list[GeometricSum]] = {}
    for one in space.geometric:
        groups.setdefault((one.lower.key, one.upper.key), []).append(one)
    spans = list(groups.values())
    for span in spans:
        for first, second in permutations(span, 2):
            space.lemma("sums: growth", *first.words, *second.words)
    for high, low in permutations(spans, 2):
        _dominance(space, high, low)
    for first, second in combinations([one for one in space.geometric if one.form == ITSELF], 2):
        if first.ratio.key == second.ratio.key:
            space.lemma("sums: shift", first.name, second.name)


def _dominance(space: Workspace, high: list[GeometricSum], low: list[GeometricSum]) -> None:
    if space.simplified(space.relates(high[0].lower, ">", low[0].upper)) == fml.FALSE:
        return
    lows = {one.ratio.key: one for one in low}
    for first, second in permutations(high, 2):
        x, y = lows.get(first.ratio.key), lows.get(second.ratio.key)
        if x is not None and y is not None:
            space.lemma("sums: dominance", *first.words, *second.words, *x.words, *y.words)
