"""Solving equations before anything else: `x = t`, where `x` does not occur in `t`, makes one variable fewer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from argcheck.kernel.polynomial import (
    Polynomial,
    coefficients_in,
    degree,
    evaluate,
    scale,
    substitute,
    substituted_size,
    variables,
)
from argcheck.logic.formula import (
    TRUE,
    And,
    Atom,
    Formula,
    Not,
    Or,
    Problem,
    Proposition,
    Relation,
    atoms,
    both,
    compare,
    either,
    opposite,
    truth,
)
from argcheck.provers.backend import Budget, Model, Outcome, Prover, Status
from argcheck.provers.smtlib import proposition_names

_SPARE_TERMS = 200  # a substitution may double a problem, and add this much


@dataclass(frozen=True)
class Reduced:
    """A problem with equations solved. Assertion i of `problem` rests on the original assertions `rests[i]`;
    `solutions` are to be evaluated from the last to the first."""

    problem: Problem
    rests: tuple[frozenset[int], ...]
    solutions: tuple[tuple[str, Polynomial], ...]


def reduce(problem: Problem) -> Reduced:
    """Solve every equation between polynomials that gives a variable outright, and put its value everywhere."""
    assertions = list(problem.assertions)
    rests = [frozenset({index}) for index in range(len(assertions))]
    solutions: list[tuple[str, Polynomial]] = []
    while (solution := _next_solution(assertions, problem.integers)) is not None:
        index, name, value = solution
        solutions.append((name, value))
        because = rests[index]
        for other, assertion in enumerate(assertions):
            if any(name in variables(atom.polynomial) for atom in atoms(assertion)):
                assertions[other] = replaced(assertion, {name: value})
                rests[other] |= because
    kept = [index for index, assertion in enumerate(assertions) if assertion != TRUE]
    return Reduced(
        Problem(tuple(assertions[index] for index in kept), problem.integers, tuple(str(index) for index in kept)),
        tuple(rests[index] for index in kept),
        tuple(solutions),
    )


def replaced(formula: Formula, values: Mapping[str, Polynomial]) -> Formula:
    """The formula with polynomials put for variables, shortened where an atom becomes true or false."""
    match formula:
        case Atom(polynomial=polynomial, relation=relation):
            return compare(substitute(polynomial, values), relation)
        case Proposition():
            return formula
        case Not(argument=argument):
            return opposite(replaced(argument, values))
        case And(arguments=arguments):
            return both(*(replaced(argument, values) for argument in arguments))
        case Or(arguments=arguments):
            return either(*(replaced(argument, values) for argument in arguments))


def _next_solution(assertions: list[Formula], integers: frozenset[str]) -> tuple[int, str, Polynomial] | None:
    polynomials = [atom.polynomial for assertion in assertions for atom in atoms(assertion)]
    allowed = 2 * sum(map(len, polynomials)) + _SPARE_TERMS
    for index, assertion in enumerate(assertions):
        for equation in _equations(assertion):
            for name, value in _solutions(equation, integers):
                if sum(substituted_size(polynomial, {name: len(value)}) for polynomial in polynomials) <= allowed:
                    return index, name, value
    return None


def _equations(assertion: Formula) -> Iterator[Polynomial]:
    match assertion:
        case Atom(polynomial=polynomial, relation=Relation.EQ):
            yield polynomial
        case And(arguments=arguments):
            for argument in arguments:
                yield from _equations(argument)


def _solutions(equation: Polynomial, integers: frozenset[str]) -> Iterator[tuple[str, Polynomial]]:
    """What the equation gives; an integer only where every point makes its value whole."""
    for name in sorted(variables(equation)):
        if degree(equation, name) != 1:
            continue
        rest, factor = coefficients_in(equation, name)
        if variables(factor):
            continue
        value = scale(Fraction(-1) / factor[()], rest)
        whole = variables(value) <= integers and all(Fraction(c).denominator == 1 for c in value.values())
        if name not in integers or whole:
            yield name, value


class SolvingEquations:
    """A prover that solves equations, hands what is left to another prover, and translates its answer back."""

    def __init__(self, prover: Prover) -> None:
        self.prover = prover
        self.name = prover.name

    def solve(self, problem: Problem, budget: Budget) -> Outcome:
        """The other prover's answer, in terms of the problem that was given."""
        reduced = reduce(problem)
        if not reduced.solutions:
            return self.prover.solve(problem, budget)
        inner = reduced.problem if problem.labels else replace(reduced.problem, labels=())
        outcome = self.prover.solve(inner, budget)
        if outcome.status is Status.SAT and outcome.model is not None:
            model = _completed(outcome.model, problem, reduced)
            return replace(outcome, model=model) if model is not None else self.prover.solve(problem, budget)
        if outcome.core is None:
            return outcome
        used = frozenset[int]().union(*(reduced.rests[inner.labels.index(label)] for label in outcome.core))
        return replace(
            outcome, core=tuple(problem.labels[index] for index in sorted(used) if index < len(problem.labels))
        )


def _completed(model: Model, problem: Problem, reduced: Reduced) -> Model | None:
    """The model with the solved variables' values; None where one would depend on an irrational number."""
    numbers = dict(model.numbers)
    solved = {name for name, _ in reduced.solutions}
    for name in problem.variables() - solved - model.irrational.keys():
        numbers.setdefault(name, Fraction(0))  # it cancelled out, so that any value will do
    for name, value in reversed(reduced.solutions):
        if not variables(value) <= numbers.keys():
            return None
        numbers[name] = Fraction(evaluate(value, numbers))
    propositions = {name: model.propositions.get(name, False) for name in proposition_names(problem)}
    if not model.irrational and not all(truth(part, numbers, propositions) for part in problem.assertions):
        return None
    return replace(model, numbers=numbers, propositions=propositions)
