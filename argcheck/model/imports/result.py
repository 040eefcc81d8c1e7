"""What reading another format gives: the text of an argument file, with what its reader should know."""

from __future__ import annotations

from dataclasses import dataclass

from argcheck.diagnostics import Diagnostic, Span


@dataclass(frozen=True, slots=True)
class Imported:
    """`text` is an argument file in canonical form; `remarks` say what was changed or left open, a sentence each."""

    text: str
    remarks: tuple[str, ...] = ()


class NotImported(Exception):
    """The text cannot be read as an argument; carries every diagnostic found."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__("; ".join(each.message for each in diagnostics))
        self.diagnostics = diagnostics


def malformed(message: str, span: Span, hint: str | None = None) -> NotImported:
    """The text is not in the format."""
    return NotImported((Diagnostic("E601", message, span, hint=hint),))


def unsupported(message: str, span: Span, hint: str | None = None) -> NotImported:
    """The text is in the format, but the language of arguments has no form for it."""
    return NotImported((Diagnostic("E602", message, span, hint=hint),))
