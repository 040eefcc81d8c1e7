"""Choices at the keyboard: each key is a function from changes to changes."""

from __future__ import annotations

import shlex
from dataclasses import replace

from argcheck.analyses.exploration.what_if import Changes
from argcheck.model.argument import Notion


def dropped(changes: Changes, premise: str) -> Changes:
    """The premise left out; or as it was written, where it is left out or denied already."""
    touched = premise in changes.drop or premise in changes.negate
    plain = as_written(changes, premise)
    return plain if touched else replace(plain, drop=(*plain.drop, premise))


def denied(changes: Changes, premise: str) -> Changes:
    """The premise denied; or as it was written, where it is denied already."""
    plain = as_written(changes, premise)
    return plain if premise in changes.negate else replace(plain, negate=(*plain.negate, premise))


def as_written(changes: Changes, premise: str) -> Changes:
    """The premise neither left out nor denied."""
    return replace(changes, drop=_without(changes.drop, premise), negate=_without(changes.negate, premise))


def next_reading(changes: Changes, notion: Notion) -> Changes:
    """The notion under its next reading; after the last, under every one."""
    names = [None, *(one.name for one in notion.readings)]
    chosen = dict(changes.readings)
    following = names[(names.index(chosen.pop(notion.name, None)) + 1) % len(names)]
    if following is not None:
        chosen[notion.name] = following
    return replace(changes, readings=tuple(chosen.items()))


def with_value(changes: Changes, quantity: str, value: str) -> Changes:
    """The quantity set to a value; free where the value is empty."""
    kept = tuple(pair for pair in changes.fix if pair[0] != quantity)
    return replace(changes, fix=(*kept, (quantity, value.strip())) if value.strip() else kept)


def with_assumption(changes: Changes, formula: str) -> Changes:
    """The formula assumed too."""
    text = " ".join(formula.split())
    return replace(changes, add=(*_without(changes.add, text), text)) if text else changes


def without_assumption(changes: Changes, formula: str) -> Changes:
    """The formula no longer assumed."""
    return replace(changes, add=_without(changes.add, formula))


def command(path: str, changes: Changes) -> str:
    """The command that makes the same changes without a screen."""
    words = ["argcheck", "explore", path]
    words += [word for name in changes.drop for word in ("--drop", name)]
    words += [word for name in changes.negate for word in ("--negate", name)]
    words += [word for formula in changes.add for word in ("--add", formula)]
    words += [word for name, value in changes.fix for word in ("--set", f"{name}={value}")]
    words += [word for notion, reading in changes.readings for word in ("--reading", f"{notion}={reading}")]
    return shlex.join(words)


def _without(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    return tuple(each for each in names if each != name)
