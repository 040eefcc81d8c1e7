"""Certificates as SMT-LIB 2 queries: one a theorem, which any solver can be asked again. The answer is `unsat`."""

from __future__ import annotations

from collections.abc import Sequence

from argcheck.certificates.reading import read
from argcheck.kernel.polynomial import degree
from argcheck.logic.formula import Problem, atoms
from argcheck.provers.smtlib import encode
from argcheck.reports.assistants.outline import Outline, one_line, outlines


def documents(text: str) -> dict[str, str]:
    """For each theorem of a certificate file an identifier and its query, with the hypotheses that the proof needs;
    raises kernel.data.Refused if the file proves nothing."""
    return {outline.identifier.removeprefix("argcheck_"): _query(outline) for outline in outlines(read(text), ())}


def _query(outline: Outline) -> str:
    whole = outline.certificate.problem
    assertions = tuple(map(outline.formula, outline.hypotheses))
    labels = tuple(f"{index + 1} {outline.label(index)}" for index in outline.hypotheses)
    remarks = (outline.title, "The assertions contradict one another, so a solver should answer: unsat")
    return script(Problem(assertions, whole.integers, labels), "unsat", remarks)


def script(problem: Problem, status: str, remarks: Sequence[str]) -> str:
    """A whole SMT-LIB 2 file that asks whether the assertions can hold together; `status` is the answer if known."""
    return "\n".join(
        [
            *(f"; {one_line(remark)}" for remark in remarks),
            "(set-info :smt-lib-version 2.6)",
            "(set-info :source |Written by argcheck|)",
            f"(set-info :status {status})",
            f"(set-logic {_logic(problem)})",
            f"{encode(problem)}(check-sat)",
            "(exit)\n",
        ]
    )


def _logic(problem: Problem) -> str:
    """The smallest of the usual logics that the problem is in."""
    names = problem.variables()
    wholes = names & problem.integers
    kinds = ("I" if wholes else "") + ("R" if names - wholes or not wholes else "")
    formulas = [atom for assertion in problem.assertions for atom in atoms(assertion)]
    linear = all(degree(atom.polynomial) <= 1 for atom in formulas)
    return f"QF_{'L' if linear else 'N'}{kinds}A"
