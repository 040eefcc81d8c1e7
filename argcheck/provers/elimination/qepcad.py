"""QEPCAD B as an engine: a program of its own, found on the PATH or in the package that carries it.

Partial cylindrical algebraic decomposition (Collins and Hong 1991; Brown, QEPCAD B, SIGSAM Bulletin 37, 2003).
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from importlib import metadata
from math import lcm
from pathlib import Path

from argcheck.kernel import polynomial as poly
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
from argcheck.provers.elimination.question import Question, names_in

_PACKAGE = "passagemath-qepcad"
_CELLS = 20_000_000  # how much memory it may take: 8 bytes each
_ANSWER = re.compile(r"An equivalent quantifier-free formula:\s*(.*?)\s*=====", re.DOTALL)
_TOKEN = re.compile(r"\s*(/\\|\\/|/=|<=|>=|[-+\[\]()^<>=]|\d+|[A-Za-z]\w*)")
_AND, _OR = "/\\", "\\/"
_RELATIONS = {Relation.GT: ">", Relation.GE: ">=", Relation.EQ: "=", Relation.NE: "/="}


@dataclass(frozen=True)
class Qepcad:
    """The program at `path`; `home` is the folder in which it finds its own files."""

    path: Path
    home: Path
    name: str = field(default="QEPCAD", init=False)

    def eliminate(self, question: Question, seconds: float) -> Formula | None:
        """What QEPCAD answers."""
        order = (*question.free, *(name for _, name in question.prefix))
        codes = {name: f"v{index}" for index, name in enumerate(order)}
        try:
            text = _input(question, codes)
        except KeyError:
            return None
        command = [str(self.path), "-noecho", f"+N{_CELLS}"]
        written = answer_of(command, text, seconds, os.environ | {"qe": str(self.home)})
        found = _ANSWER.search(written or "")
        if found is None:
            return None
        try:
            return _Reader(found[1], {code: name for name, code in codes.items()}).formula()
        except (ValueError, KeyError, StopIteration):
            return None


def installed() -> Qepcad | None:
    """The program, if there is one."""
    chosen = shutil.which("qepcad")
    if chosen and os.environ.get("qe"):  # noqa: SIM112 - QEPCAD's own name for its folder
        return Qepcad(Path(chosen), Path(os.environ["qe"]))  # noqa: SIM112
    try:
        files = metadata.files(_PACKAGE) or []
    except metadata.PackageNotFoundError:
        return None
    for file in files:
        if file.name in ("qepcad", "qepcad.exe") and file.parent.name == "bin":
            path = Path(str(file.locate())).resolve()
            if os.access(path, os.X_OK):
                return Qepcad(path, path.parents[1])
    return None


# ---- writing -------------------------------------------------------------------------------------------


def _input(question: Question, codes: Mapping[str, str]) -> str:
    prefix = "".join(f"({'A' if kind == 'forall' else 'E'} {codes[name]})" for kind, name in question.prefix)
    assumed = [_written(fact, codes) for fact in question.given if names_in(fact) <= set(question.free)]
    lines = ["[]", f"({','.join(codes.values())})", str(len(question.free))]
    lines.append(f"{prefix}[{_written(question.matrix, codes)}].")
    if assumed and question.free:
        lines.append(f"assume [{_joined(assumed, _AND)}].")
    return "\n".join([*lines, "finish", ""])


def _written(formula: Formula, codes: Mapping[str, str]) -> str:
    match formula:
        case Atom(polynomial=polynomial, relation=relation):
            return f"{_polynomial(polynomial, codes)} {_RELATIONS[relation]} 0"
        case Not(argument=argument):
            return f"~[{_written(argument, codes)}]"
        case And(arguments=arguments):
            return _joined([_written(argument, codes) for argument in arguments], _AND) if arguments else "0 = 0"
        case Or(arguments=arguments):
            return _joined([_written(argument, codes) for argument in arguments], _OR) if arguments else "0 /= 0"
        case Proposition(name=name):
            raise KeyError(name)


def _joined(parts: list[str], sign: str) -> str:
    # it reads lines of a limited length
    return parts[0] if len(parts) == 1 else f"\n{sign} ".join(f"[{part}]" for part in parts)


def _polynomial(polynomial: Polynomial, codes: Mapping[str, str]) -> str:
    whole = lcm(*(Fraction(coefficient).denominator for coefficient in polynomial.values()))
    terms: list[str] = []
    for monomial, coefficient in sorted(polynomial.items()):
        number = int(coefficient * whole)
        factors = [f"{codes[name]}^{power}" for name, power in monomial]
        terms.append(f"{'-' if number < 0 else '+'} {' '.join([str(abs(number)), *factors])}")
    return "\n".join(terms).removeprefix("+ ") or "0"


# ---- reading -------------------------------------------------------------------------------------------


class _Reader:
    """Reads a formula of QEPCAD's; ValueError for anything else."""

    def __init__(self, text: str, names: Mapping[str, str]) -> None:
        self._names = names
        self._tokens = list(_tokens(text))
        self._place = 0

    def formula(self) -> Formula:
        """The whole text."""
        found = self._joined()
        if self._place != len(self._tokens):
            raise ValueError("more than a formula")
        return found

    def _peek(self) -> str:
        return self._tokens[self._place] if self._place < len(self._tokens) else ""

    def _next(self) -> str:
        self._place += 1
        return self._tokens[self._place - 1] if self._place <= len(self._tokens) else ""

    def _joined(self) -> Formula:
        parts = [self._part()]
        sign = self._peek()
        while sign and self._peek() == sign and sign in (_AND, _OR):
            self._next()
            parts.append(self._part())
        return either(*parts) if sign == _OR else both(*parts)

    def _part(self) -> Formula:
        if self._peek() == "[":
            self._next()
            found = self._joined()
            if self._next() != "]":
                raise ValueError("a bracket is missing")
            return found
        if self._peek() in ("TRUE", "FALSE"):
            return TRUE if self._next() == "TRUE" else FALSE
        left = self._sum()
        relation = self._next()
        difference = poly.subtract(left, self._sum())
        if relation in ("<", "<="):
            difference, relation = poly.negate(difference), {"<": ">", "<=": ">="}[relation]
        return compare(difference, Relation({"/=": "!="}.get(relation, relation)))

    def _sum(self) -> Polynomial:
        total: Polynomial = {}
        sign = 1
        while True:
            if self._peek() in ("+", "-"):
                sign = -1 if self._next() == "-" else 1
            total = poly.add(total, poly.scale(sign, self._product()))
            if self._peek() not in ("+", "-"):
                return total

    def _product(self) -> Polynomial:
        result: Polynomial | None = None
        while self._peek() and (self._peek().isalnum() or self._peek() == "("):
            factor = self._factor()
            result = factor if result is None else poly.multiply(result, factor)
        if result is None:
            raise ValueError("a term is missing")
        return result

    def _factor(self) -> Polynomial:
        token = self._next()
        if token == "(":
            base = self._sum()
            if self._next() != ")":
                raise ValueError("a bracket is missing")
        elif token.isdigit():
            base = poly.constant(int(token))
        else:
            base = poly.variable(self._names[token])
        if self._peek() == "^":
            self._next()
            return poly.power(base, int(self._next()))
        return base


def _tokens(text: str) -> Iterator[str]:
    place = 0
    while place < len(text.rstrip()):
        found = _TOKEN.match(text, place)
        if found is None:
            raise ValueError("not a formula")
        yield found[1]
        place = found.end()
