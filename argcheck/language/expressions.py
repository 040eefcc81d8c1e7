"""The syntax of terms and formulas, and of the bounds of what they range over: what was written, with its spans."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from argcheck.diagnostics import Span


@dataclass(frozen=True, slots=True)
class Ident:
    """A name as written at one place (already in its ASCII form: `γ` is `gamma`)."""

    name: str
    span: Span


# ---- expressions: terms and formulas are told apart by elaboration, not by the parser ------------


@dataclass(frozen=True, slots=True)
class Number:
    """An exact number: `0.1` is 1/10."""

    value: Fraction
    span: Span


@dataclass(frozen=True, slots=True)
class Name:
    """A quantity, a proposition, a parameter or a definition without parameters."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Infinity:
    """`infinity`, allowed as an upper bound of a sum and as the point of a limit."""

    span: Span


@dataclass(frozen=True, slots=True)
class Truth:
    """`true` or `false`."""

    value: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Unary:
    """`- x` or `not p`; `op` is `"-"` or `"not"`."""

    op: str
    operand: Expr
    span: Span


@dataclass(frozen=True, slots=True)
class Binary:
    """`op` is one of `+ - * / ^ and or implies iff`."""

    op: str
    left: Expr
    right: Expr
    span: Span


@dataclass(frozen=True, slots=True)
class Comparison:
    """A chain `a < b <= c`: `operators[i]` (one of `< <= > >= = !=`) stands between operands i, i+1."""

    operands: tuple[Expr, ...]
    operators: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Conditional:
    """`if condition then a else b`."""

    condition: Expr
    then: Expr
    otherwise: Expr
    span: Span


@dataclass(frozen=True, slots=True)
class Call:
    """`f(a, b)`: a built-in (`max`, `rises`, `diff`, `utility` …) or a definition with parameters."""

    function: Ident
    arguments: tuple[Expr, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Dotted:
    """`decision.option`, the argument of `utility`."""

    decision: Ident
    option: Ident
    span: Span


@dataclass(frozen=True, slots=True)
class Sum:
    """`sum(k from lower to upper: body)`."""

    variable: Ident
    lower: Expr
    upper: Expr
    body: Expr
    span: Span


@dataclass(frozen=True, slots=True)
class Limit:
    """`limit(body, x -> point)`."""

    body: Expr
    variable: Ident
    point: Expr
    span: Span


@dataclass(frozen=True, slots=True)
class Quantified:
    """`forall x : real in (0, 1): body`; `kind` is `"forall"` or `"exists"`."""

    kind: str
    names: tuple[Ident, ...]
    sort: Ident
    bound: Bound | None
    body: Expr
    span: Span


@dataclass(frozen=True, slots=True)
class Choice:
    """A formula about a decision.

    `kind` is `"chooses"` (`D chooses a`), `"prefers"` (`D prefers a to b`),
    `"indifferent"` (`D is indifferent between a and b`), `"dominates"` (`a dominates b in D`) or `"strictly"`
    (`a strictly dominates b in D`). Without a `rule` the options' expected utilities are compared.
    """

    kind: str
    decision: Ident
    options: tuple[Ident, ...]
    span: Span
    rule: Rule | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """`under maximin` or `under hurwicz(1/2)` after a formula about a decision."""

    name: Ident
    argument: Expr | None
    span: Span


Expr = (
    Number
    | Name
    | Infinity
    | Truth
    | Unary
    | Binary
    | Comparison
    | Conditional
    | Call
    | Dotted
    | Sum
    | Limit
    | Quantified
    | Choice
)


# ---- bounds -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CompareBound:
    """`> e`, `>= e`, `< e`, `<= e`, `= e`, `!= e` after a sort."""

    operator: str
    value: Expr
    span: Span


@dataclass(frozen=True, slots=True)
class IntervalBound:
    """`in (a, b]`: `lower_open` and `upper_open` say which ends are left out; an end may be `infinity`."""

    lower: Expr
    upper: Expr
    lower_open: bool
    upper_open: bool
    span: Span


Bound = CompareBound | IntervalBound
