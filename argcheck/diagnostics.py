"""Diagnostics: what is wrong in an argument file, where, why, and how to mend it.

A diagnostic is data; it is rendered once, at the edge (`argcheck.reports.text`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a diagnostic matters: an error stops the check, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of source text. Lines and columns count from 1; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int

    def to(self, other: Span) -> Span:
        """The span from the start of this one to the end of `other`."""
        return Span(self.line, self.column, other.end_line, other.end_column)


NOWHERE = Span(1, 1, 1, 1)


@dataclass(frozen=True, slots=True)
class Code:
    """A stable diagnostic code with the explanation that the documentation prints."""

    id: str
    title: str
    explanation: str
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding about the source text.

    `hint` goes under the caret (`did you mean `gamma`?`); `fix` is replacement text for `span`.
    """

    code: str
    message: str
    span: Span
    file: str = ""
    hint: str | None = None
    fix: str | None = None
    severity: Severity = Severity.ERROR


class ArgumentError(Exception):
    """Raised when a file cannot be turned into an argument; carries every diagnostic found."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__("; ".join(f"{d.code} {d.message}" for d in diagnostics))
        self.diagnostics = diagnostics
