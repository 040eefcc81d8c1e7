"""The certificate file of an argument: what its steps claim, and the kernel's theorems that show it.

    {"format": "argcheck proofs 2",
     "argument": {"file": path from the certificate file or null, "digest": "sha256:…"},
     "steps": [{"step", "reading": {notion: reading}, "verdict", "facts": [[name, formula], …], "goal",
                "claims": [{"claim", "witnesses": true or false, "cases": …}, …],
                "example": [[name, value], …]}, …],
     "certificate": what the kernel reads}

`witnesses` says whether the author's witnesses are used. `cases` is the name of a theorem, `{"pivot": polynomial,
"cases": [below 0, at 0, above 0]}`, or `{"variable": name, "cases": [outside, …]}` for the values of a whole number.
`facts` and `goal` are there to tell a reader what has changed: nothing is concluded from them. `example`, which may be
missing, is a point at which all facts hold; the older format "argcheck proofs 1" has none.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from argcheck.certificates.format import polynomial_data
from argcheck.kernel import data
from argcheck.kernel.data import Refused
from argcheck.kernel.polynomial import Polynomial, degree
from argcheck.kernel.replay import FORMAT, OLDER, WRAPPED
from argcheck.provers.refutation import GREATEST, LEAST, BySign, ByValue, Refutation, Refuted, Whole

_DEEPEST = 20
_MOST_TERMS = 500
_HIGHEST = 1000


@dataclass(frozen=True)
class ClaimRecord:
    """A claim, the cases in which it is shown, and the theorem of each case, in order."""

    claim: str
    refuted: Refuted
    theorems: tuple[str, ...]


@dataclass(frozen=True)
class StepRecord:
    """What the file says of one step under one reading."""

    step: str
    reading: tuple[tuple[str, str], ...]
    verdict: str
    facts: tuple[tuple[str, str], ...]
    goal: str
    claims: tuple[ClaimRecord, ...]
    example: tuple[tuple[str, str], ...] | None = None


@dataclass(frozen=True)
class ProofFile:
    """A certificate file, its theorems as yet unchecked: by name, as the kernel reads them."""

    argument: str | None
    digest: str
    steps: tuple[StepRecord, ...]
    theorems: dict[str, object]


def written_file(argument: str | None, digest: str, steps: Sequence[object], theorems: Sequence[object]) -> str:
    """The text of a certificate file, a step or theorem a line."""
    steps_text = ",\n".join(compact(step) for step in steps)
    theorems_text = ",\n".join(compact(theorem) for theorem in theorems)
    return (
        f'{{"format":{compact(WRAPPED)},\n"argument":{compact({"file": argument, "digest": digest})},\n'
        f'"steps":[\n{steps_text}\n],\n"certificate":{{"format":{compact(FORMAT)},"theorems":[\n{theorems_text}\n]}}}}\n'
    )


def compact(value: object) -> str:
    """JSON without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def read_file(text: str) -> ProofFile:
    """A certificate file; raises Refused where it is not one. No theorem is checked here."""
    top = data.fields(data.load(text), "format", "argument", "steps", "certificate")
    if top["format"] not in (WRAPPED, OLDER):
        raise Refused(f'the field `format` must be "{WRAPPED}"')
    argument = data.fields(top["argument"], "file", "digest")
    file = None if argument["file"] is None else data.name(argument["file"])
    inner = data.fields(top["certificate"], "format", "theorems")
    if inner["format"] != FORMAT:
        raise Refused(f'the field `format` of the certificate must be "{FORMAT}"')
    theorems: dict[str, object] = {}
    for theorem in data.listed(inner["theorems"], lambda each: each):
        name = data.name(theorem.get("name") if isinstance(theorem, dict) else None)
        if name in theorems:
            raise Refused(f"two theorems have the name `{name}`")
        theorems[name] = theorem
    steps = data.listed(top["steps"], _step)
    if len({(step.step, step.reading) for step in steps}) < len(steps):
        raise Refused("a step occurs twice under one reading")
    return ProofFile(file, data.name(argument["digest"]), steps, theorems)


def claim_data(claim: str, refuted: Refuted, theorems: Sequence[str]) -> dict[str, object]:
    """A claim as the file has it."""
    return {
        "claim": claim,
        "witnesses": refuted.with_witnesses,
        "cases": _cases_data(refuted.cases, iter(theorems)),
    }


def _cases_data(cases: Refutation, names: Iterator[str]) -> object:
    match cases:
        case Whole():
            return next(names)
        case BySign(pivot=pivot, cases=inner):
            return {"pivot": polynomial_data(pivot), "cases": [_cases_data(each, names) for each in inner]}
        case ByValue(variable=variable, cases=inner):
            return {"variable": variable, "cases": [_cases_data(each, names) for each in inner]}


def _step(source: object) -> StepRecord:
    parts = data.fields(source, "step", "reading", "verdict", "facts", "goal", "claims", optional=("example",))
    if not isinstance(parts["reading"], dict):
        raise Refused("a reading is an object")
    reading = tuple((data.name(notion), data.name(one)) for notion, one in parts["reading"].items())
    facts = data.listed(parts["facts"], _fact)
    claims = data.listed(parts["claims"], _claim)
    if len({each.claim for each in claims}) < len(claims):
        raise Refused("a claim occurs twice in one step")
    example = data.listed(parts["example"], _fact) if "example" in parts else None
    names = data.name(parts["step"]), reading, data.name(parts["verdict"])
    return StepRecord(*names, facts, _text(parts["goal"]), claims, example)


def _fact(source: object) -> tuple[str, str]:
    if not isinstance(source, list) or len(source) != 2:
        raise Refused("a fact is a name and a formula")
    return data.name(source[0]), _text(source[1])


def _text(source: object) -> str:
    if not isinstance(source, str):
        raise Refused("a formula is wanted, as text")
    return source


def _claim(source: object) -> ClaimRecord:
    parts = data.fields(source, "claim", "witnesses", "cases")
    if not isinstance(parts["witnesses"], bool):
        raise Refused("`witnesses` is true or false")
    names: list[str] = []
    cases = _cases(parts["cases"], names, _DEEPEST)
    return ClaimRecord(data.name(parts["claim"]), Refuted(cases, parts["witnesses"]), tuple(names))


def _cases(source: object, names: list[str], depth: int) -> Refutation:
    if depth == 0:
        raise Refused("there are cases within cases too deep to follow")
    if isinstance(source, str):
        names.append(data.name(source))
        return Whole()
    wanted = "pivot" if isinstance(source, dict) and "pivot" in source else "variable"
    parts: dict[str, Any] = data.fields(source, wanted, "cases")
    inner = data.listed(parts["cases"], lambda each: _cases(each, names, depth - 1))
    if wanted == "pivot":
        if len(inner) != 3:
            raise Refused("a quantity has three signs")
        below, at, above = inner
        return BySign(_pivot(parts["pivot"]), (below, at, above))
    if len(inner) != GREATEST - LEAST + 2:
        raise Refused("the cases of a whole number are not all there")
    return ByValue(data.name(parts["variable"]), inner)


def _pivot(source: object) -> Polynomial:
    """What is < 0, 0 or > 0: small enough to be put into the step's formulas."""
    if not isinstance(source, list) or len(source) > _MOST_TERMS:
        raise Refused("the quantity whose signs are told apart is too long")
    pivot = data.polynomial(source)
    if degree(pivot) > _HIGHEST:
        raise Refused("the quantity whose signs are told apart has too high a power")
    return pivot
