"""A problem as SMT-LIB 2 text, and a solver's model of that text as a `Model`: one encoding, both ways."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any

from argcheck.kernel.polynomial import Monomial, Polynomial
from argcheck.logic.formula import And, Atom, Formula, Not, Or, Problem, Proposition, Relation
from argcheck.provers.backend import Model
from argcheck.provers.roots import isolates


@dataclass(frozen=True)
class Symbols:
    """The SMT-LIB symbol of every numeric variable, proposition and assertion, without the bars."""

    numbers: Mapping[str, str]
    propositions: Mapping[str, str]
    labels: tuple[str, ...]


def symbols(problem: Problem) -> Symbols:
    """Distinct symbols: `gamma.`, `rain?`, `premise:`. The mark keeps a quantity that is called `pi` or `abs` apart
    from what the solver means by it."""
    taken: set[str] = set()

    def fresh(name: str, mark: str) -> str:
        plain = name.replace("|", "!").replace("\\", "!")
        symbol, count = plain + mark, 1
        while symbol in taken:
            count += 1
            symbol = f"{plain} {count}{mark}"
        taken.add(symbol)
        return symbol

    numbers = {name: fresh(name, ".") for name in sorted(problem.variables())}
    propositions = {name: fresh(name, "?") for name in sorted(proposition_names(problem))}
    return Symbols(numbers, propositions, tuple(fresh(label, ":") for label in problem.labels))


def proposition_names(problem: Problem) -> frozenset[str]:
    """Every proposition that occurs."""
    return frozenset(name for assertion in problem.assertions for name in _propositions(assertion))


def _propositions(formula: Formula) -> Iterator[str]:
    match formula:
        case Proposition(name=name):
            yield name
        case Not(argument=argument):
            yield from _propositions(argument)
        case And(arguments=arguments) | Or(arguments=arguments):
            for argument in arguments:
                yield from _propositions(argument)


def encode(problem: Problem) -> str:
    """SMT-LIB 2 text: declarations, then one `assert` per assertion, named where it has a label."""
    names = symbols(problem)
    lines = [
        f"(declare-const |{symbol}| {'Int' if name in problem.integers else 'Real'})"
        for name, symbol in names.numbers.items()
    ]
    lines += [f"(declare-const |{symbol}| Bool)" for symbol in names.propositions.values()]
    for index, assertion in enumerate(problem.assertions):
        text = _formula(assertion, problem.integers, names)
        if index < len(names.labels):
            text = f"(! {text} :named |{names.labels[index]}|)"
        lines.append(f"(assert {text})")
    return "\n".join(lines) + "\n"


def _formula(formula: Formula, integers: frozenset[str], names: Symbols) -> str:
    match formula:
        case Atom():
            return _atom(formula, integers, names)
        case Proposition(name=name):
            return f"|{names.propositions[name]}|"
        case Not(argument=argument):
            return f"(not {_formula(argument, integers, names)})"
        case And(arguments=arguments):
            return _connect("and", "true", [_formula(argument, integers, names) for argument in arguments])
        case Or(arguments=arguments):
            return _connect("or", "false", [_formula(argument, integers, names) for argument in arguments])


def _connect(operator: str, empty: str, parts: list[str]) -> str:
    if len(parts) > 1:
        return f"({operator} {' '.join(parts)})"
    return parts[0] if parts else empty


def _atom(atom: Atom, integers: frozenset[str], names: Symbols) -> str:
    whole = all(name in integers for monomial in atom.polynomial for name, _ in monomial)
    left = _polynomial(atom.polynomial, whole, integers, names)
    zero = "0" if whole else "0.0"
    if atom.relation is Relation.NE:
        return f"(not (= {left} {zero}))"
    return f"({atom.relation.value} {left} {zero})"


def _polynomial(polynomial: Polynomial, whole: bool, integers: frozenset[str], names: Symbols) -> str:
    # a positive multiple with whole coefficients has the same sign, and keeps integer problems integral
    multiplier = lcm(*(Fraction(coefficient).denominator for coefficient in polynomial.values()))
    terms = [
        _term(monomial, int(coefficient * multiplier), whole, integers, names)
        for monomial, coefficient in sorted(polynomial.items())
    ]
    return _connect("+", "0" if whole else "0.0", terms)


def _term(monomial: Monomial, coefficient: int, whole: bool, integers: frozenset[str], names: Symbols) -> str:
    factors: list[str] = []
    for name, exponent in monomial:
        symbol = f"|{names.numbers[name]}|"
        factors += [f"(to_real {symbol})" if name in integers and not whole else symbol] * exponent
    if coefficient != 1 or not factors:
        size = str(abs(coefficient)) if whole else f"{abs(coefficient)}.0"
        factors.insert(0, size if coefficient >= 0 else f"(- {size})")
    return _connect("*", "", factors)


def decode_model(answer: Mapping[str, Any], problem: Problem) -> Model | None:
    """The model in a worker's answer: `numbers` maps symbols to rationals as text, `irrational` symbols to
    `[coefficients, below, above]`, `propositions` symbols to booleans. What the solver left open is 0 or false.
    None if an irrational number does not come with an interval that isolates it."""
    names = symbols(problem)
    given, given_irrational = answer.get("numbers", {}), answer.get("irrational", {})
    numbers: dict[str, Fraction] = {}
    irrational: dict[str, tuple[tuple[int, ...], Fraction, Fraction]] = {}
    for name, symbol in names.numbers.items():
        if symbol in given_irrational:
            coefficients, below, above = given_irrational[symbol]
            value = (tuple(int(number) for number in coefficients), Fraction(below), Fraction(above))
            if not isolates(*value):
                return None
            irrational[name] = value
        else:
            numbers[name] = Fraction(given.get(symbol, 0))
    truths = answer.get("propositions", {})
    propositions = {name: bool(truths.get(symbol, False)) for name, symbol in names.propositions.items()}
    return Model(numbers, propositions, irrational)
