"""The words of the language: which are reserved, where each belongs, and the nearest one to a misspelling."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

ITEM_WORDS = (
    "argument",
    "quantity",
    "proposition",
    "define",
    "decision",
    "option",
    "readings",
    "reading",
    "premise",
    "step",
    "conclusion",
)
HEADER_WORDS = ("source", "about")
CLAUSE_WORDS = ("from", "given", "suppose", "infer", "therefore", "by", "expect")
STEP_WORDS = ("step", "conclusion")
READING_ITEMS = (
    "quantity",
    "proposition",
    "kind",
    "predicate",
    "function",
    "constant",
    "define",
    "decision",
    "game",
    "premise",
)
VERDICT_WORDS = ("valid", "mixed", "refuted", "vacuous", "undecided", "invalid")
SORT_WORDS = ("real", "integer", "probability")

INLINE_WORDS = (
    "at",
    "credence",
    "under",
    "to",
    "and",
    "or",
    "not",
    "implies",
    "iff",
    "if",
    "then",
    "else",
    "forall",
    "exists",
    "in",
    "sum",
    "limit",
    "infinity",
    "true",
    "false",
    "chooses",
    "prefers",
    "is",
    "indifferent",
    "between",
    "dominates",
    "induction",
    "on",
    "cases",
)

# Not reserved: each begins an item only when another word follows it on its line.
SOFT_WORDS = ("kind", "predicate", "function", "constant", "state", "game", "player", "outcome")

RESERVED = frozenset((*ITEM_WORDS, *HEADER_WORDS, *CLAUSE_WORDS, *INLINE_WORDS))

PUNCTUATION = {
    "+": "PLUS",
    "-": "MINUS",
    "*": "STAR",
    "/": "SLASH",
    "^": "CIRCUMFLEX",
    "(": "LPAR",
    ")": "RPAR",
    "[": "LSQB",
    "]": "RSQB",
    ",": "COMMA",
    ":": "COLON",
    ";": "SEMICOLON",
    ".": "DOT",
    "=": "EQUAL",
    ":=": "ASSIGN",
    "->": "ARROW",
    "..": "RANGE",
    "<": "COMPARE",
    "<=": "COMPARE",
    ">": "COMPARE",
    ">=": "COMPARE",
    "!=": "COMPARE",
}


def kind_of(text: str) -> str:
    """The grammar's name for a sign or word in its ASCII form; anything else is a NAME."""
    if text in RESERVED:
        return text.upper()
    return PUNCTUATION.get(text, "NAME")


def nearest(word: str, candidates: Iterable[str], cutoff: float = 0.7) -> str | None:
    """The candidate most like `word`, if one is like enough."""
    matches = get_close_matches(word.lower(), list(candidates), n=1, cutoff=cutoff)
    return matches[0] if matches else None


def listed(words: Iterable[str], last: str = "or") -> str:
    """`a`, `b` or `c`."""
    quoted = [f"`{word}`" for word in words]
    if len(quoted) < 2:
        return "".join(quoted)
    return f"{', '.join(quoted[:-1])} {last} {quoted[-1]}"
