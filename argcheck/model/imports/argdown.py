"""An Argdown document as an argument in outline: each statement a proposition, each inference and relation a step.

What the sentences mean as formulas is for the author to fill in: until then steps speak of propositions without inner
structure, and hardly one follows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from argcheck.diagnostics import Diagnostic, Span
from argcheck.language.format import format_source
from argcheck.language.parse import parse
from argcheck.model.imports.map import Map, Node, read_map
from argcheck.model.imports.naming import Names
from argcheck.model.imports.result import Imported, NotImported

_LONGEST_TEXT = 1_000


def import_argdown(text: str, title: str) -> Imported:
    """The argument that a document outlines. Raises NotImported."""
    found = read_map(text)
    if not found.inferences and not found.relations:
        hint = "an inference is numbered premises, a line `----` and a conclusion"
        end = Span(1, 1, 1, 2)
        raise NotImported((Diagnostic("E603", "the document has no inference and no relation", end, hint=hint),))
    return _Writer(found, title).written()


@dataclass(frozen=True, slots=True)
class _Step:
    """A step to be: from the statements to the claim, or to its denial."""

    says: str
    sources: tuple[str, ...]
    claim: str
    against: bool = False


class _Writer:
    def __init__(self, found: Map, title: str) -> None:
        self._map = found
        self._title = found.entries.get("title") or found.entries.get("heading") or title
        self._sentences = dict(found.statements)
        self._ends = {each.argument: each.conclusion for each in found.inferences if each.argument}
        self._steps = [*self._inferences(), *self._relations()]
        names, labels = Names("statement"), Names("step")
        self._names = {name: names.new(name.lower()) for name in self._sentences}
        used = {source for step in self._steps for source in step.sources}
        self._used = used
        self._labels = labels
        self._premises: dict[str, str] = {}
        self._concluded: dict[str, str] = {}

    def _inferences(self) -> Iterator[_Step]:
        for each in self._map.inferences:
            gist = self._map.arguments.get(each.argument, "")
            says = ": ".join(part for part in (each.argument, gist or each.rule) if part)
            yield _Step(says, each.premises, each.conclusion)

    def _relations(self) -> Iterator[_Step]:
        for relation in reversed(self._map.relations):
            source, target = self._statement(relation.source), self._statement(relation.target)
            if source != target:
                says = (
                    f"{relation.source[1]} {'speaks against' if relation.against else 'supports'} {relation.target[1]}"
                )
                yield _Step(says, (source,), target, relation.against)

    def _statement(self, node: Node) -> str:
        """The statement that stands for a node: of an argument its conclusion, or what it comes to."""
        kind, name = node
        if kind == "statement":
            return name
        if name in self._ends:
            return self._ends[name]
        self._sentences.setdefault(f"{name} argument", self._map.arguments[name] or name)
        return f"{name} argument"

    def written(self) -> Imported:
        steps = [line for step in self._ordered() for line in self._step(step)]
        propositions = [
            f"proposition {name} {_quoted(self._sentences[title] or title)}" for title, name in self._names.items()
        ]
        lines = [*self._head(), *propositions, *self._listed(), *steps]
        source = parse("\n".join(lines) + "\n", self._title)
        if source.diagnostics:
            # what was put together is always an argument, so this is a defect
            raise AssertionError(source.diagnostics[0].message)
        told = (
            f"{len(self._steps)} step(s), {len(self._premises)} premise(s): in outline, with formulas to be filled in"
        )
        return Imported(format_source(source.source), (told, *self._map.remarks))

    def _ordered(self) -> Iterator[_Step]:
        """The steps, each after those that it rests on where they go in no circle."""
        waiting = list(self._steps)
        while waiting:
            open_claims = {step.claim for step in waiting if not step.against}
            ready = next((step for step in waiting if not open_claims & set(step.sources)), waiting[0])
            waiting.remove(ready)
            yield ready

    def _head(self) -> Iterator[str]:
        yield f"argument {_quoted(self._title)}"
        if said := self._map.entries.get("source") or self._map.entries.get("author"):
            yield f"  source {_quoted(said)}"
        about = self._map.entries.get("abstract", "")
        yield "  about " + _quoted(f"{about} Read from Argdown, in outline: the formulas are to be filled in.".strip())

    def _listed(self) -> Iterator[str]:
        for title, label in self._premises.items():
            yield f"premise {label} : {self._names[title]}"

    def _step(self, step: _Step) -> Iterator[str]:
        sources = [self._source(title) for title in step.sources]
        label = self._labels.new(f"against_{self._names[step.claim]}" if step.against else self._names[step.claim])
        final = not step.against and step.claim not in self._used
        yield f"{'conclusion' if final else 'step'} {label} {_quoted(step.says or step.claim)}"
        yield f"  from {', '.join(dict.fromkeys(sources))}"
        yield f"  infer {'not ' if step.against else ''}{self._names[step.claim]}"
        if not step.against:
            self._concluded.setdefault(step.claim, label)

    def _source(self, title: str) -> str:
        """The step that concludes the statement, or the premise that states it."""
        if title in self._concluded:
            return self._concluded[title]
        if title not in self._premises:
            self._premises[title] = self._labels.new(f"{self._names[title]}_holds")
        return self._premises[title]


def _quoted(text: str) -> str:
    plain = " ".join("".join(c if c.isprintable() else " " for c in text).split()).replace('"', "'")
    return f'"{plain[:_LONGEST_TEXT]}"'
