"""What positivity by expansion proves, and the near misses that it must not prove."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argcheck.kernel.polynomial import evaluate, substitute, variables
from argcheck.logic.formula import Atom, Not, Problem, Proposition, Relation, both, either, truth
from argcheck.provers.backend import Budget, Expansion, Outcome, Status
from argcheck.provers.positivity import Positivity
from tests.provers.prover_problems import Expr, lift, names, powers, problem

x, y, z, c, D, w, n, g, h, u, v, p, q, r, a, b = names("x y z c D w n g h u v p q r a b")
half = Fraction(1, 2)
rain = Proposition("rain")


def ratio(left: Expr, right: Expr, training: int, deployment: int) -> Expr:
    """Positive where deployment's share of the weight is larger at `left` than at `right`."""
    end = training + deployment
    return powers(left, training, end) * powers(right, 0, training) - powers(right, training, end) * powers(
        left, 0, training
    )


# name: (a contradictory problem, one that differs a little and has a solution)
TABLE = {
    "order is strict": (problem(y > x, x >= y), problem(y >= x, x >= y)),
    "products keep order": (
        problem(g > 0, h > g, u > 0, v > u, g * u >= h * v),
        problem(g > 0, h >= g, u > 0, v >= u, g * u >= h * v),
    ),
    "a product of numbers below 1": (
        problem(g > 0, g < 1, u > 0, u < 1, g * u >= 1),
        problem(g >= 0, g <= 1, u >= 0, u <= 1, g * u >= 1),
    ),
    "closed boxes": (
        problem(g >= 0, g <= 1, u >= 0, u <= 1, g * u > 1),
        problem(g >= 0, g <= 2, u >= 0, u <= 1, g * u > 1),
    ),
    "never in a closed box": (
        problem(g >= 0, g <= 1, g - g * g + Fraction(1, 9) <= 0),
        problem(g >= 0, g <= 1, g - g * g <= 0),
    ),
    "x^2 + 1 = 0": (problem((x * x + 1).equals(0)), problem((x * x - 1).equals(0))),
    "x^2 y^4 < 0": (problem(x * x * y**4 < 0), problem(x * x * y**3 < 0)),
    "0 != 0": (problem((x - y).equals(0), x.differs(y)), problem((x - y).equals(0), x.differs(y + 1))),
    "not 0, not above, not below": (
        problem(x >= 0, x.differs(0), x <= 0),
        problem(x >= 0, x.differs(1), x <= 0),
    ),
    "a quotient between 0 and 1": (
        problem(c > 0, D > 0, (q * (c + D)).equals(c), q >= 1),
        problem(c > 0, D >= 0, (q * (c + D)).equals(c), q >= 1),
    ),
    "a threshold falls": (
        problem(c > 0, u > 0, v > u, (p * (c + u)).equals(c), (q * (c + v)).equals(c), q >= p),
        problem(c > 0, u > 0, v >= u, (p * (c + u)).equals(c), (q * (c + v)).equals(c), q >= p),
    ),
    "a negative divisor": (
        problem(D < 0, c > 0, (q * D).equals(c), q >= 0),
        problem(D < 0, c >= 0, (q * D).equals(c), q >= 0),
    ),
    "an upper bound mirrors": (problem(x < 0, y < 0, x * y <= 0), problem(x < 0, y <= 0, x * y <= 0)),
    "cases": (
        problem(w >= 0, D > 0, either(w.equals(0), w >= 1), w * D < D, w > 0),
        problem(w >= 0, D > 0, either(w.equals(0), w >= half), w * D < D, w > 0),
    ),
    "cases of cases": (
        problem(x > 0, either(y > x, z > x), either(y <= 0, z <= 0), y.equals(z)),
        problem(x > 0, either(y > x, z > x), either(y <= 0, z <= 1), y.equals(z)),
    ),
    "integers have gaps": (
        problem(n > 0, n < 1, integers="n"),
        problem(n > 0, n < 1),
    ),
    "integers with fractions": (
        problem(half * n > half, n < 2, integers="n"),
        problem(half * n > half, n < 3, integers="n"),
    ),
    "propositions": (
        problem(either(Not(rain), x > 0), rain, x <= 0),
        problem(either(Not(rain), x > 0), x <= 0),
    ),
    "a weight that is too small": (
        problem(c > 0, D > 0, w >= 0, w < 1, c >= D, w * D >= c),
        problem(c > 0, D > 0, w >= 0, w <= 1, c >= D, w * D >= c),
    ),
    "a chain of shifts": (
        problem(x > 0, y > x, z > y, x * y * z >= z**3),
        problem(x >= 0, y >= x, z >= y, x * y * z >= z**3),
    ),
    "share of deployment, 3 and 4 episodes": (
        problem(x > 0, y > x, ratio(y, x, 3, 4) <= 0),
        problem(x > 0, y >= x, ratio(y, x, 3, 4) <= 0),
    ),
    "share of deployment, 20 and 50 episodes": (
        problem(x > 0, y > x, ratio(y, x, 20, 50) <= 0),
        problem(x > 0, y >= x, ratio(y, x, 20, 50) <= 0),
    ),
    "share of deployment from 0 on": (
        problem(x >= 0, y > x, ratio(y, x, 3, 4) <= 0),
        problem(x >= -1, y > x, ratio(y, x, 3, 4) <= 0),
    ),
    "the same as quotients": (
        problem(
            x > 0,
            y > x,
            (p * powers(x, 0, 20)).equals(powers(x, 20, 70)),
            (q * powers(y, 0, 20)).equals(powers(y, 20, 70)),
            q <= p,
        ),
        problem(
            x > 0,
            y >= x,
            (p * powers(x, 0, 20)).equals(powers(x, 20, 70)),
            (q * powers(y, 0, 20)).equals(powers(y, 20, 70)),
            q <= p,
        ),
    ),
}


def outcome(asked: Problem) -> Outcome:
    return Positivity().solve(asked, Budget())


@pytest.mark.parametrize("name", TABLE)
def test_proves(name: str) -> None:
    found = outcome(TABLE[name][0])
    assert found.status is Status.UNSAT, found.reason
    assert found.expansions


@pytest.mark.parametrize("name", TABLE)
def test_does_not_prove_a_near_miss(name: str) -> None:
    found = outcome(TABLE[name][1])
    assert found.status is Status.UNKNOWN
    assert found.reason


def test_the_expansion_is_a_proof_that_can_be_replayed() -> None:
    found = outcome(TABLE["share of deployment, 20 and 50 episodes"][0])
    (expansion,) = found.expansions
    ((factor, fact),) = expansion.combination
    values = {change.variable: change.numerator for change in expansion.changes}
    assert factor == 1
    assert fact.relation is Relation.GE
    assert substitute(fact.polynomial, values) == expansion.expanded
    assert len(expansion.expanded) == 3536
    assert all(coefficient < 0 for coefficient in expansion.expanded.values())
    assert expansion.positive == tuple(frozenset({name}) for name in sorted(expansion.nonnegative))


def replay(expansion: Expansion, spread: int) -> None:
    """Give the new variables positive values, compute the old ones from the changes, compare the two sides."""
    numbers = {change.variable for change in expansion.changes}
    old = [change.numerator for change in expansion.changes] + [change.denominator for change in expansion.changes]
    old += [fact.polynomial for _, fact in expansion.combination]
    free = sorted({name for polynomial in old for name in variables(polynomial)} - numbers)
    point = {name: Fraction(1 + (index * spread) % 5, 2) for index, name in enumerate(free)}
    for change in reversed(expansion.changes):
        divisor = evaluate(change.denominator, point)
        point[change.variable] = evaluate(change.numerator, point) / Fraction(divisor)
    if len(expansion.combination) == 1 and all(variables(change.denominator) for change in expansion.changes[-1:]):
        (_, fact) = expansion.combination[0]
        sign = Fraction(evaluate(fact.polynomial, point)) * Fraction(evaluate(expansion.expanded, point))
        assert sign > 0 or not expansion.expanded or evaluate(expansion.expanded, point) == 0
    elif not any(variables(change.denominator) for change in expansion.changes):
        total = sum(factor * evaluate(fact.polynomial, point) for factor, fact in expansion.combination)
        assert total == evaluate(expansion.expanded, point)


@pytest.mark.parametrize("name", TABLE)
@pytest.mark.parametrize("spread", [1, 3])
def test_every_expansion_is_what_its_changes_give(name: str, spread: int) -> None:
    for expansion in outcome(TABLE[name][0]).expansions:
        replay(expansion, spread)


def test_an_expansion_names_the_case_it_closes() -> None:
    found = outcome(TABLE["cases"][0])
    assert len(found.expansions) == 2
    assert [len(expansion.cases) for expansion in found.expansions] == [1, 1]


def test_the_core_leaves_out_what_is_not_used() -> None:
    found = outcome(problem(z > 0, y > x, w > 1, x >= y, labels="idle first idle2 second"))
    assert found.core == ("first", "second")


def test_the_core_counts_a_split_and_a_divisor() -> None:
    split = outcome(problem(x > 5, either(y > x, y > x + 1), x >= y, labels="idle either below"))
    assert split.core == ("either", "below")
    divided = outcome(problem(D > 0, w > 3, (q * D).equals(1), q <= 0, labels="D idle q low"))
    assert divided.core == ("D", "q", "low")


def test_gives_up_on_too_many_cases_and_on_too_large_an_expansion() -> None:
    unknowns = names(" ".join(f"x{index}" for index in range(12)))
    splits = [either(one > 1, one < -1) for one in unknowns]
    many = outcome(problem(*splits, sum((one * one for one in unknowns), lift(0)) <= 11))
    assert many.status is Status.UNKNOWN
    shifts = [later > sum(unknowns[:index], lift(0)) for index, later in enumerate(unknowns)]
    large = outcome(problem(*shifts, unknowns[-1] ** 60 <= 0))
    assert large.status is Status.UNKNOWN


GRID = [Fraction(number, 2) for number in (-4, -2, -1, 0, 1, 2, 3)]
CELL = st.integers(-2, 2)


@st.composite
def small_problems(draw: st.DrawFn) -> Problem:
    """A few atoms of degree at most 3 in x and y, bounds often among them, some in disjunctions."""

    def atom() -> Atom:
        shape = draw(st.sampled_from(["bound", "order", "free"]))
        terms = {
            "bound": [draw(st.sampled_from([x, y])), lift(1)],
            "order": [x, y, lift(1)],
            "free": [x * y, x * x, y, lift(1), x * y * y],
        }[shape]
        total = sum((term * draw(CELL) for term in terms), lift(0))
        return Atom(total.polynomial, draw(st.sampled_from(list(Relation))))

    def formula() -> object:
        if draw(st.integers(0, 3)):
            return atom()
        return either(atom(), both(atom(), atom()))

    count = draw(st.integers(1, 5))
    return Problem(tuple(formula() for _ in range(count)), draw(st.sampled_from([frozenset(), frozenset({"x"})])))


@given(small_problems())
@settings(max_examples=400, deadline=None)
def test_what_is_refuted_holds_nowhere(asked: Problem) -> None:
    if outcome(asked).status is not Status.UNSAT:
        return
    for first, second in product(GRID, GRID):
        if "x" in asked.integers and first.denominator != 1:
            continue
        point = {"x": first, "y": second}
        assert not all(truth(assertion, point, {}) for assertion in asked.assertions)
