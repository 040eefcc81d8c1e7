"""What writers bring along from logic books, programs and everyday language where the language says it otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from lark import Token

from argcheck.diagnostics import Span
from argcheck.language.forms import SHAPES
from argcheck.language.habits import CLAUSE_HABITS, WORD_HABITS
from argcheck.language.lexical import span_of
from argcheck.language.words import CLAUSE_WORDS, STEP_WORDS

_Said = tuple[str, str, str, str | None, Span | None]
_NAMED = ("decision", "state", "option", "game", "readings", "reading", "premise", "step", "conclusion")
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
    if keyword in _NAMED and before.type == "NAME" and kind == "NAME" and not first and not accepted & {"NAME", "STAR"}:
        joined = f"{before}_{word}"
        span = span_of(before).to(span_of(token))
        return "E013", f"`{before} {word}` is two words", f"a name is one word: `{joined}`", joined, span
    if str(before) in ("choose", "chooses") and kind == "NAME":
        hint = f"say whose choice it is: `d chooses {word}`, with the name of the decision"
        return "E013", f"nobody chooses `{word}` here", hint, None, None
    if kind == "SLASH" and before.type == "NUMBER" and keyword == "premise" and "NUMBER" not in accepted:
        hint = "a credence is a decimal, `credence 0.25`, or two with `..` between them: 1/3 lies in `0.3333 .. 0.3334`"
        return "E006", f"`/` cannot stand after `{before}`", hint, None, None
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


def over_a_kind(tokens: Sequence[Token], index: int) -> str | None:
    """How a quantifier over a kind is written, if the one that is open before `index` was perhaps meant so."""
    opened = next((at for at in range(index - 1, -1, -1) if tokens[at].type in ("FORALL", "EXISTS")), None)
    if opened is None or opened + 1 >= index or tokens[opened + 1].type != "NAME":
        return None
    quantifier, name = tokens[opened], tokens[opened + 1]
    rest = [*tokens[opened + 2 : index + 2]]
    kinds = [token.type for token in rest]
    if kinds[:2] == ["IN", "NAME"]:
        return f"what it ranges over follows a colon: `{quantifier} {name} : {rest[1]}: …`"
    if kinds[:1] in (["COLON"], ["COMMA"]):
        return (
            f"say what `{name}` ranges over, a kind or numbers, between two colons: "
            f"`{quantifier} {name} : kind: …`, `{quantifier} {name} : real > 0: …`"
        )
    return None


def _payoff(state: Token, number: str) -> str:
    return f"a payoff in a state is written `{number} in {state}`"


def _ended(keyword: str, before: Token) -> _Said | None:
    if keyword != "predicate" or before.type != "NAME":
        return None
    hint = f"the form is `{SHAPES[keyword]}`; what is true or false of nothing is a `proposition {before}`"
    return "E018", f"something is missing after `{before}`", hint, None, None
