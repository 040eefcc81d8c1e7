"""Whatever the text is, there is an answer: no traceback, and no tree too deep for the layers above."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argcheck.codes import CODES
from argcheck.language.parse import Parsed, parse, parse_formula
from argcheck.language.pieces import DEEPEST
from argcheck.language.walk import first_too_deep
from argcheck.language.words import RESERVED

DEEP = {
    "brackets": "(" * 10_000 + "x" + ")" * 9_000,
    "open brackets": "(" * 10_000,
    "not": "not " * 4_900 + "p",
    "minus": "- " * 9_000 + "x",
    "powers": "x^" * 9_000 + "x",
    "sum": " + ".join(["x"] * 4_999),
    "product": "*".join(["x"] * 9_000),
    "implications": " implies ".join(["p"] * 1_500),
    "if": "if p then 1 else " * 1_000 + "0",
    "if in if": "if " * 300 + "p" + " then 1 else 0" * 300,
    "forall": "forall x : real: " * 1_000 + "p",
    "calls": "f(" * 5_000 + "x" + ")" * 5_000,
    "sums": "sum(k from 1 to " * 500 + "n" + ": k)" * 500,
    "superscripts": "x" + "² " * 5_000,
}


@pytest.mark.parametrize("name", DEEP)
def test_deep_formulas_are_refused(name: str) -> None:
    expression, (found,) = parse_formula(DEEP[name])
    assert expression is None
    assert found.code in ("E024", "E010")


def test_what_is_accepted_is_not_deep() -> None:
    for count in (10, 50, 150, 190, 199, 201, 250):
        for text in ("- " * count + "x", " + ".join(["x"] * count), "if p then 1 else " * count + "0"):
            expression, found = parse_formula(text)
            assert (expression is None) == bool(found)
            assert first_too_deep(expression, DEEPEST) is None


def codes(parsed: Parsed) -> list[str]:
    return [found.code for found in parsed.diagnostics]


def test_a_long_line_and_a_long_text() -> None:
    assert codes(parse("x" * 1_000_000)) == ["E003"]
    assert codes(parse("x\n" * 1_500_000)) == ["E003"]


def test_a_list_of_mistakes_ends() -> None:
    for line in ("§ 1 § 2\n", "step\n", "nonsense stands here\n", "step s infer x y\n"):
        parsed = parse(line * 5_000)
        assert len(parsed.diagnostics) <= 201
        assert parsed.diagnostics[-1].code == "E028"


@pytest.mark.parametrize("text", ["", "\n\n", "# only\n# comments", "\ufeff", "   \t\r\n"])
def test_nothing(text: str) -> None:
    assert codes(parse(text)) == ["E026"]


def test_wide_is_not_deep() -> None:
    many = "\n".join(f"quantity x{index} : real > {index}" for index in range(2_000))
    parsed = parse(many + "\nstep s infer max(" + ",\n".join(["x1"] * 3_000) + ") > 0")
    assert not parsed.diagnostics and len(parsed.source.items) == 2_001


WORDS = st.sampled_from([*sorted(RESERVED), "x", "y", "f", "1", "0.5", '"text"', '"', "“", "\n", "\n  ", "\n    ", "#"])
SIGNS = st.sampled_from([*"+-*/^()[],:;.=<>!&|{}%²₁γ≤→∑√'\\", ":=", "->", "..", "==", "1.2.3", "2x", "\x00"])


@settings(max_examples=400, deadline=None)
@given(st.lists(st.one_of(WORDS, WORDS, SIGNS), max_size=40).map(" ".join))
def test_any_jumble_of_words_gets_an_answer(text: str) -> None:
    parsed = parse(text, "jumble.arg")
    assert parsed.diagnostics or parsed.source.items
    last_line = text.count("\n") + 2
    for found in parsed.diagnostics:
        assert found.code in CODES
        assert 1 <= found.span.line <= last_line and found.span.column >= 1
        assert (found.span.line, found.span.column) < (found.span.end_line, found.span.end_column) or not text.strip()
    expression, mistakes = parse_formula(text)
    assert (expression is None) == bool(mistakes)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_any_text_gets_an_answer(text: str) -> None:
    parsed = parse(text)
    assert parsed.diagnostics or parsed.source.items
