"""Building sentences: words and formulas in a row, lists with commas, names of readings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from argcheck.analyses.results import StepResult
from argcheck.language.syntax import Binary
from argcheck.model.argument import Argument, Reading
from argcheck.model.terms import App
from argcheck.reports.document import Code, Emphasis, Formula, Inline, Math, Paragraph, Reference, Text

Words = tuple[Inline, ...]


def words(*parts: str | Inline | Sequence[Inline]) -> Words:
    """Parts in a row; a string is prose, a sequence is spliced in."""
    row: list[Inline] = []
    for part in parts:
        if isinstance(part, str):
            row.extend((Text(part),) if part else ())
        elif isinstance(part, Text | Math | Code | Emphasis | Reference):
            row.append(part)
        else:
            row.extend(part)
    return tuple(row)


def with_code(text: str) -> Words:
    """Prose in which what stands in backquotes is code."""
    return words(*(Code(part) if place % 2 else part for place, part in enumerate(text.split("`"))))


def paragraph(*parts: str | Inline | Sequence[Inline]) -> Paragraph:
    """A paragraph of `words`."""
    return Paragraph(words(*parts))


def series(items: Sequence[Inline | Words], joint: str = "and") -> Words:
    """`a`, `a and b`, `a, b and c`."""
    row: list[Inline] = []
    for index, item in enumerate(items):
        if index:
            row.append(Text(f" {joint} " if index + 1 == len(items) else ", "))
        row.extend(item if isinstance(item, tuple) else (item,))
    return tuple(row)


def conjuncts(formula: Formula) -> tuple[Formula, ...]:
    """The parts of a conjunction from left to right; the formula itself when it is none."""
    if isinstance(formula, App) and formula.op == "and":
        return formula.args
    if isinstance(formula, Binary) and formula.op == "and":
        return (*conjuncts(formula.left), *conjuncts(formula.right))
    return (formula,)


def claim(formula: Formula) -> Words:
    """A formula in a sentence: a conjunction is said in words, so that a line can end in it."""
    return series([Math(part) for part in conjuncts(formula)])


def reading_words(reading: Reading) -> Words:
    """`hard`, `hard and late`."""
    return series([Emphasis(name) for _, name in reading])


def readings_words(results: Sequence[StepResult]) -> Words:
    """The readings of several results: `hard, graded and soft`; combinations are joined by a plus sign."""
    names = [" + ".join(name for _, name in result.reading) for result in results]
    return series([Emphasis(name) for name in names])


def notion_words(notions: Iterable[str]) -> Words:
    """`behaviour and modification`."""
    return series([Emphasis(notion) for notion in notions])


def grade(result: StepResult) -> str:
    """The verdict and what it rests on, for the end of a sentence."""
    return f" ({result.verdict}; evidence: {result.evidence})"


def capitalised(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def capitalised_words(row: Words) -> Words:
    """The words with a capital first letter, where they begin with prose."""
    if row and isinstance(row[0], Text):
        return (Text(capitalised(row[0].text)), *row[1:])
    return row


def sentence(text: str) -> str:
    """The text as a sentence, with a capital and a full stop, and without timings, which differ from run to run."""
    timeless = re.sub(r",?\s*\(?\b(?:in |after )?\d+(?:\.\d+)?\s*(?:ms|s|seconds?)\b\)?", "", text).strip()
    if not timeless:
        return ""
    return capitalised(timeless) + ("" if timeless[-1] in ".!?" else ".")


def title_of(argument: Argument, step: str) -> str:
    """What a step says, or its name."""
    return next((s.says for s in argument.steps if s.name == step and s.says), step)
