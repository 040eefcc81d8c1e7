"""What writers bring along from logic books, programs and everyday language where the language says it otherwise."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from lark import Token

from argcheck.diagnostics import Span
from argcheck.language.forms import SHAPES
from argcheck.language.habits import CLAUSE_HABITS, WORD_HABITS
from argcheck.language.lexical import span_of
from argcheck.language.words import CLAUSE_WORDS, STEP_WORDS

_Said = tuple[str, str, str, str | None, Span | None]
_OPERANDS = ("NAME", "NUMBER", "RPAR", "TRUE", "FALSE")


def customary(
    keyword: str, before: Token | None, token: Token | None, accepted: AbstractSet[str], first: bool
) -> _Said | None:
    """Code, message, hint, fix and place of a custom of which `token` is part; it stands after `before`, where only
    `accepted` can, and `first` says that it begins a line. None stands for the end."""
    if before is None:
        return None
    if token is None:
        return _ended(keyword, before)
    word, kind = str(token), token.type
    if first and keyword in (*STEP_WORDS, *CLAUSE_WORDS) and word in CLAUSE_HABITS:
        clause = CLAUSE_HABITS[word]
        return "E016", f"`{word}` is not a word of the language", f"did you mean `{clause}`?", clause, None
    if "STAR" in accepted and not first:
        for each in (before, token):
            if each.type == "NAME" and str(each).lower() in WORD_HABITS:
                hint = WORD_HABITS[str(each).lower()]
                return "E016", f"`{each}` is not a word of the language", hint, None, span_of(each)
    if keyword == "option" and "STAR" in accepted and before.type == "NAME" and kind == "NUMBER":
        return "E013", f"nothing joins `{before}` and `{word}`", _payoff(before, word), None, None
    if kind == "IF" and before.type in _OPERANDS:
        hint = "a condition comes first: `condition implies formula`, or after `given` on a line of its own"
        return "E006", f"`if` cannot stand after `{before}`", hint, None, None
    if keyword in ("quantity", "function") and before.type == "NAME" and kind in ("NUMBER", "RANGE", "LSQB"):
        hint = "a range is written `in [0, 1]`, a bound `> 0`, a fixed value `= 500`"
        return "E006", f"`{word}` cannot stand after `{before}`", hint, None, None
    if keyword == "predicate" and kind == "COMMA" and before.type == "RPAR":
        return "E006", "a comma cannot join predicates", "declare each on a line of its own", None, None
    return None


def _payoff(state: Token, number: str) -> str:
    return f"a payoff in a state is written `{number} in {state}`"


def _ended(keyword: str, before: Token) -> _Said | None:
    if keyword != "predicate" or before.type != "NAME":
        return None
    hint = f"the form is `{SHAPES[keyword]}`; what is true or false of nothing is a `proposition {before}`"
    return "E018", f"something is missing after `{before}`", hint, None, None
