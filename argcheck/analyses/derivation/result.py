"""What a derivation is: numbered lines, each checked against the one before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from argcheck.model.argument import Reading
from argcheck.model.show import show
from argcheck.model.terms import App, Term

Check = Literal["proved", "refuted", "unchecked", "given"]


class Decider(Protocol):
    """Whoever can say whether facts force a formula."""

    def entails(self, facts: Sequence[Term], goal: Term) -> bool | None:
        """True: proved. False: an exact counterexample is confirmed. None: not decided."""
        ...


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a formula, as text too, and why it holds exactly when the line before it does.

    `check` is what the decider said of that equivalence (`given` for a line that only restates the
    argument); `case` names the case that the line belongs to, and `under` is what holds there.
    """

    formula: Term | str
    text: str
    because: str
    check: Check
    case: str | None = None
    under: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Assumption:
    """A fact that the derivation may use."""

    formula: Term
    text: str


@dataclass(frozen=True, slots=True)
class Derivation:
    """The condition under which an option is chosen or a goal holds, line by line.

    `result` is the condition: solved for `variable` unless `implicit`. `verified` says whether the decider
    proved that result and goal are equivalent under the assumptions, by the lines or at one blow.
    `boundary` is what happens at the edges (equality, a ratio of 1); `statics` how the threshold moves;
    `further` holds variants such as the infinite horizon.
    """

    title: str
    reading: Reading
    variable: str | None
    goal: Term
    assumptions: tuple[Assumption, ...]
    lines: tuple[Line, ...]
    result: Term | None
    result_text: str
    implicit: bool
    verified: bool
    side_conditions: tuple[str, ...] = ()
    boundary: tuple[str | Line, ...] = ()
    statics: tuple[Line, ...] = ()
    further: tuple[Derivation, ...] = ()

    @property
    def result_parts(self) -> tuple[str, ...]:
        """The cases of the result, each as text; one when there are no cases."""
        match self.result:
            case App(op="or", args=cases):
                return tuple(show(case) for case in cases)
            case _:
                return (self.result_text,)
