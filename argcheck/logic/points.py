"""Points to try: simple values first, chosen to fit what a formula asks, evaluated exactly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import count as counting
from itertools import islice
from math import gcd
from random import Random

from argcheck.logic.candidates import INTEGERS, REALS, Demand, Range, allowed, alternatives, demands, values_in
from argcheck.logic.evaluate import plain, value_of
from argcheck.logic.exact import Exact, Number, TooLarge, Undetermined, tidy
from argcheck.logic.scope import Rounds, Scope, Undefined
from argcheck.logic.simpler import simplify_point
from argcheck.model.operators import Sort
from argcheck.model.terms import App, SumOf, Term, Var, free_variables, walk

__all__ = ["Point", "in_exponents", "sample_points", "search", "simplest_first", "simplify_point"]

Point = dict[str, Exact | bool]

_FIRST = (1, 2, 0, 3, Fraction(1, 2), -1)
_ORDERS = 4


def simplest_first() -> Iterator[Fraction]:
    """Every rational number, once, simple ones first: 1, 2, 0, 3, 1/2, -1, …"""
    first = tuple(Fraction(value) for value in _FIRST)
    yield from first
    for height in counting(1):
        for low in range(1, height + 1):
            if gcd(low, height) == 1:
                sizes = {Fraction(height, low), Fraction(low, height)}
                for size in sorted(sizes, key=lambda value: value.denominator):
                    yield from (value for value in (size, -size) if value not in first)


def sample_points(quantities: Sequence[tuple[str, Sort]], count: int, seed: int) -> Iterator[Point]:
    """`count` points, the same for the same seed: small simple values that mix positive, zero and fractional."""
    random = Random(seed)
    for index in range(count):
        point: Point = {}
        for name, sort in quantities:
            if sort is Sort.BOOL:
                point[name] = random.randrange(2) == 0
                continue
            pool = INTEGERS if sort is Sort.INTEGER else REALS
            point[name] = Fraction(pool[_skewed(random, min(len(pool), 2 + index))])
        yield point


def _skewed(random: Random, size: int) -> int:
    """An index below `size`, small ones more often."""
    return random.randrange(random.randrange(size) + 1)


def search(formula: Term, variables: Sequence[Var], fixed: Mapping[str, Exact | bool], count: int) -> Point | None:
    """The first of `count` points tried at which the formula is certainly true, with the `fixed` values in it.

    Comparisons in the formula that are linear in a variable steer its value: bounds are kept to, equalities are
    solved. Points where the formula is undefined or cannot be evaluated are passed over; every returned
    point has been evaluated exactly. Deterministic.
    """
    random = Random(0)
    free = [variable for variable in variables if variable.name not in fixed]
    plans = _plans(formula, free, frozenset(fixed), random)
    start = {name: plain(value) for name, value in fixed.items()}
    for attempt in range(count):
        scope = Scope(dict(start), Rounds())
        try:
            chosen = _choose(plans[attempt % len(plans)], scope, 2 + attempt // len(plans), random)
            if chosen and value_of(formula, scope) is True:
                found = {name: scope.values[name] for name in (*fixed, *(v.name for v in free))}
                return {name: value if isinstance(value, bool) else tidy(value) for name, value in found.items()}
        except (Undefined, Undetermined, TooLarge):
            continue
    return None


_Plan = tuple[list[tuple[Var, tuple[Demand, ...]]], dict[str, bool], frozenset[str]]


def _plans(formula: Term, free: Sequence[Var], known: frozenset[str], random: Random) -> list[_Plan]:
    """Ways to choose a point: what to make true, and in which order the variables get their values."""
    small = frozenset(in_exponents(formula))
    # what is counted with comes first: the rest can then be fitted to it
    natural = sorted(free, key=lambda variable: (variable.sort is Sort.REAL, variable.name not in small))
    orders = [natural, natural[::-1], *(random.sample(natural, len(natural)) for _ in range(_ORDERS - 2))]
    plans: list[_Plan] = []
    ways = alternatives(formula, random)
    for order in orders if len(free) > 1 else orders[:1]:
        for parts in ways:
            truths = {part.name: True for part in parts if isinstance(part, Var)}
            denied = (part.args[0] for part in parts if isinstance(part, App) and part.op == "not")
            truths.update({part.name: False for part in denied if isinstance(part, Var)})
            plans.append((demands(parts, order, known), truths, small))
    return plans


def in_exponents(formula: Term) -> Iterator[str]:
    """Variables in exponents and in the bounds of sums, which are best kept to small whole numbers."""
    for part in walk(formula):
        counted: tuple[Term, ...] = ()
        if isinstance(part, App) and part.op == "^":
            counted = part.args[1:]
        elif isinstance(part, SumOf):
            counted = (part.lower, part.upper)
        for term in counted:
            yield from (variable.name for variable in free_variables(term))


def _choose(plan: _Plan, scope: Scope, reach: int, random: Random) -> bool:
    """Put values that keep to the plan's demands into the scope; False where they leave nothing to choose."""
    steps, truths, small = plan
    for variable, wanted in steps:
        if variable.sort is Sort.BOOL:
            scope.values[variable.name] = truths.get(variable.name, random.randrange(2) == 0)
            continue
        span = _span(variable, wanted, scope)
        if span is None:
            return False
        whole = variable.sort is Sort.INTEGER or variable.name in small
        options = list(islice(values_in(span, Sort.INTEGER if whole else Sort.REAL), _skewed(random, reach) + 1))
        if not options and variable.sort is Sort.REAL:
            options = list(islice(values_in(span, Sort.REAL), 1))
        if not options:
            return False
        scope.values[variable.name] = options[-1]
    return True


def _span(variable: Var, wanted: Sequence[Demand], scope: Scope) -> Range | None:
    def probe(term: Term, value: int) -> Number:
        scope.values[variable.name] = value
        return value_of(term, scope)

    return allowed(wanted, probe)
