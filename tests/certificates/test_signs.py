"""Signs worth knowing, factors, counted effort, and linear equations."""

from __future__ import annotations

import time
from fractions import Fraction

from argcheck.certificates.effort import Effort
from argcheck.certificates.elimination import RIGHT, solved
from argcheck.certificates.signs import factored, refuted_by_factors, worth_knowing
from argcheck.kernel.formulas import Atom
from argcheck.kernel.polynomial import negate
from argcheck.kernel.rules import Work, check_sum
from tests.certificates.problems import polynomial, problem


def test_divisors_and_factors_are_worth_knowing() -> None:
    given = problem("q*m + q*v = m", "x^2 + x*y - x - y > 0", "m > 0", "x + 1 > 0")
    found = worth_knowing(given.assertions)
    for text in ("m + v", "q - 1", "x - 1", "x + y"):
        assert (polynomial(text) in found) != (negate(polynomial(text)) in found)
    assert len(found) == 4


def test_signs_that_are_known_are_not() -> None:
    assert worth_knowing(problem("x^2 - y^2 > 0", "x - y > 0", "y + x > 0").assertions) == []


def test_factors() -> None:
    assert factored(polynomial("x^2 - 2*x*y + y^2")) in ([(polynomial("x - y"), 2)], [(polynomial("y - x"), 2)])
    assert factored(polynomial("x - y")) == []


def test_a_product_of_known_signs_contradicts() -> None:
    facts = [
        (number, each)
        for number, each in enumerate(problem("x > 0", "1 > y", "0 >= x*z^2 - x*y*z^2", "0 > x - x*y").assertions)
        if isinstance(each, Atom)
    ]
    found = refuted_by_factors(facts)
    assert found is not None
    atoms = dict(facts)
    terms = [(each.coefficient, [atoms[fact] for fact in each.facts], list(each.squares)) for each in found.terms]
    check_sum(terms, [], Work())
    assert refuted_by_factors(facts[:3]) is None  # z may be 0


def test_a_part_of_an_effort_is_paid_for_out_of_the_whole() -> None:
    whole = Effort(100, time.monotonic() + 60)
    part = whole.part(1 / 2)
    part.spend(60)
    assert part.over and not whole.over
    assert whole.left == 40
    assert whole.part(1).left == 40
    whole.spend(40)
    assert whole.over


def test_the_clock_is_a_limit_too() -> None:
    assert Effort(100, time.monotonic() - 1).over


def test_equations_are_solved() -> None:
    one, two = Fraction(1), Fraction(2)
    assert solved([{0: two, RIGHT: one}, {0: one, 1: one}]) == {
        0: {0: one, RIGHT: one / 2},
        1: {1: one, RIGHT: -one / 2},
    }
    assert solved([{0: one}, {0: two, RIGHT: one}]) is None
