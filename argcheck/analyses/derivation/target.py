"""What is to be derived, by name: `decision.option` or a step."""

from __future__ import annotations

from argcheck.analyses.derivation.derive import UnknownName, agrees, derive_option, derive_step
from argcheck.analyses.derivation.result import Decider, Derivation
from argcheck.model.argument import Argument, Reading
from argcheck.model.terms import Term


def readings_of(argument: Argument, target: str, wanted: Reading = ()) -> tuple[Reading, ...]:
    """The combinations of readings under which the target has a derivation of its own, cut down to the
    wanted (notion, reading) pairs; several pairs for one notion allow each.

    Raises UnknownName for a target, notion or reading that the argument does not have.
    """
    notions = {notion.name: tuple(each.name for each in notion.readings) for notion in argument.notions}
    for notion, name in wanted:
        if notion not in notions:
            raise UnknownName("notion with readings called", notion, tuple(notions))
        if name not in notions[notion]:
            raise UnknownName(f"reading of `{notion}` called", name, notions[notion])
    decision, option = _resolved(argument, target)
    if option is None:
        found = [inference.reading for inference in argument.step(decision).inferences]
    else:
        found = [payoffs.reading for payoffs in argument.decision(decision).payoffs]
    return tuple(reading for reading in found if agrees(reading, wanted))


def derive(
    argument: Argument,
    target: str,
    variable: str | None,
    decider: Decider,
    *,
    against: str | None = None,
    facts: tuple[Term, ...] = (),
    reading: Reading = (),
) -> tuple[Derivation, ...]:
    """`derive_option` for `decision.option`, `derive_step` for a step; raises UnknownName for anything else."""
    readings_of(argument, target, reading)
    name, option = _resolved(argument, target)
    if option is not None:
        return derive_option(argument, name, option, variable, decider, against=against, facts=facts, reading=reading)
    if against is not None:
        raise UnknownName("option to compare with in a step, such as", against, ())
    return derive_step(argument, name, variable, decider, facts=facts, reading=reading)


def _resolved(argument: Argument, target: str) -> tuple[str, str | None]:
    options = {
        f"{decision.name}.{option}": (decision.name, option)
        for decision in argument.decisions
        for option, _, _ in decision.options
    }
    steps = tuple(step.name for step in argument.steps)
    if target in options:
        return options[target]
    if target in steps:
        return target, None
    # for a decision without an option, its options are what was meant
    of_decision = tuple(name for name in options if name.split(".")[0] == target)
    raise UnknownName("option or step called", target, of_decision or (*options, *steps))
