"""The formats for other programs, and the files of each: their texts by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from argcheck.analyses.obligations import obligations
from argcheck.analyses.results import StepResult
from argcheck.model.argument import Argument
from argcheck.provers.search import Searcher
from argcheck.reports.exchange.argdown import argdown
from argcheck.reports.exchange.obligations import queries
from argcheck.reports.graph import FORMATS as GRAPHS
from argcheck.reports.graph import verdicts


@dataclass(frozen=True)
class Exported:
    """Texts by the names of their files, and the steps that could not be written, with the reason."""

    files: Mapping[str, str]
    left_out: tuple[tuple[str, str], ...] = ()


def exported(argument: Argument, results: Sequence[StepResult], form: str, searcher: Searcher) -> Exported:
    """The argument in a format: `smt2`, `argdown`, or one of the graph's. Raises KeyError for another."""
    if form == "smt2":
        return Exported(*queries(argument.title, obligations(argument, results, searcher)))
    if form == "argdown":
        return Exported({"argument.argdown": argdown(argument, results)})
    return Exported({f"argument.{form}": GRAPHS[form](argument, verdicts(argument, results))})
