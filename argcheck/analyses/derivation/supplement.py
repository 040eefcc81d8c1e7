"""The derivations that belong to a report: when each option is chosen, and when a step that fails would hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter

from argcheck.analyses.derivation.result import Decider, Derivation
from argcheck.analyses.derivation.target import derive
from argcheck.analyses.results import ArgumentReport
from argcheck.model.argument import Argument, Reading
from argcheck.model.terms import Term


@dataclass(frozen=True, slots=True)
class Supplement:
    """Derivations by what they are about (a step's name, or `decision.option`), and what took too long."""

    derivations: dict[str, tuple[Derivation, ...]]
    left_out: tuple[str, ...] = ()


class _OutOfTime(Exception):
    """The time for one derivation, or for all, is over."""


class _Hurried:
    """A decider that is asked no more when the time is over."""

    def __init__(self, decider: Decider, seconds: float) -> None:
        self._decider = decider
        self._end = perf_counter() + seconds

    def entails(self, facts: Sequence[Term], goal: Term) -> bool | None:
        """As the decider; raises _OutOfTime."""
        if perf_counter() > self._end:
            raise _OutOfTime
        return self._decider.entails(facts, goal)


def supplement(report: ArgumentReport, decider: Decider, seconds: float = 60.0) -> Supplement:
    """The derivations worth printing with the report. One that takes more than a third of the `seconds`, or that
    begins when they are over, is left out and named. What no prover confirmed is not printed either."""
    argument = report.argument
    if argument is None:
        return Supplement({})
    end = perf_counter() + seconds
    found: dict[str, tuple[Derivation, ...]] = {}
    left_out: list[str] = []
    for target, readings in (*_options(argument), *_conditions(report)):
        hurried = _Hurried(decider, min(seconds / 3, end - perf_counter()))
        try:
            several = tuple(
                each for reading in readings for each in derive(argument, target, None, hurried, reading=reading)
            )
        except _OutOfTime:
            left_out.append(target)
            continue
        telling = tuple(each for each in several if _is_telling(each))
        if telling:
            found[target] = telling
    return Supplement(found, tuple(left_out))


def _options(argument: Argument) -> Iterator[tuple[str, tuple[Reading, ...]]]:
    """Every option of a decision; of two only the last, since the other's condition is the mirror image."""
    for decision in argument.decisions:
        names = [name for name, _, _ in decision.options]
        for name in names[-1:] if len(names) == 2 else names:
            yield f"{decision.name}.{name}", ((),)


def _conditions(report: ArgumentReport) -> Iterator[tuple[str, tuple[Reading, ...]]]:
    """Every step that fails although a condition is known under which it would hold."""
    readings: dict[str, list[Reading]] = {}
    for result in report.steps:
        if result.holds_iff and result.follows is False:
            readings.setdefault(result.name, []).append(result.reading)
    for name, several in readings.items():
        yield name, tuple(several)


def _is_telling(derivation: Derivation) -> bool:
    """Whether it says more than its own goal, and a prover agrees."""
    return (
        derivation.verified
        and derivation.result is not None
        and any(line.check == "proved" for line in derivation.lines)
    )
