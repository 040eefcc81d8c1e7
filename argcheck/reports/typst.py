"""A document as a Typst file, and as the PDF that Typst makes of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from argcheck.extras import require
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
from argcheck.reports.escape import latex_label, plain
from argcheck.reports.mathematics import Notation
from argcheck.reports.pieces import Piece, Row, rows
from argcheck.reports.typst_formula import quoted, typst_formula

_WIDTH = 62
_MOST_BESIDE = 0.62
_FEW_SECTIONS = 9

_PREAMBLE = r"""
#set page(paper: "a4", margin: 25mm, numbering: "1")
#set text(font: "New Computer Modern", size: 10.5pt, lang: "en", region: "gb")
#set par(justify: true, spacing: 0.9em)
#set heading(numbering: "1.1")
#show heading: set block(above: 1.6em, below: 0.9em)
#show heading: set text(size: 0.9em)
#show math.equation: set block(breakable: true)
#let slanted(body) = text(font: "New Computer Modern", style: "italic", body)
#let roman(body) = text(font: "New Computer Modern", style: "normal", weight: "regular", body)
#let typed(body) = text(font: "DejaVu Sans Mono", size: 0.8em, body)
#let op(body) = math.op(roman(body))
#let large(body) = math.lr(size: 1.8em, body)
#let wide = h(2em)
#let lead(body) = block(width: 100%, sticky: true, body)
#let claim(body) = block(width: 100%, above: 1.4em, below: 1.2em, { set text(style: "italic"); body })
#let proof(body) = block(width: 100%, above: 1.2em, below: 1.4em, body)
#let upright(body) = text(style: "normal", body)
#let qed = [#sym.wj#h(1em)#sym.wj#h(1fr)#sym.wj#box($square$)]
#let lines(..cells) = {
  show math.equation.where(block: true): set align(left)
  show math.equation.where(block: true): set block(above: 0pt, below: 0pt)
  grid(..cells)
}
#let reasons(..cells) = align(center, block(above: 1em, below: 1em, lines(
  columns: (auto, auto), column-gutter: 2em, row-gutter: 0.75em, align: (left + horizon, left + horizon), ..cells
)))
#let told(..cells) = block(above: 1em, below: 1em, inset: (left: 2em), lines(
  columns: (1fr,), row-gutter: 0.7em, align: left, ..cells
))
#let because(body) = block(inset: (left: 2em), body)
#let listing(shares, headings, ..cells) = block(above: 1em, below: 1em, text(size: 0.9em, {
  set par(justify: false)
  show "_": it => it + sym.zws
  table(
    columns: shares, stroke: none, align: left, inset: (x: 4pt, y: 3.5pt),
    table.hline(), table.header(..headings.map(each => emph(each))), table.hline(stroke: 0.5pt), ..cells, table.hline(),
  )
}))
""".strip()


def typst(document: Document) -> str:
    """The whole document, a file for Typst 0.13 or later that needs nothing else."""
    writer = _Writer(Notation.of(document.names), statement_numbers(document))
    title = _text(document.title)
    lines = [
        f"#set document(title: {quoted(plain(document.title))}, date: none)",
        _PREAMBLE,
        "",
        f"#align(center, text(size: 1.4em, weight: {quoted('bold')})[{title}])",
    ]
    if len(document.sections) > _FEW_SECTIONS:
        lines.extend(("", "#outline(depth: 1)"))
    for section in document.sections:
        lines.extend(("", f"= {_text(section.heading)}", ""))
        lines.extend(writer.blocks(section.blocks))
    return "\n".join([*lines, ""])


def require_typst() -> None:
    """Raise MissingPackage where Typst is not installed."""
    require("typst", "pdf", "PDF")


def pdf(document: Document) -> bytes:
    """The document as PDF, the same bytes each time. Raises MissingPackage where Typst is not installed."""
    require_typst()
    from typst import compile as compiled

    made = compiled(typst(document).encode(), format="pdf", timestamp=0, ignore_system_fonts=True)
    return made if isinstance(made, bytes) else b"".join(made or ())


class _Writer:
    """Writes blocks; knows the symbols of the document and the numbers of its statements."""

    def __init__(self, notation: Notation, numbers: Mapping[str, int]) -> None:
        self._notation = notation
        self._numbers = numbers

    def blocks(self, blocks: Sequence[Block], width: float = _WIDTH, head: str = "", end: str = "") -> Iterator[str]:
        """The blocks, `head` running into the first and `end` into the last where these are paragraphs.

        A paragraph that leads up to a formula or a list stays on its page.
        """
        if head and not (blocks and isinstance(blocks[0], Paragraph)):
            yield f"#lead[{head}]"
        for index, block in enumerate(blocks):
            last = index + 1 == len(blocks)
            if not isinstance(block, Paragraph):
                yield from self.block(block, width)
                continue
            text = (head if not index else "") + self.inline(block.parts).strip() + (end if last else "")
            leads = not last and not isinstance(blocks[index + 1], Paragraph | Proof)
            yield f"#lead[{text}]" if leads else text
            yield ""
        if end and not (blocks and isinstance(blocks[-1], Paragraph)):
            yield end

    def block(self, block: Block, width: float) -> Iterator[str]:
        match block:
            case Paragraph():
                yield from self.blocks((block,), width)
            case DisplayedFormula(formula=formula, end=end):
                yield from _display(self._notation.lines(formula, width), end)
            case Aligned(lines=lines):
                yield from self._aligned(lines, width)
            case Identity(terms=terms):
                yield from _display(rows(self._notation.identity(terms), width), ",")
            case Table():
                yield from self._table(block)
            case ItemList(items=items):
                for item in items:
                    first, *others = self.blocks(item, width - 4)
                    yield f"- {first}"
                    yield from (f"  {line}" if line else "" for line in others)
                yield ""
            case Figure(caption=caption, images=images):
                svg = quoted(images["svg"].decode())
                yield f'#align(center)[#image(bytes({svg}), format: "svg", width: 85%)'
                yield f"#text(size: 0.9em)[{_text(caption)}]]"
                yield ""
            case Statement(kind=kind, label=label, title=title, body=body):
                number = f"{kind.capitalize()} {self._numbers[label]}"
                yield "#claim["
                yield from self.blocks(
                    body, width, f"#upright[*{number}* ({self.inline(title)})]<{latex_label(label)}>. "
                )
                yield "]"
                yield ""
            case Proof(heading=heading, body=body, evidence=evidence):
                yield "#proof["
                yield from self.blocks(body, width, f"_{heading} (evidence: {_text(evidence)})._ ", "#qed")
                yield "]"
                yield ""

    def inline(self, parts: Sequence[Inline]) -> str:
        return "".join(self._part(part) for part in parts)

    def _part(self, part: Inline) -> str:
        match part:
            case Text(text=text):
                # the ends of a piece of prose keep their spaces: they separate it from what is next
                lead = " " if text[:1].isspace() else ""
                trail = " " if text.strip() and text[-1:].isspace() else ""
                return f"{lead}{_text(text)}{trail}"
            case Math(formula=formula):
                return f"${typst_formula(self._notation.latex(formula))}$"
            case Code(text=text):
                return f"#typed({quoted(plain(text))});"
            case Emphasis(text=text):
                return f"#emph[{_text(text)}]"
            case Reference(label=label, name=name):
                number = self._numbers.get(label)
                return _text(name) if number is None else f"#link(<{latex_label(label)}>)[{number}]"

    def _aligned(self, lines: Sequence[Line], width: float) -> Iterator[str]:
        """The reasons stand beside the formulas where these are narrow enough, and below them otherwise."""
        pieces = [self._piece(line) for line in lines]
        reasons = [self.inline(line.reason).strip() for line in lines]
        beside = max(piece.width for piece in pieces) <= (_MOST_BESIDE * width if any(reasons) else width)
        yield "#reasons(" if beside else "#told("
        for piece, reason in zip(pieces, reasons, strict=True):
            if beside:
                yield f"  [{_shown(piece.text)}], [{reason}],"
                continue
            for row in rows(piece, width):
                yield f"  pad(left: {1.2 * row.indent:g}em)[{_shown(row.text)}],"
            if reason:
                yield f"  because[{reason}],"
        yield ")"
        yield ""

    def _piece(self, line: Line) -> Piece:
        if line.relations:
            return self._notation.chain(line.formulas, line.relations)
        return self._notation.piece(line.formulas[0])

    def _table(self, table: Table) -> Iterator[str]:
        shares = ", ".join(f"{share:g}fr" for share in table.shares)
        headings = ", ".join(f"[{_text(heading)}]" for heading in table.headings)
        yield f"#listing(({shares}), ({headings},),"
        for row in table.rows:
            yield "  " + " ".join(f"[{self.inline(cell).strip()}]," for cell in row)
        yield ")"
        yield ""


def _display(lines: Sequence[Row], end: str) -> Iterator[str]:
    mark = "&" if len(lines) > 1 else ""
    told = [f"{mark}{'quad ' * row.indent}{typst_formula(row.text)}" for row in lines]
    yield "$ " + " \\\n  ".join(told) + (f"#roman({quoted(end)})" if end else "") + " $"
    yield ""


def _shown(latex: str) -> str:
    """A formula on a line of its own in a table of lines."""
    return f"$ {typst_formula(latex)} $"


def _text(text: str) -> str:
    """Prose as Typst markup that prints it and does nothing else; quotation marks become those of print."""
    return re.sub(r"([\\`*_\[\]{}()$~#@<>=+\-/.|&^%:])", r"\\\1", plain(text))
