"""What the panes of the screen say, as styled text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rich.text import Text

from argcheck.analyses.exploration.changes import VerdictChange, changes
from argcheck.analyses.exploration.what_if import Changes
from argcheck.analyses.results import ArgumentReport, StepResult
from argcheck.model.argument import Argument, Notion, Premise, Quantity, Reading
from argcheck.model.show import show
from argcheck.reports.changes import put_changes
from argcheck.reports.layout import Page, words
from argcheck.reports.marks import STYLES, Marks
from argcheck.reports.readings import declared, reading_name
from argcheck.reports.steps import put_step
from argcheck.reports.story import Teller

Row = tuple[str, Reading]


def premise_line(premise: Premise, asked: Changes) -> Text:
    """A premise with its box: in, out, or denied."""
    if premise.name in asked.negate:
        return words(("[!] ", "bold red"), (premise.name, "bold red"), (" denied", "red"))
    if premise.name in asked.drop:
        return words("[ ] ", (premise.name, "bold dim strike"), (" left out", "yellow"))
    return _one_line(words(("[x] ", "green"), (premise.name, "bold"), "  ", (premise.says or premise.text, "dim")))


def notion_line(notion: Notion, asked: Changes) -> Text:
    """A notion with its reading."""
    chosen = dict(asked.readings).get(notion.name)
    return words((notion.name, "bold"), ": ", (chosen, "bold yellow") if chosen else ("every reading", "dim"))


def quantity_line(quantity: Quantity, asked: Changes) -> Text:
    """A quantity with its value, or its range."""
    value = dict(asked.fix).get(quantity.name)
    if value is not None:
        return words((f"{quantity.name} = {value}", "bold yellow"))
    bounds = ", ".join(show(bound) for bound in quantity.bounds) or quantity.name
    return _one_line(words((bounds, "bold"), "  ", (quantity.says, "dim")))


def result_line(
    row: Row, fresh: StepResult | None, old: StepResult | None, before: StepResult | None, marks: Marks
) -> Text:
    """A step under a reading: its verdict now, or in grey the one of earlier choices; and the one as written."""
    name, reading = row
    under = f" under {reading_name(reading)}" if reading else ""
    shown = fresh or old
    if shown is None:
        return words((f"{marks.ellipsis} {name}{under}", "dim"))
    style = STYLES[shown.verdict] if fresh else "dim"
    line = words(
        (marks.of(shown.verdict), style),
        " ",
        (name, "bold" if fresh else "dim"),
        under,
        ": ",
        (str(shown.verdict), style),
    )
    if fresh is None:
        line.append(f"  (before this change{marks.ellipsis})", style="dim")
    elif before is not None and before.verdict is not fresh.verdict:
        line.append(f"  as written: {before.verdict}", style="bold")
    elif before is not None and before.holds_iff != fresh.holds_iff:
        line.append("  another condition", style="bold")
    return line


def compared(result: StepResult, before: Sequence[StepResult]) -> VerdictChange | None:
    """What differs from the file as written; None where nothing does, or where that is not known."""
    same = [one for one in before if one.name == result.name]
    return next((one for one in changes(same, [result]) if one.after and one.before), None)


def as_written(row: Row, before: Sequence[StepResult]) -> StepResult | None:
    """The result as written that belongs to a row: under the same reading, or a coarser one."""
    name, reading = row
    return next((one for one in before if one.name == name and set(one.reading) <= set(reading)), None)


def detail(
    argument: Argument, result: StepResult, before: Sequence[StepResult], *, fresh: bool, width: int, marks: Marks
) -> Text:
    """The step with its story, and what differs from the file as written."""
    page = Page(width, marks)
    if not fresh:
        page.put(("These are the findings before the last change; the check is running.", "bold dim"))
    change = compared(result, before) if fresh else None
    if change is not None:
        page.put(("Compared with the file as written:", "bold"))
        put_changes(page, [change])
    teller = Teller(page, {quantity.name: quantity.says for quantity in argument.quantities}, verbose=True)
    step = argument.step(result.name)
    # how long a prover took is of no use here
    shown = replace(result, prover="", trace=())
    put_step(page, teller, step, [shown], declared(argument), column=4 + len(result.name), verbose=True)
    return page.text()


def closing(report: ArgumentReport, before: ArgumentReport | None) -> Text:
    """The argument as a whole, and whether its premises can hold together."""
    line = words("On the whole: ", (report.standing, "bold"))
    if before is not None and before.standing != report.standing:
        line.append(f" (as written: {before.standing})")
    clashes = [one for one in report.consistency if one.consistent is False]
    if clashes:
        names = ", ".join(clashes[0].contradictory)
        line.append_text(words(". ", (f"The premises contradict one another: {names}", "bold red")))
    return line


def _one_line(line: Text) -> Text:
    line.no_wrap = True
    line.overflow = "ellipsis"
    return line
