"""The appendix as files in a folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from argcheck.files import write_atomically
from argcheck.reports.document import Document
from argcheck.reports.latex import body, standalone
from argcheck.reports.markdown import markdown

FORMATS = ("tex", "md")
"""What an appendix can be written as."""


def write_appendix(document: Document, source: str, folder: Path, formats: Sequence[str] = FORMATS) -> tuple[Path, ...]:
    """Write the appendix on the file `source` into the folder and return what was written.

    Raises OSError when a file cannot be written, ValueError for a format that there is not.
    """
    require(formats)
    name = plain_name(source)
    texts: list[tuple[Path, str]] = []
    if "tex" in formats:
        texts.append((folder / f"{name}.tex", body(document)))
        texts.append((folder / f"{name}-standalone.tex", standalone(document, name)))
    if "md" in formats:
        texts.append((folder / f"{name}.md", markdown(document)))
    for path, text in texts:
        write_atomically(path, text)
    return tuple(path for path, _ in texts)


def require(formats: Sequence[str]) -> None:
    """Raise ValueError for a format that there is not, or when there is none at all."""
    unknown = [form for form in formats if form not in FORMATS]
    if unknown:
        raise ValueError(f"there is no format `{unknown[0]}`; choose from {', '.join(FORMATS)}")
    if not formats:
        raise ValueError(f"no format is named; choose from {', '.join(FORMATS)}")


def plain_name(path: str) -> str:
    """The file's own name; what could mean something to TeX or a shell becomes a hyphen."""
    stem = "argument" if path in ("-", "<stdin>") else Path(path).stem
    return "".join(c if c.isascii() and (c.isalnum() or c in "-_") else "-" for c in stem) or "argument"
