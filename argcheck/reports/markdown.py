"""A document as Markdown, with formulas between dollar signs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from argcheck.reports.document import (
    Aligned,
    Block,
    Code,
    DisplayedFormula,
    Document,
    Emphasis,
    Figure,
    Identity,
    Inline,
    ItemList,
    Line,
    Math,
    Paragraph,
    Proof,
    Reference,
    Statement,
    Table,
    Text,
    statement_numbers,
)
from argcheck.reports.escape import latex_label, markdown_code, markdown_text
from argcheck.reports.mathematics import Notation
from argcheck.reports.pieces import Row, rows

_WIDTH = 80


def markdown(document: Document) -> str:
    """The whole document."""
    writer = _Writer(Notation.of(document.names), statement_numbers(document))
    parts = [f"# {markdown_text(document.title)}", ""]
    for section in document.sections:
        parts.extend((f"## {markdown_text(section.heading)}", ""))
        for block in section.blocks:
            parts.extend(writer.block(block))
    while parts and not parts[-1]:
        parts.pop()
    return "\n".join([*parts, ""])


class _Writer:
    """Writes blocks; knows the symbols of the document and the numbers of its statements."""

    def __init__(self, notation: Notation, numbers: Mapping[str, int]) -> None:
        self._notation = notation
        self._numbers = numbers

    def block(self, block: Block) -> Iterator[str]:
        match block:
            case Paragraph(parts=parts):
                yield self.inline(parts).strip()
                yield ""
            case DisplayedFormula(formula=formula, end=end):
                yield from _display(self._notation.lines(formula, _WIDTH), end)
            case Aligned(lines=lines):
                yield from self._aligned(lines)
            case Identity(terms=terms):
                yield from _display(rows(self._notation.identity(terms), _WIDTH), ",")
            case Table():
                yield from self._table(block)
            case ItemList(items=items):
                for item in items:
                    inner = [line for part in item for line in self.block(part)]
                    yield f"- {inner[0]}"
                    yield from (f"  {line}" if line else "" for line in inner[1:])
            case Statement(kind=kind, label=label, title=title, body=body):
                yield f'<a id="{latex_label(label).replace(":", "-")}"></a>'
                yield f"**{kind.capitalize()} {self._numbers[label]}** ({self.inline(title)})."
                yield ""
                for part in body:
                    yield from self.block(part)
            case Figure(name=name, caption=caption):
                yield f"![{markdown_text(caption)}]({name}.svg)"
                yield ""
            case Proof(heading=heading, body=body, evidence=evidence):
                yield f"*{heading} (evidence: {markdown_text(evidence)}).*"
                yield ""
                for part in body:
                    yield from self.block(part)
                yield "∎"
                yield ""

    def inline(self, parts: Sequence[Inline]) -> str:
        return "".join(self._part(part) for part in parts)

    def _part(self, part: Inline) -> str:
        match part:
            case Text(text=text):
                lead = " " if text[:1].isspace() else ""
                trail = " " if text.strip() and text[-1:].isspace() else ""
                return f"{lead}{markdown_text(text)}{trail}"
            case Math(formula=formula):
                return f"${_portable(self._notation.latex(formula))}$"
            case Code(text=text):
                return markdown_code(text)
            case Emphasis(text=text):
                return f"*{markdown_text(text)}*"
            case Reference(label=label, name=name):
                return f"[{self._numbers.get(label, markdown_text(name))}](#{latex_label(label).replace(':', '-')})"

    def _aligned(self, lines: Sequence[Line]) -> Iterator[str]:
        for line in lines:
            piece = (
                self._notation.chain(line.formulas, line.relations)
                if line.relations
                else self._notation.piece(line.formulas[0])
            )
            yield from _display(rows(piece, _WIDTH), "")
            reason = self.inline(line.reason).strip()
            if reason:
                yield f"({reason})"
                yield ""

    def _table(self, table: Table) -> Iterator[str]:
        yield "| " + " | ".join(markdown_text(heading) for heading in table.headings) + " |"
        yield "|" + " --- |" * len(table.headings)
        for row in table.rows:
            yield "| " + " | ".join(self.inline(cell).strip() for cell in row) + " |"
        yield ""


def _display(lines: Sequence[Row], end: str) -> Iterator[str]:
    yield "$$"
    if len(lines) == 1:
        yield f"{_portable(lines[0].text)}{end}"
    else:
        yield r"\begin{aligned}"
        for index, row in enumerate(lines):
            last = index + 1 == len(lines)
            indent = r"\quad " * row.indent
            yield f"& {indent}{_portable(row.text)}" + (end if last else r" \\")
        yield r"\end{aligned}"
    yield "$$"
    yield ""


def _portable(latex: str) -> str:
    r"""GitHub does not allow `\operatorname`."""
    return latex.replace(r"\operatorname{", r"\mathrm{")
