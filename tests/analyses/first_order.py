"""Arguments about kinds in a line or two, for tests."""

from __future__ import annotations

from argcheck.analyses.check import CheckOptions, check_with
from argcheck.analyses.results import StepResult
from argcheck.language.parse import parse
from argcheck.model.argument import Argument
from argcheck.model.elaborate import elaborate
from argcheck.provers.search import Searcher


def argument(text: str) -> Argument:
    """The argument, which must be without mistakes."""
    parsed = parse(text, "test.arg")
    elaborated = elaborate(parsed)
    assert elaborated.argument is not None, (parsed.diagnostics, elaborated.diagnostics)
    return elaborated.argument


def results(text: str, searcher: Searcher) -> dict[str, StepResult]:
    """What comes of each step, by name."""
    report = check_with(searcher, argument(text), CheckOptions())
    return {result.name: result for result in report.steps}


def step(name: str, given: list[str], infer: str) -> str:
    """A step with nothing but what it is given."""
    return "\n".join([f"step {name}", *(f"  given {formula}" for formula in given), f"  infer {infer}", ""])
