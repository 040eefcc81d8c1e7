"""The exploration as JSON, schema `argcheck/1`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from argcheck.analyses.exploration.blame import Blame, Idle
from argcheck.analyses.exploration.changes import VerdictChange
from argcheck.analyses.exploration.explore import Exploration
from argcheck.analyses.exploration.repair import Alone, Mending, Need, Proposed, Repair
from argcheck.analyses.exploration.results import AssumptionMap
from argcheck.analyses.exploration.structure import Shape
from argcheck.analyses.results import StepResult
from argcheck.reports.shares import shares_record


def exploration_record(found: Exploration) -> dict[str, Any]:
    """Everything that was found; sets of names are lists, readings objects, numbers text."""
    return {
        "maps": [_map(one) for one in found.maps],
        "failures": [_blame(one) for one in found.blames],
        "repairs": [_repair(one) for one in found.repairs],
        "equivocations": [
            {
                "steps": list(one.steps),
                "readings": list(one.notions),
                "mended": [_mending(each) for each in found.mendings if each.steps == one.steps],
            }
            for one in found.report.equivocations
        ],
        "confidences": [
            {
                "step": one.step,
                "reading": dict(one.reading),
                "at_least": str(one.least),
                "by": list(one.by),
                "doubted": one.doubted or None,
            }
            for one in found.confidences
        ],
        "shares": [
            {"step": one.step, "reason": one.reason} if one.share is None else shares_record(one.share)
            for one in found.shares
        ],
        "idle_steps": [_idle(one) for one in found.idle],
        "structure": _shape(found.shape) if found.shape else None,
        "ended_early": found.ended,
        "complete": not found.ended and all(one.complete for one in found.maps),
    }


def changes_record(changes: Sequence[VerdictChange]) -> list[dict[str, Any]]:
    """Which verdicts changed: `before` and `after` are null where the step is not there."""
    return [
        {
            "step": one.name,
            "reading": dict(one.reading),
            "before": _verdict(one.before),
            "after": _verdict(one.after),
            "newly_holds": one.newly_holds,
            "newly_fails": one.newly_fails,
        }
        for one in changes
    ]


def _verdict(result: StepResult | None) -> dict[str, Any] | None:
    if result is None:
        return None
    return {
        "verdict": result.verdict.value,
        "holds_iff": result.holds_iff,
        "counterexample": dict(result.counterexample.values) if result.counterexample else None,
    }


def _map(found: AssumptionMap) -> dict[str, Any]:
    return {
        "step": found.step,
        "reading": dict(found.reading),
        "scope": found.scope,
        "candidates": list(found.candidates),
        "sufficient": [
            {"names": list(one.names), "minimal": one.minimal, "consistent": one.consistent} for one in found.sufficient
        ],
        "insufficient": [
            {
                "names": list(one.names),
                "missing": list(one.missing),
                "maximal": one.maximal,
                "counterexample": dict(one.counterexample.values),
                "exact": one.exact,
            }
            for one in found.insufficient
        ],
        "undecided": [{"names": list(one.names), "reason": one.reason} for one in found.undecided],
        "essential": list(found.essential),
        "helpful": list(found.helpful),
        "idle": list(found.idle),
        "unclear": list(found.unclear),
        "complete": found.complete,
        "reason": found.reason,
        "questions": found.questions,
    }


def _blame(found: Blame) -> dict[str, Any]:
    return {
        "step": found.step,
        "reading": dict(found.reading),
        "downstream": list(found.downstream),
        "standing": list(found.standing),
        "falling": list(found.falling),
        "unclear": list(found.unclear),
        "converse": found.converse,
    }


def _need(need: Need | None) -> dict[str, Any] | None:
    if need is None:
        return None
    return {
        "condition": need.condition,
        "is_premise": list(need.premises),
        "boundary": need.boundary,
        "without": list(need.without),
    }


def _repair(found: Repair) -> dict[str, Any]:
    return {
        "step": found.step,
        "reading": dict(found.reading),
        "premises": [list(names) for names in found.premises],
        "needs": _need(found.need),
        "alone": _alone(found.alone),
        "sufficient": list(found.sufficient),
        "rejected": list(found.rejected),
        "unproved": _proposed(found.unproved),
        "stopped": found.stopped,
    }


def _alone(found: Alone | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "over": list(found.over),
        "condition": found.condition,
        "is_premise": list(found.premises),
        "proved": True,
        "weakest": found.weakest,
        "engine": found.engine,
    }


def _proposed(found: Proposed | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {"over": list(found.over), "condition": found.condition, "engine": found.engine}


def _mending(found: Mending) -> dict[str, Any]:
    return {"reading": dict(found.reading), "needs": _need(found.need)}


def _idle(found: Idle) -> dict[str, Any]:
    return {"step": found.step, "reading": dict(found.reading), "premise": found.premise}


def _shape(found: Shape) -> dict[str, Any]:
    return {
        "circles": [list(circle) for circle in found.circles],
        "unused": list(found.unused),
        "unreached": list(found.unreached),
        "idle_steps": list(found.idle_steps),
        "bottlenecks": {name: list(through) for name, through in found.bottlenecks},
    }
