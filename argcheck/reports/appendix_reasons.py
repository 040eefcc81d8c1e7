"""Why a step stands as it does under one reading: what the proof found, or the counterexample worked out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Literal

from argcheck.analyses.derivation.context import conjuncts
from argcheck.analyses.results import StepResult
from argcheck.model.argument import Fact, Inference
from argcheck.model.operators import Sort
from argcheck.model.terms import Var
from argcheck.model.verdict import Evidence, Verdict
from argcheck.reports.appendix_proofs import proofs
from argcheck.reports.document import Aligned, Block, Code, DisplayedFormula, ItemList, Line, Math
from argcheck.reports.formulas_in_prose import remark
from argcheck.reports.mathematics import looks_same
from argcheck.reports.prose import (
    Words,
    capitalised,
    capitalised_words,
    grade,
    paragraph,
    readings_words,
    series,
    words,
)
from argcheck.reports.worked import origin, point_words, worked_example
from argcheck.reports.written import written

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


def heading(results: Sequence[StepResult]) -> Literal["Proof", "Counterexample", "Reasons", "What was found"]:
    """What the reasons for these results amount to."""
    if any(result.evidence is Evidence.SAMPLED for result in results):
        return "What was found"
    if all(result.follows for result in results):
        return "Proof"
    if all(result.follows is False for result in results):
        return "Counterexample"
    return "Reasons" if any(result.follows is not None for result in results) else "What was found"


def reasons(pairs: Sequence[tuple[StepResult, Inference]]) -> Iterator[Block]:
    """The reasons for a step's results; readings that have the same reasons share them."""
    shown = pairs[0][1].facts
    if len(pairs) == 1:
        yield from _reasons(*pairs[0], shown)
        yield from _everywhere([pairs[0][0]])
        yield from _certified(pairs)
        return
    groups: dict[tuple[Block, ...], list[tuple[StepResult, Inference]]] = {}
    for result, inference in pairs:
        groups.setdefault(tuple(_reasons(result, inference, shown)), []).append((result, inference))
    for told, group in groups.items():
        yield from _claims(group)
        yield from told
    yield from _everywhere([result for result, _ in pairs])
    yield from _certified(pairs)


def _claims(group: Sequence[tuple[StepResult, Inference]]) -> Iterator[Block]:
    """What the claim comes to under each reading of the group."""
    results = [result for result, _ in group]
    if len(group) == 1:
        yield paragraph("Under the reading ", readings_words(results), " the claim", grade(results[0]), " is")
        yield DisplayedFormula(group[0][1].goal, ".")
        return
    told = dict.fromkeys(grade(result) for result in results)
    yield paragraph("Under the readings ", readings_words(results), " the claim", *told, " is in turn")
    for _, inference in group:
        yield DisplayedFormula(inference.goal, ".")


def _everywhere(results: Sequence[StepResult]) -> Iterator[Block]:
    """That what is refuted fails at every point is more than its counterexample shows."""
    refuted = [result for result in results if result.verdict is Verdict.REFUTED and not result.notes]
    certified = [result for result in refuted if result.evidence is Evidence.KERNEL]
    evaluated = [result for result in refuted if result.evidence is Evidence.EXACT]
    if evaluated:
        yield paragraph("It fails everywhere else as well, for it speaks of no quantity (evidence: exact).")
    for group in (certified, [result for result in refuted if result not in (*certified, *evaluated)]):
        if not group:
            continue
        provers = ", ".join(dict.fromkeys(result.prover for result in group if result.prover))
        under = words(" under ", readings_words(group)) if len(results) > 1 else ()
        found = f" is the finding of a prover{f' ({provers})' if provers else ''} (evidence: solver)."
        proved = " was proved (evidence: kernel)."
        yield paragraph("That it fails everywhere else as well", under, proved if group is certified else found)


def _certified(pairs: Sequence[tuple[StepResult, Inference]]) -> Iterator[Block]:
    """The certified proofs, reading by reading."""
    for result, inference in pairs:
        if result.certificate is not None:
            if len(pairs) > 1:
                yield paragraph(
                    "Under ", readings_words([result]), f" the proof is this (evidence: {result.evidence})."
                )
            sorts = {quantity.name: quantity.sort for quantity in inference.quantities}
            supposed = [part for fact in inference.facts for part in conjuncts(fact.formula)]
            yield from proofs(result.certificate, sorts, supposed)


def _reasons(result: StepResult, inference: Inference, shown: Sequence[Fact]) -> Iterator[Block]:
    unfolded = tuple(_unfolded(inference, shown))
    if unfolded:
        yield paragraph("Written out, it is supposed that")
        yield Aligned(unfolded)
    names = {quantity.name for quantity in inference.quantities}
    match result.verdict:
        case Verdict.VACUOUS:
            yield from _contradiction(result, inference)
        case Verdict.VALID:
            yield from _proved(result, names)
        case Verdict.UNDECIDED:
            yield from _undecided(result, names)
    if result.counterexample:
        yield from worked_example(inference, result.counterexample, fails=True)
    if result.example and result.verdict in (Verdict.MIXED, Verdict.UNDECIDED) and result.example.values:
        told = result.example.told
        where = words(f"Where {told}") if told else words("At ", point_words(inference.quantities, result.example))
        yield paragraph(where, ", on the other hand, the claim holds (evidence: exact).")
    if result.holds_iff:
        yield from _condition(result.holds_iff)
    if result.would_follow_from:
        sets = [series([Code(name) for name in names]) for names in result.would_follow_from]
        yield paragraph("It would follow if it could use ", series(sets, ", or"), ".")
    if result.verdict is not Verdict.VALID:
        yield from (paragraph(remark(note, names)) for note in result.notes)


def _unfolded(inference: Inference, shown: Sequence[Fact]) -> Iterator[Line]:
    """Suppositions that say more than the statement shows: with definitions unfolded, or of this reading only."""
    told = {(fact.name, fact.text) for fact in shown}
    for fact in inference.facts:
        new = (fact.name, fact.text) not in told
        # a step's own section has it written out
        if fact.role == "bound" or (fact.role == "lemma" and not new):
            continue
        formula = written(fact.text)
        if new or (formula is not None and not looks_same(formula, fact.formula)):
            yield Line((fact.formula,), (), origin(fact))


def _contradiction(result: StepResult, inference: Inference) -> Iterator[Block]:
    roles = {fact.name: fact for fact in inference.facts}
    named: list[Words] = []
    for name in result.contradictory:
        fact = roles.get(name)
        if name == "given":
            named.append(words("what the step itself supposes"))
        elif fact is not None and fact.role == "bound":
            named.append(words("the range of ", Math(Var(name, Sort.REAL))))
        else:
            named.append(words(Code(name)))
    found = f" (evidence: {result.evidence}), as found by {result.prover}." if result.prover else "."
    if len(named) > 1:
        yield paragraph("These contradict one another: ", series(named), found)
    elif named:
        yield paragraph(capitalised_words(named[0]), " cannot hold, given the ranges of the quantities", found)
    else:
        yield paragraph("What is supposed cannot all hold", found)


def _how(result: StepResult) -> str:
    """How the proof went: its method in a sentence."""
    if result.evidence is Evidence.SAMPLED:
        return "None of the points that were tried meets what is supposed and fails the claim"
    nowhere = "no values meet what is supposed and fail the claim"
    if result.evidence is Evidence.KERNEL:
        return capitalised(nowhere)
    if result.prover in _PROVERS:
        return _PROVERS[result.prover]
    if not result.prover:
        return capitalised(nowhere)
    if result.prover == "by the author's cases":
        return f"In each of the cases that the author distinguishes, {nowhere}"
    return f"It was found ({result.prover}) that {nowhere}"


def _proved(result: StepResult, names: Collection[str]) -> Iterator[Block]:
    used = series([Code(name) for name in result.premises_used])
    unneeded = series([Code(name) for name in result.premises_unneeded])
    needs: Words = ()
    if used:
        needs = words(" The proof needs ", used, *((", and does without ", unneeded) if unneeded else ()), ".")
    elif unneeded:
        needs = words(" The proof does without ", unneeded, ".")
    notes = [part for note in result.notes for part in words(" ", remark(note, names))]
    yield paragraph(f"{_how(result)} (evidence: {result.evidence}).", needs, notes)


def _undecided(result: StepResult, names: Collection[str]) -> Iterator[Block]:
    if result.undefined:
        found = "Something in the step has no value at a point that it allows"
    elif result.follows is None:
        found = "Neither a proof nor a counterexample was found"
    elif result.follows:
        found = "A proof was found, but no point at which all that is supposed holds"
    else:
        found = "A counterexample was found, but no point at which the claim holds and no proof that none is"
    yield paragraph(f"{found} (evidence: {result.evidence}). ", remark(result.reason, names))
    tried = [told for line in result.trace if (told := remark(line, names))]
    if tried:
        yield paragraph("What was tried:")
        yield ItemList(tuple((paragraph(line),) for line in tried))


def _condition(text: str) -> Iterator[Block]:
    formula = written(text)
    lead = "Given what is supposed, the claim holds if and only if (evidence: solver)"
    if formula is None:
        yield paragraph(f"{lead} ", Code(text), ".")
    else:
        yield paragraph(lead)
        yield DisplayedFormula(formula, ".")
