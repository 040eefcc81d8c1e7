"""Random exact points at which facts hold: every value is drawn from what the facts leave for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from random import Random

from argcheck.logic import exact
from argcheck.logic.candidates import Demand, Range, allowed, demands
from argcheck.logic.evaluate import plain, value_of
from argcheck.logic.exact import Exact, Number, TooLarge, Undetermined, tidy
from argcheck.logic.points import Point, in_exponents
from argcheck.logic.scope import NotReduced, Rounds, Scope, Undefined
from argcheck.model.operators import Sort
from argcheck.model.terms import App, Term, Var, free_variables, walk

LONGEST = 6
"""How far above its least value (or 0) a whole number is drawn: horizons stay short enough to be walked."""
_WIDEST = 8
_DISCOUNT = 2
_STEPS = 64


def draws(
    variables: Sequence[Var], facts: Sequence[Term], spoken: Term, fixed: Mapping[str, Exact], tries: int, seed: int
) -> Iterator[Point]:
    """Points at which every fact holds, by so many tries; the same for the same seed.

    A quantity lies between what the facts that are linear in it leave, up to 8 away from an end where there is only
    one. Whole numbers, and what `spoken` has in an exponent or as a bound, are at most 6 above their least value; what
    is raised to a power that varies, such as a discount factor, at most 2.
    """
    random = Random(seed)
    free = [variable for variable in variables if variable.name not in fixed]
    widest = dict.fromkeys(in_exponents(spoken), LONGEST) | dict.fromkeys(_bases(spoken), _DISCOUNT)
    order = sorted(free, key=lambda variable: variable.sort is not Sort.INTEGER)
    plan = demands(facts, order, frozenset(fixed))
    start = {name: plain(value) for name, value in fixed.items()}
    for _ in range(tries):
        scope = Scope(dict(start), Rounds())
        try:
            if _chosen(plan, scope, random, widest) and all(value_of(fact, scope) is True for fact in facts):
                found = {variable.name: scope.values[variable.name] for variable in variables}
                yield {name: value if isinstance(value, bool) else tidy(value) for name, value in found.items()}
        except (Undefined, Undetermined, TooLarge, NotReduced):
            continue


def _bases(spoken: Term) -> Iterator[str]:
    for part in walk(spoken):
        if isinstance(part, App) and part.op == "^" and free_variables(part.args[1]):
            yield from (variable.name for variable in free_variables(part.args[0]))


def _chosen(
    plan: Sequence[tuple[Var, tuple[Demand, ...]]], scope: Scope, random: Random, widest: Mapping[str, int]
) -> bool:
    for variable, wanted in plan:
        if variable.sort is Sort.BOOL:
            scope.values[variable.name] = random.random() < 0.5
            continue

        def probe(term: Term, value: int, name: str = variable.name) -> Number:
            scope.values[name] = value
            return value_of(term, scope)

        span = allowed(wanted, probe)
        if span is None:
            return False
        whole = variable.sort is Sort.INTEGER
        drawn = _drawn(span, random, LONGEST if whole else widest.get(variable.name, _WIDEST), whole)
        if drawn is None:
            return False
        scope.values[variable.name] = drawn
    return True


def _drawn(span: Range, random: Random, widest: int, whole: bool) -> Number | None:
    low, high = span.low, span.high
    if low is None:
        low = high - 2 * widest if high is not None else -widest
    if high is None or (whole and high - low > widest):
        high = low + widest
    if low == high:
        return low if not whole or exact.whole(low) is not None else None
    if whole:
        first, last = exact.ceil(low), exact.floor(high)
        inside = [value for value in range(first, last + 1) if span.contains(value)]
        return random.choice(inside) if inside else None
    share = Fraction(random.randint(0, _STEPS), _STEPS)
    value = low + (high - low) * share
    return value if span.contains(value) else low + (high - low) * Fraction(random.randint(1, _STEPS - 1), _STEPS)
