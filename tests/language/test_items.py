"""How a file reads: items, blocks by indentation, clauses in any order."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from argcheck.language import syntax as s
from argcheck.language.parse import parse
from tests.language.trees import bare, items_of

ARGUMENTS = Path(__file__).parents[2] / "arguments"


def only_step(text: str) -> s.StepDecl:
    (step,) = items_of(text)
    assert isinstance(step, s.StepDecl)
    return step


def test_the_flagship_parses_with_every_row() -> None:
    text = (ARGUMENTS / "moe2025.arg").read_text(encoding="utf-8")
    items = items_of(text)
    steps = {item.name.name for item in items if isinstance(item, s.StepDecl)}
    assert len(steps) == 26
    rows = {line for line in text.splitlines() if line.startswith("# row ")}
    assert all(any(row.startswith(f"# row {number}") for row in rows) for number in range(1, 18))
    assert [item.name.name for item in items if isinstance(item, s.ReadingsDecl)] == [
        "behaviour",
        "modification",
        "gap",
    ]
    assert all(step.expectations for step in items if isinstance(step, s.StepDecl))


def test_the_header_folds_texts_over_several_lines() -> None:
    (header,) = items_of('argument "A\n   title" source "there"\n  about "first\n         second"\n')
    assert header == s.Header("A title", "there", "first second", header.span)


def test_clauses_stand_in_any_order_on_any_number_of_lines() -> None:
    spread = """step s "says" at "where"
      from p, q
      given x > 0
      given y > 0
      infer x +
        y > 0
      by cases x = 1, x > 1
      by n := x + 1
      by induction on n
      expect valid under hard, soft; refuted under graded
    """
    line = (
        'step s "says" at "where" expect valid under hard, soft; refuted under graded by cases x = 1, x > 1 '
        "infer x + y > 0 by n := x + 1 by induction on n given x > 0 given y > 0 from p from q"
    )
    assert bare(only_step(spread)) == bare(only_step(line))
    step = only_step(spread)
    assert [type(hint) for hint in step.hints] == [s.CasesHint, s.WitnessHint, s.InductionHint]
    assert [case.verdict.name for case in step.expectations] == ["valid", "refuted"]


def test_from_inside_a_sum_is_not_a_clause() -> None:
    step = only_step("step s\n  infer sum(k\n    from 1 to n: k) > 0\n  from p\n")
    assert [name.name for name in step.sources] == ["p"]


@pytest.mark.parametrize(
    ("credence", "ends"),
    [("credence 0.6 .. 0.9", (Fraction(3, 5), Fraction(9, 10))), ("credence 0.8", (Fraction(4, 5),) * 2)],
)
def test_credence(credence: str, ends: tuple[Fraction, Fraction]) -> None:
    for text in (f'premise p "says" at "where" {credence} : x > 0', f'premise p "says" {credence} at "where" : x > 0'):
        (premise,) = items_of(text)
        assert isinstance(premise, s.PremiseDecl) and premise.credence is not None
        assert (premise.credence.lower, premise.credence.upper) == ends
        assert premise.where == "where"


def test_indentation_decides_what_a_reading_holds() -> None:
    text = """
readings r
  reading one "first"
    define f(x) = x
    decision d
      option a : 1
      option b : 2
  reading two
quantity y : real
  quantity z : integer in [1, infinity) "still outside"
"""
    readings, *quantities = items_of(text)
    assert isinstance(readings, s.ReadingsDecl)
    one, two = readings.readings
    assert [type(item) for item in one.items] == [s.DefineDecl, s.DecisionDecl]
    assert two.items == ()
    assert [type(item) for item in quantities] == [s.QuantityDecl, s.QuantityDecl]


def test_words_of_later_versions_are_free_as_names() -> None:
    items_of("quantity state, kind : real\nstep s\n  given state > 0\n  infer state\n    + kind > 0\n")


def test_line_ends_and_byte_order_marks_do_not_matter() -> None:
    text = 'argument "A"\n# comment\nquantity x : real # more\nstep s\n  infer x > 0\n'
    plain = items_of(text)
    assert items_of("\ufeff" + text.replace("\n", "\r\n")) == plain
    assert items_of(text.replace("\n", "\r")) == plain


def test_typographic_quotation_marks() -> None:
    (quantity,) = items_of('quantity x : real “the so-called "cost"”')
    assert isinstance(quantity, s.QuantityDecl) and quantity.says == 'the so-called "cost"'


def test_one_mistake_does_not_hide_the_next_and_lost_names_are_known() -> None:
    text = """argument "A"
quantity x : reel > > 0
quantity y, z real
define f(t) = t +
premise p : x >
decision d
  option a : 1 +
  option b : 2
readings r
  reading one
    quantity q : real > (
step s
  given x > 0 y > 0
  infer x >
step t
  infer x > 0
"""
    parsed = parse(text, "a.arg")
    assert [found.span.line for found in parsed.diagnostics] == [2, 3, 4, 5, 7, 11, 13, 14]
    assert parsed.lost == {"x", "y", "z", "f", "p", "d", "a", "q", "s"}
    assert [type(item) for item in parsed.source.items] == [s.Header, s.ReadingsDecl, s.StepDecl]
    assert {found.file for found in parsed.diagnostics} == {"a.arg"}


def test_a_misspelt_step_keeps_its_clauses() -> None:
    parsed = parse("step s\n  infer x > 0\nstpe t\n  given x > 0\n  infer x > 1\n")
    assert [found.code for found in parsed.diagnostics] == ["E016"]
    assert parsed.diagnostics[0].fix == "step"
    assert len(parsed.source.items) == 1 and parsed.lost == {"t"}


def test_a_broken_block_loses_the_names_inside() -> None:
    parsed = parse("readings 1\n  reading one\n    define f(x) = x\n    quantity a, b : real\n")
    assert parsed.lost >= {"one", "f", "a", "b"}
    assert parsed.source.items == ()
