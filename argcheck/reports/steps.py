"""One step in the terminal report: a line or two when it is valid, its story when it is not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from argcheck.analyses.results import StepResult
from argcheck.model.argument import Step
from argcheck.model.verdict import Evidence, Verdict
from argcheck.reports.layout import Page, pad, words
from argcheck.reports.marks import STYLES, Marks
from argcheck.reports.outcome import Outcome, outcome
from argcheck.reports.readings import Notions, in_group, reading_name
from argcheck.reports.story import Teller, in_words

_INDENT = 4


def put_step(
    page: Page,
    teller: Teller,
    step: Step,
    results: Sequence[StepResult],
    notions: Notions,
    *,
    column: int,
    verbose: bool = False,
) -> None:
    """A step with its results under each reading; what it says begins at `column`."""
    verdicts = {result.verdict for result in results}
    plain = verdicts == {Verdict.VALID} and all(outcome(result) is Outcome.EXPECTED for result in results)
    brief = plain and not verbose
    if not brief:
        page.blank()
    _put_head(page, step, verdicts, column)
    if not brief:
        _put_claim(page, step)
    everything = [result.reading for result in results]
    for group in _alike(results):
        under = in_group([result.reading for result in group], everything, notions) if everything[0] else ""
        _put_group(page, group, under, alone=len(verdicts) == 1)
        _put_findings(page, teller, group, verbose=verbose)
    if not brief:
        page.blank()


def verdict_line(result: StepResult, marks: Marks) -> Text:
    """A verdict on one line: mark, name, reading."""
    under = words(" under ", (reading_name(result.reading), "bold")) if result.reading else ""
    mark = (marks.of(result.verdict), f"bold {STYLES[result.verdict]}")
    return words(mark, " ", (result.name, "bold"), ": ", (result.verdict.value, STYLES[result.verdict]), under)


def put_result(page: Page, teller: Teller, result: StepResult) -> None:
    """One result by itself, without the step's text."""
    under = reading_name(result.reading) if result.reading else ""
    page.put((result.name, "bold"))
    _put_group(page, [result], under, alone=False)
    _put_findings(page, teller, [result], verbose=False)


def _put_head(page: Page, step: Step, verdicts: set[Verdict], column: int) -> None:
    mark = Text(page.marks.several, style="bold")
    if len(verdicts) == 1:
        (verdict,) = verdicts
        mark = Text(page.marks.of(verdict), style=f"bold {STYLES[verdict]}")
    kind = ("conclusion: ", "bold") if step.kind == "conclusion" else ""
    where = words("  ", (f"({step.where})", "dim")) if step.where else ""
    page.put(kind, step.says, where, lead=words(mark, " ", (pad(step.name, column - 4), "bold"), "  "), hang=column)
    if len(verdicts) > 1:
        page.put(("the verdict depends on the reading", "bold"), lead=" " * _INDENT)


def _put_claim(page: Page, step: Step) -> None:
    for label, content in (
        ("from", ", ".join(step.sources)),
        *(("given", given) for given in step.given_text),
        *(("suppose", supposed) for supposed in step.supposed_text),
        ("infer", step.inner_text or step.infer_text),
        ("therefore", step.infer_text if step.supposed_text else ""),
    ):
        if content:
            page.put(content, lead=words(" " * _INDENT, (label.ljust(5), "dim"), " "))


def _alike(results: Sequence[StepResult]) -> Iterator[list[StepResult]]:
    """Results that can share a line: the same verdict, the same comparison with the expected one."""
    groups: dict[tuple[object, ...], list[StepResult]] = {}
    for result in results:
        key = (result.verdict, outcome(result), result.expected, result.reason, result.contradictory, result.follows)
        groups.setdefault(key, []).append(result)
    yield from groups.values()


def _put_group(page: Page, group: Sequence[StepResult], under: str, *, alone: bool) -> None:
    first = group[0]
    verdict = words((first.verdict.value, STYLES[first.verdict]))
    if under:
        verdict.append(" under ")
        verdict.append(under, style="bold" if under != "every reading" else "")
    if not alone:
        verdict = words((page.marks.of(first.verdict), STYLES[first.verdict]), " ", verdict)
    page.put(words(f" {page.marks.dot} ").join([verdict, *_remarks(group)]), lead=" " * _INDENT, hang=_INDENT + 2)


def _remarks(group: Sequence[StepResult]) -> Iterator[Text]:
    first = group[0]
    expected = _expectation(first)
    if expected:
        yield expected
    grades = list(dict.fromkeys(result.evidence for result in group))
    if grades != [Evidence.NONE]:
        yield words(", ".join(grades))
    if first.verdict is Verdict.VALID:
        used = _common(result.premises_used for result in group)
        unneeded = _common(result.premises_unneeded for result in group)
        if used:
            yield words(f"uses {', '.join(used)}")
        if unneeded:
            yield words(f"does without {', '.join(unneeded)}")


def _expectation(result: StepResult) -> Text | None:
    expected = result.expected
    match outcome(result):
        case Outcome.EXPECTED:
            return None if expected is None or result.verdict is Verdict.VALID else words(("as expected", "dim"))
        case Outcome.WRONG if expected is None:
            return words(("DOES NOT FOLLOW" if result.follows is False else "NOT AS EXPECTED", "bold red"))
        case Outcome.WRONG:
            return words((f"NOT AS EXPECTED (the file expects {expected})", "bold red"))
        case Outcome.OPEN:
            return words((f"expected {expected}", "bold cyan")) if expected else None


def _common(lists: Iterator[tuple[str, ...]] | Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The list when all the results of a group have the same one."""
    distinct = set(lists)
    return distinct.pop() if len(distinct) == 1 else ()


def _put_findings(page: Page, teller: Teller, group: Sequence[StepResult], *, verbose: bool) -> None:
    first = group[0]
    indent = " " * _INDENT
    if first.verdict is Verdict.UNDECIDED:
        page.put(_undecided(first), lead=indent + "  ")
    if first.contradictory:
        page.put((", ".join(first.contradictory), "bold"), lead=f"{indent}  contradictory together: ", hang=_INDENT + 4)
    for sets in dict.fromkeys(result.would_follow_from for result in group if result.would_follow_from):
        page.put(would_follow(sets), lead=f"{indent}  would follow if it could use ", hang=_INDENT + 4)
    conditions: dict[str, list[StepResult]] = {}
    for result in group:
        if result.holds_iff:
            conditions.setdefault(result.holds_iff, []).append(result)
    for condition, holders in conditions.items():
        where = "" if len(holders) == len(group) else f" under {', '.join(reading_name(h.reading) for h in holders)}"
        page.put((condition, "bold"), lead=f"{indent}  holds{where} iff ", hang=_INDENT + 4)
    shown = [result for result in group if result.counterexample]
    for result in shown if verbose else shown[:1]:
        _put_counterexample(page, teller, result, several=len(group) > 1)
    for note in dict.fromkeys(note for result in group for note in result.notes):
        page.put((note, "dim"), lead=f"{indent}  note: ", hang=_INDENT + 4)
    if verbose:
        for result in group:
            _put_trace(page, result, several=len(group) > 1)


def would_follow(sets: Sequence[Sequence[str]]) -> str:
    """`a`, or `b, c`: what to name after `from`."""
    them = "it" if all(len(names) == 1 for names in sets) else "them"
    told = [f"`{', '.join(names)}`" for names in sets]
    return f"{', or '.join(told)}: name {them} after `from`"


def _undecided(result: StepResult) -> str:
    if result.undefined:
        return f"It makes no sense everywhere that it should: {result.reason}"
    match result.follows:
        case True:
            known = "It follows, but whether the premises can hold together is not known."
        case False:
            known = "It does not follow, but whether it can hold at all is not known."
        case None:
            known = "Neither a proof nor a counterexample was found."
    reason = result.reason.strip()
    return f"{known} {reason[:1].upper()}{reason[1:]}".strip() if reason else known


def _put_counterexample(page: Page, teller: Teller, result: StepResult, *, several: bool) -> None:
    under = f" under {reading_name(result.reading)}" if several and result.reading else ""
    assert result.counterexample is not None
    teller.values(result.counterexample, words(" " * (_INDENT + 2), (f"fails{under}", "red")), indent=_INDENT + 2)
    teller.story(result.counterexample, indent=_INDENT + 4)
    if result.verdict is Verdict.MIXED and result.example and result.example.values:
        page.put(in_words(result.example), lead=" " * (_INDENT + 2) + "but holds when ", hang=_INDENT + 4)


def _put_trace(page: Page, result: StepResult, *, several: bool) -> None:
    under = f" under {reading_name(result.reading)}" if several and result.reading else ""
    if not (result.prover or result.trace):
        return
    prover = f" {result.prover}," if result.prover else ""
    page.put((f"asked{under}:{prover} {result.seconds:.2f} s", "dim"), lead=" " * (_INDENT + 2))
    for line in result.trace:
        page.put((line, "dim"), lead=" " * (_INDENT + 4), hang=_INDENT + 6)
