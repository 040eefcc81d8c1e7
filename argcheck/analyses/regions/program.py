"""Terms and formulas as a list of operations, shared parts once: what is evaluated on arrays of boxes, and exactly.

Sums with numbers as bounds become polynomials where they are such; sums with symbolic bounds are put in closed form
where that holds for every value, which the closed form itself then says.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from argcheck.analyses.regions.axes import Axis
from argcheck.kernel import polynomial as poly
from argcheck.kernel.polynomial import Polynomial
from argcheck.logic import sums
from argcheck.logic.calculus import plus, times
from argcheck.logic.evaluate import evaluate
from argcheck.logic.exact import TooLarge, Undetermined
from argcheck.logic.germs import OPEN
from argcheck.logic.scope import NotReduced, Undefined
from argcheck.logic.surd import enclosure
from argcheck.model.operators import Sort
from argcheck.model.show import show
from argcheck.model.terms import (
    ONE,
    TRUE,
    ZERO,
    App,
    Infinite,
    Num,
    Quantifier,
    SumOf,
    Term,
    Var,
    conjunction,
    free_variables,
)

_LONGEST_SUM = 400
_MOST_OPERATIONS = 4_000
_LEAST_TERMS = 4
_BITS = 192
_KEEP_WHOLE = frozenset(("+", "-", "*", "neg", "power", "min", "max", "abs"))
_MOST_EXPANDED = 40
_MIRRORED = {"<": ">", "<=": ">="}


class CannotCompile(Exception):
    """A formula that boxes cannot be evaluated on; the message says which part."""


@dataclass(frozen=True, slots=True)
class Operation:
    """What is done, to the results of which earlier operations. `axis` is the axis of a variable; `bounds` enclose a
    constant; `exponent` belongs to `power`, `coefficients` (the constant first) to `polynomial`. `axes` are the axes
    that the result depends on. A `whole` result is a whole number; in an `exact` sum care is taken not to round what
    need not be rounded."""

    op: str
    args: tuple[int, ...] = ()
    axes: frozenset[int] = frozenset()
    axis: int = -1
    exponent: int = 0
    bounds: tuple[Fraction, Fraction] | None = None
    coefficients: tuple[Fraction, ...] = ()
    whole: bool = False
    exact: bool = False


@dataclass
class Program:
    """Operations in an order in which each comes after those it uses."""

    axes: Sequence[Axis]
    operations: list[Operation] = field(default_factory=list)
    _known: dict[Term, int] = field(default_factory=dict)
    _made: dict[Operation, int] = field(default_factory=dict)

    def needed(self, roots: Iterable[int]) -> list[int]:
        """The operations that some results rest on, in order."""
        wanted: set[int] = set()
        stack = list(roots)
        while stack:
            index = stack.pop()
            if index not in wanted:
                wanted.add(index)
                stack.extend(self.operations[index].args)
        return sorted(wanted)

    # ---- building ------------------------------------------------------------------------------------

    def compile(self, term: Term) -> int:
        """The operation that computes the term or formula. Raises CannotCompile."""
        if term not in self._known:
            self._known[term] = self._compile(term)
        return self._known[term]

    def _make(self, op: str, *args: int, **more: object) -> int:
        axes = frozenset(axis for arg in args for axis in self.operations[arg].axes)
        operation = Operation(op, args, axes, **more)  # type: ignore[arg-type]
        parts = [self.operations[arg] for arg in args]
        whole = op in ("floor", "ceil") or (op in _KEEP_WHOLE and all(part.whole for part in parts))
        if operation.bounds is not None:
            whole = operation.bounds[0] == operation.bounds[1] and operation.bounds[0].denominator == 1
        whole = whole and operation.exponent >= 0
        exact = op in ("+", "-") and (whole or any(part.bounds is not None for part in parts))
        operation = replace(operation, whole=whole, exact=exact)
        if operation not in self._made:
            if len(self.operations) >= _MOST_OPERATIONS:
                raise CannotCompile("the formulas are too large")
            self.operations.append(operation)
            self._made[operation] = len(self.operations) - 1
        return self._made[operation]

    def _compile(self, term: Term) -> int:
        if not free_variables(term):
            return self._constant(term)
        match term:
            case Var(sort=Sort.BOOL) if term.name.startswith(OPEN):
                # a sign that no rule settles: nothing is known of it
                return self._make("unknown")
            case Var():
                return self._variable(term)
            case SumOf():
                return self._sum(term)
            case App(op="+" | "-") if (found := self._polynomial(term)) is not None:
                return found
            case App(op="+" | "*" | "min" | "max" as op, args=args):
                return self._folded(op, [self.compile(arg) for arg in args])
            case App(op="<" | "<=" | ">" | ">=" | "=" | "!=" as op, args=(left, right)):
                return self._comparison(op, left, right)
            case App(op="^", args=(base, exponent)):
                return self._power(term, base, exponent)
            case App(op="clamp", args=(value, low, high)):
                inside = App("min", (App("max", (value, low)), high))
                crossed = App("<=", (low, high))
                return self._make("where", self.compile(crossed), self.compile(inside))
            case App(op="and" | "or" as op, args=args):
                return self._folded(op, [self.compile(arg) for arg in args])
            case App(op="implies", args=(left, right)):
                return self._make("or", self._make("not", self.compile(left)), self.compile(right))
            case App(op="ite", args=args):
                return self._make("choose" if term.sort is Sort.BOOL else "if", *(self.compile(arg) for arg in args))
            case App(op="-" | "/" | "neg" | "abs" | "floor" | "ceil" | "sqrt" | "exp" | "log" as op):
                return self._make(op, *(self.compile(arg) for arg in term.args))
            case App(op="not" | "iff" as op, args=args):
                return self._make(op, *(self.compile(arg) for arg in args))
        if isinstance(term, Quantifier):
            which = "--some" if term.kind == "exists" else "--forall"
            name = term.variable.name
            asked = f"declare `{name}` as a quantity, leave the quantifier out and ask with {which} {name}=0..1"
            raise CannotCompile(f"`{show(term)}` ranges over a quantity, which boxes cannot: {asked}")
        raise CannotCompile(f"`{show(term)}` cannot be evaluated on a box")

    def _variable(self, variable: Var) -> int:
        for index, axis in enumerate(self.axes):
            if axis.variable == variable:
                operation = Operation("variable", (), frozenset((index,)), index, whole=axis.whole)
                if operation not in self._made:
                    self.operations.append(operation)
                    self._made[operation] = len(self.operations) - 1
                return self._made[operation]
        raise CannotCompile(f"`{variable.name}` has no value and no range")

    def _constant(self, term: Term) -> int:
        try:
            value = evaluate(term, {})
            if isinstance(value, bool):
                return self._make("true" if value else "false")
            if isinstance(value, Fraction):
                bounds = (value, value)
            else:
                low, high = enclosure(value, _BITS)
                bounds = (Fraction(low, 1 << _BITS), Fraction(high, 1 << _BITS))
        except (Undefined, Undetermined, TooLarge, NotReduced) as problem:
            raise CannotCompile(f"`{show(term)}`: {problem}") from problem
        return self._make("constant", bounds=bounds)

    def _folded(self, op: str, args: Sequence[int]) -> int:
        total = args[0]
        for other in args[1:]:
            total = self._make(op, total, other)
        return total

    def _comparison(self, op: str, left: Term, right: Term) -> int:
        if left.sort is Sort.BOOL:
            same = self._make("iff", self.compile(left), self.compile(right))
            return same if op == "=" else self._make("not", same)
        if op in _MIRRORED:
            op, left, right = _MIRRORED[op], right, left
        difference = App("-", (left, right))
        small = expanded(difference)
        if small is not None and not poly.variables(small):
            # the two sides differ by a number, which bounds of each would not show
            return self._constant(App(op, (Num(Fraction(small.get((), 0))), ZERO)))
        if right == ZERO:
            return self._make(op, self.compile(left))
        found = self._polynomial(difference)
        if found is None:
            found = self._make("-", self.compile(left), self.compile(right))
        return self._make(op, found)

    def _power(self, term: App, base: Term, exponent: Term) -> int:
        if isinstance(exponent, Num) and exponent.value.denominator == 1:
            return self._make("power", self.compile(base), exponent=int(exponent.value))
        op = "natural power" if exponent.sort is Sort.INTEGER else "real power"
        return self._make(op, self.compile(base), self.compile(exponent))

    # ---- polynomials and sums --------------------------------------------------------------------------

    def _polynomial(self, term: Term) -> int | None:
        """A longer sum of powers of one variable: the difference of two polynomials in Horner's form, neither of which
        has a negative coefficient."""
        if len(free_variables(term)) != 1:
            return None
        found = monomials(term)
        if found is None or len(found) < _LEAST_TERMS:
            return None
        (variable,) = free_variables(term)
        parts = []
        for sign in (1, -1):
            chosen = {degree: sign * value for (_, degree), value in found.items() if sign * value > 0}
            if chosen:
                dense = tuple(chosen.get(degree, Fraction(0)) for degree in range(max(chosen) + 1))
                parts.append((sign, self._make("polynomial", self.compile(variable), coefficients=dense)))
        if not parts:
            return self._make("constant", bounds=(Fraction(0), Fraction(0)))
        if len(parts) == 2:
            return self._make("-", parts[0][1], parts[1][1])
        return parts[0][1] if parts[0][0] > 0 else self._make("neg", parts[0][1])

    def _sum(self, term: SumOf) -> int:
        count = None if isinstance(term.upper, Infinite) else sums.number_of_terms(term)
        if count is not None and count <= _LONGEST_SUM:
            return self.compile(sums.expanded(term, count))
        guard, value = closed_sum(term)
        return self._make("where", self.compile(guard), self.compile(value))


def closed_sum(term: SumOf) -> tuple[Term, Term]:
    """A condition and what the sum comes to under it. Raises CannotCompile where no closed form is known."""
    unknown = CannotCompile(f"no closed form is known for `{show(term)}`")
    parts = sums.summands(term.body, term.variable)
    if parts is None:
        raise unknown
    endless = isinstance(term.upper, Infinite)
    values: list[Term] = []
    guards: list[Term] = [TRUE]
    if endless:
        converges = sums.convergence(term)
        if converges is None:
            raise unknown
        guards.append(converges)
    else:
        guards.append(App("<=", (term.lower, plus(term.upper, ONE))))
    for part in parts:
        if part.ratio == ONE:
            if endless:
                raise unknown
            values.append(times(part.coefficient, sums.faulhaber(part.degree, term.lower, term.upper)))
            continue
        if endless:
            total = sums.geometric_to_infinity(part.degree, part.ratio, term.lower)
        else:
            total = sums.geometric(part.degree, part.ratio, term.lower, term.upper)
            guards.append(App("!=", (part.ratio, ONE)))
        if total is None:
            raise unknown
        values.append(times(part.coefficient, total))
    return conjunction(*guards), plus(*values)


def monomials(term: Term) -> dict[tuple[Var | None, int], Fraction] | None:
    """A sum of numbers times powers of a variable, as (variable, exponent) to coefficient; None for any other term."""
    match term:
        case Num(value=value):
            return {(None, 0): value}
        case Var():
            return {(term, 1): Fraction(1)}
        case App(op="^", args=(Var() as base, Num(value=value))) if (
            value.denominator == 1 and 0 < value <= _LONGEST_SUM
        ):
            return {(base, int(value)): Fraction(1)}
        case App(op="neg", args=(inner,)):
            return _scaled(monomials(inner), Fraction(-1))
        case App(op="*", args=(Num(value=value), inner)):
            return _scaled(monomials(inner), value)
        case App(op="+" | "-" as op, args=args):
            total: dict[tuple[Var | None, int], Fraction] = {}
            for place, arg in enumerate(args):
                part = _scaled(monomials(arg), Fraction(-1 if place and op == "-" else 1))
                if part is None:
                    return None
                for key, value in part.items():
                    total[key] = total.get(key, Fraction(0)) + value
            return total
    return None


def _scaled(
    parts: dict[tuple[Var | None, int], Fraction] | None, factor: Fraction
) -> dict[tuple[Var | None, int], Fraction] | None:
    return parts and {key: factor * value for key, value in parts.items()}


def expanded(term: Term) -> Polynomial | None:
    """A small term made of numbers and variables by + - * and whole powers, multiplied out; None for any other."""
    match term:
        case Num(value=value):
            return poly.constant(value)
        case Var(name=name, sort=sort) if sort is not Sort.BOOL:
            return poly.variable(name)
        case App(op="neg", args=(inner,)):
            found = expanded(inner)
            return None if found is None else poly.negate(found)
        case App(op="^", args=(base, Num(value=value))) if value.denominator == 1 and value >= 0:
            found = expanded(base)
            if found is None or (len(found) > 1 and value > 4):
                return None
            return poly.power(found, int(value))
        case App(op="+" | "-" | "*" as op, args=args) if len(args) <= _MOST_EXPANDED:
            combine = {"+": poly.add, "-": poly.subtract, "*": poly.multiply}[op]
            total = expanded(args[0])
            for arg in args[1:]:
                part = expanded(arg)
                if total is None or part is None or len(total) * len(part) > _MOST_EXPANDED:
                    return None
                total = combine(total, part)
            return total
    return None
