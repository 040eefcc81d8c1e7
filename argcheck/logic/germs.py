"""Right germs: what a term does under every sufficiently small increase of a quantity.

For `rises(t, x)` put x + d for x, with d a positive infinitesimal. Every subterm becomes a finite list of
cases, each a guard and a quotient of two series in d; the sign of a series is the sign of its first non-zero
coefficient, which is a formula without quantifiers and without d. (The field of Puiseux series is real
closed, so nothing is lost on the semi-algebraic fragment; exp, log and powers are expanded to a fixed order,
and where all known coefficients vanish the sign is left open.)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

from argcheck.logic.calculus import NoDerivative, derivative, negative, over, plus, raised, times
from argcheck.model.operators import Sort
from argcheck.model.terms import (
    FALSE,
    ONE,
    TRUE,
    ZERO,
    App,
    Num,
    SumOf,
    Term,
    Var,
    conjunction,
    disjunction,
    free_variables,
    negation,
    num,
)

_ORDER = 2
_MOST_CASES = 400
_MOST_DEGREE = 60
OPEN = "germ left open"
"""Name of the propositions that stand for signs beyond the order of expansion."""


class GermTooHard(Exception):
    """The germ of a term cannot be written down; the message says why."""


@dataclass(frozen=True, slots=True)
class _Series:
    """c0 + c1*d + … ; `exact` when there is nothing beyond the last coefficient."""

    coefficients: tuple[Term, ...]
    exact: bool = True


@dataclass(frozen=True, slots=True)
class _Case:
    """Where the guard holds (for all small d > 0), the term is numerator/denominator."""

    guard: Term
    numerator: _Series
    denominator: _Series


_UNIT = _Series((ONE,))


def _add(left: _Series, right: _Series) -> _Series:
    length = _known_length(left, right)
    parts = []
    for index in range(length):
        mine = left.coefficients[index] if index < len(left.coefficients) else ZERO
        other = right.coefficients[index] if index < len(right.coefficients) else ZERO
        parts.append(plus(mine, other))
    return _trim(tuple(parts), left.exact and right.exact)


def _known_length(left: _Series, right: _Series) -> int:
    if left.exact and right.exact:
        return max(len(left.coefficients), len(right.coefficients))
    return min(len(s.coefficients) for s in (left, right) if not s.exact)


def _multiply(left: _Series, right: _Series) -> _Series:
    exact = left.exact and right.exact
    if left.exact and left.coefficients == (ZERO,):
        return left
    if right.exact and right.coefficients == (ZERO,):
        return right
    length = len(left.coefficients) + len(right.coefficients) - 1 if exact else _known_length(left, right)
    if length > _MOST_DEGREE + 1:
        raise GermTooHard("its degree is too high")
    parts: list[list[Term]] = [[] for _ in range(length)]
    for i, mine in enumerate(left.coefficients):
        for j, other in enumerate(right.coefficients):
            if i + j < length:
                parts[i + j].append(times(mine, other))
    return _trim(tuple(plus(*terms) for terms in parts), exact)


def _trim(coefficients: tuple[Term, ...], exact: bool) -> _Series:
    while exact and len(coefficients) > 1 and coefficients[-1] == ZERO:
        coefficients = coefficients[:-1]
    return _Series(coefficients, exact)


def _negated(series: _Series) -> _Series:
    return _Series(tuple(negative(c) for c in series.coefficients), series.exact)


def _positive(series: _Series, tail: Term) -> Term:
    """The series is above 0 for all small d > 0; `tail` stands for the sign beyond a truncation."""
    result = FALSE if series.exact else tail
    for coefficient in reversed(series.coefficients):
        if isinstance(coefficient, Num):
            if coefficient.value:
                result = TRUE if coefficient.value > 0 else FALSE
            continue
        settled = App(">", (coefficient, ZERO))
        level = App("=", (coefficient, ZERO))
        result = disjunction(settled, conjunction(level, result))
    return result


def _zero(series: _Series, tail: Term) -> Term:
    parts: list[Term] = [] if series.exact else [tail]
    for coefficient in series.coefficients:
        if isinstance(coefficient, Num):
            if coefficient.value:
                return FALSE
            continue
        parts.append(App("=", (coefficient, ZERO)))
    return conjunction(*parts)


class _Expansion:
    """The expansion of one germ: counts the propositions that stand for unknown signs."""

    def __init__(self, variable: Var, step: Term | None, fresh: Callable[[], Var]) -> None:
        self._variable = variable
        self._step = step
        self._fresh = fresh

    def tail(self, series: _Series) -> Term:
        """A fresh proposition for a truncated series, `false` for an exact one (where it is not used)."""
        return FALSE if series.exact else self._fresh()

    def cases(self, term: Term) -> list[_Case]:
        """The cases of a term; their guards exclude one another and cover everything."""
        if self._variable not in free_variables(term) and not _branches(term):
            return [_Case(TRUE, _Series((term,)), _UNIT)]
        match term:
            case Var():
                shifted = (term,) if self._step is None else (term, self._step)
                return [_Case(TRUE, _Series(shifted), _UNIT)]
            case App(op="+", args=args):
                return self._fold(args, _add_cases)
            case App(op="-", args=(left, right)):
                return self._fold((left, App("neg", (right,))), _add_cases)
            case App(op="neg", args=(inner,)):
                return [_Case(c.guard, _negated(c.numerator), c.denominator) for c in self.cases(inner)]
            case App(op="*", args=args):
                return self._fold(args, _multiply_cases)
            case App(op="/", args=(left, right)):
                inverted = [_Case(c.guard, c.denominator, c.numerator) for c in self.cases(right)]
                return self._join(self.cases(left), inverted, _multiply_cases)
            case App(op="ite", args=(condition, then, otherwise)):
                return self._choose(self.formula(condition), self.cases(then), self.cases(otherwise))
            case App(op="abs", args=(inner,)):
                return self._maximum(self.cases(inner), self.cases(App("neg", (inner,))))
            case App(op="max", args=args):
                return self._fold_by(args, self._maximum)
            case App(op="min", args=args):
                return self._fold_by(args, self._minimum)
            case App(op="clamp", args=(inner, low, high)):
                return self._minimum(self._maximum(self.cases(inner), self.cases(low)), self.cases(high))
            case App(op="floor" | "ceil", args=(inner,)):
                return self._rounded(term, inner)
            case App(op="^", args=(base, Num(value=value))) if value.denominator == 1:
                return self._whole_power(base, int(value))
            case App(op="^" | "exp" | "log" | "sqrt") | SumOf():
                return self._smooth(term)
        raise GermTooHard("it has a part whose germ is not known")

    def formula(self, formula: Term) -> Term:
        """The truth of a formula for all small d > 0."""
        if self._variable not in free_variables(formula):
            return formula
        match formula:
            case App(op="and", args=args):
                return conjunction(*(self.formula(arg) for arg in args))
            case App(op="or", args=args):
                return disjunction(*(self.formula(arg) for arg in args))
            case App(op="not", args=(inner,)):
                return negation(self.formula(inner))
            case App(op="implies" | "iff" as op, args=(left, right)):
                return App(op, (self.formula(left), self.formula(right)))
            case App(op="<" | "<=" | ">" | ">=" | "=" | "!=" as op, args=(left, right)):
                difference = self._join(self.cases(left), self.cases(App("neg", (right,))), _add_cases)
                return self.compare(difference, op)
        raise GermTooHard("a condition in it is not a comparison")

    def compare(self, cases: list[_Case], relation: str) -> Term:
        """`term relation 0` for all small d > 0."""
        parts: list[Term] = []
        for case in cases:
            signed = case.numerator if relation in ("=", "!=") else self._signed(case)
            parts.append(conjunction(case.guard, self._relates(signed, relation)))
        return disjunction(*parts)

    def _signed(self, case: _Case) -> _Series:
        return case.numerator if case.denominator == _UNIT else _multiply(case.numerator, case.denominator)

    def _relates(self, series: _Series, relation: str) -> Term:
        tail = self.tail(series)
        match relation:
            case ">":
                return _positive(series, tail)
            case "<":
                return _positive(_negated(series), tail)
            case ">=":
                return negation(_positive(_negated(series), tail))
            case "<=":
                return negation(_positive(series, tail))
            case "=":
                return _zero(series, tail)
            case _:
                return negation(_zero(series, tail))

    def _fold(self, args: tuple[Term, ...], combine: Callable[[_Case, _Case], _Case]) -> list[_Case]:
        result = self.cases(args[0])
        for arg in args[1:]:
            result = self._join(result, self.cases(arg), combine)
        return result

    def _fold_by(
        self, args: tuple[Term, ...], combine: Callable[[list[_Case], list[_Case]], list[_Case]]
    ) -> list[_Case]:
        result = self.cases(args[0])
        for arg in args[1:]:
            result = combine(result, self.cases(arg))
        return result

    def _join(self, left: list[_Case], right: list[_Case], combine: Callable[[_Case, _Case], _Case]) -> list[_Case]:
        result = [
            combine(mine, other)
            for mine, other in product(left, right)
            if conjunction(mine.guard, other.guard) != FALSE
        ]
        if len(result) > _MOST_CASES:
            raise GermTooHard("it splits into too many cases")
        return result

    def _choose(self, condition: Term, then: list[_Case], otherwise: list[_Case]) -> list[_Case]:
        chosen = [(condition, case) for case in then] + [(negation(condition), case) for case in otherwise]
        guarded = [(conjunction(guard, case.guard), case) for guard, case in chosen]
        return [_Case(guard, c.numerator, c.denominator) for guard, c in guarded if guard != FALSE]

    def _maximum(self, left: list[_Case], right: list[_Case]) -> list[_Case]:
        return self._extreme(left, right, ">=")

    def _minimum(self, left: list[_Case], right: list[_Case]) -> list[_Case]:
        return self._extreme(left, right, "<=")

    def _extreme(self, left: list[_Case], right: list[_Case], relation: str) -> list[_Case]:
        result: list[_Case] = []
        for mine, other in product(left, right):
            flipped = _Case(TRUE, _negated(other.numerator), other.denominator)
            difference = _add_cases(_Case(TRUE, mine.numerator, mine.denominator), flipped)
            wins = self._relates(self._signed(difference), relation)
            both = conjunction(mine.guard, other.guard)
            result += self._choose(
                wins,
                [_Case(both, mine.numerator, mine.denominator)],
                [_Case(both, other.numerator, other.denominator)],
            )
        if len(result) > _MOST_CASES:
            raise GermTooHard("it splits into too many cases")
        return result

    def _rounded(self, term: Term, inner: Term) -> list[_Case]:
        # floor is constant just above every point that the argument does not fall from, likewise ceil
        slope = self.cases(inner)
        op = term.op if isinstance(term, App) else "floor"
        result: list[_Case] = []
        for case in slope:
            here = over(case.numerator.coefficients[0], case.denominator.coefficients[0])
            change = _add(
                _multiply(case.numerator, _Series((case.denominator.coefficients[0],))),
                _negated(_multiply(case.denominator, _Series((case.numerator.coefficients[0],)))),
            )
            level = case.denominator.coefficients[0]
            moved = self._relates(_multiply(change, _Series((level,))), "<" if op == "floor" else ">")
            rounded = App(op, (here,))
            jumps = conjunction(moved, App("=", (rounded, here)))
            after = plus(rounded, num(-1 if op == "floor" else 1))
            result += self._choose(
                jumps,
                [_Case(case.guard, _Series((after,)), _UNIT)],
                [_Case(case.guard, _Series((rounded,)), _UNIT)],
            )
        return result

    def _whole_power(self, base: Term, exponent: int) -> list[_Case]:
        if abs(exponent) > _MOST_DEGREE:
            return self._smooth(App("^", (base, num(exponent))))
        result: list[_Case] = []
        for case in self.cases(base):
            top, bottom = (case.numerator, case.denominator) if exponent >= 0 else (case.denominator, case.numerator)
            numerator, denominator = _UNIT, _UNIT
            for _ in range(abs(exponent)):
                numerator, denominator = _multiply(numerator, top), _multiply(denominator, bottom)
            result.append(_Case(case.guard, numerator, denominator))
        return result

    def _smooth(self, term: Term) -> list[_Case]:
        # Taylor's formula: a smooth term has the coefficients f, f', f''/2
        if _branches(term):
            raise GermTooHard("a choice stands inside exp, log, a power or a sum")
        if self._step is None:
            return [_Case(TRUE, _Series((term,)), _UNIT)]
        coefficients, current, factor = [term], term, 1
        try:
            for order in range(1, _ORDER + 1):
                current, factor = derivative(current, self._variable), factor * order
                coefficients.append(over(times(current, raised(self._step, num(order))), num(factor)))
        except NoDerivative as problem:
            raise GermTooHard(str(problem)) from problem
        return [_Case(TRUE, _Series(tuple(coefficients), exact=False), _UNIT)]


def _add_cases(left: _Case, right: _Case) -> _Case:
    guard = conjunction(left.guard, right.guard)
    if left.denominator == right.denominator:
        return _Case(guard, _add(left.numerator, right.numerator), left.denominator)
    numerator = _add(_multiply(left.numerator, right.denominator), _multiply(right.numerator, left.denominator))
    return _Case(guard, numerator, _multiply(left.denominator, right.denominator))


def _multiply_cases(left: _Case, right: _Case) -> _Case:
    return _Case(
        conjunction(left.guard, right.guard),
        _multiply(left.numerator, right.numerator),
        _multiply(left.denominator, right.denominator),
    )


def _branches(term: Term) -> bool:
    if isinstance(term, App) and term.op in ("ite", "abs", "min", "max", "clamp", "floor", "ceil"):
        return True
    match term:
        case App(args=args):
            return any(_branches(arg) for arg in args)
        case SumOf(lower=lower, upper=upper, body=body):
            return any(_branches(part) for part in (lower, upper, body))
    return False


_RELATION = {"rises": ">", "falls": "<", "flat": "="}


def germ_formula(op: str, term: Term, variable: Var, fresh: Callable[[], Var]) -> Term:
    """`rises`/`falls`/`flat` of a term in a quantity, as a formula without germs.

    `fresh` makes propositions for signs beyond the order of expansion. Raises GermTooHard.
    """
    if variable.sort is not Sort.REAL:
        raise GermTooHard(f"`{variable.name}` is a whole number and has no small increase")
    moved = _Expansion(variable, ONE, fresh)
    still = _Expansion(variable, None, fresh)
    here = [_Case(c.guard, _negated(c.numerator), c.denominator) for c in still.cases(term)]
    change = moved._join(moved.cases(term), here, _add_cases)
    return moved.compare(change, _RELATION[op])


def germ_defined(term: Term, variable: Var, fresh: Callable[[], Var]) -> Term:
    """The term stays defined for all small increases: no denominator of it vanishes identically there."""
    cases = _Expansion(variable, ONE, fresh).cases(term)
    parts = [
        App("implies", (case.guard, negation(_zero(case.denominator, TRUE))))
        for case in cases
        if case.denominator != _UNIT
    ]
    return conjunction(*parts)
