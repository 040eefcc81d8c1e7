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
from argcheck.reports.typst import pdf, require_typst, typst

Texts = dict[str, str | bytes]
"""What is to be written, by the file's name."""


def _tex(document: Document, name: str) -> Texts:
    return {f"{name}.tex": body(document), f"{name}-standalone.tex": standalone(document, name)}


def _md(document: Document, name: str) -> Texts:
    return {f"{name}.md": markdown(document)}


def _typ(document: Document, name: str) -> Texts:
    return {f"{name}.typ": typst(document)}


def _pdf(document: Document, name: str) -> Texts:
    return {f"{name}.pdf": pdf(document)}


def _json(certificates: str, name: str) -> Mapping[str, str]:
    return {f"{name}.json": certificates}


_DOCUMENTS: Mapping[str, Callable[[Document, str], Texts]] = {"tex": _tex, "md": _md, "typ": _typ, "pdf": _pdf}
_CERTIFICATES: Mapping[str, Callable[[str, str], Mapping[str, str]]] = {"json": _json, **assistants.FORMATS}

DOCUMENTS = tuple(_DOCUMENTS)
"""The formats that are for reading."""

FORMATS = (*DOCUMENTS, *_CERTIFICATES)
"""What can be written; all but the documents only where a step has a certificate."""


def write_appendix(
    document: Document,
    report: ArgumentReport,
    folder: Path,
    formats: Sequence[str] = FORMATS,
    boxes: Mapping[str, str] | None = None,
) -> tuple[Path, ...]:
    """Write the appendix on a report into the folder and return what was written. `boxes` are certificates of regions,
    by the names of their files without an ending.

    Raises OSError when a file cannot be written, and otherwise as `require`.
    """
    require(formats)
    name = plain_name(report.path)
    texts: Texts = {}
    for form, write in _DOCUMENTS.items():
        if form in formats:
            texts |= write(document, name)
    for form, ending in (("tex", "pdf"), ("md", "svg")):
        if form in formats:
            texts |= {f"{figure.name}.{ending}": figure.images[ending] for figure in document.figures}
    if "json" in formats:
        texts |= {f"{each}.json": text for each, text in (boxes or {}).items()}
    certificates = certificate_file(report, folder) if set(formats) & set(_CERTIFICATES) else None
    if certificates is not None:
        for form, put in _CERTIFICATES.items():
            if form in formats:
                texts |= put(certificates, name)
    for file, content in texts.items():
        write_atomically(folder / file, content)
    return tuple(folder / file for file in texts)


def require(formats: Sequence[str]) -> None:
    """Raise ValueError for a format that there is not, or when there is none at all, and MissingPackage for PDF where
    Typst is not installed."""
    unknown = [form for form in formats if form not in FORMATS]
    if unknown:
        raise ValueError(f"there is no format `{unknown[0]}`; choose from {', '.join(FORMATS)}")
    if not formats:
        raise ValueError(f"no format is named; choose from {', '.join(FORMATS)}")
    if "pdf" in formats:
        require_typst()


def plain_name(path: str) -> str:
    """The file's own name; what could mean something to TeX or a shell becomes a hyphen."""
    stem = "argument" if path in ("-", "<stdin>") else Path(path).stem
    return "".join(c if c.isascii() and (c.isalnum() or c in "-_") else "-" for c in stem) or "argument"
