"""Z3 in its own process: exact answers, simple points, and a program that outlives its solver."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from argcheck.logic.formula import FALSE, TRUE, Not, Problem, Proposition, both, either, truth
from argcheck.provers.backend import Budget, Outcome, Status
from argcheck.provers.positivity import Positivity
from argcheck.provers.smtlib import encode
from argcheck.provers.z3_prover import Z3Prover
from tests.provers.prover_problems import names, problem
from tests.provers.test_positivity import TABLE, small_problems

x, y, z, c, D, w, n, k, m = names("x y z c D w n k m")
rain, snow = Proposition("rain"), Proposition("snow")
FERMAT = problem(x >= 1, y >= 1, z >= 1, (x**3 + y**3).equals(z**3), integers="x y z")
ENDLESS = Budget(10**9, 0.3)


@pytest.fixture(scope="module")
def z3() -> Iterator[Z3Prover]:
    with Z3Prover() as prover:
        yield prover


def holds(asked: Problem, found: Outcome) -> bool:
    model = found.model
    return model is not None and all(truth(part, model.numbers, model.propositions) for part in asked.assertions)


@pytest.mark.parametrize("name", [name for name in TABLE if "50" not in name and "quotients" not in name])
def test_agrees_with_the_table(z3: Z3Prover, name: str) -> None:
    proved, missed = TABLE[name]
    assert z3.solve(proved, Budget()).status is Status.UNSAT
    found = z3.solve(missed, Budget())
    assert found.status is Status.SAT
    assert found.model is not None
    assert found.model.irrational or holds(missed, found)


@given(small_problems())
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_points_hold_and_refutations_agree_with_positivity(z3: Z3Prover, asked: Problem) -> None:
    found = z3.solve(asked, Budget())
    if found.status is Status.SAT:
        assert found.model is not None
        assert found.model.irrational or holds(asked, found)
        assert Positivity().solve(asked, Budget()).status is Status.UNKNOWN
    simple = z3.simplest(asked, ("x", "y"), Budget())
    assert simple.status is found.status
    if simple.model is not None and not simple.model.irrational:
        assert holds(asked, simple)


def test_a_core_names_a_smallest_contradiction(z3: Z3Prover) -> None:
    asked = problem(c > 0, D > 0, w >= 0, w < 1, c >= D, w * D >= c, x > 3, labels="c D w below cheap pays idle")
    assert set(z3.solve(asked, Budget()).core or ()) == {"D", "below", "cheap", "pays"}


def test_a_core_is_not_misled_by_what_is_plainly_true(z3: Z3Prover) -> None:
    asked = problem(TRUE, TRUE, both(x > 1, y > 1), x < 0, labels="first second both below")
    assert z3.solve(asked, Budget()).core == ("both", "below")
    assert z3.solve(problem(x > 1, FALSE, labels="idle false"), Budget()).core == ("false",)


def test_simplest_prefers_small_whole_numbers(z3: Z3Prover) -> None:
    asked = problem(c > 0, D > 0, w > 0, n >= 1, w * D <= c, n * w * D > c, integers="n")
    found = z3.simplest(asked, ("c", "D", "w", "n"), Budget())
    assert found.model is not None
    assert found.model.numbers == {"c": 1, "D": 1, "w": 1, "n": 2}


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (Fraction(0), Fraction(1), Fraction(1, 2)),
        (Fraction(30, 100), Fraction(32, 100), Fraction(4, 13)),
        (Fraction(-10), Fraction(-3), Fraction(-4)),
        (Fraction(1000), Fraction(1001), Fraction(2001, 2)),
    ],
)
def test_simplest_finds_the_simplest_fraction_of_an_interval(
    z3: Z3Prover, low: Fraction, high: Fraction, expected: Fraction
) -> None:
    found = z3.simplest(problem(x > low, x < high), ("x",), Budget())
    assert found.model is not None
    assert found.model.numbers == {"x": expected}


def test_simplest_does_not_forget_a_variable(z3: Z3Prover) -> None:
    found = z3.simplest(problem(x > 0, y > x, z > y), ("y",), Budget())
    assert found.model is not None
    assert found.model.numbers == {"x": Fraction(1, 2), "y": 1, "z": 2}


def test_simplest_keeps_integers_whole(z3: Z3Prover) -> None:
    found = z3.simplest(problem(n > Fraction(13, 2), n * x > 50, x < 7, integers="n"), ("x", "n"), Budget())
    assert found.model is not None
    assert found.model.numbers["n"].denominator == 1
    assert found.model.numbers["x"] == 1


def test_simplest_decides_propositions(z3: Z3Prover) -> None:
    asked = problem(either(Not(rain), x > 2), either(rain, snow), x < 2)
    found = z3.simplest(asked, ("x",), Budget())
    assert found.model is not None
    assert found.model.propositions == {"rain": False, "snow": True}
    assert found.model.numbers == {"x": 1}


@pytest.mark.parametrize("order", [("x", "y"), ("y", "x")])
def test_an_irrational_value_comes_as_a_root(z3: Z3Prover, order: tuple[str, ...]) -> None:
    found = z3.simplest(problem((x * x).equals(2), x > 0, y > x), order, Budget())
    assert found.model is not None
    coefficients, below, above = found.model.irrational["x"]
    assert coefficients == (-2, 0, 1)
    assert below**2 < 2 < above**2
    assert found.model.numbers == {"y": 2}


def test_odd_names_do_no_harm(z3: Z3Prover) -> None:
    strange = names("a|b")[0]
    bar, space = names("a!b")[0], names("x")[0]
    found = z3.solve(problem(strange > 1, bar < 0, space > 0, Proposition("x"), labels="x x x) |"), Budget())
    assert found.model is not None
    assert found.model.numbers["a|b"] > 1
    assert found.model.numbers["a!b"] < 0
    assert found.model.propositions == {"x": True}


@pytest.mark.parametrize("name", ["pi", "euler", "abs", "div", "mod", "true", "not", "is_int", "to_real", "exp", "e"])
def test_a_name_that_means_something_to_the_solver_does_not_here(z3: Z3Prover, name: str) -> None:
    (quantity,) = names(name)
    asked = problem(quantity > 100, Not(Proposition(name)), labels=f"{name} and")
    found = z3.solve(asked, Budget())
    assert holds(asked, found)
    assert z3.solve(problem(quantity > 4, quantity < 4, labels="true false"), Budget()).core == ("true", "false")


def test_the_text_is_exact_smt_lib() -> None:
    text = encode(problem(Fraction(1, 10) * x * n > 1, n >= 2, integers="n", labels="a b"))
    assert text.splitlines() == [
        "(declare-const |n.| Int)",
        "(declare-const |x.| Real)",
        "(assert (! (> (+ (- 10.0) (* (to_real |n.|) |x.|)) 0.0) :named |a:|))",
        "(assert (! (>= (+ (- 2) |n.|) 0) :named |b:|))",
    ]


def test_a_hopeless_query_is_unknown_and_says_why(z3: Z3Prover) -> None:
    assert z3.solve(FERMAT, ENDLESS).reason == "the time ran out"
    assert z3.solve(FERMAT, Budget(100_000, 10.0)).reason == "the solver's resource limit was reached"
    assert z3.solve(problem(x > 0), Budget()).status is Status.SAT


def test_a_solver_that_does_not_stop_is_ended() -> None:
    with Z3Prover() as prover:
        prover.solve(problem(x > 0), Budget())
        assert prover._process is not None
        os.kill(prover._process.pid, signal.SIGSTOP)  # as unresponsive as can be
        found = prover.solve(problem(x > 0), ENDLESS)
        assert found.status is Status.UNKNOWN
        assert "ended" in found.reason
        assert prover.solve(problem(x > 0), Budget()).status is Status.SAT


def test_a_solver_killed_between_queries_is_replaced() -> None:
    with Z3Prover() as prover:
        prover.solve(problem(x > 0), Budget())
        assert prover._process is not None
        prover._process.kill()
        assert prover.solve(problem(x > 0), Budget()).status is Status.SAT


def test_a_solver_killed_in_the_middle_is_replaced() -> None:
    with Z3Prover() as prover:
        prover.solve(problem(x > 0), Budget())
        first = prover._process
        assert first is not None
        threading.Timer(0.1, first.kill).start()
        found = prover.solve(FERMAT, Budget(10**9, 0.4))
        assert found.status is Status.UNKNOWN
        assert prover._process is not first
        assert prover.solve(problem(x > 0), Budget()).status is Status.SAT


def test_without_a_solver_the_answer_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with Z3Prover() as prover:
        found = prover.solve(problem(x > 0), Budget())
    assert found.status is Status.UNKNOWN
    assert "could not be run" in found.reason


INTERRUPTED = """
import sys
sys.path[:0] = sys.argv[1:]
from tests.provers.prover_problems import problem
from test_z3 import FERMAT
from argcheck.provers.backend import Budget
from argcheck.provers.z3_prover import Z3Prover
prover = Z3Prover()
prover.solve(problem(), Budget())
process = prover._process
print("ready", flush=True)
try:
    prover.solve(FERMAT, Budget(10**9, 60.0))
except KeyboardInterrupt:
    print("interrupted", process.poll() is not None, flush=True)
"""


def test_an_interrupt_goes_through_at_once_and_ends_the_solver() -> None:
    folders = [str(Path(__file__).parent), str(Path(__file__).parents[2])]
    command = [sys.executable, "-c", INTERRUPTED, *folders]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
        time.sleep(0.2)  # long enough for the query to be under way
        program.send_signal(signal.SIGINT)
        assert program.stdout.readline() == "interrupted True\n"


def test_a_worker_whose_asker_is_gone_ends_in_the_middle_of_a_query() -> None:
    """No process may be left behind, even when argcheck is ended by force."""
    script = "(declare-const x Int)(declare-const y Int)(declare-const z Int)(assert (> x 0))(assert (> y 0))"
    query = script + "(assert (= (+ (* x x x) (* y y y)) (* z z z)))"
    request = {"do": "solve", "text": query, "resources": 4_000_000_000, "seconds": 600.0}
    with subprocess.Popen(
        [sys.executable, "-m", "argcheck.provers.z3_worker"], stdin=subprocess.PIPE, text=True
    ) as worker:
        assert worker.stdin is not None
        worker.stdin.write(json.dumps(request) + "\n")
        worker.stdin.close()
        assert worker.wait(60) == 0
