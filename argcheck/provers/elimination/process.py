"""An outside program run once, for a limited time, and ended whatever happens."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence


def answer_of(command: Sequence[str], text: str, seconds: float, environment: Mapping[str, str]) -> str | None:
    """What the program writes when given the text; None where it cannot be run, fails, or takes too long.

    An interrupt ends the program and goes through.
    """
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            errors="replace",
            env=dict(environment),
            start_new_session=True,  # an interrupt at the terminal reaches the parent only
        )
    except OSError:
        return None
    try:
        written, _ = process.communicate(text, timeout=seconds)
    except (subprocess.TimeoutExpired, OSError):
        return None
    finally:
        process.kill()
        process.wait()
    return written if process.returncode == 0 else None
