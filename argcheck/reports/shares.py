"""In what share of cases a step holds: for the terminal, and as plain data."""

from __future__ import annotations

from typing import Any

from rich.text import Text

from argcheck.analyses.shares import CertifiedShare, Learning, ShareCase, ShareReport
from argcheck.model.show import show_number
from argcheck.model.verdict import Evidence
from argcheck.reports.layout import Page, pad
from argcheck.reports.marks import UNICODE, Marks
from argcheck.reports.probabilities import percent
from argcheck.reports.readings import reading_name
from argcheck.reports.regions import share_text


def render_shares(report: ShareReport, width: int = 100, marks: Marks = UNICODE) -> Text:
    """The share under each reading, with its interval, and what is most worth learning."""
    page = Page(width, marks)
    put_shares(page, report)
    return page.text()


def put_shares(page: Page, report: ShareReport) -> None:
    """The same, as part of a page."""
    page.put((report.step, "bold"), f' "{report.says}"' if report.says else "")
    page.put(report.claim, lead="  ")
    drawn = ", ".join(f"{name} from {source}" for name, source in report.drawn_from)
    page.put(f"{report.samples} cases drawn (seed {report.seed}): {drawn}", lead="  ")
    for case in report.cases:
        page.blank()
        if case.reading:
            page.put((f"under {reading_name(case.reading)}", "italic"), lead="  ")
        _put_case(page, case)


def _put_case(page: Page, case: ShareCase) -> None:
    share = case.share
    if case.admissible < case.drawn:
        page.put(f"{case.drawn - case.admissible} cases break a bound of a quantity and are left out", lead="  ")
    if share is None or case.interval is None:
        page.put(("none of the cases meets what the step assumes: ", "bold cyan"), lead="  ")
        page.put("an equation, say, is met by a range only where it is fixed, as with --range w=0", lead="    ")
    else:
        low, high = (percent(end) for end in case.interval)
        assumed = "" if case.applicable == case.admissible else " in which what the step assumes holds"
        page.put(
            (f"holds in {percent(share)} of the cases{assumed}", "bold"),
            f" ({case.holding} of {case.applicable}); 95 % interval: {low} .. {high}",
            lead="  ",
        )
    if case.unevaluated:
        page.put(
            f"{case.unevaluated} cases have no value that could be found, for which the interval allows", lead="    "
        )
    if case.indifferent:
        page.put(f"no range is needed for {', '.join(case.indifferent)}: proved not to matter", lead="    ")
    page.put(f"evidence: {Evidence.SAMPLED.value}; each case is evaluated exactly", lead="    ")
    if case.certified is not None:
        _put_certified(page, case.certified)
    if case.learning and case.learning[0].index > 0:
        _put_learning(page, case.learning)


def _put_certified(page: Page, found: CertifiedShare) -> None:
    told = share_text(found.low, found.high)
    page.put(
        (f"certain: it holds in {told} of the part of the ranges in which what it assumes holds", "bold"), lead="  "
    )
    page.put(
        f"of the whole of the ranges, measured by length (whole numbers by count), it holds in {percent(found.holds)}, "
        f"fails in {percent(found.fails)}, and {percent(found.undecided)} is undecided",
        lead="    ",
    )
    how = "every box checked again by the kernel" if found.evidence is Evidence.KERNEL else "boxes rounded outward"
    page.put(f"evidence: {found.evidence.value}, {how}", lead="    ")


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
        "certified": None if case.certified is None else _certified(case.certified),
    }


def _certified(found: CertifiedShare) -> dict[str, Any]:
    ends = {"share": [show_number(found.low), show_number(found.high)]}
    parts = {"holds": found.holds, "fails": found.fails, "undecided": found.undecided}
    shown = {name: show_number(share) for name, share in parts.items()}
    return {**ends, **shown, "measure": "length; whole numbers by count", "evidence": found.evidence.value}
