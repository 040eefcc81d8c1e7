"""How the argument as a whole stands, and the paragraph that says so."""

from __future__ import annotations

from collections.abc import Sequence

from argcheck.analyses.readings import (
    MOST_COMBINATIONS,
    combinations_of,
    exists_throughout,
    holding,
    left_out,
    supporting_steps,
    under,
)
from argcheck.analyses.results import Consistency, Equivocation, StepResult
from argcheck.model.argument import Argument, Inference, Reading
from argcheck.model.terms import App, Term
from argcheck.model.verdict import Verdict

VALID = "valid"
DEPENDS = "depends on reading"
INVALID = "invalid"
VACUOUS = "vacuous"
UNDECIDED = "undecided"


def standing(argument: Argument, results: Sequence[StepResult]) -> tuple[str, tuple[Reading, ...]]:
    """`valid`, `depends on reading`, `invalid`, `vacuous` or `undecided`, and the readings under which every
    conclusion holds together with all the steps it rests on.

    Where there are too many combinations of readings to list, what is said must hold for those left out too.
    """
    names = supporting_steps(argument)
    readings = combinations_of(argument, names, results)
    held = holding(argument, results, names)
    cut = left_out(argument, names, results)
    if not names:
        return UNDECIDED, ()
    if held:
        everywhere = len(held) == len(readings) and all(r.verdict is Verdict.VALID for r in results if r.name in names)
        if everywhere and cut:
            everywhere = all(exists_throughout(argument, results, name) for name in names)
        return (VALID if everywhere else DEPENDS), held
    if cut:
        hopeless = any(all(r.follows is False for r in _of(name, results)) for name in names if _of(name, results))
        return (INVALID if hopeless else UNDECIDED), ()
    verdicts = [_worst(results, names, reading) for reading in readings]
    if UNDECIDED in verdicts:
        return UNDECIDED, ()
    return (VACUOUS if set(verdicts) == {VACUOUS} else INVALID), ()


def _worst(results: Sequence[StepResult], names: Sequence[str], reading: Reading) -> str:
    here = [under(reading, results, name) for name in names]
    if any(r is None or r.verdict in (Verdict.MIXED, Verdict.REFUTED) or r.follows is False for r in here):
        return INVALID
    if any(r is not None and r.verdict is Verdict.VACUOUS for r in here):
        return VACUOUS
    return UNDECIDED


def summary(
    argument: Argument,
    results: Sequence[StepResult],
    consistency: Sequence[Consistency],
    equivocations: Sequence[Equivocation],
) -> str:
    """One paragraph for a reader who reads nothing else."""
    verdict, held = standing(argument, results)
    names = supporting_steps(argument)
    sentences = [_opening(verdict, held)]
    sentences += _cut_off(left_out(argument, names, results))
    sentences += _premises(consistency)
    sentences += [_break(name, results) for name in names if _never_valid(name, results)]
    sentences += [_open(name, results) for name in names if _left_open(name, results)]
    sentences += [_equivocation(argument, results, one) for one in equivocations]
    sentences += _beside(names, results)
    return " ".join(sentence for sentence in sentences if sentence)


def _opening(verdict: str, held: Sequence[Reading]) -> str:
    match verdict:
        case "valid":
            return "The argument holds as written: its conclusion follows, and so does every step it rests on."
        case "depends on reading":
            return f"The argument holds under some readings of its words only: if {_readings(held)}."
        case "vacuous":
            return "The argument proves nothing: what it assumes contradicts itself."
        case "invalid":
            return "The argument does not hold as written."
    return "Whether the argument holds is not decided."


def _cut_off(left: int) -> list[str]:
    if not left:
        return []
    return [
        f"The words can be read in {MOST_COMBINATIONS + left} combinations, of which only the first "
        f"{MOST_COMBINATIONS} were looked at."
    ]


def _premises(consistency: Sequence[Consistency]) -> list[str]:
    for one in consistency:
        if one.consistent is False:
            where = f" if {_reading(one.reading)}" if one.reading else ""
            names = _listed([f"`{name}`" for name in one.contradictory])
            return [f"Its premises contradict one another{where}: {names}."]
    return []


def _of(name: str, results: Sequence[StepResult]) -> list[StepResult]:
    return [result for result in results if result.name == name]


def _never_valid(name: str, results: Sequence[StepResult]) -> bool:
    mine = _of(name, results)
    return all(r.verdict is not Verdict.VALID for r in mine) and any(r.follows is False for r in mine)


def _left_open(name: str, results: Sequence[StepResult]) -> bool:
    return any(r.verdict is Verdict.UNDECIDED and r.follows is None for r in _of(name, results))


def _break(name: str, results: Sequence[StepResult]) -> str:
    mine = _of(name, results)
    conditions = list(dict.fromkeys(r.holds_iff for r in mine if r.holds_iff))
    enough = next((r.would_follow_from[0] for r in mine if r.would_follow_from), ())
    if enough:
        those = "this premise" if len(enough) == 1 else "these premises"
        return (
            f"It breaks at `{name}`, which does not name {those} of the argument, with which it would follow: "
            f"{_listed([f'`{each}`' for each in enough])}."
        )
    if all(r.verdict is Verdict.REFUTED for r in mine):
        return f"It breaks at `{name}`, which never holds when what it assumes does."
    if conditions:
        needs = _listed([f"`{condition}`" for condition in conditions])
        return f"It breaks at `{name}`: that step holds only if {needs}, which nothing assumes."
    return f"It breaks at `{name}`, which does not follow from what it assumes."


def _open(name: str, results: Sequence[StepResult]) -> str:
    if any(result.undefined for result in _of(name, results)):
        return f"`{name}` says something that has no value at a point it allows, so there is nothing to decide."
    return f"`{name}` is left undecided."


def _equivocation(argument: Argument, results: Sequence[StepResult], one: Equivocation) -> str:
    parts = []
    for name in one.steps:
        readings = [r.reading for r in _of(name, results) if r.verdict is Verdict.VALID]
        parts.append(f"`{name}` holds only if {_readings(readings)}")
    notions = _listed([f"`{notion}`" for notion in one.notions])
    text = (
        f"{_capital(_listed(parts))}; no one reading of {notions} holds "
        f"{'both' if len(parts) == 2 else 'them all'}: the argument uses the word in two senses."
    )
    repairs = _repairs(argument, results, one)
    return f"{text} {repairs}" if repairs else text


def _repairs(argument: Argument, results: Sequence[StepResult], one: Equivocation) -> str:
    """Where the steps stand together: other steps that infer all of what they infer, and hold."""
    found: list[str] = []
    for step in argument.steps:
        if step.name in one.steps:
            continue
        for inference in step.inferences:
            result = under(inference.reading, results, step.name)
            if result is None or result.verdict is not Verdict.VALID:
                continue
            goals = [_goal(argument, name, inference.reading) for name in one.steps]
            if all(goal is not None and goal in _conjuncts(inference.goal) for goal in goals):
                assumed = " and ".join(step.given_text) or "its premises"
                found.append(f"if {_reading(inference.reading)} and if {assumed} (`{step.name}`)")
    return f"They stand together {_listed(found)}." if found else ""


def _goal(argument: Argument, name: str, reading: Reading) -> Term | None:
    inference = _inference(argument, name, reading)
    return inference.goal if inference else None


def _inference(argument: Argument, name: str, reading: Reading) -> Inference | None:
    chosen = dict(reading)
    for inference in argument.step(name).inferences:
        if all(chosen.get(notion, one) == one for notion, one in inference.reading):
            return inference
    return None


def _conjuncts(formula: Term) -> tuple[Term, ...]:
    return formula.args if isinstance(formula, App) and formula.op == "and" else (formula,)


def _beside(names: Sequence[str], results: Sequence[StepResult]) -> list[str]:
    others = list(dict.fromkeys(result.name for result in results if result.name not in names))
    if not others:
        return []
    groups: dict[str, list[str]] = {"hold": [], "hold under some readings": [], "fail": [], "are undecided": []}
    for name in others:
        verdicts = {result.verdict for result in _of(name, results)}
        if verdicts == {Verdict.VALID}:
            groups["hold"].append(name)
        elif Verdict.VALID in verdicts:
            groups["hold under some readings"].append(name)
        elif Verdict.UNDECIDED in verdicts:
            groups["are undecided"].append(name)
        else:
            groups["fail"].append(name)
    parts = [
        f"{_listed([f'`{n}`' for n in members])} {_verb(what, members)}" for what, members in groups.items() if members
    ]
    return [f"Of the steps that the conclusion does not rest on, {'; '.join(parts)}."]


def _verb(what: str, members: Sequence[str]) -> str:
    if len(members) > 1:
        return what
    return {"hold": "holds", "fail": "fails", "are undecided": "is undecided"}.get(what, "holds under some readings")


def _reading(reading: Reading) -> str:
    return " and ".join(f"`{notion}` is {one}" for notion, one in reading) or "under every reading"


def _readings(readings: Sequence[Reading]) -> str:
    notions = list(dict.fromkeys(notion for reading in readings for notion, _ in reading))
    if len(notions) == 1:
        return f"`{notions[0]}` is {_listed([one for reading in readings for _, one in reading], 'or')}"
    return _listed([_reading(reading) for reading in readings], "or")


def _listed(parts: Sequence[str], word: str = "and") -> str:
    unique = list(dict.fromkeys(parts))
    if len(unique) <= 1:
        return "".join(unique)
    return f"{', '.join(unique[:-1])} {word} {unique[-1]}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
