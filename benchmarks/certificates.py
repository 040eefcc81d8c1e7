"""How many valid steps get a certificate, and at what price.

    python benchmarks/certificates.py [FILE…] [--seconds 10]

Every problem that checking the files finds contradictory is put to the search. The table gives, for each: Z3's own
time on the same problem, the time to find a certificate, to check it, and how many cases and terms it has. Where
there is no sum, normalisation or a clash of propositions had settled the matter before the search began: what
normalisation did is not in the certificate yet.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from argcheck.analyses.check import CheckOptions, check_with, searching
from argcheck.api import load
from argcheck.certificates.effort import Effort
from argcheck.certificates.format import written
from argcheck.certificates.proofs import leaves
from argcheck.certificates.search import certify
from argcheck.kernel.replay import replay
from argcheck.logic.formula import Problem
from argcheck.logic.normalize import Normalized
from argcheck.provers.backend import Budget, Outcome, Status
from argcheck.provers.search import Searcher
from argcheck.provers.z3_prover import Z3Prover

THEOREMS = Path(__file__).parent / "theorems.arg"


@dataclass(frozen=True)
class Row:
    """One contradictory problem."""

    name: str
    z3: float | None
    find: float
    check: float
    cases: int
    terms: int
    reason: str


@contextmanager
def listening(heard: Callable[[Problem], None]) -> Iterator[None]:
    """While this lasts, `heard` is told of every problem that a searcher finds contradictory."""
    plain = Searcher.solve

    def solve(self: Searcher, normalized: Normalized) -> Outcome:
        outcome = plain(self, normalized)
        if outcome.status is Status.UNSAT:
            heard(normalized.problem)
        return outcome

    Searcher.solve = solve  # type: ignore[method-assign]
    try:
        yield
    finally:
        Searcher.solve = plain  # type: ignore[method-assign]


def problems(path: Path) -> Iterator[tuple[str, Problem]]:
    """Every contradictory problem of a file once, with the name of the step that raised it first."""
    argument = load(path)
    known: set[str] = set()
    for step in argument.steps:
        heard: list[Problem] = []
        options = CheckOptions(steps=(step.name,))
        with searching(options) as searcher, listening(heard.append):
            check_with(searcher, argument, options)
        for problem in heard:
            if repr(problem) not in known:
                known.add(repr(problem))
                yield step.name, problem


def measured(name: str, problem: Problem, seconds: float, z3: Z3Prover) -> Row:
    """One problem's row."""
    alone = z3.solve(problem, Budget(seconds=seconds))
    started = time.perf_counter()
    certificate, reason = certify(problem, Effort.of(seconds), name, prover=z3)
    find = time.perf_counter() - started
    z3_time = alone.seconds if alone.status is Status.UNSAT else None
    if certificate is None:
        return Row(name, z3_time, find, 0, 0, 0, reason)
    text = written([certificate])
    started = time.perf_counter()
    replay(text)
    check = time.perf_counter() - started
    sums = leaves(certificate.proof)
    return Row(name, z3_time, find, check, len(sums), sum(len(s.terms) + len(s.equations) for s in sums), "")


def main() -> None:
    """Print the table and a summary for each file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=[THEOREMS])
    parser.add_argument("--seconds", type=float, default=10)
    options = parser.parse_args()
    z3 = Z3Prover()
    try:
        for path in options.files:
            print(f"{path.name}\n{'':24}{'Z3 s':>9}{'find s':>9}{'check s':>9}{'cases':>7}{'terms':>7}")
            rows = [measured(name, problem, options.seconds, z3) for name, problem in problems(path)]
            for row in rows:
                alone = "-" if row.z3 is None else f"{row.z3:.4f}"
                print(f"{row.name:24}{alone:>9}{row.find:9.4f}{row.check:9.4f}{row.cases:7}{row.terms:7}  {row.reason}")
            print(summary(rows))
    finally:
        z3.close()


def summary(rows: list[Row]) -> str:
    """Shares and medians."""
    certified = [row for row in rows if not row.reason]
    both = [row for row in certified if row.z3 is not None]
    return (
        f"{len(certified)} of {len(rows)} certified ({100 * len(certified) / max(len(rows), 1):.0f} %), "
        f"{sum(row.terms == 0 for row in certified)} of them without a sum; "
        f"median find {median(row.find for row in certified):.4f} s, check {median(r.check for r in certified):.4f} s, "
        f"{median(row.terms for row in certified):.0f} terms; longest find {max(r.find for r in certified):.2f} s; "
        f"all: find {sum(row.find for row in both):.2f} s, check {sum(row.check for row in both):.2f} s, "
        f"Z3 {sum(row.z3 or 0 for row in both):.2f} s"
    )


if __name__ == "__main__":
    main()
