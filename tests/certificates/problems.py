"""Problems without solutions, written as text, for the search's tests: `x*y > 2`, `a or b`, …"""

from __future__ import annotations

from fractions import Fraction

from argcheck.kernel.polynomial import Polynomial, constant, multiply, power, subtract, total, variable
from argcheck.logic.formula import Formula, Not, Or, Problem, Proposition, Relation, compare

RELATIONS = {">=": Relation.GE, "!=": Relation.NE, ">": Relation.GT, "=": Relation.EQ}


def problem(*assertions: str, integers: str = "") -> Problem:
    """`p rel q` with p and q sums of terms like `-3/2*x^2*y`; `A or B`; a lone word is a proposition, `not` denies."""
    return Problem(tuple(map(formula, assertions)), frozenset(integers.split()))


def formula(text: str) -> Formula:
    if " or " in text:
        return Or(tuple(formula(part) for part in text.split(" or ")))
    for sign, relation in RELATIONS.items():
        if sign in text:
            left, right = text.split(sign)
            return compare(subtract(polynomial(left), polynomial(right)), relation)
    name = text.strip()
    return Not(Proposition(name[4:])) if name.startswith("not ") else Proposition(name)


def polynomial(text: str) -> Polynomial:
    terms = text.replace(" ", "").replace("-", "+-").split("+")
    return total(_term(term) for term in terms if term)


def _term(text: str) -> Polynomial:
    negative = text.startswith("-")
    result = constant(-1 if negative else 1)
    for factor in text[negative:].split("*"):
        name, _, exponent = factor.partition("^")
        base = variable(name) if name[0].isalpha() else constant(Fraction(name))
        result = multiply(result, power(base, int(exponent or 1)))
    return result
