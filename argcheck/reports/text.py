"""What `argcheck check` prints about one argument: premises, steps, readings, and what it all comes to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.text import Text

from argcheck.analyses.results import ArgumentReport, Consistency, StepResult
from argcheck.diagnostics import Severity
from argcheck.model.argument import Argument, Reading
from argcheck.model.verdict import Evidence, Verdict
from argcheck.reports.diagnostics import put_diagnostics
from argcheck.reports.layout import Page, words
from argcheck.reports.marks import GRADES, MEANINGS, STYLES, UNICODE, Marks
from argcheck.reports.outcome import Outcome, outcome, outcomes
from argcheck.reports.readings import declared, in_group, put_tables, reading_name
from argcheck.reports.steps import put_result, put_step
from argcheck.reports.story import Teller

_NAME_WIDTH = 16


def render(
    report: ArgumentReport,
    *,
    width: int = 80,
    marks: Marks = UNICODE,
    verbose: bool = False,
    all_errors: bool = False,
    timing: bool = True,
) -> Text:
    """The report on one argument as styled text; `.plain` has no styles. A file at fault gives its
    diagnostics only. `timing` off leaves out what differs between runs."""
    page = Page(width, marks)
    argument = report.argument
    if argument is not None:
        teller = Teller(page, {q.name: q.says for q in argument.quantities}, verbose=verbose)
        _put_title(page, argument)
        _put_premises(page, teller, report)
        _put_steps(page, teller, report, verbose=verbose)
        put_tables(page, report.steps)
        _put_equivocations(page, report)
        page.blank()
    put_diagnostics(page, report.diagnostics, report.text, limit=None if all_errors else 5)
    if argument is not None:
        page.blank()
        _put_closing(page, report, timing=timing)
    return page.text()


def render_briefly(report: ArgumentReport, *, width: int = 80, marks: Marks = UNICODE) -> Text:
    """Only what is not as expected: errors, wrong verdicts, open ones. Empty when all is well."""
    page = Page(width, marks)
    errors = tuple(d for d in report.diagnostics if d.severity is Severity.ERROR)
    put_diagnostics(page, errors, report.text)
    for step in report.steps:
        if outcome(step) is not Outcome.EXPECTED:
            under = f" under {reading_name(step.reading)}" if step.reading else ""
            page.put(
                (step.verdict.value, STYLES[step.verdict]),
                f", expected {step.expected or 'valid'}",
                lead=words((report.path, "bold"), ": ", step.name, under, ": "),
                hang=2,
            )
    return page.text()


def render_known(results: Sequence[StepResult], remaining: int, *, width: int = 80, marks: Marks = UNICODE) -> Text:
    """What is known of a check that was cut short; empty when it is nothing."""
    page = Page(width, marks)
    if results:
        checks = "check" if remaining == 1 else "checks"
        page.put((f"Cut short. Known so far, with {remaining} {checks} still to come:", "bold"))
        teller = Teller(page, {})
        for result in results:
            put_result(page, teller, result)
    return page.text()


def render_grades(report: ArgumentReport, *, width: int = 80, marks: Marks = UNICODE) -> Text:
    """What proofs that the kernel accepts add to a report that was printed before they were looked for."""
    page = Page(width, marks)
    proved = [result for result in report.steps if result.certificate is not None]
    graded = [result for result in proved if result.evidence is Evidence.KERNEL]
    solved = [result for result in report.steps if result.evidence is Evidence.SOLVER]
    page.put(
        (f"{len(graded)} verdict{'s' * (len(graded) != 1)}", "bold"),
        f" now {'have' if len(graded) != 1 else 'has'} a proof that the kernel accepts, and the grade kernel.",
        lead=words(("Proofs: ", "bold")),
        hang=2,
    )
    by_step: dict[str, list[Reading]] = {}
    for result in solved:
        by_step.setdefault(result.name, []).append(result.reading)
    if by_step and report.argument is not None:
        notions = declared(report.argument)
        told = []
        for name, readings in by_step.items():
            everything = [result.reading for result in report.steps if result.name == name]
            told.append(f"{name} under {in_group(readings, everything, notions)}" if everything[0] else name)
        page.put("; ".join(told), lead="  These keep the grade solver: ", hang=4)
    _put_grades(page, report)
    _put_time(page, report)
    return page.text()


def tally(report: ArgumentReport, marks: Marks = UNICODE) -> Text:
    """How many verdicts of each kind there are, on one line."""
    counts = Counter(result.verdict for result in report.steps)
    told = [words((f"{counts[verdict]} {verdict}", STYLES[verdict])) for verdict in Verdict if counts[verdict]]
    steps = len({result.name for result in report.steps})
    line = words(f"{steps} step{'s' * (steps != 1)}, {len(report.steps)} verdict{'s' * (len(report.steps) != 1)}: ")
    line.append_text(Text(", ").join(told))
    if report.steps and outcomes(report) == {Outcome.EXPECTED}:
        line.append_text(words(f" {marks.dot} ", ("all as expected", "bold green")))
    return line


def _put_title(page: Page, argument: Argument) -> None:
    page.put((argument.title or argument.path, "bold"))
    page.put((f" {page.marks.dot} ".join(part for part in (argument.source, argument.path) if part), "dim"))
    if argument.about:
        page.put(argument.about)
    page.blank()


def _put_premises(page: Page, teller: Teller, report: ArgumentReport) -> None:
    assert report.argument is not None
    everything = [found.reading for found in report.consistency]
    if not everything:
        return
    groups: dict[bool | None, list[Consistency]] = {}
    for found in report.consistency:
        groups.setdefault(found.consistent, []).append(found)
    count = len(report.argument.premises)
    number = {0: "No premises; the bounds of the quantities", 1: "1 premise, which"}.get(
        count, f"{count} premises, which"
    )
    for verdict, group in groups.items():
        under = (
            in_group([found.reading for found in group], everything, declared(report.argument)) if everything[0] else ""
        )
        under = f" under {under}" if under else ""
        match verdict:
            case True:
                page.put(f"{number} ", ("can hold together" if count != 1 else "can hold", "green"), under)
                if group[0].witness and group[0].witness.values:
                    teller.values(group[0].witness, Text("  for example"), indent=2)
            case False:
                page.put(f"{number} ", ("CANNOT HOLD TOGETHER" if count != 1 else "CANNOT HOLD", "bold red"), under)
                for found in group:
                    put_contradiction(page, found, several=len(group) > 1)
            case None:
                page.put(f"{number} may or may not be able to hold together", under, ": not decided")
                if group[0].reason:
                    page.put(group[0].reason, lead="  ")
    page.blank()


def put_contradiction(page: Page, found: Consistency, *, several: bool) -> None:
    """Name the premises that cannot hold together."""
    assert found.consistent is False
    under = f" under {reading_name(found.reading)}" if several and found.reading else ""
    names = ", ".join(found.contradictory)
    page.put((names, "bold"), lead=f"  the smallest set that is contradictory{under}: ", hang=4)


def _put_steps(page: Page, teller: Teller, report: ArgumentReport, *, verbose: bool) -> None:
    assert report.argument is not None
    by_step: dict[str, list[StepResult]] = {}
    for result in report.steps:
        by_step.setdefault(result.name, []).append(result)
    column = 4 + min(max((len(name) for name in by_step), default=0), _NAME_WIDTH)
    for step in report.argument.steps:
        if results := by_step.get(step.name):
            put_step(page, teller, step, results, declared(report.argument), column=column, verbose=verbose)


def _put_equivocations(page: Page, report: ArgumentReport) -> None:
    for found in report.equivocations:
        page.blank()
        together = "do both hold" if len(found.steps) == 2 else "do they all hold"
        page.put(
            f"{_listed(found.steps)} each hold under some reading of {_listed(found.notions)}, "
            f"but under no one reading {together}: the argument shifts its meaning between them.",
            lead=Text("Equivocation: ", style="bold red"),
            hang=2,
        )


def _put_closing(page: Page, report: ArgumentReport, *, timing: bool) -> None:
    put_standing(page, report)
    if report.structure.unused:
        page.put(f"No step uses {_listed(report.structure.unused)}.", lead="  ")
    page.blank()
    _put_list(page, report, Outcome.WRONG, "NOT AS EXPECTED", "bold red")
    _put_list(page, report, Outcome.OPEN, "NOT DECIDED", "bold cyan")
    page.put(tally(report, page.marks), hang=2)
    counts = Counter(result.verdict for result in report.steps)
    verdicts = [verdict for verdict in Verdict if counts[verdict] and verdict is not Verdict.VALID]
    if verdicts:
        explained = "; ".join(f"{verdict} = {MEANINGS[verdict]}" for verdict in verdicts)
        page.put((f"Verdicts: {explained}", "dim"), hang=2)
    _put_grades(page, report)
    if timing:
        _put_time(page, report)


def put_standing(page: Page, report: ArgumentReport) -> None:
    """How the argument stands, and where it breaks."""
    page.put(("On the whole: ", "bold"), (report.standing, "bold"))
    if report.summary:
        page.put(report.summary, lead="  ")


def _put_grades(page: Page, report: ArgumentReport) -> None:
    grades = [grade for grade in Evidence if any(result.evidence is grade for result in report.steps)]
    known = "; ".join(f"{grade} = {GRADES[grade]}" for grade in grades if grade is not Evidence.NONE)
    if known:
        page.put((f"Evidence: {known}", "dim"), hang=2)


def _put_time(page: Page, report: ArgumentReport) -> None:
    remembered = ", remembered from an earlier run (--no-cache checks again)" if report.from_cache else ""
    page.put((f"Time: {report.seconds:.2f} seconds{remembered}", "dim"), hang=2)


def _put_list(page: Page, report: ArgumentReport, wanted: Outcome, heading: str, style: str) -> None:
    """The verdicts with this outcome, a line a step."""
    found = [result for result in report.steps if outcome(result) is wanted]
    if not found:
        return
    assert report.argument is not None
    notions = declared(report.argument)
    page.put((f"{heading} ({len(found)})", style))
    groups: dict[str, dict[str, list[Reading]]] = {}
    for result in found:
        told = f"{result.verdict}, expected {result.expected or 'valid'}"
        groups.setdefault(result.name, {}).setdefault(told, []).append(result.reading)
    for name, verdicts in groups.items():
        everything = [result.reading for result in report.steps if result.name == name]
        told = "; ".join(
            f"{verdict}, under {in_group(readings, everything, notions)}" if everything[0] else verdict
            for verdict, readings in verdicts.items()
        )
        page.put(told, lead=words("  ", (name, "bold"), "  "), hang=4)
    page.blank()


def _listed(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
