r"""Formulas for Typst: the LaTeX that `reports.mathematics` writes, command by command, in Typst's words.

Only what this project writes is understood; anything else raises ValueError, so that nothing is set wrongly in silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from argcheck.reports.symbols import GREEK

_TOKEN = re.compile(r"\\begin\{cases\}|\\end\{cases\}|\\[A-Za-z]+|\\.|\d+(?:\.\d+)?|\s+|.", re.DOTALL)

# Typst's `epsilon` and `phi` are the letters that LaTeX calls `\varepsilon` and `\varphi`
_LETTERS = {command: command[1:] for command in GREEK.values()} | {r"\varepsilon": "epsilon", r"\varphi": "phi"}

_WORDS: Mapping[str, str] = MappingProxyType(
    {
        **_LETTERS,
        r"\le": "<=",
        r"\ge": ">=",
        r"\ne": "!=",
        r"\iff": "thick thick <==> thick thick",
        r"\implies": "thick thick ==> thick thick",
        r"\lor": "or",
        r"\land": "and",
        r"\lnot": "not",
        r"\to": "->",
        r"\in": "in",
        r"\infty": "infinity",
        r"\partial": "partial",
        r"\cdot": "dot.op",
        r"\sum": "sum",
        r"\lim": "lim",
        r"\min": "min",
        r"\max": "max",
        r"\exp": "exp",
        r"\log": "log",
        r"\top": "top",
        r"\bot": "bot",
        r"\quad": "quad",
        r"\qquad": "wide",
        r"\,": "thin",
        r"\ ": "space",
        r"\lvert": "bar.v",
        r"\rvert": "bar.v",
        r"\lfloor": "floor.l",
        r"\rfloor": "floor.r",
        r"\lceil": "ceil.l",
        r"\rceil": "ceil.r",
        "(": "paren.l",
        ")": "paren.r",
        "[": "bracket.l",
        "]": "bracket.r",
        ",": "comma",
        ";": "semi",
        ":": "colon",
        "/": "slash",
        ".": "dot.basic",
        "&": "&",
        r"\\": "\\",
        **{sign: sign for sign in "+-<>="},
    }
)

_FONTS: Mapping[str, str] = MappingProxyType(
    {r"\mathit": "slanted", r"\mathrm": "roman", r"\text": "roman", r"\mathtt": "typed", r"\operatorname": "op"}
)


def typst_formula(latex: str) -> str:
    """The formula in Typst's words, without the dollar signs. Raises ValueError for what has no translation here."""
    return _Reader(_TOKEN.findall(latex)).until(lambda token: False)


class _Reader:
    """Reads tokens from left to right."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self._place = 0

    def until(self, ends: Callable[[str], bool]) -> str:
        """Everything up to a token that ends it, which is used up; or to the end of all."""
        return _spaced(self._parts(ends))

    def _parts(self, ends: Callable[[str], bool]) -> Iterator[str]:
        while self._place < len(self._tokens):
            token = self._next()
            if ends(token):
                return
            if not token.isspace():
                yield self._part(token)

    def _part(self, token: str) -> str:
        if token in ("^", "_"):
            return f"{token}({self._argument()})"
        if token in _FONTS:
            return f"#{_FONTS[token]}({quoted(self._verbatim())})"
        if token in _WORDS:
            return _WORDS[token]
        if token == "{":
            return self.until(lambda each: each == "}")
        if token.isascii() and (token.isalpha() or token[0].isdigit()):
            return token
        match token:
            case r"\frac":
                return f"frac({self._argument()}, {self._argument()})"
            case r"\sqrt":
                return f"sqrt({self._argument()})"
            case r"\underbrace":
                below = self._argument()
                if self._next() != "_":
                    raise ValueError("a brace without what stands below it")
                return f"underbrace({below}, {self._argument()})"
            case r"\left":
                left = self._delimiter()
                inside = self.until(lambda each: each == r"\right")
                return f"lr({left} {inside} {self._delimiter()})"
            case r"\Bigl" | r"\Bigr":
                return f"large({self._delimiter()})"
            case r"\begin{cases}":
                rows = self.until(lambda each: each == r"\end{cases}").split("\\")
                return f"cases({', '.join(row.strip() for row in rows)})"
        raise ValueError(f"no Typst for `{token}`")

    def _argument(self) -> str:
        if self._next() != "{":
            raise ValueError("an argument without braces")
        return self.until(lambda each: each == "}")

    def _verbatim(self) -> str:
        if self._next() != "{":
            raise ValueError("a word without braces")
        letters = ""
        while (token := self._next()) != "}":
            letters += token[1:] if token.startswith("\\") else token
        return letters

    def _delimiter(self) -> str:
        token = self._next()
        if token not in _WORDS:
            raise ValueError(f"`{token}` is no delimiter")
        return _WORDS[token]

    def _next(self) -> str:
        if self._place >= len(self._tokens):
            raise ValueError("the formula ends too early")
        self._place += 1
        return self._tokens[self._place - 1]


def _spaced(parts: Iterator[str]) -> str:
    """The parts with spaces between them, but none beside words, where they would be seen, nor before an index."""
    told = ""
    after_word = True
    for part in parts:
        close = after_word or part.startswith(("^(", "_(", "#"))
        told += part if close else f" {part}"
        after_word = part.startswith("#") or (after_word and not part)
    return told if not told.startswith(("^", "_")) else f'""{told}'


def quoted(text: str) -> str:
    """The text as a string of Typst's."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
