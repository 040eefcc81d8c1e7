"""Arguments in the formats of other programs: what a solver answers is what the file says it answers."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import z3

from argcheck.api import export, load
from argcheck.language.parse import parse
from argcheck.model.argument import Argument
from argcheck.model.elaborate import elaborate

ARGUMENTS = Path(__file__).parent.parent.parent / "arguments"
FIRST = Path(__file__).parent.parent.parent / "docs" / "first.arg"


def argument(text: str) -> Argument:
    found = elaborate(parse(text, "test.arg")).argument
    assert found is not None
    return found


def answer(text: str) -> str:
    solver = z3.Solver()
    solver.set("timeout", 10_000)
    solver.from_string(text)
    return str(solver.check())


def status(text: str) -> str:
    found = re.search(r"\(set-info :status (\w+)\)", text)
    assert found
    return found[1]


STEPS = """
argument "Steps of every kind"
quantity x, y : real
quantity n : integer
proposition p, q
premise positive : x > 0
premise above : y > x
premise below : y < x
step follows
  from positive, above
  infer x*y > 0
step sometimes
  from positive
  infer y > x
step never
  from positive
  infer x^2 < 0
step nothing
  from above, below
  infer p
step whole
  given 0 < n < 2
  infer n = 1
step plain
  given (p implies q) and p
  infer q
step evident
  given x > 0
  infer x > 0
step absurd
  given p
  infer not p
step root
  given x >= 4
  infer sqrt(x) >= 2
"""
WANTED = {
    "follows": "unsat",
    "sometimes": "sat",
    "never": "sat",
    "nothing": "unsat",
    "whole": "unsat",
    "plain": "unsat",
    "evident": "unsat",
    "absurd": "sat",
    "root": "unsat",
}


def test_a_solver_answers_what_the_file_says() -> None:
    found = export(argument(STEPS), "smt2").files
    assert {name.removesuffix(".smt2"): status(text) for name, text in found.items()} == WANTED
    assert {name.removesuffix(".smt2"): answer(text) for name, text in found.items()} == WANTED


def test_every_query_tells_its_denial_apart() -> None:
    for text in export(argument(STEPS), "smt2").files.values():
        assert ":named |the denial of the claim:|" in text


def test_the_smallest_logic_is_named() -> None:
    found = export(argument(STEPS), "smt2").files
    logics = {name: re.findall(r"\(set-logic (\w+)\)", text) for name, text in found.items()}
    assert logics["follows.smt2"] == ["QF_NRA"]
    assert logics["sometimes.smt2"] == ["QF_LRA"]
    assert logics["whole.smt2"] == ["QF_LIA"]


def test_what_is_only_stood_in_for_is_told() -> None:
    text = argument('argument "t"\nquantity x : real > 0\nstep s\n  infer exp(x) > 1 + x + x^2')
    (query,) = export(text, "smt2").files.values()
    assert "no polynomials" in query and "exp(x)" in query


def test_steps_about_open_kinds_are_written_with_their_quantifiers() -> None:
    found = export(load(ARGUMENTS / "syllogisms.arg"), "smt2")
    assert not found.left_out
    assert "(forall (" in found.files["barbara.smt2"]


def test_readings_have_files_of_their_own() -> None:
    found = export(load(ARGUMENTS / "moe2025.arg"), "smt2", readings=[("behaviour", "hard")], steps=["single", "case1"])
    assert set(found.files) >= {"case1.smt2", "single-hard.smt2"}


def test_a_map_has_verdicts_as_data() -> None:
    (text,) = export(load(FIRST), "argdown").files.values()
    assert text.startswith('===\ntitle: "A small bet on honesty"')
    assert '[costly]: being found out costs more than the lie brings #premise {"formula": "loss > gain"}' in text
    verdicts = [json.loads(data) for data in re.findall(r"^-- \w+ (\{.*\}) --$", text, re.MULTILINE)]
    assert [one["verdicts"][0]["verdict"] for one in verdicts] == ["valid", "mixed"]
    assert verdicts[1]["verdicts"][0]["holds_iff"] == "q*loss > gain"


@pytest.mark.parametrize("sign", ["[", "<", "#", "{", "*", "//"])
def test_no_sign_of_prose_means_something_in_the_map(sign: str) -> None:
    text = f'argument "t"\nproposition p\npremise a "one {sign} two" : p\nstep s\n  from a\n  infer p'
    (found,) = export(argument(text), "argdown").files.values()
    assert f"one {''.join(chr(92) + each for each in sign)} two" in found


def test_a_graph_is_the_one_of_the_graph_command() -> None:
    (text,) = export(load(FIRST), "dot").files.values()
    assert text.startswith("digraph argument {") and '"costly" -> "honesty"' in text
