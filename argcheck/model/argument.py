"""An elaborated argument: typed, unfolded, and split into the inferences that readings tell apart."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from argcheck.diagnostics import Diagnostic, Span
from argcheck.model.operators import Sort
from argcheck.model.terms import Term, Var
from argcheck.model.verdict import Expected

Reading = tuple[tuple[str, str], ...]
"""A combination of readings: (notion, reading) pairs in the order of the file."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A declared quantity; `bounds` are formulas over it (and earlier quantities). `reading` is the
    (notion, reading) that declares it, or None for the whole argument."""

    variable: Var
    bounds: tuple[Term, ...]
    says: str
    reading: tuple[str, str] | None
    span: Span

    @property
    def name(self) -> str:
        """The declared name."""
        return self.variable.name

    @property
    def sort(self) -> Sort:
        """REAL, INTEGER, or BOOL for a proposition."""
        return self.variable.sort


@dataclass(frozen=True, slots=True)
class Definition:
    """A transparent abbreviation as written, for printing (terms are already unfolded)."""

    name: str
    parameters: tuple[str, ...]
    text: str
    says: str
    reading: tuple[str, str] | None
    span: Span


@dataclass(frozen=True, slots=True)
class Alternative:
    """One reading of a notion."""

    name: str
    says: str


@dataclass(frozen=True, slots=True)
class Notion:
    """An informal notion with its alternative readings (`readings behaviour …`)."""

    name: str
    says: str
    readings: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class Premise:
    """A named assumption. `text` is the formula as written, in canonical formatting."""

    name: str
    says: str
    where: str
    credence: tuple[Fraction, Fraction] | None
    text: str
    reading: tuple[str, str] | None
    span: Span


@dataclass(frozen=True, slots=True)
class Payoffs:
    """A decision under one reading combination: the unfolded expected utility of each option, in order; none where a
    state has no probability. `outcomes` are its payoffs in every state, and `chances` the probabilities of the states
    when it is taken; both are empty when the decision has no states."""

    reading: Reading
    options: tuple[tuple[str, Term], ...]
    quantities: tuple[Quantity, ...]
    outcomes: tuple[tuple[str, tuple[Term, ...]], ...] = ()
    chances: tuple[tuple[str, tuple[Term, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """A choice between options (name, meaning, payoff as written), with states (name, meaning, probability as written)
    if its outcome depends on more than the choice."""

    name: str
    says: str
    options: tuple[tuple[str, str, str], ...]
    payoffs: tuple[Payoffs, ...]
    span: Span
    states: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Outcomes:
    """A game under one reading combination: each player's unfolded payoff in every profile of actions."""

    reading: Reading
    payoffs: tuple[tuple[tuple[str, ...], tuple[Term, ...]], ...]
    quantities: tuple[Quantity, ...]


@dataclass(frozen=True, slots=True)
class Game:
    """A game in normal form: players (name, meaning, actions), and outcomes under each reading."""

    name: str
    says: str
    players: tuple[tuple[str, str, tuple[str, ...]], ...]
    outcomes: tuple[Outcomes, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that an inference may use. `name` is the premise's or step's name, the quantity's for
    a bound, `given` for the step's own. A lemma is an earlier step's `given implies infer`."""

    name: str
    role: Literal["bound", "premise", "lemma", "given"]
    formula: Term
    text: str
    says: str
    span: Span


@dataclass(frozen=True, slots=True)
class Witness:
    """`by name := value`: the value for the existential variable of that name in the goal."""

    name: str
    value: Term


@dataclass(frozen=True, slots=True)
class Hints:
    """What the author says about the method."""

    witnesses: tuple[Witness, ...] = ()
    induction: tuple[str, ...] = ()
    cases: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Inference:
    """One step under one reading: do `facts` force `goal`?

    `quantities` are those that occur, closed under the bounds' own quantities, in file order.
    `facts` are their bounds, then premises and lemmas in `from` order, then the givens.
    """

    step: str
    reading: Reading
    quantities: tuple[Quantity, ...]
    facts: tuple[Fact, ...]
    goal: Term
    goal_text: str
    goal_span: Span
    hints: Hints
    expected: Expected | None


@dataclass(frozen=True, slots=True)
class Step:
    """A step or conclusion, with one inference per reading combination that it can tell apart.

    `infer_text` is what others get from it; where it discharges a supposition, `supposed_text` are the suppositions
    and `inner_text` what it infers from them.
    """

    name: str
    kind: Literal["step", "conclusion"]
    says: str
    where: str
    sources: tuple[str, ...]
    given_text: tuple[str, ...]
    infer_text: str
    inferences: tuple[Inference, ...]
    span: Span
    supposed_text: tuple[str, ...] = ()
    inner_text: str = ""


@dataclass(frozen=True, slots=True)
class PremiseSet:
    """All premises together under one reading combination, for the consistency check."""

    reading: Reading
    quantities: tuple[Quantity, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Argument:
    """The whole argument, or a `part` of it, without some of its steps. `warnings` are diagnostics that do not stop the
    check."""

    path: str
    text: str
    title: str
    source: str
    about: str
    quantities: tuple[Quantity, ...]
    definitions: tuple[Definition, ...]
    notions: tuple[Notion, ...]
    premises: tuple[Premise, ...]
    decisions: tuple[Decision, ...]
    steps: tuple[Step, ...]
    premise_sets: tuple[PremiseSet, ...]
    warnings: tuple[Diagnostic, ...]
    games: tuple[Game, ...] = ()
    part: bool = False

    def step(self, name: str) -> Step:
        """The step of that name; KeyError if there is none."""
        for step in self.steps:
            if step.name == name:
                return step
        raise KeyError(name)

    def decision(self, name: str) -> Decision:
        """The decision of that name; KeyError if there is none."""
        for decision in self.decisions:
            if decision.name == name:
                return decision
        raise KeyError(name)
