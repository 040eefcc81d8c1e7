"""Which readings a step can tell apart, and what it is under each."""

from __future__ import annotations

from argcheck.model.show import show
from argcheck.model.verdict import Expected

SOURCE = """\
quantity c : real > 0
quantity w : real >= 0
readings behaviour "how it acts"
  reading hard "all or nothing"
    define act(i) = if i > c then 1 else 0
    premise firm : act(w) = 1
  reading soft
    quantity beta : real > 0
    define act(i) = beta * i
    premise firm : beta > 1
readings gap
  reading small
    define cost = c
  reading large
    quantity c0 : real > 0
    define cost = c + c0
    decision extra
      option pay : c0
      option save : 0
define score(x) = act(x) - c
decision episode
  option wait : 0
  option go : score(w)
premise base : c > 1
"""


def _cases(load, step):
    argument = load(f"{SOURCE}{step}")
    return {tuple(r for _, r in i.reading): i for i in argument.steps[-1].inferences}


def test_a_step_that_touches_no_notion_has_one_inference(load):
    assert list(_cases(load, "step s from base infer c > 0")) == [()]


def test_a_definition_that_differs_by_reading_is_met_through_others(load):
    cases = _cases(load, "step s infer episode chooses go")
    assert {reading: show(case.goal) for reading, case in cases.items()} == {
        ("hard",): "(if w > c then 1 else 0) - c > 0",
        ("soft",): "beta*w - c > 0",
    }


def test_two_notions_give_every_combination_in_the_order_of_the_file(load):
    cases = _cases(load, "step s infer cost > act(w)")
    assert list(cases) == [("hard", "small"), ("hard", "large"), ("soft", "small"), ("soft", "large")]
    assert [notion for notion, _ in cases[("soft", "large")].reading] == ["behaviour", "gap"]
    assert [q.name for q in cases[("soft", "large")].quantities] == ["c", "w", "beta", "c0"]
    assert [q.name for q in cases[("hard", "small")].quantities] == ["c", "w"]


def test_a_quantity_of_one_reading_binds_the_step_to_it(load):
    assert list(_cases(load, "step s infer beta > 0")) == [("soft",)]
    assert list(_cases(load, "step s infer beta > c0")) == [("soft", "large")]


def test_a_decision_of_one_reading_binds_the_step_to_it(load):
    cases = _cases(load, "step s infer extra chooses pay")
    assert list(cases) == [("large",)]
    assert show(cases[("large",)].goal) == "c0 > 0"


def test_a_premise_of_a_reading_is_that_readings_own(load):
    cases = _cases(load, "step s from firm infer w > 0")
    assert {reading: case.facts[-1].text for reading, case in cases.items()} == {
        ("hard",): "act(w) = 1",
        ("soft",): "beta > 1",
    }


def test_a_lemma_brings_its_readings_along(load):
    cases = _cases(load, "step first given w > 1 infer act(w) > 0\nstep s from first infer w > 0")
    assert list(cases) == [("hard",), ("soft",)]
    assert cases[("soft",)].facts[-1].text == "w > 1 implies act(w) > 0"


def test_the_first_expectation_that_fits_wins(load):
    cases = _cases(
        load,
        "step s infer cost > act(w)\n"
        "  expect refuted; valid under hard, small; mixed under hard; undecided under large, soft",
    )
    assert {reading: case.expected for reading, case in cases.items()} == {
        ("hard", "small"): Expected.VALID,
        ("hard", "large"): Expected.MIXED,
        ("soft", "small"): Expected.REFUTED,
        ("soft", "large"): Expected.UNDECIDED,
    }


def test_without_a_default_the_other_cases_have_no_expectation(load):
    cases = _cases(load, "step s infer act(w) > 0\n  expect valid under hard")
    assert cases[("soft",)].expected is None


def test_all_premises_come_together_under_each_reading_that_they_touch(load):
    argument = load(f"{SOURCE}step s from base, firm infer w > 0")
    assert {
        tuple(r for _, r in premises.reading): [f.text for f in premises.facts if f.role == "premise"]
        for premises in argument.premise_sets
    } == {("hard",): ["act(w) = 1", "c > 1"], ("soft",): ["beta > 1", "c > 1"]}


def test_a_decision_has_payoffs_for_each_reading_that_it_touches(load):
    argument = load(f"{SOURCE}step s infer w > 0")
    assert [payoffs.reading for payoffs in argument.decision("episode").payoffs] == [
        (("behaviour", "hard"),),
        (("behaviour", "soft"),),
    ]
    assert [payoffs.reading for payoffs in argument.decision("extra").payoffs] == [(("gap", "large"),)]


def test_a_notion_met_under_one_reading_only_is_told_apart_there_only(load):
    argument = load(
        """\
quantity c : real > 0
readings outer
  reading plain
    define f = c
  reading refined
    define f = g
readings inner
  reading one
    define g = c + 1
  reading two
    define g = c + 2
step s infer f > 0
"""
    )
    assert [tuple(r for _, r in i.reading) for i in argument.step("s").inferences] == [
        ("plain",),
        ("refined", "one"),
        ("refined", "two"),
    ]


def test_what_only_exists_apart_cannot_be_used_together(findings):
    block = "  reading free\n    quantity spare : real\n"
    source = SOURCE.replace("define score", f"{block}define score") + "step s infer c0 > spare"
    (found,) = [d for d in findings(source) if d.code[0] == "E"]
    assert found.code == "E308"
    assert "under `large` there is no `spare`" in (found.hint or "")
