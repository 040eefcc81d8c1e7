"""The appendix of a paper: what was checked, every step as a statement with its proof or counterexample."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any

from argcheck import __version__
from argcheck.analyses.results import ArgumentReport, StepResult
from argcheck.model.argument import Argument
from argcheck.model.verdict import Evidence, Verdict
from argcheck.reports.appendix_notation import notation_section, premises_section
from argcheck.reports.appendix_steps import statement_reference, step_section
from argcheck.reports.derivations import derivation_blocks
from argcheck.reports.document import Block, Code, Document, Emphasis, ItemList, Section, Table
from argcheck.reports.formulas_in_prose import remark
from argcheck.reports.prose import (
    notion_words,
    paragraph,
    reading_words,
    readings_words,
    sentence,
    series,
    title_of,
    with_code,
    words,
)

_VERDICTS = {
    Verdict.VALID: "what is supposed forces the claim",
    Verdict.MIXED: "the claim sometimes holds and sometimes fails when everything supposed holds",
    Verdict.REFUTED: "the claim never holds when everything supposed does",
    Verdict.VACUOUS: "what is supposed contradicts itself, so that anything follows from it",
    Verdict.UNDECIDED: "neither was established",
}

_EVIDENCE = {
    Evidence.KERNEL: (
        "a certificate was replayed by the kernel, a small checker that relies on exact arithmetic alone; the "
        "translation of the step into polynomial form is argcheck's own, and is done again by `argcheck verify`"
    ),
    Evidence.EXACT: "values were found and every formula was evaluated at them in exact arithmetic",
    Evidence.TWO_SOLVERS: "two independent automatic provers agree",
    Evidence.SOLVER: "one automatic prover says so, and its word was not checked further",
    Evidence.SAMPLED: "it held at every point that was tried, which is no proof",
    Evidence.NONE: "nothing is claimed",
}

_STANDING = {
    "valid": "Every conclusion follows from the premises.",
    "depends on reading": "Whether the conclusions follow depends on how the informal notions are read.",
    "invalid": "The argument does not go through as it stands.",
    "vacuous": "The premises contradict one another, so that the argument establishes nothing.",
    "undecided": "Whether the argument goes through was not decided.",
}


def appendix(
    report: ArgumentReport,
    derivations: Mapping[str, Any] | None = None,
    left_out: Sequence[str] = (),
    regions: Sequence[Section] = (),
) -> Document:
    """The appendix on a checked argument. `derivations` maps a step's name, or any other title, to what
    `analyses.derivation` found for it (one or several); `left_out` are targets that took too long;
    `regions` are further sections.

    Raises ValueError when the file could not be checked, so that there is nothing to write about.
    """
    argument = report.argument
    if argument is None:
        raise ValueError(f"{report.path} could not be checked")
    found = derivations or {}
    names = {step.name for step in argument.steps}
    sections = [_overview(report, argument), notation_section(argument), premises_section(report, argument)]
    for step in argument.steps:
        results = [result for result in report.steps if result.name == step.name]
        if results:
            sections.append(step_section(argument, step, results, derivation_blocks(found.get(step.name, ()))))
    extra: list[Block] = [
        block for name, item in found.items() if name not in names for block in derivation_blocks(item)
    ]
    if left_out:
        targets = series([Code(target) for target in left_out])
        extra.append(paragraph("Left out, because it took too long to derive: the condition of ", targets, "."))
    if extra:
        sections.append(Section("derivations", "When each option is chosen", tuple(extra)))
    sections.extend(regions)
    sections.append(_closing(report, argument))
    symbols = [quantity.name for quantity in argument.quantities] + [item.name for item in argument.definitions]
    return Document(
        f"Formal check of “{argument.title}”",
        argument.source,
        argument.about,
        tuple(section for section in sections if section.blocks),
        tuple(dict.fromkeys(symbols)),
    )


def _overview(report: ArgumentReport, argument: Argument) -> Section:
    source = f" ({argument.source})" if argument.source else ""
    blocks: list[Block] = [
        paragraph(
            f"This appendix takes the argument “{argument.title}”{source} apart into its steps and says of each "
            "whether it follows. A step may use the premises and earlier steps that it names, what it supposes "
            "itself, and the ranges of the quantities; nothing else. The check was made by argcheck "
            f"{__version__} on the file ",
            Code(PurePath(report.path).name),
            ", and this text was written from its result.",
        )
    ]
    if argument.about:
        blocks.append(paragraph(sentence(argument.about)))
    if report.steps:
        blocks.append(paragraph(_STANDING.get(report.standing, ""), " ", _counts(report.steps)))
    verdicts = [verdict for verdict in Verdict if any(step.verdict is verdict for step in report.steps)]
    if verdicts:
        blocks.append(paragraph("The verdicts mean:"))
        blocks.append(ItemList(tuple((paragraph(Emphasis(v), f": {_VERDICTS[v]}."),) for v in verdicts)))
    grades = [grade for grade in Evidence if any(step.evidence is grade for step in report.steps)]
    if grades:
        blocks.append(paragraph("Each verdict carries the grade of the evidence for it:"))
        blocks.append(ItemList(tuple((paragraph(Emphasis(g), ": ", with_code(_EVIDENCE[g]), "."),) for g in grades)))
    return Section("overview", "What was checked", tuple(blocks))


def _counts(results: Sequence[StepResult]) -> str:
    inferences = len(results)
    steps = len({result.name for result in results})
    counted = Counter(result.verdict for result in results)
    told = ", ".join(f"{counted[verdict]} {verdict}" for verdict in Verdict if counted[verdict])
    under = "" if inferences == steps else f", which make {inferences} inferences under the different readings"
    return f"It has {steps} step{'s' if steps != 1 else ''}{under}: {told}."


def _closing(report: ArgumentReport, argument: Argument) -> Section:
    blocks: list[Block] = []
    if report.steps:
        blocks.append(paragraph("The verdicts together:"))
        blocks.append(_verdict_table(argument, report.steps))
    for equivocation in report.equivocations:
        names = series(
            [words(Code(name), " (", statement_reference(argument, name), ")") for name in equivocation.steps]
        )
        blocks.append(
            paragraph(
                "The argument equivocates on ",
                notion_words(equivocation.notions),
                ". Each of the steps ",
                names,
                " holds under some reading, but under no one reading do they all hold; the evidence is that of the "
                "verdicts in the table.",
            )
        )
    if report.holds_under and report.holds_under != ((),):
        readings = series([reading_words(reading) for reading in report.holds_under], "or")
        blocks.append(paragraph("Every conclusion holds with all the steps that it rests on under ", readings, "."))
    if report.summary:
        blocks.append(paragraph(remark(report.summary, {quantity.name for quantity in argument.quantities})))
    return Section("closing", "The argument as a whole", tuple(blocks))


def _verdict_table(argument: Argument, results: Sequence[StepResult]) -> Table:
    """A row for each verdict that a step gets, with the readings under which it gets it."""
    groups: dict[tuple[str, Verdict, Evidence], list[StepResult]] = {}
    for result in results:
        groups.setdefault((result.name, result.verdict, result.evidence), []).append(result)
    rows = []
    before = ""
    for (name, verdict, evidence), group in groups.items():
        step = words(Code(name)) if name != before else ()
        claim = words(title_of(argument, name)) if name != before else ()
        reading = readings_words(group) if group[0].reading else words("any")
        rows.append((step, claim, reading, words(verdict), words(evidence)))
        before = name
    return Table(("step", "claim", "reading", "verdict", "evidence"), (0.19, 0.34, 0.18, 0.145, 0.145), tuple(rows))
