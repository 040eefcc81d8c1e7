"""One step of an argument as a section: its statement, and the proof or the counterexample."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from argcheck.analyses.results import StepResult
from argcheck.model.argument import Argument, Fact, Inference, Step
from argcheck.model.verdict import Verdict
from argcheck.reports.document import (
    Aligned,
    Block,
    Code,
    DisplayedFormula,
    Emphasis,
    Formula,
    ItemList,
    Line,
    Proof,
    Reference,
    Section,
    Statement,
)
from argcheck.reports.prose import Words, capitalised, notion_words, paragraph, readings_words, sentence, series, words
from argcheck.reports.worked import point_words, worked_example
from argcheck.reports.written import written

_SAYS = {
    Verdict.VALID: "follows",
    Verdict.MIXED: "does not follow: it holds at some points at which all this is so and fails at others",
    Verdict.REFUTED: "does not follow: it fails wherever all this is so",
    Verdict.VACUOUS: "follows only because what is supposed contradicts itself",
    Verdict.UNDECIDED: "was not decided",
}

_SHORT = {
    Verdict.VALID: "follows",
    Verdict.MIXED: "does not follow",
    Verdict.REFUTED: "is refuted",
    Verdict.VACUOUS: "is vacuous",
    Verdict.UNDECIDED: "undecided",
}

_PROVERS = {
    "positivity": (
        "When every variable is written as a bound plus a non-negative remainder and everything is multiplied out, "
        "the coefficients all have the sign that the claim needs"
    ),
    "z3": (
        "What is supposed, together with the denial of the claim, reduces to polynomial conditions that no numbers "
        "satisfy, according to the solver Z3"
    ),
}


def step_section(
    argument: Argument, step: Step, results: Sequence[StepResult], derivations: Sequence[Block] = ()
) -> Section:
    """The section on one step with its results under each reading."""
    inferences = {inference.reading: inference for inference in step.inferences}
    pairs = [(result, inferences[result.reading]) for result in results if result.reading in inferences]
    blocks: list[Block] = []
    origin_words = _origin(step)
    if origin_words:
        blocks.append(paragraph(*origin_words))
    blocks.append(_statement(argument, step, pairs))
    proof = [block for pair in pairs for block in _reasons(argument, *pair, several=len(pairs) > 1)]
    if proof:
        blocks.append(Proof(tuple(proof), ", ".join(dict.fromkeys(str(result.evidence) for result, _ in pairs))))
    blocks.extend(derivations)
    return Section(f"step-{step.name}", capitalised(step.says) or step.name, tuple(blocks))


def _origin(step: Step) -> Words:
    kind = "This conclusion" if step.kind == "conclusion" else "This step"
    if step.where:
        return words(f"{kind}, ", Code(step.name), f" in the file, is taken from {step.where}.")
    return words(f"{kind} is ", Code(step.name), " in the file.")


# ---- the statement ------------------------------------------------------------------------------------


def _statement(argument: Argument, step: Step, pairs: Sequence[tuple[StepResult, Inference]]) -> Statement:
    results = [result for result, _ in pairs]
    first = pairs[0][1]
    verdicts = {result.verdict for result in results}
    goal = _as_written(step.infer_text, first.goal, len(pairs))
    body: list[Block] = [*_suppositions(argument, first, len(pairs))]
    if isinstance(goal, str):
        body.append(paragraph("The claim is ", Code(goal), "."))
    else:
        body.append(DisplayedFormula(goal, "."))
    if len(pairs) == 1 and not isinstance(goal, str) and not _same(goal, first.goal):
        body.append(paragraph("Written out, this is"))
        body.append(DisplayedFormula(first.goal, "."))
    body.extend(_verdicts(results))
    if len(verdicts) == 1:
        title = words(Code(step.name), f" {_SHORT[results[0].verdict]}")
    else:
        title = words(Code(step.name), " depends on the reading")
    open_question = verdicts == {Verdict.UNDECIDED}
    kind: Literal["lemma", "proposition", "remark"]
    kind = "remark" if open_question else "proposition" if step.kind == "conclusion" else "lemma"
    return Statement(kind, f"ac:{step.name}", title, tuple(body))


def _as_written(text: str, unfolded: Formula, readings: int) -> Formula | str:
    """The author's formula; the unfolded one stands in for it where there is no choice of readings."""
    return written(text) or (unfolded if readings == 1 else text)


def _same(left: Formula, right: Formula) -> bool:
    from argcheck.reports.mathematics import Notation

    notation = Notation()
    return notation.latex(left) == notation.latex(right)


def _suppositions(argument: Argument, inference: Inference, readings: int) -> Iterator[Block]:
    facts = [fact for fact in inference.facts if fact.role != "bound"]
    if not facts:
        yield paragraph("With nothing supposed but the ranges of the quantities, the claim is")
        return
    lines = tuple(Line((_supposed(fact),), (), _source(argument, fact)) for fact in facts)
    yield paragraph("Suppose")
    yield Aligned(lines)
    yield paragraph("The claim is")


def _supposed(fact: Fact) -> Formula:
    return written(fact.text) or fact.formula


def _source(argument: Argument, fact: Fact) -> Words:
    if fact.role == "lemma":
        kind = "Proposition" if argument.step(fact.name).kind == "conclusion" else "Lemma"
        return words(f"{kind} ", Reference(f"ac:{fact.name}", fact.name))
    return words("premise ", Code(fact.name)) if fact.role == "premise" else words("given")


def _verdicts(results: Sequence[StepResult]) -> Iterator[Block]:
    groups: dict[tuple[object, ...], list[StepResult]] = {}
    for result in results:
        groups.setdefault((result.verdict, result.evidence, result.follows), []).append(result)
    if len(groups) == 1:
        notions = [notion for notion, _ in results[0].reading]
        under: Words = words(", under every reading of ", notion_words(notions)) if len(results) > 1 else ()
        yield paragraph("The claim ", _says(results[0]), under, _grade(results[0]), ".")
        return
    yield paragraph("The verdict depends on the reading:")
    yield ItemList(
        tuple(
            (paragraph("under ", readings_words(group), " the claim ", _says(group[0]), _grade(group[0]), "."),)
            for group in groups.values()
        )
    )


def _says(result: StepResult) -> str:
    if result.verdict is Verdict.UNDECIDED and result.follows is True:
        return "follows, but whether what is supposed can be the case at all was not decided"
    if result.verdict is Verdict.UNDECIDED and result.follows is False:
        return "does not follow, but whether it ever holds was not decided"
    return _SAYS[result.verdict]


def _grade(result: StepResult) -> str:
    return f" ({result.verdict}; evidence: {result.evidence})"


# ---- the reasons ---------------------------------------------------------------------------------------


def _reasons(argument: Argument, result: StepResult, inference: Inference, *, several: bool) -> Iterator[Block]:
    if several:
        reading = series([Emphasis(name) for _, name in result.reading])
        yield paragraph("Under the reading ", reading, " the claim", _grade(result), " is")
        yield DisplayedFormula(inference.goal, ".")
    match result.verdict:
        case Verdict.VACUOUS:
            yield from _contradiction(result)
        case Verdict.VALID:
            yield from _proved(result)
        case Verdict.UNDECIDED:
            yield from _undecided(result)
    if result.counterexample:
        yield from worked_example(inference, result.counterexample, fails=True)
    if result.example and result.verdict in (Verdict.MIXED, Verdict.UNDECIDED) and result.example.values:
        where = point_words(inference.quantities, result.example)
        yield paragraph("At ", where, ", on the other hand, the claim holds (evidence: exact).")
    if result.verdict is Verdict.REFUTED:
        yield paragraph("That it fails everywhere else as well is what the prover reports", _by(result), ".")
    if result.holds_iff:
        yield from _condition(result.holds_iff)
    for note in result.notes:
        if told := sentence(note):
            yield paragraph(told)


def _by(result: StepResult) -> str:
    return f" ({result.prover})" if result.prover else ""


def _contradiction(result: StepResult) -> Iterator[Block]:
    names = series([Code(name) for name in result.contradictory])
    which = words(names, " cannot hold together") if names else words("what is supposed cannot hold together")
    yield paragraph("By ", Code(result.prover or "argcheck"), ", ", which, f" (evidence: {result.evidence}).")


def _proved(result: StepResult) -> Iterator[Block]:
    how = _PROVERS.get(result.prover)
    if how is None and result.prover:
        how = f"That no values meet what is supposed and fail the claim was found by {result.prover}"
    if how is None:
        how = "No values meet what is supposed and fail the claim"
    yield paragraph(f"{how} (evidence: {result.evidence}).")
    used = series([Code(name) for name in result.premises_used])
    unneeded = series([Code(name) for name in result.premises_unneeded])
    if used:
        yield paragraph("The proof needs ", used, *((", and does without ", *unneeded) if unneeded else ()), ".")
    elif unneeded:
        yield paragraph("The proof does without ", unneeded, ".")


def _undecided(result: StepResult) -> Iterator[Block]:
    if result.follows is None:
        found = "Neither a proof nor a counterexample was found"
    elif result.follows:
        found = "A proof was found, but no point at which all that is supposed holds"
    else:
        found = "A counterexample was found, but no point at which the claim holds and no proof that none is"
    yield paragraph(f"{found} (evidence: {result.evidence}). ", sentence(result.reason))
    tried = [told for line in result.trace if (told := sentence(line))]
    if tried:
        yield paragraph("What was tried:")
        yield ItemList(tuple((paragraph(line),) for line in tried))


def _condition(text: str) -> Iterator[Block]:
    formula = written(text)
    lead = "Given what is supposed, the claim holds if and only if"
    if formula is None:
        yield paragraph(f"{lead} ", Code(text), ".")
    else:
        yield paragraph(lead)
        yield DisplayedFormula(formula, ".")
