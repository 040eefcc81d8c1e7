"""What holds of symbols that stand for one number, such as log(2) or exp(1/3): rational bounds. Each function states
one lemma; its docstring says why it holds."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from argcheck.kernel import enclosures
from argcheck.kernel.data import Refused
from argcheck.kernel.enclosures import Interval
from argcheck.kernel.formulas import Formula, both
from argcheck.kernel.polynomial import Polynomial
from argcheck.kernel.quotients import Quotient, named, number, relates
from argcheck.kernel.symbols import Kind, Symbols

COST = 20_000
"""At least what an enclosure costs for each symbol in it, in the kernel's units of work."""


def enclosure(symbols: Symbols, name: str, places: str) -> Formula:
    """A number lies between the ends of an interval that is computed for it, rounded outward to so many decimal
    places. Every operation of the computation rounds outward, and each function is defined on the whole interval."""
    try:
        low, high = _Numbers(symbols).symbol(name)
    except OverflowError:
        raise Refused("the number is too large or too close to 0") from None
    scale = 10 ** int(places)
    below, above = Fraction(floor(low * scale), scale), Fraction(ceil(high * scale), scale)
    return both(relates(named(name), ">=", number(below)), relates(named(name), "<=", number(above)))


class _Numbers:
    """Enclosures of symbols and of quotients of them; raises Refused where one may not be a number."""

    def __init__(self, symbols: Symbols) -> None:
        self._symbols = symbols
        self._known: dict[str, Interval] = {}

    def symbol(self, name: str) -> Interval:
        if name not in self._known:
            found = self._of_symbol(name)
            if found is None:
                raise Refused(f"nothing is known of the number `{name[:40]}`")
            self._known[name] = found
        return self._known[name]

    def _of_symbol(self, name: str) -> Interval | None:
        meaning = self._symbols.meanings.get(name)
        if meaning is None:
            raise Refused(f"`{name[:40]}` does not stand for a number")
        match meaning.kind:
            case Kind.EXP:
                return enclosures.exp(self.quotient(meaning.parts[0]))
            case Kind.LOG:
                return enclosures.log(self.quotient(meaning.parts[0]))
            case Kind.SQRT:
                return enclosures.sqrt(self.quotient(meaning.parts[0]))
            case Kind.POWER:
                base, exponent = map(self.quotient, meaning.parts)
                return enclosures.real_power(base, exponent)
        raise Refused(f"no number is computed for a symbol of the kind {meaning.kind}")

    def quotient(self, value: Quotient) -> Interval:
        """The value lies between these numbers, and is defined."""
        top, bottom = self._polynomial(value.numerator), self._polynomial(value.denominator)
        below = enclosures.invert(bottom)
        if below is None:
            raise Refused("a denominator may be 0")
        return enclosures.multiply(top, below)

    def _polynomial(self, polynomial: Polynomial) -> Interval:
        result = enclosures.ZERO
        for monomial, coefficient in sorted(polynomial.items()):
            product = enclosures.rounded(Fraction(coefficient), Fraction(coefficient))
            for name, count in monomial:
                factor = enclosures.power(self.symbol(name), count)
                if factor is None:
                    raise Refused("a number is raised to too high a power")
                product = enclosures.multiply(product, factor)
            result = enclosures.add(result, product)
        return result
