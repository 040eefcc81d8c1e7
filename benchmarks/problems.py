"""How many problems are decided and certified, how fast, and how fast Z3 is on the same problems as they stand.

    python -m benchmarks.problems [FILE…] [--steps NAME…] [--seconds 5] [--effort 10]

Every step of the files (those in `problems/` where none is named) is checked as `argcheck check` would, and a
certificate is looked for. Z3 is asked, in a process of its own, whether the facts hold without the goal, written
as plain SMT-LIB; where a formula has no plain SMT-LIB (powers with a variable in the exponent, sums with symbolic
bounds, derivatives, logarithms) its column is empty. The last column says what the certificate leans on that the
kernel does not prove, or why there is no verdict or certificate.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from argcheck.analyses import validity
from argcheck.analyses.check import CheckOptions, searching
from argcheck.analyses.results import Certified, StepResult
from argcheck.analyses.validity import certified, check_inference
from argcheck.api import load
from argcheck.files import write_atomically
from argcheck.kernel.replay import theorem
from argcheck.kernel.rules import Work
from argcheck.model.argument import Inference, Step
from argcheck.model.operators import Sort
from argcheck.model.terms import App, Var, negation, num
from argcheck.model.verdict import Evidence, Expected, Verdict
from benchmarks.peer import ask, query

FOLDER = Path(__file__).parent / "problems"
RESULTS = Path(__file__).parent / "PROBLEMS.md"
_HEAD = """# Problems decided and certified

Written by `python -m benchmarks.problems`: {seconds:g} seconds for a query, an effort of {effort:g} for a certificate.
Compare the columns of a row, not the seconds with those of another machine. Z3 is asked the same question as plain
SMT-LIB, where there is such; `(!)` marks a verdict that is not the expected one.
"""
_HEADINGS = "problem|verdict|grade|decide s|certify s|check s|cases|terms|Z3|Z3 s|remark"


@dataclass(frozen=True)
class Row:
    """One problem: how it was decided, with which certificate, and what Z3 said of it."""

    name: str
    result: StepResult
    decide: float
    find: float
    check: float
    cases: int
    terms: int
    peer: tuple[str, float] | None

    def cells(self) -> tuple[str, ...]:
        """The row as it is printed."""
        certificate, expected = self.result.certificate, self.result.as_expected
        remark = "; ".join(certificate.holes) if certificate else self.result.reason or self.result.trace[-1]
        found = (f"{self.find:.3f}", f"{self.check:.4f}", f"{self.cases}", f"{self.terms}")
        return (
            self.name,
            str(self.result.verdict) + ("" if expected else " (!)"),
            str(self.result.evidence),
            f"{self.decide:.3f}",
            *(found if certificate else (f"{self.find:.3f}", "", "", "")),
            *((self.peer[0], f"{self.peer[1]:.3f}") if self.peer else ("", "")),
            remark if self.result.evidence is not Evidence.EXACT else "",
        )


def rows(path: Path, steps: Sequence[str], seconds: float, effort: float) -> Iterator[Row]:
    """The steps of a file, measured one by one."""
    argument = load(path)
    for step in argument.steps:
        if not steps or step.name in steps:
            for inference in step.inferences:
                yield _measured(step, inference, seconds, effort)


def _measured(step: Step, inference: Inference, seconds: float, effort: float) -> Row:
    with searching(CheckOptions(timeout=seconds)) as searcher, _timing_certificates() as spent:
        searcher.refutes([App("<", (Var("x", Sort.REAL), num(0)))])  # what is loaded once is not this problem's time
        started = time.perf_counter()
        result = certified(check_inference(step, inference, searcher), inference, searcher, effort)
        whole = time.perf_counter() - started
    find = sum(spent)
    check = cases = terms = 0.0
    for source in json.loads(result.certificate.theorems) if result.certificate else ():
        started = time.perf_counter()
        theorem(source, Work())
        check += time.perf_counter() - started
        sums = list(_sums(source["proof"]))
        cases += len(sums)
        terms += sum(len(each["terms"]) + len(each["equations"]) for each in sums)
    return Row(inference.step, result, whole - find, find, check, int(cases), int(terms), _peer(inference, seconds))


@contextmanager
def _timing_certificates() -> Iterator[list[float]]:
    plain, spent = validity.certify_step, list[float]()

    def timed(*arguments: Any) -> Certified:
        started = time.perf_counter()
        try:
            return plain(*arguments)
        finally:
            spent.append(time.perf_counter() - started)

    validity.certify_step = timed
    try:
        yield spent
    finally:
        validity.certify_step = plain


def _sums(proof: Any) -> Iterator[Any]:
    for step in proof:
        if step["rule"] == "sum":
            yield step
        for case in step.get("cases", ()):
            yield from _sums(case)


def _peer(inference: Inference, seconds: float) -> tuple[str, float] | None:
    try:
        return ask(query([*(fact.formula for fact in inference.facts), negation(inference.goal)]), seconds)
    except ValueError:
        return None


def summary(rows: Sequence[Row]) -> str:
    """Shares and medians; the shares of certificates are of the problems that are valid."""
    decided = [row for row in rows if row.result.verdict is not Verdict.UNDECIDED]
    valid = [row for row in rows if row.result.expected in (None, Expected.VALID)]
    kernel = [row for row in valid if row.result.evidence is Evidence.KERNEL]
    holes = sum(row.result.certificate is not None for row in valid) - len(kernel)
    asked = [row.peer for row in rows if row.peer is not None]
    both = [(row.decide, row.peer[1]) for row in decided if row.peer is not None and row.peer[0] != "unknown"]
    unexpected = sum(not row.result.as_expected for row in decided)
    lines = [
        f"{len(decided)} of {len(rows)} decided, {unexpected} of them otherwise than expected.",
        f"{len(valid)} valid: {len(kernel)} with a certificate that the kernel accepts, {holes} with holes.",
        f"Z3 decides {sum(status != 'unknown' for status, _ in asked)} of {len(asked)} that it can be asked.",
    ]
    if decided:
        times = [row.decide for row in decided]
        lines.append(f"To decide: median {median(times):.3f} s, longest {max(times):.2f} s.")
    if kernel:
        times = [row.find for row in kernel]
        check, terms = median(row.check for row in kernel), median(row.terms for row in kernel)
        lines.append(f"To certify: median {median(times):.3f} s, longest {max(times):.2f} s.")
        lines.append(f"To check: median {check:.4f} s, {terms:.0f} terms.")
    if both:
        ours, peers = (sum(times) for times in zip(*both, strict=True))
        lines.append(f"To decide what both decide: {ours:.2f} s against {peers:.2f} s.")
    return "\n".join(lines)


def measured(path: Path, steps: Sequence[str], seconds: float, effort: float) -> Iterator[str]:
    """The lines of a file's table and summary, as they come."""
    done: list[Row] = []
    yield f"\n## {path.stem}\n"
    yield f"|{_HEADINGS}|"
    yield "|" + " --- |" * (_HEADINGS.count("|") + 1)
    for row in rows(path, steps, seconds, effort):
        done.append(row)
        yield "| " + " | ".join(row.cells()) + " |"
    yield f"\n{summary(done)}"


def main() -> None:
    """Print a table for each file; write them to PROBLEMS.md where everything was measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--steps", nargs="*", default=[])
    parser.add_argument("--seconds", type=float, default=5, help="the most that one query may take (5)")
    parser.add_argument("--effort", type=float, default=10, help="how much work a certificate is worth (10)")
    options = parser.parse_args()
    lines = [_HEAD.format(seconds=options.seconds, effort=options.effort)]
    for path in options.files or sorted(FOLDER.glob("*.arg")):
        for line in measured(path, options.steps, options.seconds, options.effort):
            print(line, flush=True)
            lines.append(line)
    if not options.files and not options.steps:
        write_atomically(RESULTS, "\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
