"""The weakest condition on chosen quantities: known problems, and engines that are wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pytest

from argcheck.analyses.check import CheckOptions
from argcheck.analyses.elimination.answers import Answer, weakest_on
from argcheck.analyses.exploration.explore import Wanted, explore
from argcheck.analyses.exploration.repair import Proposed, Repair
from argcheck.analyses.validity import check_inference
from argcheck.kernel.formulas import FALSE, TRUE, Atom, Formula, Relation
from argcheck.model.argument import Argument
from argcheck.model.terms import App, Term, free_variables
from argcheck.provers.backend import Budget
from argcheck.provers.elimination.question import Engine, Question
from argcheck.provers.elimination.substitution import Substitution
from argcheck.provers.portfolio import default_portfolio
from argcheck.provers.search import Searcher
from argcheck.reports.exploration import render_exploration
from argcheck.reports.exploration_record import exploration_record
from tests.analyses.elimination_problems import PROBLEMS, Problem
from tests.doubt import loaded

# these take the engines seconds
LONG = (
    "x-axis ellipse",
    "cubic three real roots",
    "abs",
    "Motzkin slice",
    "triangle",
    "square roots compared",
    "duopoly",
)
TABLE = [pytest.param(one, id=one.name, marks=[pytest.mark.slow] if one.name in LONG else []) for one in PROBLEMS]


@pytest.fixture(scope="module")
def searcher() -> Iterator[Searcher]:
    with default_portfolio() as portfolio:
        yield Searcher(portfolio, Budget(4_000_000, 10.0))


def argument_of(problem: Problem, goal: str = "") -> Argument:
    argument = loaded(problem.text.replace(f"infer {problem.goal}", f"infer {goal or problem.goal}"))
    assert argument is not None
    return argument


def posed_to(searcher: Searcher, problem: Problem, engines: tuple[Engine, ...] | None = None) -> Answer | None:
    inference = argument_of(problem).steps[0].inferences[0]
    variables = [quantity.variable for quantity in inference.quantities]
    names = problem.over.split(",") if problem.over else [variable.name for variable in variables]
    kept = [variable for name in names for variable in variables if variable.name == name]
    return weakest_on([fact.formula for fact in inference.facts], inference.goal, kept, searcher, engines=engines)


def facts_on(problem: Problem) -> tuple[list[Term], Term]:
    """What is given about the kept quantities alone, and the known answer."""
    inference = argument_of(problem, problem.answer).steps[0].inferences[0]
    names = set(problem.over.split(",")) if problem.over else {one.name for one in inference.quantities}
    parts = [part for fact in inference.facts for part in _conjuncts(fact.formula)]
    return [part for part in parts if {v.name for v in free_variables(part)} <= names], inference.goal


def _conjuncts(formula: Term) -> tuple[Term, ...]:
    return formula.args if isinstance(formula, App) and formula.op == "and" else (formula,)


@pytest.mark.parametrize("problem", TABLE)
def test_the_weakest_condition(searcher: Searcher, problem: Problem) -> None:
    found = posed_to(searcher, problem)
    assert found is not None
    assert (found.proved, found.weakest) == (True, "proved")
    given, wanted = facts_on(problem)
    assert searcher.entails([*given, found.formula], wanted) is True
    assert searcher.entails([*given, wanted], found.formula) is True


def test_there_are_enough_problems() -> None:
    assert len(PROBLEMS) >= 60
    assert len({one.name for one in PROBLEMS}) == len(PROBLEMS)


# ---- engines that are wrong ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Saying:
    """An engine that says what it is told to say."""

    says: Formula | None
    name: str = field(default="saying")

    def eliminate(self, question: Question, seconds: float) -> Formula | None:
        return self.says


QUADRATIC = next(one for one in PROBLEMS if one.name == "positive monic quadratic")
POSITIVE = Atom({(("c", 1),): 1}, Relation.GT)
LARGE = Atom({(("c", 1),): 4, (("b", 2),): -1, (): -100}, Relation.GT)
RIGHT = Atom({(("c", 1),): 4, (("b", 2),): -1}, Relation.GT)


@pytest.mark.parametrize("wrong", [POSITIVE, TRUE, FALSE, None, Atom({(("z", 1),): 1}, Relation.GT)])
def test_a_condition_that_is_not_enough_is_not_believed(searcher: Searcher, wrong: Formula | None) -> None:
    assert posed_to(searcher, QUADRATIC, (Saying(wrong),)) is None
    assert posed_to(searcher, QUADRATIC, (Saying(wrong), Saying(wrong, "too"))) is None


def test_a_condition_that_is_too_strong_is_not_called_the_weakest(searcher: Searcher) -> None:
    found = posed_to(searcher, QUADRATIC, (Saying(LARGE),))
    assert found is not None
    assert (found.proved, found.weakest) == (True, "unknown")
    better = posed_to(searcher, QUADRATIC, (Saying(LARGE), Saying(RIGHT)))
    assert better is not None
    assert better.weakest == "proved"


# ---- through explore and check -------------------------------------------------------------------------


def test_explore_names_the_premise_that_says_the_same(searcher: Searcher) -> None:
    text = """argument "t"
quantity b, c, x : real
premise small : 4*c - b^2 > 0
step s infer x^2 + b*x + c > 0
"""
    argument = loaded(text)
    assert argument is not None
    (found,) = explore(argument, searcher, CheckOptions(), Wanted(over=("b", "c"))).repairs
    assert found.alone is not None
    assert found.alone.condition == "b^2 < 4*c"
    assert found.alone.premises == ("small",)
    assert found.alone.weakest == "proved"
    assert not found.missing


def test_a_condition_that_the_premises_exclude_is_rejected(searcher: Searcher) -> None:
    text = """argument "t"
quantity a, x : real
premise low : a < 0
step s given x^2 <= 1 infer x^2 <= a
"""
    argument = loaded(text)
    assert argument is not None
    (found,) = explore(argument, searcher, CheckOptions(), Wanted(over=("a",))).repairs
    assert found.alone is None
    assert "a >= 1" in found.rejected


def test_that_no_condition_is_enough_is_proved(searcher: Searcher) -> None:
    text = """argument "t"
quantity p : probability
quantity w, D : real > 0
step s infer p*w > (1 - p)*D
"""
    argument = loaded(text)
    assert argument is not None
    found = explore(argument, searcher, CheckOptions(), Wanted(over=("w", "D")))
    (repair,) = found.repairs
    assert repair.alone is not None
    assert (repair.alone.condition, repair.alone.weakest) == ("false", "proved")
    assert "no condition on w and D alone would be enough" in render_exploration(found).plain


def test_one_quantity_is_solved_for(searcher: Searcher) -> None:
    text = """argument "t"
quantity g, w, c : real > 0
step s infer w*g^2 > c*g
"""
    argument = loaded(text)
    assert argument is not None
    needs = [
        explore(argument, searcher, CheckOptions(), Wanted(over=over)).repairs[0].need for over in (("g",), ("w",))
    ]
    assert [need and need.condition for need in needs] == ["g > c/w", "w > c/g"]


def test_check_finds_conditions_of_claims_with_quantifiers(searcher: Searcher) -> None:
    problem = next(one for one in PROBLEMS if one.name == "a root exists")
    step = argument_of(problem).steps[0]
    result = check_inference(step, step.inferences[0], searcher).result
    assert result.holds_iff == "a^2 >= 4*b"


def test_our_own_engine_needs_nothing_installed(searcher: Searcher) -> None:
    problem = next(one for one in PROBLEMS if one.name == "linear in two unknowns")
    found = posed_to(searcher, problem, (Substitution(),))
    assert found is not None
    assert (found.engine, found.weakest) == ("substitution", "proved")


def test_what_is_missing_is_named(searcher: Searcher, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("qepcad", "extras"):
        monkeypatch.setattr(f"argcheck.provers.elimination.{module}.installed", lambda: None)
    argument = argument_of(next(one for one in PROBLEMS if one.name == "cubic with three signs"))
    (found,) = explore(argument, searcher, CheckOptions()).repairs
    assert found.need is None
    assert found.missing == ("sympy-extras", "QEPCAD")


def test_what_is_not_proved_is_not_printed_as_an_answer(searcher: Searcher) -> None:
    argument = argument_of(QUADRATIC)
    found = explore(argument, searcher, CheckOptions())
    unproved = Repair("s", (), unproved=Proposed(("b", "c"), "c > 77", "QEPCAD"))
    found = replace(found, repairs=(unproved,))
    assert "c > 77" not in render_exploration(found).plain
    assert "not proved" in render_exploration(found, verbose=True).plain
    (record,) = exploration_record(found)["repairs"]
    assert record["alone"] is None
    assert record["unproved"] == {"over": ["b", "c"], "condition": "c > 77", "engine": "QEPCAD"}
