"""A counterexample as a story: the values, what they mean, each premise with the numbers in it, and the
conclusion that fails."""

from __future__ import annotations

from collections.abc import Mapping

from rich.text import Text

from argcheck.analyses.results import Point, StoryLine
from argcheck.reports.layout import Page, cut, pad, words

_LABELS = {"goal": "yet", "given": "given"}
_LABEL_WIDTH = 16


class Teller:
    """Tells stories about points. It explains each quantity the first time that it is met."""

    def __init__(self, page: Page, meanings: Mapping[str, str], *, verbose: bool = False) -> None:
        self._page = page
        self._meanings = meanings
        self._verbose = verbose
        self._explained: set[str] = set()

    def values(self, point: Point, lead: Text, indent: int) -> None:
        """One line with the values, and one for each quantity whose meaning was not told before."""
        if point.values:
            self._page.put(in_words(point), lead=lead, hang=indent + 2)
        else:
            self._page.put("whatever the values", lead=lead, hang=indent + 2)
        news = [name for name, _ in point.values if self._meanings.get(name) and name not in self._explained]
        width = max((len(name) for name in news), default=0)
        for name in news:
            self._explained.add(name)
            line = words(" " * (indent + 2), (pad(name, width), "bold"), "  ", (self._meanings[name], "dim"))
            self._page.raw(cut(line, self._page.width, self._page.marks.ellipsis))

    def story(self, point: Point, indent: int) -> None:
        """Each fact with the numbers in it (bounds only when verbose), then the goal."""
        told = [line for line in point.story if self._verbose or line.role != "bound"]
        if not told:
            return
        labels = [_label(line) for line in told]
        width = min(max(len(label) for label in labels), _LABEL_WIDTH)
        texts = max(Text(line.text).cell_len for line in told)
        numbers = max(Text(line.values).cell_len for line in told)
        fits = indent + width + 2 + texts + 3 + numbers + 2 + len("fails") <= self._page.width
        for label, line in zip(labels, told, strict=True):
            lead = Text(" " * indent).append(pad(label, width), style="bold" if line.role == "goal" else "")
            lead.append("  ")
            if fits:
                self._page.raw(words(lead, pad(line.text, texts), "   ", pad(line.values, numbers), "  ", _truth(line)))
            else:
                self._page.put(line.text, lead=lead)
                self._page.put(line.values, "  ", _truth(line), lead=" " * (lead.cell_len + 2))


def in_words(point: Point) -> str:
    """The values: `c = 1, D = 1/2`."""
    return ", ".join(f"{name} = {value}" for name, value in point.values)


def _label(line: StoryLine) -> str:
    return _LABELS.get(line.role, line.name)


def _truth(line: StoryLine) -> Text:
    return Text("holds", style="green") if line.holds else Text("fails", style="bold red")
