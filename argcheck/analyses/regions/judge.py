"""What is certain of a step on whole boxes: it holds, it fails, or its premises contradict one another there.

A comparison of small polynomials is bounded by Bernstein coefficients, or by intervals alone where no quantity occurs
twice in it. Any other is bounded twice: by the values of its terms on the box, and, along axes on which it surely rises
or falls, by its values at the corners where it is least and greatest. From how much it rises along an axis follows what
is settled at the ends of a box whose middle is not (`ends.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np

from argcheck.analyses.regions import spans
from argcheck.analyses.regions.ends import CONTRADICT, FAILS, HOLDS, Ends, Kinds, Reach, settled_ends
from argcheck.analyses.regions.polynomials import PolynomialSide, side_of, single_use
from argcheck.analyses.regions.program import Program
from argcheck.analyses.regions.rounding import above, below
from argcheck.analyses.regions.slopes import Runner, Slopes
from argcheck.analyses.regions.spans import Flags, Floats, Span, Truth

_LEAST_DEGREE = 2
_ORDER = frozenset((">", ">=", "<", "<="))
_CONNECTIVES = frozenset(("not", "and", "or", "iff", "choose"))


class Judged(NamedTuple):
    """Where each is certain, and how much each axis matters to what is not (axes x boxes; positive); `ends` says what
    is certain at the ends of a box though not of all of it."""

    holds: Flags
    fails: Flags
    contradict: Flags
    weight: Floats
    ends: Ends | None = None


class Judging(Protocol):
    """Whatever judges boxes."""

    def judge(self, axes: Sequence[Span]) -> Judged:
        """What is certain on the boxes, which are given by their ends on each axis."""
        ...


class Judge:
    """Judges boxes: `facts` and `goal` are formulas of the program."""

    def __init__(self, program: Program, facts: Sequence[int], goal: int) -> None:
        self._operations = program.operations
        self._facts = tuple(facts)
        self._goal = goal
        self._atoms = self._comparisons((*facts, goal))
        self._dimension = len(program.axes)
        self._small: list[tuple[int, PolynomialSide]] = []
        self._others: list[tuple[int, Runner, bool]] = []
        for atom in self._atoms:
            (side,) = self._operations[atom].args
            small = side_of(program, side) if self._operations[atom].op in _ORDER else None
            sharp = small is not None and single_use(program, side)
            if small is None or sharp or sum(small.degrees) < _LEAST_DEGREE:
                self._others.append((atom, Runner(program, [side]), sharp))
            else:
                self._small.append((atom, small))
        self._runner = Runner(program, [self._operations[atom].args[0] for atom, *_ in self._others])

    def _comparisons(self, roots: Sequence[int]) -> list[int]:
        found: dict[int, None] = {}
        stack = list(roots)
        while stack:
            index = stack.pop()
            operation = self._operations[index]
            if operation.op in _CONNECTIVES:
                stack.extend(operation.args)
            elif operation.args:
                found[index] = None
        return list(found)

    def judge(self, axes: Sequence[Span]) -> Judged:
        """What is certain on the boxes, which are given by their ends on each axis."""
        size = axes[0].lo.shape[0]
        with np.errstate(all="ignore"):
            reaches = {atom: Reach(*side.bounds(axes)) for atom, side in self._small}
            values, slopes = self._runner.run(axes, slopes=True)
            for (atom, runner, sharp), value, rates in zip(self._others, values, slopes, strict=True):
                assert isinstance(value, Span)
                if not sharp:
                    value = self._cornered(axes, runner, value, rates)
                reaches[atom] = Reach(value, {axis: _rise(rate, axes[axis]) for axis, rate in rates.items()})
            truths = {atom: spans.compared(self._operations[atom].op, reach.value) for atom, reach in reaches.items()}
            weight = np.zeros((self._dimension, size))
            for atom, reach in reaches.items():
                self._weigh(weight, reach, truths[atom])
            judged = self._verdicts(truths, size)
            relations = {atom: self._operations[atom].op for atom in reaches}
            ends = settled_ends(
                reaches, relations, self._dimension, size, lambda atom, value: self._kinds(truths, atom, value, size)
            )
        return judged._replace(weight=weight, ends=ends)

    def _verdicts(self, truths: dict[int, Truth], size: int) -> Judged:
        known = dict(truths)
        given, contradict = np.ones(size, bool), np.zeros(size, bool)
        for fact in self._facts:
            truth = self._truth(fact, known)
            given &= truth.true
            contradict |= truth.false
        goal = self._truth(self._goal, known)
        return Judged(given & goal.true, given & goal.false, contradict, np.zeros((self._dimension, 0)))

    def _kinds(self, truths: dict[int, Truth], atom: int, value: bool, size: int) -> Kinds:
        """What is certain where a comparison that surely has a truth value has this one."""
        supposed = Truth(np.array(value), np.array(not value), np.array(True))
        found = self._verdicts(truths | {atom: supposed}, size)
        kinds = np.where(found.holds, HOLDS, np.where(found.fails, FAILS, np.where(found.contradict, CONTRADICT, 0)))
        return np.where(truths[atom].sure, kinds, 0).astype(np.int8)

    def _cornered(self, axes: Sequence[Span], runner: Runner, value: Span, rates: Slopes) -> Span:
        """Better bounds, from the corners at which the value is least and greatest."""
        low, high = list(axes), list(axes)
        moved = False
        for axis, slope in rates.items():
            rising, falling = slope.lo >= 0.0, slope.hi <= 0.0
            if not (rising.any() or falling.any()):
                continue
            moved = True
            span = axes[axis]
            low[axis] = Span(np.where(falling, span.hi, span.lo), np.where(rising, span.lo, span.hi))
            high[axis] = Span(np.where(rising, span.hi, span.lo), np.where(falling, span.lo, span.hi))
        if not moved:
            return value
        (least,), _ = runner.run(low)
        (most,), _ = runner.run(high)
        assert isinstance(least, Span) and isinstance(most, Span)
        # what has no value somewhere on the box keeps none, whatever its corners say
        return Span(np.maximum(value.lo, least.lo), np.minimum(value.hi, most.hi))

    def _weigh(self, weight: Floats, reach: Reach, truth: Truth) -> None:
        """Add how much of the comparison's variation comes from each axis, where it is not settled."""
        if not reach.rises:
            return
        parts = {axis: np.maximum(-rise.lo, rise.hi) for axis, rise in reach.rises.items()}
        total = sum(parts.values())
        open_still = ~(truth.true | truth.false)
        for axis, part in parts.items():
            share = part / total
            weight[axis] += np.where(open_still & np.isfinite(share), share, 0.0)

    def _truth(self, index: int, known: dict[int, Truth]) -> Truth:
        if index in known:
            return known[index]
        operation = self._operations[index]
        parts = [self._truth(arg, known) for arg in operation.args]
        match operation.op:
            case "not":
                found = spans.opposite(parts[0])
            case "and":
                found = spans.both(parts[0], parts[1])
            case "or":
                found = spans.either(parts[0], parts[1])
            case "iff":
                found = spans.same(parts[0], parts[1])
            case "choose":
                found = spans.truth_chosen(parts[0], parts[1], parts[2])
            case "unknown":
                found = spans.unsettled()
            case _:
                found = spans.settled(operation.op == "true")
        known[index] = found
        return found


def _rise(rate: Span, axis: Span) -> Span:
    """What is gained along the whole of an axis at a rate of change, rounded outward."""
    width = axis.hi - axis.lo
    return Span(below(rate.lo * width), above(rate.hi * width))
