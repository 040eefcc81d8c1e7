"""Exact numbers in writing: as terms of the argument language, and rounded for readers."""

from __future__ import annotations

from fractions import Fraction

from argcheck.kernel import polynomial
from argcheck.logic import surd
from argcheck.logic.certainty import PRECISIONS
from argcheck.logic.generators import ONE, UNIT, Function, Generator, Monomial, Root, Sum, TooLarge
from argcheck.logic.intervals import Coarse
from argcheck.logic.surd import Number, Surd
from argcheck.model import show as model_show
from argcheck.model.operators import Sort
from argcheck.model.terms import App, Num, Term, Var, num

_HALF = Fraction(1, 2)
_LARGEST_WRITTEN = 10**9
_MOST_BITS = 4_000


def show(value: Number | bool) -> str:
    """The exact number (or truth value) in the argument language: `1/2`, `sqrt(2)`, `exp(-1)`, `true`.

    A number of more than a thousand digits is rounded, with `≈`. A root of a polynomial of higher degree has no
    name in the language: `(root of x^3 - x - 1 near 1.325)`.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, Surd) and max(abs(value.numerator), value.denominator).bit_length() > _MOST_BITS:
        return approximate(value).removeprefix("= ")
    return model_show.show(as_term(value))


def as_term(value: Number | bool) -> Term:
    """A term that denotes the number (for a `Root`, a description stands in the place of a name)."""
    if isinstance(value, bool):
        return App("true" if value else "false", ())
    if not isinstance(value, Surd):
        return num(value)
    top = _sum(value.numerator)
    return top if value.denominator == ONE else App("/", (top, _sum(value.denominator)))


def _sum(terms: Sum) -> Term:
    written = sorted(
        ((monomial, coefficient, _product(monomial, abs(coefficient))) for monomial, coefficient in terms.items()),
        key=lambda part: (part[1] < 0, part[0] != UNIT, model_show.show(part[2])),
    )
    parts = tuple(App("neg", (term,)) if coefficient < 0 else term for _, coefficient, term in written)
    if len(parts) == 1:
        return parts[0] if not isinstance(written[0][2], Num) else num(written[0][1])
    return App("+", parts)


def _product(monomial: Monomial, coefficient: Fraction) -> Term:
    factors: list[Term] = []
    roots: dict[int, Fraction] = {}
    exponential: Number = 0
    for generator, exponent in sorted(monomial, key=repr):
        match generator:
            case int():
                degree = exponent.denominator
                roots[degree] = roots.get(degree, Fraction(1)) * Fraction(generator) ** exponent.numerator
            case Function(kind="exp", argument=argument):
                exponential = exponential + exponent * surd.make(dict(argument[0]), dict(argument[1]))
            case Function():
                factors.append(_power(_generator(generator), exponent))
            case Root():
                factors.append(_power(_generator(generator), exponent))
    under_roots = [_power(num(base), Fraction(1, degree)) for degree, base in sorted(roots.items())]
    exponentials = [] if exponential == 0 else [App("exp", (as_term(exponential),))]
    factors = [*under_roots, *factors, *exponentials]
    if not factors:
        return num(coefficient)
    above = factors if coefficient.numerator == 1 else [num(coefficient.numerator), *factors]
    top = above[0] if len(above) == 1 else App("*", tuple(above))
    return top if coefficient.denominator == 1 else App("/", (top, num(coefficient.denominator)))


def _power(base: Term, exponent: Fraction) -> Term:
    if isinstance(base, App) and base.op == "power":
        base = base.args[0]
    if exponent == 1:
        return base
    return App("sqrt", (base,)) if exponent == _HALF else App("^", (base, num(exponent)))


def _generator(generator: Generator) -> Term:
    match generator:
        case int():
            return num(generator)
        case Function(kind=kind, argument=argument):
            inner = as_term(surd.make(dict(argument[0]), dict(argument[1])))
            return inner if kind == "power" else App(kind, (inner,))
        case Root(coefficients=coefficients):
            written = polynomial.show({(("x", i),) if i else (): c for i, c in enumerate(coefficients) if c})
            near = approximate(surd.make({frozenset(((generator, Fraction(1)),)): Fraction(1)}), 4)
            return Var(f"(root of {written} near {near.removeprefix('≈ ')})", Sort.REAL)


def approximate(value: Number, digits: int = 3) -> str:
    """The number to `digits` significant digits, for readers: `≈ 0.368`, or `= 0.5` when that is exact.

    Whole parts are given in full up to a billion; beyond that, and very close to 0, as `≈ 1.23*10^-12`.
    """
    middle, error = _enclosed(value)
    exact = not isinstance(value, Surd)
    size = _exponent(abs(middle)) if middle else 0
    if not error < abs(middle) / 10 ** (digits + 2) and not exact:
        raise TooLarge("a number too close to 0 to write down")
    scientific = bool(middle) and (abs(middle) >= _LARGEST_WRITTEN or size < -6)
    if scientific:
        mantissa = middle / Fraction(10) ** size
        text, rounded = _decimal(mantissa, digits - 1)
        if abs(rounded) == 10:
            size, (text, rounded) = size + 1, _decimal(rounded / 10, digits - 1)
        return f"{'=' if exact and rounded == mantissa else '≈'} {text}*10^{size}"
    text, rounded = _decimal(middle, max(digits - 1 - size, 0))
    return f"{'=' if exact and rounded == value else '≈'} {text}"


def _enclosed(value: Number) -> tuple[Fraction, Fraction]:
    """A rational near the number, and a bound on the distance."""
    if not isinstance(value, Surd):
        return Fraction(value), Fraction(0)
    for p in PRECISIONS:
        try:
            low, high = value.enclosure(p)
        except Coarse:
            continue
        if high - low < abs(low + high) >> 40:
            break
    else:
        raise TooLarge("a number too close to 0 to write down")
    return Fraction(low + high, 2 << p), Fraction(high - low, 2 << p)


def _exponent(size: Fraction) -> int:
    """The e with 10^e <= size < 10^(e + 1)."""
    e = (size.numerator.bit_length() - size.denominator.bit_length()) * 30103 // 100000
    while Fraction(10) ** e > size:
        e -= 1
    while Fraction(10) ** (e + 1) <= size:
        e += 1
    return e


def _decimal(value: Fraction, places: int) -> tuple[str, Fraction]:
    """The value rounded to so many decimal places, without trailing zeros, and what it was rounded to."""
    scaled = round(value * 10**places)
    whole, part = divmod(abs(scaled), 10**places)
    fraction = f".{part:0{places}d}".rstrip("0").rstrip(".") if places else ""
    return f"{'-' if scaled < 0 else ''}{whole}{fraction}", Fraction(scaled, 10**places)
