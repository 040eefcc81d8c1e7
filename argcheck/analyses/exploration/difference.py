"""What a change of the argument changed: edits by name and by meaning, verdicts, and which edit is to blame.

A premise that is worded otherwise but proved to mean the same is no change of meaning.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from argcheck.analyses.check import CheckOptions, check_with
from argcheck.analyses.exploration.changes import VerdictChange, changes
from argcheck.analyses.exploration.forms import SameForm, same_forms
from argcheck.analyses.results import ArgumentReport
from argcheck.model.argument import Argument, Fact, Inference, Reading
from argcheck.model.show import show
from argcheck.model.terms import Term, conjunction, free_variables, negation
from argcheck.model.verdict import Verdict
from argcheck.provers.backend import Status
from argcheck.provers.search import Searcher

How = Literal["added", "removed", "changed", "reworded", "renamed"]
What = Literal["quantity", "definition", "premise", "given", "inference", "sources", "step"]

_Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Edit:
    """One difference. `name` is the item's (a step's, for its givens, sources and what it infers). `reworded`: other
    words, proved to mean the same; `renamed`: another name for the same, `before` being the old name."""

    what: What
    name: str
    how: How
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Explained:
    """A verdict that changed. `because` are parts of the step, each of which brings the old verdict back when it alone
    is put back; empty where none does."""

    change: VerdictChange
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed between two versions of an argument, and which steps have one form under other names."""

    before: ArgumentReport
    after: ArgumentReport
    edits: tuple[Edit, ...]
    changes: tuple[Explained, ...]
    forms: tuple[SameForm, ...] = ()


def difference(old: Argument, new: Argument, searcher: Searcher, options: CheckOptions) -> Difference:
    """Compare two versions."""
    before, after = check_with(searcher, old, options), check_with(searcher, new, options)
    edits = (
        *_quantities(old, new),
        *_definitions(old, new),
        *_premises(old, new, searcher),
        *_steps(old, new, searcher),
    )
    found = tuple(_explained(one, old, new, searcher) for one in changes(before.steps, after.steps))
    return Difference(before, after, edits, found, same_forms(old, new))


# ---- edits ---------------------------------------------------------------------------------------------


def _quantities(old: Argument, new: Argument) -> Iterator[Edit]:
    def told(argument: Argument) -> dict[str, str]:
        found: dict[str, str] = {}
        for quantity in argument.quantities:
            bounds = conjunction(*quantity.bounds)
            found[quantity.name] = f"{quantity.sort.value}, {show(bounds)}" if quantity.bounds else quantity.sort.value
        return found

    yield from _by_text("quantity", told(old), told(new))


def _definitions(old: Argument, new: Argument) -> Iterator[Edit]:
    def told(argument: Argument) -> dict[str, str]:
        found: dict[str, str] = {}
        for each in argument.definitions:
            where = f" under {each.reading[1]}" if each.reading else ""
            head = f"{each.name}({', '.join(each.parameters)})" if each.parameters else each.name
            found[f"{each.name}{where}"] = f"{head} = {each.text}"
        return found

    yield from _by_text("definition", told(old), told(new))


def _by_text(what: What, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Edit]:
    for name in dict.fromkeys((*old, *new)):
        if name not in new:
            yield Edit(what, name, "removed", old[name])
        elif name not in old:
            yield Edit(what, name, "added", "", new[name])
        elif old[name] != new[name]:
            yield Edit(what, name, "changed", old[name], new[name])


def _premises(old: Argument, new: Argument, searcher: Searcher) -> Iterator[Edit]:
    olds, news = _meanings(old), _meanings(new)
    texts_old = {premise.name: premise.text for premise in old.premises}
    texts_new = {premise.name: premise.text for premise in new.premises}
    gone = [name for name in olds if name not in news]
    come = [name for name in news if name not in olds]
    for name in list(come):
        twin = next((one for one in gone if _alike(olds[one], news[name], searcher)), None)
        if twin is not None:
            gone.remove(twin)
            come.remove(name)
            yield Edit("premise", name, "renamed", twin, texts_new[name])
    for name in dict.fromkeys((*olds, *news)):
        if name in gone:
            yield Edit("premise", name, "removed", texts_old[name])
        elif name in come:
            yield Edit("premise", name, "added", "", texts_new[name])
        elif name in olds and name in news:
            same = _alike(olds[name], news[name], searcher)
            if not same or texts_old[name] != texts_new[name]:
                yield Edit("premise", name, "reworded" if same else "changed", texts_old[name], texts_new[name])


def _meanings(argument: Argument) -> dict[str, dict[Reading, tuple[Term, tuple[Term, ...]]]]:
    """Each premise's formula under each reading, with the bounds of the quantities."""
    found: dict[str, dict[Reading, tuple[Term, tuple[Term, ...]]]] = {p.name: {} for p in argument.premises}
    for premises in argument.premise_sets:
        bounds = tuple(fact.formula for fact in premises.facts if fact.role == "bound")
        for fact in premises.facts:
            if fact.role == "premise":
                found[fact.name][premises.reading] = (fact.formula, bounds)
    return found


def _alike(
    old: Mapping[Reading, tuple[Term, tuple[Term, ...]]],
    new: Mapping[Reading, tuple[Term, tuple[Term, ...]]],
    searcher: Searcher,
) -> bool:
    """Whether both are proved equivalent, under every reading that goes with both, given the bounds that both have."""
    pairs = [
        (one, other)
        for reading, one in old.items()
        for other_reading, other in new.items()
        if _compatible(reading, other_reading)
    ]
    return bool(pairs) and all(
        _equivalent(one[0], other[0], [bound for bound in one[1] if bound in other[1]], searcher)
        for one, other in dict.fromkeys(pairs)
    )


def _equivalent(one: Term, other: Term, facts: Sequence[Term], searcher: Searcher) -> bool:
    if one == other:
        return True
    if _clash([one, other, *facts]):
        return False
    return searcher.refutes([*facts, one, negation(other)]) and searcher.refutes([*facts, other, negation(one)])


def _clash(formulas: Sequence[Term]) -> bool:
    """Whether a name stands for quantities of two sorts: then the formulas do not speak of the same thing."""
    variables = {variable for formula in formulas for variable in free_variables(formula)}
    return len({variable.name for variable in variables}) < len(variables)


def _steps(old: Argument, new: Argument, searcher: Searcher) -> Iterator[Edit]:
    olds = {step.name: step for step in old.steps}
    news = {step.name: step for step in new.steps}
    for name in dict.fromkeys((*olds, *news)):
        if name not in news:
            yield Edit("step", name, "removed", olds[name].infer_text)
            continue
        if name not in olds:
            yield Edit("step", name, "added", "", news[name].infer_text)
            continue
        one, other = olds[name], news[name]
        if set(one.sources) != set(other.sources):
            yield Edit("sources", name, "changed", ", ".join(one.sources), ", ".join(other.sources))
        pairs = list(_pairs(one.inferences, other.inferences))
        for what, before, after in (
            ("given", " and ".join(one.given_text), " and ".join(other.given_text)),
            ("inference", one.infer_text, other.infer_text),
        ):
            same = all(_same_part(what, first, second, searcher) for first, second in pairs)
            if before != after or not same:
                yield Edit(what, name, "reworded" if same else "changed", before, after)  # type: ignore[arg-type]


def _same_part(what: str, one: Inference, other: Inference, searcher: Searcher) -> bool:
    parts = [_givens(one), _givens(other)] if what == "given" else [one.goal, other.goal]
    bounds = [fact.formula for fact in one.facts if fact.role == "bound" and fact in other.facts]
    return _equivalent(parts[0], parts[1], bounds, searcher)


def _givens(inference: Inference) -> Term:
    return conjunction(*(fact.formula for fact in inference.facts if fact.role == "given"))


def _pairs(old: Sequence[Inference], new: Sequence[Inference]) -> Iterator[tuple[Inference, Inference]]:
    for one in old:
        for other in new:
            if _compatible(one.reading, other.reading):
                yield one, other


def _compatible(one: Reading, other: Reading) -> bool:
    chosen = dict(one)
    return all(chosen.get(notion, name) == name for notion, name in other)


# ---- blame ---------------------------------------------------------------------------------------------


def _explained(change: VerdictChange, old: Argument, new: Argument, searcher: Searcher) -> Explained:
    """Put each changed part of the step back by itself, and see whether the step follows again, or fails again."""
    if not (change.newly_fails or change.newly_holds):
        return Explained(change)
    pairs = _pairs(old.step(change.name).inferences, new.step(change.name).inferences)
    pair = next((p for p in pairs if all(_compatible(one.reading, change.reading) for one in p)), None)
    if pair is None:
        return Explained(change)
    was, now = _parts(pair[0]), _parts(pair[1])
    wanted = Status.UNSAT if change.newly_fails else Status.SAT
    because: list[str] = []
    for key in dict.fromkeys((*was, *now)):
        if was.get(key) == now.get(key):
            continue
        mixed = {**now, key: was.get(key, ())}
        if _clash([formula for formulas in mixed.values() for formula in formulas]):
            continue
        goal = conjunction(*mixed[_GOAL])
        facts = [formula for other, formulas in mixed.items() if other != _GOAL for formula in formulas]
        if change.newly_fails and change.after and change.after.verdict is Verdict.VACUOUS:
            found, wanted = searcher.search(facts), Status.SAT
        else:
            found = searcher.search([*facts, negation(goal)])
        if found.status is wanted:
            because.append(_named(key, in_old=key in was, in_new=key in now))
    return Explained(change, tuple(because))


_GOAL: _Key = ("goal", "")


def _parts(inference: Inference) -> dict[_Key, tuple[Term, ...]]:
    found: dict[_Key, tuple[Term, ...]] = {}
    fact: Fact
    for fact in inference.facts:
        key = (fact.role, fact.name)
        found[key] = (*found.get(key, ()), fact.formula)
    found[_GOAL] = (inference.goal,)
    return found


def _named(key: _Key, *, in_old: bool, in_new: bool) -> str:
    how = "changed" if in_old and in_new else "removed" if in_old else "added"
    role, name = key
    match role:
        case "goal":
            return "what it infers changed"
        case "given":
            return f"what it is given {'was ' if how != 'changed' else ''}{how}"
        case "bound":
            return f"the bounds of {name} {'were ' if how != 'changed' else ''}{how}"
        case "lemma":
            return f"step {name} {'was ' if how != 'changed' else ''}{how}"
    return f"premise {name} {'was ' if how != 'changed' else ''}{how}"
