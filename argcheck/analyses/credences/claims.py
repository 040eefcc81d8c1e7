"""What a conclusion's probability is about: the premises that it rests on, directly or through steps, and its claim.

A step's claim is what later steps get from it, `given implies infer`. Intermediate steps are no premises: one that
follows adds nothing to what the premises say, and one that does not must not count as true. (It may be given a
credence of its own, which makes it a premise.)
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from argcheck.diagnostics import Span
from argcheck.model.argument import Argument, Fact, Inference, PremiseSet, Quantity, Reading, Step
from argcheck.model.terms import Term, Var, conjunction, free_variables, implication


@dataclass(frozen=True, slots=True)
class Claim:
    """A conclusion under one reading: its premises, the quantities of all formulas, and the steps on the way to it
    (with the conclusion's own inference last), each of which follows or does not."""

    reading: Reading
    premises: tuple[Fact, ...]
    quantities: tuple[Quantity, ...]
    steps: tuple[tuple[Step, Inference], ...]

    @property
    def inference(self) -> Inference:
        """The conclusion's own."""
        return self.steps[-1][1]

    @property
    def formula(self) -> Term:
        """What is claimed."""
        return claimed(self.inference)


def claimed(inference: Inference) -> Term:
    """`given implies infer`."""
    return implication(conjunction(*(fact.formula for fact in inference.facts if fact.role == "given")), inference.goal)


def claim_text(step: Step) -> str:
    """The same as written."""
    given = " and ".join(step.given_text)
    return f"{given} implies {step.infer_text}" if given else step.infer_text


def claims_of(argument: Argument, conclusion: str, as_premises: Collection[str] = ()) -> tuple[Claim, ...]:
    """The conclusion's claim under each combination of readings that its premises and it can tell apart.

    Steps named in `as_premises` count as premises. Raises KeyError when there is no such step.
    """
    end = argument.step(conclusion)
    leaves, between = _rests_on(argument, end, as_premises)
    sets: Sequence[PremiseSet] = argument.premise_sets or (PremiseSet((), (), ()),)
    alternatives: list[Sequence[Inference | PremiseSet]] = [end.inferences, sets]
    alternatives += [argument.step(name).inferences for name in leaves if name in as_premises]
    found: dict[tuple[Term | tuple[Term, Span], ...], Claim] = {}
    for choice in product(*alternatives):
        reading = _together([part.reading for part in choice])
        if reading is None:
            continue
        claim = _claim(argument, end, leaves, between, choice, reading)
        if claim is not None:
            key = (claim.formula, *((fact.formula, fact.span) for fact in claim.premises))
            # readings that make no difference here need no case of their own
            earlier = found.get(key)
            found[key] = claim if earlier is None else _merged(earlier, claim)
    return tuple(found.values())


def _merged(one: Claim, other: Claim) -> Claim:
    shared = tuple(pair for pair in one.reading if pair in other.reading)
    return Claim(shared, one.premises, one.quantities, one.steps)


def _rests_on(argument: Argument, end: Step, as_premises: Collection[str]) -> tuple[list[str], list[str]]:
    """Names of the premises, and of the steps between them and the end in the order of the file."""
    steps = {step.name: step for step in argument.steps}
    leaves: dict[str, None] = {}
    between: set[str] = set()

    def visit(step: Step) -> None:
        for name in step.sources:
            if name in steps and name not in as_premises:
                if name not in between:
                    between.add(name)
                    visit(steps[name])
            else:
                leaves.setdefault(name)

    visit(end)
    order = [premise.name for premise in argument.premises]
    ordered = sorted(leaves, key=lambda name: order.index(name) if name in order else len(order))
    return ordered, [step.name for step in argument.steps if step.name in between]


def _together(readings: Sequence[Reading]) -> Reading | None:
    """The readings as one, or None where they disagree."""
    chosen: dict[str, str] = {}
    for reading in readings:
        for notion, name in reading:
            if chosen.setdefault(notion, name) != name:
                return None
    return tuple(chosen.items())


def _claim(
    argument: Argument,
    end: Step,
    leaves: Sequence[str],
    between: Sequence[str],
    choice: Sequence[Inference | PremiseSet],
    reading: Reading,
) -> Claim | None:
    inference = choice[0]
    assert isinstance(inference, Inference)
    known = {fact.name: fact for part in choice if isinstance(part, PremiseSet) for fact in part.facts}
    known |= {fact.name: fact for fact in inference.facts if fact.role == "premise"}
    for part in choice[2:]:
        if isinstance(part, Inference):
            step = argument.step(part.step)
            known[step.name] = Fact(step.name, "premise", claimed(part), claim_text(step), step.says, step.span)
    if any(name not in known or known[name].role != "premise" for name in leaves):
        return None
    premises = tuple(known[name] for name in leaves)
    steps = [(argument.step(name), each) for name in between for each in _under(argument.step(name), reading)]
    steps.append((end, inference))
    available = {q.variable: q for part in choice for q in part.quantities}
    available |= {q.variable: q for _, each in steps for q in each.quantities}
    formulas = [claimed(inference), *(fact.formula for fact in premises)]
    return Claim(reading, premises, tuple(_occurring(formulas, available)), tuple(steps))


def _under(step: Step, reading: Reading) -> Iterator[Inference]:
    """The step's inference, if the reading settles which it is."""
    yield from (each for each in step.inferences if set(each.reading) <= set(reading))


def _occurring(formulas: Sequence[Term], available: dict[Var, Quantity]) -> Iterator[Quantity]:
    """The quantities of the formulas, with those that their bounds mention, in a fixed order."""
    wanted = {v for formula in formulas for v in free_variables(formula) if v in available}
    while True:
        more = {v for each in wanted for bound in available[each].bounds for v in free_variables(bound)} - wanted
        if not more & available.keys():
            break
        wanted |= more & available.keys()
    yield from (quantity for variable, quantity in available.items() if variable in wanted)
