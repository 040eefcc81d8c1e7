"""Elaboration: from a parsed file to an argument, or to everything that is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import PurePath
from typing import Protocol

from argcheck.diagnostics import Diagnostic, Severity
from argcheck.language.format import format_expr
from argcheck.language.syntax import DecisionDecl, DefineDecl, GameDecl, SourceFile
from argcheck.language.write import format_parts
from argcheck.model.argument import (
    Alternative,
    Argument,
    Decision,
    Definition,
    Game,
    Notion,
    Outcomes,
    Payoffs,
    Premise,
)
from argcheck.model.declarations import DeclarationChecker, definition_order
from argcheck.model.findings import Findings
from argcheck.model.inferences import StepElaborator
from argcheck.model.readings import Choices, as_reading
from argcheck.model.symbols import Entry, Symbols, collect, ordered
from argcheck.model.unused import warn_untitled, warn_unused
from argcheck.model.workspace import Workspace

Players = tuple[tuple[str, str, tuple[str, ...]], ...]


class Parsed(Protocol):
    """What parsing gives: the tree, what was wrong with the text, and the names that broken items meant to declare."""

    @property
    def source(self) -> SourceFile:
        """The tree."""
        ...

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was wrong with the text."""
        ...

    @property
    def lost(self) -> frozenset[str]:
        """Names that are not reported as unknown."""
        ...


@dataclass(frozen=True, slots=True)
class Elaborated:
    """The argument, or None if the file has any error; and what elaboration found (not what parsing did)."""

    argument: Argument | None
    diagnostics: tuple[Diagnostic, ...]


def elaborate(parsed: Parsed) -> Elaborated:
    """Check names, kinds and structure, unfold definitions, and split steps by the readings that they touch.

    Never raises on a parsed file: every mistake is a diagnostic, reported once.
    """
    source = parsed.source
    findings = Findings(source.path)
    symbols = collect(source, parsed.lost, findings)
    checker = DeclarationChecker(symbols, findings)
    checker.check()
    work = Workspace(symbols, findings, checker.broken)
    work.declare_quantities()
    for entry in definition_order(symbols):
        if isinstance(entry.item, DefineDecl):
            work.check_definition(entry, entry.item)
    argument = _argument(source, symbols, work)
    faulty_text = any(diagnostic.severity is Severity.ERROR for diagnostic in parsed.diagnostics)
    if work.skipped and not findings.has_errors and not faulty_text:
        raise AssertionError("elaboration gave up on an item without saying why")
    if findings.has_errors or faulty_text:
        errors = tuple(found for found in findings.all() if found.severity is Severity.ERROR)
        return Elaborated(None, errors)
    warn_unused(source, symbols, findings)
    warn_untitled(source, symbols, findings)
    warnings = findings.all()
    return Elaborated(replace(argument, warnings=warnings), warnings)


def _argument(source: SourceFile, symbols: Symbols, work: Workspace) -> Argument:
    decisions = _decisions(symbols, work)
    for premise in ordered(symbols.premises):
        whole = partial(work.whole, premise.item.formula)
        work.branch(f"the premise `{premise.name}`", premise.ident.span, whole, premise.reading)
    elaborator = StepElaborator(work)
    steps = tuple([elaborator.step(entry) for entry in symbols.steps.values()])
    premise_sets = elaborator.premise_sets()
    header = symbols.header
    return Argument(
        path=source.path,
        text=source.text,
        title=header.title if header else PurePath(source.path).stem,
        source=(header.source if header else None) or "",
        about=(header.about if header else None) or "",
        quantities=(*work.quantities.values(), *elaborator.expansion.quantities.values()),
        definitions=_definitions(symbols),
        notions=tuple(
            Notion(name, decl.says or "", tuple(Alternative(r.name.name, r.says or "") for r in decl.readings))
            for name, decl in symbols.notions.items()
        ),
        premises=_premises(symbols),
        decisions=decisions,
        steps=steps,
        premise_sets=premise_sets,
        warnings=(),
        games=_games(symbols, work),
    )


def _definitions(symbols: Symbols) -> tuple[Definition, ...]:
    return tuple(
        Definition(
            entry.name,
            tuple(ident.name for ident in entry.item.parameters),
            format_expr(entry.item.body),
            entry.item.says or "",
            entry.reading,
            entry.ident.span,
        )
        for entry in ordered(symbols.values)
        if isinstance(entry.item, DefineDecl)
    )


def _premises(symbols: Symbols) -> tuple[Premise, ...]:
    return tuple(
        Premise(
            name=entry.name,
            says=entry.item.says or "",
            where=entry.item.where or "",
            credence=(entry.item.credence.lower, entry.item.credence.upper) if entry.item.credence else None,
            text=format_expr(entry.item.formula),
            reading=entry.reading,
            span=entry.item.span,
        )
        for entry in ordered(symbols.premises)
    )


def _decisions(symbols: Symbols, work: Workspace) -> tuple[Decision, ...]:
    """One decision for each name: its payoffs cover every reading that declares it."""
    decisions: list[Decision] = []
    for entries in symbols.decisions.values():
        first = entries[0]
        payoffs = tuple([payoffs for entry in entries for payoffs in _payoffs(entry, symbols, work)])
        options = tuple(
            (option.name.name, option.says or "", format_parts(option.payoffs, "in")) for option in first.item.options
        )
        states = tuple(
            (state.name.name, state.says or "", format_parts(state.probabilities, "given"))
            for state in first.item.states
        )
        decisions.append(Decision(first.name, first.item.says or "", options, payoffs, first.item.span, states))
    return tuple(decisions)


def _payoffs(entry: Entry[DecisionDecl], symbols: Symbols, work: Workspace) -> tuple[Payoffs, ...]:
    def build(choices: Choices) -> Payoffs:
        unfolder = work.unfolder(choices)
        names, states = [o.name.name for o in entry.item.options], entry.item.states
        chancy = all(state.probabilities for state in states)
        options = tuple([(name, unfolder.payoff(entry, name)) for name in names]) if chancy else ()
        outcomes = tuple([(name, unfolder.payoffs(entry, name)) for name in names]) if states else ()
        chances = tuple([(name, unfolder.chances(entry, name)) for name in names]) if states and chancy else ()
        spread = (term for _, row in (*outcomes, *chances) for term in row)
        occurring = work.occurring((*(payoff for _, payoff in options), *spread), choices)
        quantities = tuple(work.quantities[e] for e in occurring)
        return Payoffs(as_reading(symbols, choices), options, quantities, outcomes, chances)

    branches = work.branch(f"the decision `{entry.name}`", entry.ident.span, build, entry.reading)
    return tuple(payoffs for _, payoffs in branches.results)


def _games(symbols: Symbols, work: Workspace) -> tuple[Game, ...]:
    """One game for each name and table of actions: readings that have the same players and actions share one."""
    found: dict[tuple[str, Players], list[Entry[GameDecl]]] = {}
    for entry in ordered(symbols.games):
        players = tuple(
            (player.name.name, player.says or "", tuple(action.name for action in player.actions))
            for player in entry.item.players
        )
        found.setdefault((entry.name, players), []).append(entry)
    return tuple(
        [
            Game(
                name,
                entries[0].item.says or "",
                players,
                tuple([outcomes for entry in entries for outcomes in _outcomes(entry, symbols, work)]),
                entries[0].item.span,
            )
            for (name, players), entries in found.items()
        ]
    )


def _outcomes(entry: Entry[GameDecl], symbols: Symbols, work: Workspace) -> tuple[Outcomes, ...]:
    def build(choices: Choices) -> Outcomes:
        form = work.unfolder(choices).normal_form(entry.item)
        payoffs = tuple([(profile, form.payoffs(profile)) for profile in form.profiles()])
        occurring = work.occurring((payoff for _, row in payoffs for payoff in row), choices)
        return Outcomes(as_reading(symbols, choices), payoffs, tuple(work.quantities[e] for e in occurring))

    branches = work.branch(f"the game `{entry.name}`", entry.ident.span, build, entry.reading)
    return tuple(outcomes for _, outcomes in branches.results)
