"""A document before it is written: sections of blocks, with formulas that are still formulas.

Each writer (`reports.latex`, `reports.markdown`) decides how a formula looks and how text is escaped;
whoever builds a document never writes markup. Text in a document is untrusted prose.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from argcheck.language.syntax import Expr
from argcheck.model.terms import Term

Formula = Term | Expr
"""A formula to be printed: unfolded (a term) or as the author wrote it (an expression)."""


@dataclass(frozen=True, slots=True)
class Text:
    """Plain prose."""

    text: str


@dataclass(frozen=True, slots=True)
class Math:
    """A formula in a running line."""

    formula: Formula


@dataclass(frozen=True, slots=True)
class Code:
    """A name of the argument file: a step, a premise, a file."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """A stressed word."""

    text: str


@dataclass(frozen=True, slots=True)
class Reference:
    """The number of the statement with this label; `name` is what a writer without numbers prints."""

    label: str
    name: str


Inline = Text | Math | Code | Emphasis | Reference


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    parts: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class DisplayedFormula:
    """A formula on lines of its own, broken where it is too long; `end` is the punctuation after it."""

    formula: Formula
    end: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a derivation or an evaluation: formulas chained by relations (`wD = 1/2 <= 1 = c`), and why.

    `relations[i]` (`=`, `<`, …) stands between formulas i and i + 1.
    """

    formulas: tuple[Formula, ...]
    relations: tuple[str, ...] = ()
    reason: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class Aligned:
    """Lines one under the other, each with its reason."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Identity:
    """Terms that add up to 0, each over a brace that says how it compares with 0 (`>`, `>=`, `=`)."""

    terms: tuple[tuple[Term, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """`shares` are the parts of the text width that the columns take; they add up to at most 1."""

    headings: tuple[str, ...]
    shares: tuple[float, ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class ItemList:
    """Items of blocks, each marked with a bullet."""

    items: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A numbered claim. `label` is unique in the document; `title` stands in parentheses after the number."""

    kind: Literal["lemma", "proposition", "remark"]
    label: str
    title: tuple[Inline, ...]
    body: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """What establishes the statement before it; `evidence` is the grade of what it rests on."""

    heading: Literal["Proof", "Counterexample", "Reasons", "What was found"]
    body: tuple[Block, ...]
    evidence: str


@dataclass(frozen=True)
class Figure:
    """A picture in files of this name. `images` are their contents by ending (`svg`, `pdf`)."""

    name: str
    caption: str
    images: Mapping[str, bytes]


Block = Paragraph | DisplayedFormula | Aligned | Identity | Table | ItemList | Statement | Proof | Figure


@dataclass(frozen=True, slots=True)
class Section:
    """A headed stretch of the document."""

    label: str
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. `names` are the quantities and definitions in the order of their declaration: two that
    would look alike in print are told apart by it."""

    title: str
    source: str
    about: str
    sections: tuple[Section, ...]
    names: tuple[str, ...] = ()

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The pictures, which stand in sections and nowhere deeper."""
        return tuple(block for section in self.sections for block in section.blocks if isinstance(block, Figure))


def statement_numbers(document: Document) -> dict[str, int]:
    """The number of each statement, by its label: statements of every kind are counted together."""
    statements = [block for section in document.sections for block in section.blocks if isinstance(block, Statement)]
    return {statement.label: number for number, statement in enumerate(statements, start=1)}
