"""SMT-LIB 2 scripts with sorts, functions, quantifiers, levels and several queries keep their meaning."""

from __future__ import annotations

import re

import pytest
import z3
from hypothesis import given, settings
from hypothesis import strategies as st

from argcheck.analyses.check import check_argument
from argcheck.api import export
from argcheck.language.parse import parse
from argcheck.model.elaborate import elaborate
from argcheck.model.imports.result import NotImported
from argcheck.model.imports.smtlib import import_smtlib

ANSWERS = {"valid": "unsat", "vacuous": "unsat", "mixed": "sat", "refuted": "sat"}

UF = "(declare-sort U 0)(declare-fun a () U)(declare-fun b () U)(declare-fun f (U) U)(declare-fun p (U) Bool)"
INT = "(declare-const x Int)(declare-const y Int)(declare-const z Int)"
REAL = "(declare-const r Real)(declare-const s Real)"

SCRIPTS = {
    "equals for equals": f"{UF}(assert (= a b))(assert (not (= (f a) (f b))))(check-sat)",
    "not one to one": f"{UF}(assert (= (f a) (f b)))(assert (not (= a b)))(check-sat)",
    "nested applications": f"{UF}(assert (= (f (f (f a))) a))(assert (= (f (f (f (f (f a))))) a))"
    "(assert (not (= (f a) a)))(check-sat)",
    "all and some": f"{UF}(assert (forall ((x U)) (p x)))(assert (not (exists ((x U)) (p x))))(check-sat)",
    "some and all": f"{UF}(assert (exists ((x U)) (p x)))(assert (not (forall ((x U)) (p x))))(check-sat)",
    "a choice of members": f"{UF}(declare-const q Bool)"
    "(assert (not (= (f (ite q a b)) (ite q (f a) (f b)))))(check-sat)",
    "distinct members": f"{UF}(declare-fun c () U)(assert (distinct a b c))(assert (or (= a b) (= b c)))(check-sat)",
    "functions of numbers": f"{INT}(declare-fun g (Int) Int)(assert (= x (+ y 1)))"
    "(assert (not (= (g x) (g (+ 1 y)))))(check-sat)",
    "functions that differ": f"{INT}(declare-fun g (Int) Int)(declare-fun h (Int) Int)"
    "(assert (not (= (g x) (h x))))(check-sat)",
    "functions of truth values": "(declare-const q Bool)(declare-fun g (Bool) Bool)"
    "(assert (not (= (g (g (g q))) (g q))))(check-sat)",
    "functions of both": f"{UF}{INT}(declare-fun at (U Int) U)(assert (= a b))(assert (= x 2))"
    "(assert (distinct (at a x) (at b 2)))(check-sat)",
    "numbers of members": f"{UF}(declare-fun size (U) Int)(assert (= (size a) (+ (size b) 1)))"
    "(assert (= a b))(check-sat)",
    "listed members": "(declare-datatypes ((C 0)) (((red) (green))))(declare-const c C)"
    "(assert (not (= c red)))(assert (not (= c green)))(check-sat)",
    "listed members, both": "(declare-datatype C ((red) (green)))(declare-const c C)(assert (not (= c red)))"
    "(check-sat)",
    "quantified numbers": f"{REAL}(assert (forall ((t Real)) (=> (> t 0.0) (> (* r t) 0.0))))"
    "(assert (<= r 0.0))(check-sat)",
    "quantified truth": "(declare-fun q () Bool)(assert (forall ((t Bool)) (=> t q)))(assert (not q))(check-sat)",
    "whole division": f"{INT}(assert (= x (- 7)))(assert (not (and (= (div x 2) (- 4)) (= (mod x 2) 1)"
    " (= (div x (- 2)) 4) (= (mod x (- 2)) 1))))(check-sat)",
    "whole division by a term": f"{INT}(assert (> y 0))(assert (>= x 0))(assert (> (* y (div x y)) x))(check-sat)",
    "whole division by 0": f"{INT}(assert (= y 0))(assert (= (div x y) (+ (div x 1) 5)))(check-sat)",
    "whole division by 0 twice": f"{INT}(assert (= y 0))(assert (= z 0))"
    "(assert (not (= (mod x y) (mod x z))))(check-sat)",
    "division by the number 0": f"{REAL}(assert (> (/ r 0.0) 1.0))(assert (< (/ s 0.0) 0.0))(check-sat)",
    "equals divided by the number 0": f"{REAL}(assert (= r s))(assert (> (/ r 0.0) (/ s 0.0)))(check-sat)",
    "guarded division": f"{REAL}(assert (=> (> r 0.0) (> (/ s r) 0.0)))(assert (> r 1.0))(assert (<= s 0.0))"
    "(check-sat)",
    "whole parts": f"{REAL}{INT}(assert (= x (to_int r)))(assert (not (is_int r)))(assert (>= (to_real x) r))"
    "(check-sat)",
    "chains": "(declare-const o Bool)(declare-const q Bool)(declare-const t Bool)"
    "(assert (=> o q t))(assert (xor o q t))(assert (and o (not t)))(check-sat)",
    "old words": "(declare-const x Real)(assert (not (implies (< 1. x) (< x (* x x)))))(check-sat)",
    "negative numerals": "(declare-const x Real)(assert (< x -1.5))(assert (> x -1))(check-sat)",
    "the name of an assertion": "(declare-const x Real)(assert (! (> x 1.0) :named |more than 1|))"
    "(assert (=> |more than 1| (< x 0.0)))(check-sat)",
    "a definition with parameters": f"{REAL}(define-fun twice ((t Real)) Real (* 2.0 t))"
    "(assert (= (twice r) s))(assert (not (= (/ s 2.0) r)))(check-sat)",
    "quoted symbols": "(declare-const |a b| Real)(declare-const |a-b| Real)(assert (> |a b| |a-b|))(check-sat)",
    "levels": f"{REAL}(assert (> r 0.0))(push 1)(assert (< r 0.0))(check-sat)(pop 1)(check-sat)"
    "(assert (= r 1.0))(check-sat)",
    "declared anew": "(push 1)(declare-const t Int)(assert (= (* 2 t) 1))(check-sat)(pop 1)"
    "(declare-const t Real)(assert (= (* 2.0 t) 1.0))(check-sat)",
    "defined anew": "(declare-const t Real)(push 1)(define-fun d () Bool (> t 0.0))(assert d)(check-sat)(pop 1)"
    "(define-fun d () Bool false)(assert d)(check-sat)",
    "assumptions": "(declare-const o Bool)(declare-const q Bool)(assert (=> o q))"
    "(check-sat-assuming (o (not q)))(check-sat-assuming (q (not o)))(check-sat)",
    "a quotient of a level that has ended": f"{REAL}(define-fun d () Bool (= (/ r s) 1.0))(push 1)(assert d)"
    "(assert (= r (* 2.0 s)))(assert (> s 0.0))(check-sat)(pop 1)(assert (> s 0.0))(assert (= r (* 3.0 s)))"
    "(assert d)(check-sat)",
    "begun anew": "(declare-const t Real)(assert (> t 0.0))(check-sat)(reset)(declare-const t Real)"
    "(assert (> t t))(check-sat)",
}


def answers(script: str) -> list[str]:
    context = z3.Context()  # which must outlive the call
    said = z3.Z3_eval_smtlib2_string(context.ref(), script)
    return re.findall(r"\bsat\b|\bunsat\b|\bunknown\b", said)


def verdicts(script: str, query: int | None = None) -> list[str]:
    parsed = parse(import_smtlib(script, "test", query=query).text, "test.arg")
    found = elaborate(parsed).argument
    assert not parsed.diagnostics and found is not None
    return [step.verdict.value for step in check_argument(found).steps]


@pytest.mark.parametrize("script", SCRIPTS.values(), ids=SCRIPTS)
def test_every_query_is_answered_as_a_solver_answers_it(script: str) -> None:
    found = [ANSWERS[verdict] for verdict in verdicts(script)]
    assert found == answers(script)


def test_one_query_of_several_is_read() -> None:
    for number, wanted in enumerate(answers(SCRIPTS["levels"]), 1):
        (found,) = verdicts(SCRIPTS["levels"], number)
        assert ANSWERS[found] == wanted
    with pytest.raises(NotImported, match="there is no query 4: the file has 3"):
        import_smtlib(SCRIPTS["levels"], "test", query=4)


def test_each_query_has_the_status_that_stands_before_it() -> None:
    script = SCRIPTS["levels"].replace("(check-sat)", "(set-info :status unsat)(check-sat)", 1)
    text = import_smtlib(script, "test").text
    assert text.count("the file says that it follows") == 1


KINDS = """
argument "Kinds there and back"
kind person
kind weather = rain or sun
predicate loves(person, person)
predicate wet(weather)
function age(person) : integer >= 0
function friend(person) : person
constant ann : person
quantity t : real
premise all : forall x : person: exists y : person: loves(x, y) and age(y) > t
premise friends : forall x, y : person: friend(x) = friend(y) implies x = y
step someone
  from all
  infer exists y : person: loves(ann, y)
step herself
  from all
  infer loves(ann, ann)
step weathers
  infer forall w : weather, v : weather: w = v or wet(w) or not wet(w)
step single
  from friends
  given friend(ann) = friend(friend(ann))
  infer ann = friend(ann)
""".replace("forall w : weather, v : weather:", "forall w, v : weather:")


def test_a_step_about_open_kinds_comes_back_with_its_verdict() -> None:
    original = elaborate(parse(KINDS, "test.arg")).argument
    assert original is not None
    before = {step.name: step.verdict.value for step in check_argument(original).steps}
    found = export(original, "smt2")
    assert not found.left_out
    for name, text in found.files.items():
        (status,) = re.findall(r":status (\w+)", text)
        assert answers(text) in ([status], ["unknown"]) and status == ANSWERS[before[name.removesuffix(".smt2")]]
        assert [ANSWERS[each] for each in verdicts(text)] == [status]


# ---- random scripts about members of a sort ----------------------------------------------------------------

MEMBERS = st.recursive(
    st.sampled_from(["a", "b"]),
    lambda inner: st.one_of(
        inner.map(lambda t: f"(f {t})"), st.tuples(inner, inner).map(lambda t: f"(ite q {t[0]} {t[1]})")
    ),
    max_leaves=2,
)
ATOMS = st.one_of(
    st.just("q"),
    MEMBERS.map(lambda t: f"(p {t})"),
    st.tuples(MEMBERS, MEMBERS).map(lambda t: f"(= {t[0]} {t[1]})"),
    st.tuples(MEMBERS, MEMBERS).map(lambda t: f"(> (n {t[0]}) (n {t[1]}))"),
    st.tuples(st.sampled_from(["forall", "exists"]), MEMBERS).map(
        lambda t: f"({t[0]} ((v U)) (or (p v) (= v {t[1]})))"
    ),
)
FORMULAS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        inner.map(lambda t: f"(not {t})"),
        st.tuples(st.sampled_from(["and", "or", "=>", "xor"]), inner, inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
    ),
    max_leaves=3,
)


@settings(max_examples=15, deadline=None)
@given(st.lists(FORMULAS, min_size=1, max_size=3))
def test_random_scripts_about_members_keep_their_meaning(formulas: list[str]) -> None:
    asserted = "".join(f"(assert {each})" for each in formulas)
    script = f"{UF}(declare-const q Bool)(declare-fun n (U) Int){asserted}(check-sat)"
    (found,), (wanted,) = verdicts(script), answers(script)
    assert found == "undecided" or wanted == "unknown" or ANSWERS[found] == wanted
