"""The engines that there are, cheapest first, and what could be installed besides.

QEPCAD answers most questions in some 40 ms; sympy-extras needs a third of a second to start.
"""

from __future__ import annotations

from collections.abc import Sequence

from argcheck.provers.elimination import extras, qepcad
from argcheck.provers.elimination.question import Engine
from argcheck.provers.elimination.substitution import Substitution

EXTRA = "argcheck[qe]"


def engines() -> tuple[Engine, ...]:
    """Our own elimination, then QEPCAD, then sympy-extras, as far as they are installed."""
    found: Sequence[Engine | None] = (Substitution(), qepcad.installed(), extras.installed())
    return tuple(engine for engine in found if engine is not None)


def missing() -> tuple[str, ...]:
    """The engines that are not installed; the extra `qe` brings them."""
    absent = {"sympy-extras": extras.installed() is None, "QEPCAD": qepcad.installed() is None}
    return tuple(name for name, gone in absent.items() if gone)
