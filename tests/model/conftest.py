"""Sources to arguments, for the tests of elaboration."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from argcheck.diagnostics import Diagnostic
from argcheck.language.parse import parse
from argcheck.model.argument import Argument
from argcheck.model.elaborate import elaborate


def _load(text: str) -> Argument:
    parsed = parse(text, "test.arg")
    elaborated = elaborate(parsed)
    assert elaborated.argument is not None, (parsed.diagnostics, elaborated.diagnostics)
    return elaborated.argument


def _findings(text: str) -> list[Diagnostic]:
    parsed = parse(text, "test.arg")
    return [*parsed.diagnostics, *elaborate(parsed).diagnostics]


@pytest.fixture(scope="session")
def load() -> Callable[[str], Argument]:
    """The argument of a source that has no mistakes."""
    return _load


@pytest.fixture(scope="session")
def findings() -> Callable[[str], list[Diagnostic]]:
    """Everything that is reported about a source."""
    return _findings
