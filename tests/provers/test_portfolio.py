"""The portfolio: equations solved first, cheapest prover first, every answer traced."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings

from argcheck.logic.formula import FALSE, Not, Problem, Proposition, both, either, truth
from argcheck.provers.backend import Budget, Model, Outcome, Status
from argcheck.provers.cores import minimal_core
from argcheck.provers.equations import SolvingEquations, reduce
from argcheck.provers.portfolio import Briefly, Portfolio, default_portfolio
from argcheck.provers.positivity import Positivity
from tests.provers.prover_problems import names, powers, problem
from tests.provers.test_positivity import TABLE, small_problems

x, y, z, c, D, w, n, m = names("x y z c D w n m")
rain = Proposition("rain")


@pytest.fixture(scope="module")
def portfolio() -> Iterator[Portfolio]:
    with default_portfolio() as provers:
        yield provers


class Scripted:
    """A prover that gives a prepared answer and notes what it was asked."""

    name = "scripted"

    def __init__(self, *answers: Outcome) -> None:
        self.answers = list(answers)
        self.asked: list[Problem] = []

    def solve(self, problem: Problem, budget: Budget) -> Outcome:
        self.asked.append(problem)
        return self.answers.pop(0)


def test_the_first_that_decides_ends_the_search() -> None:
    unknown = Scripted(Outcome(Status.UNKNOWN, "first", reason="too hard"))
    decides = Scripted(Outcome(Status.UNSAT, "second"))
    never = Scripted()
    found = Portfolio((unknown, decides, never)).solve(problem(x > 0), Budget())
    assert found.status is Status.UNSAT
    assert found.prover == "second"
    assert found.trace == ("first: unknown in 0.000 s (too hard)", "second: unsat in 0.000 s")
    assert not never.asked


def test_for_points_the_brief_solver_comes_first() -> None:
    first = Scripted(Outcome(Status.UNSAT, "first"))
    brief = Scripted(Outcome(Status.UNSAT, "brief"))
    both = Portfolio((first, Briefly(brief, 1_000)))
    assert both.solve(problem(x > 0), Budget(), for_points=True).prover == "brief"
    assert both.solve(problem(x > 0), Budget()).prover == "first"


def test_unknown_gives_every_reason() -> None:
    first = Scripted(Outcome(Status.UNKNOWN, "first", reason="too hard"))
    second = Scripted(Outcome(Status.UNKNOWN, "second", reason="no time"))
    found = Portfolio((first, second)).solve(problem(x > 0), Budget())
    assert found.status is Status.UNKNOWN
    assert found.reason == "first: too hard; second: no time"


def test_row_12_of_the_paper_is_decided_without_a_solver(portfolio: Portfolio) -> None:
    found = portfolio.solve(TABLE["the same as quotients"][0], Budget())
    assert (found.status, found.prover) == (Status.UNSAT, "positivity")


def test_what_expansion_leaves_z3_decides(portfolio: Portfolio) -> None:
    found = portfolio.solve(problem(x * x + y * y < 2 * x * y), Budget())
    assert (found.status, found.prover) == (Status.UNSAT, "z3")
    assert len(found.trace) == 2


def test_equations_leave_fewer_variables() -> None:
    reduced = reduce(problem(w.equals(0), x.equals(w + 2 * y), x * D > c, (n * y).equals(1)))
    assert reduced.problem.variables() == {"c", "D", "n", "y"}
    assert {name for name, _ in reduced.solutions} == {"w", "x"}


def test_an_integer_is_solved_for_only_where_it_stays_whole() -> None:
    assert reduce(problem((2 * n).equals(m), n > 0, integers="n m")).solutions[0][0] == "m"
    assert not reduce(problem((2 * n).equals(3 * m), n > 0, integers="n m")).solutions
    assert reduce(problem((2 * n).equals(x), n > 0, integers="n")).solutions[0][0] == "x"
    assert not reduce(problem((2 * n).equals(1), integers="n")).solutions


def test_equations_in_alternatives_are_left_alone() -> None:
    assert not reduce(problem(either(x.equals(1), x.equals(2)), Not(both(x.equals(1), y.equals(1))))).solutions


def test_a_substitution_that_would_swell_the_problem_is_not_made() -> None:
    many = sum(names(" ".join(f"v{index}" for index in range(12))), y)
    assert not reduce(problem((x * x).equals(many**2), x**9 > 1, (z + x).equals(many * x))).solutions[1:]
    heavy = reduce(problem(x.equals(many), x**9 > 1))
    assert [name for name, _ in heavy.solutions] != ["x"] or len(str(heavy.problem)) < 10_000


def test_solved_values_come_back_exactly() -> None:
    inner = Scripted(Outcome(Status.SAT, "scripted", model=Model({"y": Fraction(1, 3)})))
    asked = problem(x.equals(Fraction(1, 2) * y + 1), z.equals(x * x), y > 0, (w - w).equals(0))
    found = SolvingEquations(inner).solve(asked, Budget())
    assert found.model is not None
    assert found.model.numbers == {"y": Fraction(1, 3), "x": Fraction(7, 6), "z": Fraction(49, 36)}
    assert inner.asked[0].variables() == {"y"}


def test_an_irrational_value_is_not_put_into_a_solution(portfolio: Portfolio) -> None:
    asked = problem((x * x).equals(2), x > 0, y.equals(x * x * x))
    found = portfolio.solve(asked, Budget())
    assert found.status is Status.SAT
    assert found.model is not None
    assert set(found.model.irrational) == {"x", "y"}


def test_a_core_counts_the_equations_that_were_used(portfolio: Portfolio) -> None:
    # positivity sees no square here, so that the answer goes through the equations
    asked = problem(z.equals(3), w > 0, y.equals(x + z), x * x + y * y - 2 * x * y <= 8, labels="z w y low")
    found = portfolio.solve(asked, Budget())
    assert (found.prover, found.core) == ("positivity", ("z", "y", "low"))
    harder = problem(z.equals(2), y.equals(z), w.equals(5), x * x + 1 < y * x - 1, labels="z y w low")
    found = portfolio.solve(harder, Budget())
    assert (found.prover, found.core) == ("z3", ("z", "y", "low"))


def test_a_minimal_core_has_nothing_to_spare(portfolio: Portfolio) -> None:
    asked = problem(z.equals(3), w > 0, y.equals(x + 1), x * x + y * y < 2 * x * y, labels="z w y square")
    assert minimal_core(portfolio, asked, Budget()) == ("square",)
    assert minimal_core(portfolio, problem(x > 0, labels="x"), Budget()) is None
    either_will_do = problem(x > 1, x > 2, x < 0, labels="weak strong low")
    assert minimal_core(portfolio, either_will_do, Budget()) in {("weak", "low"), ("strong", "low")}
    unlabelled_goal = problem(x > 1, y > 2, x < 0, labels="used idle")
    assert minimal_core(portfolio, unlabelled_goal, Budget()) == ("used",)


def test_propositions_go_through_equations(portfolio: Portfolio) -> None:
    asked = problem(w.equals(0), either(rain, w > 0))
    found = portfolio.solve(asked, Budget())
    assert found.model is not None
    assert found.model.propositions == {"rain": True}
    settled = portfolio.solve(problem(w.equals(0), either(rain, w > -1)), Budget())
    assert settled.model is not None
    assert settled.model.propositions == {"rain": False}
    assert portfolio.solve(problem(*asked.assertions, Not(rain)), Budget()).status is Status.UNSAT
    assert portfolio.solve(problem(FALSE), Budget()).status is Status.UNSAT
    assert portfolio.solve(problem(), Budget()).status is Status.SAT


def test_simple_points_come_from_the_portfolio(portfolio: Portfolio) -> None:
    asked = problem(c > 0, D > 0, w > 0, n.equals(1), w * D <= c, integers="n")
    found = portfolio.simplest(asked, ("c", "D", "w", "n"), Budget())
    assert found.model is not None
    assert set(found.model.numbers.values()) == {1}
    assert Portfolio((Positivity(),)).simplest(asked, ("c",), Budget()).status is Status.UNKNOWN


def test_a_long_horizon_is_decided(portfolio: Portfolio) -> None:
    small = problem(c > 0, D > 0, x > 0, x < 1, x * (c + D) <= c, powers(x, 1, 21) * D > c)
    assert portfolio.solve(small, Budget()).status is Status.UNSAT


@given(small_problems())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_solving_equations_changes_no_answer(portfolio: Portfolio, asked: Problem) -> None:
    found = portfolio.solve(asked, Budget())
    plain = portfolio.simplest(asked, (), Budget())
    assert {found.status, plain.status} != {Status.SAT, Status.UNSAT}
    if found.model is not None and not found.model.irrational:
        assert all(truth(part, found.model.numbers, found.model.propositions) for part in asked.assertions)
