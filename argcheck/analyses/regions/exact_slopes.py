"""Exact bounds of a program's results on one box, with slopes and corners as on arrays, but in rational arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from argcheck.analyses.regions import exact_spans as spans
from argcheck.analyses.regions.exact_spans import ONE, ZERO, Maybe, Span
from argcheck.analyses.regions.program import Operation, Program

_RELATIONS = frozenset(("<", "<=", ">", ">=", "=", "!="))


class Bounds:
    """The results on one box; each is worked out once."""

    def __init__(self, program: Program, ends: Sequence[Span]) -> None:
        self._program = program
        self._ends = tuple(ends)
        self._values: dict[int, Maybe] = {}
        self._slopes: dict[tuple[int, int], Maybe] = {}

    def cornered(self, index: int) -> Maybe:
        """Bounds of a result, from the corners along axes on which it surely rises or falls."""
        value = self.value(index)
        if value is None:
            return None
        low, high = list(self._ends), list(self._ends)
        for axis in self._program.operations[index].axes:
            slope = self.slope(index, axis)
            if slope is None or slope[0] < 0 < slope[1]:
                continue
            first, last = ((end, end) for end in self._ends[axis])
            low[axis], high[axis] = (first, last) if slope[0] >= 0 else (last, first)
        least = Bounds(self._program, low).value(index)
        most = Bounds(self._program, high).value(index)
        return least and most and (max(value[0], least[0]), min(value[1], most[1]))

    def value(self, index: int) -> Maybe:
        """Bounds of a number."""
        if index not in self._values:
            self._values[index] = self._value(self._program.operations[index])
        return self._values[index]

    def truth(self, index: int) -> bool | None:
        """A truth value inside a term, None where it is not settled."""
        operation = self._program.operations[index]
        if operation.op in _RELATIONS:
            return spans.compared(operation.op, self.value(operation.args[0]))
        parts = [self.truth(arg) for arg in operation.args]
        if None in parts:
            return None
        match operation.op:
            case "true" | "false":
                return operation.op == "true"
            case "not":
                return not parts[0]
            case "and" | "or":
                return all(parts) if operation.op == "and" else any(parts)
            case "iff":
                return parts[0] is parts[1]
            case "choose":
                return parts[1] if parts[0] else parts[2]
        return None

    def _value(self, operation: Operation) -> Maybe:
        op = operation.op
        if op == "variable":
            return self._ends[operation.axis]
        if operation.bounds is not None:
            return operation.bounds
        if op == "where":
            return self.value(operation.args[1]) if self.truth(operation.args[0]) else None
        if op == "if":
            test = self.truth(operation.args[0])
            then, otherwise = operation.args[1:]
            return None if test is None else self.value(then if test else otherwise)
        parts = [self.value(arg) for arg in operation.args]
        if op == "power":
            return spans.power(parts[0], operation.exponent)
        if op == "polynomial":
            return spans.polynomial(parts[0], operation.coefficients)
        if op in ("min", "max"):
            total = parts[0]
            for other in parts[1:]:
                total = spans.least(total, other) if op == "min" else spans.greatest(total, other)
            return total
        if len(parts) == 1:
            return _UNARY[op](parts[0])
        return _BINARY[op](parts[0], parts[1])

    def slope(self, index: int, axis: int) -> Maybe:
        """Bounds of the slopes of a number along an axis; None where they are not known."""
        if (index, axis) not in self._slopes:
            operation = self._program.operations[index]
            self._slopes[index, axis] = self._slope(index, operation, axis) if axis in operation.axes else ZERO
        return self._slopes[index, axis]

    def _slope(self, index: int, operation: Operation, axis: int) -> Maybe:
        args = operation.args
        if operation.op == "variable":
            return ONE
        if operation.op == "where":
            return self.slope(args[1], axis)
        if operation.op == "if":
            test = self.truth(args[0])
            return None if test is None else self.slope(args[1] if test else args[2], axis)
        along = [self.slope(arg, axis) for arg in args]
        parts = [self.value(arg) for arg in args]
        match operation.op:
            case "+":
                return spans.add(along[0], along[1])
            case "-":
                return spans.subtract(along[0], along[1])
            case "neg":
                return spans.negate(along[0])
            case "*":
                return spans.add(spans.multiply(along[0], parts[1]), spans.multiply(parts[0], along[1]))
            case "/":
                top = spans.subtract(spans.multiply(along[0], parts[1]), spans.multiply(parts[0], along[1]))
                return spans.divide(top, spans.power(parts[1], 2))
            case "power":
                factor = Fraction(operation.exponent)
                lowered = spans.power(parts[0], operation.exponent - 1)
                return spans.multiply(spans.multiply((factor, factor), lowered), along[0])
            case "polynomial":
                slopes = tuple(k * value for k, value in enumerate(operation.coefficients))[1:] or (Fraction(0),)
                return spans.multiply(spans.polynomial(parts[0], slopes), along[0])
            case "exp":
                return spans.multiply(self.value(index), along[0])
            case "log":
                return spans.divide(along[0], parts[0])
            case "sqrt":
                return spans.divide(along[0], spans.multiply((Fraction(2), Fraction(2)), self.value(index)))
            case "real power" | "natural power":
                lowered = spans.real_power(parts[0], spans.subtract(parts[1], ONE))
                by_base = spans.multiply(spans.multiply(parts[1], lowered), along[0])
                by_exponent = spans.multiply(spans.multiply(self.value(index), spans.log(parts[0])), along[1])
                return spans.add(by_base, by_exponent)
            case "abs":
                return spans.hull(along[0], spans.negate(along[0]))
            case "min" | "max":
                total = along[0]
                for other in along[1:]:
                    total = spans.hull(total, other)
                return total
        return None


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
