"""Formulas given from outside the file, read in the scope of its argument."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from argcheck.diagnostics import ArgumentError, Diagnostic, Severity
from argcheck.language.parse import parse, parse_formula
from argcheck.model.argument import Argument, Reading, Step
from argcheck.model.elaborate import elaborate
from argcheck.model.terms import Term

GIVEN = "--given"
"""What stands for the file in the diagnostics of a formula that was given."""


class Ambiguous(Exception):
    """A given formula means different things, or nothing, under the readings in question."""


@dataclass(frozen=True, slots=True)
class Supplied:
    """An argument (None when it is at fault) with the givens in its terms, and every diagnostic."""

    argument: Argument | None
    givens: tuple[Step, ...]
    diagnostics: tuple[Diagnostic, ...]

    def facts(self, reading: Reading, wanted: Reading = ()) -> tuple[Term, ...]:
        """What the givens mean under the reading. Raises Ambiguous when that is not settled."""
        chosen = {**dict(wanted), **dict(reading)}
        found: list[Term] = []
        for given in self.givens:
            meanings = {
                inference.goal
                for inference in given.inferences
                if all(chosen.get(notion, name) == name for notion, name in inference.reading)
            }
            if len(meanings) != 1:
                problem = "depends on a reading, so choose the reading as well" if meanings else "has no meaning there"
                raise Ambiguous(f"{given.infer_text}: {problem}")
            found.extend(meanings)
        return tuple(found)


def supply(argument: Argument, formulas: Sequence[str]) -> Supplied:
    """As `supply_text`, for an argument that is loaded. Raises ArgumentError when a formula is at fault."""
    if not formulas:
        return Supplied(argument, (), ())
    supplied = supply_text(argument.text, argument.path, formulas)
    if supplied.argument is None:
        raise ArgumentError(supplied.diagnostics)
    return supplied


def supply_text(text: str, path: str, formulas: Sequence[str]) -> Supplied:
    """Elaborate the file's text with each formula as a step of its own at the end, then take those steps
    out again. Diagnostics of a formula carry `--given` as their file."""
    faults: list[Diagnostic] = []
    for formula in formulas:
        _, found = parse_formula(formula, GIVEN)
        faults.extend(found)
    if any(fault.severity is Severity.ERROR for fault in faults):
        return Supplied(None, (), tuple(faults))
    prefix = "given_from_outside"
    while prefix in text:
        prefix += "_too"
    names = [f"{prefix}_{index}" for index in range(len(formulas))]
    steps = [f"step {name} infer ({' '.join(formula.split())})" for name, formula in zip(names, formulas, strict=True)]
    before = text.rstrip("\n")
    parsed = parse("\n".join([before, *steps]) + "\n" if steps else text, path)
    elaborated = elaborate(parsed)
    last = before.count("\n") + 1
    diagnostics = tuple(
        replace(each, file=GIVEN) if each.span.line > last else each
        for each in dict.fromkeys((*parsed.diagnostics, *elaborated.diagnostics))
    )
    argument = elaborated.argument
    if argument is None or any(each.severity is Severity.ERROR for each in diagnostics):
        return Supplied(None, (), diagnostics)
    givens = tuple(argument.step(name) for name in names)
    kept = tuple(step for step in argument.steps if step.name not in names)
    return Supplied(replace(argument, steps=kept, text=text), givens, diagnostics)
