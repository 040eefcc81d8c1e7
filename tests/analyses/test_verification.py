"""Certificates from what `check` proves, and what becomes of them when the argument or the file is another."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import argcheck
from argcheck.analyses.certification import certify_step
from argcheck.analyses.claims import Proved, claims_of
from argcheck.analyses.results import ArgumentReport, StepResult
from argcheck.analyses.verification import Standing, Verification, standings
from argcheck.api import check_file
from argcheck.certificates.file import read_file, written_file
from argcheck.cli.codec import decode, encode
from argcheck.kernel.data import Refused
from argcheck.kernel.replay import replay
from argcheck.model.argument import Inference
from argcheck.model.verdict import Evidence, Verdict
from argcheck.provers.portfolio import default_portfolio
from argcheck.provers.refutation import BySign, ByValue, Refutation, Refuted, Whole
from argcheck.reports.certificates import certificate_file
from argcheck.settings import Settings

TEXT = """argument "Small things"
quantity x, y : real > 0
quantity z : real
quantity m : integer in [0, 2]
proposition calm

premise order : x < y
premise still : calm

step add "a sum" infer x + y > x
step squares "from a premise" from order infer x^2 < y^2
step never "never" infer x + y < 0 expect refuted
step absurd "from nothing" given x < 0 infer y = 2 expect vacuous
step sometimes "now and then" infer x < 1 expect mixed
step defined "a divisor that is not 0" infer 1/(x^2 - x*y + y^2) > 0
step signs "a base of either sign" given z^m > 0 and m = 2 infer z != 0
step values "few values" infer 3^m <= 9
step larger "the larger of two" infer max(x, y) >= x
step told "a proposition" from still infer calm or z > 0
step turn "just above" infer rises(x*y, x)
step far "in the end" infer limit(abs(x)/(abs(x) + 1), x -> 2) = 2/3
step root "a power with a symbolic exponent" given x > 1 infer x^m >= 1
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `small.arg`."""
    place = tmp_path_factory.mktemp("small")
    (place / "small.arg").write_text(TEXT)
    return place


@pytest.fixture(scope="module")
def report(folder: Path) -> ArgumentReport:
    """What was found, with certificates."""
    return check_file(str(folder / "small.arg"), Settings(proof_effort=20))


@pytest.fixture(scope="module")
def text(folder: Path, report: ArgumentReport) -> str:
    """The certificate file."""
    found = certificate_file(report, folder / "proofs")
    assert found is not None
    return found


def result_of(report: ArgumentReport, name: str) -> StepResult:
    return next(result for result in report.steps if result.name == name)


def verified(folder: Path, text: str, argument: str = TEXT) -> Verification:
    """The certificate file held against an argument."""
    (folder / "other.arg").write_text(argument)
    (folder / "file.json").write_text(text)
    return argcheck.verify(folder / "file.json", folder / "other.arg")


def standing(found: Verification, name: str) -> tuple[Standing, str]:
    return next((each.standing, each.detail) for each in found.steps if each.step == name)


def test_the_grades(report: ArgumentReport) -> None:
    assert all(result.as_expected for result in report.steps)
    grades = {result.name: result.evidence for result in report.steps}
    assert grades.pop("sometimes") is Evidence.EXACT
    assert grades.pop("far") is Evidence.SOLVER, "a rule of calculus is no matter for the kernel"
    assert set(grades.values()) <= {Evidence.KERNEL, Evidence.SOLVER}
    for name in ("add", "squares", "never", "absurd", "defined", "larger", "told", "turn"):
        assert grades[name] is Evidence.KERNEL, name
    for result in report.steps:
        certificate = result.certificate
        assert (certificate is not None and not certificate.holes) == (result.evidence is Evidence.KERNEL), result.name
    far = result_of(report, "far").certificate
    assert far is not None and far.holes == ("limits",)


def test_no_effort_no_certificate(folder: Path) -> None:
    (found,) = argcheck.check(folder / "small.arg", steps=["add"], proof_effort=0).arguments
    assert found.steps[0].certificate is None and found.steps[0].evidence is Evidence.SOLVER
    assert certificate_file(found, folder) is None


def test_a_report_with_certificates_is_remembered_as_it_is(report: ArgumentReport) -> None:
    assert decode(json.loads(json.dumps(encode(result_of(report, "squares"))))) == result_of(report, "squares")


def test_the_file_is_verified_and_names_its_argument(folder: Path, text: str) -> None:
    (folder / "proofs").mkdir()
    (folder / "proofs" / "small.json").write_text(text)
    found = argcheck.verify(folder / "proofs" / "small.json")
    assert found.verified and found.unchanged
    assert {each.step for each in found.steps if each.standing is Standing.ABSENT} == {"sometimes"}
    assert len(replay(text)) == sum(each.theorems for each in found.steps)


def test_an_edited_premise_names_the_steps_that_rest_on_it(folder: Path, text: str) -> None:
    found = verified(folder, text, TEXT.replace("order : x < y", "order : x <= y"))
    assert not found.verified and not found.unchanged
    assert {each.step for each in found.steps if each.standing is Standing.CHANGED} == {"squares"}
    assert standing(found, "squares")[1].startswith("`order` was `x < y` and is `x <= y`")


EDITS: dict[str, tuple[str, str, str]] = {
    "a claim": ("infer x + y > x", "infer x + y > 2*x", "add"),
    "a range": ("quantity x, y : real > 0", "quantity x, y : real", "add"),
    "a whole number": ("m : integer in [0, 2]", "m : real in [0, 2]", "values"),
    "a longer range": ("m : integer in [0, 2]", "m : integer in [0, 3]", "values"),
    "a source": (" from order infer", " infer", "squares"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_what_was_edited_is_noticed(folder: Path, text: str, edit: str) -> None:
    old, new, step = EDITS[edit]
    changed = TEXT.replace(old, new)
    if edit == "a whole number":
        changed = "\n".join(line for line in changed.splitlines() if "^m" not in line or "values" in line)
        changed = changed.replace("3^m <= 9", "m*(m - 1)*(m - 2) = 0")
    found = verified(folder, text, changed)
    assert standing(found, step)[0] is Standing.CHANGED, standing(found, step)


def test_what_the_proof_does_not_need_may_change(folder: Path, text: str) -> None:
    found = verified(folder, text, TEXT.replace("quantity z : real", "quantity z : real > 5"))
    assert standing(found, "add")[0] is Standing.VERIFIED
    found = verified(folder, text, TEXT.replace("step add", "step total"))
    assert standing(found, "add")[0] is Standing.MISSING
    assert standing(found, "total")[0] is Standing.ABSENT


def damaged(text: str, change: Callable[[dict[str, Any]], None]) -> str:
    data = json.loads(text)
    change(data)
    return json.dumps(data)


def test_a_certificate_of_another_theorem_is_rejected(folder: Path, text: str) -> None:
    def swap(data: dict[str, Any]) -> None:
        for step in data["steps"]:
            if step["step"] == "squares":
                step["claims"][0]["cases"] = "add follows"

    found = verified(folder, damaged(text, swap))
    state, detail = standing(found, "squares")
    assert state is Standing.REJECTED and "`add follows` supposes what the step does not say" in detail
    assert standing(found, "add")[0] is Standing.VERIFIED


def test_the_file_tells_each_step_as_the_argument_does(folder: Path, text: str) -> None:
    def tell(data: dict[str, Any], part: str, told: Any) -> None:
        next(step for step in data["steps"] if step["step"] == "squares")[part] = told

    for part, told in (("goal", "x^2 < 2*y^2"), ("facts", [["order", "x <= y"]]), ("facts", [])):
        found = verified(folder, damaged(text, lambda data, part=part, told=told: tell(data, part, told)))
        assert found.unchanged
        assert standing(found, "squares")[0] is Standing.REJECTED, part
        assert standing(found, "add")[0] is Standing.VERIFIED


def test_damage_to_a_theorem_is_told_of_its_step_alone(folder: Path, text: str) -> None:
    def damage(data: dict[str, Any]) -> None:
        for theorem in data["certificate"]["theorems"]:
            if theorem["name"] == "squares follows":
                theorem["proof"] = [{"rule": "sum", "terms": [], "equations": []}]

    found = verified(folder, damaged(text, damage))
    assert standing(found, "squares") == (
        Standing.REJECTED,
        "the kernel refuses the theorem `squares follows`: no term of a sum is certainly positive",
    )
    assert [each.step for each in found.steps if each.standing is Standing.REJECTED] == ["squares"]
    with pytest.raises(Refused):
        replay(damaged(text, damage))


def test_a_theorem_says_what_every_symbol_of_the_step_means(tmp_path: Path) -> None:
    """Without the meaning of exp(x), its derivative would be that of a constant, and the claim refuted."""
    argument = loaded(tmp_path, 'argument "A"\nquantity x : real\nstep s infer diff(exp(x), x) > 0')
    (inference,) = argument.steps[0].inferences
    claims = claims_of(Verdict.REFUTED, inference.facts, inference, ())
    assert [claim.name for claim in claims] == ["fails"]
    follows = claims_of(Verdict.VALID, inference.facts, inference, ())
    step, (theorem,) = certified(inference, [(follows[0], Refuted(Whole()))])
    assert state_of(step, [theorem], argument) is Standing.VERIFIED
    assert isinstance(theorem, dict)
    slope = "diff(exp(x), x)"
    theorem["symbols"] = [each for each in theorem["symbols"] if each[0] == slope]
    theorem["hypotheses"] = [
        {"label": "the claim", "formula": [">", [["1", [[slope, 1]]]]]},
        {
            "label": "of a constant",
            "formula": ["=", [["1", [[slope, 1]]]]],
            "lemma": {"name": "derivative", "arguments": [slope]},
        },
    ]
    terms = [{"coefficient": "1", "facts": [0], "squares": []}]
    theorem["proof"] = [{"rule": "sum", "terms": terms, "equations": [{"fact": 1, "multiplier": [["-1", []]]}]}]
    step["verdict"], step["claims"][0]["claim"] = "refuted", "fails"
    assert state_of(step, [theorem], argument) is Standing.REJECTED


def test_a_theorem_or_a_claim_may_be_missing(folder: Path, text: str) -> None:
    def drop(data: dict[str, Any]) -> None:
        theorems = data["certificate"]["theorems"]
        data["certificate"]["theorems"] = [each for each in theorems if each["name"] != "add follows"]
        for step in data["steps"]:
            if step["step"] in ("never", "defined"):
                step["claims"] = [each for each in step["claims"] if each["claim"] in ("follows", "contradiction")]

    found = verified(folder, damaged(text, drop))
    assert standing(found, "add")[0] is Standing.MISSING
    assert standing(found, "never")[0] is Standing.MISSING
    assert standing(found, "defined")[0] is Standing.MISSING


def test_a_verdict_is_shown_by_its_own_claim(folder: Path, text: str) -> None:
    def claim(data: dict[str, Any]) -> None:
        for step in data["steps"]:
            step["verdict"] = {"add": "refuted", "never": "valid", "squares": "vacuous", "told": "mixed"}.get(
                step["step"], step["verdict"]
            )

    found = verified(folder, damaged(text, claim))
    assert [standing(found, name)[0] for name in ("add", "never", "squares", "told")] == [
        Standing.MISSING,
        Standing.MISSING,
        Standing.MISSING,
        Standing.REJECTED,
    ]


MALFORMED: dict[str, Callable[[dict[str, Any]], None]] = {
    "format": lambda data: data.update(format="argcheck proofs 3"),
    "more": lambda data: data.update(note="x"),
    "no digest": lambda data: data["argument"].pop("digest"),
    "no steps": lambda data: data.pop("steps"),
    "a step twice": lambda data: data["steps"].append(data["steps"][0]),
    "a claim twice": lambda data: data["steps"][0]["claims"].append(data["steps"][0]["claims"][0]),
    "a theorem twice": lambda data: data["certificate"]["theorems"].append(data["certificate"]["theorems"][0]),
    "two signs": lambda data: data["steps"][0]["claims"][0].update(cases={"pivot": [], "cases": ["a", "b"]}),
    "few values": lambda data: data["steps"][0]["claims"][0].update(cases={"variable": "m", "cases": ["a", "b"]}),
    "a witness": lambda data: data["steps"][0]["claims"][0].update(witnesses=1),
    "a theorem": lambda data: data["certificate"]["theorems"].append(3),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_only_the_one_format_is_read(text: str, name: str) -> None:
    with pytest.raises(Refused):
        read_file(damaged(text, MALFORMED[name]))


def test_cases_that_do_not_fit_are_rejected(folder: Path, text: str) -> None:
    pivots: list[Any] = [[["1", [["nobody", 1]]]], [["1", [["calm", 1]]]]]
    for pivot in pivots:

        def split(data: dict[str, Any], pivot: Any = pivot) -> None:
            for step in data["steps"]:
                if step["step"] == "told":
                    step["claims"][0]["cases"] = {"pivot": pivot, "cases": ["told follows"] * 3}

        assert standing(verified(folder, damaged(text, split)), "told")[0] is Standing.REJECTED


CASES = """argument "Cases"
quantity x, y : real
step far "by cases" infer x^2 + y^2 >= 2*x*y by cases x <= y, y <= x
"""


def test_the_cases_of_an_author_must_cover_everything(tmp_path: Path) -> None:
    argument = loaded(tmp_path, CASES)
    (inference,) = argument.steps[0].inferences
    claims = claims_of(Verdict.VALID, inference.facts, inference, ())
    step, theorems = certified(inference, [(claim, Refuted(Whole())) for claim in claims])
    assert [claim["claim"] for claim in step["claims"]] == ["covered 1", "follows 1", "follows 2"]

    def state(step: object, argument: argcheck.Argument) -> Standing:
        return state_of(step, theorems, argument)

    assert state(step, argument) is Standing.VERIFIED
    assert state({**step, "claims": step["claims"][1:]}, argument) is Standing.MISSING
    assert state({**step, "claims": step["claims"][:-1]}, argument) is Standing.MISSING
    assert state(step, loaded(tmp_path, CASES.replace("y <= x", "y + 1 <= x"))) is Standing.REJECTED


W = Whole()
SPLITS: dict[str, tuple[str, Refutation]] = {
    "by sign": ("x^2 + y^2 >= 2*x*y", BySign({(("x", 1),): 1, (("y", 1),): -1}, (Whole(), Whole(), Whole()))),
    "within": (
        "x*y <= x^2 + y^2",
        BySign({(("x", 1),): 1}, (W, W, BySign({(("y", 1),): 1}, (W, W, W)))),
    ),
    "by value": ("m*(m - 1)*(m - 2) = 0", ByValue("m", (W,) * 14)),
}


@pytest.mark.parametrize("name", SPLITS)
def test_cases_that_the_search_told_apart(tmp_path: Path, name: str) -> None:
    goal, cases = SPLITS[name]
    argument = loaded(
        tmp_path, f'argument "A"\nquantity x, y : real\nquantity m : integer in [0, 2]\nstep s infer {goal}'
    )
    (inference,) = argument.steps[0].inferences
    (claim,) = claims_of(Verdict.VALID, inference.facts, inference, ("follows",))
    step, theorems = certified(inference, [(claim, Refuted(cases))])
    assert len(theorems) == {"by sign": 3, "within": 5, "by value": 14}[name]
    assert state_of(step, theorems, argument) is Standing.VERIFIED
    (recorded,) = read_file(written_file(None, "sha256:0", [step], theorems)).steps[0].claims
    assert recorded.refuted.cases == cases
    step["claims"][0]["cases"]["cases"][0] = step["claims"][0]["cases"]["cases"][1]
    assert state_of(step, theorems, argument) is Standing.REJECTED


@pytest.mark.parametrize("pivot", [[["1", [["x", 999_999_999]]]], [["1", [["x", power]]] for power in range(1, 600)]])
def test_cases_of_something_enormous_are_refused(pivot: list[Any]) -> None:
    claim = {"claim": "follows", "witnesses": True, "cases": {"pivot": pivot, "cases": ["t", "t", "t"]}}
    step = {"step": "s", "reading": {}, "verdict": "valid", "facts": [], "goal": "x > 0", "claims": [claim]}
    with pytest.raises(Refused, match="too"):
        read_file(written_file(None, "sha256:0", [step], [{"name": "t"}]))


def loaded(folder: Path, text: str) -> argcheck.Argument:
    (folder / "cases.arg").write_text(text)
    return argcheck.load(folder / "cases.arg")


def certified(inference: Inference, proved: list[Proved]) -> tuple[dict[str, Any], list[object]]:
    """The record of a valid step, and its theorems."""
    with default_portfolio() as prover:
        certificate = certify_step(inference, Verdict.VALID, proved, 20, prover)
    return json.loads(certificate.claims), json.loads(certificate.theorems)


def state_of(step: object, theorems: list[object], argument: argcheck.Argument) -> Standing:
    (found,) = standings(read_file(written_file(None, "sha256:0", [step], theorems)), argument)
    return found.standing
