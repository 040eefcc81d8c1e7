"""Tokens to pieces: the smallest stretches of a file that stand or fall on their own.

A piece is an item's first part, an option, a reading's head or a clause of a step. Cutting the file up
before it is parsed keeps one mistake from hiding the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lark import Token

from argcheck.diagnostics import Diagnostic
from argcheck.language.lexical import span_of
from argcheck.language.words import (
    CLAUSE_WORDS,
    HEADER_WORDS,
    ITEM_WORDS,
    RESERVED,
    SOFT_WORDS,
    STEP_WORDS,
    nearest,
)

DEEPEST = 160

BEGINNINGS = (*ITEM_WORDS, *HEADER_WORDS, *CLAUSE_WORDS)


@dataclass(frozen=True, slots=True)
class Piece:
    """Tokens from a keyword to just before the next piece.

    `keyword` is the word it begins with, or, when that is misspelt, the one most likely meant ("" when
    none is like it); `known` says which.
    """

    keyword: str
    known: bool
    tokens: tuple[Token, ...]

    @property
    def column(self) -> int:
        """The indentation that decides which block the piece belongs to."""
        return self.tokens[0].column or 1

    @property
    def declares(self) -> tuple[str, ...]:
        """The names that the piece meant to declare, as far as they can be made out."""
        if self.keyword in CLAUSE_WORDS or self.keyword in HEADER_WORDS:
            return ()
        names: list[str] = []
        expected = True
        for token in self.tokens[1:]:
            if token.type == "NAME" and expected:
                names.append(str(token))
                expected = False
                if self.keyword not in ("quantity", "proposition", "constant", "kind"):
                    break
            elif token.type == "COMMA" or (self.keyword == "kind" and token.type in ("EQUAL", "OR")):
                expected = True
            elif token.type != "STRING":
                break
        return tuple(names)


def split(tokens: Sequence[Token]) -> list[Piece]:
    """The pieces of a file, in order; every token is in exactly one."""
    pieces: list[Piece] = []
    start, keyword, known = 0, "", False
    item, column, depth = "", 1, 0

    def close(end: int) -> None:
        if end > start:
            pieces.append(Piece(keyword, known, tuple(tokens[start:end])))

    for index, token in enumerate(tokens):
        begins = _begins(tokens, index, item, column, depth)
        if begins is not None:
            close(index)
            start, (keyword, known), depth = index, begins, 0
            if keyword not in CLAUSE_WORDS and keyword not in HEADER_WORDS:
                item, column = keyword, token.column or 1
        elif token.type in ("LPAR", "LSQB"):
            depth += 1
        elif token.type in ("RPAR", "RSQB"):
            depth = max(0, depth - 1)
    close(len(tokens))
    return pieces


def _begins(tokens: Sequence[Token], index: int, item: str, column: int, depth: int) -> tuple[str, bool] | None:
    """The keyword with which a piece begins at the token and whether it is spelt right, or None."""
    token = tokens[index]
    word = str(token)
    first = is_first(tokens, index)
    if token.type == word.upper():
        if word in ITEM_WORDS:
            return (word, True) if first else None
        if word in CLAUSE_WORDS:
            # Inside brackets at the start of a line, `from` is the one of `sum(k from 1 to n: …)`.
            split_here = (first and (depth == 0 or word != "from")) or (depth == 0 and item in STEP_WORDS)
            return (word, True) if split_here else None
        if word in HEADER_WORDS:
            return (word, True) if first or (depth == 0 and item == "argument") else None
    elif token.type == "NAME" and first:
        following = tokens[index + 1] if index + 1 < len(tokens) and not is_first(tokens, index + 1) else None
        named = following is not None and (following.type in ("NAME", "STRING") or str(following) in ITEM_WORDS)
        if word in SOFT_WORDS and (named or _taken(word, tokens[index + 1 : index + 3])):
            return word, True
        guess = nearest(word, BEGINNINGS)
        if following is not None and following.type in ("NAME", "STRING"):
            if guess is not None or (token.column or 1) <= column:
                return guess or "", False
        elif index == 0:
            return guess or "", False
    return ("", False) if index == 0 else None


def _taken(word: str, following: Sequence[Token]) -> bool:
    """Whether a predicate or function is declared under a name that is a word of the language: `predicate prefers(`."""
    if word not in ("predicate", "function") or [token.type for token in following][1:] != ["LPAR"]:
        return False
    name = str(following[0])
    return name in RESERVED and name not in ("and", "or", "not", "implies", "iff", "if", "then", "else", "in")


def is_first(tokens: Sequence[Token], index: int) -> bool:
    """Whether the token is the first on its line."""
    return index == 0 or tokens[index].line != tokens[index - 1].end_line


def bracket_fault(tokens: Sequence[Token]) -> Diagnostic | None:
    """The first bracket without a partner, or the first that is nested too deeply."""
    opened: list[tuple[Token, bool]] = []
    for index, token in enumerate(tokens):
        if token.type in ("LPAR", "LSQB"):
            opened.append((token, index > 0 and tokens[index - 1].type == "IN"))
            if len(opened) > DEEPEST:
                return Diagnostic(
                    "E024",
                    f"brackets are nested more than {DEEPEST} deep here",
                    span_of(token),
                    hint="name the inner parts with `define`",
                )
        elif token.type in ("RPAR", "RSQB"):
            if not opened:
                return Diagnostic(
                    "E011",
                    f"`{token}` closes a bracket that was never opened",
                    span_of(token),
                    hint="take it away, or open the bracket where it should begin",
                )
            opening, interval = opened.pop()
            if not interval and (opening == "(") != (token == ")"):
                return Diagnostic(
                    "E011",
                    f"`{token}` cannot close the `{opening}` of column {opening.column}, line {opening.line}",
                    span_of(token),
                    hint=f"close it with `{')' if opening == '(' else ']'}`",
                )
    if opened:
        token = opened[-1][0]
        return Diagnostic(
            "E010",
            f"this `{token}` is never closed",
            span_of(token),
            hint=f"put the closing `{')' if token == '(' else ']'}` where the part in brackets ends",
        )
    return None
