"""A drawing of a graph without circles in layers: what rests on something stands below it, with few crossings.

The method of Sugiyama, Tagawa and Toda (1981): layers by the longest way, points on edges that pass a layer, orders by
the means of neighbours, and places that keep the order and are as near to the neighbours as least squares allow.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

import networkx as nx

_SWEEPS = 24
_NARROW = 0.35

Node = tuple[str, int]
"""A node and its layer; on an edge that passes layers, the edge's name and the layer passed."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Places in units of one node: x from 0, y is the layer. An edge is drawn through its points."""

    nodes: dict[str, tuple[float, int]]
    edges: dict[tuple[str, str], tuple[tuple[float, int], ...]]
    width: float
    layers: int


def layered(graph: nx.DiGraph[str]) -> Layout:
    """A layout of a graph without circles. Raises NetworkXUnfeasible where there is one."""
    level = _levels(graph)
    chains = {(one, other): _chain(one, other, level) for one, other in graph.edges}
    net: nx.Graph[Node] = nx.Graph()
    net.add_nodes_from((name, level[name]) for name in graph)
    for chain in chains.values():
        nx.add_path(net, chain)
    rows: list[list[Node]] = [[] for _ in range(max(level.values(), default=-1) + 1)]
    for node in net:
        rows[node[1]].append(node)
    rows = _ordered(net, rows)
    place = _places(net, rows, set(graph))
    least = min(place.values(), default=0)
    place = {node: x - least for node, x in place.items()}
    return Layout(
        {name: (place[name, level[name]], level[name]) for name in graph},
        {edge: tuple((place[node], node[1]) for node in chain) for edge, chain in chains.items()},
        max(place.values(), default=0) + 1,
        len(rows),
    )


def _levels(graph: nx.DiGraph[str]) -> dict[str, int]:
    """Each node below all that it rests on; what rests on nothing is as low as it can be."""
    level: dict[str, int] = {}
    for name in nx.topological_sort(graph):
        level[name] = max((level[one] + 1 for one in graph.predecessors(name)), default=0)
    for name in graph:
        if not graph.in_degree(name) and graph.out_degree(name):
            level[name] = min(level[other] for other in graph.successors(name)) - 1
    return level


def _chain(one: str, other: str, level: dict[str, int]) -> list[Node]:
    between = [(f"{one}\n{other}", each) for each in range(level[one] + 1, level[other])]
    return [(one, level[one]), *between, (other, level[other])]


def _ordered(net: nx.Graph[Node], rows: list[list[Node]]) -> list[list[Node]]:
    """The rows in the best order that sweeping down and up comes to."""
    best, fewest = [list(row) for row in rows], _crossings(net, rows)
    current = [list(row) for row in rows]
    for sweep in range(_SWEEPS):
        down = sweep % 2 == 0
        towards = -1 if down else 1
        for index in range(len(current)) if down else reversed(range(len(current))):
            near = {node: place for place, node in enumerate(_row(current, index + towards))}
            own = {node: place for place, node in enumerate(current[index])}
            current[index].sort(key=lambda node: _mean((near[one] for one in net[node] if one in near), own[node]))
        crossings = _crossings(net, current)
        if crossings < fewest:
            best, fewest = [list(row) for row in current], crossings
    return best


def _row(rows: Sequence[list[Node]], index: int) -> list[Node]:
    return rows[index] if 0 <= index < len(rows) else []


def _mean(values: Iterable[float], otherwise: float) -> float:
    found = list(values)
    return fmean(found) if found else otherwise


def _crossings(net: nx.Graph[Node], rows: Sequence[list[Node]]) -> int:
    count = 0
    for upper, lower in pairwise(rows):
        place = {node: index for index, node in enumerate(lower)}
        ends = [sorted(place[one] for one in net[node] if one in place) for node in upper]
        passed: list[int] = []
        for group in ends:
            count += sum(1 for end in group for other in passed if other > end)
            passed += group
    return count


def _places(net: nx.Graph[Node], rows: Sequence[list[Node]], real: set[str]) -> dict[Node, float]:
    def room(one: Node, other: Node) -> float:
        return sum(0.5 if node[0] in real else _NARROW / 2 for node in (one, other))

    place = {node: float(index) for row in rows for index, node in enumerate(row)}
    for sweep in range(_SWEEPS):
        for row in rows if sweep % 2 == 0 else reversed(rows):
            wanted = [_mean((place[one] for one in net[node]), place[node]) for node in row]
            gaps = [room(one, other) for one, other in pairwise(row)]
            place.update(zip(row, _apart(wanted, gaps), strict=True))
    return place


def _apart(wanted: Sequence[float], gaps: Sequence[float]) -> list[float]:
    """The numbers nearest to those wanted, by least squares, that are at least the gaps apart: neighbours that are too
    close are pooled."""
    offsets = [0.0]
    for gap in gaps:
        offsets.append(offsets[-1] + gap)
    pools: list[list[float]] = []
    for value, offset in zip(wanted, offsets, strict=False):
        pools.append([value - offset])
        while len(pools) > 1 and fmean(pools[-2]) > fmean(pools[-1]):
            last = pools.pop()
            pools[-1] += last
    placed = [fmean(pool) for pool in pools for _ in pool]
    return [base + offset for base, offset in zip(placed, offsets, strict=False)]
