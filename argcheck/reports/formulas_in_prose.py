"""Finding the formulas that stand in a sentence, so that they are printed as formulas."""

from __future__ import annotations

import re
from collections.abc import Collection

from argcheck.reports.document import Code, Inline, Math, Text
from argcheck.reports.prose import sentence
from argcheck.reports.symbols import GREEK
from argcheck.reports.written import written

_FUNCTIONS = frozenset(("sqrt", "exp", "log", "min", "max", "abs", "floor", "ceil"))
_ARTICLES = frozenset(("a", "A", "I"))
_LONGEST = 200


def formulas_in_prose(text: str, names: Collection[str]) -> tuple[Inline, ...]:
    """The text with each run of words that is a formula over the names as a formula, the rest as it is."""
    parts: list[Inline] = []
    prose = ""
    position = 0
    for run in re.finditer(r"[^\s,;:]+(?:[ ]+[^\s,;:]+)*", text):
        for start, end in _runs(run[0], names):
            formula = written(run[0][start:end])
            if formula is None:
                continue
            prose += text[position : run.start() + start]
            parts.extend((Text(prose),) if prose else ())
            parts.append(Math(formula))
            prose, position = "", run.start() + end
    prose += text[position:]
    return (*parts, Text(prose)) if prose else tuple(parts)


def remark(text: str, names: Collection[str]) -> tuple[Inline, ...]:
    """A remark of argcheck's own as a sentence: what it has between back-quotes is a name or a formula."""
    parts: list[Inline] = []
    for index, piece in enumerate(sentence(text).split("`")):
        if index % 2 == 0:
            parts.extend(formulas_in_prose(piece, names))
        elif re.fullmatch(r"\w+", piece) or (formula := written(piece)) is None:
            parts.append(Code(piece))
        else:
            parts.append(Math(formula))
    return tuple(parts)


def _runs(text: str, names: Collection[str]) -> list[tuple[int, int]]:
    """Where the words are all names, numbers and operators."""
    spans: list[tuple[int, int]] = []
    for word in re.finditer(r"\S+", text):
        if not _mathematical(word[0], names):
            continue
        if spans and not text[spans[-1][1] : word.start()].strip():
            spans[-1] = (spans[-1][0], word.end())
        else:
            spans.append(word.span())
    balanced = (_balanced(text, start, end) for start, end in spans)
    return [(start, end) for start, end in balanced if _telling(text[start:end])]


def _mathematical(word: str, names: Collection[str]) -> bool:
    identifiers = re.findall(r"[A-Za-z_]\w*", word)
    rest = re.sub(r"[A-Za-z_]\w*", "", word)
    known = all(identifier in names or identifier in _FUNCTIONS for identifier in identifiers)
    return known and re.fullmatch(r"[0-9+\-*/^()<>=!.]*", rest) is not None and len(word) <= _LONGEST


def _balanced(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the brackets and full stops of the sentence around it."""
    while start < end and text[end - 1] in ".( ":
        end -= 1
    while start < end and text[start] in ") ":
        start += 1
    if start == end:
        return start, end
    if text[start] == "(" and text[end - 1] == ")" and ")" not in text[start : end - 1]:
        return start + 1, end - 1
    if text[start:end].count("(") > text[start:end].count(")") and text[start] == "(":
        start += 1
    if text[start:end].count(")") > text[start:end].count("(") and text[end - 1] == ")":
        end -= 1
    return start, end


def _telling(text: str) -> bool:
    """Whether it is surely meant as a formula: a quantity may be called `cost`, and the sentence use the word."""
    if re.fullmatch(r"[A-Za-z]\w*", text):
        return (len(text) == 1 and text not in _ARTICLES) or text in GREEK or "_" in text
    return any(character.isalpha() for character in text)
