"""What `argcheck diff` prints, and its JSON."""

from __future__ import annotations

from typing import Any

from rich.text import Text

from argcheck.analyses.certification import full_name
from argcheck.analyses.exploration.difference import Difference, Edit
from argcheck.reports.changes import put_changes
from argcheck.reports.exploration_record import changes_record
from argcheck.reports.layout import Page, words
from argcheck.reports.marks import UNICODE, Marks

_STYLES = {"added": "green", "removed": "red", "changed": "yellow", "reworded": "dim", "renamed": "dim"}


def render_difference(found: Difference, *, width: int = 80, marks: Marks = UNICODE) -> Text:
    """Edits, then verdicts with the edits that are to blame."""
    page = Page(width, marks)
    page.put((found.before.path, "bold"), " and ", (found.after.path, "bold"))
    page.blank()
    if not found.edits:
        page.put("No quantity, definition, premise or step changed.")
    for edit in found.edits:
        _put_edit(page, edit)
    page.blank()
    if not found.changes:
        page.put("No verdict changed, and no condition.")
    for one in found.changes:
        put_changes(page, [one.change])
        if one.because:
            page.put("; ".join(one.because), lead="    because ", hang=6)
    page.blank()
    for form in found.forms:
        first, second = (full_name(*each) for each in (form.first, form.second))
        put = ", ".join(f"{one} for {other}" for one, other in form.names if one != other)
        page.put((first, "bold"), " has the form of ", (second, "bold"), f": put {put}", lead="  ", hang=4)
    if found.forms:
        page.blank()
    before, after = found.before.standing, found.after.standing
    page.put((f"On the whole: {after}", "bold"), f" (before: {before})" if before != after else " (as before)")
    return page.text()


def _put_edit(page: Page, edit: Edit) -> None:
    what = (
        f"{edit.what} of {edit.name}" if edit.what in ("sources", "given", "inference") else f"{edit.what} {edit.name}"
    )
    head = words("  ", (edit.how, _STYLES[edit.how]), " ", (what, "bold"), "  ")
    match edit.how:
        case "added":
            page.put(edit.after, lead=head, hang=4)
        case "removed":
            page.put(edit.before, lead=head, hang=4)
        case "renamed":
            page.put(f"was {edit.before}: {edit.after}", lead=head, hang=4)
        case "reworded":
            page.put(f"{edit.before}, now {edit.after}: proved to mean the same", lead=head, hang=4)
        case "changed":
            page.put(f"{edit.before or 'nothing'}, now {edit.after or 'nothing'}", lead=head, hang=4)


def difference_record(found: Difference) -> dict[str, Any]:
    """The difference as JSON data."""
    told = changes_record([one.change for one in found.changes])
    return {
        "old": found.before.path,
        "new": found.after.path,
        "verdict": {"before": found.before.standing, "after": found.after.standing},
        "edits": [
            {"what": edit.what, "name": edit.name, "how": edit.how, "before": edit.before, "after": edit.after}
            for edit in found.edits
        ],
        "same_form": [
            {"old": full_name(*form.first), "new": full_name(*form.second), "names": dict(form.names)}
            for form in found.forms
        ],
        "changes": [{**change, "because": list(one.because)} for change, one in zip(told, found.changes, strict=True)],
    }
