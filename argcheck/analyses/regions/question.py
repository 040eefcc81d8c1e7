"""From an inference to the question that boxes are asked: facts and a goal over the axes alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from argcheck.analyses.derivation.context import conjuncts
from argcheck.analyses.regions.axes import Axis
from argcheck.analyses.regions.partition import RegionError
from argcheck.analyses.regions.quantifiers import opened
from argcheck.analyses.regions.request import MOST_AXES, Request, Value, Wanted, Which, axis_for, bounds_of, limit_of
from argcheck.analyses.welldefined import check_definedness
from argcheck.logic.definedness import conditions
from argcheck.logic.eliminate import eliminate
from argcheck.logic.evaluate import evaluate
from argcheck.logic.exact import TooLarge, Undetermined
from argcheck.logic.reduce import CannotReduce, Reducer
from argcheck.logic.scope import NotReduced, Undefined
from argcheck.model.argument import Inference, Quantity
from argcheck.model.operators import Sort
from argcheck.model.show import show
from argcheck.model.terms import FALSE, TRUE, App, Num, Term, Var, free_variables, substitute
from argcheck.provers.backend import Status
from argcheck.provers.search import Searcher


@dataclass(frozen=True)
class Question:
    """Where do the facts hold, and where the goal with them? `facts` leave out what is true of every point inside the
    axes' ranges; `known` are these facts and what the ranges say, for provers. `quantified` lists variables of which
    the step is to hold for all values or for some, each with its axis, the first outermost: those that were asked
    about, and after them those of quantifiers that stand outermost in the goal."""

    axes: tuple[Axis, ...]
    facts: tuple[Term, ...]
    goal: Term
    known: tuple[Term, ...]
    quantified: tuple[tuple[Axis, Which], ...] = ()

    @property
    def all_axes(self) -> tuple[Axis, ...]:
        """The axes, and after them those of the quantified variables."""
        return (*self.axes, *(axis for axis, _ in self.quantified))


def question(
    inference: Inference, quantities: Mapping[str, Quantity], request: Request, searcher: Searcher
) -> Question:
    """The question for one inference; `quantities` are those of the step under any reading. Raises RegionError where it
    cannot be put."""
    axes = tuple(axis_for(wanted, quantities[wanted.name]) for wanted in _axes(request, quantities))
    formulas, goal = _reduced(inference, searcher)
    within, goal = opened(goal, quantities, inference.goal_span)
    quantified = (*((axis_for(one, quantities[one.name]), kind) for kind, one in request.quantified), *within)
    everything = (*axes, *(axis for axis, _ in quantified))
    chosen = frozenset(axis.variable for axis in everything)
    if len(chosen) < len(everything):
        raise RegionError("a quantity can be varied, or be asked about for all or some of its values, once")
    values = _values(request, quantities, chosen)
    facts = [part for formula in formulas for part in conjuncts(substitute(formula, values))]
    goal = substitute(goal, values)
    solved = eliminate(facts, chosen)
    for variable, term in solved.values:
        goal = substitute(goal, {variable: term})
    formulas = [fact for fact in solved.formulas if free_variables(fact) or not _plainly_true(fact)]
    facts, aside = _connected(formulas, goal, chosen)
    _require_consistent(aside, searcher)
    _require_known(facts, goal, chosen, inference)
    ranges = tuple(part for axis in everything for part in range_facts(axis))
    open_facts = tuple(fact for fact in dict.fromkeys(facts) if not _within_range(fact, everything))
    return Question(axes, open_facts, goal, tuple(dict.fromkeys((*facts, *ranges))), quantified)


def _plainly_true(fact: Term) -> bool:
    try:
        return evaluate(fact, {}) is True
    except (Undefined, Undetermined, TooLarge, NotReduced):
        return False


def range_facts(axis: Axis) -> tuple[Term, ...]:
    """That the quantity is in the axis's range."""
    return (
        App(">=", (axis.variable, Num(axis.low))),
        App("<=", (axis.variable, Num(axis.high))),
    )


def _axes(request: Request, quantities: Mapping[str, Quantity]) -> tuple[Wanted, ...]:
    bounded = (name for name, quantity in quantities.items() if None not in bounds_of(quantity))
    wanted = request.axes or tuple(map(Wanted, bounded))
    if not 1 <= len(wanted) <= MOST_AXES or len({one.name for one in wanted}) < len(wanted):
        raise RegionError(f"name one to {MOST_AXES} different quantities to vary, with --x, --y and --axis")
    return wanted


def _values(request: Request, quantities: Mapping[str, Quantity], chosen: frozenset[Var]) -> dict[Var, Term]:
    values: dict[Var, Term] = {}
    for name, value in request.fixed:
        quantity = quantities.get(name)
        if quantity is None:
            continue
        if quantity.variable in chosen:
            raise RegionError(f"`{name}` is to vary, so it cannot be set")
        values[quantity.variable] = _term(quantity, value)
    return values


def _term(quantity: Quantity, value: Value) -> Term:
    if isinstance(value, bool) is not (quantity.sort is Sort.BOOL):
        raise RegionError(f"`{quantity.name}` is set to a value of another kind")
    if isinstance(value, bool):
        return TRUE if value else FALSE
    if quantity.sort is Sort.INTEGER and value.denominator != 1:
        raise RegionError(f"`{quantity.name}` is a whole number")
    return Num(value)


def _reduced(inference: Inference, searcher: Searcher) -> tuple[list[Term], Term]:
    facts = list(inference.facts)
    if any(fact.role == "lemma" and any(conditions(fact.formula)) for fact in facts):
        variables = [quantity.variable for quantity in inference.quantities]
        # an earlier step is used only where everything in it has a value
        facts = check_definedness(facts, None, inference.goal_span, searcher, variables).facts
    reducer = Reducer()
    try:
        return [reducer.reduce(fact.formula) for fact in facts], reducer.reduce(inference.goal)
    except CannotReduce as problem:
        raise RegionError(f"`{inference.step}` cannot be evaluated on boxes: {problem}") from None


def _connected(facts: Sequence[Term], goal: Term, chosen: frozenset[Var]) -> tuple[list[Term], list[Term]]:
    """The facts that have to do with the goal or the axes, and the others."""
    linked = chosen | free_variables(goal)
    rest = list(facts)
    kept: list[Term] = []
    while True:
        near = [fact for fact in rest if not free_variables(fact) or free_variables(fact) & linked]
        if not near:
            break
        kept += near
        rest = [fact for fact in rest if fact not in near]
        linked |= frozenset(variable for fact in near for variable in free_variables(fact))
    return [fact for fact in facts if fact in kept], rest


def _require_consistent(aside: Sequence[Term], searcher: Searcher) -> None:
    if aside and searcher.search(list(aside)).status is not Status.SAT:
        shown = "; ".join(show(fact) for fact in aside)
        raise RegionError(f"it could not be shown that these can hold together: {shown}")


def _require_known(facts: Iterable[Term], goal: Term, chosen: frozenset[Var], inference: Inference) -> None:
    used = frozenset(variable for formula in (*facts, goal) for variable in free_variables(formula))
    missing = [quantity for quantity in inference.quantities if quantity.variable in used - chosen]
    if not missing:
        return
    listed = ", ".join(f"`{quantity.name}`" for quantity in missing)
    value = "true" if missing[0].sort is Sort.BOOL else "1"
    raise RegionError(
        f"whether `{inference.step}` holds may depend on {listed}: vary it with --axis, give it a value as in "
        f"--set {missing[0].name}={value}, or ask about all or some of its values with --forall or --some"
    )


def _within_range(fact: Term, axes: Sequence[Axis]) -> bool:
    """Whether the fact is a bound that every point strictly inside the axes' ranges keeps to."""
    found = limit_of(fact)
    axis = next((axis for axis in axes if found and axis.variable == found[0]), None)
    if found is None or axis is None:
        return False
    _, op, value = found
    if axis.whole:
        return {">": axis.low > value, ">=": axis.low >= value, "<": axis.high < value, "<=": axis.high <= value}.get(
            op, False
        )
    above, under = axis.low >= value, axis.high <= value
    return {">": above, ">=": above, "<": under, "<=": under, "!=": above or under}.get(op, False)
