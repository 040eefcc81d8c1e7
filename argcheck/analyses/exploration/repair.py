"""What a step that fails would need: premises of the argument's own, the weakest condition, or less of what it assumes.

Nothing is offered that contradicts the premises, or that is not proved to be enough.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from argcheck.analyses.elimination.answers import Grounds, weakest_on
from argcheck.analyses.elimination.posing import posed
from argcheck.analyses.exploration.own_premises import own_premises
from argcheck.analyses.exploration.sufficient import sufficient_conditions
from argcheck.analyses.exploration.weakest import Condition, chained, weakest
from argcheck.analyses.results import Equivocation
from argcheck.logic.quantifiers import has_quantifier
from argcheck.model.argument import Argument, Fact, Inference, Quantity, Reading
from argcheck.model.show import show
from argcheck.model.terms import FALSE, Term, Var, conjunction, free_variables, negation
from argcheck.provers.backend import Status
from argcheck.provers.elimination.ladder import missing
from argcheck.provers.search import Searcher

_MOST_PREMISES = 12
SECONDS = 30.0
_SHARE_OF_NEED, _SHARE_OF_ALONE = 0.4, 0.8


@dataclass(frozen=True, slots=True)
class Need:
    """The step holds just where `condition` does. `premises` are those of the argument that say the same, under what
    the step assumes anyway; `boundary`: only where two amounts happen to be equal; `without`: what the step must give
    up assuming first; `within`: it speaks of no other quantities than those that were chosen."""

    condition: str
    premises: tuple[str, ...] = ()
    boundary: bool = False
    without: tuple[str, ...] = ()
    within: bool = True


@dataclass(frozen=True, slots=True)
class Alone:
    """`condition` speaks of the chosen quantities `over` only, and with it the step follows, which is proved. That
    nothing weaker about them would do is `proved` too, or `unknown`. `premises` are those of the argument that say the
    same. It is `false` where none is enough."""

    over: tuple[str, ...]
    condition: str
    engine: str
    weakest: Grounds
    premises: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposed:
    """A condition on the quantities `over` that an engine proposes. It is not proved that it is enough."""

    over: tuple[str, ...]
    condition: str
    engine: str


@dataclass(frozen=True, slots=True)
class Repair:
    """What a failing step needs under one reading. `premises` are smallest sets of the argument's own premises that
    it does not name and with which it follows. `need` is solved for the chosen quantities where that can be done;
    `alone` is about them only, and `sufficient` are plain conditions on them that are enough. `rejected` are conditions
    that would do but contradict the premises. `unproved` is no answer, but what one might try to prove. `missing` are
    engines that, if installed, might find more. `stopped`: the time was up before everything was tried."""

    step: str
    reading: Reading
    premises: tuple[tuple[str, ...], ...] = ()
    need: Need | None = None
    sufficient: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()
    alone: Alone | None = None
    missing: tuple[str, ...] = ()
    unproved: Proposed | None = None
    stopped: bool = False


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


def repair(
    argument: Argument,
    inference: Inference,
    searcher: Searcher,
    over: Sequence[str] | None = None,
    seconds: float = SECONDS,
) -> Repair:
    """What the failing step needs, on the quantities `over` where they are given. It is looked for at most so many
    seconds: the weakest condition first, then such a one on the quantities alone, then plain ones that are enough."""
    case = _case((inference,))
    rejected: list[str] = []
    started = searcher.within(seconds)
    others = tuple(own_premises(argument, inference, started))
    searcher = started.within(_SHARE_OF_NEED * seconds)
    need = _need(argument, case, inference.reading, searcher, over, rejected)
    alone: Alone | None = None
    unproved: Proposed | None = None
    enough: tuple[str, ...] = ()
    stopped = False
    if need is None and not over and has_quantifier(inference.goal):
        over = [variable.name for variable in case.variables if variable in free_variables(inference.goal)]
    if over and (need is None or not need.within):
        facts = [fact.formula for fact in (*case.facts, *case.givens)]
        premises = _premises(argument, inference.reading)
        chosen = [variable for name in over for variable in case.variables if variable.name == name]
        stopped = not searcher.seconds_left
        searcher = started.within(started.seconds_left - (1 - _SHARE_OF_ALONE) * seconds)
        answer = _alone(facts, inference.goal, chosen, premises, searcher, rejected)
        alone = answer if isinstance(answer, Alone) else None
        unproved = answer if isinstance(answer, Proposed) else None
        if alone is None:
            stopped = stopped or not searcher.seconds_left
            searcher = started
            enough = sufficient_conditions(facts, inference.goal, chosen, premises, searcher)
    found = need or alone or enough or not _for_engines(case)
    return Repair(
        inference.step,
        inference.reading,
        others,
        need,
        enough,
        tuple(dict.fromkeys(rejected)),
        alone,
        () if found else missing(),
        unproved,
        stopped or not searcher.seconds_left,
    )


def mend(argument: Argument, found: Equivocation, searcher: Searcher) -> tuple[Mending, ...]:
    """Readings, with a condition for each, under which the steps of an equivocation hold together."""
    mendings: list[Mending] = []
    for inferences in _side_by_side(argument, found.steps):
        reading: Reading = tuple(dict.fromkeys(pair for one in inferences for pair in one.reading))
        need = _need(argument, _case(inferences), reading, searcher, None, [])
        if need is not None:
            mendings.append(Mending(found.steps, reading, need))
    return tuple(sorted(mendings, key=lambda one: one.need is not None and one.need.boundary))


def _for_engines(case: _Case) -> bool:
    facts = [fact.formula for fact in (*case.facts, *case.givens)]
    return posed(facts, case.goal, case.variables) is not None


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
    premises = _premises(argument, reading)
    for count in range(min(len(case.givens), 2) + 1):
        for without in combinations(case.givens, count):
            kept = [fact.formula for fact in (*case.facts, *case.givens) if fact not in without]
            if searcher.search([*kept, case.goal], case.variables).status is not Status.SAT:
                continue
            found = _condition(kept, case, searcher, over or ())
            if found is None:
                continue
            if _excluded(found.formula, kept, premises, searcher):
                rejected.append(found.text)
                continue
            same = _same(found.formula, kept, premises, searcher)
            within = not over or {variable.name for variable in free_variables(found.formula)} <= set(over)
            return Need(found.text, same, found.boundary, tuple(fact.text for fact in without), within)
    return None


def _condition(facts: list[Term], case: _Case, searcher: Searcher, over: Sequence[str]) -> Condition | None:
    """In the quantities `over` if it can be said with them; solved for the one of them if there is just one."""
    if not over:
        return weakest(facts, case.goal, case.variables, searcher)
    solve_for = over if len(over) == 1 else ()
    found = weakest(facts, case.goal, case.variables, searcher, frozenset(over), solve_for)
    if found is None and solve_for:
        found = weakest(facts, case.goal, case.variables, searcher, None, solve_for)
    return found if found is not None and found.formula != case.goal else None


def _alone(
    facts: list[Term],
    goal: Term,
    chosen: Sequence[Var],
    premises: Sequence[Fact],
    searcher: Searcher,
    rejected: list[str],
) -> Alone | Proposed | None:
    """The weakest condition on the chosen quantities alone; one that is enough; or one that may be."""
    names = tuple(variable.name for variable in chosen)
    found = weakest_on(facts, goal, chosen, searcher, solve_for=names if len(names) == 1 else ())
    if found is None:
        return None
    text = chained(found.parts) if found.parts else show(found.formula)
    if not found.proved:
        return Proposed(names, text, found.engine)
    if found.formula == FALSE:
        return Alone(names, text, found.engine, found.weakest)
    if _excluded(found.formula, facts, premises, searcher):
        rejected.append(text)
        return None
    same = _same(found.formula, facts, premises, searcher)
    return Alone(names, text, found.engine, found.weakest, same)


def _excluded(condition: Term, facts: Sequence[Term], premises: Sequence[Fact], searcher: Searcher) -> bool:
    """Whether it is the condition that contradicts the premises, and not the premises one another or the facts."""
    background = [*facts, *(fact.formula for fact in premises)]
    return searcher.refutes([*background, condition]) and not searcher.refutes(background)


def _same(found: Term, facts: Sequence[Term], premises: Sequence[Fact], searcher: Searcher) -> tuple[str, ...]:
    named = [fact for fact in premises if fact.role == "premise" and fact.formula not in facts][:_MOST_PREMISES]
    return tuple(
        fact.name
        for fact in named
        if searcher.refutes([*facts, fact.formula, negation(found)])
        and searcher.refutes([*facts, found, negation(fact.formula)])
    )


def _premises(argument: Argument, reading: Reading) -> tuple[Fact, ...]:
    """All premises of the argument, with the bounds of what they speak of, as far as the reading settles them."""
    fitting = [one for one in argument.premise_sets if _compatible(one.reading, reading)]
    if not fitting:
        return ()
    return tuple(fact for fact in fitting[0].facts if all(fact in other.facts for other in fitting))
