"""Readings in the fewest words that are true."""

from __future__ import annotations

import pytest

from argcheck.model.verdict import Verdict
from argcheck.reports.layout import Page
from argcheck.reports.readings import in_group, put_tables
from tests.samples import result


def combination(*names: str) -> tuple[tuple[str, str], ...]:
    return tuple(zip(("behaviour", "modification"), names, strict=False))


ALL = [combination(a, b) for a in ("hard", "soft", "graded") for b in ("late", "at_once")]


@pytest.mark.parametrize(
    ("group", "told"),
    [
        (ALL, "every reading"),
        ([combination("hard", "late"), combination("hard", "at_once")], "hard"),
        ([each for each in ALL if each[1][1] == "late"], "late"),
        ([combination("hard", "late"), combination("soft", "late")], "hard, soft + late"),
        ([combination("hard", "late"), combination("soft", "at_once")], "hard + late; soft + at_once"),
        ([combination("hard", "late")], "hard + late"),
    ],
)
def test_in_group(group: list[tuple[tuple[str, str], ...]], told: str) -> None:
    assert in_group(group, ALL) == told


def test_a_combination_that_does_not_exist_is_not_claimed_or_missed() -> None:
    some = [each for each in ALL if each != combination("soft", "late")]
    assert in_group([each for each in some if each[1][1] == "at_once"], some) == "at_once"
    assert in_group(some, some) == "every reading"


def test_a_wide_table_is_printed_in_bands() -> None:
    steps = [result(name, Verdict.VALID, reading) for name in ("one", "two") for reading in ALL]
    page = Page(40)
    put_tables(page, steps)
    lines = page.text().plain.split("\n")
    assert all(len(line) <= 40 for line in lines)
    assert sum(line.startswith("  one") for line in lines) > 1
    assert sum(line.count("✓") for line in lines) == len(steps)


def test_one_step_makes_no_table() -> None:
    page = Page(80)
    put_tables(page, [result("one", Verdict.VALID, reading) for reading in ALL])
    assert page.text().plain == ""
