"""One step of an argument as a section: its statement, and the proof or the counterexample."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from argcheck.analyses.results import StepResult
from argcheck.model.argument import Argument, Fact, Inference, Step
from argcheck.model.verdict import Evidence, Verdict
from argcheck.reports.appendix_reasons import heading, reasons
from argcheck.reports.document import (
    Aligned,
    Block,
    Code,
    DisplayedFormula,
    Formula,
    ItemList,
    Line,
    Proof,
    Reference,
    Section,
    Statement,
)
from argcheck.reports.mathematics import Notation, looks_same
from argcheck.reports.prose import (
    Words,
    capitalised,
    claim,
    grade,
    notion_words,
    paragraph,
    readings_words,
    series,
    words,
)
from argcheck.reports.written import written

_SHORT = {
    Verdict.VALID: "follows",
    Verdict.MIXED: "does not follow",
    Verdict.REFUTED: "is refuted",
    Verdict.VACUOUS: "is vacuous",
    Verdict.UNDECIDED: "undecided",
}

# how the sentence with the claim begins, and what is said of the claim after it
_BEFORE = {
    Verdict.VALID: "Then",
    Verdict.MIXED: "It does not follow that",
    Verdict.REFUTED: "It does not follow that",
    Verdict.VACUOUS: "It follows, but only because this cannot all be so, that",
    Verdict.UNDECIDED: "It was not decided whether it follows that",
}

_AFTER = {
    Verdict.VALID: "This follows",
    Verdict.MIXED: "It holds at some points at which all this is so and fails at others",
    Verdict.REFUTED: "On the contrary, it fails wherever all this is so",
    Verdict.VACUOUS: "Its opposite follows as well",
    Verdict.UNDECIDED: "It is left open",
}

_UNDER = {
    Verdict.VALID: "it follows",
    Verdict.MIXED: "it does not follow: it sometimes holds and sometimes fails",
    Verdict.REFUTED: "it does not follow: it always fails",
    Verdict.VACUOUS: "it follows, but only because what is supposed cannot all be so",
    Verdict.UNDECIDED: "this was not decided",
}

_OPEN = {True: "Whether all that is supposed can be so at all", False: "Whether it ever holds"}

_SHORT_FORMULA = 30


def step_section(
    argument: Argument, step: Step, results: Sequence[StepResult], derivations: Sequence[Block] = ()
) -> Section:
    """The section on one step with its results under each reading."""
    inferences = {inference.reading: inference for inference in step.inferences}
    pairs = [(result, inferences[result.reading]) for result in results if result.reading in inferences]
    blocks: list[Block] = []
    blocks.append(paragraph(_origin(step)))
    blocks.append(_statement(argument, step, pairs))
    proof = list(reasons(pairs))
    evidence = ", ".join(dict.fromkeys(str(result.evidence) for result, _ in pairs))
    blocks.append(Proof(heading([result for result, _ in pairs]), tuple(proof), evidence))
    blocks.extend(derivations)
    return Section(f"step-{step.name}", capitalised(step.says) or step.name, tuple(blocks))


def _origin(step: Step) -> Words:
    kind = "This conclusion" if step.kind == "conclusion" else "This step"
    return words(f"{kind} is ", Code(step.name), f" in the file ({step.where})." if step.where else " in the file.")


# ---- the statement ------------------------------------------------------------------------------------


def _statement(argument: Argument, step: Step, pairs: Sequence[tuple[StepResult, Inference]]) -> Statement:
    results = [result for result, _ in pairs]
    inference = pairs[0][1]
    groups: dict[tuple[object, ...], list[StepResult]] = {}
    for result in results:
        groups.setdefault((result.verdict, result.evidence, result.follows), []).append(result)
    agreed = len(groups) == 1
    before = _before(results[0]) if agreed else "Whether it follows that"
    body = [*_suppositions(argument, inference, before), *_goal(step, inference, alone=len(pairs) == 1)]
    if agreed:
        notions = [notion for notion, _ in results[0].reading]
        under: Words = words(" under every reading of ", notion_words(notions)) if len(results) > 1 else ()
        body.append(paragraph(_after(results[0]), under, grade(results[0]), "."))
        title = words(Code(step.name), f" {_SHORT[results[0].verdict]}")
    else:
        body.append(paragraph("depends on the reading:"))
        body.append(ItemList(tuple(_group(group) for group in groups.values())))
        title = words(Code(step.name), " depends on the reading")
    kind: Literal["lemma", "proposition", "remark"] = "proposition" if step.kind == "conclusion" else "lemma"
    if {result.verdict for result in results} == {Verdict.UNDECIDED}:
        kind = "remark"
    return Statement(kind, f"ac:{step.name}", title, tuple(body))


def _suppositions(argument: Argument, inference: Inference, before: str) -> Iterator[Block]:
    facts = [fact for fact in inference.facts if fact.role != "bound"]
    if not facts:
        yield paragraph(f"{before}, with nothing supposed but the ranges of the quantities,")
        return
    notation = Notation()
    formulas = [(_supposed(fact), _source(argument, fact)) for fact in facts]
    if all(notation.width(formula) <= _SHORT_FORMULA for formula, _ in formulas):
        told = [words(claim(formula), *((" (", source, ")") if source else ())) for formula, source in formulas]
        yield paragraph("Suppose that ", series(told), f". {before}")
    else:
        yield paragraph("Suppose that")
        yield Aligned(tuple(Line((formula,), (), source) for formula, source in formulas))
        yield paragraph(before)


def _goal(step: Step, inference: Inference, *, alone: bool) -> Iterator[Block]:
    """The claim as the author wrote it; where there is one reading only, also with the definitions unfolded."""
    formula = written(step.infer_text)
    if formula is None and not alone:
        yield paragraph(Code(step.infer_text))
        return
    unfolds = formula is not None and alone and not looks_same(formula, inference.goal)
    yield DisplayedFormula(formula or inference.goal, "," if unfolds else ".")
    if unfolds:
        yield paragraph("that is,")
        yield DisplayedFormula(inference.goal, ".")


def _supposed(fact: Fact) -> Formula:
    return written(fact.text) or fact.formula


def _source(argument: Argument, fact: Fact) -> Words:
    if fact.role == "lemma":
        return words("by ", statement_reference(argument, fact.name))
    return words("premise ", Code(fact.name)) if fact.role == "premise" else ()


def statement_reference(argument: Argument, name: str) -> Words:
    """`Lemma 3`."""
    kind = "Proposition" if argument.step(name).kind == "conclusion" else "Lemma"
    return words(f"{kind} ", Reference(f"ac:{name}", name))


def _group(group: Sequence[StepResult]) -> tuple[Block, ...]:
    return (paragraph("under ", readings_words(group), f" {_under(group[0])}{grade(group[0])}."),)


def _before(result: StepResult) -> str:
    if result.evidence is Evidence.SAMPLED and result.verdict is Verdict.VALID:
        return "At every point that was tried"
    if result.verdict is Verdict.UNDECIDED and result.follows is not None:
        return "Then" if result.follows else "It does not follow that"
    return _BEFORE[result.verdict]


def _after(result: StepResult) -> str:
    if result.evidence is Evidence.SAMPLED and result.verdict is Verdict.VALID:
        return "It was not proved that this is so everywhere"
    if result.verdict is Verdict.UNDECIDED and result.follows is not None:
        return f"{_OPEN[result.follows]} was not decided"
    return _AFTER[result.verdict]


def _under(result: StepResult) -> str:
    if result.verdict is Verdict.UNDECIDED and result.follows is not None:
        start = "it follows; " if result.follows else "it does not follow; "
        return f"{start}{_OPEN[result.follows].lower()} was not decided"
    return _UNDER[result.verdict]
