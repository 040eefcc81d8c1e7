"""Certificates as data: a strict reading of JSON, in which everything has one spelling and a greatest size.

A rational is a string in lowest terms; a polynomial a list of `[coefficient, [[name, exponent], …]]` in increasing
order of monomials; a formula `[">", polynomial]` (or `>=`, `=`, `!=`), `["holds", name]`, `["not", formula]`,
`["and", formula, …]` or `["or", formula, …]`. Whatever is unknown, doubled or too large is refused with a reason.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from fractions import Fraction
from typing import Any, NoReturn, TypeVar

from argcheck.kernel.formulas import And, Atom, Formula, Not, Or, Proposition, Relation
from argcheck.kernel.polynomial import Coefficient, Polynomial

MOST_BYTES = 20_000_000
_MOST_DIGITS = 1000
_MOST_DEPTH = 120
_LONGEST_NAME = 500
MOST_FACTORS = 200
"""At most so many variables are multiplied with one another in one term."""
_RATIONAL = re.compile(r"(0|-?[1-9][0-9]*)(/[1-9][0-9]*)?", re.ASCII)
_RELATIONS = {relation.value: relation for relation in Relation}
T = TypeVar("T")


class Refused(Exception):
    """The certificate is not a proof; the message says why, and shows what it quotes without acting on a terminal."""

    def __init__(self, message: str) -> None:
        super().__init__("".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in message))


def load(text: str) -> object:
    """JSON without numbers but small whole ones and without repeated keys; raises Refused."""
    if len(text) > MOST_BYTES:
        raise Refused("the certificate is too large")
    try:
        return json.loads(
            text, object_pairs_hook=_object, parse_float=_number, parse_constant=_number, parse_int=_small
        )
    except (ValueError, RecursionError) as problem:
        raise Refused(f"this is not JSON that a certificate may hold: {problem or 'it is too deep'}") from None


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    result = dict(pairs)
    if len(result) < len(pairs):
        raise Refused("a key occurs twice in one object")
    return result


def _number(text: str) -> NoReturn:
    raise Refused(f"`{text[:20]}` is not an exact number")


def _small(text: str) -> int:
    if len(text) > 9:
        raise Refused("a whole number has more than 9 digits; large numbers are written as strings")
    return int(text)


def fields(data: object, *names: str, optional: tuple[str, ...] = ()) -> dict[str, Any]:
    """An object with exactly these fields."""
    if not isinstance(data, dict):
        raise Refused(f"an object with the fields {', '.join(names)} is wanted")
    for name in names:
        if name not in data:
            raise Refused(f"the field `{name}` is missing")
    unknown = set(data) - {*names, *optional}
    if unknown:
        raise Refused(f"the field `{min(unknown)[:40]}` is not known here")
    return data


def listed(data: object, item: Callable[[object], T]) -> tuple[T, ...]:
    """A list, item by item."""
    if not isinstance(data, list):
        raise Refused("a list is wanted")
    return tuple(item(each) for each in data)


def name(data: object) -> str:
    """A name: printable text that is neither empty nor long."""
    if not isinstance(data, str) or not 0 < len(data) <= _LONGEST_NAME or not data.isprintable():
        raise Refused("a name is wanted: printable text, neither empty nor long")
    return data


def names(data: object) -> frozenset[str]:
    """Different names in increasing order."""
    result = listed(data, name)
    if list(result) != sorted(set(result)):
        raise Refused("names are wanted in increasing order, each once")
    return frozenset(result)


def natural(data: object) -> int:
    """A whole number >= 0."""
    if type(data) is not int or data < 0:
        raise Refused("a whole number of at least 0 is wanted")
    return data


def rational(data: object) -> Coefficient:
    """An exact number, written in lowest terms."""
    if not isinstance(data, str) or len(data) > 2 * _MOST_DIGITS or not _RATIONAL.fullmatch(data):
        raise Refused("a rational number is wanted, as text and of moderate length")
    if max(map(len, data.split("/"))) > _MOST_DIGITS:
        raise Refused("a number has too many digits")
    value = Fraction(data)
    if str(value) != data:
        raise Refused(f"`{data[:40]}` is not in lowest terms")
    return value.numerator if value.denominator == 1 else value


def pair(data: object) -> tuple[object, object]:
    if not isinstance(data, list) or len(data) != 2:
        raise Refused("a list of two is wanted")
    return data[0], data[1]


def polynomial(data: object) -> Polynomial:
    """A polynomial: its terms in increasing order of monomials, none with coefficient 0."""
    result: Polynomial = {}
    before: tuple[tuple[str, int], ...] | None = None
    for first, second in listed(data, pair):
        coefficient = rational(first)
        monomial = tuple((name(n), natural(e)) for n, e in listed(second, pair))
        variables = [n for n, _ in monomial]
        if len(monomial) > MOST_FACTORS:
            raise Refused("a term of a polynomial has too many factors")
        if coefficient == 0 or variables != sorted(set(variables)) or any(e == 0 for _, e in monomial):
            raise Refused("a term of a polynomial is not in its one form")
        if before is not None and monomial <= before:
            raise Refused("the terms of a polynomial are not in increasing order")
        result[monomial] = coefficient
        before = monomial
    return result


def formula(data: object, depth: int = _MOST_DEPTH) -> Formula:
    """A formula."""
    if not isinstance(data, list) or not data or not isinstance(data[0], str):
        raise Refused("a formula is wanted: a list that begins with a word or a relation")
    if depth == 0:
        raise Refused("a formula is too deep")
    match data[0], data[1:]:
        case "holds", [only]:
            return Proposition(name(only))
        case "not", [only]:
            return Not(formula(only, depth - 1))
        case "and", parts:
            return And(tuple(formula(part, depth - 1) for part in parts))
        case "or", parts:
            return Or(tuple(formula(part, depth - 1) for part in parts))
        case relation, [only] if relation in _RELATIONS:
            return Atom(polynomial(only), _RELATIONS[relation])
    raise Refused(f"`{data[0][:40]}` does not make a formula of what follows it")
