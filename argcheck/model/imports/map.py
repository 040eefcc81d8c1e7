"""An Argdown document as data: statements, arguments with their premises and conclusions, and who supports whom.

Argdown is described at https://argdown.org/syntax. Read are statements `[name]: sentence`, arguments `<name>: gist`,
numbered premises and conclusions with an inference line between them, and in indented lists the relations `+`, `-`,
`+>`, `->`, `<+`, `<-`, `><`, `_>` and `<_`. Tags, data (but for `uses`) and headings carry nothing over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from argcheck.diagnostics import Span
from argcheck.model.imports.result import malformed

_FRONT = re.compile(r"\A\s*={3,}[ \t]*\n(.*?)\n={3,}[ \t]*(?:\n|\Z)", re.DOTALL)
_COMMENT = re.compile(r"/\*.*?\*/|<!--.*?-->|(?<![:\\])//[^\n]*", re.DOTALL)
_CODE = re.compile(r"^[ \t]*(```|~~~).*?^[ \t]*\1[ \t]*$", re.DOTALL | re.MULTILINE)
_ENTRY = re.compile(r"(title|author|source|abstract)\s*:\s*(.+)")
_RELATION = re.compile(r"([ \t]*)(\+>|->|<\+|<-|><|_>|<_|\+|-)[ \t]+(?=\S)(.*)")
_ITEM = re.compile(r"[ \t]*(?:\*|\d+\.)[ \t]+(?=\S)(.*)")
_LINK = re.compile(r"(?<![@\\])\[([^\]]+)\]\([^)\s]*\)")
_MENTION = re.compile(r"@(?:\[([^\]]+)\]|<([^>]+)>)")
_EMPHASIS = re.compile(r"(?<![\w\\])(\*\*|__|\*|_)(?=\S)(.+?)(?<=\S)\1(?!\w)")
_NUMBERED = re.compile(r"[ \t]*\((\d+)\)[ \t]*(.*)")
_RULE = re.compile(r"[ \t]*-{2,}(.*?)(-{2,})?[ \t]*")
_NODE = re.compile(r"(\[([^\]]+)\]|<([^>]+)>)[ \t]*(:?)[ \t]*(.*)", re.DOTALL)
_DATA = re.compile(r"(?<!\\)\{.*\}\s*$", re.DOTALL)
_TAG = re.compile(r"(?<!\\)#(\([^)]*\)|[\w-]+)")
_USES = re.compile(r"[\"']?uses[\"']?\s*:\s*\[([\d,\s]*)\]")

NodeKind = Literal["statement", "argument"]
Node = tuple[NodeKind, str]


@dataclass(frozen=True, slots=True)
class Inferred:
    """An inference of an argument: premises and conclusion are names of statements."""

    argument: str
    premises: tuple[str, ...]
    rule: str
    conclusion: str


@dataclass(frozen=True, slots=True)
class Relation:
    """One node supports another, or speaks against it."""

    source: Node
    target: Node
    against: bool


@dataclass(slots=True)
class Map:
    """A document. `statements` and `arguments` map names to what they say; `remarks` tell what was left out or read
    otherwise."""

    entries: dict[str, str] = field(default_factory=dict)
    statements: dict[str, str] = field(default_factory=dict)
    arguments: dict[str, str] = field(default_factory=dict)
    inferences: list[Inferred] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    remarks: dict[str, None] = field(default_factory=dict)


def read_map(text: str) -> Map:
    """The document. Raises NotImported where an inference lacks its premises or its conclusion."""
    reader = _Reader()
    front = _FRONT.match(text)
    if front:
        for line in front[1].split("\n"):
            if entry := _ENTRY.fullmatch(line.strip()):
                reader.map.entries[entry[1]] = entry[2].strip().strip("\"'")
        text = "\n" * front[0].count("\n") + text[front.end() :]
    if _CODE.search(text):
        reader.map.remarks["blocks of code were left out"] = None
        text = _CODE.sub(lambda found: "\n" * found[0].count("\n"), text)
    blank = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)
    for number, line in enumerate(blank.split("\n"), 1):
        reader.line(line, number)
    reader.end(blank.count("\n") + 1)
    return reader.map


class _Reader:
    """Line by line. `_pending` is what a further line of prose continues."""

    def __init__(self) -> None:
        self.map = Map()
        self._pending: tuple[str, list[str], int] | None = None
        self._stack: list[tuple[int, Node]] = []
        self._argument = ""
        self._numbered: dict[int, str] = {}
        self._since: list[str] = []
        self._rule: str | None = None
        self._in_rule = False

    def line(self, line: str, number: int) -> None:
        numbered, relation = _NUMBERED.fullmatch(line), _RELATION.fullmatch(line)
        if self._in_rule:
            self._rule_line(line)
        elif not line.strip() or line.lstrip().startswith("# ") or re.match(r"#+\s", line):
            self._flush()
            if heading := re.fullmatch(r"#+\s+(.*)", line):
                self.map.entries.setdefault("heading", _plain(heading[1]))
                self._leave(number)
            self._stack = [] if not line.strip() else self._stack
        elif numbered:
            self._flush()
            self._pending = (f"({numbered[1]})", [numbered[2]], number)
        elif re.match(r"[ \t]*-{2,}", line) and (self._numbered or self._pending):
            self._flush()
            found = _RULE.fullmatch(line)
            inside = found[1].strip() if found else ""
            self._rule = inside
            self._in_rule = not inside and not re.fullmatch(r"[ \t]*-{3,}[ \t]*", line)
        elif relation:
            self._flush()
            self._pending = (relation[2], [relation[3]], len(relation[1].expandtabs(4)) + 1)
        elif item := _ITEM.fullmatch(line):
            self._flush()
            self._pending = ("", [item[1]], 0)
        elif self._pending is not None:
            self._pending[1].append(line.strip())
        else:
            self._leave(number)
            self._pending = ("", [line.strip()], 0)

    def end(self, number: int) -> None:
        self._flush()
        self._leave(number)

    def _rule_line(self, line: str) -> None:
        if re.fullmatch(r"[ \t]*-{2,}[ \t]*", line):
            self._in_rule = False
        else:
            self._rule = f"{self._rule} {line.strip()}".strip()

    def _flush(self) -> None:
        """Take in what is pending."""
        if self._pending is None:
            return
        sign, lines, place = self._pending
        self._pending = None
        text = " ".join(lines)
        if sign.startswith("("):
            self._take_numbered(int(sign[1:-1]), text, place)
            return
        node = self._node(text)
        if not sign:
            self._stack = [(0, node)]
            self._argument = node[1] if node[0] == "argument" else ""
            return
        while self._stack and self._stack[-1][0] >= place:
            self._stack.pop()
        if self._stack:
            self._relate(sign, node, self._stack[-1][1])
        self._stack.append((place, node))

    def _relate(self, sign: str, child: Node, parent: Node) -> None:
        against = sign not in ("+", "+>", "<+")
        outgoing = sign in ("+>", "->", "_>")
        source, target = (parent, child) if outgoing else (child, parent)
        self.map.relations.append(Relation(source, target, against))
        if sign == "><":
            self.map.relations.append(Relation(target, source, against))
            self.map.remarks["a contradiction `><` is read as two attacks"] = None
        elif "_" in sign:
            self.map.remarks["an undercut is read as an attack on what the argument concludes"] = None

    def _take_numbered(self, number: int, text: str, line: int) -> None:
        if number == 1 and self._numbered:
            self._leave(line)
        node = self._node(text)
        if node[0] == "argument":
            span = Span(line, 1, line, 2)
            raise malformed("a numbered line is a statement, not an argument", span, "write it `[name]: sentence`")
        if self._rule is not None:
            if not self._since:
                raise malformed("this inference has no premises", Span(line, 1, line, 2), "number them above the line")
            uses = _USES.search(self._rule)
            listed = [int(each) for each in re.findall(r"\d+", uses[1])] if uses else []
            used = [self._numbered[each] for each in listed if each in self._numbered] or self._since
            rule = _plain(self._rule)
            self.map.inferences.append(Inferred(self._argument, tuple(dict.fromkeys(used)), rule, node[1]))
            self._since, self._rule = [], None
        self._numbered[number] = node[1]
        self._since.append(node[1])
        self._stack = [(0, node)]  # what is indented below stands in relation to this statement

    def _leave(self, line: int) -> None:
        """The end of a numbered argument."""
        if self._rule is not None:
            raise malformed("this inference has no conclusion", Span(line, 1, line, 2), "number it below the line")
        self._numbered, self._since = {}, []

    def _node(self, text: str) -> Node:
        match = _NODE.match(text)
        if match is None:
            sentence = _plain(text)
            name = next((each for each, said in self.map.statements.items() if said == sentence), "")
            name = name or " ".join(sentence.split()[:4]) or f"statement {len(self.map.statements) + 1}"
            self.map.statements.setdefault(name, sentence)
            return "statement", name
        kind: NodeKind = "statement" if match[2] else "argument"
        known = self.map.statements if match[2] else self.map.arguments
        name = (match[2] or match[3]).strip()
        sentence = _plain(match[5]) if match[4] else ""
        if sentence or name not in known:
            known[name] = sentence or known.get(name, "")
        return kind, name


def _plain(text: str) -> str:
    """The sentence without data, tags, emphasis and escapes; of links and mentions what they show."""
    bare = _MENTION.sub(lambda found: found[1] or found[2], _LINK.sub(r"\1", _DATA.sub("", text)))
    bare = _EMPHASIS.sub(r"\2", _EMPHASIS.sub(r"\2", _TAG.sub("", bare)))
    return " ".join(re.sub(r"\\(.)", r"\1", bare).split())
