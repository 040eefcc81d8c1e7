"""The appendix as files in a folder: documents, and the certificates of what they say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from argcheck.analyses.results import ArgumentReport
from argcheck.files import write_atomically
from argcheck.reports.assistants import files as assistants
from argcheck.reports.certificates import certificate_file
from argcheck.reports.document import Document
from argcheck.reports.latex import body, standalone
from argcheck.reports.markdown import markdown

Texts = dict[str, str]
"""What is to be written, by the end of the file's name."""


def _tex(document: Document, report: ArgumentReport, folder: Path) -> Texts:
    return {".tex": body(document), "-standalone.tex": standalone(document, plain_name(report.path))}


def _md(document: Document, report: ArgumentReport, folder: Path) -> Texts:
    return {".md": markdown(document)}


def _json(document: Document, report: ArgumentReport, folder: Path) -> Texts:
    text = certificate_file(report, folder)
    return {".json": text} if text is not None else {}


_WRITERS: Mapping[str, Callable[[Document, ArgumentReport, Path], Texts]] = {"tex": _tex, "md": _md, "json": _json}

FORMATS = (*_WRITERS, *assistants.FORMATS)
"""What can be written. What is made of certificates is written only where a step has one."""

USUAL = tuple(_WRITERS)
"""What is written unless something else is asked for."""


def write_appendix(
    document: Document, report: ArgumentReport, folder: Path, formats: Sequence[str] = USUAL
) -> tuple[Path, ...]:
    """Write the appendix on a report into the folder and return what was written.

    Raises OSError when a file cannot be written, ValueError for a format that there is not.
    """
    require(formats)
    name = plain_name(report.path)
    texts = {
        folder / f"{name}{end}": text
        for form, writer in _WRITERS.items()
        if form in formats
        for end, text in writer(document, report, folder).items()
    }
    certificate = certificate_file(report, folder)
    for form in assistants.FORMATS:
        if form in formats and certificate is not None:
            texts |= {folder / end: text for end, text in assistants.written(form, certificate, name).items()}
    for path, text in texts.items():
        write_atomically(path, text)
    return tuple(texts)


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
