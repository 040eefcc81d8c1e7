"""Writing certificates: the JSON that the kernel reads, made from a problem and a proof."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from argcheck.certificates.proofs import Cases, Clash, Fact, Parts, Product, Proof, Split, Sum, trimmed
from argcheck.kernel.formulas import And, Atom, Formula, Not, Or, Proposition
from argcheck.kernel.lemmas import Lemma, instance
from argcheck.kernel.polynomial import Polynomial
from argcheck.kernel.replay import FORMAT
from argcheck.kernel.symbols import Kind, Meaning, Symbols
from argcheck.logic.formula import Problem

Data = dict[str, object]


@dataclass(frozen=True)
class Certificate:
    """A problem without a solution, and why. `lemmas` are the assertions (by index) that are instances of lemmas about
    the `symbols`, of which each may speak of earlier ones only; `holes` are facts that nobody has checked. `kept` are
    those that are written, where the proof does not need the others."""

    name: str
    problem: Problem
    proof: Proof
    lemmas: Mapping[int, Lemma] = field(default_factory=dict)
    kept: tuple[int, ...] | None = None
    symbols: Mapping[str, Meaning] = field(default_factory=dict)
    holes: Mapping[int, Lemma] = field(default_factory=dict)

    def needed(self) -> Certificate:
        """The certificate with those hypotheses alone that its proof uses: a theorem that says more."""
        used = trimmed(self.proof)[1]
        return replace(self, kept=tuple(index for index in range(len(self.problem.assertions)) if index in used))

    def data(self) -> Data:
        """One theorem, as the kernel reads it."""
        problem = self.problem
        kept = range(len(problem.assertions)) if self.kept is None else self.kept
        mentioned = Problem(tuple(problem.assertions[index] for index in kept)).variables()
        symbols = self._symbols(mentioned, [self.lemmas[index] for index in kept if index in self.lemmas])
        names = mentioned.union(symbols, *(meaning.names() for meaning in symbols.values()))
        result: Data = {"name": self.name, "integers": sorted(problem.integers & names)}
        if symbols:
            result["symbols"] = [[name, meaning_data(meaning)] for name, meaning in symbols.items()]
        result["hypotheses"] = [self._hypothesis(index) for index in kept]
        positions = {index: place for place, index in enumerate(kept)}
        result["proof"] = _proof_data(self.proof, positions, len(kept))
        return result

    def _hypothesis(self, index: int) -> Data:
        problem = self.problem
        label = problem.labels[index] if problem.labels else f"hypothesis {index + 1}"
        result: Data = {"label": label, "formula": formula_data(problem.assertions[index])}
        for mark, found in (("lemma", self.lemmas.get(index)), ("hole", self.holes.get(index))):
            if found is not None:
                result[mark] = {"name": found.name, "arguments": list(found.arguments)}
        return result

    def _symbols(self, names: frozenset[str], lemmas: Iterable[Lemma]) -> dict[str, Meaning]:
        """The symbols of these names, those that the lemmas speak of, and those that all these speak of, in order."""
        watched = _Watched(self.problem.integers)
        for name, meaning in self.symbols.items():
            watched.declare(name, meaning)
        for lemma in lemmas:
            watched.asked |= set(lemma.arguments)
            instance(lemma, watched)
        wanted = names | watched.asked
        for name in reversed(list(self.symbols)):
            if name in wanted:
                wanted |= self.symbols[name].names()
        return {name: meaning for name, meaning in self.symbols.items() if name in wanted}


class _Watched(Symbols):
    """Symbols that note which of them lemmas look up."""

    def __init__(self, integers: Iterable[str]) -> None:
        super().__init__(integers)
        self.asked: set[str] = set()

    def find(self, meaning: Meaning) -> str:
        name = super().find(meaning)
        self.asked.add(name)
        return name


def written(certificates: Iterable[Certificate]) -> str:
    """The text of a certificate file."""
    theorems = [certificate.data() for certificate in certificates]
    return json.dumps({"format": FORMAT, "theorems": theorems}, ensure_ascii=False, separators=(",", ":"))


def polynomial_data(polynomial: Polynomial) -> list[object]:
    """A polynomial in its one form."""
    return [[str(polynomial[monomial]), [list(pair) for pair in monomial]] for monomial in sorted(polynomial)]


def formula_data(formula: Formula) -> list[object]:
    """A formula in its one form."""
    match formula:
        case Atom(polynomial=polynomial, relation=relation):
            return [relation.value, polynomial_data(polynomial)]
        case Proposition(name=name):
            return ["holds", name]
        case Not(argument=argument):
            return ["not", formula_data(argument)]
        case And(arguments=arguments):
            return ["and", *map(formula_data, arguments)]
        case Or(arguments=arguments):
            return ["or", *map(formula_data, arguments)]


def meaning_data(meaning: Meaning) -> list[object]:
    """What a symbol stands for, in its one form."""
    parts: list[object] = [
        [polynomial_data(part.numerator), polynomial_data(part.denominator)] for part in meaning.parts
    ]
    first: list[object] = [meaning.kind.value]
    if meaning.kind is Kind.CHOICE:
        first.append(formula_data(meaning.test))
    if meaning.kind in (Kind.SUM, Kind.SERIES):
        first.append(meaning.degree)
    if meaning.variable:
        first.append(meaning.variable)
    return first + parts


def _proof_data(proof: Proof, known: Mapping[Fact, int], count: int) -> list[Data]:
    positions = dict(known)
    result: list[Data] = []
    for step in proof.steps:
        rule = "parts" if isinstance(step, Parts) else "round"
        result.append({"rule": rule, "fact": positions[step.fact]})
        for fact in step.results if isinstance(step, Parts) else (step.result,):
            positions[fact] = count
            count += 1
    match proof.closing:
        case Sum(terms=terms, equations=equations):
            multiples = [
                {"fact": positions[fact], "multiplier": polynomial_data(multiplier)} for fact, multiplier in equations
            ]
            products = [_product_data(term, positions) for term in terms]
            result.append({"rule": "sum", "terms": products, "equations": multiples})
        case Clash(fact=fact, denial=denial):
            result.append({"rule": "clash", "fact": positions[fact], "denial": positions[denial]})
        case Cases(fact=fact, cases=cases):
            proofs = [_proof_data(case, {**positions, new: count}, count + 1) for new, case in cases]
            result.append({"rule": "cases", "fact": positions[fact], "cases": proofs})
        case Split(formula=formula, cases=cases):
            proofs = [_proof_data(case, {**positions, new: count}, count + 1) for new, case in cases]
            result.append({"rule": "split", "formula": formula_data(formula), "cases": proofs})
    return result


def _product_data(term: Product, positions: Mapping[Fact, int]) -> Data:
    return {
        "coefficient": str(term.coefficient),
        "facts": [positions[fact] for fact in term.facts],
        "squares": [polynomial_data(square) for square in term.squares],
    }
