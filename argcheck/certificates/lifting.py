"""From a proof about simplified assertions to one about what they state.

Where a sign is known, a comparison may have lost a factor, or be decided. Each simplified assertion that a proof uses
is put in front of it as a case split: where it holds, the proof goes on; where it does not, the statement is
contradicted by the facts that tell the sign.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from argcheck.certificates.derived import Link, contradiction, derived, without
from argcheck.certificates.positivity import Known
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
from argcheck.certificates.signs import multiple
from argcheck.kernel.data import Refused
from argcheck.kernel.formulas import And, Atom, Formula, Not, Or, Proposition, Relation, opposite
from argcheck.kernel.polynomial import constant, negate, variables
from argcheck.kernel.rules import Work, rounded
from argcheck.logic.formula import Problem
from argcheck.logic.normalized import Statement

_MOST_LEAVES = 400


@dataclass(frozen=True)
class _Unit:
    """A comparison that may be used to show signs, and what must be done first to have it."""

    fact: Fact
    atom: Atom
    source: Fact
    round: Round | None = None


class CannotLift(Exception):
    """Some simplified assertions do not follow from what they state by known signs alone; `which` are these."""

    def __init__(self, which: Collection[Fact]) -> None:
        super().__init__("an assertion was simplified by a sign that is not plain to see")
        self.which = frozenset(which)


def lifted(proof: Proof, simple: Problem, statement: Statement) -> Proof:
    """The proof, from the statement, in which each lemma was simplified by earlier ones alone. Raises CannotLift."""
    return _Lifting(proof, simple, statement).run()


class _Lifting:
    def __init__(self, proof: Proof, simple: Problem, statement: Statement) -> None:
        self._simple = (*simple.assertions, *statement.links)
        self._stated = statement.problem.assertions
        self._integers = simple.integers
        self._links = range(len(simple.assertions), len(self._simple))
        self._changed = {i for i, each in enumerate(self._simple) if each != self._stated[i]}
        self._lemmas = statement.lemmas
        made = _numbers(proof)
        self._numbers = count(max(made, default=0) + len(self._simple) + 1)
        self._new = {index: next(self._numbers) for index in sorted(self._changed)}
        # the numbers that the proof gave to new facts are those of the links here
        self._proof = _renamed(proof, {**{fact: next(self._numbers) for fact in sorted(made)}, **self._new})
        self._units = [unit for index in range(len(self._simple)) for unit in self._unit(index)]
        self._leaves = 0
        self._apart = list[tuple[Fact, Atom]]()

    def _unit(self, index: Fact) -> list[_Unit]:
        formula = self._simple[index]
        if not isinstance(formula, Atom) or (index in self._changed and index not in self._lemmas):
            return []
        fact = self._new.get(index, index)
        if index not in self._changed and variables(formula.polynomial) and index not in self._lemmas:
            try:
                better = rounded(formula, self._integers, Work())
            except Refused:
                better = formula
            if isinstance(better, Atom) and better != formula:
                step = Round(fact, next(self._numbers))
                return [_Unit(step.result, better, index, step)]
        return [_Unit(fact, formula, index)]

    def run(self) -> Proof:
        wanted = {index for index in self._changed if self._new[index] in trimmed(self._proof)[1]}
        cuts: dict[Fact, tuple[Fact, Proof]] = {}
        failed: set[Fact] = set()
        while wanted:
            index = wanted.pop()
            denial = next(self._numbers)
            found = self._cut(index, denial)
            if found is None:
                failed.add(index)
                continue
            cuts[index] = denial, found
            needed = trimmed(found)[1]
            wanted |= {other for other in self._changed - set(cuts) - failed if self._new[other] in needed}
        if failed:
            raise CannotLift(failed)
        result = self._proof
        # assertions that no lemma states come last: their signs may need any of the lemmas
        for index in sorted(cuts, key=lambda index: (index not in self._lemmas, index), reverse=True):
            denial, refutation = cuts[index]
            result = Proof((), Split(self._simple[index], ((self._new[index], result), (denial, refutation))))
        rounds = tuple(unit.round for unit in self._units if unit.round is not None)
        return Proof((*rounds, *result.steps), result.closing)

    def _cut(self, index: Fact, denial: Fact) -> Proof | None:
        """That what the assertion states and the denial of its simple form are contradictory."""
        earlier = [
            (unit.fact, unit.atom)
            for unit in self._units
            if unit.source != index
            and (unit.source not in self._changed or index not in self._lemmas or unit.source < index)
        ]
        self._leaves = 0
        self._apart = [each for each in earlier if each[1].relation is Relation.NE]
        start = _Open()
        for fact, formula in ((index, self._stated[index]), (denial, opposite(self._simple[index]))):
            start = self._assume(start, fact, formula)
        links = [
            Link(unit.fact, unit.atom.polynomial, self._lemmas[unit.source].arguments[0])
            for unit in self._units
            if unit.source in self._links and index not in self._lemmas
        ]
        return self._close(start, Known(earlier), links)

    def _assume(self, case: _Open, fact: Fact, formula: Formula) -> _Open:
        match formula:
            case And(arguments=arguments):
                results = tuple(next(self._numbers) for _ in arguments)
                case = replace(case, steps=(*case.steps, Parts(fact, results)))
                for result, argument in zip(results, arguments, strict=True):
                    case = self._assume(case, result, argument)
                return case
            case Or() | Atom(relation=Relation.NE):
                return replace(case, pending=(*case.pending, (fact, formula)))
            case Atom():
                return replace(case, atoms=(*case.atoms, (fact, formula)))
            case Proposition() | Not():
                return replace(case, truths=(*case.truths, (fact, formula)))

    def _close(self, case: _Open, known: Known, links: Sequence[Link]) -> Proof | None:
        self._leaves += 1
        if self._leaves > _MOST_LEAVES:
            return None
        for fact, formula in case.truths:
            for other, denial in case.truths:
                if denial == Not(formula):
                    return Proof(case.steps, Clash(fact, other))
        found = contradiction(known, [without(links, known, derived(fact, atom)) for fact, atom in case.atoms])
        if found is not None:
            return Proof(case.steps, found)
        told_apart = self._against_apart(case)
        if told_apart is not None:
            return Proof(case.steps, told_apart)
        if not case.pending:
            return None
        (fact, formula), *others = sorted(case.pending, key=lambda each: len(_alternatives(each[1])))
        rest = replace(case, steps=(), pending=tuple(others))
        cases: list[tuple[Fact, Proof]] = []
        for alternative in _alternatives(formula):
            new = next(self._numbers)
            proof = self._close(self._assume(rest, new, alternative), known, links)
            if proof is None:
                return None
            shorter, needed = trimmed(proof)
            if new not in needed:  # what never looks at its case refutes everything
                return Proof(case.steps + shorter.steps, shorter.closing)
            cases.append((new, shorter))
        return Proof(case.steps, Cases(fact, tuple(cases)))

    def _against_apart(self, case: _Open) -> Cases | None:
        """An equation of which it is known that it does not hold."""
        for fact, atom in case.atoms:
            for other, known in self._apart if atom.relation is Relation.EQ else ():
                ratio = multiple(atom.polynomial, known.polynomial)
                if ratio is not None:
                    more, less = next(self._numbers), next(self._numbers)
                    above = Sum((Product(1, (more,)),), ((fact, constant(-1 / ratio)),))
                    below = Sum((Product(1, (less,)),), ((fact, constant(1 / ratio)),))
                    return Cases(other, ((more, Proof((), above)), (less, Proof((), below))))
        return None


@dataclass(frozen=True)
class _Open:
    steps: tuple[Parts | Round, ...] = ()
    atoms: tuple[tuple[Fact, Atom], ...] = ()
    truths: tuple[tuple[Fact, Formula], ...] = ()
    pending: tuple[tuple[Fact, Formula], ...] = ()


def _alternatives(formula: Formula) -> Sequence[Formula]:
    match formula:
        case Or(arguments=arguments):
            return arguments
        case Atom(polynomial=polynomial):
            return Atom(polynomial, Relation.GT), Atom(negate(polynomial), Relation.GT)
    return ()


def _numbers(proof: Proof) -> set[Fact]:
    """Every number of a fact that the proof makes."""
    result: set[Fact] = set()
    for step in proof.steps:
        result.update(step.results if isinstance(step, Parts) else (step.result,))
    if isinstance(proof.closing, Cases | Split):
        for fact, case in proof.closing.cases:
            result |= {fact} | _numbers(case)
    return result


def _renamed(proof: Proof, new: Mapping[Fact, Fact]) -> Proof:
    """The proof from other facts."""

    def at(fact: Fact) -> Fact:
        return new.get(fact, fact)

    def of(cases: Cases | Split) -> tuple[tuple[Fact, Proof], ...]:
        return tuple((at(fact), _renamed(case, new)) for fact, case in cases.cases)

    steps = tuple(
        Parts(at(step.fact), tuple(map(at, step.results)))
        if isinstance(step, Parts)
        else Round(at(step.fact), at(step.result))
        for step in proof.steps
    )
    match proof.closing:
        case Sum() as leaf:
            return Proof(steps, renumbered(leaf, {fact: at(fact) for fact in leaf.facts}))
        case Clash(fact=fact, denial=denial):
            return Proof(steps, Clash(at(fact), at(denial)))
        case Cases(fact=fact) as cases:
            return Proof(steps, Cases(at(fact), of(cases)))
        case Split(formula=formula) as cases:
            return Proof(steps, Split(formula, of(cases)))
