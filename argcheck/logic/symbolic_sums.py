"""Sums in polynomial form: written out, or in closed form with facts about the powers in it."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Protocol

from argcheck.logic import formula as fml
from argcheck.logic import rational, sums
from argcheck.logic.formula import Formula
from argcheck.logic.powers import TooLarge
from argcheck.logic.rational import Quotient
from argcheck.logic.signs import Sign
from argcheck.logic.workspace import GeometricSum, Workspace
from argcheck.model.show import show
from argcheck.model.terms import ONE, ZERO, App, Infinite, SumOf, Term, conjunction


class Normalizing(Protocol):
    """What sums need of the normalisation they are part of."""

    space: Workspace

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
        count = sums.number_of_terms(total)
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
        if below == fml.FALSE:
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
        value = self._work.term(closed)
        if part.degree == 0:
            self._geometric_bounds(value, part.ratio, ratio, total, lower, upper)
        return value

    def _geometric_atom(
        self, total: SumOf, part: sums.Summand, ratio: Quotient, lower: Quotient, upper: Quotient
    ) -> Quotient | None:
        # the ratio may be 1: a variable with both closed forms
        closed = sums.geometric(part.degree, part.ratio, total.lower, total.upper)
        if closed is None:
            return None
        key = ("geometric", part.degree, ratio.key, lower.key, upper.key)
        entry = self._space.known(key)
        if entry is None:
            body = App("^", (part.ratio, total.variable))
            term = SumOf(total.variable, total.lower, total.upper, body)
            entry = self._space.abstract(key, "sum", (ratio, lower, upper), f"{show(term)}, {part.degree}", None)
            value = rational.of_variable(entry.name)
            rel, one = self._space.relates, rational.of_number(1)
            filled = rel(rational.add(upper, one), ">=", lower)
            flat = self._work.term(sums.faulhaber(part.degree, total.lower, total.upper))
            curved = self._work.term(closed)
            for condition, form in ((rel(ratio, "=", one), flat), (rel(ratio, "!=", one), curved)):
                self._space.fact(fml.implies(fml.both(filled, condition), rel(value, "=", form)), form, ratio)
            if part.degree == 0:
                self._geometric_bounds(value, part.ratio, ratio, total, lower, upper)
        return rational.of_variable(entry.name)

    def _geometric_bounds(
        self, value: Quotient, ratio_term: Term, ratio: Quotient, total: SumOf, lower: Quotient, upper: Quotient
    ) -> None:
        # for r > 0 each of the upper - lower + 1 terms lies between the first and the last
        rel, zero, one = self._space.relates, rational.of_number(0), rational.of_number(1)
        positive = rel(ratio, ">", zero)
        filled = rel(rational.add(upper, one), ">=", lower)
        count = rational.add(rational.subtract(upper, lower), one)
        first = rational.multiply(count, self._work.term(App("^", (ratio_term, total.lower))))
        last = rational.multiply(count, self._work.term(App("^", (ratio_term, total.upper))))
        rises, falls = rel(ratio, ">=", one), rel(ratio, "<=", one)
        for case, low, high in ((rises, first, last), (falls, last, first)):
            bounds = fml.both(rel(value, ">=", low), rel(value, "<=", high))
            self._space.fact(fml.implies(fml.both(positive, filled, case), bounds), value, low, high)
        some = rel(upper, ">=", lower)
        above = rel(value, ">", zero)
        self._space.fact(fml.implies(fml.both(positive, some), above), value)
        if positive == fml.TRUE == some and value.whole:
            self._space.signs.learn_positive(value.numerator)
        self._space.geometric.append(GeometricSum(ratio, lower, upper, value))

    def _infinite_sum(self, total: SumOf) -> Quotient:
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
            entry = self._space.abstract(("opaque", total), "opaque", (), show(total), total)
            self._space.opaque.append(show(total))
        return rational.of_variable(entry.name)


def relate_sums(space: Workspace) -> None:
    """Of two sums of powers, the one with the greater exponents gains more from a greater ratio.

    For 0 < x < y and every exponent in I above every exponent in J, sum_I x^i * sum_J y^j < sum_I y^i * sum_J x^j:
    it holds term by term, as x^i * y^j = (x*y)^j * x^(i-j). And a sum over exponents of which none is negative, and
    some one is positive, rises with its ratio.
    """
    groups: dict[Hashable, list[GeometricSum]] = {}
    for one in space.geometric:
        groups.setdefault((one.lower.key, one.upper.key), []).append(one)
    spans = list(groups.values())
    for span in spans:
        _growth(space, span)
    for high in spans:
        for low in spans:
            if high is not low:
                _dominance(space, high, low)


def _growth(space: Workspace, span: list[GeometricSum]) -> None:
    rel, zero, one = space.relates, rational.of_number(0), rational.of_number(1)
    filled = rel(span[0].upper, ">=", span[0].lower)
    premise = fml.both(filled, rel(span[0].lower, ">=", zero), rel(span[0].upper, ">=", one))
    if premise == fml.FALSE:
        return
    for first in span:
        for second in span:
            if first is not second:
                ordered = fml.both(rel(first.ratio, ">", zero), rel(first.ratio, "<", second.ratio))
                rises = rel(first.value, "<", second.value)
                space.fact(fml.implies(fml.both(premise, ordered), rises), first.value, second.value)


def _dominance(space: Workspace, high: list[GeometricSum], low: list[GeometricSum]) -> None:
    rel, zero = space.relates, rational.of_number(0)
    above = rel(high[0].lower, ">", low[0].upper)
    filled = [rel(one.upper, ">=", one.lower) for one in (high[0], low[0])]
    if above == fml.FALSE:
        return
    lows = {one.ratio.key: one for one in low}
    for first in high:
        for second in high:
            x, y = lows.get(first.ratio.key), lows.get(second.ratio.key)
            if first is second or x is None or y is None:
                continue
            ordered = fml.both(rel(first.ratio, ">", zero), rel(first.ratio, "<", second.ratio))
            left = rational.multiply(first.value, y.value)
            right = rational.multiply(second.value, x.value)
            premise = fml.both(above, *filled, ordered)
            space.fact(fml.implies(premise, rel(left, "<", right)), left, right, first.ratio, second.ratio)
