"""Diagnostics as a reader meets them: the place, the message, the line, a caret with the hint."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text

from argcheck.diagnostics import Diagnostic, Severity
from argcheck.reports.layout import Page, clean, words

_TAB = 4
_CONTEXT = 12


def put_diagnostics(page: Page, diagnostics: Sequence[Diagnostic], text: str, limit: int | None = 5) -> None:
    """The diagnostics in the order of the file, errors first when not all are shown, and a count."""
    if not diagnostics:
        return
    ranked = sorted(diagnostics, key=lambda d: (d.severity is not Severity.ERROR, d.span))
    shown = sorted(ranked[:limit], key=lambda d: d.span)
    # split as the parser counts lines, not at every separator that Unicode knows
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    for diagnostic in shown:
        _put_diagnostic(page, diagnostic, lines)
    if len(shown) < len(ranked):
        page.put((f"{page.marks.ellipsis} and {len(ranked) - len(shown)} more (--all-errors shows them)", "dim"))
    page.put((count(diagnostics), "bold"))


def count(diagnostics: Sequence[Diagnostic]) -> str:
    """`2 errors, 1 warning`."""
    told = []
    for severity in Severity:
        number = sum(d.severity is severity for d in diagnostics)
        if number:
            told.append(f"{number} {severity}{'s' * (number != 1)}")
    return ", ".join(told)


def _put_diagnostic(page: Page, diagnostic: Diagnostic, lines: Sequence[str]) -> None:
    style = "bold red" if diagnostic.severity is Severity.ERROR else "bold yellow"
    span = diagnostic.span
    place = f"{clean(diagnostic.file)}:{span.line}:{span.column}:"
    page.put(diagnostic.message, lead=words((place, "bold"), " ", (diagnostic.code, style), " "), hang=4)
    hint = diagnostic.hint or (f"write `{diagnostic.fix}`" if diagnostic.fix is not None else "")
    if any(lines) and 1 <= span.line <= len(lines):
        _put_excerpt(page, diagnostic, lines[span.line - 1], hint, style)
    elif hint:
        page.put(hint, lead="    ")


def _put_excerpt(page: Page, diagnostic: Diagnostic, line: str, hint: str, style: str) -> None:
    """The source line and a caret line below the span, both cut around the caret when too long."""
    span = diagnostic.span
    number = f"{span.line:>5}"
    room = max(page.width - len(number) - 3, 20)
    start = min(span.column - 1, len(line))
    end = min(span.end_column - 1, len(line)) if span.end_line == span.line else len(line)
    before, marked = _untabbed(line, start), _untabbed(line, max(end, start + 1))
    whole = _untabbed(line, len(line))
    offset, width = cell_len(before), max(cell_len(marked) - cell_len(before), 1)
    shown, shift = _window(whole, offset, width, room, page.marks.ellipsis)
    offset -= shift
    page.raw(words((f"{number} | ", "dim"), shown))
    carets = "^" * max(min(width, room - offset), 1)
    lead = words((f"{' ' * len(number)} | ", "dim"), " " * offset, (carets, style), " ")
    if hint and lead.cell_len + cell_len(hint) > page.width:
        page.raw(lead)
        page.put(hint, lead=words((f"{' ' * len(number)} |   ", "dim")))
    else:
        page.put(hint, lead=lead)


def _untabbed(line: str, end: int) -> str:
    """The first `end` characters with tabs as blanks up to the next stop."""
    shown: list[str] = []
    column = 0
    for character in line[:end]:
        cell = " " * (_TAB - column % _TAB) if character == "\t" else clean(character)
        shown.append(cell)
        column += cell_len(cell)
    return "".join(shown)


def _window(text: str, offset: int, width: int, room: int, ellipsis: str) -> tuple[str, int]:
    """The part of `text` around the cells `offset … offset + width`, and how many cells it was moved left."""
    if cell_len(text) <= room:
        return text, 0
    left = max(0, min(offset - _CONTEXT, offset + width + _CONTEXT - room)) if offset + width + 1 > room else 0
    view = Text(text)
    shift = 0
    if left > 0:
        # cut whole characters only: a wide one at the edge goes
        index, cells = 0, 0
        while cells < left + len(ellipsis):
            cells += cell_len(text[index])
            index += 1
        view = Text(ellipsis + text[index:])
        shift = cells - len(ellipsis)
    if view.cell_len > room:
        view.truncate(room - len(ellipsis))
        view.append(ellipsis)
    return view.plain, shift
