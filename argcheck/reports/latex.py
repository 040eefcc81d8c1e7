"""A document as LaTeX: a body for `\\input` that needs `amsmath`, `amssymb` and `amsthm`, and a wrapper for it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

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
)
from argcheck.reports.escape import latex_label, latex_text
from argcheck.reports.mathematics import Notation
from argcheck.reports.pieces import Piece, Row, rows

_WIDTH = 60
_MOST_BESIDE = 0.5
_ROWS_TOGETHER = 4


def body(document: Document) -> str:
    """The document without a preamble, to be put into a paper by `\\input`. Sections are subsections of one section."""
    writer = _Writer(Notation.of(document.names))
    lines = [
        r"% Needs \usepackage{amsmath, amssymb, amsthm} and the environments lemma, proposition and remark.",
        *([r"% The pictures need \usepackage{graphicx}."] if document.figures else []),
        r"\begingroup",
        r"\emergencystretch=3em",
        rf"\section{{{latex_text(document.title)}}}",
    ]
    for section in document.sections:
        lines.append("")
        lines.append(rf"\subsection{{{latex_text(section.heading)}}}\label{{ac:sec:{latex_label(section.label)}}}")
        lines.append("")
        for block in section.blocks:
            lines.extend(writer.block(block))
    return "\n".join([*_tidy(lines), r"\par\endgroup", ""])


def standalone(document: Document, body_name: str) -> str:
    """A file that sets the body, found under `body_name`, by itself."""
    author = latex_text(document.source)
    return "\n".join(
        (
            r"\documentclass[11pt]{article}",
            r"\usepackage[a4paper, margin=25mm]{geometry}",
            r"\usepackage{amsmath, amssymb, amsthm}",
            *([r"\usepackage{graphicx}"] if document.figures else []),
            r"\newtheorem{lemma}{Lemma}",
            r"\newtheorem{proposition}[lemma]{Proposition}",
            r"\theoremstyle{remark}",
            r"\newtheorem{remark}[lemma]{Remark}",
            rf"% on {author}" if author else "%",
            r"\begin{document}",
            r"\appendix",
            rf"\input{{{body_name}}}",
            r"\end{document}",
            "",
        )
    )


def _tidy(lines: Sequence[str]) -> Iterator[str]:
    """No two empty lines, and none before a display: it belongs to the sentence before it."""
    before = ""
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        if line or (before and not after.startswith((r"\[", r"\begin{align"))):
            yield line
            before = line


class _Writer:
    """Writes blocks; knows the symbols of the document."""

    def __init__(self, notation: Notation) -> None:
        self._notation = notation

    def block(self, block: Block, width: float = _WIDTH) -> Iterator[str]:
        match block:
            case Paragraph(parts=parts):
                yield from _fill(self.inline(parts))
                yield ""
            case DisplayedFormula(formula=formula, end=end):
                yield from self._display(self._notation.lines(formula, width), end)
            case Aligned(lines=lines):
                yield from self._aligned(lines, width)
            case Identity(terms=terms):
                yield from self._display(rows(self._notation.identity(terms), width), ",")
            case Table():
                yield from self._table(block)
            case ItemList(items=items):
                yield r"\begin{itemize}\setlength{\itemsep}{2pt}\setlength{\parsep}{0pt}"
                for item in items:
                    text = [line for part in item for line in self.block(part, width - 5)]
                    yield rf"\item {text[0]}"
                    yield from text[1:]
                yield r"\end{itemize}"
                yield ""
            case Statement(kind=kind, label=label, title=title, body=body):
                yield rf"\begin{{{kind}}}[{{{self.inline(title)}}}]\label{{{latex_label(label)}}}"
                for part in body:
                    yield from self.block(part, width)
                yield rf"\end{{{kind}}}"
                yield ""
            case Figure(name=name, caption=caption):
                yield r"\begin{center}"
                yield rf"\includegraphics[width=0.85\linewidth]{{{name}.pdf}}\par\smallskip"
                yield rf"{{\small {latex_text(caption)}}}"
                yield r"\end{center}"
                yield ""
            case Proof(heading=heading, body=body, evidence=evidence):
                yield rf"\begin{{proof}}[{heading} (evidence: {latex_text(evidence)})]"
                for part in body:
                    yield from self.block(part, width)
                yield r"\end{proof}"
                yield ""

    def inline(self, parts: Sequence[Inline]) -> str:
        return "".join(self._part(part) for part in parts)

    def _part(self, part: Inline) -> str:
        match part:
            case Text(text=text):
                # the ends of a piece of prose keep their spaces: they separate it from what is next
                lead = " " if text[:1].isspace() else ""
                trail = " " if text.strip() and text[-1:].isspace() else ""
                return f"{lead}{latex_text(text)}{trail}"
            case Math(formula=formula):
                return f"${self._notation.latex(formula)}$"
            case Code(text=text):
                return rf"\texttt{{{latex_text(text)}}}".replace(r"\_", r"\_\allowbreak{}")
            case Emphasis(text=text):
                return rf"\emph{{{latex_text(text)}}}"
            case Reference(label=label):
                return rf"\ref{{{latex_label(label)}}}"

    def _display(self, lines: Sequence[Row], end: str) -> Iterator[str]:
        if len(lines) == 1:
            yield r"\["
            yield f"  {lines[0].text}{end}"
            yield r"\]"
        else:
            yield r"\begin{align*}"
            for index, row in enumerate(lines):
                last = index + 1 == len(lines)
                yield f"  & {_indent(row)}{row.text}{end if last else chr(92) * 2}"
            yield r"\end{align*}"

    def _aligned(self, lines: Sequence[Line], width: float) -> Iterator[str]:
        """The reasons stand beside the formulas where all of them fit there, and below them otherwise."""
        pieces = [self._piece(line) for line in lines]
        reasons = [self.inline(line.reason).strip() for line in lines]
        beside = max((0.95 * sum(map(_letters, line.reason)) + 4 for line in lines if line.reason), default=0)
        if beside and max(piece.width for piece in pieces) + beside <= width:
            yield r"\begin{alignat*}{2}"
            for index, (piece, reason) in enumerate(zip(pieces, reasons, strict=True)):
                stop = r"\\" if index + 1 < len(lines) else ""
                yield rf"  & {piece.text} &\qquad& " + (rf"\text{{{reason}}}" if reason else "") + stop
            yield r"\end{alignat*}"
            return
        widest = max(piece.width for piece in pieces)
        if beside and widest <= _MOST_BESIDE * width:
            # long reasons are broken in a column of their own
            column = rf"\parbox[t]{{{0.95 - (widest + 4) / width:.2f}\linewidth}}"
            yield r"\begin{alignat*}{2}"
            for index, (piece, reason) in enumerate(zip(pieces, reasons, strict=True)):
                stop = r"\\" if index + 1 < len(lines) else ""
                because = rf"{column}{{\raggedright {reason}}}" if reason else ""
                yield rf"  & {piece.text} &\qquad& {because}{stop}"
            yield r"\end{alignat*}"
            return
        told: list[str] = []
        for piece, reason in zip(pieces, reasons, strict=True):
            told.extend(f"  & {_indent(row)}{row.text}" for row in rows(piece, width))
            if reason:
                told.append(rf"  &\qquad \parbox[t]{{0.85\linewidth}}{{\raggedright {reason}}}")
        yield r"\begin{align*}"
        yield from (line + r"\\" for line in told[:-1])
        yield told[-1]
        yield r"\end{align*}"

    def _piece(self, line: Line) -> Piece:
        if line.relations:
            return self._notation.chain(line.formulas, line.relations)
        return self._notation.piece(line.formulas[0])

    def _table(self, table: Table) -> Iterator[str]:
        """A tabular for each few rows: together they look like one table, and a page may end between them."""
        columns = "".join(rf"p{{\dimexpr {share:.3f}\linewidth-2\tabcolsep\relax}}" for share in table.shares)
        head = " & ".join(rf"\textit{{{latex_text(heading)}}}" for heading in table.headings)
        yield r"\par\medskip\begingroup\small\renewcommand{\arraystretch}{1.1}\parindent=0pt\parskip=0pt"
        runs = list(_runs(table))
        for index, run in enumerate(runs):
            yield rf"\begin{{tabular}}{{@{{}}{columns}@{{}}}}"
            if not index:
                yield rf"\hline {head} \tabularnewline \hline"
            for row in run:
                cells = (rf"\raggedright {self.inline(cell)}" for cell in row)
                yield " & ".join(cells) + r" \tabularnewline"
            if index + 1 == len(runs):
                yield r"\hline"
            yield r"\end{tabular}\par"
        yield r"\endgroup\medskip"
        yield ""


def _runs(table: Table) -> Iterator[tuple[tuple[tuple[Inline, ...], ...], ...]]:
    """The rows, a few at a time, since a tabular cannot be broken."""
    for start in range(0, len(table.rows), _ROWS_TOGETHER):
        yield table.rows[start : start + _ROWS_TOGETHER]


def _letters(part: Inline) -> int:
    """About how many letters wide a part is."""
    return len(part.text) if isinstance(part, Text | Code | Emphasis) else 8


def _indent(row: Row) -> str:
    return r"\quad " * row.indent


def _fill(text: str) -> list[str]:
    return textwrap.wrap(text, 110, break_long_words=False, break_on_hyphens=False)
