"""What a step that fails would need: premises of the argument's own, the weakest condition, or less of what it assumes.

Nothing is offered that contradicts the premises, and every condition is proved both ways.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from argcheck.analyses.exploration.assumptions import Mapper
from argcheck.analyses.exploration.candidates import Problem, all_premises
from argcheck.analyses.exploration.sufficient import sufficient_conditions
from argcheck.analyses.exploration.weakest import Condition, weakest
from argcheck.analyses.results import Equivocation
from argcheck.model.argument import Argument, Fact, Inference, Quantity, Reading
from argcheck.model.terms import Term, Var, conjunction, negation
from argcheck.provers.backend import Status
from argcheck.provers.search import Searcher

_MOST_PREMISES = 12
_MOST_QUESTIONS = 60


@dataclass(frozen=True, slots=True)
class Need:
    """The step holds just where `condition` does. `premises` are those of the argument that say the same, under what
    the step assumes anyway; `boundary`: only where two amounts happen to be equal; `without`: what the step must give
    up assuming first."""

    condition: str
    premises: tuple[str, ...] = ()
    boundary: bool = False
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Repair:
    """What a failing step needs under one reading. `premises` are smallest sets of the argument's own premises that
    it does not name and with which it follows. `sufficient` are conditions on chosen quantities that are enough.
    `rejected` are conditions that would do but contradict the premises."""

    step: str
    reading: Reading
    premises: tuple[tuple[str, ...], ...] = ()
    need: Need | None = None
    sufficient: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mending:
    """Steps that no reading holds together do hold together under this one, if `need` (None: as they stand)."""

    steps: tuple[str, ...]
    reading: Reading
    need: Need | None


@dataclass(frozen=True, slots=True)
class _Case:
    """Facts that may be assumed, givens that may be given up, and a goal."""

    facts: tuple[Fact, ...]
    givens: tuple[Fact, ...]
    goal: Term
    quantities: tuple[Quantity, ...]

    @property
    def variables(self) -> list[Var]:
        return [quantity.variable for quantity in self.quantities]


def repair(argument: Argument, inference: Inference, searcher: Searcher, over: Sequence[str] | None = None) -> Repair:
    """What the failing step needs, on the quantities `over` where they are given."""
    case = _case((inference,))
    rejected: list[str] = []
    need = _need(argument, case, inference.reading, searcher, over, rejected)
    enough: tuple[str, ...] = ()
    if need is None and over:
        facts = [fact.formula for fact in (*case.facts, *case.givens)]
        premises = _premises(argument, inference.reading)
        chosen = [variable for variable in case.variables if variable.name in over]
        enough = sufficient_conditions(facts, inference.goal, chosen, premises, searcher)
    others = tuple(_own_premises(argument, inference, searcher))
    return Repair(inference.step, inference.reading, others, need, enough, tuple(rejected))


def mend(argument: Argument, found: Equivocation, searcher: Searcher) -> tuple[Mending, ...]:
    """Readings, with a condition for each, under which the steps of an equivocation hold together."""
    mendings: list[Mending] = []
    for inferences in _side_by_side(argument, found.steps):
        reading: Reading = tuple(dict.fromkeys(pair for one in inferences for pair in one.reading))
        need = _need(argument, _case(inferences), reading, searcher, None, [])
        if need is not None:
            mendings.append(Mending(found.steps, reading, need))
    return tuple(sorted(mendings, key=lambda one: one.need is not None and one.need.boundary))


def _case(inferences: Sequence[Inference]) -> _Case:
    facts = list(dict.fromkeys(fact for one in inferences for fact in one.facts if fact.role != "given"))
    givens = {fact.formula: fact for one in inferences for fact in one.facts if fact.role == "given"}
    quantities = tuple(dict.fromkeys(quantity for one in inferences for quantity in one.quantities))
    return _Case(tuple(facts), tuple(givens.values()), conjunction(*(one.goal for one in inferences)), quantities)


def _side_by_side(argument: Argument, names: Sequence[str]) -> Iterator[tuple[Inference, ...]]:
    """The steps' inferences under each combination of readings that all of them have."""
    rows: list[tuple[Inference, ...]] = [()]
    for name in names:
        rows = [
            (*row, inference)
            for row in rows
            for inference in argument.step(name).inferences
            if all(_compatible(inference.reading, other.reading) for other in row)
        ]
    yield from rows


def _compatible(one: Reading, other: Reading) -> bool:
    chosen = dict(one)
    return all(chosen.get(notion, name) == name for notion, name in other)


# ---- the weakest condition -----------------------------------------------------------------------------


def _need(
    argument: Argument,
    case: _Case,
    reading: Reading,
    searcher: Searcher,
    over: Sequence[str] | None,
    rejected: list[str],
) -> Need | None:
    """The condition, giving up as few of the givens as possible."""
    chosen = frozenset(over) if over else None
    premises = _premises(argument, reading)
    for count in range(min(len(case.givens), 2) + 1):
        for without in combinations(case.givens, count):
            kept = [fact.formula for fact in (*case.facts, *case.givens) if fact not in without]
            if searcher.search([*kept, case.goal], case.variables).status is not Status.SAT:
                continue
            found = weakest(kept, case.goal, case.variables, searcher, chosen)
            if found is None:
                continue
            if searcher.refutes([*kept, *(fact.formula for fact in premises), found.formula]):
                rejected.append(found.text)
                continue
            same = _same(found, kept, premises, searcher)
            return Need(found.text, same, found.boundary, tuple(fact.text for fact in without))
    return None


def _same(found: Condition, facts: Sequence[Term], premises: Sequence[Fact], searcher: Searcher) -> tuple[str, ...]:
    named = [fact for fact in premises if fact.role == "premise" and fact.formula not in facts][:_MOST_PREMISES]
    return tuple(
        fact.name
        for fact in named
        if searcher.refutes([*facts, fact.formula, negation(found.formula)])
        and searcher.refutes([*facts, found.formula, negation(fact.formula)])
    )


def _premises(argument: Argument, reading: Reading) -> tuple[Fact, ...]:
    """All premises of the argument, with the bounds of what they speak of, as far as the reading settles them."""
    fitting = [one for one in argument.premise_sets if _compatible(one.reading, reading)]
    if not fitting:
        return ()
    return tuple(fact for fact in fitting[0].facts if all(fact in other.facts for other in fitting))


# ---- premises that are there already -------------------------------------------------------------------


def _own_premises(argument: Argument, inference: Inference, searcher: Searcher) -> Iterator[tuple[str, ...]]:
    """Smallest sets of premises that the step does not name and with which it follows."""
    used = {fact.name for fact in inference.facts}
    for problem in all_premises(argument, inference):
        if problem.reading != inference.reading:
            continue
        others = tuple(fact for fact in problem.candidates if fact.name not in used)
        if not others:
            continue
        own = tuple(fact for fact in inference.facts if fact not in problem.background)
        widened = Problem(
            problem.step,
            problem.reading,
            "premises",
            problem.quantities,
            (*problem.background, *own),
            others,
            problem.goal,
            problem.goal_text,
            inference,
        )
        found = Mapper(widened, searcher, _MOST_QUESTIONS).run()
        yield from (one.names for one in found.sufficient if one.consistent)
