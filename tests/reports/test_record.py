"""The JSON that other programs read: keys may be added, none may change."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

import argcheck
from argcheck.analyses.results import Consistency
from argcheck.reports.record import record
from tests.samples import AT, FAULT, HARD, REPORT, SOFT

ARGUMENT_KEYS = {
    "file", "title", "source", "verdict", "summary", "holds_under", "equivocations", "premises", "structure",
    "steps", "diagnostics", "seconds", "cached",
}  # fmt: skip
STEP_KEYS = {
    "name", "kind", "reading", "verdict", "evidence", "expected", "as_expected", "counterexample", "holds_iff",
    "would_follow_from",
    "premises_used", "premises_unneeded", "prover", "seconds", "follows", "example", "reason", "notes", "trace",
    "contradictory", "story", "undefined",
    "certificate", "structure",
}  # fmt: skip


def test_the_shape() -> None:
    data = json.loads(json.dumps(record((REPORT, FAULT), 2)))
    assert list(data) == ["schema", "argcheck", "arguments", "exit"]
    assert data["schema"] == "argcheck/1"
    assert data["argcheck"] == argcheck.__version__
    assert data["exit"] == 2
    for argument in data["arguments"]:
        assert set(argument) == ARGUMENT_KEYS
        assert set(argument["premises"]) == {"consistent", "witness", "contradictory", "readings"}
        assert set(argument["structure"]) == {"unused", "circular"}
        for step in argument["steps"]:
            assert set(step) == STEP_KEYS


def test_a_step() -> None:
    (argument,) = record((REPORT,), 1)["arguments"]
    first = argument["steps"][0]
    assert first["reading"] == {}
    assert first["verdict"] == "mixed"
    assert first["expected"] == "invalid"
    assert first["as_expected"] is True
    assert first["counterexample"] == {"c": "1", "D": "1/2", "w": "1"}
    assert first["story"][-1] == {
        "name": "",
        "role": "goal",
        "text": "training chooses deceive",
        "values": "1*1/2 - 1 > 0",
        "holds": False,
    }
    assert first["holds_iff"] == "w*D > c"
    assert argument["steps"][2]["reading"] == {"behaviour": "hard"}
    assert argument["equivocations"] == [{"steps": ["single", "shared"], "readings": ["behaviour"]}]
    assert argument["structure"] == {"unused": ["rewarded"], "circular": []}


def test_a_file_at_fault_has_no_verdict() -> None:
    (argument,) = record((FAULT,), 2)["arguments"]
    assert argument["verdict"] is None
    assert argument["diagnostics"] == [
        {
            "code": "E104",
            "severity": "error",
            "message": "unknown quantity `gama`",
            "file": "arguments/sample.arg",
            "line": 4,
            "column": 15,
            "end_line": 4,
            "end_column": 19,
            "hint": "did you mean `gamma`?",
            "fix": None,
        }
    ]


@pytest.mark.parametrize(
    ("verdicts", "consistent"),
    [((), None), ((True, True), True), ((True, False), False), ((True, None), None), ((None, False), False)],
)
def test_premises_speak_of_every_reading(verdicts: tuple[bool | None, ...], consistent: bool | None) -> None:
    found = tuple(
        Consistency(reading, verdict, AT if verdict else None, ("a",) if verdict is False else ())
        for reading, verdict in zip((HARD, SOFT), verdicts, strict=False)
    )
    (argument,) = record((replace(REPORT, consistency=found),), 0)["arguments"]
    premises = argument["premises"]
    assert premises["consistent"] is consistent
    assert len(premises["readings"]) == len(verdicts)
    assert premises["contradictory"] == (["a"] if consistent is False else [])
