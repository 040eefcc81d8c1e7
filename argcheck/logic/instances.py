"""Values at which a quantified formula is worth instantiating: the ends of its range, and where its comparisons turn.

A comparison that is linear or quadratic in the variable turns where its two sides are equal; that value, a little
more or less, and the values between two such ones decide most formulas. A value may divide or take a root: whoever
puts it for the variable must say "where it is defined".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations

from argcheck.kernel import polynomial as poly
from argcheck.kernel.polynomial import Polynomial
from argcheck.logic.calculus import minus, over, plus, times
from argcheck.logic.normalize import CannotNormalize, polynomial_of
from argcheck.logic.powers import TooLarge
from argcheck.model.operators import Sort
from argcheck.model.terms import (
    ZERO,
    App,
    Num,
    Quantifier,
    Term,
    Var,
    bound_variable,
    free_variables,
    num,
    walk,
)

_COMPARISONS = ("<", "<=", ">", ">=", "=", "!=")
_MOST_TURNS = 4


def instances(term: Quantifier, visible: Sequence[Var]) -> list[Term]:
    """Values to try for the variable of `term`, the most promising first. `visible` variables may be used."""
    found = [*_ends(term.domain, term.variable), *_turns(term), *_of_sort(term, visible)]
    turns = [*_limits(term), *_turns(term)]
    if term.variable.sort is Sort.INTEGER:
        found = [part for one in found for part in _whole(one)] + [num(0), num(1)]
    else:
        found += [plus(one, num(step)) for one in _turns(term) for step in (1, -1)]
        found += _between(turns)
        found += [num(0), num(1)]
    return [one for one in dict.fromkeys(found) if _possible(one, term)]


def as_term(polynomial: Polynomial, names: Mapping[str, Term]) -> Term | None:
    """The polynomial as a term; None where a variable of it is not named."""
    terms: list[Term] = []
    for monomial, coefficient in sorted(polynomial.items()):
        if any(name not in names for name, _ in monomial):
            return None
        factors = [names[name] for name, exponent in monomial for _ in range(exponent)]
        terms.append(times(Num(Fraction(coefficient)), *factors))
    return plus(*terms)


def _limits(term: Quantifier) -> list[Term]:
    return [end for _, end in _bounds(term.domain, term.variable)]


def _ends(domain: Term, variable: Var) -> Iterator[Term]:
    """The ends of the range, or a step inside and outside where an end is excluded."""
    for op, end in _bounds(domain, variable):
        yield end
        if op in ("<", ">"):
            yield plus(end, num(1))
            yield plus(end, num(-1))


def _bounds(domain: Term, variable: Var) -> Iterator[tuple[str, Term]]:
    for part in walk(domain):
        if isinstance(part, App) and part.op in ("<", "<=", ">", ">=") and variable in part.args:
            end = part.args[1] if part.args[0] == variable else part.args[0]
            if variable not in free_variables(end):
                yield part.op, end


def _turns(term: Quantifier) -> list[Term]:
    """The values at which a comparison in the body holds with equality."""
    bound = {inner for part in walk(term.body) if (inner := bound_variable(part)) is not None}
    found: list[Term] = []
    for part in walk(term.body):
        if not (isinstance(part, App) and part.op in _COMPARISONS and term.variable in free_variables(part)):
            continue
        left, right = part.args
        solutions = _solutions(minus(left, right), term.variable) or _read_off(left, right, term.variable)
        found += [one for one in solutions if not bound & free_variables(one)]
    return list(dict.fromkeys(found))[:_MOST_TURNS]


def _solutions(difference: Term, variable: Var) -> list[Term]:
    names = {v.name: v for v in free_variables(difference)}
    if Sort.BOOL in {v.sort for v in names.values()}:
        return []
    try:
        numerator = polynomial_of(difference).numerator
    except (CannotNormalize, TooLarge, ZeroDivisionError):
        return []
    parts = _coefficients(numerator, variable.name)
    terms = [as_term(parts.get(power, {}), names) for power in range(3)]
    if None in terms or max(parts, default=0) not in (1, 2):
        return []
    constant, linear, square = (part or ZERO for part in terms)
    if square == ZERO:
        return [over(times(num(-1), constant), linear)]
    inside = minus(times(linear, linear), times(num(4), square, constant))
    root, half = App("sqrt", (inside,)), times(num(2), square)
    return [over(plus(times(num(-1), linear), times(num(sign), root)), half) for sign in (1, -1)]


def _read_off(left: Term, right: Term, variable: Var) -> list[Term]:
    """As `_solutions`, for sides that are no polynomials."""
    found: list[Term] = []
    for side, other in ((left, right), (right, left)):
        if variable in free_variables(other):
            continue
        if side == variable:
            found.append(other)
        elif isinstance(side, App) and side.op in ("*", "+") and side.args.count(variable) == 1:
            rest = [arg for arg in side.args if arg != variable]
            if not any(variable in free_variables(arg) for arg in rest):
                found.append(over(other, times(*rest)) if side.op == "*" else minus(other, plus(*rest)))
        elif side in (App("^", (variable, num(2))), App("*", (variable, variable))):
            root = App("sqrt", (other,))
            found += [root, App("neg", (root,))]
    return found


def _coefficients(polynomial: Polynomial, name: str) -> dict[int, Polynomial]:
    """The coefficients of the powers of one variable."""
    parts: dict[int, Polynomial] = {}
    for monomial, coefficient in polynomial.items():
        power = dict(monomial).get(name, 0)
        rest = tuple(pair for pair in monomial if pair[0] != name)
        parts[power] = poly.add(parts.get(power, {}), {rest: coefficient})
    return parts


def _of_sort(term: Quantifier, visible: Sequence[Var]) -> list[Var]:
    exact = [v for v in visible if v.sort is term.variable.sort]
    return exact if term.variable.sort is Sort.INTEGER else exact + [v for v in visible if v.sort is Sort.INTEGER]


def _whole(one: Term) -> Iterator[Term]:
    """Whole numbers at and around a value."""
    if one.sort is Sort.INTEGER:
        yield one
        return
    floor = App("floor", (one,))
    yield plus(floor, num(1))
    yield floor
    yield minus(App("ceil", (one,)), num(1))


def _between(turns: Sequence[Term]) -> Iterator[Term]:
    unique = list(dict.fromkeys(turns))[:_MOST_TURNS]
    for one, other in combinations(unique, 2):
        yield over(plus(one, other), num(2))


def _possible(one: Term, term: Quantifier) -> bool:
    """Whether a plain number lies within the range's plain bounds."""
    value = _number(one)
    if value is None:
        return True
    for part in walk(term.domain):
        if isinstance(part, App) and part.op in ("<", "<=", ">", ">=") and part.args[0] == term.variable:
            end = _number(part.args[1])
            if end is not None and not _ordered(value, part.op, end):
                return False
    return True


def _number(term: Term) -> Fraction | None:
    if isinstance(term, App) and term.op == "/":
        top, bottom = (_number(arg) for arg in term.args)
        return top / bottom if top is not None and bottom else None
    return term.value if isinstance(term, Num) else None


def _ordered(left: Fraction, op: str, right: Fraction) -> bool:
    return {"<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right}[op]
