"""What a verdict claims, doubted on a grid of exact points by the second evaluator."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from argcheck.analyses.results import Point, StepResult
from argcheck.analyses.validity import check_inference
from argcheck.diagnostics import Severity
from argcheck.language.parse import parse
from argcheck.model.argument import Argument, Inference
from argcheck.model.elaborate import elaborate
from argcheck.model.terms import App, Term
from argcheck.model.verdict import Verdict
from argcheck.provers.search import Searcher
from tests.grid import points
from tests.oracle import Unclear, Undefined, value

Values = dict[str, Fraction | bool]


def loaded(text: str) -> Argument | None:
    """The argument, if the text is one."""
    parsed = parse(text)
    elaborated = elaborate(parsed)
    faults = [d for d in (*parsed.diagnostics, *elaborated.diagnostics) if d.severity is Severity.ERROR]
    return None if faults else elaborated.argument


def formula(text: str) -> Term | None:
    """A formula over x, y (real) and n, m (whole), if the text is one."""
    argument = loaded(f'argument "t"\nquantity x, y : real\nquantity n, m : integer\nstep s infer {text}\n')
    return argument and argument.steps[0].inferences[0].goal


def term(text: str) -> Term:
    """A term over the same quantities."""
    found = formula(f"({text}) = 0")
    assert isinstance(found, App), text
    return found.args[0]


def status(inference: Inference, at: Values) -> str:
    """`fact fails`, `unclear`, `undefined`, `holds` or `fails`: how the step stands at a point."""
    undefined = False
    for fact in inference.facts:
        try:
            if not value(fact.formula, at):
                return "fact fails"
        except Undefined:
            undefined = True
        except (Unclear, OverflowError):
            return "unclear"
    if undefined:
        return "undefined"
    try:
        return "holds" if value(inference.goal, at) else "fails"
    except Undefined:
        return "undefined"
    except (Unclear, OverflowError):
        return "unclear"


def numbers(point: Point | None) -> Values | None:
    """The point's values, if all are rational."""
    try:
        truths = {"true": True, "false": False}
        return point and {n: truths[text] if text in truths else Fraction(text) for n, text in point.values}
    except ValueError:
        return None


def wrong(result: StepResult, inference: Inference, grid: list[Values], condition: Term | None) -> str:
    """What is wrong with a result; empty when nothing was found."""
    verdict = result.verdict
    for name, wanted in (("counterexample", "fails"), ("example", "holds")):
        at = numbers(getattr(result, name))
        if at and status(inference, {**{v: Fraction(1) for v in "xynm"}, **at}) not in (wanted, "unclear"):
            return f"{name} at {at}: {status(inference, at)}"
    for at in grid:
        here = status(inference, at)
        if here in ("fact fails", "unclear"):
            continue
        refuting = {Verdict.VALID: "fails", Verdict.REFUTED: "holds"}.get(verdict)
        if here == refuting or verdict is Verdict.VACUOUS or (result.follows and here == "fails"):
            return f"{verdict}, but at {shown(at)} it {here}"
        if here == "undefined":
            if verdict is not Verdict.UNDECIDED:
                return f"{verdict}, but undefined at {shown(at)}"
        elif condition is not None:
            try:
                if value(condition, at) != (here == "holds"):
                    return f"holds iff {result.holds_iff}, but at {shown(at)} it {here}"
            except Unclear:
                pass
            except Undefined:
                return f"holds iff {result.holds_iff}, but that is undefined at {shown(at)}"
    return ""


def shown(at: Values) -> str:
    """The point in a line."""
    return ", ".join(f"{name} = {number}" for name, number in at.items())


def doubted(text: str, searcher: Searcher, random: Random, count: int = 300) -> tuple[str, str]:
    """The verdict on the one step of a file, and what is wrong with it."""
    argument = loaded(text)
    if argument is None:
        return "rejected", ""
    (inference,) = argument.steps[0].inferences
    result = check_inference(argument.steps[0], inference, searcher).result
    condition = None
    if result.holds_iff:
        lines = text.splitlines()
        again = loaded("\n".join((*lines[:-1], f"step s infer {result.holds_iff}")))
        if again is None:
            return result.verdict, f"holds_iff cannot be read: {result.holds_iff}"
        condition = again.steps[0].inferences[0].goal
    return result.verdict, wrong(result, inference, points(random, count), condition)
