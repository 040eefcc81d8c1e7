"""What is measured: each function gives the rows of one table, argcheck beside its peer in the same run."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from argcheck.analyses.check import CheckOptions, searching
from argcheck.analyses.results import StepResult
from argcheck.analyses.validity import check_inference
from argcheck.api import load
from argcheck.language.parse import parse
from argcheck.model.argument import Argument, Inference
from argcheck.model.elaborate import elaborate
from argcheck.model.operators import Sort
from argcheck.model.terms import App, Term, Var, negation, num, substitute
from argcheck.model.verdict import Verdict
from benchmarks.peer import ask, query

ROOT = Path(__file__).parent.parent
FLAGSHIP = ROOT / "arguments" / "moe2025.arg"
GERM_STEPS = ("single", "shared", "together", "repair")
LENGTHS = (*((size, size) for size in range(2, 9)), (20, 50))

Row = tuple[str, ...]


def whole_file(runs: int) -> Iterator[Row]:
    """The flagship from nothing and from memory, against importing the two libraries it leans on."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"ARGCHECK_CACHE": folder, "PYTHONPATH": str(ROOT)}
        check = ["-m", "argcheck", "check", "--quiet", str(FLAGSHIP)]
        peer = median(_seconds(["-c", "import z3, sympy"], environment) for _ in range(runs))
        cold = median(_seconds([*check, "--no-cache"], environment) for _ in range(runs))
        _seconds(check, environment)
        again = median(_seconds(check, environment) for _ in range(runs))
    yield "import z3, sympy", f"{peer:.2f}", "1.0"
    yield "check, nothing remembered", f"{cold:.2f}", f"{cold / peer:.1f}"
    yield "check, remembered", f"{again:.2f}", f"{again / peer:.1f}"


def germs(seconds: float) -> Iterator[Row]:
    """Rows 4 to 7 of the flagship, reading by reading: do the facts hold with the claim, and without it?"""
    argument = load(FLAGSHIP)
    ours_decided = peers_decided = count = 0
    ours_total = peers_total = 0.0
    for name in GERM_STEPS:
        for inference in argument.step(name).inferences:
            result = _checked(argument, inference, seconds)
            facts = [fact.formula for fact in inference.facts]
            answers = [ask(query([*facts, goal]), seconds) for goal in (inference.goal, negation(inference.goal))]
            decided = all(status != "unknown" for status, _ in answers)
            spent = sum(part for _, part in answers)
            count += 1
            ours_decided += result.verdict is not Verdict.UNDECIDED
            peers_decided += decided
            ours_total, peers_total = ours_total + result.seconds, peers_total + spent
            reading = ", ".join(each for _, each in inference.reading)
            found = "decided" if decided else "/".join(status for status, _ in answers)
            yield name, reading, str(result.verdict), f"{result.seconds:.2f}", found, f"{spent:.2f}"
    yield (
        "together",
        "",
        f"{ours_decided}/{count}",
        f"{ours_total:.2f}",
        f"{peers_decided}/{count}",
        f"{peers_total:.2f}",
    )


def expansion(seconds: float) -> Iterator[Row]:
    """Row 12 at given lengths: argcheck on the step, Z3 on the same comparison without its quotients."""
    for training, deployment in LENGTHS:
        argument = _argument(
            'argument "row 12"\nquantity gamma : real > 0\nstep rate\n  infer increasing('
            f"sum(i from {training} to {training + deployment - 1}: gamma^i)/"
            f"sum(i from 0 to {training - 1}: gamma^i), gamma)\n"
        )
        (inference,) = argument.step("rate").inferences
        result = _checked(argument, inference, seconds)
        status, spent = ask(query(_cross_multiplied(training, deployment)), seconds)
        found = {"unsat": "valid", "sat": "invalid"}.get(status, "undecided")
        yield f"{training}", f"{deployment}", str(result.verdict), f"{result.seconds:.2f}", found, f"{spent:.2f}"


def _cross_multiplied(training: int, deployment: int) -> list[Term]:
    x, y = Var("x", Sort.REAL), Var("y", Sort.REAL)
    above = App("+", tuple(_power(x, k) for k in range(training, training + deployment)))
    below = App("+", tuple(_power(x, k) for k in range(training)))
    products = [App("*", (substitute(a, {x: y}), b)) for a, b in ((above, below), (below, above))]
    return [App(">", (x, num(0))), App("<", (x, y)), App("<=", tuple(products))]


def _power(base: Term, exponent: int) -> Term:
    return App("^", (base, num(exponent))) if exponent else num(1)


def _argument(text: str) -> Argument:
    argument = elaborate(parse(text, "benchmark")).argument
    assert argument is not None
    return argument


def _checked(argument: Argument, inference: Inference, seconds: float) -> StepResult:
    with searching(CheckOptions(timeout=seconds)) as searcher:
        return check_inference(argument.step(inference.step), inference, searcher).result


def _seconds(arguments: Sequence[str], environment: dict[str, str]) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, *arguments], env=environment, cwd=ROOT, check=False, capture_output=True)
    return time.perf_counter() - started
