"""Examples in certificates: what is written is read back exactly, and nothing that is not an example passes for one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import argcheck
from argcheck.analyses.examples import is_example, told
from argcheck.analyses.verification import Standing, StepStanding
from argcheck.api import check_file
from argcheck.logic.exact_text import as_term
from argcheck.logic.surd import make
from argcheck.model.argument import Argument, Inference
from argcheck.model.verdict import Evidence, Verdict
from argcheck.reports.certificates import certificate_file
from argcheck.settings import Settings

TEXT = """argument "Examples"
kind person
predicate mortal(person)
function friend(person) : person
constant socrates : person
quantity x, y : real > 0
quantity m : integer in [0, 9]
proposition calm

premise root : x^2 = 2
premise some : exists t : real in (0, 1): t^2 = y
premise all : forall p : person: mortal(p)

step add from root infer x > 1
step half given 2*m = 6 and calm infer m >= 3
step there from some infer y < 1
step never infer x + y < 0 expect refuted
step nothing given x < 0 infer y = 2 expect vacuous
step dies from all infer mortal(friend(socrates))
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("examples")
    (place / "a.arg").write_text(TEXT)
    report = check_file(str(place / "a.arg"), Settings(proof_effort=20))
    text = certificate_file(report, place)
    assert text is not None
    (place / "a.json").write_text(text)
    return place


@pytest.fixture(scope="module")
def argument(folder: Path) -> Argument:
    return argcheck.load(folder / "a.arg")


def standings(folder: Path, **changed: Any) -> dict[str, StepStanding]:
    """What becomes of the steps where the examples of some are changed, or left out for None."""
    made = json.loads((folder / "a.json").read_text())
    for record in made["steps"]:
        if record["step"] in changed:
            example = changed[record["step"]]
            record.pop("example", None)
            record.update({} if example is None else {"example": example})
    (folder / "changed.json").write_text(json.dumps(made))
    return {each.step: each for each in argcheck.verify(folder / "changed.json").steps}


def inference(argument: Argument, step: str) -> Inference:
    return argument.step(step).inferences[0]


def accepted(argument: Argument, step: str, **values: str) -> bool:
    return is_example(tuple(values.items()), inference(argument, step).facts, ())


def test_every_certificate_but_a_vacuous_one_has_an_example(folder: Path) -> None:
    found = standings(folder)
    assert {each.standing for each in found.values()} == {Standing.VERIFIED}
    assert not any(each.perhaps_vacuously for each in found.values())
    examples = {name: dict(each.example) if each.example is not None else None for name, each in found.items()}
    assert examples["nothing"] is None
    add, there, dies = examples["add"], examples["there"], examples["dies"]
    assert add is not None and add["x"] == "sqrt(2)"
    assert there is not None and len(there) > len(inference(argcheck.load(folder / "a.arg"), "there").quantities)
    assert dies is not None and dies["|person|"] == "1"


def test_without_an_example_a_step_follows_perhaps_vacuously(folder: Path) -> None:
    found = standings(folder, add=None)["add"]
    assert found.standing is Standing.VERIFIED and found.perhaps_vacuously and found.example is None


def test_a_file_of_the_older_format_is_read(folder: Path) -> None:
    made = json.loads((folder / "a.json").read_text())
    for record in made["steps"]:
        record.pop("example", None)
    (folder / "old.json").write_text(json.dumps({**made, "format": "argcheck proofs 1"}))
    found = argcheck.verify(folder / "old.json")
    assert found.verified and [each.step for each in found.steps if not each.perhaps_vacuously] == ["nothing"]


@pytest.mark.parametrize(
    ("step", "example"),
    [
        ("add", []),
        ("add", [["x", "1"]]),
        ("add", [["x", "3/2"]]),
        ("add", [["x", "-sqrt(2)"]]),
        ("add", [["x", "true"]]),
        ("add", [["x", "1"], ["x", "sqrt(2)"]]),
        ("half", [["m", "3"], ["calm", "false"], ["x", "1"], ["y", "1"]]),
        ("never", [["x", "0"], ["y", "1"]]),
        ("there", [["y", "1/4"]]),
    ],
)
def test_a_false_example_is_rejected(folder: Path, step: str, example: list[list[str]]) -> None:
    assert standings(folder, **{step: example})[step].standing is Standing.REJECTED


@pytest.mark.parametrize(
    ("values", "right"),
    [
        ({"m": "3", "calm": "true"}, True),
        ({"m": "6/2", "calm": "true"}, True),
        ({"m": "3", "calm": "1"}, False),
        ({"m": "true", "calm": "true"}, False),
        ({"m": "3"}, False),
        ({"m": "0", "calm": "true"}, False),
    ],
)
def test_values_are_of_the_right_sort(argument: Argument, values: dict[str, str], right: bool) -> None:
    assert accepted(argument, "half", x="1", y="1", **values) is right


@pytest.mark.parametrize(
    "value",
    ["", "x", "1/0", "sqrt(-1)", "log(0)", "2^999999999999", "1) = 1 or (1", "2 infer true", "1.5.", "٣", "(" * 500],
)
def test_what_denotes_no_number_is_no_value(argument: Argument, value: str) -> None:
    assert not accepted(argument, "never", x=value, y="1")


def test_worlds_without_members_or_beyond_them_are_no_examples(argument: Argument) -> None:
    world = {"|person|": "2", "mortal(1)": "true", "mortal(2)": "true", "friend(1)": "2", "friend(2)": "1"}
    world["socrates"] = "2"
    facts = inference(argument, "dies").facts
    rest = {"x": "sqrt(2)", "y": "1", "m": "0"}

    def right(**changed: str) -> bool:
        return is_example(tuple({**world, **rest, **changed}.items()), facts, ())

    assert right()
    for name, value in (
        ("|person|", "0"),
        ("|person|", "3/2"),
        ("|person|", "1000000"),
        ("mortal(1)", "false"),
        ("mortal(1)", "1"),
        ("|person|", "true"),
    ):
        assert not right(**{name: value}), (name, value)


def test_a_point_that_cannot_be_written_is_left_out(argument: Argument) -> None:
    facts = inference(argument, "never").facts
    good = make({frozenset(): 1})
    assert told({"x": good, "y": good}, facts, ()) is not None, as_term(good)
    assert told({"x": good}, facts, ()) is None
    assert told(None, facts, ()) is None


def test_what_names_no_quantity_is_refuted_by_one_evaluation(tmp_path: Path) -> None:
    (tmp_path / "c.arg").write_text("quantity x : real > 0\nstep a given x > 1 infer 2 + 2 = 5 expect refuted\n")
    (found,) = argcheck.check(tmp_path / "c.arg").arguments[0].steps
    assert (found.verdict, found.evidence) == (Verdict.REFUTED, Evidence.EXACT)
