"""Comparisons without factors that are known to be positive: `p*q > 0` comes to `q > 0` where `p > 0`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from argcheck.certificates.proofs import Cases, Fact, Product, Proof, Split, Sum, trimmed
from argcheck.kernel.formulas import Atom, Relation
from argcheck.kernel.polynomial import constant, degree, variables
from argcheck.logic.rational import exact_division

_MOST_TERMS = 200


@dataclass(frozen=True)
class Cut:
    """A claim, the number of the fact that it holds, that of the fact that it does not, and why the latter is not."""

    claim: Atom
    holds: Fact
    fails: Fact
    refutation: Proof

    def before(self, proof: Proof) -> Proof:
        """The proof, which may use the claim, after the claim has been shown."""
        shorter, needed = trimmed(proof)
        if self.holds not in needed:
            return shorter
        return Proof((), Split(self.claim, ((self.holds, shorter), (self.fails, self.refutation))))


def divided(fact: Fact, atom: Atom, known: Sequence[tuple[Fact, Atom]], number: Callable[[], Fact]) -> Cut | None:
    """What is left of a comparison when every known positive factor is taken out; None if there is no such factor."""
    rest, factors = atom.polynomial, list[Fact]()
    if degree(rest) < 2 or len(rest) > _MOST_TERMS:
        return None
    names = variables(rest)
    for other, each in known:
        factor = each.polynomial
        if each.relation is not Relation.GT or other == fact or not variables(factor) or not variables(factor) <= names:
            continue
        while degree(factor) < degree(rest) and (quotient := exact_division(rest, factor)):
            rest, factors = quotient, [*factors, other]
    if not factors:
        return None
    claim, holds, fails = Atom(rest, atom.relation), number(), number()
    if atom.relation is not Relation.EQ:
        same = Sum((Product(1, (fact,)), Product(1, (fails, *factors))), ())
        return Cut(claim, holds, fails, Proof((), same))
    more, less = number(), number()
    above = Sum((Product(1, (more, *factors)),), ((fact, constant(-1)),))
    below = Sum((Product(1, (less, *factors)),), ((fact, constant(1)),))
    return Cut(claim, holds, fails, Proof((), Cases(fails, ((more, Proof((), above)), (less, Proof((), below))))))
