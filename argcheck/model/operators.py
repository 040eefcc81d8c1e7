"""The one table of operators: what each is called, what it takes and gives, how it is written.

An operator is added here, and then in each layer that gives it a meaning of its own
(`logic.evaluate`, `logic.definedness`, `logic.normalize`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Sort(StrEnum):
    """What a term denotes. A probability is a REAL with bounds; an INDIVIDUAL is a member of some kind."""

    REAL = "real"
    INTEGER = "integer"
    BOOL = "proposition"
    INDIVIDUAL = "individual"


class Shape(StrEnum):
    """How an operator is written."""

    INFIX = "infix"
    PREFIX = "prefix"
    CALL = "call"
    SPECIAL = "special"


@dataclass(frozen=True, slots=True)
class Operator:
    """`arity` is (least, most) arguments, most = None for any number. `numeric` arguments and
    result are REAL/INTEGER; `integral` keeps INTEGER when every argument is. Higher precedence binds
    tighter. `latex` is a format string over the written arguments, or the infix symbol."""

    name: str
    symbol: str
    shape: Shape
    arity: tuple[int, int | None]
    result: Sort
    precedence: int
    numeric_arguments: bool
    integral: bool = False
    latex: str = ""


def _table(*operators: Operator) -> dict[str, Operator]:
    return {operator.name: operator for operator in operators}


_R, _B = Sort.REAL, Sort.BOOL
_CALL = 100

OPERATORS: dict[str, Operator] = _table(
    Operator("iff", "iff", Shape.INFIX, (2, 2), _B, 10, False, latex=r"\iff"),
    Operator("implies", "implies", Shape.INFIX, (2, 2), _B, 20, False, latex=r"\implies"),
    Operator("or", "or", Shape.INFIX, (2, None), _B, 30, False, latex=r"\lor"),
    Operator("and", "and", Shape.INFIX, (2, None), _B, 40, False, latex=r"\land"),
    Operator("not", "not", Shape.PREFIX, (1, 1), _B, 50, False, latex=r"\lnot"),
    Operator("<", "<", Shape.INFIX, (2, 2), _B, 60, True, latex="<"),
    Operator("<=", "<=", Shape.INFIX, (2, 2), _B, 60, True, latex=r"\le"),
    Operator(">", ">", Shape.INFIX, (2, 2), _B, 60, True, latex=">"),
    Operator(">=", ">=", Shape.INFIX, (2, 2), _B, 60, True, latex=r"\ge"),
    Operator("=", "=", Shape.INFIX, (2, 2), _B, 60, True, latex="="),
    Operator("!=", "!=", Shape.INFIX, (2, 2), _B, 60, True, latex=r"\ne"),
    Operator("+", "+", Shape.INFIX, (2, None), _R, 70, True, True, latex="+"),
    Operator("-", "-", Shape.INFIX, (2, 2), _R, 70, True, True, latex="-"),
    Operator("*", "*", Shape.INFIX, (2, None), _R, 80, True, True, latex=r"\,"),
    Operator("/", "/", Shape.INFIX, (2, 2), _R, 80, True, latex=r"\frac{{{0}}}{{{1}}}"),
    Operator("neg", "-", Shape.PREFIX, (1, 1), _R, 85, True, True, latex="-"),
    Operator("^", "^", Shape.INFIX, (2, 2), _R, 90, True, latex="{{{0}}}^{{{1}}}"),
    Operator("min", "min", Shape.CALL, (1, None), _R, _CALL, True, True, latex=r"\min"),
    Operator("max", "max", Shape.CALL, (1, None), _R, _CALL, True, True, latex=r"\max"),
    Operator("abs", "abs", Shape.CALL, (1, 1), _R, _CALL, True, True, latex=r"\lvert {0}\rvert"),
    Operator("clamp", "clamp", Shape.CALL, (3, 3), _R, _CALL, True, True, latex=r"\operatorname{clamp}"),
    Operator("floor", "floor", Shape.CALL, (1, 1), Sort.INTEGER, _CALL, True, latex=r"\lfloor {0}\rfloor"),
    Operator("ceil", "ceil", Shape.CALL, (1, 1), Sort.INTEGER, _CALL, True, latex=r"\lceil {0}\rceil"),
    Operator("sqrt", "sqrt", Shape.CALL, (1, 1), _R, _CALL, True, latex=r"\sqrt{{{0}}}"),
    Operator("exp", "exp", Shape.CALL, (1, 1), _R, _CALL, True, latex=r"\exp"),
    Operator("log", "log", Shape.CALL, (1, 1), _R, _CALL, True, latex=r"\log"),
    Operator("true", "true", Shape.SPECIAL, (0, 0), _B, _CALL, False, latex=r"\top"),
    Operator("false", "false", Shape.SPECIAL, (0, 0), _B, _CALL, False, latex=r"\bot"),
    Operator("ite", "if", Shape.SPECIAL, (3, 3), _R, 5, False, True),
    # right germs: (term, the variable that is increased a little)
    Operator("rises", "rises", Shape.CALL, (2, 2), _B, _CALL, True, latex=r"\operatorname{rises}"),
    Operator("falls", "falls", Shape.CALL, (2, 2), _B, _CALL, True, latex=r"\operatorname{falls}"),
    Operator("flat", "flat", Shape.CALL, (2, 2), _B, _CALL, True, latex=r"\operatorname{flat}"),
    # derivative: (term, the variable it is taken in), at the variable's own value
    Operator("diff", "diff", Shape.CALL, (2, 2), _R, _CALL, True),
)
