"""In what share of cases a step holds: for the terminal, and as plain data."""

from __future__ import annotations

from typing import Any

from rich.text import Text

from argcheck.analyses.shares import Learning, ShareCase, ShareReport
from argcheck.model.show import show_number
from argcheck.model.verdict import Evidence
from argcheck.reports.layout import Page, pad
from argcheck.reports.marks import UNICODE, Marks
from argcheck.reports.probabilities import nearly, percent
from argcheck.reports.readings import reading_name


def render_shares(report: ShareReport, width: int = 100, marks: Marks = UNICODE) -> Text:
    """The share under each reading, with its interval, and what is most worth learning."""
    page = Page(width, marks)
    page.put((report.step, "bold"), f' "{report.says}"' if report.says else "")
    page.put(report.claim, lead="  ")
    drawn = ", ".join(f"{name} from {source}" for name, source in report.drawn_from)
    page.put(f"{report.samples} cases drawn (seed {report.seed}): {drawn}", lead="  ")
    for case in report.cases:
        page.blank()
        if case.reading:
            page.put((f"under {reading_name(case.reading)}", "italic"), lead="  ")
        _put_case(page, case)
    return page.text()


def _put_case(page: Page, case: ShareCase) -> None:
    share = case.share
    if case.admissible < case.drawn:
        page.put(f"{case.drawn - case.admissible} cases break a bound of a quantity and are left out", lead="  ")
    if share is None or case.interval is None:
        page.put(("none of the cases meets what the step assumes: ", "bold cyan"), lead="  ")
        page.put("an equation, say, is met by a range only where it is fixed, as with --range w=0", lead="    ")
    else:
        low, high = (nearly(end) for end in case.interval)
        assumed = "" if case.applicable == case.admissible else " in which what the step assumes holds"
        page.put(
            (f"holds in {percent(share)} of the cases{assumed}", "bold"),
            f" ({case.holding} of {case.applicable}); 95 % interval of the share: {low} .. {high}",
            lead="  ",
        )
    if case.unevaluated:
        page.put(
            f"{case.unevaluated} cases have no value that could be found, for which the interval allows", lead="    "
        )
    if case.indifferent:
        page.put(f"no range is needed for {', '.join(case.indifferent)}: proved not to matter", lead="    ")
    page.put(f"evidence: {Evidence.SAMPLED.value}; each case is evaluated exactly", lead="    ")
    if case.learning and case.learning[0].index > 0:
        _put_learning(page, case.learning)


def _put_learning(page: Page, found: tuple[Learning, ...]) -> None:
    page.put(("most worth learning: ", "bold"), found[0].name, lead="  ")
    column = max(len(each.name) for each in found)
    page.put((f"{pad('', column)}  explains  share where lowest .. highest", "dim"), lead="    ")
    for each in found:
        moved = f"{percent(each.shares[0])} .. {percent(each.shares[-1])}"
        page.put_cut(f"{pad(each.name, column)}  {pad(percent(each.index), 8)}  {moved}", lead="    ")


def shares_record(report: ShareReport) -> dict[str, Any]:
    """The report with stable keys; numbers are exact, as text."""
    return {
        "name": report.step,
        "kind": report.kind,
        "claim": report.claim,
        "drawn_from": dict(report.drawn_from),
        "samples": report.samples,
        "seed": report.seed,
        "evidence": Evidence.SAMPLED.value,
        "cases": [_case(case) for case in report.cases],
    }


def _case(case: ShareCase) -> dict[str, Any]:
    return {
        "reading": dict(case.reading),
        "drawn": case.drawn,
        "admissible": case.admissible,
        "applicable": case.applicable,
        "holding": case.holding,
        "unevaluated": case.unevaluated,
        "share": None if case.share is None else show_number(case.share),
        "interval": None if case.interval is None else [show_number(end) for end in case.interval],
        "confidence": "19/20",
        "learning": [
            {
                "name": each.name,
                "index": show_number(each.index),
                "shares": [show_number(share) for share in each.shares],
            }
            for each in case.learning
        ],
        "indifferent": list(case.indifferent),
    }
