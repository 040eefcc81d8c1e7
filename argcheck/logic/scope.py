"""What evaluation works in (the values of the variables in scope), and the ways in which it stops short."""

from __future__ import annotations

from dataclasses import dataclass

from argcheck.logic.exact import Number, TooLarge
from argcheck.model.show import show
from argcheck.model.terms import Term

_MOST_ROUNDS = 100_000


class Undefined(Exception):
    """A partial operation used outside its domain: `term` is where, `reason` says why."""

    def __init__(self, term: Term, reason: str) -> None:
        super().__init__(term, reason)
        self.term = term
        self.reason = reason

    def __str__(self) -> str:
        return f"`{show(self.term)}` has no value: {self.reason}"


class NotReduced(Exception):
    """A germ, a derivative, a limit or `infinity` was met: these are rewritten away before evaluation."""

    def __init__(self, term: Term) -> None:
        super().__init__(term)
        self.term = term

    def __str__(self) -> str:
        return f"`{show(self.term)}` cannot be evaluated as it stands"


class Rounds:
    """How many turns of sums and quantifiers are left in one evaluation."""

    __slots__ = ("left",)

    def __init__(self) -> None:
        self.left = _MOST_ROUNDS

    def spend(self) -> None:
        """Take one turn. Raises `TooLarge` when none is left."""
        self.left -= 1
        if self.left < 0:
            raise TooLarge("sums or quantifiers with too many cases")


@dataclass(frozen=True, slots=True)
class Scope:
    """The values of the variables in scope, and the rounds that are left."""

    values: dict[str, Number]
    rounds: Rounds

    def inner(self) -> Scope:
        """A scope of its own for a bound variable."""
        return Scope(dict(self.values), self.rounds)
