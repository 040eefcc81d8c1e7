"""What is known so far, and a progress bar, on standard error: gone when the work is done, absent from pipes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.text import Text

    from argcheck.analyses.results import ArgumentReport, StepResult
    from argcheck.cli.live import VerdictsAsTheyCome


class Meter:
    """Shows the files, and of the file at hand the step that is being checked below the verdicts of those that were.

    Shows nothing unless standard error is a terminal. `known` are the results of a file that is not
    finished, `remaining` is how many checks it still needs, and `report` is there once only proofs are still looked
    for; `when_decided` is then called with it.
    """

    def __init__(
        self, files: int, *, enabled: bool = True, when_decided: Callable[[ArgumentReport], None] | None = None
    ) -> None:
        self._files = files
        self._when_decided = when_decided
        self.report: ArgumentReport | None = None
        self._done = 0
        self.remaining = 0
        self.known: list[StepResult] = []
        self._bar: VerdictsAsTheyCome | None = None
        if enabled and sys.stderr.isatty():
            self._bar = self._new_bar()

    def _new_bar(self) -> VerdictsAsTheyCome:
        from argcheck.cli.live import VerdictsAsTheyCome

        bar = VerdictsAsTheyCome(self.known)
        self._task = bar.add_task("reading", total=None if self._files == 1 else self._files, completed=self._done)
        return bar

    def __enter__(self) -> Meter:
        if self._bar:
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar:
            self._bar.stop()

    def step(self, name: str, done: int, total: int) -> None:
        """One more step of a single file is done."""
        self.remaining = total - done
        if self._bar and self._files == 1:
            self._bar.update(self._task, description=name, completed=done, total=total)

    def found(self, result: StepResult) -> None:
        """The verdict on a step is known."""
        self.known.append(result)

    def decided(self, report: ArgumentReport) -> None:
        """Every verdict is known."""
        self.report = report
        self.known.clear()
        if self._when_decided is not None:
            self._when_decided(report)

    def shows(self, report: Text) -> bool:
        """Show a report above the bar, where it fits, for as long as its file is being worked on."""
        if self._bar is None or self._files > 1 or not self._bar.has_room(report):
            return False
        self._bar.report = report
        return True

    def file(self, path: str) -> None:
        """One more file is done."""
        self._done += 1
        self.report = None
        self.known.clear()
        if self._bar and self._files > 1:
            self._bar.update(self._task, description=path, completed=self._done)

    @contextmanager
    def hidden(self, *, for_good: bool = False) -> Iterator[None]:
        """Out of the way while something is printed."""
        if self._bar:
            self._bar.stop()
        yield
        if self._bar and self._done < self._files and not for_good:
            # one that was stopped would go back to where it stood, over what was printed since
            self._bar = self._new_bar()
            self._bar.start()


class CertifiedShare:
    """Shows the share of a box that is certified so far. Does nothing unless standard error is a terminal."""

    def __init__(self, *, enabled: bool = True) -> None:
        self._bar: Progress | None = None
        if enabled and sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

            self._bar = Progress(
                TextColumn("certified"),
                BarColumn(),
                TextColumn("{task.fields[share]}"),
                TimeElapsedColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            self._task = self._bar.add_task("certified", total=1.0, share="")

    def __enter__(self) -> CertifiedShare:
        if self._bar:
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar:
            self._bar.stop()

    def show(self, share: Fraction, boxes: int) -> None:
        """So much is certified after so many boxes."""
        if self._bar:
            self._bar.update(self._task, completed=float(share), share=f"{float(share):.4%}, {boxes} boxes")
