"""The stable JSON of the reports: schema `argcheck/1`. Fields are added, never changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from argcheck import __version__
from argcheck.analyses.results import ArgumentReport, Certified, Consistency, Point, StepResult
from argcheck.diagnostics import Diagnostic
from argcheck.model.argument import Reading

SCHEMA = "argcheck/1"


def record(reports: Iterable[ArgumentReport], exit_code: int) -> dict[str, Any]:
    """Everything that was found, as JSON data. Numbers in it are exact and stand as text."""
    return {
        "schema": SCHEMA,
        "argcheck": __version__,
        "arguments": [argument_record(report) for report in reports],
        "exit": exit_code,
    }


def argument_record(report: ArgumentReport) -> dict[str, Any]:
    """One argument. `verdict` is null when the file is at fault and nothing was checked."""
    argument = report.argument
    return {
        "file": report.path,
        "title": argument.title if argument else None,
        "source": argument.source if argument else None,
        "verdict": report.standing if argument else None,
        "summary": report.summary,
        "holds_under": [_reading(reading) for reading in report.holds_under],
        "equivocations": [{"steps": list(e.steps), "readings": list(e.notions)} for e in report.equivocations],
        "premises": _premises(report.consistency),
        "structure": {"unused": list(report.structure.unused), "circular": []},
        "steps": [_step(result) for result in report.steps],
        "diagnostics": [diagnostic_record(diagnostic) for diagnostic in report.diagnostics],
        "seconds": round(report.seconds, 3),
        "cached": report.from_cache,
    }


def unfinished_record(path: str, results: Iterable[StepResult], remaining: int) -> dict[str, Any]:
    """What is known of an argument whose check was cut short, with so many checks still to come."""
    return {"file": path, "complete": False, "remaining": remaining, "steps": [_step(result) for result in results]}


def diagnostic_record(diagnostic: Diagnostic) -> dict[str, Any]:
    """One diagnostic; lines and columns count from 1, the end is exclusive."""
    span = diagnostic.span
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "file": diagnostic.file,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "hint": diagnostic.hint,
        "fix": diagnostic.fix,
    }


def _premises(found: tuple[Consistency, ...]) -> dict[str, Any]:
    """`consistent` speaks of every reading: true when the premises can hold together under each, false
    when they contradict one another under some, null when that is open or was not asked."""
    verdicts = {each.consistent for each in found}
    consistent = None if not verdicts else False if False in verdicts else None if None in verdicts else True
    witness = next((each.witness for each in found if each.witness), None)
    contradictory = next((each.contradictory for each in found if each.contradictory), ())
    return {
        "consistent": consistent,
        "witness": _values(witness),
        "contradictory": list(contradictory),
        "readings": [
            {
                "reading": _reading(each.reading),
                "consistent": each.consistent,
                "witness": _values(each.witness),
                "contradictory": list(each.contradictory),
                "reason": each.reason,
            }
            for each in found
        ],
    }


def _step(result: StepResult) -> dict[str, Any]:
    return {
        "name": result.name,
        "kind": result.kind,
        "reading": _reading(result.reading),
        "verdict": result.verdict.value,
        "evidence": result.evidence.value,
        "expected": result.expected.value if result.expected else None,
        "as_expected": result.as_expected,
        "follows": result.follows,
        "counterexample": _values(result.counterexample),
        "story": _story(result.counterexample),
        "structure": result.counterexample.told or None if result.counterexample else None,
        "example": _values(result.example),
        "holds_iff": result.holds_iff,
        "would_follow_from": [list(names) for names in result.would_follow_from],
        "premises_used": list(result.premises_used),
        "premises_unneeded": list(result.premises_unneeded),
        "contradictory": list(result.contradictory),
        "prover": result.prover,
        "seconds": round(result.seconds, 3),
        "reason": result.reason,
        "undefined": result.undefined,
        "certificate": _certificate(result.certificate),
        "notes": list(result.notes),
        "trace": list(result.trace),
    }


def _certificate(found: Certified | None) -> dict[str, Any] | None:
    return {"name": found.name, "holes": list(found.holes)} if found else None


def _reading(reading: Reading) -> dict[str, str]:
    return dict(reading)


def _values(point: Point | None) -> dict[str, str] | None:
    return dict(point.values) if point else None


def _story(point: Point | None) -> list[dict[str, Any]]:
    return [
        {"name": line.name, "role": line.role, "text": line.text, "values": line.values, "holds": line.holds}
        for line in (point.story if point else ())
    ]
