"""A derivation as plain data for JSON; formulas are text in the argument language."""

from __future__ import annotations

from typing import Any

from argcheck.analyses.derivation import Derivation, Line


def derivation_record(derivation: Derivation) -> dict[str, Any]:
    """The derivation with stable keys; fields are only ever added."""
    return {
        "title": derivation.title,
        "reading": dict(derivation.reading),
        "variable": derivation.variable,
        "assumptions": [assumption.text for assumption in derivation.assumptions],
        "lines": [_line(line) for line in derivation.lines],
        "result": None if derivation.result is None else derivation.result_text,
        "implicit": derivation.implicit,
        "verified": derivation.verified,
        "side_conditions": list(derivation.side_conditions),
        "boundary": [{"text": edge} if isinstance(edge, str) else _line(edge) for edge in derivation.boundary],
        "statics": [_line(line) for line in derivation.statics],
        "further": [derivation_record(variant) for variant in derivation.further],
    }


def _line(line: Line) -> dict[str, Any]:
    return {"text": line.text, "because": line.because, "check": line.check, "case": line.case}
