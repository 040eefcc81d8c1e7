"""The truth of `forall` and `exists`: by going through a bounded range of integers, or by a value that settles it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction

from argcheck.logic import exact
from argcheck.logic.exact import Number, TooLarge, Undetermined
from argcheck.logic.scope import Scope, Undefined
from argcheck.logic.structure import size_name
from argcheck.model.operators import Sort
from argcheck.model.terms import App, Quantifier, Term, Var, free_variables

Valuation = Callable[[Term, Scope], Number]

LONGEST_RANGE = 2_000
_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "="}
_INTEGERS = (1, 2, 0, 3, -1, 4, 5, 10, 100)
_REALS = (1, 2, 0, Fraction(1, 2), -1, 3, Fraction(1, 3), Fraction(3, 4), 10, Fraction(1, 10), 100, Fraction(1, 100))


def truth_of(term: Quantifier, scope: Scope, value_of: Valuation) -> bool:
    """Whether the quantified formula holds; `value_of` evaluates its parts.

    Raises `Undetermined` where no single value settles it.
    """
    if term.variable.sort is Sort.BOOL:
        return _over(term, (False, True), scope, value_of)
    if term.variable.kind is not None:
        size = scope.values.get(size_name(term.variable.kind.name))
        if not isinstance(size, int):
            raise Undetermined(f"it is not said how many there are of the kind `{term.variable.kind.name}`")
        return _over(term, range(1, size + 1), scope, value_of)
    low, high = _range(term, scope, value_of)
    if term.variable.sort is Sort.INTEGER and low is not None and high is not None:
        first, last = exact.ceil(low), exact.floor(high)
        if last - first < LONGEST_RANGE:
            return _over(term, range(first, last + 1), scope, value_of)
    return _sampled(term, _samples(term.variable.sort, low, high), scope, value_of)


def _over(term: Quantifier, values: Iterable[Number], scope: Scope, value_of: Valuation) -> bool:
    """The truth over all the values that there are."""
    universal = term.kind == "forall"
    inner = scope.inner()
    for value in values:
        scope.rounds.spend()
        inner.values[term.variable.name] = value
        if value_of(term.domain, inner) and bool(value_of(term.body, inner)) != universal:
            return not universal
    return universal


def _sampled(term: Quantifier, values: Iterable[Number], scope: Scope, value_of: Valuation) -> bool:
    """The truth if one of these values settles it; a value that cannot be judged says nothing."""
    inner = scope.inner()
    for value in values:
        scope.rounds.spend()
        inner.values[term.variable.name] = value
        try:
            if value_of(term.domain, inner) and bool(value_of(term.body, inner)) != (term.kind == "forall"):
                return term.kind == "exists"
        except (Undefined, Undetermined, TooLarge):
            continue
    raise Undetermined(f"no value of `{term.variable.name}` that was tried settles it")


def _range(term: Quantifier, scope: Scope, value_of: Valuation) -> tuple[Number | None, Number | None]:
    """The closed range that the domain's comparisons with terms free of the variable leave."""
    low: Number | None = None
    high: Number | None = None
    for op, bound in _bounds(term.domain, term.variable):
        try:
            value = value_of(bound, scope)
        except Undefined:
            continue
        if op in (">", ">=", "="):
            low = value if low is None or value > low else low
        if op in ("<", "<=", "="):
            high = value if high is None or value < high else high
    return low, high


def _bounds(domain: Term, variable: Var) -> Iterator[tuple[str, Term]]:
    if not isinstance(domain, App):
        return
    if domain.op == "and":
        for part in domain.args:
            yield from _bounds(part, variable)
    elif domain.op in _MIRRORED:
        left, right = domain.args
        if left == variable and variable not in free_variables(right):
            yield domain.op, right
        elif right == variable and variable not in free_variables(left):
            yield _MIRRORED[domain.op], left


def _samples(sort: Sort, low: Number | None, high: Number | None) -> Iterator[Number]:
    """Simple values of the sort, those at and near the ends of the range first."""
    if sort is Sort.INTEGER:
        if low is not None:
            yield from range(first := exact.ceil(low), first + 4)
        if high is not None:
            yield from range(last := exact.floor(high), last - 4, -1)
        yield from _INTEGERS
        return
    if low is not None and high is not None:
        yield from ((low * (n - 1) + high) * Fraction(1, n) for n in (2, 4, 16))
        yield from ((high * (n - 1) + low) * Fraction(1, n) for n in (4, 16))
    if low is not None:
        yield from (low, low + 1, low + Fraction(1, 2), low + 10)
    if high is not None:
        yield from (high, high - 1, high - Fraction(1, 2), high - 10)
    yield from _REALS
