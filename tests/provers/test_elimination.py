"""Engines that eliminate quantifiers, each against brute force on a grid or against the others."""

from __future__ import annotations

import sys
from fractions import Fraction
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argcheck.kernel.formulas import FALSE, TRUE, And, Atom, Formula, Not, Or, Proposition, Relation
from argcheck.logic.formula import truth
from argcheck.provers.elimination import extras, qepcad
from argcheck.provers.elimination.ladder import engines, missing
from argcheck.provers.elimination.process import answer_of
from argcheck.provers.elimination.question import Engine, Question
from argcheck.provers.elimination.substitution import Substitution

SQUARE = {(("x", 2),): 1, (("b", 1), ("x", 1)): 1, (("c", 1),): 1}
ROOT = Question((("exists", "x"),), Atom(SQUARE, Relation.EQ), ("b", "c"))
OUTSIDE = engines()[1:]


def test_every_engine_is_there_when_tests_run() -> None:
    assert missing() == ()
    assert [engine.name for engine in engines()] == ["substitution", "QEPCAD", "sympy-extras"]


@pytest.mark.parametrize("engine", OUTSIDE, ids=lambda one: one.name)
def test_the_discriminant(engine: Engine) -> None:
    found = engine.eliminate(ROOT, 20.0)
    assert found is not None
    for b, c in product(range(-4, 5), repeat=2):
        assert truth(found, {"b": b, "c": c}, {}) is (b * b >= 4 * c)


@pytest.mark.parametrize("engine", OUTSIDE, ids=lambda one: one.name)
@pytest.mark.parametrize("relation", list(Relation))
def test_an_irrational_end(engine: Engine, relation: Relation) -> None:
    # x^2 = 2 and x > 0, compared with c
    matrix = And(
        (
            Atom({(("x", 2),): 1, (): -2}, Relation.EQ),
            Atom({(("x", 1),): 1}, Relation.GT),
            Atom({(("c", 1),): 1, (("x", 1),): -1}, relation),
        )
    )
    found = engine.eliminate(Question((("exists", "x"),), matrix, ("c",)), 20.0)
    assert found is not None
    for c in (Fraction(n, 10) for n in range(-30, 31)):
        above = c > 0 and c * c > 2
        wanted = {Relation.GT: above, Relation.GE: above, Relation.EQ: False, Relation.NE: True}[relation]
        assert truth(found, {"c": c}, {}) is wanted


@pytest.mark.parametrize("engine", OUTSIDE, ids=lambda one: one.name)
def test_what_is_given_and_closed_questions(engine: Engine) -> None:
    positive = Atom({(("b", 1),): 1}, Relation.GT)
    found = engine.eliminate(Question(ROOT.prefix, ROOT.matrix, ROOT.free, (positive,)), 20.0)
    assert found is not None
    assert truth(found, {"b": 2, "c": 1}, {})
    assert not truth(found, {"b": 2, "c": 2}, {})
    always = Question((("forall", "x"),), Atom({(("x", 2),): 1}, Relation.GE), ())
    assert engine.eliminate(always, 20.0) == TRUE
    assert engine.eliminate(always.denied, 20.0) == FALSE


@pytest.mark.parametrize("engine", OUTSIDE, ids=lambda one: one.name)
def test_no_time_and_no_numbers_give_no_answer(engine: Engine) -> None:
    assert engine.eliminate(ROOT, 0.001) is None
    assert engine.eliminate(Question((), Proposition("p"), ("p",)), 5.0) is None


# ---- our own -------------------------------------------------------------------------------------------

small = st.integers(-2, 2)


@st.composite
def linear(draw: st.DrawFn) -> Formula:
    """A comparison linear in x, its coefficient and constant linear in a."""
    table = {(("x", 1),): draw(small), (("a", 1),): draw(small), (): draw(small)}
    if draw(st.booleans()):
        table[(("a", 1), ("x", 1))] = draw(small)
    return Atom(
        {key: value for key, value in table.items() if value} or {(("x", 1),): 1}, draw(st.sampled_from(Relation))
    )


formulas = st.recursive(
    linear(),
    lambda inner: st.lists(inner, min_size=2, max_size=3).flatmap(
        lambda parts: st.sampled_from([And(tuple(parts)), Or(tuple(parts))])
    ),
    max_leaves=4,
)


def turns(formula: Formula, a: Fraction) -> set[Fraction]:
    match formula:
        case Atom(polynomial=polynomial):
            factor = polynomial.get((("x", 1),), 0) + a * polynomial.get((("a", 1), ("x", 1)), 0)
            rest = polynomial.get((), 0) + a * polynomial.get((("a", 1),), 0)
            return {Fraction(-rest) / factor} if factor else set()
        case Not(argument=argument):
            return turns(argument, a)
        case And(arguments=arguments) | Or(arguments=arguments):
            return {value for argument in arguments for value in turns(argument, a)}
    return set()


@settings(max_examples=150, deadline=None)
@given(formulas, st.sampled_from(["exists", "forall"]))
def test_linear_elimination_agrees_with_test_points(formula: Formula, kind: str) -> None:
    found = Substitution().eliminate(Question(((kind, "x"),), formula, ("a",)), 5.0)  # type: ignore[arg-type]
    assert found is not None
    join = any if kind == "exists" else all
    for a in (Fraction(n, 2) for n in range(-4, 5)):
        ends = sorted(turns(formula, a)) or [Fraction(0)]
        between = [(one + other) / 2 for one, other in pairwise(ends)]
        places = [ends[0] - 1, *ends, *between, ends[-1] + 1]
        assert truth(found, {"a": a}, {}) is join(truth(formula, {"a": a, "x": x}, {}) for x in places)


def test_what_is_not_linear_is_left_to_others() -> None:
    assert Substitution().eliminate(ROOT, 5.0) is None


# ---- processes -----------------------------------------------------------------------------------------


def test_a_process_is_ended_when_its_time_is_up() -> None:
    assert answer_of([sys.executable, "-c", "import time; time.sleep(60)"], "", 0.3, {}) is None


def test_a_process_that_fails_or_is_not_there_says_nothing() -> None:
    assert answer_of([sys.executable, "-c", "print('yes'); raise SystemExit(3)"], "", 20.0, {}) is None
    assert answer_of(["/no/such/program"], "", 5.0, {}) is None


def test_an_interrupt_ends_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    import subprocess

    started: list[subprocess.Popen[str]] = []

    class Interrupted(subprocess.Popen):  # type: ignore[type-arg]
        def communicate(self, *_: object, **__: object) -> tuple[str, str]:
            started.append(self)
            raise KeyboardInterrupt

    monkeypatch.setattr(subprocess, "Popen", Interrupted)
    with pytest.raises(KeyboardInterrupt):
        answer_of([sys.executable, "-c", "import time; time.sleep(60)"], "", 30.0, {})
    assert started[0].returncode is not None


@pytest.mark.parametrize("text", ["", "a >", "[ v0 > 0", "v0 > 0 [", "v9 > 0", "v0 ? 0", "v0 = _root_1 v1"])
def test_what_cannot_be_read_is_no_answer(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = qepcad.installed()
    assert engine is not None
    answer = f"An equivalent quantifier-free formula:\n\n{text}\n\n====="
    monkeypatch.setattr(qepcad, "answer_of", lambda *_: answer)
    assert engine.eliminate(ROOT, 5.0) is None


def test_formulas_as_plain_data() -> None:
    one = Atom({(("b", 2),): 1, (): Fraction(-1, 2)}, Relation.NE)
    assert extras.decode(extras.encode(Or((one, And((one, ROOT.matrix)))))) == Or((one, And((one, ROOT.matrix))))
    with pytest.raises(ValueError, match="not a formula"):
        extras.decode("yes")
