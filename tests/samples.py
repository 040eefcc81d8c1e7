"""Hand-made arguments and reports: every verdict, with and without readings."""

from __future__ import annotations

from fractions import Fraction

from argcheck.analyses.results import (
    ArgumentReport,
    Consistency,
    Equivocation,
    Point,
    StepResult,
    StoryLine,
    Structure,
)
from argcheck.diagnostics import Diagnostic, Severity, Span
from argcheck.model.argument import (
    Alternative,
    Argument,
    Fact,
    Hints,
    Inference,
    Notion,
    Premise,
    PremiseSet,
    Quantity,
    Reading,
    Step,
)
from argcheck.model.operators import Sort
from argcheck.model.terms import App, Var, num
from argcheck.model.verdict import Evidence, Expected, Verdict

SPAN = Span(1, 1, 1, 2)
C, D, W = Var("c", Sort.REAL), Var("D", Sort.REAL), Var("w", Sort.REAL)
HARD, SOFT, GRADED = ((("behaviour", name),) for name in ("hard", "soft", "graded"))

TEXT = """argument "Deceptive optimisers"
premise alike : D <= c
step single
  infer  (1 - gama) * D > c
"""


def quantity(variable: Var, says: str) -> Quantity:
    return Quantity(variable, (App(">", (variable, num(0))),), says, None, SPAN)


QUANTITIES = (
    quantity(C, "mesa utility given up in one training episode by acting as the base objective wants"),
    quantity(D, "mesa utility gained in one later episode"),
    quantity(W, "weight of one later episode"),
)


def step(
    name: str,
    says: str,
    infer: str,
    given: tuple[str, ...] = (),
    sources: tuple[str, ...] = (),
    readings: tuple[Reading, ...] = ((),),
    kind: str = "step",
    where: str = "section 2",
) -> Step:
    goal = App(">", (App("*", (W, D)), C))
    facts = (
        Fact("c", "bound", App(">", (C, num(0))), "c > 0", "", SPAN),
        Fact("given", "given", App("=", (W, num(Fraction(1, 2)))), "w = 1/2", "", SPAN),
    )
    inferences = tuple(
        Inference(name, reading, QUANTITIES, facts, goal, infer, SPAN, Hints(), None) for reading in readings
    )
    return Step(name, kind, says, where, sources, given, infer, inferences, SPAN)  # type: ignore[arg-type]


STEPS = (
    step("case1", "a long-term objective makes deception pay", "training chooses deceive", ("w > 0",)),
    step("case2", "a short-term objective makes greed pay", "training chooses greedy", ("w = 0",)),
    step(
        "single",
        "a single later state gives no gradient, however much weight is put on it, as long as it is below 1",
        "flat(score(w, 1), w)",
        ("w < 1",),
        ("alike",),
        (HARD, SOFT, GRADED),
    ),
    step("shared", "many later states give one", "rises(score(w, n), w)", ("w = 0",), (), (HARD, SOFT, GRADED)),
    step("doomed", "whatever one likes", "w > 5", ("w < 0",)),
    step("far", "a limit that nobody could find", "w*exp(D) > log(c)*sum(k from 1 to n: w^k*D)"),
    step(
        "pull",
        "gradient ascent pulls towards the long term",
        "w*D > c",
        (),
        ("single", "shared"),
        (HARD, SOFT, GRADED),
        "conclusion",
        "section 5",
    ),
)

ARGUMENT = Argument(
    path="arguments/sample.arg",
    text=TEXT,
    title="Situationally aware mesa-optimisers will have long-term objectives",
    source="Moe (2025)",
    about="",
    quantities=QUANTITIES,
    definitions=(),
    notions=(
        Notion(
            "behaviour",
            "how an incentive becomes behaviour",
            (Alternative("hard", "all or nothing"), Alternative("soft", "logit"), Alternative("graded", "effort")),
        ),
    ),
    premises=(
        Premise(
            "alike",
            "later states are like the current one",
            "section 2",
            (Fraction(3, 5), Fraction(9, 10)),
            "D <= c",
            None,
            SPAN,
        ),
        Premise("rewarded", "compromise scores higher", "section 2", None, "b_c > b_g", None, SPAN),
    ),
    decisions=(),
    steps=STEPS,
    premise_sets=(PremiseSet((), QUANTITIES, ()),),
    warnings=(),
)

AT = Point(
    (("c", "1"), ("D", "1/2"), ("w", "1")),
    (
        StoryLine("c", "bound", "c > 0", "1 > 0", True),
        StoryLine("given", "given", "w > 0", "1 > 0", True),
        StoryLine("", "goal", "training chooses deceive", "1*1/2 - 1 > 0", False),
    ),
)
LONG = Point(
    (("c", "1"), ("D", "1"), ("w", "1/2")),
    (
        StoryLine("alike", "premise", "D <= c", "1 <= 1", True),
        StoryLine("given", "given", "w < 1", "1/2 < 1", True),
        StoryLine(
            "",
            "goal",
            "flat(b_g + (b_c - b_g)/(1 + exp(-beta*(n*w*D - c))), w)",
            "0 + (1 - 0)/(1 + exp(-1*(1*(1/2 + d)*1 - 1))) does not stay as it is",
            False,
        ),
    ),
)


def result(name: str, verdict: Verdict, reading: Reading = (), **rest: object) -> StepResult:
    defaults: dict[str, object] = {
        "evidence": Evidence.KERNEL if verdict is Verdict.VALID else Evidence.EXACT,
        "follows": {Verdict.VALID: True, Verdict.VACUOUS: True, Verdict.UNDECIDED: None}.get(verdict, False),
        "expected": None,
        "kind": "conclusion" if name == "pull" else "step",
        "prover": "z3",
        "seconds": 0.0123,
    }
    return StepResult(name, reading=reading, verdict=verdict, **{**defaults, **rest})  # type: ignore[arg-type]


RESULTS = (
    result(
        "case1",
        Verdict.MIXED,
        expected=Expected.INVALID,
        counterexample=AT,
        example=Point((("c", "1"), ("D", "2"), ("w", "1"))),
        holds_iff="w*D > c",
        trace=("positivity: no certificate", "z3: a point was suggested, confirmed exactly"),
    ),
    result("case2", Verdict.VALID, premises_used=("given",), premises_unneeded=("rewarded",)),
    result("single", Verdict.VALID, HARD, expected=Expected.VALID, premises_used=("alike", "given")),
    result("single", Verdict.REFUTED, SOFT, expected=Expected.REFUTED, counterexample=LONG),
    result("single", Verdict.VALID, GRADED, expected=Expected.VALID, premises_used=("alike", "given")),
    result("shared", Verdict.REFUTED, HARD, expected=Expected.REFUTED, counterexample=AT),
    result("shared", Verdict.VALID, SOFT, expected=Expected.VALID),
    result("shared", Verdict.REFUTED, GRADED, expected=Expected.VALID, counterexample=AT),
    result("doomed", Verdict.VACUOUS, contradictory=("w", "given"), evidence=Evidence.SOLVER),
    result(
        "far",
        Verdict.UNDECIDED,
        evidence=Evidence.NONE,
        reason="z3 ran out of time, and sampling 2,000 points found no counterexample.",
    ),
    result("pull", Verdict.MIXED, HARD, counterexample=AT, holds_iff="w*D > c"),
    result("pull", Verdict.MIXED, SOFT, counterexample=AT, holds_iff="w*D > c"),
    result("pull", Verdict.MIXED, GRADED, counterexample=AT),
)

WARNING = Diagnostic(
    "W501",
    "premise `rewarded` is used by no step",
    Span(2, 9, 2, 14),
    "arguments/sample.arg",
    None,
    None,
    Severity.WARNING,
)

REPORT = ArgumentReport(
    path="arguments/sample.arg",
    argument=ARGUMENT,
    standing="invalid",
    steps=RESULTS,
    consistency=(Consistency((), True, Point((("c", "1"), ("D", "1"), ("b_c", "1"), ("b_g", "0")))),),
    equivocations=(Equivocation(("single", "shared"), ("behaviour",)),),
    holds_under=(),
    structure=Structure(("rewarded",)),
    summary="The conclusion pull does not follow under any reading: it fails when w*D is at most c. "
    "The steps it rests on hold only if behaviour changes its meaning between them.",
    diagnostics=(WARNING,),
    seconds=1.234,
    text=TEXT,
)


def error(line: int = 4, column: int = 15, end: int = 19, **rest: str | None) -> Diagnostic:
    hint = rest.get("hint", "did you mean `gamma`?")
    return Diagnostic("E104", "unknown quantity `gama`", Span(line, column, line, end), "arguments/sample.arg", hint)


FAULT = ArgumentReport("arguments/sample.arg", None, "", diagnostics=(error(),), text=TEXT)
