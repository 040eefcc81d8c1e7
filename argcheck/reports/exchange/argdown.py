"""The argument as an Argdown document: statements, and each step as a reconstructed argument, with verdicts as data.

Argdown (https://argdown.org/syntax) reads `[name]: sentence {key: value}` as a statement, `<name>` as an argument, and
numbered statements with a line `----` as premises and a conclusion. A step whose conclusion another step uses has the
same statement in both, so that the map draws the connection.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from argcheck.analyses.results import StepResult
from argcheck.model.argument import Argument, Premise, Step
from argcheck.reports.layout import clean


def argdown(argument: Argument, results: Sequence[StepResult]) -> str:
    """The whole document. Without results there are no verdicts."""
    lines = ["===", f"title: {_data(argument.title)}"]
    if argument.source:
        lines.append(f"source: {_data(argument.source)}")
    if argument.about:
        lines.append(f"abstract: {_data(argument.about)}")
    lines += ["===", "", "# Premises", ""]
    premises = {premise.name: premise for premise in argument.premises}
    for premise in premises.values():
        lines += [_premise(premise), ""]
    lines += ["# Steps", ""]
    for step in argument.steps:
        lines += [*_step(step, premises, [one for one in results if one.name == step.name]), ""]
    return "\n".join(lines).rstrip() + "\n"


def _premise(premise: Premise) -> str:
    data = {"formula": premise.text, "where": premise.where}
    if premise.credence:
        data["credence"] = " .. ".join(dict.fromkeys(str(end) for end in premise.credence))
    return f"[{premise.name}]: {_sentence(premise.says or premise.text)} #premise {_braces(data)}"


def _step(step: Step, premises: dict[str, Premise], results: Sequence[StepResult]) -> Iterator[str]:
    about = f": {_sentence(step.says)}" if step.says else ""
    yield f"<{step.name} argument>{about} #{step.kind} {_braces({'where': step.where})}".rstrip()
    yield ""
    stated = [f"[{name}]" for name in step.sources]
    stated += [f"{_sentence(text)} {_braces({'formula': text})}" for text in step.given_text]
    # Argdown has no inference without a premise
    stated = stated or [_sentence("What is declared of its quantities.")]
    for number, text in enumerate(stated, 1):
        yield f"({number}) {text}"
    verdicts = [_verdict(result) for result in results]
    uses = {"uses": list(range(1, len(stated) + 1))} if stated else {}
    yield f"-- {step.name} {_braces({**uses, **({'verdicts': verdicts} if verdicts else {})})} --".replace("  ", " ")
    sentence = _sentence(step.says or step.infer_text)
    yield f"({len(stated) + 1}) [{step.name}]: {sentence} #{step.kind} {_braces({'formula': step.infer_text})}"


def _verdict(result: StepResult) -> dict[str, object]:
    found: dict[str, object] = {"verdict": result.verdict.value, "evidence": result.evidence.value}
    if result.reading:
        found["reading"] = dict(result.reading)
    if result.holds_iff:
        found["holds_iff"] = result.holds_iff
    if result.counterexample:
        found["counterexample"] = dict(result.counterexample.values)
    return found


def _braces(data: dict[str, object] | dict[str, str]) -> str:
    """Data in braces: JSON is YAML in flow style, which Argdown expects there. Nothing for nothing."""
    said = {key: value for key, value in data.items() if value not in ("", [], {})}
    return _data(said) if said else ""


def _data(data: object) -> str:
    return json.dumps(data, ensure_ascii=False)


def _sentence(text: str) -> str:
    """Prose on one line in which no sign begins a link, a tag, data, emphasis or a comment of Argdown."""
    plain = " ".join(clean(text).split())
    return "".join(f"\\{sign}" if sign in "\\[]<>{}#*_@/" else sign for sign in plain)
