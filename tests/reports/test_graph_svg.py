"""The drawing: every node once, what rests on something below it, no two boxes over one another."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from argcheck.model.verdict import Verdict
from argcheck.reports.graph_layout import layered
from argcheck.reports.graph_svg import _LOOKS, svg
from tests.reports import document_samples as samples
from tests.reports.test_latex import HOSTILE, hostile

SVG = "{http://www.w3.org/2000/svg}"


@st.composite
def graphs(draw: st.DrawFn) -> nx.DiGraph[str]:
    names = [f"n{index}" for index in range(draw(st.integers(0, 9)))]
    pairs = [(one, other) for place, one in enumerate(names) for other in names[place + 1 :]]
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(names)
    graph.add_edges_from(draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else [])
    return graph


@given(graphs())
def test_layers_and_room(graph: nx.DiGraph[str]) -> None:
    layout = layered(graph)
    assert set(layout.nodes) == set(graph) and set(layout.edges) == set(graph.edges)
    for layer in range(layout.layers):
        row = sorted(x for x, y in layout.nodes.values() if y == layer)
        assert all(right - left >= 1 - 1e-9 for left, right in pairwise(row))
    for (one, other), points in layout.edges.items():
        assert points[0] == layout.nodes[one] and points[-1] == layout.nodes[other]
        assert [y for _, y in points] == list(range(points[0][1], points[-1][1] + 1))
        assert len(points) > 1
    assert all(-1e-9 <= x <= layout.width - 1 + 1e-9 for x, _ in layout.nodes.values())


def test_two_edges_that_need_not_cross_do_not() -> None:
    graph: nx.DiGraph[str] = nx.DiGraph([("a", "y"), ("b", "x"), ("c", "y")])
    place = layered(graph).nodes
    assert (place["b"][0] - place["a"][0]) * (place["x"][0] - place["y"][0]) > 0


def test_every_node_is_drawn_with_its_verdict_in_words() -> None:
    argument = samples.argument()
    words = {step.name: str(verdict.value) for step, verdict in zip(argument.steps, list(Verdict) * 9, strict=False)}
    root = ElementTree.fromstring(svg(argument, words))
    told = [text.text or "" for text in root.iter(f"{SVG}text")]
    for name in (*(step.name for step in argument.steps), *(premise.name for premise in argument.premises)):
        assert name[:24] in " ".join(told)
    for word in set(words.values()):
        assert any(word in text for text in told)
    boxes = [group.find(f"{SVG}rect") for group in root.iter(f"{SVG}g")]
    corners = [(float(box.get("x", "")), float(box.get("y", ""))) for box in boxes if box is not None]
    assert len(set(corners)) == len(corners) == len(argument.steps) + len(argument.premises)


def test_hostile_prose_stays_text() -> None:
    argument = hostile().argument
    assert argument is not None
    drawn = svg(argument, {})
    assert HOSTILE.split()[0] in "".join(ElementTree.fromstring(drawn).itertext())


def test_no_two_verdicts_look_alike_without_colour() -> None:
    marks = [mark for word, (_, _, mark) in _LOOKS.items() if word not in ("premise", "unchecked")]
    assert len(set(marks)) == len(marks) and all(marks)
