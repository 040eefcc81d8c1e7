"""Terms from operators as they are written: flattened sums and products, chains, ranges."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from math import ceil, floor
from operator import add, mul, sub, truediv

from argcheck.model.operators import Sort
from argcheck.model.terms import ONE, ZERO, App, Num, Term

_ARITHMETIC: dict[str, Callable[[Fraction, Fraction], Fraction]] = {"+": add, "-": sub, "*": mul, "/": truediv}


def joined(op: str, left: Term, right: Term) -> Term:
    """`left op right`; `+ * and or` become one application to many, and `a - b + c` is `a + (-b) + c`."""
    if op in ("+", "*", "and", "or"):
        return App(op, (*_operands(op, left), *_operands(op, right)))
    if op == "-" and isinstance(left, App) and left.op in ("+", "-"):
        return App("+", (*_operands("+", left), opposite(right)))
    return App(op, (left, right))


def _operands(op: str, term: Term) -> tuple[Term, ...]:
    if isinstance(term, App) and term.op == op:
        return term.args
    if op == "+" and isinstance(term, App) and term.op == "-":
        return (*_operands("+", term.args[0]), opposite(term.args[1]))
    return (term,)


def opposite(term: Term) -> Term:
    """`-term`; a number becomes the negative number."""
    return Num(-term.value) if isinstance(term, Num) else App("neg", (term,))


def compared(op: str, left: Term, right: Term) -> Term:
    """`left op right`; between formulas `=` is `iff` and `!=` its negation."""
    if left.sort is Sort.BOOL and op in ("=", "!="):
        same = App("iff", (left, right))
        return same if op == "=" else App("not", (same,))
    return App(op, (left, right))


def chained(formulas: list[Term]) -> Term:
    """The conjunction of a chain's links."""
    return formulas[0] if len(formulas) == 1 else App("and", tuple(formulas))


@dataclass(frozen=True, slots=True)
class Limits:
    """What a sort and a bound say of a variable: comparisons with terms, each with its text."""

    comparisons: tuple[tuple[str, Term, str], ...]

    def formulas(self, variable: Term) -> tuple[Term, ...]:
        """The bounds as formulas about the variable."""
        return tuple(App(op, (variable, end)) for op, end, _ in self.comparisons)

    def texts(self, name: str) -> tuple[str, ...]:
        """The same, in canonical formatting."""
        return tuple(f"{name} {op} {text}" for op, _, text in self.comparisons)

    def is_empty(self, sort: Sort) -> bool:
        """Whether the numbers among the ends leave no room at all."""
        ends = [(op, value) for op, end, _ in self.comparisons if (value := constant(end)) is not None]
        least = max(((value, op == ">") for op, value in ends if op in (">", ">=", "=")), default=None)
        most = min(((value, op != "<") for op, value in ends if op in ("<", "<=", "=")), default=None)
        excluded = {value for op, value in ends if op == "!="}
        if sort is Sort.INTEGER:
            low = None if least is None else floor(least[0]) + 1 if least[1] else ceil(least[0])
            high = None if most is None else floor(most[0]) if most[1] else ceil(most[0]) - 1
            return low is not None and high is not None and (low > high or (low == high and low in excluded))
        if least is None or most is None:
            return False
        closed = not least[1] and most[1]
        return least[0] > most[0] or (least[0] == most[0] and (not closed or least[0] in excluded))


def unit_range(found: list[tuple[str, Term, str]]) -> list[tuple[str, Term, str]]:
    """The comparisons of a probability: with `>= 0` and `<= 1`, unless they say as much already."""
    ends = [(op, value) for op, end, _ in found if (value := constant(end)) is not None]
    least = [] if any(op in (">", ">=", "=") and value >= 0 for op, value in ends) else [(">=", ZERO, "0")]
    most = [] if any(op in ("<", "<=", "=") and value <= 1 for op, value in ends) else [("<=", ONE, "1")]
    return [*least, *most, *found]


def constant(term: Term) -> Fraction | None:
    """The value of a term that is arithmetic on numbers alone; None for any other."""
    match term:
        case Num(value=value):
            return value
        case App(op="neg", args=(operand,)):
            value_of = constant(operand)
            return None if value_of is None else -value_of
        case App(op="+" | "-" | "*" | "/" as op, args=args):
            values = [known for arg in args if (known := constant(arg)) is not None]
            if len(values) < len(args) or (op == "/" and values[1] == 0):
                return None
            return reduce(_ARITHMETIC[op], values)
        case _:
            return None
