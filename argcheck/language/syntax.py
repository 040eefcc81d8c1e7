"""The syntax tree of an argument file: what was written, with its spans, and no meaning yet."""

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


# ---- items ------------------------------------------------------------------------------------------


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


@dataclass(frozen=True, slots=True)
class Header:
    """`argument "title"` with its `source` and `about`."""

    title: str
    source: str | None
    about: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class QuantityDecl:
    """`quantity a, b : real > 0 "meaning"`."""

    names: tuple[Ident, ...]
    sort: Ident
    bound: Bound | None
    says: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class PropositionDecl:
    """`proposition a, b "meaning"`."""

    names: tuple[Ident, ...]
    says: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class DefineDecl:
    """`define f(x, y) = body "meaning"`."""

    name: Ident
    parameters: tuple[Ident, ...]
    body: Expr
    says: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Part:
    """A payoff `value in NAME` of an option, or a probability `value given NAME` of a state; without a name, the value
    for every state or option."""

    value: Expr
    name: Ident | None
    span: Span


@dataclass(frozen=True, slots=True)
class StateDecl:
    """`state NAME "meaning" : probability`; one probability, or one `given` each option, or none."""

    name: Ident
    says: str | None
    probabilities: tuple[Part, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class OptionDecl:
    """`option NAME "meaning" : payoff`; one payoff, or one `in` each state of the decision."""

    name: Ident
    says: str | None
    payoffs: tuple[Part, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class DecisionDecl:
    """`decision NAME "meaning"` with its states, if it has any, and its options."""

    name: Ident
    says: str | None
    options: tuple[OptionDecl, ...]
    span: Span
    states: tuple[StateDecl, ...] = ()


@dataclass(frozen=True, slots=True)
class PlayerDecl:
    """`player NAME "meaning" : action, action`."""

    name: Ident
    says: str | None
    actions: tuple[Ident, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class OutcomeDecl:
    """`outcome action, action : payoff, payoff`: what each player gets when each does this."""

    profile: tuple[Ident, ...]
    payoffs: tuple[Expr, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class GameDecl:
    """`game NAME "meaning"` with its players and outcomes."""

    name: Ident
    says: str | None
    players: tuple[PlayerDecl, ...]
    outcomes: tuple[OutcomeDecl, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Credence:
    """`credence p` (both ends equal) or `credence p .. q`."""

    lower: Fraction
    upper: Fraction
    span: Span


@dataclass(frozen=True, slots=True)
class PremiseDecl:
    """`premise NAME "says" at "where" credence p .. q : formula`."""

    name: Ident
    says: str | None
    where: str | None
    credence: Credence | None
    formula: Expr
    span: Span


@dataclass(frozen=True, slots=True)
class ReadingDecl:
    """One `reading NAME "meaning"`: its items are quantities, propositions, definitions, decisions, premises."""

    name: Ident
    says: str | None
    items: tuple[QuantityDecl | PropositionDecl | DefineDecl | DecisionDecl | PremiseDecl, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class ReadingsDecl:
    """`readings NAME "notion"` with its alternative readings."""

    name: Ident
    says: str | None
    readings: tuple[ReadingDecl, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class WitnessHint:
    """`by n := term`."""

    name: Ident
    value: Expr
    span: Span


@dataclass(frozen=True, slots=True)
class InductionHint:
    """`by induction on T`."""

    name: Ident
    span: Span


@dataclass(frozen=True, slots=True)
class CasesHint:
    """`by cases w = 0, w > 0`."""

    cases: tuple[Expr, ...]
    span: Span


Hint = WitnessHint | InductionHint | CasesHint


@dataclass(frozen=True, slots=True)
class Expectation:
    """`valid under hard, graded`; no readings means every reading. The verdict may also be `invalid`."""

    verdict: Ident
    readings: tuple[Ident, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class StepDecl:
    """A `step` or `conclusion` (`kind`): one inference."""

    kind: str
    name: Ident
    says: str | None
    where: str | None
    sources: tuple[Ident, ...]
    given: tuple[Expr, ...]
    infer: Expr
    hints: tuple[Hint, ...]
    expectations: tuple[Expectation, ...]
    span: Span


Declared = QuantityDecl | PropositionDecl | DefineDecl | DecisionDecl | GameDecl | PremiseDecl
Item = Header | Declared | ReadingsDecl | StepDecl


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A parsed file: `path` as the user named it, the text, and the items in order."""

    path: str
    text: str
    items: tuple[Item, ...]
