"""Circles in a graph of names, and an order in which what is used comes first."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)


def depth_first(graph: Mapping[Node, Iterable[Node]]) -> tuple[list[Node], list[tuple[Node, ...]]]:
    """The nodes, each after what it uses as far as circles allow, and circles that share no node.

    Nodes are taken in the order of the mapping; what is not a key is left out.
    """
    finished: list[Node] = []
    circles: list[tuple[Node, ...]] = []
    done: set[Node] = set()
    in_circle: set[Node] = set()
    for root in graph:
        path: dict[Node, None] = {}
        stack: list[tuple[Node, bool]] = [(root, False)]
        while stack:
            node, leaving = stack.pop()
            if leaving:
                del path[node]
                done.add(node)
                finished.append(node)
            elif node in path:
                trail = list(path)
                circle = tuple(trail[trail.index(node) :])
                if in_circle.isdisjoint(circle):
                    circles.append(circle)
                    in_circle.update(circle)
            elif node not in done and node in graph:
                path[node] = None
                stack.append((node, True))
                stack.extend((other, False) for other in reversed(tuple(graph[node])))
    return finished, circles
