"""`argcheck derive`: under what condition does an option pay, a step hold?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from argcheck.cli import options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from argcheck.analyses.decisions.parting import RuleTable
    from argcheck.analyses.derivation import Derivation
    from argcheck.cli.output import Screen
    from argcheck.diagnostics import Diagnostic


def derive(
    file: options.File,
    target: Annotated[str, typer.Argument(metavar="TARGET", help="An option (decision.option) or a step.")],
    variable: Annotated[
        str | None, typer.Option("--for", "-f", metavar="QUANTITY", help="Solve the condition for this quantity.")
    ] = None,
    against: Annotated[
        str | None, typer.Option("--against", "-A", metavar="OPTION", help="Compare with this option only.")
    ] = None,
    given: Annotated[
        list[str] | None, typer.Option("--given", "-g", metavar="FORMULA", help="A further fact (repeatable).")
    ] = None,
    reading: options.Readings = None,
    json: options.Json = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print only the conditions.")] = False,
    no_color: options.NoColor = False,
    timeout: options.Timeout = options.DEFAULT_TIMEOUT,
) -> None:
    """Derive, line by line, the condition under which an option is chosen or a step's goal holds. Where a decision
    has states: under each rule of choice, and points at which the rules part.

    Example: argcheck derive arguments/moe2025.arg training.deceive --for gamma

    Exit codes: 0 every condition was confirmed by a prover; 2 the input is at fault;
    3 some condition was not confirmed; 4 argcheck itself failed.
    """
    from argcheck.analyses.check import CheckOptions, searching
    from argcheck.analyses.decisions.chances import chance_faults
    from argcheck.analyses.decisions.parting import rule_table
    from argcheck.analyses.derivation import UnknownName, readings_of
    from argcheck.analyses.derivation import derive as derivations
    from argcheck.analyses.derivation.givens import GIVEN, Ambiguous, supply_text
    from argcheck.cli.exits import Exit
    from argcheck.cli.output import Screen, remark, write_json
    from argcheck.diagnostics import Severity
    from argcheck.language.source import read_source

    screen = Screen(color=not no_color)
    wanted = options.pairs(reading)
    text, diagnostics = read_source(file)
    if text is None:
        _tell(screen, diagnostics, "")
        raise typer.Exit(Exit.INPUT)
    supplied = supply_text(text, "<stdin>" if file == "-" else file, given or ())
    argument = supplied.argument
    if argument is None:
        # a formula from the command line has no source line to point at in the file
        errors = [each for each in supplied.diagnostics if each.severity is Severity.ERROR]
        outside = [each for each in errors if each.file == GIVEN]
        _tell(screen, [each for each in errors if each not in outside], text)
        for each in outside:
            remark(f"--given: {each.code} {each.message}{f' ({each.hint})' if each.hint else ''}")
        raise typer.Exit(Exit.INPUT)
    found: list[Derivation] = []
    tables: list[RuleTable] = []
    decision, dot, option = target.partition(".")
    try:
        with searching(CheckOptions(timeout=timeout)) as decider:
            faults = chance_faults(argument, decider)
            if faults:
                _tell(screen, [replace(fault, file=argument.path) for fault in faults], text)
                raise typer.Exit(Exit.INPUT)
            for combination in readings_of(argument, target, wanted):
                facts = supplied.facts(combination, wanted)
                found += derivations(
                    argument, target, variable, decider, against=against, facts=facts, reading=combination
                )
                if dot and against is None and not quiet:
                    table = rule_table(
                        argument, decision, option, decider, reading=combination, variable=variable, facts=facts
                    )
                    tables += [table] if table is not None else []
    except UnknownName as error:
        remark(f"argcheck: {error}{f'; {error.hint}' if error.hint else ''}")
        raise typer.Exit(Exit.INPUT) from None
    except Ambiguous as error:
        remark(f"{GIVEN} {error}")
        raise typer.Exit(Exit.INPUT) from None
    if not found and not tables:
        remark(f"argcheck: `{target}` has no meaning under that reading")
        raise typer.Exit(Exit.INPUT)
    code = (
        Exit.EXPECTED
        if all(_confirmed(each) for each in found) and all(each.verified for each in tables)
        else Exit.UNDECIDED
    )
    if json:
        write_json(_record(file, target, found, tables, code))
    else:
        _show(screen, found, tables, quiet=quiet)
    raise typer.Exit(code)


def _confirmed(derivation: Derivation) -> bool:
    return derivation.verified and all(_confirmed(variant) for variant in derivation.further)


def _record(
    file: str, target: str, found: Sequence[Derivation], tables: Sequence[RuleTable], code: int
) -> dict[str, object]:
    from argcheck import __version__
    from argcheck.reports.derivation_record import derivation_record
    from argcheck.reports.rule_table import rules_record

    return {
        "schema": "argcheck/1",
        "argcheck": __version__,
        "file": file,
        "target": target,
        "derivations": [derivation_record(each) for each in found],
        "rules": [rules_record(each) for each in tables],
        "exit": int(code),
    }


def _show(screen: Screen, found: Sequence[Derivation], tables: Sequence[RuleTable], *, quiet: bool) -> None:
    from rich.text import Text

    from argcheck.reports.derivation_text import conditions, render_derivation
    from argcheck.reports.marks import UNICODE
    from argcheck.reports.rule_table import render_rules

    parts = [
        conditions(each) if quiet else render_derivation(each, screen.width, unicode=screen.marks == UNICODE)
        for each in found
    ]
    if not quiet:
        parts += [render_rules(each, screen.width, unicode=screen.marks == UNICODE) for each in tables]
    screen.show(Text("\n" if quiet else "\n\n").join(parts))


def _tell(screen: Screen, diagnostics: Sequence[Diagnostic], text: str) -> None:
    from argcheck.reports.diagnostics import put_diagnostics
    from argcheck.reports.layout import Page

    if diagnostics:
        page = Page(screen.width, screen.marks)
        put_diagnostics(page, diagnostics, text)
        screen.show(page.text())
