"""All 256 forms of the syllogism against the known lists: 15 are valid, 24 when every term has an instance."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest

from argcheck.analyses.check import CheckOptions, searching
from argcheck.model.verdict import Evidence, Verdict
from argcheck.provers.search import Searcher
from tests.analyses.first_order import argument, results, step

FORMS = {
    "a": "forall x : thing: {0}(x) implies {1}(x)",
    "e": "forall x : thing: {0}(x) implies not {1}(x)",
    "i": "exists x : thing: {0}(x) and {1}(x)",
    "o": "exists x : thing: {0}(x) and not {1}(x)",
}
FIGURES = {1: ("mp", "sm"), 2: ("pm", "sm"), 3: ("mp", "ms"), 4: ("pm", "ms")}
VALID = {
    1: ("aaa", "eae", "aii", "eio"),
    2: ("eae", "aee", "eio", "aoo"),
    3: ("iai", "aii", "oao", "eio"),
    4: ("aee", "iai", "eio"),
}
WITH_IMPORT = {1: ("aai", "eao"), 2: ("aeo", "eao"), 3: ("aai", "eao"), 4: ("aeo", "eao", "aai")}
HEAD = 'argument "Syllogisms"\nkind thing\n' + "".join(f"predicate {name}(thing)\n" for name in "smp")
INHABITED = [f"exists x : thing: {name}(x)" for name in "smp"]


@pytest.fixture(scope="module")
def searcher() -> Iterator[Searcher]:
    """One set of provers for all."""
    with searching(CheckOptions()) as shared:
        yield shared


def premises(figure: int, moods: str) -> tuple[list[str], str]:
    """The two premises and the conclusion, as formulas."""
    major, minor = FIGURES[figure]
    return [FORMS[moods[0]].format(*major), FORMS[moods[1]].format(*minor)], FORMS[moods[2]].format("s", "p")


@pytest.mark.parametrize("imported", [False, True], ids=["plain", "with existential import"])
@pytest.mark.parametrize("figure", FIGURES)
def test_every_mood(figure: int, imported: bool, searcher: Searcher) -> None:
    known = {*VALID[figure], *(WITH_IMPORT[figure] if imported else ())}
    wrong = []
    for moods in map("".join, product("aeio", repeat=3)):
        given, infer = premises(figure, moods)
        text = HEAD + step("it", [*given, *(INHABITED if imported else [])], infer)
        (inference,) = argument(text).step("it").inferences
        follows = searcher.entails([fact.formula for fact in inference.facts], inference.goal)
        if follows is not (moods in known):
            wrong.append((moods, follows))
    assert wrong == []


def test_the_lists_have_the_known_lengths() -> None:
    assert sum(map(len, VALID.values())) == 15
    assert sum(map(len, VALID.values())) + sum(map(len, WITH_IMPORT.values())) == 24


def test_a_valid_mood_and_an_invalid_one_in_full(searcher: Searcher) -> None:
    barbara, undistributed = premises(1, "aaa"), premises(2, "aaa")
    found = results(HEAD + step("barbara", *barbara) + step("undistributed", *undistributed), searcher)
    assert found["barbara"].verdict is Verdict.VALID
    assert found["undistributed"].verdict is Verdict.MIXED and found["undistributed"].evidence is Evidence.EXACT
