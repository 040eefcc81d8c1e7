"""Checks in a process of their own, so that the screen never waits; a new request ends the one before it."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from threading import Thread

from argcheck.analyses.check import CheckOptions, check_with, searching
from argcheck.analyses.exploration.what_if import ChangeError, Changes, varied
from argcheck.analyses.results import ArgumentReport, StepResult
from argcheck.diagnostics import ArgumentError
from argcheck.model.argument import Argument, Reading
from argcheck.model.selection import SelectionError
from argcheck.provers.search import Searcher


@dataclass(frozen=True, slots=True)
class Planned:
    """The changes can be made; these are the inferences to check, by step and reading."""

    turn: int
    rows: tuple[tuple[str, Reading], ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """The changes cannot be made, or the check failed."""

    turn: int
    why: str


@dataclass(frozen=True, slots=True)
class Checking:
    """What is being checked now; `total` counts the premises too."""

    turn: int
    name: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Known:
    """One result."""

    turn: int
    result: StepResult


@dataclass(frozen=True, slots=True)
class Finished:
    """The whole report."""

    turn: int
    report: ArgumentReport


News = Planned | Refused | Checking | Known | Finished


class Checker:
    """Answers one request at a time. `hear` is called with what comes of it, in a thread of the checker's."""

    def __init__(self, argument: Argument, options: CheckOptions, hear: Callable[[News], None]) -> None:
        self._argument = argument
        self._options = options
        self._hear = hear
        self._process: multiprocessing.process.BaseProcess | None = None
        self._connection: Connection | None = None
        self._turn = 0
        self._busy = False
        # it inherits standard error, which a screen that is running has none to give
        resource_tracker.ensure_running()

    def ask(self, changes: Changes) -> int:
        """Check the argument with these changes; the number of the turn that the news will carry is returned."""
        if self._busy:
            self.close()
        self._turn += 1
        self._busy = True
        self._running().send((self._turn, changes))
        return self._turn

    def close(self) -> None:
        """End the process, and whatever it was doing."""
        if self._process is not None:
            self._process.terminate()
        self._process = None
        self._connection = None
        self._busy = False

    def _running(self) -> Connection:
        if self._connection is None or self._process is None or not self._process.is_alive():
            # a fresh interpreter: forking a process that has threads is unsafe
            context = multiprocessing.get_context("spawn")
            ours, theirs = context.Pipe()
            process = context.Process(target=_serve, args=(theirs, self._argument, self._options), daemon=True)
            process.start()
            theirs.close()
            self._process, self._connection = process, ours
            Thread(target=self._listen, args=(ours,), daemon=True).start()
        return self._connection

    def _listen(self, connection: Connection) -> None:
        while True:
            try:
                news: News = connection.recv()
            except (EOFError, OSError):
                return
            if news.turn == self._turn and connection is self._connection:
                self._busy = self._busy and not isinstance(news, Finished | Refused)
                self._hear(news)


def _serve(connection: Connection, argument: Argument, options: CheckOptions) -> None:
    # the screen takes care of interrupts; being ended, the solvers end too
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with searching(options) as searcher:
            while True:
                turn, changes = connection.recv()
                connection.send(_answer(connection, searcher, argument, options, turn, changes))
    except (KeyboardInterrupt, EOFError, OSError):
        return


def _answer(
    connection: Connection,
    searcher: Searcher,
    argument: Argument,
    options: CheckOptions,
    turn: int,
    changes: Changes,
) -> Finished | Refused:
    def progress(name: str, done: int, total: int) -> None:
        connection.send(Checking(turn, name, done, total))

    def found(result: StepResult) -> None:
        connection.send(Known(turn, result))

    try:
        other = varied(argument, changes)
        rows = tuple((step.name, inference.reading) for step in other.steps for inference in step.inferences)
        connection.send(Planned(turn, rows))
        return Finished(turn, check_with(searcher, other, options, progress, found))
    except (ChangeError, SelectionError) as error:
        return Refused(turn, str(error))
    except ArgumentError as error:
        return Refused(turn, "; ".join(each.message for each in error.diagnostics))
    except OSError:
        raise
    except Exception as error:
        return Refused(turn, f"argcheck itself failed: {type(error).__name__}: {error}")
