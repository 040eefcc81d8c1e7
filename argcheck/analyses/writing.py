"""Comparisons of polynomials with 0 written as an author would: each side positive, solved where that reads better."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from argcheck.kernel import polynomial as poly
from argcheck.kernel.polynomial import Monomial, Polynomial
from argcheck.logic.calculus import plus, times
from argcheck.logic.formula import Atom
from argcheck.model.terms import App, Num, Term, Var, num, walk
from argcheck.provers.search import Searcher

_FLIPPED = {">": "<", ">=": "<=", "=": "=", "!=": "!="}


class Writer:
    """Writes a comparison of a polynomial with 0 as an author would.

    `known` are the quantities, `definitions` what other variables stand for, `order` the order of reading. Signs are
    proved from the `facts`. Comparisons are solved for the first quantity of `solve_for` for which that can be done.
    """

    def __init__(
        self,
        known: Mapping[str, Var],
        definitions: Mapping[str, Term],
        order: Mapping[str, int],
        facts: Sequence[Term],
        searcher: Searcher,
        solve_for: Sequence[str] = (),
    ) -> None:
        self._known = known
        self._definitions = definitions
        self._order = order
        self._facts = facts
        self._searcher = searcher
        self._solve_for = solve_for
        self._together = frozenset(_products(facts))

    def write(self, atom: Atom) -> Term | None:
        """The comparison as a term, or None when a variable in it stands for nothing writable."""
        names = poly.variables(atom.polynomial)
        if not all(name in self._known or name in self._definitions for name in names):
            return None
        isolated = self._isolated(atom)
        if isolated is not None:
            return isolated
        left = {m: c for m, c in atom.polynomial.items() if c > 0}
        right = {m: -c for m, c in atom.polynomial.items() if c < 0}
        if not left:
            return App(_FLIPPED[atom.relation.value], (self._sum(right), num(0)))
        return App(atom.relation.value, (self._sum(left), self._sum(right)))

    def _isolated(self, atom: Atom) -> Term | None:
        """Solved for a quantity that occurs linearly with a factor of known sign: one that is asked for, one that
        occurs in several terms, or one that multiplies a product that the facts speak of as a whole."""
        names = sorted(poly.variables(atom.polynomial), key=lambda n: -self._order.get(n, -1))
        for name in [*(name for name in self._solve_for if name in names), *names]:
            if name not in self._known or poly.degree(atom.polynomial, name) != 1:
                continue
            rest, factor = poly.coefficients_in(atom.polynomial, name)
            if not (name in self._solve_for or self._worthwhile(rest, factor)):
                continue
            sign = self._sign(factor)
            if sign:
                bound = poly.negate(rest) if sign > 0 else rest
                divisor = factor if sign > 0 else poly.negate(factor)
                relation = atom.relation.value if sign > 0 else _FLIPPED[atom.relation.value]
                return App(relation, (self._known[name], self._quotient(bound, divisor)))
        return None

    def _worthwhile(self, rest: Polynomial, factor: Polynomial) -> bool:
        return (len(factor) > 1 and bool(rest)) or (bool(rest) and any(m in self._together for m in factor))

    def _quotient(self, top: Polynomial, bottom: Polynomial) -> Term:
        number = bottom.get((), 0)
        if len(bottom) == 1 and number:
            return self._signed(poly.scale(Fraction(1) / number, top))
        return App("/", (self._signed(top), self._signed(bottom)))

    def _sign(self, factor: Polynomial) -> int:
        term = self._signed(factor)
        term = self._signed(factor)
        for relation, sign in (("<=", 1), (">=", -1)):
            if self._searcher.refutes([*self._facts, App(relation, (term, num(0)))]):
                return sign
        return 0

    def _signed(self, polynomial: Polynomial) -> Term:
        positive = [self._monomial(m, c) for m, c in self._sorted(polynomial) if c > 0]
        negative = [App("neg", (self._monomial(m, -c),)) for m, c in self._sorted(polynomial) if c < 0]
        parts = (*positive, *negative)
        if not parts:
            return num(0)
        return parts[0] if len(parts) == 1 else App("+", parts)

    def _sum(self, polynomial: Polynomial) -> Term:
        return plus(*(self._monomial(m, c) for m, c in self._sorted(polynomial)))

    def _sorted(self, polynomial: Polynomial) -> list[tuple[Monomial, Fraction]]:
        ordered = sorted(polynomial.items(), key=lambda item: (-sum(e for _, e in item[0]), self._places(item[0])))
        return [(monomial, Fraction(coefficient)) for monomial, coefficient in ordered]

    def _places(self, monomial: Monomial) -> list[int]:
        return sorted(self._order.get(name, len(self._order)) for name, _ in monomial)

    def _monomial(self, monomial: Monomial, coefficient: Fraction) -> Term:
        factors: list[Term] = []
        for name, exponent in sorted(monomial, key=lambda pair: self._order.get(pair[0], len(self._order))):
            base = self._known.get(name) or self._definitions[name]
            factors.append(base if exponent == 1 else App("^", (base, num(exponent))))
        return times(Num(coefficient), *factors)


def _products(facts: Sequence[Term]) -> Iterator[Monomial]:
    """Products of several quantities that are one side of a comparison."""
    for fact in facts:
        for part in walk(fact):
            if isinstance(part, App) and part.op in ("<", "<=", ">", ">=", "=", "!="):
                for side in part.args:
                    if isinstance(side, App) and side.op == "*" and all(isinstance(arg, Var) for arg in side.args):
                        names = [arg.name for arg in side.args if isinstance(arg, Var)]
                        yield tuple(sorted((name, names.count(name)) for name in set(names)))
