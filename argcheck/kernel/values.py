"""Operations on whole boxes: an interval for each result, and for its rate of change along each axis.

Where a result may have no value somewhere in the box, nothing is known of it (`None`), and nothing is concluded.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from argcheck.kernel import data, enclosures
from argcheck.kernel.data import Refused
from argcheck.kernel.enclosures import ONE, ZERO, Interval, add, hull, multiply, negate
from argcheck.kernel.rules import Work

Known = dict[int, Interval | None]
"""Rates of change along the axes on which a result depends; None where nothing is known."""

_RELATIONS = (">", ">=", "<", "<=", "=", "!=")
_FORMULAS = {**dict.fromkeys(_RELATIONS, "n"), "not": "f", "and": "ff", "or": "ff", "iff": "ff", "choose": "fff"}
_FORMULAS |= {"true": "", "false": "", "unknown": ""}
_NUMBERS = {
    **dict.fromkeys(("+", "-", "*", "/", "min", "max", "real power", "natural power"), "nn"),
    **dict.fromkeys(("neg", "abs", "floor", "ceil", "sqrt", "exp", "log", "power", "polynomial"), "n"),
    "where": "fn",
    "if": "fnn",
    "variable": "",
    "constant": "",
}
_OPERATIONS = [*_FORMULAS, *_NUMBERS]
_MOST_OPERATIONS = 5_000
_COSTS = dict.fromkeys(("exp", "log", "sqrt", "real power", "natural power"), 100) | {"power": 5}


@dataclass(frozen=True, slots=True)
class Operation:
    """What is done to the results of which earlier operations. `number` is the axis of a variable or the exponent of a
    power; `constants` are the bounds of a constant or the coefficients of a polynomial, the constant one first."""

    what: str
    args: tuple[int, ...] = ()
    number: int = 0
    constants: tuple[Fraction, ...] = ()

    @property
    def is_formula(self) -> bool:
        """Whether its result is true or false."""
        return self.what in _FORMULAS

    @staticmethod
    def read(source: object, axes: int) -> tuple[Operation, ...]:
        """The operations of a certificate: `["variable", axis]`, `["constant", low, high]`, `["power", of, exponent]`,
        `["polynomial", of, coefficient, …]`, otherwise `[what, of, …]`. Raises Refused."""
        found: list[Operation] = []
        for each in data.listed(source, lambda item: item):
            if not isinstance(each, list) or not each or each[0] not in _OPERATIONS:
                raise Refused("an operation is a list that begins with what it does")
            operation = _operation(each, axes)
            wanted = (_FORMULAS | _NUMBERS)[operation.what]
            kinds = "".join("f" if index < len(found) and found[index].is_formula else "n" for index in operation.args)
            if kinds != wanted or any(index >= len(found) for index in operation.args):
                raise Refused(f"`{operation.what}` does not take what it is given")
            found.append(operation)
            if len(found) > _MOST_OPERATIONS:
                raise Refused("there are too many operations")
        return tuple(found)


def _operation(each: list[object], axes: int) -> Operation:
    what, rest = str(each[0]), each[1:]
    match what, rest:
        case "variable", [axis] if data.natural(axis) < axes:
            return Operation(what, number=data.natural(axis))
        case "constant", [low, high] if data.rational(low) <= data.rational(high):
            return Operation(what, constants=(Fraction(data.rational(low)), Fraction(data.rational(high))))
        case "power", [arg, int() as exponent] if type(exponent) is int:
            return Operation(what, (data.natural(arg),), exponent)
        case "polynomial", [arg, *coefficients] if coefficients:
            return Operation(what, (data.natural(arg),), 0, tuple(Fraction(data.rational(c)) for c in coefficients))
        case (("variable" | "constant" | "power" | "polynomial"), _):
            raise Refused(f"`{what}` is not written like this")
    return Operation(what, tuple(data.natural(arg) for arg in rest))


@dataclass(frozen=True, slots=True)
class Truth:
    """Whether a formula is true or false throughout (None: not known), and whether it surely has a truth value."""

    value: bool | None
    sure: bool


def compared(relation: str, value: Interval | None) -> Truth:
    """`value relation 0`."""
    if value is None:
        return Truth(None, False)
    low, high = value
    match relation:
        case ">":
            return Truth(True if low > 0 else False if high <= 0 else None, True)
        case ">=":
            return Truth(True if low >= 0 else False if high < 0 else None, True)
        case "<" | "<=":
            return compared({"<": ">", "<=": ">="}[relation], negate(value))
        case "=":
            return Truth(True if low == high == 0 else False if low > 0 or high < 0 else None, True)
    return opposite(compared("=", value))


def opposite(a: Truth) -> Truth:
    """`not`."""
    return Truth(None if a.value is None else not a.value, a.sure)


def both(a: Truth, b: Truth) -> Truth:
    """`and`, read from left to right: what stands on the right does not matter where the left is false."""
    false = a.value is False or (a.sure and b.value is False)
    value = False if false else True if a.value and b.value else None
    return Truth(value, a.sure and (a.value is False or b.sure))


def same(a: Truth, b: Truth) -> Truth:
    """`iff`."""
    value = None if a.value is None or b.value is None else a.value is b.value
    return Truth(value, a.sure and b.sure)


def truth_chosen(test: Truth, then: Truth, otherwise: Truth) -> Truth:
    """`if` between formulas."""
    parts = both(test, then), both(opposite(test), otherwise)
    return opposite(both(opposite(parts[0]), opposite(parts[1])))


def connected(what: str, parts: Sequence[Truth]) -> Truth:
    """A connective's truth from that of its parts."""
    match what:
        case "not":
            return opposite(parts[0])
        case "and":
            return both(parts[0], parts[1])
        case "or":
            return opposite(both(opposite(parts[0]), opposite(parts[1])))
        case "iff":
            return same(parts[0], parts[1])
        case "choose":
            return truth_chosen(parts[0], parts[1], parts[2])
        case "true" | "false":
            return Truth(what == "true", True)
    return Truth(None, False)


class Values:
    """Evaluates operations on boxes, each given by an interval for every axis, within what is left of the work."""

    def __init__(self, operations: Sequence[Operation], work: Work) -> None:
        self._operations = operations
        self._work = work
        self._needed: dict[int, list[int]] = {}
        self._axes: list[frozenset[int]] = []
        for each in operations:
            own = {each.number} if each.what == "variable" else set()
            self._axes.append(frozenset(own).union(*(self._axes[arg] for arg in each.args)))

    def run(self, root: int, ends: Sequence[Interval]) -> tuple[Interval | None, Known]:
        """A number's interval on the box, and its rates of change."""
        values: dict[int, Interval | None] = {}
        rates: dict[int, Known] = {}
        truths: dict[int, Truth] = {}
        for index in self._order(root):
            operation = self._operations[index]
            if operation.is_formula:
                truths[index] = self._truth(operation, values, truths)
                continue
            parts = [values.get(arg) for arg in operation.args]
            known = [rates.get(arg, {}) for arg in operation.args]
            self._work.spend(_COSTS.get(operation.what, 1 + len(operation.constants)))
            try:
                values[index] = self._value(operation, parts, truths, ends)
                rates[index] = _rates(operation, self._axes[index], values[index], parts, known, truths)
            except OverflowError:
                values[index], rates[index] = None, dict.fromkeys(self._axes[index])
        return values[root], rates[root]

    def _order(self, root: int) -> list[int]:
        if root not in self._needed:
            wanted: set[int] = set()
            stack = [root]
            while stack:
                index = stack.pop()
                if index not in wanted:
                    wanted.add(index)
                    stack.extend(self._operations[index].args)
            self._needed[root] = sorted(wanted)
        return self._needed[root]

    def _truth(self, operation: Operation, values: dict[int, Interval | None], truths: dict[int, Truth]) -> Truth:
        if operation.what in _RELATIONS:
            return compared(operation.what, values[operation.args[0]])
        return connected(operation.what, [truths[arg] for arg in operation.args])

    def _value(
        self,
        operation: Operation,
        parts: Sequence[Interval | None],
        truths: dict[int, Truth],
        ends: Sequence[Interval],
    ) -> Interval | None:
        match operation.what:
            case "variable":
                return ends[operation.number]
            case "constant":
                return operation.constants[0], operation.constants[1]
            case "where":
                return parts[1] if truths[operation.args[0]].value else None
            case "if":
                test = truths[operation.args[0]]
                if test.value is not None:
                    return parts[1] if test.value else parts[2]
                then, otherwise = parts[1:]
                return hull(then, otherwise) if test.sure and then and otherwise else None
        given = [part for part in parts if part is not None]
        return _applied(operation, given) if len(given) == len(parts) else None


def _applied(operation: Operation, parts: Sequence[Interval]) -> Interval | None:
    a, b = parts[0], parts[-1]
    match operation.what:
        case "+":
            return add(a, b)
        case "-":
            return add(a, negate(b))
        case "*":
            return multiply(a, b)
        case "/":
            inverse = enclosures.invert(b)
            return None if inverse is None else multiply(a, inverse)
        case "neg":
            return negate(a)
        case "min":
            return min(a[0], b[0]), min(a[1], b[1])
        case "max":
            return max(a[0], b[0]), max(a[1], b[1])
        case "abs":
            return enclosures.absolute(a)
        case "floor":
            return Fraction(floor(a[0])), Fraction(floor(a[1]))
        case "ceil":
            return Fraction(ceil(a[0])), Fraction(ceil(a[1]))
        case "power":
            return enclosures.power(a, operation.number)
        case "polynomial":
            return _polynomial(a, operation.constants)
        case "real power":
            return enclosures.real_power(a, b)
        case "natural power":
            return enclosures.natural_power(a, b)
    return {"sqrt": enclosures.sqrt, "exp": enclosures.exp, "log": enclosures.log}[operation.what](a)


def _polynomial(a: Interval, coefficients: Sequence[Fraction]) -> Interval:
    total = ZERO
    for coefficient in reversed(coefficients):
        total = add(multiply(total, a), (coefficient, coefficient))
    return total


# ---- rates of change -----------------------------------------------------------------------------------


def _rates(
    operation: Operation,
    axes: Iterable[int],
    value: Interval | None,
    parts: Sequence[Interval | None],
    known: Sequence[Known],
    truths: dict[int, Truth],
) -> Known:
    if operation.what == "variable":
        return {operation.number: ONE}
    if operation.what in ("where", "if"):
        test = truths[operation.args[0]].value
        taken = known[1] if operation.what == "where" or test else known[2]
        return {axis: taken.get(axis, ZERO) if test is not None else None for axis in axes}
    if value is None or any(part is None for part in parts):
        return dict.fromkeys(axes)
    if not parts:
        return {}
    factors = _factors(operation, value, [part for part in parts if part is not None])
    return {axis: _chained(factors, [each.get(axis, ZERO) for each in known]) for axis in axes}


def _chained(factors: Sequence[Interval | None], rates: Sequence[Interval | None]) -> Interval | None:
    """The chain rule: the sum of the factors times the rates."""
    total = ZERO
    for factor, rate in zip(factors, rates, strict=True):
        if rate == ZERO:
            continue
        if factor is None or rate is None:
            return None
        total = add(total, multiply(factor, rate))
    return total


def _factors(operation: Operation, value: Interval, parts: Sequence[Interval]) -> Sequence[Interval | None]:
    """How fast the result changes with each operand (`None`: not known, as where it jumps). At a kink, all slopes
    between those on either side are meant."""
    a, b = parts[0], parts[-1]
    minus = negate(ONE)
    match operation.what:
        case "+":
            return ONE, ONE
        case "-":
            return ONE, minus
        case "neg":
            return (minus,)
        case "*":
            return b, a
        case "/":
            inverse = enclosures.invert(b)
            return (inverse, None if inverse is None else negate(multiply(value, inverse)))
        case "power":
            n = Fraction(operation.number)
            lowered = enclosures.power(a, operation.number - 1)
            return (None if lowered is None else multiply((n, n), lowered),)
        case "polynomial":
            slopes = [degree * each for degree, each in enumerate(operation.constants)][1:]
            return (_polynomial(a, slopes),)
        case "exp":
            return (value,)
        case "log":
            return (enclosures.invert(a),)
        case "sqrt":
            return (enclosures.invert(add(value, value)),)
        case "abs":
            return (ONE if a[0] >= 0 else minus if a[1] <= 0 else (minus[0], ONE[1]),)
        case "min" | "max" as what:
            if a[1] <= b[0] or b[1] <= a[0]:
                first = (a[1] <= b[0]) is (what == "min")
                return (ONE, ZERO) if first else (ZERO, ONE)
            between = (Fraction(0), Fraction(1))
            return between, between
        case "real power" | "natural power":
            logarithm, inverse = enclosures.log(a), enclosures.invert(a)
            if logarithm is None or inverse is None:
                return None, None
            return multiply(multiply(b, value), inverse), multiply(value, logarithm)
    return tuple(None for _ in parts)
