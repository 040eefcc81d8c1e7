"""Readings in words, and the table of steps by readings."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from rich.text import Text

from argcheck.analyses.results import StepResult
from argcheck.model.argument import Reading
from argcheck.reports.layout import Page, pad, words
from argcheck.reports.marks import STYLES
from argcheck.reports.outcome import Outcome, outcome


def reading_name(reading: Reading) -> str:
    """One combination: `hard`, `hard + late`."""
    return " + ".join(name for _, name in reading)


def in_group(group: Sequence[Reading], everything: Sequence[Reading]) -> str:
    """A group of combinations in the fewest words: a notion is left out when all its readings are in
    the group; the others are multiplied out where the group is such a product."""
    notions = [notion for notion, _ in everything[0]]
    whole = [list(dict.fromkeys(reading[i][1] for reading in everything)) for i in range(len(notions))]
    parts = [list(dict.fromkeys(reading[i][1] for reading in group)) for i in range(len(notions))]
    # combinations that no inference has (a quantity absent there) count as neither in nor out
    possible = {tuple(name for _, name in reading) for reading in everything}
    inside = {tuple(name for _, name in reading) for reading in group}
    if {combination for combination in product(*parts) if combination in possible} == inside:
        told = [", ".join(part) for part, all_of in zip(parts, whole, strict=True) if len(part) < len(all_of)]
        return " + ".join(told) if told else "every reading"
    return "; ".join(reading_name(reading) for reading in group)


def put_tables(page: Page, steps: Sequence[StepResult]) -> None:
    """A table for each set of notions on which at least two steps depend: a row a step, a column a reading."""
    groups: dict[tuple[str, ...], dict[str, dict[Reading, StepResult]]] = {}
    for step in steps:
        if step.reading:
            notions = tuple(notion for notion, _ in step.reading)
            groups.setdefault(notions, {}).setdefault(step.name, {})[step.reading] = step
    for notions, rows in groups.items():
        if len(rows) >= 2:
            page.blank()
            _put_table(page, notions, rows)


def _put_table(page: Page, notions: tuple[str, ...], rows: dict[str, dict[Reading, StepResult]]) -> None:
    columns = list(dict.fromkeys(reading for results in rows.values() for reading in results))
    label = max(len(name) for name in rows)
    wrong = any(outcome(step) is Outcome.WRONG for results in rows.values() for step in results.values())
    page.put((f"Readings of {' and '.join(notions)}", "bold"), "  (! not as expected)" if wrong else "")
    for band in _bands(columns, page.width - 2 - label):
        page.raw(words("  " + " " * label, *(("  " + _head(reading), "dim") for reading in band)))
        for name, results in rows.items():
            line = Text("  " + pad(name, label))
            for reading in band:
                line.append("  ")
                line.append_text(_cell(page, results.get(reading), len(_head(reading))))
            page.raw(line)


def _head(reading: Reading) -> str:
    return reading_name(reading).ljust(2)


def _bands(columns: Sequence[Reading], room: int) -> list[list[Reading]]:
    """The columns in runs that fit side by side."""
    bands: list[list[Reading]] = [[]]
    left = room
    for reading in columns:
        width = len(_head(reading)) + 2
        if bands[-1] and width > left:
            bands.append([])
            left = room
        bands[-1].append(reading)
        left -= width
    return bands


def _cell(page: Page, step: StepResult | None, width: int) -> Text:
    if step is None:
        return Text(" " * width)
    cell = Text(page.marks.of(step.verdict), style=STYLES[step.verdict])
    if outcome(step) is Outcome.WRONG:
        cell.append("!", style="bold red")
    cell.append(" " * max(width - cell.cell_len, 0))
    return cell
