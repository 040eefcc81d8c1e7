"""Warnings about what a file declares and never uses, and about what it lacks."""

from __future__ import annotations

from collections.abc import Iterator

from argcheck.diagnostics import NOWHERE, Span
from argcheck.language.syntax import (
    CasesHint,
    DefineDecl,
    Expr,
    InductionHint,
    PropositionDecl,
    QuantityDecl,
    SourceFile,
    Vocabulary,
    WitnessHint,
)
from argcheck.model.decision_tables import parts_of
from argcheck.model.findings import Findings
from argcheck.model.symbols import Symbols, ordered
from argcheck.model.walk import bound_parts, names


def warn_unused(source: SourceFile, symbols: Symbols, findings: Findings) -> None:
    """Warn of premises that no step rests on, of names that nothing mentions, and of a file without steps."""
    if not symbols.steps:
        span = source.items[0].span if source.items else NOWHERE
        findings.report("W505", "the argument has no step, so there is nothing to check", span)
        return
    bare = [step.name for step in symbols.steps.values() if not step.item.sources]
    how = f": `from …` below `{bare[0]}`, say, which names none" if bare else ""
    rested_on = {ident.name for step in symbols.steps.values() for ident in step.item.sources}
    for premise in ordered(symbols.premises):
        if premise.name not in rested_on:
            hint = f"name it after `from` in a step{how.replace('…', premise.name)}; or remove it"
            message = f"no step uses the premise `{premise.name}`"
            findings.report("W501", message, premise.ident.span, hint)
    mentioned = {name for expr in _expressions(symbols) for name in names(expr)}
    mentioned |= {h.name.name for s in symbols.steps.values() for h in s.item.hints if isinstance(h, InductionHint)}
    for entry in ordered(symbols.values):
        if entry.name in mentioned or isinstance(entry.item, PropositionDecl | Vocabulary):
            continue
        if isinstance(entry.item, QuantityDecl):
            findings.report("W502", f"nothing mentions the quantity `{entry.name}`", entry.ident.span)
        else:
            findings.report("W503", f"nothing mentions the definition `{entry.name}`", entry.ident.span)


def warn_untitled(source: SourceFile, symbols: Symbols, findings: Findings) -> None:
    """Warn of a file without an `argument` line."""
    if symbols.header is None and source.items:
        span = source.items[0].span
        start = Span(span.line, span.column, span.line, span.column)
        findings.report(
            "W507", "the file has no title", start, 'begin it with `argument "…"`; until then its name serves'
        )


def _expressions(symbols: Symbols) -> Iterator[Expr]:
    for entry in ordered(symbols.values):
        if isinstance(entry.item, DefineDecl):
            yield entry.item.body
        elif isinstance(entry.item, QuantityDecl):
            yield from bound_parts(entry.item.bound)
    for decision in ordered(symbols.decisions):
        yield from (part.value for part in parts_of(decision.item))
    for game in ordered(symbols.games):
        yield from (payoff for outcome in game.item.outcomes for payoff in outcome.payoffs)
    for premise in ordered(symbols.premises):
        yield premise.item.formula
    for step in symbols.steps.values():
        yield from (*step.item.given, *step.item.suppose, step.item.infer)
        if step.item.therefore is not None:
            yield step.item.therefore
        for hint in step.item.hints:
            if isinstance(hint, WitnessHint):
                yield hint.value
            elif isinstance(hint, CasesHint):
                yield from hint.cases
