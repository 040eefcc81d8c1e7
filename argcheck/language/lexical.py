"""Text to tokens: every sign and word in its ASCII form, with its place in the original text."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from lark import Token

from argcheck.diagnostics import Diagnostic, Span
from argcheck.language import unicode
from argcheck.language.words import ITEM_WORDS, kind_of

MOST_DIGITS = 2000
MOST_MISTAKES = 200

_FOREIGN = {
    "<=>": ("iff", "equivalence is written `iff`"),
    "<->": ("iff", "equivalence is written `iff`"),
    "=/=": ("!=", "inequality is written `!=`"),
    "===": ("=", "equality is written `=`"),
    "!==": ("!=", "inequality is written `!=`"),
    "==>": ("implies", "implication is written `implies`"),
    "==": ("=", "equality is written with one `=`"),
    "=>": ("implies", "implication is written `implies`, and at-least is written `>=`"),
    "=<": ("<=", "at-most is written `<=`"),
    "<>": ("!=", "inequality is written `!=`"),
    "&&": ("and", "conjunction is written `and`"),
    "||": ("or", "disjunction is written `or`"),
    "/\\": ("and", "conjunction is written `and`"),
    "\\/": ("or", "disjunction is written `or`"),
    "**": ("^", "a power is written `x^2`"),
    "//": ("/", "a quotient is written `a/b`; a comment begins with `#`"),
    "&": ("and", "conjunction is written `and`"),
    "|": ("or", "disjunction is written `or`, an absolute value `abs(x)`"),
    "!": ("not", "negation is written `not`"),
    "~": ("not", "negation is written `not`"),
}

_REMARKS = {
    "%": "write a percentage as a fraction: `60/100` or `0.6`",
    "'": "text stands between double quotes; for a second `x` write `x1` or `x_new`",
    "‘": "text stands between double quotes",
    "’": "text stands between double quotes",
    "′": "for a second `x` write `x1` or `x_new`",
    "{": "use round brackets `( )`",
    "}": "use round brackets `( )`",
    "–": "minus is written `-`, a range of credence `..`",
    "—": "minus is written `-`",
    "?": "a yes/no claim is declared with `proposition`",
    "$": "formulas stand bare, without `$`",
    "\\": "commands of LaTeX are not understood; write the word or the sign itself",
    "≈": "only exact comparisons have a meaning here: `=`, `<`, `<=`, `>`, `>=`, `!=`",
}


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment with its `#`; `alone` when nothing else stands on its line."""

    line: int
    text: str
    alone: bool


@dataclass(frozen=True, slots=True)
class Scan:
    """The tokens of a text, its comments, and what was wrong with its characters."""

    tokens: tuple[Token, ...]
    comments: tuple[Comment, ...]
    diagnostics: tuple[Diagnostic, ...]


def span_of(token: Token) -> Span:
    """Where the token stands."""
    return Span(token.line or 1, token.column or 1, token.end_line or 1, token.end_column or 1)


@functools.cache
def _pattern() -> re.Pattern[str]:
    raised = f"{unicode.SUPERSCRIPT_SIGNS}{unicode.SUPERSCRIPT_DIGITS}"
    foreign = "|".join(re.escape(sign) for sign in sorted(_FOREIGN, key=len, reverse=True) if sign != "!")
    return re.compile(
        rf"""(?P<space>[ \t\r{unicode.SPACES}]+)
        |(?P<newline>\n)
        |(?P<comment>\#[^\n]*)
        |(?P<string>"[^"]*"|“[^“”]*”)
        |(?P<number>[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+(?![.\w]))?)
        |(?P<raised>[{unicode.SUPERSCRIPT_SIGNS}]?[{unicode.SUPERSCRIPT_DIGITS}]+)
        |(?P<word>[^\W\d{raised}{unicode.SUBSCRIPT_DIGITS}][^\W{raised}]*)
        |(?P<foreign>{foreign}|!(?!=))
        |(?P<sign><=|>=|!=|:=|->|\.\.|[-+*/^()\[\],:;.=<>])
        |(?P<other>(?s:(.)\11*))""",
        re.VERBOSE,
    )


@functools.cache
def _item_in_string() -> re.Pattern[str]:
    return re.compile(rf"\n[ \t]*(?:{'|'.join(ITEM_WORDS)})[ \t]+\w")


def scan(text: str) -> Scan:
    """The tokens of `text`, in which lines end with a line feed. Never raises."""
    scanner = _Scanner(text)
    scanner.run()
    return Scan(tuple(scanner.tokens), tuple(scanner.comments), tuple(scanner.diagnostics))


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.line = 1
        self.line_start = 0
        self.tokens: list[Token] = []
        self.comments: list[Comment] = []
        self.diagnostics: list[Diagnostic] = []
        self.openers: list[str] = []

    def run(self) -> None:
        pattern, text, position = _pattern(), self.text, 0
        while position < len(text) and len(self.diagnostics) < MOST_MISTAKES:
            match = pattern.match(text, position)
            assert match is not None and match.lastgroup is not None
            position = match.end()
            kind = match.lastgroup
            if kind == "newline":
                self.line += 1
                self.line_start = position
            elif kind == "comment":
                alone = not text[self.line_start : match.start()].strip()
                self.comments.append(Comment(self.line, match.group().rstrip(), alone))
            elif kind == "string":
                position = self._string(match)
            elif kind == "number":
                position = self._number(match)
            elif kind == "word":
                self._word(match)
            elif kind == "sign":
                self._sign(match.group(), match)
            elif kind == "raised":
                self._add("SUPERSCRIPT", unicode.plain_superscript(match.group()), match.start(), match.end())
            elif kind == "foreign":
                self._foreign(match)
            elif kind == "other":
                if match.group()[0] in '"“':
                    position = self._unclosed(match.start())
                else:
                    self._other(match)

    def _span(self, start: int, end: int) -> Span:
        return Span(self.line, start - self.line_start + 1, self.line, end - self.line_start + 1)

    def _add(self, kind: str, value: str, start: int, end: int) -> None:
        column = start - self.line_start + 1
        self.tokens.append(Token(kind, value, start, self.line, column, self.line, column + end - start, end))

    def _report(self, code: str, message: str, start: int, end: int, hint: str | None, fix: str | None = None) -> None:
        self.diagnostics.append(Diagnostic(code, message, self._span(start, end), hint=hint, fix=fix))

    def _sign(self, sign: str, match: re.Match[str]) -> None:
        if sign == ".":
            digits = re.compile(r"[0-9]+").match(self.text, match.end())
            joined = match.start() > 0 and (
                self.text[match.start() - 1].isalnum() or self.text[match.start() - 1] in "_)"
            )
            if digits and not joined:
                self._report(
                    "E007",
                    f"the number `.{digits.group()}` has no digit before its point",
                    match.start(),
                    digits.end(),
                    f"write `0.{digits.group()}`",
                    f"0.{digits.group()}",
                )
        if sign == "(":
            self.openers.append(self.tokens[-1].type if self.tokens else "")
        elif sign == ")" and self.openers:
            self.openers.pop()
        self._add(kind_of(sign), sign, match.start(), match.end())

    def _word(self, match: re.Match[str]) -> None:
        plain, bad = unicode.plain_word(match.group())
        if bad is not None:
            letter = match.group()[bad]
            like = unicode.lookalike(letter)
            hint = "names are made of Latin and Greek letters, digits and `_`"
            self._report(
                "E005",
                f"`{letter}` cannot stand in a name" if like else f"{unicode.described(letter)} cannot stand in a name",
                match.start() + bad,
                match.start() + bad + 1,
                f"{hint}; write `{like}`" if like else hint,
                like,
            )
            plain = "unknown"
        self._add(kind_of(plain), plain, match.start(), match.end())

    def _number(self, match: re.Match[str]) -> int:
        text, start, end = self.text, match.start(), match.end()
        tail = re.compile(r"(?:\.[0-9]+)+|\.(?!\.)|_[0-9_]+").match(text, end)
        if tail:
            end = tail.end()
            whole = text[start:end]
            if whole.count(".") > 1:
                problem, hint, fix = (
                    f"`{whole}` has more than one decimal point",
                    "a number has at most one point",
                    None,
                )
            elif "_" in whole:
                fix = whole.replace("_", "")
                problem, hint = f"the number `{whole}` has `_` among its digits", f"write `{fix}`"
            else:
                fix = whole.rstrip(".")
                problem, hint = f"the number `{whole}` ends in a point", f"write `{fix}`"
            self._report("E007", problem, start, end, hint, fix)
        elif not _digits_fit(match.group()):
            self._report(
                "E008",
                "this number is too long to compute with exactly",
                start,
                end,
                f"a number may have up to {MOST_DIGITS:,} digits when it is written out",
            )
        self._add("NUMBER", match.group(), start, end)
        return end

    def _string(self, match: re.Match[str]) -> int:
        text, start, end = self.text, match.start(), match.end()
        content = match.group()[1:-1]
        # A string that takes in the start of an item and ends where a word begins was not closed before it.
        if "\n" in content and end < len(text) and text[end].isalnum() and _item_in_string().search(content):
            return self._unclosed(start)
        line, column = self.line, start - self.line_start + 1
        breaks = content.count("\n")
        if breaks:
            self.line += breaks
            self.line_start = start + 1 + content.rindex("\n") + 1
        folded = " ".join(content.split())
        self.tokens.append(Token("STRING", folded, start, line, column, self.line, end - self.line_start + 1, end))
        return end

    def _unclosed(self, start: int) -> int:
        end = self.text.find("\n", start)
        end = len(self.text) if end < 0 else end
        closing = "”" if self.text[start] == "“" else '"'
        self._report(
            "E009",
            "this text has no closing quotation mark",
            start,
            start + 1,
            f"close it with `{closing}` before the next item begins",
        )
        self._add("STRING", self.text[start + 1 : end].strip(), start, end)
        return end

    def _foreign(self, match: re.Match[str]) -> None:
        sign = match.group()
        right, remark = _FOREIGN[sign]
        # `|` is as often the size of a number as a disjunction: no fix is sure
        fix = right if sign != "|" else None
        self._report("E012", f"`{sign}` is not a sign of the language", match.start(), match.end(), remark, fix)
        self._add(kind_of(right), right, match.start(), match.end())

    def _other(self, match: re.Match[str]) -> None:
        run = match.group()
        character = run[0]
        start, end = match.start(), match.end()
        if character in unicode.SYMBOLS:
            for position in range(start, end):
                self._symbol(character, position)
            return
        shown = f"`{character}`" if character.isprintable() else unicode.described(character)
        like = unicode.lookalike(character)
        hint = _REMARKS.get(character) or (f"write `{like}`" if like else None)
        self._report("E005", f"{shown} is not a character of the language", start, end, hint)
        self._add("NAME", "unknown", start, end)

    def _symbol(self, character: str, position: int) -> None:
        plain = unicode.SYMBOLS[character]
        if plain == "->" and not self._in_limit():
            plain = "implies"
        if plain == "sqrt" and not self.text[position + 1 :].lstrip(" ").startswith("("):
            self._report(
                "E018", "`√` needs brackets around what it is taken of", position, position + 1, "write `√(x)`"
            )
        self._add(kind_of(plain), plain, position, position + 1)

    def _in_limit(self) -> bool:
        """Whether an arrow here is the one of `limit(t, x → a)`."""
        before = [token.type for token in self.tokens[-2:]]
        return before == ["COMMA", "NAME"] and bool(self.openers) and self.openers[-1] == "LIMIT"


def _digits_fit(number: str) -> bool:
    """Whether the number, written out without an exponent, stays within the limit; never builds it."""
    mantissa, _, exponent = number.lower().partition("e")
    if len(mantissa) > MOST_DIGITS + 1 or len(exponent) > 6:
        return False
    whole, _, fraction = mantissa.partition(".")
    return len(whole.lstrip("0")) + len(fraction) + abs(int(exponent or "0")) <= MOST_DIGITS
