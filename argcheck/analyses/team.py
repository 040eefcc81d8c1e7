"""Several processes for one list of tasks, with the findings in the order of the tasks.

This process takes tasks from the front, helpers take them from the back. A task is data and says all that it rests
on, so that it makes no difference who does it, but for the time.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from argcheck.provers.processes import end, pipes, start
from argcheck.provers.search import Searcher

if TYPE_CHECKING:
    import subprocess

_HELPER = "argcheck.analyses.helper"
_LEAST_TASKS = 6  # fewer are done before a helper has started

Done_co = TypeVar("Done_co", covariant=True)
Done = TypeVar("Done")


class Task(Protocol[Done_co]):
    """Something to be found out; it goes to other processes."""

    def run(self, searcher: Searcher) -> Done_co:
        """What is found."""
        ...


class Team:
    """This process with its `searcher`, and the helpers that `size` allows; they search with `options`.

    `close` it, or use it in a `with` statement.
    """

    def __init__(self, searcher: Searcher, options: object, size: int, tasks: int) -> None:
        self._searcher = searcher
        self._helpers = [_Helper(options) for _ in range(size - 1)] if tasks >= _LEAST_TASKS else []

    def __enter__(self) -> Team:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the helpers."""
        for helper in self._helpers:
            helper.close()

    def each(self, tasks: Sequence[Task[Done]]) -> Iterator[Done]:
        """What is found on each task, as soon as it and all before it are done."""
        if not self._helpers:
            yield from (task.run(self._searcher) for task in tasks)
            return
        free: SimpleQueue[_Helper] = SimpleQueue()
        for helper in self._helpers:
            free.put(helper)

        def helped(task: Task[Done]) -> Done | None:
            helper = free.get()
            try:
                return helper.ask(task)
            finally:
                free.put(helper)

        with ThreadPoolExecutor(len(self._helpers)) as threads:
            futures = [threads.submit(helped, task) for task in reversed(tasks)][::-1]
            try:
                for task, future in zip(tasks, futures, strict=True):
                    found = None if future.cancel() else future.result()
                    # what a helper could not do is done here, where its failure can be seen
                    yield task.run(self._searcher) if found is None else found
            except BaseException:
                threads.shutdown(wait=False, cancel_futures=True)
                self.close()
                raise


class _Helper:
    """A process that does tasks until it is closed or dies."""

    def __init__(self, options: object) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        try:
            self._process = start(_HELPER)
            self._send(self._process, options)
        except OSError:
            self.close()

    def ask(self, task: Task[Done]) -> Done | None:
        """What it finds; None when it cannot."""
        process = self._process
        if process is None:
            return None
        try:
            self._send(process, task)
            found: Done | None = pickle.load(pipes(process)[1])
        except (OSError, EOFError, ValueError, RecursionError, pickle.PickleError):
            return None
        return found

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None:
            end(process)

    @staticmethod
    def _send(process: subprocess.Popen[bytes], data: Any) -> None:
        pipe = pipes(process)[0]
        pipe.write(pickle.dumps(data, pickle.HIGHEST_PROTOCOL))
        pipe.flush()
