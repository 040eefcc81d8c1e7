"""What is said of an argument with more combinations of readings than are looked at."""

from __future__ import annotations

import pytest

from argcheck.analyses.readings import MOST_COMBINATIONS, combinations_of, equivocations, left_out
from argcheck.analyses.results import StepResult
from argcheck.analyses.summary import standing, summary
from argcheck.language.parse import parse
from argcheck.model.argument import Argument
from argcheck.model.elaborate import elaborate
from argcheck.model.verdict import Evidence, Verdict

NOTIONS = 10


@pytest.fixture(scope="module")
def argument() -> Argument:
    lines = ['argument "many words"', "quantity x : real > 0"]
    for index in range(NOTIONS):
        lines += [f'readings notion{index} "a word"']
        for name, value in (("one", "x"), ("two", "2*x")):
            lines += [f'  reading {name}{index} "a sense"', f"    define f{index} = {value}"]
    for index in range(NOTIONS):
        lines += [f"step s{index}", f"  infer f{index} > 0"]
    elaborated = elaborate(parse("\n".join(lines) + "\n"))
    assert elaborated.argument is not None
    return elaborated.argument


def results(argument: Argument, failing: frozenset[tuple[str, str]] = frozenset()) -> list[StepResult]:
    """Every inference valid but those of a step under a reading that are named."""
    found = []
    for step in argument.steps:
        for inference in step.inferences:
            fails = any((step.name, name) in failing for _, name in inference.reading)
            verdict = Verdict.MIXED if fails else Verdict.VALID
            found.append(StepResult(step.name, step.kind, inference.reading, verdict, Evidence.EXACT, not fails, None))
    return found


def names(argument: Argument) -> list[str]:
    return [step.name for step in argument.steps]


def test_the_list_is_cut_off_and_says_so(argument: Argument) -> None:
    found = results(argument)
    assert len(combinations_of(argument, names(argument), found)) == MOST_COMBINATIONS
    assert left_out(argument, names(argument), found) == 2**NOTIONS - MOST_COMBINATIONS
    assert "1024 combinations, of which only the first 512" in summary(argument, found, (), ())


def test_what_holds_under_each_reading_holds_under_all(argument: Argument) -> None:
    assert standing(argument, results(argument))[0] == "valid"


def test_where_only_a_combination_left_out_could_hold_nothing_is_claimed(argument: Argument) -> None:
    # the first notion varies slowest: the first 512 combinations all read it in its first sense
    found = results(argument, frozenset({("s0", "one0")}))
    assert standing(argument, found) == ("undecided", ())
    assert equivocations(argument, found) == ()


def test_a_step_that_never_holds_is_enough(argument: Argument) -> None:
    found = results(argument, frozenset({("s0", "one0"), ("s0", "two0")}))
    assert standing(argument, found) == ("invalid", ())
    assert "only the first 512" in summary(argument, found, (), ())


def test_no_equivocation_is_claimed_over_a_list_that_was_cut_off(
    argument: Argument, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [one for one in results(argument, frozenset({("s0", "one0")})) if one.name != "s1"]
    for reading, verdict in (("one0", Verdict.VALID), ("two0", Verdict.MIXED)):
        follows = verdict is Verdict.VALID
        found.append(StepResult("s1", "step", (("notion0", reading),), verdict, Evidence.EXACT, follows, None))
    assert [set(one.steps) for one in equivocations(argument, found)] == [{"s0", "s1"}]
    monkeypatch.setattr("argcheck.analyses.readings.MOST_COMBINATIONS", 1)
    assert equivocations(argument, found) == ()
