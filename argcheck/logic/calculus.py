"""Derivatives by the rules of calculus, term to term.

`x^k` differentiates to `k*x^(k-1)`, never to `k*x^k/x`, so that the result keeps its value at x = 0. `abs(u)`
differentiates to `u'*u/abs(u)`, which has a value where u is not 0, and there only. `max` and `min` are put with `abs`.
"""

from __future__ import annotations

from fractions import Fraction

from argcheck.model.terms import ONE, ZERO, App, Num, SumOf, Term, Var, free_variables, num


class NoDerivative(Exception):
    """The term has no derivative that the rules cover (a corner, a jump, a limit)."""


def plus(*terms: Term) -> Term:
    """The sum, with numbers folded and zeros dropped."""
    parts: list[Term] = []
    number = Fraction(0)
    for term in terms:
        for part in term.args if isinstance(term, App) and term.op == "+" else (term,):
            if isinstance(part, Num):
                number += part.value
            else:
                parts.append(part)
    if number or not parts:
        parts.append(Num(number))
    return parts[0] if len(parts) == 1 else App("+", tuple(parts))


def times(*terms: Term) -> Term:
    """The product, with numbers folded and ones dropped."""
    parts: list[Term] = []
    number = Fraction(1)
    for term in terms:
        for part in term.args if isinstance(term, App) and term.op == "*" else (term,):
            if isinstance(part, Num):
                number *= part.value
            else:
                parts.append(part)
    if number == 0:
        return ZERO
    if number != 1 or not parts:
        parts.insert(0, Num(number))
    return parts[0] if len(parts) == 1 else App("*", tuple(parts))


def minus(left: Term, right: Term) -> Term:
    """The difference."""
    if right == ZERO:
        return left
    return plus(left, negative(right))


def negative(term: Term) -> Term:
    """The negative."""
    return times(num(-1), term)


def over(left: Term, right: Term) -> Term:
    """The quotient."""
    if right == ONE or left == ZERO:
        return left
    return App("/", (left, right))


def raised(base: Term, exponent: Term) -> Term:
    """The power, with the exponents 0 and 1 folded."""
    if exponent == ONE:
        return base
    return ONE if exponent == ZERO else App("^", (base, exponent))


def derivative(term: Term, variable: Var) -> Term:
    """The derivative in `variable`. Raises NoDerivative where a rule is missing."""
    if variable not in free_variables(term):
        return ZERO
    match term:
        case Var():
            return ONE
        case App(op="+", args=args):
            return plus(*(derivative(arg, variable) for arg in args))
        case App(op="-", args=(left, right)):
            return minus(derivative(left, variable), derivative(right, variable))
        case App(op="neg", args=(inner,)):
            return negative(derivative(inner, variable))
        case App(op="*", args=args):
            return plus(*(times(*args[:i], derivative(arg, variable), *args[i + 1 :]) for i, arg in enumerate(args)))
        case App(op="/", args=(left, right)):
            slope = derivative(right, variable)
            if slope == ZERO:
                return over(derivative(left, variable), right)
            top = minus(times(derivative(left, variable), right), times(left, slope))
            return over(top, raised(right, num(2)))
        case App(op="^", args=(base, exponent)):
            return _power(term, base, exponent, variable)
        case App(op="exp", args=(inner,)):
            return times(derivative(inner, variable), term)
        case App(op="log", args=(inner,)):
            return over(derivative(inner, variable), inner)
        case App(op="sqrt", args=(inner,)):
            return over(derivative(inner, variable), times(num(2), term))
        case App(op="abs", args=(inner,)):
            return times(derivative(inner, variable), over(inner, term))
        case App(op="max" | "min" as op, args=(first, *others)):
            extreme, slope = first, derivative(first, variable)
            for other in others:
                slope = _of_extreme(op, (extreme, slope), (other, derivative(other, variable)))
                extreme = App(op, (extreme, other))
            return slope
        case SumOf(variable=index, lower=lower, upper=upper, body=body):
            if variable in free_variables(lower) | free_variables(upper):
                raise NoDerivative(f"the bounds of a sum depend on `{variable.name}`")
            if lower == ZERO and _constant_at_zero(body, index, variable):
                lower = ONE  # the rule for k*x^(k-1) would have x^(-1) in it
            return SumOf(index, lower, upper, derivative(body, variable))
    raise NoDerivative(f"`{getattr(term, 'op', 'limit')}` has corners or jumps; use rises, falls or flat")


def _power(term: Term, base: Term, exponent: Term, variable: Var) -> Term:
    if variable not in free_variables(exponent):
        lowered = num(exponent.value - 1) if isinstance(exponent, Num) else minus(exponent, ONE)
        return times(exponent, raised(base, lowered), derivative(base, variable))
    growth = times(derivative(exponent, variable), App("log", (base,)))
    if variable in free_variables(base):
        growth = plus(growth, over(times(exponent, derivative(base, variable)), base))
    return times(term, growth)


def _of_extreme(op: str, left: tuple[Term, Term], right: tuple[Term, Term]) -> Term:
    """The derivative of max or min of two terms, each given with its own: half of u + v + abs(u - v), or - for min."""
    (one, slope), (other, rate) = left, right
    gap = minus(one, other)
    apart = times(minus(slope, rate), over(gap, App("abs", (gap,))))
    return times(num(Fraction(1, 2)), plus(slope, rate, apart if op == "max" else negative(apart)))


def _constant_at_zero(body: Term, index: Var, variable: Var) -> bool:
    """Whether the first term of a sum from 0 on is seen not to depend on the variable, such as c*x^k."""
    match body:
        case App(op="^", args=(base, exponent)):
            return exponent == index and index not in free_variables(base)
        case App(op="*", args=args):
            return index in args or all(_constant_at_zero(arg, index, variable) for arg in args)
    return variable not in free_variables(body)
