"""Lines of styled text wrapped to a width, with hanging indents and no trailing blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from argcheck.reports.marks import UNICODE, Marks

# control characters would let a file's text steer the reader's terminal
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """The text without control characters and direction marks (line breaks become blanks)."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text.replace("\t", " ").replace("\n", " "))


def words(*parts: str | tuple[str, str] | Text) -> Text:
    """Text from pieces: plain, (text, style) or Text."""
    text = Text()
    for part in parts:
        match part:
            case Text():
                text.append_text(part)
            case str():
                text.append(clean(part))
            case (content, style):
                text.append(clean(content), style=style)
    return text


class Page:
    """A growing list of lines, none wider than `width` unless a single word is."""

    def __init__(self, width: int, marks: Marks = UNICODE) -> None:
        self.width = max(width, 24)
        self.marks = marks
        self._lines: list[Text] = []
        self._console = Console(width=self.width, color_system=None, legacy_windows=False)

    def blank(self) -> None:
        """An empty line, never two in a row."""
        if self._lines and self._lines[-1].plain:
            self._lines.append(Text())

    def put(self, *parts: str | tuple[str, str] | Text, lead: str | Text = "", hang: int | None = None) -> None:
        """A paragraph: `lead`, then the words, wrapped so that later lines begin at column `hang`
        (by default below the first word after the lead)."""
        # a copy without a style of its own, which would spread over the words
        line = words(lead)
        indent = line.cell_len if hang is None else hang
        fresh = True
        for word in self._folded(words(*parts), indent):
            if not fresh and line.cell_len + 1 + word.cell_len > self.width:
                self.raw(line)
                line, fresh = Text(" " * indent), True
            if not fresh:
                line.append(" ")
            line.append_text(word)
            fresh = False
        self.raw(line)

    def _folded(self, body: Text, indent: int) -> Iterator[Text]:
        room = max(self.width - indent, 8)
        for word in body.split(" "):
            if word.cell_len <= room:
                yield word
            else:
                yield from word.wrap(self._console, room)

    def put_cut(self, *parts: str | tuple[str, str] | Text, lead: str = "") -> None:
        """One line, cut with an ellipsis where it is too long."""
        line = words(Text(lead), *parts)
        line.rstrip()
        self._lines.append(cut(line, self.width, self.marks.ellipsis))

    def raw(self, line: Text) -> None:
        """A line that is neither wrapped nor cut."""
        line.rstrip()
        self._lines.append(line)

    def text(self) -> Text:
        """Everything, joined by line breaks."""
        lines = self._lines[:-1] if self._lines and not self._lines[-1].plain else self._lines
        return Text("\n").join(lines)


def cut(line: Text, width: int, ellipsis: str) -> Text:
    """The line, or its beginning with an ellipsis where it is wider than `width` cells."""
    if line.cell_len <= width:
        return line
    short = line.copy()
    short.truncate(max(width - len(ellipsis), 1))
    short.rstrip()
    short.append(ellipsis)
    return short


def pad(text: str, width: int) -> str:
    """The text with blanks after it up to `width` cells."""
    return text + " " * max(width - Text(text).cell_len, 0)
