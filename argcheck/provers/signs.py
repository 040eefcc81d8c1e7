"""Refuting a conjunction of literals by the signs of coefficients, in one frame of variables after another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice, product

from argcheck.kernel.polynomial import (
    Coefficient,
    Polynomial,
    add,
    coefficients_in,
    degree,
    multiply,
    negate,
    power,
    scale,
    total,
    variables,
)
from argcheck.logic.formula import Atom, Relation
from argcheck.provers.backend import Change, Expansion
from argcheck.provers.changes import Frame, Literal, choices, frame

_LARGEST = 60_000  # terms in one expansion
_PAIR_TERMS = 60  # literals with more terms are not combined with others
_PAIR_FRAMES = 4  # frames in which literals are combined
_FRAME_COST = 40  # terms that setting up a frame is worth, for every literal
_WITH_EQUATIONS = 4  # attempts once solving the equations has not helped
_SIGN_ATTEMPTS = 2
_CHOICES = 64  # ways to pick a positive variable from every set


@dataclass
class Work:
    """What is left of a bounded amount of work."""

    terms: int

    def afford(self, cost: int) -> bool:
        """Take the cost, if that is possible."""
        if cost > self.terms or cost > _LARGEST:
            return False
        self.terms -= cost
        return True


@dataclass(frozen=True)
class Refutation:
    """An expansion, and the assertions (by index) that it uses."""

    expansion: Expansion
    origin: frozenset[int]


def refute(literals: Sequence[Literal], attempts: int, work: Work) -> Refutation | None:
    """Show that the literals contradict one another, or None. Equations are solved first, then the frames tried."""
    clash = _clash(literals)
    if clash is not None or not work.afford(sum(len(literal.atom.polynomial) for literal in literals)):
        return clash
    found = _solved(literals, attempts, work)
    if found is not None:
        return found
    equations = any(literal.atom.relation is Relation.EQ for literal in literals)
    return _in_some_frame(literals, min(attempts, _WITH_EQUATIONS) if equations else attempts, work)


def _clash(literals: Sequence[Literal]) -> Refutation | None:
    """Two literals whose sum is `0 > 0`."""
    known = {frozenset(literal.atom.polynomial.items()): literal for literal in literals}
    for literal in literals:
        other = known.get(frozenset(negate(literal.atom.polynomial).items()))
        if other is None:
            continue
        relations = {literal.atom.relation, other.atom.relation}
        if Relation.NE not in relations and Relation.GT in relations:
            expansion = Expansion(combination=((1, literal.atom), (1, other.atom)))
            return Refutation(expansion, literal.origin | other.origin)
    return None


def _in_some_frame(
    literals: Sequence[Literal], attempts: int, work: Work, target: Literal | None = None
) -> Refutation | None:
    """Look for a frame that shows a contradiction; with a target, in that literal alone."""
    targets = literals if target is None else [target]
    taken = frozenset[str]().union(*(literal.names for literal in (*literals, *targets)))
    for index, chosen in enumerate(choices(literals, attempts)):
        new = frame(chosen, taken)
        if new is not None and work.afford(_FRAME_COST * len(literals)):
            found = _in_frame(targets, new, work, pairs=target is None and index < _PAIR_FRAMES)
            if found is not None:
                return found
    return None


def _in_frame(literals: Sequence[Literal], new: Frame, work: Work, pairs: bool) -> Refutation | None:
    expanded: list[tuple[Literal, Polynomial]] = []
    prepared = [(literal, new.prepared(literal.atom.polynomial)) for literal in literals]
    for literal, polynomial in sorted(prepared, key=lambda item: len(item[1])):
        if not work.afford(new.cost(polynomial)):
            continue
        result = new.expand(polynomial)
        if contradicts(result, literal.atom.relation, new.nonnegative, new.positive):
            return _refutation(((1, literal),), result, new)
        expanded.append((literal, result))
    return _by_pairs(expanded, new, work) if pairs else None


def _by_pairs(expanded: list[tuple[Literal, Polynomial]], new: Frame, work: Work) -> Refutation | None:
    """Add a multiple of a second literal that cancels a term of the wrong sign."""
    small = [item for item in expanded if len(item[1]) <= _PAIR_TERMS and item[0].atom.relation is not Relation.NE]
    for literal, polynomial in small:
        wrong = [(monomial, coefficient) for monomial, coefficient in polynomial.items() if coefficient > 0]
        if len(wrong) > 2:
            continue
        for monomial, coefficient in wrong:
            for other, addend in small:
                opposing = addend.get(monomial, 0)
                usable = opposing < 0 or (opposing and other.atom.relation is Relation.EQ)
                if other is literal or not usable or not work.afford(len(addend)):
                    continue
                factor = Fraction(coefficient) / -opposing
                result = add(polynomial, scale(factor, addend))
                relations = (literal.atom.relation, other.atom.relation)
                relation = Relation.GT if Relation.GT in relations else Relation.GE
                if contradicts(result, relation, new.nonnegative, new.positive):
                    return _refutation(((1, literal), (factor, other)), result, new)
    return None


def _refutation(combination: tuple[tuple[Coefficient, Literal], ...], expanded: Polynomial, new: Frame) -> Refutation:
    used = frozenset(name for _, literal in combination for name in literal.names)
    origin = frozenset[int]().union(
        *(literal.origin for _, literal in combination), *(new.reasons.get(name, frozenset()) for name in used)
    )
    expansion = Expansion(
        changes=new.changes,
        combination=tuple((factor, literal.atom) for factor, literal in combination),
        expanded=expanded,
        nonnegative=new.nonnegative,
        positive=new.positive,
    )
    return Refutation(expansion, origin)


def contradicts(
    polynomial: Polynomial, relation: Relation, nonnegative: frozenset[str], positive: tuple[frozenset[str], ...]
) -> bool:
    """Whether signs alone show that `polynomial relation 0` is false: `nonnegative` variables are >= 0, at least
    one of every set in `positive` is > 0, and even powers of the others are >= 0."""
    match relation:
        case Relation.GT:
            return _nonpositive(polynomial, nonnegative)
        case Relation.GE:
            return _negative(polynomial, nonnegative, positive)
        case Relation.EQ:
            return _negative(polynomial, nonnegative, positive) or _negative(negate(polynomial), nonnegative, positive)
        case Relation.NE:
            return not polynomial


def _nonpositive(polynomial: Polynomial, nonnegative: frozenset[str]) -> bool:
    return all(
        coefficient < 0 and all(name in nonnegative or exponent % 2 == 0 for name, exponent in monomial)
        for monomial, coefficient in polynomial.items()
    )


def _negative(polynomial: Polynomial, nonnegative: frozenset[str], positive: tuple[frozenset[str], ...]) -> bool:
    """All terms are <= 0 and, whichever variables of the sets are positive, some term is < 0."""
    if not polynomial or not _nonpositive(polynomial, nonnegative):
        return False
    certain = frozenset(name for group in positive if len(group) == 1 for name in group)
    open_groups = [sorted(group) for group in positive if len(group) > 1]
    supports = {frozenset(name for name, _ in monomial) - certain for monomial in polynomial}
    picks = list(islice(product(*open_groups), _CHOICES + 1))
    return len(picks) <= _CHOICES and all(any(support <= set(pick) for support in supports) for pick in picks)


def _solved(literals: Sequence[Literal], attempts: int, work: Work) -> Refutation | None:
    """Solve an equation `a*q = b` for `q` where `a` has a definite sign, put `b/a` for `q`, and go on."""
    candidates = [
        (equation, name)
        for equation in literals
        if equation.atom.relation is Relation.EQ
        for name in sorted(equation.names)
        if degree(equation.atom.polynomial, name) == 1
    ]
    for equation, name in sorted(candidates, key=_harder):
        rest, divisor = coefficients_in(equation.atom.polynomial, name)
        sign = _sign(divisor, literals, work)
        if sign is None:
            continue
        if not sign.positive:
            rest, divisor = negate(rest), negate(divisor)
        replaced = _replaced(literals, equation, name, negate(rest), divisor, sign.origin, work)
        found = None if replaced is None else refute(replaced, attempts, work)
        if found is None:
            return None
        change = Change(name, negate(rest), divisor, (equation.atom,))
        changes = (change, *found.expansion.changes)
        lemmas = (*sign.lemmas, *found.expansion.lemmas)
        return replace(found, expansion=replace(found.expansion, changes=changes, lemmas=lemmas))
    return None


def _harder(candidate: tuple[Literal, str]) -> bool:
    equation, name = candidate
    return bool(variables(coefficients_in(equation.atom.polynomial, name)[1]))


@dataclass(frozen=True)
class _Sign:
    """Whether a divisor is positive (else negative), how that is shown, and from which assertions."""

    positive: bool
    lemmas: tuple[Expansion, ...] = ()
    origin: frozenset[int] = frozenset()


def _sign(divisor: Polynomial, literals: Sequence[Literal], work: Work) -> _Sign | None:
    """The divisor's sign, where the inequalities make it plain."""
    if not variables(divisor):
        return _Sign(divisor[()] > 0)
    others = [literal for literal in literals if literal.atom.relation is not Relation.EQ]
    for positive in (True, False):
        denial = Literal(Atom(negate(divisor) if positive else divisor, Relation.GE), frozenset())
        found = _clash([*others, denial]) or _in_some_frame(others, _SIGN_ATTEMPTS, work, target=denial)
        if found is not None:
            return _Sign(positive, (found.expansion,), found.origin)
    return None


def _replaced(
    literals: Sequence[Literal],
    equation: Literal,
    name: str,
    numerator: Polynomial,
    divisor: Polynomial,
    origin: frozenset[int],
    work: Work,
) -> list[Literal] | None:
    """Every other literal with `numerator / divisor` for the name, times a power of the (positive) divisor."""
    result: list[Literal] = []
    for literal in literals:
        if literal is equation:
            continue
        polynomial = literal.atom.polynomial
        if name not in literal.names:
            result.append(literal)
            continue
        parts = coefficients_in(polynomial, name)
        most = len(parts) - 1
        largest = (len(numerator) + len(divisor)) ** most if most < 12 else _LARGEST + 1
        if not work.afford(largest * len(polynomial)):
            return None
        cleared = total(
            multiply(part, multiply(power(numerator, index), power(divisor, most - index)))
            for index, part in enumerate(parts)
        )
        result.append(Literal(Atom(cleared, literal.atom.relation), literal.origin | equation.origin | origin))
    return result
