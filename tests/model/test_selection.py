"""A part of an argument: what is kept, and what a wrong name is told."""

from __future__ import annotations

import pytest

from argcheck.model.selection import SelectionError, select
from tests.samples import ARGUMENT


def names(*steps: str, readings: tuple[tuple[str, str], ...] = ()) -> list[str]:
    return [step.name for step in select(ARGUMENT, readings, steps).steps]


def test_nothing_asked_nothing_cut() -> None:
    assert select(ARGUMENT) == ARGUMENT


def test_a_step_comes_with_what_it_rests_on() -> None:
    assert names("case1") == ["case1"]
    assert names("pull") == ["single", "shared", "pull"]
    assert names("case2", "shared") == ["case2", "shared"]


def test_it_is_known_to_be_a_part() -> None:
    assert select(ARGUMENT, (), ("pull",)).part and not ARGUMENT.part


def test_readings_cut_inferences_and_keep_steps_that_have_none() -> None:
    part = select(ARGUMENT, [("behaviour", "soft"), ("behaviour", "hard")])
    readings = {step.name: [dict(i.reading).get("behaviour") for i in step.inferences] for step in part.steps}
    assert readings["single"] == ["hard", "soft"]
    assert readings["case1"] == [None]
    assert len(part.premise_sets) == 1


@pytest.mark.parametrize(
    ("readings", "steps", "told"),
    [
        ((), ("pul",), "there is no step `pul`; did you mean `pull`?"),
        ((), ("zzz",), "there is no step `zzz`; there are case1, case2, single"),
        ((("behavior", "hard"),), (), "there are no readings of `behavior`; did you mean `behaviour`?"),
        ((("behaviour", "weak"),), (), "`behaviour` has no reading `weak`; there are hard, soft, graded"),
    ],
)
def test_wrong_names(readings: tuple[tuple[str, str], ...], steps: tuple[str, ...], told: str) -> None:
    with pytest.raises(SelectionError) as caught:
        select(ARGUMENT, readings, steps)
    assert str(caught.value).startswith(told)
