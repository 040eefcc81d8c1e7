"""Games: known equilibria, symbolic conditions, and a direct computation on random games."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from random import Random

import pytest

from argcheck.analyses.check import CheckOptions, searching
from argcheck.analyses.games.solve import Solution, solve_game
from argcheck.language.nfg import NfgGame, NotNfg, as_argument, read_nfg, write_nfg
from argcheck.language.parse import parse
from argcheck.model.argument import Argument
from argcheck.model.elaborate import elaborate

F = Fraction


def argument(text: str) -> Argument:
    elaborated = elaborate(parse(text, "test.arg"))
    assert elaborated.argument is not None, elaborated.diagnostics
    return elaborated.argument


def solved(text: str) -> Solution:
    with searching(CheckOptions()) as searcher:
        (solution,) = solve_game(argument(text), "g", searcher)
    assert solution.verified
    return solution


def two_by_two(quantities: str, *payoffs: str) -> str:
    lines = ['argument "A game"', *quantities.splitlines(), "game g", "  player i : a, b", "  player j : c, d"]
    profiles = ("a, c", "a, d", "b, c", "b, d")
    lines += [f"  outcome {profile} : {pair}" for profile, pair in zip(profiles, payoffs, strict=True)]
    return "\n".join(lines) + "\n"


def rows(solution: Solution) -> dict[str, str]:
    return {row.what: row.condition for row in solution.equilibria}


def test_the_prisoners_dilemma() -> None:
    order = "quantity S : real\nquantity P : real > S\nquantity R : real > P\nquantity T : real > R"
    solution = solved(two_by_two(order, "R, R", "S, T", "T, S", "P, P"))
    assert rows(solution) == {"b, d": "true"}
    assert {row.what: row.condition for row in solution.dominant} == {"i: b": "true", "j: d": "true"}
    assert solution.mixed is None


def test_matching_pennies() -> None:
    solution = solved(two_by_two("", "1, -1", "-1, 1", "-1, 1", "1, -1"))
    assert rows(solution) == {} and solution.dominant == ()
    assert solution.mixed is not None
    assert solution.mixed.chances == (("i", "a", "1/2"), ("j", "c", "1/2"))


def test_the_battle_of_the_sexes() -> None:
    solution = solved(two_by_two("quantity x : real > 0\nquantity y : real > x", "y, x", "0, 0", "0, 0", "x, y"))
    assert rows(solution) == {"a, c": "true", "b, d": "true"}
    assert solution.mixed is not None and solution.mixed.condition == "true"
    assert [chance for _, _, chance in solution.mixed.chances] == ["y/(y + x)", "x/(x + y)"]


def test_chicken_with_a_crash_that_may_be_cheap() -> None:
    text = two_by_two("quantity v : real > 0\nquantity c : real", "-c, -c", "v, 0", "0, v", "v/2, v/2")
    solution = solved(text)
    assert rows(solution) == {"a, c": "c <= 0", "a, d": "c >= 0", "b, c": "c >= 0"}
    assert {row.what: row.condition for row in solution.dominant} == {"i: a": "c < 0", "j: c": "c < 0"}
    assert solution.mixed is not None and solution.mixed.condition == "c > 0"


def test_payoffs_without_a_value_are_supposed_away() -> None:
    solution = solved(two_by_two("quantity x : real", "1/x, 0", "0, 0", "0, 0", "1, 1"))
    assert solution.supposing == ("x != 0",)


def random_game(random: Random) -> NfgGame:
    counts = [random.randint(1, 3) for _ in range(random.choice((2, 2, 3)))]
    strategies = tuple(tuple(str(number + 1) for number in range(count)) for count in counts)
    payoffs = {
        profile: tuple(F(random.randint(-2, 2), random.choice((1, 2, 3))) for _ in counts)
        for profile in product(*map(range, counts))
    }
    return NfgGame('A "random" game', tuple(f"Player {n}" for n in range(len(counts))), strategies, payoffs)


def is_equilibrium(game: NfgGame, profile: tuple[int, ...]) -> bool:
    return all(
        game.payoffs[profile][player] >= game.payoffs[(*profile[:player], other, *profile[player + 1 :])][player]
        for player in range(len(profile))
        for other in range(len(game.strategies[player]))
    )


@pytest.mark.parametrize("seed", range(12))
def test_equilibria_of_random_games_agree_with_a_direct_computation(seed: int) -> None:
    game = random_game(Random(seed))
    found = {row.what for row in solved(as_argument(game, "g")).equilibria}
    expected = {profile for profile in game.payoffs if is_equilibrium(game, profile)}
    assert found == {", ".join(f"s{index + 1}" for index in profile) for profile in expected}


@pytest.mark.parametrize("seed", range(30))
def test_the_mixed_equilibrium_of_random_games_leaves_both_indifferent(seed: int) -> None:
    random = Random(seed)
    payoffs = {profile: (F(random.randint(-4, 4)), F(random.randint(-4, 4))) for profile in product((0, 1), (0, 1))}
    game = NfgGame("", ("i", "j"), (("1", "2"), ("1", "2")), payoffs)
    gains = {  # what the first action brings more than the second, against each of the other's
        "i": [payoffs[0, other][0] - payoffs[1, other][0] for other in (0, 1)],
        "j": [payoffs[other, 0][1] - payoffs[other, 1][1] for other in (0, 1)],
    }
    solution = solved(as_argument(game, "g"))
    if any(first * second >= 0 for first, second in gains.values()):
        assert solution.mixed is None
        return
    assert solution.mixed is not None
    p, q = (F(chance) for _, _, chance in solution.mixed.chances)
    assert p * gains["j"][0] + (1 - p) * gains["j"][1] == 0 == q * gains["i"][0] + (1 - q) * gains["i"][1]


@pytest.mark.parametrize("outcomes", [False, True])
@pytest.mark.parametrize("seed", range(15))
def test_a_game_written_in_either_version_is_read_back(seed: int, outcomes: bool) -> None:
    game = random_game(Random(seed))
    assert read_nfg(write_nfg(game, outcomes=outcomes)) == game


def test_both_versions_as_gambit_writes_them() -> None:
    payoffs = 'NFG 1 R "Selten (IJGT, 75), Figure 2, normal form" { "Player 1" "Player 2" } { 3 2 }\n'
    payoffs += "1 1 0 2 0 2 1 1 0 3 2 0\n"
    outcomes = """NFG 1 R "Selten (IJGT, 75), Figure 2, normal form" { "Player 1" "Player 2" }
{ { "1" "2" "3" } { "1" "2" } }
"a comment"
{
{ "" 1, 1 }
{ "" 0, 2 }
{ "" 0, 2 }
{ "" 1.0, 1 }
{ "" 0, 6/2 }
{ "" 2e0, 0 }
}
1 2 3 4 5 6
"""
    assert read_nfg(payoffs) == read_nfg(outcomes)
    assert read_nfg(payoffs).payoffs[2, 1] == (F(2), F(0))
    assert {row.what for row in solved(as_argument(read_nfg(outcomes), "g")).equilibria} == {"s1, s1"}


def test_the_outcome_0_pays_nothing() -> None:
    game = read_nfg('NFG 1 R "" { "a" "b" } { { "x" "y" } { "z" } } { { "" 1 2 } } 0 1')
    assert game.payoffs == {(0, 0): (F(0), F(0)), (1, 0): (F(1), F(2))}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "EFG 2 R",
        'NFG 1 R "open',
        'NFG 1 R "" { } { }',
        'NFG 1 R "" { "a" "b" } { 2 2 } 1 2 3',
        'NFG 1 R "" { "a" } { 2 } 1 1/0',
        'NFG 1 R "" { "a" } { 2 } 1 two',
        'NFG 1 R "" { "a" } { 2 } 1 2 3',
        'NFG 1 R "" { "a" } { 2 } { { "" 1 } } 1 2',
        'NFG 1 R "" { "a" "b" } { 999 999 } 1',
        'NFG 1 R "" { "a" } { 1 } 1e99999',
    ],
)
def test_what_is_no_game_is_refused(text: str) -> None:
    with pytest.raises(NotNfg):
        read_nfg(text)


def test_labels_become_names_of_the_language() -> None:
    payoffs = {(n,): (F(n, 3),) for n in range(4)}
    game = NfgGame('say "hi"', ("step",), (("step", "a b", "a-b", "2"),), payoffs)
    assert [each for _, _, each in argument(as_argument(game)).games[0].players] == [("sstep", "a_b", "a_b_2", "s2")]
