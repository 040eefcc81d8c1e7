"""Bytes to text: what is refused before anything is read as an argument."""

from __future__ import annotations

import re
import stat
import sys
from os import PathLike, fspath
from pathlib import Path

from argcheck.diagnostics import Diagnostic, Span
from argcheck.language.unicode import described

MOST_BYTES = 2_000_000
LONGEST_LINE = 20_000

# Control characters, line breaks other than LF, and marks that reorder what the eye sees.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_TOP = Span(1, 1, 1, 2)


def read_source(
    path: str | PathLike[str], longest_line: int = LONGEST_LINE
) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """The text of a file, or None and what is wrong with it. `-` reads standard input. Never raises OSError."""
    name = fspath(path)
    shown = "<stdin>" if name == "-" else name
    data, fault = _bytes_of(name)
    if data is None:
        return None, (_fault("E001", fault, shown),)
    if len(data) > MOST_BYTES:
        hint = "an argument is a text that people read; keep data elsewhere"
        return None, (_fault("E003", f"the file has more than {MOST_BYTES // 1_000_000} MB", shown, hint),)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", errors="replace")
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        return None, (
            Diagnostic(
                "E002",
                f"the byte {data[error.start]:#04x} is not UTF-8 text",
                Span(line, column, line, column + 1),
                shown,
                hint="save the file as UTF-8",
            ),
        )
    text = with_line_feeds(text)
    faults = text_faults(text, shown, longest_line)
    return (None, faults) if faults else (text, ())


def with_line_feeds(text: str) -> str:
    """The text with every line break as a single line feed and without a byte order mark."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def text_faults(text: str, path: str = "", longest_line: int = LONGEST_LINE) -> tuple[Diagnostic, ...]:
    """Why the text cannot be read as an argument at all: its size, a line's length, control characters."""
    if len(text) > MOST_BYTES:
        return (_fault("E003", f"the text has more than {MOST_BYTES:,} characters", path),)
    faults: list[Diagnostic] = []
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > longest_line:
            faults.append(
                Diagnostic(
                    "E003",
                    f"this line has more than {longest_line:,} characters",
                    Span(number, longest_line + 1, number, longest_line + 2),
                    path,
                    hint="break it into several lines",
                )
            )
    for match in list(_CONTROL.finditer(text))[:20]:
        row, column = text.count("\n", 0, match.start()) + 1, match.start() - text.rfind("\n", 0, match.start())
        faults.append(
            Diagnostic(
                "E004",
                f"the text contains the control character {described(match.group())}",
                Span(row, column, row, column + 1),
                path,
                hint="delete it: it does not show, so readers would not see what is checked",
            )
        )
    return tuple(faults[:20])


def _fault(code: str, message: str, path: str, hint: str | None = None) -> Diagnostic:
    return Diagnostic(code, message, _TOP, path, hint=hint)


def _bytes_of(name: str) -> tuple[bytes | None, str]:
    try:
        if name == "-":
            return sys.stdin.buffer.read(MOST_BYTES + 1), ""
        path = Path(name)
        if stat.S_ISDIR(path.stat().st_mode):
            return None, "this is a folder, not an argument file"
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1), ""
    except FileNotFoundError:
        return None, "there is no such file"
    except PermissionError:
        return None, "the file may not be read"
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return None, f"the file cannot be read: {reason}"
