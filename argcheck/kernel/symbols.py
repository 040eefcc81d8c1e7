"""Symbols: variables that stand for powers, logarithms, sums … of quantities and earlier symbols, by declaration.

A meaning is data: `["power", base, exponent]`, `["exp", u]`, `["log", u]`, `["sqrt", u]`, `["floor", u]`,
`["ceil", u]`, `["choice", test, then, otherwise]`, `["sum", degree, ratio, lower, upper]`, the sum of
`k^degree * ratio^k` for whole k from lower to upper, or `["series", degree, ratio, lower]`, the same without end. Some
bind a variable x: `["derivative", x, u, point]`, `["limit", x, u, point]` as x goes to the point,
`["limit at infinity", x, u]`, and the yes/no symbols `["rises", x, u, point]`, `["falls", …]` and `["flat", …]`: u
grows, falls, keeps its value under every sufficiently small increase of x from the point. `["total", k, u, lower,
upper]` is the sum of u for whole k from lower to upper, and `["endless total", k, u, lower]` the limit of such sums as
upper grows; here k is whole. `["term", u]` is u itself. Every part is a quotient `[numerator, denominator]`, except the
test, a formula, the degree, 0 or 1, and x and k, names.

Where a meaning is not defined (a denominator is 0, a logarithm of -1 …) the symbol has some value that depends on the
values of the parts alone. A power is defined for a positive base, and for a whole exponent unless 0 is raised to a
negative one; then `0^0 = 1`. A sum is 0 when upper < lower. A series is defined for -1 < ratio < 1. A symbol in u that
depends on x moves with x, and what binds x depends on the point, or on the bounds, and on the other variables alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from argcheck.kernel import data
from argcheck.kernel.data import Refused
from argcheck.kernel.formulas import TRUE, And, Atom, Formula, Not, Or, Proposition, size
from argcheck.kernel.polynomial import UNIT, variables
from argcheck.kernel.quotients import Quotient, same, words


class Kind(StrEnum):
    """What a symbol stands for."""

    POWER = "power"
    EXP = "exp"
    LOG = "log"
    SQRT = "sqrt"
    FLOOR = "floor"
    CEIL = "ceil"
    CHOICE = "choice"
    SUM = "sum"
    SERIES = "series"
    TOTAL = "total"
    ENDLESS = "endless total"
    TERM = "term"
    DERIVATIVE = "derivative"
    LIMIT = "limit"
    END = "limit at infinity"
    RISES = "rises"
    FALLS = "falls"
    FLAT = "flat"


GERMS = (Kind.RISES, Kind.FALLS, Kind.FLAT)
_AT_POINT = (Kind.DERIVATIVE, Kind.LIMIT, *GERMS)
_TOTALS = (Kind.TOTAL, Kind.ENDLESS)
_BINDERS = (*_AT_POINT, Kind.END, *_TOTALS)
_PARTS = {Kind.POWER: 2, Kind.CHOICE: 2, Kind.SUM: 3, Kind.SERIES: 2, Kind.TOTAL: 3, Kind.ENDLESS: 2}
_PARTS |= dict.fromkeys(_AT_POINT, 2)
_SUMS = (Kind.SUM, Kind.SERIES)


@dataclass(frozen=True, eq=False)
class Meaning:
    """A kind and its parts; a choice has a test as well, a sum or series a degree, and some bind a variable."""

    kind: Kind
    parts: tuple[Quotient, ...]
    test: Formula = TRUE
    degree: int = 0
    variable: str = ""

    @property
    def key(self) -> tuple[object, ...]:
        """Equal keys say the same in the same way."""
        return self.kind, self.test, self.degree, self.variable, tuple(part.key for part in self.parts)

    @property
    def size(self) -> int:
        """How much there is of it."""
        return size(self.test) + sum(words(part.numerator) + words(part.denominator) for part in self.parts)

    def names(self) -> frozenset[str]:
        """Every variable and every proposition that occurs in it."""
        polynomials = [each for part in self.parts for each in (part.numerator, part.denominator)]
        bound = frozenset((self.variable,)) if self.variable else frozenset[str]()
        return _names(self.test).union(bound, *map(variables, polynomials))


def _names(formula: Formula) -> frozenset[str]:
    match formula:
        case Atom(polynomial=polynomial):
            return variables(polynomial)
        case Proposition(name=name):  # it may be a germ, which moves
            return frozenset((name,))
        case Not(argument=argument):
            return _names(argument)
        case And(arguments=arguments) | Or(arguments=arguments):
            return frozenset[str]().union(*map(_names, arguments))
    return frozenset()


class Undeclared(Refused):
    """A lemma speaks of a symbol that has not been declared."""

    def __init__(self, meaning: Meaning) -> None:
        super().__init__(f"a symbol that a lemma speaks of is not declared: one of the kind {meaning.kind}")
        self.meaning = meaning


class Symbols:
    """What has been declared so far. `integers` are the variables that take whole values only."""

    def __init__(self, integers: Iterable[str] = ()) -> None:
        self.integers = frozenset(integers)
        self.meanings: dict[str, Meaning] = {}
        self._mentioned: set[str] = set()
        self._found: dict[tuple[object, ...], str] = {}

    def declare(self, name: str, meaning: Meaning) -> None:
        """A new symbol; raises Refused if it has been declared or mentioned before, or its meaning makes no sense."""
        self._mentioned |= meaning.names()
        if name in self.meanings or name in self._mentioned:
            raise Refused(f"the symbol `{name[:40]}` is declared twice, or after its use")
        if meaning.kind in (*_SUMS, *_TOTALS) and not all(map(self.is_whole, meaning.parts[1:])):
            raise Refused("the bounds of a sum are not certainly whole")
        if meaning.kind in _TOTALS and meaning.variable not in self.integers - self.meanings.keys():
            raise Refused("the places of a sum must be a variable that takes every whole value")
        if meaning.kind not in _TOTALS and (meaning.variable in self.integers or meaning.variable in self.meanings):
            raise Refused("a variable that moves must be a quantity that takes every real value")
        if name in self.integers and not self.takes_whole_values(meaning):
            raise Refused(f"nothing says that the symbol `{name[:40]}` has whole values")
        self.meanings[name] = meaning
        self._found.setdefault(meaning.key, name)

    def is_whole(self, value: Quotient) -> bool:
        """Whether the value is certainly an integer: a polynomial in integers with whole coefficients."""
        whole = all(coefficient.denominator == 1 for coefficient in value.numerator.values())
        return whole and value.denominator == {UNIT: 1} and variables(value.numerator) <= self.integers

    def takes_whole_values(self, meaning: Meaning) -> bool:
        """Whether a symbol of this meaning is certainly whole: it is rounded, or a choice between integers."""
        if meaning.kind is Kind.CHOICE:
            return all(map(self.is_whole, meaning.parts))
        return meaning.kind in (Kind.FLOOR, Kind.CEIL)

    def parts(self, name: str, kind: Kind) -> tuple[Quotient, ...]:
        """The parts of a symbol of this kind; raises Refused when there is none of this name."""
        return self.meaning(name, kind).parts

    def meaning(self, name: str, kind: Kind) -> Meaning:
        """The meaning of a symbol of this kind; raises Refused when there is none of this name."""
        meaning = self.meanings.get(name)
        if meaning is None or meaning.kind is not kind:
            raise Refused(f"`{name[:40]}` is not declared as a symbol of the kind {kind}")
        return meaning

    def within(self, meaning: Meaning) -> frozenset[str]:
        """Every variable that its value depends on, itself or through symbols."""
        found: set[str] = set()
        left = [meaning]
        while left:
            new = left.pop().names() - found
            found |= new
            left += [self.meanings[name] for name in new if name in self.meanings]
        return frozenset(found)

    def find(self, meaning: Meaning) -> str:
        """The symbol of a meaning; raises Undeclared when there is none."""
        name = self._found.get(meaning.key)
        if name is None:
            raise Undeclared(meaning)
        return name

    def power(self, base: Quotient, exponent: Quotient) -> str:
        """The symbol of base^exponent, however the exponent is written; raises Undeclared when there is none."""
        wanted = Meaning(Kind.POWER, (base, exponent))
        if wanted.key not in self._found:
            for name, meaning in self.meanings.items():
                if meaning.kind is Kind.POWER and meaning.parts[0].key == base.key and same(meaning.parts[1], exponent):
                    return name
        return self.find(wanted)


def read(source: object, integers: frozenset[str]) -> Symbols:
    """Declarations `[[name, meaning], …]`, in order; raises Refused."""
    result = Symbols(integers)
    for name, meaning in data.listed(source, data.pair):
        result.declare(data.name(name), _meaning(meaning))
    return result


def _meaning(source: object) -> Meaning:
    if not isinstance(source, list) or not source or source[0] not in list(Kind):
        raise Refused("the meaning of a symbol is wanted: a list that begins with its kind")
    kind, rest = Kind(source[0]), source[1:]
    test: Formula = TRUE
    degree, variable = 0, ""
    if kind is Kind.CHOICE and rest:
        test, rest = data.formula(rest[0]), rest[1:]
    if kind in _SUMS and rest:
        degree, rest = data.natural(rest[0]), rest[1:]
    if kind in _BINDERS and rest:
        variable, rest = data.name(rest[0]), rest[1:]
    if len(rest) != _PARTS.get(kind, 1) or degree > 1:
        raise Refused(f"these are not the parts of a symbol of the kind {kind}")
    return Meaning(kind, data.listed(rest, _quotient), test, degree, variable)


def _quotient(source: object) -> Quotient:
    top, bottom = data.pair(source)
    result = Quotient(data.polynomial(top), data.polynomial(bottom))
    if not result.denominator:
        raise Refused("a denominator is 0 everywhere")
    return result
