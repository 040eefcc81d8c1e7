"""A progress bar below the verdicts that are already known."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from rich.console import Console, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from argcheck.analyses.results import StepResult
from argcheck.reports.marks import marks_for
from argcheck.reports.steps import verdict_line

_LINES_OF_BAR = 3


class VerdictsAsTheyCome(Progress):
    """The latest of the `known` results, as many as the terminal has lines for, or the whole `report` once there is
    one; and the bar. It leaves nothing."""

    report: Text | None = None

    def __init__(self, known: Sequence[StepResult]) -> None:
        self._known = known
        self._marks = marks_for(sys.stderr.encoding)
        super().__init__(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=Console(stderr=True),
            transient=True,
        )

    def has_room(self, report: Text) -> bool:
        """Whether a report can be seen whole."""
        return len(report.wrap(self.console, self.console.width)) <= self.console.height - _LINES_OF_BAR

    def get_renderables(self) -> Iterable[RenderableType]:
        """A line for each verdict or the report, then the bar."""
        # rich asks once before it has a console
        console = self.console if hasattr(self, "live") else None
        room = max(console.height - _LINES_OF_BAR, 1) if console else 1
        if self.report is not None:
            yield self.report
        for result in self._known[-room:] if self.report is None else ():
            line = verdict_line(result, self._marks)
            line.no_wrap = True
            line.overflow = "ellipsis"
            yield line
        yield self.make_tasks_table(self.tasks)
