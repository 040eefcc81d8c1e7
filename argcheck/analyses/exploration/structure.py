"""The shape of an argument: what rests on what, what hangs loose, and where everything runs through one point."""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx

from argcheck.model.argument import Argument

_GROUND = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """`circles`: steps that rest on themselves. `unused`: premises that no step names. `unreached`: conclusions, or
    steps where there is none, that no premise reaches. `idle_steps`: steps on which no conclusion rests.
    `bottlenecks`: for a conclusion, the premises and steps that every line of support to it runs through."""

    circles: tuple[tuple[str, ...], ...]
    unused: tuple[str, ...]
    unreached: tuple[str, ...]
    idle_steps: tuple[str, ...]
    bottlenecks: tuple[tuple[str, tuple[str, ...]], ...]


def graph_of(argument: Argument) -> nx.DiGraph[str]:
    """Premises and steps, with an edge from each to every step that names it; `kind` and `says` on each node."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    for premise in argument.premises:
        graph.add_node(premise.name, kind="premise", says=premise.says or premise.text)
    for step in argument.steps:
        graph.add_node(step.name, kind=step.kind, says=step.says or step.infer_text)
    for step in argument.steps:
        graph.add_edges_from((source, step.name) for source in step.sources if source in graph)
    return graph


def shape(argument: Argument) -> Shape:
    """The structural findings, in the order of the file. Of a part it is not said what no step uses, for a step that
    was left out may use it."""
    graph = graph_of(argument)
    premises = list(dict.fromkeys(premise.name for premise in argument.premises))
    ends = [step.name for step in argument.steps if step.kind == "conclusion"]
    reached = set(premises).union(*(nx.descendants(graph, name) for name in premises))
    supporting = set(ends).union(*(nx.ancestors(graph, name) for name in ends))
    bottlenecks = [(end, _bottlenecks(graph, end)) for end in ends]
    return Shape(
        tuple(tuple(circle) for circle in nx.simple_cycles(graph)),
        tuple(name for name in premises if not (argument.part or graph.out_degree(name))),
        tuple(name for name in ends if name not in reached),
        tuple(step.name for step in argument.steps if ends and step.name not in supporting),
        tuple((end, names) for end, names in bottlenecks if names),
    )


def _bottlenecks(graph: nx.DiGraph[str], end: str) -> tuple[str, ...]:
    """The nodes other than the end itself that dominate it, from a ground below everything that rests on nothing."""
    part = graph.subgraph({end, *nx.ancestors(graph, end)}).copy()
    part.add_edges_from([(_GROUND, name) for name in list(part) if not part.in_degree(name)])
    if len(part) <= 2:
        return ()
    dominator = nx.immediate_dominators(part, _GROUND)
    found: list[str] = []
    current = dominator.get(end)
    while current not in (None, _GROUND):
        found.append(current)
        current = dominator.get(current)
    return tuple(reversed(found))
