"""Results that print themselves in a notebook: the same frozen data, with the HTML or LaTeX that a cell shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from io import StringIO
from typing import Any, TypeVar

from rich.console import Console
from rich.text import Text

from argcheck.analyses import results
from argcheck.analyses.derivation import result as derivations
from argcheck.model.terms import Term, free_variables
from argcheck.reports.derivation_text import render_derivation
from argcheck.reports.layout import Page
from argcheck.reports.marks import UNICODE
from argcheck.reports.mathematics import Notation
from argcheck.reports.steps import put_result
from argcheck.reports.story import Teller
from argcheck.reports.text import render

WIDTH = 100
_PRE = '<pre style="white-space:pre;overflow-x:auto;line-height:1.25">{code}</pre>'

Shown = TypeVar("Shown")


class StepResult(results.StepResult):
    """One step under one reading."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        page = Page(WIDTH, UNICODE)
        put_result(page, Teller(page, {}), self)
        return html(page.text())


class ArgumentReport(results.ArgumentReport):
    """Everything `check` found about one argument."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return html(render(self, width=WIDTH))


class Report(results.Report):
    """What `check` found about several arguments."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return "\n".join(html(render(report, width=WIDTH)) for report in self.arguments)


class Derivation(derivations.Derivation):
    """The condition under which an option is chosen or a goal holds, line by line."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return html(render_derivation(self, WIDTH))

    def _repr_latex_(self) -> str:
        """What is given, and the goal with what it is equivalent to, one form a line."""
        forms = [form for form in self._forms() if not isinstance(form, str)]
        given = [assumption.formula for assumption in self.assumptions]
        names = {variable.name for each in (*forms, *given) for variable in free_variables(each)}
        notation = Notation.of(sorted(names))
        lines = [r"& " + notation.latex(forms[0]), *(r"\iff{} & " + notation.latex(form) for form in forms[1:])]
        if given:
            lines.insert(0, r"& \text{Given } " + ",\\; ".join(map(notation.latex, given)) + ":")
        return "$$\n\\begin{aligned}\n" + " \\\\\n".join(lines) + "\n\\end{aligned}\n$$"

    def _forms(self) -> list[Term | str]:
        """The goal and forms equivalent to it, as far as that was proved; lines within a case are not."""
        if not self.verified or self.result is None:
            return [self.goal]
        chained = all(line.case is None and line.check in ("given", "proved") for line in self.lines)
        between = [line.formula for line in self.lines if line.check == "proved"] if chained else []
        return list(dict.fromkeys((self.goal, *between, self.result)))


def shown(report: results.ArgumentReport) -> ArgumentReport:
    """The report, with parts that print themselves."""
    return _as(ArgumentReport, report, steps=tuple(_as(StepResult, step) for step in report.steps))


def shown_together(reports: Sequence[results.ArgumentReport]) -> Report:
    """Reports on several arguments, with parts that print themselves."""
    return Report(tuple(shown(report) for report in reports))


def shown_derivation(derivation: derivations.Derivation) -> Derivation:
    """The derivation, with variants that print themselves."""
    return _as(Derivation, derivation, further=tuple(shown_derivation(each) for each in derivation.further))


def _as(wanted: type[Shown], given: Any, **changes: object) -> Shown:
    """The same data as an instance of a class that adds no field."""
    return wanted(**{**{field.name: getattr(given, field.name) for field in fields(given)}, **changes})


def html(text: Text) -> str:
    """Styled text as HTML, its lines as they are."""
    console = Console(record=True, file=StringIO(), width=WIDTH, highlight=False, soft_wrap=True)
    console.print(text)
    return console.export_html(inline_styles=True, code_format=_PRE)
