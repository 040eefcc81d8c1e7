"""Regions on a terminal: a map in which a place is marked only where all of it is certified.

A character has an upper and a lower half. Each kind has a mark of its own, so that the map needs no colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING

from rich.text import Text

from argcheck.analyses.regions.slices import Slice, panels
from argcheck.reports.layout import Page, cut, pad, words
from argcheck.reports.marks import UNICODE
from argcheck.reports.region_numbers import equal_text, place_text

if TYPE_CHECKING:
    from argcheck.analyses.regions.partition import Axis, Kind, Partition

STYLES: dict[Kind, str] = {"holds": "#3a8fd9", "fails": "#e69f00", "contradict": "#999999"}
"""Blue, orange and grey: told apart with any kind of colour vision."""
MEANINGS: dict[Kind, str] = {"holds": "holds", "fails": "fails", "contradict": "premises contradict"}
_TALLEST = 16
_SHORT = 8
_MOST_MAPS = 3
_WIDEST = 64


@dataclass(frozen=True, slots=True)
class Glyphs:
    """How each kind is marked: in a whole character, in its upper half and in its lower half."""

    whole: dict[Kind, str]
    upper: dict[Kind, str]
    lower: dict[Kind, str]
    here: str
    there: str
    corner: str
    across: str
    upright: str


RICH = Glyphs(
    {"holds": "█", "fails": ":", "contradict": "x"},
    {"holds": "▀", "fails": "˙", "contradict": " "},
    {"holds": "▄", "fails": ".", "contradict": " "},
    "◆",
    "◇",
    "└",
    "─",
    "│",
)
PLAIN = Glyphs(
    {"holds": "#", "fails": ":", "contradict": "x"},
    {"holds": '"', "fails": " ", "contradict": " "},
    {"holds": ",", "fails": ".", "contradict": " "},
    "@",
    "o",
    "+",
    "-",
    "|",
)


def glyphs_for(page: Page) -> Glyphs:
    """The marks that the page's terminal can show."""
    return RICH if page.marks is UNICODE else PLAIN


def put_maps(page: Page, case: Partition) -> None:
    """The map of two quantities; for more, a few slices at values of the others."""
    chosen = _shown(case)
    for each in chosen:
        if each.at:
            page.put(
                ", ".join(f"{axis.name} {equal_text(axis.ends(at, at + 1)[0])}" for axis, at in each.at), lead="  "
            )
        put_map(page, each, _marks(page, case, each), _TALLEST if len(chosen) == 1 else _SHORT)


def _shown(case: Partition) -> Sequence[Slice]:
    found = panels(case)
    return found if len(found) <= _MOST_MAPS else found[:: len(found) // 2]


def _marks(page: Page, case: Partition, shown: Slice) -> list[tuple[str, Sequence[Fraction]]]:
    """The point asked about and the nearest with another verdict, where the slice goes through them."""
    if case.flip is None:
        return []
    glyphs = glyphs_for(page)
    points = ((glyphs.there, case.flip.there), (glyphs.here, case.flip.origin))
    found = [(mark, shown.goes_through(case.axes, point)) for mark, point in points if point is not None]
    return [(mark, point) for mark, point in found if point is not None]


def put_map(
    page: Page, shown: Slice, marks: Sequence[tuple[str, Sequence[Fraction]]] = (), tallest: int = _TALLEST
) -> None:
    """The map of a slice with its axes. `marks` are characters to put at points (their values on the slice's axes)."""
    glyphs = glyphs_for(page)
    across, upright = shown.axes[0], shown.axes[1] if len(shown.axes) > 1 else None
    labels = [place_text(upright, Fraction(part, 2)) for part in (2, 1, 0)] if upright else []
    margin = max(map(len, labels), default=0) + 1
    columns = max(min(page.width - margin - 4, _WIDEST), 8)
    cells = shown.cells(columns, 2 * tallest if upright else 1)
    if len(cells) <= tallest:
        cells = [row for row in cells for _ in range(2)]
    columns, rows = len(cells[0]), len(cells)
    below = [*cells[1:], cells[-1]]
    lines = [_line(cells[row], below[row], glyphs) for row in range(0, rows, 2)]
    for mark, point in marks:
        _mark(lines, mark, shown, point)
    if upright:
        page.put_cut((upright.name, "bold"), lead="  ")
    named = dict(zip((0, len(lines) // 2, len(lines) - 1), labels, strict=False)) if len(lines) > 2 else {}
    for index, line in enumerate(lines):
        label = named.get(index, "")
        page.raw(words(f"  {label:>{margin - 1}}{glyphs.upright}", line))
    page.raw(words(f"  {'':{margin - 1}}{glyphs.corner}{glyphs.across * columns}"))
    page.raw(cut(words(f"  {'':{margin}}", _ruler(across, columns), " ", (across.name, "bold")), page.width, ""))


def _line(above: Sequence[Kind | None], below: Sequence[Kind | None], glyphs: Glyphs) -> Text:
    line = Text()
    for (one, other), run in groupby(zip(above, below, strict=True)):
        character, style = " ", ""
        if one and one == other:
            character, style = glyphs.whole[one], STYLES[one]
        elif one and (glyphs.upper[one].strip() or not other):
            # where both halves are certified and differ, the lower one is told by colour alone
            character, style = glyphs.upper[one], STYLES[one] + (f" on {STYLES[other]}" if other else "")
        elif other:
            character, style = glyphs.lower[other], STYLES[other]
        line.append(character * len(list(run)), style)
    return line


def _mark(lines: list[Text], mark: str, shown: Slice, point: Sequence[Fraction]) -> None:
    """Put a mark into the map, if the point lies in it."""
    places = [
        axis.place(value) for axis, value in zip(shown.axes, point, strict=True) if axis.low <= value <= axis.high
    ]
    if len(places) < len(shown.axes):
        return
    width = len(lines[0])
    column = min(places[0] * width // shown.axes[0].parts, width - 1)
    row = 0
    if len(places) > 1:
        row = len(lines) - 1 - min(places[1] * len(lines) // shown.axes[1].parts, len(lines) - 1)
    line = lines[row]
    lines[row] = Text.assemble(line[:column], (mark, "bold"), line[column + 1 :])


def _ruler(axis: Axis, columns: int) -> str:
    """The ends and the middle of the axis below it."""
    low, middle, high = (place_text(axis, Fraction(part, 2)) for part in (0, 1, 2))
    line = pad(low, columns // 2 - len(middle) // 2) + middle
    return pad(line, columns - len(high)) + high if len(line) + len(high) < columns else pad(low, columns)


def put_legend(page: Page, case: Partition, told: Sequence[tuple[Kind, str]], undecided: str) -> None:
    """What the marks and the axes mean; `told` has for each kind its share, as text."""
    glyphs = glyphs_for(page)
    parts: list[str | tuple[str, str]] = []
    for kind, share in told:
        parts += [(glyphs.whole[kind] * 2, STYLES[kind]), f" {MEANINGS[kind]} ({share})  "]
    parts.append(f"blank: not certified ({undecided})")
    drawn = {mark for each in _shown(case) for mark, _ in _marks(page, case, each)}
    if glyphs.here in drawn:
        parts.append(f"  {glyphs.here} the point asked about")
    if glyphs.there in drawn:
        parts.append(f"  {glyphs.there} the nearest with another verdict")
    page.put(*parts, lead="  ")
    for axis in case.axes:
        scale = ", logarithmic scale" if axis.scale == "log" else ""
        if axis.says or scale:
            page.put((axis.name, "bold"), f": {axis.says or 'no meaning given'}{scale}", lead="  ", hang=4)
