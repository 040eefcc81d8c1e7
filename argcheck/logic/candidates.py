"""Values worth trying: what the comparisons of a formula demand of a variable once others are chosen.

A comparison that is linear in `x` bounds it (or fixes it) when the other variables have values: with
`difference(x) = left - right = a*x + b`, two evaluations give a and b.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from argcheck.logic import exact
from argcheck.logic.exact import Number
from argcheck.model.operators import Sort
from argcheck.model.terms import App, Term, Var, free_variables, negation

Valuation = Callable[[Term], Number]

_OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "!=", "!=": "="}
_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}
_MOST_ALTERNATIVES = 8
_DENOMINATORS = (1, 2, 3, 4, 5, 8, 10, 16, 32, 100, 1000, 10**6, 10**12)

INTEGERS = (1, 2, 3, 0, 4, 5, -1, 10, 6, -2, 7, 20)
REALS: tuple[int | Fraction, ...] = (
    *(1, 2, 0, Fraction(1, 2), 3, -1, Fraction(1, 3), Fraction(3, 2), 4, Fraction(2, 3), Fraction(-1, 2), 5),
    *(Fraction(1, 4), 10, Fraction(3, 4), -2, Fraction(1, 10), Fraction(9, 10), 100, Fraction(1, 100), -3, -10),
)


@dataclass(frozen=True, slots=True)
class Demand:
    """`left op right`, linear in the variable it is listed under."""

    op: str
    left: Term
    right: Term


@dataclass(frozen=True, slots=True)
class Range:
    """The values that the demands leave: between `low` and `high`, each of which may be left out; `equal` fixes one."""

    low: Number | None = None
    high: Number | None = None
    low_open: bool = False
    high_open: bool = False

    def contains(self, value: Number) -> bool:
        """Whether the value lies in the range."""
        above = self.low is None or value > self.low or (value == self.low and not self.low_open)
        below = self.high is None or value < self.high or (value == self.high and not self.high_open)
        return above and below

    def cut(self, op: str, bound: Number) -> Range:
        """The range with `variable op bound` added."""
        low, low_open, high, high_open = self.low, self.low_open, self.high, self.high_open
        is_open = op in ("<", ">")
        if op in (">", ">=", "=") and (low is None or bound > low or (bound == low and is_open)):
            low, low_open = bound, is_open
        if op in ("<", "<=", "=") and (high is None or bound < high or (bound == high and is_open)):
            high, high_open = bound, is_open
        return Range(low, high, low_open, high_open)


def alternatives(formula: Term, random: Random) -> list[tuple[Term, ...]]:
    """Some ways to make the formula true: each a list of comparisons and (negated) propositions.

    The first takes the first branch of every disjunction, the others branches at random.
    """
    found = [tuple(_way(formula, True, lambda branches: 0))]
    for _ in range(2 * _MOST_ALTERNATIVES):
        way = tuple(_way(formula, True, random.randrange))
        if way not in found and len(found) < _MOST_ALTERNATIVES:
            found.append(way)
    return found


def _way(formula: Term, wanted: bool, choose: Callable[[int], int]) -> Iterator[Term]:
    op, args = (formula.op, formula.args) if isinstance(formula, App) else ("", ())
    if op == "not":
        yield from _way(args[0], not wanted, choose)
    elif op in ("and", "or") and (op == "and") == wanted:
        for arg in args:
            yield from _way(arg, wanted, choose)
    elif op in ("and", "or"):
        yield from _way(args[choose(len(args))], wanted, choose)
    elif op == "implies":
        yield from _way(App("or", (negation(args[0]), args[1])), wanted, choose)
    elif op == "iff":
        side = choose(2) == 0
        yield from _way(args[0], side, choose)
        yield from _way(args[1], side == wanted, choose)
    elif op in _OPPOSITE:
        yield formula if wanted else App(_OPPOSITE[op], args)
    else:
        yield formula if wanted else negation(formula)


def linear(term: Term, variable: Var) -> bool:
    """Whether the term is visibly `a*variable + b` with a and b free of the variable."""
    if variable not in free_variables(term) or term == variable:
        return True
    if not isinstance(term, App):
        return False
    match term.op:
        case "+" | "-" | "neg":
            return all(linear(arg, variable) for arg in term.args)
        case "*":
            inside = [arg for arg in term.args if variable in free_variables(arg)]
            return len(inside) == 1 and linear(inside[0], variable)
        case "/":
            return variable not in free_variables(term.args[1]) and linear(term.args[0], variable)
        case _:
            return False


def demands(parts: Sequence[Term], order: Sequence[Var], known: frozenset[str]) -> list[tuple[Var, tuple[Demand, ...]]]:
    """For each variable in order, the comparisons that bound it once the earlier ones (and `known`) have values."""
    result: list[tuple[Var, tuple[Demand, ...]]] = []
    settled = set(known)
    for variable in order:
        settled.add(variable.name)
        here: list[Demand] = []
        for part in parts:
            if isinstance(part, App) and part.op in _MIRRORED:
                free = free_variables(part)
                ready = variable in free and all(v.name in settled for v in free)
                if ready and all(linear(side, variable) for side in part.args):
                    here.append(Demand(part.op, *part.args))
        result.append((variable, tuple(here)))
    return result


def allowed(wanted: Sequence[Demand], probe: Callable[[Term, int], Number]) -> Range | None:
    """The range that the demands leave, or None when it is empty. `probe` evaluates at a value of the variable."""
    result = Range()
    for demand in wanted:
        at_zero = probe(demand.left, 0) - probe(demand.right, 0)
        slope = probe(demand.left, 1) - probe(demand.right, 1) - at_zero
        if slope == 0 or demand.op == "!=":
            continue
        bound = exact.divide(-at_zero, slope)
        result = result.cut(demand.op if slope > 0 else _MIRRORED[demand.op], bound)
    if result.low is not None and result.high is not None:
        crossed = result.low > result.high
        if crossed or (result.low == result.high and (result.low_open or result.high_open)):
            return None
    return result


def values_in(span: Range, sort: Sort) -> list[Number]:
    """Values of the sort within the range, the simple ones and its ends first."""
    low, high = span.low, span.high
    if low is not None and high is not None and low == high:
        return [low] if sort is Sort.REAL or exact.whole(low) is not None else []
    found: list[Number] = [value for value in _pool(sort) if span.contains(value)]
    extra: list[Number] = []
    if sort is Sort.INTEGER:
        extra += [] if low is None else [exact.ceil(low), exact.floor(low) + 1, exact.floor(low) + 2]
        extra += [] if high is None else [exact.floor(high), exact.ceil(high) - 1, exact.ceil(high) - 2]
    else:
        if low is not None and high is not None:
            extra += [between(low, high), (low + high) * Fraction(1, 2)]
        extra += [] if low is None else [low, exact.floor(low) + 1, low + 1]
        extra += [] if high is None else [high, exact.ceil(high) - 1, high - 1]
    near = [value for value in extra if span.contains(value)]
    return [*found[:2], *near, *found[2:]]


def _pool(sort: Sort) -> Sequence[Number]:
    return INTEGERS if sort is Sort.INTEGER else REALS


def between(low: Number, high: Number) -> Number:
    """A simple rational strictly between two numbers, low < high; their middle when they are very close."""
    for denominator in _DENOMINATORS:
        above = Fraction(exact.floor(low * denominator) + 1, denominator)
        if above < high:
            return above
    return (low + high) * Fraction(1, 2)
