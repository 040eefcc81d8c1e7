"""S-expressions as SMT-LIB 2 writes them, with their places (The SMT-LIB Standard, version 2.6, section 3.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from argcheck.diagnostics import Span
from argcheck.model.imports.result import malformed

Kind = Literal["symbol", "numeral", "decimal", "string", "keyword", "bits"]

_TOKEN = re.compile(
    r"(?P<space>[ \t\n\r]+|;[^\n]*)"
    r"|(?P<open>\()|(?P<close>\))"
    r"|(?P<quoted>\|[^|\\]*\|)"
    r'|(?P<string>"(?:[^"]|"")*")'
    r"|(?P<bits>#[xb][0-9a-fA-F]+)"
    r"|(?P<decimal>[0-9]+\.[0-9]*)"
    r"|(?P<numeral>[0-9]+)(?![A-Za-z~!@$%^&*_+=<>.?/-])"
    r"|(?P<keyword>:[A-Za-z0-9~!@$%^&*_+=<>.?/-]+)"
    r"|(?P<symbol>[A-Za-z~!@$%^&*_+=<>.?/-][A-Za-z0-9~!@$%^&*_+=<>.?/-]*)"
)
_LONGEST_NUMBER = 2_000


@dataclass(frozen=True, slots=True)
class Word:
    """A symbol (without its bars), a number, a string, a keyword; `text` without what marks its kind."""

    kind: Kind
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Group:
    """What stands between two brackets."""

    items: tuple[SExpr, ...]
    span: Span

    @property
    def head(self) -> str:
        """The symbol that it begins with, if it begins with one."""
        first = self.items[0] if self.items else None
        return first.text if isinstance(first, Word) and first.kind == "symbol" else ""


SExpr = Word | Group


def read(text: str) -> list[SExpr]:
    """Every expression of the text, from left to right. Raises NotImported."""
    opened: list[tuple[Span, list[SExpr]]] = []
    found: list[SExpr] = []
    for kind, token, span in _tokens(text):
        if kind == "open":
            opened.append((span, []))
            continue
        if kind == "close":
            if not opened:
                raise malformed("this bracket closes nothing", span, "each `)` needs a `(` before it")
            start, items = opened.pop()
            item: SExpr = Group(tuple(items), start.to(span))
        else:
            item = _word(kind, token, span)
        (opened[-1][1] if opened else found).append(item)
    if opened:
        raise malformed("this bracket is never closed", opened[-1][0], "the file may have been cut short")
    return found


def _tokens(text: str) -> Iterator[tuple[str, str, Span]]:
    place, line, start = 0, 1, 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        column = place - start + 1
        if match is None or match.lastgroup is None:
            what = "a quotation mark or bar is never closed" if text[place] in '"|' else "this sign means nothing here"
            raise malformed(what, Span(line, column, line, column + 1), "SMT-LIB 2 is expected")
        token, kind = match.group(), match.lastgroup
        breaks = token.count("\n")
        place = match.end()
        first = line
        if breaks:
            line += breaks
            start = place - (len(token) - token.rfind("\n") - 1)
        if kind != "space":
            yield kind, token, Span(first, column, line, place - start + 1)


def _word(kind: str, token: str, span: Span) -> Word:
    match kind:
        case "quoted":
            return Word("symbol", token[1:-1], span)
        case "string":
            return Word("string", token[1:-1].replace('""', '"'), span)
        case "decimal" | "numeral":
            if len(token) > _LONGEST_NUMBER:
                raise malformed(f"this number has more than {_LONGEST_NUMBER:,} digits", span)
            # `2.` is not in the standard, but solvers read it, and so benchmarks have it
            return Word("decimal" if kind == "decimal" else "numeral", token.rstrip("."), span)
        case "keyword":
            return Word("keyword", token[1:], span)
        case "bits":
            return Word("bits", token, span)
    return Word("symbol", token, span)
