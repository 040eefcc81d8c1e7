"""A counterexample as a story: the values, what they mean, each premise with the numbers in it, and the
conclusion that fails."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from rich.cells import cell_len as _cells
from rich.text import Text

from argcheck.analyses.results import Point, StoryLine
from argcheck.reports.layout import TIE, Page, pad, words

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
            self._page.put(in_words(point), lead=words(lead, " when "), hang=indent + 2)
        else:
            self._page.put("whatever the values", lead=words(lead, " "), hang=indent + 2)
        told = point.values if not point.told else ()
        news = [name for name, _ in told if self._meanings.get(name) and name not in self._explained]
        self._explained.update(news)
        # quantities that are declared together share their meaning
        rows = [(", ".join(names), says) for says, names in groupby(news, self._meanings.__getitem__)]
        width = min(max((len(names) for names, _ in rows), default=0), _LABEL_WIDTH)
        for names, says in rows:
            self._page.put((says, "dim"), lead=words(" " * (indent + 2), (pad(names, width), "bold"), "  "))

    def story(self, point: Point, indent: int) -> None:
        """Each fact with the numbers in it (bounds only when verbose), then the goal."""
        told = [line for line in point.story if self._verbose or line.role != "bound"]
        if not told:
            return
        width = min(max(len(_label(line)) for line in told), _LABEL_WIDTH)
        room = self._page.width - indent - width - 2 - len("fails")
        short = [line for line in told if _cells(line.text) <= room // 2 and _cells(line.values) + 5 <= room // 2]
        texts = max((_cells(line.text) for line in short), default=0)
        numbers = max((_cells(line.values) for line in short), default=0)
        for line in told:
            lead = words(" " * indent, (pad(_label(line), width), "bold" if line.role == "goal" else ""), "  ")
            if line in short:
                self._page.raw(words(lead, pad(line.text, texts), "   ", pad(line.values, numbers), "  ", _truth(line)))
            else:
                self._page.put(line.text, lead=lead)
                self._page.put(line.values, "  ", _truth(line), lead=" " * (lead.cell_len + 2))


def in_words(point: Point) -> str:
    """The values: `c = 1, D = 1/2`; of a structure, what there is and what is true of it."""
    if point.told:
        return point.told
    return ", ".join(f"{name}{TIE}={TIE}{value}" for name, value in point.values)


def _label(line: StoryLine) -> str:
    return _LABELS.get(line.role, line.name)


def _truth(line: StoryLine) -> Text:
    return Text("holds", style="green") if line.holds else Text("fails", style="bold red")
