"""Decisions played out: brute force against sums done by hand, and against the conditions that `derive` finds."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from argcheck.analyses.check import CheckOptions, searching
from argcheck.analyses.simulation.decisions import Simulated, over_time, simulate
from argcheck.api import load
from argcheck.cli.main import main
from argcheck.reports.simulation import decision_lines

ARGUMENTS = Path(__file__).parent.parent.parent / "arguments"
WAITING = """argument "Waiting"
quantity delta : real in (0, 1)
quantity p : probability
quantity N : integer >= 1
quantity gain, now : real > 0
premise dear "what is to be had now is more than one gain" : now > gain
decision wait
  state fair : p
  state foul : 1 - p
  option later : sum(t from 1 to N: delta^t*gain) in fair, 0 in foul
  option endless : sum(t from 1 to infinity: delta^t*gain) in fair, -1 in foul
  option at_once : now
step so infer wait prefers at_once to later
  from dear
  expect mixed
"""


def played(path: Path, decision: str, samples: int = 40, dropped: tuple[str, ...] = ()) -> tuple[Simulated, ...]:
    argument = load(path)
    with searching(CheckOptions(timeout=5)) as decider:
        chosen = argument.decision(decision)
        return simulate(argument, chosen, decider, fixed={}, samples=samples, seed=3, dropped=dropped)


def test_worths_are_those_of_sums_done_by_hand(tmp_path: Path) -> None:
    path = tmp_path / "waiting.arg"
    path.write_text(WAITING, encoding="utf-8")
    (found,) = played(path, "wait")
    assert found.premises == ("dear",) and len(found.cases) == 40 and not found.disagreements
    assert found.open < 10 and {case.best for case in found.cases} >= {("at_once",), ("endless",)}
    for case in found.cases:
        d, p, gain, now = (case.values[name] for name in ("delta", "p", "gain", "now"))
        n = case.values["N"]
        assert isinstance(d, Fraction) and isinstance(p, Fraction) and isinstance(n, Fraction)
        assert isinstance(gain, Fraction) and isinstance(now, Fraction) and now > gain
        assert case.worths["later"] == p * gain * d * (1 - d ** int(n)) / (1 - d)
        endless = p * gain * d / (1 - d) - (1 - p)
        assert isinstance(case.worths["endless"], Fraction)
        assert case.best is None or abs(case.worths["endless"] - endless) <= p * gain * d**300 / (1 - d)
        exact = {"later": case.worths["later"], "endless": endless, "at_once": now}
        top = max(exact.values())
        assert case.best in (None, tuple(option for option, worth in exact.items() if worth == top))


@pytest.mark.parametrize(
    ("name", "decision"),
    [("grim_trigger", "round"), ("hubinger2019", "exits"), ("miles2021", "training"), ("newcomb", "boxes")],
)
def test_brute_force_agrees_with_every_condition(name: str, decision: str) -> None:
    for found in played(ARGUMENTS / f"{name}.arg", decision):
        assert len(found.cases) == 40 and not found.disagreements and not found.open


def test_a_false_condition_is_found_out() -> None:
    (found,) = played(ARGUMENTS / "grim_trigger.arg", "round")
    turned = {"cooperate": "defect", "defect": "cooperate"}
    cases = tuple(
        replace(case, condition={turned[option]: said for option, said in case.condition.items()})
        for case in found.cases
    )
    false = replace(found, cases=cases)
    assert len(false.disagreements) == 40
    shown = "\n".join(decision_lines(false))
    assert "DISAGREE in 40 of 40" in shown and ", delta = " in shown and "is worth" in shown


def test_premises_are_kept_to_unless_dropped(tmp_path: Path) -> None:
    path = tmp_path / "waiting.arg"
    path.write_text(WAITING, encoding="utf-8")
    (free,) = played(path, "wait", dropped=("dear",))
    values = [(case.values["now"], case.values["gain"]) for case in free.cases]
    assert not free.premises and any(now <= gain for now, gain in values)


def test_which_decisions_are_over_time() -> None:
    found = {
        f"{name}.{decision.name}": over_time(decision)
        for name in ("grim_trigger", "newcomb", "miles2021")
        for decision in load(ARGUMENTS / f"{name}.arg").decisions
    }
    assert found == {
        "grim_trigger.round": True,
        "grim_trigger.once": False,
        "newcomb.boxes": False,
        "miles2021.training": True,
    }


def test_the_command_plays_every_decision_over_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("matplotlib")
    asked = ["simulate", str(ARGUMENTS / "grim_trigger.arg"), "--set", "P=1/2", "--samples", "30", "--json"]
    assert main([*asked, "--plot", str(tmp_path / "round.svg")]) == 0
    (found,) = json.loads(capsys.readouterr().out)["results"]
    assert found["decision"] == "round" and found["agree"] == 30 and found["disagree"] == 0
    assert all(case["values"]["P"] == "1/2" for case in found["cases"])
    assert sum(found["best"].values()) == 30 and found["conditions"]["cooperate"]["proved"]
    assert "<svg" in (tmp_path / "round.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "more", "message"),
    [
        ("newcomb", [], "name one to play it out all the same: `boxes`"),
        ("newcomb", ["bxes"], "has no decision `bxes`"),
        ("syllogisms", [], "has no decision, so there is nothing to play out"),
        ("grim_trigger", ["--set", "R=-100"], "no draw met the bounds"),
        ("grim_trigger", ["--drop", "nothing"], "no premise `nothing`"),
        ("grim_trigger", ["--reading", "a=b"], "no notion with readings called `a`"),
    ],
)
def test_what_cannot_be_played(name: str, more: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate", str(ARGUMENTS / f"{name}.arg"), *more]) == 2
    assert message in capsys.readouterr().err
