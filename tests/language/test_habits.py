"""Customs of logic books and of everyday language get a hint that says how the language puts it."""

from __future__ import annotations

import pytest

from argcheck.language.parse import parse
from argcheck.model.elaborate import elaborate

HEAD = 'argument "t"\nkind swan\npredicate white(swan)\nquantity x, n : real > 0\nproposition p, q\n'
HINTS = {
    "step s\n  infer ln(x) > 0": "log(x)",
    "step s\n  infer sin(x) <= 1": "trigonometric",
    "step s\n  infer x mod 2 = 0": "floor",
    "step s\n  infer all y : swan: white(y)": "forall",
    "step s\n  infer no y : swan: white(y)": "not (exists",
    "step s\n  infer unless p, q": "not q implies p",
    "step s\n  infer x < 1,000": "1000",
    "step s\n  infer if p then q": "p implies q",
    "step a\n  infer p\nstep s\n  from step a\n  infer p": "from a",
    "quantity k : natural": "integer >= 0",
    "step s\n  infer white(swan)": "is a kind",
    "quantity k : real 0 .. 1": "in [0, 1]",
    "decision d\n  state rain : 1\n  option go : rain 0": "0 in rain",
    "step s\n  conclude x > 0": "infer",
    "step s\n  infer P(p) > 0": "probability",
    "quantity price = 500": "define price",
    "predicate pull": "proposition pull",
    "predicate w(swan), v(swan)": "a line of its own",
    "decision d\n  option a : 1\n  option b : 2\nstep s\n  infer d chooses b if x > 1": "implies",
    "decision d\n  state no fire : 1\n  option go : 1 in fire": "`no_fire`",
    "step s\n  infer forall y: white(y)": "`forall y : kind: …`",
    "step s\n  infer exists y in swan: white(y)": "`exists y : swan: …`",
    "decision d\n  option a : 1\n  option b : 2\nstep s\n  infer choose a": "d chooses a",
    "step s\n  infer x(p) > 0": "function x(kind) : real",
    "step s\n  infer p(x)": "predicate p(kind)",
    "game g\n  player ann : in, out\n  player bob : a, b": "in_1",
    "premise r credence 1/3 : p": "0.3333 .. 0.3334",
}


@pytest.mark.parametrize(("text", "wanted"), HINTS.items(), ids=HINTS.values())
def test_the_hint_says_how_it_is_written(text: str, wanted: str) -> None:
    parsed = parse(f"{HEAD}{text}\n", "test.arg")
    found = [*parsed.diagnostics, *elaborate(parsed).diagnostics]
    assert any(wanted in (each.hint or "") for each in found if each.code.startswith("E")), found


@pytest.mark.parametrize("kind", ["predicate", "function"])
def test_a_predicate_or_function_cannot_have_the_name_of_a_word(kind: str) -> None:
    (found,) = parse(f"{HEAD}{kind} prefers(swan, swan)\n", "test.arg").diagnostics
    assert (found.code, found.span.line, found.fix) == ("E015", 6, "prefers_1")


def test_a_quantity_may_still_be_called_predicate_at_the_start_of_a_line() -> None:
    text = "quantity predicate : real\nstep s\n  infer x > 0 or\n    predicate in (0, 1] or\n    predicate and (p)\n"
    assert not [each for each in parse(HEAD + text, "test.arg").diagnostics if each.code == "E015"]
