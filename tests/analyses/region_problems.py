"""Problems for tests of regions: four reference problems, and small ones of every shape."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from argcheck.analyses.check import CheckOptions, searching
from argcheck.analyses.regions import Cells, Limits, Partition
from argcheck.analyses.regions.question import Question, question
from argcheck.analyses.regions.regions import step_regions
from argcheck.analyses.regions.request import Request, axis_of, value_of
from argcheck.language.parse import parse
from argcheck.model.argument import Argument
from argcheck.model.elaborate import elaborate
from argcheck.provers.search import Searcher

P1 = ("quantity gamma : real in [0, 1]\nquantity r : real in [1/100, 10]", "gamma^10 > r*(1 - gamma^10)")
P2 = (
    "quantity gamma : real in [0, 3/2]\nquantity r : real in [1/100, 10]",
    "sum(k from 20 to 69: gamma^k) > r*sum(k from 0 to 19: gamma^k)",
)
P3 = ("quantity g, c, w : real in [0, 1]", "w*g^2 - c*g - c^2*w > 0")
P4 = (
    "quantity b : real in [0, 5]\nquantity w : real in [0, 1]\nquantity D : real in [0, 10]\n"
    "quantity c : real in [0, 1]",
    "1/(1 + exp(-b*(w*D - c))) > 3/5",
)
REFERENCE = {"P1": P1, "P2": P2, "P3": P3, "P4": P4}

XY = "quantity x : real in [-2, 2]\nquantity y : real in [-1, 3]"
SHAPES = {
    "two comparisons": (XY, "x^2 + y^2 < 1 or (x > y and x*y > 1/2)"),
    "premises that cut": (f"{XY}\npremise cut : x + y > 1/3", "x*y > 1/5", "cut"),
    "choices": (XY, "(if x > y then x else y^2) > 1/2"),
    "extremes": (XY, "max(x, y) - min(x^2, y, 1) <= abs(x - y)/2 + 1/3"),
    "clamped": (XY, "clamp(x*y, -1/2, 1/2) < x/3"),
    "a quotient": (XY, "x != 0 implies 1/x > y"),
    "a logarithm": (XY, "x > 0 implies log(x) < y and exp(-x) < y^2"),
    "a root": (XY, "y >= 0 implies sqrt(y) > x"),
    "a real power": ("quantity x : real in [1/10, 2]\nquantity y : real in [-1, 3]", "x^y > 1/2 + y/5"),
    "whole numbers": ("quantity n : integer in [0, 9]\nquantity x : real in [-2, 2]", "n*x^2 - n > x"),
    "an exponent": ("quantity n : integer in [1, 9]\nquantity x : real in [0, 2]", "x^n > n/3"),
    "rounding": (XY, "floor(x) + ceil(y) >= 1"),
    "a rise": (XY, "rises(max(x*y - y, 0), x)"),
    "equivalence": (XY, "x > y iff x^3 > y^3"),
    "negative powers": (XY, "x != 0 implies x^(-2) > y"),
    "equality": (XY, "x = y or x > 1"),
}


def argument_of(declared: str, goal: str, *sources: str) -> Argument:
    """An argument with one step `s`."""
    using = f"\n  from {', '.join(sources)}" if sources else ""
    made = elaborate(parse(f'argument "x"\n{declared}\nstep s{using}\n  infer {goal}\n', "test"))
    assert made.argument is not None, made.diagnostics
    return made.argument


@contextmanager
def searcher() -> Iterator[Searcher]:
    with searching(CheckOptions(timeout=5)) as found:
        yield found


def request_of(*axes: str, fixed: tuple[str, ...] = (), limits: Limits | None = None) -> Request:
    return Request(tuple(map(axis_of, axes)), tuple(map(value_of, fixed)), limits=limits or Limits())


@lru_cache(maxsize=64)
def regions_of(problem: tuple[str, ...], request: Request | None = None) -> Partition:
    """The one partition of a problem's step."""
    with searcher() as found:
        report = step_regions(argument_of(*problem), "s", found, request or request_of())
    (case,) = report.cases
    return case


def question_of(problem: tuple[str, ...], request: Request | None = None) -> Question:
    argument = argument_of(*problem)
    (inference,) = argument.step("s").inferences
    quantities = {quantity.name: quantity for quantity in inference.quantities}
    with searcher() as found:
        return question(inference, quantities, request or request_of(), found)


def places_of(cells: Cells, index: int) -> tuple[tuple[int, int], ...]:
    return tuple((first, last) for first, last in cells.places[index].tolist())
