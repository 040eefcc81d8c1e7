"""A whole file in canonical form, with its comments."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from argcheck.language import syntax as s
from argcheck.language.lexical import Comment, scan
from argcheck.language.words import STEP_WORDS
from argcheck.language.wrap import wrapped
from argcheck.language.write import format_domain, format_expr, format_number, format_parts

__all__ = ["format_expr", "format_source"]

WIDTH = 120
_DEEPER = 2
_BLOCKS = (s.DecisionDecl, s.GameDecl, s.ReadingsDecl, s.StepDecl)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the result; `origin` is the line of the source that it comes from."""

    text: str
    origin: int
    spaced: bool = False


def format_source(source: s.SourceFile, width: int = WIDTH) -> str:
    """A file that parsed without mistakes, in canonical form (a broken item is not in its tree and would be left out).

    Comments stay with the line that they precede or follow. Formulas that would go beyond `width` are broken.
    Formatting twice gives the same as once, and parsing the result gives the same items, up to spans.
    """
    comments = scan(source.text).comments
    blank_before = _after_blank_lines(source.text)
    written: list[str] = []
    pending = list(comments)
    lines = [line for item in source.items for line in _item(item, "", width)]
    for index, line in enumerate(lines):
        following = lines[index + 1].origin if index + 1 < len(lines) else None
        above: list[Comment] = []
        while pending and pending[0].line < line.origin:
            above.append(pending.pop(0))
        indent = line.text[: len(line.text) - len(line.text.lstrip())]
        first = above[0].line if above else line.origin
        # several lines may come from one line of the source, and only the first stands below its empty line
        begins = not index or lines[index - 1].origin != line.origin
        if written and (line.spaced or (begins and first in blank_before)):
            written.append("")
        for position, comment in enumerate(above):
            if position and comment.line in blank_before:
                written.append("")
            written.append(f"{indent}{comment.text}")
        if above and line.origin in blank_before:
            written.append("")
        beside: list[Comment] = []
        if following != line.origin:
            while pending and pending[0].line == line.origin and not pending[0].alone:
                beside.append(pending.pop(0))
        # beside the first of several lines, where the item begins: reading the result finds it there again
        first_line, *others = line.text.split("\n")
        written.append("\n".join(["  ".join([first_line, *(comment.text for comment in beside)]), *others]))
    for comment in pending:
        if written and comment.line in blank_before:
            written.append("")
        written.append(comment.text)
    return "".join(f"{line}\n" for line in written)


def _after_blank_lines(text: str) -> frozenset[int]:
    """The numbers of the lines that have an empty line above them."""
    lines = text.split("\n")
    return frozenset(number + 1 for number in range(1, len(lines)) if not lines[number - 1].strip())


def _item(item: s.Item, indent: str, width: int) -> Iterator[_Line]:
    start, below = item.span.line, f"{indent}  "
    spaced = isinstance(item, _BLOCKS) and not indent
    match item:
        case s.Header():
            yield _Line(f"argument {_quoted(item.title)}", start)
            for word, text in (("source", item.source), ("about", item.about)):
                if text is not None:
                    yield _Line(_wrapped(f"{below}{word} ", text), start)
        case s.DecisionDecl():
            yield _Line(f"{indent}decision {item.name.name}{_says(item.says)}", start, spaced)
            for state in item.states:
                chances = f" : {format_parts(state.probabilities, 'given')}" if state.probabilities else ""
                text = f"{below}state {state.name.name}{_says(state.says)}{chances}"
                yield _Line(text, state.span.line)
            for option in item.options:
                head = f"{below}option {option.name.name}{_says(option.says)}"
                yield _Line(_broken(head, ":", format_parts(option.payoffs, "in"), width), option.span.line)
        case s.GameDecl():
            yield _Line(f"{indent}game {item.name.name}{_says(item.says)}", start, spaced)
            for player in item.players:
                text = f"{below}player {player.name.name}{_says(player.says)} : {_names(player.actions)}"
                yield _Line(text, player.span.line)
            for outcome in item.outcomes:
                payoffs = ", ".join(format_expr(payoff) for payoff in outcome.payoffs)
                yield _Line(f"{below}outcome {_names(outcome.profile)} : {payoffs}", outcome.span.line)
        case s.ReadingsDecl():
            yield _Line(f"{indent}readings {item.name.name}{_says(item.says)}", start, spaced)
            for reading in item.readings:
                yield _Line(f"{below}reading {reading.name.name}{_says(reading.says)}", reading.span.line)
                for inner in reading.items:
                    yield from _item(inner, f"{below}  ", width)
        case s.StepDecl():
            yield from _step(item, indent, spaced, width)
        case _:
            yield _Line(_declaration(item, indent, width), start, spaced)


def _declaration(
    item: s.QuantityDecl | s.PropositionDecl | s.Vocabulary | s.DefineDecl | s.PremiseDecl, indent: str, width: int
) -> str:
    match item:
        case s.KindDecl(name=name, members=members):
            listed = f" = {' or '.join(member.name for member in members)}" if members else ""
            return f"{indent}kind {name.name}{listed}{_says(item.says)}"
        case s.PredicateDecl():
            return f"{indent}predicate {item.name.name}({_names(item.kinds)}){_says(item.says)}"
        case s.FunctionDecl():
            domain = format_domain(item.sort, item.bound)
            return f"{indent}function {item.name.name}({_names(item.kinds)}) : {domain}{_says(item.says)}"
        case s.ConstantDecl():
            return f"{indent}constant {_names(item.names)} : {item.kind.name}{_says(item.says)}"
        case s.QuantityDecl():
            return f"{indent}quantity {_names(item.names)} : {format_domain(item.sort, item.bound)}{_says(item.says)}"
        case s.PropositionDecl():
            return f"{indent}proposition {_names(item.names)}{_says(item.says)}"
        case s.DefineDecl():
            parameters = f"({_names(item.parameters)})" if item.parameters else ""
            return _formula(f"{indent}define {item.name.name}{parameters}", "=", item.body, width, item.says)
        case s.PremiseDecl():
            where = f" at {_quoted(item.where)}" if item.where is not None else ""
            head = f"{indent}premise {item.name.name}{_says(item.says)}{where}{_credence(item.credence)}"
            return _formula(head, ":", item.formula, width)


def _step(step: s.StepDecl, indent: str, spaced: bool, width: int) -> Iterator[_Line]:
    assert step.kind in STEP_WORDS
    below = f"{indent}  "
    where = f" at {_quoted(step.where)}" if step.where is not None else ""
    yield _Line(f"{indent}{step.kind} {step.name.name}{_says(step.says)}{where}", step.span.line, spaced)
    if step.sources:
        yield _Line(f"{below}from {_names(step.sources)}", step.sources[0].span.line)
    for formula in step.given:
        yield _Line(_formula(f"{below}given", "", formula, width), formula.span.line)
    for formula in step.suppose:
        yield _Line(_formula(f"{below}suppose", "", formula, width), formula.span.line)
    yield _Line(_formula(f"{below}infer", "", step.infer, width), step.infer.span.line)
    if step.therefore is not None:
        yield _Line(_formula(f"{below}therefore", "", step.therefore, width), step.therefore.span.line)
    for hint in step.hints:
        yield _Line(f"{below}by {_hint(hint)}", hint.span.line)
    if step.expectations:
        cases = "; ".join(_expectation(case) for case in step.expectations)
        yield _Line(f"{below}expect {cases}", step.expectations[0].span.line)


def _formula(head: str, joint: str, formula: s.Expr, width: int, says: str | None = None) -> str:
    """A formula after its head; further lines stand deeper than the head, but never far to the right."""
    return _broken(head, joint, format_expr(formula), width, says)


def _broken(head: str, joint: str, text: str, width: int, says: str | None = None) -> str:
    indent = len(head) - len(head.lstrip()) + _DEEPER
    return wrapped(head, joint, text, "" if says is None else _quoted(says), width, indent)


def _hint(hint: s.Hint) -> str:
    match hint:
        case s.WitnessHint(name=name, value=value):
            return f"{name.name} := {format_expr(value)}"
        case s.InductionHint(name=name):
            return f"induction on {name.name}"
        case s.CasesHint(cases=cases):
            return f"cases {', '.join(format_expr(case) for case in cases)}"


def _expectation(case: s.Expectation) -> str:
    return f"{case.verdict.name} under {_names(case.readings)}" if case.readings else case.verdict.name


def _credence(credence: s.Credence | None) -> str:
    if credence is None:
        return ""
    lower, upper = format_number(credence.lower), format_number(credence.upper)
    return f" credence {lower}" if lower == upper else f" credence {lower} .. {upper}"


def _names(names: tuple[s.Ident, ...]) -> str:
    return ", ".join(name.name for name in names)


def _says(text: str | None) -> str:
    return "" if text is None else f" {_quoted(text)}"


def _quoted(text: str) -> str:
    return f"“{text}”" if '"' in text else f'"{text}"'


def _wrapped(start: str, text: str) -> str:
    """A text that may run over several lines, aligned under its first."""
    indent = " " * (len(start) + 1)
    return textwrap.fill(
        f"{start}{_quoted(text)}",
        WIDTH,
        subsequent_indent=indent,
        drop_whitespace=True,
        break_long_words=False,
        break_on_hyphens=False,
    )
