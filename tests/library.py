"""The arguments that come with argcheck, each checked once for all tests of a process."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import argcheck
from argcheck.analyses.results import ArgumentReport

ARGUMENTS = Path(__file__).parent.parent / "arguments"
NAMES = tuple(sorted(path.stem for path in ARGUMENTS.glob("*.arg")))


@cache
def report(name: str) -> ArgumentReport:
    """What `check` finds of the argument of this name."""
    return argcheck.check(ARGUMENTS / f"{name}.arg").arguments[0]
