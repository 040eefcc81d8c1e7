"""The condition under which a failing step holds: a formula C with facts |- goal iff C.

Candidates are the comparisons that the goal comes down to once its germs, choices and quotients are worked out,
singly and in pairs. Points already found sort out most; a prover must confirm both directions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, islice

from argcheck.kernel import polynomial as poly
from argcheck.kernel.polynomial import Monomial, Polynomial
from argcheck.logic.calculus import plus, times
from argcheck.logic.eliminate import eliminate
from argcheck.logic.evaluate import evaluate
from argcheck.logic.exact import TooLarge, Undetermined
from argcheck.logic.formula import Atom
from argcheck.logic.normalize import CannotNormalize, goal_atoms
from argcheck.logic.quantifiers import has_quantifier
from argcheck.logic.reduce import CannotReduce, Reducer
from argcheck.logic.scope import NotReduced, Undefined
from argcheck.model.terms import (
    App,
    Num,
    Term,
    Var,
    conjunction,
    disjunction,
    free_variables,
    negation,
    num,
    substitute,
    walk,
)
from argcheck.provers.search import Point, Searcher

_MOST_ATOMS = 12
_MOST_CANDIDATES = 150
_MOST_CONFIRMED = 12
_FLIPPED = {">": "<", ">=": "<=", "=": "=", "!=": "!="}


def holds_iff(
    facts: Sequence[Term],
    goal: Term,
    variables: Sequence[Var],
    searcher: Searcher,
    fails_at: Point | None,
    holds_at: Point | None,
) -> Term | None:
    """A condition equivalent to the goal under the facts, or None where none was found."""
    searcher = searcher.briefly()
    worked_out = comparisons(facts, goal, variables, searcher)
    if worked_out is None:
        return None
    tried = 0
    for candidate in islice(_candidates(worked_out.literals[:_MOST_ATOMS]), _MOST_CANDIDATES):
        if not _agrees(candidate, fails_at, False) or not _agrees(candidate, holds_at, True):
            continue
        tried += 1
        if _equivalent(worked_out.facts, worked_out.goal, candidate, searcher):
            return candidate
        if tried >= _MOST_CONFIRMED:
            return None
    return None


@dataclass(frozen=True)
class Comparisons:
    """Facts and goal with germs, quotients and equations worked out, and the comparisons that decide the goal."""

    facts: list[Term]
    goal: Term
    literals: list[Term]


def comparisons(facts: Sequence[Term], goal: Term, variables: Sequence[Var], searcher: Searcher) -> Comparisons | None:
    """The comparisons that the goal comes down to under the facts, as an author would write them; None where it
    cannot be worked out so far."""
    try:
        reducer = Reducer()
        reduced = [reducer.reduce(fact) for fact in facts]
        target = reducer.reduce(goal)
        if reducer.opened or any(has_quantifier(formula) for formula in (*reduced, target)):
            return None
        solved = eliminate(reduced)
        for variable, term in solved.values:
            target = substitute(target, {variable: term})
        found, definitions = goal_atoms(solved.formulas, target)
    except (CannotReduce, CannotNormalize):
        return None
    known = {v.name: v for v in variables} | {v.name: v for v in free_variables(target)}
    order = _reading_order(goal, variables)
    writer = _Writer(known, definitions, order, list(solved.formulas), searcher)
    literals = [text for atom in dict.fromkeys(found) if (text := writer.write(atom)) is not None]
    return Comparisons(list(solved.formulas), target, literals)


def _reading_order(goal: Term, variables: Sequence[Var]) -> dict[str, int]:
    """Quantities in the order in which the goal names them, then in the order of the file."""
    named = [part.name for part in walk(goal) if isinstance(part, Var)]
    return {name: index for index, name in enumerate(dict.fromkeys([*named, *(v.name for v in variables)]))}


def _candidates(literals: list[Term]) -> Iterator[Term]:
    signed = list(dict.fromkeys(form for literal in literals for form in forms(literal)))
    yield from signed
    for one, other in combinations(signed, 2):
        if other != _opposite(one):
            yield conjunction(one, other)
            yield disjunction(one, other)


def forms(literal: Term) -> tuple[Term, ...]:
    """The comparison, its opposite, and the same sides compared in the other ways."""
    if not (isinstance(literal, App) and literal.op in _NEGATED):
        return (literal, _opposite(literal))
    ways = (literal.op, _NEGATED[literal.op], *(op for op in (">", ">=", "<", "<=", "=", "!=")))
    return tuple(App(op, literal.args) for op in dict.fromkeys(ways))


def _opposite(literal: Term) -> Term:
    if isinstance(literal, App) and literal.op in _NEGATED:
        return App(_NEGATED[literal.op], literal.args)
    return negation(literal)


_NEGATED = {"<": ">=", ">=": "<", ">": "<=", "<=": ">", "=": "!=", "!=": "="}


def _agrees(candidate: Term, point: Point | None, wanted: bool) -> bool:
    if point is None:
        return True
    try:
        return evaluate(candidate, point) is wanted
    except (Undefined, Undetermined, TooLarge, NotReduced, KeyError):
        return False


def _equivalent(facts: Sequence[Term], goal: Term, candidate: Term, searcher: Searcher) -> bool:
    return searcher.refutes([*facts, goal, negation(candidate)]) and searcher.refutes(
        [*facts, negation(goal), candidate]
    )


class _Writer:
    """Writes a comparison of a polynomial with 0 as an author would."""

    def __init__(
        self,
        known: dict[str, Var],
        definitions: dict[str, Term],
        order: dict[str, int],
        facts: list[Term],
        searcher: Searcher,
    ) -> None:
        self._known = known
        self._definitions = definitions
        self._order = order
        self._facts = facts
        self._searcher = searcher

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
        """Solved for a quantity that occurs in several terms, linearly, with a factor of known sign."""
        if len(atom.polynomial) < 3:
            return None
        for name in sorted(poly.variables(atom.polynomial), key=lambda n: -self._order.get(n, -1)):
            if name not in self._known or poly.degree(atom.polynomial, name) != 1:
                continue
            rest, factor = poly.coefficients_in(atom.polynomial, name)
            if len(factor) < 2:
                continue
            sign = self._sign(factor)
            if sign:
                bound = poly.negate(rest) if sign > 0 else rest
                divisor = factor if sign > 0 else poly.negate(factor)
                relation = atom.relation.value if sign > 0 else _FLIPPED[atom.relation.value]
                return App(relation, (self._known[name], App("/", (self._signed(bound), self._signed(divisor)))))
        return None

    def _sign(self, factor: Polynomial) -> int:
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
