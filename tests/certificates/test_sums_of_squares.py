"""Sums of squares: inequalities that need forms which nobody would list, near misses, and the exact side by itself."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argcheck.certificates import semidefinite
from argcheck.certificates.effort import Effort
from argcheck.certificates.format import written
from argcheck.certificates.gram import Block, Unknowns, decomposed, rounded
from argcheck.certificates.program import Column
from argcheck.certificates.search import certify
from argcheck.certificates.shapes import shape
from argcheck.certificates.solving import system
from argcheck.certificates.sums_of_squares import Shaped, refuted_by_squares
from argcheck.kernel.formulas import Atom
from argcheck.kernel.polynomial import add, multiply, scale
from argcheck.kernel.replay import replay
from tests.certificates.problems import polynomial, problem

POSITIVE = ("a > 0", "b > 0", "c > 0")


SCHUR = "a^2*b + a^2*c + b^2*a + b^2*c + c^2*a + c^2*b"
HARD = {
    "Cirtoaje's": problem(
        "3*x^3*y + 3*y^3*z + 3*z^3*x > x^4 + y^4 + z^4 + 2*x^2*y^2 + 2*y^2*z^2 + 2*z^2*x^2",
    ),
    "Motzkin's": problem("3*x^2*y^2 > x^4*y^2 + x^2*y^4 + 1"),
    "Schur's": problem(*POSITIVE, f"{SCHUR} > a^3 + b^3 + c^3 + 3*a*b*c"),
    "Muirhead's": problem(*POSITIVE, "a^2*b*c + a*b^2*c + a*b*c^2 > a^3*b + b^3*c + c^3*a"),
    "a triangle's": problem(
        *POSITIVE,
        "a + b > c",
        "b + c > a",
        "c + a > b",
        "a^2*b^2 + b^2*c^2 + c^2*a^2 > a^3*b + b^3*c + c^3*a",
    ),
    "a strict one": problem("x - 1 >= x^4"),
    "five means": problem(*POSITIVE, "d > 0", "e > 0", "5*a*b*c*d*e > a^5 + b^5 + c^5 + d^5 + e^5"),
    "a product of 1": problem(*POSITIVE, "a*b*c = 1", "3 > a + b + c"),
}
SPLIT = {
    "comparisons known already": problem(
        "1 > p", "p > 1 or 0 > q or x > 1", "p > 1 or q > 1 or x > 1", "q >= 0", "1 >= q", "1 >= x"
    ),
    "comparisons of whole numbers": problem(
        "3 > n + m or n > m + 4", "n > 2 or m > 2 or n = m", "n + m > 5 or n > 9", "6 > n", "m >= 0", integers="n m"
    ),
    "a product of signs": problem("a > b", "b > 0", "p > 0", "1 > p", "0 >= a*p - b*p + b"),
}
FALSE = {
    "Cirtoaje's with 4": problem(
        "4*x^3*y + 4*y^3*z + 4*z^3*x > x^4 + y^4 + z^4 + 2*x^2*y^2 + 2*y^2*z^2 + 2*z^2*x^2",
    ),
    "Motzkin's less a little": problem("3*x^2*y^2 > x^4*y^2 + x^2*y^4 + 999/1000"),
    "Schur's without signs": problem(f"{SCHUR} > a^3 + b^3 + c^3 + 3*a*b*c"),
    "a quartic that touches 0": problem("-3 + 4*x >= x^4"),
    "an equality": problem("2*x*y >= x^2 + y^2"),
}


@pytest.mark.parametrize("name", HARD)
def test_hard_inequalities_have_certificates(name: str) -> None:
    found, reason = certify(HARD[name], Effort.of(60))
    assert found is not None, reason
    (theorem,) = replay(written([found]))
    assert tuple(each.formula for each in theorem.hypotheses) == HARD[name].assertions


@pytest.mark.parametrize("name", SPLIT)
def test_comparisons_are_split_on_and_signs_are_shown(name: str) -> None:
    found, reason = certify(SPLIT[name], Effort.of(20))
    assert found is not None, reason
    replay(written([found]))


@pytest.mark.parametrize(("name", "extra", "loose"), list(product(FALSE, (0, 1, 2), (False, True))))
def test_near_misses_have_none(name: str, extra: int, loose: bool) -> None:
    facts = [(number, each) for number, each in enumerate(FALSE[name].assertions) if isinstance(each, Atom)]
    for whole in (False, True):
        assert refuted_by_squares(system(facts), Shaped(extra, loose, whole), Effort.of(60)) is None


def test_a_square_that_must_vanish_somewhere_is_found_exactly() -> None:
    # x^4 - 2*x^2 + 1 has the double roots 1 and -1, so its matrix is the one on x^2 - 1 alone
    target = Column(polynomial("2*x^2 - x^4 - 1"), 1.0, strict=True)
    forms = ({(): 1}, {(("x", 1),): 1}, {(("x", 2),): 1})
    found = semidefinite.solve(Unknowns((7,), (target,), (Block(3, {(): 1}, forms),)), Effort.of(60))
    assert found is not None
    assert found.weights == {7: 1}
    ((origin, weight, form),) = found.squares
    assert (origin, weight) == (3, 1)
    assert form in (polynomial("x^2 - 1"), polynomial("1 - x^2"))


def test_rough_values_are_made_exact_if_there_is_room() -> None:
    target = Column(polynomial("-2*x^2 + 2*x - 1"), 1.0, strict=True)
    unknowns = Unknowns((0,), (target,), (Block(0, {(): 1}, ({(): 1}, {(("x", 1),): 1})),))
    found = rounded(unknowns, [1.02, 0.97, -1.04, 2.01])
    assert found is not None
    left = scale(found.weights[0], target.entries)
    for _, weight, form in found.squares:
        left = add(left, scale(weight, multiply(form, form)))
    assert left == {}


def test_contradictory_equations_have_no_solution() -> None:
    target = Column(polynomial("x - 1"), 1.0, strict=True)
    assert rounded(Unknowns((0,), (target,), (Block(0, {(): 1}, ({(): 1},)),)), [1.0, 1.0]) is None
    assert semidefinite.solve(Unknowns((0,), (target,), (Block(0, {(): 1}, ({(): 1},)),)), Effort.of(60)) is None


@given(st.lists(st.lists(st.integers(-3, 3), min_size=3, max_size=3), max_size=4))
def test_what_is_a_sum_of_squares_is_decomposed(rows: list[list[int]]) -> None:
    matrix = [[Fraction(sum(row[i] * row[j] for row in rows)) for j in range(3)] for i in range(3)]
    parts = decomposed(matrix)
    assert parts is not None
    assert all(weight > 0 for weight, _ in parts)
    assert matrix == [[sum(w * v[i] * v[j] for w, v in parts) for j in range(3)] for i in range(3)]


@given(st.lists(st.integers(-3, 3), min_size=3, max_size=3).filter(any))
def test_what_has_a_negative_eigenvalue_is_not(row: list[int]) -> None:
    size = sum(value * value for value in row)
    matrix = [[Fraction(int(i == j)) - Fraction(2 * row[i] * row[j], size) for j in range(3)] for i in range(3)]
    assert decomposed(matrix) is None


def test_shapes_are_halved() -> None:
    motzkin = polynomial("x^4*y^2 + x^2*y^4 - 3*x^2*y^2 + 1")
    halves = shape(motzkin, ["x", "y"], 0).halves({(): 1})
    assert polynomial("x^2*y + x*y^2 + x*y + 1").keys() <= set(halves)
    assert (("x", 3),) not in halves
    homogeneous = shape(polynomial("x^4 + y^4"), ["x", "y"], 0).halves({(): 1})
    assert set(homogeneous) == polynomial("x^2 + x*y + y^2").keys()
