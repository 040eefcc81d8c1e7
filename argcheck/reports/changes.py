"""Which verdicts changed, and how: shared by `explore` with changes and by `diff`."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from argcheck.analyses.exploration.changes import VerdictChange
from argcheck.analyses.exploration.what_if import Changes
from argcheck.analyses.results import ArgumentReport, StepResult
from argcheck.model.verdict import Verdict
from argcheck.reports.layout import Page, words
from argcheck.reports.marks import STYLES, UNICODE, Marks
from argcheck.reports.readings import reading_name
from argcheck.reports.story import in_words

_MOST_READINGS = 3


def put_changes(page: Page, changes: Sequence[VerdictChange]) -> None:
    """One line a changed verdict, then the conditions and counterexamples that are new."""
    if not changes:
        page.put("No verdict changed, and no condition.")
    for one in changes:
        under = f" under {reading_name(one.reading)}" if one.reading else ""
        note = ""
        if one.newly_holds:
            note = "  now follows"
        elif one.newly_fails:
            empty = one.after is not None and one.after.verdict is Verdict.VACUOUS
            note = "  now rests on a contradiction" if empty else "  no longer follows"
        same = one.before and one.after and one.before.verdict is one.after.verdict
        page.put(
            *(() if same else (_verdict(one.before), f" {_arrow(page)} ")),
            _verdict(one.after),
            " as before" if same else "",
            (note, "bold green" if one.newly_holds else "bold red"),
            lead=words("  ", (one.name, "bold"), under, ": "),
            hang=4,
        )
        _put_condition(page, one)
        point = one.after.counterexample if one.after and (one.before is None or one.newly_fails) else None
        if point is not None and point.values:
            page.put(in_words(point), lead="    fails when ", hang=6)


def _put_condition(page: Page, one: VerdictChange) -> None:
    old = one.before.holds_iff if one.before else None
    new = one.after.holds_iff if one.after else None
    if new and new != old:
        was = f" (before: iff {old})" if old else ""
        page.put((new, "bold"), was, lead="    holds iff ", hang=6)
    elif old and one.after and one.after.verdict is Verdict.MIXED and not new:
        page.put(old, lead="    no longer holds just where ", hang=6)


def _arrow(page: Page) -> str:
    return "->" if page.marks.dash == "-" else "\N{RIGHTWARDS ARROW}"


def _verdict(result: StepResult | None) -> Text:
    return words((result.verdict.value, STYLES[result.verdict])) if result else words(("not there", "dim"))


def render_what_if(
    before: ArgumentReport,
    after: ArgumentReport,
    found: Sequence[VerdictChange],
    asked: Changes,
    *,
    width: int = 80,
    marks: Marks = UNICODE,
) -> Text:
    """The verdicts that differ from those of the file as written."""
    page = Page(width, marks)
    if before.argument is not None:
        page.put((before.argument.title or before.path, "bold"))
    parts = [f"{name} is left out" for name in asked.drop]
    parts += [f"{name} is false" for name in asked.negate]
    parts += [f"`{formula}` is assumed too" for formula in asked.add]
    parts += [f"{name} = {value}" for name, value in asked.fix]
    page.put("; ".join(parts), lead=words(("What if? ", "bold")), hang=2)
    for one in after.consistency:
        if one.consistent is False:
            under = f" under {reading_name(one.reading)}" if one.reading else ""
            names = ", ".join(one.contradictory)
            page.put(f"The premises contradict one another{under}: {names}.", lead=words(("!  ", "bold red")))
    page.blank()
    put_changes(page, found)
    page.blank()
    same = len(after.steps) - len({(one.name, one.reading) for one in found if one.after})
    kept = f"{max(same, 0)} verdict{'s' * (same != 1)} unchanged."
    now, then = _standing(after), _standing(before)
    standing = f"On the whole: {now}" + ("" if now == then else f" (before: {then})")
    page.put((standing, "bold"), f". {kept}")
    return page.text()


def _standing(report: ArgumentReport) -> str:
    """How the argument stands; where it holds under some readings only, under which."""
    if not report.holds_under or report.standing == "valid":
        return report.standing
    named = [reading_name(one) for one in report.holds_under[:_MOST_READINGS]]
    more = len(report.holds_under) - len(named)
    return f"valid under {'; '.join(named)}{f' and {more} more readings' if more else ''}"
