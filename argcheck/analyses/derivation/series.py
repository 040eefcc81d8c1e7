"""Sums with symbolic bounds in closed form: geometric sums, finite or not, and sums of polynomials."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from argcheck.analyses.derivation.context import Context, compare
from argcheck.analyses.derivation.products import Product, Sum, collect, expand, mentions, sum_of, term_of, tidy
from argcheck.logic.sums import faulhaber_coefficients
from argcheck.model.operators import Sort
from argcheck.model.terms import (
    ONE,
    ZERO,
    App,
    Infinite,
    Num,
    SumOf,
    Term,
    Var,
    children,
    num,
    rebuild,
    substitute,
)

_WRITTEN_OUT = 4
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Summand:
    """`factor * ratio^k * k^degree` times the powers at k = 0 of the ratio's bases (`shift`), with
    `steps` the exponents (slope, offset) of each base of the ratio."""

    factor: Product
    steps: tuple[tuple[Term, Term, Term], ...]
    degree: int

    @property
    def ratio(self) -> Term:
        """What one summand is multiplied by to give the next; 1 for a polynomial."""
        return tidy(_product_of([_raised(base, slope) for base, slope, _ in self.steps]))

    def at(self, index: Term) -> Term:
        """The geometric part at an index, without the factor."""
        exponents = ((base, tidy(App("+", (App("*", (slope, index)), offset)))) for base, slope, offset in self.steps)
        return tidy(_product_of([_raised(base, exponent) for base, exponent in exponents]))


def _raised(base: Term, exponent: Term) -> Term:
    return base if exponent == ONE else App("^", (base, exponent))


def _product_of(factors: list[Term]) -> Term:
    kept = [factor for factor in factors if factor != ONE]
    return ONE if not kept else kept[0] if len(kept) == 1 else App("*", tuple(kept))


def affine(term: Term, variable: Var) -> tuple[Term, Term] | None:
    """(slope, offset) when the term is `slope * variable + offset` with both free of the variable."""
    slope: list[Product] = []
    offset: list[Product] = []
    for product in expand(sum_of(term), variable):
        inside = [power for power in product.powers if mentions(power[0], variable) or mentions(power[1], variable)]
        rest = tuple(power for power in product.powers if power not in inside)
        if not inside:
            offset.append(product)
        elif inside == [(variable, ONE)]:
            slope.append(Product(product.coefficient, rest))
        else:
            return None
    return term_of(collect(slope)), term_of(collect(offset))


def summands(total: SumOf) -> tuple[Summand, ...] | None:
    """The body as a sum of geometric and polynomial summands; None when it is neither."""
    found: list[Summand] = []
    for product in expand(sum_of(total.body), total.variable):
        factor: list[tuple[Term, Term]] = []
        steps: list[tuple[Term, Term, Term]] = []
        degree = 0
        for base, exponent in product.powers:
            if base == total.variable and isinstance(exponent, Num) and exponent.sort is Sort.INTEGER:
                if exponent.value < 0:
                    return None
                degree += int(exponent.value)
            elif mentions(base, total.variable):
                return None
            elif mentions(exponent, total.variable):
                line = affine(exponent, total.variable)
                if line is None or exponent.sort is not Sort.INTEGER:
                    return None
                steps.append((base, *line))
            else:
                factor.append((base, exponent))
        if steps and degree:
            return None
        found.append(Summand(Product(product.coefficient, tuple(factor)), tuple(steps), degree))
    return tuple(found)


def ratios(term: Term) -> Iterator[Term]:
    """The ratios of the geometric sums in the term that are not numbers, each once."""
    seen: set[Term] = set()
    for total in sums(term):
        for part in summands(total) or ():
            ratio = part.ratio
            if part.steps and not isinstance(ratio, Num) and ratio not in seen and not _is_short(total):
                seen.add(ratio)
                yield ratio


def sums(term: Term) -> Iterator[SumOf]:
    """The outermost sums in the term."""
    if isinstance(term, SumOf):
        yield term
    else:
        for part in children(term):
            yield from sums(part)


def _is_short(total: SumOf) -> bool:
    length = _length(total)
    return isinstance(length, Num) and length.value <= _WRITTEN_OUT


def _length(total: SumOf) -> Term:
    if isinstance(total.upper, Infinite):
        return total.upper
    return tidy(App("+", (App("-", (total.upper, total.lower)), ONE)))


def in_closed_form(term: Term, context: Context) -> Term:
    """The term with every sum that has a closed form under the facts replaced by it."""
    if isinstance(term, SumOf):
        return closed_form(term, context) or term
    parts = children(term)
    return rebuild(term, tuple(in_closed_form(part, context) for part in parts)) if parts else term


def closed_form(total: SumOf, context: Context) -> Term | None:
    """The sum without a sum sign, or None when none is known under the facts.

    A symbolic number of terms must be known to be at least 0, a ratio to differ from 1 or to be 1, and
    the ratio of an infinite sum to lie strictly between -1 and 1.
    """
    length = _length(total)
    written_out = _written_out(total, length)
    if written_out is not None and isinstance(length, Num) and length.value <= _WRITTEN_OUT:
        return written_out
    parts = summands(total)
    if parts is None:
        return written_out
    if not isinstance(length, Infinite) and not context.proves(compare(">=", length)):
        return written_out
    closed: list[Term] = []
    for part in parts:
        value = _geometric(part, total, length, context) if part.steps else _polynomial(part.degree, total, length)
        if value is None:
            return written_out
        factor = term_of((part.factor,))
        closed.append(value if factor == ONE else App("*", (factor, value)))
    if not closed:
        return ZERO
    return closed[0] if len(closed) == 1 else App("+", tuple(closed))


def _written_out(total: SumOf, length: Term) -> Term | None:
    if not (isinstance(length, Num) and isinstance(total.lower, Num) and length.value <= _LONGEST):
        return None
    first = int(total.lower.value)
    terms = tuple(
        tidy(substitute(total.body, {total.variable: num(index)}))
        for index in range(first, first + max(int(length.value), 0))
    )
    return ZERO if not terms else terms[0] if len(terms) == 1 else App("+", terms)


def _geometric(part: Summand, total: SumOf, length: Term, context: Context) -> Term | None:
    ratio, first = part.ratio, part.at(total.lower)
    side = context.sign(App("-", (ONE, ratio)))
    if isinstance(length, Infinite):
        if side != 1 or not context.proves(compare(">", ratio, num(-1))):
            return None
        return App("/", (first, App("-", (ONE, ratio))))
    if side == 0:
        return tidy(App("*", (first, length)))
    if side is None:
        return None
    power = tidy(App("^", (ratio, length)))
    pairs = ((ONE, power), (ONE, ratio)) if side == 1 else ((power, ONE), (ratio, ONE))
    top, bottom = App("-", pairs[0]), App("-", pairs[1])
    return App("/", (top if first == ONE else App("*", (first, top)), bottom))


def _polynomial(degree: int, total: SumOf, length: Term) -> Term | None:
    if isinstance(length, Infinite):
        return None
    if degree == 0:
        return length
    before = tidy(App("-", (total.lower, ONE)))
    whole = _power_sum(degree, total.upper)
    if before == ZERO or total.lower == ZERO:
        return whole
    return App("-", (whole, _power_sum(degree, before)))


def _power_sum(degree: int, last: Term) -> Term:
    """`1^degree + … + last^degree` (Faulhaber), in the factored form for degrees 1 and 2."""
    following = tidy(App("+", (last, ONE)))
    if degree == 1:
        return App("/", (App("*", (last, following)), num(2)))
    if degree == 2:
        twice = tidy(App("+", (App("*", (num(2), last)), ONE)))
        return App("/", (App("*", (last, following, twice)), num(6)))
    return term_of(_faulhaber(degree, last))


def _faulhaber(degree: int, last: Term) -> Sum:
    products: list[Product] = []
    for index, coefficient in reversed(list(enumerate(faulhaber_coefficients(degree)))):
        power = sum_of(App("^", (last, num(index + 1))))
        products.extend(Product(coefficient * product.coefficient, product.powers) for product in power)
    return collect(products)
