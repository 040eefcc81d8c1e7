"""What a step becomes: its quantities, facts, goal, hints and expectation."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from argcheck.diagnostics import NOWHERE, Severity
from argcheck.language import syntax as s
from argcheck.language.parse import parse
from argcheck.model.elaborate import elaborate
from argcheck.model.operators import Sort
from argcheck.model.show import show
from argcheck.model.verdict import Expected

BASE = """\
argument "An argument" source "Someone" about "something"
quantity c, D : real > 0 "stakes"
quantity w : real >= 0
quantity n : integer in [1, 10]
quantity p : probability
quantity far : real > c + D
proposition aware "knows"
define double(x) = x + x "twice"
premise base "so it is" at "section 1" credence 0.6 .. 0.9 : c > D
"""


def _inference(argument, name, index=0):
    return argument.step(name).inferences[index]


def test_a_step_gets_bounds_sources_and_givens_in_that_order(load):
    argument = load(BASE + "step s from base given w > 0 given aware infer double(w) > p")
    inference = _inference(argument, "s")
    assert [(f.role, f.name, f.text) for f in inference.facts] == [
        ("bound", "c", "c > 0"),
        ("bound", "D", "D > 0"),
        ("bound", "w", "w >= 0"),
        ("bound", "p", "p >= 0"),
        ("bound", "p", "p <= 1"),
        ("premise", "base", "c > D"),
        ("given", "given", "w > 0"),
        ("given", "given", "aware"),
    ]
    assert [q.name for q in inference.quantities] == ["c", "D", "w", "p", "aware"]
    assert show(inference.goal) == "w + w > p"
    assert inference.goal_text == "double(w) > p"


def test_quantities_are_closed_under_their_bounds(load):
    inference = _inference(load(BASE + "step s infer far > 1"), "s")
    assert [q.name for q in inference.quantities] == ["c", "D", "far"]
    assert [f.text for f in inference.facts] == ["c > 0", "D > 0", "far > c + D"]


def test_a_step_used_by_another_gives_its_given_and_goal_but_not_its_premises(load):
    argument = load(BASE + "step s from base given w > 1 given aware infer w > 0\nconclusion t from s infer aware")
    fact = _inference(argument, "t").facts[-1]
    assert (fact.role, fact.name) == ("lemma", "s")
    assert show(fact.formula) == "w > 1 and aware implies w > 0"
    assert fact.text == "w > 1 and aware implies w > 0"
    assert "base" not in [f.name for f in _inference(argument, "t").facts]
    assert argument.step("t").kind == "conclusion"


def test_the_argument_keeps_what_reports_print(load):
    argument = load(BASE + "step s from base infer w > 0")
    assert (argument.title, argument.source, argument.about) == ("An argument", "Someone", "something")
    assert argument.definitions[0].text == "x + x"
    assert argument.premises[0].credence == (Fraction(3, 5), Fraction(9, 10))
    assert argument.premises[0].where == "section 1"
    assert [q.sort for q in argument.quantities if q.name in ("n", "aware", "p")] == [
        Sort.INTEGER,
        Sort.REAL,
        Sort.BOOL,
    ]


def test_a_bound_on_a_probability_replaces_what_it_implies(load):
    argument = load("quantity p : probability in (0, 1/2)\nstep s infer p > 0")
    assert [f.text for f in _inference(argument, "s").facts] == ["p > 0", "p < 1/2"]


def test_an_open_infinite_end_is_no_bound(load):
    argument = load("quantity x : real in [0, infinity)\nquantity y : real in (-infinity, 2]\nstep s infer x > y")
    assert [f.text for f in _inference(argument, "s").facts] == ["x >= 0", "y <= 2"]


DECISION = """\
quantity a, b : real
decision D "what to do"
  option one : a
  option two : b
  option three : utility(D.one) + 1
"""


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        ("D chooses one", "a > b and a > a + 1"),
        ("D prefers one to two", "a > b"),
        ("two dominates one in D", "b > a"),
        ("D is indifferent between one and two", "a = b"),
        ("utility(D.three) > 0", "a + 1 > 0"),
    ],
)
def test_what_is_said_of_a_decision(load, formula, shown):
    assert show(_inference(load(f"{DECISION}step s infer {formula}"), "s").goal) == shown


def test_a_decision_lists_its_payoffs(load):
    decision = load(f"{DECISION}step s infer a > b").decision("D")
    (payoffs,) = decision.payoffs
    assert [(name, show(term)) for name, term in payoffs.options] == [("one", "a"), ("two", "b"), ("three", "a + 1")]
    assert [q.name for q in payoffs.quantities] == ["a", "b"]
    assert decision.options[2] == ("three", "", "utility(D.one) + 1")


def test_hints_are_elaborated_where_they_apply(load):
    argument = load(
        BASE
        + """\
step s infer forall x : real >= 0: exists m : integer >= 1: m > x + w
  by m := ceil(x + w) + 1
  by induction on n
  by cases w = 0, w > 0
"""
    )
    hints = _inference(argument, "s").hints
    assert [(witness.name, show(witness.value)) for witness in hints.witnesses] == [("m", "ceil(x + w) + 1")]
    assert hints.induction == ("n",)
    assert [show(case) for case in hints.cases] == ["w = 0", "w > 0"]


def test_a_witness_follows_a_renamed_variable(load):
    argument = load("quantity x : real\nstep s infer forall x : real: exists y : real: y > x\n  by y := x + 1")
    inference = _inference(argument, "s")
    assert show(inference.goal) == "forall x_1 : real: exists y : real: y > x_1"
    assert show(inference.hints.witnesses[0].value) == "x_1 + 1"


def test_a_file_with_a_mistake_gives_no_argument_even_when_the_text_is_at_fault():
    span = NOWHERE
    source = s.SourceFile("x.arg", "", (s.PropositionDecl((s.Ident("p", span),), None, span),))

    class Parsed:
        lost = frozenset({"q"})
        diagnostics = ()

    parsed = Parsed()
    parsed.source = source
    assert elaborate(parsed).argument is not None
    parsed.diagnostics = elaborate(parsed).diagnostics
    assert {d.severity for d in parsed.diagnostics} == {Severity.WARNING}
    assert elaborate(parsed).argument is not None


def test_names_that_a_broken_item_meant_to_declare_are_not_reported(findings):
    found = findings("quantity a : real\nquantity b : real > (\nstep s infer a > b")
    assert all(d.code.startswith("E0") for d in found)
    assert found


def test_what_a_broken_item_leaves_out_is_not_held_against_others(findings):
    option = "decision d\n  option one : 1\n  option two : (\n"
    reading = "readings r\n  reading x\n    quantity k : real\n    define f = 1 +\n  reading y\n    define f = 2\n"
    found = findings(f"{option}{reading}step s infer d chooses two\nstep t infer f > k")
    assert found
    assert all(d.code.startswith("E0") for d in found)


def test_the_flagship_elaborates_without_a_word():
    from argcheck.language.parse import parse

    path = Path(__file__).parents[2] / "arguments" / "moe2025.arg"
    elaborated = elaborate(parse(path.read_text(encoding="utf-8"), str(path)))
    assert elaborated.diagnostics == ()
    assert elaborated.argument is not None
    readings = {step.name: len(step.inferences) for step in elaborated.argument.steps}
    assert readings["case1"] == 1
    assert readings["single"] == 4
    assert readings["late_condition"] == 2
    assert readings["forever_condition"] == 1
    assert readings["every_gap"] == 3
    expected = {i.reading[0][1]: i.expected for i in elaborated.argument.step("repair").inferences}
    assert expected == {
        "hard": Expected.REFUTED,
        "soft": Expected.REFUTED,
        "graded": Expected.VALID,
        "frictionless": Expected.REFUTED,
    }


def test_a_name_from_a_declaration_with_a_mistake_is_still_proposed() -> None:
    parsed = parse('argument "t"\nquantity benefit : real > 0 "a" "b"\nstep s\n  infer benefti > 0\n')
    found = [each for each in elaborate(parsed).diagnostics if each.code == "E104"]
    assert [each.hint for each in found] == ["did you mean `benefit`?"]
