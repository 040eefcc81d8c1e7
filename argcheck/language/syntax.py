"""The syntax tree of an argument file: what was written, with its spans, and no meaning yet."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from argcheck.diagnostics import Span
from argcheck.language.expressions import (
    Binary as Binary,
)
from argcheck.language.expressions import (
    Bound as Bound,
)
from argcheck.language.expressions import (
    Call as Call,
)
from argcheck.language.expressions import (
    Choice as Choice,
)
from argcheck.language.expressions import (
    CompareBound as CompareBound,
)
from argcheck.language.expressions import (
    Comparison as Comparison,
)
from argcheck.language.expressions import (
    Conditional as Conditional,
)
from argcheck.language.expressions import (
    Dotted as Dotted,
)
from argcheck.language.expressions import (
    Expr as Expr,
)
from argcheck.language.expressions import (
    Ident as Ident,
)
from argcheck.language.expressions import (
    Infinity as Infinity,
)
from argcheck.language.expressions import (
    IntervalBound as IntervalBound,
)
from argcheck.language.expressions import (
    Limit as Limit,
)
from argcheck.language.expressions import (
    Name as Name,
)
from argcheck.language.expressions import (
    Number as Number,
)
from argcheck.language.expressions import (
    Quantified as Quantified,
)
from argcheck.language.expressions import (
    Rule as Rule,
)
from argcheck.language.expressions import (
    Sum as Sum,
)
from argcheck.language.expressions import (
    Truth as Truth,
)
from argcheck.language.expressions import (
    Unary as Unary,
)


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
class KindDecl:
    """`kind person`, or `kind weather = rain or sun` with all its members."""

    name: Ident
    members: tuple[Ident, ...]
    says: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class PredicateDecl:
    """`predicate loves(person, person) "meaning"`."""

    name: Ident
    kinds: tuple[Ident, ...]
    says: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class FunctionDecl:
    """`function wealth(person) : real >= 0 "meaning"`; the sort may be a kind."""

    name: Ident
    kinds: tuple[Ident, ...]
    sort: Ident
    bound: Bound | None
    says: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class ConstantDecl:
    """`constant socrates, plato : person "meaning"`."""

    names: tuple[Ident, ...]
    kind: Ident
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
    """One `reading NAME "meaning"` with what it declares, defines and assumes."""

    name: Ident
    says: str | None
    items: tuple[Declared, ...]
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
    """A `step` or `conclusion` (`kind`): one inference.

    `infer` rests on what it may `suppose`; `therefore` is what follows once the suppositions are discharged.
    """

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
    suppose: tuple[Expr, ...] = ()
    therefore: Expr | None = None


Vocabulary = KindDecl | PredicateDecl | FunctionDecl | ConstantDecl
Declared = QuantityDecl | PropositionDecl | Vocabulary | DefineDecl | DecisionDecl | GameDecl | PremiseDecl
Item = Header | Declared | ReadingsDecl | StepDecl


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A parsed file: `path` as the user named it, the text, and the items in order."""

    path: str
    text: str
    items: tuple[Item, ...]
