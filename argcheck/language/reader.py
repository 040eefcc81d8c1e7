"""One piece of a file to its syntax node, by the grammar."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from importlib import resources
from itertools import pairwise
from typing import Any

from lark import Lark, Token, UnexpectedToken
from lark.common import LexerConf
from lark.lexer import Lexer

from argcheck.diagnostics import Diagnostic
from argcheck.language.build import Builder
from argcheck.language.mistakes import explain
from argcheck.language.pieces import DEEPEST, bracket_fault
from argcheck.language.walk import first_too_deep
from argcheck.language.words import CLAUSE_WORDS, HEADER_WORDS, ITEM_WORDS, SOFT_WORDS

_RULES = {"from": "sources", "conclusion": "step", "outcome": "outcome_of"}


class _Ready(Lexer):
    """A lexer for what is already cut into tokens."""

    def __init__(self, lexer_conf: LexerConf) -> None:
        del lexer_conf

    def lex(self, lexer_state: Any, parser_state: Any) -> Iterator[Token]:
        """Hand the tokens on."""
        return iter(())


@functools.cache
def _grammar() -> Lark:
    text = resources.files("argcheck.language").joinpath("grammar.lark").read_text(encoding="utf-8")
    words = (*ITEM_WORDS, *SOFT_WORDS, *HEADER_WORDS, *CLAUSE_WORDS, "expr")
    return Lark(
        text,
        parser="lalr",
        lexer=_Ready,
        start=sorted({_RULES.get(word, word) for word in words}),
        transformer=Builder(),
        keep_all_tokens=True,
        maybe_placeholders=True,
    )


def read(keyword: str, tokens: Sequence[Token]) -> tuple[Any, Diagnostic | None]:
    """The node for a piece that begins with `keyword` (`expr` for a bare formula), or what is wrong with it."""
    fault = bracket_fault(tokens)
    if fault is not None:
        return None, fault
    tokens = _in_place(keyword, tokens)
    rule = _RULES.get(keyword, keyword)
    parser = _grammar().parse_interactive(start=rule)
    last = tokens[-1]
    end = Token.new_borrow_pos("$END", "", last)
    for index, token in enumerate((*tokens, end)):
        try:
            node = parser.feed_token(token)
        except UnexpectedToken:
            return None, explain(keyword, tokens, index, _accepted(rule, tokens[:index]))
    if len(tokens) > DEEPEST:
        deep = first_too_deep(node, DEEPEST)
        if deep is not None:
            return None, Diagnostic(
                "E024",
                f"this is built up from more than {DEEPEST} layers of operations",
                deep,
                hint="name parts of it with `define`, or write a long sum as `sum(k from 1 to n: …)`",
            )
    return node, None


def _in_place(keyword: str, tokens: Sequence[Token]) -> Sequence[Token]:
    """Words that are names anywhere else, marked as keywords where they stand as such."""
    marked = list(tokens)
    if keyword in SOFT_WORDS:
        marked[0] = Token.new_borrow_pos(keyword.upper(), str(tokens[0]), tokens[0])
    for index, (token, following) in enumerate(pairwise(tokens)):
        if token == "strictly" and following.type == "DOMINATES":
            marked[index] = Token.new_borrow_pos("STRICTLY", str(token), token)
    return marked


def _accepted(rule: str, tokens: Sequence[Token]) -> frozenset[str]:
    """What could follow the tokens, all of which are accepted."""
    parser = _grammar().parse_interactive(start=rule)
    for token in tokens:
        parser.feed_token(token)
    accepts: Callable[[], set[str]] = parser.accepts
    return frozenset(accepts())
