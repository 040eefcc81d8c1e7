"""Case splits that follow the formulas' own structure, and a refutation in every case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from argcheck.certificates.dividing import Cut, divided
from argcheck.certificates.effort import Effort
from argcheck.certificates.ladder import FIRST, FULL, GLANCE, QUICK, SIGN, Rungs, refutation
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
from argcheck.certificates.signs import refuted_by_factors, worth_knowing
from argcheck.kernel.data import Refused
from argcheck.kernel.formulas import FALSE, TRUE, And, Atom, Formula, Not, Or, Proposition, Relation, opposite
from argcheck.kernel.polynomial import Coefficient, Monomial, degree, negate, variables
from argcheck.kernel.rules import Work, rounded
from argcheck.logic.formula import Problem

_MOST_LEAVES = 1000
_MANY_LEAVES = 12  # after which no more time is spent on choosing what to split
_BRIEF = 0.3  # about as many seconds for the first look at a case that could still be split
_LONGEST_LOOKED_AT = 24  # disjunctions that are tried one alternative at a time


@dataclass(frozen=True)
class _Case:
    """What is known in one case, and the steps that led to it since the last split. `split` are the comparisons that
    were split on before, as they hold here."""

    steps: tuple[Parts | Round, ...] = ()
    atoms: tuple[tuple[Fact, Atom], ...] = ()
    truths: tuple[tuple[Fact, Formula], ...] = ()
    pending: tuple[tuple[Fact, Formula], ...] = ()
    split: frozenset[Formula] = frozenset()
    closed: Cases | Clash | None = None

    @property
    def known(self) -> frozenset[Formula]:
        """The comparisons that hold: of whole numbers, one that was split on is only kept rounded."""
        return self.split | {atom for _, atom in self.atoms}


class Tree:
    """A problem taken apart, and the search for a proof that its assertions are contradictory."""

    def __init__(self, problem: Problem) -> None:
        self._integers = problem.integers
        self._numbers = count(len(problem.assertions))
        self._effort = Effort(0, 0)
        self._leaves = 0
        self._active = Counter[Fact]()
        self._known: list[tuple[Sum, dict[Atom, Fact]]] = []
        self.reason = ""
        self._start = _Case()
        for index, formula in enumerate(problem.assertions):
            self._start = self._assume(self._start, index, formula)

    @property
    def units(self) -> tuple[tuple[Fact, Formula], ...]:
        """What the assertions come to when conjunctions are taken apart and bounds on whole numbers rounded."""
        return self._start.atoms + self._start.truths + self._start.pending

    def prove(self, effort: Effort, kept: Collection[Fact] | None = None) -> Proof | None:
        """A proof, from these units alone if they are given; or None, and a `reason`."""
        self._effort, self._leaves, self.reason = effort, 0, ""
        case = self._start
        if kept is not None:
            case = replace(
                case,
                atoms=tuple((fact, atom) for fact, atom in case.atoms if fact in kept),
                truths=tuple((fact, formula) for fact, formula in case.truths if fact in kept),
                pending=tuple((fact, formula) for fact, formula in case.pending if fact in kept),
            )
        return self._with_signs(case)

    def _with_signs(self, case: _Case) -> Proof | None:
        """A proof; unless it is easy, after the signs of what is worth knowing have been shown."""
        if case.closed is not None:
            return Proof(case.steps, case.closed)
        found = self._refuted(case.atoms, QUICK if case.pending else FIRST)
        if found is not None:
            return Proof(case.steps, found)
        shown: list[tuple[Atom, Fact, Fact, Sum]] = []
        known = case
        for polynomial in worth_knowing(formula for _, formula in (*case.atoms, *case.pending)):
            for each in (polynomial, negate(polynomial)):
                new, other = next(self._numbers), next(self._numbers)
                simpler = (fact for fact in known.atoms if degree(fact[1].polynomial) <= degree(each))
                found = self._refuted([*simpler, (other, Atom(negate(each), Relation.GE))], SIGN)
                if found is not None:
                    claim = Atom(each, Relation.GT)
                    shown.append((claim, new, other, found))
                    known = replace(known, atoms=(*known.atoms, (new, claim)))
                    break
        product = refuted_by_factors(known.atoms)
        start = replace(known, steps=())
        proof = self._simplified(start, start.atoms) if product is None else Proof((), product)
        if proof is None:
            return None
        for claim, new, other, found in reversed(shown):
            proof, needed = trimmed(proof)
            if new in needed:
                proof = Proof((), Split(claim, ((new, proof), (other, Proof((), found)))))
        return Proof(case.steps + proof.steps, proof.closing)

    def _taken(self, case: _Case, fact: Fact, formula: Formula, forced: bool = False) -> Proof | None:
        """A refutation of the case with one more fact."""
        more = self._assume(case, fact, formula)
        return self._simplified(more, more.atoms[len(case.atoms) :], forced)

    def _simplified(self, case: _Case, new: Sequence[tuple[Fact, Atom]], forced: bool = False) -> Proof | None:
        """A refutation of the case, once its new comparisons have been divided by what is known to be positive."""
        cuts: list[Cut] = []
        atoms = case.atoms
        for fact, atom in new if case.closed is None else ():
            cut = divided(fact, atom, atoms, lambda: next(self._numbers))
            if cut is not None:
                cuts.append(cut)
                atoms = tuple((cut.holds, cut.claim) if each == fact else (each, other) for each, other in atoms)
        proof = self._close(replace(case, atoms=atoms, steps=() if cuts else case.steps), forced)
        if proof is None or not cuts:
            return proof
        for cut in reversed(cuts):
            proof = cut.before(proof)
        return Proof(case.steps + proof.steps, proof.closing)

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

    def _close(self, case: _Case, forced: bool = False) -> Proof | None:
        """A refutation of the case. What was `forced` is not looked at before all that it forces is known."""
        if case.closed is not None:
            return Proof(case.steps, case.closed)
        if self._effort.over or self._leaves > _MOST_LEAVES:
            self.reason = "the effort allowed is used up" if self._effort.over else "there are too many cases"
            return None
        found = None if forced and case.pending else self._leaf(case)
        if found is not None:
            self._leaves += 1
            return Proof(case.steps, found)
        pinned = self._pinned(case)
        if pinned is not None:
            return self._at_its_bound(case, *pinned)
        if not case.pending:
            self.reason = self.reason or "no sum of products was found that contradicts the hypotheses"
            return None
        fact, formula, forced = self._next(case)
        for each in () if forced else _alternatives(formula):
            if isinstance(each, Atom) and each.relation in (Relation.GT, Relation.GE) and not _denied(each, case.known):
                return self._split(case, each)
        rest = replace(case, steps=(), pending=tuple(each for each in case.pending if each[0] != fact))
        cases: list[tuple[Fact, Proof]] = []
        for alternative in _alternatives(formula):
            new = next(self._numbers)
            proof = self._taken(rest, new, alternative, forced)
            if proof is None:
                return None
            shorter, needed = trimmed(proof)
            if new not in needed:  # what never looks at its case refutes everything
                return Proof(case.steps + shorter.steps, shorter.closing)
            self._active.update(needed)
            cases.append((new, shorter))
        return Proof(case.steps, Cases(fact, tuple(cases)))

    def _leaf(self, case: _Case) -> Sum | None:
        """A refutation of the case as it is; where it can be split further, by simple means alone."""
        return self._refuted(case.atoms, QUICK, _BRIEF) if case.pending else self._refuted(case.atoms, FULL)

    def _split(self, case: _Case, atom: Atom) -> Proof | None:
        """The atom and its opposite: either tells more than one alternative of a disjunction after the other."""
        cases: list[tuple[Fact, Proof]] = []
        for each in (atom, opposite(atom)):
            new = next(self._numbers)
            told = (other for other in case.pending if each not in _alternatives(other[1]))
            rest = replace(case, steps=(), pending=tuple(told), split=case.split | {each})
            proof = self._taken(rest, new, each)
            if proof is None:
                return None
            shorter, needed = trimmed(proof)
            if new not in needed:
                return Proof(case.steps + shorter.steps, shorter.closing)
            self._active.update(needed)
            cases.append((new, shorter))
        return Proof(case.steps, Split(atom, tuple(cases)))

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

    def _next(self, case: _Case) -> tuple[Fact, Formula, bool]:
        """The disjunction with the fewest alternatives that are not refuted at a glance, and whether it has at most
        one. Of several, one that earlier refutations needed."""
        for fact, formula in case.pending:
            if sum(not _denied(alternative, case.known) for alternative in _alternatives(formula)) <= 1:
                return fact, formula, True
        often = Counter(map(_comparison, (each for _, formula in case.pending for each in _alternatives(formula))))
        disjunctions = sorted(
            case.pending,
            key=lambda each: (
                -often[_comparison(_alternatives(each[1])[0])],
                -self._active[each[0]],
                len(_alternatives(each[1])),
            ),
        )
        best, least = disjunctions[0], 10**9
        for fact, formula in disjunctions[:_LONGEST_LOOKED_AT] if self._leaves < _MANY_LEAVES else ():
            open_ones = sum(not self._at_a_glance(case, alternative) for alternative in _alternatives(formula))
            if open_ones < least:
                best, least = (fact, formula), open_ones
            if least <= 1:
                break
        return *best, least <= 1

    def _at_a_glance(self, case: _Case, alternative: Formula) -> bool:
        new = next(self._numbers)
        assumed = self._assume(replace(case, pending=()), new, alternative)
        if assumed.closed is not None:
            return True
        if any(self._hopeless(assumed, formula) for _, formula in assumed.pending):
            return True
        if len(assumed.atoms) == len(case.atoms):
            return False
        return self._refuted(assumed.atoms, GLANCE) is not None

    def _refuted(self, facts: Sequence[tuple[Fact, Atom]], rungs: Rungs, seconds: float | None = None) -> Sum | None:
        """A refutation that is known from another case, or a new one."""
        places: dict[Atom, Fact] = {}
        for fact, atom in facts:
            places.setdefault(atom, fact)
        for known, atoms in self._known:
            if atoms.keys() <= places.keys():
                return renumbered(known, {fact: places[atom] for atom, fact in atoms.items()})
        pair = _contrary(places)
        if pair is not None:
            return pair
        effort = self._effort if seconds is None else self._effort.at_most(seconds)
        found = refutation([(fact, atom) for atom, fact in places.items()], rungs, effort)
        if found is not None:
            used = found.facts
            self._known.append((found, {atom: fact for atom, fact in places.items() if fact in used}))
        return found


def _comparison(formula: Formula) -> Formula | frozenset[tuple[Monomial, Coefficient]]:
    """What an inequality compares, whichever way round."""
    if not isinstance(formula, Atom) or formula.relation not in (Relation.GT, Relation.GE):
        return formula
    polynomial, negative = formula.polynomial, negate(formula.polynomial)
    return frozenset(min(polynomial, negative, key=lambda each: sorted(each.items())).items())


def _denied(alternative: Formula, known: Collection[Formula]) -> bool:
    """Whether the opposite of an inequality is known."""
    return isinstance(alternative, Atom) and opposite(alternative) in known


def _contrary(places: Mapping[Atom, Fact]) -> Sum | None:
    """Two facts of which one says the opposite of the other."""
    for atom, fact in places.items():
        if atom.relation is Relation.GT:
            for relation in (Relation.GE, Relation.GT):
                other = places.get(Atom(negate(atom.polynomial), relation))
                if other is not None:
                    return Sum((Product(1, (fact,)), Product(1, (other,))), ())
    return None


def _alternatives(formula: Formula) -> tuple[Formula, ...]:
    if isinstance(formula, Or):
        return formula.arguments
    if not isinstance(formula, Atom):
        raise TypeError("only a disjunction or an inequation has alternatives")
    return Atom(formula.polynomial, Relation.GT), Atom(negate(formula.polynomial), Relation.GT)
