"""What the formatter writes reads back as what it was given."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argcheck.language import syntax as s
from argcheck.language.format import format_expr, format_source
from argcheck.language.parse import parse
from argcheck.language.wrap import _BINDING, wrapped
from tests.language.trees import bare, formula, items_of
from tests.strategies import expressions, sources

FLAGSHIP = Path(__file__).parents[2] / "arguments" / "moe2025.arg"


@settings(max_examples=300, deadline=None)
@given(expressions())
def test_expressions_read_back(expression: s.Expr) -> None:
    text = format_expr(expression)
    assert bare(formula(text)) == expression
    assert format_expr(formula(text)) == text


@settings(max_examples=100, deadline=None)
@given(sources())
def test_files_read_back(source: s.SourceFile) -> None:
    text = format_source(source)
    parsed = parse(text)
    assert not parsed.diagnostics, (text, parsed.diagnostics)
    assert bare(parsed.source.items) == source.items
    assert format_source(parsed.source) == text


@settings(max_examples=150, deadline=None)
@given(sources(), st.integers(8, 60))
def test_broken_formulas_read_back(source: s.SourceFile, width: int) -> None:
    text = format_source(source, width)
    parsed = parse(text)
    assert not parsed.diagnostics, (text, parsed.diagnostics)
    assert bare(parsed.source.items) == source.items
    assert format_source(parsed.source, width) == text


@settings(max_examples=150, deadline=None)
@given(expressions(30), st.integers(8, 60))
def test_lines_are_broken_only_where_they_must_be(expression: s.Expr, width: int) -> None:
    text = format_expr(expression)
    lines = wrapped("infer", "", text, "", width, 2).split("\n")
    assert " ".join(line.strip() for line in lines) == f"infer {text}"
    assert (len(lines) == 1) or len(f"infer {text}") > width
    assert all(line.strip().split(" ")[0] in _BINDING for line in lines[1:])


def test_a_long_premise_is_broken_at_what_binds_least() -> None:
    text = "premise p : alpha*beta + gamma*delta > epsilon and (zeta > eta or theta > iota) and kappa < lambda_max"
    assert format_source(parse(text).source, 64) == (
        "premise p : alpha*beta + gamma*delta > epsilon\n  and (zeta > eta or theta > iota) and kappa < lambda_max\n"
    )
    assert format_source(parse(f"{text} # why").source, 64).splitlines()[0].endswith("epsilon  # why")


def test_after_a_long_head_the_formula_has_a_line_of_its_own() -> None:
    text = 'premise p "the deception is kept up in most of the questions" : q > 0.85\n'
    assert format_source(parse(text).source, 66) == text.replace(" :", "\n  :")


def test_what_a_definition_says_gets_a_line_before_the_formula_is_broken() -> None:
    text = 'define threshold = (c/(c + D))^(1/T) "above it deception pays"\n'
    assert format_source(parse(text).source, 50) == text.replace(' "', '\n  "')


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("((a)) + ((b * c))", "a + b*c"),
        ("(a - b) - c", "a - b - c"),
        ("a - (b - c)", "a - (b - c)"),
        ("(x ^ 2) ^ 3", "(x^2)^3"),
        ("-(x ^ 2)", "-x^2"),
        ("(-x)^2", "(-x)^2"),
        ("x^(-1)", "x^-1"),
        ("(if p then a else b) + 1", "(if p then a else b) + 1"),
        ("1 + (if p then a else b)", "1 + if p then a else b"),
        ("(forall x : real: p) and q", "(forall x : real: p) and q"),
        ("p and (forall x : real > 0: q)", "p and forall x : real > 0: q"),
        ("(p and (forall x : real: q)) or r", "p and (forall x : real: q) or r"),
        ("not (a = b)", "not a = b"),
        ("(p implies q) implies r", "(p implies q) implies r"),
        ("0.10 * γ ≤ 1e3", "0.1*gamma <= 1000"),
        ("a * (b / c)", "a*(b/c)"),
    ],
)
def test_fewest_brackets(written: str, canonical: str) -> None:
    assert format_expr(formula(written)) == canonical


def test_comments_and_blank_lines_stay() -> None:
    text = """# about this file

argument   "A"
# ---- quantities ----
quantity x:real>0   # positive

# the step
#   of the argument
step s  # so
  # suppose
  given (x) > 1

  infer x>0 # of course
# the end
"""
    formatted = """# about this file

argument "A"
# ---- quantities ----
quantity x : real > 0  # positive

# the step
#   of the argument
step s  # so
  # suppose
  given x > 1

  infer x > 0  # of course
# the end
"""
    assert format_source(parse(text).source) == formatted
    assert format_source(parse(formatted).source) == formatted


def test_no_comment_is_lost_when_clauses_change_their_order() -> None:
    text = "step s\n  infer x > 0 # one\n  # two\n  expect valid # three\n  given x > 1 # four\n"
    once = format_source(parse(text).source)
    assert all(f"# {word}" in once for word in ("one", "two", "three", "four"))
    assert bare(items_of(once)) == bare(items_of(text))


def test_the_flagship_keeps_its_meaning_and_its_comments() -> None:
    text = FLAGSHIP.read_text(encoding="utf-8")
    once = format_source(parse(text).source)
    assert bare(items_of(once)) == bare(items_of(text))
    assert format_source(parse(once).source) == once
    assert [line for line in once.splitlines() if "#" in line] == [line for line in text.splitlines() if "#" in line]


def test_a_comment_above_the_title_leaves_its_clauses_together() -> None:
    text = '# why this was written\n\nargument "A"\n  source "B"\n  about "C"\n'
    assert format_source(parse(text, "").source) == text
