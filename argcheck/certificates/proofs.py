"""Proofs as the search makes them: facts have numbers of their own, which writing turns into positions.

`shortened` drops what a proof does not need: derived facts that nobody uses, and whole case splits where the
refutation of one case never looks at the case.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from argcheck.kernel.formulas import Formula
from argcheck.kernel.polynomial import Coefficient, Polynomial

Fact = int  # a hypothesis's index, or a number given during the search


@dataclass(frozen=True)
class Parts:
    """The parts of a conjunction, or the negation of what a denial denies."""

    fact: Fact
    results: tuple[Fact, ...]


@dataclass(frozen=True)
class Round:
    """A bound on whole numbers, rounded."""

    fact: Fact
    result: Fact


@dataclass(frozen=True)
class Product:
    """`coefficient * facts * squares^2`."""

    coefficient: Coefficient
    facts: tuple[Fact, ...]
    squares: tuple[Polynomial, ...] = ()


@dataclass(frozen=True)
class Sum:
    """Products and multiples of equations that cancel, though the products are not all 0."""

    terms: tuple[Product, ...]
    equations: tuple[tuple[Fact, Polynomial], ...]

    @property
    def facts(self) -> set[Fact]:
        """The facts that occur."""
        return {fact for term in self.terms for fact in term.facts} | {fact for fact, _ in self.equations}


@dataclass(frozen=True)
class Clash:
    """A formula and its denial."""

    fact: Fact
    denial: Fact


@dataclass(frozen=True)
class Cases:
    """A proof for each alternative of a disjunction, with the number of the fact that holds there."""

    fact: Fact
    cases: tuple[tuple[Fact, Proof], ...]


@dataclass(frozen=True)
class Split:
    """A proof where the formula holds, and one where its negation does."""

    formula: Formula
    cases: tuple[tuple[Fact, Proof], ...]


@dataclass(frozen=True)
class Proof:
    """Steps that add facts, then one that closes the case."""

    steps: tuple[Parts | Round, ...]
    closing: Sum | Clash | Cases | Split


def shortened(proof: Proof) -> Proof:
    """The proof without what it does not need."""
    return trimmed(proof)[0]


def renumbered(leaf: Sum, places: Mapping[Fact, Fact]) -> Sum:
    """The same sum of other facts."""
    terms = tuple(replace(term, facts=tuple(places[fact] for fact in term.facts)) for term in leaf.terms)
    return Sum(terms, tuple((places[fact], multiplier) for fact, multiplier in leaf.equations))


def leaves(proof: Proof) -> tuple[Sum, ...]:
    """Every sum of the proof."""
    match proof.closing:
        case Sum():
            return (proof.closing,)
        case Cases(cases=cases) | Split(cases=cases):
            return tuple(leaf for _, case in cases for leaf in leaves(case))
        case Clash():
            return ()


def trimmed(proof: Proof) -> tuple[Proof, set[Fact]]:
    """The shorter proof, and the facts that it needs from outside."""
    closing = proof.closing
    match closing:
        case Sum():
            used = closing.facts
        case Clash(fact=fact, denial=denial):
            used = {fact, denial}
        case Cases(cases=cases) | Split(cases=cases):
            used = {closing.fact} if isinstance(closing, Cases) else set()
            kept: list[tuple[Fact, Proof]] = []
            for fact, case in cases:
                shorter, needed = trimmed(case)
                if fact not in needed:  # what never looks at its case refutes everything
                    return trimmed(Proof(proof.steps + shorter.steps, shorter.closing))
                kept.append((fact, shorter))
                used |= needed - {fact}
            closing = replace(closing, cases=tuple(kept))
    steps: list[Parts | Round] = []
    for step in reversed(proof.steps):
        results = set(step.results) if isinstance(step, Parts) else {step.result}
        if results & used:
            steps.append(step)
            used = (used - results) | {step.fact}
    return Proof(tuple(reversed(steps)), closing), used
