"""A caret stands under what it speaks of."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from argcheck.diagnostics import Diagnostic, Span
from argcheck.reports.diagnostics import put_diagnostics
from argcheck.reports.layout import Page


def shown(line: str, start: int, end: int, *, hint: str | None = "hint", width: int = 80, end_line: int = 1) -> str:
    page = Page(width)
    found = Diagnostic("E104", "message", Span(1, start, end_line, end), "a.arg", hint)
    put_diagnostics(page, (found,), line)
    return page.text().plain


def test_the_form() -> None:
    assert shown("  infer  (1 - gama) * D > c", 15, 19, hint="did you mean `gamma`?") == (
        "a.arg:1:15: E104 message\n"
        "    1 |   infer  (1 - gama) * D > c\n"
        "      |               ^^^^ did you mean `gamma`?\n"
        "1 error"
    )


def under(text: str) -> str:
    """What the carets stand under, in cells (each wide character fills two)."""
    lines = text.split("\n")
    source = "".join(c if cell_len(c) == 1 else c * cell_len(c) for c in lines[1])
    start, end = lines[2].index("^"), lines[2].rindex("^") + 1
    return source[start:end]


@pytest.mark.parametrize(
    ("line", "start", "end", "marked"),
    [
        ("\tinfer gama", 8, 12, "gama"),
        ("a\tb\tgama", 5, 9, "gama"),
        ("信念 gama > 0", 4, 8, "gama"),
        ("premise 信念 : x", 9, 11, "信信念念"),
        ("infer gama", 7, 7, "g"),
        ("infer gama", 11, 11, ""),
        ("e\u0301t\u00e9 gama", 6, 10, "gama"),
    ],
)
def test_tabs_and_wide_characters_keep_the_caret_in_place(line: str, start: int, end: int, marked: str) -> None:
    assert under(shown(line, start, end)) == marked


def test_a_span_over_several_lines_is_marked_to_the_end_of_the_first() -> None:
    page = Page(80)
    found = Diagnostic("E001", "message", Span(1, 3, 2, 4), "a.arg")
    put_diagnostics(page, (found,), "abcdef\nghi")
    assert under(page.text().plain) == "cdef"


@given(
    before=st.text("ab 念\t", max_size=300),
    after=st.text("ab 念\t", max_size=300),
    width=st.integers(40, 120),
)
def test_a_long_line_is_cut_around_the_caret(before: str, after: str, width: int) -> None:
    text = shown(f"{before}gama{after}", len(before) + 1, len(before) + 5, width=width)
    assert under(text) == "gama"
    assert all(cell_len(line) <= width for line in text.split("\n"))


def test_a_very_long_line_is_quick_and_short() -> None:
    text = shown("x + " * 5000 + "gama", 20_001, 20_005)
    assert under(text) == "gama"


def test_a_long_hint_goes_below() -> None:
    text = shown("a" * 60, 50, 60, hint="this is a hint which has more to say than fits beside")
    assert "\n      |   this is a hint which has more to say than fits beside\n" in text


def test_a_fix_stands_in_for_a_hint() -> None:
    page = Page(80)
    found = Diagnostic("E001", "message", Span(1, 1, 1, 3), "a.arg", fix="=")
    put_diagnostics(page, (found, replace(found, hint="why")), "== 1")
    assert "^^ write `=`" in page.text().plain
    assert "^^ why" in page.text().plain


def test_a_place_outside_the_text_has_no_excerpt() -> None:
    assert shown("", 1, 1, hint=None).startswith("a.arg:1:1: E104 message")
    page = Page(80)
    put_diagnostics(page, (Diagnostic("E001", "no such file", Span(7, 1, 7, 1), "a.arg", "look elsewhere"),), "")
    assert page.text().plain == "a.arg:7:1: E001 no such file\n    look elsewhere\n1 error"


def test_the_source_line_cannot_steer_the_terminal() -> None:
    assert "\x1b" not in shown("a \x1b[2J gama", 8, 12)
