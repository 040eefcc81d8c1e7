"""Decisions as they are declared: is there a payoff for every option in every state, and a probability for each?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from argcheck.language.syntax import DecisionDecl, Ident, Part
from argcheck.model.findings import Findings


def parts_of(decl: DecisionDecl) -> Iterable[Part]:
    """Every probability and payoff, in the order of the file."""
    return chain(
        (part for state in decl.states for part in state.probabilities),
        (part for option in decl.options for part in option.payoffs),
    )


def check_table(decl: DecisionDecl, lost: frozenset[str], findings: Findings) -> None:
    """Report options or states that are declared twice, and payoffs or probabilities that are missing or too many."""
    states, options = [state.name for state in decl.states], [option.name for option in decl.options]
    for what, idents in (("state", states), ("option", options)):
        for ident in _repeated(idents):
            findings.report("E101", f"the {what} `{ident.name}` is declared twice", ident.span)
    for state in decl.states:
        if state.probabilities:
            _covered(state.probabilities, "probability", state.name, "option", options, lost, findings)
    for option in decl.options:
        _covered(option.payoffs, "payoff", option.name, "state", states, lost, findings)


def _covered(
    parts: tuple[Part, ...],
    value: str,
    owner: Ident,
    what: str,
    idents: Sequence[Ident],
    lost: frozenset[str],
    findings: Findings,
) -> None:
    if parts[0].name is None:
        return
    named = [part.name for part in parts if part.name is not None]
    known = [ident.name for ident in idents]
    listed = f"its {what}s are {', '.join(f'`{name}`' for name in known)}" if known else f"it has no {what}s"
    for ident in named:
        if ident.name not in known and ident.name not in lost:
            findings.unknown("E332", f"{what} of this decision:", ident.name, ident.span, known, listed)
    for ident in _repeated(named):
        findings.report("E306", f"`{owner.name}` has a second {value} for `{ident.name}`", ident.span)
    missing = [name for name in known if name not in {ident.name for ident in named}]
    if missing and not lost:
        findings.report("E332", f"`{owner.name}` has no {value} for the {what} `{missing[0]}`", owner.span)


def _repeated(idents: Sequence[Ident]) -> list[Ident]:
    return [ident for index, ident in enumerate(idents) if ident.name in {each.name for each in idents[:index]}]
