"""The engines that there are, cheapest first, and what could be installed besides."""

from __future__ import annotations

from collections.abc import Sequence

from argcheck.provers.elimination import extras, qepcad
from argcheck.provers.elimination.question import Engine
from argcheck.provers.elimination.substitution import Substitution

EXTRA = "argcheck[qe]"


def engines() -> tuple[Engine, ...]:
    """Our own elimination, then sympy-extras, then QEPCAD, as far as they are installed."""
    found: Sequence[Engine | None] = (Substitution(), extras.installed(), qepcad.installed())
    return tuple(engine for engine in found if engine is not None)


def missing() -> tuple[str, ...]:
    """The engines that are not installed; the extra `qe` brings them."""
    absent = {"sympy-extras": extras.installed() is None, "QEPCAD": qepcad.installed() is None}
    return tuple(name for name, gone in absent.items() if gone)
