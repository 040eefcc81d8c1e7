"""The argument as a graph: DOT, Mermaid, GraphML and JSON, coloured by verdict; `graph_svg.py` draws it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any
from xml.etree import ElementTree

import networkx as nx

from argcheck.analyses.exploration.structure import graph_of, shape
from argcheck.analyses.results import StepResult
from argcheck.model.argument import Argument
from argcheck.reports.graph_svg import svg
from argcheck.reports.layout import clean

_COLOURS = {
    "premise": "#dbe4f0",
    "valid": "#cfe8cf",
    "mixed": "#fbeab0",
    "refuted": "#f3c4c0",
    "vacuous": "#e6cff0",
    "undecided": "#cdeaf0",
    "depends on reading": "#f7d9b0",
    "unchecked": "#eeeeee",
}
_SHAPES = {"premise": "box", "step": "ellipse", "conclusion": "doubleoctagon"}
_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"


def verdicts(argument: Argument, results: Sequence[StepResult]) -> dict[str, str]:
    """One word for each step: its verdict, or `depends on reading` where readings differ."""
    found: dict[str, str] = {}
    for step in argument.steps:
        mine = {str(one.verdict.value) for one in results if one.name == step.name}
        found[step.name] = mine.pop() if len(mine) == 1 else "depends on reading" if mine else "unchecked"
    return found


def dot(argument: Argument, words: Mapping[str, str]) -> str:
    """For Graphviz: `dot -Tsvg`."""
    graph = graph_of(argument)
    lines = ["digraph argument {", "  rankdir=BT;", '  node [style=filled, fontname="Helvetica"];']
    for name, data in graph.nodes(data=True):
        label = f"{_quoted(name)}\\n{_quoted(data['says'])}"
        look = f'shape={_SHAPES[data["kind"]]}, fillcolor="{_colour(data["kind"], words.get(name))}"'
        lines.append(f'  "{_quoted(name)}" [label="{label}", {look}];')
    lines += [f'  "{_quoted(one)}" -> "{_quoted(other)}";' for one, other in graph.edges]
    return "\n".join([*lines, "}"]) + "\n"


def mermaid(argument: Argument, words: Mapping[str, str]) -> str:
    """For Markdown pages that draw Mermaid."""
    graph = graph_of(argument)
    keys = {name: f"n{index}" for index, name in enumerate(graph)}
    lines = ["flowchart BT"]
    for name, data in graph.nodes(data=True):
        label = f'"{_escaped(name)}<br/>{_escaped(data["says"])}"'
        opening, closing = {"premise": ("[", "]"), "conclusion": ("([", "])")}.get(data["kind"], ("(", ")"))
        lines.append(f"  {keys[name]}{opening}{label}{closing}")
        lines.append(f"  style {keys[name]} fill:{_colour(data['kind'], words.get(name))},color:#111111")
    lines += [f"  {keys[one]} --> {keys[other]}" for one, other in graph.edges]
    return "\n".join(lines) + "\n"


def graphml(argument: Argument, words: Mapping[str, str]) -> str:
    """For graph editors."""
    ElementTree.register_namespace("", _NAMESPACE)
    root = ElementTree.Element(f"{{{_NAMESPACE}}}graphml")
    for key in ("kind", "says", "verdict"):
        fields = {"id": key, "for": "node", "attr.name": key, "attr.type": "string"}
        ElementTree.SubElement(root, f"{{{_NAMESPACE}}}key", fields)
    drawn = ElementTree.SubElement(root, f"{{{_NAMESPACE}}}graph", {"id": "argument", "edgedefault": "directed"})
    graph = graph_of(argument)
    for name, data in graph.nodes(data=True):
        node = ElementTree.SubElement(drawn, f"{{{_NAMESPACE}}}node", {"id": clean(name)})
        for key, value in (("kind", data["kind"]), ("says", data["says"]), ("verdict", words.get(name, ""))):
            ElementTree.SubElement(node, f"{{{_NAMESPACE}}}data", {"key": key}).text = clean(value)
    for one, other in graph.edges:
        ElementTree.SubElement(drawn, f"{{{_NAMESPACE}}}edge", {"source": clean(one), "target": clean(other)})
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def graph_record(argument: Argument, words: Mapping[str, str]) -> dict[str, Any]:
    """Nodes, edges and the structural findings, as JSON data."""
    graph: nx.DiGraph[str] = graph_of(argument)
    found = asdict(shape(argument))
    return {
        "title": argument.title,
        "nodes": [
            {"name": name, "kind": data["kind"], "says": data["says"], "verdict": words.get(name)}
            for name, data in graph.nodes(data=True)
        ],
        "edges": [{"from": one, "to": other} for one, other in graph.edges],
        "structure": {**found, "bottlenecks": dict(found["bottlenecks"])},
    }


FORMATS: dict[str, Callable[[Argument, Mapping[str, str]], str]] = {
    "dot": dot,
    "mermaid": mermaid,
    "graphml": graphml,
    "svg": svg,
}


def _colour(kind: str, word: str | None) -> str:
    return _COLOURS["premise" if kind == "premise" else word or "unchecked"]


def _quoted(text: str) -> str:
    return clean(text).replace("\\", "\\\\").replace('"', '\\"')


def _escaped(text: str) -> str:
    safe = clean(text).replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")
    return safe.replace("`", "&#96;")
