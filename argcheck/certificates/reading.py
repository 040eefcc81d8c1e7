"""Reading certificates back: the opposite of `format.written`, for those who put proofs into other words."""

from __future__ import annotations

from typing import Any

from argcheck.certificates.format import Certificate
from argcheck.certificates.proofs import Cases, Clash, Fact, Parts, Product, Proof, Round, Split, Sum
from argcheck.kernel import data
from argcheck.kernel.data import Refused
from argcheck.kernel.formulas import And, Atom, Formula, Not, Or, Relation, opposite
from argcheck.kernel.polynomial import negate
from argcheck.kernel.replay import FORMAT, OLDER, WRAPPED, Theorem, any_theorem, theorem
from argcheck.kernel.rules import Work, rounded
from argcheck.logic.formula import Problem


def read(text: str) -> tuple[Certificate, ...]:
    """The certificates of a file, each accepted by the kernel, facts numbered by position; raises kernel.data.Refused.

    Unlike `replay` it gives every theorem all the work that the kernel affords. Of a theorem about kinds it reads the
    plain one, about the instances."""
    top: Any = data.load(text)
    if isinstance(top, dict) and top.get("format") in (WRAPPED, OLDER):
        top = data.fields(top, "format", "argument", "steps", "certificate")["certificate"]
    top = data.fields(top, "format", "theorems")
    if top["format"] != FORMAT:
        raise Refused(f'the field `format` must be "{FORMAT}"')
    return data.listed(top["theorems"], _read)


def added(formula: Formula) -> tuple[Formula, ...]:
    """What the step Parts adds when it takes a formula apart; raises TypeError if it has no parts."""
    match formula:
        case And(arguments=arguments):
            return arguments
        case Not(argument=argument):
            return (opposite(argument),)
    raise TypeError("only a conjunction or a denial has parts")


def alternatives(formula: Formula) -> tuple[Formula, ...]:
    """What the step Cases distinguishes; raises TypeError if there is nothing to distinguish."""
    match formula:
        case Or(arguments=arguments):
            return arguments
        case Atom(polynomial=polynomial, relation=Relation.NE):
            return Atom(polynomial, Relation.GT), Atom(negate(polynomial), Relation.GT)
    raise TypeError("only a disjunction or an inequation has alternatives")


def _read(source: Any) -> Certificate:
    if isinstance(source, dict) and "quantified" in source:
        any_theorem(source, Work())
        source = source["plain"]
    return _certificate(theorem(source, Work()), source)


def _certificate(proved: Theorem, source: Any) -> Certificate:
    formulas = tuple(each.formula for each in proved.hypotheses)
    labels = tuple(each.label for each in proved.hypotheses)
    lemmas = {index: each.lemma for index, each in enumerate(proved.hypotheses) if each.lemma is not None}
    holes = {index: each.hole for index, each in enumerate(proved.hypotheses) if each.hole is not None}
    proof = _proof(source["proof"], formulas, proved.integers)
    problem = Problem(formulas, proved.integers, labels)
    return Certificate(proved.name, problem, proof, lemmas, symbols=proved.symbols, holes=holes)


def _proof(source: Any, known: tuple[Formula, ...], integers: frozenset[str]) -> Proof:
    steps: list[Parts | Round] = []
    for step in source[:-1]:
        fact: Fact = step["fact"]
        if step["rule"] == "parts":
            new = added(known[fact])
            steps.append(Parts(fact, tuple(range(len(known), len(known) + len(new)))))
        else:
            new = (rounded(known[fact], integers, Work()),)
            steps.append(Round(fact, len(known)))
        known += new
    return Proof(tuple(steps), _closing(source[-1], known, integers))


def _closing(step: Any, known: tuple[Formula, ...], integers: frozenset[str]) -> Sum | Clash | Cases | Split:
    def cases(new: tuple[Formula, ...]) -> tuple[tuple[Fact, Proof], ...]:
        proofs = zip(new, step["cases"], strict=True)
        return tuple((len(known), _proof(proof, (*known, formula), integers)) for formula, proof in proofs)

    match step["rule"]:
        case "clash":
            return Clash(step["fact"], step["denial"])
        case "cases":
            return Cases(step["fact"], cases(alternatives(known[step["fact"]])))
        case "split":
            formula = data.formula(step["formula"])
            return Split(formula, cases((formula, opposite(formula))))
    terms = tuple(
        Product(data.rational(term["coefficient"]), tuple(term["facts"]), tuple(map(data.polynomial, term["squares"])))
        for term in step["terms"]
    )
    return Sum(terms, tuple((each["fact"], data.polynomial(each["multiplier"])) for each in step["equations"]))
