"""The certificate file of a checked argument."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

from argcheck.analyses.results import ArgumentReport
from argcheck.certificates.file import written_file


def certificate_file(report: ArgumentReport, folder: Path) -> str | None:
    """The text of the file, to be written into the folder; None where no step has a certificate."""
    found = [result.certificate for result in report.steps if result.certificate is not None]
    if not found:
        return None
    steps = [json.loads(each.claims) for each in found]
    theorems = [theorem for each in found for theorem in json.loads(each.theorems)]
    return written_file(_relative(report.path, folder), digest(report.text), steps, theorems)


def digest(text: str) -> str:
    """What tells one text of an argument from another."""
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def _relative(path: str, folder: Path) -> str | None:
    """The argument's place as seen from the folder; None for standard input, or on another drive."""
    if path in ("-", "<stdin>"):
        return None
    try:
        return Path(os.path.relpath(Path(path).resolve(), folder.resolve())).as_posix()
    except ValueError:
        return None
