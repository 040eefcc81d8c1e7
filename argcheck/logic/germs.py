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

from argcheck.logic.calculus import NoDerivative, derivative, over, plus, raised, times
from argcheck.logic.infinitesimal import (
    MOST_DEGREE,
    UNIT,
    Case,
    GermTooHard,
    Series,
    add,
    add_cases,
    is_zero,
    multiply,
    multiply_cases,
    negated,
    positive,
    zero,
)
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
OPEN = "germ left open"
"""Name of the propositions that stand for signs beyond the order of expansion."""


@dataclass(frozen=True, slots=True)
class Demand:
    """An expansion is only right where `term` is defined, wherever `guard` holds. `slope` says that it is a
    coefficient beyond the first: the factors e and e - 1 of e*(e - 1)*b^(e - 2) then make up for 0^-1 and 0^-2."""

    guard: Term
    term: Term
    slope: bool


class _Expansion:
    """The expansion of one germ: counts the propositions that stand for unknown signs."""

    def __init__(self, variable: Var, step: Term | None, fresh: Callable[[], Var]) -> None:
        self._variable = variable
        self._step = step
        self._fresh = fresh
        self._guard: Term = TRUE
        self.demands: list[Demand] = []

    def tail(self, series: Series) -> Term:
        """A fresh proposition for a truncated series, `false` for an exact one (where it is not used)."""
        return FALSE if series.exact else self._fresh()

    def cases(self, term: Term) -> list[Case]:
        """The cases of a term; their guards exclude one another and cover everything."""
        if self._variable not in free_variables(term) and not _branches(term):
            return [Case(TRUE, Series((term,)), UNIT)]
        match term:
            case Var():
                shifted = (term,) if self._step is None else (term, self._step)
                return [Case(TRUE, Series(shifted), UNIT)]
            case App(op="+", args=args):
                return self._fold(args, add_cases)
            case App(op="-", args=(left, right)):
                return self._fold((left, App("neg", (right,))), add_cases)
            case App(op="neg", args=(inner,)):
                return [Case(c.guard, negated(c.numerator), c.denominator) for c in self.cases(inner)]
            case App(op="*", args=args):
                return self._fold(args, multiply_cases)
            case App(op="/", args=(left, right)):
                inverted = [Case(c.guard, c.denominator, c.numerator) for c in self.cases(right)]
                return self._join(self.cases(left), inverted, multiply_cases)
            case App(op="ite", args=(condition, then, otherwise)):
                test = self.formula(condition)
                return self._choose(test, self._under(test, then), self._under(negation(test), otherwise))
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

    def _under(self, guard: Term, term: Term) -> list[Case]:
        outside, self._guard = self._guard, conjunction(self._guard, guard)
        try:
            return self.cases(term)
        finally:
            self._guard = outside

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
                difference = self._join(self.cases(left), self.cases(App("neg", (right,))), add_cases)
                return self.compare(difference, op)
        raise GermTooHard("a condition in it is not a comparison")

    def compare(self, cases: list[Case], relation: str) -> Term:
        """`term relation 0` for all small d > 0."""
        return disjunction(*(conjunction(case.guard, self._holds(case, relation)) for case in cases))

    def _holds(self, case: Case, relation: str) -> Term:
        if relation in ("=", "!=") or case.denominator == UNIT:
            return self._relates(case.numerator, relation)
        # the denominator has the sign of its first coefficient, unless that is 0
        first = case.denominator.coefficients[0]
        vanishing = App("=", (first, ZERO))
        return disjunction(
            conjunction(App(">", (first, ZERO)), self._relates(case.numerator, relation)),
            conjunction(App("<", (first, ZERO)), self._relates(negated(case.numerator), relation)),
            conjunction(vanishing, self._relates(multiply(case.numerator, case.denominator), relation)),
        )

    def _relates(self, series: Series, relation: str) -> Term:
        tail = self.tail(series)
        match relation:
            case ">":
                return positive(series, tail)
            case "<":
                return positive(negated(series), tail)
            case ">=":
                return negation(positive(negated(series), tail))
            case "<=":
                return negation(positive(series, tail))
            case "=":
                return zero(series, tail)
            case _:
                return negation(zero(series, tail))

    def _fold(self, args: tuple[Term, ...], combine: Callable[[Case, Case], Case]) -> list[Case]:
        result = self.cases(args[0])
        for arg in args[1:]:
            result = self._join(result, self.cases(arg), combine)
        return result

    def _fold_by(self, args: tuple[Term, ...], combine: Callable[[list[Case], list[Case]], list[Case]]) -> list[Case]:
        result = self.cases(args[0])
        for arg in args[1:]:
            result = combine(result, self.cases(arg))
        return result

    def _join(self, left: list[Case], right: list[Case], combine: Callable[[Case, Case], Case]) -> list[Case]:
        result = [
            combine(mine, other)
            for mine, other in product(left, right)
            if conjunction(mine.guard, other.guard) != FALSE
        ]
        if len(result) > _MOST_CASES:
            raise GermTooHard("it splits into too many cases")
        return result

    def _choose(self, condition: Term, then: list[Case], otherwise: list[Case]) -> list[Case]:
        chosen = [(condition, case) for case in then] + [(negation(condition), case) for case in otherwise]
        guarded = [(conjunction(guard, case.guard), case) for guard, case in chosen]
        return [Case(guard, c.numerator, c.denominator) for guard, c in guarded if guard != FALSE]

    def _maximum(self, left: list[Case], right: list[Case]) -> list[Case]:
        return self._extreme(left, right, ">=")

    def _minimum(self, left: list[Case], right: list[Case]) -> list[Case]:
        return self._extreme(left, right, "<=")

    def _extreme(self, left: list[Case], right: list[Case], relation: str) -> list[Case]:
        result: list[Case] = []
        for mine, other in product(left, right):
            flipped = Case(TRUE, negated(other.numerator), other.denominator)
            difference = add_cases(Case(TRUE, mine.numerator, mine.denominator), flipped)
            wins = self._holds(difference, relation)
            both = conjunction(mine.guard, other.guard)
            result += self._choose(
                wins,
                [Case(both, mine.numerator, mine.denominator)],
                [Case(both, other.numerator, other.denominator)],
            )
        if len(result) > _MOST_CASES:
            raise GermTooHard("it splits into too many cases")
        return result

    def _rounded(self, term: Term, inner: Term) -> list[Case]:
        # floor is constant just above every point that the argument does not fall from, likewise ceil
        slope = self.cases(inner)
        op = term.op if isinstance(term, App) else "floor"
        result: list[Case] = []
        for case in slope:
            here = over(case.numerator.coefficients[0], case.denominator.coefficients[0])
            self.demands.append(Demand(conjunction(self._guard, case.guard), here, False))
            change = add(
                multiply(case.numerator, Series((case.denominator.coefficients[0],))),
                negated(multiply(case.denominator, Series((case.numerator.coefficients[0],)))),
            )
            # the denominator keeps its sign near x, so that `change` has the sign of the argument's change
            moved = self._relates(change, "<" if op == "floor" else ">")
            rounded = App(op, (here,))
            jumps = conjunction(moved, App("=", (rounded, here)))
            after = plus(rounded, num(-1 if op == "floor" else 1))
            result += self._choose(
                jumps,
                [Case(case.guard, Series((after,)), UNIT)],
                [Case(case.guard, Series((rounded,)), UNIT)],
            )
        return result

    def _whole_power(self, base: Term, exponent: int) -> list[Case]:
        if abs(exponent) > MOST_DEGREE:
            return self._smooth(App("^", (base, num(exponent))))
        result: list[Case] = []
        for case in self.cases(base):
            top, bottom = (case.numerator, case.denominator) if exponent >= 0 else (case.denominator, case.numerator)
            numerator, denominator = UNIT, UNIT
            for _ in range(abs(exponent)):
                numerator, denominator = multiply(numerator, top), multiply(denominator, bottom)
            result.append(Case(case.guard, numerator, denominator))
        return result

    def _smooth(self, term: Term) -> list[Case]:
        # Taylor's formula: a smooth term has the coefficients f, f', f''/2
        if _branches(term):
            raise GermTooHard("a choice stands inside exp, log, a power or a sum")
        if self._step is None:
            return [Case(TRUE, Series((term,)), UNIT)]
        coefficients, current, factor = [term], term, 1
        try:
            for order in range(1, _ORDER + 1):
                current, factor = derivative(current, self._variable), factor * order
                coefficients.append(over(times(current, raised(self._step, num(order))), num(factor)))
        except NoDerivative as problem:
            raise GermTooHard(str(problem)) from problem
        self.demands += [Demand(self._guard, part, place > 0) for place, part in enumerate(coefficients)]
        return [Case(TRUE, Series(tuple(coefficients), self._stands_still(term)), UNIT)]

    def _stands_still(self, term: Term) -> Term:
        # a function of something that does not move does not move
        if not (isinstance(term, App) and len(term.args) == 1):
            return FALSE
        (case,) = self.cases(term.args[0])
        if case.denominator != UNIT or not case.numerator.exact:
            return FALSE
        return conjunction(*(is_zero(coefficient) for coefficient in case.numerator.coefficients[1:]))


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
    here = [Case(c.guard, negated(c.numerator), c.denominator) for c in still.cases(term)]
    change = moved._join(moved.cases(term), here, add_cases)
    return moved.compare(change, _RELATION[op])


def germ_defined(term: Term, variable: Var, fresh: Callable[[], Var]) -> tuple[Term, list[Demand]]:
    """What the germ of a term rests on: a formula which says that the term stays defined for all small increases
    (no denominator of it vanishes identically there), and the terms that must be defined for its expansion."""
    expansion = _Expansion(variable, ONE, fresh)
    parts = [
        App("implies", (case.guard, negation(zero(case.denominator, TRUE))))
        for case in expansion.cases(term)
        if case.denominator != UNIT
    ]
    return conjunction(*parts), expansion.demands
