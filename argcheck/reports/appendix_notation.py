"""The notation of an argument (quantities, definitions, decisions, readings) and its premises."""

from __future__ import annotations

from collections.abc import Iterator

from argcheck.analyses.results import ArgumentReport, Consistency
from argcheck.model.argument import Argument, Definition, Premise, Quantity
from argcheck.model.operators import Sort
from argcheck.model.show import show_number
from argcheck.model.terms import TRUE, App, Term, conjunction, walk
from argcheck.reports.document import (
    Aligned,
    Block,
    Code,
    DisplayedFormula,
    Emphasis,
    Formula,
    Inline,
    ItemList,
    Line,
    Math,
    Section,
    Statement,
    Table,
)
from argcheck.reports.mathematics import interval
from argcheck.reports.prose import Words, paragraph, reading_words, series, words
from argcheck.reports.worked import point_words
from argcheck.reports.written import definition, written

_GERMS = ("rises", "falls", "flat")


def notation_section(argument: Argument) -> Section:
    """Quantities with their ranges, definitions, decisions, the readings, and what special operators mean."""
    blocks: list[Block] = []
    if argument.quantities:
        rows = tuple(_quantity_row(quantity) for quantity in argument.quantities)
        blocks.append(Table(("symbol", "range", "meaning"), (0.14, 0.27, 0.59), rows))
    shared = [item for item in argument.definitions if item.reading is None]
    if shared:
        blocks.append(paragraph("Abbreviations, which hold under every reading:"))
        blocks.extend(_definitions(shared))
    for notion in argument.notions:
        lead = f" ({notion.says})" if notion.says else ""
        blocks.append(paragraph("The notion ", Emphasis(notion.name), f"{lead} is read in more than one way:"))
        blocks.append(
            ItemList(
                tuple(
                    _reading(argument, notion.name, alternative.name, alternative.says)
                    for alternative in notion.readings
                )
            )
        )
    for decision in argument.decisions:
        blocks.extend(_decision(argument, decision.name))
    used = {part.op for term in _terms(argument) for part in walk(term) if isinstance(part, App)}
    blocks.extend(_remarks(used))
    return Section("notation", "Notation", tuple(blocks))


def _quantity_row(quantity: Quantity) -> tuple[Words, ...]:
    bounds = interval(quantity.variable, conjunction(*quantity.bounds))
    kind = {Sort.REAL: "real", Sort.INTEGER: "integer", Sort.BOOL: "proposition"}[quantity.sort]
    extent = words(kind) if bounds == TRUE else words(f"{kind}, ", Math(bounds))
    meaning = quantity.says or "–"
    if quantity.reading:
        meaning += f" (only under {quantity.reading[1]})"
    return (words(Math(quantity.variable)), extent, words(meaning))


def _definitions(items: list[Definition]) -> Iterator[Block]:
    lines = []
    for item in items:
        formula = definition(item)
        if formula is None:
            yield paragraph(Code(f"{item.name}({', '.join(item.parameters)}) = {item.text}"))
        else:
            lines.append(Line((formula,), (), words(item.says)))
    if lines:
        yield Aligned(tuple(lines))


def _reading(argument: Argument, notion: str, name: str, says: str) -> tuple[Block, ...]:
    here = (notion, name)
    blocks: list[Block] = [paragraph(Emphasis(name), f": {says}" if says else "", ".")]
    blocks.extend(_definitions([item for item in argument.definitions if item.reading == here]))
    return tuple(blocks)


def _decision(argument: Argument, name: str) -> Iterator[Block]:
    decision = argument.decision(name)
    about = f" ({decision.says})" if decision.says else ""
    yield paragraph(
        "The decision ",
        Emphasis(name),
        f"{about} is between these options; one is chosen when its utility is greater than that of every other:",
    )
    items = []
    if decision.states:
        for state, says, text in decision.states:
            chance: tuple[str | Inline, ...] = ("; its probability is ", *_set(text)) if text else ()
            items.append((paragraph(Emphasis(state), f": {says}" if says else "", *chance, "."),))
        yield ItemList(tuple(items))
        yield paragraph("These are the states; an option has a payoff in each, and its utility is the expected payoff:")
        items = []
    for option, says, text in decision.options:
        worth = "; its payoff is " if decision.states else "; its utility is "
        items.append((paragraph(Emphasis(option), f": {says}" if says else "", worth, *_set(text), "."),))
    yield ItemList(tuple(items))


def _set(text: str) -> tuple[str | Inline, ...]:
    formula = written(text)
    return (Math(formula),) if formula else (Code(text),)


def _terms(argument: Argument) -> Iterator[Term]:
    for step in argument.steps:
        for inference in step.inferences:
            yield inference.goal
            yield from (fact.formula for fact in inference.facts)


def _remarks(used: set[str]) -> Iterator[Block]:
    if used & set(_GERMS):
        yield Statement(
            "remark",
            "ac:local-change",
            words("rises, falls, is flat"),
            (
                paragraph(
                    "That a quantity ",
                    Emphasis("rises"),
                    ", ",
                    Emphasis("falls"),
                    " or ",
                    Emphasis("is flat"),
                    " in a variable is said of the point at which the variable stands: every sufficiently small "
                    "increase of the variable alone makes the quantity greater, smaller, or leaves it as it is.",
                ),
            ),
        )
    if "clamp" in used:
        yield paragraph(
            "The value of clamp at three numbers is the first, cut off below at the second and above at the third."
        )


def premises_section(report: ArgumentReport, argument: Argument) -> Section:
    """Every premise with its formula, its source and its credence, and whether they can hold together."""
    blocks: list[Block] = []
    if argument.premises:
        blocks.append(ItemList(tuple(_premise(argument, premise) for premise in argument.premises)))
    for found in report.consistency if argument.premises else ():
        blocks.extend(_consistency(argument, found))
    if report.structure.unused:
        unused = series([Code(name) for name in report.structure.unused])
        blocks.append(paragraph("No step uses ", unused, "."))
    return Section("premises", "Premises", tuple(blocks))


def _premise(argument: Argument, premise: Premise) -> tuple[Block, ...]:
    about = [premise.where] if premise.where else []
    if premise.credence:
        low, high = (show_number(end) for end in premise.credence)
        about.append(f"credence {low}" if low == high else f"credence between {low} and {high}")
    if premise.reading:
        about.append(f"only under {premise.reading[1]}")
    remark = f" ({'; '.join(about)})" if about else ""
    says = f": {premise.says}" if premise.says else ""
    formula = premise_formula(argument, premise)
    stated: list[Block] = [DisplayedFormula(formula, ".")] if formula else [paragraph(Code(premise.text), ".")]
    return (paragraph(Code(premise.name), says, remark, ":" if formula else " – "), *stated)


def premise_formula(argument: Argument, premise: Premise) -> Formula | None:
    """The premise as written, or, where that cannot be read, unfolded under the first reading that uses it."""
    return written(premise.text) or next(
        (
            fact.formula
            for step in argument.steps
            for inference in step.inferences
            for fact in inference.facts
            if fact.role == "premise" and fact.name == premise.name
        ),
        None,
    )


def _consistency(argument: Argument, found: Consistency) -> Iterator[Block]:
    under: Words = words(" under ", reading_words(found.reading)) if found.reading else ()
    if found.consistent is True:
        premises = next((each for each in argument.premise_sets if each.reading == found.reading), None)
        if found.witness and found.witness.values and premises:
            told = found.witness.told
            where = words(f"where {told}") if told else words("at ", point_words(premises.quantities, found.witness))
            yield paragraph("The premises can hold together", under, ": they do ", where, " (evidence: exact).")
        else:
            yield paragraph("The premises can hold together", under, " (evidence: exact).")
    elif found.consistent is False:
        names = series([Code(name) for name in found.contradictory])
        which = words(": ", names, " contradict one another") if found.contradictory else ()
        yield paragraph("The premises cannot all hold", under, which, " (evidence: solver).")
    else:
        why = f": {found.reason}" if found.reason else ""
        yield paragraph("Whether the premises can hold together", under, f" was not decided{why} (evidence: none).")
