"""The weakest condition on chosen quantities under which facts force a goal: an engine's answer, made short and proved.

Both directions are proofs: that facts and condition force the goal, and that wherever the condition does not hold
there are values of the other quantities for which the facts hold and the goal fails. What is not proved is not said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, gcd, lcm
from typing import Literal

from argcheck.analyses.elimination.learner import Learner, forms, opposite
from argcheck.analyses.elimination.posing import Posed, posed
from argcheck.analyses.writing import Writer
from argcheck.kernel import polynomial as poly
from argcheck.kernel.formulas import And, Atom, Formula, Not, Or, Proposition, Relation
from argcheck.kernel.formulas import opposite as opposite_of
from argcheck.kernel.polynomial import Polynomial
from argcheck.logic.definedness import conditions
from argcheck.logic.formula import atoms
from argcheck.logic.instances import as_term
from argcheck.model.operators import Sort
from argcheck.model.terms import (
    FALSE,
    TRUE,
    ZERO,
    App,
    Quantifier,
    Term,
    Var,
    conjunction,
    disjunction,
    free_variables,
    implication,
    negation,
    num,
)
from argcheck.provers.backend import Status
from argcheck.provers.elimination.ladder import engines as installed
from argcheck.provers.elimination.proof import Refuter
from argcheck.provers.elimination.question import Engine
from argcheck.provers.search import Searcher

Grounds = Literal["proved", "unknown"]
SECONDS = 10.0
_ONE_PROOF = 8.0
_ONE_QUERY = 3.0
_SHORTENING = 5.0
_MOST_SECONDS = 3
_MOST_ATOMS = 24
_MOST_FORMS = 80
_MOST_TRIALS = 40
_MOST_BOUND = 2
_MIRROR = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}


@dataclass(frozen=True, slots=True)
class Answer:
    """With `formula` the facts force the goal, if that is `proved`; otherwise the engine proposes it, and no point is
    known that speaks against it. `parts` are its conjuncts if it is a conjunction. That nothing weaker would do, where
    the facts can hold, is `proved` too, or `unknown`."""

    formula: Term
    parts: tuple[Term, ...]
    engine: str
    weakest: Grounds
    proved: bool = True


def weakest_on(
    facts: Sequence[Term],
    goal: Term,
    kept: Sequence[Var],
    searcher: Searcher,
    *,
    solve_for: Sequence[str] = (),
    engines: Sequence[Engine] | None = None,
    seconds: float = SECONDS,
) -> Answer | None:
    """The condition in the kept quantities alone: FALSE where it is proved that none is enough, None where none was
    found. The first that is proved both ways; else one that is proved to be enough; else one that is proposed.
    An engine may take so many seconds, all of it three times as many."""
    facts = [part for fact in facts for part in _conjuncts(fact)]
    problem = posed(facts, goal, kept)
    if problem is None:
        return None
    question = problem.question.denied
    searcher = searcher.within(_MOST_SECONDS * seconds)
    every = installed() if engines is None else tuple(engines)
    candidates: list[Answer] = []
    for engine in every:
        allowed = min(seconds, searcher.seconds_left)
        found = engine.eliminate(question, allowed) if allowed else None
        if found is None:
            continue
        allowed = min(seconds, _ONE_PROOF, searcher.seconds_left)
        refuter = Refuter(lambda formulas: searcher.settle(formulas, _ONE_QUERY), every, allowed)
        answer = _Judge(problem, facts, kept, searcher, solve_for, refuter).judged(found, engine.name)
        if answer is None:
            continue
        if answer.weakest == "proved":
            return answer
        candidates.append(answer)
    return next(iter(sorted(candidates, key=lambda one: not one.proved)), None)


def _conjuncts(formula: Term) -> tuple[Term, ...]:
    return formula.args if isinstance(formula, App) and formula.op == "and" else (formula,)


def _alike(facts: Sequence[Term], one: Term, other: Term, searcher: Searcher) -> bool:
    return searcher.refutes([*facts, one, negation(other)]) and searcher.refutes([*facts, other, negation(one)])


class _Judge:
    def __init__(
        self,
        problem: Posed,
        facts: Sequence[Term],
        kept: Sequence[Var],
        searcher: Searcher,
        solve_for: Sequence[str],
        refuter: Refuter,
    ) -> None:
        self._problem = problem
        self._refuter = refuter
        self._facts = list(facts)
        self._goal = problem.goal
        self._kept = list(kept)
        self._searcher = searcher
        self._own = [fact for fact in facts if free_variables(fact) <= set(kept)]
        known = {variable.name: variable for variable in kept}
        order = {variable.name: index for index, variable in enumerate(kept)}
        self._writer = Writer(known, problem.definitions, order, self._own, searcher, solve_for)

    def judged(self, found: Formula, engine: str) -> Answer | None:
        """The answer made short, if it can hold at all and no point is found at which it is not enough."""
        written = dict[Atom, Term]()
        for atom in dict.fromkeys(atoms(found)):
            term = self._written(atom)
            if term is None or len(written) >= _MOST_ATOMS:
                return None
            written[atom] = term
        raw = _formula(found, written)
        exactly = _formula(found, {atom: self._exactly(atom, term) for atom, term in written.items()})
        able = self._searcher.search([*self._facts, raw], self._kept).status
        if able is Status.UNSAT and (self._never_enough() or self._necessary(FALSE)):
            return Answer(FALSE, (), engine, "proved")
        if able is not Status.SAT:
            return None
        faithful, question = self._problem.faithful, self._problem.question
        enough = faithful and self._refuter.refutes([found], question)
        least = enough and self._refuter.refutes([opposite_of(found)], question.denied)
        if faithful and not enough:
            return self._unproved(raw, engine)
        formula, parts = self._short(raw, [*written.values(), *self._at_roots(written)])
        if enough and not self._entails(formula, exactly):
            formula, parts = exactly, ()
        if not self._defined(formula):
            return None
        if not enough:
            against = self._searcher.search([*self._facts, formula, negation(self._goal)]).status
            if against is not Status.UNSAT:
                return self._unproved(formula, engine) if against is Status.UNKNOWN else None
        least = (least and self._entails(exactly, formula)) or self._necessary(formula)
        return Answer(formula, parts, engine, "proved" if least else "unknown")

    def _unproved(self, formula: Term, engine: str) -> Answer | None:
        """What is not proved to be enough: None where it is not, or may have no value."""
        against = self._searcher.search([*self._facts, formula, negation(self._goal)]).status
        if against is Status.SAT or not self._defined(formula):
            return None
        return Answer(formula, (), engine, "unknown", against is Status.UNSAT)

    def _entails(self, one: Term, other: Term) -> bool:
        return one == other or self._searcher.refutes([*self._facts, one, negation(other)])

    def _defined(self, formula: Term) -> bool:
        """Whether the formula has a value wherever the facts hold."""
        doubts = [conjunction(need.guard, negation(need.required)) for need in conditions(formula)]
        return all(self._searcher.refutes([*self._facts, one]) for one in doubts)

    def _never_enough(self) -> bool:
        return self._problem.faithful and self._refuter.refutes([], self._problem.question.denied)

    def _exactly(self, atom: Atom, written: Term) -> Term:
        """The comparison as the engine has it."""
        if poly.variables(atom.polynomial) & self._problem.propositions:
            return written
        names: dict[str, Term] = {**self._problem.definitions, **{one.name: one for one in self._kept}}
        term = as_term(atom.polynomial, names)
        return written if term is None else App(atom.relation.value, (term, ZERO))

    def _written(self, atom: Atom) -> Term | None:
        names = poly.variables(atom.polynomial)
        if not names & self._problem.propositions:
            return self._readable(atom)
        variable = next((one for one in self._kept if names == {one.name}), None)
        sign = atom.polynomial.get(((variable.name, 1),), 0) if variable is not None else 0
        if variable is None or len(atom.polynomial) != 1 or not sign:
            return None
        if atom.relation is Relation.GT and sign > 0:
            return variable
        return negation(variable) if atom.relation is Relation.GE and sign < 0 else None

    def _readable(self, atom: Atom) -> Term | None:
        """A single quantity is compared with a number, and what comes first in the file stands on the left."""
        polynomial = _primitive(atom.polynomial)
        names = poly.variables(polynomial)
        if len(names) == 1 and poly.degree(polynomial) == 1:
            (name,) = names
            rest, factor = (part.get((), 0) for part in poly.coefficients_in(polynomial, name))
            variable = next((one for one in self._kept if one.name == name), None)
            if variable is not None:
                op = atom.relation.value if factor > 0 else _MIRROR[atom.relation.value]
                return _bound(op, variable, Fraction(-rest) / factor)
        term = self._writer.write(Atom(polynomial, atom.relation))
        if isinstance(term, App) and len(term.args) == 2 and term.op in _MIRROR:
            left, right = (self._first(side) for side in term.args)
            return App(_MIRROR[term.op], term.args[::-1]) if right < left else term
        return term

    def _at_roots(self, atoms_found: Iterable[Atom]) -> Iterator[Term]:
        """For a square compared with a number that is none, the quantity compared with the roots of the number."""
        known = {variable.name: variable for variable in self._kept}
        for atom in atoms_found:
            names = poly.variables(atom.polynomial)
            variable = known.get(next(iter(names))) if len(names) == 1 else None
            if variable is None or poly.degree(atom.polynomial) != 2:
                continue
            rest, linear, square = (part.get((), 0) for part in poly.coefficients_in(atom.polynomial, variable.name))
            if not linear and rest * square < 0:
                root = App("sqrt", (num(Fraction(-rest) / square),))
                yield from (App("<=", (variable, end)) for end in (root, App("neg", (root,))))

    def _first(self, side: Term) -> int:
        free = free_variables(side)
        return next((index for index, variable in enumerate(self._kept) if variable in free), len(self._kept))

    def _short(self, raw: Term, literals: Sequence[Term]) -> tuple[Term, tuple[Term, ...]]:
        brief = self._searcher.briefly().within(_SHORTENING)
        learner = Learner(self._facts, self._kept, brief)
        ways = list(dict.fromkeys(form for literal in literals for form in forms(literal)))[:_MOST_FORMS]
        parts = learner.conjunction(raw, ways)
        if parts is not None:
            return conjunction(*parts), tuple(parts)
        parts = learner.conjunction(negation(raw), ways)
        if parts is not None:
            return disjunction(*(opposite(one) for one in parts)), ()
        return _Pruner(self._facts, brief).pruned(raw), ()

    def _necessary(self, formula: Term) -> bool:
        """Whether it is proved that the goal can fail, while the facts hold, wherever the condition does not."""
        others = sorted(
            {v for fact in (*self._facts, self._goal) for v in free_variables(fact)} - set(self._kept),
            key=lambda one: one.name,
        )
        if not others:
            return self._searcher.refutes([*self._facts, self._goal, negation(formula)])
        if len(others) > _MOST_BOUND:
            return False
        rest = [fact for fact in self._facts if fact not in self._own]
        always: Term = implication(conjunction(*rest), self._goal) if rest else self._goal
        for variable in others:
            always = Quantifier("forall", variable, TRUE, always)
        return self._searcher.refutes([*self._own, negation(formula), always])


def _bound(op: str, variable: Var, end: Fraction) -> Term:
    """The quantity compared with a number; a whole quantity with a whole number."""
    if variable.sort is Sort.INTEGER and end.denominator > 1 and op in ("<", "<=", ">", ">="):
        return App(">=", (variable, num(ceil(end)))) if op[0] == ">" else App("<=", (variable, num(floor(end))))
    return App(op, (variable, num(end)))


def _primitive(polynomial: Polynomial) -> Polynomial:
    """With whole coefficients that have no common factor."""
    numbers = [Fraction(coefficient) for coefficient in polynomial.values()]
    if not numbers:
        return polynomial
    below = lcm(*(one.denominator for one in numbers))
    return poly.scale(Fraction(below, gcd(*(int(one * below) for one in numbers))), polynomial)


def _formula(found: Formula, written: dict[Atom, Term]) -> Term:
    match found:
        case Atom():
            return written[found]
        case Not(argument=argument):
            return negation(_formula(argument, written))
        case And(arguments=arguments):
            return conjunction(*(_formula(argument, written) for argument in arguments)) if arguments else TRUE
        case Or(arguments=arguments):
            return disjunction(*(_formula(argument, written) for argument in arguments)) if arguments else FALSE
        case Proposition():
            raise KeyError(found.name)


class _Pruner:
    """Leaves out parts of a formula that make no difference under the facts."""

    def __init__(self, facts: Sequence[Term], searcher: Searcher) -> None:
        self._facts = facts
        self._searcher = searcher
        self._trials = _MOST_TRIALS

    def pruned(self, formula: Term) -> Term:
        """An equivalent formula with fewer parts."""
        smaller = True
        while smaller and self._trials > 0:
            smaller = False
            for one in _fewer(formula):
                self._trials -= 1
                if self._trials < 0:
                    break
                if _alike(self._facts, one, formula, self._searcher):
                    formula, smaller = one, True
                    break
        return formula


def _fewer(formula: Term) -> list[Term]:
    """The formula with one part left out, largest parts first."""
    if not (isinstance(formula, App) and formula.op in ("and", "or")):
        return []
    join = conjunction if formula.op == "and" else disjunction
    found: list[Term] = []
    for index, part in enumerate(formula.args):
        others = formula.args[:index] + formula.args[index + 1 :]
        found.append(join(*others))
        found += [join(*formula.args[:index], one, *formula.args[index + 1 :]) for one in _fewer(part)]
    return found
