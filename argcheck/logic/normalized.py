"""What normalisation gives: a problem for provers, and what the problem states for those who check a proof."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from argcheck.kernel.lemmas import Lemma
from argcheck.kernel.polynomial import Polynomial
from argcheck.kernel.symbols import Meaning
from argcheck.logic.formula import Formula, Problem
from argcheck.model.terms import Term


@dataclass(frozen=True)
class Statement:
    """What a normalised problem says without use of known signs: assertion i of the problem is what assertion i of
    the statement comes to with them.

    `lemmas` are the assertions (by index) that no formula says, instances of the kernel's lemmas about the `symbols`.
    At the end are lemmas that the problem does not have, equations that give symbols the form that they have in the
    problem; `links` are what these come to. `rules` tell how terms were rewritten otherwise.
    """

    problem: Problem
    lemmas: Mapping[int, Lemma]
    symbols: Mapping[str, Meaning]
    rules: tuple[str, ...]
    links: tuple[Formula, ...] = ()


@dataclass(frozen=True)
class Normalized:
    """A problem with what its extra variables stand for.

    `splits` are polynomials whose sign, if it were known, would let more be said. `opaque` names terms of which
    next to nothing is known. `abstract` are the variables for powers, exp, log, sums and whatever else the problem
    does not determine. `statement` is for certificates, and only there when it has been asked for.
    """

    problem: Problem
    definitions: dict[str, Term]
    splits: tuple[Polynomial, ...]
    opaque: tuple[str, ...]
    abstract: frozenset[str]
    statement: Statement | None = None

    @property
    def exact(self) -> bool:
        """Whether the problem has no abstraction: its models are true models."""
        return not self.abstract
