"""Files of other programs as argument files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from argcheck.diagnostics import ArgumentError

if TYPE_CHECKING:
    from argcheck.model.imports.result import Imported


def import_argument(path: str | Path, *, conclusion: str | None = None, query: int | None = None) -> Imported:
    """An SMT-LIB 2 script (`.smt2`, or `-` for standard input) or an Argdown document as the text of an argument file.

    `conclusion` names the assertion of a script that denies what is to be concluded; `query` (from 1) picks one
    of its queries. Raises ArgumentError, which
    carries every diagnostic, for a file that cannot be read as an argument.
    """
    from argcheck.language.source import MOST_BYTES, read_source
    from argcheck.model.imports.argdown import import_argdown
    from argcheck.model.imports.result import NotImported
    from argcheck.model.imports.smtlib import import_smtlib

    name = str(path)
    text, unreadable = read_source(path, longest_line=MOST_BYTES)
    if text is None:
        raise ArgumentError(unreadable)
    try:
        if Path(name).suffix.lower() in (".argdown", ".ad"):
            return import_argdown(text, Path(name).stem)
        return import_smtlib(text, "a script" if name == "-" else Path(name).stem, conclusion, query)
    except NotImported as problem:
        shown = "<stdin>" if name == "-" else name
        raise ArgumentError(tuple(replace(each, file=shown) for each in problem.diagnostics)) from None
