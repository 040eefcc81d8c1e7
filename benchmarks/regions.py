"""How much of four boxes is certified in a given processor time, beside other programs in the same run.

    python -m benchmarks.regions [--seconds 1] [--only P1 P3] [--write]

Peers are Codac (SIVIA with a separator; `pip install codac`), ball arithmetic (`pip install python-flint`), both where
they are installed, and Z3 asked two questions a box. Each runs in a process of its own, on one thread. The figures are
the share of the box about which nothing is certified, smaller being better, and its ratio to argcheck's. A closed form
leaves nothing open: its time is given, with the provers already running.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from fractions import Fraction
from math import isnan, nan
from pathlib import Path

from argcheck.files import write_atomically
from benchmarks import region_peers
from benchmarks.region_problems import PROBLEMS, question_of, searcher

ROOT = Path(__file__).parent.parent
METHODS = ("argcheck", "argcheck, branch and bound", "codac", "arb", "z3", "closed form")


def by_columns(problem: str, seconds: float) -> float:
    """argcheck as it works: columns where one comparison decides."""
    from argcheck.analyses.regions.columns import best_threshold, pave_columns, thresholds
    from argcheck.analyses.regions.comparisons import plainer
    from argcheck.analyses.regions.judge import Judge
    from argcheck.analyses.regions.partition import Limits
    from argcheck.analyses.regions.program import Program

    asked = question_of(problem)
    program, goal = Program(asked.axes), plainer(asked.goal, asked.axes)
    judge = Judge(program, [], program.compile(goal))
    threshold = best_threshold(judge, program, thresholds(program, asked.axes, goal), asked.axes)
    assert threshold is not None
    limits = Limits(Fraction(1), 10**9, 1e9, 4 * 10**9)
    return float(1 - pave_columns(judge, program, threshold, asked.axes, limits, _until(seconds)).certified)


def by_halving(problem: str, seconds: float) -> float:
    """argcheck's branch and bound alone."""
    from argcheck.analyses.regions.comparisons import plainer
    from argcheck.analyses.regions.judge import Judge
    from argcheck.analyses.regions.partition import Limits
    from argcheck.analyses.regions.pave import pave
    from argcheck.analyses.regions.program import Program

    asked = question_of(problem)
    program = Program(asked.axes)
    judge = Judge(program, [], program.compile(plainer(asked.goal, asked.axes)))
    limits = Limits(Fraction(1), 10**9, 1e9, 4 * 10**9)
    return float(1 - pave(judge, asked.axes, limits, progress=_until(seconds)).certified)


def _until(seconds: float) -> Callable[[Fraction, int], None]:
    """A report of progress that interrupts after so many seconds of processor time: clocks on a shared machine lie."""
    end = time.process_time() + seconds

    def check(_share: Fraction, _boxes: int) -> None:
        if time.process_time() >= end:
            raise KeyboardInterrupt

    return check


def closed_form_seconds(problem: str, _seconds: float) -> float:
    """Not a share: how long the closed form takes."""
    from argcheck.analyses.regions.closed_form import closed_form

    asked = question_of(problem)
    with searcher() as found:
        closed_form(question_of("P3"), found)
        started = time.perf_counter()
        assert closed_form(asked, found) is not None
        return time.perf_counter() - started


MEASURES: dict[str, Callable[[str, float], float]] = {
    "argcheck": by_columns,
    "argcheck, branch and bound": by_halving,
    "codac": region_peers.codac_undecided,
    "arb": region_peers.arb_undecided,
    "z3": region_peers.z3_undecided,
    "closed form": closed_form_seconds,
}


def _measured(method: str, problem: str, seconds: float) -> float | None:
    """In a process of its own; None where the peer is not installed, not a number where it does not come back."""
    command = [sys.executable, "-m", "benchmarks.regions", "--seconds", str(seconds), "--one", method, problem]
    environment = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)}
    limit = 60 + 40 * seconds
    try:
        done = subprocess.run(
            command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False, timeout=limit
        )
    except subprocess.TimeoutExpired:
        return nan
    lines = done.stdout.split()
    if done.returncode or not lines:
        print(done.stderr[-400:], file=sys.stderr)
        return None
    return float(lines[-1])


def rows(problems: list[str], seconds: float) -> Iterator[tuple[str, ...]]:
    """One row a problem."""
    for problem in problems:
        found = {method: _measured(method, problem, seconds) for method in METHODS}
        ours = found["argcheck"]
        cells = []
        for method in METHODS:
            value = found[method]
            if value is None:
                cells.append("not installed")
            elif isnan(value):
                cells.append("no answer")
            elif method == "closed form":
                cells.append(f"{value:.3f} s")
            elif method == "argcheck" or not ours:
                cells.append(f"{value:.1e}")
            else:
                cells.append(f"{value:.1e} ({value / ours:.2g})")
        yield (problem, *cells)


RESULTS = Path(__file__).parent / "RESULTS.md"
HEADING = "## Where a step holds"
_SECTION = f"""{HEADING}

The share of the box about which nothing is certified in {{seconds:g}} s of processor time, on one thread (P1
and P2 have two quantities, P3 three, P4 four), and in brackets its ratio to argcheck's. "no answer": no box was done
within the time that such a run may take. The last column is the time in which argcheck finds the formula that leaves
nothing open, before it is proved again. Written by `python -m benchmarks.regions --write`.

"""


def written(lines: list[str], seconds: float) -> None:
    """Put the table at the end of the results, in the place of an older one."""
    kept = RESULTS.read_text(encoding="utf-8").partition(HEADING)[0].rstrip()
    table = "\n".join(lines)
    write_atomically(RESULTS, f"{kept}\n\n{_SECTION.format(seconds=seconds)}{table}\n")


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.regions", description="Measure regions beside peers.")
    parser.add_argument("--seconds", type=float, default=1.0, help="processor time for each (1)")
    parser.add_argument("--only", nargs="*", choices=sorted(PROBLEMS), default=sorted(PROBLEMS), help="these problems")
    parser.add_argument("--write", action="store_true", help="write the table into RESULTS.md")
    parser.add_argument("--one", nargs=2, metavar=("METHOD", "PROBLEM"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(MEASURES[options.one[0]](options.one[1], options.seconds))
        return
    lines = [f"| {' | '.join(cells)} |" for cells in (("problem", *METHODS), ["---"] * (len(METHODS) + 1))]
    print("\n".join(lines))
    for row in rows(options.only, options.seconds):
        lines.append(f"| {' | '.join(row)} |")
        print(lines[-1], flush=True)
    if options.write:
        written(lines, options.seconds)


if __name__ == "__main__":
    main()
