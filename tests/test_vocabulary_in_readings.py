"""Kinds, predicates, functions, constants and games that belong to a reading."""

from __future__ import annotations

import pytest

from argcheck.api.checking import check_argument
from argcheck.language.format import format_source
from argcheck.language.parse import parse
from argcheck.model.elaborate import elaborate
from argcheck.settings import Settings

SAFETY = """argument "Safety"
kind system = ann or bob
readings safety "what safe means"
  reading strong "against all risks"
    kind risk = leak or crash
    constant it : risk
    predicate hit(system, risk)
    predicate safe(system)
    function loss(system) : real >= 0
    premise meaning : forall x : system: safe(x) iff forall r : risk: not hit(x, r)
  reading weak "against some risk"
    kind risk
    constant it : risk
    predicate hit(system, risk)
    predicate safe(system)
    function loss(system) : real
    premise meaning : forall x : system: safe(x) iff exists r : risk: not hit(x, r)
premise ann_safe : safe(ann)
conclusion unhit
  from meaning, ann_safe
  infer not hit(ann, it)
  expect valid under strong; mixed under weak
step positive
  infer loss(bob) >= 0
  expect valid under strong; mixed under weak
step someone
  from meaning
  given exists r : risk: not hit(ann, r)
  infer safe(ann)
  expect mixed under strong; valid under weak
"""

GAMES = """argument "Two games"
readings who "who plays"
  reading friends
    game meeting
      player one : stay, leave
      player other : stay, leave
      outcome stay, stay : 3, 3
      outcome stay, leave : 0, 2
      outcome leave, stay : 2, 0
      outcome leave, leave : 0, 0
  reading rivals
    game meeting
      player one : stay, leave
      player other : stay, leave, fight
      outcome stay, stay : 1, 1
      outcome stay, leave : 0, 2
      outcome leave, stay : 2, 0
      outcome leave, leave : 0, 0
      outcome stay, fight : 0, 0
      outcome leave, fight : 0, 0
step calm
  infer nash(meeting, stay, stay)
  expect valid under friends; refuted under rivals
step war
  infer nash(meeting, leave, fight)
  expect valid under rivals
"""


def checked(text: str) -> dict[tuple[str, str], str]:
    """The verdict of each step under each reading; every one is as its author expects."""
    argument = elaborate(parse(text, "x.arg")).argument
    assert argument is not None
    steps = check_argument(argument, Settings()).steps
    assert all(step.as_expected for step in steps)
    return {(step.name, dict(step.reading).popitem()[1]): str(step.verdict) for step in steps}


def errors_of(text: str) -> list[str]:
    """The codes of what is reported as an error."""
    parsed = parse(text, "x.arg")
    found = [*parsed.diagnostics, *elaborate(parsed).diagnostics]
    return [each.code for each in found if each.code.startswith("E")]


def test_a_kind_is_closed_under_one_reading_and_open_under_another() -> None:
    verdicts = checked(SAFETY)
    assert verdicts == {
        ("unhit", "strong"): "valid",
        ("unhit", "weak"): "mixed",
        ("positive", "strong"): "valid",
        ("positive", "weak"): "mixed",
        ("someone", "strong"): "mixed",
        ("someone", "weak"): "valid",
    }


def test_a_game_has_other_payoffs_and_other_actions_under_another_reading() -> None:
    assert checked(GAMES) == {
        ("calm", "friends"): "valid",
        ("calm", "rivals"): "refuted",
        ("war", "rivals"): "valid",
    }


@pytest.mark.parametrize("text", [SAFETY, GAMES])
def test_what_a_reading_holds_is_formatted_and_read_again(text: str) -> None:
    written = format_source(parse(text, "x.arg").source)
    again = parse(written, "x.arg")
    assert not again.diagnostics and format_source(again.source) == written
    assert elaborate(again).argument is not None


def test_a_predicate_of_another_reading_is_reported_where_it_is_used() -> None:
    other = SAFETY.replace("forall r : risk: not hit(x, r)", "hit(x, leak)", 1).replace(
        "exists r : risk: not hit(x, r)", "hit(x, leak)"
    )
    assert set(errors_of(other)) == {"E111"}


def test_a_kind_of_another_reading_is_reported_where_it_is_used() -> None:
    other = """kind person
readings sense
  reading one
    kind thing
    predicate p(thing)
  reading two
    predicate q(person)
    premise all : forall x : thing: true
"""
    assert "E111" in errors_of(other)


def test_predicates_of_one_name_say_things_of_the_same_kinds_under_every_reading() -> None:
    other = SAFETY.replace("    predicate safe(system)", "    predicate safe(risk)", 1)
    assert "E212" in errors_of(other)


def test_a_broken_kind_is_reported_once() -> None:
    assert errors_of("kind person = ann + bob\npredicate p(person)\nstep s\n  infer forall x : person: p(x)\n") == [
        "E006"
    ]


def test_members_are_listed_with_commas_or_with_or() -> None:
    one = "kind person = ann, bob, cy\npredicate p(person)\nstep s\n  infer forall x : person: p(x)\n"
    other = one.replace("ann, bob, cy", "ann or bob or cy")
    assert format_source(parse(one, "x.arg").source) == format_source(parse(other, "x.arg").source)
