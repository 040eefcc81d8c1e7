"""A certificate read as mathematics: what is supposed for contradiction, the cases, and in each an identity whose
terms cannot add up to 0. What is printed is the kernel's own data, not an account of it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from argcheck.analyses.results import Certified
from argcheck.kernel import data
from argcheck.kernel.formulas import FALSE, And, Atom, Formula, Not, Or, Proposition, Relation, opposite
from argcheck.kernel.polynomial import Polynomial, negate, variables
from argcheck.kernel.rules import Work, rounded
from argcheck.model.operators import Sort
from argcheck.model.terms import App, Num, Term, Var
from argcheck.reports.document import Aligned, Block, Code, Identity, ItemList, Line, Math
from argcheck.reports.lemma_words import lemma_words
from argcheck.reports.polynomials import Quantities, multiple
from argcheck.reports.prose import Words, capitalised_words, paragraph, series, with_code, words

MOST_TERMS, MOST_LEAVES = 12, 6
_MOST_NAMED = 6
_DEFINED = re.compile(r" defined \d+(\.\d+)*$")


def proofs(certificate: Certified, sorts: Mapping[str, Sort], equations: Sequence[Term] = ()) -> Iterator[Block]:
    """The proofs of a certificate: in full where they are short and speak of the author's quantities (`sorts`).
    `equations` are suppositions, of which those `x = t` are put into the others."""
    grade = "solver" if certificate.holes else "kernel"
    theorems = json.loads(certificate.theorems)
    for theorem in theorems:
        if "quantified" in theorem:
            yield from _instances(theorem, grade)
    theorems = [theorem for theorem in theorems if "quantified" not in theorem]
    rest = [theorem for theorem in theorems if not _readable(theorem, sorts)]
    for theorem in theorems:
        if theorem not in rest:
            yield from _Telling(theorem, Quantities(sorts), grade, equations).blocks(alone=len(theorems) == 1)
    if rest:
        counts = [count for theorem in rest for count in _terms(theorem["proof"])]
        yield paragraph(
            f"The {'rest of the ' if len(rest) < len(theorems) else ''}proof is long, or speaks of quantities of its "
            f"own: it has {_count(len(counts), 'case')} and {_count(sum(counts), 'term')} in all, and is in the "
            f"certificate file as ",
            series([Code(theorem["name"]) for theorem in rest[:_MOST_NAMED]]),
            f" and {len(rest) - _MOST_NAMED} more" if len(rest) > _MOST_NAMED else "",
            f" (evidence: {grade}).",
        )
        yield from _leaning(rest, grade)
    if certificate.holes:
        leaning = series([Code(hole) for hole in certificate.holes[:_MOST_NAMED]])
        more = len(certificate.holes) - _MOST_NAMED
        yield paragraph(
            "It leans on what the kernel does not prove: ", leaning, f" and {more} more" if more > 0 else "",
            f" (evidence: {grade}).",
        )  # fmt: skip


def _leaning(theorems: Sequence[Any], grade: str) -> Iterator[Block]:
    """What is used besides the algebra of inequalities."""
    lemmas = (each["lemma"]["name"] for theorem in theorems for each in theorem["hypotheses"] if "lemma" in each)
    told = lemma_words(lemmas)
    if told:
        facts = f"{'this fact' if len(told) == 1 else 'these facts'}: {'; '.join(told)}"
        yield paragraph(f"Besides cases and sums that cannot be 0, it uses {facts} (evidence: {grade}).")


def _instances(theorem: Any, grade: str) -> Iterator[Block]:
    """Which instances of what is supposed contradict one another."""
    labels: list[str | None] = [each["label"] for each in theorem["quantified"]]
    taken: dict[str, None] = {}
    for step in theorem["steps"]:
        labels.append(labels[step["of"]] if "of" in step else None)
        if step["rule"] == "instance":
            taken[f"{labels[-1]} for {_named(step['term'])}"] = None
        elif step["rule"] == "some":
            taken[f"{labels[-1]}, where some member is called {step['name']}"] = None
        elif "of" not in step:
            taken["the laws of equality"] = None
    if taken:
        yield paragraph("Take these instances of what is supposed, with the denial of the claim:")
        yield ItemList(tuple((paragraph(each.replace("`", "")),) for each in taken))
    yield paragraph(
        "They contradict one another without any more said of the members of kinds. In the certificate file this is ",
        Code(theorem["name"]),
        f" (evidence: {grade}).",
    )


def _named(term: list[Any]) -> str:
    """A closed term of the kernel in writing."""
    if term[0] == "apply" and term[2]:
        return f"{term[1]}({', '.join(map(_named, term[2]))})"
    return str(term[1])


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'s' if number != 1 else ''}"


def _terms(proof: Sequence[Any]) -> list[int]:
    """How many terms each case's sum has; 0 for a case that needs none."""
    closing = proof[-1]
    match closing["rule"]:
        case "sum":
            return [len(closing["terms"]) + len(closing["equations"])]
        case "cases" | "split":
            return [count for case in closing["cases"] for count in _terms(case)]
    return [0]


def _readable(theorem: Any, sorts: Mapping[str, Sort]) -> bool:
    counts = _terms(theorem["proof"])
    formulas = [data.formula(each["formula"]) for each in theorem["hypotheses"]]
    known = all(_names(formula) <= sorts.keys() for formula in formulas)
    return known and len(counts) <= MOST_LEAVES and sum(counts) <= MOST_TERMS


def _names(formula: Formula) -> frozenset[str]:
    match formula:
        case Atom(polynomial=polynomial):
            return variables(polynomial)
        case Proposition(name=name):
            return frozenset({name})
        case Not(argument=argument):
            return _names(argument)
        case And(arguments=arguments) | Or(arguments=arguments):
            return frozenset[str]().union(*map(_names, arguments))


class _Telling:
    """One theorem told. Facts have the kernel's numbers, from 1."""

    def __init__(self, theorem: Any, quantities: Quantities, grade: str, equations: Sequence[Term]) -> None:
        self._theorem = theorem
        self._equations = equations
        self._quantities = quantities
        self._grade = grade

    def blocks(self, *, alone: bool) -> Iterator[Block]:
        """What is supposed, and why it cannot be."""
        facts = [data.formula(each["formula"]) for each in self._theorem["hypotheses"]]
        labels = [each["label"] for each in self._theorem["hypotheses"]]
        put_in = self._put_in(facts)
        if facts == [FALSE] and self._theorem["proof"] == [{"rule": "cases", "fact": 0, "cases": []}]:
            why = words("with ", put_in, " put in") if put_in else words("as it stands")
            yield paragraph(
                capitalised_words(words(with_code(labels[0]))), " is false ", why, f" (evidence: {self._grade})."
            )
            return
        part = "" if alone else ", for one part of the proof"
        if _DEFINED.search(str(self._theorem["name"])):
            part = ", to see that every term has a value"
        why = words(", with ", put_in, " put in") if put_in else ()
        yield paragraph(f"Suppose for contradiction{part}", why, ", that" if part or put_in else " that")
        numbered = enumerate(zip(facts, labels, strict=True), 1)
        yield Aligned(
            tuple(
                Line((self._shown(fact),), (), words(f"({number}) ", with_code(label)))
                for number, (fact, label) in numbered
            )
        )
        yield from self._case(facts, self._theorem["proof"])
        named = Code(self._theorem["name"])
        yield paragraph("In the certificate file this is ", named, f" (evidence: {self._grade}).")

    def _put_in(self, facts: Sequence[Formula]) -> Words:
        """The equations `x = t` that were put into what is supposed, so that x does not occur in it."""
        occurring = frozenset[str]().union(*map(_names, facts))
        return series([words(Math(each)) for each in self._equations if _variables(each) - occurring])

    def _case(self, known: Sequence[Formula], proof: Sequence[Any]) -> Iterator[Block]:
        facts = list(known)
        used = _used(proof)
        for step in proof[:-1]:
            new = self._added(facts[step["fact"]], step["rule"])
            places = range(len(facts), len(facts) + len(new))
            told = [
                words(Math(self._shown(fact)), f" ({place + 1})")
                for place, fact in zip(places, new, strict=True)
                if place in used
            ]
            facts += new
            whole = ", since whole numbers are compared" if step["rule"] == "round" else ""
            yield paragraph(f"By ({step['fact'] + 1}){whole}, ", series(told), f" (evidence: {self._grade}).")
        yield from self._closed(facts, proof[-1])

    def _added(self, source: Formula, rule: str) -> list[Formula]:
        if rule == "round":
            return [rounded(source, frozenset(self._theorem["integers"]), Work())]
        if isinstance(source, And):
            return list(source.arguments)
        return [opposite(source.argument)] if isinstance(source, Not) else []

    def _closed(self, facts: Sequence[Formula], closing: Any) -> Iterator[Block]:
        match closing["rule"]:
            case "sum":
                yield from self._sum(facts, closing)
            case "clash":
                both = f"({closing['fact'] + 1}) and ({closing['denial'] + 1})"
                yield paragraph(f"But {both} contradict each other (evidence: {self._grade}).")
            case "split":
                formula = data.formula(closing["formula"])
                yield from self._cases("There are", facts, (formula, opposite(formula)), closing["cases"])
            case "cases" if not closing["cases"]:
                yield paragraph(f"But ({closing['fact'] + 1}) never holds (evidence: {self._grade}).")
            case "cases":
                by = f"By ({closing['fact'] + 1}) there are"
                yield from self._cases(by, facts, _alternatives(facts[closing["fact"]]), closing["cases"])

    def _cases(
        self, lead: str, facts: Sequence[Formula], alternatives: Sequence[Formula], proofs: Sequence[Any]
    ) -> Iterator[Block]:
        number = len(facts) + 1
        denied = [_contradicted(proof, number) for proof in proofs]
        if len(denied) > 1 and all(denied):
            against = series([words(f"({each})") for each in denied])
            count = _count(len(alternatives), "case")
            yield paragraph(f"{lead} {count}, which contradict, in order, ", against, f" (evidence: {self._grade}).")
            return
        yield paragraph(f"{lead} {_count(len(alternatives), 'case')} (evidence: {self._grade}).")
        items: list[tuple[Block, ...]] = []
        for alternative, proof in zip(alternatives, proofs, strict=True):
            head = paragraph("Case ", Math(self._shown(alternative)), f" ({number}).")
            items.append((head, *self._case([*facts, alternative], proof)))
        yield ItemList(tuple(items))

    def _sum(self, facts: Sequence[Formula], closing: Any) -> Iterator[Block]:
        terms: list[tuple[Term, str]] = []
        why: list[Words] = []
        for term in closing["terms"]:
            factors = [facts[index] for index in term["facts"]]
            squares = [data.polynomial(square) for square in term["squares"]]
            bases = Counter(term["facts"])
            shown = [
                _power(self._quantities.polynomial(fact.polynomial), times)
                for index, times in bases.items()
                if isinstance(fact := facts[index], Atom)
            ]
            shown += [_power(self._quantities.polynomial(each), 2) for each in squares]
            strict = not squares and all(isinstance(each, Atom) and each.relation is Relation.GT for each in factors)
            terms.append((multiple(Fraction(data.rational(term["coefficient"])), shown), ">" if strict else ">="))
            why.append(_reason(term["facts"], len(squares)))
        for equation in closing["equations"]:
            fact = facts[equation["fact"]]
            if isinstance(fact, Atom):
                multiplier = data.polynomial(equation["multiplier"])
                terms.append((self._times(multiplier, self._quantities.polynomial(fact.polynomial)), "="))
                why.append(words(f"by ({equation['fact'] + 1})"))
        yield paragraph(f"Identically in all quantities (evidence: {self._grade}),")
        yield Identity(tuple(terms))
        yield paragraph(
            "yet the left side is positive: its terms have the signs under the braces, ",
            "in order " if len(why) > 1 else "",
            series(why),
            f" (evidence: {self._grade}).",
        )

    def _times(self, multiplier: Polynomial, term: Term) -> Term:
        if not variables(multiplier):
            return multiple(Fraction(sum(multiplier.values())), [term])
        return App("*", (self._quantities.polynomial(multiplier), term))

    def _shown(self, formula: Formula) -> Term:
        return self._quantities.formula(formula)


def _variables(equation: Term) -> frozenset[str]:
    """The variables that stand alone on a side of an equation."""
    sides = equation.args if isinstance(equation, App) and equation.op == "=" else ()
    return frozenset(side.name for side in sides if isinstance(side, Var))


def _contradicted(proof: Sequence[Any], number: int) -> int | None:
    """The fact that a case, which is fact `number`, denies at once; None where it takes more to see that."""
    closing = proof[-1]
    if len(proof) > 1 or closing["rule"] != "clash":
        return None
    pair = (closing["fact"] + 1, closing["denial"] + 1)
    return next((each for each in pair if each != number), None) if number in pair else None


def _power(base: Term, times: int) -> Term:
    return base if times == 1 else App("^", (base, Num(Fraction(times))))


def _reason(facts: Sequence[int], squares: int) -> Words:
    used = [f"({index + 1})" for index in dict.fromkeys(facts)]
    parts: list[Words] = [words(each) for each in used]
    if squares:
        parts.append(words("as a square" if not used else "a square"))
    if not parts:
        return words("as a number")
    return words("by " if used else "", series(parts))


def _alternatives(formula: Formula) -> tuple[Formula, ...]:
    if isinstance(formula, Or):
        return formula.arguments
    if isinstance(formula, Atom):
        return Atom(formula.polynomial, Relation.GT), Atom(negate(formula.polynomial), Relation.GT)
    return ()


def _used(proof: Sequence[Any]) -> set[int]:
    """The facts, by number, of which a proof and the cases in it speak."""
    used = {step["fact"] for step in proof if "fact" in step}
    closing = proof[-1]
    used |= {closing["denial"]} if "denial" in closing else set()
    for term in closing.get("terms", ()):
        used |= set(term["facts"])
    used |= {equation["fact"] for equation in closing.get("equations", ())}
    for case in closing.get("cases", ()):
        used |= _used(case)
    return used
