"""Case splits that follow the formulas' own structure, and a refutation in every case."""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import count

from argcheck.certificates.ladder import FULL, GLANCE, QUICK, Rungs, refutation
from argcheck.certificates.proofs import (
    Cases,
    Clash,
    Fact,
    Parts,
    Product,
    Proof,
    Round,
    Split,
    Sum,
    renumbered,
    trimmed,
)
from argcheck.kernel.data import Refused
from argcheck.kernel.formulas import FALSE, TRUE, And, Atom, Formula, Not, Or, Proposition, Relation, opposite
from argcheck.kernel.polynomial import negate, variables
from argcheck.kernel.rules import Work, rounded
from argcheck.logic.formula import Problem

_MOST_LEAVES = 200
_BRIEF = 0.3  # seconds for the first look at a case that could still be split
_LONGEST_LOOKED_AT = 24  # disjunctions that are tried one alternative at a time


@dataclass(frozen=True)
class _Case:
    """What is known in one case, and the steps that led to it since the last split."""

    steps: tuple[Parts | Round, ...] = ()
    atoms: tuple[tuple[Fact, Atom], ...] = ()
    truths: tuple[tuple[Fact, Formula], ...] = ()
    pending: tuple[tuple[Fact, Formula], ...] = ()
    closed: Cases | Clash | None = None


class Tree:
    """A problem taken apart, and the search for a proof that its assertions are contradictory."""

    def __init__(self, problem: Problem) -> None:
        self._integers = problem.integers
        self._numbers = count(len(problem.assertions))
        self._deadline = 0.0
        self._leaves = 0
        self._known: list[tuple[Sum, dict[Atom, Fact]]] = []
        self.reason = ""
        self._start = _Case()
        for index, formula in enumerate(problem.assertions):
            self._start = self._assume(self._start, index, formula)

    @property
    def units(self) -> tuple[tuple[Fact, Formula], ...]:
        """What the assertions come to when conjunctions are taken apart and bounds on whole numbers rounded."""
        return self._start.atoms + self._start.truths + self._start.pending

    def prove(self, deadline: float, kept: Collection[Fact] | None = None) -> Proof | None:
        """A proof, from these units alone if they are given; or None, and a `reason`."""
        self._deadline, self._leaves, self.reason = deadline, 0, ""
        case = self._start
        if kept is not None:
            case = replace(
                case,
                atoms=tuple((fact, atom) for fact, atom in case.atoms if fact in kept),
                truths=tuple((fact, formula) for fact, formula in case.truths if fact in kept),
                pending=tuple((fact, formula) for fact, formula in case.pending if fact in kept),
            )
        return self._close(case)

    def _assume(self, case: _Case, fact: Fact, formula: Formula) -> _Case:
        if case.closed is not None:
            return case
        match formula:
            case And(arguments=arguments):
                results = tuple(next(self._numbers) for _ in arguments)
                case = replace(case, steps=(*case.steps, Parts(fact, results)))
                for result, argument in zip(results, arguments, strict=True):
                    case = self._assume(case, result, argument)
                return case
            case Or(arguments=()):
                return replace(case, closed=Cases(fact, ()))
            case Or():
                return replace(case, pending=(*case.pending, (fact, formula)))
            case Atom(relation=Relation.NE):
                return replace(case, pending=(*case.pending, (fact, formula)))
            case Atom():
                return self._atom(case, fact, formula)
            case Proposition() | Not(argument=Proposition()):
                for other, known in case.truths:
                    if known == Not(formula):
                        return replace(case, closed=Clash(fact, other))
                    if formula == Not(known):
                        return replace(case, closed=Clash(other, fact))
                return replace(case, truths=(*case.truths, (fact, formula)))
            case Not(argument=argument):
                result = next(self._numbers)
                case = replace(case, steps=(*case.steps, Parts(fact, (result,))))
                return self._assume(case, result, opposite(argument))

    def _atom(self, case: _Case, fact: Fact, atom: Atom) -> _Case:
        case = replace(case, atoms=(*case.atoms, (fact, atom)))
        if not variables(atom.polynomial) or not variables(atom.polynomial) <= self._integers:
            return case
        try:
            better = rounded(atom, self._integers, Work())
        except Refused:
            return case
        if better in (atom, TRUE):
            return case
        result = next(self._numbers)
        case = replace(case, steps=(*case.steps, Round(fact, result)))
        if isinstance(better, Atom):  # the rounded bound says all that the other says
            return replace(case, atoms=(*case.atoms[:-1], (result, better)))
        return self._assume(case, result, FALSE)

    def _close(self, case: _Case) -> Proof | None:
        if case.closed is not None:
            return Proof(case.steps, case.closed)
        now = time.monotonic()
        if now > self._deadline or self._leaves > _MOST_LEAVES:
            self.reason = "the time allowed is over" if now > self._deadline else "there are too many cases"
            return None
        rungs = QUICK if case.pending else FULL
        found = self._refuted(case.atoms, rungs, min(self._deadline, now + _BRIEF) if case.pending else self._deadline)
        if found is not None:
            self._leaves += 1
            return Proof(case.steps, found)
        pinned = self._pinned(case)
        if pinned is not None:
            return self._at_its_bound(case, *pinned)
        if not case.pending:
            self.reason = self.reason or "no sum of products was found that contradicts the hypotheses"
            return None
        fact, formula = self._next(case)
        rest = replace(case, steps=(), pending=tuple(each for each in case.pending if each[0] != fact))
        cases: list[tuple[Fact, Proof]] = []
        for alternative in _alternatives(formula):
            new = next(self._numbers)
            proof = self._close(self._assume(rest, new, alternative))
            if proof is None:
                return None
            shorter, needed = trimmed(proof)
            if new not in needed:  # what never looks at its case refutes everything
                return Proof(case.steps + shorter.steps, shorter.closing)
            cases.append((new, shorter))
        return Proof(case.steps, Cases(fact, tuple(cases)))

    def _pinned(self, case: _Case) -> tuple[Fact, Fact, Atom] | None:
        """Facts `p >= 0` and `-p >= 0`, and the equation that they make, where that is not known yet."""
        known = {atom: fact for fact, atom in case.atoms}
        for fact, atom in case.atoms:
            other = known.get(Atom(negate(atom.polynomial), Relation.GE))
            if atom.relation is Relation.GE and other is not None:
                equation = Atom(atom.polynomial, Relation.EQ)
                if equation not in known and Atom(negate(atom.polynomial), Relation.EQ) not in known:
                    return fact, other, equation
        return None

    def _at_its_bound(self, case: _Case, below: Fact, above: Fact, equation: Atom) -> Proof | None:
        """Go on with the equation; that it does not fail is a split with two short refutations."""
        new, other, more, less = (next(self._numbers) for _ in range(4))
        proof = self._close(self._assume(replace(case, steps=()), new, equation))
        if proof is None:
            return None
        shorter, needed = trimmed(proof)
        if new not in needed:
            return Proof(case.steps + shorter.steps, shorter.closing)
        too_large = Proof((), Sum((Product(1, (more,)), Product(1, (above,))), ()))
        too_small = Proof((), Sum((Product(1, (less,)), Product(1, (below,))), ()))
        otherwise = Proof((), Cases(other, ((more, too_large), (less, too_small))))
        return Proof(case.steps, Split(equation, ((new, shorter), (other, otherwise))))

    def _hopeless(self, case: _Case, disjunction: Formula) -> bool:
        return all(self._at_a_glance(case, alternative) for alternative in _alternatives(disjunction))

    def _next(self, case: _Case) -> tuple[Fact, Formula]:
        """The disjunction with the fewest alternatives that are not refuted at a glance."""
        disjunctions = sorted(case.pending, key=lambda each: len(_alternatives(each[1])))
        best, least = disjunctions[0], 10**9
        for fact, formula in disjunctions[:_LONGEST_LOOKED_AT]:
            open_ones = sum(not self._at_a_glance(case, alternative) for alternative in _alternatives(formula))
            if open_ones < least:
                best, least = (fact, formula), open_ones
            if least <= 1:
                break
        return best

    def _at_a_glance(self, case: _Case, alternative: Formula) -> bool:
        new = next(self._numbers)
        assumed = self._assume(replace(case, pending=()), new, alternative)
        if assumed.closed is not None:
            return True
        if any(self._hopeless(assumed, formula) for _, formula in assumed.pending):
            return True
        if len(assumed.atoms) == len(case.atoms):
            return False
        return self._refuted(assumed.atoms, GLANCE, self._deadline) is not None

    def _refuted(self, facts: Sequence[tuple[Fact, Atom]], rungs: Rungs, deadline: float) -> Sum | None:
        """A refutation that is known from another case, or a new one."""
        places: dict[Atom, Fact] = {}
        for fact, atom in facts:
            places.setdefault(atom, fact)
        for known, atoms in self._known:
            if atoms.keys() <= places.keys():
                return renumbered(known, {fact: places[atom] for atom, fact in atoms.items()})
        found = refutation([(fact, atom) for atom, fact in places.items()], rungs, deadline)
        if found is not None:
            used = found.facts
            self._known.append((found, {atom: fact for atom, fact in places.items() if fact in used}))
        return found


def _alternatives(formula: Formula) -> tuple[Formula, ...]:
    if isinstance(formula, Or):
        return formula.arguments
    if not isinstance(formula, Atom):
        raise TypeError("only a disjunction or an inequation has alternatives")
    return Atom(formula.polynomial, Relation.GT), Atom(negate(formula.polynomial), Relation.GT)
