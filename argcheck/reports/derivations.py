"""Derivations as aligned displays: each line with the reason for it.

A derivation is taken as it is shaped, so that whatever has these fields can be printed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Protocol

from argcheck.diagnostics import NOWHERE
from argcheck.language.syntax import Name
from argcheck.model.argument import Reading
from argcheck.model.terms import Term, free_variables
from argcheck.reports.document import (
    Aligned,
    Block,
    Code,
    DisplayedFormula,
    Emphasis,
    Formula,
    Line,
    Math,
    Paragraph,
    Text,
)
from argcheck.reports.formulas_in_prose import formulas_in_prose
from argcheck.reports.prose import Words, capitalised, claim, paragraph, reading_words, sentence, series, words
from argcheck.reports.written import written


class DerivedLine(Protocol):
    """One line of a derivation: `because` it holds exactly when the line before does; `check` says who agrees."""

    @property
    def formula(self) -> Term | str: ...
    @property
    def text(self) -> str: ...
    @property
    def because(self) -> str: ...
    @property
    def check(self) -> str: ...
    @property
    def case(self) -> str | None: ...


class Supposed(Protocol):
    """A fact that a derivation uses."""

    @property
    def formula(self) -> Term: ...


class Derived(Protocol):
    """The condition under which something holds, line by line."""

    @property
    def title(self) -> str: ...
    @property
    def reading(self) -> Reading: ...
    @property
    def variable(self) -> str | None: ...
    @property
    def assumptions(self) -> Sequence[Supposed]: ...
    @property
    def lines(self) -> Sequence[DerivedLine]: ...
    @property
    def result(self) -> Term | None: ...
    @property
    def implicit(self) -> bool: ...
    @property
    def verified(self) -> bool: ...
    @property
    def boundary(self) -> Sequence[str | DerivedLine]: ...
    @property
    def statics(self) -> Sequence[DerivedLine]: ...
    @property
    def further(self) -> Sequence[Derived]: ...


def derivation_blocks(found: Derived | Sequence[Derived]) -> tuple[Block, ...]:
    """The blocks that print one derivation, or several one after the other."""
    several = found if isinstance(found, Sequence) else (found,)
    return tuple(block for item in several for block in _derivation(item))


def _derivation(item: Derived) -> Iterator[Block]:
    under: Words = words(" (", reading_words(item.reading), ")") if item.reading else ()
    name, colon, what = item.title.partition(": ")
    title: Words = (Code(name), Text(": "), Emphasis(what)) if colon else (Emphasis(capitalised(item.title)),)
    yield Paragraph((*title, *under, Text(".")))
    if item.assumptions:
        yield paragraph("Suppose ", series([claim(fact.formula) for fact in item.assumptions]), ". Then:")
    names = {variable.name for fact in item.assumptions for variable in free_variables(fact.formula)}
    cases: dict[str | None, list[DerivedLine]] = {}
    for line in item.lines:
        cases.setdefault(line.case, []).append(line)
    for case, lines in cases.items():
        if case:
            yield paragraph("In the case ", formulas_in_prose(case, names), ":")
        yield from _lines(lines, names)
    if item.result is not None:
        yield from _result(item, item.result)
    for edge in item.boundary:
        told = edge if isinstance(edge, str) else edge.text
        doubt = "" if isinstance(edge, str) or edge.check != "unchecked" else " This was not checked by a prover."
        yield paragraph(formulas_in_prose(sentence(told), names), doubt)
    if item.statics:
        yield paragraph("How the threshold moves:")
        yield from _lines(item.statics, names)
    for further in item.further:
        yield from _derivation(further)


def _result(item: Derived, result: Term) -> Iterator[Block]:
    evidence = "evidence: solver" if item.verified else "evidence: none; this equivalence was not proved"
    unsolved: Words = ()
    if item.implicit and item.variable:
        unsolved = words(", without being solved for ", Math(Name(item.variable, NOWHERE)), ",")
    yield paragraph("So", unsolved, f" what is sought holds if and only if ({evidence})")
    yield DisplayedFormula(result, ".")


def _lines(lines: Sequence[DerivedLine], names: Collection[str]) -> Iterator[Block]:
    ready: list[Line] = []
    for line in lines:
        doubt = "not checked by a prover" if line.check == "unchecked" else ""
        reason = formulas_in_prose("; ".join(part for part in (line.because, doubt) if part), names)
        formula: Formula | None = written(line.formula) if isinstance(line.formula, str) else line.formula
        if formula is None:
            if ready:
                yield Aligned(tuple(ready))
            ready = []
            yield paragraph(sentence(str(line.formula)), " ", *reason)
        else:
            ready.append(Line((formula,), (), reason))
    if ready:
        yield Aligned(tuple(ready))
