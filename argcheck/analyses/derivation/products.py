"""Terms as sums of products, in the order in which the author wrote them.

A product is a number times powers `base^exponent`; a base may itself be a sum, which is left unexpanded
so that a factored form stays factored. Every function here keeps the value of a term wherever the term
is defined.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from argcheck.model.operators import Sort
from argcheck.model.terms import ONE, ZERO, App, Num, Term, Var, free_variables, num

Power = tuple[Term, Term]
_EXPANDABLE = 6
_LARGEST_NUMBER = 64


@dataclass(frozen=True, slots=True)
class Product:
    """`coefficient * base^exponent * …`; no base occurs twice, no exponent is 0."""

    coefficient: Fraction
    powers: tuple[Power, ...] = ()

    @property
    def key(self) -> frozenset[Power]:
        """What two like products share."""
        return frozenset(self.powers)


Sum = tuple[Product, ...]


def mentions(term: Term, variable: Var) -> bool:
    """Whether the variable occurs free in the term."""
    return variable in free_variables(term)


def product_mentions(product: Product, variable: Var) -> bool:
    """Whether the variable occurs in the product."""
    return any(mentions(base, variable) or mentions(exponent, variable) for base, exponent in product.powers)


def multiply(left: Product, right: Product) -> Product:
    """The product of two products; the left one's factors come first."""
    coefficient = left.coefficient * right.coefficient
    powers = list(left.powers)
    for base, exponent in right.powers:
        for index, (other, present) in enumerate(powers):
            if other == base:
                total = tidy(App("+", (present, exponent)))
                powers[index : index + 1] = [] if total == ZERO else [(base, total)]
                break
        else:
            powers.append((base, exponent))
    plain: list[Power] = []
    for base, exponent in powers:
        value = _number_power(base, exponent)
        if value is None:
            plain.append((base, exponent))
        else:
            coefficient *= value
    return Product(coefficient, tuple(plain))


def _number_power(base: Term, exponent: Term) -> Fraction | None:
    if base == ONE:
        return Fraction(1)
    small = isinstance(exponent, Num) and exponent.value.denominator == 1 and abs(exponent.value) <= _LARGEST_NUMBER
    if not (isinstance(base, Num) and isinstance(exponent, Num) and small) or (base.value == 0 and exponent.value < 0):
        return None
    return Fraction(base.value ** int(exponent.value))


def scale(total: Sum, factor: Fraction) -> Sum:
    """The sum times a number."""
    return tuple(Product(product.coefficient * factor, product.powers) for product in total) if factor else ()


def collect(products: Iterable[Product]) -> Sum:
    """Like products added up, in order of first appearance."""
    found: dict[frozenset[Power], Product] = {}
    for product in products:
        before = found.get(product.key)
        coefficient = product.coefficient + (before.coefficient if before else 0)
        found[product.key] = Product(coefficient, (before or product).powers)
    return tuple(product for product in found.values() if product.coefficient)


def sum_of(term: Term) -> Sum:
    """The term as a sum of products."""
    match term:
        case Num(value=value):
            return (Product(value),) if value else ()
        case App(op="+", args=args):
            return collect(product for arg in args for product in sum_of(arg))
        case App(op="-", args=(left, right)):
            return collect((*sum_of(left), *scale(sum_of(right), Fraction(-1))))
        case App(op="neg", args=(inner,)):
            return scale(sum_of(inner), Fraction(-1))
        case App(op="*", args=args):
            result = Product(Fraction(1))
            for arg in args:
                factor = single(arg)
                if factor is None:
                    return ()
                result = multiply(result, factor)
            return _flatten(result)
        case App(op="/", args=(left, right)):
            top, bottom = single(left), single(right)
            if bottom is None:
                return (Product(Fraction(1), ((term, ONE),)),)
            return () if top is None else _flatten(multiply(top, inverse(bottom)))
        case App(op="^", args=(base, exponent)):
            return _flatten(_power(base, tidy(exponent)))
        case App(op="sqrt" | "exp" | "log" as op, args=(inner,)):
            return (Product(Fraction(1), ((App(op, (tidy(inner),)), ONE),)),)
        case _:
            return (Product(Fraction(1), ((term, ONE),)),)


def single(term: Term) -> Product | None:
    """The term as one product: a sum becomes one factor. None when it is 0."""
    total = sum_of(term)
    if len(total) <= 1:
        return total[0] if total else None
    return Product(Fraction(1), ((term_of(total), ONE),))


def _flatten(product: Product) -> Sum:
    if len(product.powers) == 1 and product.powers[0][1] == ONE and abs(product.coefficient) == 1:
        base = product.powers[0][0]
        if is_sum(base):
            return scale(sum_of(base), product.coefficient)
    return (product,) if product.coefficient else ()


def _power(base: Term, exponent: Term) -> Product:
    if exponent == ZERO:
        return Product(Fraction(1))
    if exponent == ONE:
        return single(base) or Product(Fraction(0))
    inner = single(base)
    if inner is None:
        return Product(Fraction(1), ((base, exponent),))
    if exponent.sort is not Sort.INTEGER or (exponent.sort is Sort.INTEGER and not inner.powers):
        return multiply(Product(Fraction(1)), Product(Fraction(1), ((term_of((inner,)), exponent),)))
    result = Product(Fraction(1))
    if inner.coefficient != 1:
        result = multiply(result, Product(Fraction(1), ((Num(inner.coefficient), exponent),)))
    for part, present in inner.powers:
        if present.sort is Sort.INTEGER:
            result = multiply(result, Product(Fraction(1), ((part, tidy(App("*", (present, exponent)))),)))
        else:
            result = multiply(result, Product(Fraction(1), ((App("^", (part, present)), exponent),)))
    return result


def inverse(product: Product) -> Product:
    """1 over the product."""
    return Product(1 / product.coefficient, tuple((base, negate_exponent(e)) for base, e in product.powers))


def negate_exponent(exponent: Term) -> Term:
    """Minus the exponent, tidied."""
    return term_of(scale(sum_of(exponent), Fraction(-1)))


def is_sum(term: Term) -> bool:
    """Whether the term is written as a sum of two or more products."""
    return isinstance(term, App) and term.op in ("+", "-", "neg") and len(sum_of(term)) > 1


def expand(total: Sum, variable: Var | None = None) -> Sum:
    """Products of sums multiplied out: all of them, or only the sums in which the variable occurs."""
    pending, done = list(reversed(total)), []
    while pending:
        product = pending.pop()
        for index, (base, exponent) in enumerate(product.powers):
            small = isinstance(exponent, Num) and exponent.sort is Sort.INTEGER and 1 <= exponent.value <= _EXPANDABLE
            if small and is_sum(base) and (variable is None or mentions(base, variable)):
                assert isinstance(exponent, Num)
                before = Product(product.coefficient, product.powers[:index])
                rest = Product(Fraction(1), product.powers[index + 1 :])
                if exponent.value > 1:
                    rest = multiply(Product(Fraction(1), ((base, num(exponent.value - 1)),)), rest)
                pending.extend(multiply(multiply(before, part), rest) for part in reversed(sum_of(base)))
                break
        else:
            done.append(product)
    return collect(done)


def tidy(term: Term) -> Term:
    """The term with like products added up and numbers computed."""
    return term_of(sum_of(term))


def term_of(total: Sum) -> Term:
    """The sum as a term. A sum that starts with a minus sign starts with its first plus instead."""
    ordered = list(total)
    if ordered and ordered[0].coefficient < 0:
        ordered.sort(key=lambda product: product.coefficient < 0)
    if not ordered:
        return ZERO
    result = product_term(ordered[0])
    pending: list[Term] = [result]
    for product in ordered[1:]:
        if product.coefficient > 0:
            pending.append(product_term(product))
        else:
            pending = [App("-", (_added(pending), product_term(Product(-product.coefficient, product.powers))))]
    return _added(pending)


def _added(terms: list[Term]) -> Term:
    return terms[0] if len(terms) == 1 else App("+", tuple(terms))


def product_term(product: Product) -> Term:
    """The product as a term: `3*x/(5*y)`."""
    if product.coefficient < 0:
        return _minus(product_term(Product(-product.coefficient, product.powers)))
    top: list[Term] = []
    bottom: list[Term] = []
    for base, exponent in product.powers:
        flipped = _leads_negative(exponent)
        size = negate_exponent(exponent) if flipped else exponent
        (bottom if flipped else top).append(base if size == ONE else App("^", (base, size)))
    if not top and not bottom:
        return Num(product.coefficient)
    if product.coefficient.numerator != 1 or not top:
        top.insert(0, num(product.coefficient.numerator))
    if product.coefficient.denominator != 1:
        bottom.insert(0, num(product.coefficient.denominator))
    above = top[0] if len(top) == 1 else App("*", tuple(top))
    if not bottom:
        return above
    return App("/", (above, bottom[0] if len(bottom) == 1 else App("*", tuple(bottom))))


def _minus(term: Term) -> Term:
    """Minus the term, with the sign on its first factor: `-b*x`."""
    match term:
        case Num(value=value):
            return Num(-value)
        case App(op="*" | "/" as op, args=(first, *rest)):
            return App(op, (_minus(first), *rest))
        case _:
            return App("neg", (term,))


def _leads_negative(exponent: Term) -> bool:
    """Whether a power with this exponent reads better below the line."""
    return all(product.coefficient < 0 for product in sum_of(exponent))
