"""The certificate file of a checked argument."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path

from argcheck.analyses.results import ArgumentReport
from argcheck.certificates.file import compact, written_file
from argcheck.kernel.boxes import FORMAT


def certificate_file(report: ArgumentReport, folder: Path) -> str | None:
    """The text of the file, to be written into the folder; None where no step has a certificate."""
    found = [result.certificate for result in report.steps if result.certificate is not None]
    if not found:
        return None
    steps = [json.loads(each.claims) for each in found]
    theorems = [theorem for each in found for theorem in json.loads(each.theorems)]
    return written_file(relative(report.path, folder), digest(report.text), steps, theorems)


def digest(text: str) -> str:
    """What tells one text of an argument from another."""
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def relative(path: str, folder: Path) -> str | None:
    """The argument's place as seen from the folder; None for standard input, or on another drive."""
    if path in ("-", "<stdin>"):
        return None
    try:
        return Path(os.path.relpath(Path(path).resolve(), folder.resolve())).as_posix()
    except ValueError:
        return None


def regions_file(path: str, text: str, regions: Sequence[object], folder: Path) -> str:
    """The text of a certificate of boxes, to be written into the folder. `path` and `text` are the argument's;
    `regions` are the parts, as the kernel reads them."""
    head = compact({"file": relative(path, folder), "digest": digest(text)})
    lines = ",\n".join(map(compact, regions))
    return f'{{"format":{compact(FORMAT)},\n"argument":{head},\n"regions":[\n{lines}\n]}}\n'
