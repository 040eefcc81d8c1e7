"""The process of a helper: `python -m argcheck.analyses.helper`.

On standard input come, pickled, the options and then tasks; what is found goes to standard output, None for a task
that failed. It ends with its input: whoever asked is gone, perhaps by force.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from queue import SimpleQueue
from threading import Thread
from typing import IO, Any

from argcheck.analyses.check import searching
from argcheck.analyses.team import Task


def main() -> None:
    """Do tasks until standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a solver's stray words are no answer
    tasks: SimpleQueue[Any] = SimpleQueue()
    Thread(target=_listen, args=(sys.stdin.buffer, tasks), daemon=True).start()
    with searching(tasks.get()) as searcher:
        while True:
            task: Task[object] = tasks.get()
            try:
                found = pickle.dumps(task.run(searcher), pickle.HIGHEST_PROTOCOL)
            except Exception:
                found = pickle.dumps(None)
            answers.write(found)
            answers.flush()


def _listen(source: IO[bytes], tasks: SimpleQueue[Any]) -> None:
    try:
        while True:
            tasks.put(pickle.load(source))
    except BaseException:
        # even in the middle of a task
        os._exit(0)


if __name__ == "__main__":
    main()
