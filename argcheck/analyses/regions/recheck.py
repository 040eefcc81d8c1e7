"""Boxes checked again, exactly and without floats.

A comparison of polynomials, or of quotients of them, is settled by Bernstein coefficients, any other by intervals with
rational ends, and a box that neither settles is halved.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from argcheck.analyses.regions import bernstein
from argcheck.analyses.regions import exact_spans as spans
from argcheck.analyses.regions.axes import Axis
from argcheck.analyses.regions.exact_slopes import Bounds
from argcheck.analyses.regions.exact_spans import Span
from argcheck.analyses.regions.partition import Box, Kind
from argcheck.analyses.regions.program import CannotCompile, Program
from argcheck.analyses.regions.question import Question
from argcheck.kernel import polynomial as poly
from argcheck.kernel.polynomial import Polynomial

_MOST_PIECES = 400
_MOST_TERMS = 3_000
_RELATIONS = frozenset(("<", "<=", ">", ">=", "=", "!="))

Quotient = tuple[Polynomial, Polynomial]


class Rechecker:
    """Checks boxes of one question again. Raises CannotCompile as the program does, and for quantified questions."""

    def __init__(self, question: Question) -> None:
        if question.quantified:
            raise CannotCompile("boxes that speak of all or some values of another quantity are not checked again")
        self._axes = question.axes
        self._program = Program(question.axes)
        self._facts = [self._program.compile(fact) for fact in question.facts]
        self._goal = self._program.compile(question.goal)
        self._quotients: dict[int, Quotient | None] = {}
        self._constants: dict[str, Span] = {}

    def confirms(self, box: Box, kind: Kind) -> bool:
        """Whether the whole box is shown to be of the kind. False says only that it was not shown."""
        waiting: list[tuple[Span, ...]] = [box.ends]
        for _ in range(_MOST_PIECES):
            if not waiting:
                return True
            ends = waiting.pop()
            if not self._certain(ends, kind):
                waiting += _halved(ends, self._axes)
        return not waiting

    def _certain(self, ends: Sequence[Span], kind: Kind) -> bool:
        bounds = Bounds(self._program, ends)
        truths = [self._truth(fact, bounds, ends)[0] for fact in self._facts]
        if kind == "contradict":
            return any(truth is False for truth in truths)
        return all(truths) and self._truth(self._goal, bounds, ends)[0] is (kind == "holds")

    def _truth(self, index: int, bounds: Bounds, ends: Sequence[Span]) -> tuple[bool | None, bool]:
        """The truth value, None where it is not settled, and whether there surely is one."""
        operation = self._program.operations[index]
        if operation.op in _RELATIONS:
            side = operation.args[0]
            found = self._by_polynomials(operation.op, side, ends)
            if found is None:
                found = spans.compared(operation.op, bounds.cornered(side))
            return found, found is not None or bounds.value(side) is not None
        parts = [self._truth(arg, bounds, ends) for arg in operation.args]
        match operation.op:
            case "true" | "false":
                return operation.op == "true", True
            case "not":
                return _denied(parts[0])
            case "and":
                return _both(parts[0], parts[1])
            case "or":
                return _denied(_both(_denied(parts[0]), _denied(parts[1])))
            case "iff":
                (left, left_sure), (right, right_sure) = parts
                return None if left is None or right is None else left is right, left_sure and right_sure
            case "choose":
                test = parts[0][0]
                return (None, False) if test is None else parts[1 if test else 2]
        return None, False

    # ---- polynomials -----------------------------------------------------------------------------------

    def _by_polynomials(self, relation: str, side: int, ends: Sequence[Span]) -> bool | None:
        found = self._quotient(side)
        if found is None:
            return None
        box = {axis.name: span for axis, span in zip(self._axes, ends, strict=True)} | self._constants
        below = bernstein.bounds(found[1], box)
        above = bernstein.bounds(found[0], box)
        if below is None or above is None or below[0] <= 0 <= below[1]:
            return None
        return spans.compared(relation, above if below[0] > 0 else spans.negate(above))

    def _quotient(self, index: int) -> Quotient | None:
        """The result as a quotient of polynomials, whose denominator is 0 wherever a divisor is."""
        if index not in self._quotients:
            self._quotients[index] = self._as_quotient(index)
        return self._quotients[index]

    def _as_quotient(self, index: int) -> Quotient | None:
        operation = self._program.operations[index]
        one: Polynomial = poly.constant(1)
        if operation.op == "variable":
            return poly.variable(self._axes[operation.axis].name), one
        if operation.bounds is not None:
            low, high = operation.bounds
            if low == high:
                return poly.constant(low), one
            # a number that is not rational is a variable with a very short range
            self._constants[f"#{index}"] = (low, high)
            return poly.variable(f"#{index}"), one
        parts = [self._quotient(arg) for arg in operation.args]
        known = [part for part in parts if part is not None]
        if len(known) < len(parts) or not known:
            return None
        found = _combined(operation.op, known, operation.exponent, operation.coefficients)
        if found is None or max(map(len, found)) > _MOST_TERMS:
            return None
        return found


def _combined(op: str, parts: Sequence[Quotient], exponent: int, coefficients: tuple[Fraction, ...]) -> Quotient | None:
    top, bottom = parts[0]
    match op:
        case "neg":
            return poly.negate(top), bottom
        case "+" | "-":
            other, under = parts[1]
            if op == "-":
                other = poly.negate(other)
            if bottom == under:
                return poly.add(top, other), bottom
            return poly.add(poly.multiply(top, under), poly.multiply(other, bottom)), poly.multiply(bottom, under)
        case "*":
            return poly.multiply(top, parts[1][0]), poly.multiply(bottom, parts[1][1])
        case "/":
            # the divisor's own denominator must not be 0 either
            other, under = parts[1]
            return poly.multiply(poly.multiply(top, under), under), poly.multiply(poly.multiply(bottom, other), under)
        case "power" if exponent >= 0 and (len(top) == 1 or exponent <= 12):
            return poly.power(top, exponent), poly.power(bottom, max(exponent, 1))
        case "polynomial" if bottom == poly.constant(1) and len(top) == 1:
            total: Polynomial = {}
            for degree, coefficient in enumerate(coefficients):
                total = poly.add(total, poly.scale(coefficient, poly.power(top, degree)))
            return total, bottom
    return None


def _denied(part: tuple[bool | None, bool]) -> tuple[bool | None, bool]:
    return None if part[0] is None else not part[0], part[1]


def _both(left: tuple[bool | None, bool], right: tuple[bool | None, bool]) -> tuple[bool | None, bool]:
    """`and`, read from left to right: what stands on the right does not matter where the left is false."""
    if left[0] is False:
        return False, True
    if left[0] or not left[1]:
        return (right[0], right[1]) if left[0] else (None, False)
    return (False if right[0] is False else None), right[1]


def _halved(ends: tuple[Span, ...], axes: Sequence[Axis]) -> list[tuple[Span, ...]]:
    """The box cut in two along the axis on which it is longest for its range."""
    lengths = [
        (high - low) / (axis.high - axis.low or Fraction(1)) for (low, high), axis in zip(ends, axes, strict=True)
    ]
    longest = max(range(len(ends)), key=lambda index: lengths[index])
    low, high = ends[longest]
    first, second = list(ends), list(ends)
    if axes[longest].whole:
        middle = (low + high) // 2
        first[longest], second[longest] = (low, Fraction(middle)), (Fraction(middle) + 1, high)
        return [tuple(first)] * (low == high) or [tuple(first), tuple(second)]
    first[longest], second[longest] = (low, (low + high) / 2), ((low + high) / 2, high)
    return [tuple(first), tuple(second)]
