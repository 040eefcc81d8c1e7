"""The four boxes on which regions are measured."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from argcheck.analyses.check import CheckOptions, searching
from argcheck.analyses.regions.question import Question, question
from argcheck.analyses.regions.request import Request
from argcheck.language.parse import parse
from argcheck.model.elaborate import elaborate
from argcheck.provers.search import Searcher

PROBLEMS = {
    "P1": (
        "quantity gamma : real in [0, 1]\nquantity r : real in [1/100, 10]",
        "gamma^10 > r*(1 - gamma^10)",
    ),
    "P2": (
        "quantity gamma : real in [0, 3/2]\nquantity r : real in [1/100, 10]",
        "sum(k from 20 to 69: gamma^k) > r*sum(k from 0 to 19: gamma^k)",
    ),
    "P3": ("quantity g, c, w : real in [0, 1]", "w*g^2 - c*g - c^2*w > 0"),
    "P4": (
        "quantity b : real in [0, 5]\nquantity w : real in [0, 1]\nquantity D : real in [0, 10]\n"
        "quantity c : real in [0, 1]",
        "1/(1 + exp(-b*(w*D - c))) > 3/5",
    ),
}


@contextmanager
def searcher() -> Iterator[Searcher]:
    """Provers with a short time for each question."""
    with searching(CheckOptions(timeout=5)) as found:
        yield found


def question_of(name: str) -> Question:
    """The problem as it is put to boxes."""
    declared, goal = PROBLEMS[name]
    argument = elaborate(parse(f'argument "{name}"\n{declared}\nstep s\n  infer {goal}\n', name)).argument
    assert argument is not None
    (inference,) = argument.step("s").inferences
    with searcher() as found:
        return question(inference, {quantity.name: quantity for quantity in inference.quantities}, Request(()), found)
