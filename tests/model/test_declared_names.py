"""Mistakes in names and structure: what the writer is told, once, and where."""

from __future__ import annotations

import pytest

from argcheck.codes import CODES
from argcheck.diagnostics import Severity


def _errors(found):
    return [(d.code, d.span.line, d.span.column) for d in found if d.severity is Severity.ERROR]


def test_the_example_of_the_language_description(findings):
    source = "quantity c, D : real > 0\nquantity gamma : real in (0, 1)\nstep s\n  infer   (1 - gama) * D > c"
    (found,) = findings(source)
    assert (found.code, found.span.line, found.span.column, found.span.end_column) == ("E104", 4, 16, 20)
    assert found.message == "unknown quantity `gama`"
    assert (found.hint, found.fix) == ("did you mean `gamma`?", "gamma")


def test_every_mistake_is_reported_in_one_run_and_once(findings):
    source = """\
quantity c : real > 0
define f(x) = x + oops
define g(x) = f(x) + f(c)
premise p : g(c)
step s from p, missing infer f(c) > g(1) and f(1, 2) > 0
  expect valid under nothing
step t from s infer g(c) > lost
"""
    assert _errors(findings(source)) == [
        ("E104", 2, 19),
        ("E202", 4, 13),
        ("E109", 5, 16),
        ("E203", 5, 46),
        ("E108", 6, 22),
        ("E104", 7, 28),
    ]


def test_what_a_call_makes_wrong_is_reported_at_the_call(findings):
    source = (
        "quantity w : real\ndefine total(m) = sum(k from 1 to m: k)\ndefine two(m) = total(m)\nstep s infer two(w) > 0"
    )
    assert _errors(findings(source)) == [("E206", 4, 14)]


def test_what_is_wrong_in_a_definition_is_reported_there_and_not_at_its_calls(findings):
    source = "quantity w : real\ndefine f(x) = x * sum(k from 1 to w: k)\nstep s infer f(1) > f(w)"
    assert _errors(findings(source)) == [("E206", 2, 35)]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("define a = b\ndefine b = c\ndefine c = a", "`a` is defined by itself: a -> b -> c -> a"),
        (
            "decision d\n  option x : utility(d.y)\n  option y : f\ndefine f = utility(d.x)",
            "`d.x` is defined by itself: d.x -> d.y -> f -> d.x",
        ),
        (
            "readings r\n  reading one\n    define f = g\n  reading two\n    define f = 1\ndefine g = f",
            "`f` is defined by itself: f -> g -> f",
        ),
        (
            "step s from t infer 1 > 0\nstep t from u infer 1 > 0\nstep u from s infer 1 > 0",
            "`s` rests on itself: s -> t -> u -> s",
        ),
    ],
)
def test_a_circle_is_named_whole_and_once(findings, source, message):
    assert [d.message for d in findings(source) if d.severity is Severity.ERROR] == [message]


def test_what_looks_like_a_circle_across_readings_is_none(load):
    load(
        """\
readings r
  reading one
    define f = 1
    define g = f
  reading two
    define g = 2
    define f = g
step s infer f = g
"""
    )


def test_a_parameter_may_stand_for_a_formula(load):
    load("proposition p\ndefine odds(s, t) = if s and not t then 1 else 0\nstep s infer odds(p, 1 > 0) = 0")


def test_a_bound_may_use_a_definition_of_earlier_quantities_only(findings):
    assert not _errors(findings("quantity a : real > 0\ndefine f = a + 1\nquantity b : real > f\nstep s infer b > 1"))
    found = findings("define f = b + 1\nquantity a : real > f\nquantity b : real\nquantity d : real > g\ndefine g = d")
    assert _errors(found) == [("E303", 2, 19), ("E303", 4, 19)]


def test_forward_references_between_definitions_are_fine(load):
    load("define f = g + 1\ndefine g = a\nquantity a : real\nstep s infer f > a")


def test_names_of_different_kinds_may_agree(load):
    decision = "decision a\n  option a : a\n  option b : 0\n"
    load(f"quantity a : real\n{decision}premise b : a > 0\nstep s from b infer a chooses a")


def test_warnings_do_not_stop_the_check(load):
    argument = load('argument "a"\n' + "quantity a, unused : real\npremise p : a > 0\nstep s infer a > 0")
    assert [d.code for d in argument.warnings] == ["W502", "W501"]


def test_codes_of_elaboration_have_a_case_each(request):
    cases = {path.name[:4] for path in (request.config.rootpath / "tests" / "cases" / "bad").glob("*.arg")}
    mine = {code for code in CODES if code[:2] in ("E1", "E2", "E3", "W5")}
    assert mine <= cases
