"""Every mistake that the cases make is reported with its code, at its place, and nothing else is.

A case begins with comment lines that hold its expected output: `#| 4:18 E006`, then anything.
A code has a case when the name of a file begins with it.
"""

from __future__ import annotations

import importlib
import importlib.util
import re
from pathlib import Path

import pytest

from argcheck.codes import CODES
from argcheck.diagnostics import Diagnostic
from argcheck.language.parse import parse
from argcheck.language.source import read_source

CASES = sorted((Path(__file__).parent / "bad").glob("*.arg"))
EXPECTED = re.compile(rb"^#\| (\d+):(\d+) ([EW]\d{3})", re.MULTILINE)
# An unreadable file, a huge one and a file of nothing but mistakes are made up in the tests of their layer.
WITHOUT_CASE = {"E001", "E003", "E028"}


def found_in(path: Path) -> tuple[Diagnostic, ...]:
    """What the file gets, from its bytes to its elaboration as far as that is possible."""
    text, faults = read_source(path)
    if text is None:
        return faults
    parsed = parse(text, str(path))
    if importlib.util.find_spec("argcheck.model.elaborate") is None:
        return parsed.diagnostics
    elaborated = importlib.import_module("argcheck.model.elaborate").elaborate(parsed)
    elaboration: tuple[Diagnostic, ...] = elaborated.diagnostics
    found = dict.fromkeys((*parsed.diagnostics, *elaboration))
    return tuple(sorted(found, key=lambda diagnostic: diagnostic.span))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    expected = [(int(line), int(column), code.decode()) for line, column, code in EXPECTED.findall(path.read_bytes())]
    assert expected, "a case says what it expects in `#|` lines"
    assert any(code == path.stem[:4] for _, _, code in expected)
    found = found_in(path)
    listing = "\n".join(f"#| {d.span.line}:{d.span.column} {d.code} {d.message}" for d in found)
    assert [(d.span.line, d.span.column, d.code) for d in found] == expected, f"found:\n{listing}"
    for diagnostic in found:
        assert diagnostic.code in CODES
        assert diagnostic.file == str(path)
        assert diagnostic.message and not diagnostic.message.endswith(".")


def test_every_code_of_the_text_has_a_case() -> None:
    covered = {path.stem[:4] for path in CASES}
    assert {code for code in CODES if code.startswith("E0")} <= covered | WITHOUT_CASE
