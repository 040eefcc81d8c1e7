"""Derivations of the condition under which an option is chosen, or a step's goal holds."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from argcheck.analyses.derivation.arrange import put_in_values, solve
from argcheck.analyses.derivation.boundary import boundaries
from argcheck.analyses.derivation.chain import Chain, Outcome
from argcheck.analyses.derivation.comparison import is_comparison, is_pointwise, positive_form
from argcheck.analyses.derivation.context import Context, compare, conjuncts
from argcheck.analyses.derivation.domain import within_domain
from argcheck.analyses.derivation.horizon import at_infinity, horizons
from argcheck.analyses.derivation.result import Assumption, Decider, Derivation, Line
from argcheck.analyses.derivation.statics import statics
from argcheck.model.argument import Argument, Payoffs, Quantity, Reading
from argcheck.model.show import show
from argcheck.model.terms import FALSE, App, Term, Var, conjunction, free_variables

_FEW = 12


class UnknownName(Exception):
    """A decision, option, step or variable that the argument does not have; `known` are those it has."""

    def __init__(self, kind: str, name: str, known: tuple[str, ...]) -> None:
        super().__init__(f"there is no {kind} `{name}`")
        self.name = name
        self.known = known

    @property
    def hint(self) -> str:
        """The nearest known name, or all of them when there are few; empty when neither helps."""
        near = get_close_matches(self.name, self.known, 1)
        if near and not all(name.startswith(f"{self.name}.") for name in self.known):
            return f"did you mean `{near[0]}`?"
        listed = ", ".join(f"`{name}`" for name in self.known)
        return f"choose from {listed}" if 0 < len(self.known) <= _FEW else ""


def derive_option(
    argument: Argument,
    decision: str,
    option: str,
    variable: str | None,
    decider: Decider,
    *,
    against: str | None = None,
    facts: tuple[Term, ...] = (),
    reading: Reading = (),
) -> tuple[Derivation, ...]:
    """When is the option strictly better than every other (or than `against`)? One derivation for each
    combination of readings that the payoffs tell apart and that `reading` allows (several pairs for one
    notion allow each).

    Raises UnknownName for a decision, option or variable that is not in the argument.
    """
    known = {found.name: found for found in argument.decisions}
    if decision not in known:
        raise UnknownName("decision", decision, tuple(known))
    names = tuple(name for name, _, _ in known[decision].options)
    for name in (option, against):
        if name is not None and name not in names:
            raise UnknownName(f"option of `{decision}` called", name, names)
    if against == option:
        raise UnknownName("other option called", option, tuple(name for name in names if name != option))
    chosen = [payoffs for payoffs in known[decision].payoffs if payoffs.options and agrees(payoffs.reading, reading)]
    _require_variable(variable, (quantity for payoffs in chosen for quantity in payoffs.quantities))
    return tuple(_option(argument, decision, option, against, payoffs, variable, decider, facts) for payoffs in chosen)


def derive_step(
    argument: Argument,
    step: str,
    variable: str | None,
    decider: Decider,
    *,
    facts: tuple[Term, ...] = (),
    reading: Reading = (),
) -> tuple[Derivation, ...]:
    """When does the step's goal hold, given its facts and those added here? One derivation for each
    combination of readings that the step tells apart and that `reading` allows.

    Raises UnknownName for a step or variable that is not in the argument.
    """
    known = {found.name: found for found in argument.steps}
    if step not in known:
        raise UnknownName("step", step, tuple(known))
    chosen = [inference for inference in known[step].inferences if agrees(inference.reading, reading)]
    _require_variable(variable, (quantity for inference in chosen for quantity in inference.quantities))
    found: list[Derivation] = []
    for inference in chosen:
        solved_for = _variable(variable, inference.quantities)
        known_facts = _parts((*(fact.formula for fact in inference.facts), *facts))
        context = Context(decider, known_facts, order=_order(argument, inference.quantities))
        lines = (Line(inference.goal, show(inference.goal), "what the step infers", "given"),)
        found.append(
            _derivation(f"{step}: when it holds", inference.reading, context, inference.goal, solved_for, lines)
        )
    return tuple(found)


def agrees(reading: Reading, wanted: Reading) -> bool:
    """Whether the wanted (notion, reading) pairs allow the combination; several pairs for one notion allow each."""
    allowed: dict[str, set[str]] = {}
    for notion, name in wanted:
        allowed.setdefault(notion, set()).add(name)
    return all(name in allowed.get(notion, {name}) for notion, name in reading)


def _require_variable(variable: str | None, quantities: Iterable[Quantity]) -> None:
    names = tuple(dict.fromkeys(quantity.name for quantity in quantities))
    if variable is not None and variable not in names:
        raise UnknownName("quantity here called", variable, names)


def _variable(name: str | None, quantities: tuple[Quantity, ...]) -> Var | None:
    return next((quantity.variable for quantity in quantities if quantity.name == name), None)


def _parts(facts: Iterable[Term]) -> tuple[Term, ...]:
    return tuple(dict.fromkeys(part for fact in facts for part in conjuncts(fact)))


def _order(argument: Argument, quantities: tuple[Quantity, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(quantity.name for quantity in (*argument.quantities, *quantities)))


def _option(
    argument: Argument,
    decision: str,
    option: str,
    against: str | None,
    payoffs: Payoffs,
    variable: str | None,
    decider: Decider,
    facts: tuple[Term, ...],
) -> Derivation:
    utilities = dict(payoffs.options)
    others = [name for name in utilities if name != option and against in (None, name)]
    context = Context(
        decider,
        _parts((*(bound for quantity in payoffs.quantities for bound in quantity.bounds), *facts)),
        order=_order(argument, payoffs.quantities),
    )
    lines = [
        Line(text, text, "its payoff in the file", "given")
        for name in (option, *others)
        for text in [f"utility({decision}.{name}) = {show(utilities[name])}"]
    ]
    comparisons = [f"utility({decision}.{option}) > utility({decision}.{name})" for name in others]
    shown = " and ".join(comparisons)
    because = (
        f"{option} is chosen iff it is strictly better" if against is None else f"{option} is better than {against}"
    )
    lines.append(Line(shown, shown, because, "given"))
    goals = [compare(">", utilities[option], utilities[name]) for name in others]
    goal = conjunction(*goals)
    lines.append(Line(goal, show(goal), "write the utilities out", "given"))
    title = f"{decision}: when {option} is better than {against or ' and '.join(others)}"
    labels = tuple(f"against {name}" for name in others) if len(others) > 1 else ()
    return _derivation(
        title,
        payoffs.reading,
        context,
        goal,
        _variable(variable, payoffs.quantities),
        tuple(lines),
        labels,
        choice=True,
    )


def _derivation(
    title: str,
    reading: Reading,
    context: Context,
    goal: Term,
    variable: Var | None,
    opening: tuple[Line, ...],
    labels: tuple[str, ...] = (),
    choice: bool = False,
    with_variants: bool = True,
) -> Derivation:
    context, domain, notes = within_domain(context, goal)
    outcome = condition_of(context, goal, variable, labels)
    verified = all(line.check == "proved" for line in outcome.lines)
    if not verified:
        direct = context.entails(App("iff", (goal, outcome.result)))
        verified = direct is True
        if direct is False:
            outcome = Outcome((), goal, True)
    condition = conjunction(*domain, outcome.result) if outcome.result != FALSE else FALSE
    used = frozenset(v for term in (goal, outcome.result) for v in free_variables(term))
    assumptions = tuple(Assumption(fact, show(fact)) for fact in context.facts if free_variables(fact) & used)
    solved = variable is not None and not outcome.implicit
    further: tuple[Derivation, ...] = ()
    if with_variants:
        further = tuple(_endless(reading, context, goal, variable, labels, choice))
    return Derivation(
        title=title,
        reading=reading,
        variable=variable.name if variable else None,
        goal=goal,
        assumptions=assumptions,
        lines=(*opening, *outcome.lines),
        result=condition,
        result_text=show(condition),
        implicit=outcome.implicit,
        verified=verified,
        side_conditions=(
            *(f"{show(formula)}, or else {what} has no value" for formula, what in zip(domain, notes, strict=True)),
            *outcome.conditions,
        ),
        boundary=boundaries(context, goal, outcome.result, variable, choice),
        statics=statics(context, outcome.result, variable) if solved and verified and variable else (),
        further=further,
    )


def _endless(
    reading: Reading, context: Context, goal: Term, variable: Var | None, labels: tuple[str, ...], choice: bool
) -> Iterable[Derivation]:
    if not is_pointwise(goal):
        return
    for horizon in horizons(goal):
        variant = at_infinity(context, goal, horizon) if horizon != variable else None
        if variant is not None:
            inner, endless, title = variant
            lines = (Line(endless, show(endless), f"{horizon.name} is infinite", "given"),)
            yield _derivation(title, reading, inner, endless, variable, lines, labels, choice, with_variants=False)


def condition_of(context: Context, goal: Term, variable: Var | None, labels: tuple[str, ...]) -> Outcome:
    """The goal's condition; each part of a conjunction on its own."""
    parts = goal.args if isinstance(goal, App) and goal.op == "and" else (goal,)
    outcomes: list[Outcome] = []
    for index, part in enumerate(parts):
        label = labels[index] if labels else f"part {index + 1}" if len(parts) > 1 else None
        outcomes.append(_one(context.assuming(case=label), part, variable))
    return Outcome(
        tuple(line for outcome in outcomes for line in outcome.lines),
        conjunction(*(outcome.result for outcome in outcomes)),
        any(outcome.implicit for outcome in outcomes),
        tuple(dict.fromkeys(text for outcome in outcomes for text in outcome.conditions)),
    )


def _one(context: Context, goal: Term, variable: Var | None) -> Outcome:
    chain = Chain(context, goal)
    chain.to(positive_form(goal), "the negation of a comparison is the opposite comparison")
    if is_comparison(chain.current) and is_pointwise(goal):
        put_in_values(chain, variable)
        return solve(chain, variable)
    return chain.end(implicit=True)
