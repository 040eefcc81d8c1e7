"""The package sympy-extras as an engine, in a process of its own: its decomposition may take any time."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from argcheck.kernel.formulas import (
    FALSE,
    TRUE,
    And,
    Atom,
    Formula,
    Not,
    Or,
    Proposition,
    Relation,
    both,
    compare,
    either,
)
from argcheck.kernel.polynomial import Polynomial
from argcheck.provers.elimination.process import answer_of
from argcheck.provers.elimination.question import Question

_WORKER = "argcheck.provers.elimination.extras_worker"


@dataclass(frozen=True)
class SympyExtras:
    """Cylindrical algebraic decomposition by sympy-extras."""

    name: str = field(default="sympy-extras", init=False)

    def eliminate(self, question: Question, seconds: float) -> Formula | None:
        """What sympy-extras answers."""
        try:
            matrix = encode(question.matrix)
        except ValueError:
            return None
        request = {"prefix": question.prefix, "matrix": matrix, "free": question.free}
        root = str(Path(__file__).resolve().parents[3])
        path = os.pathsep.join(part for part in (root, os.environ.get("PYTHONPATH")) if part)
        command = [sys.executable, "-m", _WORKER]
        written = answer_of(command, json.dumps(request), seconds, os.environ | {"PYTHONPATH": path})
        try:
            return decode(json.loads(written or "null"))
        except (ValueError, TypeError, LookupError):
            return None


def installed() -> SympyExtras | None:
    """The engine, if the package is there."""
    return SympyExtras() if find_spec("sympy_extras") else None


def encode(formula: Formula) -> Any:
    """A formula as plain data; ValueError for propositions."""
    match formula:
        case Atom(polynomial=polynomial, relation=relation):
            terms = [[str(Fraction(coefficient)), list(monomial)] for monomial, coefficient in polynomial.items()]
            return [relation.value, terms]
        case Not(argument=argument):
            return ["not", encode(argument)]
        case And(arguments=arguments):
            return ["and", *map(encode, arguments)]
        case Or(arguments=arguments):
            return ["or", *map(encode, arguments)]
        case Proposition():
            raise ValueError("a proposition has no value among the real numbers")


def decode(data: Any) -> Formula | None:
    """The formula that `encode` has made of it; None for no data."""
    match data:
        case None:
            return None
        case ["and", *parts]:
            return both(*(_known(decode(part)) for part in parts)) if parts else TRUE
        case ["or", *parts]:
            return either(*(_known(decode(part)) for part in parts)) if parts else FALSE
        case [relation, terms]:
            return compare(_polynomial(terms), Relation(relation))
    raise ValueError("not a formula")


def _known(formula: Formula | None) -> Formula:
    if formula is None:
        raise ValueError("a part is missing")
    return formula


def _polynomial(terms: Any) -> Polynomial:
    table: Mapping[Any, Fraction] = {
        tuple((str(name), int(power)) for name, power in monomial): Fraction(coefficient)
        for coefficient, monomial in terms
    }
    return {key: int(value) if value.denominator == 1 else value for key, value in table.items() if value}
