"""Hand-made results for the tests of documents: every verdict, every kind of block, hostile prose."""

from __future__ import annotations

from fractions import Fraction

from argcheck.analyses.results import ArgumentReport, Consistency, Equivocation, Point, StepResult, Structure
from argcheck.diagnostics import NOWHERE
from argcheck.model.argument import (
    Alternative,
    Argument,
    Decision,
    Definition,
    Fact,
    Hints,
    Inference,
    Notion,
    Payoffs,
    Premise,
    PremiseSet,
    Quantity,
    Reading,
    Step,
)
from argcheck.model.operators import Sort
from argcheck.model.show import show
from argcheck.model.terms import App, Infinite, LimitOf, Num, Quantifier, SumOf, Term, Var
from argcheck.model.verdict import Evidence, Verdict

R, I, B = Sort.REAL, Sort.INTEGER, Sort.BOOL  # noqa: E741

c, D, w, gamma, k, b_g, b_c = (Var(name, R) for name in ("c", "D", "w", "gamma", "k", "b_g", "b_c"))
n, T = Var("n", I), Var("T", I)
aware = Var("aware", B)


def num(value: int | Fraction) -> Num:
    return Num(Fraction(value))


def app(op: str, *args: Term | int) -> App:
    return App(op, tuple(num(arg) if isinstance(arg, int) else arg for arg in args))


def plus(*args: Term | int) -> App:
    return app("+", *args)


def times(*args: Term | int) -> App:
    return app("*", *args)


def minus(left: Term | int, right: Term | int) -> App:
    return app("-", left, right)


def over(left: Term | int, right: Term | int) -> App:
    return app("/", left, right)


def quantity(variable: Var, *bounds: Term, says: str = "", reading: tuple[str, str] | None = None) -> Quantity:
    return Quantity(variable, bounds, says, reading, NOWHERE)


QUANTITIES = (
    quantity(c, app(">", c, 0), says="mesa utility given up in one training episode"),
    quantity(D, app(">", D, 0), says="mesa utility gained in one later episode if the objective is left unmodified"),
    quantity(w, app(">=", w, 0), says="weight of one later episode; the current episode weighs 1"),
    quantity(n, app(">=", n, 1), says="number of later episodes that the weight reaches"),
    quantity(gamma, app(">", gamma, 0), app("<", gamma, 1), says="discount factor per episode"),
    quantity(T, app(">=", T, 1), says="training episodes"),
    quantity(b_g, says="base score of greedy behaviour"),
    quantity(b_c, says="base score of compromising behaviour"),
    quantity(k, app(">", k, 0), says="rising cost", reading=("behaviour", "graded")),
    quantity(aware, says="the mesa-optimiser is situationally aware"),
)


def fact(name: str, role: str, formula: Term, says: str = "") -> Fact:
    return Fact(name, role, formula, show(formula), says, NOWHERE)  # type: ignore[arg-type]


def inference(step: str, facts: tuple[Fact, ...], goal: Term, reading: Reading = ()) -> Inference:
    bounds = tuple(fact(q.name, "bound", bound) for q in QUANTITIES for bound in q.bounds)
    return Inference(step, reading, QUANTITIES, (*bounds, *facts), goal, show(goal), NOWHERE, Hints(), None)


def step(name: str, says: str, where: str, *inferences: Inference, infer: str = "", kind: str = "step") -> Step:
    first = inferences[0]
    given = tuple(f.text for f in first.facts if f.role == "given")
    sources = tuple(f.name for f in first.facts if f.role in ("premise", "lemma"))
    return Step(name, kind, says, where, sources, given, infer or first.goal_text, inferences, NOWHERE)  # type: ignore[arg-type]


REWARDED = app(">", b_c, b_g)
ALIKE = app("<=", D, c)


def score(act: Term) -> Term:
    return plus(b_g, times(minus(b_c, b_g), act))


def hard(incentive: Term) -> Term:
    return app("ite", app(">", incentive, c), 1, 0)


def graded(incentive: Term) -> Term:
    return app("clamp", over(minus(incentive, c), k), 0, 1)


def soft(incentive: Term) -> Term:
    return over(1, plus(1, app("exp", app("neg", minus(incentive, c)))))


def _steps() -> tuple[Step, ...]:
    one_off = app(">", minus(times(n, w, D), c), 0)
    case1 = inference("case1", (fact("given", "given", app("and", app(">", w, 0), app("=", n, 1))),), one_off)
    case2 = inference("case2", (fact("given", "given", app("=", w, 0)),), app("<", minus(times(n, w, D), c), 0))
    premises = (fact("alike", "premise", ALIKE), fact("rewarded", "premise", REWARDED))
    short = (*premises, fact("given", "given", app("<", w, 1)))
    single = tuple(
        inference("single", short, app("flat", score(act(times(1, w, D))), w), (("behaviour", name),))
        for name, act in (("hard", hard), ("graded", graded), ("soft", soft))
    )
    lemma = fact("case2", "lemma", app("implies", app("=", w, 0), app("<", minus(times(n, w, D), c), 0)))
    index = Var("i", I)
    later = SumOf(index, num(1), n, app("^", gamma, index))
    small = inference(
        "small_discount",
        (fact("given", "given", app("<=", gamma, over(c, plus(c, D)))),),
        app("<=", times(later, D), c),
    )
    threshold = app("^", over(c, plus(c, D)), over(1, T))
    forever = inference(
        "forever",
        (lemma,),
        app(
            "iff",
            app(">", minus(times(app("^", gamma, T), D), times(c, minus(1, app("^", gamma, T)))), 0),
            app(">", gamma, threshold),
        ),
    )
    share = LimitOf(gamma, Infinite(), over(app("^", gamma, T), plus(1, app("^", gamma, T))))
    limit = inference("share", (), app("=", share, 1))
    broken = inference(
        "broken", (fact("given", "given", app("<", c, 0)),), app("and", aware, app("not", app("=", D, w)))
    )
    x = Var("x", R)
    everywhere = Quantifier(
        "forall",
        x,
        app("and", app(">", x, 0), app("<", x, 1)),
        Quantifier("exists", Var("m", I), app("true"), app(">", times(Var("m", I), x), app("ceil", over(c, D)))),
    )
    thesis = inference("thesis", (*premises, lemma), app("or", everywhere, app("implies", aware, one_off)))
    return (
        step("case1", "a long-term objective makes deception pay", "section 2, Case 1", case1),
        step("case2", "a short-term objective makes greed pay", "section 2, Case 2", case2),
        step("single", "a single later state gives no gradient", "section 2", *single),
        step("small_discount", "a small discount factor never pays", "", small),
        step("forever", "the threshold of an infinite deployment", "section 3", forever),
        step("share", "all weight falls on deployment in the end", "section 4", limit),
        step("broken", "something follows from an impossible cost", "", broken),
        step("thesis", "situationally aware optimisers look ahead", "abstract", thesis, kind="conclusion"),
    )


def argument(title: str = "Situationally aware mesa-optimisers will have long-term objectives") -> Argument:
    def premise(name: str, says: str, where: str, formula: Term, low: Fraction | None = None) -> Premise:
        return Premise(name, says, where, (low, Fraction(9, 10)) if low else None, show(formula), None, NOWHERE)

    behaviour = tuple(("behaviour", name) for name in ("hard", "graded", "soft"))
    return Argument(
        path="arguments/moe2025.arg",
        text="",
        title=title,
        source="Moe (2025)",
        about="Whether training on short episodes selects for an eye on later ones",
        quantities=QUANTITIES,
        definitions=(
            Definition(
                "incentive",
                ("weight", "episodes"),
                "episodes*weight*D",
                "what compromising now is worth later",
                None,
                NOWHERE,
            ),
            Definition("act", ("i",), "if i > c then 1 else 0", "", behaviour[0], NOWHERE),
            Definition("act", ("i",), "clamp((i - c)/k, 0, 1)", "", behaviour[1], NOWHERE),
            Definition("act", ("i",), "1/(1 + exp(-(i - c)))", "", behaviour[2], NOWHERE),
        ),
        notions=(
            Notion(
                "behaviour",
                "how an incentive becomes behaviour",
                (
                    Alternative("hard", "compromise fully once the incentive exceeds the cost"),
                    Alternative("graded", "effort with a fixed cost and a rising cost"),
                    Alternative("soft", "compromise with logit probability"),
                ),
            ),
        ),
        premises=(
            premise("rewarded", "the base optimiser scores compromising higher", "section 2", REWARDED),
            premise("alike", "later states are like the current one", "section 2", ALIKE, Fraction(3, 5)),
        ),
        decisions=(
            Decision(
                "training",
                "what to do in one training episode",
                (
                    ("greedy", "pursue the mesa objective now", "0"),
                    ("deceive", "act as the base objective wants", "incentive(w, n) - c"),
                ),
                (Payoffs((), (("greedy", num(0)), ("deceive", minus(times(n, w, D), c))), QUANTITIES),),
                NOWHERE,
            ),
        ),
        steps=_steps(),
        premise_sets=(PremiseSet((), QUANTITIES, (fact("rewarded", "premise", REWARDED),)),),
        warnings=(),
    )


def result(name: str, verdict: Verdict, evidence: Evidence, reading: Reading = (), **more: object) -> StepResult:
    follows = {Verdict.VALID: True, Verdict.VACUOUS: True, Verdict.UNDECIDED: None}.get(verdict, False)
    fields: dict[str, object] = {"kind": "step", "follows": follows, "expected": None} | more
    return StepResult(name=name, reading=reading, verdict=verdict, evidence=evidence, **fields)  # type: ignore[arg-type]


def point(**values: str) -> Point:
    return Point(tuple(values.items()))


def report(checked: Argument | None = None) -> ArgumentReport:
    here = (("behaviour", "hard"),), (("behaviour", "graded"),), (("behaviour", "soft"),)
    short = {"c": "1", "D": "1", "w": "0", "b_g": "0", "b_c": "1"}
    return ArgumentReport(
        path="arguments/moe2025.arg",
        argument=checked or argument(),
        standing="invalid",
        steps=(
            result(
                "case1",
                Verdict.MIXED,
                Evidence.EXACT,
                counterexample=point(c="1", D="1/2", w="1", n="1"),
                example=point(c="1", D="2", w="1", n="1"),
                holds_iff="w*D > c",
                prover="z3",
            ),
            result("case2", Verdict.VALID, Evidence.TWO_SOLVERS, prover="positivity"),
            result(
                "single",
                Verdict.VALID,
                Evidence.SOLVER,
                here[0],
                prover="z3",
                premises_used=("alike",),
                premises_unneeded=("rewarded",),
                notes=("the germ of score in w was decided by cases",),
            ),
            result("single", Verdict.VALID, Evidence.SOLVER, here[1], prover="z3", premises_used=("alike",)),
            result("single", Verdict.REFUTED, Evidence.EXACT, here[2], counterexample=point(**short)),
            result(
                "small_discount",
                Verdict.VALID,
                Evidence.KERNEL,
                prover="induction",
                notes=("the sum was put into closed form by induction on n",),
            ),
            result(
                "forever",
                Verdict.UNDECIDED,
                Evidence.NONE,
                reason="no prover could handle the root",
                trace=("positivity: gave up (0.02 s)", "z3: unknown after 10.0 s"),
            ),
            result("share", Verdict.VALID, Evidence.SAMPLED),
            result("broken", Verdict.VACUOUS, Evidence.SOLVER, contradictory=("given",), prover="z3"),
            result(
                "thesis",
                Verdict.MIXED,
                Evidence.EXACT,
                kind="conclusion",
                holds_iff="w*D > c",
                counterexample=point(c="3", D="2", w="0", n="1", b_g="0", b_c="1", aware="true"),
            ),
        ),
        consistency=(Consistency((), True, point(b_g="0", b_c="1", c="1", D="1/2")),),
        equivocations=(Equivocation(("single", "case2"), ("behaviour",)),),
        holds_under=((("behaviour", "hard"),),),
        structure=Structure(("rewarded",)),
        summary="The paper's chain is not valid as written; it breaks at the first case.",
        seconds=1.25,
    )
