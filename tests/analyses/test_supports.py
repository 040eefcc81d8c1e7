"""Every equilibrium of small games with numbers as payoffs."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argcheck.analyses.games.supports import Matrix, equilibria, is_equilibrium

THIRD, HALF = Fraction(1, 3), Fraction(1, 2)


def matrix(rows: list[list[int]]) -> Matrix:
    return tuple(tuple(Fraction(value) for value in row) for row in rows)


def chances(*values: Fraction | int) -> tuple[Fraction, ...]:
    return tuple(Fraction(value) for value in values)


PENNIES = [[1, -1], [-1, 1]]
ROSHAMBO = [[0, -1, 1], [1, 0, -1], [-1, 1, 0]]
KNOWN = {
    "matching pennies": (PENNIES, [[-1, 1], [1, -1]], {((HALF, HALF), (HALF, HALF))}),
    "battle of the sexes": (
        [[2, 0], [0, 1]],
        [[1, 0], [0, 2]],
        {
            (chances(1, 0), chances(1, 0)),
            (chances(0, 1), chances(0, 1)),
            ((Fraction(2, 3), THIRD), (THIRD, Fraction(2, 3))),
        },
    ),
    "rock, paper, scissors": (ROSHAMBO, [[0, 1, -1], [-1, 0, 1], [1, -1, 0]], {((THIRD,) * 3, (THIRD,) * 3)}),
    "chicken": (
        [[0, -1], [1, -10]],
        [[0, 1], [-1, -10]],
        {
            (chances(1, 0), chances(0, 1)),
            (chances(0, 1), chances(1, 0)),
            ((Fraction(9, 10), Fraction(1, 10)), (Fraction(9, 10), Fraction(1, 10))),
        },
    ),
    "Shapley's": (
        [[0, 1, 0], [0, 0, 1], [1, 0, 0]],
        [[0, 0, 1], [1, 0, 0], [0, 1, 0]],
        {((THIRD,) * 3, (THIRD,) * 3)},
    ),
    "von Stengel's, three by two": (
        [[3, 3], [2, 5], [0, 6]],
        [[3, 2], [2, 6], [3, 1]],
        {
            (chances(1, 0, 0), chances(1, 0)),
            ((Fraction(4, 5), Fraction(1, 5), Fraction(0)), (Fraction(2, 3), THIRD)),
            ((Fraction(0), THIRD, Fraction(2, 3)), (THIRD, Fraction(2, 3))),
        },
    ),
    "the prisoner's dilemma": ([[3, 0], [5, 1]], [[3, 5], [0, 1]], {(chances(0, 1), chances(0, 1))}),
}


@pytest.mark.parametrize(("first", "second", "wanted"), KNOWN.values(), ids=KNOWN)
def test_known_games(first: list[list[int]], second: list[list[int]], wanted: set[object]) -> None:
    found = equilibria(matrix(first), matrix(second))
    assert all(one.single for one in found)
    assert {(one.first[0], one.second[0]) for one in found} == wanted


def test_four_ways_to_meet() -> None:
    same = matrix([[int(i == j) for j in range(4)] for i in range(4)])
    assert len(equilibria(same, same)) == 2**4 - 1


def test_where_nothing_matters_everything_is_an_equilibrium() -> None:
    (found,) = equilibria(matrix([[0, 0], [0, 0]]), matrix([[0, 0], [0, 0]]))
    assert not found.single and len(found.first) == len(found.second) == 2


def test_a_continuum_beside_a_single_equilibrium() -> None:
    found = equilibria(matrix([[3, 3], [2, 5], [0, 6]]), matrix([[3, 3], [2, 6], [3, 1]]))
    (wide,) = [one for one in found if not one.single]
    assert wide.first == (chances(1, 0, 0),)
    assert set(wide.second) == {chances(1, 0), (Fraction(2, 3), THIRD)}
    assert len(found) == 2


PAYOFFS = st.integers(min_value=-2, max_value=2)


def tables(size: tuple[int, int]) -> st.SearchStrategy[tuple[list[list[int]], list[list[int]]]]:
    row = st.lists(PAYOFFS, min_size=size[1], max_size=size[1])
    table = st.lists(row, min_size=size[0], max_size=size[0])
    return st.tuples(table, table)


TABLES = st.tuples(st.integers(1, 3), st.integers(1, 3)).flatmap(tables)


@settings(max_examples=60, deadline=None)
@given(TABLES)
def test_every_game_has_one_and_each_is_one(pair: tuple[list[list[int]], list[list[int]]]) -> None:
    first, second = map(matrix, pair)
    found = equilibria(first, second)
    assert found
    for one in found:
        middles = [tuple(sum(part) / len(side) for part in zip(*side, strict=True)) for side in (one.first, one.second)]
        assert is_equilibrium(first, second, (middles[0], middles[1]))
        assert all(is_equilibrium(first, second, each) for each in product(one.first, one.second))
    corners = {each for one in found for each in product(one.first, one.second)}
    for i, j in product(range(len(first)), range(len(first[0]))):
        pure = (
            tuple(Fraction(int(k == i)) for k in range(len(first))),
            tuple(Fraction(int(k == j)) for k in range(len(first[0]))),
        )
        # a pure action is a corner of whatever set of mixtures it lies in
        assert is_equilibrium(first, second, pure) == (pure in corners)
