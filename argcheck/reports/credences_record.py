"""How probable a conclusion is, as plain data for JSON; probabilities are exact, as text."""

from __future__ import annotations

from typing import Any

from argcheck.analyses.credences import Bound, CredenceCase, CredenceReport, Interval
from argcheck.model.show import show_number


def credences_record(report: CredenceReport) -> dict[str, Any]:
    """The report with stable keys; fields are only ever added."""
    return {
        "name": report.conclusion,
        "kind": report.kind,
        "claim": report.claim,
        "cases": [_case(case) for case in report.cases],
    }


def _case(case: CredenceCase) -> dict[str, Any]:
    return {
        "reading": dict(case.reading),
        "premises": [
            {"name": each.name, "text": each.text, "credence": _interval(each.credence), "origin": each.origin}
            for each in case.premises
        ],
        "uncertain": list(case.uncertain),
        "lower": _bound(case.lower, case.uncertain),
        "upper": _bound(case.upper, case.uncertain),
        "tight": case.tight,
        "follows": case.follows,
        "adams": None if case.adams is None else show_number(case.adams),
        "independent": _interval(case.independent),
        "dependent_because": case.dependent_because,
        "left_out": case.left_out,
        "influences": [
            {
                "name": each.name,
                "lower_slope": show_number(each.lower_slope),
                "upper_slope": show_number(each.upper_slope),
                "if_true": _interval(each.if_true),
                "if_false": _interval(each.if_false),
            }
            for each in case.influences
        ],
        "coherent": None if case.reason else case.blame is None,
        "blame": list(case.blame.names) if case.blame else [],
        "blame_is_smallest": case.blame.smallest if case.blame else None,
        "cases": {
            "possible": case.possible,
            "excluded": case.excluded,
            "undecided": len(case.undecided),
            "all_told": case.all_told,
        },
        "evidence": case.evidence.value,
        "reason": case.reason,
    }


def _interval(interval: Interval | None) -> list[str] | None:
    return None if interval is None else [show_number(end) for end in interval]


def _bound(bound: Bound | None, names: tuple[str, ...]) -> dict[str, Any] | None:
    if bound is None:
        return None
    return {
        "value": show_number(bound.value),
        "attained": bound.attained,
        "distribution": [
            {
                "probability": show_number(share.probability),
                "premises": dict(zip(names, share.truths, strict=False)),
                "claim": share.truths[-1],
            }
            for share in bound.distribution
        ],
        "constant": show_number(bound.certificate.constant),
        "multipliers": {
            name: show_number(weight) for name, weight in zip(names, bound.certificate.multipliers, strict=True)
        },
    }
