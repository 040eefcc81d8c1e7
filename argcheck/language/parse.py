"""Text to syntax: every mistake in one run, and everything that is not a mistake."""

from __future__ import annotations

from dataclasses import dataclass, replace

from argcheck.diagnostics import Diagnostic, Span
from argcheck.language.assemble import assemble
from argcheck.language.lexical import MOST_MISTAKES, scan
from argcheck.language.pieces import split
from argcheck.language.reader import read
from argcheck.language.source import text_faults, with_line_feeds
from argcheck.language.syntax import Expr, SourceFile


@dataclass(frozen=True, slots=True)
class Parsed:
    """A file as far as it could be read.

    `lost` are the names that broken items meant to declare, so that no later layer calls them unknown.
    """

    source: SourceFile
    diagnostics: tuple[Diagnostic, ...]
    lost: frozenset[str]


def parse(text: str, path: str = "") -> Parsed:
    """The syntax of an argument file. Never raises; `path` is the name that diagnostics give the file."""
    text = with_line_feeds(text)
    faults = text_faults(text)
    if faults:
        return Parsed(SourceFile(path, text, ()), _for_file(faults, path), frozenset())
    scanned = scan(text)
    assembled = assemble(split(scanned.tokens), scanned.diagnostics)
    diagnostics = sorted((*scanned.diagnostics, *assembled.diagnostics), key=lambda found: found.span)
    if not scanned.tokens and not diagnostics:
        diagnostics.append(
            Diagnostic(
                "E026",
                "there is no argument in this file",
                Span(1, 1, 1, 1),
                hint='an argument begins with `argument "title"` and has at least one `step`',
            )
        )
    if len(diagnostics) >= MOST_MISTAKES:
        last = diagnostics[MOST_MISTAKES - 1].span
        diagnostics[MOST_MISTAKES - 1 :] = [
            Diagnostic("E028", "there are too many mistakes to list; the rest of the file was not read", last)
        ]
    return Parsed(SourceFile(path, text, assembled.items), _for_file(diagnostics, path), assembled.lost)


def parse_formula(text: str, path: str = "") -> tuple[Expr | None, tuple[Diagnostic, ...]]:
    """A term or formula on its own, as given on a command line. Never raises."""
    text = with_line_feeds(text)
    faults = text_faults(text)
    if faults:
        return None, _for_file(faults, path)
    scanned = scan(text)
    if scanned.diagnostics:
        return None, _for_file(scanned.diagnostics, path)
    if not scanned.tokens:
        return None, _for_file([Diagnostic("E014", "there is no formula here", Span(1, 1, 1, 1))], path)
    node, fault = read("expr", scanned.tokens)
    return (node, ()) if fault is None else (None, _for_file([fault], path))


def _for_file(diagnostics: list[Diagnostic] | tuple[Diagnostic, ...], path: str) -> tuple[Diagnostic, ...]:
    return tuple(replace(diagnostic, file=path) for diagnostic in diagnostics)
