"""Exact values as terms, for documents that work an example out."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from argcheck.model.terms import FALSE, TRUE, App, Num, SumOf, Term, Var, substitute


def constant(text: str) -> Term | None:
    """A value as printed in a result: `1/2`, `true`; None when it cannot be read."""
    if text in ("true", "false"):
        return TRUE if text == "true" else FALSE
    try:
        return Num(Fraction(text))
    except (ValueError, ZeroDivisionError):
        return None


def value(term: Term, values: Mapping[Var, Term]) -> Term | None:
    """The term's exact value as a number or a truth value; None when it is not found."""
    result = _fold(substitute(term, values))
    if result is None or isinstance(result, bool):
        return None if result is None else TRUE if result else FALSE
    return Num(result)


def _fold(term: Term) -> Fraction | bool | None:
    if isinstance(term, Num):
        return term.value
    if isinstance(term, SumOf):
        lower, upper = _fold(term.lower), _fold(term.upper)
        if lower is None or upper is None or upper - lower > 200:
            return None
        terms = [
            _fold(substitute(term.body, {term.variable: Num(Fraction(k))})) for k in range(int(lower), int(upper) + 1)
        ]
        return None if None in terms else sum((t for t in terms if t is not None), Fraction(0))
    if not isinstance(term, App):
        return None
    if term.op in ("true", "false"):
        return term.op == "true"
    if term.op in ("rises", "falls", "flat", "diff"):
        return None
    args = [_fold(arg) for arg in term.args]
    if any(arg is None for arg in args):
        return None
    numbers = [arg for arg in args if arg is not None]
    first = numbers[0]
    match term.op:
        case "+":
            return sum(numbers, Fraction(0))
        case "-":
            return Fraction(first - numbers[1])
        case "neg":
            return Fraction(-first)
        case "*":
            product = Fraction(1)
            for number in numbers:
                product *= number
            return product
        case "/":
            return Fraction(first) / numbers[1] if numbers[1] else None
        case "^" if Fraction(numbers[1]).denominator == 1 and numbers[1] >= 0:
            return Fraction(Fraction(first) ** int(numbers[1]))
        case "min":
            return min(numbers)
        case "max":
            return max(numbers)
        case "clamp":
            return max(numbers[1], min(numbers[2], first))
        case "ite":
            return numbers[1] if first else numbers[2]
        case "<":
            return first < numbers[1]
        case "<=":
            return first <= numbers[1]
        case ">":
            return first > numbers[1]
        case ">=":
            return first >= numbers[1]
        case "=":
            return first == numbers[1]
        case "!=":
            return first != numbers[1]
        case "and":
            return all(numbers)
        case "or":
            return any(numbers)
        case "not":
            return not first
        case "implies":
            return not first or bool(numbers[1])
    return None
