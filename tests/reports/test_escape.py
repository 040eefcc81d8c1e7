"""Author's prose is data: nothing in it is a command."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argcheck.reports.escape import latex_label, latex_text, markdown_code, markdown_text

_ALLOWED = re.compile(
    r"(?:[A-Za-z0-9 .,:;?!/()+='\"@`-]"
    r"|\\(?:[{}$%&#_]|textbackslash\{\}|text(?:asciicircum|asciitilde|asciigrave|less|greater|bar|bullet)\{\})"
    r"|\{[\[\]*`]\}|\\ldots\{\}|[?!]\{\}`|\\(?:S|P|ss|ae|AE|oe|OE|o|O|l|L|i|copyright|pounds|dag|ddag)\{\}"
    r"|\\[`'^~=.\"uvHrdcb]\{(?:[A-Za-z]|\\[ij]|\\[`'^~=.\"uvHrdcb]\{(?:[A-Za-z]|\\[ij])\})\}"
    r"|\$[^$]*\$)*"
)


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        (r"\input{/etc/passwd}", r"\textbackslash{}input\{/etc/passwd\}"),
        ("50% of $5 & #1_a", r"50\% of \$5 \& \#1\_a"),
        ("café", r"caf\'{e}"),
        ("naïve", r"na\"{\i}ve"),
        ("γ ≤ 1", r"$\gamma$ $\le$ 1"),
        ('say "yes"', "say ``yes''"),
        ("“so”", "``so''"),
        ("中文", "?"),
        ("a\u202eb\nc", "ab c"),
        ("[x]*", "{[}x{]}{*}"),
    ],
)
def test_latex(text: str, latex: str) -> None:
    assert latex_text(text) == latex


@given(st.text(max_size=40))
def test_latex_of_any_text_has_known_commands_only(text: str) -> None:
    latex = latex_text(text)
    assert latex.isascii() and "\n" not in latex
    assert _ALLOWED.fullmatch(latex), latex


@given(st.text(max_size=40))
def test_markdown_of_any_text_has_no_markup(text: str) -> None:
    shown = markdown_text(text)
    bare = re.sub(r"\\.", "", shown)
    assert not re.search(r"[`*_\[\]|$~#<>]", bare)
    assert "\n" not in shown


def test_a_line_of_prose_never_becomes_a_list_or_a_heading() -> None:
    assert markdown_text("1. so") == r"1\. so"
    assert markdown_text("- so") == r"\- so"
    assert markdown_code("a`b") == "`a'b`"


def test_labels_hold_nothing_that_tex_could_read() -> None:
    assert latex_label("ac:w_star") == "ac:w-star"
    assert latex_label(r"ac:\x}{y") == "ac:xy"
