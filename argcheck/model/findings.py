"""Collecting diagnostics: each mistake once, with the nearest right name where there is one."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from argcheck.codes import CODES
from argcheck.diagnostics import Diagnostic, Severity, Span


class Findings:
    """What has been found wrong so far in one file."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._found: dict[tuple[str, Span, str], Diagnostic] = {}

    def report(self, code: str, message: str, span: Span, hint: str | None = None, fix: str | None = None) -> None:
        """Add a diagnostic unless the same one is there already."""
        diagnostic = Diagnostic(code, message, span, self._path, hint, fix, CODES[code].severity)
        self._found.setdefault((code, span, message), diagnostic)

    def unknown(self, code: str, what: str, name: str, span: Span, candidates: Iterable[str], hint: str = "") -> None:
        """Report an unknown name; the hint and the fix are the nearest of the candidates."""
        near = nearest(name, candidates)
        advice = f"did you mean `{near}`?" if near else hint
        self.report(code, f"unknown {what} `{name}`", span, advice or None, near)

    @property
    def has_errors(self) -> bool:
        """Whether any finding stops the check."""
        return any(found.severity is Severity.ERROR for found in self._found.values())

    def __len__(self) -> int:
        """How many errors there are: a warning breaks nothing."""
        return sum(CODES[found.code].severity is Severity.ERROR for found in self._found.values())

    def all(self) -> tuple[Diagnostic, ...]:
        """Every diagnostic, in the order of the file."""
        return tuple(sorted(self._found.values(), key=lambda found: (found.span, found.code)))


def nearest(name: str, candidates: Iterable[str]) -> str | None:
    """The candidate that the writer most likely meant, or None."""
    pool = sorted(set(candidates) - {name})
    for candidate in pool:
        if candidate.lower() == name.lower():
            return candidate
    matches = difflib.get_close_matches(name, pool, n=1, cutoff=0.6)
    return matches[0] if matches else None
