"""Where commands write: findings to standard output, remarks to standard error."""

from __future__ import annotations

import json
import os
import platform
import sys
from typing import TYPE_CHECKING, Any

from argcheck import __version__

if TYPE_CHECKING:
    from rich.text import Text

    from argcheck.reports.marks import Marks

_WIDEST = 120


class Screen:
    """Standard output: its width, its marks, whether it takes colours, and whether somebody watches it."""

    def __init__(self, *, color: bool = True) -> None:
        from rich.console import Console

        from argcheck.reports.marks import marks_for

        self._console = Console(highlight=False, soft_wrap=True)
        self._color = color and not os.environ.get("NO_COLOR") and self._console.is_terminal
        self.width = min(self._console.width, _WIDEST)
        self.is_watched = self._console.is_terminal
        self.marks: Marks = marks_for(sys.stdout.encoding)

    def show(self, text: Text) -> None:
        """Print a report, with a line break after it; nothing when it is empty."""
        if not text.plain:
            return
        if not self._color:
            write(f"{text.plain}\n")
            return
        with self._console.capture() as capture:
            self._console.print(text)
        write(capture.get())


def write(text: str) -> None:
    """Write to standard output. A reader who has gone (`| head`) is no reason to fail."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        # later writes, and the one at exit, go nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def write_json(data: dict[str, Any]) -> None:
    """Write JSON, with the author's characters where the stream can carry them."""
    ascii_only = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
    write(json.dumps(data, ensure_ascii=ascii_only, indent=2) + "\n")


def remark(text: str) -> None:
    """A line on standard error."""
    print(text, file=sys.stderr)


def defect(message: str, details: str, *, debug: bool, what: str = "") -> None:
    """Say that argcheck itself failed, and what to send."""
    if debug:
        remark(details.rstrip())
    remark(f"argcheck failed{f' on {what}' if what else ''}: {message}")
    system = f"argcheck {__version__}, Python {platform.python_version()}, {platform.system()}"
    remark(f"This is a defect of argcheck, not of your file. Please report this message with the file and: {system}.")
    if not debug:
        remark("`argcheck --debug …` prints the details to send along.")
