"""Obligations as SMT-LIB 2 files: the facts of a step and the denial of its claim."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from argcheck.analyses.obligations import Obligation
from argcheck.reports.assistants.queries import script
from argcheck.reports.exchange import kinds

_MEANING = {
    "unsat": "The facts force the claim, so that they cannot hold without it: unsat.",
    "sat": "A counterexample was evaluated exactly, so the facts can hold without the claim: sat.",
    "unknown": "Whether the facts can hold without the claim, as far as the assertions say it, is not known.",
}


def queries(title: str, obligations: Iterable[Obligation]) -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    """A file for each obligation that can be written, by name: `case1.smt2`, `single-hard.smt2`; and the names of the
    others, with the reason."""
    found: dict[str, str] = {}
    left_out: list[tuple[str, str]] = []
    for obligation in obligations:
        remarks = tuple(_remarks(title, obligation))
        if obligation.problem is not None:
            found[_file_name(obligation.name, found)] = script(obligation.problem, obligation.status, remarks)
        elif obligation.formulas:
            try:
                text = kinds.script(obligation.formulas, obligation.status, remarks)
            except kinds.NotWritten as problem:
                left_out.append((obligation.name, str(problem)))
            else:
                found[_file_name(obligation.name, found)] = text
        else:
            left_out.append((obligation.name, obligation.reason))
    return found, tuple(left_out)


def _remarks(title: str, obligation: Obligation) -> Iterator[str]:
    yield f"{title}: {obligation.name}"
    yield f"argcheck's verdict: {obligation.verdict}"
    yield _MEANING[obligation.status]
    if obligation.stand_ins:
        yield "These variables stand for terms that are no polynomials. Assertions say some of what is true of them,"
        yield "not all; a model need not be a counterexample:"
        yield from (f"  {name}  {term}" for name, term in obligation.stand_ins)
    if obligation.weakened:
        yield "Of what is said about all numbers only some instances are here; a model need not be a counterexample."


def _file_name(name: str, taken: Iterable[str]) -> str:
    """`single[behaviour=hard, gap=overhead]` as `single-hard-overhead`."""
    stem = "-".join(re.findall(r"\w+", re.sub(r"\w+=", "", name)))
    unique, number = f"{stem}.smt2", 2
    while unique in taken:
        unique, number = f"{stem}-{number}.smt2", number + 1
    return unique
