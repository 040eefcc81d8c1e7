"""The lines of a proof, in either language: the certificate's steps one by one."""

from __future__ import annotations

from collections.abc import Mapping
from math import gcd

from argcheck.certificates.proofs import Cases, Clash, Fact, Parts, Proof, Round, Split, Sum
from argcheck.certificates.reading import added, alternatives
from argcheck.kernel.formulas import TRUE, Atom, Formula, Not, Relation, opposite
from argcheck.kernel.polynomial import UNIT
from argcheck.kernel.rules import Work, rounded
from argcheck.reports.assistants.denial import Denial
from argcheck.reports.assistants.language import Writer, bracketed
from argcheck.reports.assistants.whole import Whole, WholeProduct, whole, whole_sum

_ROUND = {Relation.GT: "ac_round_gt", Relation.GE: "ac_round_ge"}


class Script:
    """Writes one theorem's proof. A hypothesis is called h, a fact that follows f, with its number."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._language = writer.language
        self._denial = Denial(writer)
        self._hypotheses = frozenset(writer.outline.hypotheses)

    def lines(self) -> list[str]:
        """The proof, line by line, from hypotheses that have their names already."""
        outline = self._writer.outline
        return self._proof(outline.proof, {index: outline.formula(index) for index in outline.hypotheses})

    def name(self, fact: Fact) -> str:
        """What a fact is called."""
        return f"h{fact}" if fact in self._hypotheses else f"f{fact}"

    def _proof(self, proof: Proof, known: Mapping[Fact, Formula]) -> list[str]:
        facts = dict(known)
        lines: list[str] = []
        for step in proof.steps:
            if isinstance(step, Parts):
                new = added(facts[step.fact])
                lines += self._parts(step, facts[step.fact], new)
                facts.update(zip(step.results, new, strict=True))
            else:
                facts[step.result] = rounded(
                    facts[step.fact], self._writer.outline.certificate.problem.integers, Work()
                )
                lines.append(self._round(step, facts[step.fact], facts[step.result]))
        return lines + self._closing(proof.closing, facts)

    def _parts(self, step: Parts, formula: Formula, new: tuple[Formula, ...]) -> list[str]:
        name = self.name(step.fact)
        if isinstance(formula, Not):
            settled = self._denial.settled(formula.argument)
            return [self._language.have(self.name(step.results[0]), f"ac_denied _ _ {settled} {name}")]
        if len(new) == 1:
            return [self._language.have(self.name(step.results[0]), name)]
        return [self._language.parts([self.name(result) for result in step.results], name)] if new else []

    def _round(self, step: Round, before: Formula, after: Formula) -> str:
        result = self.name(step.result)
        if after == TRUE or not isinstance(before, Atom):
            return self._language.have(result, "ac_true")
        unit, remainder, value = _divided(whole(before.polynomial)[0])
        text, words = bracketed(self._writer.comparison(before.polynomial)), self._language.words
        given = f"{bracketed(self._writer.whole_expression(value))} {unit} {bracketed(str(remainder))}"
        fact = self.name(step.fact)
        if not isinstance(after, Atom):
            return self._language.have(result, f"ac_round_eq {text} {given} {fact} {words.cast} {words.computed}")
        least = bracketed(str(-int(after.polynomial.get(UNIT, 0))))
        bound = f"{text} {bracketed(self._writer.comparison(after.polynomial))} {given} {least}"
        proofs = f"{words.cast} {words.cast} {words.computed} {words.computed}"
        return self._language.have(result, f"{_ROUND[before.relation]} {bound} {fact} {proofs}")

    def _closing(self, closing: Sum | Clash | Cases | Split, facts: Mapping[Fact, Formula]) -> list[str]:
        match closing:
            case Sum():
                return self._sum(closing, facts)
            case Clash(fact=fact, denial=denial):
                return [self._language.done(f"{self.name(denial)} {self.name(fact)}")]
            case Cases(fact=fact, cases=cases):
                formula, term = facts[fact], self.name(fact)
                if isinstance(formula, Atom):
                    term = f"{self._denial.flipped('ac_ne_cases', formula)} {term}"
                return self._cases(term, alternatives(formula), cases, facts)
            case Split(formula=formula, cases=cases):
                return self._cases(self._denial.settled(formula), (formula, opposite(formula)), cases, facts)

    def _cases(
        self,
        term: str,
        formulas: tuple[Formula, ...],
        cases: tuple[tuple[Fact, Proof], ...],
        facts: Mapping[Fact, Formula],
    ) -> list[str]:
        if not cases:
            return [self._language.done(term)]
        proofs = [self._proof(proof, {**facts, new: f}) for f, (new, proof) in zip(formulas, cases, strict=True)]
        names = [self.name(new) for new, _ in cases]
        if len(cases) == 1:
            return [self._language.have(names[0], term), *proofs[0]]
        lines = [self._language.cases(names, term)]
        for proof in proofs:
            lines += self._language.case(proof)
        return lines

    def _sum(self, leaf: Sum, facts: Mapping[Fact, Formula]) -> list[str]:
        known = {fact: atom for fact in leaf.facts if isinstance(atom := facts[fact], Atom)}
        cleared = whole_sum(leaf, known)
        lines: list[str] = []
        terms: list[str] = []
        for each in cleared.products:
            term = self._product(each)
            if " " in term:  # more than a fact's name
                lines.append(self._language.have(f"t{len(lines)}", term))
                term = f"t{len(lines) - 1}"
            terms.append(f"(ac_w _ {term})" if each.strict and terms else term)
        positive = terms[0]
        for term in terms[1:]:
            positive = f"(ac_as _ _ {positive} {term})"
        zeros = [f"(ac_em {self._argument(m)} _ {self.name(fact)})" for fact, m in cleared.equations]
        zero = zeros[0] if zeros else "ac_zero"
        for each_zero in zeros[1:]:
            zero = f"(ac_ea _ _ {zero} {each_zero})"
        return lines + self._language.cancel(positive, zero)

    def _argument(self, polynomial: Whole) -> str:
        return bracketed(self._writer.polynomial(polynomial))

    def _product(self, product: WholeProduct) -> str:
        factors = [(self.name(fact), relation is Relation.GT) for fact, relation in product.facts]
        factors += [(f"(ac_sq {self._argument(square)})", False) for square in product.squares]
        if product.coefficient != 1 or not factors:
            factors.insert(0, (self._language.number_fact(product.coefficient, Relation.GT), True))
        lemma = "ac_ms" if product.strict else "ac_mn"
        terms = [f"(ac_w _ {term})" if strict and not product.strict else term for term, strict in factors]
        result = terms[0]
        for term in terms[1:]:
            result = f"({lemma} _ _ {result} {term})"
        return result


def _divided(polynomial: Whole) -> tuple[int, int, Whole]:
    """`unit * value + remainder`, value with coprime coefficients and no constant."""
    rest = {monomial: coefficient for monomial, coefficient in polynomial.items() if monomial != UNIT}
    unit = gcd(*rest.values())
    return unit, polynomial.get(UNIT, 0), {monomial: c // unit for monomial, c in rest.items()}
