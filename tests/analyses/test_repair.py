"""What a failing step needs, what falls with it, and how an equivocation is mended."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from argcheck.analyses.check import CheckOptions
from argcheck.analyses.exploration.blame import downstream
from argcheck.analyses.exploration.explore import Exploration, Wanted, explore
from argcheck.analyses.exploration.repair import Need
from argcheck.analyses.exploration.structure import shape
from argcheck.analyses.exploration.weakest import chained
from argcheck.api import load
from argcheck.model.selection import select
from argcheck.model.terms import App
from argcheck.provers.backend import Budget
from argcheck.provers.portfolio import default_portfolio
from argcheck.provers.search import Searcher
from tests.doubt import formula, loaded

FLAGSHIP = Path(__file__).parents[2] / "arguments" / "moe2025.arg"


@pytest.fixture(scope="module")
def searcher() -> Iterator[Searcher]:
    with default_portfolio() as portfolio:
        yield Searcher(portfolio, Budget(1_000_000, 5.0))


def explored(searcher: Searcher, text: str, **wanted: tuple[str, ...]) -> Exploration:
    argument = loaded(f'argument "t"\n{text}')
    assert argument is not None
    return explore(argument, searcher, CheckOptions(), Wanted(**wanted))  # type: ignore[arg-type]


# ---- conditions ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "need"),
    [
        ("given x > 0 infer x*y > 1", Need("x*y > 1")),
        ("infer 0 < x < y", Need("0 < x < y")),
        ("infer x < 0 or x > 1", Need("x < 0 or x > 1")),
        ("infer x = y", Need("x = y", boundary=True)),
        ("given x = 0 infer y > x and x > 1", Need("1 < x < y", without=("x = 0",))),
        ("given x > 1 infer x < 0", Need("x < 0", without=("x > 1",))),
        ("infer x^2 < 0 or x > 3", Need("x > 3")),
    ],
)
def test_the_weakest_condition(searcher: Searcher, step: str, need: Need) -> None:
    (found,) = explored(searcher, f"quantity x, y : real\nstep s {step}\n").repairs
    assert found.need is not None
    assert (found.need.boundary, found.need.without) == (need.boundary, need.without)
    written, wanted = formula(found.need.condition), formula(need.condition)
    assert written is not None
    assert wanted is not None
    assert searcher.entails([written], wanted) is True
    assert searcher.entails([wanted], written) is True


def test_a_condition_that_is_a_premise_already(searcher: Searcher) -> None:
    text = "quantity x, y : real\npremise alike : y < x\nstep s infer x > y\n"
    (found,) = explored(searcher, text).repairs
    assert found.premises == (("alike",),)
    assert found.need is not None
    assert found.need.premises == ("alike",)


def test_a_condition_that_contradicts_the_premises_is_rejected(searcher: Searcher) -> None:
    text = "quantity x : real\npremise low : x < 1\nstep s infer x > 2\n"
    (found,) = explored(searcher, text).repairs
    assert found.need is None
    assert found.premises == ()
    assert found.rejected == ("x > 2",)


def test_conditions_on_chosen_quantities(searcher: Searcher) -> None:
    text = "quantity x, y, z : real > 0\nstep s infer x*z > y*z - z\n"
    assert explored(searcher, text, over=("x", "y")).repairs[0].need is not None
    text = "quantity x, y, z : real > 0\nstep s infer x + z > y\n"
    (found,) = explored(searcher, text, over=("x", "y")).repairs
    assert found.need is None
    assert found.alone is not None
    assert (found.alone.condition, found.alone.weakest) == ("x >= y", "proved")


def test_comparisons_that_share_a_side_make_a_chain() -> None:
    written = [formula(text) for text in ("y >= x", "y < n", "x > m", "x != 3")]
    assert chained([one for one in written if isinstance(one, App)]) == "m < x <= y < n and x != 3"


# ---- blame ---------------------------------------------------------------------------------------------

CHAIN = """quantity x : real
premise low : x > 1
premise high : x > 3
step wrong from low infer x > 2
step middle from wrong infer x > 3/2
conclusion stands from middle, high infer x > 1
conclusion sinks from middle infer x > 5/4
step beside infer x > 0 implies x > -1
"""


def test_what_falls_and_what_stands(searcher: Searcher) -> None:
    found = explored(searcher, CHAIN)
    (blamed,) = found.blames
    assert blamed.downstream == ("middle", "stands", "sinks")
    assert "stands" in blamed.standing
    assert blamed.falling == ("middle",)
    # the premise `high` carries `sinks` too, though it is not named
    assert "sinks" in blamed.standing
    assert found.repairs[0].premises == (("high",),)


def test_downstream_in_any_order() -> None:
    argument = loaded(
        'argument "t"\nquantity x : real\nstep c from b infer x > 0\nstep b from a infer x > 0\nstep a infer x > 0\n'
    )
    assert argument is not None
    assert downstream(argument, "a") == ("c", "b")


@pytest.mark.parametrize(
    ("step", "converse"),
    [
        ("given x > 0 infer x > 1", "x > 1 implies x > 0"),
        ("infer x > 0 implies x > 1", "x > 1 implies x > 0"),
        ("infer x > 0 iff x > 1", "x > 1 implies x > 0"),
        ("given x > 0 infer y > 1", None),
        ("given x > 0 infer x < 0", None),
    ],
)
def test_the_converse(searcher: Searcher, step: str, converse: str | None) -> None:
    (found,) = explored(searcher, f"quantity x, y : real\nstep s {step}\n").blames
    assert found.converse == converse


def test_steps_that_say_nothing_new(searcher: Searcher) -> None:
    text = """quantity x : real
premise low : x > 1
conclusion again from low infer x - 1 > 0
conclusion weaker from low infer x > 0
conclusion empty from low infer x^2 >= 0
"""
    told = [(one.step, one.premise) for one in explored(searcher, text).idle]
    assert told == [("again", "low"), ("empty", None)]


def test_an_interrupt_keeps_what_was_found(searcher: Searcher) -> None:
    def interrupt(what: str, _done: int, _total: int) -> None:
        if what.startswith("repair"):
            raise KeyboardInterrupt

    argument = loaded(f'argument "t"\n{CHAIN}')
    assert argument is not None
    found = explore(argument, searcher, CheckOptions(), None, interrupt)
    assert found.ended
    assert found.maps
    assert not found.repairs


# ---- structure -----------------------------------------------------------------------------------------


def test_the_shape_of_an_argument() -> None:
    argument = loaded(f'argument "t"\n{CHAIN}conclusion alone infer 1 > 0\npremise loose : x > 9\n')
    assert argument is not None
    found = shape(argument)
    assert found.circles == ()
    assert found.unused == ("loose",)
    assert found.unreached == ("alone",)
    assert found.idle_steps == ("beside",)
    assert found.bottlenecks == (("sinks", ("low", "wrong", "middle")),)


# ---- the flagship --------------------------------------------------------------------------------------


def test_the_flagship(searcher: Searcher) -> None:
    names = ("case1", "single", "shared", "every_gap", "pull")
    found = explore(select(load(FLAGSHIP), (), names), searcher, CheckOptions(), Wanted(names))
    needs = {(one.step, " ".join(name for _, name in one.reading)): one.need for one in found.repairs}
    assert needs["case1", ""] == Need("w*D > c")
    assert needs["every_gap", "second_order"] == Need("g > kappa/(n*w*eta)")
    assert needs["every_gap", "overhead"] == Need("g > c0/(n*w*eta - kappa)")
    best, *others = found.mendings
    assert (best.steps, best.reading) == (("single", "shared"), (("behaviour", "graded"),))
    assert best.need == Need("c <= w*D*n < c + k", without=("w = 0",))
    assert all(one.need is not None and one.need.boundary for one in others)
    (blamed, *_) = (one for one in found.blames if one.step == "case1")
    assert blamed.falling == ("pull",)
    assert {one.essential for one in found.maps if one.step == "pull" and one.scope == "sources"} == {
        ("case1", "shared")
    }
