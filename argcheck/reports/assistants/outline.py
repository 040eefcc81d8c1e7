"""What is to be written of a certificate: the hypotheses that the proof needs, and identifiers for what occurs."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from argcheck.certificates.format import Certificate
from argcheck.certificates.proofs import Cases, Fact, Proof, Split, Sum, trimmed
from argcheck.kernel.formulas import And, Atom, Formula, Not, Or, Proposition
from argcheck.kernel.polynomial import Polynomial, variables

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_]*", re.ASCII)
_OURS = re.compile(r"[hftuv][0-9]+|ac_.*|argcheck_.*", re.ASCII)  # facts, terms, bound and renamed variables


@dataclass(frozen=True)
class Outline:
    """A theorem to be written: `hypotheses` are those needed, by their place among all; `numbers`, `wholes` and
    `propositions` map the names that occur to identifiers."""

    title: str
    identifier: str
    certificate: Certificate
    proof: Proof
    hypotheses: tuple[Fact, ...]
    numbers: Mapping[str, str]
    wholes: Mapping[str, str]
    propositions: Mapping[str, str]

    def formula(self, hypothesis: Fact) -> Formula:
        """What a hypothesis says."""
        return self.certificate.problem.assertions[hypothesis]

    def label(self, hypothesis: Fact) -> str:
        """How the author calls a hypothesis; or the lemma of which it is an instance, which is not proved here."""
        lemma = self.certificate.lemmas.get(hypothesis) or self.certificate.holes.get(hypothesis)
        told = f", taken as true: lemma `{lemma.name}`" if lemma else ""
        labels = self.certificate.problem.labels
        return one_line((labels[hypothesis] if labels else f"hypothesis {hypothesis + 1}") + told)

    @property
    def renamed(self) -> tuple[tuple[str, str], ...]:
        """Identifiers that differ from the name, with the name."""
        tables = (self.numbers, self.wholes, self.propositions)
        return tuple((to, one_line(name)) for table in tables for name, to in table.items() if to != name)


def outlines(certificates: Iterable[Certificate], reserved: Collection[str]) -> tuple[Outline, ...]:
    """One outline a certificate, none using a reserved word as a name."""
    taken: set[str] = set()
    return tuple(_outline(certificate, reserved, taken) for certificate in certificates)


def one_line(text: str) -> str:
    """The text without breaks and control characters, for a comment."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _outline(certificate: Certificate, reserved: Collection[str], taken: set[str]) -> Outline:
    proof, needed = trimmed(certificate.proof)
    hypotheses = tuple(sorted(needed))
    formulas = [certificate.problem.assertions[index] for index in hypotheses] + list(_formulas(proof))
    names = {name for formula in formulas for name in _numbers(formula)}
    names |= {name for polynomial in _polynomials(proof) for name in variables(polynomial)}
    truths = {name for formula in formulas for name in _propositions(formula)}
    integers = certificate.problem.integers
    identifiers = _identifiers([*sorted(names), *sorted(truths)], reserved)
    numbers = dict(zip(sorted(names), identifiers, strict=False))
    return Outline(
        one_line(certificate.name),
        _identifier(certificate.name, taken),
        certificate,
        proof,
        hypotheses,
        {name: to for name, to in numbers.items() if name not in integers},
        {name: to for name, to in numbers.items() if name in integers},
        dict(zip(sorted(truths), identifiers[len(names) :], strict=True)),
    )


def _identifiers(names: list[str], reserved: Collection[str]) -> list[str]:
    """Different identifiers: a plain name as it is, unless it is taken; for any other `v1`, `v2`, …"""
    result: list[str] = []
    for name in names:
        plain = _PLAIN.fullmatch(name) and not _OURS.fullmatch(name) and name not in reserved and name not in result
        result.append(name if plain else f"v{len(result) + 1}")
    return result


def _identifier(name: str, taken: set[str]) -> str:
    stem = "argcheck_" + "_".join(re.findall("[A-Za-z0-9]+", name))[:80]
    identifier, count = stem, 1
    while identifier in taken:
        count += 1
        identifier = f"{stem}__{count}"
    taken.add(identifier)
    return identifier


def _formulas(proof: Proof) -> Iterator[Formula]:
    """The formulas on which the proof splits."""
    if isinstance(proof.closing, Split):
        yield proof.closing.formula
    if isinstance(proof.closing, Split | Cases):
        for _, case in proof.closing.cases:
            yield from _formulas(case)


def _polynomials(proof: Proof) -> Iterator[Polynomial]:
    """The squares and multipliers of the proof's sums."""
    match proof.closing:
        case Sum(terms=terms, equations=equations):
            for term in terms:
                yield from term.squares
            yield from (multiplier for _, multiplier in equations)
        case Cases(cases=cases) | Split(cases=cases):
            for _, case in cases:
                yield from _polynomials(case)


def _numbers(formula: Formula) -> Iterator[str]:
    match formula:
        case Atom(polynomial=polynomial):
            yield from variables(polynomial)
        case Not(argument=argument):
            yield from _numbers(argument)
        case And(arguments=arguments) | Or(arguments=arguments):
            for argument in arguments:
                yield from _numbers(argument)


def _propositions(formula: Formula) -> Iterator[str]:
    match formula:
        case Proposition(name=name):
            yield name
        case Not(argument=argument):
            yield from _propositions(argument)
        case And(arguments=arguments) | Or(arguments=arguments):
            for argument in arguments:
                yield from _propositions(argument)
