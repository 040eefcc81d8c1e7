"""Python processes of argcheck's own, spoken to through pipes: what runs in them takes nothing else with it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import IO


def start(module: str) -> subprocess.Popen[bytes]:
    """A module as a process that reads its standard input. An interrupt at the terminal does not reach it."""
    root = str(Path(__file__).resolve().parents[2])
    path = os.pathsep.join(part for part in (root, os.environ.get("PYTHONPATH")) if part)
    return subprocess.Popen(
        [sys.executable, "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": path},
        start_new_session=True,
    )


def pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    """Where to write to the process, and where to read from it."""
    if process.stdin is None or process.stdout is None:
        raise BrokenPipeError("the process has no pipes")
    return process.stdin, process.stdout


def end(process: subprocess.Popen[bytes]) -> None:
    """End the process at once."""
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            _close_quietly(pipe)


def _close_quietly(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except OSError:
        return
