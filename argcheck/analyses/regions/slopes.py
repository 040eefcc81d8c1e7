"""Values of a program's operations on arrays of boxes, and enclosures of their slopes along each axis.

A slope encloses the quotient (t(y) - t(x))/(y - x) for every two points of the box that differ along the axis alone, so
that its sign says that the operation rises or falls there. Corners, as of `max`, are allowed; jumps are not, and make
the slope unknown.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from argcheck.analyses.regions import spans
from argcheck.analyses.regions.program import Operation, Program
from argcheck.analyses.regions.spans import Span, Truth

Value = Span | Truth
Slopes = dict[int, Span]

ONE = spans.constant(Fraction(1))
_UNKNOWN = Span(np.array(np.nan), np.array(np.nan))


class Runner:
    """Evaluates some results of a program, again and again, on one array of boxes after another."""

    def __init__(self, program: Program, roots: Sequence[int]) -> None:
        self._operations = program.operations
        self._roots = tuple(roots)
        self._order = program.needed(roots)
        self._constants: dict[int, Span] = {}
        self._coefficients: dict[int, tuple[tuple[Span, ...], tuple[Span, ...]]] = {}
        last: dict[int, int] = {}
        for index in self._order:
            operation = self._operations[index]
            for arg in operation.args:
                last[arg] = index
            if operation.bounds is not None:
                self._constants[index] = spans.between(*operation.bounds)
            if operation.coefficients:
                self._coefficients[index] = _coefficient_spans(operation.coefficients)
        kept = set(self._roots)
        self._dropped: dict[int, list[int]] = {}
        for arg, user in last.items():
            if arg not in kept:
                self._dropped.setdefault(user, []).append(arg)

    def run(self, axes: Sequence[Span], slopes: bool = False) -> tuple[list[Value], list[Slopes]]:
        """The roots' values on the boxes, and their slopes where these are asked for."""
        values: dict[int, Value] = {}
        rates: dict[int, Slopes] = {}
        for index in self._order:
            operation = self._operations[index]
            values[index] = self._value(index, operation, values, axes)
            if slopes:
                rates[index] = self._slopes(index, operation, values, rates)
            for arg in self._dropped.get(index, ()):
                del values[arg]
                rates.pop(arg, None)
        return [values[root] for root in self._roots], [rates.get(root, {}) for root in self._roots]

    # ---- values ----------------------------------------------------------------------------------------

    def _value(self, index: int, operation: Operation, values: dict[int, Value], axes: Sequence[Span]) -> Value:
        op = operation.op
        if op == "variable":
            return axes[operation.axis]
        if op == "constant":
            return self._constants[index]
        if op in ("true", "false", "unknown"):
            return spans.unsettled() if op == "unknown" else spans.settled(op == "true")
        parts = [values[arg] for arg in operation.args]
        if isinstance(parts[0], Truth):
            return _logical(op, parts)
        numbers = [part for part in parts if isinstance(part, Span)]
        if op == "power":
            return spans.whole_power(numbers[0], operation.exponent)
        if op == "polynomial":
            return spans.polynomial(numbers[0], self._coefficients[index][0])
        if op in _RELATIONS:
            return spans.compared(op, numbers[0])
        if op in ("min", "max"):
            return spans.least(numbers) if op == "min" else spans.greatest(numbers)
        if operation.exact:
            return spans.add_exactly(numbers[0], numbers[1] if op == "+" else spans.negate(numbers[1]))
        if operation.whole and op == "*":
            return spans.multiply_whole(numbers[0], numbers[1])
        if len(numbers) == 1:
            return _UNARY[op](numbers[0])
        return _BINARY[op](numbers[0], numbers[1])

    # ---- slopes ----------------------------------------------------------------------------------------

    def _slopes(self, index: int, operation: Operation, values: dict[int, Value], rates: dict[int, Slopes]) -> Slopes:
        if isinstance(values[index], Truth):
            return {}
        if operation.op == "variable":
            return {operation.axis: ONE}
        return {axis: self._slope(axis, index, operation, values, rates) for axis in operation.axes}

    def _slope(
        self, axis: int, index: int, operation: Operation, values: dict[int, Value], rates: dict[int, Slopes]
    ) -> Span:
        args = operation.args
        parts = [values[arg] for arg in args]
        along = [rates[arg].get(axis) for arg in args]
        here = values[index]
        assert isinstance(here, Span)
        match operation.op:
            case "+":
                return _sum(along[0], along[1])
            case "-":
                return _sum(along[0], None if along[1] is None else spans.negate(along[1]))
            case "neg":
                return spans.negate(_only(along[0]))
            case "*":
                left, right = _numbers(parts)
                first = None if along[0] is None else spans.multiply(along[0], right)
                second = None if along[1] is None else spans.multiply(left, along[1])
                return _sum(first, second)
            case "/":
                left, right = _numbers(parts)
                top = along[0]
                if along[1] is not None:
                    top = _sum(
                        None if top is None else spans.multiply(top, right),
                        spans.negate(spans.multiply(left, along[1])),
                    )
                    return spans.divide(top, spans.whole_power(right, 2))
                return spans.divide(_only(top), right)
            case "power":
                (base,) = _numbers(parts)
                factor = spans.constant(Fraction(operation.exponent))
                lowered = spans.whole_power(base, operation.exponent - 1)
                return spans.multiply(spans.multiply(factor, lowered), _only(along[0]))
            case "polynomial":
                (base,) = _numbers(parts)
                return spans.multiply(spans.polynomial(base, self._coefficients[index][1]), _only(along[0]))
            case "exp":
                return spans.multiply(here, _only(along[0]))
            case "log":
                return spans.divide(_only(along[0]), _numbers(parts)[0])
            case "sqrt":
                return spans.divide(_only(along[0]), spans.multiply(spans.constant(Fraction(2)), here))
            case "real power" | "natural power":
                return _power_slope(here, _numbers(parts), along)
            case "min" | "max" | "abs":
                return _piecewise(operation.op, _numbers(parts), along)
            case "where":
                return _only(along[1])
            case "if":
                return _choice(parts, along)
        return _UNKNOWN


_RELATIONS = frozenset(("<", "<=", ">", ">=", "=", "!="))
_UNARY = {
    "neg": spans.negate,
    "abs": spans.absolute,
    "floor": spans.floor,
    "ceil": spans.ceil,
    "sqrt": spans.sqrt,
    "exp": spans.exp,
    "log": spans.log,
}
_BINARY = {
    "+": spans.add,
    "-": spans.subtract,
    "*": spans.multiply,
    "/": spans.divide,
    "real power": spans.real_power,
    "natural power": spans.natural_power,
}


def _logical(op: str, parts: list[Value]) -> Value:
    truths = [part for part in parts if isinstance(part, Truth)]
    match op:
        case "not":
            return spans.opposite(truths[0])
        case "and":
            return spans.both(truths[0], truths[1])
        case "or":
            return spans.either(truths[0], truths[1])
        case "iff":
            return spans.same(truths[0], truths[1])
        case "choose":
            return spans.truth_chosen(truths[0], truths[1], truths[2])
    numbers = [part for part in parts if isinstance(part, Span)]
    if op == "where":
        known = np.where(truths[0].true, 0.0, np.nan)
        return Span(numbers[0].lo + known, numbers[0].hi + known)
    return spans.chosen(truths[0], numbers[0], numbers[1])


def _coefficient_spans(coefficients: Sequence[Fraction]) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    slopes = [degree * value for degree, value in enumerate(coefficients)][1:] or [Fraction(0)]
    return tuple(map(spans.constant, coefficients)), tuple(map(spans.constant, slopes))


def _numbers(parts: Sequence[Value]) -> list[Span]:
    return [part for part in parts if isinstance(part, Span)]


def _only(slope: Span | None) -> Span:
    assert slope is not None
    return slope


def _sum(first: Span | None, second: Span | None) -> Span:
    if first is None or second is None:
        return _only(first or second)
    return spans.add(first, second)


def _or_zero(slope: Span | None) -> Span:
    return spans.constant(Fraction(0)) if slope is None else slope


def _piecewise(op: str, numbers: list[Span], along: Sequence[Span | None]) -> Span:
    """The slopes of all pieces together, of one piece where it alone is taken."""
    if op == "abs":
        slope = _only(along[0])
        down = spans.negate(slope)
        both = spans.hull(slope, down)
        rising, falling = numbers[0].lo >= 0.0, numbers[0].hi <= 0.0
        return Span(
            np.where(rising, slope.lo, np.where(falling, down.lo, both.lo)),
            np.where(rising, slope.hi, np.where(falling, down.hi, both.hi)),
        )
    total, slope = numbers[0], _or_zero(along[0])
    for number, other_slope in zip(numbers[1:], along[1:], strict=True):
        other = _or_zero(other_slope)
        both = spans.hull(slope, other)
        first, second = (total.hi <= number.lo), (number.hi <= total.lo)
        if op == "max":
            first, second = second, first
        slope = Span(
            np.where(first, slope.lo, np.where(second, other.lo, both.lo)),
            np.where(first, slope.hi, np.where(second, other.hi, both.hi)),
        )
        total = spans.least([total, number]) if op == "min" else spans.greatest([total, number])
    return slope


def _choice(parts: Sequence[Value], along: Sequence[Span | None]) -> Span:
    test = parts[0]
    assert isinstance(test, Truth)
    then, otherwise = _or_zero(along[1]), _or_zero(along[2])
    return Span(
        np.where(test.true, then.lo, np.where(test.false, otherwise.lo, np.nan)),
        np.where(test.true, then.hi, np.where(test.false, otherwise.hi, np.nan)),
    )


def _power_slope(here: Span, numbers: list[Span], along: Sequence[Span | None]) -> Span:
    base, exponent = numbers
    first = second = None
    if along[0] is not None:
        lowered = spans.real_power(base, spans.subtract(exponent, ONE))
        first = spans.multiply(spans.multiply(exponent, lowered), along[0])
    if along[1] is not None:
        second = spans.multiply(spans.multiply(here, spans.log(base)), along[1])
    return _sum(first, second)
