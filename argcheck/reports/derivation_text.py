"""A derivation as an aligned listing for the terminal."""

from __future__ import annotations

import textwrap
from itertools import groupby

from rich.text import Text

from argcheck.analyses.derivation import Derivation, Line
from argcheck.model.terms import App

_MARKS = {"proved": ("✓", "+", "green"), "unchecked": ("?", "?", "cyan"), "refuted": ("✗", "x", "red")}
_INDENT = 6


def render_derivation(derivation: Derivation, width: int = 100, *, unicode: bool = True) -> Text:
    """The derivation as styled text no wider than `width` where words allow: numbered lines, each with its
    reason and whether a prover confirmed it, then the result, the edges, and how the threshold moves.

    Without `unicode` only ASCII is added to the author's own characters.
    """
    page = _Page(max(width, 40), unicode)
    page.derivation(derivation)
    return page.text


class _Page:
    def __init__(self, width: int, unicode: bool) -> None:
        self.width = width
        self.unicode = unicode
        self.text = Text()

    def put(self, content: str = "", style: str = "", indent: int = 0, hang: int = 0) -> None:
        """A wrapped paragraph on lines of its own."""
        if self.text.plain:
            self.text.append("\n")
        lead = " " * indent
        wrapped = textwrap.wrap(
            content, self.width, initial_indent=lead, subsequent_indent=" " * (indent + hang), break_long_words=False
        )
        for index, line in enumerate(wrapped):
            self.text.append(("\n" if index else "") + line, style=style or None)

    def derivation(self, derivation: Derivation, level: int = 0) -> None:
        """Head, lines, result, edges, statics, then the variants below."""
        reading = ", ".join(f"{notion} = {name}" for notion, name in derivation.reading)
        self.put(derivation.title + (f"   [{reading}]" if reading and not level else ""), "bold", 2 * level)
        if derivation.variable:
            self.put(f"for {derivation.variable}", "", 2 * level + 2)
        if derivation.assumptions and not level:
            facts = ", ".join(assumption.text for assumption in derivation.assumptions)
            self.put(f"assuming {facts}", "", 4, 9)
        self.put()
        self.lines(derivation.lines)
        self.put()
        self.result(derivation)
        self.edges(derivation)
        for variant in derivation.further:
            self.put()
            self.derivation(variant, level + 1)

    def lines(self, lines: tuple[Line, ...]) -> None:
        """The numbered lines, case by case; the reasons stand in a column of their own when all fit there."""
        column = _INDENT + max((len(line.text) for line in lines), default=0) + 2
        beside = all(column + 2 + len(_reason(line)) <= self.width for line in lines)
        number = 0
        for case, group in groupby(lines, key=lambda line: line.case):
            if case is not None:
                self.put(case if case.startswith("against ") else f"case {case}", "italic", 2)
            for line in group:
                number += 1
                self.put(f"{number:>3}   {line.text}", "", 0, _INDENT)
                self.reason(line, column if beside else None)

    def reason(self, line: Line, column: int | None) -> None:
        """The mark and the reason, at the column, or on a line of their own."""
        rich, plain, style = _MARKS.get(line.check, (" ", " ", ""))
        mark = rich if self.unicode else plain
        if column is None:
            column = _INDENT + 4
            self.text.append("\n" + " " * column)
        else:
            self.text.append(" " * (column - len(self.text.plain.rsplit("\n", 1)[-1])))
        self.text.append(mark, style=style or None)
        pieces = textwrap.wrap(_reason(line), max(self.width - column - 2, 20), break_long_words=False)
        self.text.append(" " + ("\n" + " " * (column + 2)).join(pieces), style="dim")

    def result(self, derivation: Derivation) -> None:
        """The condition, one case a line."""
        arrow = "⇒" if self.unicode else "=>"
        result = derivation.result
        if result is None:
            self.put(f"{arrow} no condition was found", "bold", 2)
            return
        parts = derivation.result_parts
        for index, part in enumerate(parts):
            lead = f"{arrow} " if index == 0 else "or "
            self.put(lead + part, "bold green" if derivation.verified else "bold cyan", 2, 5)
        if derivation.implicit and derivation.variable:
            self.put(f"not solved for {derivation.variable}, for which no closed form was found", "", 5)
        if isinstance(result, App) and result.op in ("true", "false"):
            self.put("always" if result.op == "true" else "never", "", 5)
        for condition in derivation.side_conditions:
            if "has no value" in condition:
                self.put(condition, "", 5, 2)
        if not derivation.verified:
            self.put("not every line was confirmed by a prover", "cyan", 5)

    def edges(self, derivation: Derivation) -> None:
        """Equality, excluded ratios, and how the threshold moves."""
        for edge in derivation.boundary:
            text = edge if isinstance(edge, str) else edge.text
            case = "" if isinstance(edge, str) or edge.case is None else f"if {edge.case}: "
            unsure = "" if isinstance(edge, str) or edge.check == "proved" else " (not checked by a prover)"
            self.put(case + text + unsure, "", 5, 2)
        for case_name, group in groupby(derivation.statics, key=lambda line: line.case):
            self.put((f"if {case_name}: " if case_name else "") + movements(tuple(group)), "", 5, 2)


def movements(lines: tuple[Line, ...]) -> str:
    """`the threshold rises with T and c and falls with D`."""
    parts: list[str] = []
    for verb in ("rises", "falls"):
        start = f"the threshold {verb} with "
        names = [line.text.removeprefix(start) for line in lines if line.text.startswith(start)]
        if names:
            joined = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
            parts.append(f"{verb} with {joined}")
    return f"the threshold {' and '.join(parts)}"


def _reason(line: Line) -> str:
    return line.because + (" (not checked by a prover)" if line.check == "unchecked" else "")


def conditions(derivation: Derivation) -> Text:
    """The derived conditions alone, one a line, each formula in the argument language."""
    reading = ", ".join(f"{notion} = {name}" for notion, name in derivation.reading)
    lines = [f"{derivation.result_text}{f'    # {reading}' if reading else ''}"]
    lines += [f"{variant.result_text}    # {variant.title}" for variant in derivation.further]
    return Text("\n".join(lines))
