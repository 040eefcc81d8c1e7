"""The argument as a drawing: SVG that needs nothing else, told apart by words and marks as well as by colour."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

import networkx as nx

from argcheck.analyses.exploration.structure import graph_of
from argcheck.model.argument import Argument
from argcheck.reports.graph_layout import layered
from argcheck.reports.layout import clean

_WIDE, _HIGH, _BETWEEN, _ACROSS, _EDGE = 208, 92, 24, 56, 24
_LETTERS, _MOST_LINES = 33, 3
_SIZES = {"name": 13, "says": 11, "word": 11}

# strong and pale form of colours that are told apart by eyes of every kind (Okabe and Ito, 2008), with the mark
_LOOKS = {
    "premise": ("#5f6b7a", "#f2f4f7", ""),
    "valid": ("#007a59", "#e0f3ec", "✓"),
    "mixed": ("#a86f00", "#fdf1d8", "~"),
    "refuted": ("#b84600", "#fbe5d8", "✗"),
    "vacuous": ("#9c4577", "#f6e6ef", "∅"),
    "undecided": ("#2f7cb0", "#e3f1fa", "?"),
    "depends on reading": ("#7a7300", "#fbf9d0", "±"),
    "unchecked": ("#777777", "#f5f5f5", ""),
}


def svg(argument: Argument, words: Mapping[str, str]) -> str:
    """The drawing: premises above what rests on them, then in rows the steps that rest on nothing that is named."""
    graph = graph_of(argument)
    alone = [name for name in graph if not graph.degree(name)]
    # in the order of the file: a subgraph would have that of a set, and the drawing would change from run to run
    joined: nx.DiGraph[str] = nx.DiGraph()
    joined.add_nodes_from(name for name in graph if name not in alone)
    joined.add_edges_from(graph.edges)
    layout = layered(joined)
    looks = {name: _look(data["kind"], words.get(name)) for name, data in graph.nodes(data=True)}
    columns = max(round(layout.width), min(len(alone), 4), 1)
    top = _EDGE + 34
    below = top + layout.layers * (_HIGH + _ACROSS) + (30 if alone else 0)
    places = {name: (_left(x), top + y * (_HIGH + _ACROSS)) for name, (x, y) in layout.nodes.items()}
    for index, name in enumerate(alone):
        places[name] = (_left(index % columns), below + index // columns * (_HIGH + _BETWEEN))
    rows = -(-len(alone) // columns)
    legend = below + rows * (_HIGH + _BETWEEN) + 14
    used = [word for word in _LOOKS if word in looks.values()]
    key, height = _legend(used, legend, columns)
    width = 2 * _EDGE + (max(layout.width, columns)) * (_WIDE + _BETWEEN) - _BETWEEN
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" '
        f'width="{width:.0f}" height="{height:.0f}" font-family="Helvetica, Arial, sans-serif" role="img">',
        f"  <title>{_text(argument.title or argument.path)}</title>",
        '  <defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M 0 1 L 10 5 L 0 9 z" fill="#555555"/></marker></defs>',
        f'  <rect width="{width:.0f}" height="{height:.0f}" fill="#ffffff"/>',
        _line(_EDGE, _EDGE + 8, argument.title or argument.path, 15, bold=True),
    ]
    lines += [
        _edge([(_left(x) + _WIDE / 2, top + y * (_HIGH + _ACROSS)) for x, y in points])
        for points in layout.edges.values()
    ]
    if alone:
        lines.append(_line(_EDGE, below - 12, "They name nothing and nothing names them:", 12, fill="#555555"))
    for name, data in graph.nodes(data=True):
        lines += _node(name, data["kind"], data["says"], looks[name], places[name])
    return "\n".join([*lines, *key, "</svg>"]) + "\n"


def _look(kind: str, word: str | None) -> str:
    return "premise" if kind == "premise" else word if word in _LOOKS and word is not None else "unchecked"


def _left(x: float) -> float:
    return _EDGE + x * (_WIDE + _BETWEEN)


def _node(name: str, kind: str, says: str, look: str, place: tuple[float, float]) -> Iterator[str]:
    strong, pale, mark = _LOOKS[look]
    x, y = place
    yield f"  <g><title>{_text(f'{name}: {says}')}</title>"
    frame = f'x="{x:.1f}" y="{y:.1f}" width="{_WIDE}" height="{_HIGH}"'
    round_by = 3 if kind == "premise" else 14
    heavy = 3 if kind == "conclusion" else 1.5
    yield f'    <rect {frame} rx="{round_by}" fill="{pale}" stroke="{strong}" stroke-width="{heavy}"/>'
    yield "  " + _line(x + 10, y + 19, _short(name, 26), _SIZES["name"], bold=True)
    for index, line in enumerate(_wrapped(says)):
        yield "  " + _line(x + 10, y + 36 + 14 * index, line, _SIZES["says"])
    told = "premise" if kind == "premise" else f"{mark} {look}".strip()
    told = f"{told} (conclusion)" if kind == "conclusion" else told
    yield "  " + _line(x + 10, y + _HIGH - 9, told, _SIZES["word"], bold=True, fill=strong)
    yield "  </g>"


def _wrapped(says: str) -> list[str]:
    lines = textwrap.wrap(clean(says), _LETTERS)
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], _short(lines[_MOST_LINES - 1] + " …", _LETTERS, cut=True)]
    return lines


def _short(text: str, most: int, *, cut: bool = False) -> str:
    kept = text[:-2] if cut else text
    return text if len(text) <= most and not cut else kept[: most - 1].rstrip() + "…"


def _edge(points: Sequence[tuple[float, float]]) -> str:
    """From the lower edge of the first box, beside those of the layers between, to the upper edge of the last."""
    (x, y), *others = points
    path = f"M {x:.1f} {y + _HIGH:.1f}"
    y += _HIGH
    for index, (next_x, next_y) in enumerate(others):
        last = index + 1 == len(others)
        half = (next_y - y) / 2
        bend = f"{x:.1f} {y + half:.1f}, {next_x:.1f} {next_y - half:.1f}"
        path += f" C {bend}, {next_x:.1f} {next_y - (2 if last else 0):.1f}"
        if not last:
            path += f" L {next_x:.1f} {next_y + _HIGH:.1f}"
            next_y += _HIGH
        x, y = next_x, next_y
    return f'  <path d="{path}" fill="none" stroke="#555555" stroke-width="1.3" marker-end="url(#tip)"/>'


def _legend(used: Sequence[str], top: float, columns: int) -> tuple[list[str], float]:
    """A line for the colours in use, and the height of the drawing."""
    lines: list[str] = []
    fit = max(columns * (_WIDE + _BETWEEN) // 150, 1)
    for index, word in enumerate(used):
        strong, pale, mark = _LOOKS[word]
        x, y = _EDGE + index % fit * 150, top + index // fit * 22
        lines.append(f'  <rect x="{x}" y="{y:.1f}" width="16" height="12" rx="3" fill="{pale}" stroke="{strong}"/>')
        lines.append(_line(x + 22, y + 10, f"{mark} {word}".strip(), 11))
    return lines, top + -(-len(used) // fit) * 22 + _EDGE / 2


def _line(x: float, y: float, text: str, size: int, *, bold: bool = False, fill: str = "#111111") -> str:
    weight = ' font-weight="bold"' if bold else ""
    return f'  <text x="{x:.1f}" y="{y:.1f}" font-size="{size}"{weight} fill={quoteattr(fill)}>{_text(text)}</text>'


def _text(text: str) -> str:
    return escape(clean(text))
