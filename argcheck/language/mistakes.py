"""What to say about a piece that does not parse: the token at fault and what could have stood there."""

from __future__ import annotations

from collections.abc import Sequence

from lark import Token

from argcheck.diagnostics import Diagnostic, Span
from argcheck.language.customs import customary, over_a_kind
from argcheck.language.forms import CHOICES, FORMS, SHAPES
from argcheck.language.lexical import span_of
from argcheck.language.words import (
    CLAUSE_WORDS,
    HEADER_WORDS,
    INLINE_WORDS,
    ITEM_WORDS,
    RESERVED,
    SORT_WORDS,
    STEP_WORDS,
    VERDICT_WORDS,
    listed,
    nearest,
)

_OPERATORS = frozenset(
    ("PLUS", "MINUS", "STAR", "SLASH", "CIRCUMFLEX", "COMPARE", "EQUAL", "AND", "OR", "IMPLIES", "IFF", "NOT")
)
_HINTS = {
    "ARROW": "implication is written `implies`, a limit `limit(term, x -> a)`",
    "SEMICOLON": "a line needs no sign at its end",
}
_BEGIN_OPERAND = frozenset(
    ("NAME", "NUMBER", "LPAR", "SUM", "LIMIT", "IF", "FORALL", "EXISTS", "INFINITY", "TRUE", "FALSE", "NOT")
)
_END_OPERAND = frozenset(("NAME", "NUMBER", "RPAR", "RSQB", "SUPERSCRIPT", "INFINITY", "TRUE", "FALSE"))


def explain(keyword: str, tokens: Sequence[Token], index: int, accepted: frozenset[str]) -> Diagnostic:
    """The diagnostic for the first token that cannot stand where it does (`len(tokens)`: the end).

    `accepted` are the kinds of token that could have stood there.
    """
    return _Mistake(keyword, tokens, index, accepted).explain()


class _Mistake:
    def __init__(self, keyword: str, tokens: Sequence[Token], index: int, accepted: frozenset[str]) -> None:
        self.keyword = keyword
        self.tokens = tokens
        self.index = index
        self.accepted = accepted
        self.token = tokens[index] if index < len(tokens) else None
        self.previous = tokens[index - 1] if index > 0 else None
        self.kind = self.token.type if self.token is not None else "$END"

    def explain(self) -> Diagnostic:
        """The most telling description that applies."""
        return (
            self._split_sign()
            or self._assignment()
            or self._text_misplaced()
            or self._misspelt()
            or self._range_left_out()
            or self._name_wanted()
            or self._operand_wanted()
            or self._habit()
            or self._operator_wanted()
            or self._word_elsewhere()
            or self._part_wanted()
            or self._anything_else()
        )

    # ---- helpers ---------------------------------------------------------------------------------

    def _span(self) -> Span:
        if self.token is not None:
            return span_of(self.token)
        assert self.previous is not None
        end = span_of(self.previous)
        return Span(end.end_line, end.end_column, end.end_line, end.end_column + 1)

    def _say(
        self, code: str, message: str, hint: str | None = None, fix: str | None = None, span: Span | None = None
    ) -> Diagnostic:
        return Diagnostic(code, message, span or self._span(), hint=hint, fix=fix)

    def _shown(self) -> str:
        if self.token is None:
            return "the end of the line" if self.keyword != "expr" else "the end"
        if self.kind == "STRING":
            text = str(self.token)
            return f'the text "{text[:40]}{"…" if len(text) > 40 else ""}"'
        return f"`{self.token}`"

    def _after(self) -> str:
        if self.previous is None:
            return "here"
        if self.previous.type == "STRING":
            return "after the text"
        return f"after `{self.previous}`"

    def _shape(self) -> str | None:
        shape = SHAPES.get(self.keyword)
        return f"the form is `{shape}`" if shape else None

    def _is_word(self) -> bool:
        return self.token is not None and self.kind == str(self.token).upper() and str(self.token).isalpha()

    def _first_on_line(self) -> bool:
        return self.token is not None and self.previous is not None and self.token.line != self.previous.end_line

    def _enclosing(self) -> str | None:
        """The form (`SUM`, `IF`, …) that is still open around the token, innermost."""
        open_forms: list[str] = []
        for position, token in enumerate(self.tokens[: self.index]):
            kind = token.type
            if kind in ("LPAR", "LSQB"):
                before = self.tokens[position - 1].type if position else ""
                open_forms.append(before if before in ("SUM", "LIMIT") else "(")
            elif kind in ("RPAR", "RSQB"):
                while open_forms and open_forms.pop() in ("IF", "FORALL", "EXISTS"):
                    pass
            elif kind in ("IF", "FORALL", "EXISTS"):
                open_forms.append(kind)
            elif kind == "ELSE" and "IF" in open_forms:
                while open_forms.pop() != "IF":
                    pass
        return next((form for form in reversed(open_forms) if form != "("), None)

    # ---- one method a kind of mistake ------------------------------------------------------------------

    def _split_sign(self) -> Diagnostic | None:
        if self.previous is None or self.token is None:
            return None
        joined = str(self.previous) + str(self.token)
        if joined in ("<=", ">=", ":=", "->", "!="):
            span = span_of(self.previous).to(span_of(self.token))
            return self._say("E006", f"the two signs of `{joined}` stand apart", f"write `{joined}`", joined, span)
        if joined in RESERVED and self.previous.type == self.kind == "NAME":
            span = span_of(self.previous).to(span_of(self.token))
            return self._say("E016", f"`{joined}` is one word", f"write `{joined}`", joined, span)
        if joined in ("=<", "=>"):
            span = span_of(self.previous).to(span_of(self.token))
            return self._say("E012", f"`{joined}` is not a sign of the language", "write `<=` or `>=`", None, span)
        return None

    def _assignment(self) -> Diagnostic | None:
        wanted = [sign for sign, kind in ((":", "COLON"), ("=", "EQUAL"), (":=", "ASSIGN")) if kind in self.accepted]
        if self.kind not in ("COLON", "EQUAL", "ASSIGN") or len(wanted) != 1:
            return None
        if self.kind == "COLON" and wanted == ["="] and self.keyword != "define":
            return None
        right = wanted[0]
        if self.keyword == "quantity" and right == ":":
            name = self.previous or "c"
            fixed = f"a fixed value: `define {name} = …`, or `quantity {name} : real = …`; {self._shape()}"
            return self._say("E012", f"`:` is meant here, not `{self.token}`", fixed, right)
        return self._say("E012", f"`{right}` is meant here, not `{self.token}`", self._shape(), right)

    def _text_misplaced(self) -> Diagnostic | None:
        if self.kind == "STRING":
            if "NAME" in self.accepted and "NUMBER" not in self.accepted and self.index == 1:
                return self._say(
                    "E027",
                    f"`{self.keyword}` needs a name before its text",
                    f"{self._shape()}; the name is for use in formulas",
                )
            if self.keyword in ("premise", "option", "step", "conclusion", *CLAUSE_WORDS):
                hint = (
                    "what a step or premise says stands right after its name"
                    if self.keyword != "option"
                    else self._shape()
                )
                return self._say("E006", f"{self._shown()} cannot stand {self._after()}", hint)
            if self.keyword in ("quantity", "define", "proposition"):
                return self._say(
                    "E006", f"{self._shown()} cannot stand {self._after()}", f"the meaning comes last: {self._shape()}"
                )
        if self.accepted == {"STRING"}:
            return self._say(
                "E006", f"{self._after()} a text in double quotes must follow, not {self._shown()}", self._shape()
            )
        return None

    def _misspelt(self) -> Diagnostic | None:
        if self.token is None or self.kind != "NAME" or "NAME" in self.accepted:
            return None
        word = str(self.token)
        if self._first_on_line():
            guess = nearest(word, (*ITEM_WORDS, *CLAUSE_WORDS, *HEADER_WORDS), 0.75)
            if guess is not None:
                return self._say(
                    "E016", f"`{word}` is not a word that begins a line", f"did you mean `{guess}`?", guess
                )
        inline = [candidate for candidate in INLINE_WORDS if candidate.upper() in self.accepted]
        guess = nearest(word, inline)
        if guess is not None:
            return self._say("E016", f"`{word}` is not a word of the language", f"did you mean `{guess}`?", guess)
        return None

    def _range_left_out(self) -> Diagnostic | None:
        """`forall x > 0: …`, `sum(k, 1, n)`, `if a else b`: the form is incomplete at its joint."""
        joints = {"FORALL": "COLON", "EXISTS": "COLON", "IF": "THEN", "SUM": "FROM", "LIMIT": "ARROW"}
        form = self._enclosing()
        if form is None:
            return None
        wanted = [joints[form], *{"IF": ["ELSE"], "SUM": ["TO", "COLON"]}.get(form, [])]
        missing = next((kind for kind in wanted if kind in self.accepted), None)
        if missing is None:
            return None
        sign = {"COLON": ":", "ARROW": "->"}.get(missing, missing.lower())
        if self._adjacent() and "STAR" in self.accepted and missing not in ("FROM", "ARROW"):
            return None
        where = f"before {self._shown()}" if self.token is not None else self._after()
        return self._say("E018", f"`{sign}` is missing {where}", over_a_kind(self.tokens, self.index) or FORMS[form])

    def _name_wanted(self) -> Diagnostic | None:
        if "NAME" not in self.accepted or "NUMBER" in self.accepted:
            return None
        previous = self.previous.type if self.previous is not None else ""
        if previous == "COLON" and (self.keyword != "player" or not self._is_word()):
            return self._say(
                "E018", f"the sort is missing {self._after()}", f"say what it ranges over: {listed(SORT_WORDS)}"
            )
        verdict = self.keyword == "expect" and previous in ("EXPECT", "SEMICOLON")
        if self._is_word():
            if verdict:
                return self._say("E023", f"`{self.token}` is not a verdict", f"a verdict is {listed(VERDICT_WORDS)}")
            return self._reserved()
        what = "a verdict" if verdict else "a name"
        if self.kind == "NUMBER":
            message = f"{what} is missing {self._after()}: {self._shown()} is a number"
            return self._say("E027", message, "names begin with a letter")
        hint = None if self.keyword in ("given", "infer", "expr") else self._shape()
        return self._say("E027", f"{what} is missing {self._after()}", CHOICES.get(previous, hint))

    def _reserved(self) -> Diagnostic:
        word = str(self.token)
        if self.keyword == "from" and word in (*STEP_WORDS, "premise"):
            return self._say(
                "E015", f"`{word}` is a word of the language", "only the names stand after `from`: `from a`"
            )
        return self._say(
            "E015",
            f"`{word}` is a word of the language and cannot be a name",
            f"choose another name, such as `{word}_1`",
            f"{word}_1",
        )

    def _operand_wanted(self) -> Diagnostic | None:
        if not {"NAME", "NUMBER"} <= self.accepted:
            return None
        where = self._after()
        what = "a formula" if self.keyword in ("given", "infer", "premise") and self.index <= 1 else "a term or formula"
        if self.kind == "COLON" and self.index == 1:
            return self._say("E006", f"`{self.keyword}` takes no colon", self._shape())
        if self.kind == "LSQB":
            return self._say(
                "E006", "square brackets are only for intervals, after `in`", "group terms with round brackets"
            )
        if self.kind == "STRING":
            return self._say("E006", f"{what} must stand {where}, not {self._shown()}", self._shape())
        if self.kind == "PLUS":
            return self._say("E014", "there is nothing before `+` to add to", "a positive number needs no sign")
        if self.kind == "RPAR" and self.previous is not None and self.previous.type == "LPAR":
            return self._say(
                "E014",
                "there is nothing between these brackets",
                "something without arguments is written without brackets",
            )
        if self.kind in ("CHOOSES", "PREFERS", "IS", "DOMINATES"):
            hint = CHOICES.get(self.kind, CHOICES["BETWEEN"])
            return self._say("E014", f"the name of a decision or option is missing before {self._shown()}", hint)
        if self._is_word() and self.kind not in ("AND", "OR", "IMPLIES", "IFF", "THEN", "ELSE", "TO"):
            return self._reserved()
        if self.kind in _OPERATORS:
            between = (
                f"between `{self.previous}` and {self._shown()}"
                if self.previous is not None
                else f"before {self._shown()}"
            )
            return self._say("E014", f"{what} is missing {between}")
        return self._say("E014", f"{what} is missing {where}", self._shape() if self.index <= 1 else None)

    def _habit(self) -> Diagnostic | None:
        found = customary(self.keyword, self.previous, self.token, self.accepted, self._first_on_line())
        return None if found is None else self._say(*found)

    def _adjacent(self) -> bool:
        return self.kind in _BEGIN_OPERAND and self.previous is not None and self.previous.type in _END_OPERAND

    def _operator_wanted(self) -> Diagnostic | None:
        if not self._adjacent() or "STAR" not in self.accepted or self.token is None or self.previous is None:
            return None
        before, after = str(self.previous), str(self.token)
        if self.kind == "NOT" or self._is_word():
            return self._say(
                "E013",
                f"nothing joins `{before}` and `{after}`",
                "formulas are joined by `and`, `or`, `implies` or `iff`",
            )
        hint = "multiplication is written with `*`"
        if after != "(" and before != ")":
            hint = f"multiplication is written `{before}*{after}`"
        if self.previous.type == self.kind == "NAME":
            hint = f"{hint}, a name of two words `{before}_{after}`"
        if self._first_on_line():
            hint = (
                "the formula goes on from the line before; join formulas with `and`, or begin a clause with its keyword"
            )
        return self._say("E013", f"an operator is missing between `{before}` and `{after}`", hint)

    def _part_wanted(self) -> Diagnostic | None:
        if self.kind == "NAME" and self.keyword in ("from", "expect") and "COMMA" in self.accepted:
            return self._say("E018", f"a comma is missing between `{self.previous}` and `{self.token}`", self._shape())
        if self.accepted == {"NUMBER"}:
            return self._say("E006", f"{self._after()} a number from 0 to 1 must follow, not {self._shown()}")
        if self.kind in ("TO", "MINUS") and "RANGE" in self.accepted:
            return self._say("E012", f"`..` is meant here, not {self._shown()}", "write `credence 0.6 .. 0.9`", "..")
        for kind, sign in (("ASSIGN", ":="), ("EQUAL", "="), ("COLON", ":")):
            relevant = kind != "EQUAL" or self.keyword == "define"
            if kind in self.accepted and relevant and self.keyword != "expr" and self._enclosing() is None:
                if self.token is None:
                    wanted = {"quantity": "a sort", "function": "a sort", "constant": "a kind", "premise": "a formula"}
                    rest = wanted.get(self.keyword, "a term")
                    return self._say("E018", f"`{sign}` and {rest} are missing {self._after()}", self._shape())
                return self._say("E018", f"`{sign}` is missing before {self._shown()}", self._shape())
        for kind, rest in (("TO", "`to` and the other option"), ("AND", "`and` and the other option")):
            if self.accepted == {kind}:
                return self._say("E018", f"{rest} are missing {self._after()}", CHOICES[kind])
        if len(self.accepted) == 1:
            (only,) = self.accepted
            if only == "INDIFFERENT":
                return self._say(
                    "E018",
                    f"after `is` only `indifferent between` can follow, not {self._shown()}",
                    "write a formula, such as `x > 0`, or declare a `proposition` for what has no formula",
                )
            if only.isalpha() and only.lower() in INLINE_WORDS:
                return self._say(
                    "E018", f"`{only.lower()}` must follow {self._after()}, not {self._shown()}", CHOICES.get(only)
                )
        return None

    def _word_elsewhere(self) -> Diagnostic | None:
        word = str(self.token)
        if self.kind == "IFF":
            return self._say(
                "E006",
                "a second `iff` needs brackets to say which two formulas it joins",
                "for a chain write `(a iff b) and (b iff c)`",
            )
        if not self._is_word():
            return None
        if word in ITEM_WORDS:
            return self._say("E017", f"`{word}` must begin a line of its own", "start a new line before it")
        if word in CLAUSE_WORDS:
            return self._say(
                "E017", f"`{word}` belongs to a step or conclusion", f"it cannot stand in a {self.keyword}"
            )
        if word == "in":
            return self._say(
                "E006", "`in` says what a quantity or bound variable ranges over", "in a formula write `0 < x <= 1`"
            )
        if word == "credence":
            return self._say("E017", "`credence` belongs to a premise", "a step gets its credence from its premises")
        if word == "at":
            return self._say("E006", "`at` comes after what is said and before the colon", self._shape())
        return None

    def _anything_else(self) -> Diagnostic:
        if self.kind == "COMMA" and self.keyword in ("given", "infer", "premise"):
            number = "; a number has no commas: `1000`" if self.previous and self.previous.type == "NUMBER" else ""
            return self._say("E006", "a comma cannot join formulas", f"join them with `and`{number}")
        if self.kind == "COMMA" and self.keyword == "expect":
            return self._say("E006", "a comma cannot separate verdicts", "separate the cases with `;`")
        if self.kind == "COLON" and self.keyword in STEP_WORDS:
            return self._say("E006", f"a {self.keyword} takes no colon", "what it infers follows the word `infer`")
        form = self._enclosing()
        if self.kind in _HINTS and form is None:
            return self._say("E006", f"{self._shown()} cannot stand {self._after()}", _HINTS[self.kind])
        if self.keyword in STEP_WORDS and self.kind in _OPERATORS:
            claim = f"what a {self.keyword} claims follows the word `infer`, below it"
            return self._say("E006", f"{self._shown()} cannot stand {self._after()}", claim)
        if self.keyword == "quantity" and self.kind == "AND":
            interval = "both bounds together are an interval: `quantity p : real in (0, 1)`"
            return self._say("E006", f"{self._shown()} cannot stand {self._after()}", interval)
        if self.token is None:
            return self._say("E018", f"something is missing {self._after()}", FORMS[form] if form else self._shape())
        hint = FORMS[form] if form else self._shape()
        return self._say("E006", f"{self._shown()} cannot stand {self._after()}", hint)
