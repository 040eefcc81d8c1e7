"""Which assumptions carry a conclusion: against truth tables, and on arguments whose answer is known."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product
from random import Random

import pytest

from argcheck.analyses.check import CheckOptions, check_with
from argcheck.analyses.exploration.assumptions import Mapper
from argcheck.analyses.exploration.candidates import all_premises, own_sources
from argcheck.analyses.exploration.results import AssumptionMap, Insufficient, Sufficient
from argcheck.provers.backend import Budget
from argcheck.provers.portfolio import default_portfolio
from argcheck.provers.search import Searcher
from tests.doubt import loaded


@pytest.fixture(scope="module")
def searcher() -> Iterator[Searcher]:
    with default_portfolio() as portfolio:
        yield Searcher(portfolio, Budget(200_000, 3.0))


def maps(
    searcher: Searcher, text: str, step: str, *, everything: bool = False, limit: int = 500
) -> list[AssumptionMap]:
    argument = loaded(f'argument "t"\n{text}')
    assert argument is not None
    (inference, *_) = argument.step(step).inferences
    results = check_with(searcher, argument, CheckOptions()).steps
    problems = list(all_premises(argument, inference, results)) if everything else [own_sources(inference)]
    return [Mapper(problem, searcher, limit).run() for problem in problems]


# ---- truth tables -------------------------------------------------------------------------------------

Clause = tuple[tuple[str, bool], ...]
LETTERS = "abcd"


def clause(random: Random) -> Clause:
    return tuple((letter, random.random() < 0.5) for letter in random.sample(LETTERS, random.randint(1, 3)))


def written(parts: Clause) -> str:
    return " or ".join(letter if truth else f"not {letter}" for letter, truth in parts)


def true_at(parts: Clause, point: dict[str, bool]) -> bool:
    return any(point[letter] is truth for letter, truth in parts)


@pytest.mark.parametrize("seed", range(12))
def test_the_map_is_that_of_the_truth_tables(searcher: Searcher, seed: int) -> None:
    random = Random(seed)
    count = random.randint(2, 10)
    clauses = {f"p{index}": clause(random) for index in range(count)}
    goal = clause(random)
    text = "\n".join(
        [
            *(f"proposition {letter}" for letter in LETTERS),
            *(f"premise {name} : {written(parts)}" for name, parts in clauses.items()),
            f"step s from {', '.join(clauses)} infer {written(goal)}",
        ]
    )
    points = [dict(zip(LETTERS, values, strict=True)) for values in product((False, True), repeat=len(LETTERS))]

    def forced(names: frozenset[str]) -> bool:
        return all(true_at(goal, point) for point in points if all(true_at(clauses[name], point) for name in names))

    subsets = [frozenset(group) for size in range(count + 1) for group in combinations(clauses, size)]
    enough = {subset for subset in subsets if forced(subset)}
    least = {subset for subset in enough if not any(subset - {name} in enough for name in subset)}
    lacking = set(subsets) - enough
    most = {subset for subset in lacking if all(subset | {name} in enough for name in clauses if name not in subset)}

    (found,) = maps(searcher, text, "s")
    assert found.complete
    assert not found.undecided
    assert {frozenset(one.names) for one in found.sufficient} == least
    assert all(one.minimal for one in found.sufficient)
    assert {frozenset(one.names) for one in found.insufficient} == most
    assert all(one.maximal for one in found.insufficient)
    for one in found.insufficient:
        values = {name: value == "true" for name, value in one.counterexample.values}
        assert not true_at(goal, values)
        assert {name for name in clauses if true_at(clauses[name], values)} == set(one.names)
    if least:
        assert set(found.essential) == frozenset.intersection(*least)
        assert set(found.idle) == set(clauses) - frozenset.union(*least)
        assert not found.unclear


# ---- numbers --------------------------------------------------------------------------------------------

CHAIN = """quantity x, y, z : real
premise low : x > 1
premise lower : x > 2
premise square : y = x^2
premise idle : z > 0
"""


def test_alternatives_and_what_is_missing(searcher: Searcher) -> None:
    (found,) = maps(searcher, CHAIN + "step s from low, lower, square, idle infer y > 1\n", "s")
    assert {one.names for one in found.sufficient} == {("low", "square"), ("lower", "square")}
    assert (found.essential, found.helpful, found.idle) == (("square",), ("low", "lower"), ("idle",))
    assert {one.missing for one in found.insufficient} == {("square",), ("low", "lower")}
    assert found.carried


def test_a_conclusion_may_rest_on_premises_that_it_does_not_name(searcher: Searcher) -> None:
    (found,) = maps(searcher, CHAIN + "conclusion s from low infer y > 4\n", "s", everything=True)
    assert [one.names for one in found.sufficient] == [("lower", "square")]
    assert found.candidates == ("low", "lower", "square", "idle")


def test_what_contradicts_itself_is_marked(searcher: Searcher) -> None:
    text = "quantity x, y : real\npremise up : x > 1\npremise down : x < 0\nstep s from up, down infer y > 0\n"
    (found,) = maps(searcher, text, "s")
    assert found.sufficient == (Sufficient(("up", "down"), True, False),)


def test_an_assumption_that_gives_sense(searcher: Searcher) -> None:
    text = "quantity x : real\npremise apart : x != 0\npremise large : 1/x > 2\nstep s from apart, large infer x > 0\n"
    (found,) = maps(searcher, text, "s")
    assert [one.names for one in found.sufficient] == [("large",)]
    text = "quantity x : real\npremise apart : x > 0\npremise idle : x < 9\nstep s from apart, idle infer 1/x > 0\n"
    (found,) = maps(searcher, text, "s")
    assert [one.names for one in found.sufficient] == [("apart",)]
    (lacking,) = found.insufficient
    assert lacking.missing == ("apart",)


def test_a_step_without_sense_has_no_map(searcher: Searcher) -> None:
    (found,) = maps(searcher, "quantity x : real\npremise p : x < 5\nstep s from p infer 1/x < 7\n", "s")
    assert (found.complete, found.sufficient, found.unclear) == (False, (), ("p",))
    assert "sense" in found.reason


def test_a_proved_step_helps_but_assumes_nothing_new(searcher: Searcher) -> None:
    text = """quantity x, y : real
premise low : x > 1
premise other : y < 3
step square from low infer x^2 > x
conclusion end from square infer x^2 + 1 > x
"""
    (found,) = maps(searcher, text, "end", everything=True)
    assert [one.names for one in found.sufficient] == [()]
    assert found.idle == ("low", "other")


def test_a_step_that_fails_is_no_shortcut(searcher: Searcher) -> None:
    text = """quantity x : real
premise low : x > 1
step wrong from low infer x > 5
conclusion end from wrong infer x > 4
"""
    (found,) = maps(searcher, text, "end", everything=True)
    assert not found.sufficient
    assert [one.missing for one in found.insufficient] == [()]
    (found,) = maps(searcher, text, "end")
    assert found.essential == ("wrong",)


def test_readings_split_the_map(searcher: Searcher) -> None:
    text = """quantity x : real
readings size
  reading big
    define least = 5
  reading small
    define least = 1
premise grown : x > least
conclusion end infer x > 3
"""
    big, small = maps(searcher, text, "end", everything=True)
    assert (big.reading, small.reading) == ((("size", "big"),), (("size", "small"),))
    assert big.carried
    assert not small.carried


def test_twenty_premises(searcher: Searcher) -> None:
    lines = ["quantity x0 : real >= 0"]
    for index in range(1, 11):
        lines += [f"quantity x{index} : real", f"premise a{index} : x{index} >= x{index - 1}"]
    lines += [f"premise b{index} : x{index} > x{index - 1}^2 + 1" for index in range(1, 11)]
    names = [f"{letter}{index}" for index in range(1, 11) for letter in "ab"]
    lines.append(f"step s from {', '.join(names)} infer x3 > 1")
    argument = loaded('argument "t"\n' + "\n".join(lines) + "\n")
    assert argument is not None
    mapper = Mapper(own_sources(argument.step("s").inferences[0]), searcher, 400)
    streamed = list(mapper.discoveries())
    found = mapper.result()
    assert found.complete
    assert len(found.sufficient) == len(streamed) - len(found.insufficient)
    assert all(isinstance(one, Sufficient | Insufficient) for one in streamed)
    assert {one.names for one in found.sufficient} == {("b3",), ("b2", "a3"), ("b1", "a2", "a3")}
    assert set(found.idle) == set(names) - {"b1", "a2", "b2", "a3", "b3"}
    assert {one.missing for one in found.insufficient} == {("a3", "b3"), ("a2", "b2", "b3"), ("b1", "b2", "b3")}


def test_the_map_says_when_it_is_not_complete(searcher: Searcher) -> None:
    text = CHAIN + "step s from low, lower, square, idle infer y > 1\n"
    (found,) = maps(searcher, text, "s", limit=2)
    assert not found.complete
    assert "ended before" in found.reason
    assert set(found.essential) | set(found.helpful) | set(found.unclear) == {"low", "lower", "square", "idle"}
