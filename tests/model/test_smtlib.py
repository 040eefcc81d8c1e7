"""SMT-LIB 2 scripts as arguments: verdicts are what solvers answer, and what cannot be read is told with its place."""

from __future__ import annotations

import pytest
import z3
from hypothesis import given, settings
from hypothesis import strategies as st

from argcheck.analyses.check import check_argument
from argcheck.api import export
from argcheck.language.format import format_source
from argcheck.language.parse import parse
from argcheck.model.argument import Argument
from argcheck.model.elaborate import elaborate
from argcheck.model.imports.result import NotImported
from argcheck.model.imports.smtlib import import_smtlib
from tests.model.scripts import ALL, DIVISIONS, HYBRID_SYSTEM, RANKING, REWRITING

ANSWERS = {"valid": "unsat", "vacuous": "unsat", "mixed": "sat", "refuted": "sat"}


def argument(text: str) -> Argument:
    parsed = parse(text, "test.arg")
    found = elaborate(parsed)
    assert not parsed.diagnostics and found.argument is not None, (parsed.diagnostics, found.diagnostics, text)
    assert format_source(parsed.source) == text
    return found.argument


def verdict(script: str) -> str:
    (step,) = check_argument(argument(import_smtlib(script, "test").text)).steps
    return step.verdict.value


def answer(script: str) -> str:
    solver = z3.Solver()
    solver.set("timeout", 10_000)
    solver.from_string(script)
    return str(solver.check())


@pytest.mark.parametrize("script", ALL.values(), ids=ALL)
def test_the_verdict_is_what_a_solver_answers(script: str) -> None:
    assert ANSWERS[verdict(script)] == answer(script)
    assert f":status {answer(script)}" in script


@pytest.mark.parametrize(("wanted", "script"), DIVISIONS.values(), ids=DIVISIONS)
def test_division_means_what_it_means_there(wanted: str, script: str) -> None:
    assert answer(script) == wanted
    assert ANSWERS[verdict(script)] == wanted


def test_a_division_that_may_be_by_0_is_told() -> None:
    found = import_smtlib(DIVISIONS["perhaps 0"][1], "test")
    assert "x != 0 implies quotient*x = 1" in found.text
    assert any("may be 0" in told for told in found.remarks)
    assert "quotient" not in import_smtlib(DIVISIONS["known not to be 0"][1], "test").text


def test_names_are_mapped_and_reported() -> None:
    found = import_smtlib(HYBRID_SYSTEM, "test")
    assert 'quantity speed_0_t : real "speed.0@t in the file"' in found.text
    assert "`mode.fast!0` is `mode_fast_0`" in found.remarks[0]
    assert 'quantity max_2 : integer "max in the file"' in import_smtlib(REWRITING, "test").text


def test_the_conclusion_may_be_named() -> None:
    text = import_smtlib(RANKING, "test", "supporting invariant").text
    assert "infer lambda_1 - lambda_2 != c_x" in text and "premise step_2" in text
    with pytest.raises(NotImported, match="no assertion is named `goal`"):
        import_smtlib(RANKING, "test", "goal")
    named = "(declare-const x Real)(assert (! (not (> x 0.0)) :named goal))(assert (> x 1.0))"
    assert "infer x > 0" in import_smtlib(named, "test").text


def test_what_the_file_says_of_the_answer_is_expected() -> None:
    (step,) = check_argument(argument(import_smtlib(RANKING, "test").text)).steps
    assert step.as_expected and step.expected is not None and step.expected.value == "invalid"


def test_large_shared_parts_do_not_explode() -> None:
    lines = ["(declare-const x0 Real)", "(assert (> x0 0.0))", "(assert (not (> (let ((y0 (+ x0 x0 1.0)))"]
    lines += [f"(let ((y{n} (+ y{n - 1} (* y{n - 1} 2.0) y{n - 1} 1.0)))" for n in range(1, 30)]
    script = "\n".join(lines) + " y29" + ")" * 29 + ") 0.0)))"
    text = import_smtlib(script, "test").text
    assert len(text) < 20_000
    assert verdict(script) == "valid"


def test_long_conjunctions_and_sums_can_be_read() -> None:
    total = "(+ " + " ".join(f"(* {n}.0 x)" for n in range(1, 300)) + ")"
    either = "(or " + " ".join(f"(= x {n}.0)" for n in range(1, 300)) + ")"
    script = f"(declare-const x Real)(assert {either})(assert (not (> {total} 0.0)))"
    argument(import_smtlib(script, "test").text)


FAULTS = [
    ("(assert (> x 0))", 1, 12, "`x` is not declared"),
    ("(declare-const speed Real)\n(assert (> sped 0))", 2, 12, "not declared"),
    ("(declare-const a (Array Int Int))", 1, 18, "the sort `Array` is not supported"),
    ("(pop 1)", 1, 1, "no level"),
    ("(declare-sort S 1)", 1, 1, "made of others"),
    ("(declare-datatypes ((L 0)) (((nil) (cons (tl L)))))", 1, 1, "constructors that take something"),
    ("(declare-const x Int) (assert (= x #x1F))", 1, 36, "is not a number"),
    ("(define-fun-rec f ((n Int)) Int (f n))", 1, 2, "recursive"),
    ("(declare-const x Real)\n(assert (forall ((y Real)) (> (/ x y) 0)))", 2, 31, "inside a quantifier"),
    ("(declare-fun f (Int) Int)\n(assert (forall ((y Int)) (> (f y) 0)))", 2, 30, "inside a quantifier"),
    ("(declare-const x Real)\n(assert (> (sin x) 0))", 2, 13, "the operator `sin` is not supported"),
    ("(declare-const x Real) (assert x)", 1, 32, "sort Bool is expected"),
    ("(declare-fun f (Int) Int) (assert (= (f 1 2) 0))", 1, 38, "takes 1 arguments, not 2"),
    ("(declare-sort S 0)(declare-const a S)(assert (> a a))", 1, 46, "does not take these sorts"),
    ("(declare-const x Real) (assert (> x 0)", 1, 24, "never closed"),
    ("(declare-const x Real))", 1, 23, "closes nothing"),
    ("(declare-const x Real) (assert (> x |0))", 1, 37, "never closed"),
    ("(set-logic QF_BV)(declare-const x (_ BitVec 8))", 1, 35, "the sort `BitVec` is not supported"),
    ("(define-fun f ((x Real)) Real (f x))\n(assert (> (f 1.0) 0.0))", 1, 31, "uses itself"),
    ("(declare-const x Real)(assert (not))", 1, 31, "does not take 0 arguments"),
    ("(declare-const x Real)(assert (= x true))", 1, 31, "does not take these sorts"),
    ("(set-logic QF_LRA)", 1, 1, "nothing is asserted"),
]


@pytest.mark.parametrize(("script", "line", "column", "message"), FAULTS)
def test_what_cannot_be_read_is_told_with_its_place(script: str, line: int, column: int, message: str) -> None:
    with pytest.raises(NotImported) as raised:
        import_smtlib(script, "test")
    (fault,) = raised.value.diagnostics
    assert (fault.span.line, fault.span.column) == (line, column)
    assert message in fault.message


def test_every_fault_of_a_script_is_told() -> None:
    with pytest.raises(NotImported) as raised:
        import_smtlib("(pop 1)\n(declare-sort S 1)\n(assert (> x 0))", "test")
    assert len(raised.value.diagnostics) == 2


def test_a_script_nested_beyond_measure_is_refused() -> None:
    script = "(declare-const p Bool)(assert " + "(not " * 5_000 + "p" + ")" * 5_000 + ")"
    with pytest.raises(NotImported, match="nested too deeply"):
        import_smtlib(script, "test")


ROUND = """
argument "There and back"
quantity x, y : real
quantity n : integer >= 0
quantity gamma : real in (0, 1)
proposition rain, if_so
premise positive : x > 0
premise less : gamma*x < y
step follows
  from positive, less
  infer y/gamma > x
step sometimes
  from positive
  infer y > x
step never
  from positive
  infer x^2 < 0 or max(x, y) < 0
step nothing
  given x < y and y < x
  infer rain
step whole
  given 0 < n < 2
  infer n = 1
step plain
  given (rain implies if_so) and rain
  infer if_so
step evident
  from positive
  infer x > 0
step absurd
  given rain
  infer not rain
"""


def test_an_argument_comes_back_with_its_verdicts() -> None:
    original = elaborate(parse(ROUND, "test.arg")).argument
    assert original is not None
    before = {step.name: step.verdict.value for step in check_argument(original).steps}
    files = export(original, "smt2").files
    after = {name.removesuffix(".smt2"): verdict(text) for name, text in files.items()}
    assert after == before
    assert set(before.values()) == {"valid", "mixed", "refuted", "vacuous"}


# ---- random scripts: verdicts never part from a solver's answers ------------------------------------------

NUMBERS = st.recursive(
    st.sampled_from(["x", "y", "0.0", "1.0", "(- 2.0)", "(/ 1 3)"]),
    lambda inner: st.one_of(
        st.tuples(st.sampled_from(["+", "-", "*", "/"]), inner, inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
        inner.map(lambda t: f"(- {t})"),
        st.tuples(inner, inner).map(lambda t: f"(let ((z {t[0]})) (+ z {t[1]}))"),
        st.tuples(inner, inner).map(lambda t: f"(ite p {t[0]} {t[1]})"),
    ),
    max_leaves=3,
)
COMPARED = st.tuples(st.sampled_from(["<", "<=", "=", ">", "distinct"]), NUMBERS, NUMBERS)
FORMULAS = st.recursive(
    st.one_of(st.just("p"), COMPARED.map(lambda t: f"({t[0]} {t[1]} {t[2]})")),
    lambda inner: st.one_of(
        st.tuples(st.sampled_from(["and", "or", "=>", "xor", "="]), inner, inner).map(
            lambda t: f"({t[0]} {t[1]} {t[2]})"
        ),
        inner.map(lambda t: f"(not {t})"),
    ),
    max_leaves=3,
)


@settings(max_examples=40, deadline=None)
@given(st.lists(FORMULAS, min_size=1, max_size=3))
def test_random_scripts_keep_their_meaning(formulas: list[str]) -> None:
    script = "(declare-const x Real)(declare-const y Real)(declare-const p Bool)"
    script += "".join(f"(assert {each})" for each in formulas)
    found, wanted = verdict(script), answer(script)
    assert found == "undecided" or wanted == "unknown" or ANSWERS[found] == wanted
